/*
 * The stages around a rule: each against a second computation written here.
 */
#include <string.h>

#include "engine/rule.h"
#include "racing.h"

enum { STEPS = 150 };

/* f = (30 x^2 + 2 x y + 2 y^2) / 2 */
static void
bowl_gradient(const double x[2], double g[2])
{
    g[0] = 30 * x[0] + x[1];
    g[1] = x[0] + 2 * x[1];
}

static struct rv_document
bowl(const struct rv_racer *racer)
{
    struct rv_document document = document_of("quadratic", racer);
    double *settings = document.surface.settings.value;
    settings[0] = 30;
    settings[1] = 1;
    settings[2] = 2;
    document.start = (struct rv_vec2){-1.5, 2};
    return document;
}

static void
expect(const struct rv_racer *racer, double points[STEPS][2], double tolerance)
{
    struct rv_document document = bowl(racer);
    struct rv_row rows[STEPS];
    trace(&document, 0, STEPS, rows);
    for (int t = 0; t < STEPS; t++) {
        assert_close(rows[t].x, points[t][0], tolerance);
        assert_close(rows[t].y, points[t][1], tolerance);
    }
}

/* Before the rule ----------------------------------------------------------------------
 */

/* Each entry first, then the norm, then L2 decay, which is not clipped; all at the point
 * where the gradient is taken. */
static void
shape(double value, double norm, double eps, double decay, const double at[2],
      double g[2])
{
    for (int i = 0; i < 2 && value > 0; i++)
        g[i] = fmin(fmax(g[i], -value), value);
    double length = hypot(g[0], g[1]);
    double scale = norm > 0 ? fmin(1, norm / (length + eps)) : 1;
    for (int i = 0; i < 2; i++)
        g[i] = g[i] * scale + decay * at[i];
}

static void
test_clipping_and_l2_under_gd(void **state)
{
    (void)state;
    const double forms[][4] = {
        {3, 0, 1e-6, 0  },
        {0, 2, 1e-6, 0  },
        {0, 2, 0,    0  },
        {5, 2, 0.5,  0.1},
        {0, 0, 0,    0.7}
    };
    for (size_t f = 0; f < 5; f++) {
        struct rv_racer racer = racer_of("gd");
        set_key(&racer, "lr", 0.02);
        set_key(&racer, "clip_value", forms[f][0]);
        set_key(&racer, "clip_norm", forms[f][1]);
        set_key(&racer, "clip_eps", forms[f][2]);
        set_key(&racer, "weight_decay", forms[f][3]);
        double points[STEPS][2], x[2] = {-1.5, 2}, g[2];
        for (int t = 0; t < STEPS; t++) {
            memcpy(points[t], x, sizeof x);
            bowl_gradient(x, g);
            shape(forms[f][0], forms[f][1], forms[f][2], forms[f][3], x, g);
            for (int i = 0; i < 2; i++)
                x[i] -= 0.02 * g[i];
        }
        expect(&racer, points, 1e-13);
    }
}

static void
test_the_stages_see_the_probe(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("nesterov");
    set_key(&racer, "lr", 0.02);
    set_key(&racer, "clip_norm", 2);
    set_key(&racer, "weight_decay", 0.3);
    double points[STEPS][2], x[2] = {-1.5, 2}, v[2] = {0}, at[2], g[2];
    for (int t = 0; t < STEPS; t++) {
        memcpy(points[t], x, sizeof x);
        for (int i = 0; i < 2; i++)
            at[i] = x[i] + 0.9 * v[i];
        bowl_gradient(at, g);
        shape(0, 2, 1e-6, 0.3, at, g);
        for (int i = 0; i < 2; i++) {
            v[i] = 0.9 * v[i] - 0.02 * g[i];
            x[i] += v[i];
        }
    }
    expect(&racer, points, 1e-13);
}

/* A norm whose square overflows still has a direction. */
static void
test_clipping_a_huge_gradient(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 1);
    set_key(&racer, "clip_norm", 5);
    set_key(&racer, "clip_eps", 0);
    struct rv_document document = document_of("quadratic", &racer);
    document.start = (struct rv_vec2){-3, 4};
    document.surface.settings.value[0] = 1e200;
    document.surface.settings.value[2] = 1e200;
    struct rv_row rows[2];
    trace(&document, 0, 2, rows);
    assert_close(rows[1].x, 0, 1e-14);
    assert_close(rows[1].y, 0, 1e-14);
}

/* Beside and behind it ------------------------------------------------------------------
 */

/* Decay beside the step takes the point before it, with the rate of the schedule. */
static void
test_decoupled_decay(void **state)
{
    (void)state;
    for (int kind = RV_DECAY_DECOUPLED; kind <= RV_DECAY_INDEPENDENT; kind++) {
        struct rv_racer racer = racer_of("momentum");
        set_key(&racer, "lr", 0.01);
        set_key(&racer, "weight_decay", 0.05);
        set_key(&racer, "decay", kind);
        set_key(&racer, "schedule", rv_schedule_find("inverse_time"));
        double points[STEPS][2], x[2] = {-1.5, 2}, v[2] = {0}, g[2];
        for (int t = 0; t < STEPS; t++) {
            double lr = 0.01 / (1 + 0.01 * t);
            memcpy(points[t], x, sizeof x);
            bowl_gradient(x, g);
            for (int i = 0; i < 2; i++) {
                v[i] = 0.9 * v[i] + g[i];
                x[i] = x[i] - lr * v[i] -
                       (kind == RV_DECAY_DECOUPLED ? lr : 1) * 0.05 * x[i];
            }
        }
        expect(&racer, points, 1e-13);
    }
}

