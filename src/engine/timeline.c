/*
 * Any step of a run, again and fast, in little memory.
 *
 * Two things are kept: the run's bytes at every K-th step (checkpoints) and the row of
 * every S-th (the track). Both distances are powers of two that double when there are too
 * many, so that memory stays bounded however long the run. Every other step is replayed
 * from the checkpoint before it, which gives the same bits since a run is a function of
 * its bytes alone. The head stands at the furthest step computed; the cursor is where
 * somebody looked last.
 */
#include "timeline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "rule.h"

enum {
    TRACK_MAX = 8192,
    TRACK_FIRST = 256,
    CHECKPOINTS_MAX = 1024,
    CHECKPOINT_FIRST_EVERY = 4,
    BLOCK_MAX = 1024,
};

struct rv_timeline {
    struct rv_run *head, *cursor;
    struct rv_row *track; /* of the steps 0, stride, 2 stride ... */
    size_t n_track, track_room;
    int64_t stride;
    unsigned char *checkpoints; /* of the steps 0, every, 2 every ... */
    size_t n_checkpoints, checkpoint_room, state_size;
    int64_t every;
    int64_t reached;
    struct rv_watch *watch;
    struct rv_row last; /* the row at @reached */
    enum rv_stop ended;
    size_t block;        /* steps between two looks at the clock */
    struct rv_row *rows; /* of one block, and one more when the run ends */
};

static bool
is_fine(const struct rv_row *row)
{
    return is_row_finite(row->x, row->y, row->loss, row->gx, row->gy);
}

/* Checkpoints ---------------------------------------------------------------------- */

/* Every other one goes; twice the distance from now on. */
static void
thin_checkpoints(struct rv_timeline *t)
{
    for (size_t i = 1; 2 * i < t->n_checkpoints; i++)
        memcpy(t->checkpoints + i * t->state_size, t->checkpoints + 2 * i * t->state_size,
               t->state_size);
    t->n_checkpoints = (t->n_checkpoints + 1) / 2;
    t->every *= 2;
}

/* Room for one more: more memory, or where there is none, fewer of them. */
static void
make_checkpoint_room(struct rv_timeline *t)
{
    if (t->n_checkpoints < t->checkpoint_room)
        return;
    size_t room = 2 * t->checkpoint_room;
    unsigned char *more = NULL;
    if (room <= CHECKPOINTS_MAX)
        more = realloc(t->checkpoints, room * t->state_size);
    if (!more) {
        thin_checkpoints(t);
        return;
    }
    t->checkpoints = more;
    t->checkpoint_room = room;
}

static void
keep_checkpoint(struct rv_timeline *t)
{
    if (t->reached % t->every != 0 || t->reached / t->every < (int64_t)t->n_checkpoints)
        return;
    make_checkpoint_room(t);
    if (t->reached % t->every == 0)
        rv_run_save(t->head, t->checkpoints + t->n_checkpoints++ * t->state_size);
}

/* The track ------------------------------------------------------------------------ */

static void
thin_track(struct rv_timeline *t)
{
    for (size_t i = 1; 2 * i < t->n_track; i++)
        t->track[i] = t->track[2 * i];
    t->n_track = (t->n_track + 1) / 2;
    t->stride *= 2;
}

static void
make_track_room(struct rv_timeline *t)
{
    if (t->n_track < t->track_room)
        return;
    size_t room = 2 * t->track_room;
    struct rv_row *more = NULL;
    if (room <= TRACK_MAX)
        more = realloc(t->track, room * sizeof *more);
    if (!more) {
        thin_track(t);
        return;
    }
    t->track = more;
    t->track_room = room;
}

static void
keep_row(struct rv_timeline *t, int64_t step, const struct rv_row *row)
{
    if (step % t->stride != 0 || step / t->stride < (int64_t)t->n_track)
        return;
    make_track_room(t);
    if (step % t->stride == 0)
        t->track[t->n_track++] = *row;
}

static void
keep_rows(struct rv_timeline *t, int64_t first, size_t n)
{
    int64_t stride = t->stride, skip = (stride - first % stride) % stride;
    for (int64_t i = skip; i < (int64_t)n; i += stride)
        keep_row(t, first + i, &t->rows[i]);
}

/* Computing on --------------------------------------------------------------------- */

static int64_t
now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Not beyond @step nor over a checkpoint. */
static size_t
block_size(const struct rv_timeline *t, int64_t step)
{
    int64_t to_checkpoint = t->every - t->reached % t->every;
    int64_t k = step - t->reached;
    k = k < to_checkpoint ? k : to_checkpoint;
    return k < (int64_t)t->block ? (size_t)k : t->block;
}

static void
take_block(struct rv_timeline *t, size_t k)
{
    int64_t first = t->reached;
    size_t taken = rv_run_advance(t->head, k, t->rows);
    bool ended = taken < k;
    t->reached += (int64_t)taken;
    keep_rows(t, first, taken + ended);
    rv_watch_feed(t->watch, first, t->rows, taken + ended);
    if (!ended) {
        keep_checkpoint(t);
        return;
    }
    t->last = t->rows[taken];
    t->ended = rv_run_stop(t->head);
}

/* The head's row was not part of any block yet. */
static void
look_at_head(struct rv_timeline *t)
{
    rv_run_row(t->head, &t->last);
    keep_row(t, t->reached, &t->last);
    rv_watch_feed(t->watch, t->reached, &t->last, 1);
    if (!is_fine(&t->last))
        t->ended = RV_STOP_DIVERGED;
}

