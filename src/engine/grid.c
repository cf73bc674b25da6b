/*
 * Turning a setting. Every scale is a strictly rising list of grid points, each the
 * double nearest to its decimal; turning up goes to the first point above the value, down
 * to the last one below. Since the points depend on nothing but their index, + then -
 * gives the same bits from every point of the grid.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/param.h>

#include "decimal.h"

/* A grid point of a logarithmic scale: mantissa 10..99 (tenths), decade. */
struct point {
    int tenths, decade;
};

/* tenths * 10^(decade-1), and on RV_ONE_MINUS_LOG one minus it, rounded once. */
static double
point_value(enum rv_scale scale, struct point p)
{
    if (scale == RV_LOG)
        return decimal_make(p.tenths, p.decade - 1);
    long long one = 1;
    for (int i = p.decade - 1; i < 0; i++)
        one *= 10;
    return decimal_make(one - p.tenths, p.decade - 1);
}

static struct point
next_point(struct point p, int direction, bool coarse)
{
    if (!coarse)
        p.tenths += direction;
    else if (direction > 0)
        p.tenths = p.tenths < 20 ? 20 : p.tenths < 50 ? 50 : 100;
    else
        p.tenths = p.tenths > 50 ? 50 : p.tenths > 20 ? 20 : p.tenths > 10 ? 10 : 5;
    if (p.tenths >= 100)
        return (struct point){10, p.decade + 1};
    if (p.tenths < 10)
        return (struct point){coarse ? 50 : 99, p.decade - 1};
    return p;
}

/* The decades whose points are distinct doubles. */
static bool
is_on_scale(enum rv_scale scale, struct point p)
{
    if (scale == RV_LOG)
        return p.decade >= -300 && p.decade <= 300;
    return p.decade >= -14 && (p.decade < 0 || (p.decade == 0 && p.tenths == 10));
}

static struct point
first_guess(enum rv_scale scale, double value, int direction)
{
    double q = scale == RV_LOG ? value : 1 - value;
    if (scale == RV_ONE_MINUS_LOG)
        q = fmin(fmax(q, 1e-14), 1);
    int decade = (int)floor(log10(fmin(fmax(q, 1e-299), 1e299)));
    /* Start a decade on the near side: the walk then passes every candidate. */
    bool rises = (direction > 0) == (scale == RV_LOG);
    return (struct point){10, decade + (rises ? -1 : 2)};
}

/* First grid point beyond @value in @direction; @value itself where there is none. */
static double
turn_logarithmic(enum rv_scale scale, double value, int direction, bool coarse)
{
    int walk = scale == RV_LOG ? direction : -direction;
    struct point p = first_guess(scale, value, direction);
    for (int i = 0; i < 400; i++, p = next_point(p, walk, coarse)) {
        if (!is_on_scale(scale, p))
            continue;
        double candidate = point_value(scale, p);
        if (direction > 0 ? candidate > value : candidate < value)
            return candidate;
    }
    return value;
}

/* The multiple of @step (a decimal) beyond @value in @direction. */
static double
turn_linear(double step, double value, int direction)
{
    char digits[18];
    int exponent = decimal_shortest(step, digits);
    long long unit = atoll(digits);
    int scale = exponent + 1 - (int)strlen(digits);
    double index = floor(value / step);
    if (!(fabs(index) < 1e9))
        return value;
    long long n = (long long)index + (direction > 0 ? -1 : 2);
    for (int i = 0; i < 5; i++, n += direction) {
        double candidate = decimal_make(n * unit, scale);
        if (direction > 0 ? candidate > value : candidate < value)
            return candidate;
    }
    return value;
}

static double
turn_integer(double value, int direction, bool coarse)
{
    double fine = direction > 0 ? floor(value) + 1 : ceil(value) - 1;
    if (!coarse || value < 0 || (value == 0 && direction < 0))
        return fine;
    if (value < 1 || (value == 1 && direction < 0))
        return direction > 0 ? 1 : 0;
    return turn_logarithmic(RV_LOG, value, direction, true);
}

/* A logarithmic slider that begins at 0, or may be switched off there, has 0 as a point
 * below its smallest one. */
static double
smallest_positive(const struct rv_param *param)
{
    return param->from > 0 ? param->from : param->step > 0 ? param->step : 1e-6;
}

static double
turn_log(const struct rv_param *param, double value, int direction, bool coarse)
{
    double least = smallest_positive(param);
    bool has_zero = param->from <= 0 && param->lo <= 0 && !param->lo_open;
    if (value <= 0)
        return direction > 0 ? least : value;
    if (direction < 0 && has_zero && value <= least)
        return 0;
    double next = turn_logarithmic(RV_LOG, value, direction, coarse);
    return has_zero && direction < 0 && next < least ? least : next;
}

static double
turn_freely(const struct rv_param *param, double value, int direction, bool coarse)
{
    switch (param->scale) {
    case RV_LINEAR:
        return turn_linear(coarse ? 10 * param->step : param->step, value, direction);
    case RV_LOG:
        return turn_log(param, value, direction, coarse);
    case RV_ONE_MINUS_LOG:
        return turn_logarithmic(RV_ONE_MINUS_LOG, value, direction, coarse);
    case RV_INTEGER:
        return turn_integer(value, direction, coarse);
    case RV_CHOICE:
    case RV_FLAG:
        break;
    }
    return value + direction;
}

static void
slider_ends(const struct rv_param *param, double *from, double *to)
{
    *from = param->from;
    *to = param->to;
    if (param->scale != RV_CHOICE && param->scale != RV_FLAG)
        return;
    *from = 0;
    *to = 1;
    if (param->scale == RV_CHOICE) {
        size_t n = 0;
        while (param->choices[n])
            n++;
        *to = (double)n - 1;
    }
}

double
rv_param_turn(const struct rv_param *param, double value, int direction, bool coarse)
{
    double from, to;
    slider_ends(param, &from, &to);
    /* A value typed beyond the slider's end stays there, and may be turned back. */
    if (direction > 0 ? value >= to : value <= from)
        return value;
    double next = turn_freely(param, value, direction, coarse);
    next = direction > 0 ? fmin(next, to) : fmax(next, from);
    return rv_param_check(param, next, NULL) == RV_OK ? next : value;
}

static double
track(const struct rv_param *param, double value)
{
    if (param->scale == RV_LOG)
        return log(fmax(value, smallest_positive(param)));
    if (param->scale == RV_ONE_MINUS_LOG)
        return -log(fmax(1 - value, 1e-16));
    return value;
}

double
rv_param_position(const struct rv_param *param, double value)
{
    double from, to;
    slider_ends(param, &from, &to);
    double a = track(param, from), b = track(param, to);
    double position = (track(param, value) - a) / (b - a);
    return position >= 0 ? fmin(position, 1) : 0;
}
