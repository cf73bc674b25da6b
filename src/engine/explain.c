/*
 * One step, taken aside with everything that happens noted; then the notes sorted into
 * stages. The rule's own code takes the step: what is shown is what was calculated.
 */
#include "explain.h"

#include <stdlib.h>
#include <string.h>

#include "run.h"
#include "surface_driver.h"

#define ROW(id) [EXPLAIN_##id - EXPLAIN_FIRST]

static const struct tap_text around[EXPLAIN_END - EXPLAIN_FIRST] = {
    ROW(WARMUP) = SHOWN("η", "warm-up: L(t+1)/N", RATE),
    ROW(SCHEDULE) = SHOWN("η", "schedule", RATE),
    ROW(MOMENTUM) = SHOWN("β", "moved by the schedule", NUMBER),
    ROW(GRADIENT) = SHOWN("g", "∇f(θ)", GRADIENT),
    ROW(GRADIENT_AHEAD) = SHOWN("g", "∇f(θ˜)", GRADIENT),
    ROW(BATCH) = SHOWN("g", "∇f(θ) over", BATCH),
    ROW(BATCH_AHEAD) = SHOWN("g", "∇f(θ˜) over", BATCH),
    ROW(DEVIATE) = NAMED("z"),
    ROW(NOISE) = SHOWN("g", "{g} + {noise}{z}", NOISE),
    ROW(CLIP_VALUE) = SHOWN("g", "min(max({g}, −{clip_value}), {clip_value})", CLIP),
    ROW(NORM) = SHOWN("‖g‖", "√({g:1}² + {g:2}²)", NUMBER),
    ROW(NORM_OF_MANY) = SHOWN("‖g‖", "the norm of all entries", NUMBER),
    ROW(SHORT) = SHOWN("c", "1: the norm is within its bound", NUMBER),
    ROW(CLIP_SHARE) = SHOWN("c", "{clip_norm} / ({‖g‖} + {clip_eps})", NUMBER),
    ROW(CLIP_SHARE_PLAIN) = SHOWN("c", "{clip_norm} / {‖g‖}", NUMBER),
    ROW(CLIP_NORM) = SHOWN("g", "{c}{g}", CLIP),
    ROW(L2) = SHOWN("g", "{g} + {weight_decay}{θ}", DECAY),
    ROW(L2_AHEAD) = SHOWN("g", "{g} + {weight_decay}{θ˜}", DECAY),
    ROW(DECAY) = SHOWN("w", "−{η}{weight_decay}{θ'}", DECAY),
    ROW(DECAY_ALONE) = SHOWN("w", "−{weight_decay}{θ'}", DECAY),
    ROW(POINT) = SHOWN("θ", "{θ} + {Δ}", POINT),
    ROW(POINT_DECAYED) = SHOWN("θ", "{θ} + {Δ} + {w}", POINT),
    ROW(POINT_SHRUNK) = SHOWN("θ", "{θ} + {w}", POINT),
    ROW(POINT_STAYS) = SHOWN("θ", "{θ}", POINT),
    ROW(DRAWN) = NAMED("θ"),
    ROW(MEAN_OLD) = NAMED("θ¯'"),
    ROW(WEIGHT) = NAMED("α"),
    ROW(WEIGHTS) = NAMED("Σα"),
    ROW(MEAN_FIRST) = SHOWN("θ¯", "{θ}", AVERAGE),
    ROW(MEAN) = SHOWN("θ¯", "{θ¯'} + ({θ} − {θ¯'}) / {Σα}", AVERAGE),
    ROW(MEAN_WEIGHTED) = SHOWN("θ¯", "{θ¯'} + {α}({θ} − {θ¯'}) / {Σα}", AVERAGE),
    ROW(MEAN_EMA) = SHOWN("θ¯", "{average_decay}{θ¯'} + {1-average_decay}{θ}", AVERAGE),
};

const struct tap_text *
explain_row(const struct rv_explanation *e, int id)
{
    return id >= EXPLAIN_FIRST ? &around[id - EXPLAIN_FIRST]
                               : &e->optimizer->driver->taps[id];
}

/* Room for one more of @n items in a list that doubles. */
static bool
make_room(void **list, size_t *room, size_t n, size_t size)
{
    if (n < *room)
        return true;
    size_t more = *room ? 2 * *room : 64;
    void *grown = realloc(*list, more * size);
    if (!grown)
        return false;
    *list = grown;
    *room = more;
    return true;
}

void
explain_note(struct rv_explanation *e, size_t coordinate, int id, double value)
{
    void *notes = e->notes;
    if (!make_room(&notes, &e->notes_room, e->n_notes, sizeof *e->notes)) {
        e->failed = true;
        return;
    }
    e->notes = notes;
    e->notes[e->n_notes++] = (struct note){coordinate, id, value};
}

/* Stages --------------------------------------------------------------------------- */

static struct stage *
insert_stage(struct rv_explanation *e, size_t at, int id)
{
    void *stages = e->stages;
    size_t *note = malloc(e->n * sizeof *note);
    if (!note || !make_room(&stages, &e->stages_room, e->n_stages, sizeof *e->stages)) {
        free(note);
        return NULL;
    }
    e->stages = stages;
    memmove(e->stages + at + 1, e->stages + at, (e->n_stages - at) * sizeof *e->stages);
    e->n_stages++;
    for (size_t i = 0; i < e->n; i++)
        note[i] = SIZE_MAX;
    e->stages[at] = (struct stage){.id = id, .note = note};
    return &e->stages[at];
}

