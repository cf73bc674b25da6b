/* Ticks beside the field and under the colour bar. */
#include "fields.h"

#include <stdlib.h>
#include <string.h>

static double
raised(double x, double y)
{
    return 0.4416 + bowl(x, y);
}

/* The rows and columns of a field over @w drawn with axes; owned by the caller. */
static char *
drawn_at(struct rect at, surface *f, double best, const double w[4],
         enum dot_glyphs glyphs, int axis_end)
{
    struct canvas canvas;
    struct field field;
    struct asked asked = {.f = f};
    struct colormap map;
    colormap_init(&map, RUNG_256, THEME_DARK, HUES_RAVINE);
    assert_true(canvas_init(&canvas, 54, 24));
    assert_true(field_init(&field, view_fit(w[0], w[1], w[2], w[3], at, 2)));
    assert_true(field_work(&field, values, &asked, best, INT64_MAX));
    struct field_style style = {.map = &map,
                                .glyphs = glyphs,
                                .half = true,
                                .axes = true,
                                .axis_end = axis_end,
                                .ascii = glyphs == DOTS_ASCII};
    field_draw(&field, &canvas, &style);
    field_draw_bar(&field, &canvas, (struct rect){5, 22, 45, 2}, &style);
    char *text = canvas_to_text(&canvas);
    canvas_finish(&canvas);
    field_finish(&field);
    assert_non_null(text);
    return text;
}

static char *
drawn(surface *f, const double w[4], enum dot_glyphs glyphs, int axis_end)
{
    return drawn_at((struct rect){5, 0, 45, 20}, f, NAN, w, glyphs, axis_end);
}

static const char *
row_of(const char *text, int row)
{
    while (row-- > 0)
        text = strchr(text, '\n') + 1;
    return text;
}

/* Words of the line at @text, but for those without a digit. */
static int
count_numbers(const char *text)
{
    int n = 0;
    bool in = false, digit = false;
    for (; *text && *text != '\n'; text++) {
        in = *text != ' ';
        digit = in && (digit || (*text >= '0' && *text <= '9'));
        n += digit && (text[1] == ' ' || text[1] == '\n' || !text[1]);
    }
    return n;
}

static int
count_y_numbers(const char *text)
{
    int n = 0;
    for (int row = 0; row < 20; row++) {
        const char *line = row_of(text, row);
        n += strcspn(line, "0123456789") < 4;
    }
    return n;
}

static void
four_ticks_always(void **state)
{
    (void)state;
    static const double windows[][4] = {
        {-4,     2,         -2.7,  2.7   },
        {-2.6,   4.3,       -3,    3     },
        {1.2998, 1.3002,    0.999, 1.0001},
        {-3e11,  3e11,      -3e11, 3e11  },
        {0,      1e-7,      0,     1e-7  },
        {-0.5,   0.5,       0,     120   },
        {12345,  12345.001, 0,     0.001 },
    };
    for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
        for (int end = 0; end <= 12; end += 12) {
            char *text = drawn(plane, windows[i], DOTS_ASCII, end);
            assert_true(count_numbers(row_of(text, 20)) >= 4);
            assert_true(count_y_numbers(text) >= 4);
            free(text);
        }
    }
}

/* What the numbers have in common stands once: value = offset + number * power. */
static void
wide_numbers_are_shortened(void **state)
{
    (void)state;
    char *text = drawn(plane, (double[]){-3e11, 3e11, -3e11, 3e11}, DOTS_ASCII, 0);
    assert_int_equal(strncmp(row_of(text, 20), "*1e11 ", 6), 0);
    assert_int_equal(strncmp(row_of(text, 0), "   3", 4), 0);
    free(text);
    text = drawn(plane, (double[]){2, 2.0002, 1.2999, 1.3001}, DOTS_ASCII, 0);
    assert_int_equal(strncmp(row_of(text, 20), "*1e-5 + 1.3  ", 13), 0);
    free(text);
    text = drawn(plane, (double[]){-2.0001, -1.9999, -1.3001, -1.2999}, DOTS_ASCII, 0);
    assert_int_equal(strncmp(row_of(text, 20), "*1e-5 - 1.3  ", 13), 0);
    free(text);
    text = drawn(plane, (double[]){-2, 2, -2, 2}, DOTS_ASCII, 0);
    assert_null(strchr(row_of(text, 20), '*'));
    assert_null(strchr(row_of(text, 20), '+'));
    free(text);
}

/* Two of them in full, with as many digits each, rather than four of which something has
 * been taken out. */
