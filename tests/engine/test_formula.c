/* What formulas are worth: against a second evaluator, differences and native surfaces.
 */
#include "bits.h"

#include <stdlib.h>

#include "engine/formula/program.h"
#include "engine/surface_driver.h"
#include "naive.h"
#include "surface_specs.h"
#include "typing.h"

enum { TREES = 3000, NOISES = 8 };

/* Random trees --------------------------------------------------------------------- */

/* A tree, the formula it was written as, and a place. */
struct sample {
    struct tree *tree;
    struct rv_objective *objective;
    double x, y, a;
    char text[RV_FORMULA_MAX];
};

/* @return false: the tree is too long for a formula. */
static bool
sample_make(struct sample *s, uint64_t *state, int depth, enum tree_kind kind)
{
    struct rv_surface_spec spec;
    struct rv_error error;
    s->tree = tree_grow(state, depth, kind);
    s->objective = NULL;
    s->a = floor(tree_uniform(state, -30, 30)) / 8;
    s->x = tree_uniform(state, -3, 3);
    s->y = tree_uniform(state, -3, 3);
    if (!tree_write(s->tree, state, s->text, sizeof s->text))
        return false;
    if (typing_spec(&spec, s->text, NULL, &error) != RV_OK)
        fail_msg("%s: column %d: %s", s->text, error.column, error.text);
    spec.settings.value[0] = s->a;
    if (!tree_has(s->tree, "a"))
        spec.settings.value[0] = 0;
    s->objective = typing_make(&spec);
    return true;
}

static void
sample_finish(struct sample *s)
{
    rv_objective_unref(s->objective);
    tree_destroy(s->tree);
}

static long double
tree_at(const struct sample *s, long double dx, long double dy)
{
    struct tree_place place = {s->x + dx, s->y + dy, s->a, NULL, 1};
    return tree_value(s->tree, &place);
}

/* How far roundings alone may move the value; infinity where they decide. */
static double
spread(const struct sample *s, long double value, uint64_t *state)
{
    long double most = 0;
    for (int i = 0; i < NOISES; i++) {
        struct tree_place place = {s->x, s->y, s->a, state, 1};
        long double noisy = tree_value(s->tree, &place);
        if (isnan(noisy) != isnan(value) || !(fabsl(noisy - value) <= most))
            most = fabsl(noisy - value);
    }
    return isnan(most) ? INFINITY : (double)most;
}

static void
values_agree_with_a_second_evaluator(void **state)
{
    uint64_t random = 2024;
    size_t checked = 0, numbers = 0;
    (void)state;
    for (size_t i = 0; i < TREES; i++) {
        struct sample s;
        bool made = sample_make(&s, &random, 2 + (int)(i % 6), TREE_ANYTHING);
        for (int k = 0; made && k < 5; k++) {
            s.x = tree_uniform(&random, -3, 3);
            s.y = k == 4 ? s.x : tree_uniform(&random, -3, 3);
            long double truth = tree_at(&s, 0, 0);
            double value = rv_objective_peek(s.objective, (double[]){s.x, s.y}, NULL);
            double allowed = 40 * spread(&s, truth, &random) + 1e-300;
            if (isnan(truth) && isnan(value))
                checked++;
            else if (isfinite((double)truth) &&
                     allowed < 1e-3 * (1 + fabs((double)truth))) {
                checked++;
                numbers++;
                if (!(fabs(value - (double)truth) <= allowed + 4e-16 * fabs(value)))
                    fail_msg("%s at (%.17g, %.17g), a = %g: %.17g, not %.17g (+- %g)",
                             s.text, s.x, s.y, s.a, (double)truth, value, allowed);
            }
        }
        sample_finish(&s);
    }
    print_message("%zu values agree, %zu of them numbers\n", checked, numbers);
    assert_true(checked > 4 * TREES && numbers > 2 * TREES);
}

/* Differences of the second evaluator, with one step of Richardson's extrapolation, and
 * how far the two steps are apart. */
static void
differences(const struct sample *s, long double h, long double out[5])
{
    long double f = tree_at(s, 0, 0), e = tree_at(s, h, 0), w = tree_at(s, -h, 0);
    long double n = tree_at(s, 0, h), u = tree_at(s, 0, -h);
    out[0] = (e - w) / (2 * h);
    out[1] = (n - u) / (2 * h);
    out[2] = (e - 2 * f + w) / (h * h);
    out[3] =
        (tree_at(s, h, h) - tree_at(s, h, -h) - tree_at(s, -h, h) + tree_at(s, -h, -h)) /
        (4 * h * h);
    out[4] = (n - 2 * f + u) / (h * h);
}

