/**
 * @file lanes.h
 * The drivers of a surface, made from the one text of its value and gradient.
 */
#ifndef SURFACE_LANES_H
#define SURFACE_LANES_H

#include <stddef.h>

#include "../wide.h"

/**
 * Define eval(), lanes() and values() of a surface whose ENGINE_INLINE point(self, x, y,
 * &f) is arithmetic alone: the compiler runs the same operations on several points at
 * once, hence the same bits.
 */
#define SURFACE_DRIVERS(point)                                                           \
    static struct rv_vec2 eval(const void *self, double x, double y, double *f)          \
    {                                                                                    \
        return point(self, x, y, f);                                                     \
    }                                                                                    \
                                                                                         \
    ENGINE_INLINE void lanes_text(const void *self, size_t n, const double *restrict x,  \
                                  const double *restrict y, double *restrict f,          \
                                  double *restrict gx, double *restrict gy)              \
    {                                                                                    \
        for (size_t i = 0; i < n; i++) {                                                 \
            double value;                                                                \
            struct rv_vec2 g = point(self, x[i], y[i], &value);                          \
            f[i] = value;                                                                \
            gx[i] = g.x;                                                                 \
            gy[i] = g.y;                                                                 \
        }                                                                                \
    }                                                                                    \
    ENGINE_WIDE(lanes,                                                                   \
                (const void *self, size_t n, const double *x, const double *y,           \
                 double *f, double *gx, double *gy),                                     \
                (self, n, x, y, f, gx, gy))                                              \
                                                                                         \
    ENGINE_INLINE void values_text(const void *self, const double *restrict x, double y, \
                                   size_t n, double *restrict out)                       \
    {                                                                                    \
        for (size_t i = 0; i < n; i++) {                                                 \
            double value;                                                                \
            point(self, x[i], y, &value);                                                \
            out[i] = value;                                                              \
        }                                                                                \
    }                                                                                    \
    ENGINE_WIDE(values,                                                                  \
                (const void *self, const double *x, double y, size_t n, double *out),    \
                (self, x, y, n, out))

/**
 * Define lanes() of a surface from lane_block(self, n, x, y, f, gx, gy) of EXACT_BLOCK
 * points at most, whose exponentials and sines it takes together.
 */
#define SURFACE_BLOCKS                                                                \
    static void lanes(const void *self, size_t n, const double *x, const double *y,   \
                      double *f, double *gx, double *gy)                              \
    {                                                                                 \
        for (size_t i = 0; i < n; i += EXACT_BLOCK)                                   \
            lane_block(self, n - i < EXACT_BLOCK ? n - i : EXACT_BLOCK, x + i, y + i, \
                       f + i, gx + i, gy + i);                                        \
    }

#endif
