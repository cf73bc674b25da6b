/* Formulas as a user gives them: on the command line and in scenes, with parameters
 * beside them, and saved again. */
#include <stdlib.h>

#include <ravine/objective.h>

#include "load.h"
#include "scene/save.h"
#include "scene/spec.h"

static double
value(const struct rv_surface_spec *spec, double x, double y)
{
    struct rv_objective *objective;
    struct rv_error error;
    if (rv_objective_create(&objective, spec, &error) != RV_OK)
        fail_msg("%s: %s", spec->formula, error.text);
    double f = rv_objective_peek(objective, (double[]){x, y}, NULL);
    rv_objective_unref(objective);
    return f;
}

static void
a_formula_is_the_rest_of_the_text(void **state)
{
    static const struct {
        const char *spec, *formula;
        double value; /* at (2, 3) */
    } rows[] = {
        {"formula:f=x*y",                         "x*y",                 6 },
        {"formula:f=max(x, y, 1)",                "max(x, y, 1)",        3 },
        {"formula:a=2,f=max(a*x^2, y^2)",         "max(a*x^2, y^2)",     9 },
        {"formula:b=-1,a=10,f=a*x+b*y",           "a*x+b*y",             17},
        {"formula:f=a*x+y",                       "a*x+y",               5 },
        {"formula:f=(x<y)+(x==2)+(a=="
         "1)",                           "(x<y)+(x==2)+(a==1)", 3 },
        {"formula:λ=4,f=λ*x",                   "λ*x",                8 },
        {"formula:data=hours,f=mean(0*hours)+x",  "mean(0*hours)+x",     2 },
        {"formula:data=line20,f=mean(0*\"x\")+y", "mean(0*\"x\")+y",     3 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct rv_surface_spec spec;
        struct rv_error error;
        if (spec_surface(&spec, rows[i].spec, &error) != RV_OK)
            fail_msg("%s: column %d: %s", rows[i].spec, error.column, error.text);
        assert_string_equal(spec.formula, rows[i].formula);
        assert_close(value(&spec, 2, 3), rows[i].value, 1e-15);
    }
}

static void
complaints_have_the_column_of_the_spec(void **state)
{
    static const struct {
        const char *spec;
        int column;
        const char *says;
    } rows[] = {
        {"formula:f=x+sine(y)",          13, "did you mean 'sin'" },
        {"formula:a=2,f=a*(x",           17, "not closed"         },
        {"formula:λ=2,f=λ*",           17, "ends too early"     },
        {"formula:b=2,f=a*x",            9,  "unknown setting 'b'"},
        {"formula:a=two,f=a*x",          11, "number"             },
        {"formula:a=1,a=2,f=a*x",        13, "twice"              },
        {"formula:f=",                   11, "no value"           },
        {"formula:f=hours*x,data=hours", 18, "comma"              },
        {"formula:data=hours,f=hours",   22, "within mean"        },
        {"formula:data=hous,f=x",        14, "hours"              },
        {"formula:g=x",                  9,  "unknown setting 'g'"},
        {"rosenbrock:f=x",               12, "unknown setting 'f'"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct rv_surface_spec spec;
        struct rv_error error = {0};
        assert_int_not_equal(spec_surface(&spec, rows[i].spec, &error), RV_OK);
        if (error.column != rows[i].column || !strstr(error.text, rows[i].says))
            fail_msg("%s: column %d: %s", rows[i].spec, error.column, error.text);
    }
}

static const char scene_text_of_formula[] = "title: typed\n"
                                            "surface:\n"
                                            "  b: -3\n"
                                            "  f: a*x^2 + b*max(y, 1) + mean(0*hours)\n"
                                            "  a: 0.5\n"
                                            "  data: hours\n"
                                            "  id: formula\n"
                                            "racers: [{optimizer: gd, lr: 0.01}]\n";

static void
scenes_have_formulas(void **state)
{
    (void)state;
    struct scene *scene = load_good(scene_text_of_formula);
    const struct rv_document *document = &scene->document;
    assert_close(value(&document->surface, 2, 3), 0.5 * 4 - 9, 1e-15);
    assert_true(document->start.x == -3 && document->start.y == 2);
    assert_true(document->window.x0 == -5 && document->window.y1 == 5);
    scene_destroy(scene);
}

static void
saved_formulas_read_back(void **state)
{
    (void)state;
    struct scene *scene = load_good(scene_text_of_formula);
    char *text = scene_text(&scene->document, scene, "test");
    assert_non_null(text);
    struct scene *again = load_good(text);
    assert_true(
        rv_surface_spec_equal(&scene->document.surface, &again->document.surface));
    free(text);
    scene_destroy(again);
    scene_destroy(scene);
}

static void
faults_of_formulas_have_their_place(void **state)
{
    static const struct {
        const char *surface;
        int line, column;
        const char *says;
    } rows[] = {
        {"{id: formula, f: x + sine(y)}", 1, 27, "column 5 of f: unknown function"},
        {"{id: formula, f: \"x +\"}",     1, 27, "column 4 of f: the formula ends"},
        {"{id: formula, f: a*x, b: 2}",   1, 32, "unknown setting 'b'"            },
        {"{id: formula, f: [x]}",         1, 27, "f must be a single value"       },
        {"{id: formula, f: a*x, a: no}",  1, 35, "a"                              },
        {"{id: formula, f: mean(x)}",     1, 27, "data=NAME"                      },
        {"{id: rosenbrock, f: x}",        1, 27, "unknown setting 'f'"            },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[300];
        snprintf(text, sizeof text, "surface: %s\nracers: [{optimizer: gd}]\n",
                 rows[i].surface);
        struct faults faults = load_bad(text, strlen(text));
        const struct fault *fault = &faults.items[0];
        if (faults.n != 1 || fault->line != rows[i].line ||
            fault->column != rows[i].column || !strstr(fault->text, rows[i].says))
            fail_msg("%s: %zu, %d:%d: %s", rows[i].surface, faults.n, fault->line,
                     fault->column, fault->text);
        faults_finish(&faults);
    }
}

static void
settings_reach_parameters_and_the_formula(void **state)
{
    struct scene *scene = load_good(scene_text_of_formula);
    struct rv_document *document = &scene->document;
    struct rv_error error;
    (void)state;
    assert_int_equal(spec_set(document, "surface.a=2", &error), RV_OK);
    assert_close(value(&document->surface, 2, 3), 2 * 4 - 9, 1e-15);
    assert_int_equal(spec_set(document, "surface.f=b*x + c", &error), RV_OK);
    assert_close(value(&document->surface, 2, 3), -6 + 1, 1e-15);
    assert_int_equal(spec_set(document, "surface.f=b*x +* c", &error), RV_E_SYNTAX);
    assert_int_equal(error.column, 16);
    assert_int_equal(spec_set(document, "surface.a=1", &error), RV_E_UNKNOWN);
    assert_int_equal(error.column, 1);
    scene_destroy(scene);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_formula_is_the_rest_of_the_text),
        cmocka_unit_test(complaints_have_the_column_of_the_spec),
        cmocka_unit_test(scenes_have_formulas),
        cmocka_unit_test(saved_formulas_read_back),
        cmocka_unit_test(faults_of_formulas_have_their_place),
        cmocka_unit_test(settings_reach_parameters_and_the_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
