/* Runs: steps, endings, edits, draws, what was paid, saving and loading. */
#include <stdlib.h>
#include <string.h>

#include "forms.h"
#include "racing.h"

enum { STEPS = 300 };

static void
test_rows_are_the_points_before_their_step(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 0.1);
    struct rv_document document = document_of("quadratic", &racer);
    document.start = (struct rv_vec2){3, -2};
    struct rv_run *run = run_of(&document, 0);
    struct rv_row rows[3], now;
    rv_run_row(run, &now);
    assert_int_equal(rv_run_advance(run, 3, rows), 3);
    assert_memory_equal(&rows[0], &now, sizeof now);
    assert_same_bits(rows[0].x, 3);
    assert_same_bits(rows[0].gx, 3);
    assert_same_bits(rows[0].loss, 6.5);
    assert_same_bits(rows[0].lr, 0.1);
    assert_same_bits(rows[1].x, 3 - 0.1 * 3.0);
    assert_int_equal(rv_run_step(run), 3);
    rv_run_row(run, &now);
    assert_same_bits(now.y, rows[2].y - 0.1 * rows[2].gy);
    assert_same_bits(rv_run_theta(run)[1], now.y);
    assert_int_equal(rv_run_stop(run), RV_STOP_NONE);
    rv_run_destroy(run);
}

/* f = x^2 / 2 with lr 1e200: 1, -1e200, 1e400. Row 1 has an infinite loss. */
static void
test_divergence_is_the_first_row_that_is_not_finite(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 1e200);
    struct rv_document document = document_of("quadratic", &racer);
    document.start = (struct rv_vec2){1, 0};
    struct rv_run *run = run_of(&document, 0);
    struct rv_row rows[5] = {0}, last;
    assert_int_equal(rv_run_advance(run, 5, rows), 1);
    assert_int_equal(rv_run_stop(run), RV_STOP_DIVERGED);
    assert_int_equal(rv_run_step(run), 1);
    assert_true(isfinite(rows[1].x) && isinf(rows[1].loss));
    assert_same_bits(rows[1].lr, 1e200);
    assert_same_bits(rows[2].lr, 0); /* not written */
    rv_run_row(run, &last);
    assert_memory_equal(&last, &rows[1], sizeof last);
    assert_int_equal(rv_run_advance(run, 5, rows), 0);
    assert_int_equal(rv_run_step(run), 1);
    assert_true(rv_run_spent(run).gradients == 1);
    rv_run_destroy(run);
}

/* Rows as large as doubles go are not yet a divergence, though their sum overflows. */
static double
huge_value(const void *self, const double *x, const uint32_t *rows, size_t k, double *g)
{
    (void)self;
    (void)rows;
    (void)k;
    if (g)
        g[0] = g[1] = 0;
    return x[0];
}

static void
test_huge_is_finite(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    struct rv_document document = document_of("quadratic", &racer);
    const struct rv_problem problem = {.n = 2, .value_gradient = huge_value};
    struct rv_objective *objective;
    assert_int_equal(rv_objective_create_problem(&objective, &problem, NULL), RV_OK);
    const double start[2] = {1.5e308, 1.5e308};
    struct rv_run *run;
    assert_int_equal(rv_run_create(&run, objective, &document, 0, start, NULL), RV_OK);
    assert_int_equal(rv_run_advance(run, 4, NULL), 4);
    assert_int_equal(rv_run_stop(run), RV_STOP_NONE);
    rv_run_destroy(run);
    rv_objective_unref(objective);
}

static void
test_the_end_is_seen_before_the_next_step(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 1e200);
    struct rv_document document = document_of("quadratic", &racer);
    document.start = (struct rv_vec2){1, 0};
    struct rv_run *run = run_of(&document, 0);
    assert_int_equal(rv_run_advance(run, 1, NULL), 1);
    assert_int_equal(rv_run_stop(run), RV_STOP_DIVERGED);
    rv_run_destroy(run);
}

static void
test_edits_hold_from_their_step(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 0.125);
    struct rv_document document = document_of("quadratic", &racer);
    document.start = (struct rv_vec2){1024, 0};
    edit_key(&document, 0, "lr", 3, 0.5);
    edit_key(&document, 0, "lr", 5, 0.25);
    struct rv_row rows[8];
    trace(&document, 0, 8, rows);
    static const double rates[] = {0.125, 0.125, 0.125, 0.5, 0.5, 0.25, 0.25, 0.25};
    double x = 1024;
    for (int i = 0; i < 8; i++) {
        assert_same_bits(rows[i].lr, rates[i]);
        assert_same_bits(rows[i].x, x);
        x -= rates[i] * x;
    }
}

