#include "limit.h"

#include <math.h>
#include <stdio.h>

#include "render/number.h"

/* The racer as its settings are at the playhead. */
static struct rv_racer
racer_now(const struct model *model)
{
    const struct rv_document *document = model_document(model);
    struct rv_racer racer = document->racers[model->racer];
    rv_key keys[64];
    size_t n = rv_racer_keys(&racer, keys);
    for (size_t i = 0; i < n; i++)
        rv_racer_set(&racer, keys[i],
                     rv_document_value(document, model->racer, keys[i], model->playhead));
    return racer;
}

static void
find_curvature(struct limit *limit, const struct model *model, const struct rv_row *row)
{
    double h[4], at[2] = {row->x, row->y};
    if (!isfinite(row->x) || !isfinite(row->y) ||
        !rv_objective_hessian(model->objective, at, h))
        return;
    double middle = (h[0] + h[3]) / 2, half = hypot((h[0] - h[3]) / 2, h[1]);
    limit->curvature[0] = middle + half;
    limit->curvature[1] = middle - half;
    limit->known = isfinite(middle) && isfinite(half);
}

struct limit
limit_find(const struct model *model)
{
    struct limit limit = {.rate = NAN, .formula = "", .now = NAN};
    struct rv_row row;
    struct rv_racer racer = racer_now(model);
    model_row(model, model->racer, &row);
    limit.now = row.lr;
    find_curvature(&limit, model, &row);
    const struct rv_surface *surface = rv_objective_surface(model->objective);
    limit.exact = surface->traits & RV_TRAIT_QUADRATIC;
    if (limit.known && limit.curvature[0] > 0)
        limit.rate = rv_racer_limit(&racer, limit.curvature[0], &limit.formula);
    return limit;
}

static void
say_curvature(const struct limit *limit, bool ascii, char *text, size_t size)
{
    char a[NUMBER_TEXT_MAX], b[NUMBER_TEXT_MAX];
    snprintf(text, size, "λ %s, %s here",
             number_significant(limit->curvature[0], 3, ascii, a),
             number_significant(limit->curvature[1], 3, ascii, b));
}

/* Whole, but never a nought for what is small. */
static const char *
percent(double value, bool ascii, char *text)
{
    if (value > 0 && value < 0.995)
        return number_significant(value, 2, ascii, text);
    snprintf(text, NUMBER_TEXT_MAX, "%.0f", value);
    return text;
}

bool
limit_text(const struct model *model, char *text, size_t size)
{
    struct limit limit = limit_find(model);
    bool ascii = model->theme.ascii;
    char rate[NUMBER_TEXT_MAX], now[NUMBER_TEXT_MAX];
    *text = '\0';
    if (!limit.known || model->on_surface)
        return false;
    if (!limit.exact || isnan(limit.rate) || isnan(limit.now)) {
        say_curvature(&limit, ascii, text, size);
        return false;
    }
    number_significant(limit.rate, 3, ascii, rate);
    bool past = limit.now > limit.rate;
    if (past)
        snprintf(text, size, "η = %s is past %s = %s",
                 number_typed(limit.now, ascii, now), limit.formula, rate);
    else
        snprintf(text, size, "η is %s %% of %s = %s",
                 percent(100 * limit.now / limit.rate, ascii, now), limit.formula, rate);
    return past;
}
