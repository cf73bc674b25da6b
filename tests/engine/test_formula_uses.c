/* Formulas in use: as native surfaces, over data, in races, and their minima. */
#include "../close.h"

#include <stdlib.h>

#include "engine/surface_driver.h"
#include "surface_specs.h"
#include "typing.h"

/* Formulas that say what a native surface is. */
static const struct {
    const char *native, *settings, *data, *text;
} twins[] = {
    {"logistic",      "data=hours",                   "hours",
     "mean(softplus(x*hours + y) - passed*(x*hours + y))"                                                     },
    {"logistic",      "data=oring",                   "oring",
     "mean(if(distress, softplus(-(x*temperature + y)), softplus(x*temperature + y)))"                        },
    {"least_squares", "data=line20;scale=1",          "line20", "mean((x*\"x\" + y - \"y\")^2)"               },
    {"rosenbrock",    "a=1;b=100",                    NULL,     "(1-x)^2 + 100(y-x^2)^2"                      },
    {"rosenbrock",    "a=-0.5;b=3",                   NULL,     "(-0.5-x)^2 + 3(y-x^2)^2"                     },
    {"himmelblau",    "",                             NULL,     "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"          },
    {"rastrigin",     "A=10",                         NULL,     "20 + x^2 - 10cos(2pi*x) + y^2 - 10cos(2pi*y)"},
    {"beale",         "",                             NULL,
     "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2"                                       },
    {"quadratic",     "a11=4;a12=2;a22=3;cx=1;cy=-2", NULL,
     "0.5(4(x-1)^2 + 4(x-1)*(y+2) + 3(y+2)^2)"                                                                },
};

static struct rv_objective *
native_twin(size_t i)
{
    struct rv_surface_spec spec;
    struct rv_objective *objective;
    assert_true(refs_surface(&spec, twins[i].native, twins[i].settings));
    assert_int_equal(rv_objective_create(&objective, &spec, NULL), RV_OK);
    return objective;
}

static void
formulas_are_worth_what_native_surfaces_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++) {
        struct rv_objective *ours = typing_formula(twins[i].text, twins[i].data);
        struct rv_objective *native = native_twin(i);
        assert_int_equal(rv_objective_rows(ours), rv_objective_rows(native));
        for (size_t k = 0; k < 50; k++) {
            struct rv_vec2 p = surface_point(rv_objective_window(native), k);
            struct numbers a = numbers_at(ours, p.x, p.y);
            struct numbers b = numbers_at(native, p.x, p.y);
            double size = 1;
            for (int n = 0; n < 6; n++)
                size = fmax(size, fabs(b.of[n]));
            for (int n = 0; n < 6; n++)
                if (!(fabs(a.of[n] - b.of[n]) <= 1e-13 * size))
                    fail_msg("%s at (%g, %g): number %d is %.17g, not %.17g",
                             twins[i].text, p.x, p.y, n, b.of[n], a.of[n]);
        }
        rv_objective_unref(ours);
        rv_objective_unref(native);
    }
}

/* A mean written out by hand, over all rows and over some. */
static void
means_are_means(void **state)
{
    struct rv_objective *o = typing_formula("mean((x*hours - y)^2)", "hours");
    const struct rv_data *data = rv_objective_data(o);
    static const uint32_t some[] = {2, 3, 11};
    double sum = 0, part = 0, f, x = 0.7, y = -0.2;
    (void)state;
    for (size_t i = 0; i < data->n; i++)
        sum += pow(x * data->x[0][i] - y, 2);
    for (size_t i = 0; i < 3; i++)
        part += pow(x * data->x[0][some[i]] - y, 2);
    assert_close(rv_objective_peek(o, (double[]){x, y}, NULL), sum / (double)data->n,
                 1e-14);
    o->driver->eval_rows(o->self, x, y, some, 3, &f);
    assert_close(f, part / 3, 1e-14);
    rv_objective_unref(o);
}

/* Races ---------------------------------------------------------------------------- */

enum { STEPS = 400 };