/* Everything that can be turned live, turned again and again; noise and batch too. */
static struct rv_document
turbulent_document(const struct rv_racer *racer)
{
    struct rv_document document = document_of("logistic", racer);
    document.seed = 99;
    rv_key keys[64];
    size_t n = rv_racer_keys(racer, keys);
    int64_t step = 7;
    for (size_t i = 0; i < n; i++, step += 9) {
        const struct rv_param *param = rv_racer_param(racer, keys[i]);
        if (param->when == RV_FROM_START)
            continue;
        double value = rv_param_turn(param, rv_racer_get(racer, keys[i]), 1, true);
        if (rv_racer_check(racer, keys[i], value, NULL) != RV_OK)
            continue;
        struct rv_edit edit = {.step = step, .value = value, .key = keys[i]};
        assert_int_equal(rv_document_add_edit(&document, edit, NULL), RV_OK);
    }
    return document;
}

static void
check_save_and_load(const struct rv_document *document, const char *name)
{
    struct rv_run *run = run_of(document, 0), *other = run_of(document, 0);
    struct rv_row straight[STEPS] = {0}, again[STEPS] = {0}; /* some runs diverge */
    size_t size = rv_run_state_size(run);
    unsigned char *at_100 = malloc(size), *at_end = malloc(size), *end = malloc(size);
    rv_run_advance(run, 100, straight);
    rv_run_save(run, at_100);
    rv_run_advance(run, STEPS - 100, straight + 100);
    rv_run_save(run, at_end);
    struct rv_run *const runs[] = {run,
                                   other}; /* rewound, and brought along by another */
    for (size_t i = 0; i < 2; i++) {
        rv_run_load(runs[i], at_100);
        assert_int_equal(rv_run_step(runs[i]), 100);
        rv_run_advance(runs[i], STEPS - 100, again + 100);
        rv_run_save(runs[i], end);
        if (memcmp(again + 100, straight + 100, (STEPS - 100) * sizeof again[0]) != 0)
            fail_msg("%s: rows differ after loading", name);
        assert_memory_equal(end, at_end, size);
    }
    free(at_100);
    free(at_end);
    free(end);
    rv_run_destroy(run);
    rv_run_destroy(other);
}

static void
test_rewinding_gives_the_same_bits(void **state)
{
    (void)state;
    struct forms forms = {0};
    struct rv_racer racer;
    while (next_form(&forms, &racer)) {
        turn_on(&racer);
        struct rv_document document = turbulent_document(&racer);
        check_save_and_load(&document, forms.name);
    }
}

static void
test_all_rows_are_the_full_gradient(void **state)
{
    (void)state;
    struct forms forms = {0};
    struct rv_racer racer;
    while (next_form(&forms, &racer)) {
        struct rv_document full = document_of("logistic", &racer), all = full;
        struct rv_objective *objective = objective_of(&full);
        size_t n = rv_objective_rows(objective);
        rv_objective_unref(objective);
        assert_true(n > 5);
        if (!takes(&racer, "batch", (double)n))
            continue;
        set_key(&all.racers[0], "batch", (double)n);
        struct rv_row a[STEPS], b[STEPS];
        trace(&full, 0, STEPS, a);
        trace(&all, 0, STEPS, b);
        assert_memory_equal(a, b, sizeof a);
    }
}

static void
test_given_rows_act_for_one_step(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("adam");
    struct rv_document document = document_of("logistic", &racer);
    set_key(&document.racers[0], "batch", 4);
    struct rv_run *drawn = run_of(&document, 0), *given = run_of(&document, 0);
    for (int64_t step = 0; step < 50; step++) {
        uint32_t rows[100];
        size_t k = rv_run_batch(drawn, step, rows);
        assert_int_equal(k, 4);
        assert_int_equal(rv_run_give_rows(given, rows, k), RV_OK);
        assert_int_equal(rv_run_advance(given, 1, NULL), 1);
    }
    rv_run_advance(drawn, 50, NULL);
    assert_memory_equal(rv_run_theta(drawn), rv_run_theta(given), 2 * sizeof(double));
    assert_same_bits(rv_run_spent(given).gradients, rv_run_spent(drawn).gradients);
    const uint32_t falling[] = {3, 2}, twice[] = {2, 2}, far[] = {100000};
    assert_int_equal(rv_run_give_rows(given, falling, 2), RV_E_RANGE);
    assert_int_equal(rv_run_give_rows(given, twice, 2), RV_E_RANGE);
    assert_int_equal(rv_run_give_rows(given, far, 1), RV_E_RANGE);
    assert_int_equal(rv_run_give_rows(given, falling, 0), RV_E_RANGE);
    rv_run_destroy(drawn);
    rv_run_destroy(given);
}