/* Blocks of about a tenth of a millisecond: a frame's deadline is kept whatever a step
 * costs. */
static void
adapt_block(struct rv_timeline *t, int64_t took_ns)
{
    if (took_ns > 200000 && t->block > 1)
        t->block /= 2;
    else if (took_ns < 50000 && t->block < BLOCK_MAX)
        t->block *= 2;
}

bool
rv_timeline_extend(struct rv_timeline *t, int64_t step, int64_t deadline_ns)
{
    if (t->ended || t->reached >= step)
        return true;
    bool timed = deadline_ns != INT64_MAX;
    int64_t now = timed ? now_ns() : 0;
    while (!t->ended && t->reached < step) {
        size_t k = block_size(t, step);
        take_block(t, k);
        if (!timed)
            continue;
        int64_t then = now;
        now = now_ns();
        if (k == t->block)
            adapt_block(t, now - then);
        if (now >= deadline_ns)
            break;
    }
    if (!t->ended)
        look_at_head(t);
    return t->ended || t->reached >= step;
}

/* Looking -------------------------------------------------------------------------- */

static int64_t
clamp_step(const struct rv_timeline *t, int64_t step)
{
    return step < 0 ? 0 : step < t->reached ? step : t->reached;
}

/* Put the cursor at @step: on from where it stands, or from the checkpoint before. */
static void
seek(struct rv_timeline *t, int64_t step)
{
    int64_t i = step / t->every;
    if (i >= (int64_t)t->n_checkpoints)
        i = (int64_t)t->n_checkpoints - 1;
    int64_t at = rv_run_step(t->cursor);
    if (at > step || at < i * t->every)
        rv_run_load(t->cursor, t->checkpoints + (size_t)i * t->state_size);
    rv_run_advance(t->cursor, (size_t)(step - rv_run_step(t->cursor)), NULL);
}

int64_t
rv_timeline_row(struct rv_timeline *t, int64_t step, struct rv_row *row)
{
    step = clamp_step(t, step);
    if (step == t->reached) {
        *row = t->last;
    } else if (step % t->stride == 0) {
        *row = t->track[step / t->stride];
    } else {
        seek(t, step);
        rv_run_row(t->cursor, row);
    }
    return step;
}

const struct rv_run *
rv_timeline_at(struct rv_timeline *t, int64_t step)
{
    step = clamp_step(t, step);
    if (step == t->reached)
        return t->head;
    seek(t, step);
    return t->cursor;
}

const struct rv_row *
rv_timeline_track(const struct rv_timeline *t, size_t *n, int64_t *stride)
{
    *n = t->n_track;
    *stride = t->stride;
    return t->track;
}

int64_t
rv_timeline_reached(const struct rv_timeline *t)
{
    return t->reached;
}

enum rv_stop
rv_timeline_ended(const struct rv_timeline *t, int64_t *step)
{
    if (step)
        *step = t->ended ? t->reached : -1;
    return t->ended;
}

const struct rv_event *
rv_timeline_events(const struct rv_timeline *t, size_t *n)
{
    return rv_watch_events(t->watch, n);
}

size_t
rv_timeline_size(const struct rv_timeline *t)
{
    size_t rows = t->track_room + BLOCK_MAX + 1;
    return sizeof *t + rows * sizeof *t->track + t->checkpoint_room * t->state_size +
           2 * run_size(t->head) + watch_size();
}

/* Making --------------------------------------------------------------------------- */

static bool
allocate(struct rv_timeline *t)
{
    t->state_size = rv_run_state_size(t->head);
    t->track_room = TRACK_FIRST;
    t->checkpoint_room = 4;
    t->track = malloc(t->track_room * sizeof *t->track);
    t->checkpoints = malloc(t->checkpoint_room * t->state_size);
    t->rows = malloc((BLOCK_MAX + 1) * sizeof *t->rows);
    return t->track && t->checkpoints && t->rows;
}

enum rv_status
timeline_create(struct rv_timeline **out, struct rv_objective *objective,
                const struct rv_document *document, size_t racer, struct rv_error *error)
{
    *out = NULL;
    struct rv_timeline *t = calloc(1, sizeof *t);
    if (!t)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    t->stride = 1;
    t->every = CHECKPOINT_FIRST_EVERY;
    t->block = 32;
    enum rv_status status =
        rv_run_create(&t->head, objective, document, racer, NULL, error);
    if (status == RV_OK)
        status = rv_run_create(&t->cursor, objective, document, racer, NULL, error);
    if (status == RV_OK)
        status = rv_watch_create(&t->watch, objective, document, racer, error);
    if (status == RV_OK && !allocate(t))
        status = rv_fail(error, RV_E_MEMORY, "out of memory");
    if (status != RV_OK) {
        timeline_destroy(t);
        return status;
    }
    keep_checkpoint(t);
    look_at_head(t);
    *out = t;
    return RV_OK;
}

void
timeline_destroy(struct rv_timeline *t)
{
    if (!t)
        return;
    rv_run_destroy(t->head);
    rv_run_destroy(t->cursor);
    rv_watch_destroy(t->watch);
    free(t->track);
    free(t->checkpoints);
    free(t->rows);
    free(t);
}
