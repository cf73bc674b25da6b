/*
 * Maps: many runs that differ in two values.
 *
 * Cells whose settings are the same but for the learning rate and the start are run side
 * by side in blocks. Where one side of the map is another setting of the rule, a block is
 * a line of the map along the other side; where both are, every lane brings its own. What
 * lanes cannot do is left pending and then swept up, cell by cell, by ordinary runs: a
 * racer with edits or stages, a rule that evaluates as it likes, a lane that came too
 * near to the largest double.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <ravine/map.h>
#include <ravine/run.h>

#include "exact.h"
#include "lanes.h"
#include "schedule.h"
#include "surface_driver.h"

enum {
    LANES = 192,        /* in a block: its numbers stay in the first-level cache */
    ROWS = 256,         /* of a run that goes alone, in one look */
    PACE_MAX = 1 << 16, /* steps in one look at the clock */
    LOOK_NS = 100000,   /* between two looks, about */
};

/* The cell that goes alone. */
struct alone {
    struct rv_run *run;
    size_t cell;
    int64_t first;
    struct rv_row rows[ROWS];
};

struct rv_map {
    struct rv_objective *objective;
    struct rv_document document; /* the racer alone */
    struct rv_map_plan plan;
    struct rv_map_cell *cells; /* from plan.from on */
    double *x, *y;             /* values along the sides */
    size_t n, left;
    bool by_lanes;       /* blocks still to come, or one in work */
    bool own;            /* every lane with its own settings */
    bool down;           /* lines of cells with the same settings run down */
    size_t lines, along; /* how many, how long; 1, n: all cells are alike */
    size_t line, begin;  /* of the next block */
    struct lane_block block;
    size_t pace, sweep;
    struct alone alone;
};

/* Values --------------------------------------------------------------------------- */

double
rv_map_value(const struct rv_map_axis *axis, size_t n, size_t i)
{
    double lo = axis->lo, hi = axis->hi, share = (double)i / (double)(n > 1 ? n - 1 : 1);
    if (i == 0)
        return lo;
    if (i + 1 == n)
        return hi;
    switch (axis->scale) {
    case RV_MAP_LOG:
        return exact_exp(exact_log(lo) + share * (exact_log(hi) - exact_log(lo)));
    case RV_MAP_LOG1M:
        return 1 - exact_exp(exact_log(1 - lo) +
                             share * (exact_log(1 - hi) - exact_log(1 - lo)));
    case RV_MAP_LINEAR:
    default: /* whole numbers stay whole */
        return lo + (hi - lo) * (double)i / (double)(n - 1);
    }
}

void
rv_map_shard(size_t height, size_t i, size_t n, size_t *from, size_t *until)
{
    size_t each = height / n, more = height % n;
    *from = i * each + (i < more ? i : more);
    *until = *from + each + (i < more);
}

static void
set_value(struct rv_document *document, rv_key key, double value)
{
    struct rv_racer *racer = &document->racers[0];
    if (key == RV_KEY_START_X)
        racer->start.x = value;
    else if (key == RV_KEY_START_Y)
        racer->start.y = value;
    else
        rv_racer_set(racer, key, value);
}

/* The document as it is for @cell. */
static const struct rv_racer *
set_cell(struct rv_map *map, size_t cell)
{
    const struct rv_map_plan *plan = &map->plan;
    set_value(&map->document, plan->x.key, map->x[cell % plan->width]);
    set_value(&map->document, plan->y.key, map->y[cell / plan->width]);
    return &map->document.racers[0];
}

/* Creation ------------------------------------------------------------------------- */

static bool
is_start(rv_key key)
{
    return key == RV_KEY_START_X || key == RV_KEY_START_Y;
}

static enum rv_status
check_axis(const struct rv_map *map, const struct rv_map_axis *axis,
           struct rv_error *error)
{
    if (!is_start(axis->key) && !rv_racer_param(&map->document.racers[0], axis->key))
        return rv_fail(error, RV_E_UNKNOWN, "the racer has no such setting");
    if (!isfinite(axis->lo) || !isfinite(axis->hi))
        return rv_fail(error, RV_E_RANGE, "the ends must be numbers");
    if (axis->scale == RV_MAP_LOG && !(axis->lo > 0 && axis->hi > 0))
        return rv_fail(error, RV_E_RANGE, "log needs ends above 0; got %g and %g",
                       axis->lo, axis->hi);
    if (axis->scale == RV_MAP_LOG1M && !(axis->lo < 1 && axis->hi < 1))
        return rv_fail(error, RV_E_RANGE, "log1m needs ends below 1; got %g and %g",
                       axis->lo, axis->hi);
    return RV_OK;
}

