/* The gradient field: seen on every ground, pointing down, on a grid of cells. */
#include "bench.h"

enum { ACROSS = 6, DOWN = 3, FIELD_COLS = 75 };

static bool
is_arrow(const struct cell *cell)
{
    return cell->glyph >= 0x2190 && cell->glyph <= 0x2199;
}

static double
lightness(color_t color)
{
    uint32_t rgb =
        COLOR_IS_RGB(color) ? color & 0xffffff : rgb_from_index((int)(color & 0xff));
    return lab_from_rgb(rgb).l;
}

static void
open_arrows(struct bench *b, enum color_rung rung, enum dot_glyphs glyphs)
{
    struct app_options options = options_for("race");
    options.caps.rung = options.caps.best_rung = rung;
    options.caps.glyphs = glyphs;
    bench_open_with(b, &options, 120, 40);
    press(b, 'g');
    free(screen(b));
}

static void
arrows_are_lighter_than_their_ground(void **state)
{
    (void)state;
    static const enum color_rung rungs[] = {RUNG_RGB, RUNG_256};
    for (size_t k = 0; k < 2; k++) {
        struct bench b;
        int n = 0, first_col = -1, first_row = -1;
        open_arrows(&b, rungs[k], DOTS_BRAILLE);
        for (int row = 2; row < 35; row++)
            for (int col = 5; col < FIELD_COLS; col++) {
                const struct cell *cell = canvas_at(&b.canvas, col, row);
                if (!is_arrow(cell))
                    continue;
                first_col = n ? first_col : col;
                first_row = n ? first_row : row;
                n++;
                assert_int_equal((col - first_col) % ACROSS, 0);
                assert_int_equal((row - first_row) % DOWN, 0);
                assert_true(lightness(cell->fg) - lightness(cell->bg) > 20);
            }
        assert_true(n > 100);
        bench_close(&b);
    }
}

/* The valley of Rosenbrock lies between the upper and the lower edge. */
static void
arrows_point_down(void **state)
{
    (void)state;
    struct bench b;
    int above = 0, below = 0;
    open_arrows(&b, RUNG_RGB, DOTS_BRAILLE);
    for (int col = 36; col < 42; col++) {
        above += canvas_at(&b.canvas, col, 6)->glyph == 0x2193;
        below += canvas_at(&b.canvas, col, 33)->glyph == 0x2191;
    }
    assert_int_equal(above, 1);
    assert_int_equal(below, 1);
    bench_close(&b);
}

static void
arrows_have_heads_in_ascii(void **state)
{
    (void)state;
    struct bench b;
    open_arrows(&b, RUNG_MONO, DOTS_ASCII);
    assert_true(shows(&b, "->"));
    assert_true(shows(&b, "<-"));
    bench_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrows_are_lighter_than_their_ground),
        cmocka_unit_test(arrows_point_down),
        cmocka_unit_test(arrows_have_heads_in_ascii),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