/* Subsets without repetition, rising, every row as often as any other. */
static void
test_batches_are_fair_subsets(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    struct rv_document document = document_of("logistic", &racer);
    set_key(&document.racers[0], "batch", 5);
    struct rv_run *run = run_of(&document, 0);
    struct rv_objective *objective = objective_of(&document);
    size_t n = rv_objective_rows(objective), count[1000] = {0};
    const int64_t steps = 20000;
    for (int64_t step = 0; step < steps; step++) {
        uint32_t rows[1000];
        assert_int_equal(rv_run_batch(run, step, rows), 5);
        for (size_t i = 0; i < 5; i++) {
            assert_true(rows[i] < n && (i == 0 || rows[i] > rows[i - 1]));
            count[rows[i]]++;
        }
    }
    double share = 5 / (double)n, expected = share * (double)steps;
    double deviation = sqrt(expected * (1 - share));
    for (size_t i = 0; i < n; i++)
        assert_true(fabs((double)count[i] - expected) < 5 * deviation);
    rv_objective_unref(objective);
    rv_run_destroy(run);
}

/* On a flat problem gd moves by lr times the noise alone. */
static double
flat(const void *self, const double *x, const uint32_t *rows, size_t k, double *g)
{
    (void)self;
    (void)x;
    (void)rows;
    (void)k;
    for (size_t i = 0; g && i < 3; i++)
        g[i] = 0;
    return 0;
}

static void
test_noise_is_standard_normal(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 1);
    set_key(&racer, "noise", 1);
    struct rv_document document = document_of("quadratic", &racer);
    const struct rv_problem problem = {.n = 3, .value_gradient = flat};
    struct rv_objective *objective;
    rv_objective_create_problem(&objective, &problem, NULL);
    const double start[3] = {0};
    struct rv_run *run;
    assert_int_equal(rv_run_create(&run, objective, &document, 0, start, NULL), RV_OK);
    const int n = 20000;
    double sum = 0, squares = 0, fourth = 0, cross = 0, before[3] = {0}, z[3];
    for (int i = 0; i < n; i++) {
        rv_run_advance(run, 1, NULL);
        for (int j = 0; j < 3; j++) {
            z[j] = before[j] - rv_run_theta(run)[j];
            before[j] = rv_run_theta(run)[j];
            sum += z[j];
            squares += z[j] * z[j];
            fourth += z[j] * z[j] * z[j] * z[j];
        }
        cross += z[0] * z[1] + z[1] * z[2];
    }
    double m = 3.0 * n; /* five standard errors each */
    assert_true(fabs(sum / m) < 5 / sqrt(m));
    assert_true(fabs(squares / m - 1) < 5 * sqrt(2 / m));
    assert_true(fabs(fourth / m - 3) < 5 * sqrt(96 / m));
    assert_true(fabs(cross / (2.0 * n)) < 5 / sqrt(2.0 * n));
    rv_run_destroy(run);
    rv_objective_unref(objective);
}

static void
test_draws_depend_on_seed_and_step_alone(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd"), other = racer_of("adam");
    set_key(&racer, "batch", 3);
    set_key(&racer, "noise", 0.1);
    set_key(&other, "batch", 3);
    struct rv_document alone = document_of("logistic", &racer), together = alone;
    rv_document_add_racer(&together, &other, NULL);
    rv_document_add_racer(&together, &racer, NULL);
    struct rv_row a[STEPS], b[STEPS], c[STEPS];
    trace(&alone, 0, STEPS, a);
    trace(&together, 0, STEPS, b);
    trace(&together, 2, STEPS, c);
    assert_memory_equal(a, b, sizeof a);
    assert_memory_equal(a, c, sizeof a);
    struct rv_run *gd = run_of(&together, 0), *adam = run_of(&together, 1);
    uint32_t rows[2][100];
    for (int64_t step = 0; step < 100; step++) {
        rv_run_batch(gd, step, rows[0]);
        rv_run_batch(adam, step, rows[1]);
        assert_memory_equal(rows[0], rows[1], 3 * sizeof rows[0][0]);
    }
    rv_run_destroy(gd);
    rv_run_destroy(adam);
    alone.seed = 1;
    trace(&alone, 0, STEPS, b);
    assert_memory_not_equal(a, b, sizeof a);
}