static enum rv_status
check_plan(struct rv_map_plan *plan, struct rv_error *error)
{
    if (plan->from == 0 && plan->until == 0)
        plan->until = plan->height;
    if (plan->width == 0 || plan->height == 0 || plan->from > plan->until ||
        plan->until > plan->height || plan->width > SIZE_MAX / 64 / plan->height)
        return rv_fail(error, RV_E_RANGE, "no map is %zu by %zu cells", plan->width,
                       plan->height);
    if (plan->steps < 0 || plan->steps > RV_STEPS_MAX)
        return rv_fail(error, RV_E_RANGE, "steps must be 0 to %d", RV_STEPS_MAX);
    if (plan->x.key == plan->y.key)
        return rv_fail(error, RV_E_RANGE, "both sides vary the same setting");
    return RV_OK;
}

static enum rv_status
check_cell(struct rv_map *map, size_t cell, struct rv_error *error)
{
    struct rv_run *run;
    set_cell(map, cell);
    enum rv_status status =
        rv_run_create(&run, map->objective, &map->document, 0, NULL, error);
    rv_run_destroy(run);
    return status;
}

/* Every value once, in a cell of the first row or column. */
static enum rv_status
check_values(struct rv_map *map, struct rv_error *error)
{
    enum rv_status status = RV_OK;
    for (size_t i = 0; i < map->plan.width && status == RV_OK; i++)
        status = check_cell(map, i, error);
    for (size_t i = 1; i < map->plan.height && status == RV_OK; i++)
        status = check_cell(map, i * map->plan.width, error);
    return status;
}

/* The racer alone, with its edits and a start of its own. */
static void
copy_document(struct rv_map *map, const struct rv_document *document, size_t racer)
{
    struct rv_document *own = &map->document;
    *own = *document;
    own->racers[0] = document->racers[racer];
    own->racers[0].start = rv_document_start(document, racer);
    own->racers[0].own_start = true;
    own->n_racers = 1;
    own->n_edits = 0;
    for (size_t i = 0; i < document->n_edits; i++)
        if (document->edits[i].racer == racer) {
            own->edits[own->n_edits] = document->edits[i];
            own->edits[own->n_edits++].racer = 0;
        }
}

static const struct rv_optimizer *
optimizer_of(const struct rv_map *map)
{
    return rv_optimizer_at(map->document.racers[0].rule);
}

/* Does @key change the rates alone? */
static bool
is_rate(const struct rv_map *map, rv_key key)
{
    const struct rv_racer *racer = &map->document.racers[0];
    if (key == 0)
        return rv_racer_has_rate(racer);
    if (key == RV_KEY_COMMON + RV_COMMON_WARMUP)
        return true;
    return key >= RV_KEY_SCHEDULE && key < RV_KEY_END &&
           rv_racer_param(racer, key)->scale != RV_FLAG; /* it may turn momentum on */
}

/* Is @key a setting of the rule that all lanes of a block must share? */
static bool
is_shared(const struct rv_map *map, rv_key key)
{
    return key < RV_KEY_COMMON && !is_rate(map, key);
}

/* A choice may make something else than theta the drawn point. */
static bool
is_for_lanes(const struct rv_map *map, rv_key key)
{
    if (is_rate(map, key) || is_start(key))
        return true;
    return key < RV_KEY_COMMON && !(optimizer_of(map)->driver->drawn &&
                                    optimizer_of(map)->params[key].scale == RV_CHOICE);
}

/* Which cells go side by side. */
static enum rv_status
plan_blocks(struct rv_map *map)
{
    const struct rv_map_plan *plan = &map->plan;
    size_t height = plan->until - plan->from;
    bool x = is_shared(map, plan->x.key), y = is_shared(map, plan->y.key);
    map->by_lanes = map->n > 0 && map->document.n_edits == 0 &&
                    is_for_lanes(map, plan->x.key) && is_for_lanes(map, plan->y.key) &&
                    lanes_suit(&map->document.racers[0]);
    map->own = x && y;
    map->down = x && !y;
    map->lines = x == y ? 1 : y ? height : plan->width;
    map->along = map->n / (map->lines ? map->lines : 1);
    return map->by_lanes
               ? lanes_init(&map->block, optimizer_of(map), map->objective, LANES)
               : RV_OK;
}

