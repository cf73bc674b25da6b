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

/** Every function once: X(name, SLEEF's name of its accuracy). */
#define EXACT_UNARY(X) \
    X(exp, u10)        \
    X(log, u10)        \
    X(log10, u10)      \
    X(log1p, u10)      \
    X(sin, u10)        \
    X(cos, u10)        \
    X(tan, u10)        \
    X(asin, u10)       \
    X(acos, u10)       \
    X(atan, u10)       \
    X(sinh, u10)       \
    X(cosh, u10)       \
    X(tanh, u10)
#define EXACT_BINARY(X) \
    X(pow, u10)         \
    X(atan2, u10)       \
    X(hypot, u05)

/** exact_exp(x) and so on; exact_exp_n(n, x, y): y[i] = exact_exp(x[i]), i < @n, many at
 * once with the same bits. @x and @y may be the same. Two cost little more than one. */
#define EXACT_DECLARE(name, ulp)                      \
    static inline double exact_##name(double x)       \
    {                                                 \
        return Sleef_cinz_##name##d1_##ulp##purec(x); \
    }                                                 \
    void exact_##name##_n(size_t n, const double *x, double *y);
EXACT_UNARY(EXACT_DECLARE)
#undef EXACT_DECLARE

/** exact_pow(a, b) and so on; exact_pow_n(n, a, b, y): y[i] = exact_pow(a[i], b[i]). */
#define EXACT_DECLARE(name, ulp)                          \
    static inline double exact_##name(double a, double b) \
    {                                                     \
        return Sleef_cinz_##name##d1_##ulp##purec(a, b);  \
    }                                                     \
    void exact_##name##_n(size_t n, const double *a, const double *b, double *y);
EXACT_BINARY(EXACT_DECLARE)
#undef EXACT_DECLARE

/** cos(pi x), for any finite @x. */
static inline double
exact_cospi(double x)
{
    return Sleef_cinz_cospid1_u05purec(fmod(x, 2));
}

/** Blocks of at most this many numbers are put on the stack. */
enum { EXACT_BLOCK = 64 };

#endif
