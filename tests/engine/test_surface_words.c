/* What surfaces say: formulas with their numbers, names, and why a setting or a data set
 * is refused. */
#include "../close.h"

#include <ravine/ravine.h>

#include "surface_specs.h"

static struct rv_objective *
make(const char *id, const char *params)
{
    struct rv_surface_spec spec;
    struct rv_objective *objective;
    struct rv_error error;
    if (!refs_surface(&spec, id, params))
        fail_msg("no %s:%s", id, params);
    if (rv_objective_create(&objective, &spec, &error) != RV_OK)
        fail_msg("%s:%s: %s", id, params, error.text);
    return objective;
}

static void
formulas_have_the_numbers(void **state)
{
    static const char *const expected[][3] = {
        {"rosenbrock",    "",                              "f = (1−x)² + 100(y−x²)²"             },
        {"rosenbrock",    "a=0;b=1",                       "f = x² + (y−x²)²"                      },
        {"rosenbrock",    "a=-2;b=0",                      "f = (−2−x)²"                           },
        {"quadratic",     "a11=1;a22=25",                  "f = ½(x² + 25y²)"                        },
        {"quadratic",     "a11=1;a12=2;a22=-3;cx=1;cy=-2",
         "f = ½((x−1)² + 4(x−1)(y+2) − 3(y+2)²)"                                               },
        {"quadratic",     "a11=0;a12=0;a22=25",            "f = 12.5y²"                                },
        {"quadratic",     "a11=0;a12=0;a22=0",             "f = 0"                                      },
        {"saddle",        "a=2;b=0.5",                     "f = 2x² − 0.5y²"                        },
        {"saddle",        "a=-1;b=-1",                     "f = −x² + y²"                           },
        {"rastrigin",     "A=1",                           "f = 2 + x² − cos 2πx + y² − cos 2πy"},
        {"logistic",      "data=oring",                    "p = σ(w·temperature + b)"                 },
        {"logistic",      "data=gauss2;lambda=0.01",
         "p = σ(w₁·x1 + w₂·x2), penalty 0.005(w₁² + w₂²)"                                  },
        {"least_squares", "lambda=0.1",                    "f = mean (w·x + b − y)² + 0.05w²"      },
        {"linnet",        "x=2;t=3",                       "f = ½(2w₁w₂ − 3)²"                  },
        {"linnet",        "depth=5",                       "f = ½(w₁³w₂² − 1)²"               },
        {"cliff",         "",                              "f = exp(8(x−1))/8 − x + ½y²"          },
        {"himmelblau",    "",                              "f = (x²+y−11)² + (x+y²−7)²"         },
    };
    char text[512];
    (void)state;
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        struct rv_objective *o = make(expected[i][0], expected[i][1]);
        assert_string_equal(rv_objective_formula(o, text, sizeof text), expected[i][2]);
        rv_objective_unref(o);
    }
}

/* The length in characters of valid UTF-8 without control characters, or -1. */
static int
utf8_length(const char *text)
{
    int n = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c; n++) {
        int more = *c < 0x80 ? 0 : *c >= 0xf0 ? 3 : *c >= 0xe0 ? 2 : *c >= 0xc2 ? 1 : -1;
        if (more < 0 || *c < ' ' || *c == 0x7f)
            return -1;
        for (c++; more > 0; more--, c++)
            if ((*c & 0xc0) != 0x80)
                return -1;
    }
    return n;
}

static void
formulas_are_text_in_any_room(void **state)
{
    (void)state;
    for (size_t i = 0; i < surface_specs_count(); i++) {
        char name[160], whole[512], cut[512];
        struct rv_objective *o = surface_specs_make(i, name, sizeof name);
        rv_objective_formula(o, whole, sizeof whole);
        if (utf8_length(whole) < 5 || strstr(whole, " = ") == NULL || strstr(whole, "  "))
            fail_msg("%s: formula '%s'", name, whole);
        for (size_t size = 1; size <= strlen(whole); size++) {
            rv_objective_formula(o, cut, size);
            assert_true(strlen(cut) < size);
            assert_int_equal(strncmp(cut, whole, strlen(cut)), 0);
            if (utf8_length(cut) < 0)
                fail_msg("%s: cut within a character at %zu", name, size);
        }
        rv_objective_unref(o);
    }
}

