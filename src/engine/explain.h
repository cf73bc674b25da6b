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
    EXPLAIN_WARMUP = EXPLAIN_FIRST, /**< the rate, in the order of the stages */
    EXPLAIN_SCHEDULE,
    EXPLAIN_MOMENTUM,
    EXPLAIN_GRADIENT,
    EXPLAIN_GRADIENT_AHEAD,
    EXPLAIN_BATCH,
    EXPLAIN_BATCH_AHEAD,
    EXPLAIN_DEVIATE,
    EXPLAIN_NOISE,
    EXPLAIN_CLIP_VALUE,
    EXPLAIN_NORM,
    EXPLAIN_NORM_OF_MANY,
    EXPLAIN_SHORT,
    EXPLAIN_CLIP_SHARE,
    EXPLAIN_CLIP_SHARE_PLAIN,
    EXPLAIN_CLIP_NORM,
    EXPLAIN_L2,
    EXPLAIN_L2_AHEAD,
    EXPLAIN_DECAY,
    EXPLAIN_DECAY_ALONE,
    EXPLAIN_POINT,
    EXPLAIN_POINT_DECAYED,
    EXPLAIN_POINT_SHRUNK,
    EXPLAIN_POINT_STAYS,
    EXPLAIN_DRAWN,
    EXPLAIN_MEAN_OLD,
    EXPLAIN_WEIGHT,
    EXPLAIN_WEIGHTS,
    EXPLAIN_MEAN_FIRST,
    EXPLAIN_MEAN,
    EXPLAIN_MEAN_WEIGHTED,
    EXPLAIN_MEAN_EMA,
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
    struct rv_objective *objective; /**< a reference of its own */
    struct rv_racer racer;          /**< with the settings in force */
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

/** Is the gradient of stage @i written as the surface's own formula? */
bool explain_shows_surface(const struct rv_explanation *explanation, size_t i);
/** Take the step from where @run stands on a copy of its bytes, with everything that
 * happens noted in @e, whose n, theta and optimizer are set. */
enum rv_status aside_take(const struct rv_run *run, struct rv_explanation *e);
/** Note @value under @id. */
void explain_note(struct rv_explanation *e, size_t coordinate, int id, double value);

#endif