/* @return how many of the five derivatives could be checked. */
static size_t
check_derivatives(const struct sample *s)
{
    long double wide[5], middle[5], narrow[5], h = 0x1p-9L;
    struct numbers ours = numbers_at(s->objective, s->x, s->y);
    struct tree_place place = {s->x, s->y, s->a, NULL, 1};
    size_t checked = 0;
    tree_value(s->tree, &place);
    if (!(place.size < 1e4))
        return 0;
    differences(s, h, wide);
    differences(s, h / 2, middle);
    differences(s, h / 4, narrow);
    for (int k = 0; k < 5; k++) {
        double coarse = (double)((4 * middle[k] - wide[k]) / 3);
        double fine = (double)((4 * narrow[k] - middle[k]) / 3);
        double doubt = fabs(fine - coarse), scale = 1 + fabs(fine);
        /* A kink, too wild for differences, or the end of a domain. */
        if (!(doubt <= 1e-5 * scale) || !isfinite(ours.of[k + 1]))
            continue;
        checked++;
        if (!(fabs(ours.of[k + 1] - fine) <= 2 * doubt + 1e-9 * scale))
            fail_msg("%s at (%.17g, %.17g), a = %g: derivative %d is %.12g, not %.12g",
                     s->text, s->x, s->y, s->a, k, fine, ours.of[k + 1]);
    }
    return checked;
}

static void
derivatives_agree_with_differences(void **state)
{
    size_t seen[64] = {0}, checked = 0;
    uint64_t random = 77;
    (void)state;
    for (size_t i = 0; i < TREES; i++) {
        struct sample s;
        enum tree_kind kind = i % 4 ? TREE_SMOOTH : TREE_ANYTHING;
        size_t n = 0;
        if (sample_make(&s, &random, 2 + (int)(i % 5), kind))
            n = check_derivatives(&s);
        for (size_t k = 0; n && tree_op(k); k++)
            seen[k] += tree_has(s.tree, tree_op(k));
        checked += n;
        sample_finish(&s);
    }
    print_message("%zu derivatives agree\n", checked);
    assert_true(checked > 3 * TREES);
    for (size_t k = 0; tree_op(k); k++)
        if (seen[k] < 10)
            fail_msg("%s was hardly checked (%zu)", tree_op(k), seen[k]);
}

/* Derivatives of value and gradient by differences of @h. */
static void
slopes_near(const struct rv_objective *o, struct rv_vec2 p, double h, double out[5])
{
    struct numbers e = numbers_at(o, p.x + h, p.y), w = numbers_at(o, p.x - h, p.y);
    struct numbers n = numbers_at(o, p.x, p.y + h), u = numbers_at(o, p.x, p.y - h);
    out[0] = (e.of[0] - w.of[0]) / (2 * h);
    out[1] = (n.of[0] - u.of[0]) / (2 * h);
    out[2] = (e.of[1] - w.of[1]) / (2 * h);
    out[3] = (e.of[2] - w.of[2]) / (2 * h);
    out[4] = (n.of[2] - u.of[2]) / (2 * h);
}

/* Every function alone: where the operands bend, and to the last digits that differences
 * have. */
static void
every_function_has_its_derivatives(void **state)
{
    static const char *const one = "%s(0.3 + x*y/7 + x^2/9)";
    static const char *const two = "%s(0.3 + x*y/7 + x^2/9, 1.2 + x/5 - y^2/11)";
    static const char *const three = "if(x > y, %s(x*y), x^3 - y^2)";
    struct sample s = {.a = 1};
    (void)state;
    for (size_t i = 0; i < rv_formula_function_count(); i++) {
        struct rv_formula_function function = rv_formula_function_at(i);
        const char *commas = strchr(function.operands, ',');
        size_t checked = 0;
        if (strcmp(function.name, "mean") == 0 || strcmp(function.name, "if") == 0)
            continue;
        for (size_t k = 0; k < 20; k++) {
            struct rv_vec2 p = surface_point((struct rv_window){-1, 1, -1, 1}, k);
            snprintf(s.text, sizeof s.text,
                     commas  ? two
                     : k % 2 ? one
                             : three,
                     function.name);
            s.objective = typing_formula(s.text, NULL);
            double wide[5], narrow[5];
            struct numbers at = numbers_at(s.objective, p.x, p.y);
            slopes_near(s.objective, p, 1e-3, wide);
            slopes_near(s.objective, p, 5e-4, narrow);
            for (int d = 0; d < 5; d++) {
                double doubt = fabs(wide[d] - narrow[d]);
                double slope = (4 * narrow[d] - wide[d]) / 3;
                if (!(doubt < 1e-3 * (1 + fabs(slope))))
                    continue; /* the end of a domain, or a kink */
                assert_close(at.of[d + 1], slope, 1e-9 + doubt * 1e-3);
                checked++;
            }
            rv_objective_unref(s.objective);
        }
        if (checked < 60)
            fail_msg("%s: only %zu derivatives checked", function.name, checked);
    }
}

