/* Rows: reading, writing and turning their values. */
#include <locale.h>
#include <string.h>

#include <ravine/ravine.h>

#include "bits.h"

static const char *const forms[] = {"classic", "ema", "heavyball", NULL};
static const struct rv_param rate = {
    .key = "lr", .lo = 0, .hi = INFINITY, .from = 1e-6, .to = 10, .scale = RV_LOG};
static const struct rv_param noise = {
    .key = "noise", .hi = INFINITY, .to = 100, .step = 1e-3, .scale = RV_LOG};
static const struct rv_param beta = {
    .key = "beta", .hi = 1, .hi_open = true, .to = 0.9999, .scale = RV_ONE_MINUS_LOG};
static const struct rv_param share = {
    .key = "share", .lo = -1, .hi = 1, .from = -1, .to = 1, .step = 0.1};
static const struct rv_param batch = {
    .key = "batch", .hi = 1e6, .to = 100, .scale = RV_INTEGER};
static const struct rv_param form = {
    .key = "form", .hi = 2, .to = 2, .scale = RV_CHOICE, .choices = forms};
static const struct rv_param flag = {.key = "flag", .hi = 1, .to = 1, .scale = RV_FLAG};

static void
test_numbers_are_read_as_typed(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } good[] = {
        {"0",        0     },
        {"-1",       -1    },
        {"+2.5",     2.5   },
        {".5",       0.5   },
        {"5.",       5     },
        {"1e-3",     0.001 },
        {"1E+3",     1000  },
        {"0.1",      0.1   },
        {"1e-400",   0.0   },
        {"4.9e-324", 5e-324},
        {"0007",     7     },
        {"1.0e-3",   1e-3  },
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        double value = -7;
        assert_int_equal(rv_number_parse(good[i].text, &value, NULL), RV_OK);
        assert_same_bits(value, good[i].value);
    }
}

static void
test_what_is_no_number_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",      " 1",  "1 ",    "0x10", "inf",     "nan",
                                      "1e",    "1e+", "e5",    ".",    "-",       "1,5",
                                      "1e999", "--1", "1.2.3", "1f",   "infinity"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        double value = -7;
        struct rv_error error;
        assert_int_equal(rv_number_parse(bad[i], &value, &error), RV_E_SYNTAX);
        assert_int_equal(error.status, RV_E_SYNTAX);
        assert_true(strlen(error.text) > 0);
        assert_same_bits(value, -7);
    }
}

static void
test_numbers_are_written_shortest(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } rows[] = {
        {0,         "0"                  },
        {0.1,       "0.1"                },
        {1e-8,      "1e-8"               },
        {200,       "200"                },
        {-0.00012,  "-0.00012"           },
        {1e16,      "1e16"               },
        {0.3,       "0.3"                },
        {0.1 + 0.2, "0.30000000000000004"},
        {1e6,       "1000000"            },
        {1.5e-7,    "1.5e-7"             },
        {NAN,       "nan"                },
        {-INFINITY, "-inf"               },
        {-NAN,      "nan"                },
        {5e-324,    "5e-324"             },
    };
    char text[RV_VALUE_TEXT_MAX];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(rv_number_format(rows[i].value, text), rows[i].text);
}

/* A small generator of our own, so that a failure comes again. */
static uint64_t
next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void
test_every_double_survives_its_text(void **state)
{
    (void)state;
    uint64_t random = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = next_random(&random);
        double value, again;
        char text[RV_VALUE_TEXT_MAX];
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        rv_number_format(value, text);
        assert_true(strlen(text) < RV_VALUE_TEXT_MAX);
        assert_int_equal(rv_number_parse(text, &again, NULL), RV_OK);
        assert_same_bits(value, again);
    }
}

static void
test_the_locale_changes_nothing(void **state)
{
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "nb_NO.UTF-8"};
    const char *set = NULL;
    for (size_t i = 0; i < 3 && !set; i++)
        set = setlocale(LC_ALL, names[i]);
    if (!set)
        skip();
    char text[RV_VALUE_TEXT_MAX];
    double value;
    assert_string_equal(rv_number_format(0.5, text), "0.5");
    assert_int_equal(rv_number_parse("2.5", &value, NULL), RV_OK);
    assert_same_bits(value, 2.5);
    assert_same_bits(rv_param_turn(&beta, 0.9, 1, true), 0.95);
    setlocale(LC_ALL, "C");
}

