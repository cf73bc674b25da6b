/* The values contours have: round, enough of them, and evenly over the window. */
#include "fields.h"

#include <stdlib.h>
#include <string.h>

/* A minimum that is not 0, and values up to some ten times as large. */
static double
raised(double x, double y)
{
    return 0.4416 + 0.4 * bowl(x, y);
}

/* Six wells in a box with steep walls. */
static double
sixhump(double x, double y)
{
    double u = x * x, v = y * y;
    return (4 - 2.1 * u + u * u / 3) * u + x * y + (4 * v - 4) * v;
}

static double
pole(double x, double y)
{
    return 1 / (x * y);
}

static double
zoomed(double x, double y)
{
    return 101 + 0.003 * (x + 0.1 * y);
}

static double
goldstein_like(double x, double y)
{
    return 3 + 1e5 * bowl(x, y);
}

/* Its minimum, 0, lies beside the window: between two and three decades. */
static double
slope_to_zero(double x, double y)
{
    (void)y;
    return (x + 2.2) * (x + 2.2);
}

static bool
has_level(const struct field *f, const char *text)
{
    char own[40];
    for (size_t i = 0; i < f->levels.n; i++)
        if (strcmp(level_text(&f->levels, i, true, own), text) == 0)
            return true;
    return false;
}

/* What is written is the level itself, and no two are written alike. */
static void
assert_texts_are_values(const struct field *f)
{
    char text[40], last[40] = "";
    for (size_t i = 0; i < f->levels.n; i++) {
        level_text(&f->levels, i, true, text);
        assert_close(strtod(text, NULL), f->levels.value[i],
                     1e-9 * fabs(f->levels.value[i]));
        assert_string_not_equal(text, last);
        strcpy(last, text);
    }
}

static void
a_minimum_beside_zero_has_round_contours(void **state)
{
    (void)state;
    struct field f = field_of(raised, 0.4416);
    assert_true(f.scale.logarithmic);
    assert_in_range(f.levels.n, 5, 16);
    static const char *const round[] = {"0.5", "1", "1.5", "2", "2.5", "3"};
    for (size_t i = 0; i < 6; i++)
        assert_true(has_level(&f, round[i]));
    assert_texts_are_values(&f);
    field_finish(&f);
}

static void
steep_walls_have_a_ladder(void **state)
{
    (void)state;
    struct field f = field_of(sixhump, -1.0316);
    static const char *const rungs[] = {"-0.5", "0", "0.5", "1", "2", "5", "10", "20"};
    for (size_t i = 0; i < sizeof rungs / sizeof rungs[0]; i++)
        assert_true(has_level(&f, rungs[i]));
    assert_texts_are_values(&f);
    field_finish(&f);
}

/* A logarithm has the contours of one: each of them a factor from the next, and the scale
 * begins with the first. */
static void
few_decades_have_all_their_parts(void **state)
{
    (void)state;
    struct field f = field_of(slope_to_zero, 0);
    static const char *const parts[] = {"0.1", "0.2", "0.5", "1", "2", "5", "10"};
    assert_true(f.scale.logarithmic && f.scale.base == 0 && !f.levels.decades);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        assert_true(has_level(&f, parts[i]));
    for (size_t i = 0; i < f.levels.n; i++) {
        double decade = log10(f.levels.value[i]);
        assert_int_equal(f.levels.major[i], fabs(decade - round(decade)) < 1e-9);
        if (i > 0)
            assert_in_range((int)(100 * f.levels.value[i] / f.levels.value[i - 1]), 199,
                            251);
    }
    assert_true(scale_unit(&f.scale, f.levels.value[0]) < 0.03);
    field_finish(&f);
}

static void
decades_stay_where_f_spans_them(void **state)
{
    (void)state;
    struct field f = field_of(goldstein_like, 3);
    assert_true(f.levels.decades);
    assert_true(has_level(&f, "1e3") && has_level(&f, "1e5"));
    field_finish(&f);
}

/* To both sides of 0 alike, and the middle half of the values over a good part of it. */
static void
poles_do_not_flatten_the_rest(void **state)
{
    (void)state;
    struct field f = field_of(pole, NAN);
    assert_false(f.scale.logarithmic);
    assert_true(f.scale.width > 0);
    assert_close(scale_unit(&f.scale, 0), 0.5, 0.02);
    assert_true(scale_unit(&f.scale, 2) - scale_unit(&f.scale, -2) > 0.2);
    assert_true(has_level(&f, "1") && has_level(&f, "-1"));
    assert_texts_are_values(&f);
    field_finish(&f);
}

static void
zoomed_contours_differ_in_what_is_written(void **state)
{
    (void)state;
    struct field f = field_of(zoomed, NAN);
    assert_true(f.levels.n >= 5);
    assert_texts_are_values(&f);
    field_finish(&f);
}

/* The zero of a signed surface is kept however close the next line is. */
static void
gaps_are_to_the_next_of_a_kind(void **state)
{
    (void)state;
    struct field f = field_of(plane, NAN);
    double step = f.levels.value[1] - f.levels.value[0];
    for (size_t i = 0; i < f.levels.n; i++) {
        double gap = f.levels.gap[i] * (f.scale.hi - f.scale.lo) / step;
        if (f.levels.value[i] == 0)
            assert_true(isinf(gap));
        else
            assert_close(gap, f.levels.major[i] ? 2 : 1, 1e-9);
    }
    field_finish(&f);
}

static void
thinning_leaves_round_values(void **state)
{
    (void)state;
    struct field f = field_of(bowl, NAN);
    size_t n = f.levels.n;
    assert_true(levels_thin(&f.levels, &f.scale));
    assert_true(f.levels.n < n);
    while (levels_thin(&f.levels, &f.scale))
        assert_texts_are_values(&f);
    field_finish(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_minimum_beside_zero_has_round_contours),
        cmocka_unit_test(steep_walls_have_a_ladder),
        cmocka_unit_test(few_decades_have_all_their_parts),
        cmocka_unit_test(decades_stay_where_f_spans_them),
        cmocka_unit_test(poles_do_not_flatten_the_rest),
        cmocka_unit_test(zoomed_contours_differ_in_what_is_written),
        cmocka_unit_test(gaps_are_to_the_next_of_a_kind),
        cmocka_unit_test(thinning_leaves_round_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
