/* The field: views, scales, contours, holes, and the job that makes it. */
#include "../close.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "render/field.h"

enum { COLS = 40, ROWS = 20, W = 2 * COLS, H = 4 * ROWS };

static const struct rect pane = {3, 1, COLS, ROWS};

typedef double surface(double x, double y);

struct asked {
    surface *f;
    size_t points, rows;
};

static void
values(void *ctx, const double *x, double y, size_t n, double *value)
{
    struct asked *asked = ctx;
    for (size_t i = 0; i < n; i++)
        value[i] = asked->f(x[i], y);
    asked->points += n;
    asked->rows++;
}

/* The field of @f over [-2, 2] x [-2, 2], done. */
static struct field
field_of(surface *f, double best)
{
    struct field field;
    struct asked asked = {.f = f};
    assert_true(field_init(&field, view_fit(-2, 2, -2, 2, pane, 2)));
    assert_true(field_work(&field, values, &asked, best, INT64_MAX));
    assert_true(field_ready(&field));
    return field;
}

static bool
line_at(const struct field *field, int px, int py)
{
    static const int bit[2][4] = {
        {0, 1, 2, 6},
        {3, 4, 5, 7}
    };
    return field->line[py / 4 * COLS + px / 2] >> bit[px % 2][py % 4] & 1;
}

static double
bowl(double x, double y)
{
    return x * x + y * y;
}

static double
plane(double x, double y)
{
    return x + 0.5 * y + 1e-4;
}

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

static double
broken(double x, double y)
{
    return x < -1 ? NAN : x > 1 ? INFINITY : y < -1 ? -INFINITY : bowl(x, y);
}

