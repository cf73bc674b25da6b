/* Maps: every cell is what a run with its values is, however the cells were computed. */
#include <string.h>

#include "racing.h"

enum { WIDTH = 11, HEIGHT = 5, STEPS = 70 };

struct world {
    struct rv_document document;
    struct rv_objective *objective;
};

static struct world
world_of(const char *surface, const struct rv_racer *racer)
{
    struct world world = {.document = document_of(surface, racer)};
    world.objective = objective_of(&world.document);
    return world;
}

static struct rv_map_axis
axis_of(const struct world *world, const char *key, double lo, double hi,
        enum rv_map_scale scale)
{
    rv_key k = strcmp(key, "start.x") == 0 ? RV_KEY_START_X
               : strcmp(key, "start.y") == 0
                   ? RV_KEY_START_Y
                   : rv_racer_key(&world->document.racers[0], key);
    return (struct rv_map_axis){k, lo, hi, scale};
}

static struct rv_map_plan
plan_of(struct rv_map_axis x, struct rv_map_axis y, double target)
{
    return (struct rv_map_plan){.x = x,
                                .y = y,
                                .width = WIDTH,
                                .height = HEIGHT,
                                .steps = STEPS,
                                .target = target};
}

static struct rv_map *
map_of(const struct world *world, const struct rv_map_plan *plan)
{
    struct rv_map *map;
    struct rv_error error = {0};
    if (rv_map_create(&map, world->objective, &world->document, 0, plan, &error) != RV_OK)
        fail_msg("%s", error.text);
    return map;
}

static void
set_side(struct rv_document *document, rv_key key, double value)
{
    struct rv_racer *racer = &document->racers[0];
    if (!racer->own_start) {
        racer->start = rv_document_start(document, 0);
        racer->own_start = true;
    }
    if (key == RV_KEY_START_X)
        racer->start.x = value;
    else if (key == RV_KEY_START_Y)
        racer->start.y = value;
    else
        rv_racer_set(racer, key, value);
}

static bool
is_fine(const struct rv_row *row)
{
    return isfinite(row->x) && isfinite(row->y) && isfinite(row->loss) &&
           isfinite(row->gx) && isfinite(row->gy);
}

/* The cell as a run of its own. */
static struct rv_map_cell
cell_of(const struct world *world, const struct rv_map_plan *plan, size_t i, size_t j)
{
    struct rv_document document = world->document;
    struct rv_row rows[STEPS + 1];
    struct rv_run *run;
    struct rv_map_cell cell = {.steps_to_target = -1};
    set_side(&document, plan->x.key, rv_map_value(&plan->x, plan->width, i));
    set_side(&document, plan->y.key, rv_map_value(&plan->y, plan->height, j));
    assert_int_equal(rv_run_create(&run, world->objective, &document, 0, NULL, NULL),
                     RV_OK);
    size_t n = rv_run_advance(run, (size_t)plan->steps, rows);
    rv_run_row(run, &rows[n]);
    for (size_t k = n + 1; k-- > 0;)
        if (rows[k].loss < plan->target && is_fine(&rows[k]))
            cell.steps_to_target = (int64_t)k;
    cell.loss = rows[n].loss;
    cell.outcome = cell.steps_to_target >= 0               ? RV_OUTCOME_ARRIVED
                   : !is_fine(&rows[n])                    ? RV_OUTCOME_DIVERGED
                   : rv_run_stop(run) == RV_STOP_CONVERGED ? RV_OUTCOME_CONVERGED
                                                           : RV_OUTCOME_RUNNING;
    rv_run_destroy(run);
    return cell;
}

static void
expect_cell(const struct rv_map_cell *cell, const struct rv_map_cell *expected)
{
    assert_int_equal(cell->outcome, expected->outcome);
    assert_int_equal(cell->steps_to_target, expected->steps_to_target);
    assert_same_bits(cell->loss, expected->loss);
}

