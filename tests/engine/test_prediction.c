/* What surfaces say about their data, against closed forms written down here anew. */
#include "../close.h"

#include <math.h>
#include <string.h>

#include <ravine/ravine.h>

#define ROOT_TWO_PI 2.50662827463100050242

static struct rv_objective *
make(const char *id, const char *data)
{
    struct rv_surface_spec spec;
    struct rv_objective *objective;
    struct rv_error error;
    int at = rv_surface_find(id);
    assert_true(at >= 0);
    rv_surface_spec_init(&spec, (size_t)at);
    if (data)
        strcpy(spec.data, data);
    if (data && strcmp(data, "reg2") == 0) { /* two weights, no intercept */
        const struct rv_surface *surface = rv_surface_at((size_t)at);
        for (size_t k = 0; k < surface->n_params; k++)
            if (strcmp(surface->params[k].key, "intercept") == 0)
                spec.settings.value[k] = 0;
    }
    assert_int_equal(rv_objective_create(&objective, &spec, &error), RV_OK);
    return objective;
}

static double
predict(const struct rv_objective *objective, double p, double q, double x1, double x2)
{
    double out;
    rv_objective_predict(objective, (double[]){p, q}, (const double *[]){&x1, &x2}, 1,
                         &out);
    return out;
}

static double
normal(double x, double mean, double deviation)
{
    double z = (x - mean) / deviation;
    return exp(-0.5 * z * z) / (deviation * ROOT_TWO_PI);
}

static double
logistic(double z)
{
    return 1 / (1 + exp(-z));
}

static void
test_probability(void **state)
{
    (void)state;
    struct rv_prediction p;
    struct rv_objective *one = make("logistic", "oring_std");
    assert_true(rv_objective_prediction(one, &p));
    assert_int_equal(p.kind, RV_PREDICTION_CURVE);
    assert_int_equal(p.n_points, 23);
    assert_true(p.classes && !p.margin && !p.residuals);
    assert_true(p.window.y0 == 0 && p.window.y1 == 1);
    assert_close(predict(one, -1.6, -1.1, 0.7, 0), logistic(-1.6 * 0.7 - 1.1), 1e-14);
    assert_close(predict(one, 2, 0.3, 400, 0), 1, 1e-15);
    assert_true(predict(one, -2, 0.3, 300, 0) > 0);
    rv_objective_unref(one);
    struct rv_objective *two = make("logistic", "gauss2");
    assert_true(rv_objective_prediction(two, &p));
    assert_int_equal(p.kind, RV_PREDICTION_BOUNDARY);
    assert_close(predict(two, 0.5, -2, 3, 0.25), 0.5 * 3 - 2 * 0.25, 1e-15);
    rv_objective_unref(two);
}

/* The loss is made of the predictions at the rows: nothing may be left out or turned. */
static void
test_loss_from_points(void **state)
{
    (void)state;
    static const struct {
        const char *id, *data;
    } cases[] = {
        {"logistic",      "oring_std"},
        {"logistic",      "gauss2"   },
        {"least_squares", "line20"   },
        {"least_squares", "reg2"     },
    };
    const double theta[2] = {0.7, -0.4};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct rv_prediction p;
        struct rv_objective *objective = make(cases[k].id, cases[k].data);
        assert_true(rv_objective_prediction(objective, &p));
        double sum = 0;
        for (size_t i = 0; i < p.n_points; i++) {
            struct rv_prediction_point row = rv_objective_prediction_point(objective, i);
            double z = predict(objective, theta[0], theta[1], row.x[0], row.x[1]);
            if (p.residuals)
                sum += (z - row.y) * (z - row.y);
            else if (p.kind == RV_PREDICTION_CURVE)
                sum -= log(row.upper ? z : 1 - z);
            else
                sum -= log(logistic(row.upper ? z : -z));
        }
        assert_close(sum / (double)p.n_points, rv_objective_peek(objective, theta, NULL),
                     1e-12);
        rv_objective_unref(objective);
    }
}

/* The hinge's gradient without its penalty is that of the points that support. */
static void
test_support(void **state)
{
    (void)state;
    struct rv_prediction p;
    struct rv_objective *objective = make("svm", "gauss2");
    const double theta[2] = {0.8, 0.5}, lambda = 0.05;
    double g[2], sum[2] = {0, 0};
    assert_true(rv_objective_prediction(objective, &p));
    assert_int_equal(p.kind, RV_PREDICTION_BOUNDARY);
    assert_true(p.margin && p.classes);
    size_t support = 0;
    for (size_t i = 0; i < p.n_points; i++) {
        struct rv_prediction_point row = rv_objective_prediction_point(objective, i);
        double t = row.upper ? 1 : -1;
        if (t * predict(objective, theta[0], theta[1], row.x[0], row.x[1]) > 1)
            continue;
        support++;
        for (int j = 0; j < 2; j++)
            sum[j] -= t * row.x[j];
    }
    assert_true(support > 0 && support < p.n_points);
    rv_objective_peek(objective, theta, g);
    for (int j = 0; j < 2; j++)
        assert_close(sum[j] / (double)p.n_points + lambda * theta[j], g[j], 1e-12);
    rv_objective_unref(objective);
}