/* Each kind of average from step @from on, written as the sum it is. */
static void
average_of(double points[STEPS][2], const double *rates, int kind, int from,
           double out[STEPS][2])
{
    for (int i = 0; i < 2; i++) {
        double sum = 0, weight = 0, fading = 0;
        for (int t = 0; t < STEPS; t++) {
            double w = kind == RV_AVERAGE_WEIGHTED ? rates[t] : 1;
            fading = t <= from ? points[t][i] : 0.8 * fading + (1 - 0.8) * points[t][i];
            sum += t >= from ? w * points[t][i] : 0;
            weight += t >= from ? w : 0;
            out[t][i] = t < from                 ? points[t][i]
                        : kind == RV_AVERAGE_EMA ? fading
                                                 : sum / weight;
        }
    }
}

static void
test_averages(void **state)
{
    (void)state;
    for (int kind = RV_AVERAGE_POLYAK; kind <= RV_AVERAGE_EMA; kind++)
        for (int from = 0; from <= 40; from += 20) {
            struct rv_racer racer = racer_of("gd");
            set_key(&racer, "lr", 0.06);
            set_key(&racer, "average", kind);
            set_key(&racer, "average_from", from);
            set_key(&racer, "average_decay", 0.8);
            set_key(&racer, "schedule", rv_schedule_find("exponential"));
            double points[STEPS][2], drawn[STEPS][2], rates[STEPS], x[2] = {-1.5, 2},
                                                                    g[2];
            for (int t = 0; t < STEPS; t++) {
                rates[t] = 0.06 * pow(0.99, t);
                memcpy(points[t], x, sizeof x);
                bowl_gradient(x, g);
                for (int i = 0; i < 2; i++)
                    x[i] -= rates[t] * g[i];
            }
            average_of(points, rates, kind, from, drawn);
            expect(&racer, drawn, 1e-12);
        }
}

/* The row is the average's own; the raw point stands beside it. */
static void
test_an_average_is_what_is_judged(void **state)
{
    (void)state;
    struct rv_racer plain = racer_of("momentum");
    set_key(&plain, "lr", 0.01);
    struct rv_racer racer = plain;
    set_key(&racer, "average", RV_AVERAGE_POLYAK);
    struct rv_document a = bowl(&racer), b = bowl(&plain);
    struct rv_run *run = run_of(&a, 0), *raw = run_of(&b, 0);
    struct rv_objective *objective = objective_of(&a);
    for (int t = 0; t < STEPS; t++) {
        struct rv_row row, walked;
        double g[2];
        rv_run_row(run, &row);
        assert_memory_equal(rv_run_theta(run), rv_run_theta(raw), 2 * sizeof(double));
        assert_same_bits(row.x, rv_run_point(run)[0]);
        assert_same_bits(row.y, rv_run_point(run)[1]);
        assert_same_bits(row.loss, rv_objective_peek(objective, rv_run_point(run), g));
        assert_same_bits(row.gx, g[0]);
        assert_int_equal(rv_run_advance(run, 1, &walked), 1);
        assert_memory_equal(&row, &walked, sizeof row);
        rv_run_advance(raw, 1, NULL);
    }
    assert_true(rv_run_point(run)[0] != rv_run_theta(run)[0]);
    assert_ptr_equal(rv_run_point(raw), rv_run_theta(raw));
    assert_same_bits(rv_run_spent(run).gradients, STEPS);
    rv_objective_unref(objective);
    rv_run_destroy(run);
    rv_run_destroy(raw);
}

static void
test_an_average_diverges_with_its_points(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 1); /* |x| grows 29 times a step */
    set_key(&racer, "average", RV_AVERAGE_POLYAK);
    struct rv_document document = bowl(&racer);
    struct rv_run *run = run_of(&document, 0), *silent = run_of(&document, 0);
    struct rv_row rows[1000];
    size_t taken = rv_run_advance(run, 1000, rows);
    assert_true(taken > 50 && taken < 1000);
    assert_int_equal(rv_run_stop(run), RV_STOP_DIVERGED);
    assert_true(isfinite(rows[taken - 1].loss));
    assert_false(is_row_finite(rows[taken].x, rows[taken].y, rows[taken].loss,
                               rows[taken].gx, rows[taken].gy));
    assert_int_equal(rv_run_advance(silent, 1000, NULL), taken);
    rv_run_destroy(run);
    rv_run_destroy(silent);
}

/* Settings ------------------------------------------------------------------------------
 */

