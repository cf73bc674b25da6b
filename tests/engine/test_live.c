/*
 * Turning settings while a run goes on: against a second computation, written here from
 * the formulas alone in plain loops.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/rule.h"
#include "racing.h"

enum { STEPS = 120 };

/* f = (100 x^2 + y^2) / 2 */
static const double curvature[2] = {100, 1};

static struct rv_document
bowl(const struct rv_racer *racer)
{
    struct rv_document document = document_of("quadratic", racer);
    document.surface.settings.value[0] = curvature[0]; /* a11 */
    document.surface.settings.value[2] = curvature[1]; /* a22 */
    document.start = (struct rv_vec2){-1.5, 2};
    return document;
}

static void
expect_points(const struct rv_document *document, double points[STEPS][2])
{
    struct rv_row rows[STEPS];
    trace(document, 0, STEPS, rows);
    for (int t = 0; t < STEPS; t++) {
        assert_close(rows[t].x, points[t][0], 1e-12);
        assert_close(rows[t].y, points[t][1], 1e-12);
    }
}

/* beta1 .9 -> .99 at step 10, beta2 .999 -> .9 at step 40, lr at step 60. The corrections
 * are 1 - the product of the betas used so far. */
static void
test_betas_turned_under_adam(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("adam");
    set_key(&racer, "lr", 0.05);
    struct rv_document document = bowl(&racer);
    edit_key(&document, 0, "beta1", 10, 0.99);
    edit_key(&document, 0, "beta2", 40, 0.9);
    edit_key(&document, 0, "lr", 60, 0.01);
    double points[STEPS][2];
    for (int i = 0; i < 2; i++) {
        double x = i ? 2 : -1.5, m = 0, v = 0;
        long double p1 = 1, p2 = 1;
        for (int t = 0; t < STEPS; t++) {
            double b1 = t < 10 ? 0.9 : 0.99, b2 = t < 40 ? 0.999 : 0.9;
            double lr = t < 60 ? 0.05 : 0.01, g = curvature[i] * x;
            points[t][i] = x;
            p1 *= b1;
            p2 *= b2;
            m = b1 * m + (1 - b1) * g;
            v = b2 * v + (1 - b2) * g * g;
            double m_hat = m / (double)(1 - p1), v_hat = v / (double)(1 - p2);
            x -= lr * m_hat / (sqrt(v_hat) + 1e-8);
        }
    }
    expect_points(&document, points);
}

/* The reason for the product: with today's beta to the power t the step after the change
 * would be several times too long. */
static void
test_turning_beta1_does_not_jump(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("adam");
    set_key(&racer, "lr", 0.05);
    struct rv_document document = bowl(&racer);
    edit_key(&document, 0, "beta1", 10, 0.99);
    struct rv_row rows[STEPS];
    trace(&document, 0, STEPS, rows);
    for (int t = 1; t < STEPS; t++)
        assert_true(fabs(rows[t].y - rows[t - 1].y) < 1.2 * 0.05);
}

/* In classic momentum the rate multiplies the velocity, in heavy ball it enters it. */
static void
test_lr_turned_under_two_momentums(void **state)
{
    (void)state;
    for (int heavy = 0; heavy < 2; heavy++) {
        struct rv_racer racer = racer_of("momentum");
        set_key(&racer, "lr", 0.004);
        set_key(&racer, "form", heavy ? 2 : 0);
        struct rv_document document = bowl(&racer);
        edit_key(&document, 0, "lr", 20, 0.001);
        edit_key(&document, 0, "beta", 50, 0.5);
        double points[STEPS][2];
        for (int i = 0; i < 2; i++) {
            double x = i ? 2 : -1.5, v = 0;
            for (int t = 0; t < STEPS; t++) {
                double lr = t < 20 ? 0.004 : 0.001, beta = t < 50 ? 0.9 : 0.5;
                double g = curvature[i] * x;
                points[t][i] = x;
                v = heavy ? beta * v - lr * g : beta * v + g;
                x = heavy ? x + v : x - lr * v;
            }
        }
        expect_points(&document, points);
    }
}

static void
test_dampening_spares_the_first_gradient(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("momentum");
    set_key(&racer, "lr", 0.004);
    set_key(&racer, "dampening", 0.25);
    struct rv_document document = bowl(&racer);
    edit_key(&document, 0, "dampening", 30, 0.75);
    double points[STEPS][2];
    for (int i = 0; i < 2; i++) {
        double x = i ? 2 : -1.5, v = 0;
        for (int t = 0; t < STEPS; t++) {
            double keep = t == 0 ? 1 : t < 30 ? 0.75 : 0.25;
            points[t][i] = x;
            v = 0.9 * v + keep * curvature[i] * x;
            x -= 0.004 * v;
        }
    }
    expect_points(&document, points);
}

