/*
 * Ticks stand in whole rows, so each is a fixed number of rows from the next, the gap;
 * the other end of the axis may lie between two ticks. Every gap has its smallest round
 * step, and of all of them that is taken which leaves the least of the height unused and
 * does not part it too coarsely.
 */
#include "axis.h"

#include <math.h>

#include "canvas.h"
#include "number.h"

/* More would make the grid a surface. */
enum { MOST_TICKS = 10 };
/* Beyond three rows each further one between ticks is worth so much of the height, and
 * so is a fourth and a third tick, and a tick with nothing near it. */
static const double per_row = 0.05, per_tick = 0.1, per_empty_tick = 0.2;
enum { GOOD_TICKS = 4 };
#define LARGEST 1e300
/* A single value is this many steps from 0 at most, or it is not worth a tick. */
static const double steps_to_value = 20;

/* The k-th of ... 0.5 1 2 5 10 20 ... with 1 at 0. */
static double
round_step(int k)
{
    static const int mantissa[] = {1, 2, 5};
    int decade = k >= 0 ? k / 3 : -((2 - k) / 3);
    return number_decimal(mantissa[k - 3 * decade], decade);
}

/* The place in that row of the largest that is @x at most. */
static int
round_place(double x)
{
    int k = 3 * (int)floor(log10(x));
    while (round_step(k + 1) <= x * (1 + 1e-9))
        k++;
    return k;
}

/* From the multiple of @step at or below @lo: does @range reach @hi? */
static bool
reaches(double lo, double hi, double step, double range)
{
    return floor(lo / step + 1e-9) * step + range >= hi - 1e-9 * range;
}

static void
fit_ticks(struct axis *axis, double lo, double hi)
{
    double steps = (double)(axis->rows - 1) / axis->gap;
    int k = round_place((hi - lo) / steps);
    while (!reaches(lo, hi, round_step(k), steps * round_step(k)))
        k++;
    axis->step = round_step(k);
    axis->lo = floor(lo / axis->step + 1e-9) * axis->step;
}

/* One value: on a tick near the middle where that is a round one, else well within. */
static void
fit_value(struct axis *axis, double value)
{
    double size = fabs(value);
    int k = size > 0 ? round_place(size) : 0;
    while (size > 0 && fabs(size / round_step(k) - round(size / round_step(k))) > 1e-9 &&
           size / round_step(k) <= steps_to_value)
        k--;
    if (size > 0 && size / round_step(k) > steps_to_value) {
        fit_ticks(axis, value - size / 2, value + size / 2);
        return;
    }
    axis->step = round_step(k);
    int below = (axis->ticks + 1) / 2, from = (int)round(value / axis->step) - below;
    if (value >= 0 && from < 0)
        from = 0;
    axis->lo = from * axis->step;
}

/* Down to a whole decade, so that it changes at decades only. */
static void
fit_decades(struct axis *axis, double lo, double hi)
{
    axis->top = ceil(hi - 1e-9);
    lo = floor(lo + 1e-9);
    double steps = (double)(axis->rows - 1) / axis->gap;
    axis->step = fmax(1, ceil((axis->top - lo) / steps - 1e-9));
    axis->hi = axis->top;
    axis->lo = axis->hi - steps * axis->step;
}

/* With a tick every @gap rows. */
static struct axis
with_gap(double lo, double hi, bool logarithmic, int rows, int gap)
{
    int parts = (rows - 1) / gap;
    struct axis axis = {logarithmic, rows, .gap = gap, .ticks = parts + 1};
    if (logarithmic) {
        fit_decades(&axis, lo, hi);
        return axis;
    }
    if (hi - lo <= 1e-9 * fmax(fabs(lo), fabs(hi)))
        fit_value(&axis, hi);
    else
        fit_ticks(&axis, lo, hi);
    axis.hi = axis.lo + axis.step * (rows - 1) / gap;
    axis.first = rows - 1 - parts * gap;
    axis.top = axis.lo + parts * axis.step;
    return axis;
}

