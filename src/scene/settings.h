/**
 * @file settings.h
 * Words and values as a user types them, in scenes and on the command line alike, applied
 * to racers and surfaces. What exists is read from the engine's rows; every refusal names
 * the nearest right word.
 */
#ifndef SCENE_SETTINGS_H
#define SCENE_SETTINGS_H

#include <ravine/document.h>

/** The rule / the kind of surface called @id. */
enum rv_status settings_find_optimizer(const char *id, size_t *rule,
                                       struct rv_error *error);
enum rv_status settings_find_surface(const char *id, size_t *surface,
                                     struct rv_error *error);

/** The setting @name of @racer; RV_E_UNKNOWN with the nearest of its settings and of the
 * @n_more words in @more. */
enum rv_status settings_find_key(const struct rv_racer *racer, const char *name,
                                 const char *const *more, size_t n_more, rv_key *key,
                                 struct rv_error *error);
/** Read @text as a value of @param; a complaint names it. */
enum rv_status settings_param(const struct rv_param *param, const char *text,
                              double *value, struct rv_error *error);
/** Read @text as a value of @key and check that @racer accepts it. */
enum rv_status settings_value(const struct rv_racer *racer, rv_key key, const char *text,
                              double *value, struct rv_error *error);

/** What a word and its value set: one setting, or all items of a list. */
struct settings_given {
    size_t n;
    rv_key key[RV_PARAMS_MAX];
    double value[RV_PARAMS_MAX];
};
/** What @name=@text says of @racer, a list joined by `|`. @bad_key: the complaint is
 * about @name; @more as above. */
enum rv_status settings_read(const struct rv_racer *racer, const char *name,
                             const char *text, const char *const *more, size_t n_more,
                             struct settings_given *given, bool *bad_key,
                             struct rv_error *error);
/** The key of a formula's text. */
#define SETTINGS_FORMULA "f"

/** Set @name of a surface to @text: one of its rows; of one over data also `data`, `x`,
 * `y` and `standardize`, of a formula `f`. A file is named as the working folder sees it.
 * A complaint about a formula has the column in @text. */
enum rv_status settings_surface(struct rv_surface_spec *spec, const char *name,
                                const char *text, struct rv_error *error);
/** Is @name something that settings_surface() can set? */
bool settings_surface_has(const struct rv_surface_spec *spec, const char *name);
/** Is it about the data, or `f`, which tell what rows there are and so come before them?
 * */
bool settings_surface_is_text(const struct rv_surface_spec *spec, const char *name);
/** The @i-th of those words in the order in which they are to be set, NULL behind the
 * last. */
const char *settings_surface_text(const struct rv_surface_spec *spec, size_t i);
/** Give @racer the label @text: not empty, at most RV_LABEL_MAX - 1 bytes, printable. */
enum rv_status settings_label(struct rv_racer *racer, const char *text,
                              struct rv_error *error);
/** Two racers of the same label? @return the second one's index, or -1. */
int settings_same_label(const struct rv_document *document, char label[RV_LABEL_MAX]);

/** A whole number lo..hi: digits, or any number of the usual grammar that is whole. */
enum rv_status settings_integer(const char *text, const char *name, uint64_t lo,
                                uint64_t hi, uint64_t *value, struct rv_error *error);
/** An interval of usable width: lo < hi, and still apart in double. */
enum rv_status settings_interval(const char *name, double lo, double hi,
                                 struct rv_error *error);

/**
 * Fail with RV_E_UNKNOWN: "unknown WHAT 'WORD' OF (did you mean 'NEAR'?)", or the words
 * there are where none is near. @of may be "", else "of gd".
 */
enum rv_status settings_unknown(const char *what, const char *word, const char *of,
                                const char *const *words, size_t n,
                                struct rv_error *error);

#endif
