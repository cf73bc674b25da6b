/**
 * @file clones.h
 * Wider vectors where the CPU has them: the function is compiled once more for AVX2 and
 * the loader picks. Only wider, not different: no FMA, so every clone gives the same
 * bits.
 */
#ifndef ENGINE_CLONES_H
#define ENGINE_CLONES_H

/* The loader's choice (ifunc) needs glibc, and runs before a sanitizer is ready. */
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__clang__)
#define ENGINE_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define ENGINE_CLONES
#endif

#endif
