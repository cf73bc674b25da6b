/* Rules that evaluate as they like: what they pay, where they rest, and where Newton
 * goes.
 */
#include <stdlib.h>
#include <string.h>

#include "racing.h"
#include "solvers.h"

static struct rv_row
row_at(const struct rv_document *document, size_t steps)
{
    struct rv_run *run = run_of(document, 0);
    struct rv_row row;
    rv_run_advance(run, steps, NULL);
    rv_run_row(run, &row);
    rv_run_destroy(run);
    return row;
}

static void
set_surface(struct rv_document *document, const char *key, double value)
{
    const struct rv_surface *surface = rv_surface_at(document->surface.surface);
    int i = rv_param_find(surface->params, surface->n_params, key);
    assert_true(i >= 0);
    document->surface.settings.value[i] = value;
}

/* What they pay -------------------------------------------------------------------- */

static void
expect_spent(const struct rv_run *run, double values, double gradients, double hessians)
{
    struct rv_spent spent = rv_run_spent(run);
    assert_close(spent.values, values, 0);
    assert_close(spent.gradients, gradients, 0);
    assert_close(spent.hessians, hessians, 0);
}

/* f = x²: Armijo from α₀ = 1 meets f(−x) = f(x), is refused once and is there with ½. */
static struct rv_document
parabola(const char *rule)
{
    struct rv_racer racer = racer_of(rule);
    if (rv_racer_key(&racer, "c1") != RV_KEY_NONE)
        set_key(&racer, "c1", 0.1);
    struct rv_document document = document_of("quadratic", &racer);
    set_surface(&document, "a11", 2);
    set_surface(&document, "a22", 2);
    document.start = (struct rv_vec2){3, 0};
    return document;
}

static void
test_armijo_pays_for_every_trial(void **state)
{
    (void)state;
    struct rv_document document = parabola("linesearch");
    set_key(&document.racers[0], "form", 1);
    struct rv_run *run = run_of(&document, 0);
    rv_run_advance(run, 1, NULL);
    expect_spent(run, 3, 1, 0); /* f(3), f(-3), f(0) */
    assert_same_bits(rv_run_theta(run)[0], 0);
    rv_run_advance(run, 1, NULL);
    expect_spent(run, 3, 2, 0); /* the gradient that says it is there */
    rv_run_advance(run, 100, NULL);
    expect_spent(run, 3, 2, 0);
    rv_run_destroy(run);
}

static void
test_bfgs_pays_one_gradient_a_step(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("bfgs");
    struct rv_document document = document_of("rosenbrock", &racer);
    struct rv_run *run = run_of(&document, 0);
    for (int t = 1; t <= 10; t++) {
        rv_run_advance(run, 1, NULL);
        struct rv_spent spent = rv_run_spent(run);
        assert_close(spent.gradients, t + 1, 0);
        assert_true(spent.values > t && rv_run_stop(run) == RV_STOP_NONE);
    }
    rv_run_destroy(run);
}

static void
test_exact_search_pays_a_hessian_or_the_grid(void **state)
{
    (void)state;
    struct rv_document document = parabola("linesearch");
    struct rv_run *run = run_of(&document, 0);
    rv_run_advance(run, 1, NULL);
    expect_spent(run, 0, 1, 1);
    rv_run_destroy(run);
    struct rv_racer racer = racer_of("linesearch");
    set_key(&racer, "grid", 10); /* 0.2, 0.4, 0.6: the root lies at 0.5 */
    set_key(&racer, "amax", 2);
    document = document_of("matyas", &racer);
    document.start = (struct rv_vec2){1, -1}; /* f = 0.26·2 + 0.48, eigenvector of 1 */
    run = run_of(&document, 0);
    rv_run_advance(run, 1, NULL);
    struct rv_spent spent = rv_run_spent(run);
    assert_true(spent.gradients >= 6 && spent.gradients < 12);
    assert_close(rv_run_theta(run)[0], 0, 1e-14);
    rv_run_destroy(run);
}

static void
test_newton_pays_a_gradient_and_a_hessian(void **state)
{
    (void)state;
    struct rv_document document = parabola("newton");
    struct rv_run *run = run_of(&document, 0);
    rv_run_advance(run, 7, NULL);
    expect_spent(run, 0, 7, 7);
    assert_same_bits(rv_run_theta(run)[0], 0);
    rv_run_destroy(run);
}

/* Strong Wolfe looks at value and gradient together; without a search there is one
 * gradient a step and no value. */
static void
test_lbfgs_pays_for_its_looks(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("lbfgs");
    struct rv_document document = document_of("rosenbrock", &racer);
    struct rv_run *run = run_of(&document, 0);
    rv_run_advance(run, 5, NULL);
    struct rv_spent spent = rv_run_spent(run);
    assert_close(spent.values, spent.gradients, 0);
    assert_true(spent.gradients >= 6);
    rv_run_destroy(run);
    set_key(&document.racers[0], "line_search", 1);
    set_key(&document.racers[0], "lr", 0.1);
    run = run_of(&document, 0);
    rv_run_advance(run, 5, NULL);
    expect_spent(run, 0, 5, 0);
    rv_run_destroy(run);
}

