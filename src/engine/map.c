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
#include <string.h>
#include <time.h>

#include "map_parts.h"
#include "schedule.h"

enum {
    PACE_MAX = 1 << 16, /* steps in one look at the clock */
    LOOK_NS = 100000,   /* between two looks, about */
};

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
    return schedule_pace(map_set_cell(map, cell), NULL, step).lr;
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
    bool varied = map_is_rate(map, map->plan.x.key) || map_is_rate(map, map->plan.y.key);
    struct lane_rates rates = {rate_of, map, has_one_pace(map), .all_lanes = !varied};
    size_t left = map->along - map->begin, n = left < LANES ? left : LANES;
    lanes_begin(&map->block, &map->document.racers[0], map->own, map->plan.target, rates);
    for (size_t i = 0; i < n; i++) {
        size_t cell = cell_at(map, map->line, map->begin + i);
        const struct rv_racer *racer = map_set_cell(map, cell);
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
    map_set_cell(map, map->alone.cell);
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