static void
test_values_of_a_row_are_parsed(void **state)
{
    (void)state;
    double value;
    struct rv_error error;
    assert_int_equal(rv_param_parse(&form, "ema", &value, &error), RV_OK);
    assert_same_bits(value, 1);
    assert_int_equal(rv_param_parse(&form, "emma", &value, &error), RV_E_UNKNOWN);
    assert_non_null(strstr(error.text, "did you mean ema?"));
    assert_int_equal(rv_param_parse(&form, "zzzzzz", &value, &error), RV_E_UNKNOWN);
    assert_non_null(strstr(error.text, "one of classic, ema, heavyball"));
    static const char *const words[] = {"0", "1", "false", "true", "no", "yes"};
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(rv_param_parse(&flag, words[i], &value, NULL), RV_OK);
        assert_same_bits(value, (double)(i % 2));
    }
    assert_int_equal(rv_param_parse(&flag, "on", &value, NULL), RV_E_SYNTAX);
    assert_int_equal(rv_param_parse(&batch, "2.5", &value, &error), RV_E_RANGE);
    assert_int_equal(rv_param_parse(&batch, "5", &value, &error), RV_OK);
    assert_int_equal(rv_param_parse(&beta, "1", &value, &error), RV_E_RANGE);
    assert_string_equal(error.text, "beta must be at least 0 and below 1; got 1");
    assert_int_equal(rv_param_parse(&rate, "-1", &value, &error), RV_E_RANGE);
    assert_string_equal(error.text, "lr must be at least 0; got -1");
    assert_int_equal(rv_param_parse(&rate, "1e308", &value, &error), RV_OK);
}

static void
test_checks_refuse_what_is_not_finite(void **state)
{
    (void)state;
    const struct rv_param *const all[] = {&rate,  &noise, &beta, &share,
                                          &batch, &form,  &flag};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        assert_int_equal(rv_param_check(all[i], NAN, NULL), RV_E_RANGE);
        assert_int_equal(rv_param_check(all[i], INFINITY, NULL), RV_E_RANGE);
        assert_int_equal(rv_param_check(all[i], 0, NULL), RV_OK);
    }
}

static void
expect_walk(const struct rv_param *param, double value, int direction, bool coarse,
            const char *expected)
{
    char walk[400] = "", text[RV_VALUE_TEXT_MAX];
    for (int i = 0; i < 6; i++) {
        value = rv_param_turn(param, value, direction, coarse);
        strcat(strcat(walk, i ? " " : ""), rv_number_format(value, text));
    }
    assert_string_equal(walk, expected);
}

static void
test_grids(void **state)
{
    (void)state;
    expect_walk(&beta, 0.9, 1, false, "0.901 0.902 0.903 0.904 0.905 0.906");
    expect_walk(&beta, 0.9, -1, false, "0.89 0.88 0.87 0.86 0.85 0.84");
    expect_walk(&beta, 0.9, 1, true, "0.95 0.98 0.99 0.995 0.998 0.999");
    expect_walk(&beta, 0.9, -1, true, "0.8 0.5 0 0 0 0");
    expect_walk(&beta, 0.9999, 1, false, "0.9999 0.9999 0.9999 0.9999 0.9999 0.9999");
    expect_walk(&rate, 0.098, 1, false, "0.099 0.1 0.11 0.12 0.13 0.14");
    expect_walk(&rate, 0.12, -1, false, "0.11 0.1 0.099 0.098 0.097 0.096");
    expect_walk(&rate, 0.03, 1, true, "0.05 0.1 0.2 0.5 1 2");
    expect_walk(&rate, 2e-6, -1, true, "1e-6 1e-6 1e-6 1e-6 1e-6 1e-6");
    expect_walk(&noise, 0, 1, true, "0.001 0.002 0.005 0.01 0.02 0.05");
    expect_walk(&noise, 0.005, -1, true, "0.002 0.001 0 0 0 0");
    expect_walk(&share, -0.2, 1, false, "-0.1 0 0.1 0.2 0.3 0.4");
    expect_walk(&share, 0.34, -1, false, "0.3 0.2 0.1 0 -0.1 -0.2");
    expect_walk(&batch, 0, 1, true, "1 2 5 10 20 50");
    expect_walk(&batch, 3, -1, false, "2 1 0 0 0 0");
    expect_walk(&form, 0, 1, false, "1 2 2 2 2 2");
    expect_walk(&flag, 1, -1, true, "0 0 0 0 0 0");
}

