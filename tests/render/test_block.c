/*
 * The block on every rung, as text: the glyphs, and below them the lightness of each
 * cell's ground in steps of 3 ('.' where it is the terminal's own), or its colour where
 * there are only eight.
 */
#include "../golden.h"

#include <math.h>

#include "render/block_glyph.h"
#include "render/solid.h"

enum { COLS = 56, ROWS = 26 };

typedef double surface(double x, double y);

static double
rosenbrock(double x, double y)
{
    return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
}

static double
half_defined(double x, double y)
{
    return x < -0.5 ? NAN : x * x + 3 * (y - 1) * (y - 1);
}

static void
values(void *ctx, const double *x, double y, size_t n, double *value)
{
    surface *const *f = ctx;
    for (size_t i = 0; i < n; i++)
        value[i] = (*f)(x[i], y);
}

static char
ground_letter(const struct colormap *map, const struct cell *cell)
{
    static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    color_t ground = cell_background(cell);
    if (ground == COLOR_NONE)
        return '.';
    if (map->rung == RUNG_8 || map->rung == RUNG_16)
        return letters[ground & 15];
    uint32_t rgb =
        COLOR_IS_RGB(ground) ? ground & 0xffffff : rgb_from_index((int)(ground & 255));
    return letters[(int)(lab_from_rgb(rgb).l / 3)];
}

/* Owned by the caller. */
static char *
as_text(const struct canvas *canvas, const struct colormap *map)
{
    char *glyphs = canvas_to_text(canvas), *text = NULL;
    assert_non_null(glyphs);
    size_t n = strlen(glyphs);
    text = realloc(glyphs, n + 8 + (size_t)(COLS + 1) * ROWS);
    assert_non_null(text);
    n += (size_t)sprintf(text + n, "---\n");
    for (int row = 0; row < ROWS; row++) {
        for (int col = 0; col < COLS; col++)
            text[n++] = ground_letter(map, canvas_at(canvas, col, row));
        text[n++] = '\n';
    }
    text[n] = '\0';
    return text;
}

struct look {
    surface *f;
    enum color_rung colors;
    enum dot_glyphs glyphs;
    enum theme_kind theme;
    struct camera camera;
};

static char *
picture(struct look look)
{
    struct colormap map;
    struct canvas canvas;
    struct field field;
    struct solid solid;
    struct rect pane = {0, 0, COLS, ROWS};
    colormap_init(&map, look.colors, look.theme, HUES_RAVINE);
    assert_true(canvas_init(&canvas, COLS, ROWS));
    assert_true(field_init(&field, view_fit(-2, 2, -1, 3, pane, 2)));
    assert_true(field_work(&field, values, &look.f, 0, INT64_MAX));
    assert_true(solid_init(&solid, pane));
    solid_build(&solid, &field, look.camera);
    struct field_style style = {.map = &map,
                                .glyphs = look.glyphs,
                                .half = look.glyphs != DOTS_ASCII,
                                .contours = true};
    solid_draw(&solid, &canvas, &style);
    char *text = as_text(&canvas, &map);
    solid_finish(&solid);
    field_finish(&field);
    canvas_finish(&canvas);
    return text;
}

#define assert_block(name, ...)                            \
    do {                                                   \
        char *text = picture((struct look){__VA_ARGS__});  \
        assert_golden(GOLDEN "/block-" name ".txt", text); \
        free(text);                                        \
    } while (0)

#define STANDARD                               \
    {                                          \
        .turn = -16, .tilt = 63, .height = 0.7 \
    }

static void
blocks_on_every_rung(void **state)
{
    (void)state;
    assert_block("rgb", rosenbrock, RUNG_RGB, DOTS_BRAILLE, THEME_DARK, STANDARD);
    assert_block("rgb-light", rosenbrock, RUNG_RGB, DOTS_BRAILLE, THEME_LIGHT, STANDARD);
    assert_block("256", rosenbrock, RUNG_256, DOTS_BRAILLE, THEME_DARK, STANDARD);
    assert_block("256-half", rosenbrock, RUNG_256, DOTS_HALF, THEME_DARK, STANDARD);
    assert_block("16", rosenbrock, RUNG_16, DOTS_BRAILLE, THEME_DARK, STANDARD);
    assert_block("8", rosenbrock, RUNG_8, DOTS_HALF, THEME_DARK, STANDARD);
    assert_block("8-ascii", rosenbrock, RUNG_8, DOTS_ASCII, THEME_DARK, STANDARD);
    assert_block("mono", rosenbrock, RUNG_MONO, DOTS_BRAILLE, THEME_DARK, STANDARD);
    assert_block("mono-ascii", rosenbrock, RUNG_MONO, DOTS_ASCII, THEME_DARK, STANDARD);
}

