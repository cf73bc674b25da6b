/* Rules that evaluate as they like: one step is the same on a surface, on n parameters
 * and explained; what they refuse; and the algebra they share. */
#include <stdlib.h>
#include <string.h>

#include "engine/dense.h"
#include "engine/oracle.h"
#include "engine/surface_driver.h"
#include "racing.h"
#include "solvers.h"

enum { STEPS = 60 };

/* The same step everywhere --------------------------------------------------------- */

static double
value_gradient(const void *self, const double *x, const uint32_t *rows, size_t k,
               double *g)
{
    (void)rows;
    (void)k;
    return rv_objective_peek(self, x, g);
}

static void
hessian(const void *self, const double *x, double *h)
{
    rv_objective_hessian(self, x, h);
}

static struct rv_objective *
as_problem(struct rv_objective *surface)
{
    const struct rv_problem problem = {
        .n = 2, .value_gradient = value_gradient, .hessian = hessian, .self = surface};
    struct rv_objective *objective;
    assert_int_equal(rv_objective_create_problem(&objective, &problem, NULL), RV_OK);
    return objective;
}

static void
check_dimensions(const struct rv_racer *racer, const char *name)
{
    struct rv_document document = document_of("himmelblau", racer);
    struct rv_objective *surface = objective_of(&document);
    struct rv_objective *problem = as_problem(surface);
    struct rv_vec2 start = rv_document_start(&document, 0);
    struct rv_run *two, *n;
    struct rv_row a[STEPS] = {0}, b[STEPS] = {0};
    rv_run_create(&two, surface, &document, 0, NULL, NULL);
    rv_run_create(&n, problem, &document, 0, (double[]){start.x, start.y}, NULL);
    rv_run_advance(two, STEPS, a);
    rv_run_advance(n, STEPS, b);
    struct rv_spent spent = rv_run_spent(two), spent_n = rv_run_spent(n);
    if (memcmp(a, b, sizeof a) != 0)
        fail_msg("%s: another run on n parameters", name);
    assert_memory_equal(&spent, &spent_n, sizeof spent);
    rv_run_destroy(two);
    rv_run_destroy(n);
    rv_objective_unref(problem);
    rv_objective_unref(surface);
}

struct notes {
    size_t n, n_taps;
    double step[2];
    const struct tap_text *taps;
};

static void
note(void *context, size_t coordinate, int tap, double value)
{
    struct notes *notes = context;
    assert_true(tap >= 0 && (size_t)tap < notes->n_taps);
    assert_true(coordinate == SIZE_MAX || coordinate < 2);
    if (strcmp(notes->taps[tap].symbol, "Δ") == 0)
        notes->step[coordinate] = value;
    notes->n++;
}

/* A step noted is the step taken, and the step noted is the way gone. */
static void
check_autopsy(const struct rv_racer *racer, const char *name)
{
    const struct rv_optimizer_driver *driver = rv_optimizer_at(racer->rule)->driver;
    struct rv_document document = document_of("himmelblau", racer);
    struct rv_objective *objective = objective_of(&document);
    size_t size = driver_state_size(driver, &racer->settings, 2) * sizeof(double);
    struct notes notes = {.n_taps = driver->n_taps, .taps = driver->taps};
    struct tap tap = {.note = note, .context = &notes};
    struct paid paid = {0};
    struct oracle oracle;
    oracle_init(&oracle, objective, 0, &paid);
    double theta[2] = {0.5, 0.25}, work[64], rate = racer->settings.value[0];
    double *state = calloc(1, size), *copy = malloc(size);
    assert_true(6 + driver->work_size(2) <= 64);
    for (int t = 0; t < 8; t++) {
        double before[2], noted[2];
        memcpy(before, theta, sizeof before);
        memcpy(noted, theta, sizeof noted);
        memcpy(copy, state, size);
        memset(notes.step, 0, sizeof notes.step);
        struct segment segment = {.objective = objective,
                                  .oracle = &oracle,
                                  .h = racer->settings.value,
                                  .rates = &rate,
                                  .k = 1,
                                  .n = 2,
                                  .theta = noted,
                                  .state = copy,
                                  .work = work,
                                  .tap = &tap};
        driver->advance2(&segment);
        segment.theta = theta;
        segment.state = state;
        segment.tap = NULL;
        driver->advance2(&segment);
        if (memcmp(noted, theta, sizeof noted) != 0)
            fail_msg("%s: the explained step %d is another one", name, t);
        for (size_t i = 0; i < 2; i++)
            assert_same_bits(before[i] + notes.step[i], theta[i]);
    }
    assert_true(notes.n > 8);
    free(state);
    free(copy);
    oracle_finish(&oracle);
    rv_objective_unref(objective);
}

static void
test_one_step_everywhere(void **state)
{
    (void)state;
    struct forms forms = {0};
    struct rv_racer racer;
    size_t n = 0;
    for (; next_solver(&forms, &racer); n++) {
        check_dimensions(&racer, forms.name);
        check_autopsy(&racer, forms.name);
    }
    assert_int_equal(n, 2 + 1 + 2 + 2 + 2); /* newton bfgs lbfgs cg linesearch */
}

/* More parameters ------------------------------------------------------------------ */

enum { MANY = 6 };

