/* Objectives: surfaces made from a spec, and problems of the caller's own. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "surface/text.h"
#include "surface_driver.h"

static enum rv_status
check_settings(const struct rv_param *params, size_t n,
               const struct rv_settings *settings, struct rv_error *error)
{
    for (size_t i = 0; i < n; i++) {
        enum rv_status status = rv_param_check(&params[i], settings->value[i], error);
        if (status)
            return status;
    }
    return RV_OK;
}

/* The rows of a surface that has its own. */
static enum rv_status
own_params(struct rv_objective *objective, const struct rv_surface_spec *spec,
           struct rv_error *error)
{
    if (!objective->driver->params)
        return RV_OK;
    objective->params = calloc(1, sizeof *objective->params);
    if (!objective->params)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    return objective->driver->params(spec, objective->data, objective->params, error);
}

static enum rv_status
prepare(struct rv_objective *objective, const struct rv_surface_spec *spec,
        struct rv_error *error)
{
    const struct rv_surface_driver *driver = objective->driver;
    enum rv_status status = surface_open_data(&objective->data, spec, error);
    if (status == RV_OK && objective->data && driver->eval_rows)
        objective->n_rows = objective->data->n;
    if (status == RV_OK)
        status = own_params(objective, spec, error);
    size_t n;
    const struct rv_param *params = rv_objective_params(objective, &n);
    if (status == RV_OK)
        status = check_settings(params, n, &spec->settings, error);
    if (status == RV_OK && driver->prepare_text)
        status = driver->prepare_text(&objective->self, spec, objective->data, error);
    if (status == RV_OK && driver->prepare)
        status =
            driver->prepare(&objective->self, &spec->settings, objective->data, error);
    return status;
}

enum rv_status
rv_objective_create(struct rv_objective **out, const struct rv_surface_spec *spec,
                    struct rv_error *error)
{
    *out = NULL;
    const struct rv_surface *surface = rv_surface_at(spec->surface);
    if (!surface)
        return rv_fail(error, RV_E_UNKNOWN, "no surface number %d", spec->surface);
    struct rv_objective *objective = calloc(1, sizeof *objective);
    if (!objective)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    *objective = (struct rv_objective){
        .refs = 1, .n = 2, .surface = surface, .driver = surface->driver};
    enum rv_status status = prepare(objective, spec, error);
    if (status) {
        rv_objective_unref(objective);
        return status;
    }
    *out = objective;
    return RV_OK;
}

void
rv_objective_pin(const struct rv_objective *objective, struct rv_surface_spec *spec)
{
    bool file = objective->data && rv_data_is_file(spec->data);
    spec->data_digest = file ? objective->data->digest : 0;
}

enum rv_status
rv_objective_create_problem(struct rv_objective **out, const struct rv_problem *problem,
                            struct rv_error *error)
{
    *out = NULL;
    if (problem->n == 0 || !problem->value_gradient)
        return rv_fail(error, RV_E_RANGE, "a problem needs parameters and a gradient");
    struct rv_objective *objective = calloc(1, sizeof *objective);
    if (!objective)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    *objective = (struct rv_objective){
        .refs = 1, .n = problem->n, .n_rows = problem->n_rows, .problem = *problem};
    *out = objective;
    return RV_OK;
}

struct rv_objective *
rv_objective_ref(struct rv_objective *objective)
{
    objective->refs++;
    return objective;
}

void
rv_objective_unref(struct rv_objective *objective)
{
    if (!objective || --objective->refs > 0)
        return;
    if (objective->self && objective->driver->release)
        objective->driver->release(objective->self);
    rv_data_destroy(objective->data);
    free(objective->params);
    free(objective);
}

size_t
rv_objective_dimension(const struct rv_objective *objective)
{
    return objective->n;
}

size_t
rv_objective_rows(const struct rv_objective *objective)
{
    return objective->n_rows;
}

const struct rv_data *
rv_objective_data(const struct rv_objective *objective)
{
    return objective->data;
}

const struct rv_surface *
rv_objective_surface(const struct rv_objective *objective)
{
    return objective->surface;
}

double
rv_objective_peek(const struct rv_objective *objective, const double *x, double *g)
{
    if (!objective->surface)
        return objective->problem.value_gradient(objective->problem.self, x, NULL, 0, g);
    double f;
    struct rv_vec2 gradient = objective->driver->eval(objective->self, x[0], x[1], &f);
    if (g) {
        g[0] = gradient.x;
        g[1] = gradient.y;
    }
    return f;
}

