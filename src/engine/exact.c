/* Many at once: four where the CPU has AVX, two where it has SSE2, one elsewhere. SLEEF's
 * cinz functions give the same bits in all three. */
#include "exact.h"

#include "wide.h"

bool engine_narrow = false;

#if defined(__x86_64__)

/* Without -mavx sleef.h declares only what every x86-64 can run. Under it too the names
 * below are SLEEF's own, so that declaring them again does no harm. */
#define DECLARE_UNARY(name, ulp) \
    __attribute__((target("avx"))) __m256d Sleef_cinz_##name##d4_##ulp##avx(__m256d);
#define DECLARE_BINARY(name, ulp)  \
    __attribute__((target("avx"))) \
    __m256d Sleef_cinz_##name##d4_##ulp##avx(__m256d, __m256d);
#if !defined(__AVX__)
EXACT_UNARY(DECLARE_UNARY)
EXACT_BINARY(DECLARE_BINARY)
#endif

/* Apply a function to whole vectors; @return how many numbers are done. */
#define UNARY_OVER(name, isa, width, load, store, function)                    \
    __attribute__((target(isa))) static size_t name(size_t n, const double *x, \
                                                    double *y)                 \
    {                                                                          \
        size_t i = 0;                                                          \
        for (; i + width <= n; i += width)                                     \
            store(y + i, function(load(x + i)));                               \
        return i;                                                              \
    }
#define BINARY_OVER(name, isa, width, load, store, function)                    \
    __attribute__((target(isa))) static size_t name(size_t n, const double *a,  \
                                                    const double *b, double *y) \
    {                                                                           \
        size_t i = 0;                                                           \
        for (; i + width <= n; i += width)                                      \
            store(y + i, function(load(a + i), load(b + i)));                   \
        return i;                                                               \
    }
#define BOTH(over, name, ulp)                                     \
    over(name##_avx, "avx", 4, _mm256_loadu_pd, _mm256_storeu_pd, \
         Sleef_cinz_##name##d4_##ulp##avx)                        \
        over(name##_sse2, "sse2", 2, _mm_loadu_pd, _mm_storeu_pd, \
             Sleef_cinz_##name##d2_##ulp##sse2)
#define UNARY(name, ulp) BOTH(UNARY_OVER, name, ulp)
#define BINARY(name, ulp) BOTH(BINARY_OVER, name, ulp)
EXACT_UNARY(UNARY)
EXACT_BINARY(BINARY)
/* As many as fill whole vectors, the widest first; @i counts those done. */
#define UNARY_WIDE(name)                                           \
    if (n >= 4 && !engine_narrow && __builtin_cpu_supports("avx")) \
        i = name##_avx(n, x, y);                                   \
    i += name##_sse2(n - i, x + i, y + i);
#define BINARY_WIDE(name)                                          \
    if (n >= 4 && !engine_narrow && __builtin_cpu_supports("avx")) \
        i = name##_avx(n, a, b, y);                                \
    i += name##_sse2(n - i, a + i, b + i, y + i);

#else
#define UNARY_WIDE(name)
#define BINARY_WIDE(name)
#endif

#define UNARY_N(name, ulp)                                      \
    void exact_##name##_n(size_t n, const double *x, double *y) \
    {                                                           \
        size_t i = 0;                                           \
        UNARY_WIDE(name)                                        \
        for (; i < n; i++)                                      \
            y[i] = exact_##name(x[i]);                          \
    }
EXACT_UNARY(UNARY_N)

#define BINARY_N(name, ulp)                                                      \
    void exact_##name##_n(size_t n, const double *a, const double *b, double *y) \
    {                                                                            \
        size_t i = 0;                                                            \
        BINARY_WIDE(name)                                                        \
        for (; i < n; i++)                                                       \
            y[i] = exact_##name(a[i], b[i]);                                     \
    }
EXACT_BINARY(BINARY_N)
