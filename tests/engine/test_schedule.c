/*
 * Schedules: every row of PyTorch's, what they do at their ends, warm-up, and what a run
 * makes of them.
 */
#include <string.h>

#include "csv.h"
#include "engine/schedule.h"
#include "racing.h"
#include "reference.h"

enum { STEPS = 400 };

/* Rates as PyTorch has them ------------------------------------------------------------
 */

static struct rv_racer
racer_with(const char *kind, const char *params, double lr)
{
    struct rv_racer racer = racer_of("momentum");
    set_key(&racer, "lr", lr);
    const char *why = reference_schedule(&racer, kind, params);
    if (why)
        fail_msg("%s %s: %s", kind, params, why);
    return racer;
}

/* The rows of one schedule, the first of them at @rows; @return the worst difference. */
static double
compare_rates(const struct rv_racer *racer, char *(*rows)[CSV_FIELDS], size_t n)
{
    double lr = racer->settings.value[0], worst = 0;
    for (size_t t = 0; t < n; t++) {
        struct rv_pace pace = schedule_pace(racer, NULL, (int64_t)t);
        double momentum = isnan(pace.momentum) ? 0.9 : pace.momentum;
        double apart = fabs(pace.lr - strtod(rows[t][2], NULL)) / lr;
        assert_int_equal(strtol(rows[t][1], NULL, 10), t);
        if (!(apart <= 1e-12) || fabs(momentum - strtod(rows[t][3], NULL)) > 1e-12)
            fail_msg("%s at t=%zu: rate %.17g, momentum %.17g", rows[t][0], t, pace.lr,
                     momentum);
        worst = fmax(worst, apart);
    }
    return worst;
}

static size_t
count_rows_of(const struct csv *csv, const char *id, size_t *first)
{
    size_t n = 0;
    for (size_t i = csv->n; i-- > 0;)
        if (strcmp(csv->rows[i][0], id) == 0) {
            *first = i;
            n++;
        }
    return n;
}

static void
test_every_row_of_the_references(void **state)
{
    (void)state;
    struct csv defs, rows;
    double worst = 0;
    size_t n_rows = 0;
    assert_true(csv_open(&defs, REFS_DIR, "schedules_def.csv"));
    assert_true(csv_open(&rows, REFS_DIR, "schedules.csv"));
    for (size_t i = 0; i < defs.n; i++) {
        char **def = defs.rows[i];
        struct rv_racer racer = racer_with(def[1], def[3], strtod(def[2], NULL));
        size_t first = 0, n = count_rows_of(&rows, def[0], &first);
        assert_true(n >= 100);
        worst = fmax(worst, compare_rates(&racer, rows.rows + first, n));
        n_rows += n;
    }
    print_message("%zu schedules agree in %zu rows, worst difference %.2g of the base\n",
                  defs.n, n_rows, worst);
    assert_int_equal(n_rows, rows.n);
    csv_close(&defs);
    csv_close(&rows);
}

static void
test_plateau_against_the_references(void **state)
{
    (void)state;
    struct csv defs, rows;
    assert_true(csv_open(&defs, REFS_DIR, "plateau_def.csv"));
    assert_true(csv_open(&rows, REFS_DIR, "plateau.csv"));
    for (size_t i = 0, t = 0; i < defs.n; i++, t = 0) {
        struct rv_racer racer = racer_with("ReduceLROnPlateau", defs.rows[i][1], 1);
        double memory[SCHEDULE_STATE_MAX] = {0};
        size_t first = 0, n = count_rows_of(&rows, defs.rows[i][0], &first);
        assert_int_equal(n, 100);
        for (; t < n; t++) {
            char **row = rows.rows[first + t];
            schedule_observe(&racer, memory, (int64_t)t, strtod(row[2], NULL));
            double lr = schedule_pace(&racer, memory, (int64_t)t + 1).lr;
            assert_close(lr, strtod(row[3], NULL), 1e-15);
        }
    }
    csv_close(&defs);
    csv_close(&rows);
}

