/* Layers of dots: lines, clipping, dashes, and how a layer lies over what is there. */
#include "../close.h"

#include <stdlib.h>
#include <string.h>

#include "render/dots.h"

enum { COLS = 20, ROWS = 10, W = 2 * COLS, H = 4 * ROWS };

/* A second opinion on where the dots are, from the glyphs: row by row of U+2800's bits.
 */
static bool
is_set(const struct dots *dots, int px, int py)
{
    static const int bit[2][4] = {
        {0, 1, 2, 6},
        {3, 4, 5, 7}
    };
    uint8_t mask = dots->mask[py / 4 * dots->cols + px / 2];
    return mask >> bit[px % 2][py % 4] & 1;
}

static int
count(const struct dots *dots)
{
    int n = 0;
    for (int i = 0; i < dots->cols * dots->rows; i++)
        n += __builtin_popcount(dots->mask[i]);
    return n;
}

static int
setup(void **state)
{
    static struct dots dots;
    *state = &dots;
    return dots_init(&dots, COLS, ROWS) ? 0 : -1;
}

static int
teardown(void **state)
{
    dots_finish(*state);
    return 0;
}

static void
each_dot_has_its_bit(void **state)
{
    struct dots *dots = *state;
    for (int py = 0; py < H; py++)
        for (int px = 0; px < W; px++) {
            dots_clear(dots);
            dots_set(dots, px, py);
            assert_int_equal(count(dots), 1);
            assert_true(is_set(dots, px, py));
        }
}

static void
outside_is_dropped(void **state)
{
    struct dots *dots = *state;
    dots_set(dots, -1, 0);
    dots_set(dots, 0, -1);
    dots_set(dots, W, 0);
    dots_set(dots, 0, H);
    dots_set_thick(dots, W, H);
    assert_int_equal(count(dots), 0);
    dots_set_thick(dots, -1, -1);
    assert_int_equal(count(dots), 1);
    assert_true(is_set(dots, 0, 0));
}

static void
lines_have_one_dot_for_each_step(void **state)
{
    struct dots *dots = *state;
    for (int x1 = 0; x1 < W; x1 += 3) {
        for (int y1 = 0; y1 < H; y1 += 3) {
            dots_clear(dots);
            dots_line(dots, 20, 18, x1, y1, NULL, false);
            int dx = abs(x1 - 20), dy = abs(y1 - 18);
            assert_int_equal(count(dots), (dx > dy ? dx : dy) + 1);
            assert_true(is_set(dots, 20, 18));
            assert_true(is_set(dots, x1, y1));
        }
    }
}

static void
lines_keep_to_their_course(void **state)
{
    struct dots *dots = *state;
    dots_line(dots, 2.3, 5.1, 37.8, 21.9, NULL, false);
    double slope = (21.9 - 5.1) / (37.8 - 2.3);
    for (int py = 0; py < H; py++)
        for (int px = 0; px < W; px++)
            if (is_set(dots, px, py))
                assert_true(fabs(5.1 + slope * (px - 2.3) - py) <= 0.5 + 1e-9);
}

/* The same line from near and from very far must set the same dots. */
static void
far_points_do_not_bend_a_line(void **state)
{
    struct dots *dots = *state, near;
    assert_true(dots_init(&near, COLS, ROWS));
    static const double far[] = {1e3, 1e6, 1e9};
    for (size_t i = 0; i < sizeof far / sizeof far[0]; i++) {
        dots_clear(dots);
        dots_clear(&near);
        double t = far[i];
        dots_line(dots, 10 - 2 * t, 10 - t, 10 + 2 * t, 10 + t, NULL, false);
        dots_line(&near, -50, -20, 70, 40, NULL, false);
        assert_memory_equal(dots->mask, near.mask, COLS * ROWS);
        assert_int_equal(count(dots), W);
    }
    dots_finish(&near);
}