static void
check_param(const struct rv_surface *surface, const struct rv_param *param)
{
    struct rv_error error;
    assert_true(param->key && param->symbol && param->help);
    assert_true(utf8_length(param->help) > 5);
    assert_true(param->from >= param->lo && param->to <= param->hi);
    assert_true(param->from < param->to);
    assert_int_equal(param->when, RV_FROM_START);
    if (rv_param_check(param, param->standard, &error) != RV_OK)
        fail_msg("%s: %s", surface->id, error.text);
}

static void
surfaces_say_what_they_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < rv_surface_count(); i++) {
        const struct rv_surface *s = rv_surface_at(i);
        assert_int_equal(rv_surface_find(s->id), (int)i);
        const char *const words[] = {s->id,     s->title,   s->note,   s->formula,
                                     s->source, s->axis[0], s->axis[1]};
        for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
            assert_true(words[k] && utf8_length(words[k]) > 0);
        for (size_t k = 0; k < s->n_params; k++) {
            check_param(s, &s->params[k]);
            assert_int_equal(rv_param_find(s->params, s->n_params, s->params[k].key), k);
        }
        assert_true(s->n_params <= RV_PARAMS_MAX);
    }
    assert_null(rv_surface_at(rv_surface_count()));
    assert_int_equal(rv_surface_find("rosenbrok"), -1);
}

static void
axes_follow_the_data(void **state)
{
    (void)state;
    struct rv_objective *o = make("logistic", "data=oring");
    assert_string_equal(rv_objective_axis(o, 0), "w");
    assert_string_equal(rv_objective_axis(o, 1), "b");
    rv_objective_unref(o);
    o = make("logistic", "data=gauss2");
    assert_string_equal(rv_objective_axis(o, 0), "w₁");
    assert_string_equal(rv_objective_axis(o, 1), "w₂");
    rv_objective_unref(o);
}

static void
unsuitable_settings_are_refused_with_the_reason(void **state)
{
    static const struct {
        const char *id, *params;
        enum rv_status status;
        const char *reason;
    } cases[] = {
        {"logistic",      "data=orings",             RV_E_UNKNOWN, "oring"       },
        {"logistic",      "data=line20",             RV_E_DATA,    "two classes" },
        {"logistic",      "data=norm25",             RV_E_DATA,    "feature"     },
        {"svm",           "data=reg2",               RV_E_DATA,    "two classes" },
        {"least_squares", "data=reg2",               RV_E_DATA,    "intercept=0" },
        {"least_squares", "data=line20;intercept=0", RV_E_DATA,    "two features"},
        {"least_squares", "data=norm25",             RV_E_DATA,    "feature"     },
        {"kernel_ridge",  "data=gauss2",             RV_E_DATA,    "one feature" },
        {"coins",         "n1=3;h1=4",               RV_E_RANGE,   "heads"       },
        {"softmax",       "n1=0;n2=0;n3=0",          RV_E_RANGE,   "seen"        },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct rv_surface_spec spec;
        struct rv_objective *o;
        struct rv_error error;
        assert_true(refs_surface(&spec, cases[i].id, cases[i].params));
        assert_int_equal(rv_objective_create(&o, &spec, &error), cases[i].status);
        assert_null(o);
        assert_int_equal(error.status, cases[i].status);
        if (!strstr(error.text, cases[i].reason))
            fail_msg("%s:%s: '%s' does not say '%s'", cases[i].id, cases[i].params,
                     error.text, cases[i].reason);
        assert_int_equal(rv_objective_create(&o, &spec, NULL), cases[i].status);
    }
}

static void
settings_outside_their_range_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < rv_surface_count(); i++) {
        const struct rv_surface *s = rv_surface_at(i);
        for (size_t k = 0; k < s->n_params; k++) {
            const double bad[] = {NAN, INFINITY, -INFINITY};
            for (size_t b = 0; b < 3; b++) {
                struct rv_surface_spec spec;
                struct rv_objective *o;
                rv_surface_spec_init(&spec, i);
                spec.settings.value[k] = bad[b];
                assert_int_equal(rv_objective_create(&o, &spec, NULL), RV_E_RANGE);
            }
        }
    }
    struct rv_surface_spec spec = {.surface = UINT16_MAX};
    struct rv_objective *o;
    assert_int_equal(rv_objective_create(&o, &spec, NULL), RV_E_UNKNOWN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_have_the_numbers),
        cmocka_unit_test(formulas_are_text_in_any_room),
        cmocka_unit_test(surfaces_say_what_they_are),
        cmocka_unit_test(axes_follow_the_data),
        cmocka_unit_test(unsuitable_settings_are_refused_with_the_reason),
        cmocka_unit_test(settings_outside_their_range_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
