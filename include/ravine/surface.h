/**
 * @file surface.h
 * Surfaces: losses of two parameters that a user looks at.
 */
#ifndef RAVINE_SURFACE_H
#define RAVINE_SURFACE_H

#include <stddef.h>
#include <stdint.h>

#include <ravine/data.h>
#include <ravine/param.h>
#include <ravine/status.h>

struct rv_vec2 {
    double x, y;
};

/** x0..x1 across, y0..y1 up, in surface units. */
struct rv_window {
    double x0, x1, y0, y1;
};

enum rv_trait {
    RV_TRAIT_CONVEX = 1,    /**< for all settings the surface accepts */
    RV_TRAIT_QUADRATIC = 2, /**< the Hessian is the same everywhere */
    RV_TRAIT_DATA = 4,      /**< a mean over data rows: can be mini-batched */
    RV_TRAIT_KINKS = 8,     /**< the gradient jumps somewhere */
    RV_TRAIT_FORMULA = 16,  /**< typed: the spec's formula says what it is */
};

enum rv_critical_kind { RV_MINIMUM, RV_MINIMUM_LOCAL, RV_SADDLE, RV_MAXIMUM };

/** A point where the gradient vanishes (or, on a kink, a minimum without a Hessian). */
struct rv_critical {
    struct rv_vec2 at;
    double value;
    enum rv_critical_kind kind; /**< RV_MINIMUM: global; RV_MINIMUM_LOCAL: only local */
};
enum { RV_CRITICAL_MAX = 64 };

/** A number that belongs to the surface at a point: what its value is made of. */
struct rv_quantity {
    const char *name; /**< "H(p,q)", static */
    double value;
};
enum { RV_QUANTITIES_MAX = 8 };

struct rv_surface_driver;

/** A kind of surface; rv_objective_create() makes one of it from settings and data. */
struct rv_surface {
    const char *id, *title;
    const char *note;    /**< its shape in a few words: "curved valley" */
    const char *formula; /**< general form, in UTF-8: "f = (a−x)² + b(y−x²)²" */
    const char *source;  /**< where it comes from: paper or book */
    const char *axis[2]; /**< names of the two parameters: "x", "y" or "w", "b" */
    const struct rv_param *params;
    size_t n_params;
    unsigned traits;  /**< of enum rv_trait */
    const char *data; /**< default data set; "": takes one but needs none; NULL: takes
                           none */
    const struct rv_surface_driver *driver; /**< the library's own */
};

/** The registry, in the order of the Meson list. */
RV_API size_t rv_surface_count(void);
RV_API const struct rv_surface *rv_surface_at(size_t i);
/** The index of the surface @id, or -1. */
RV_API int rv_surface_find(const char *id);

enum { RV_DATA_NAME_MAX = 1024, RV_FORMULA_MAX = 1024 };

/** Which surface, with which settings and data: a plain value. */
struct rv_surface_spec {
    uint16_t surface; /**< index in the registry */
    struct rv_settings settings;
    char data[RV_DATA_NAME_MAX];  /**< built-in name or file; see rv_data_open() */
    struct rv_columns columns;    /**< of the data */
    uint64_t data_digest;         /**< of a file's data once it has been read, else 0 */
    char formula[RV_FORMULA_MAX]; /**< RV_TRAIT_FORMULA: its text */
};

/** The defaults of surface @i: its settings and its data set. */
RV_API void rv_surface_spec_init(struct rv_surface_spec *spec, size_t i);
/** Do @a and @b give the same surface? */
RV_API bool rv_surface_spec_equal(const struct rv_surface_spec *a,
                                  const struct rv_surface_spec *b);

/** Rows of settings that depend on more than the kind of surface. Their keys and symbols
 * point into @name: not to be copied. */
struct rv_surface_params {
    size_t n;
    struct rv_param row[RV_PARAMS_MAX];
    char name[RV_PARAMS_MAX][RV_NAME_MAX];
};

/**
 * The rows of @spec's settings: those of its kind or, for a formula, the parameters that
 * it names, as they first appear.
 * @return RV_OK; what rv_surface_spec_set_formula() says of a formula. @out is then
 * empty.
 */
RV_API enum rv_status rv_surface_spec_params(const struct rv_surface_spec *spec,
                                             struct rv_surface_params *out,
                                             struct rv_error *error);
/**
 * Give @spec, whose surface has RV_TRAIT_FORMULA, the formula @text. Parameters keep
 * their values by name; new ones are 1. Columns are those of @spec's data.
 * @return RV_OK; RV_E_SYNTAX, RV_E_UNKNOWN, RV_E_RANGE (too long, nested or complicated),
 * RV_E_DATA (no data to take a mean over) with the column in @text, in characters from 1;
 * RV_E_MEMORY. @spec is then unchanged.
 */
RV_API enum rv_status rv_surface_spec_set_formula(struct rv_surface_spec *spec,
                                                  const char *text,
                                                  struct rv_error *error);

/** A function that formulas know. */
struct rv_formula_function {
    const char *name, *operands; /**< "atan2", "y, x" */
    const char *help;            /**< what it is, and its slope at a kink */
};
RV_API size_t rv_formula_function_count(void);
RV_API struct rv_formula_function rv_formula_function_at(size_t i);

#endif
