#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/data.h>

#include "scene/settings.h"
#include "scene/text.h"

enum { WORDS_MAX = 256, KEYS_MAX = 64 };

/* "known: gd momentum adam ...", as many as fit. */
static void
list_words(char *buffer, size_t size, const char *const *words, size_t n)
{
    size_t used = 0;
    buffer[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(words[i]);
        if (used + length + 6 > size) {
            strcpy(buffer + used, " ...");
            return;
        }
        used += (size_t)snprintf(buffer + used, size - used, " %s", words[i]);
    }
}

enum rv_status
settings_unknown(const char *what, const char *word, const char *of,
                 const char *const *words, size_t n, struct rv_error *error)
{
    const char *near = rv_nearest_word(word, words, n), *blank = *of ? " " : "";
    char known[120];
    if (near)
        return rv_fail(error, RV_E_UNKNOWN, "unknown %s '%.60s'%s%s (did you mean '%s'?)",
                       what, word, blank, of, near);
    list_words(known, sizeof known, words, n);
    return rv_fail(error, RV_E_UNKNOWN, "unknown %s '%.60s'%s%s (known:%s)", what, word,
                   blank, of, known);
}

enum rv_status
settings_find_optimizer(const char *id, size_t *rule, struct rv_error *error)
{
    const char *words[WORDS_MAX];
    size_t n = rv_optimizer_count();
    int found = rv_optimizer_find(id);
    if (found >= 0) {
        *rule = (size_t)found;
        return RV_OK;
    }
    for (size_t i = 0; i < n && i < WORDS_MAX; i++)
        words[i] = rv_optimizer_at(i)->id;
    return settings_unknown("optimizer", id, "", words, n, error);
}

enum rv_status
settings_find_surface(const char *id, size_t *surface, struct rv_error *error)
{
    const char *words[WORDS_MAX];
    size_t n = rv_surface_count();
    int found = rv_surface_find(id);
    if (found >= 0) {
        *surface = (size_t)found;
        return RV_OK;
    }
    for (size_t i = 0; i < n && i < WORDS_MAX; i++)
        words[i] = rv_surface_at(i)->id;
    return settings_unknown("surface", id, "", words, n, error);
}

/* "schedule.T_max" without a schedule that has it: which one would? */
static enum rv_status
belongs_elsewhere(const char *name, struct rv_error *error)
{
    for (size_t i = 0; i < rv_schedule_count(); i++) {
        const struct rv_schedule *schedule = rv_schedule_at(i);
        bool list = schedule->list && strcmp(schedule->list, name) == 0;
        if (list || rv_param_find(schedule->params, schedule->n_params, name) >= 0)
            return rv_fail(error, RV_E_UNKNOWN,
                           "'%s' needs a schedule that has it (such as schedule=%s)",
                           name, schedule->id);
    }
    return RV_OK;
}

enum rv_status
settings_find_key(const struct rv_racer *racer, const char *name, const char *const *more,
                  size_t n_more, rv_key *key, struct rv_error *error)
{
    const char *words[KEYS_MAX + 8];
    rv_key keys[KEYS_MAX];
    char of[48];
    *key = rv_racer_key(racer, name);
    if (*key != RV_KEY_NONE)
        return RV_OK;
    enum rv_status elsewhere = belongs_elsewhere(name, error);
    if (elsewhere != RV_OK)
        return elsewhere;
    size_t n = rv_racer_keys(racer, keys);
    for (size_t i = 0; i < n; i++)
        words[i] = rv_racer_param(racer, keys[i])->key;
    for (size_t i = 0; i < n_more; i++)
        words[n++] = more[i];
    snprintf(of, sizeof of, "of %s", rv_optimizer_at(racer->rule)->id);
    return settings_unknown("setting", name, of, words, n, error);
}

enum rv_status
settings_param(const struct rv_param *param, const char *text, double *value,
               struct rv_error *error)
{
    struct rv_error detail;
    enum rv_status status = rv_param_parse(param, text, value, &detail);
    if (status == RV_OK)
        return RV_OK;
    if (strncmp(detail.text, param->key, strlen(param->key)) == 0)
        return rv_fail(error, status, "%s", detail.text);
    return rv_fail(error, status, "%s: %.200s", param->key, detail.text);
}

enum rv_status
settings_value(const struct rv_racer *racer, rv_key key, const char *text, double *value,
               struct rv_error *error)
{
    enum rv_status status =
        settings_param(rv_racer_param(racer, key), text, value, error);
    return status ? status : rv_racer_check(racer, key, *value, error);
}

