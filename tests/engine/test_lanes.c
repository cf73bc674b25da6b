/*
 * Trajectories side by side: for every registered first-order rule in every form, on
 * every surface, a lane has the bits of its trajectory, whatever its neighbours do.
 */
#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "engine/lanes.h"
#include "engine/schedule.h"
#include "engine/surface_driver.h"
#include "engine/wide.h"
#include "forms.h"
#include "racing.h"
#include "surface_specs.h"

enum { STEPS = 90, LANES = 13 };

/* What is the same in all lanes and what is not. */
enum kind {
    VARY_RATE_AND_START,
    VARY_START,
    VARY_ALL,
    KINDS,
};

struct contest {
    struct rv_objective *objective;
    struct rv_document document[LANES]; /* a racer each */
    double target;
    enum kind kind;
    size_t begin; /* the first form's kind */
    char name[400];
};

struct random_numbers {
    uint64_t state;
};

/* 0..1: xorshift64* (Vigna 2016), the same on every machine. */
static double
random_uniform_of(struct random_numbers *r)
{
    r->state ^= r->state >> 12;
    r->state ^= r->state << 25;
    r->state ^= r->state >> 27;
    return (double)(r->state * UINT64_C(2685821657736338717) >> 11) * 0x1p-53;
}

/* Settings ------------------------------------------------------------------------- */

/* A number of @param's range, often at its lower end. */
static double
random_value(struct random_numbers *r, const struct rv_param *param)
{
    double value = param->standard;
    int steps = (int)(random_uniform_of(r) * 30) - 15;
    if (param->scale == RV_CHOICE || param->scale == RV_FLAG ||
        random_uniform_of(r) < 0.3)
        return value;
    for (; steps > 0; steps--)
        value = rv_param_turn(param, value, 1, steps % 2);
    for (; steps < 0; steps++)
        value = rv_param_turn(param, value, -1, steps % 2);
    return value;
}

/* All but the form: that is the walk's. The rate lies about the edge of stability of many
 * surfaces, so that some lanes diverge. */
static void
randomize(struct random_numbers *r, struct rv_racer *racer)
{
    const struct rv_optimizer *rule = rv_optimizer_at(racer->rule);
    for (size_t i = 1; i < rule->n_params; i++)
        if (count_values(&rule->params[i]) == 1)
            racer->settings.value[i] = random_value(r, &rule->params[i]);
    racer->settings.value[0] = exp(-9 + 12 * random_uniform_of(r));
}

static void
fill(struct contest *c, struct random_numbers *r, const struct rv_racer *form)
{
    struct rv_window window = rv_objective_window(c->objective);
    struct rv_racer racer = *form;
    randomize(r, &racer);
    for (size_t l = 0; l < LANES; l++) {
        struct rv_racer own = racer;
        if (c->kind == VARY_RATE_AND_START)
            own.settings.value[0] = exp(-9 + 12 * random_uniform_of(r));
        if (c->kind == VARY_ALL)
            randomize(r, &own);
        own.own_start = true;
        own.start.x = window.x0 + random_uniform_of(r) * (window.x1 - window.x0);
        own.start.y = window.y0 + random_uniform_of(r) * (window.y1 - window.y0);
        rv_document_init(&c->document[l], 0);
        rv_document_add_racer(&c->document[l], &own, NULL);
    }
    c->target = rv_objective_peek(c->objective, (double[]){window.x0, window.y0}, NULL) *
                random_uniform_of(r) * 0.2;
}

/* Against runs --------------------------------------------------------------------- */

static double
rate_of(const void *context, size_t lane, int64_t step)
{
    const struct contest *c = context;
    return schedule_pace(&c->document[lane].racers[0], NULL, step).lr;
}

