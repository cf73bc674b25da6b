/**
 * @file explain.h
 * What an explanation is made of: the log of what was noted during one step, and the rows
 * of the stages around the rule.
 */
#ifndef ENGINE_EXPLAIN_H
#define ENGINE_EXPLAIN_H

#include <ravine/explain.h>

#include "rule.h"

/** Notes of the stages around a rule; smaller ids are those of its own table. */
enum {
    EXPLAIN_FIRST = 0x100,
    EXPLAIN_GRADIENT = EXPLAIN_FIRST,
    EXPLAIN_GRADIENT_AHEAD,
    EXPLAIN_BATCH,
    EXPLAIN_BATCH_AHEAD,
    EXPLAIN_DEVIATE,
    EXPLAIN_NOISE,
    EXPLAIN_POINT,
    EXPLAIN_END,
};

/** One number noted. */
struct note {
    size_t coordinate; /**< SIZE_MAX: of the whole step */
    int id;
    double value;
};

/** A line or a line for each coordinate: the notes it shows. */
struct stage {
    int id;
    bool once;
    size_t *note; /**< n, index into the log or SIZE_MAX; once: the first alone */
};

struct rv_explanation {
    const struct rv_optimizer *optimizer;
    struct rv_racer racer; /**< with the settings in force */
    int64_t step;
    double rate;
    size_t n;
    double *theta, *next;
    uint32_t *rows; /**< of the mini-batch */
    size_t n_rows;
    struct note *notes;
    size_t n_notes, notes_room;
    struct stage *stages;
    size_t n_stages, stages_room;
    bool failed; /**< there was no memory for a note */
};

/** The row that says what note @id is. */
const struct tap_text *explain_row(const struct rv_explanation *explanation, int id);

/** Take the run's next step aside, noted in @tap. @next has n entries, @rows room for all
 * rows of the data. */
struct aside {
    struct rv_racer racer;
    double rate, *next;
    uint32_t *rows;
    size_t n_rows;
};
enum rv_status run_explain(const struct rv_run *run, struct tap *tap,
                           struct aside *aside);
const struct rv_optimizer *run_optimizer(const struct rv_run *run);
size_t run_dimension(const struct rv_run *run);
size_t run_data_rows(const struct rv_run *run);

#endif
