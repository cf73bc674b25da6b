/**
 * @file refs.h
 * Reading the reference data: CSV with one header line, no quotes, and no comma inside a
 * field; settings as "key=value;key=value".
 */
#ifndef TESTS_ENGINE_REFS_H
#define TESTS_ENGINE_REFS_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/ravine.h>

enum { REFS_FIELDS_MAX = 16 };

/** A file being read, and the line last read, split at its commas. */
struct refs {
    FILE *file;
    char line[8192];
    char *field[REFS_FIELDS_MAX];
    size_t n_fields;
};

/** Read the next line. @return false at the end, when the file is closed. */
static inline bool
refs_next(struct refs *refs)
{
    if (!fgets(refs->line, sizeof refs->line, refs->file)) {
        fclose(refs->file);
        return false;
    }
    refs->line[strcspn(refs->line, "\r\n")] = '\0';
    refs->n_fields = 0;
    for (char *c = refs->line; c && refs->n_fields < REFS_FIELDS_MAX;) {
        refs->field[refs->n_fields++] = c;
        c = strchr(c, ',');
        if (c)
            *c++ = '\0';
    }
    return true;
}

/** Open @name in the folder @dir and skip its header. @return false where it is not. */
static inline bool
refs_open(struct refs *refs, const char *dir, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    refs->file = fopen(path, "r");
    return refs->file && refs_next(refs);
}

static inline double
refs_number(const struct refs *refs, size_t field)
{
    return field < refs->n_fields ? strtod(refs->field[field], NULL) : 0;
}

/** Our id of a surface of the references, and settings that its name implies. */
static inline const char *
refs_surface_id(const char *name, const char **implied)
{
    static const char *const names[][3] = {
        {"logistic1", "logistic",      ""           },
        {"logistic2", "logistic",      ""           },
        {"linreg",    "least_squares", "intercept=1"},
        {"ridge2",    "least_squares", "intercept=0"},
        {"svm1",      "svm",           ""           },
        {"svm2",      "svm",           ""           },
        {"gaussnll",  "gaussian_nll",  ""           },
    };
    *implied = "";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i][0]) == 0) {
            *implied = names[i][2];
            return names[i][1];
        }
    return name;
}

/** Set one "key=value" of a surface. @return false where the surface has no such key. */
static inline bool
refs_set(struct rv_surface_spec *spec, char *pair)
{
    const struct rv_surface *surface = rv_surface_at(spec->surface);
    char *value = strchr(pair, '=');
    if (!value)
        return false;
    *value++ = '\0';
    if (strcmp(pair, "data") == 0) {
        snprintf(spec->data, sizeof spec->data, "%s", value);
        return true;
    }
    int key = rv_param_find(surface->params, surface->n_params,
                            strcmp(pair, "penb") == 0 ? "penalize_bias" : pair);
    return key >= 0 && rv_param_parse(&surface->params[key], value,
                                      &spec->settings.value[key], NULL) == RV_OK;
}

/** The spec of surface @name with @params. @return false where we have no such thing. */
static inline bool
refs_surface(struct rv_surface_spec *spec, const char *name, const char *params)
{
    const char *implied, *id = refs_surface_id(name, &implied);
    char text[512];
    int index = rv_surface_find(id);
    if (index < 0)
        return false;
    rv_surface_spec_init(spec, (size_t)index);
    snprintf(text, sizeof text, "%s;%s", strcmp(params, "-") == 0 ? "" : params, implied);
    for (char *rest, *pair = strtok_r(text, ";", &rest); pair;
         pair = strtok_r(NULL, ";", &rest))
        if (!refs_set(spec, pair))
            return false;
    return true;
}

#endif
