/*
 * One rule text, many drivers: for every registered rule in every form, all of them give
 * the same bits. The 2-vector driver with recording is what the others are held against.
 */
#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "engine/oracle.h"
#include "engine/rule.h"
#include "engine/surface_driver.h"
#include "forms.h"

enum { STEPS = 137, STATE_MAX = 64 };

struct world {
    struct rv_objective *surface, *problem;
};

/* The surface again, as n numbers of the caller's own. */
static double
value_gradient(const void *self, const double *x, const uint32_t *rows, size_t k,
               double *g)
{
    const struct rv_objective *surface = self;
    if (!rows)
        return rv_objective_peek(surface, x, g);
    double f;
    struct rv_vec2 v = surface->driver->eval_rows(surface->self, x[0], x[1], rows, k, &f);
    g[0] = v.x;
    g[1] = v.y;
    return f;
}

static struct world
make_world(const char *id)
{
    struct world world;
    struct rv_surface_spec spec;
    rv_surface_spec_init(&spec, (size_t)rv_surface_find(id));
    assert_int_equal(rv_objective_create(&world.surface, &spec, NULL), RV_OK);
    struct rv_problem problem = {.n = 2,
                                 .n_rows = world.surface->n_rows,
                                 .value_gradient = value_gradient,
                                 .self = world.surface};
    assert_int_equal(rv_objective_create_problem(&world.problem, &problem, NULL), RV_OK);
    return world;
}

static void
end_world(struct world world)
{
    rv_objective_unref(world.problem);
    rv_objective_unref(world.surface);
}

/* A trajectory and where it ended. */
struct track {
    struct rv_row rows[STEPS];
    double theta[2], state[STATE_MAX];
    size_t taken;
};

typedef size_t driver_fn(struct segment *segment);

static struct track
drive(driver_fn *advance, const struct rv_objective *objective,
      const struct rv_racer *racer, struct rv_vec2 start, struct oracle *oracle,
      bool recorded)
{
    struct track track = {
        .theta = {start.x, start.y}
    };
    double rates[STEPS], work[6];
    for (size_t i = 0; i < STEPS; i++) /* a rate of its own for every step */
        rates[i] = racer->settings.value[0] * (1 + 0.01 * (double)(i % 10));
    struct segment segment = {.objective = objective,
                              .oracle = oracle,
                              .h = racer->settings.value,
                              .rates = rates,
                              .k = STEPS,
                              .n = 2,
                              .theta = track.theta,
                              .state = track.state,
                              .work = work,
                              .rows = recorded ? track.rows : NULL};
    track.taken = advance(&segment);
    return track;
}

static void
expect_same(const struct track *a, const struct track *b, const char *name,
            const char *what)
{
    bool same = a->taken == b->taken && !memcmp(a->theta, b->theta, sizeof a->theta) &&
                !memcmp(a->state, b->state, sizeof a->state) &&
                !memcmp(a->rows, b->rows, sizeof a->rows);
    if (!same)
        fail_msg("%s: the %s driver differs from the 2-vector driver", name, what);
}

static const struct rv_optimizer_driver *
driver_of(const struct rv_racer *racer)
{
    const struct rv_optimizer_driver *driver = rv_optimizer_at(racer->rule)->driver;
    assert_true(driver->per_run + 2 * driver->per_coord <= STATE_MAX);
    return driver;
}

typedef void check_fn(const struct world *world, const struct rv_racer *racer,
                      const char *name);

/* @check on every rule and form, as it is by default and with all its terms turned on. */
static void
check_all_forms(const char *surface, check_fn *check)
{
    struct world world = make_world(surface);
    struct forms forms = {0};
    struct rv_racer racer;
    size_t n = 0;
    for (; next_form(&forms, &racer); n++) {
        if (rv_optimizer_at(racer.rule)->driver->solve)
            continue; /* rules that evaluate as they like have one driver */
        check(&world, &racer, forms.name);
        turn_on(&racer);
        check(&world, &racer, forms.name);
    }
    assert_true(n >= rv_optimizer_count());
    end_world(world);
}

static void
check_plain(const struct world *world, const struct rv_racer *racer, const char *name)
{
    const struct rv_optimizer_driver *driver = driver_of(racer);
    struct rv_vec2 start = {-0.3, 0.4};
    struct track two = drive(driver->advance2, world->surface, racer, start, NULL, true);
    struct track silent =
        drive(driver->advance2, world->surface, racer, start, NULL, false);
    memcpy(silent.rows, two.rows, sizeof two.rows);
    expect_same(&two, &silent, name, "unrecorded");
    struct track n = drive(driver->advance_n, world->problem, racer, start, NULL, true);
    expect_same(&two, &n, name, "n-vector");
    n = drive(driver->advance_n, world->surface, racer, start, NULL, true);
    expect_same(&two, &n, name, "n-vector on a surface");
    assert_int_equal(two.taken, STEPS);
    assert_true(isfinite(two.theta[0]) && two.theta[0] != start.x);
}

static void
test_2_vector_and_n_vector(void **state)
{
    (void)state;
    check_all_forms("quadratic", check_plain);
    check_all_forms("himmelblau", check_plain);
    check_all_forms("logistic", check_plain);
}

static struct oracle
make_oracle(const struct rv_objective *objective, size_t batch, double noise,
            struct paid *paid)
{
    struct oracle oracle;
    assert_int_equal(oracle_init(&oracle, objective, 7, paid), RV_OK);
    oracle.batch = batch;
    oracle.noise = noise;
    return oracle;
}