/* beta turned under the four Nesterovs and under RMSProp with momentum. */
static double
nesterov_step(int form, int t, double beta, double lr, double a, double x, double s[2])
{
    double probe;
    switch (form) {
    case 0: /* lookahead: s = v */
        s[0] = beta * s[0] - lr * a * (x + beta * s[0]);
        return x + s[0];
    case 1: /* torch: s = b */
        s[0] = beta * s[0] + a * x;
        return x - lr * (a * x + beta * s[0]);
    case 2: /* accelerated: s = y - x */
        probe = x + s[0] - lr * a * (x + s[0]);
        s[0] = (double)t / (t + 3) * (probe - x);
        return probe;
    default: /* ema: s = m */
        s[0] = beta * s[0] + (1 - beta) * a * (x - lr * beta * s[0]);
        return x - lr * s[0];
    }
}

static void
test_turning_under_nesterov(void **state)
{
    (void)state;
    for (int form = 0; form < 4; form++) {
        struct rv_racer racer = racer_of("nesterov");
        set_key(&racer, "lr", 0.004);
        set_key(&racer, "form", form);
        struct rv_document document = bowl(&racer);
        edit_key(&document, 0, "beta", 25, 0.5);
        edit_key(&document, 0, "lr", 70, 0.002);
        double points[STEPS][2];
        for (int i = 0; i < 2; i++) {
            double x = i ? 2 : -1.5, s[2] = {0};
            for (int t = 0; t < STEPS; t++) {
                points[t][i] = x;
                x = nesterov_step(form, t, t < 25 ? 0.9 : 0.5, t < 70 ? 0.004 : 0.002,
                                  curvature[i], x, s);
            }
        }
        expect_points(&document, points);
    }
}

static void
test_turning_under_rmsprop(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("rmsprop");
    set_key(&racer, "lr", 0.01);
    struct rv_document document = bowl(&racer);
    edit_key(&document, 0, "momentum", 15, 0.5);
    edit_key(&document, 0, "beta", 40, 0.9);
    edit_key(&document, 0, "eps", 60, 0.1);
    double points[STEPS][2];
    for (int i = 0; i < 2; i++) {
        double x = i ? 2 : -1.5, v = 0, w = 0;
        for (int t = 0; t < STEPS; t++) {
            double beta = t < 40 ? 0.99 : 0.9, mu = t < 15 ? 0 : 0.5;
            double eps = t < 60 ? 1e-8 : 0.1, g = curvature[i] * x;
            points[t][i] = x;
            v = beta * v + (1 - beta) * g * g;
            w = mu * w + g / (sqrt(v) + eps);
            x -= 0.01 * w;
        }
    }
    expect_points(&document, points);
}

/* While beta is constant, the corrections are those of the correctly rounded beta^t,
 * which is what pow() gives but for the last bit now and then. */
static void
test_a_constant_beta_gives_its_power(void **state)
{
    (void)state;
    const double betas[] = {0.9, 0.99, 0.999, 0.5, 0.123456789, 0.9999, 0.99999, 1e-9, 0};
    for (size_t b = 0; b < sizeof betas / sizeof betas[0]; b++) {
        double product[2] = {0};
        for (int t = 1; t <= 100000; t++) {
            double correction = bias_correction(product, betas[b]);
            long double power = powl(betas[b], t);
            assert_true(fabsl(1 - correction - power) <= 0x1p-53L + 0x1p-62L);
            if (power < 0x1p-99L) {
                assert_same_bits(correction, 1);
                continue;
            }
            double ulp = nextafter(product[0], 1) - product[0];
            assert_true(fabsl(product[0] - power) <= 0.501L * ulp);
            assert_same_bits(correction, 1 - product[0]);
        }
        assert_true(product[0] == 0 || product[0] >= 0x1p-200); /* never a denormal */
    }
}

/* Turned and turned back at one step, the run is the one before. */
static void
test_plus_then_minus_is_the_same_run(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("adam");
    struct rv_document document = bowl(&racer), turned = document;
    rv_key keys[64];
    size_t n = rv_racer_keys(&racer, keys);
    struct rv_row a[STEPS], b[STEPS];
    trace(&document, 0, STEPS, a);
    for (size_t i = 0; i < n; i++) {
        const struct rv_param *param = rv_racer_param(&racer, keys[i]);
        double value = rv_racer_get(&racer, keys[i]);
        double up = rv_param_turn(param, value, 1, false);
        double back = rv_param_turn(param, up, -1, false);
        if (up == value)
            continue;
        assert_int_equal(rv_document_edit(&turned, 0, keys[i], 30, up, NULL), RV_OK);
        assert_int_equal(rv_document_edit(&turned, 0, keys[i], 30, back, NULL), RV_OK);
        assert_memory_equal(turned.racers, document.racers, sizeof turned.racers);
        assert_int_equal(turned.n_edits, 0);
        trace(&turned, 0, STEPS, b);
        assert_memory_equal(a, b, sizeof a);
    }
}

/* Random edits of random settings at random steps, seen by the document one way and by
 * the run another: the rate in each row is the document's, and a run that is stopped and
 * reloaded at random agrees with one that goes straight on. */