/* Where they rest ------------------------------------------------------------------ */

static void
check_rest(const char *rule, const char *form)
{
    struct rv_racer racer = racer_of(rule);
    if (form) {
        double value;
        rv_key key = rv_racer_key(&racer, "form");
        rv_param_parse(rv_racer_param(&racer, key), form, &value, NULL);
        rv_racer_set(&racer, key, value);
    }
    if (rv_racer_key(&racer, "tolerance_change") != RV_KEY_NONE)
        set_key(&racer, "tolerance_change", 0);
    struct rv_document document = document_of("quadratic", &racer);
    set_surface(&document, "a22", 3);
    struct rv_run *run = run_of(&document, 0);
    enum { N = 400 };
    struct rv_row rows[N];
    assert_int_equal(rv_run_advance(run, N, rows), N);
    assert_int_equal(rv_run_stop(run), RV_STOP_CONVERGED);
    int64_t at = rv_run_converged(run);
    assert_true(at > 0 && at < 300);
    for (size_t t = (size_t)at; t < N; t++)
        assert_memory_equal(&rows[t], &rows[at], sizeof rows[0]);
    assert_true(memcmp(&rows[at - 1], &rows[at], sizeof rows[0]) != 0);
    struct rv_run *other = run_of(&document, 0);
    rv_run_advance(other, (size_t)at - 1, NULL);
    assert_int_equal(rv_run_stop(other), RV_STOP_NONE);
    rv_run_advance(other, 1, NULL);
    assert_int_equal(rv_run_stop(other), RV_STOP_CONVERGED); /* before the next step */
    assert_int_equal(rv_run_converged(other), at);
    rv_run_destroy(other);
    rv_run_destroy(run);
}

static void
test_they_rest_by_their_tolerance(void **state)
{
    (void)state;
    check_rest("bfgs", NULL);
    check_rest("lbfgs", NULL);
    check_rest("cg", "fr");
    check_rest("cg", "pr");
    check_rest("linesearch", "exact");
    check_rest("linesearch", "armijo");
}

/* g·d says so only once the direction is found: the row after knows. */
static void
test_lbfgs_rests_where_the_slope_is_small(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("lbfgs");
    set_key(&racer, "tolerance_grad", 0);
    set_key(&racer, "tolerance_change", 1e-3);
    struct rv_document document = document_of("rosenbrock", &racer);
    struct rv_run *run = run_of(&document, 0);
    rv_run_advance(run, 200, NULL);
    int64_t at = rv_run_converged(run);
    struct rv_spent spent = rv_run_spent(run);
    assert_true(at > 5 && at < 100);
    rv_run_advance(run, 100, NULL);
    assert_int_equal(rv_run_converged(run), at);
    expect_spent(run, spent.values, spent.gradients, 0);
    rv_run_destroy(run);
}

static void
test_other_rules_go_on(void **state)
{
    (void)state;
    static const char *const rules[] = {"gd", "adam", "newton", "lion"};
    for (size_t i = 0; i < 4; i++) {
        struct rv_racer racer = racer_of(rules[i]);
        struct rv_document document = document_of("quadratic", &racer);
        document.start = (struct rv_vec2){0, 0};
        struct rv_run *run = run_of(&document, 0);
        assert_int_equal(rv_run_advance(run, 50, NULL), 50);
        assert_int_equal(rv_run_stop(run), RV_STOP_NONE);
        assert_int_equal(rv_run_converged(run), -1);
        assert_close(rv_run_spent(run).gradients, 50, 0);
        rv_run_destroy(run);
    }
}

/* A tolerance turned down wakes it. */
static void
test_a_smaller_tolerance_goes_on(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("linesearch");
    set_key(&racer, "form", 1);
    set_key(&racer, "gtol", 1);
    struct rv_document document = document_of("rosenbrock", &racer);
    edit_key(&document, 0, "gtol", 3000, 1e-4);
    struct rv_run *run = run_of(&document, 0);
    struct rv_row rows[2];
    rv_run_advance(run, 3000, NULL);
    rv_run_row(run, &rows[0]);
    assert_int_equal(rv_run_stop(run), RV_STOP_CONVERGED);
    rv_run_advance(run, 2000, NULL);
    rv_run_row(run, &rows[1]);
    assert_true(rows[1].loss < rows[0].loss);
    rv_run_destroy(run);
}

