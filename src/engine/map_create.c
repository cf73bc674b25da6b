/*
 * What a map is of: the values along its sides, each tried once before anything runs, and
 * which cells go side by side.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "exact.h"
#include "map_parts.h"
#include "surface_driver.h"

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

const struct rv_racer *
map_set_cell(struct rv_map *map, size_t cell)
{
    const struct rv_map_plan *plan = &map->plan;
    set_value(&map->document, plan->x.key, map->x[cell % plan->width]);
    set_value(&map->document, plan->y.key, map->y[cell / plan->width]);
    return &map->document.racers[0];
}

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
    map_set_cell(map, cell);
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

bool
map_is_rate(const struct rv_map *map, rv_key key)
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
    return key < RV_KEY_COMMON && !map_is_rate(map, key);
}

/* A choice may make something else than theta the drawn point. */
static bool
is_for_lanes(const struct rv_map *map, rv_key key)
{
    if (map_is_rate(map, key) || is_start(key))
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
