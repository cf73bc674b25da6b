/* Views of a surface, and from its values to a scale and contour levels. */
#include "fields.h"

#include <stdlib.h>
#include <string.h>

static double
constant(double x, double y)
{
    (void)x;
    (void)y;
    return 3;
}

static double
nothing(double x, double y)
{
    (void)x;
    (void)y;
    return NAN;
}

static double
tiny(double x, double y)
{
    return 1 + 1e-12 * bowl(x, y);
}

static double
rounding(double x, double y)
{
    return 1 + 2e-16 * floor(3 * x + y);
}

static double
huge_range(double x, double y)
{
    (void)y;
    return pow(10, 160 * x);
}

static double
widest(double x, double y)
{
    return (x > 0 ? 1.7e308 : -1.7e308) * (1 + 0 * y);
}

static void
units_are_square(void **state)
{
    (void)state;
    static const struct rect panes[] = {
        {0, 0, 45,  20},
        {5, 2, 70,  33},
        {6, 2, 109, 52}
    };
    for (size_t i = 0; i < 3; i++) {
        for (double aspect = 1.6; aspect < 2.5; aspect += 0.2) {
            struct view v = view_fit(-2, 2, -1, 3, panes[i], aspect);
            double across = panes[i].cols / (v.x1 - v.x0);
            double up = panes[i].rows * aspect / (v.y1 - v.y0);
            assert_close(across, up, 1e-12);
            assert_true(v.x0 <= -2 + 1e-12 && v.x1 >= 2 - 1e-12);
            assert_true(v.y0 <= -1 + 1e-12 && v.y1 >= 3 - 1e-12);
            assert_close(v.x0 + v.x1, 0, 1e-12);
            assert_close(v.y0 + v.y1, 2, 1e-12);
        }
    }
}

/* A slit fills the pane, as asked for; all else stays square. */
static void
slits_are_stretched(void **state)
{
    (void)state;
    struct view v = view_fit(-1, 1, 0, 100, pane, 2);
    assert_true(v.stretched);
    assert_true(v.x0 == -1 && v.x1 == 1 && v.y0 == 0 && v.y1 == 100);
    v = view_fit(0, 1000, 4, 5, pane, 2);
    assert_true(v.stretched && v.y0 == 4 && v.y1 == 5);
    v = view_fit(-1, 1, 0, 10, pane, 2); /* a fifth of the width */
    assert_false(v.stretched);
    assert_close((v.x1 - v.x0) / COLS, (v.y1 - v.y0) / (2 * ROWS), 1e-12);
}

static void
any_window_can_be_seen(void **state)
{
    (void)state;
    static const double windows[][4] = {
        {1,      1,         2, 2 },
        {2,      -2,        3, -1},
        {NAN,    1,         0, 1 },
        {0,      0,         0, 0 },
        {-1e308, 1e308,     0, 1 },
        {0,      INFINITY,  0, 1 },
        {1,      1 + 1e-16, 0, 1 }
    };
    for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
        const double *w = windows[i];
        struct view v = view_fit(w[0], w[1], w[2], w[3], pane, i ? 2 : NAN);
        assert_true(isfinite(v.x0) && v.x1 > v.x0);
        assert_true(isfinite(v.y0) && v.y1 > v.y0);
    }
}

static void
views_there_and_back(void **state)
{
    (void)state;
    struct view v = view_fit(-2, 2, -1, 3, pane, 2);
    for (int row = pane.row; row < pane.row + ROWS; row++)
        for (int col = pane.col; col < pane.col + COLS; col++) {
            double x, y, px, py;
            int c, r;
            view_point(&v, col, row, &x, &y);
            assert_true(view_cell(&v, x, y, &c, &r));
            assert_int_equal(c, col);
            assert_int_equal(r, row);
            view_dot(&v, x, y, &px, &py);
            assert_close(px, 2 * (col - pane.col) + 0.5, 1e-9);
            assert_close(py, 4 * (row - pane.row) + 1.5, 1e-9);
        }
    int c, r;
    assert_false(view_cell(&v, v.x1 + 1e-9, 0, &c, &r));
    assert_false(view_cell(&v, NAN, 0, &c, &r));
    assert_false(view_cell(&v, 0, 1e300, &c, &r));
}

static void
bowls_are_logarithmic(void **state)
{
    (void)state;
    struct field f = field_of(bowl, 0);
    assert_true(f.scale.logarithmic);
    assert_close(f.scale.base, 0, 0);
    assert_close(scale_unit(&f.scale, 0), 0, 0);
    assert_close(scale_unit(&f.scale, f.high), 1, 0);
    assert_true(isnan(scale_unit(&f.scale, NAN)));
    assert_close(scale_unit(&f.scale, INFINITY), 1, 0);
    /* half decades, whole ones major, the first just above the floor */
    for (size_t i = 0; i < f.levels.n; i++) {
        double k = 2 * log10(f.levels.value[i]);
        assert_close(k, round(k), 1e-9);
        assert_int_equal(f.levels.major[i], fmod(round(k), 2) == 0);
    }
    double first = scale_unit(&f.scale, f.levels.value[0]);
    assert_true(first > 0.015 && first < 0.025);
    char text[40];
    assert_string_equal(level_text(&f.levels, f.levels.n - 2, false, text), "1");
    field_finish(&f);
}

