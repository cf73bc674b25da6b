#include "quantity.h"

#include <math.h>

const char *
quantity_title(enum quantity quantity, bool ascii)
{
    static const char *const titles[][2] = {
#define X(id, utf8, ascii, parameter) {utf8, ascii},
        QUANTITY_LIST(X)
#undef X
    };
    return titles[quantity][ascii];
}

int
quantity_parameter(enum quantity quantity)
{
    static const int parameters[] = {
#define X(id, utf8, ascii, parameter) parameter,
        QUANTITY_LIST(X)
#undef X
    };
    return parameters[quantity];
}

bool
quantity_is_of_step(enum quantity quantity)
{
    return quantity == STEP_LENGTH || quantity == RATE_X || quantity == RATE_Y;
}

bool
quantity_is_limited(enum quantity quantity)
{
    return quantity == LOSS || quantity == DISTANCE || quantity == GRADIENT ||
           quantity == STEP_LENGTH;
}

void
quantity_limit(double start, struct chart_span *range)
{
    if (!(start > 0))
        return;
    range->high = fmin(range->high, start * 1e6);
    range->low = fmin(fmax(range->low, start * -1e6), range->high);
    range->positive = fmin(fmax(range->positive, start * 1e-16), range->high);
}

bool
quantity_spans_decades(const struct chart_span *range)
{
    return range->low >= 0 && isfinite(range->positive) &&
           range->high >= 100 * range->positive;
}

static double
effective_rate(double from, double to, double gradient)
{
    double moved = fabs(to - from);
    return gradient != 0 ? moved / fabs(gradient) : NAN;
}

double
quantity_of(enum quantity quantity, const struct model *model, const struct rv_row *row,
            const struct rv_row *before)
{
    switch (quantity) {
    case DISTANCE:
        return model_distance(model, row);
    case GRADIENT:
        return hypot(row->gx, row->gy);
    case RATE:
        return row->lr;
    case STEP_LENGTH:
        return before ? hypot(row->x - before->x, row->y - before->y) : NAN;
    case RATE_X:
        return before ? effective_rate(before->x, row->x, before->gx) : NAN;
    case RATE_Y:
        return before ? effective_rate(before->y, row->y, before->gy) : NAN;
    case LOSS:
    case QUANTITIES:
    default:
        return row->loss;
    }
}
