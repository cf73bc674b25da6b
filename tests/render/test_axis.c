/* Vertical axes: round ticks in whole rows, no more range than needed. */
#include "../close.h"

#include <string.h>

#include "render/axis.h"
#include "render/canvas.h"
#include "render/tick_form.h"

static void
assert_tick(const struct axis *axis, int i, const char *want)
{
    char text[NUMBER_TEXT_MAX];
    assert_string_equal(axis_text(axis, i, false, text), want);
}

static void
decades_hang_from_the_highest_row(void **state)
{
    (void)state;
    struct axis axis = axis_fit(0.0061, 780, true, 7, 4);
    assert_tick(&axis, 0, "10³");
    assert_tick(&axis, 3, "10⁻³");
    assert_int_equal(axis.first, 0);
    assert_int_equal(axis.gap, 2);
    axis = axis_fit(700, 734, true, 13, 4); /* one decade has room for falling */
    assert_tick(&axis, 0, "10³");
    assert_tick(&axis, 3, "1");
    axis = axis_fit(1e-5, 900, true, 10, 4); /* the last row lies between two ticks */
    assert_true(axis.lo <= -5 && axis.lo >= -6);
    assert_int_equal(axis.ticks, 5);
}

/* At either end less than one tick's worth stays empty, beside what lies below the last
 * whole decade. */
static void
no_decades_stay_empty(void **state)
{
    (void)state;
    for (int rows = 7; rows < 20; rows++)
        for (int decades = 2; decades < 19; decades++) {
            struct axis axis = axis_fit(2 * pow(10, -decades), 900, true, rows, 3);
            double lo = log10(2) - decades;
            if (!(axis.lo > floor(lo) - axis.step - 1e-9))
                print_error("%d decades in %d rows: to %g\n", decades, rows, axis.lo);
            assert_true(axis.hi == 3 && axis.lo <= lo);
            assert_true(axis.lo > floor(lo) - axis.step - 1e-9);
            assert_true(axis.ticks >= 3);
        }
    struct axis axis = axis_fit(0.02, 780, true, 9, 3); /* 10³ to 10⁻⁵ once */
    assert_true(axis.lo > -3);
}

/* Every axis shows what it must, in the rows it has, with ticks on multiples. */
static void
check(double lo, double hi, int rows, int least, double waste)
{
    struct axis axis = axis_fit(lo, hi, false, rows, least);
    if (!(axis.hi - axis.lo <= waste * (hi - lo)))
        print_error("%.17g..%.17g in %d rows: %g..%g\n", lo, hi, rows, axis.lo, axis.hi);
    assert_true(axis.lo <= lo + 1e-9 && axis.hi >= hi - 1e-9);
    assert_true(axis.hi - axis.lo <= waste * (hi - lo));
    assert_true(axis.ticks >= least);
    assert_int_equal(axis.first + (axis.ticks - 1) * axis.gap, rows - 1);
    double k = axis.top / axis.step;
    assert_close(k, round(k), 1e-6);
    assert_close(axis_row(&axis, axis.top), axis.first, 1e-6);
    assert_close(axis_row(&axis, axis.lo), rows - 1, 1e-6);
}

static void
linear_axes_are_tight_and_round(void **state)
{
    (void)state;
    for (int rows = 7; rows < 40; rows++)
        for (double lo = -3; lo < 3; lo += 0.37)
            for (double width = 1e-3; width < 1e4; width *= 2.3)
                check(lo, lo + width, rows, 4, rows < 13 ? 3.8 : 2.3);
    struct axis axis = axis_fit(0, 734, false, 13, 4);
    assert_close(axis.hi, 800, 1e-9);
    axis = axis_fit(0.42, 0.69, false, 7, 4);
    assert_close(axis.lo, 0.4, 1e-12);
    assert_close(axis.hi, 0.7, 1e-12);
    axis = axis_fit(0, 1, false, 7, 3);
    assert_close(axis.hi, 1, 1e-12);
}

