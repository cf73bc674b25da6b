/* Settings of a surface: its rows, and words about what it is made of. */
#include <stdio.h>
#include <string.h>

#include <ravine/data.h>

#include "scene/settings.h"

enum { WORDS_MAX = 256 };

static enum rv_status
copy_text(char *to, size_t size, const char *key, const char *text,
          struct rv_error *error)
{
    if (!*text)
        return rv_fail(error, RV_E_RANGE, "%s must not be empty", key);
    if (strlen(text) >= size)
        return rv_fail(error, RV_E_RANGE, "%s is too long (at most %zu bytes)", key,
                       size - 1);
    strcpy(to, text);
    return RV_OK;
}

/* Whether a file is fine is seen when it is read. */
static enum rv_status
set_data(struct rv_surface_spec *spec, const char *name, struct rv_error *error)
{
    const char *words[WORDS_MAX];
    size_t n = rv_data_count();
    if (rv_data_is_file(name))
        return copy_text(spec->data, sizeof spec->data, "data", name, error);
    for (size_t i = 0; i < n && i < WORDS_MAX; i++) {
        words[i] = rv_data_at(i)->name;
        if (strcmp(name, words[i]) == 0)
            return copy_text(spec->data, sizeof spec->data, "data", name, error);
    }
    return settings_unknown("data set", name, "", words, n, error);
}

static enum rv_status
set_x(struct rv_surface_spec *spec, const char *text, struct rv_error *error)
{
    return copy_text(spec->columns.x, sizeof spec->columns.x, "x", text, error);
}

static enum rv_status
set_y(struct rv_surface_spec *spec, const char *text, struct rv_error *error)
{
    return copy_text(spec->columns.y, sizeof spec->columns.y, "y", text, error);
}

static enum rv_status
set_standardize(struct rv_surface_spec *spec, const char *text, struct rv_error *error)
{
    static const struct rv_param flag = {.key = "standardize", .hi = 1, .scale = RV_FLAG};
    double value;
    enum rv_status status = settings_param(&flag, text, &value, error);
    if (status == RV_OK)
        spec->columns.standardize = value != 0;
    return status;
}

/* What tells which rows there are. */
static const struct text_setting {
    const char *key;
    bool formula; /* of surfaces with a formula, else of those over data */
    enum rv_status (*set)(struct rv_surface_spec *, const char *, struct rv_error *);
} texts[] = {
    {"data",           false, set_data                   },
    {"x",              false, set_x                      },
    {"y",              false, set_y                      },
    {"standardize",    false, set_standardize            },
    {SETTINGS_FORMULA, true,  rv_surface_spec_set_formula},
};
enum { N_TEXTS = sizeof texts / sizeof *texts };

static bool
takes(const struct rv_surface *surface, const struct text_setting *text)
{
    return text->formula ? surface->traits & RV_TRAIT_FORMULA : surface->data != NULL;
}

static const struct text_setting *
find_text(const struct rv_surface_spec *spec, const char *name)
{
    const struct rv_surface *surface = rv_surface_at(spec->surface);
    for (size_t i = 0; i < N_TEXTS; i++)
        if (strcmp(name, texts[i].key) == 0 && takes(surface, &texts[i]))
            return &texts[i];
    return NULL;
}

const char *
settings_surface_text(const struct rv_surface_spec *spec, size_t i)
{
    const struct rv_surface *surface = rv_surface_at(spec->surface);
    for (size_t k = 0; k < N_TEXTS; k++)
        if (takes(surface, &texts[k]) && i-- == 0)
            return texts[k].key;
    return NULL;
}

bool
settings_surface_is_text(const struct rv_surface_spec *spec, const char *name)
{
    return find_text(spec, name);
}

bool
settings_surface_has(const struct rv_surface_spec *spec, const char *name)
{
    struct rv_surface_params params;
    if (settings_surface_is_text(spec, name))
        return true;
    rv_surface_spec_params(spec, &params, NULL);
    return rv_param_find(params.row, params.n, name) >= 0;
}

static enum rv_status
unknown_setting(const struct rv_surface_spec *spec,
                const struct rv_surface_params *params, const char *name,
                struct rv_error *error)
{
    const char *words[RV_PARAMS_MAX + N_TEXTS], *word;
    char of[48];
    size_t n = 0;
    for (; n < params->n; n++)
        words[n] = params->row[n].key;
    for (size_t i = 0; (word = settings_surface_text(spec, i)); i++)
        words[n++] = word;
    snprintf(of, sizeof of, "of %s", rv_surface_at(spec->surface)->id);
    return settings_unknown("setting", name, of, words, n, error);
}

enum rv_status
settings_surface(struct rv_surface_spec *spec, const char *name, const char *text,
                 struct rv_error *error)
{
    struct rv_surface_params params;
    const struct text_setting *setting = find_text(spec, name);
    if (setting && !setting->formula)
        spec->data_digest = 0; /* other data */
    if (setting)
        return setting->set(spec, text, error);
    enum rv_status status = rv_surface_spec_params(spec, &params, error);
    if (status != RV_OK)
        return status;
    int i = rv_param_find(params.row, params.n, name);
    if (i >= 0)
        return settings_param(&params.row[i], text, &spec->settings.value[i], error);
    return unknown_setting(spec, &params, name, error);
}