static bool
allocate(struct rv_map *map)
{
    const struct rv_map_plan *plan = &map->plan;
    map->n = map->left = plan->width * (plan->until - plan->from);
    map->cells = calloc(map->n + 1, sizeof *map->cells);
    map->x = malloc(plan->width * sizeof *map->x);
    map->y = malloc(plan->height * sizeof *map->y);
    if (!map->cells || !map->x || !map->y)
        return false;
    for (size_t i = 0; i < plan->width; i++)
        map->x[i] = rv_map_value(&plan->x, plan->width, i);
    for (size_t i = 0; i < plan->height; i++)
        map->y[i] = rv_map_value(&plan->y, plan->height, i);
    return true;
}

static enum rv_status
fill(struct rv_map *map, struct rv_error *error)
{
    enum rv_status status = check_plan(&map->plan, error);
    if (status == RV_OK)
        status = check_axis(map, &map->plan.x, error);
    if (status == RV_OK)
        status = check_axis(map, &map->plan.y, error);
    if (status != RV_OK)
        return status;
    if (!allocate(map))
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    status = check_values(map, error);
    if (status == RV_OK && plan_blocks(map) != RV_OK)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    return status;
}

enum rv_status
rv_map_create(struct rv_map **out, struct rv_objective *objective,
              const struct rv_document *document, size_t racer,
              const struct rv_map_plan *plan, struct rv_error *error)
{
    *out = NULL;
    if (racer >= document->n_racers)
        return rv_fail(error, RV_E_RANGE, "there is no racer %zu", racer + 1);
    if (!objective->surface)
        return rv_fail(error, RV_E_RANGE, "a map needs a surface");
    struct rv_map *map = calloc(1, sizeof *map);
    if (!map)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    map->objective = rv_objective_ref(objective);
    map->plan = *plan;
    map->pace = 1;
    copy_document(map, document, racer);
    enum rv_status status = fill(map, error);
    if (status != RV_OK) {
        rv_map_destroy(map);
        return status;
    }
    *out = map;
    return RV_OK;
}

void
rv_map_destroy(struct rv_map *map)
{
    if (!map)
        return;
    lanes_finish(&map->block);
    rv_run_destroy(map->alone.run);
    rv_objective_unref(map->objective);
    free(map->cells);
    free(map->x);
    free(map->y);
    free(map);
}

/* Cells ---------------------------------------------------------------------------- */

static void
settle(struct rv_map *map, size_t cell, int64_t first, double loss, enum rv_stop stop)
{
    enum rv_outcome outcome = first >= 0                  ? RV_OUTCOME_ARRIVED
                              : stop == RV_STOP_DIVERGED  ? RV_OUTCOME_DIVERGED
                              : stop == RV_STOP_CONVERGED ? RV_OUTCOME_CONVERGED
                                                          : RV_OUTCOME_RUNNING;
    map->cells[cell - map->plan.from * map->plan.width] =
        (struct rv_map_cell){first, loss, outcome};
    map->left--;
}

/* Side by side --------------------------------------------------------------------- */

/* Cell number @i of line @line. */
static size_t
cell_at(const struct rv_map *map, size_t line, size_t i)
{
    size_t first = map->plan.from * map->plan.width;
    return first + (map->down ? i * map->plan.width + line : line * map->along + i);
}

static double
rate_of(const void *context, size_t cell, int64_t step)
{
    struct rv_map *map = (struct rv_map *)context; /* its document is scratch */
    return schedule_pace(set_cell(map, cell), NULL, step).lr;
}

/* Neither schedule nor warm-up, nor the one along a side. */
static bool
has_one_pace(const struct rv_map *map)
{
    const double *common = map->document.racers[0].common;
    const rv_key warmup = RV_KEY_COMMON + RV_COMMON_WARMUP;
    return common[RV_COMMON_SCHEDULE] == 0 && common[RV_COMMON_WARMUP] == 0 &&
           map->plan.x.key != warmup && map->plan.y.key != warmup;
}

static void
begin_block(struct rv_map *map)
{
    bool varied = is_rate(map, map->plan.x.key) || is_rate(map, map->plan.y.key);
    struct lane_rates rates = {rate_of, map, has_one_pace(map), .all_lanes = !varied};
    size_t left = map->along - map->begin, n = left < LANES ? left : LANES;
    lanes_begin(&map->block, &map->document.racers[0], map->own, map->plan.target, rates);
    for (size_t i = 0; i < n; i++) {
        size_t cell = cell_at(map, map->line, map->begin + i);
        const struct rv_racer *racer = set_cell(map, cell);
        lanes_add(&map->block, cell, racer->settings.value, racer->start);
    }
    map->begin += n;
    if (map->begin == map->along) {
        map->begin = 0;
        map->line++;
    }
}