/* What the references do not hold -------------------------------------------------------
 */

static double
rate(const char *kind, const char *params, int64_t t)
{
    struct rv_racer racer = racer_with(kind, params, 0.5);
    return schedule_pace(&racer, NULL, t).lr;
}

/* One that ends keeps its last value, a periodic one goes on. */
static void
test_after_the_end(void **state)
{
    (void)state;
    const char *one = "total_steps=20;div_factor=10;final_div_factor=100";
    assert_close(rate("OneCycleLR", one, 19), 0.5 / 1000, 1e-15);
    assert_same_bits(rate("OneCycleLR", one, 1000000), rate("OneCycleLR", one, 19));
    assert_same_bits(rate("PolynomialLR", "total_iters=7", 7), 0);
    assert_same_bits(rate("PolynomialLR", "total_iters=7", 900), 0);
    assert_same_bits(rate("LinearLR", "total_iters=7;end_factor=0.25", 900), 0.125);
    assert_same_bits(rate("lambda_warmup_cosine", "warmup=3;total=9;floor=0.5", 9), 0.25);
    assert_same_bits(rate("lambda_warmup_cosine", "warmup=3;total=9;floor=0.5", 99),
                     0.25);
    for (int64_t t = 0; t < 40; t++) {
        assert_same_bits(rate("CosineAnnealingLR", "T_max=20", t),
                         rate("CosineAnnealingLR", "T_max=20", t + 40000));
        assert_same_bits(rate("CosineAnnealingWarmRestarts", "T_0=20", t),
                         rate("CosineAnnealingWarmRestarts", "T_0=20", t + 20000));
        assert_same_bits(rate("CyclicLR", "step_size_up=20", t),
                         rate("CyclicLR", "step_size_up=20", t + 40000));
    }
}

static void
test_corners(void **state)
{
    (void)state;
    /* lr stands where max_lr and base_lr are not given */
    assert_same_bits(rate("CyclicLR", "step_size_up=4", 0), 0.5);
    assert_same_bits(rate("CyclicLR", "step_size_up=4", 4), 5);
    assert_same_bits(rate("CyclicLR", "base_lr=0.25;max_lr=2;step_size_up=4", 0), 0.25);
    assert_same_bits(rate("CyclicLR", "base_lr=0.25;max_lr=2;step_size_up=4", 4), 2);
    assert_close(rate("OneCycleLR", "total_steps=10;pct_start=0.1", 0), 0.5, 1e-15);
    assert_true(isfinite(rate("OneCycleLR", "total_steps=1", 0)));
    assert_true(isfinite(rate("OneCycleLR", "total_steps=10;pct_start=1", 9)));
    assert_same_bits(rate("lambda_warmup_cosine", "warmup=9;total=5;floor=0.5", 9), 0.25);
    assert_same_bits(rate("StepLR", "step_size=1;gamma=0", 0), 0.5);
    assert_same_bits(rate("StepLR", "step_size=1;gamma=0", 1), 0);
    assert_same_bits(rate("ExponentialLR", "gamma=2", 3), 4);
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 0.5);
    set_key(&racer, "schedule", rv_schedule_find("inverse_power"));
    set_key(&racer, "schedule.tau", 1);
    set_key(&racer, "schedule.t0", 2);
    assert_close(schedule_pace(&racer, NULL, 6).lr, 0.125, 1e-15);
    set_key(&racer, "schedule", rv_schedule_find("constant"));
    for (int64_t t = 0; t < 9; t++)
        assert_same_bits(schedule_pace(&racer, NULL, t).lr, 0.5);
}

static void
expect_refused(const char *schedule, const char *key, double value, const char *words)
{
    struct rv_racer racer = racer_of("gd");
    struct rv_error error;
    set_key(&racer, "schedule", rv_schedule_find(schedule));
    rv_key k = rv_racer_key(&racer, key);
    assert_int_not_equal(k, RV_KEY_NONE);
    assert_int_equal(rv_racer_check(&racer, k, value, &error), RV_E_RANGE);
    if (!strstr(error.text, words))
        fail_msg("\"%s\" says nothing of \"%s\"", error.text, words);
}

