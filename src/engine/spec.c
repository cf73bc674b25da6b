/* Specs: which surface, with which settings, data and formula. */
#include <string.h>

#include "surface_driver.h"

void
rv_surface_spec_init(struct rv_surface_spec *spec, size_t i)
{
    const struct rv_surface *surface = rv_surface_at(i);
    *spec = (struct rv_surface_spec){.surface = (uint16_t)i};
    if (!surface)
        return;
    rv_settings_init(&spec->settings, surface->params, surface->n_params);
    if (surface->data)
        strncpy(spec->data, surface->data, sizeof spec->data - 1);
    if (surface->driver->text)
        rv_surface_spec_set_formula(spec, surface->driver->text, NULL);
}

enum rv_status
surface_open_data(struct rv_data **out, const struct rv_surface_spec *spec,
                  struct rv_error *error)
{
    const struct rv_surface *surface = rv_surface_at(spec->surface);
    *out = NULL;
    if (!surface->data)
        return RV_OK;
    const char *name = spec->data[0] ? spec->data : surface->data;
    enum rv_status status =
        *name ? rv_data_open(out, name, &spec->columns, error) : RV_OK;
    if (status != RV_OK || !*out || !spec->data_digest ||
        spec->data_digest == (*out)->digest)
        return status;
    rv_data_destroy(*out);
    *out = NULL;
    return rv_fail(error, RV_E_DATA, "%.80s has changed since it was read", name);
}

bool
rv_surface_spec_equal(const struct rv_surface_spec *a, const struct rv_surface_spec *b)
{
    return a->surface == b->surface &&
           memcmp(&a->settings, &b->settings, sizeof a->settings) == 0 &&
           strcmp(a->data, b->data) == 0 && strcmp(a->columns.x, b->columns.x) == 0 &&
           strcmp(a->columns.y, b->columns.y) == 0 &&
           a->columns.standardize == b->columns.standardize &&
           a->data_digest == b->data_digest && strcmp(a->formula, b->formula) == 0;
}

enum rv_status
rv_surface_spec_params(const struct rv_surface_spec *spec, struct rv_surface_params *out,
                       struct rv_error *error)
{
    const struct rv_surface *surface = rv_surface_at(spec->surface);
    struct rv_data *data;
    out->n = 0;
    if (!surface)
        return rv_fail(error, RV_E_UNKNOWN, "no surface number %d", spec->surface);
    if (!surface->driver->params) {
        out->n = surface->n_params;
        if (out->n > 0)
            memcpy(out->row, surface->params, out->n * sizeof *out->row);
        return RV_OK;
    }
    enum rv_status status = surface_open_data(&data, spec, error);
    if (status == RV_OK)
        status = surface->driver->params(spec, data, out, error);
    rv_data_destroy(data);
    return status;
}

/* The value that the parameter @name has in @spec, or 1. */
static double
value_of(const struct rv_surface_spec *spec, const struct rv_surface_params *params,
         const char *name)
{
    int i = rv_param_find(params->row, params->n, name);
    return i >= 0 ? spec->settings.value[i] : 1;
}

enum rv_status
rv_surface_spec_set_formula(struct rv_surface_spec *spec, const char *text,
                            struct rv_error *error)
{
    struct rv_surface_params before, after;
    struct rv_surface_spec next = *spec;
    size_t n = strnlen(text, RV_FORMULA_MAX);
    if (n == RV_FORMULA_MAX) {
        enum rv_status status =
            rv_fail(error, RV_E_RANGE, "the formula is too long (at most %d bytes)",
                    RV_FORMULA_MAX - 1);
        if (error)
            error->column = RV_FORMULA_MAX;
        return status;
    }
    memcpy(next.formula, text, n + 1);
    enum rv_status status = rv_surface_spec_params(&next, &after, error);
    if (status)
        return status;
    rv_surface_spec_params(spec, &before, NULL);
    next.settings = (struct rv_settings){{0}};
    for (size_t i = 0; i < after.n; i++)
        next.settings.value[i] = value_of(spec, &before, after.row[i].key);
    *spec = next;
    return RV_OK;
}