static void
hopeless_points_are_dropped(void **state)
{
    struct dots *dots = *state;
    static const double bad[] = {NAN, INFINITY, -INFINITY, 1.7e308};
    for (size_t i = 0; i < 4; i++) {
        dots_line(dots, -bad[i], 3, bad[i], 5, NULL, false);
        dots_line(dots, 3, bad[i], 5, -bad[i], NULL, true);
    }
    assert_int_equal(count(dots), 0);
    dots_line(dots, 3, 3, 1e300, 3, NULL, false); /* far, but a direction */
    assert_int_equal(count(dots), W - 3);
}

static void
a_point_is_a_line_of_one(void **state)
{
    struct dots *dots = *state;
    dots_line(dots, 7, 9, 7, 9, NULL, false);
    assert_int_equal(count(dots), 1);
    assert_true(is_set(dots, 7, 9));
    dots_line(dots, 7, 9, 7, 9, NULL, true);
    assert_int_equal(count(dots), 4);
}

/* Two on, two off, wherever the path turns and however short its pieces are. */
static void
dashes_count_along_the_path(void **state)
{
    struct dots *dots = *state;
    static const int path[][2] = {
        {1, 1 },
        {1, 2 },
        {4, 5 },
        {9, 5 },
        {9, 6 },
        {2, 13},
        {2, 14}
    };
    struct dash dash = {2, 2, 0};
    int walked = 0;
    for (size_t i = 1; i < sizeof path / sizeof path[0]; i++) {
        int x0 = path[i - 1][0], y0 = path[i - 1][1];
        int x1 = path[i][0], y1 = path[i][1];
        dots_line(dots, x0, y0, x1, y1, &dash, false);
        int dx = x1 - x0, dy = y1 - y0, n = abs(dx) > abs(dy) ? abs(dx) : abs(dy);
        for (int k = 0; k <= n; k++)
            assert_int_equal(is_set(dots, x0 + dx * k / n, y0 + dy * k / n),
                             (walked + k) % 4 < 2);
        walked += n;
    }
    assert_int_equal(dash.phase, walked % 4);
}

static void
dashes_count_outside_too(void **state)
{
    struct dots *dots = *state;
    struct dash dash = {2, 2, 0};
    dots_line(dots, -1001, 4, 10, 4, &dash, false); /* 1001 % 4 == 1 at x = 0 */
    assert_true(is_set(dots, 0, 4));
    assert_false(is_set(dots, 1, 4));
    assert_false(is_set(dots, 2, 4));
    assert_true(is_set(dots, 3, 4));
    assert_int_equal(dash.phase, 1011 % 4);
}

static struct cell
composed(struct cell under, uint8_t mask, enum dot_glyphs glyphs)
{
    struct canvas canvas;
    struct dots dots;
    assert_true(canvas_init(&canvas, 1, 1));
    assert_true(dots_init(&dots, 1, 1));
    canvas.cells[0] = under;
    dots.mask[0] = mask;
    dots_compose(&dots, &canvas, 0, 0, COLOR_RGB(0xffffff), 0, glyphs, 'g');
    struct cell cell = canvas.cells[0];
    canvas_finish(&canvas);
    dots_finish(&dots);
    return cell;
}

static void
braille_lies_on_the_mean(void **state)
{
    (void)state;
    struct cell field = {GLYPH_UPPER, COLOR_RGB(0x102030), COLOR_RGB(0x304050), 0};
    struct cell cell = composed(field, 0x81, DOTS_BRAILLE);
    assert_int_equal(cell.glyph, 0x2881);
    assert_int_equal(cell.fg, COLOR_RGB(0xffffff));
    assert_int_equal(cell.bg, COLOR_RGB(0x203040));
    assert_int_equal(composed(field, 0, DOTS_BRAILLE).glyph, GLYPH_UPPER);
}

static void
trails_join_and_contours_go(void **state)
{
    (void)state;
    struct cell trail = {0x2801, COLOR_RGB(0xff0000), COLOR_RGB(1), ATTR_DOTS};
    assert_int_equal(composed(trail, 0x80, DOTS_BRAILLE).glyph, 0x2881);
    struct cell contour = {0x2801, COLOR_RGB(0xff0000), COLOR_RGB(1), 0};
    assert_int_equal(composed(contour, 0x80, DOTS_BRAILLE).glyph, 0x2880);
}