static void
test_bad_numbers(void **state)
{
    (void)state;
    expect_refused("cosine", "schedule.T_max", 0, "schedule.T_max must be at least 1");
    expect_refused("cosine", "schedule.T_max", 1.5, "whole number");
    expect_refused("cosine", "schedule.eta_min", -1, "at least 0");
    expect_refused("cosine_restarts", "schedule.T_0", 0, "at least 1");
    expect_refused("cosine_restarts", "schedule.T_mult", 0, "at least 1");
    expect_refused("step", "schedule.step_size", 0, "at least 1");
    expect_refused("polynomial", "schedule.total_iters", 0, "at least 1");
    expect_refused("onecycle", "schedule.div_factor", 0, "above 0");
    expect_refused("onecycle", "schedule.pct_start", 1.1, "at most 1");
    expect_refused("onecycle", "schedule.max_momentum", 1, "below 1");
    expect_refused("cyclic", "schedule.step_size_up", 0, "at least 1");
    expect_refused("inverse_sqrt", "schedule.t0", 0, "above 0");
    expect_refused("plateau", "schedule.factor", 1, "below 1");
    expect_refused("none", "warmup", -1, "at least 0");
    expect_refused("none", "schedule", (double)rv_schedule_count(), "no choice");
}

/* Keys ---------------------------------------------------------------------------------
 */

/* Every schedule's rows are settings while it is chosen, and none of them before. */
static void
test_keys_follow_the_schedule(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("adam");
    rv_key keys[64], schedule = rv_racer_key(&racer, "schedule");
    size_t without = rv_racer_keys(&racer, keys);
    assert_int_equal(strcmp(rv_schedule_at(0)->id, "none"), 0);
    for (size_t i = 0; i < rv_schedule_count(); i++) {
        const struct rv_schedule *s = rv_schedule_at(i);
        rv_racer_set(&racer, schedule, (double)i);
        assert_int_equal(rv_schedule_find(s->id), i);
        assert_true(rv_racer_keys(&racer, keys) <= 64);
        if (!s->list)
            assert_int_equal(rv_racer_keys(&racer, keys), without + s->n_params);
        for (size_t k = 0; k < s->n_params; k++) {
            rv_key key = rv_racer_key(&racer, s->params[k].key);
            assert_ptr_equal(rv_racer_param(&racer, key), &s->params[k]);
            assert_same_bits(rv_racer_get(&racer, key), s->params[k].standard);
            assert_int_equal(strncmp(s->params[k].key, "schedule.", 9), 0);
            assert_int_equal(rv_param_check(&s->params[k], s->params[k].standard, NULL),
                             RV_OK);
        }
    }
    rv_racer_set(&racer, schedule, 0);
    assert_int_equal(rv_racer_key(&racer, "schedule.T_max"), RV_KEY_NONE);
    for (rv_key key = RV_KEY_SCHEDULE; key < RV_KEY_END; key++)
        assert_null(rv_racer_param(&racer, key));
}

static bool
uses(const struct rv_racer *racer, const char *key)
{
    return rv_racer_uses(racer, rv_racer_key(racer, key));
}

static void
test_what_a_schedule_dims(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("adam");
    set_key(&racer, "schedule", rv_schedule_find("onecycle"));
    assert_true(uses(&racer, "lr") && !uses(&racer, "beta1") && uses(&racer, "beta2"));
    set_key(&racer, "schedule.max_lr", 0.1);
    set_key(&racer, "schedule.cycle_momentum", 0);
    assert_true(!uses(&racer, "lr") && uses(&racer, "beta1"));
    assert_false(uses(&racer, "schedule.max_momentum"));
    set_key(&racer, "schedule", rv_schedule_find("cyclic"));
    assert_false(uses(&racer, "schedule.gamma"));
    set_key(&racer, "schedule.mode", 2);
    assert_true(uses(&racer, "schedule.gamma"));
    struct rv_racer gd = racer_of("gd");
    set_key(&gd, "schedule", rv_schedule_find("cyclic"));
    assert_false(uses(&gd, "schedule.base_momentum"));
    struct rv_racer cg = racer_of("cg");
    assert_true(!uses(&cg, "schedule") && !uses(&cg, "warmup"));
}