static void
test_what_exact_rules_refuse(void **state)
{
    (void)state;
    static const char *const refused[] = {"batch", "noise", "clip_value", "clip_norm",
                                          "decay"};
    static const char *const rules[] = {"newton", "bfgs", "lbfgs", "cg", "linesearch"};
    for (size_t r = 0; r < 5; r++)
        for (size_t i = 0; i < 5; i++) {
            struct rv_racer racer = racer_of(rules[r]);
            struct rv_error error;
            rv_key key = rv_racer_key(&racer, refused[i]);
            assert_int_equal(rv_racer_check(&racer, key, 1, &error), RV_E_RANGE);
            assert_non_null(strstr(error.text, rules[r]));
            assert_non_null(strstr(error.text, refused[i]));
            assert_int_equal(rv_racer_check(&racer, key, 0, &error), RV_OK);
            assert_false(rv_racer_uses(&racer, key));
            rv_racer_set(&racer, key, 1);
            struct rv_document document = document_of("logistic", &racer);
            struct rv_objective *objective = objective_of(&document);
            struct rv_run *run;
            assert_int_equal(rv_run_create(&run, objective, &document, 0, NULL, &error),
                             RV_E_RANGE);
            assert_null(run);
            rv_objective_unref(objective);
        }
}

/* L2 decay is part of what they minimise: Newton's one step solves (H + decay) x = H c.
 */
static void
test_l2_enters_newton_whole(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("newton");
    set_key(&racer, "weight_decay", 3);
    struct rv_document document = document_of("quadratic", &racer);
    document.surface.settings.value[0] = 6; /* a11 */
    document.surface.settings.value[3] = 2; /* cx */
    struct rv_row rows[2];
    trace(&document, 0, 2, rows);
    assert_close(rows[1].x, 6.0 * 2 / (6 + 3), 1e-14);
    assert_close(rows[1].y, 0, 1e-14);
}

static bool
uses(const struct rv_racer *racer, const char *key)
{
    return rv_racer_uses(racer, rv_racer_key(racer, key));
}

static void
test_what_waits_for_another_setting(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("adam");
    assert_false(uses(&racer, "clip_eps") || uses(&racer, "decay") ||
                 uses(&racer, "average_from") || uses(&racer, "average_decay"));
    set_key(&racer, "clip_norm", 1);
    set_key(&racer, "weight_decay", 0.1);
    set_key(&racer, "average", RV_AVERAGE_POLYAK);
    assert_true(uses(&racer, "clip_eps") && uses(&racer, "decay") &&
                uses(&racer, "average_from") && !uses(&racer, "average_decay"));
    set_key(&racer, "average", RV_AVERAGE_EMA);
    assert_true(uses(&racer, "average_decay"));
}

static void
test_a_rules_own_defaults(void **state)
{
    (void)state;
    assert_same_bits(racer_of("adamw").common[RV_COMMON_WEIGHT_DECAY], 0.01);
    assert_same_bits(racer_of("adamw").common[RV_COMMON_DECAY], RV_DECAY_DECOUPLED);
    assert_same_bits(racer_of("sgdw").common[RV_COMMON_DECAY], RV_DECAY_DECOUPLED);
    assert_same_bits(racer_of("lion").common[RV_COMMON_DECAY], RV_DECAY_DECOUPLED);
    assert_same_bits(racer_of("lion").common[RV_COMMON_WEIGHT_DECAY], 0);
    assert_same_bits(racer_of("adam").common[RV_COMMON_DECAY], RV_DECAY_L2);
}

/* Stages are turned on and off on the way: each step is as its settings say. */
static void
test_stages_turned_live(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 0.02);
    struct rv_document document = bowl(&racer);
    edit_key(&document, 0, "clip_norm", 10, 1);
    edit_key(&document, 0, "weight_decay", 20, 0.5);
    edit_key(&document, 0, "clip_norm", 30, 0);
    edit_key(&document, 0, "weight_decay", 40, 0);
    struct rv_row rows[STEPS];
    trace(&document, 0, STEPS, rows);
    double x[2] = {-1.5, 2}, g[2];
    for (int t = 0; t < STEPS; t++) {
        assert_close(rows[t].x, x[0], 1e-13);
        assert_close(rows[t].y, x[1], 1e-13);
        bowl_gradient(x, g);
        shape(0, t >= 10 && t < 30 ? 1 : 0, 1e-6, t >= 20 && t < 40 ? 0.5 : 0, x, g);
        for (int i = 0; i < 2; i++)
            x[i] -= 0.02 * g[i];
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clipping_and_l2_under_gd),
        cmocka_unit_test(test_the_stages_see_the_probe),
        cmocka_unit_test(test_clipping_a_huge_gradient),
        cmocka_unit_test(test_decoupled_decay),
        cmocka_unit_test(test_averages),
        cmocka_unit_test(test_an_average_is_what_is_judged),
        cmocka_unit_test(test_an_average_diverges_with_its_points),
        cmocka_unit_test(test_what_exact_rules_refuse),
        cmocka_unit_test(test_l2_enters_newton_whole),
        cmocka_unit_test(test_what_waits_for_another_setting),
        cmocka_unit_test(test_a_rules_own_defaults),
        cmocka_unit_test(test_stages_turned_live),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
