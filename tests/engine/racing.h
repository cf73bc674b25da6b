/**
 * @file racing.h
 * Documents, objectives and runs in one line, for tests.
 */
#ifndef TESTS_ENGINE_RACING_H
#define TESTS_ENGINE_RACING_H

#include <ravine/ravine.h>

#include "bits.h"

/** @surface with its defaults and @racer alone. */
static inline struct rv_document
document_of(const char *surface, const struct rv_racer *racer)
{
    struct rv_document document;
    rv_document_init(&document, (size_t)rv_surface_find(surface));
    assert_int_equal(rv_document_add_racer(&document, racer, NULL), RV_OK);
    return document;
}

static inline struct rv_racer
racer_of(const char *rule)
{
    struct rv_racer racer;
    assert_true(rv_optimizer_find(rule) >= 0);
    rv_racer_init(&racer, (size_t)rv_optimizer_find(rule));
    return racer;
}

static inline void
set_key(struct rv_racer *racer, const char *key, double value)
{
    rv_key k = rv_racer_key(racer, key);
    assert_int_not_equal(k, RV_KEY_NONE);
    assert_int_equal(rv_racer_check(racer, k, value, NULL), RV_OK);
    rv_racer_set(racer, k, value);
}

static inline void
edit_key(struct rv_document *document, size_t racer, const char *key, int64_t step,
         double value)
{
    struct rv_edit edit = {.step = step, .racer = (uint8_t)racer, .value = value};
    edit.key = rv_racer_key(&document->racers[racer], key);
    assert_int_equal(rv_document_add_edit(document, edit, NULL), RV_OK);
}

/** Has @racer a setting @key that may be @value? */
static inline bool
takes(const struct rv_racer *racer, const char *key, double value)
{
    rv_key k = rv_racer_key(racer, key);
    return k != RV_KEY_NONE && rv_racer_check(racer, k, value, NULL) == RV_OK;
}

static inline struct rv_objective *
objective_of(const struct rv_document *document)
{
    struct rv_objective *objective;
    struct rv_error error = {0};
    if (rv_objective_create(&objective, &document->surface, &error) != RV_OK)
        fail_msg("%s", error.text);
    return objective;
}

/** A run of racer @i; it keeps its own reference to the objective. */
static inline struct rv_run *
run_of(const struct rv_document *document, size_t i)
{
    struct rv_objective *objective = objective_of(document);
    struct rv_run *run;
    struct rv_error error = {0};
    if (rv_run_create(&run, objective, document, i, NULL, &error) != RV_OK)
        fail_msg("%s", error.text);
    rv_objective_unref(objective);
    return run;
}

/** Rows 0 .. @n - 1 of racer @i. */
static inline void
trace(const struct rv_document *document, size_t i, size_t n, struct rv_row *rows)
{
    struct rv_run *run = run_of(document, i);
    memset(rows, 0, n * sizeof *rows);
    rv_run_advance(run, n, rows);
    rv_run_destroy(run);
}

#endif
