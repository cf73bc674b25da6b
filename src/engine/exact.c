/* Many at once: four where the CPU has AVX, two where it has SSE2, one elsewhere. SLEEF's
 * cinz functions give the same bits in all three. */
#include "exact.h"

#if defined(__x86_64__)

#if !defined(__AVX__) /* then sleef.h declares only what every x86-64 can run */
__attribute__((target("avx"))) __m256d Sleef_cinz_expd4_u10avx(__m256d);
__attribute__((target("avx"))) __m256d Sleef_cinz_log1pd4_u10avx(__m256d);
__attribute__((target("avx"))) __m256d Sleef_cinz_sind4_u10avx(__m256d);
__attribute__((target("avx"))) __m256d Sleef_cinz_cosd4_u10avx(__m256d);
#endif

/* Apply a function to whole vectors; @return how many numbers are done. */
#define OVER_VECTORS(name, isa, width, load, store, function)                  \
    __attribute__((target(isa))) static size_t name(size_t n, const double *x, \
                                                    double *y)                 \
    {                                                                          \
        size_t i = 0;                                                          \
        for (; i + width <= n; i += width)                                     \
            store(y + i, function(load(x + i)));                               \
        return i;                                                              \
    }

OVER_VECTORS(exp_avx, "avx", 4, _mm256_loadu_pd, _mm256_storeu_pd,
             Sleef_cinz_expd4_u10avx)
OVER_VECTORS(exp_sse2, "sse2", 2, _mm_loadu_pd, _mm_storeu_pd, Sleef_cinz_expd2_u10sse2)
OVER_VECTORS(log1p_avx, "avx", 4, _mm256_loadu_pd, _mm256_storeu_pd,
             Sleef_cinz_log1pd4_u10avx)
OVER_VECTORS(log1p_sse2, "sse2", 2, _mm_loadu_pd, _mm_storeu_pd,
             Sleef_cinz_log1pd2_u10sse2)
OVER_VECTORS(sin_avx, "avx", 4, _mm256_loadu_pd, _mm256_storeu_pd,
             Sleef_cinz_sind4_u10avx)
OVER_VECTORS(sin_sse2, "sse2", 2, _mm_loadu_pd, _mm_storeu_pd, Sleef_cinz_sind2_u10sse2)
OVER_VECTORS(cos_avx, "avx", 4, _mm256_loadu_pd, _mm256_storeu_pd,
             Sleef_cinz_cosd4_u10avx)
OVER_VECTORS(cos_sse2, "sse2", 2, _mm_loadu_pd, _mm_storeu_pd, Sleef_cinz_cosd2_u10sse2)
/* As many as fill whole vectors, the widest first; @i counts those done. */
#define WIDE(function, n, x, y)                  \
    size_t i = 0;                                \
    if (n >= 4 && __builtin_cpu_supports("avx")) \
        i = function##_avx(n, x, y);             \
    i += function##_sse2(n - i, x + i, y + i);

#else
#define WIDE(function, n, x, y) size_t i = 0;
#endif

void
exact_exp_n(size_t n, const double *x, double *y)
{
    WIDE(exp, n, x, y)
    for (; i < n; i++)
        y[i] = exact_exp(x[i]);
}

void
exact_log1p_n(size_t n, const double *x, double *y)
{
    WIDE(log1p, n, x, y)
    for (; i < n; i++)
        y[i] = exact_log1p(x[i]);
}

void
exact_sin_n(size_t n, const double *x, double *y)
{
    WIDE(sin, n, x, y)
    for (; i < n; i++)
        y[i] = exact_sin(x[i]);
}

void
exact_cos_n(size_t n, const double *x, double *y)
{
    WIDE(cos, n, x, y)
    for (; i < n; i++)
        y[i] = exact_cos(x[i]);
}
