/**
 * @file critical.h
 * Finding the points where the gradient vanishes, from value, gradient and Hessian alone.
 */
#ifndef SURFACE_CRITICAL_H
#define SURFACE_CRITICAL_H

#include "../surface_driver.h"

/** Newton's method from *@at to the critical point nearby. @return false: there is none.
 */
bool critical_polish(const struct rv_surface_driver *driver, const void *self,
                     struct rv_vec2 *at);

/**
 * Minimum of a convex surface from *@at: Newton with backtracking.
 * @return false where it is not attained (or not at one point alone).
 */
bool critical_minimum(const struct rv_surface_driver *driver, const void *self,
                      struct rv_vec2 *at);

/** The critical point at @at with its value, and its kind by the Hessian's eigenvalues.
 */
struct rv_critical critical_classify(const struct rv_surface_driver *driver,
                                     const void *self, struct rv_vec2 at);

/** Append the critical point that Newton finds from @guess, unless it is one of the @n.
 * @return how many there are now. */
size_t critical_add(const struct rv_surface_driver *driver, const void *self,
                    struct rv_vec2 guess, struct rv_critical *out, size_t n, size_t max);

/** All critical points in @window that Newton finds from a grid in which both components
 * of the gradient change sign; the minima ranked. @return how many, at most @max. */
size_t critical_scan(const struct rv_surface_driver *driver, const void *self,
                     struct rv_window window, struct rv_critical *out, size_t max);

/**
 * Minima of any surface in @window, kinks too, searched from the points of a raster;
 * ranked. There may be others between its points, and on a rugged surface more than can
 * be followed: every value of the raster is a look at the surface, and so many looks more
 * are all there are.
 * @return how many, at most @max.
 */
size_t critical_search(const struct rv_surface_driver *driver, const void *self,
                       struct rv_window window, size_t looks, struct rv_critical *out,
                       size_t max);

/** Sort @points by their distance from (0, 0) and leave at most @max of them, all or none
 * of those equally far: half a ring would look as if the surface were not symmetric.
 * @return how many are left. */
size_t critical_nearest(struct rv_critical *points, size_t n, size_t max);

/** Call the minima that lie above the lowest one local. */
void critical_rank(struct rv_critical *points, size_t n);

#endif
