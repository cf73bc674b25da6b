/* Digits of blocks and heads of pixels. */
#include "../close.h"

#include <stdlib.h>
#include <string.h>

#include "render/big.h"

#define RED COLOR_RGB(0xff0000)
#define BLUE COLOR_RGB(0x0000ff)

static void
test_blocks_of_cells(void **state)
{
    (void)state;
    struct canvas canvas;
    assert_true(canvas_init(&canvas, 40, 6));
    assert_int_equal(big_width("10.5", BIG_COMMON), 6 + 2 + 6 + 2 + 2 + 2 + 6);
    assert_int_equal(big_rows(BIG_COMMON), 5);
    big_text(&canvas, 0, 0, "17", BIG_COMMON, COLOR_NONE, '#');
    char *text = canvas_to_text(&canvas);
    assert_string_equal(text, "  ##    ######\n"
                              "####        ##\n"
                              "  ##        ##\n"
                              "  ##        ##\n"
                              "######      ##\n\n");
    free(text);
    canvas_finish(&canvas);
}

/* The ground of pixel (col, half): of a cell's two halves. */
static color_t
pixel(const struct canvas *canvas, int col, int half)
{
    const struct cell *cell = canvas_at(canvas, col, half / 2);
    bool upper = half % 2 == 0;
    if (cell->glyph == GLYPH_UPPER)
        return upper ? cell->fg : cell->bg;
    if (cell->glyph == GLYPH_LOWER)
        return upper ? cell->bg : cell->fg;
    return cell->bg;
}

/* At every size the same digit, block by block. */
static void
test_blocks_of_pixels(void **state)
{
    (void)state;
    static const char seven[5][4] = {"###", "  #", "  #", "  #", "  #"};
    for (int size = BIG_LEAST; size <= BIG_MOST; size++) {
        struct canvas canvas;
        assert_true(canvas_init(&canvas, 12, 9));
        assert_int_equal(big_width("7", size), 3 * size);
        assert_true(2 * big_rows(size) >= 5 * size);
        big_text(&canvas, 1, 1, "7", size, RED, 0);
        for (int y = 0; y < 5 * size; y++)
            for (int x = 0; x < 3 * size; x++)
                assert_int_equal(pixel(&canvas, 1 + x, 1 + y),
                                 seven[y / size][x / size] == '#' ? RED : COLOR_NONE);
        assert_int_equal(pixel(&canvas, 1, 0), COLOR_NONE);
        canvas_finish(&canvas);
    }
}

/* One half is painted, the other stays what it was: also the terminal's own ground. */
static void
test_pixels_keep_the_other_half(void **state)
{
    (void)state;
    struct canvas canvas;
    assert_true(canvas_init(&canvas, 4, 2));
    canvas_pixel(&canvas, 0, 1, RED);
    assert_int_equal(canvas.cells[0].glyph, GLYPH_LOWER);
    assert_int_equal(pixel(&canvas, 0, 0), COLOR_NONE);
    assert_int_equal(pixel(&canvas, 0, 1), RED);
    canvas_pixel(&canvas, 0, 0, BLUE);
    assert_int_equal(pixel(&canvas, 0, 0), BLUE);
    assert_int_equal(pixel(&canvas, 0, 1), RED);
    canvas_put(&canvas, 1, 0, 'x', (struct style){.fg = RED, .bg = BLUE});
    canvas_pixel(&canvas, 1, 0, RED);
    assert_int_equal(pixel(&canvas, 1, 1), BLUE);
    canvas_pixel(&canvas, 4, 0, RED); /* outside: nothing */
    canvas_pixel(&canvas, 0, -1, RED);
    canvas_pixel(&canvas, 0, 4, RED);
    canvas_finish(&canvas);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_of_cells),
        cmocka_unit_test(test_blocks_of_pixels),
        cmocka_unit_test(test_pixels_keep_the_other_half),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
