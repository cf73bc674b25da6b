/* The built-in data sets: to the bit, by their known summaries, on their surfaces. */
#include "../close.h"

#include <math.h>

#include <ravine/ravine.h>

#include "refs.h"

/* The columns of the references: dataset, i, x1, x2, t. */
static void
built_in_sets_have_the_bits_of_the_references(void **state)
{
    struct refs refs;
    struct rv_data *data = NULL;
    char name[40] = "";
    size_t rows = 0, sets = 0;
    (void)state;
    assert_true(refs_open(&refs, REFS_DIR, "data.csv"));
    while (refs_next(&refs)) {
        if (strcmp(name, refs.field[0]) != 0) {
            assert_true(!data || rows == data->n);
            rv_data_destroy(data);
            snprintf(name, sizeof name, "%s", refs.field[0]);
            assert_int_equal(rv_data_open(&data, name, NULL, NULL), RV_OK);
            rows = 0;
            sets++;
        }
        assert_int_equal(strtol(refs.field[1], NULL, 10), (long)rows);
        for (size_t k = 0; k < data->n_features; k++)
            assert_true(data->x[k][rows] == refs_number(&refs, 2 + k));
        assert_true(data->target[rows] == refs_number(&refs, 4));
        rows++;
    }
    assert_int_equal(rows, data->n);
    assert_int_equal(sets, 9);
    rv_data_destroy(data);
}

static void
sets_say_what_they_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < rv_data_count(); i++) {
        const struct rv_data_info *info = rv_data_at(i);
        struct rv_data *data;
        assert_true(info->name && info->title && info->source);
        assert_int_equal(rv_data_open(&data, info->name, NULL, NULL), RV_OK);
        assert_true(data->n >= 20 && data->target_name[0]);
        for (size_t k = 0; k < data->n_features; k++)
            assert_true(data->feature_name[k][0]);
        rv_data_destroy(data);
    }
    assert_null(rv_data_at(rv_data_count()));
    rv_data_destroy(NULL);
}

/* Mean 0 and population deviation 1. */
static void
standardised_sets_are_standardised(void **state)
{
    static const char *const names[] = {"oring_std", "hours_std"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct rv_data *data;
        double sum = 0, squares = 0;
        assert_int_equal(rv_data_open(&data, names[i], NULL, NULL), RV_OK);
        for (size_t k = 0; k < data->n; k++) {
            sum += data->x[0][k];
            squares += data->x[0][k] * data->x[0][k];
        }
        assert_close(sum / (double)data->n, 0, 1e-14);
        assert_close(squares / (double)data->n, 1, 1e-14);
        rv_data_destroy(data);
    }
}

static void
an_unknown_set_names_the_nearest(void **state)
{
    struct rv_data *data;
    struct rv_error error;
    (void)state;
    assert_int_equal(rv_data_open(&data, "hour", NULL, &error), RV_E_UNKNOWN);
    assert_null(data);
    assert_non_null(strstr(error.text, "hours"));
    assert_int_equal(rv_data_open(&data, "", NULL, &error), RV_E_UNKNOWN);
}

/* Least squares of the target on the first feature. */
static void
fit(const struct rv_data *data, double *slope, double *intercept)
{
    double mx = 0, my = 0, sxy = 0, sxx = 0, n = (double)data->n;
    for (size_t i = 0; i < data->n; i++) {
        mx += data->x[0][i] / n;
        my += data->target[i] / n;
    }
    for (size_t i = 0; i < data->n; i++) {
        sxy += (data->x[0][i] - mx) * (data->target[i] - my);
        sxx += (data->x[0][i] - mx) * (data->x[0][i] - mx);
    }
    *slope = sxy / sxx;
    *intercept = my - *slope * mx;
}

/* Mean and sample deviation of the values whose target is @target (all: NaN). */
static void
spread(const struct rv_data *data, const double *values, double target, double *mean,
       double *deviation)
{
    double n = 0, sum = 0, squares = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < data->n; i++) {
            if (!isnan(target) && data->target[i] != target)
                continue;
            n += pass == 0;
            sum += pass == 0 ? values[i] : 0;
            squares += pass == 0 ? 0 : (values[i] - sum / n) * (values[i] - sum / n);
        }
    *mean = sum / n;
    *deviation = sqrt(squares / (n - 1));
}

