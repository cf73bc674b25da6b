/*
 * The catalogue of rules: what each begins with and costs, hand calculations of the first
 * steps of those whose form matters, and settings at the edge of what is valid.
 */
#include <string.h>

#include "forms.h"
#include "racing.h"

/* Where racer @r stands after @steps on ½(x² + y²) from (2, −1), whose gradient is (x,
 * y).
 */
static struct rv_row
after(const struct rv_racer *racer, size_t steps)
{
    struct rv_document document = document_of("quadratic", racer);
    document.start = (struct rv_vec2){2, -1};
    struct rv_run *run = run_of(&document, 0);
    struct rv_row row;
    rv_run_advance(run, steps, NULL);
    rv_run_row(run, &row);
    rv_run_destroy(run);
    return row;
}

static void
test_what_they_begin_with(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *key;
        double value;
    } rows[] = {
        {"adamw",     "weight_decay",   0.01 },
        {"adamw",     "decay",          1    },
        {"sgdw",      "decay",          1    },
        {"sgdw",      "weight_decay",   0    },
        {"lion",      "decay",          1    },
        {"adam",      "decay",          0    },
        {"adam",      "weight_decay",   0    },
        {"gd",        "lr",             1e-3 },
        {"adagrad",   "lr",             1e-2 },
        {"adadelta",  "lr",             1    },
        {"nadam",     "lr",             2e-3 },
        {"nadam",     "momentum_decay", 0.004},
        {"adamax",    "lr",             2e-3 },
        {"radam",     "lr",             1e-3 },
        {"adabelief", "lr",             1e-3 },
        {"adabelief", "eps",            1e-16},
        {"lion",      "lr",             1e-4 },
        {"rprop",     "lr",             1e-2 },
        {"asgd",      "lr",             1e-2 },
        {"asgd",      "t0",             1e6  },
        {"newton",    "lr",             1    },
        {"lbfgs",     "lr",             1    },
        {"lbfgs",     "history_size",   10   },
        {"bfgs",      "gtol",           1e-6 },
        {"cg",        "gtol",           1e-9 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct rv_racer racer = racer_of(rows[i].rule);
        rv_key key = rv_racer_key(&racer, rows[i].key);
        assert_int_not_equal(key, RV_KEY_NONE);
        assert_same_bits(rv_racer_get(&racer, key), rows[i].value);
    }
}

/* Own defaults name settings that exist, with values these may have. */
static void
test_defaults_are_valid(void **state)
{
    (void)state;
    for (size_t i = 0; i < rv_optimizer_count(); i++) {
        struct rv_racer racer;
        rv_racer_init(&racer, i);
        const struct rv_optimizer *rule = rv_optimizer_at(i);
        for (const struct rv_default *d = rule->defaults; d && d->key; d++)
            assert_true(rv_racer_key(&racer, d->key) >= RV_KEY_COMMON);
        rv_key keys[64];
        size_t n = rv_racer_keys(&racer, keys);
        for (size_t k = 0; k < n; k++)
            assert_int_equal(
                rv_racer_check(&racer, keys[k], rv_racer_get(&racer, keys[k]), NULL),
                RV_OK);
        for (size_t p = 0; p < rule->n_params; p++)
            assert_true(strlen(rule->params[p].help) > 10);
        assert_true(strlen(rule->source) > 10 && strstr(rule->formula, "θ"));
    }
}

static void
expect_cost(const char *rule, const char *key, double value, size_t n, double state,
            bool searches)
{
    struct rv_racer racer = racer_of(rule);
    if (key)
        set_key(&racer, key, value);
    struct rv_cost cost = rv_racer_cost(&racer, n);
    assert_close(cost.state_per_parameter, state, 0);
    assert_close(cost.gradients, 1, 0);
    assert_int_equal(cost.searches, searches);
}

