/**
 * @file wide.h
 * Wider vectors where the CPU has them: one text, compiled once for every x86-64 and once
 * for AVX2, and chosen at the call. Only wider, not different: AVX2 brings no fused
 * multiply-add, so both give the same bits.
 */
#ifndef ENGINE_WIDE_H
#define ENGINE_WIDE_H

#include <stdbool.h>

/** As on a CPU without wide vectors; tests set it to hold one against the other. */
extern bool engine_narrow;

/** For the text, and for what it calls in its loops. */
#define ENGINE_INLINE static inline __attribute__((always_inline))

/** Define the function @name of @PARAMETERS from the ENGINE_INLINE function name_text. */
#if defined(__x86_64__)
#define ENGINE_WIDE(name, PARAMETERS, ARGUMENTS)                       \
    __attribute__((target("avx2"))) static void name##_avx2 PARAMETERS \
    {                                                                  \
        name##_text ARGUMENTS;                                         \
    }                                                                  \
    static void name##_any PARAMETERS                                  \
    {                                                                  \
        name##_text ARGUMENTS;                                         \
    }                                                                  \
    static void name PARAMETERS                                        \
    {                                                                  \
        if (!engine_narrow && __builtin_cpu_supports("avx2"))          \
            name##_avx2 ARGUMENTS;                                     \
        else                                                           \
            name##_any ARGUMENTS;                                      \
    }
#else
#define ENGINE_WIDE(name, PARAMETERS, ARGUMENTS) \
    static void name PARAMETERS                  \
    {                                            \
        name##_text ARGUMENTS;                   \
    }
#endif

#endif