/* ½ Σ i (x_i - 1)² + ¼ (Σ x_i - MANY)², all minima at one. */
static double
bowl(const void *self, const double *x, const uint32_t *rows, size_t k, double *g)
{
    (void)self;
    (void)rows;
    (void)k;
    double f = 0, sum = -MANY;
    for (size_t i = 0; i < MANY; i++)
        sum += x[i];
    for (size_t i = 0; i < MANY; i++) {
        double c = (double)(i + 1), d = x[i] - 1;
        f += 0.5 * c * d * d;
        if (g)
            g[i] = c * d + 0.5 * sum;
    }
    return f + 0.25 * sum * sum;
}

static void
bowl_hessian(const void *self, const double *x, double *h)
{
    (void)self;
    (void)x;
    for (size_t i = 0; i < MANY * MANY; i++)
        h[i] = 0.5 + (i % (MANY + 1) == 0 ? (double)(i / (MANY + 1) + 1) : 0);
}

static void
check_many(const struct rv_racer *racer, const char *name)
{
    const struct rv_problem problem = {
        .n = MANY, .value_gradient = bowl, .hessian = bowl_hessian};
    const double start[MANY] = {3, -1, 2, 0, 5, 1};
    struct rv_document document = document_of("quadratic", racer);
    struct rv_objective *objective;
    struct rv_run *run;
    rv_key lr = rv_racer_key(racer, "lr");
    if (lr != RV_KEY_NONE)
        rv_racer_set(&document.racers[0], lr, racer->settings.value[1] == 1 ? 0.2 : 1);
    rv_objective_create_problem(&objective, &problem, NULL);
    assert_int_equal(rv_run_create(&run, objective, &document, 0, start, NULL), RV_OK);
    rv_run_advance(run, 300, NULL);
    for (size_t i = 0; i < MANY; i++)
        if (fabs(rv_run_theta(run)[i] - 1) > 1e-5)
            fail_msg("%s: x%zu is %g, not 1", name, i, rv_run_theta(run)[i]);
    rv_run_destroy(run);
    rv_objective_unref(objective);
}

static void
test_n_parameters(void **state)
{
    (void)state;
    struct forms forms = {0};
    struct rv_racer racer;
    while (next_solver(&forms, &racer))
        check_many(&racer, forms.name);
}

static void
test_dense_algebra(void **state)
{
    (void)state;
    enum { N = 5 };
    double a[N * N], lu[N * N], x[N], b[N], w[N], v[N * N];
    for (size_t i = 0; i < N * N; i++) /* symmetric, indefinite, zeros on the diagonal */
        a[i] = sin(1.0 + (double)((i / N) * (i % N))) - (i % (N + 1) == 0 ? sin(1.0) : 0);
    for (size_t i = 0; i < N; i++)
        x[i] = 1 + (double)i;
    a[0] = 0;
    dense_multiply(N, a, x, b);
    memcpy(lu, a, sizeof a);
    assert_true(dense_solve(N, lu, b));
    for (size_t i = 0; i < N; i++)
        assert_close(b[i], x[i], 1e-12);
    memcpy(lu, a, sizeof a);
    dense_eigen(N, lu, w, v);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++) {
            double back = 0, dot = 0;
            for (size_t k = 0; k < N; k++) {
                back += v[i * N + k] * w[k] * v[j * N + k];
                dot += v[k * N + i] * v[k * N + j];
            }
            assert_close(back, a[i * N + j], 1e-13);
            assert_close(dot, i == j, 1e-13);
        }
    double flat[] = {1, 2, 3, 2, 4, 6, 0, 0, 1}, c[] = {1, 1, 1};
    assert_false(dense_solve(3, flat, c));
}

/* What they refuse ----------------------------------------------------------------- */

static void
test_what_they_refuse(void **state)
{
    (void)state;
    static const char *const keys[] = {"batch", "noise", "clip_norm", "clip_value",
                                       "decay"};
    struct forms forms = {0};
    struct rv_racer racer;
    while (next_solver(&forms, &racer)) {
        struct rv_error error;
        for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
            rv_key key = rv_racer_key(&racer, keys[i]);
            assert_int_not_equal(key, RV_KEY_NONE);
            assert_int_equal(rv_racer_check(&racer, key, 1, &error), RV_E_RANGE);
            assert_non_null(strstr(error.text, rv_optimizer_at(racer.rule)->id));
            assert_false(rv_racer_uses(&racer, key));
        }
        rv_key decay = rv_racer_key(&racer, "weight_decay");
        assert_int_equal(rv_racer_check(&racer, decay, 0.1, NULL), RV_OK);
    }
}

static void
test_newton_needs_a_hessian(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("newton");
    struct rv_document document = document_of("quadratic", &racer);
    const struct rv_problem problem = {.n = MANY, .value_gradient = bowl};
    const double start[MANY] = {0};
    struct rv_objective *objective;
    struct rv_run *run;
    struct rv_error error;
    rv_objective_create_problem(&objective, &problem, NULL);
    enum rv_status status = rv_run_create(&run, objective, &document, 0, start, &error);
    assert_int_equal(status, RV_E_RANGE);
    assert_non_null(strstr(error.text, "Hessian"));
    rv_objective_unref(objective);
}

static void
test_no_given_rows(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("bfgs");
    struct rv_document document = document_of("logistic", &racer);
    struct rv_run *run = run_of(&document, 0);
    assert_int_equal(rv_run_give_rows(run, (uint32_t[]){0, 1}, 2), RV_E_RANGE);
    rv_run_destroy(run);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_step_everywhere),
        cmocka_unit_test(test_n_parameters),
        cmocka_unit_test(test_dense_algebra),
        cmocka_unit_test(test_what_they_refuse),
        cmocka_unit_test(test_newton_needs_a_hessian),
        cmocka_unit_test(test_no_given_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