static void
half_blocks_keep_the_other_half(void **state)
{
    (void)state;
    struct cell field = {GLYPH_UPPER, COLOR_RGB(0x102030), COLOR_RGB(0x304050), 0};
    struct cell upper = composed(field, 0x10, DOTS_HALF);
    assert_int_equal(upper.glyph, GLYPH_UPPER);
    assert_int_equal(upper.bg, COLOR_RGB(0x304050));
    struct cell lower = composed(field, 0x20, DOTS_HALF);
    assert_int_equal(lower.glyph, GLYPH_LOWER);
    assert_int_equal(lower.bg, COLOR_RGB(0x102030));
    assert_int_equal(composed(field, 0x30, DOTS_HALF).glyph, GLYPH_FULL);
}

static void
half_blocks_on_the_console(void **state)
{
    (void)state;
    /* beside a trail lies the nearest solid colour of a shade, not the shade's ground */
    struct cell shade = {GLYPH_SHADE_3, COLOR_INDEX(4), COLOR_INDEX(0), 0};
    assert_int_equal(composed(shade, 0x01, DOTS_HALF).bg, COLOR_INDEX(4));
    shade.glyph = GLYPH_SHADE_1;
    assert_int_equal(composed(shade, 0x01, DOTS_HALF).bg, COLOR_INDEX(0));
    /* a bright half cannot be a ground there */
    struct cell trail = {GLYPH_UPPER, COLOR_INDEX(14), COLOR_INDEX(4), ATTR_DOTS};
    assert_int_equal(composed(trail, 0x40, DOTS_HALF).glyph, GLYPH_FULL);
}

static void
letters_lie_on_the_ground(void **state)
{
    (void)state;
    struct cell field = {' ', COLOR_NONE, COLOR_INDEX(236), 0};
    struct cell cell = composed(field, 0x02, DOTS_ASCII);
    assert_int_equal(cell.glyph, 'g');
    assert_int_equal(cell.bg, COLOR_INDEX(236));
}

static void
layers_are_cut_at_the_clip(void **state)
{
    struct dots *dots = *state;
    struct canvas canvas;
    assert_true(canvas_init(&canvas, COLS, ROWS));
    memset(dots->mask, 0xff, COLS * ROWS);
    canvas_clip(&canvas, (struct rect){3, 2, 5, 4});
    dots_compose(dots, &canvas, -2, -3, COLOR_NONE, 0, DOTS_BRAILLE, 'x');
    for (int row = 0; row < ROWS; row++)
        for (int col = 0; col < COLS; col++) {
            bool inside = col >= 3 && col < 8 && row >= 2 && row < 6;
            assert_int_equal(canvas.cells[row * COLS + col].glyph, inside ? 0x28ff : 0);
        }
    canvas_finish(&canvas);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_dot_has_its_bit, setup, teardown),
        cmocka_unit_test_setup_teardown(outside_is_dropped, setup, teardown),
        cmocka_unit_test_setup_teardown(lines_have_one_dot_for_each_step, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(lines_keep_to_their_course, setup, teardown),
        cmocka_unit_test_setup_teardown(far_points_do_not_bend_a_line, setup, teardown),
        cmocka_unit_test_setup_teardown(hopeless_points_are_dropped, setup, teardown),
        cmocka_unit_test_setup_teardown(a_point_is_a_line_of_one, setup, teardown),
        cmocka_unit_test_setup_teardown(dashes_count_along_the_path, setup, teardown),
        cmocka_unit_test_setup_teardown(dashes_count_outside_too, setup, teardown),
        cmocka_unit_test(braille_lies_on_the_mean),
        cmocka_unit_test(trails_join_and_contours_go),
        cmocka_unit_test(half_blocks_keep_the_other_half),
        cmocka_unit_test(half_blocks_on_the_console),
        cmocka_unit_test(letters_lie_on_the_ground),
        cmocka_unit_test_setup_teardown(layers_are_cut_at_the_clip, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