/* gtol = 0 is 1e-9 for exact and 1e-6 for armijo. */
static void
test_the_tolerance_of_either_search(void **state)
{
    (void)state;
    static const double most[] = {1e-9, 1e-6};
    for (int form = 0; form < 2; form++) {
        struct rv_racer racer = racer_of("linesearch");
        set_key(&racer, "form", form);
        struct rv_document document = document_of("quadratic", &racer);
        set_surface(&document, "a22", 9);
        struct rv_row rows[300];
        trace(&document, 0, 300, rows);
        size_t t = 0;
        while (memcmp(&rows[t], &rows[299], sizeof rows[0]) != 0)
            t++;
        assert_true(t > 0 && fmax(fabs(rows[t].gx), fabs(rows[t].gy)) <= most[form]);
        assert_true(fmax(fabs(rows[t - 1].gx), fabs(rows[t - 1].gy)) > most[form]);
    }
}

/* Newton --------------------------------------------------------------------------- */

static struct rv_row
newton_on(double a11, double a22, const char *form, size_t steps)
{
    struct rv_racer racer = racer_of("newton");
    set_key(&racer, "form", strcmp(form, "absolute") == 0);
    struct rv_document document = document_of("quadratic", &racer);
    set_surface(&document, "a11", a11);
    set_surface(&document, "a22", a22);
    document.start = (struct rv_vec2){2, 1};
    return row_at(&document, steps);
}

static void
test_newton_goes_to_saddles_and_absolute_away(void **state)
{
    (void)state;
    struct rv_row row = newton_on(1, -1, "plain", 1);
    assert_close(row.x, 0, 0);
    assert_close(row.y, 0, 0);
    row = newton_on(1, -1, "absolute", 1);
    assert_close(row.x, 0, 0);
    assert_close(row.y, 2, 0); /* y + 1/|-1| */
}

static void
test_newton_on_a_singular_hessian(void **state)
{
    (void)state;
    struct rv_row row = newton_on(1, 0, "plain", 5);
    assert_close(row.x, 2, 0); /* no step there: it stays */
    assert_close(row.y, 1, 0);
    row = newton_on(1, 0, "absolute", 5);
    assert_true(isnan(row.y)); /* 0/0 along the flat axis */
}

static void
test_damping_makes_it_regular(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("newton");
    set_key(&racer, "damping", 1);
    struct rv_document document = document_of("quadratic", &racer);
    set_surface(&document, "a22", 0);
    document.start = (struct rv_vec2){2, 1};
    struct rv_row row = row_at(&document, 1);
    assert_close(row.x, 1, 0); /* 2 - 2/(1+1) */
    assert_close(row.y, 1, 0);
}

/* Decay ---------------------------------------------------------------------------- */

/* λ|θ|²/2 in the rule is λ on the diagonal of a quadratic, but not in the loss shown. */
static void
check_decay(const struct rv_racer *racer, const char *name)
{
    struct rv_document inside = document_of("quadratic", racer), beside = inside;
    set_key(&inside.racers[0], "weight_decay", 0.5);
    set_surface(&inside, "a11", 1);
    set_surface(&inside, "a22", 4);
    set_surface(&beside, "a11", 1.5);
    set_surface(&beside, "a22", 4.5);
    struct rv_row a[20], b[20];
    trace(&inside, 0, 20, a);
    trace(&beside, 0, 20, b);
    assert_true(a[0].loss < b[0].loss);
    for (size_t t = 0; t < 20; t++) {
        double apart = fmax(fabs(a[t].x - b[t].x), fabs(a[t].y - b[t].y));
        if (!(apart <= 1e-7))
            fail_msg("%s: at step %zu decay leads %g elsewhere", name, t, apart);
    }
}

static void
test_decay_enters_value_gradient_and_hessian(void **state)
{
    (void)state;
    struct forms forms = {0};
    struct rv_racer racer;
    while (next_solver(&forms, &racer))
        check_decay(&racer, forms.name);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_armijo_pays_for_every_trial),
        cmocka_unit_test(test_bfgs_pays_one_gradient_a_step),
        cmocka_unit_test(test_exact_search_pays_a_hessian_or_the_grid),
        cmocka_unit_test(test_newton_pays_a_gradient_and_a_hessian),
        cmocka_unit_test(test_lbfgs_pays_for_its_looks),
        cmocka_unit_test(test_they_rest_by_their_tolerance),
        cmocka_unit_test(test_lbfgs_rests_where_the_slope_is_small),
        cmocka_unit_test(test_other_rules_go_on),
        cmocka_unit_test(test_a_smaller_tolerance_goes_on),
        cmocka_unit_test(test_the_tolerance_of_either_search),
        cmocka_unit_test(test_newton_goes_to_saddles_and_absolute_away),
        cmocka_unit_test(test_newton_on_a_singular_hessian),
        cmocka_unit_test(test_damping_makes_it_regular),
        cmocka_unit_test(test_decay_enters_value_gradient_and_hessian),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
