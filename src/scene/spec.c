/*
 * SPECs: id[:key=value[,key=value]...]. A value ends at a comma unless it begins with a
 * double quote; then it ends at the closing one, and "" within is one quote. A formula
 * takes the rest of the text as it is.
 */
#include <string.h>

#include "scene/settings.h"
#include "scene/spec.h"
#include "scene/text.h"

enum { WORD_MAX = 64, VALUE_MAX = 1024, SETTINGS_MAX = 64 };

/* What is being read; @at is where. */
struct cursor {
    const char *text, *at;
    struct rv_error *error;
    const char *last_key; /* its value is the rest of the text; NULL: there is none */
};

static int
column_of(const struct cursor *c, const char *at)
{
    return (int)text_length(c->text, (size_t)(at - c->text)) + 1;
}

/* Put the column of @at into the caller's error. */
static enum rv_status
at_column(struct cursor *c, const char *at, enum rv_status status)
{
    if (c->error) {
        c->error->line = 0;
        c->error->column = column_of(c, at);
    }
    return status;
}

/* The same of a value that may know the column within itself. */
static enum rv_status
at_value(struct cursor *c, const char *at, enum rv_status status)
{
    int within = c->error && c->error->column > 0 ? c->error->column - 1 : 0;
    at_column(c, at, status);
    if (c->error)
        c->error->column += within;
    return status;
}

#define fail_at(c, where, status, ...) \
    at_column(c, where, rv_fail((c)->error, status, __VA_ARGS__))

/* The text up to one of @ends or the end. */
static enum rv_status
take_word(struct cursor *c, const char *ends, const char *what, char word[WORD_MAX])
{
    size_t n = strcspn(c->at, ends);
    if (n == 0)
        return fail_at(c, c->at, RV_E_SYNTAX, "%s is missing", what);
    if (n >= WORD_MAX)
        return fail_at(c, c->at, RV_E_SYNTAX, "%s is too long", what);
    memcpy(word, c->at, n);
    word[n] = '\0';
    c->at += n;
    return RV_OK;
}

static enum rv_status
take_quoted(struct cursor *c, char value[VALUE_MAX])
{
    const char *begin = c->at++;
    size_t n = 0;
    for (; *c->at && n < VALUE_MAX - 1; c->at++) {
        if (*c->at == '"' && *++c->at != '"') {
            value[n] = '\0';
            if (*c->at == ',' || !*c->at)
                return RV_OK;
            return fail_at(c, c->at, RV_E_SYNTAX, "expected ',' after the closing quote");
        }
        value[n++] = *c->at;
    }
    return fail_at(c, begin, RV_E_SYNTAX, "the quote is not closed");
}

static enum rv_status
take_value(struct cursor *c, char value[VALUE_MAX])
{
    if (*c->at == '"')
        return take_quoted(c, value);
    size_t n = strcspn(c->at, ",");
    if (n >= VALUE_MAX)
        return fail_at(c, c->at, RV_E_SYNTAX, "the value is too long");
    memcpy(value, c->at, n);
    value[n] = '\0';
    c->at += n;
    return RV_OK;
}

/* One key=value, for @target; complaints about the key carry *@bad_key = true. */
typedef enum rv_status apply_fn(void *target, const char *key, const char *value,
                                bool *bad_key, struct rv_error *error);

/* The key, and the `=` behind it. */
static enum rv_status
take_key(struct cursor *c, char key[WORD_MAX])
{
    enum rv_status status = take_word(c, "=,", "a key", key);
    if (status == RV_OK && *c->at != '=')
        return fail_at(c, c->at, RV_E_SYNTAX, "expected '=' after '%s'", key);
    c->at += status == RV_OK;
    return status;
}

static enum rv_status
take_setting(struct cursor *c, apply_fn *apply, void *target, char key[WORD_MAX])
{
    const char *key_at = c->at;
    char buffer[VALUE_MAX];
    bool bad_key = false;
    enum rv_status status = take_key(c, key);
    const char *value_at = c->at, *value = buffer;
    if (status == RV_OK && c->last_key && strcmp(key, c->last_key) == 0) {
        value = c->at;
        c->at += strlen(c->at);
    } else if (status == RV_OK) {
        status = take_value(c, buffer);
    }
    if (status != RV_OK)
        return status;
    if (!*value)
        return fail_at(c, value_at, RV_E_SYNTAX, "%s has no value", key);
    if (c->error)
        c->error->column = 0;
    status = apply(target, key, value, &bad_key, c->error);
    if (status != RV_OK && bad_key)
        return at_column(c, key_at, status);
    return status ? at_value(c, value_at, status) : RV_OK;
}

static enum rv_status
take_settings(struct cursor *c, apply_fn *apply, void *target)
{
    char keys[SETTINGS_MAX][WORD_MAX];
    for (size_t n = 0; *c->at; n++) {
        const char *begin = ++c->at; /* behind ':' or ',' */
        if (n == SETTINGS_MAX)
            return fail_at(c, begin, RV_E_SYNTAX, "too many settings");
        enum rv_status status = take_setting(c, apply, target, keys[n]);
        if (status != RV_OK)
            return status;
        for (size_t i = 0; i < n; i++)
            if (strcmp(keys[i], keys[n]) == 0)
                return fail_at(c, begin, RV_E_SYNTAX, "'%s' is given twice", keys[n]);
    }
    return RV_OK;
}

