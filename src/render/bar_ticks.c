/*
 * Which contours have their numbers under a colour bar: the major ones, or every second
 * or third of them where they would touch. Where those are few all have theirs; or, if
 * these would touch, others of a ladder as they have room, because a reader knows what
 * comes after 1, 2, 5. Of even steps none is picked out: the major ones are those with
 * their value on the field.
 */
#include "bar_ticks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "field_parts.h"

enum { TICKS_LEAST = 5, EVEN_LEAST = 3 };

static bool
has_room(const struct bar_ticks *ticks, size_t i)
{
    const struct bar_tick *tick = &ticks->tick[i];
    for (size_t k = 0; k < ticks->n; k++)
        if (ticks->chosen[k] && tick->from <= ticks->tick[k].to &&
            ticks->tick[k].from <= tick->to)
            return false;
    return tick->shown;
}

static void
choose_one(struct bar_ticks *ticks, size_t i)
{
    if (ticks->chosen[i] || !has_room(ticks, i))
        return;
    ticks->chosen[i] = true;
    ticks->n_chosen++;
}

/* Choose every @stride-th of the major levels, or of all. @return whether all of these
 * have room. */
static bool
choose_every(struct bar_ticks *ticks, const struct levels *levels, bool majors,
             size_t stride)
{
    size_t k = 0;
    ticks->n_chosen = 0;
    for (size_t i = 0; i < levels->n; i++)
        ticks->chosen[i] = false;
    for (size_t i = 0; i < levels->n; i++) {
        if ((majors && !levels->major[i]) || !ticks->tick[i].shown || k++ % stride)
            continue;
        if (!has_room(ticks, i))
            return false;
        choose_one(ticks, i);
    }
    return true;
}

static void
choose_evenly(struct bar_ticks *ticks, const struct levels *levels, bool majors)
{
    for (size_t stride = 1; !choose_every(ticks, levels, majors, stride);)
        stride++;
}

/* Are both the steps and their places alike? The first may be a mark below them. */
static bool
is_even(const struct bar_ticks *ticks, const struct levels *levels)
{
    size_t n = ticks->n;
    if (!levels_are_even(levels) || n < 4)
        return false;
    double first = ticks->tick[2].to - ticks->tick[1].to;
    double last = ticks->tick[n - 2].to - ticks->tick[n - 3].to;
    return first < 2 * last && last < 2 * first;
}

static void
choose(struct bar_ticks *ticks, const struct levels *levels)
{
    choose_evenly(ticks, levels, true);
    if (ticks->n_chosen >= TICKS_LEAST || levels->decades)
        return;
    bool even = is_even(ticks, levels);
    struct bar_ticks all = *ticks;
    if (choose_every(&all, levels, false, 1)) {
        *ticks = all;
        return;
    }
    if (even && ticks->n_chosen >= EVEN_LEAST)
        return;
    bool ladder = !levels_are_even(levels);
    if (!ladder)
        choose_evenly(&all, levels, false);
    if (!ladder && all.n_chosen > ticks->n_chosen)
        *ticks = all;
    size_t most = ladder ? levels->n : TICKS_LEAST;
    for (size_t i = 0; i < levels->n && ticks->n_chosen < most; i++)
        choose_one(ticks, i);
}

void
bar_ticks_choose(struct bar_ticks *ticks, const struct levels *marks, bool below)
{
    bool first = ticks->n > 0 && ticks->tick[0].shown;
    if (below)
        ticks->tick[0].shown = false;
    choose(ticks, marks);
    if (!below)
        return;
    ticks->tick[0].shown = first;
    choose_one(ticks, 0);
}

/* The roundest value of @lo..@hi; NaN: none is round. */
static double
roundest(double lo, double hi)
{
    static const int mantissa[] = {5, 2, 1};
    int exponent = (int)ceil(log10(fmax(fabs(lo), fabs(hi))));
    double slack = 1e-9 * (hi - lo); /* a minimum that was searched for lies beside it */
    for (int i = 0; i < 18; i++) {
        int power = exponent - i / 3;
        double unit = pow(10, abs(power)), step = mantissa[i % 3];
        step = power < 0 ? step / unit : step * unit;
        double value = ceil((lo - slack) / step) * step;
        if (value <= hi)
            return value + 0;
    }
    return NAN;
}

struct levels
bar_marks(const struct scale *scale, const struct levels *levels)
{
    const double floor_most =
        0.05;                /* of the scale: nothing lies below the first contour */
    const double part = 0.6; /* of the way to the first contour, so that both have room */
    struct levels marks = *levels;
    if (!scale->logarithmic || levels->decades || !levels->n || levels->n == LEVELS_MAX)
        return marks;
    if (scale_unit(scale, levels->value[0]) < floor_most)
        return marks;
    double first = scale_along(scale, levels->value[0]);
    double lo = scale->base + pow(10, scale->lo);
    double hi = scale->base + pow(10, scale->lo + part * (first - scale->lo));
    double value = lo < hi ? roundest(lo, hi) : NAN;
    if (isnan(value))
        return marks;
    memmove(marks.value + 1, marks.value, levels->n * sizeof *marks.value);
    memmove(marks.major + 1, marks.major, levels->n * sizeof *marks.major);
    marks.value[0] = value;
    marks.major[0] = false;
    marks.n++;
    return marks;
}