static void
race(const struct rv_surface_spec *spec, const char *rule, const char *batch,
     struct rv_row rows[STEPS])
{
    static struct rv_document document;
    struct rv_objective *objective = typing_make(spec);
    struct rv_racer racer;
    struct rv_run *run;
    rv_document_init(&document, spec->surface);
    document.surface = *spec;
    document.start = (struct rv_vec2){-1.5, 2};
    rv_racer_init(&racer, (size_t)rv_optimizer_find(rule));
    rv_racer_set(&racer, rv_racer_key(&racer, "lr"), 1e-3);
    if (batch)
        rv_racer_set(&racer, rv_racer_key(&racer, "batch"), atof(batch));
    assert_int_equal(rv_document_add_racer(&document, &racer, NULL), RV_OK);
    assert_int_equal(rv_run_create(&run, objective, &document, 0, NULL, NULL), RV_OK);
    assert_int_equal(rv_run_advance(run, STEPS, rows), STEPS);
    rv_run_destroy(run);
    rv_objective_unref(objective);
}

static void
expect_same_race(const char *text, const char *data, const char *native,
                 const char *settings, const char *rule, const char *batch)
{
    static struct rv_row ours[STEPS], theirs[STEPS];
    struct rv_surface_spec typed, spec;
    assert_int_equal(typing_spec(&typed, text, data, NULL), RV_OK);
    assert_true(refs_surface(&spec, native, settings));
    race(&typed, rule, batch, ours);
    race(&spec, rule, batch, theirs);
    for (size_t t = 0; t < STEPS; t++) {
        assert_close(ours[t].x, theirs[t].x, 1e-12);
        assert_close(ours[t].y, theirs[t].y, 1e-12);
        assert_close(ours[t].loss, theirs[t].loss, 1e-11);
        assert_close(ours[t].gx, theirs[t].gx, 1e-10);
        assert_close(ours[t].gy, theirs[t].gy, 1e-10);
    }
    assert_true(ours[STEPS - 1].loss < ours[0].loss);
}

static void
races_are_those_of_native_surfaces(void **state)
{
    static const char *const rules[] = {"gd", "momentum", "adam", "rmsprop"};
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        expect_same_race("(1-x)^2 + 100*(y-x^2)^2", NULL, "rosenbrock", "", rules[i],
                         NULL);
        expect_same_race("mean(softplus(x*hours + y) - passed*(x*hours + y))", "hours",
                         "logistic", "data=hours", rules[i], "5");
    }
}

/* Minima and start ----------------------------------------------------------------- */

static void
expect_minima(const char *text, const double (*minima)[2], size_t n)
{
    struct rv_objective *o = typing_formula(text, NULL);
    struct rv_critical found[RV_CRITICAL_MAX];
    size_t n_found = rv_objective_critical(o, found, RV_CRITICAL_MAX);
    assert_false(rv_objective_critical_known(o));
    if (n_found != n)
        fail_msg("%s: %zu minima, not %zu", text, n_found, n);
    for (size_t i = 0; i < n; i++) {
        double nearest = INFINITY;
        for (size_t k = 0; k < n; k++)
            nearest = fmin(nearest, hypot(found[k].at.x - minima[i][0],
                                          found[k].at.y - minima[i][1]));
        if (!(nearest < 1e-7))
            fail_msg("%s: (%g, %g) is not found, off by %g", text, minima[i][0],
                     minima[i][1], nearest);
    }
    rv_objective_unref(o);
}

static void
minima_are_found(void **state)
{
    static const double rosenbrock[][2] =
        {
            {1, 1}
    },
                        kink[][2] = {{1.1, -0.3}};
    static const double four[][2] = {
        {3,                  2                 },
        {-2.805118086952745, 3.131312518250573 },
        {-3.779310253377747, -3.283185991286170},
        {3.584428340330492,  -1.848126526964404}
    };
    static const double flat[][2] =
        {
            {0, 0}
    },
                        ridge[][2] = {{0, 1}, {0, -1}};
    (void)state;
    expect_minima("(1-x)^2 + 100(y-x^2)^2", rosenbrock, 1);
    expect_minima("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", four, 4);
    expect_minima("abs(x - 1.1) + 2abs(y + 0.3)", kink, 1);
    expect_minima("max(x - 1.1, 1.1 - x) + (y + 0.3)^2", kink, 1);
    expect_minima("hypot(x, y)", flat, 1);
    expect_minima("sqrt(abs(x)) + y^2", flat, 1);
    expect_minima("x^2 + (y^2 - 1)^2", ridge, 2);
    expect_minima("x + 2y", NULL, 0);
    expect_minima("x^2", NULL, 0); /* a floor without end, no point */
    expect_minima("(y - x^2)^2", NULL, 0);
    expect_minima("(x + 2y)^2", NULL, 0);
    expect_minima("x^4 + y^2", flat, 1);
    expect_minima("(x + y)^4 + (x - y)^2", flat, 1);
    expect_minima("3", NULL, 0);
    expect_minima("0/0", NULL, 0);
    expect_minima("1/0", NULL, 0);
    expect_minima("-1/0", NULL, 0);
    expect_minima("x^2 - y^2", NULL, 0);
    expect_minima("floor(x) + y^2", NULL, 0);
    expect_minima("log(x) + y^2", NULL, 0);
}