/* @return how many outcomes there are: a map of one alone would show little. */
static int
check_map(const struct world *world, const struct rv_map_plan *plan)
{
    struct rv_map *map = map_of(world, plan);
    unsigned seen = 0;
    assert_int_equal(rv_map_left(map), WIDTH * HEIGHT);
    assert_int_equal(rv_map_cell(map, 0, 0)->outcome, RV_OUTCOME_PENDING);
    assert_int_equal(rv_map_work(map, INT64_MAX), RV_OK);
    assert_int_equal(rv_map_left(map), 0);
    for (size_t j = 0; j < HEIGHT; j++)
        for (size_t i = 0; i < WIDTH; i++) {
            struct rv_map_cell expected = cell_of(world, plan, i, j);
            expect_cell(rv_map_cell(map, i, j), &expected);
            seen |= 1u << expected.outcome;
        }
    rv_map_destroy(map);
    return __builtin_popcount(seen);
}

/* Lanes: by rows, by columns, all alike, each with its own settings. */
static void
cells_are_runs(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *surface, *x, *y;
        double x_lo, x_hi, y_lo, y_hi, target;
        enum rv_map_scale x_scale, y_scale;
        int outcomes;
    } rows[] = {
        {"gd",       "rosenbrock", "lr",      "start.y", 1e-4, 1e-1, -1,   3,     1,    RV_MAP_LOG,   0, 3},
        {"gd",       "himmelblau", "start.x", "start.y", -5,   5,    -5,   5,     1,    0,            0, 1},
        {"momentum", "quadratic",  "lr",      "beta",    0.01, 10,   0,    0.99,  1e-2, RV_MAP_LOG,
         RV_MAP_LOG1M,                                                                                   2},
        {"momentum", "quadratic",  "beta",    "lr",      0,    0.99, 0.01, 10,    1e-2, RV_MAP_LOG1M,
         RV_MAP_LOG,                                                                                     2},
        {"adam",     "rosenbrock", "beta1",   "beta2",   0,    0.99, 0.5,  0.999, 3,    0,            0, 1},
        {"adamw",    "logistic",   "lr",      "eps",     1e-3, 10,   1e-8, 1,     0.45, RV_MAP_LOG,
         RV_MAP_LOG,                                                                                     2},
    };
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
        struct rv_racer racer = racer_of(rows[k].rule);
        struct world world = world_of(rows[k].surface, &racer);
        struct rv_map_plan plan = plan_of(
            axis_of(&world, rows[k].x, rows[k].x_lo, rows[k].x_hi, rows[k].x_scale),
            axis_of(&world, rows[k].y, rows[k].y_lo, rows[k].y_hi, rows[k].y_scale),
            rows[k].target);
        assert_true(check_map(&world, &plan) >= rows[k].outcomes);
        rv_objective_unref(world.objective);
    }
}

/* Stages, edits and rules with a solve: cell by cell. */
static void
what_has_no_lanes_is_computed_too(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "batch", 5);
    struct world world = world_of("logistic", &racer);
    struct rv_map_plan plan =
        plan_of(axis_of(&world, "lr", 0.01, 10, RV_MAP_LOG),
                axis_of(&world, "noise", 0, 1, RV_MAP_LINEAR), 0.45);
    check_map(&world, &plan);
    rv_objective_unref(world.objective);

    racer = racer_of("momentum");
    world = world_of("rosenbrock", &racer);
    edit_key(&world.document, 0, "beta", 20, 0.5);
    plan = plan_of(axis_of(&world, "lr", 1e-4, 1, RV_MAP_LOG),
                   axis_of(&world, "start.x", -2, 2, RV_MAP_LINEAR), 1);
    assert_true(check_map(&world, &plan) >= 2);
    rv_objective_unref(world.objective);
}

/* The schedule's numbers and the warm-up vary the rates of lanes. */
static void
schedules_go_along(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("adam");
    rv_racer_set(&racer, rv_racer_key(&racer, "schedule"),
                 (double)rv_schedule_find("cosine"));
    set_key(&racer, "lr", 0.1);
    struct world world = world_of("rosenbrock", &racer);
    struct rv_map_plan plan =
        plan_of(axis_of(&world, "schedule.T_max", 20, 120, RV_MAP_LINEAR),
                axis_of(&world, "warmup", 0, 16, RV_MAP_LINEAR), 0.5);
    check_map(&world, &plan);
    plan.y = axis_of(&world, "beta1", 0, 0.9, RV_MAP_LINEAR);
    check_map(&world, &plan);
    rv_objective_unref(world.objective);
}

/* Cut by deadlines that have passed: a slice does something, and slices make the whole.
 */