static void
race_lanes(const struct contest *c, struct lane_block *block)
{
    const struct rv_racer *first = &c->document[0].racers[0];
    bool scheduled = first->common[RV_COMMON_SCHEDULE] != 0;
    struct lane_rates rates = {rate_of, c, !scheduled, c->kind == VARY_START};
    const struct rv_optimizer *rule = rv_optimizer_at(first->rule);
    assert_int_equal(lanes_init(block, rule, c->objective, LANES), RV_OK);
    lanes_begin(block, first, c->kind == VARY_ALL, c->target, rates);
    for (size_t l = 0; l < LANES; l++) {
        const struct rv_racer *racer = &c->document[l].racers[0];
        lanes_add(block, l, racer->settings.value, racer->start);
    }
    for (size_t done = 0; done < STEPS; done += 15) /* in parts */
        lanes_advance(block, 15);
    lanes_end(block);
    assert_int_equal(block->n_ends, LANES);
}

static bool
is_fine(const struct rv_row *row)
{
    return isfinite(row->x) && isfinite(row->y) && isfinite(row->loss) &&
           isfinite(row->gx) && isfinite(row->gy);
}

/* The lane that has left as @end, against a run of its own. */
static void
check_end(const struct contest *c, const struct lane_end *end)
{
    struct rv_row rows[STEPS + 1];
    struct rv_run *run;
    int64_t first = -1, last;
    const struct rv_document *document = &c->document[end->id];
    assert_int_equal(rv_run_create(&run, c->objective, document, 0, NULL, NULL), RV_OK);
    last = (int64_t)rv_run_advance(run, STEPS, rows);
    rv_run_row(run, &rows[last]);
    for (int64_t i = last; i >= 0; i--)
        if (rows[i].loss < c->target && is_fine(&rows[i]))
            first = i;
    enum lane_how how = is_fine(&rows[last]) ? LANE_RUNNING : LANE_DIVERGED;
    if (memcmp(&rows[last].x, &end->x, sizeof end->x) != 0 ||
        memcmp(&rows[last].y, &end->y, sizeof end->y) != 0 ||
        memcmp(&rows[last].loss, &end->loss, sizeof end->loss) != 0 ||
        end->first != first || end->step != last || end->how != how)
        fail_msg(
            "%s: lane %zu ends at step %d in (%.17g, %.17g) %.17g, first %d; the run "
            "at step %d in (%.17g, %.17g) %.17g, first %d",
            c->name, end->id, (int)end->step, end->x, end->y, end->loss, (int)end->first,
            (int)last, rows[last].x, rows[last].y, rows[last].loss, (int)first);
    rv_run_destroy(run);
}

struct tally {
    size_t lanes, diverged, arrived, alone;
};

static void
check(const struct contest *c, struct tally *tally)
{
    struct lane_block block;
    race_lanes(c, &block);
    for (size_t i = 0; i < block.n_ends; i++) {
        const struct lane_end *end = &block.ends[i];
        tally->lanes++;
        tally->diverged += end->how == LANE_DIVERGED;
        tally->arrived += end->first >= 0;
        tally->alone += end->how == LANE_ALONE;
        if (end->how != LANE_ALONE)
            check_end(c, end);
    }
    lanes_finish(&block);
}

/* Walks ---------------------------------------------------------------------------- */

typedef void vary_fn(struct contest *c, struct random_numbers *r);

static void
walk_forms(struct contest *c, struct random_numbers *r, vary_fn *vary,
           struct tally *tally)
{
    struct forms forms = {0};
    struct rv_racer racer;
    char surface[200];
    memcpy(surface, c->name, sizeof surface);
    for (size_t n = 0; next_form(&forms, &racer); n++) {
        if (!rv_optimizer_at(racer.rule)->driver->lanes)
            continue;
        c->kind = (enum kind)((c->begin + n) % KINDS);
        fill(c, r, &racer);
        if (vary)
            vary(c, r);
        if (!lanes_suit(&c->document[0].racers[0]))
            continue;
        snprintf(c->name, sizeof c->name, "%s on %s, kind %d", forms.name, surface,
                 (int)c->kind);
        check(c, tally);
    }
}