static uint64_t random_state = 2463534242u;

static size_t
random_below(size_t n)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (size_t)(random_state % n);
}

static void
edit_at_random(struct rv_document *document)
{
    size_t racer = random_below(document->n_racers);
    rv_key keys[64], key = keys[0];
    size_t n = rv_racer_keys(&document->racers[racer], keys);
    key = keys[random_below(n)];
    int64_t step = (int64_t)random_below(STEPS);
    const struct rv_param *param = rv_racer_param(&document->racers[racer], key);
    double value = rv_document_value(document, racer, key, step);
    value = rv_param_turn(param, value, random_below(2) ? 1 : -1, random_below(2));
    if (rv_racer_check(&document->racers[racer], key, value, NULL) != RV_OK)
        return; /* a rule that refuses it */
    enum rv_status status =
        random_below(4) ? rv_document_edit(document, racer, key, step, value, NULL)
                        : rv_document_change(document, racer, key, value, NULL);
    assert_int_equal(status, RV_OK);
    for (size_t i = 1; i < document->n_edits; i++)
        assert_true(document->edits[i - 1].step <= document->edits[i].step);
    assert_same_bits(rv_document_value(document, racer, key, step), value);
}

static bool
follows_the_loss(const struct rv_racer *racer)
{
    return rv_racer_get(racer, rv_racer_key(racer, "schedule")) ==
           rv_schedule_find("plateau");
}

/* The rate of the step from @step on, from the document's values alone. */
static double
rate_at(const struct rv_document *document, size_t racer, int64_t step)
{
    struct rv_racer now = document->racers[racer];
    rv_key keys[64];
    size_t n = rv_racer_keys(&now, keys);
    for (size_t i = 0; i < n; i++)
        rv_racer_set(&now, keys[i], rv_document_value(document, racer, keys[i], step));
    for (size_t i = 0; i < document->n_edits; i++) /* of list items not listed before */
        if (document->edits[i].racer == racer && document->edits[i].step <= step)
            rv_racer_set(&now, document->edits[i].key, document->edits[i].value);
    if (!rv_racer_has_rate(&now))
        return NAN;
    return rv_schedule_pace((size_t)now.common[RV_COMMON_SCHEDULE], &now.schedule,
                            now.settings.value[0], now.common[RV_COMMON_WARMUP], step)
        .lr;
}

static void
check_racer(const struct rv_document *document, size_t racer)
{
    struct rv_row rows[STEPS];
    struct rv_run *run = run_of(document, racer);
    size_t taken = rv_run_advance(run, STEPS, rows);
    for (size_t t = 0; t < taken && !follows_the_loss(&document->racers[racer]); t++)
        assert_same_bits(rows[t].lr, rate_at(document, racer, (int64_t)t));
    struct rv_run *walker = run_of(document, racer);
    void *bytes = malloc(rv_run_state_size(walker));
    while ((size_t)rv_run_step(walker) < taken) {
        size_t left = taken - (size_t)rv_run_step(walker), k = 1 + random_below(left);
        struct rv_row row;
        rv_run_row(walker, &row);
        assert_memory_equal(&row, &rows[rv_run_step(walker)], sizeof row);
        rv_run_save(walker, bytes);
        rv_run_advance(walker, k, NULL);
        if (random_below(3) == 0)
            rv_run_load(walker, bytes);
    }
    assert_memory_equal(rv_run_theta(walker), rv_run_theta(run), 2 * sizeof(double));
    free(bytes);
    rv_run_destroy(walker);
    rv_run_destroy(run);
}

static void
test_random_edits(void **state)
{
    (void)state;
    for (int round = 0; round < 60; round++) {
        struct rv_document document;
        rv_document_init(&document, (size_t)rv_surface_find("logistic"));
        for (size_t i = 0; i < 3; i++) {
            struct rv_racer racer;
            rv_racer_init(&racer, random_below(rv_optimizer_count()));
            rv_document_add_racer(&document, &racer, NULL);
        }
        for (int i = 0; i < 40; i++)
            edit_at_random(&document);
        if (random_below(2))
            rv_document_remove_racer(&document, random_below(3));
        for (size_t i = 0; i < document.n_edits; i++)
            assert_true(document.edits[i].racer < document.n_racers);
        for (size_t i = 0; i < document.n_racers; i++)
            check_racer(&document, i);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_betas_turned_under_adam),
        cmocka_unit_test(test_turning_beta1_does_not_jump),
        cmocka_unit_test(test_lr_turned_under_two_momentums),
        cmocka_unit_test(test_dampening_spares_the_first_gradient),
        cmocka_unit_test(test_turning_under_nesterov),
        cmocka_unit_test(test_turning_under_rmsprop),
        cmocka_unit_test(test_a_constant_beta_gives_its_power),
        cmocka_unit_test(test_plus_then_minus_is_the_same_run),
        cmocka_unit_test(test_random_edits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