/* Numbers that an axis can have. */
static void
make_sane(double *lo, double *hi, bool logarithmic)
{
    if (logarithmic) {
        if (!(*hi > 0) || !isfinite(*hi))
            *hi = isinf(*hi) && *hi > 0 ? LARGEST : 1;
        if (!(*lo > 0) || !(*lo <= *hi))
            *lo = *hi * 1e-6;
        *lo = fmax(log10(*lo), -290);
        *hi = fmax(log10(*hi), -287);
    } else if (!(fabs(*lo) < LARGEST) || !(fabs(*hi) < LARGEST) || *lo > *hi) {
        *lo = 0;
        *hi = 1;
    }
    if (!logarithmic && *hi - *lo < 1e-300) /* too close to 0 to be told from it */
        *lo = *hi = fabs(*hi) < 1e-290 ? 0 : *hi;
}

/* Ticks beyond the first that nothing of @lo..@hi is between. */
static double
empty_ticks(const struct axis *axis, double lo, double hi)
{
    lo = axis->logarithmic ? floor(lo + 1e-9) : lo;
    double below = (lo - axis->lo) / axis->step, above = (axis->hi - hi) / axis->step;
    return fmax(0, below - 1) + fmax(0, above - 1);
}

static double
cost_of(const struct axis *axis, double lo, double hi)
{
    double wide = per_row * fmax(0, axis->gap - 3);
    double few = per_tick * fmax(0, GOOD_TICKS - axis->ticks);
    double empty = per_empty_tick * empty_ticks(axis, lo, hi);
    return (axis->hi - axis->lo) * (1 + wide + few + empty);
}

struct axis
axis_fit(double lo, double hi, bool logarithmic, int rows, int least)
{
    rows = rows > 2 ? rows : 2;
    make_sane(&lo, &hi, logarithmic);
    bool one = hi - lo <= 1e-9 * fmax(fabs(lo), fabs(hi));
    int widest = (rows - 1) / (least - 1),
        narrowest = (rows + MOST_TICKS - 3) / (MOST_TICKS - 1);
    if (one && !logarithmic && least < GOOD_TICKS) /* something on both sides of it */
        widest = (rows - 1) / (GOOD_TICKS - 1);
    widest = widest > 1 ? widest : rows > 2 ? 2 : 1;
    narrowest = narrowest > 2 ? narrowest : widest < 2 ? 1 : 2;
    struct axis best = with_gap(lo, hi, logarithmic, rows, widest);
    for (int gap = widest - 1; gap >= narrowest && (!one || logarithmic); gap--) {
        struct axis axis = with_gap(lo, hi, logarithmic, rows, gap);
        if (cost_of(&axis, lo, hi) <= cost_of(&best, lo, hi) * (1 + 1e-9))
            best = axis;
    }
    return best;
}

double
axis_row(const struct axis *axis, double value)
{
    return (axis->hi - value) / (axis->hi - axis->lo) * (axis->rows - 1);
}

char *
axis_text(const struct axis *axis, int i, bool ascii, char *buffer)
{
    double at = axis->top - i * axis->step;
    if (axis->logarithmic)
        return number_decade(number_decimal(1, (int)round(at)), ascii, buffer);
    double bottom = axis->top - (axis->ticks - 1) * axis->step;
    double largest = fmax(fabs(axis->top), fabs(bottom));
    return number_ticks(at, axis->step, largest, ascii, buffer);
}

int
axis_columns(const struct axis *axis, bool ascii)
{
    int widest = AXIS_COLUMNS_LEAST;
    for (int i = 0; i < axis->ticks; i++) {
        char text[NUMBER_TEXT_MAX];
        int width = text_width(axis_text(axis, i, ascii, text));
        widest = width > widest ? width : widest;
    }
    return widest;
}