static struct track
drive_staged(driver_fn *advance, const struct rv_objective *objective,
             const struct rv_racer *racer, size_t batch, double noise, struct paid *paid)
{
    struct oracle oracle = make_oracle(objective, batch, noise, paid);
    struct rv_vec2 start = {-0.3, 0.4};
    struct track track = drive(advance, objective, racer, start, &oracle, true);
    oracle_finish(&oracle);
    return track;
}

/* Without stages the staged drivers are the plain ones; with them they agree. */
static void
check_staged(const struct world *world, const struct rv_racer *racer, const char *name)
{
    const struct rv_optimizer_driver *driver = driver_of(racer);
    struct rv_vec2 start = {-0.3, 0.4};
    struct track two = drive(driver->advance2, world->surface, racer, start, NULL, true);
    size_t n_rows = world->surface->n_rows;
    const size_t batches[] = {0, n_rows, 5, 5};
    const double noises[] = {0, 0, 0, 0.25};
    for (size_t i = 0; i < 4; i++) {
        struct paid paid = {0}, paid_n = {0};
        struct track a = drive_staged(driver->advance2_staged, world->surface, racer,
                                      batches[i], noises[i], &paid);
        struct track b = drive_staged(driver->advance_n_staged, world->problem, racer,
                                      batches[i], noises[i], &paid_n);
        expect_same(&a, &b, name, "staged n-vector");
        assert_memory_equal(&paid, &paid_n, sizeof paid);
        if (i < 2)
            expect_same(&two, &a, name, "staged, all rows");
        else
            assert_true(memcmp(two.theta, a.theta, sizeof a.theta) != 0 ||
                        memcmp(two.state, a.state, sizeof a.state) != 0);
    }
}

static void
test_staged_drivers(void **state)
{
    (void)state;
    check_all_forms("logistic", check_staged);
}

static void
ignore_tap(void *context, size_t coordinate, int tap, double value)
{
    (void)coordinate;
    (void)tap;
    (void)value;
    ++*(size_t *)context;
}

/* Step by step: the probe, the gradient there, and the explained update. */
static void
check_explain(const struct world *world, const struct rv_racer *racer, const char *name)
{
    const struct rv_optimizer_driver *driver = driver_of(racer);
    double theta[2] = {-0.3, 0.4}, state[STATE_MAX] = {0}, work[6];
    size_t notes = 0;
    struct tap tap = {.note = ignore_tap, .context = &notes};
    for (int i = 0; i < 20; i++) {
        double rate = racer->settings.value[0], at[2], g[2], next[2];
        driver->probe(racer->settings.value, rate, state, 2, theta, at, &tap);
        rv_objective_peek(world->surface, at, g);
        driver->explain(racer->settings.value, rate, state, 2, theta, g, next, &tap);
        struct segment segment = {.objective = world->surface,
                                  .h = racer->settings.value,
                                  .rates = &rate,
                                  .k = 1,
                                  .n = 2,
                                  .theta = theta,
                                  .state = state,
                                  .work = work};
        assert_int_equal(driver->advance2(&segment), 1);
        if (memcmp(theta, next, sizeof next) != 0)
            fail_msg("%s: the explained step %d is another one", name, i);
    }
    assert_true(notes > 0);
}

static void
test_explain(void **state)
{
    (void)state;
    check_all_forms("quadratic", check_explain);
}

/* Values and Hessians are paid for as well; gradients at a known point are not less dear.
 */
static void
test_the_oracle_counts(void **state)
{
    (void)state;
    struct world world = make_world("quadratic");
    struct paid paid = {0};
    struct oracle oracle = make_oracle(world.surface, 0, 0, &paid);
    const double x[2] = {3, -2}, known[2] = {3, -2};
    double g[2], h[4];
    assert_same_bits(oracle_value(&oracle, x), 6.5);
    assert_true(oracle_hessian(&oracle, x, h));
    assert_same_bits(h[0], 1);
    oracle_gradient(&oracle, x, NULL, g);
    assert_memory_equal(g, known, sizeof g);
    oracle_gradient(&oracle, x, known, g);
    assert_int_equal(paid.values, 1);
    assert_int_equal(paid.hessians, 1);
    assert_int_equal(paid.gradients, 2);
    oracle_finish(&oracle);
    end_world(world);
}

/* Cut anywhere, the parts give the whole. */
static void
check_cuts(const struct world *world, const struct rv_racer *racer, const char *name)
{
    (void)name;
    struct rv_document document;
    rv_document_init(&document, (size_t)rv_surface_find(world->surface->surface->id));
    rv_document_add_racer(&document, racer, NULL);
    struct rv_run *whole, *parts;
    rv_run_create(&whole, world->surface, &document, 0, NULL, NULL);
    rv_run_create(&parts, world->surface, &document, 0, NULL, NULL);
    struct rv_row a[STEPS], b[STEPS];
    size_t taken = rv_run_advance(whole, STEPS, a), done = 0;
    for (size_t k = 1; done < taken; k = k % 7 + 1)
        done += rv_run_advance(parts, k < taken - done ? k : taken - done, b + done);
    assert_memory_equal(a, b, taken * sizeof a[0]);
    assert_memory_equal(rv_run_theta(whole), rv_run_theta(parts), 2 * sizeof(double));
    rv_run_destroy(whole);
    rv_run_destroy(parts);
}

static void
test_cuts(void **state)
{
    (void)state;
    check_all_forms("quadratic", check_cuts);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_2_vector_and_n_vector),
        cmocka_unit_test(test_staged_drivers),
        cmocka_unit_test(test_explain),
        cmocka_unit_test(test_the_oracle_counts),
        cmocka_unit_test(test_cuts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