static void
test_costs(void **state)
{
    (void)state;
    expect_cost("gd", NULL, 0, 2, 0, false);
    expect_cost("momentum", NULL, 0, 2, 1, false);
    expect_cost("adam", NULL, 0, 2, 2, false);
    expect_cost("amsgrad", NULL, 0, 2, 3, false);
    expect_cost("rmsprop", NULL, 0, 2, 1, false);
    expect_cost("rmsprop", "centered", 1, 2, 2, false);
    expect_cost("asgd", NULL, 0, 2, 0, false);
    expect_cost("asgd", "show", 1, 2, 1, false);
    expect_cost("newton", NULL, 0, 2, 0, false);
    expect_cost("bfgs", NULL, 0, 7, 7, true);
    expect_cost("lbfgs", "history_size", 3, 7, 8, true);
    expect_cost("lbfgs", "line_search", 1, 7, 22, false);
    expect_cost("cg", NULL, 0, 2, 2, true);
}

/* Hand calculations ---------------------------------------------------------------- */

static void
test_lion_steps_by_the_sign(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("lion");
    set_key(&racer, "lr", 0.25);
    struct rv_row row = after(&racer, 1);
    assert_same_bits(row.x, 1.75);
    assert_same_bits(row.y, -0.75);
    set_key(&racer, "weight_decay", 0.5); /* decoupled: less ηλθ */
    row = after(&racer, 1);
    assert_same_bits(row.x, 1.5);
    assert_same_bits(row.y, -0.625);
}

static void
test_rprop_grows_shrinks_and_forgets(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("rprop");
    set_key(&racer, "lr", 1);
    set_key(&racer, "etaplus", 1.5);
    /* x: 2 -1-> 1 -1.5-> -0.5, the sign turned: step 0.75, not gone; then 0.75 again */
    static const double x[] = {2, 1, -0.5, -0.5, 0.25};
    for (size_t t = 0; t < 5; t++)
        assert_same_bits(after(&racer, t).x, x[t]);
}

static void
test_adamax_remembers_the_largest(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("adamax");
    set_key(&racer, "lr", 0.5);
    set_key(&racer, "beta1", 0);
    set_key(&racer, "beta2", 0.5);
    set_key(&racer, "eps", 0);
    /* x: 2 − ½·2/2 = 1.5; u = max(1, 1.5); 1.5 − ½ = 1 */
    assert_same_bits(after(&racer, 1).x, 1.5);
    assert_same_bits(after(&racer, 2).x, 1);
}

/* Until ρ > 5 there is no root: the first step is η m̂ = η g. */
static void
test_radam_begins_as_momentum(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("radam");
    set_key(&racer, "lr", 0.125);
    struct rv_row row = after(&racer, 1);
    assert_close(row.x, 1.75, 1e-15);
    assert_close(row.y, -0.875, 1e-15);
}

/* The four corrections of one name: at t = 1 m̂ = g, v̂ = g², v = (1−β₂)g². */
static void
test_amsgrad_forms(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("amsgrad");
    set_key(&racer, "lr", 0.5);
    set_key(&racer, "beta1", 0.75);
    set_key(&racer, "beta2", 0.75);
    set_key(&racer, "eps", 0);
    /* g = 2, m = ½, √v = 1: by form m̂/√v̂, m/√v, m̂/√v, m̂/√v̂ */
    static const double x[] = {1.5, 1.75, 1, 1.5};
    for (int form = 0; form < 4; form++) {
        set_key(&racer, "form", form);
        assert_close(after(&racer, 1).x, x[form], 1e-15);
    }
}

/* The drawn point is the average, the parameter goes on as without it. */
static void
test_asgd_draws_its_average(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("asgd");
    set_key(&racer, "lr", 0.5);
    set_key(&racer, "lambd", 0);
    set_key(&racer, "t0", 1);
    struct rv_document plain = document_of("quadratic", &racer), shown;
    set_key(&racer, "show", 1);
    shown = document_of("quadratic", &racer);
    struct rv_row raw[8], mean[8];
    trace(&plain, 0, 8, raw);
    trace(&shown, 0, 8, mean);
    /* PyTorch's: the point itself up to x₃ = x(t₀+2), then the mean from there on. */
    double sum = 0;
    for (int t = 0; t < 8; t++) {
        sum += t >= 3 ? raw[t].x : 0;
        assert_close(mean[t].x, t > 3 ? sum / (t - 2) : raw[t].x, t > 3 ? 1e-14 : 0);
        assert_close(mean[t].gx, mean[t].x, 1e-15); /* judged there, too */
    }
    struct rv_run *run = run_of(&shown, 0);
    rv_run_advance(run, 7, NULL);
    assert_same_bits(rv_run_theta(run)[0], raw[7].x);
    assert_same_bits(rv_run_point(run)[0], mean[7].x);
    assert_close(rv_run_spent(run).gradients, 7, 0);
    rv_run_destroy(run);
}