double
rv_objective_peek_rows(const struct rv_objective *objective, const double *x,
                       const uint32_t *rows, size_t k, double *g)
{
    if (objective->n_rows == 0 || k == 0)
        return NAN;
    if (!objective->surface)
        return objective->problem.value_gradient(objective->problem.self, x, rows, k, g);
    double f;
    struct rv_vec2 gradient =
        objective->driver->eval_rows(objective->self, x[0], x[1], rows, k, &f);
    if (g) {
        g[0] = gradient.x;
        g[1] = gradient.y;
    }
    return f;
}

bool
rv_objective_hessian(const struct rv_objective *objective, const double *x, double *h)
{
    if (!objective->surface) {
        if (objective->problem.hessian)
            objective->problem.hessian(objective->problem.self, x, h);
        return objective->problem.hessian != NULL;
    }
    double upper[3];
    objective->driver->hessian(objective->self, x[0], x[1], upper);
    h[0] = upper[0];
    h[1] = h[2] = upper[1];
    h[3] = upper[2];
    return true;
}

void
rv_objective_values(const struct rv_objective *objective, const double *x, double y,
                    size_t n, double *values)
{
    const struct rv_surface_driver *driver = objective->driver;
    if (driver && driver->values) {
        driver->values(objective->self, x, y, n, values);
        return;
    }
    for (size_t i = 0; i < n; i++)
        values[i] = objective->n == 2
                        ? rv_objective_peek(objective, (double[]){x[i], y}, NULL)
                        : NAN;
}

size_t
rv_objective_critical(const struct rv_objective *objective, struct rv_critical *out,
                      size_t max)
{
    return rv_objective_critical_within(objective, rv_objective_window(objective), out,
                                        max);
}

size_t
rv_objective_critical_within(const struct rv_objective *objective,
                             struct rv_window window, struct rv_critical *out, size_t max)
{
    const struct rv_surface_driver *driver = objective->driver;
    if (driver && driver->search)
        return driver->search(objective->self, window, out, max);
    return driver && driver->critical ? driver->critical(objective->self, out, max) : 0;
}

bool
rv_objective_critical_known(const struct rv_objective *objective)
{
    return objective->driver && !objective->driver->search;
}

const struct rv_param *
rv_objective_params(const struct rv_objective *objective, size_t *n)
{
    const struct rv_surface *surface = objective->surface;
    *n = objective->params ? objective->params->n : surface ? surface->n_params : 0;
    return objective->params ? objective->params->row : surface ? surface->params : NULL;
}

bool
rv_objective_curvature(const struct rv_objective *objective, double *mu, double *L)
{
    const struct rv_surface_driver *driver = objective->driver;
    return driver && driver->curvature && driver->curvature(objective->self, mu, L);
}

size_t
rv_objective_quantities(const struct rv_objective *objective, const double *x,
                        struct rv_quantity *out, size_t max)
{
    const struct rv_surface_driver *driver = objective->driver;
    if (!driver || !driver->quantities)
        return 0;
    return driver->quantities(objective->self, x[0], x[1], out, max);
}

struct rv_window
rv_objective_window(const struct rv_objective *objective)
{
    if (!objective->driver)
        return (struct rv_window){-1, 1, -1, 1};
    const struct rv_surface_driver *driver = objective->driver;
    return driver->window ? driver->window(objective->self) : driver->fixed_window;
}

struct rv_vec2
rv_objective_start(const struct rv_objective *objective)
{
    if (!objective->driver)
        return (struct rv_vec2){0, 0};
    const struct rv_surface_driver *driver = objective->driver;
    return driver->start ? driver->start(objective->self) : driver->fixed_start;
}

const char *
rv_objective_axis(const struct rv_objective *objective, int i)
{
    if (!objective->surface)
        return i == 0 ? "x" : "y";
    if (objective->driver->axis)
        return objective->driver->axis(objective->self, i);
    return objective->surface->axis[i];
}

char *
rv_objective_formula(const struct rv_objective *objective, char *buffer, size_t size)
{
    if (size == 0)
        return buffer;
    buffer[0] = '\0';
    if (objective->driver && objective->driver->formula)
        objective->driver->formula(objective->self, buffer, size);
    else if (objective->surface)
        text_begin(buffer, size, objective->surface->formula);
    return buffer;
}
