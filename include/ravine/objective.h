/**
 * @file objective.h
 * What an optimizer really minimises: n parameters. A surface is one with n = 2.
 *
 * An objective is read-only once made and may be shared; it is counted, not copied.
 * Everything here looks in by the uncounted door: what a *run* pays for goes through its
 * oracle (see run.h).
 */
#ifndef RAVINE_OBJECTIVE_H
#define RAVINE_OBJECTIVE_H

#include <ravine/surface.h>

struct rv_objective;

/** An n-dimensional problem of the caller's own. @self is borrowed. */
struct rv_problem {
    size_t n;      /**< parameters, at least 1 */
    size_t n_rows; /**< data rows that can be mini-batched; 0: none */
    /** Value at @x (n); gradient into @g (n) unless NULL. @rows NULL: all rows, otherwise
     * the mean over those @k row indices plus the whole penalty. */
    double (*value_gradient)(const void *self, const double *x, const uint32_t *rows,
                             size_t k, double *g);
    /** Hessian into @h (n x n, row-major); NULL: none. */
    void (*hessian)(const void *self, const double *x, double *h);
    const void *self;
};

/** Make the surface of @spec. @return RV_OK, RV_E_RANGE, RV_E_DATA (also: the file is no
 * longer the one that @spec is pinned to), RV_E_UNKNOWN, RV_E_MEMORY, and from a data
 * file RV_E_IO, RV_E_SYNTAX. */
RV_API enum rv_status rv_objective_create(struct rv_objective **out,
                                          const struct rv_surface_spec *spec,
                                          struct rv_error *error);
/**
 * Pin @spec, of which @objective was made, to the content of its data file: objectives
 * and timelines made of it later are of the same data, or fail.
 */
RV_API void rv_objective_pin(const struct rv_objective *objective,
                             struct rv_surface_spec *spec);
/** Make an objective of the caller's own. */
RV_API enum rv_status rv_objective_create_problem(struct rv_objective **out,
                                                  const struct rv_problem *problem,
                                                  struct rv_error *error);
RV_API struct rv_objective *rv_objective_ref(struct rv_objective *objective);
/** NULL is fine. */
RV_API void rv_objective_unref(struct rv_objective *objective);

RV_API size_t rv_objective_dimension(const struct rv_objective *objective);
/** Data rows that can be mini-batched; 0 where there are none. */
RV_API size_t rv_objective_rows(const struct rv_objective *objective);
/** The data behind a surface, borrowed; NULL where there are none. */
RV_API const struct rv_data *rv_objective_data(const struct rv_objective *objective);
/** The kind of surface, or NULL for a problem of the caller's own. */
RV_API const struct rv_surface *
rv_objective_surface(const struct rv_objective *objective);

/** Full value at @x (n); gradient into @g (n) unless NULL. Uncounted. */
RV_API double rv_objective_peek(const struct rv_objective *objective, const double *x,
                                double *g);
/** The same over @k data rows alone, given rising: their mean plus the whole penalty; one
 * row's own loss with @k = 1. NaN where there are no rows to be had. Uncounted. */
RV_API double rv_objective_peek_rows(const struct rv_objective *objective,
                                     const double *x, const uint32_t *rows, size_t k,
                                     double *g);
/** Hessian at @x into @h (n x n, row-major). @return false where there is none.
 * Uncounted. */
RV_API bool rv_objective_hessian(const struct rv_objective *objective, const double *x,
                                 double *h);
/**
 * Values of a surface at (@x[i], @y), i < @n: a row of a raster, as fast as can be, equal
 * to rv_objective_peek() to rounding.
 */
RV_API void rv_objective_values(const struct rv_objective *objective, const double *x,
                                double y, size_t n, double *values);

/** Critical points of a surface, at most @max. @return how many were written. */
RV_API size_t rv_objective_critical(const struct rv_objective *objective,
                                    struct rv_critical *out, size_t max);
/** The same where they are not known but searched for: in @window instead of the
 * surface's own. Known ones are given wherever they lie. */
RV_API size_t rv_objective_critical_within(const struct rv_objective *objective,
                                           struct rv_window window,
                                           struct rv_critical *out, size_t max);
/** Are these points known? Else they are minima found by a search: there may be more, and
 * lower ones. */
RV_API bool rv_objective_critical_known(const struct rv_objective *objective);
/** The rows of the surface's settings; borrowed, valid as long as @objective. NULL and
 * 0 for a problem of the caller's own. */
RV_API const struct rv_param *rv_objective_params(const struct rv_objective *objective,
                                                  size_t *n);
/**
 * Known bounds of the curvature: mu <= eigenvalues of the Hessian <= L everywhere.
 * Gradient descent on such a surface is stable below 2/L. mu is 0 where the surface is
 * convex and no better bound holds.
 * @return false where none is known.
 */
RV_API bool rv_objective_curvature(const struct rv_objective *objective, double *mu,
                                   double *L);
/** The numbers that make up the value at @x, at most @max. @return how many. Uncounted.
 */
RV_API size_t rv_objective_quantities(const struct rv_objective *objective,
                                      const double *x, struct rv_quantity *out,
                                      size_t max);
/** The surface's own window and start, which follow its settings and data. */
RV_API struct rv_window rv_objective_window(const struct rv_objective *objective);
RV_API struct rv_vec2 rv_objective_start(const struct rv_objective *objective);
/** Name of parameter @i (0, 1) of a surface: "w", "b"; with two features "w₁", "w₂". */
RV_API const char *rv_objective_axis(const struct rv_objective *objective, int i);
/**
 * The formula with its numbers in it, UTF-8: "f = (1−x)² + 100(y−x²)²".
 * @return @buffer.
 */
RV_API char *rv_objective_formula(const struct rv_objective *objective, char *buffer,
                                  size_t size);

#endif