static void
test_another_schedule_drops_the_old_ones_edits(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "schedule", rv_schedule_find("cosine"));
    struct rv_document document = document_of("quadratic", &racer);
    rv_document_add_racer(&document, &racer, NULL);
    edit_key(&document, 0, "schedule.T_max", 5, 40);
    edit_key(&document, 0, "lr", 6, 0.1);
    edit_key(&document, 1, "schedule.T_max", 7, 40);
    rv_key key = rv_racer_key(&racer, "schedule");
    double step = rv_schedule_find("step");
    assert_int_equal(rv_document_edit(&document, 0, key, 9, step, NULL), RV_OK);
    assert_int_equal(document.n_edits, 2);
    assert_int_equal(document.edits[0].step, 6);
    assert_int_equal(document.edits[1].racer, 1);
    assert_same_bits(document.racers[0].common[RV_COMMON_SCHEDULE], step);
}

/* In runs ------------------------------------------------------------------------------
 */

/* Gradient descent on x^2/2 with each rate as the formula says; warm-up first. */
static void
test_warm_up_before_a_schedule(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 0.5);
    set_key(&racer, "warmup", 10);
    set_key(&racer, "schedule", rv_schedule_find("exponential"));
    set_key(&racer, "schedule.gamma", 0.9);
    struct rv_document document = document_of("quadratic", &racer);
    struct rv_row rows[STEPS];
    trace(&document, 0, STEPS, rows);
    double x = document.start.x;
    for (int t = 0; t < STEPS; t++) {
        double lr = t < 10 ? 0.5 * (t + 1) / 10 : 0.5 * pow(0.9, t - 10);
        assert_close(rows[t].lr, lr, 1e-15);
        assert_close(rows[t].x, x, 1e-13);
        x -= lr * x;
    }
}

/* The schedule's number turned at 30, the base rate at 50: closed forms of the step. */
static void
test_schedule_numbers_turned_live(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 0.5);
    set_key(&racer, "schedule", rv_schedule_find("cosine"));
    struct rv_document document = document_of("quadratic", &racer);
    edit_key(&document, 0, "schedule.T_max", 30, 80);
    edit_key(&document, 0, "lr", 50, 0.25);
    edit_key(&document, 0, "schedule.eta_min", 60, 0.01);
    edit_key(&document, 0, "warmup", 70, 5);
    struct rv_row rows[STEPS];
    trace(&document, 0, STEPS, rows);
    double x = document.start.x;
    for (int t = 0; t < STEPS; t++) {
        double base = t < 50 ? 0.5 : 0.25, length = t < 30 ? 200 : 80;
        double least = t < 60 ? 0 : 0.01, at = t < 70 ? t : t - 5;
        double lr = least + (base - least) * (1 + cos(M_PI * at / length)) / 2;
        assert_close(rows[t].lr, lr, 1e-14);
        assert_close(rows[t].x, x, 1e-12);
        x -= lr * x;
    }
}