static void
assert_spread(const struct rv_data *data, const double *values, double target,
              double mean, double deviation)
{
    double m, d;
    spread(data, values, target, &m, &d);
    assert_close(m, mean, 1e-12);
    assert_close(d, deviation, 2e-6);
}

/* The summaries that textbooks print. */
static void
the_cars_are_ezekiels(void **state)
{
    struct rv_data *data;
    double slope, intercept;
    (void)state;
    assert_int_equal(rv_data_open(&data, "cars", NULL, NULL), RV_OK);
    assert_int_equal(data->n, 50);
    assert_int_equal(data->n_features, 1);
    fit(data, &slope, &intercept);
    assert_close(slope, 3.932409, 1e-6);
    assert_close(intercept, -17.579095, 1e-6);
    assert_spread(data, data->x[0], NAN, 15.4, 5.287644);
    assert_spread(data, data->target, NAN, 42.98, 25.769377);
    rv_data_destroy(data);
}

static void
the_irises_are_fishers(void **state)
{
    struct rv_data *data;
    double ones = 0;
    (void)state;
    assert_int_equal(rv_data_open(&data, "iris", NULL, NULL), RV_OK);
    assert_int_equal(data->n, 100);
    assert_int_equal(data->n_features, 2);
    assert_string_equal(data->class_name[0], "versicolor");
    assert_string_equal(data->class_name[1], "virginica");
    for (size_t i = 0; i < data->n; i++)
        ones += data->target[i];
    assert_true(ones == 50);
    assert_spread(data, data->x[0], 0, 4.260, 0.469911);
    assert_spread(data, data->x[1], 0, 1.326, 0.197753);
    assert_spread(data, data->x[0], 1, 5.552, 0.551895);
    assert_spread(data, data->x[1], 1, 2.026, 0.274650);
    rv_data_destroy(data);
}

static void
the_times_are_newcombs(void **state)
{
    struct rv_data *data;
    double lowest = INFINITY;
    (void)state;
    assert_int_equal(rv_data_open(&data, "newcomb", NULL, NULL), RV_OK);
    assert_int_equal(data->n, 66);
    assert_int_equal(data->n_features, 0);
    assert_spread(data, data->target, NAN, 1730.0 / 66, 10.745325);
    for (size_t i = 0; i < data->n; i++)
        lowest = fmin(lowest, data->target[i]);
    assert_true(lowest == -44);
    rv_data_destroy(data);
}

/* The surface that each set was chosen for finds its fit there. */
static void
sets_suit_their_surfaces(void **state)
{
    static const struct {
        const char *surface, *data;
        double x, y, tolerance;
    } cases[] = {
        {"least_squares", "cars",    3.932409,    -17.579095, 1e-6},
        {"gaussian_nll",  "newcomb", 1730.0 / 66, 2.366837,   1e-6},
        {"logistic",      "hours",   1.504645,    -4.077713,  1e-5},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct rv_surface_spec spec;
        struct rv_objective *objective;
        struct rv_critical minimum;
        rv_surface_spec_init(&spec, (size_t)rv_surface_find(cases[i].surface));
        snprintf(spec.data, sizeof spec.data, "%s", cases[i].data);
        assert_int_equal(rv_objective_create(&objective, &spec, NULL), RV_OK);
        assert_int_equal(rv_objective_critical(objective, &minimum, 1), 1);
        assert_close(minimum.at.x, cases[i].x, cases[i].tolerance);
        assert_close(minimum.at.y, cases[i].y, cases[i].tolerance);
        rv_objective_unref(objective);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(built_in_sets_have_the_bits_of_the_references),
        cmocka_unit_test(sets_say_what_they_are),
        cmocka_unit_test(standardised_sets_are_standardised),
        cmocka_unit_test(an_unknown_set_names_the_nearest),
        cmocka_unit_test(the_cars_are_ezekiels),
        cmocka_unit_test(the_irises_are_fishers),
        cmocka_unit_test(the_times_are_newcombs),
        cmocka_unit_test(sets_suit_their_surfaces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