static void
slices_and_shards_make_the_whole(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("momentum");
    struct world world = world_of("rosenbrock", &racer);
    struct rv_map_plan plan = plan_of(axis_of(&world, "lr", 1e-5, 1, RV_MAP_LOG),
                                      axis_of(&world, "beta", 0, 0.95, RV_MAP_LINEAR), 1);
    struct rv_map *whole = map_of(&world, &plan);
    assert_int_equal(rv_map_work(whole, 0), RV_OK);
    for (int slices = 0; rv_map_left(whole) > 0; slices++) {
        assert_true(slices < 100000);
        assert_int_equal(rv_map_work(whole, 1), RV_OK);
    }
    size_t rows = 0;
    for (size_t shard = 0; shard < 3; shard++) {
        rv_map_shard(HEIGHT, shard, 3, &plan.from, &plan.until);
        assert_int_equal(plan.from, rows);
        struct rv_map *part = map_of(&world, &plan);
        assert_int_equal(rv_map_work(part, INT64_MAX), RV_OK);
        for (; rows < plan.until; rows++)
            for (size_t i = 0; i < WIDTH; i++)
                expect_cell(rv_map_cell(part, i, rows), rv_map_cell(whole, i, rows));
        rv_map_destroy(part);
    }
    assert_int_equal(rows, HEIGHT);
    rv_map_destroy(whole);
    rv_objective_unref(world.objective);
}

static void
values_are_even_and_their_ends_exact(void **state)
{
    (void)state;
    struct rv_map_axis axis = {0, 1e-4, 1e-1, RV_MAP_LOG};
    assert_same_bits(rv_map_value(&axis, 4, 0), 1e-4);
    assert_close(rv_map_value(&axis, 4, 1), 1e-3, 1e-14);
    assert_same_bits(rv_map_value(&axis, 4, 3), 1e-1);
    assert_same_bits(rv_map_value(&axis, 1, 0), 1e-4);
    axis = (struct rv_map_axis){0, 0, 0.99, RV_MAP_LOG1M};
    assert_close(rv_map_value(&axis, 3, 1), 0.9, 1e-14);
    axis = (struct rv_map_axis){0, 1, 31, RV_MAP_LINEAR};
    assert_same_bits(rv_map_value(&axis, 31, 7), 8);
}

static void
expect_refused(const struct world *world, const struct rv_map_plan *plan,
               enum rv_status status)
{
    struct rv_map *map;
    struct rv_error error = {0};
    assert_int_equal(
        rv_map_create(&map, world->objective, &world->document, 0, plan, &error), status);
    assert_null(map);
    assert_true(error.text[0] != '\0');
}

static void
what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("momentum");
    struct world world = world_of("quadratic", &racer);
    struct rv_map_axis lr = axis_of(&world, "lr", 1e-4, 1, RV_MAP_LOG), axis = lr;
    struct rv_map_axis beta = axis_of(&world, "beta", 0, 0.9, RV_MAP_LINEAR);
    struct rv_map_plan plan = plan_of(lr, lr, 1);
    expect_refused(&world, &plan, RV_E_RANGE); /* twice the same */
    plan = plan_of(lr, beta, 1);
    plan.x.lo = 0;
    expect_refused(&world, &plan, RV_E_RANGE); /* no logarithm */
    plan = plan_of(lr, beta, 1);
    plan.y.hi = 1;
    expect_refused(&world, &plan, RV_E_RANGE); /* beta below 1 */
    axis.key = RV_KEY_NONE;
    plan = plan_of(axis, beta, 1);
    expect_refused(&world, &plan, RV_E_UNKNOWN);
    plan = plan_of(lr, axis_of(&world, "batch", 0, 8, RV_MAP_LINEAR), 1);
    expect_refused(&world, &plan, RV_E_RANGE); /* no data */
    plan = plan_of(lr, beta, 1);
    plan.width = 0;
    expect_refused(&world, &plan, RV_E_RANGE);
    plan = plan_of(lr, beta, NAN);
    check_map(&world, &plan); /* nothing is below it */
    plan.steps = 0;
    check_map(&world, &plan);
    rv_objective_unref(world.objective);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_runs),
        cmocka_unit_test(what_has_no_lanes_is_computed_too),
        cmocka_unit_test(schedules_go_along),
        cmocka_unit_test(slices_and_shards_make_the_whole),
        cmocka_unit_test(values_are_even_and_their_ends_exact),
        cmocka_unit_test(what_makes_no_sense_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
