/*
 * The values of contours. Over many decades they are half decades of f, over fewer 1, 2
 * and 5 of each; else round values of f itself, because a student reads f and not f - f*:
 * in even steps where these divide the window well, or by a ladder 1-2-5 to both sides of
 * 0. How well is told by a sample
 * of the values: what lies between two lines is a part of the window.
 */
#include <math.h>
#include <string.h>

#include "field_parts.h"
#include "number.h"

enum { LINES_LEAST = 6, LINES_MOST = 16 };
enum { LADDER_MAX = 20, LADDER_DECADES = 8 };
static const double share_good = 0.48;   /* of the window between two even steps */
static const double share_least = 0.025; /* between two rungs of the ladder */

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

/* Also halves of them. */
static double
power_of_ten(double exponent)
{
    return exponent < 0 ? 1 / pow(10, -exponent) : pow(10, exponent);
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

void
levels_in_decades(struct levels *levels, double lo, double hi)
{
    double from = log10(lo), to = log10(hi), stride = log_stride(to - from);
    levels->decades = true;
    for (double k = ceil(2 * from / stride - 1e-9) * stride; k / 2 <= to; k += stride)
        add_level(levels, power_of_ten(k / 2), is_even(round(k / stride)));
}

void
levels_in_decade_parts(struct levels *levels, double lo, double hi)
{
    static const int mantissa[] = {1, 2, 5};
    int last = (int)floor(log10(hi));
    for (int k = (int)floor(log10(lo)); k <= last; k++)
        for (int m = 0; m < 3; m++) {
            double value = number_decimal(mantissa[m], k);
            if (value > lo && value < hi)
                add_level(levels, value, m == 0);
        }
}

/* The largest part of the window between two levels, or beyond the last. What lies below
 * the first weighs more: there the racers go. */
static double
widest_share(const struct levels *levels, const struct sample *sample)
{
    double widest = 0, last = 0;
    for (size_t i = 0; i < levels->n; i++) {
        double below = sample_below(sample, levels->value[i]);
        widest = fmax(widest, (below - last) * (i ? 1 : 1.5));
        last = below;
    }
    return fmax(widest, 1 - last);
}

static void
add_even(struct levels *levels, double lo, double hi, double step)
{
    double first = ceil(lo / step), last = floor(hi / step);
    levels->n = 0;
    if (!(fabs(first) < 1e15) || !(fabs(last) < 1e15) || last - first > LINES_MOST)
        return; /* too fine, or a range of a few units in the last place */
    for (double k = first; k <= last; k++)
        add_level(levels, k * step + 0, is_even(k));
}

/* The largest step with enough lines of which no two have much of the window between
 * them; else the one that comes nearest. @return the largest part between two. */
static double
divide_evenly(struct levels *levels, double lo, double hi, const struct sample *sample)
{
    static const int mantissa[] = {5, 2, 1};
    int exponent = (int)ceil(log10(hi - lo));
    double least = INFINITY;
    for (int i = 0; i < 9 && least > share_good; i++) {
        struct levels even = {0};
        add_even(&even, lo, hi, number_decimal(mantissa[i % 3], exponent - i / 3));
        double share = widest_share(&even, sample);
        if (even.n >= LINES_LEAST && share < least) {
            least = share;
            *levels = even;
        }
    }
    return least;
}

static bool
has_room(const struct levels *levels, const struct sample *sample, double value)
{
    double below = sample_below(sample, value);
    for (size_t i = 0; i < levels->n; i++)
        if (fabs(sample_below(sample, levels->value[i]) - below) < share_least)
            return false;
    return true;
}

/* Put @value where it belongs among those that are there, if it has room. */
static void
add_rung(struct levels *levels, const struct sample *sample, double value, bool major)
{
    size_t at = levels->n;
    if (levels->n >= LADDER_MAX || !has_room(levels, sample, value))
        return;
    for (; at > 0 && levels->value[at - 1] > value; at--) {
        levels->value[at] = levels->value[at - 1];
        levels->major[at] = levels->major[at - 1];
    }
    levels->value[at] = value;
    levels->major[at] = major;
    levels->n++;
}

void
levels_in_ladder(struct levels *levels, double lo, double hi, const struct sample *sample)
{
    static const int mantissa[] = {1, 5, 2};
    int top = (int)floor(log10(fmax(fabs(lo), fabs(hi))));
    if (lo < 0 && hi > 0)
        add_rung(levels, sample, 0, true);
    for (int m = 0; m < 3; m++)
        for (int k = top; k > top - LADDER_DECADES; k--)
            for (int sign = -1; sign <= 1; sign += 2) {
                double value = sign * number_decimal(mantissa[m], k);
                if (value > lo && value < hi)
                    add_rung(levels, sample, value, m == 0);
            }
}

void
levels_in_round(struct levels *levels, double lo, double hi, const struct sample *sample)
{
    struct levels ladder = {0};
    double share = divide_evenly(levels, lo, hi, sample);
    if (share <= share_good)
        return;
    levels_in_ladder(&ladder, lo, hi, sample);
    if (widest_share(&ladder, sample) < share - 0.1)
        *levels = ladder;
}

/* The next level of its kind from @i on in direction @step; @i: there is none. */
static size_t
next_alike(const struct levels *levels, size_t i, int step)
{
    size_t k = i;
    while ((step > 0 && k + 1 < levels->n) || (step < 0 && k > 0)) {
        k = step > 0 ? k + 1 : k - 1;
        if (levels->major[k] || !levels->major[i])
            return k;
    }
    return i;
}

bool
levels_are_even(const struct levels *levels)
{
    const double *v = levels->value;
    double step = levels->n > 3 ? v[2] - v[1] : NAN;
    bool even = levels->n > 3;
    for (size_t i = 2; i < levels->n; i++)
        even = even && fabs(v[i] - v[i - 1] - step) < 0.1 * step;
    return even;
}

void
levels_measure(struct levels *levels, const struct scale *scale)
{
    for (size_t i = 0; i < levels->n; i++) {
        double here = scale_unit(scale, levels->value[i]);
        levels->gap[i] = INFINITY;
        if (levels->value[i] == 0) /* where the sign changes there is always a line */
            continue;
        for (int step = -1; step <= 1; step += 2) {
            size_t k = next_alike(levels, i, step);
            if (k != i)
                levels->gap[i] = fmin(levels->gap[i],
                                      fabs(scale_unit(scale, levels->value[k]) - here));
        }
    }
}

bool
levels_thin(struct levels *levels, const struct scale *scale)
{
    struct levels thin = {.decades = levels->decades};
    for (size_t i = 0; i < levels->n; i++)
        if (levels->major[i])
            add_level(&thin, levels->value[i], thin.n % 2 == 1);
    if (thin.n < 2 || thin.n == levels->n)
        return false;
    levels_measure(&thin, scale);
    *levels = thin;
    return true;
}

char *
level_text(const struct levels *levels, size_t i, bool ascii, char *buffer)
{
    double value = levels->value[i], apart = levels->n > 1 ? INFINITY : fabs(value);
    if (i > 0)
        apart = value - levels->value[i - 1];
    if (i + 1 < levels->n)
        apart = fmin(apart, levels->value[i + 1] - value);
    return number_level(value, apart / 100, ascii, buffer);
}