static bool
has_tick(const struct axis *axis, const char *want)
{
    char text[NUMBER_TEXT_MAX];
    for (int i = 0; i < axis->ticks; i++)
        if (strcmp(axis_text(axis, i, false, text), want) == 0)
            return true;
    return false;
}

static void
a_single_value_stands_on_a_tick(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } values[] = {
        {0.03,   "0.03"         },
        {0.0012, "0.0012"       },
        {0.5,    "0.5"          },
        {1,      "1"            },
        {-4,     "−4"         },
        {0,      "0"            },
        {1e-8,   "1e\xe2\x88\x92"
               "8"},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        for (int rows = 5; rows < 30; rows++) {
            struct axis axis = axis_fit(values[i].value, values[i].value, false, rows, 4);
            if (!has_tick(&axis, values[i].text))
                print_error("%s in %d rows\n", values[i].text, rows);
            assert_true(has_tick(&axis, values[i].text));
            double k = axis.lo / axis.step;
            assert_close(k, round(k), 1e-6);
        }
    struct axis axis = axis_fit(734.31, 734.31, false, 13, 4);
    assert_true(axis.lo < 500 && axis.hi > 900 && axis.hi <= 1500);
}

static void
axes_survive_anything(void **state)
{
    (void)state;
    static const double odd[] = {0,     -1,       1e-310,    1,   1e308,
                                 1e-20, INFINITY, -INFINITY, NAN, 1 + 1e-12};
    for (size_t i = 0; i < 10; i++)
        for (size_t k = 0; k < 10; k++)
            for (int rows = 1; rows < 12; rows++)
                for (int logarithmic = 0; logarithmic < 2; logarithmic++) {
                    char text[NUMBER_TEXT_MAX];
                    struct axis axis = axis_fit(odd[i], odd[k], logarithmic, rows, 4);
                    if (!(isfinite(axis.hi - axis.lo) && axis.lo < axis.hi))
                        print_error("%g..%g: %g..%g\n", odd[i], odd[k], axis.lo, axis.hi);
                    assert_true(isfinite(axis.hi - axis.lo) && axis.lo < axis.hi);
                    assert_true(axis.ticks >= 2 && axis.gap >= 1);
                    for (int t = 0; t < axis.ticks; t++)
                        axis_text(&axis, t, false, text);
                }
}

/* The number of the lowest tick, and what all have in common. */
static void
assert_form(double lo, double hi, double step, const char *number, const char *common)
{
    enum { ROOM = 7 };
    char text[NUMBER_TEXT_MAX], end[TICK_FORM_TEXT_MAX];
    struct tick_form form = {.lo = lo, .hi = hi, .step = step};
    tick_form_shorten(&form, ROOM);
    assert_string_equal(tick_form_text(&form, tick_form_first(&form), text), number);
    assert_int_equal(tick_form_common(&form, end), text_width(common));
    assert_string_equal(end, common);
    assert_true(tick_form_widest(&form) <= ROOM);
}

static void
what_numbers_have_in_common_stands_once(void **state)
{
    (void)state;
    assert_form(0, 1, 0.25, "0", "");
    assert_form(0.58449, 0.58452, 1e-5, "0.58449", ""); /* there is room */
    assert_form(0.5844911, 0.5844914, 1e-7, "1", "×10⁻⁷ + 0.584491");
    assert_form(10000.25, 10001.25, 0.25, "−0.75", "+10001");
    assert_form(-0.9999999996, -0.9999999955, 5e-10, "5", "×10⁻¹⁰ − 1");
    assert_form(2e-30, 8e-30, 2e-30, "2", "×10⁻³⁰");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decades_hang_from_the_highest_row),
        cmocka_unit_test(no_decades_stay_empty),
        cmocka_unit_test(linear_axes_are_tight_and_round),
        cmocka_unit_test(a_single_value_stands_on_a_tick),
        cmocka_unit_test(axes_survive_anything),
        cmocka_unit_test(what_numbers_have_in_common_stands_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