/* The items of a list, and none behind them. */
static enum rv_status
read_items(const struct rv_racer *racer, const char *name, const char *text, rv_key first,
           size_t most, struct settings_given *given, struct rv_error *error)
{
    char item[RV_VALUE_TEXT_MAX];
    for (given->n = 0; *text; given->n++) {
        size_t n = strcspn(text, "|"), i = given->n;
        if (i == most)
            return rv_fail(error, RV_E_RANGE, "%s has too many items (at most %zu)", name,
                           most);
        snprintf(item, sizeof item, "%.*s", (int)n, text);
        given->key[i] = (rv_key)(first + i);
        enum rv_status status =
            settings_value(racer, given->key[i], item, &given->value[i], error);
        if (status != RV_OK)
            return status;
        text += n + (text[n] == '|');
    }
    for (; given->n < most; given->n++) {
        given->key[given->n] = (rv_key)(first + given->n);
        given->value[given->n] = 0;
    }
    return RV_OK;
}

enum rv_status
settings_read(const struct rv_racer *racer, const char *name, const char *text,
              const char *const *more, size_t n_more, struct settings_given *given,
              bool *bad_key, struct rv_error *error)
{
    rv_key first;
    size_t most;
    *bad_key = false;
    if (rv_racer_list(racer, name, &first, &most))
        return read_items(racer, name, text, first, most, given, error);
    given->n = 1;
    enum rv_status status =
        settings_find_key(racer, name, more, n_more, &given->key[0], error);
    *bad_key = status != RV_OK;
    return status ? status
                  : settings_value(racer, given->key[0], text, &given->value[0], error);
}

enum rv_status
settings_label(struct rv_racer *racer, const char *text, struct rv_error *error)
{
    size_t n = strlen(text);
    if (n == 0)
        return rv_fail(error, RV_E_RANGE, "a label must not be empty");
    if (n >= RV_LABEL_MAX)
        return rv_fail(error, RV_E_RANGE, "the label is too long (at most %d bytes)",
                       RV_LABEL_MAX - 1);
    if (text_first_unclean(text, n) < n || strpbrk(text, "\t\n\r"))
        return rv_fail(error, RV_E_SYNTAX, "a label must be printable text in UTF-8");
    memcpy(racer->label, text, n + 1);
    return RV_OK;
}

int
settings_same_label(const struct rv_document *document, char label[RV_LABEL_MAX])
{
    char other[RV_LABEL_MAX];
    for (size_t i = 1; i < document->n_racers; i++) {
        rv_document_label(document, i, label);
        for (size_t k = 0; k < i; k++)
            if (strcmp(rv_document_label(document, k, other), label) == 0)
                return (int)i;
    }
    return -1;
}

/* Digits alone are read exactly: a double holds no seed above 2^53. */
static bool
read_digits(const char *text, uint64_t *value)
{
    uint64_t sum = 0;
    for (const char *c = text; *c; c++) {
        if (*c < '0' || *c > '9' || sum > (UINT64_MAX - (uint64_t)(*c - '0')) / 10)
            return false;
        sum = 10 * sum + (uint64_t)(*c - '0');
    }
    *value = sum;
    return *text != '\0';
}

enum rv_status
settings_integer(const char *text, const char *name, uint64_t lo, uint64_t hi,
                 uint64_t *value, struct rv_error *error)
{
    uint64_t read = 0;
    double number;
    bool whole = read_digits(text, &read);
    if (!whole && rv_number_parse(text, &number, NULL) == RV_OK && number >= 0 &&
        number < 0x1p64 && number == floor(number)) {
        read = (uint64_t)number;
        whole = true;
    }
    if (!whole || read < lo || read > hi)
        return rv_fail(error, whole ? RV_E_RANGE : RV_E_SYNTAX,
                       "%s must be a whole number %llu to %llu; got '%.40s'", name,
                       (unsigned long long)lo, (unsigned long long)hi, text);
    *value = read;
    return RV_OK;
}

enum rv_status
settings_interval(const char *name, double lo, double hi, struct rv_error *error)
{
    double width = hi - lo, middle = lo + width / 2;
    if (lo < hi && isfinite(width) && lo < middle && middle < hi)
        return RV_OK;
    return rv_fail(error, RV_E_RANGE,
                   "%s must rise from its first to its second number; "
                   "got %g and %g",
                   name, lo, hi);
}