/* What cycles is the rule's own momentum: the same run as one edited at every step. */
static void
test_cycled_momentum_is_the_rules_own(void **state)
{
    (void)state;
    static const char *const rules[][2] = {
        {"momentum", "beta"    },
        {"nesterov", "beta"    },
        {"adam",     "beta1"   },
        {"rmsprop",  "momentum"}
    };
    for (size_t r = 0; r < 4; r++) {
        struct rv_racer racer = racer_of(rules[r][0]), by_hand = racer;
        set_key(&racer, "lr", 0.01);
        set_key(&racer, "schedule", rv_schedule_find("onecycle"));
        set_key(&racer, "schedule.total_steps", 60);
        struct rv_document a = document_of("himmelblau", &racer);
        struct rv_document b = document_of("himmelblau", &by_hand);
        for (int t = 0; t < 60; t++) {
            struct rv_pace pace = schedule_pace(&racer, NULL, t);
            edit_key(&b, 0, "lr", t, pace.lr);
            edit_key(&b, 0, rules[r][1], t, pace.momentum);
        }
        struct rv_row rows[60], expected[60];
        trace(&a, 0, 60, rows);
        trace(&b, 0, 60, expected);
        assert_memory_equal(rows, expected, sizeof rows);
    }
}

/* plateau looks at the loss at the new point, charges nothing, and its memory is in the
 * run's bytes. */
static void
test_plateau_in_a_run(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 1.9); /* bounces on y = x^2 / 2: no better for long */
    set_key(&racer, "noise", 0.3);
    set_key(&racer, "schedule", rv_schedule_find("plateau"));
    set_key(&racer, "schedule.patience", 3);
    set_key(&racer, "schedule.factor", 0.5);
    struct rv_document document = document_of("quadratic", &racer);
    struct rv_row rows[STEPS], again[STEPS];
    trace(&document, 0, STEPS, rows);
    double best = INFINITY, lr = 1.9, drops = 0;
    for (int t = 0, bad = 0; t + 1 < STEPS; t++) {
        assert_same_bits(rows[t].lr, lr);
        double loss = rows[t + 1].loss;
        bad = loss < best * (1 - 1e-4) ? 0 : bad + 1;
        best = bad ? best : loss;
        if (bad > 3 && lr * 0.5 < lr - 1e-8) {
            lr *= 0.5;
            drops++;
        }
        bad = bad > 3 ? 0 : bad;
    }
    assert_true(drops > 5);
    struct rv_run *run = run_of(&document, 0);
    unsigned char bytes[4096];
    assert_true(rv_run_state_size(run) <= sizeof bytes);
    rv_run_advance(run, 100, again);
    rv_run_save(run, bytes);
    rv_run_advance(run, 200, NULL);
    rv_run_load(run, bytes);
    rv_run_advance(run, STEPS - 100, again + 100);
    assert_memory_equal(rows, again, sizeof rows);
    assert_same_bits(rv_run_spent(run).gradients, STEPS);
    assert_same_bits(rv_run_spent(run).values, 0);
    rv_run_destroy(run);
}

/* A rule without a rate has none whatever the schedule says. */
static void
test_rules_without_a_rate(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("linesearch"), plain = racer;
    set_key(&racer, "schedule", rv_schedule_find("onecycle"));
    set_key(&racer, "schedule.max_lr", 0.5);
    set_key(&racer, "warmup", 3);
    struct rv_document a = document_of("himmelblau", &racer);
    struct rv_document b = document_of("himmelblau", &plain);
    struct rv_row rows[30], expected[30];
    trace(&a, 0, 30, rows);
    trace(&b, 0, 30, expected);
    for (size_t t = 0; t < 30; t++) {
        assert_true(isnan(rows[t].lr));
        assert_same_bits(rows[t].x, expected[t].x);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_row_of_the_references),
        cmocka_unit_test(test_plateau_against_the_references),
        cmocka_unit_test(test_after_the_end),
        cmocka_unit_test(test_corners),
        cmocka_unit_test(test_bad_numbers),
        cmocka_unit_test(test_keys_follow_the_schedule),
        cmocka_unit_test(test_what_a_schedule_dims),
        cmocka_unit_test(test_another_schedule_drops_the_old_ones_edits),
        cmocka_unit_test(test_warm_up_before_a_schedule),
        cmocka_unit_test(test_schedule_numbers_turned_live),
        cmocka_unit_test(test_cycled_momentum_is_the_rules_own),
        cmocka_unit_test(test_plateau_in_a_run),
        cmocka_unit_test(test_rules_without_a_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