static void
test_a_batch_costs_its_share(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("nesterov");
    struct rv_document document = document_of("logistic", &racer);
    edit_key(&document, 0, "batch", 10, 4);
    edit_key(&document, 0, "batch", 20, 1);
    edit_key(&document, 0, "batch", 30, 0);
    struct rv_objective *objective = objective_of(&document);
    double n = (double)rv_objective_rows(objective);
    rv_objective_unref(objective);
    struct rv_run *run = run_of(&document, 0);
    assert_int_equal(rv_run_advance(run, 35, NULL), 35);
    struct rv_spent spent = rv_run_spent(run);
    assert_close(spent.gradients, 15 + 50 / n, 1e-15);
    assert_true(spent.values == 0 && spent.hessians == 0);
    struct rv_row row;
    rv_run_row(run, &row); /* looking is free */
    assert_same_bits(rv_run_spent(run).gradients, spent.gradients);
    rv_run_destroy(run);
}

static void
expect_refused(const struct rv_document *document, const char *reason)
{
    struct rv_objective *objective = objective_of(document);
    struct rv_run *run = (struct rv_run *)document;
    struct rv_error error = {0};
    enum rv_status status = rv_run_create(&run, objective, document, 0, NULL, &error);
    assert_int_equal(status, RV_E_RANGE);
    assert_null(run);
    if (!strstr(error.text, reason))
        fail_msg("\"%s\" does not say \"%s\"", error.text, reason);
    rv_objective_unref(objective);
}

static void
test_what_cannot_run_is_refused(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "batch", 5000);
    struct rv_document document = document_of("logistic", &racer);
    expect_refused(&document, "batch must be at most ");
    document = document_of("rosenbrock", &racer);
    expect_refused(&document, "batch needs a surface over data; rosenbrock has none");
    racer = racer_of("gd");
    document = document_of("rosenbrock", &racer);
    edit_key(&document, 0, "batch", 50, 2);
    expect_refused(&document, "over data");
    racer.settings.value[0] = -1;
    document = document_of("rosenbrock", &racer);
    expect_refused(&document, "lr must be at least 0; got -1");
}

static void
test_n_parameters_need_a_start(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    struct rv_document document = document_of("quadratic", &racer);
    const struct rv_problem problem = {.n = 3, .value_gradient = flat};
    struct rv_objective *objective;
    rv_objective_create_problem(&objective, &problem, NULL);
    struct rv_run *run;
    struct rv_error error;
    assert_int_equal(rv_run_create(&run, objective, &document, 0, NULL, &error),
                     RV_E_RANGE);
    assert_int_equal(rv_run_create(&run, objective, &document, 1, NULL, &error),
                     RV_E_RANGE);
    rv_run_destroy(NULL);
    rv_objective_unref(objective);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_are_the_points_before_their_step),
        cmocka_unit_test(test_divergence_is_the_first_row_that_is_not_finite),
        cmocka_unit_test(test_huge_is_finite),
        cmocka_unit_test(test_the_end_is_seen_before_the_next_step),
        cmocka_unit_test(test_edits_hold_from_their_step),
        cmocka_unit_test(test_rewinding_gives_the_same_bits),
        cmocka_unit_test(test_all_rows_are_the_full_gradient),
        cmocka_unit_test(test_given_rows_act_for_one_step),
        cmocka_unit_test(test_batches_are_fair_subsets),
        cmocka_unit_test(test_noise_is_standard_normal),
        cmocka_unit_test(test_draws_depend_on_seed_and_step_alone),
        cmocka_unit_test(test_a_batch_costs_its_share),
        cmocka_unit_test(test_what_cannot_run_is_refused),
        cmocka_unit_test(test_n_parameters_need_a_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