static void
test_bumps(void **state)
{
    (void)state;
    struct rv_prediction p;
    struct rv_objective *objective = make("kernel_ridge", NULL);
    assert_true(rv_objective_prediction(objective, &p));
    assert_int_equal(p.kind, RV_PREDICTION_CURVE);
    double wanted = 2 * exp(-0.5 * 1.5 * 1.5) - 3 * exp(-0.5 * 0.5 * 0.5);
    assert_close(predict(objective, 2, -3, 0.5, 0), wanted, 1e-14);
    rv_objective_unref(objective);
}

static double
area_under(const struct rv_objective *objective, size_t k, double from, double to)
{
    enum { N = 20000 };
    double sum = 0, width = (to - from) / N;
    for (int i = 0; i < N; i++) {
        double x = from + (i + 0.5) * width, y;
        rv_objective_reference(objective, k, &x, 1, &y);
        sum += y * width;
    }
    return sum;
}

static void
test_densities(void **state)
{
    (void)state;
    struct rv_prediction p;
    struct rv_objective *sample = make("gaussian_nll", "norm25");
    assert_true(rv_objective_prediction(sample, &p));
    assert_int_equal(p.kind, RV_PREDICTION_DENSITY);
    assert_true(p.sample);
    assert_close(predict(sample, 0.4, -0.3, 1.1, 0), normal(1.1, 0.4, exp(-0.3)), 1e-13);
    assert_close(area_under(sample, 0, p.window.x0, p.window.x1), 1, 1e-6);
    double loss = 0;
    for (size_t i = 0; i < p.n_points; i++) {
        double x = rv_objective_prediction_point(sample, i).x[0];
        loss -= log(predict(sample, 0.4, -0.3, x, 0)) / (double)p.n_points;
    }
    assert_close(loss, rv_objective_peek(sample, (double[]){0.4, -0.3}, NULL), 1e-12);
    rv_objective_unref(sample);
    struct rv_objective *kl = make("kl", NULL);
    assert_true(rv_objective_prediction(kl, &p));
    double x = 0.3, y;
    rv_objective_reference(kl, 0, &x, 1, &y);
    assert_close(y, 0.6 * normal(0.3, -1.5, 0.6) + 0.4 * normal(0.3, 1.5, 0.8), 1e-13);
    assert_close(predict(kl, -1, 0.2, 0.3, 0), normal(0.3, -1, exp(0.2)), 1e-13);
    rv_objective_unref(kl);
}

static void
test_coins(void **state)
{
    (void)state;
    struct rv_prediction p;
    struct rv_objective *coins = make("coins", NULL); /* 7 of 10, 4 of 20 */
    assert_true(rv_objective_prediction(coins, &p));
    assert_int_equal(p.n_references, 2);
    assert_int_equal(p.n_estimates, 2);
    double x = 0.6, y, at[2];
    rv_objective_reference(coins, 0, &x, 1, &y); /* 11! / 7! 3! = 1320 */
    assert_close(y, 1320 * pow(0.6, 7) * pow(0.4, 3), 1e-12);
    for (size_t k = 0; k < 2; k++)
        assert_close(area_under(coins, k, 0, 1), 1, 1e-6);
    rv_objective_estimates(coins, (double[]){-3, 1.5}, at);
    assert_close(at[0], logistic(-3), 1e-14);
    assert_close(at[1], logistic(1.5), 1e-14);
    rv_objective_unref(coins);
}

static void
test_shares(void **state)
{
    (void)state;
    struct rv_prediction p;
    struct rv_objective *softmax = make("softmax", NULL); /* seen 7, 2, 1 times */
    assert_true(rv_objective_prediction(softmax, &p));
    double sum = exp(1.2) + exp(-0.5) + 1;
    const double wanted[3] = {exp(1.2) / sum, exp(-0.5) / sum, 1 / sum};
    const double seen[3] = {0.7, 0.2, 0.1};
    for (int k = 0; k < 3; k++) {
        double x = k + 1, y;
        assert_close(predict(softmax, 1.2, -0.5, x, 0), wanted[k], 1e-14);
        rv_objective_reference(softmax, 0, &x, 1, &y);
        assert_close(y, seen[k], 1e-15);
    }
    rv_objective_unref(softmax);
}

/* Every surface over data predicts; its window holds the data; others say that they do
 * not. */
static void
test_every_surface(void **state)
{
    (void)state;
    for (size_t i = 0; i < rv_surface_count(); i++) {
        const struct rv_surface *surface = rv_surface_at(i);
        struct rv_prediction p;
        struct rv_objective *objective = make(surface->id, NULL);
        bool predicts = rv_objective_prediction(objective, &p);
        assert_int_equal(predicts, p.kind != RV_PREDICTION_NONE);
        if ((surface->traits & RV_TRAIT_DATA) && !(surface->traits & RV_TRAIT_FORMULA))
            assert_true(predicts);
        if (strcmp(surface->id, "rosenbrock") == 0)
            assert_false(predicts);
        for (size_t k = 0; k < p.n_points; k++) {
            struct rv_prediction_point row = rv_objective_prediction_point(objective, k);
            if (p.kind != RV_PREDICTION_TARGETS)
                assert_true(row.x[0] > p.window.x0 && row.x[0] < p.window.x1);
        }
        rv_objective_unref(objective);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_probability), cmocka_unit_test(test_loss_from_points),
        cmocka_unit_test(test_support),     cmocka_unit_test(test_bumps),
        cmocka_unit_test(test_densities),   cmocka_unit_test(test_coins),
        cmocka_unit_test(test_shares),      cmocka_unit_test(test_every_surface),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