static double
slow(double x, double y)
{
    volatile double sum = 0;
    for (int i = 0; i < 2000; i++)
        sum = sum + x * y;
    return sum;
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
values_stand_at_dot_centers(void **state)
{
    (void)state;
    struct field f = field_of(plane, NAN);
    for (int py = 0; py < H; py += 7)
        for (int px = 0; px < W; px += 7) {
            double x = f.view.x0 + (px + 0.5) / W * (f.view.x1 - f.view.x0);
            double y = f.view.y1 - (py + 0.5) / H * (f.view.y1 - f.view.y0);
            assert_close(f.value[py * W + px], plane(x, y), 1e-12);
        }
    field_finish(&f);
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

/* x + y/2 = c: one dot in each row, at most half a dot from the line. */
static void
contours_of_a_plane_are_straight(void **state)
{
    (void)state;
    struct field f = field_of(plane, NAN);
    for (size_t l = 0; l < f.levels.n; l++) {
        for (int py = 0; py < H; py++) {
            double y = f.view.y1 - (py + 0.5) / H * (f.view.y1 - f.view.y0);
            double x = f.levels.value[l] - 1e-4 - 0.5 * y;
            double at = (x - f.view.x0) / (f.view.x1 - f.view.x0) * W - 0.5;
            int px = (int)lround(at);
            if (at < 1 || at > W - 2 || fabs(at - floor(at) - 0.5) < 0.01)
                continue;
            assert_true(line_at(&f, px, py));
            assert_false(line_at(&f, px - 1, py));
            assert_false(line_at(&f, px + 1, py));
        }
    }
    field_finish(&f);
}

/* Follow the ring of f = 1 about the centre: closed and one dot wide. */
static void
contours_of_a_bowl_are_closed(void **state)
{
    (void)state;
    struct field f = field_of(bowl, 0);
    double scale = W / (f.view.x1 - f.view.x0);
    int dots = 0;
    for (int py = 0; py < H; py++)
        for (int px = 0; px < W; px++) {
            double x = px + 0.5 - W / 2.0, y = py + 0.5 - H / 2.0;
            bool ring = fabs(hypot(x, y) / scale - 1) < 2 / scale;
            if (!ring || !line_at(&f, px, py))
                continue;
            int neighbours = 0;
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++)
                    neighbours += (dx || dy) && line_at(&f, px + dx, py + dy);
            assert_in_range(neighbours, 2, 3); /* 3 at the corner of a stair */
            assert_true(fabs(hypot(x, y) / scale - 1) * scale < 0.75);
            dots++;
        }
    /* a ring of radius r has about 4 sqrt(2) r dots that touch by side or corner */
    assert_true(fabs(dots - 4 * sqrt(2) * scale) < 6);
    field_finish(&f);
}

static double
ravine(double x, double y)
{
    return 1e4 * (y - 0.3 * x) * (y - 0.3 * x) + x * x;
}

/* Along a column no two lines are closer than three dots. */
static void
contours_keep_apart(void **state)
{
    (void)state;
    struct field f = field_of(ravine, 0);
    int seen = 0;
    for (int px = 0; px < W; px++) {
        int last = -100;
        for (int py = 0; py < H; py++) {
            if (!line_at(&f, px, py))
                continue;
            assert_true(py - last == 1 || py - last >= 3);
            seen += py - last > 1;
            last = py;
        }
    }
    assert_true(seen > W); /* and yet there are lines */
    field_finish(&f);
}

static void
what_is_not_a_number_stays_where_it_is(void **state)
{
    (void)state;
    struct field f = field_of(broken, 0);
    for (int half = 0; half < 2 * ROWS; half++)
        for (int col = 0; col < COLS; col++) {
            float tone = f.tone[half * COLS + col];
            double x = f.view.x0 + (col + 0.5) / COLS * (f.view.x1 - f.view.x0);
            double dx = (f.view.x1 - f.view.x0) / COLS;
            if (x + dx < -1)
                assert_true(isnan(tone));
            else if (x - dx > 1)
                assert_true(tone == TONE_INFINITE);
            else if (x - dx > -1 && x + dx < 1)
                assert_true(tone >= 0 && tone <= 1);
        }
    assert_true(f.low >= 0 && f.high <= 5);
    field_finish(&f);
}

static struct canvas
drawn(const struct field *field, const struct colormap *map, enum dot_glyphs glyphs)
{
    struct canvas canvas;
    assert_true(canvas_init(&canvas, COLS + 6, ROWS + 3));
    struct field_style style = {
        .map = map,
        .glyphs = glyphs,
        .half = glyphs != DOTS_ASCII,
        .contours = true,
        .hole = {COLOR_RGB(0x5b6472), COLOR_NONE, 0}
    };
    field_draw(field, &canvas, &style);
    return canvas;
}

static void
holes_show_the_terminal(void **state)
{
    (void)state;
    struct field f = field_of(broken, 0);
    struct colormap map;
    colormap_init(&map, RUNG_RGB, THEME_DARK);
    struct canvas c = drawn(&f, &map, DOTS_BRAILLE);
    int strokes = 0, crosses = 0;
    for (int row = 1; row <= ROWS; row++) {
        for (int col = 3; col < 10; col++) {
            assert_int_equal(canvas_at(&c, col, row)->bg, COLOR_NONE);
            strokes += canvas_at(&c, col, row)->glyph == 0x2571;
            assert_int_equal(field_level(&f, &map, col, row), -1);
        }
        for (int col = 36; col < 3 + COLS; col++) {
            assert_int_equal(canvas_at(&c, col, row)->bg, map.field[63]);
            crosses += canvas_at(&c, col, row)->glyph == 0x2573;
        }
    }
    assert_in_range(strokes, 5, 7 * ROWS / 4);
    assert_in_range(crosses, 5, 7 * ROWS / 4);
    canvas_finish(&c);
    field_finish(&f);
}

static void
equal_halves_are_a_blank(void **state)
{
    (void)state;
    struct field f = field_of(bowl, 0);
    struct colormap map;
    colormap_init(&map, RUNG_RGB, THEME_DARK);
    struct canvas c = drawn(&f, &map, DOTS_BRAILLE);
    int blanks = 0;
    for (int i = 0; i < c.cols * c.rows; i++) {
        const struct cell *cell = &c.cells[i];
        if (cell->glyph == GLYPH_UPPER)
            assert_true(cell->fg != cell->bg);
        blanks += cell->glyph == ' ';
    }
    assert_true(blanks > 50);
    canvas_finish(&c);
    field_finish(&f);
}

static void
the_console_has_no_lines_but_steps(void **state)
{
    (void)state;
    struct field f = field_of(bowl, 0);
    struct colormap map;
    colormap_init(&map, RUNG_8, THEME_DARK);
    struct canvas c = drawn(&f, &map, DOTS_HALF);
    for (int row = 1; row <= ROWS; row++)
        for (int col = 3; col < 3 + COLS; col++) {
            const struct cell *cell = canvas_at(&c, col, row);
            assert_true(cell->glyph == ' ' ||
                        (cell->glyph >= GLYPH_SHADE_1 && cell->glyph <= GLYPH_SHADE_3));
            assert_true(COLOR_IS_INDEX(cell->bg) && (cell->bg & 0xff) < 8);
        }
    canvas_finish(&c);
    field_finish(&f);
}

static void
the_first_pass_is_coarse(void **state)
{
    (void)state;
    struct field f;
    struct asked asked = {.f = slow};
    assert_true(field_init(&f, view_fit(-2, 2, -2, 2, pane, 2)));
    assert_false(field_ready(&f));
    assert_false(field_work(&f, values, &asked, NAN, 1)); /* the deadline has passed */
    assert_int_equal(asked.rows, 0);
    int calls = 0;
    while (!field_ready(&f)) { /* one row a call: a deadline is kept within a row */
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        size_t before = asked.rows;
        field_work(&f, values, &asked, NAN,
                   (int64_t)now.tv_sec * 1000000000 + now.tv_nsec + 2000);
        assert_in_range(asked.rows - before, 0, 1);
        calls++;
    }
    assert_true(calls >= H / 8);
    assert_int_equal(asked.points, W / 8 * H / 8);
    assert_false(f.done);
    for (int py = 0; py < H; py++) /* and every dot has a value already */
        assert_close(f.value[py * W], f.value[py / 8 * 8 * W], 0);
    assert_true(field_work(&f, values, &asked, NAN, INT64_MAX));
    field_finish(&f);
}

static void
a_quick_field_skips_the_middle(void **state)
{
    (void)state;
    struct field f;
    struct asked asked = {.f = plane};
    assert_true(field_init(&f, view_fit(-2, 2, -2, 2, pane, 2)));
    assert_true(field_work(&f, values, &asked, NAN, INT64_MAX));
    assert_int_equal(asked.points, W * H + W / 8 * H / 8);
    field_restart(&f, view_fit(-1, 1, -1, 1, pane, 2));
    assert_false(field_ready(&f));
    assert_true(field_work(&f, values, &asked, NAN, INT64_MAX));
    assert_close(f.value[0],
                 plane(f.view.x0 + 0.5 / W * (f.view.x1 - f.view.x0),
                       f.view.y1 - 0.5 / H * (f.view.y1 - f.view.y0)),
                 1e-12);
    field_finish(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_are_square),
        cmocka_unit_test(any_window_can_be_seen),
        cmocka_unit_test(views_there_and_back),
        cmocka_unit_test(values_stand_at_dot_centers),
        cmocka_unit_test(bowls_are_logarithmic),
        cmocka_unit_test(raised_bowls_have_round_contours),
        cmocka_unit_test(planes_are_linear),
        cmocka_unit_test(odd_ranges),
        cmocka_unit_test(a_constant_has_one_color),
        cmocka_unit_test(three_hundred_decades),
        cmocka_unit_test(needles_do_not_stretch_the_scale),
        cmocka_unit_test(contours_of_a_plane_are_straight),
        cmocka_unit_test(contours_of_a_bowl_are_closed),
        cmocka_unit_test(contours_keep_apart),
        cmocka_unit_test(what_is_not_a_number_stays_where_it_is),
        cmocka_unit_test(holes_show_the_terminal),
        cmocka_unit_test(equal_halves_are_a_blank),
        cmocka_unit_test(the_console_has_no_lines_but_steps),
        cmocka_unit_test(the_first_pass_is_coarse),
        cmocka_unit_test(a_quick_field_skips_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