/* At the edge ---------------------------------------------------------------------- */

static void
test_betas_of_one_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < rv_optimizer_count(); i++) {
        struct rv_racer racer;
        rv_racer_init(&racer, i);
        static const char *const keys[] = {"beta", "beta1", "beta2", "rho", "momentum"};
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
            rv_key key = rv_racer_key(&racer, keys[k]);
            if (key == RV_KEY_NONE)
                continue;
            struct rv_error error;
            assert_int_equal(rv_racer_check(&racer, key, 1, &error), RV_E_RANGE);
            assert_non_null(strstr(error.text, keys[k]));
            assert_int_equal(rv_racer_check(&racer, key, 0, NULL), RV_OK);
        }
    }
}

/* Every number at 0 that may be 0, in every form: rows stay finite or the run says that
 * it has diverged, at its first row that is not. */
static void
check_edge(const struct rv_racer *racer, const char *name)
{
    enum { N = 120 };
    struct rv_document document = document_of("quadratic", racer);
    struct rv_run *run = run_of(&document, 0);
    struct rv_row rows[N + 1];
    size_t taken = rv_run_advance(run, N, rows);
    for (size_t t = 0; t < taken; t++)
        if (!isfinite(rows[t].x + rows[t].y + rows[t].loss))
            fail_msg("%s: row %zu is not finite and not the last", name, t);
    if (taken < N) {
        assert_int_equal(rv_run_stop(run), RV_STOP_DIVERGED);
        assert_false(isfinite(rows[taken].x + rows[taken].y + rows[taken].loss +
                              rows[taken].gx + rows[taken].gy));
    }
    rv_run_destroy(run);
}

static void
test_everything_at_its_edge(void **state)
{
    (void)state;
    struct forms forms = {0};
    struct rv_racer racer;
    while (next_form(&forms, &racer)) {
        const struct rv_optimizer *rule = rv_optimizer_at(racer.rule);
        for (size_t i = 0; i < rule->n_params; i++) {
            struct rv_racer edge = racer;
            if (count_values(&rule->params[i]) > 1)
                continue;
            const double values[] = {0, 1e300, 1e-300};
            for (size_t v = 0; v < 3; v++) {
                if (rv_racer_check(&racer, (rv_key)i, values[v], NULL) != RV_OK)
                    continue;
                if (strcmp(rule->params[i].key, "grid") == 0)
                    continue;
                rv_racer_set(&edge, (rv_key)i, values[v]);
                check_edge(&edge, forms.name);
            }
        }
    }
}

/* eps = 0 at zero gradient: Adam divides 0 by 0, and says so. */
static void
test_eps_of_zero_at_rest(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("adam");
    struct rv_document document = document_of("quadratic", &racer);
    document.start = (struct rv_vec2){0, 0};
    struct rv_row row;
    struct rv_run *run = run_of(&document, 0);
    assert_int_equal(rv_run_advance(run, 100, NULL), 100);
    rv_run_row(run, &row);
    assert_same_bits(row.x, 0);
    rv_run_destroy(run);
    set_key(&document.racers[0], "eps", 0);
    run = run_of(&document, 0);
    assert_int_equal(rv_run_advance(run, 100, NULL), 1);
    assert_int_equal(rv_run_stop(run), RV_STOP_DIVERGED);
    rv_run_destroy(run);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_they_begin_with),
        cmocka_unit_test(test_defaults_are_valid),
        cmocka_unit_test(test_costs),
        cmocka_unit_test(test_lion_steps_by_the_sign),
        cmocka_unit_test(test_rprop_grows_shrinks_and_forgets),
        cmocka_unit_test(test_adamax_remembers_the_largest),
        cmocka_unit_test(test_radam_begins_as_momentum),
        cmocka_unit_test(test_amsgrad_forms),
        cmocka_unit_test(test_asgd_draws_its_average),
        cmocka_unit_test(test_betas_of_one_are_refused),
        cmocka_unit_test(test_everything_at_its_edge),
        cmocka_unit_test(test_eps_of_zero_at_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