/* Kinks ---------------------------------------------------------------------------- */

static void
kinks_have_their_documented_slopes(void **state)
{
    static const struct {
        const char *text;
        double gx, gy; /* at the origin */
    } rows[] = {
        {"abs(x)+2y",           0,   2  },
        {"max(x, 3x)",          2,   0  },
        {"min(x, 3x)",          2,   0  },
        {"max(x, y)",           0.5, 0.5},
        {"max(x, -x)",          0,   0  },
        {"relu(x)+relu(-y)",    0,   0  },
        {"hypot(x, y)",         0,   0  },
        {"hypot(3x, 4x)+y",     0,   1  },
        {"sign(x)+floor(x)",    0,   0  },
        {"(x<y)+x",             1,   0  },
        {"if(x>=0, 5x, -x)",    5,   0  },
        {"if(x>0, 1/x, 7y)",    0,   7  },
        {"mod(x, 2)",           1,   0  },
        {"x^2*if(x>0, 1/x, 1)", 0,   0  },
        {"abs(x)^3",            0,   0  },
        {"x^1.5",               0,   0  },
        {"(x^2)^(y + 2)",       0,   0  },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct rv_objective *o = typing_formula(rows[i].text, NULL);
        double g[2];
        rv_objective_peek(o, (double[]){0, 0}, g);
        if (g[0] != rows[i].gx || g[1] != rows[i].gy)
            fail_msg("%s: slope (%g, %g), not (%g, %g)", rows[i].text, rows[i].gx,
                     rows[i].gy, g[0], g[1]);
        rv_objective_unref(o);
    }
}

/* Lanes ---------------------------------------------------------------------------- */

enum { POINTS = 203 };

static void
check_lanes(const struct rv_objective *o, const char *text, uint64_t *random)
{
    static const double odd[] = {0, -0.0, 1e300, INFINITY, -INFINITY, NAN, 1, -1};
    double x[POINTS], y[POINTS], f[POINTS], gx[POINTS], gy[POINTS], row[POINTS];
    for (size_t i = 0; i < POINTS; i++) {
        bool strange = tree_random(random) % 16 == 0;
        x[i] = strange ? odd[tree_random(random) % 8] : tree_uniform(random, -4, 4);
        y[i] = strange ? odd[tree_random(random) % 8] : tree_uniform(random, -4, 4);
    }
    for (size_t n = POINTS; n > 0; n = n / 2 - (n > 10)) {
        o->driver->lanes(o->self, n, x, y, f, gx, gy);
        o->driver->values(o->self, x, y[0], n, row);
        for (size_t i = 0; i < n; i++) {
            double ours[4] = {f[i], gx[i], gy[i], row[i]}, alone[4];
            struct rv_vec2 g = o->driver->eval(o->self, x[i], y[i], &alone[0]);
            alone[1] = g.x;
            alone[2] = g.y;
            o->driver->eval(o->self, x[i], y[0], &alone[3]);
            if (memcmp(ours, alone, sizeof ours) != 0)
                fail_msg(
                    "%s: lane %zu of %zu at (%a, %a): %a %a %a %a, alone %a %a %a %a",
                    text, i, n, x[i], y[i], ours[0], ours[1], ours[2], ours[3], alone[0],
                    alone[1], alone[2], alone[3]);
        }
    }
}

static void
lanes_have_the_bits_of_single_points(void **state)
{
    uint64_t random = 5;
    (void)state;
    for (size_t i = 0; i < 600; i++) {
        struct sample s;
        if (sample_make(&s, &random, 2 + (int)(i % 6), TREE_ANYTHING))
            check_lanes(s.objective, s.text, &random);
        sample_finish(&s);
    }
}