static void
the_lowest_minimum_is_the_global_one(void **state)
{
    struct rv_objective *o = typing_formula("(x^2-1)^2 + 0.3x + y^2", NULL);
    struct rv_critical found[RV_CRITICAL_MAX];
    (void)state;
    assert_int_equal(rv_objective_critical(o, found, RV_CRITICAL_MAX), 2);
    for (int i = 0; i < 2; i++)
        assert_int_equal(found[i].kind,
                         found[i].at.x < 0 ? RV_MINIMUM : RV_MINIMUM_LOCAL);
    rv_objective_unref(o);
}

static void
many_minima_fit_into_their_room(void **state)
{
    struct rv_objective *o = typing_formula("cos(5x) + cos(5y)", NULL);
    struct rv_critical found[RV_CRITICAL_MAX];
    (void)state;
    assert_int_equal(rv_objective_critical(o, found, 0), 0);
    assert_int_equal(rv_objective_critical(o, found, 5), 5);
    assert_int_equal(rv_objective_critical(o, found, RV_CRITICAL_MAX), RV_CRITICAL_MAX);
    rv_objective_unref(o);
}

static void
the_start_has_a_value(void **state)
{
    static const struct {
        const char *text;
        struct rv_vec2 start;
    } rows[] = {
        {"x^2+y^2",         {-3, 2}  },
        {"log(x)+y",        {3, 2}   },
        {"sqrt(x)+log(-y)", {3, -2}  },
        {"asin(x/2)+y",     {-1.5, 1}},
        {"0/0",             {-3, 2}  },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct rv_objective *o = typing_formula(rows[i].text, NULL);
        struct rv_vec2 start = rv_objective_start(o);
        struct rv_window w = rv_objective_window(o);
        assert_true(start.x == rows[i].start.x && start.y == rows[i].start.y);
        assert_true(w.x0 == -5 && w.x1 == 5 && w.y0 == -5 && w.y1 == 5);
        rv_objective_unref(o);
    }
}

/* Where little of the usual window has values, the window is about what has. */
static void
the_window_is_about_what_is_defined(void **state)
{
    (void)state;
    struct rv_objective *o = typing_formula("sqrt(1 - x^2 - y^2)", NULL);
    struct rv_window w = rv_objective_window(o);
    assert_in_range((int)(100 * (w.x1 - w.x0)), 200, 240);
    assert_in_range((int)(100 * (w.y1 - w.y0)), 200, 240);
    assert_true(fabs(w.x0 + w.x1) < 1e-12 && fabs(w.y0 + w.y1) < 1e-12);
    rv_objective_unref(o);
    static const char *const usual[] = {"log(x) + y", "x^2 + y^2", "sqrt(-1 - x^2)"};
    for (size_t i = 0; i < 3; i++) {
        o = typing_formula(usual[i], NULL);
        w = rv_objective_window(o);
        assert_true(w.x0 == -5 && w.x1 == 5 && w.y0 == -5 && w.y1 == 5);
        rv_objective_unref(o);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_are_worth_what_native_surfaces_are),
        cmocka_unit_test(means_are_means),
        cmocka_unit_test(races_are_those_of_native_surfaces),
        cmocka_unit_test(minima_are_found),
        cmocka_unit_test(the_lowest_minimum_is_the_global_one),
        cmocka_unit_test(many_minima_fit_into_their_room),
        cmocka_unit_test(the_start_has_a_value),
        cmocka_unit_test(the_window_is_about_what_is_defined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
