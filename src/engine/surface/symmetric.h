/**
 * @file symmetric.h
 * Symmetric 2 x 2 matrices, as hxx, hxy, hyy.
 */
#ifndef SURFACE_SYMMETRIC_H
#define SURFACE_SYMMETRIC_H

#include <math.h>
#include <stdbool.h>

#include <ravine/surface.h>

/** Eigenvalues in rising order. */
static inline void
symmetric_eigenvalues(const double h[3], double eigenvalue[2])
{
    double mean = (h[0] + h[2]) / 2, half = (h[0] - h[2]) / 2;
    double radius = sqrt(half * half + h[1] * h[1]);
    double big = mean < 0 ? mean - radius : mean + radius;
    double small = big == 0 ? 0 : (h[0] * h[2] - h[1] * h[1]) / big;
    eigenvalue[0] = big < small ? big : small;
    eigenvalue[1] = big < small ? small : big;
}

/** Solve h d = g. @return false where h is singular to rounding. */
static inline bool
symmetric_solve(const double h[3], struct rv_vec2 g, struct rv_vec2 *d)
{
    double det = h[0] * h[2] - h[1] * h[1];
    double scale = fabs(h[0] * h[2]) + h[1] * h[1];
    if (!(fabs(det) > 4e-16 * scale))
        return false;
    d->x = (h[2] * g.x - h[1] * g.y) / det;
    d->y = (h[0] * g.y - h[1] * g.x) / det;
    return isfinite(d->x) && isfinite(d->y);
}

#endif
