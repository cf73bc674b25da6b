/* The field: its raster, contours and holes. */
#include "fields.h"

#include <stdlib.h>
#include <string.h>

static bool
line_at(const struct field *field, int px, int py)
{
    static const int bit[2][4] = {
        {0, 1, 2, 6},
        {3, 4, 5, 7}
    };
    return field->line[py / 4 * COLS + px / 2] >> bit[px % 2][py % 4] & 1;
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

static double
pole(double x, double y)
{
    return y > 0 ? 1 / (x - 0.02) : x; /* no value on the pole itself */
}

/* From -30 to 30 in one dot: f is never 0 there. */
static void
no_contour_lies_on_a_pole(void **state)
{
    (void)state;
    struct field f = field_of(pole, NAN);
    int at = (int)((0.02 - f.view.x0) / (f.view.x1 - f.view.x0) * W);
    int zero = 0;
    for (int py = 0; py < H; py++)
        for (int px = at - 2; px <= at + 2; px++) {
            if (py < H / 2 - 2)
                assert_false(line_at(&f, px, py));
            zero += py > H / 2 + 2 && line_at(&f, px, py);
        }
    assert_true(zero >= H / 2 - 6); /* where it is 0 there is a line */
    field_finish(&f);
}

static double
small_disc(double x, double y)
{
    return bowl(x, y) < 0.12 ? sqrt(0.12 - bowl(x, y)) : NAN;
}

/* A disc of some 16 dots has no room for lines in small steps. */
static void
small_pictures_have_lines_too(void **state)
{
    (void)state;
    struct field f = field_of(small_disc, NAN);
    int dots = 0;
    for (int i = 0; i < COLS * ROWS; i++)
        dots += __builtin_popcount(f.line[i]);
    assert_true(dots >= 16);
    field_finish(&f);
}

/* Lines of fewer than eight dots are dirt. */
static void
there_are_no_specks(void **state)
{
    (void)state;
    static bool seen[W * H];
    int stack[W * H];
    struct field f = field_of(broken, 0);
    for (int from = 0; from < W * H; from++) {
        int n = 0, all = 0;
        if (seen[from] || !line_at(&f, from % W, from / W))
            continue;
        for (stack[n++] = from, seen[from] = true; all < n; all++)
            for (int k = 0; k < 9; k++) {
                int x = stack[all] % W + k % 3 - 1, y = stack[all] / W + k / 3 - 1;
                if (x < 0 || y < 0 || x >= W || y >= H || seen[y * W + x] ||
                    !line_at(&f, x, y))
                    continue;
                seen[y * W + x] = true;
                stack[n++] = y * W + x;
            }
        assert_true(n >= 8);
    }
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
    colormap_init(&map, RUNG_RGB, THEME_DARK, HUES_RAVINE);
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

/* The value of a line that ends at a hole stands clear of the hole. */
static void
labels_keep_off_holes(void **state)
{
    (void)state;
    struct field f = field_of(broken, 0);
    struct colormap map;
    struct canvas canvas;
    int digits = 0;
    colormap_init(&map, RUNG_RGB, THEME_DARK, HUES_RAVINE);
    assert_true(canvas_init(&canvas, COLS + 6, ROWS + 3));
    struct field_style style = {.map = &map,
                                .glyphs = DOTS_BRAILLE,
                                .half = true,
                                .contours = true,
                                .labels = true};
    field_draw(&f, &canvas, &style);
    for (int row = 1; row <= ROWS; row++)
        for (int col = 3; col < 3 + COLS; col++) {
            uint32_t glyph = canvas_at(&canvas, col, row)->glyph;
            if (glyph < '0' || glyph > '9')
                continue;
            digits++;
            for (int c = col - 1; c <= col + 1; c++)
                assert_in_range(field_level(&f, &map, c, row), 0, 63);
            double x = f.view.x0 + (col - 3 + 1.0) / COLS * (f.view.x1 - f.view.x0);
            assert_true(fabs(x) < 1);
        }
    assert_true(digits > 0);
    canvas_finish(&canvas);
    field_finish(&f);
}

static void
equal_halves_are_a_blank(void **state)
{
    (void)state;
    struct field f = field_of(bowl, 0);
    struct colormap map;
    colormap_init(&map, RUNG_RGB, THEME_DARK, HUES_RAVINE);
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
    colormap_init(&map, RUNG_8, THEME_DARK, HUES_RAVINE);
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_stand_at_dot_centers),
        cmocka_unit_test(contours_of_a_plane_are_straight),
        cmocka_unit_test(contours_of_a_bowl_are_closed),
        cmocka_unit_test(contours_keep_apart),
        cmocka_unit_test(no_contour_lies_on_a_pole),
        cmocka_unit_test(small_pictures_have_lines_too),
        cmocka_unit_test(there_are_no_specks),
        cmocka_unit_test(labels_keep_off_holes),
        cmocka_unit_test(what_is_not_a_number_stays_where_it_is),
        cmocka_unit_test(holes_show_the_terminal),
        cmocka_unit_test(equal_halves_are_a_blank),
        cmocka_unit_test(the_console_has_no_lines_but_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