/* From every point of a grid: + then - and - then + give the same bits back. */
static void
check_turning_back(const struct rv_param *param, bool coarse)
{
    double lowest = param->scale == RV_LOG && param->from > 0 ? param->from : 0;
    bool even = param->scale == RV_LINEAR || param->scale == RV_INTEGER;
    double value = even ? param->from : lowest;
    for (int points = 0; points < 20000; points++) {
        double up = rv_param_turn(param, value, 1, coarse);
        if (up == value)
            return;
        assert_true(up > value);
        assert_same_bits(rv_param_turn(param, up, -1, coarse), value);
        value = up;
    }
    fail_msg("%s never reaches its end", param->key);
}

static void
test_plus_then_minus_is_nothing(void **state)
{
    (void)state;
    const struct rv_param *const all[] = {&rate, &noise, &beta, &share, &batch};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        for (int coarse = 0; coarse < 2; coarse++)
            check_turning_back(all[i], coarse);
}

static void
test_every_rows_default_is_valid(void **state)
{
    (void)state;
    for (size_t i = 0; i < rv_optimizer_count(); i++) {
        const struct rv_optimizer *rule = rv_optimizer_at(i);
        assert_int_equal(rv_optimizer_find(rule->id), i);
        for (size_t p = 0; p < rule->n_params; p++) {
            const struct rv_param *param = &rule->params[p];
            assert_int_equal(rv_param_check(param, param->standard, NULL), RV_OK);
            assert_int_equal(rv_param_find(rule->params, rule->n_params, param->key), p);
            assert_true(param->help && strlen(param->help) > 10);
            check_turning_back(
                param->scale == RV_CHOICE || param->scale == RV_FLAG ? &share : param,
                true);
        }
    }
}

static void
test_the_slider_runs_from_0_to_1(void **state)
{
    (void)state;
    assert_close(rv_param_position(&rate, 1e-6), 0, 0);
    assert_close(rv_param_position(&rate, 10), 1, 1e-15);
    assert_close(rv_param_position(&rate, 1e-6 * sqrt(1e7)), 0.5, 1e-12);
    assert_close(rv_param_position(&rate, 1000), 1, 0);
    assert_close(rv_param_position(&beta, 0), 0, 0);
    assert_close(rv_param_position(&beta, 0.99), 0.5, 1e-12);
    assert_close(rv_param_position(&share, 0), 0.5, 1e-15);
    assert_close(rv_param_position(&form, 1), 0.5, 1e-15);
}

static void
test_nearest_words(void **state)
{
    (void)state;
    static const char *const words[] = {"gd", "momentum", "adam", "rosenbrock", "beta1"};
    assert_string_equal(rv_nearest_word("adm", words, 5), "adam");
    assert_string_equal(rv_nearest_word("ADAM", words, 5), "adam");
    assert_string_equal(rv_nearest_word("momnetum", words, 5), "momentum");
    assert_string_equal(rv_nearest_word("rosen", words, 5), "rosenbrock");
    assert_string_equal(rv_nearest_word("beta", words, 5), "beta1");
    assert_null(rv_nearest_word("elephant", words, 5));
    assert_null(rv_nearest_word("", words, 5));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_are_read_as_typed),
        cmocka_unit_test(test_what_is_no_number_is_refused),
        cmocka_unit_test(test_numbers_are_written_shortest),
        cmocka_unit_test(test_every_double_survives_its_text),
        cmocka_unit_test(test_the_locale_changes_nothing),
        cmocka_unit_test(test_values_of_a_row_are_parsed),
        cmocka_unit_test(test_checks_refuse_what_is_not_finite),
        cmocka_unit_test(test_grids),
        cmocka_unit_test(test_plus_then_minus_is_nothing),
        cmocka_unit_test(test_every_rows_default_is_valid),
        cmocka_unit_test(test_the_slider_runs_from_0_to_1),
        cmocka_unit_test(test_nearest_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