static void
blocks_of_other_shapes(void **state)
{
    (void)state;
    assert_block("holes", half_defined, RUNG_256, DOTS_BRAILLE, THEME_DARK, STANDARD);
    assert_block("holes-ascii", half_defined, RUNG_MONO, DOTS_ASCII, THEME_DARK,
                 STANDARD);
    assert_block("linear", rosenbrock, RUNG_256, DOTS_BRAILLE, THEME_DARK,
                 {.turn = -16, .tilt = 63, .height = 0.7, .linear = true});
    assert_block("turned", rosenbrock, RUNG_RGB, DOTS_BRAILLE, THEME_DARK,
                 {.turn = 130, .tilt = 40, .height = 0.7});
}

/* Of all parts there are none that a glyph would fill better, and where two are as near
 * the larger is taken. */
static void
glyphs_fill_what_is_asked(void **state)
{
    (void)state;
    for (int mask = 1; mask < 256; mask++)
        for (int may_turn = 0; may_turn < 2; may_turn++) {
            bool turned = false;
            uint32_t glyph = block_glyph_of((uint8_t)mask, may_turn ? &turned : NULL);
            int fills = block_glyph_mask(glyph) ^ (turned ? 0xff : 0);
            int apart = __builtin_popcount((unsigned)(fills ^ mask));
            for (uint32_t other = 0x2580; other < 0x25a0; other++) {
                int its = block_glyph_mask(other);
                if (its == 0)
                    continue;
                int its_apart = __builtin_popcount((unsigned)(its ^ mask));
                assert_true(its_apart >= apart);
                assert_true(its_apart > apart || __builtin_popcount((unsigned)its) <=
                                                     __builtin_popcount((unsigned)fills));
            }
        }
    assert_int_equal(block_glyph_mask('x'), 0);
    assert_int_equal(block_glyph_of(0x1b, NULL), 0x2580);
    assert_int_equal(block_glyph_of(0xe4, NULL), 0x2584);
}

/* The cell at (@col, @row) as dots that have its foreground: of one part of the block. */
static void
assert_outline(const struct solid *solid, const struct cell *cell, int col, int row)
{
    int own[3] = {0}, filled[3] = {0};
    static const int bit[4][2] = {
        {0, 3},
        {1, 4},
        {2, 5},
        {6, 7}
    };
    uint8_t mask = block_glyph_mask(cell->glyph);
    for (int k = 0; k < 8; k++) {
        int part = solid->part[(4 * row + k / 2) * solid->w + 2 * col + k % 2];
        own[part]++;
        filled[part] += mask >> bit[k / 2][k % 2] & 1;
    }
    if (!own[SOLID_NOTHING] || own[SOLID_TOP] + own[SOLID_WALL] < 3 ||
        (own[SOLID_TOP] && own[SOLID_WALL]))
        return;
    int part = own[SOLID_TOP] ? SOLID_TOP : SOLID_WALL;
    assert_true(mask != 0);
    assert_true(cell->bg == COLOR_NONE);
    assert_true(own[part] - filled[part] + filled[SOLID_NOTHING] <= 2);
}

static void
outlines_follow_the_dots(void **state)
{
    (void)state;
    surface *f = rosenbrock;
    struct colormap map;
    struct canvas canvas;
    struct field field;
    struct solid solid;
    struct rect pane = {0, 0, COLS, ROWS};
    colormap_init(&map, RUNG_RGB, THEME_DARK, HUES_RAVINE);
    assert_true(canvas_init(&canvas, COLS, ROWS));
    assert_true(field_init(&field, view_fit(-2, 2, -1, 3, pane, 2)));
    assert_true(field_work(&field, values, &f, 0, INT64_MAX));
    assert_true(solid_init(&solid, pane));
    for (int turn = -170; turn < 180; turn += 50) {
        struct camera camera = {.turn = turn, .tilt = 63, .height = 0.7};
        struct field_style style = {
            .map = &map, .glyphs = DOTS_BRAILLE, .half = true, .contours = true};
        canvas_clear(&canvas);
        solid_build(&solid, &field, camera);
        solid_draw(&solid, &canvas, &style);
        for (int row = 0; row < ROWS; row++)
            for (int col = 0; col < COLS; col++)
                assert_outline(&solid, canvas_at(&canvas, col, row), col, row);
    }
    solid_finish(&solid);
    field_finish(&field);
    canvas_finish(&canvas);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_on_every_rung),
        cmocka_unit_test(blocks_of_other_shapes),
        cmocka_unit_test(glyphs_fill_what_is_asked),
        cmocka_unit_test(outlines_follow_the_dots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