static void
end_block(struct rv_map *map)
{
    struct lane_block *block = &map->block;
    lanes_end(block);
    for (size_t i = 0; i < block->n_ends; i++) {
        const struct lane_end *end = &block->ends[i];
        enum rv_stop stop = end->how == LANE_DIVERGED ? RV_STOP_DIVERGED : RV_STOP_NONE;
        if (end->how != LANE_ALONE)
            settle(map, end->id, end->first, end->loss, stop);
    }
    block->n_ends = 0;
    map->by_lanes = map->line < map->lines;
}

/* A block, or @pace steps of it. */
static void
work_by_lanes(struct rv_map *map)
{
    struct lane_block *block = &map->block;
    if (block->live == 0 && block->n_ends == 0)
        begin_block(map);
    int64_t left = map->plan.steps - block->lanes.step;
    lanes_advance(block, left < (int64_t)map->pace ? (size_t)left : map->pace);
    if (block->live == 0 || block->lanes.step == map->plan.steps)
        end_block(map);
}

/* Alone ---------------------------------------------------------------------------- */

static bool
is_fine(const struct rv_row *row)
{
    return is_row_finite(row->x, row->y, row->loss, row->gx, row->gy);
}

/* Is @row, of step @step, the first below the target? One that is not finite is not. */
static void
look_at(struct rv_map *map, const struct rv_row *row, int64_t step)
{
    if (map->alone.first < 0 && row->loss < map->plan.target && is_fine(row))
        map->alone.first = step;
}

/* Go on to the next pending cell. */
static enum rv_status
begin_alone(struct rv_map *map)
{
    const struct rv_map_cell *cells = map->cells;
    while (cells[map->sweep].outcome != RV_OUTCOME_PENDING)
        map->sweep++;
    map->alone.cell = map->plan.from * map->plan.width + map->sweep;
    map->alone.first = -1;
    set_cell(map, map->alone.cell);
    return rv_run_create(&map->alone.run, map->objective, &map->document, 0, NULL, NULL);
}

static void
end_alone(struct rv_map *map)
{
    struct rv_run *run = map->alone.run;
    struct rv_row row;
    rv_run_row(run, &row);
    look_at(map, &row, rv_run_step(run));
    settle(map, map->alone.cell, map->alone.first, row.loss, rv_run_stop(run));
    rv_run_destroy(run);
    map->alone.run = NULL;
}

/* A cell, or some steps of it. */
static enum rv_status
work_alone(struct rv_map *map)
{
    enum rv_status status = map->alone.run ? RV_OK : begin_alone(map);
    if (status != RV_OK)
        return status;
    struct rv_run *run = map->alone.run;
    size_t most = map->pace < ROWS ? map->pace : ROWS;
    int64_t step = rv_run_step(run), left = map->plan.steps - step;
    size_t k = left < (int64_t)most ? (size_t)left : most;
    size_t taken = rv_run_advance(run, k, map->alone.rows);
    for (size_t i = 0; i < taken; i++)
        look_at(map, &map->alone.rows[i], step + (int64_t)i);
    if (taken < k || rv_run_step(run) == map->plan.steps)
        end_alone(map);
    return RV_OK;
}

/* Slices --------------------------------------------------------------------------- */

static int64_t
now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* A frame's deadline is kept whatever a step costs. */
static void
adapt_pace(struct rv_map *map, int64_t took_ns)
{
    if (took_ns > 2 * LOOK_NS && map->pace > 1)
        map->pace /= 2;
    else if (took_ns < LOOK_NS / 2 && map->pace < PACE_MAX)
        map->pace *= 2;
}

enum rv_status
rv_map_work(struct rv_map *map, int64_t deadline_ns)
{
    int64_t now = now_ns();
    while (map->left > 0) {
        if (map->by_lanes) {
            work_by_lanes(map);
        } else {
            enum rv_status status = work_alone(map);
            if (status != RV_OK)
                return status;
        }
        int64_t then = now;
        now = now_ns();
        adapt_pace(map, now - then);
        if (now >= deadline_ns)
            break;
    }
    return RV_OK;
}

size_t
rv_map_left(const struct rv_map *map)
{
    return map->left;
}

const struct rv_map_cell *
rv_map_cell(const struct rv_map *map, size_t column, size_t row)
{
    return &map->cells[(row - map->plan.from) * map->plan.width + column];
}
