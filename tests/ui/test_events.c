/* Events on the screen: ticks on the scrub bar, captions at heads, jumps. */
#include "bench.h"

#include "ui/theme.h"

/* The cell at (@col, @row) of the screen drawn last. */
static const struct cell *
cell_at(const struct bench *b, int col, int row)
{
    return &b->canvas.cells[row * b->canvas.cols + col];
}

static int
ticks(const struct bench *b, uint32_t glyph)
{
    int n = 0;
    for (int col = 0; col < b->canvas.cols; col++)
        n += cell_at(b, col, b->canvas.rows - 2)->glyph == glyph;
    return n;
}

static void
open_scene(struct bench *b, const char *name, int cols, int rows)
{
    struct app_options options = options_for(name);
    bench_open_with(b, &options, cols, rows);
}

static void
test_jumps(void **state)
{
    (void)state;
    struct bench b;
    open_scene(&b, "momentum", 120, 40);
    type_text(&b, "2)");
    assert_true(shows(&b, "step 2 "));
    assert_true(shows(&b, "heavy ball, step 2: overshoot. It runs on uphill"));
    type_text(&b, ")");
    assert_true(shows(&b, "heavy ball: no event from here to step 200"));
    assert_true(shows(&b, "step 2 "));
    type_text(&b, ">>");
    assert_true(shows(&b, "step 22 "));
    type_text(&b, "(");
    assert_true(shows(&b, "step 2 "));
    type_text(&b, "(");
    assert_true(shows(&b, "heavy ball: no event before this step"));
    type_text(&b, "1)");
    assert_true(shows(&b, "GD: no event from here to step 200"));
    bench_close(&b);
}

/* The caption stands from the event's step on, for a second and a half of playing. */
static void
test_caption_is_fresh(void **state)
{
    (void)state;
    struct bench b;
    open_scene(&b, "momentum", 120, 40);
    type_text(&b, "2.");
    assert_false(shows(&b, "overshoot"));
    type_text(&b, ".");
    assert_true(shows(&b, "overshoot"));
    type_text(&b, ">....");
    assert_true(shows(&b, "step 16 "));
    assert_true(shows(&b, "overshoot"));
    type_text(&b, ".");
    assert_false(shows(&b, "overshoot"));
    type_text(&b, ",");
    assert_true(shows(&b, "overshoot"));
    bench_close(&b);
}

static void
test_tick_in_the_racers_colour(void **state)
{
    (void)state;
    struct bench b;
    open_scene(&b, "momentum", 120, 40);
    type_text(&b, ">>>");
    free(screen(&b));
    assert_int_equal(ticks(&b, 0x2537), 1);
    for (int col = 0; col < 120; col++) {
        const struct cell *cell = cell_at(&b, col, 38);
        if (cell->glyph == 0x2537)
            assert_int_equal(cell->fg, COLOR_RGB(theme_racer_rgb(THEME_DARK, 1)));
    }
    bench_close(&b);
}

/* Letters where there is no more than ASCII: `edge`, `best` and `past` turn at step 6; of
 * three in one cell the chosen racer's is seen. */
static void
test_ticks_in_ascii(void **state)
{
    (void)state;
    struct bench b;
    open_scene(&b, "stability", 120, 40);
    type_text(&b, "GG>>");
    for (int racer = 2; racer <= 4; racer++) {
        type_text(&b, (const char[]){(char)('0' + racer), '\0'});
        free(screen(&b));
        assert_int_equal(ticks(&b, (uint32_t)(" SBEP"[racer])), 1);
        assert_int_equal(ticks(&b, 'B') + ticks(&b, 'E') + ticks(&b, 'P'), 1);
    }
    bench_close(&b);
}

/* The same field whether a step was reached by playing or by going back to it. */
static void
test_same_after_going_back(void **state)
{
    (void)state;
    struct bench b;
    struct canvas before;
    open_scene(&b, "race", 120, 40);
    type_text(&b, ">>..");
    assert_true(shows(&b, "overshoot"));
    assert_true(canvas_init(&before, 120, 40));
    canvas_copy(&before, &b.canvas);
    type_text(&b, ">>>>,<<<<.");
    free(screen(&b));
    for (int row = 0; row < 36; row++)
        assert_memory_equal(&before.cells[row * 120], cell_at(&b, 0, row),
                            75 * sizeof(struct cell));
    canvas_finish(&before);
    bench_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jumps),
        cmocka_unit_test(test_caption_is_fresh),
        cmocka_unit_test(test_tick_in_the_racers_colour),
        cmocka_unit_test(test_ticks_in_ascii),
        cmocka_unit_test(test_same_after_going_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
