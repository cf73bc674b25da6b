/*
 * From values to 0..1. A scale is logarithmic in f - f* where that passes two decades.
 * Its ends are not the extremes but what a handful of dots lie beyond: one dot that
 * happens to hit the minimum would else stretch the scale by decades nobody can see.
 * Beside a pole the few are many decades away, to both sides, and the scale is a
 * logarithm to both.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "field_parts.h"

static const double beyond = 0.0005; /* share of the dots beyond each end */
static const double tail_factor = 5; /* the range against the middle eight tenths */
/* From so many decades of f on its contours are half decades. */
#define DECADES_LEAST 3.0
/* Below this part of the smallest value f* is as good as 0: f and f - f* have the same
 * decades. */
static const double about_zero = 0.1;
/* What of a pit is one darkness, about: a share of the dots, and at most so much of the
 * scale below the first contour. */
static const double pit_share = 0.0025, pit_depth = 0.8;

double
scale_along(const struct scale *scale, double value)
{
    if (scale->logarithmic)
        return value > scale->base ? log10(value - scale->base) : -INFINITY;
    return scale->width > 0 ? asinh((value - scale->base) / scale->width) : value;
}

double
scale_unit(const struct scale *scale, double value)
{
    if (isnan(value))
        return value;
    double at = scale_along(scale, value);
    double unit = (at - scale->lo) / (scale->hi - scale->lo);
    return unit > 0 ? (unit < 1 ? unit : 1) : 0; /* also a range of nothing: 0/0 */
}

/* The @k-th smallest of @v, which is reordered (Hoare's FIND). */
static double
select_kth(double *v, size_t n, size_t k)
{
    ptrdiff_t left = 0, right = (ptrdiff_t)n - 1, at = (ptrdiff_t)k;
    while (left < right) {
        double pivot = v[at];
        ptrdiff_t i = left, j = right;
        while (i <= j) {
            while (v[i] < pivot)
                i++;
            while (pivot < v[j])
                j--;
            if (i <= j) {
                double swap = v[i];
                v[i++] = v[j];
                v[j--] = swap;
            }
        }
        if (j < at)
            left = i;
        if (at < i)
            right = j;
    }
    return v[at];
}

struct ends {
    size_t n; /* how many values there were */
    double least, lo, hi;
};

/* The smallest of some values, at most @most, the largest of them first (a heap). */
struct smallest {
    double *value;
    size_t n, most;
};

static void
sift_down(struct smallest *s, size_t at, double value)
{
    for (size_t child; (child = 2 * at + 1) < s->n; at = child) {
        child += child + 1 < s->n && s->value[child + 1] > s->value[child];
        if (s->value[child] <= value)
            break;
        s->value[at] = s->value[child];
    }
    s->value[at] = value;
}

static void
smallest_add(struct smallest *s, double value)
{
    if (s->n == s->most) {
        if (value < s->value[0])
            sift_down(s, 0, value);
        return;
    }
    size_t at = s->n++;
    for (; at > 0 && s->value[(at - 1) / 2] < value; at = (at - 1) / 2)
        s->value[at] = s->value[(at - 1) / 2];
    s->value[at] = value;
}

static size_t
few_of(size_t n)
{
    return (size_t)(beyond * (double)n);
}

/* Where all but a handful of the finite values above @over end. */
static struct ends
ends_of(const double *value, size_t n, double over, double *scratch)
{
    size_t few = few_of(n), count = 0;
    struct smallest low = {scratch, 0, few + 1}, high = {scratch + few + 1, 0, few + 1};
    double least = INFINITY;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(value[i]) || !(value[i] > over))
            continue;
        smallest_add(&low, value[i]);
        smallest_add(&high, -value[i]);
        least = value[i] < least ? value[i] : least;
        count++;
    }
    if (!count)
        return (struct ends){0};
    few = few < count / 2 ? few : count / 2;
    return (struct ends){count, least, select_kth(low.value, low.n, few),
                         -select_kth(high.value, high.n, few)};
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

enum { SAMPLE = 2048 };

/* Some of the finite values, spread evenly, sorted in @scratch. */
static struct sample
sample_of(const double *value, size_t n, double *scratch)
{
    size_t stride = n / SAMPLE + 1, k = 0;
    stride += stride % 2 == 0; /* columns of a raster are even in number */
    for (size_t i = 0; i < n; i += stride)
        if (isfinite(value[i]))
            scratch[k++] = value[i];
    qsort(scratch, k, sizeof *scratch, compare);
    return (struct sample){scratch, k};
}

double
sample_below(const struct sample *sample, double value)
{
    size_t lo = 0, hi = sample->n;
    while (lo < hi) {
        size_t middle = (lo + hi) / 2;
        if (sample->value[middle] < value)
            lo = middle + 1;
        else
            hi = middle;
    }
    return sample->n ? (double)lo / (double)sample->n : 0;
}

double
sample_at(const struct sample *sample, double share)
{
    return sample->n ? sample->value[(size_t)(share * (double)(sample->n - 1))] : 0;
}