/* Value alone, with the gradient, and with the Hessian: the same value and gradient. */
static void
all_programs_agree_to_the_bit(void **state)
{
    uint64_t random = 6;
    (void)state;
    for (size_t i = 0; i < 400; i++) {
        struct sample s;
        if (sample_make(&s, &random, 2 + (int)(i % 6), TREE_ANYTHING)) {
            struct formula formula;
            struct program part[N_PARTS];
            double out[N_PARTS][OUTPUTS_MAX];
            assert_int_equal(formula_parse(&formula, s.text, NULL, &s.a, NULL), RV_OK);
            for (int p = 0; p < N_PARTS; p++) {
                assert_int_equal(program_compile(&part[p], &formula, (enum part)p),
                                 RV_OK);
                program_point(&part[p], NULL, s.x, s.y, out[p]);
                program_finish(&part[p]);
            }
            formula_finish(&formula);
            assert_memory_equal(out[0], out[1], sizeof out[0][0]);
            assert_memory_equal(out[1], out[2], 3 * sizeof out[0][0]);
        }
        sample_finish(&s);
    }
}

/* Over data ------------------------------------------------------------------------ */

/* Formulas over data: lanes are points there, for one point they are rows. */
static void
means_have_one_result(void **state)
{
    static const char *const texts[] = {
        "mean(softplus(x*hours + y) - passed*(x*hours + y))",
        "mean((hours - mean(hours))^2)*x + y",
        "x*mean(hours*mean(passed*hours + x)) + mean(hours*y)^2",
        "mean(x) + mean(mean(hours) + y) + mean(3)",
        "log(mean(exp(x*hours)))/(1 + mean(exp(-y*passed)))",
        "mean(if(hours > x, hours, y)) + max(mean(hours*x), mean(hours*y))",
    };
    uint64_t random = 9;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct rv_objective *o = typing_formula(texts[i], "hours");
        uint32_t rows[20];
        for (uint32_t k = 0; k < 20; k++)
            rows[k] = k;
        check_lanes(o, texts[i], &random);
        for (size_t k = 0; k < 20; k++) {
            struct rv_vec2 p = surface_point(rv_objective_window(o), k), g, all;
            double f[2];
            g = o->driver->eval(o->self, p.x, p.y, &f[0]);
            all = o->driver->eval_rows(o->self, p.x, p.y, rows, 20, &f[1]);
            assert_same_bits(f[0], f[1]);
            assert_same_bits(g.x, all.x);
            assert_same_bits(g.y, all.y);
        }
        rv_objective_unref(o);
    }
}

/* Limits --------------------------------------------------------------------------- */

/* Long formulas of every kind either work, scalar and in lanes, or are refused. */
static void
long_formulas_work_or_are_refused(void **state)
{
    static const char *const units[] = {
        "+x^y",         "+sin(x*%zu)",     "*(x+%zu*y)",      "+softplus(x*y+%zu)",
        "+(x-y)^%zu",   "+hypot(x,y+%zu)", "+atan2(x+%zu,y)", "+max(x,y*%zu,x*y)",
        "/(1+x^2*%zu)", "+p%zu*x",         "+x^(y^%zu)",
    };
    uint64_t random = 3;
    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        char text[RV_FORMULA_MAX] = "x";
        struct rv_surface_spec spec;
        struct rv_error error;
        struct rv_objective *o;
        for (size_t k = 2; strlen(text) + 24 < sizeof text && k < 1000; k++)
            snprintf(text + strlen(text), 24, units[i], i == 9 ? k % 16 : k);
        if (typing_spec(&spec, text, NULL, &error) != RV_OK)
            fail_msg("%s: %s", text, error.text);
        enum rv_status status = rv_objective_create(&o, &spec, &error);
        if (status == RV_OK)
            check_lanes(o, text, &random);
        else
            assert_int_equal(status, RV_E_RANGE);
        rv_objective_unref(o);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_agree_with_a_second_evaluator),
        cmocka_unit_test(derivatives_agree_with_differences),
        cmocka_unit_test(every_function_has_its_derivatives),
        cmocka_unit_test(kinks_have_their_documented_slopes),
        cmocka_unit_test(lanes_have_the_bits_of_single_points),
        cmocka_unit_test(all_programs_agree_to_the_bit),
        cmocka_unit_test(means_have_one_result),
        cmocka_unit_test(long_formulas_work_or_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