/* A minimum that is not 0: contours at round values of f itself. */
static double
raised_bowl(double x, double y)
{
    return bowl(x, y) + 0.4416;
}

static void
raised_bowls_have_round_contours(void **state)
{
    (void)state;
    struct field f = field_of(raised_bowl, 0.4416);
    assert_true(f.scale.logarithmic);
    assert_true(f.levels.n >= 4);
    for (size_t i = 0; i < f.levels.n; i++) {
        char text[40];
        assert_true(strlen(level_text(&f.levels, i, true, text)) <= 6);
        assert_close(strtod(text, NULL), f.levels.value[i], 1e-12);
        assert_true(f.levels.value[i] > 0.4416);
    }
    field_finish(&f);
}

/* A minimum is no hole with an edge: within the first contour the colours go on to f*,
 * and what is all but black is a hundredth of the window at most. */
static void
pits_are_shaded_to_the_bottom(void **state)
{
    (void)state;
    struct field f = field_of(raised_bowl, 0.4416);
    double first = f.levels.value[0], last = 0;
    int lowest = 0;
    assert_close(scale_unit(&f.scale, 0.4416), 0, 1e-9);
    assert_in_range((int)(100 * scale_unit(&f.scale, first)), 15, 60);
    for (int k = 1; k <= 10; k++) { /* along a radius, so that steps are those of dots */
        double unit = scale_unit(&f.scale, 0.4416 + (first - 0.4416) * k * k / 100);
        assert_true(unit > last && unit - last < 0.1);
        last = unit;
    }
    for (int d = 0; d < W * H; d++)
        lowest += f.unit[d] < 0.05F;
    assert_true(lowest > 0 && lowest <= W * H / 100);
    field_finish(&f);
}

static void
planes_are_linear(void **state)
{
    (void)state;
    struct field f = field_of(plane, NAN);
    assert_false(f.scale.logarithmic);
    assert_true(f.levels.n >= 5);
    for (size_t i = 1; i < f.levels.n; i++) {
        assert_close(f.levels.value[i] - f.levels.value[i - 1], 0.5, 1e-12);
        assert_true(f.levels.major[i] != f.levels.major[i - 1]);
    }
    field_finish(&f);
}

static void
odd_ranges(void **state)
{
    (void)state;
    static surface *const odd[] = {constant,   nothing, tiny,   rounding,
                                   huge_range, widest,  broken, plane};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        for (int known = 0; known < 2; known++) {
            struct field f = field_of(odd[i], known ? 0 : NAN);
            assert_true(f.levels.n < LEVELS_MAX);
            for (size_t k = 1; k < f.levels.n; k++)
                assert_true(f.levels.value[k] > f.levels.value[k - 1]);
            for (int d = 0; d < W * H; d++)
                assert_true(isnan(f.unit[d]) || (f.unit[d] >= 0 && f.unit[d] <= 1));
            field_finish(&f);
        }
    }
}

static void
a_constant_has_one_color(void **state)
{
    (void)state;
    struct field f = field_of(constant, NAN);
    assert_int_equal(f.levels.n, 0);
    for (int i = 0; i < COLS * ROWS * 2; i++)
        assert_true(f.tone[i] == 0);
    field_finish(&f);
}

static void
three_hundred_decades(void **state)
{
    (void)state;
    struct field f = field_of(huge_range, NAN);
    assert_true(f.scale.logarithmic);
    assert_true(f.scale.hi - f.scale.lo > 300);
    assert_in_range(f.levels.n, 8, 30);
    field_finish(&f);
}

/* Two dots near the minimum must not stretch the scale by decades nobody sees. */
static double
needle(double x, double y)
{
    return fabs(x) < 0.03 && y > 0 && y < 0.03 ? 1e-200 : 1 + bowl(x, y);
}

static void
needles_do_not_stretch_the_scale(void **state)
{
    (void)state;
    struct field f = field_of(needle, NAN);
    assert_false(f.scale.logarithmic);
    assert_true(f.scale.lo >= 1);
    field_finish(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_are_square),
        cmocka_unit_test(slits_are_stretched),
        cmocka_unit_test(any_window_can_be_seen),
        cmocka_unit_test(views_there_and_back),
        cmocka_unit_test(bowls_are_logarithmic),
        cmocka_unit_test(raised_bowls_have_round_contours),
        cmocka_unit_test(pits_are_shaded_to_the_bottom),
        cmocka_unit_test(planes_are_linear),
        cmocka_unit_test(odd_ranges),
        cmocka_unit_test(a_constant_has_one_color),
        cmocka_unit_test(three_hundred_decades),
        cmocka_unit_test(needles_do_not_stretch_the_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