/* A formula and its data say which other settings there are: they come first. */
struct surface_target {
    struct rv_surface_spec spec;
    bool texts;
};

static enum rv_status
apply_surface(void *context, const char *key, const char *value, bool *bad_key,
              struct rv_error *error)
{
    struct surface_target *target = context;
    if (settings_surface_is_text(&target->spec, key) != target->texts)
        return RV_OK;
    *bad_key = !settings_surface_has(&target->spec, key);
    return settings_surface(&target->spec, key, value, error);
}

static enum rv_status
take_surface_settings(struct cursor *c, struct surface_target *target)
{
    struct cursor again = *c;
    target->texts = true;
    enum rv_status status = take_settings(c, apply_surface, target);
    target->texts = false;
    return status ? status : take_settings(&again, apply_surface, target);
}

enum rv_status
spec_surface(struct rv_surface_spec *out, const char *text, struct rv_error *error)
{
    struct cursor c = {text, text, error, NULL};
    struct surface_target target;
    char id[WORD_MAX];
    size_t surface;
    enum rv_status status = take_word(&c, ":", "the surface", id);
    if (status != RV_OK)
        return status;
    status = settings_find_surface(id, &surface, error);
    if (status != RV_OK)
        return at_column(&c, text, status);
    rv_surface_spec_init(&target.spec, surface);
    if (rv_surface_at(surface)->traits & RV_TRAIT_FORMULA)
        c.last_key = SETTINGS_FORMULA;
    status = take_surface_settings(&c, &target);
    if (status == RV_OK)
        *out = target.spec;
    return status;
}

/* `X|Y`: a list in a SPEC is joined by bars. */
static enum rv_status
apply_start(struct rv_racer *racer, const char *value, struct rv_error *error)
{
    char text[VALUE_MAX];
    double xy[2];
    size_t n = strlen(value);
    for (size_t i = 0; i <= n; i++)
        text[i] = value[i] == '|' ? ',' : value[i] == ',' ? '|' : value[i];
    if (spec_numbers(xy, 2, text, NULL) != RV_OK)
        return rv_fail(error, RV_E_SYNTAX, "start must be two numbers X|Y; got '%.60s'",
                       value);
    racer->own_start = true;
    racer->start = (struct rv_vec2){xy[0], xy[1]};
    return RV_OK;
}

static enum rv_status
apply_racer(void *target, const char *key, const char *value, bool *bad_key,
            struct rv_error *error)
{
    static const char *const more[] = {"label", "start"};
    struct rv_racer *racer = target;
    struct settings_given given;
    if (strcmp(key, "label") == 0)
        return settings_label(racer, value, error);
    if (strcmp(key, "start") == 0)
        return apply_start(racer, value, error);
    enum rv_status status =
        settings_read(racer, key, value, more, 2, &given, bad_key, error);
    for (size_t i = 0; status == RV_OK && i < given.n; i++)
        rv_racer_set(racer, given.key[i], given.value[i]);
    return status;
}

/* Which numbers there are follows from the schedule, wherever it stands. */
static enum rv_status
apply_schedule(void *target, const char *key, const char *value, bool *bad_key,
               struct rv_error *error)
{
    if (strcmp(key, "schedule") != 0)
        return RV_OK;
    return apply_racer(target, key, value, bad_key, error);
}

enum rv_status
spec_racer(struct rv_racer *out, const char *text, struct rv_error *error)
{
    struct cursor c = {text, text, error, NULL};
    struct rv_racer racer;
    char id[WORD_MAX];
    size_t rule;
    enum rv_status status = take_word(&c, ":", "the optimizer", id);
    if (status != RV_OK)
        return status;
    status = settings_find_optimizer(id, &rule, error);
    if (status != RV_OK)
        return at_column(&c, text, status);
    rv_racer_init(&racer, rule);
    struct cursor ahead = c;
    status = take_settings(&ahead, apply_schedule, &racer);
    if (status == RV_OK)
        status = take_settings(&c, apply_racer, &racer);
    if (status == RV_OK)
        *out = racer;
    return status;
}

enum rv_status
spec_numbers(double *out, size_t n, const char *text, struct rv_error *error)
{
    struct cursor c = {text, text, error, NULL};
    for (size_t i = 0; i < n; i++) {
        const char *begin = c.at;
        size_t length = strcspn(begin, ",");
        char word[WORD_MAX];
        if (length > 0 && length < WORD_MAX) {
            memcpy(word, begin, length);
            word[length] = '\0';
        }
        if (length == 0 || length >= WORD_MAX ||
            rv_number_parse(word, &out[i], NULL) != RV_OK)
            return fail_at(&c, begin, RV_E_SYNTAX,
                           "expected a finite number, %zu of %zu joined by commas", i + 1,
                           n);
        c.at = begin + length;
        if ((*c.at == ',') != (i + 1 < n))
            return fail_at(&c, c.at, RV_E_SYNTAX, "expected %zu numbers joined by commas",
                           n);
        c.at += *c.at == ',';
    }
    return RV_OK;
}
