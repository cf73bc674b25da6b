/**
 * @file typing.h
 * Making surfaces of typed formulas in tests.
 */
#ifndef TESTS_ENGINE_TYPING_H
#define TESTS_ENGINE_TYPING_H

#include "../close.h"

#include <stdio.h>
#include <string.h>

#include <ravine/ravine.h>

#include "engine/surface_driver.h"

/** A spec of @text over @data (NULL: none), its parameters 1. */
static inline enum rv_status
typing_spec(struct rv_surface_spec *spec, const char *text, const char *data,
            struct rv_error *error)
{
    rv_surface_spec_init(spec, (size_t)rv_surface_find("formula"));
    snprintf(spec->data, sizeof spec->data, "%s", data ? data : "");
    return rv_surface_spec_set_formula(spec, text, error);
}

/** The surface of @spec; the test fails where there is none. */
static inline struct rv_objective *
typing_make(const struct rv_surface_spec *spec)
{
    struct rv_objective *objective;
    struct rv_error error;
    if (rv_objective_create(&objective, spec, &error) != RV_OK)
        fail_msg("%s: %s", spec->formula, error.text);
    return objective;
}

static inline struct rv_objective *
typing_formula(const char *text, const char *data)
{
    struct rv_surface_spec spec;
    struct rv_error error;
    if (typing_spec(&spec, text, data, &error) != RV_OK)
        fail_msg("%s: column %d: %s", text, error.column, error.text);
    return typing_make(&spec);
}

/** Its value at one point. */
static inline double
typing_value(const char *text, double x, double y)
{
    struct rv_objective *objective = typing_formula(text, NULL);
    double f = rv_objective_peek(objective, (double[]){x, y}, NULL);
    rv_objective_unref(objective);
    return f;
}

/** Value, gx, gy, hxx, hxy, hyy. */
struct numbers {
    double of[6];
};

static inline struct numbers
numbers_at(const struct rv_objective *o, double x, double y)
{
    struct numbers n;
    n.of[0] = rv_objective_peek(o, (double[]){x, y}, n.of + 1);
    o->driver->hessian(o->self, x, y, n.of + 3);
    return n;
}

#endif
