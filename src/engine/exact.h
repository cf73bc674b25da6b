/**
 * @file exact.h
 * Elementary functions with the same bits scalar, in lanes and on every CPU: SLEEF's
 * deterministic ones. Everything that enters a trajectory uses these and never libm's.
 */
#ifndef ENGINE_EXACT_H
#define ENGINE_EXACT_H

#include <math.h>
#include <stddef.h>

#if defined(__x86_64__)
#include <immintrin.h> /* before sleef.h, which declares by what it finds */
#endif
#include <sleef.h>

static inline double
exact_exp(double x)
{
    return Sleef_cinz_expd1_u10purec(x);
}

static inline double
exact_log(double x)
{
    return Sleef_cinz_logd1_u10purec(x);
}

static inline double
exact_log1p(double x)
{
    return Sleef_cinz_log1pd1_u10purec(x);
}

static inline double
exact_pow(double x, double y)
{
    return Sleef_cinz_powd1_u10purec(x, y);
}

static inline double
exact_sin(double x)
{
    return Sleef_cinz_sind1_u10purec(x);
}

static inline double
exact_cos(double x)
{
    return Sleef_cinz_cosd1_u10purec(x);
}

/** cos(pi x), for any finite @x. */
static inline double
exact_cospi(double x)
{
    return Sleef_cinz_cospid1_u05purec(fmod(x, 2));
}

/** Blocks of at most this many numbers are put on the stack. */
enum { EXACT_BLOCK = 64 };

/** y[i] = exp(x[i]), i < @n, the bits of exact_exp(). @x and @y may be the same. Two cost
 * little more than one. */
void exact_exp_n(size_t n, const double *x, double *y);
/** y[i] = log(1 + x[i]), the bits of exact_log1p(). */
void exact_log1p_n(size_t n, const double *x, double *y);
/** y[i] = sin(x[i]), the bits of exact_sin(). */
void exact_sin_n(size_t n, const double *x, double *y);
/** y[i] = cos(x[i]), the bits of exact_cos(). */
void exact_cos_n(size_t n, const double *x, double *y);

#endif