/* Decades and their parts: the floor lies a little below the first contour, for what is
 * darker would have no name. */
static void
settle_floor(struct scale *scale, double first)
{
    if (first < scale->hi)
        scale->lo = first - 0.02 * (scale->hi - first);
}

/* A logarithm of f - f* falls without end where f* is reached: most of the colours would
 * be spent on a few dots, and a minimum would look like a hole with an edge. So it is
 * seen from a little below f*, by what the innermost dots rise above it: there the scale
 * flattens out and ends at f* itself. */
static void
settle_pit(struct scale *scale, double first, double low, double least)
{
    double most = pow(10, first) / 4;
    double fewest = pow(10, first - pit_depth * (scale->hi - first));
    double rise = fmin(fmax(fmax(low, least) - scale->base, fewest), most);
    double hi = pow(10, scale->hi) + rise, base = scale->base - rise;
    if (!(first < scale->hi) || !(rise > 0) || !(base < scale->base))
        return;
    *scale = (struct scale){.logarithmic = true, .base = base};
    scale->lo = log10(rise);
    scale->hi = log10(hi);
}

static void
settle_log(struct scale *scale, struct levels *levels, double base, struct ends ends,
           const struct sample *sample)
{
    double lo = log10(ends.lo - base), hi = log10(ends.hi - base);
    bool decades = ends.lo > 0 && log10(ends.hi) - log10(ends.lo) > DECADES_LEAST;
    bool parts = !decades && ends.lo > 0 && fabs(base) <= about_zero * ends.lo;
    *scale = (struct scale){.logarithmic = true, .base = base, .lo = lo, .hi = hi};
    if (decades)
        levels_in_decades(levels, ends.lo, ends.hi);
    else if (parts)
        levels_in_decade_parts(levels, ends.lo, ends.hi);
    else
        levels_in_round(levels, ends.lo, ends.hi, sample);
    if (!levels->n)
        return;
    double first = scale_along(scale, levels->value[0]);
    if (decades || parts)
        settle_floor(scale, first);
    else
        settle_pit(scale, first, sample_at(sample, pit_share), ends.lo);
}

static void
settle_linear(struct scale *scale, struct levels *levels, struct ends ends,
              const struct sample *sample)
{
    *scale = (struct scale){.lo = ends.lo, .hi = ends.hi};
    levels_in_round(levels, ends.lo, ends.hi, sample);
}

/* Do most values take little of the range, and few to either side the rest? */
static bool
has_tails(const struct sample *sample, struct ends ends)
{
    double low = sample_at(sample, 0.1), high = sample_at(sample, 0.9);
    return high > low && ends.hi - ends.lo > tail_factor * (high - low);
}

static void
settle_tails(struct scale *scale, struct levels *levels, const struct sample *sample)
{
    double middle = sample_at(sample, 0.5), lo = sample_at(sample, 0.02),
           hi = sample_at(sample, 0.98);
    double quarter = (sample_at(sample, 0.75) - sample_at(sample, 0.25)) / 2;
    *scale = (struct scale){.base = lo < 0 && hi > 0 ? 0 : middle, .width = quarter / 2};
    scale->lo = scale_along(scale, lo);
    scale->hi = scale_along(scale, hi);
    levels_in_ladder(levels, lo, hi, sample);
}

static void
settle(struct scale *scale, struct levels *levels, const double *value, size_t n,
       double best, double *scratch)
{
    struct ends ends = ends_of(value, n, -INFINITY, scratch);
    *scale = (struct scale){.lo = ends.lo, .hi = ends.lo};
    double noise = 32 * 2.2e-16 * fmax(fabs(ends.lo), fabs(ends.hi));
    if (ends.n &&
        !isfinite(ends.hi - ends.lo)) { /* wider than a double: no linear scale */
        ends.lo /= 4;
        ends.hi /= 4;
    }
    if (!ends.n || !(ends.hi - ends.lo > noise))
        return;
    bool known = isfinite(best) && best <= ends.lo;
    double base = isfinite(best) ? fmin(best, ends.least) : ends.least > 0 ? 0 : NAN;
    struct ends above = isnan(base) ? (struct ends){0} : ends_of(value, n, base, scratch);
    struct sample sample = sample_of(value, n, scratch);
    if (!known && ends.least <= 0 && has_tails(&sample, ends))
        settle_tails(scale, levels, &sample);
    else if (above.n > n / 50 && log10(above.hi - base) - log10(above.lo - base) > 2)
        settle_log(scale, levels, base, above, &sample);
    else
        settle_linear(scale, levels, ends, &sample);
}

size_t
scale_scratch(size_t n)
{
    size_t ends = 2 * (few_of(n) + 1), sample = n < SAMPLE ? n : SAMPLE;
    return ends > sample ? ends : sample;
}

void
scale_settle(struct scale *scale, struct levels *levels, const double *value, size_t n,
             double best, double *scratch)
{
    memset(levels, 0, sizeof *levels);
    settle(scale, levels, value, n, best, scratch);
    levels_measure(levels, scale);
}