static void
narrow_panes_have_numbers_in_full(void **state)
{
    (void)state;
    static const double windows[][4] = {
        {-1.0335, -1.0225, 1.07, 1.08},
        {0.9923,  1.0173,  1,    1.02},
    };
    static const char *const wanted[][2] = {
        {"-1.030", "-1.025"},
        {"1.00",   "1.01"  },
    };
    for (size_t i = 0; i < 2; i++) {
        struct rect at = {8, 0, 25, 20};
        char *text = drawn_at(at, plane, NAN, windows[i], DOTS_ASCII, 0);
        const char *row = row_of(text, 20);
        for (int k = 0; k < 2; k++) {
            const char *found = strstr(row, wanted[i][k]);
            assert_true(found && found < strchr(row, '\n'));
        }
        assert_true(strcspn(row, "*") > strcspn(row, "\n"));
        free(text);
    }
}

/* The numbers of the bar begin below the first contour, 1: the racers end there. */
static void
the_bar_tells_how_deep_a_pit_is(void **state)
{
    (void)state;
    struct rect at = {5, 0, 45, 20};
    char *text = drawn_at(at, raised, 0.4416, (double[]){-2, 2, -2, 2}, DOTS_ASCII, 0);
    print_message("%s", row_of(text, 20));
    double lowest = strtod(row_of(text, 23), NULL);
    assert_true(lowest >= 0.4416 && lowest < 1);
    free(text);
}

static void
the_end_of_the_row_is_kept_free(void **state)
{
    (void)state;
    char *text = drawn(plane, (double[]){-2, 2, -2, 2}, DOTS_BRAILLE, 12);
    assert_true(strcspn(row_of(text, 20), "\n") <= 5 + 45 - 12 + 6); /* bytes of "−" */
    free(text);
}

static double
decades(double x, double y)
{
    return pow(10, 2.4 * x + 0 * y);
}

/* 10⁻⁴ 10⁻² 1 100 10⁴, and not whichever have room. */
static void
the_bar_skips_evenly(void **state)
{
    (void)state;
    char *text = drawn(decades, (double[]){-2, 2, -2, 2}, DOTS_ASCII, 0), *end;
    const char *row = row_of(text, 23);
    double last = 0, factor = 0;
    int n = 0;
    for (double v; (v = strtod(row, &end)) != 0 && end != row; row = end, n++) {
        if (n > 1)
            assert_close(v / last, factor, 1e-6 * factor);
        factor = n ? v / last : 0;
        last = v;
    }
    assert_true(n >= 5);
    free(text);
}

static double
gentle(double x, double y)
{
    return 100 + (x + 2.25) / 4.5 + 0 * y;
}

/* Of even steps the major ones, 100.2 100.4 100.6 100.8: the others have no value on the
 * field.
 */
static void
the_bar_has_the_values_of_the_field(void **state)
{
    (void)state;
    char *text = drawn(gentle, (double[]){-2, 2, -2, 2}, DOTS_ASCII, 0), *end;
    const char *row = row_of(text, 23), *last = strchr(row, '\n');
    int n = 0;
    for (double v; (v = strtod(row, &end), end != row && end <= last); row = end, n++)
        assert_close(v, 100 + 0.2 * (n + 1), 1e-9);
    assert_int_equal(n, 4);
    free(text);
}

static double
slope_to_zero(double x, double y)
{
    (void)y;
    return (x + 2.5) * (x + 2.5);
}

/* 0.1 0.2 0.5 ... as far as they have room; a logarithm has no 0. */
static void
the_bar_of_few_decades_is_a_ladder(void **state)
{
    (void)state;
    struct rect at = {5, 0, 45, 20};
    char *text = drawn_at(at, slope_to_zero, 0, (double[]){-2, 2, -2, 2}, DOTS_ASCII, 0),
         *end;
    const char *row = row_of(text, 23), *last = strchr(row, '\n');
    int n = 0;
    for (double v; (v = strtod(row, &end), end != row && end <= last); row = end, n++) {
        double mantissa = v / pow(10, floor(log10(v) + 1e-9));
        assert_true(v > 0);
        assert_true(fabs(mantissa - 1) < 1e-6 || fabs(mantissa - 2) < 1e-6 ||
                    fabs(mantissa - 5) < 1e-6);
    }
    assert_in_range(n, 6, 10);
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_ticks_always),
        cmocka_unit_test(wide_numbers_are_shortened),
        cmocka_unit_test(narrow_panes_have_numbers_in_full),
        cmocka_unit_test(the_end_of_the_row_is_kept_free),
        cmocka_unit_test(the_bar_tells_how_deep_a_pit_is),
        cmocka_unit_test(the_bar_skips_evenly),
        cmocka_unit_test(the_bar_has_the_values_of_the_field),
        cmocka_unit_test(the_bar_of_few_decades_is_a_ladder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