/*
 * Coordinates go the same way, one after the other, so that a note of the second belongs
 * to the stage that the first has opened; where it takes another branch it opens its own,
 * right behind its last one. @behind: the stage after that of the coordinate's last note.
 */
static size_t
find_stage(const struct rv_explanation *e, const struct note *note, size_t behind)
{
    for (size_t i = behind; i < e->n_stages; i++)
        if (e->stages[i].id == note->id && !e->stages[i].once &&
            e->stages[i].note[note->coordinate] == SIZE_MAX)
            return i;
    return SIZE_MAX;
}

static bool
sort_note(struct rv_explanation *e, size_t k, size_t *behind)
{
    const struct note *note = &e->notes[k];
    bool once = note->coordinate == SIZE_MAX;
    size_t c = once ? 0 : note->coordinate;
    size_t at = once ? SIZE_MAX : find_stage(e, note, behind[c]);
    if (at == SIZE_MAX) {
        at = once || c == 0 || behind[c] == 0 ? e->n_stages : behind[c];
        struct stage *stage = insert_stage(e, at, note->id);
        if (!stage)
            return false;
        stage->once = once;
        for (size_t i = 0; i < e->n; i++)
            behind[i] += behind[i] > at;
    }
    e->stages[at].note[c] = k;
    for (size_t i = 0; i < e->n; i++)
        if (once || i == c)
            behind[i] = at + 1;
    return true;
}

static bool
sort_notes(struct rv_explanation *e)
{
    size_t *behind = calloc(e->n, sizeof *behind);
    bool done = behind != NULL;
    for (size_t k = 0; k < e->n_notes && done; k++)
        if (explain_row(e, e->notes[k].id)->text)
            done = sort_note(e, k, behind);
    free(behind);
    return done;
}

/* Making --------------------------------------------------------------------------- */

static enum rv_status
fill(struct rv_explanation *e, const struct rv_run *run, struct rv_error *error)
{
    size_t rows = run->objective->n_rows;
    e->theta = malloc(e->n * sizeof *e->theta);
    e->next = malloc(e->n * sizeof *e->next);
    e->rows = malloc((rows + 1) * sizeof *e->rows);
    bool room = e->theta && e->next && e->rows;
    if (room)
        memcpy(e->theta, run->theta, e->n * sizeof *e->theta);
    if (!room || aside_take(run, e) != RV_OK || e->failed || !sort_notes(e))
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    return RV_OK;
}

enum rv_status
rv_explain(struct rv_explanation **out, const struct rv_run *run, struct rv_error *error)
{
    *out = NULL;
    if (rv_run_stop(run) == RV_STOP_DIVERGED)
        return rv_fail(error, RV_E_RANGE,
                       "the run has diverged: there is no step from here");
    struct rv_explanation *e = calloc(1, sizeof *e);
    if (!e)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    e->optimizer = run->optimizer;
    e->objective = rv_objective_ref(run->objective);
    e->step = rv_run_step(run);
    e->n = run->n;
    enum rv_status status = fill(e, run, error);
    if (status != RV_OK) {
        rv_explanation_destroy(e);
        return status;
    }
    *out = e;
    return RV_OK;
}

void
rv_explanation_destroy(struct rv_explanation *e)
{
    if (!e)
        return;
    for (size_t i = 0; i < e->n_stages; i++)
        free(e->stages[i].note);
    free(e->stages);
    free(e->notes);
    free(e->theta);
    free(e->next);
    free(e->rows);
    rv_objective_unref(e->objective);
    free(e);
}

/* Looking -------------------------------------------------------------------------- */

int64_t
rv_explanation_step(const struct rv_explanation *e)
{
    return e->step;
}

size_t
rv_explanation_count(const struct rv_explanation *e)
{
    return e->n_stages;
}

bool
explain_shows_surface(const struct rv_explanation *e, size_t i)
{
    bool full =
        e->stages[i].id == EXPLAIN_GRADIENT || e->stages[i].id == EXPLAIN_GRADIENT_AHEAD;
    return full && e->objective->surface && e->objective->driver->gradient_x;
}

struct rv_stage
rv_explanation_stage(const struct rv_explanation *e, size_t i)
{
    const struct stage *stage = &e->stages[i];
    const struct tap_text *row = explain_row(e, stage->id);
    return (struct rv_stage){.symbol = row->symbol,
                             .role = row->role,
                             .once = stage->once,
                             .numbers = strchr(row->text, '{') != NULL ||
                                        explain_shows_surface(e, i)};
}

bool
rv_explanation_value(const struct rv_explanation *e, size_t i, size_t coordinate,
                     double *value)
{
    size_t k = coordinate < e->n ? e->stages[i].note[coordinate] : SIZE_MAX;
    if (k != SIZE_MAX)
        *value = e->notes[k].value;
    return k != SIZE_MAX;
}

const double *
rv_explanation_theta(const struct rv_explanation *e)
{
    return e->theta;
}

const double *
rv_explanation_next(const struct rv_explanation *e)
{
    return e->next;
}
