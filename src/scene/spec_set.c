/*
 * Changes to a whole document: KEY=VALUE on racers and surface, and another surface with
 * its own window and start.
 */
#include <string.h>

#include <ravine/objective.h>

#include "scene/settings.h"
#include "scene/spec.h"
#include "scene/text.h"

enum { NAME_MAX_BYTES = 104, SETTINGS_MAX = 64 };

static bool
same_window(struct rv_window a, struct rv_window b)
{
    return a.x0 == b.x0 && a.x1 == b.x1 && a.y0 == b.y0 && a.y1 == b.y1;
}

/* The surface's own window and start; @spec is pinned to the data it has now. */
static enum rv_status
own_view(struct rv_surface_spec *spec, struct rv_window *window, struct rv_vec2 *start,
         struct rv_error *error)
{
    struct rv_objective *objective;
    enum rv_status status = rv_objective_create(&objective, spec, error);
    if (status != RV_OK)
        return status;
    *window = rv_objective_window(objective);
    *start = rv_objective_start(objective);
    rv_objective_pin(objective, spec);
    rv_objective_unref(objective);
    return RV_OK;
}

enum rv_status
spec_replace_surface(struct rv_document *document, const struct rv_surface_spec *spec,
                     struct rv_error *error)
{
    struct rv_surface_spec pinned = *spec;
    enum rv_status status = own_view(&pinned, &document->window, &document->start, error);
    if (status != RV_OK)
        return status;
    document->surface = pinned;
    for (size_t i = 0; i < document->n_racers; i++)
        document->racers[i].own_start = false;
    return RV_OK;
}

/* A window or start that was the surface's own follows its settings. */
static enum rv_status
set_surface(struct rv_document *document, const char *key, const char *value,
            bool *bad_key, struct rv_error *error)
{
    struct rv_surface_spec spec = document->surface;
    struct rv_window before, after;
    struct rv_vec2 from, to;
    *bad_key = !settings_surface_has(&spec, key);
    enum rv_status status = settings_surface(&spec, key, value, error);
    if (status == RV_OK)
        status = own_view(&document->surface, &before, &from, error);
    if (status == RV_OK)
        status = own_view(&spec, &after, &to, error);
    if (status != RV_OK)
        return status;
    if (same_window(document->window, before))
        document->window = after;
    if (document->start.x == from.x && document->start.y == from.y)
        document->start = to;
    document->surface = spec;
    return RV_OK;
}

static enum rv_status
set_one(struct rv_document *document, size_t racer, const char *key, const char *value,
        bool *bad_key, struct rv_error *error)
{
    struct settings_given given;
    enum rv_status status = settings_read(&document->racers[racer], key, value, NULL, 0,
                                          &given, bad_key, error);
    for (size_t i = 0; status == RV_OK && i < given.n; i++)
        status = rv_document_change(document, racer, given.key[i], given.value[i], error);
    return status;
}

static enum rv_status
unknown_to_all(const struct rv_document *document, const char *key,
               struct rv_error *error)
{
    const char *words[RV_RACERS_MAX * SETTINGS_MAX];
    rv_key keys[SETTINGS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < document->n_racers; i++) {
        size_t own = rv_racer_keys(&document->racers[i], keys);
        for (size_t k = 0; k < own; k++) {
            const char *word = rv_racer_param(&document->racers[i], keys[k])->key;
            bool seen = false;
            for (size_t j = 0; j < n && !seen; j++)
                seen = strcmp(words[j], word) == 0;
            if (!seen)
                words[n++] = word;
        }
    }
    return settings_unknown("setting", key, "", words, n, error);
}

static bool
has_key(const struct rv_racer *racer, const char *key)
{
    rv_key first;
    size_t n;
    return rv_racer_key(racer, key) != RV_KEY_NONE ||
           rv_racer_list(racer, key, &first, &n);
}

static enum rv_status
set_all(struct rv_document *document, const char *key, const char *value, bool *bad_key,
        struct rv_error *error)
{
    bool found = false;
    for (size_t i = 0; i < document->n_racers; i++) {
        if (!has_key(&document->racers[i], key))
            continue;
        found = true;
        enum rv_status status = set_one(document, i, key, value, bad_key, error);
        if (status != RV_OK)
            return status;
    }
    *bad_key = !found;
    return found ? RV_OK : unknown_to_all(document, key, error);
}

/* The racer before a dot: its label, or its number from 1. */
static int
named_racer(const struct rv_document *document, const char *name)
{
    uint64_t number;
    int racer = rv_document_racer(document, name);
    if (racer >= 0)
        return racer;
    if (settings_integer(name, "", 1, document->n_racers, &number, NULL) != RV_OK)
        return -1;
    return (int)number - 1;
}

static enum rv_status
unknown_name(const struct rv_document *document, const char *name, struct rv_error *error)
{
    char labels[RV_RACERS_MAX][RV_LABEL_MAX];
    const char *words[RV_RACERS_MAX + 1];
    size_t n = 0;
    for (; n < document->n_racers; n++)
        words[n] = rv_document_label(document, n, labels[n]);
    words[n++] = "surface";
    return settings_unknown("racer", name, "", words, n, error);
}

/* Labels and keys may hold dots: every dot is tried as the one between them. */
static enum rv_status
set_named(struct rv_document *document, char *name, const char *value, bool *bad_key,
          struct rv_error *error)
{
    for (char *dot = strchr(name, '.'); dot; dot = strchr(dot + 1, '.')) {
        *dot = '\0';
        int racer = named_racer(document, name);
        if (strcmp(name, "surface") == 0)
            return set_surface(document, dot + 1, value, bad_key, error);
        if (racer >= 0)
            return set_one(document, (size_t)racer, dot + 1, value, bad_key, error);
        *dot = '.';
    }
    if (strncmp(name, "schedule.", strlen("schedule.")) == 0)
        return set_all(document, name, value, bad_key, error);
    *bad_key = true;
    *strchr(name, '.') = '\0';
    return unknown_name(document, name, error);
}

/* Put the column of @at within @text into the caller's error; a value may know the column
 * within itself. */
static enum rv_status
at_column(enum rv_status status, const char *text, const char *at, struct rv_error *error)
{
    if (status != RV_OK && error)
        error->column = (int)text_length(text, (size_t)(at - text)) +
                        (error->column > 0 ? error->column : 1);
    return status;
}

enum rv_status
spec_set(struct rv_document *document, const char *text, struct rv_error *error)
{
    char key[NAME_MAX_BYTES];
    bool bad_key = false;
    size_t n = strcspn(text, "=");
    if (n == 0 || n >= sizeof key || text[n] != '=')
        return at_column(rv_fail(error, RV_E_SYNTAX, "expected KEY=VALUE"), text, text,
                         error);
    memcpy(key, text, n);
    key[n] = '\0';
    const char *value = text + n + 1;
    enum rv_status status = strchr(key, '.')
                                ? set_named(document, key, value, &bad_key, error)
                                : set_all(document, key, value, &bad_key, error);
    return at_column(status, text, bad_key ? text : value, error);
}
