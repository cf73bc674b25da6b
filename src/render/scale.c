/*
 * From values to 0..1, and the contours that go with it. A scale is logarithmic in f - f*
 * where that passes two decades. Its ends are not the extremes but what a handful of dots
 * lie beyond: one dot that happens to hit the minimum would else stretch the scale by
 * decades nobody can see.
 */
#include "field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"

static const double beyond = 0.0005; /* share of the dots beyond each end */

double
scale_unit(const struct scale *scale, double value)
{
    if (isnan(value))
        return value;
    double at = value;
    if (scale->logarithmic) {
        if (!(value > scale->base))
            return 0;
        at = log10(value - scale->base);
    }
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

/* Where all but a handful of the finite values above @over end. */
static struct ends
ends_of(const double *value, size_t n, double over, double *scratch)
{
    struct ends ends = {.least = INFINITY};
    for (size_t i = 0; i < n; i++)
        if (isfinite(value[i]) && value[i] > over)
            scratch[ends.n++] = value[i];
    if (!ends.n)
        return (struct ends){0};
    size_t few = (size_t)(beyond * (double)n);
    few = few < ends.n / 2 ? few : ends.n / 2;
    for (size_t i = 0; i < ends.n; i++)
        ends.least = scratch[i] < ends.least ? scratch[i] : ends.least;
    ends.lo = select_kth(scratch, ends.n, few);
    ends.hi = select_kth(scratch, ends.n, ends.n - 1 - few);
    return ends;
}

static void
add_level(struct levels *levels, double value, bool major)
{
    if (levels->n == LEVELS_MAX || (levels->n && !(value > levels->value[levels->n - 1])))
        return;
    levels->value[levels->n] = value;
    levels->major[levels->n++] = major;
}

static bool
is_even(double k)
{
    return fmod(k, 2) == 0;
}

/* The roundest number in lo..hi, and among equals the one nearest to @middle. */
static double
roundest(double lo, double hi, double middle)
{
    int exponent = (int)ceil(log10(fmax(fabs(lo), fabs(hi)))) + 1;
    for (int i = 0; i < 60; i++) {
        static const int mantissa[] = {5, 2, 1};
        int power = exponent - i / 3;
        double scale = pow(10, abs(power));
        double step = power < 0 ? mantissa[i % 3] / scale : mantissa[i % 3] * scale;
        double k = round(middle / step);
        if (k * step < lo)
            k = ceil(lo / step);
        if (k * step > hi)
            k = floor(hi / step);
        if (k * step >= lo && k * step <= hi)
            return k * step;
    }
    return middle;
}

static double
power_of_ten(double exponent)
{
    return exponent < 0 ? 1 / pow(10, -exponent) : pow(10, exponent);
}

/* Half decades of f - base; where base is not 0 the round numbers f nearest to them. */
static double
log_level(double base, bool decades, double half_decades, double stride)
{
    if (decades)
        return power_of_ten(half_decades / 2);
    double quarter = stride / 4 * 0.98;
    return roundest(base + power_of_ten(half_decades / 2 - quarter),
                    base + power_of_ten(half_decades / 2 + quarter),
                    base + power_of_ten(half_decades / 2));
}

/* How many half decades lie between two contours. */
static double
log_stride(double decades)
{
    static const double strides[] = {1, 2, 4, 10, 20, 40, 100, 200};
    size_t i = 0;
    while (i < 7 && 2 * decades / strides[i] > 24)
        i++;
    return strides[i];
}

static void
settle_log(struct scale *scale, struct levels *levels, double base, struct ends ends)
{
    double lo = log10(ends.lo - base), hi = log10(ends.hi - base);
    double stride = log_stride(hi - lo);
    double first = ceil(2 * lo / stride - 1e-9) * stride;
    *scale = (struct scale){true, base, first / 2 - 0.02 * (hi - first / 2), hi};
    levels->unit = stride / 2 / (scale->hi - scale->lo);
    levels->decades = fabs(base) < 1e-6 * (ends.lo - base);
    for (double k = first; k / 2 <= hi; k += stride)
        add_level(levels, log_level(base, levels->decades, k, stride),
                  is_even(round(k / stride)));
}

static void
settle_linear(struct scale *scale, struct levels *levels, struct ends ends)
{
    *scale = (struct scale){false, 0, ends.lo, ends.hi};
    double step = tick_step(ends.lo, ends.hi, 7);
    levels->unit = step / (ends.hi - ends.lo);
    double first = ceil(ends.lo / step), last = floor(ends.hi / step);
    if (!(fabs(first) < 1e15) || !(fabs(last) < 1e15))
        return; /* a range of a few units in the last place */
    for (double k = first; k <= last; k++)
        add_level(levels, k * step, is_even(k));
}

void
scale_settle(struct scale *scale, struct levels *levels, const double *value, size_t n,
             double best, double *scratch)
{
    memset(levels, 0, sizeof *levels);
    struct ends ends = ends_of(value, n, -INFINITY, scratch);
    *scale = (struct scale){false, 0, ends.lo, ends.lo};
    double noise = 32 * 2.2e-16 * fmax(fabs(ends.lo), fabs(ends.hi));
    if (ends.n &&
        !isfinite(ends.hi - ends.lo)) { /* wider than a double: no linear scale */
        ends.lo /= 4;
        ends.hi /= 4;
    }
    if (!ends.n || !(ends.hi - ends.lo > noise))
        return;
    if (isfinite(best) || ends.least > 0) {
        double base = isfinite(best) ? fmin(best, ends.least) : 0;
        struct ends above = ends_of(value, n, base, scratch);
        if (above.n > n / 50 && log10(above.hi - base) - log10(above.lo - base) > 2) {
            settle_log(scale, levels, base, above);
            return;
        }
    }
    settle_linear(scale, levels, ends);
}

char *
level_text(const struct levels *levels, size_t i, bool ascii, char *buffer)
{
    double value = levels->value[i];
    double gap = i + 1 < levels->n ? levels->value[i + 1] - value
                 : i > 0           ? value - levels->value[i - 1]
                                   : fabs(value);
    if (levels->decades && levels->major[i])
        return number_decade(value, ascii, buffer);
    return number_tick(value, gap / 100, ascii, buffer);
}