static struct tally
walk(vary_fn *vary, size_t every)
{
    struct tally tally = {0};
    struct random_numbers r = {.state = 20261122};
    static struct contest c;
    for (size_t i = 0; i < surface_specs_count(); i += every) {
        c.begin = i / every;
        c.objective = surface_specs_make(i, c.name, sizeof c.name / 2);
        walk_forms(&c, &r, vary, &tally);
        rv_objective_unref(c.objective);
    }
    return tally;
}

static void
a_lane_has_the_bits_of_its_trajectory(void **state)
{
    (void)state;
    struct tally tally = walk(NULL, 1);
    print_message("%zu lanes, %zu diverged, %zu arrived, %zu to run alone\n", tally.lanes,
                  tally.diverged, tally.arrived, tally.alone);
    assert_true(tally.diverged > tally.lanes / 50);
    assert_true(tally.arrived > tally.lanes / 50);
}

/* The text compiled for every CPU, on every other surface. */
static void
narrow_vectors_have_the_same_bits(void **state)
{
    (void)state;
    engine_narrow = true;
    struct tally tally = walk(NULL, 2);
    engine_narrow = false;
    assert_true(tally.diverged > tally.lanes / 50);
}

/* Schedules and decay -------------------------------------------------------------- */

static void
take_schedule(struct contest *c, struct random_numbers *r)
{
    double schedule = floor(random_uniform_of(r) * (double)rv_schedule_count());
    double warmup = random_uniform_of(r) < 0.5 ? 0 : 7;
    for (size_t l = 0; l < LANES; l++) {
        struct rv_racer *racer = &c->document[l].racers[0];
        rv_racer_set(racer, RV_KEY_COMMON + RV_COMMON_SCHEDULE, schedule);
        rv_racer_set(racer, RV_KEY_COMMON + RV_COMMON_WARMUP, schedule > 0 ? warmup : 0);
    }
}

static void
schedules_go_along(void **state)
{
    (void)state;
    assert_true(walk(take_schedule, 5).lanes > 1000);
}

static void
take_decay(struct contest *c, struct random_numbers *r)
{
    double kind = random_uniform_of(r) < 0.5 ? RV_DECAY_DECOUPLED : RV_DECAY_INDEPENDENT;
    double share = random_uniform_of(r) * 0.1;
    for (size_t l = 0; l < LANES; l++) {
        struct rv_racer *racer = &c->document[l].racers[0];
        rv_racer_set(racer, RV_KEY_COMMON + RV_COMMON_DECAY, kind);
        rv_racer_set(racer, RV_KEY_COMMON + RV_COMMON_WEIGHT_DECAY, share);
    }
}

static void
decay_goes_along(void **state)
{
    (void)state;
    assert_true(walk(take_decay, 5).lanes > 1000);
}

/* At the edge of the numbers ------------------------------------------------------- */

/* Rows whose sum overflows though each number is finite are told from those that are
 * not. */
static void
a_lane_near_the_largest_double_runs_alone(void **state)
{
    (void)state;
    static struct contest c = {.kind = VARY_START, .target = 0, .name = "edge"};
    struct rv_surface_spec spec;
    struct rv_racer racer = racer_of("gd");
    rv_surface_spec_init(&spec, (size_t)rv_surface_find("quadratic"));
    spec.settings.value[0] = 1.7e308; /* a11 */
    assert_int_equal(rv_objective_create(&c.objective, &spec, NULL), RV_OK);
    for (size_t l = 0; l < LANES; l++) {
        double x = l == 4 ? 1 : l == 7 ? 1.5 : 0;
        racer.own_start = true;
        racer.start = (struct rv_vec2){x, (double)l};
        rv_document_init(&c.document[l], 0);
        rv_document_add_racer(&c.document[l], &racer, NULL);
    }
    struct tally tally = {0};
    check(&c, &tally);
    assert_int_equal(tally.alone, 1);
    assert_int_equal(tally.diverged, 1);
    rv_objective_unref(c.objective);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lane_has_the_bits_of_its_trajectory),
        cmocka_unit_test(narrow_vectors_have_the_same_bits),
        cmocka_unit_test(schedules_go_along),
        cmocka_unit_test(decay_goes_along),
        cmocka_unit_test(a_lane_near_the_largest_double_runs_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
