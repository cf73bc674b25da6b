/**
 * @file surface_driver.h
 * What a kind of surface must be able to do, and the objective made from it.
 *
 * A surface is one file in surface/: statics above, `const struct rv_surface
 * rv_surface_ID` at the bottom, its id in the Meson list. @self is what prepare() made of
 * settings and data; it is read-only afterwards.
 */
#ifndef ENGINE_SURFACE_DRIVER_H
#define ENGINE_SURFACE_DRIVER_H

#include <ravine/prediction.h>

/** What a surface's parameters say about data: see prediction.h. Left out is what its
 * description does not promise. */
struct surface_prediction {
    void (*describe)(const void *self, struct rv_prediction *out);
    void (*predict)(const void *self, double x, double y, const double *const *features,
                    size_t n, double *out);
    struct rv_prediction_point (*point)(const void *self, size_t i);
    void (*reference)(const void *self, size_t k, const double *x, size_t n, double *out);
    void (*estimates)(const void *self, double x, double y, double *out);
};

struct rv_surface_driver {
    /** Make @self of settings and data (NULL where the surface takes none; borrowed for
     * the life of @self). */
    enum rv_status (*prepare)(void **self, const struct rv_settings *settings,
                              const struct rv_data *data, struct rv_error *error);
    void (*release)(void *self);
    /** In place of prepare(), where the spec's text says what the surface is. */
    enum rv_status (*prepare_text)(void **self, const struct rv_surface_spec *spec,
                                   const struct rv_data *data, struct rv_error *error);
    /** The rows of such a surface. */
    enum rv_status (*params)(const struct rv_surface_spec *spec,
                             const struct rv_data *data, struct rv_surface_params *out,
                             struct rv_error *error);
    const char *text; /**< the text that stands there by default */
    /** Value through @f, gradient in registers. Deterministic: the same bits on every
     * CPU. */
    struct rv_vec2 (*eval)(const void *self, double x, double y, double *f);
    /** The same over @n data rows (rising): their mean plus the whole penalty; NULL
     * without data. All rows in order give the bits of eval(). */
    struct rv_vec2 (*eval_rows)(const void *self, double x, double y,
                                const uint32_t *rows, size_t n, double *f);
    /** hxx, hxy, hyy. */
    void (*hessian)(const void *self, double x, double y, double h[3]);
    /** @n points at once, bit-equal to eval(); NULL: eval() in a loop. */
    void (*lanes)(const void *self, size_t n, const double *x, const double *y, double *f,
                  double *gx, double *gy);
    /** Values alone along a row, as fast as can be, equal to rounding; NULL: eval(). */
    void (*values)(const void *self, const double *x, double y, size_t n, double *values);
    /** Critical points; NULL: none known. */
    size_t (*critical)(const void *self, struct rv_critical *out, size_t max);
    /** In its place, where nothing is known: minima found by a search of @window. */
    size_t (*search)(const void *self, struct rv_window window, struct rv_critical *out,
                     size_t max);
    /** Global bounds of the Hessian's eigenvalues; NULL: none known. */
    bool (*curvature)(const void *self, double *mu, double *L);
    /** What the value is made of; NULL: nothing to add. */
    size_t (*quantities)(const void *self, double x, double y, struct rv_quantity *out,
                         size_t max);
    struct rv_window (*window)(const void *self); /**< NULL: fixed_window */
    struct rv_vec2 (*start)(const void *self);    /**< NULL: fixed_start */
    struct rv_window fixed_window;
    struct rv_vec2 fixed_start;
    /** "f = ..." with numbers in it; NULL: the surface's own formula has no letters left.
     */
    void (*formula)(const void *self, char *buffer, size_t size);
    /** The gradient over {x}, {y} and the settings by their keys, as an autopsy shows it
     * (see struct tap_text); NULL: it is ∇f. A surface with settings that has these is
     * made by settings_prepare(). */
    const char *gradient_x, *gradient_y;
    /** Name of parameter @i where it depends on the data; NULL: the surface's axis. */
    const char *(*axis)(const void *self, int i);
    const struct surface_prediction *prediction; /**< NULL: none */
};

struct rv_objective {
    unsigned refs;
    size_t n, n_rows;
    const struct rv_surface *surface; /**< NULL: @problem */
    const struct rv_surface_driver *driver;
    void *self;
    struct rv_data *data;             /**< owned; NULL without */
    struct rv_surface_params *params; /**< owned; NULL: the rows of @surface */
    struct rv_problem problem;
};

/** Open the data set of @spec; NULL through @out where it has none. */
enum rv_status surface_open_data(struct rv_data **out, const struct rv_surface_spec *spec,
                                 struct rv_error *error);

#endif
