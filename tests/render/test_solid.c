/* The block: what lies behind it is hidden, straight from above it is the map, and points
 * on the surface are on it. */
#include "../close.h"

#include <stdlib.h>

#include "render/solid.h"

enum { COLS = 60, ROWS = 30 };

static void
plane(void *ctx, const double *x, double y, size_t n, double *values)
{
    const double *slope = ctx;
    for (size_t i = 0; i < n; i++)
        values[i] = 1 + slope[0] * x[i] + slope[1] * y;
}

/* A wall across the middle. */
static void
wall(void *ctx, const double *x, double y, size_t n, double *values)
{
    (void)ctx;
    for (size_t i = 0; i < n; i++)
        values[i] = fabs(y) < 0.1 ? 1 : 0;
    (void)x;
}

static struct field
make_field(field_values_fn *values, void *ctx)
{
    struct field field;
    struct rect pane = {2, 1, COLS, ROWS};
    assert_true(field_init(&field, view_fit(-1, 1, -1, 1, pane, 2)));
    assert_true(field_work(&field, values, ctx, NAN, INT64_MAX));
    return field;
}

static void
test_from_above(void **state)
{
    (void)state;
    double slope[2] = {0.3, 0};
    struct field field = make_field(plane, slope);
    struct solid solid;
    struct camera above = {.tilt = 90, .height = 0.5};
    assert_true(solid_init(&solid, field.view.pane));
    solid_build(&solid, &field, above);
    double px, py, depth, qx, qy, far;
    assert_true(solid_point(&solid, -0.5, 0.5, 0.85, &px, &py, &depth));
    assert_true(solid_point(&solid, 0.5, 0.5, 1.15, &qx, &qy, &far));
    assert_close(py, qy, 1e-9);
    assert_true(qx > px);
    assert_true(far < depth); /* the higher one is nearer to the eye */
    assert_true(solid_sees(&solid, px, py, depth));
    assert_false(solid_point(&solid, NAN, 0, 1, &px, &py, &depth));
    solid_finish(&solid);
    field_finish(&field);
}

/* Where cells are higher than twice their width, a square still is one. */
static void
test_high_cells(void **state)
{
    (void)state;
    double slope[2] = {0, 0}, left, right, y, top, bottom, x, u, v;
    struct rect pane = {0, 0, COLS, ROWS};
    struct field field;
    struct solid solid;
    struct camera above = {.turn = 0, .tilt = 90, .height = 0.5};
    assert_true(field_init(&field, view_fit(-1, 1, -1, 1, pane, 2.5)));
    assert_true(field_work(&field, plane, slope, NAN, INT64_MAX));
    assert_true(solid_init(&solid, pane));
    solid_build(&solid, &field, above);
    solid_ground(&solid, -0.5, 0, &left, &y);
    solid_ground(&solid, 0.5, 0, &right, &y);
    solid_ground(&solid, 0, 0.5, &x, &top);
    solid_ground(&solid, 0, -0.5, &x, &bottom);
    assert_close((bottom - top) * 2.5 / 4, (right - left) / 2, 1e-9);
    assert_true(solid_pick(&solid, (int)left, (int)top, &u, &v));
    assert_close(u, -0.5, 0.05);
    assert_close(v, 0.5, 0.05);
    solid_finish(&solid);
    field_finish(&field);
}

/* Everything on the surface is either seen or behind something; nothing in front is
 * hidden, and a point behind the wall is. */
static void
test_wall_hides(void **state)
{
    (void)state;
    struct field field = make_field(wall, NULL);
    struct solid solid;
    struct camera low = {.turn = 0, .tilt = 20, .height = 0.8};
    assert_true(solid_init(&solid, field.view.pane));
    solid_build(&solid, &field, low);
    double px, py, depth;
    assert_true(solid_point(&solid, 0, -0.6, 0, &px, &py, &depth));
    assert_true(solid_sees(&solid, px, py, depth));
    assert_true(solid_point(&solid, 0, 0.35, 0, &px, &py, &depth));
    assert_false(solid_sees(&solid, px, py, depth));
    solid.camera.tilt = 89;
    solid_build(&solid, &field, solid.camera);
    assert_true(solid_point(&solid, 0, 0.35, 0, &px, &py, &depth));
    assert_true(solid_sees(&solid, px, py, depth));
    solid_finish(&solid);
    field_finish(&field);
}

static void
test_fills_the_pane(void **state)
{
    (void)state;
    double slope[2] = {0.2, -0.4};
    struct field field = make_field(plane, slope);
    struct solid solid;
    assert_true(solid_init(&solid, field.view.pane));
    for (int turn = -180; turn <= 180; turn += 30)
        for (int tilt = 15; tilt <= 90; tilt += 15) {
            struct camera camera = {.turn = turn, .tilt = tilt, .height = 0.7};
            solid_build(&solid, &field, camera);
            int left = solid.w, right = -1, top = solid.h, bottom = -1;
            for (int y = 0; y < solid.h; y++)
                for (int x = 0; x < solid.w; x++)
                    if (solid.part[y * solid.w + x] != SOLID_NOTHING) {
                        left = x < left ? x : left;
                        right = x > right ? x : right;
                        top = y < top ? y : top;
                        bottom = y > bottom ? y : bottom;
                    }
            assert_true(left > 0 && top > 0 && right < solid.w - 1 &&
                        bottom < solid.h - 1);
            bool wide = right - left > solid.w - 20, high = bottom - top > solid.h / 2;
            assert_true(wide || high);
        }
    solid_finish(&solid);
    field_finish(&field);
}

/* A block of @values over [-1, 1] x [-1, 1], seen from the standard place. */
struct block {
    struct field field;
    struct solid solid;
};

static struct block
make_block(field_values_fn *values, void *ctx)
{
    struct block block = {.field = make_field(values, ctx)};
    assert_true(solid_init(&block.solid, block.field.view.pane));
    solid_build(&block.solid, &block.field, camera_standard());
    return block;
}

static void
free_block(struct block *block)
{
    solid_finish(&block->solid);
    field_finish(&block->field);
}

static int
part_at(const struct solid *solid, int px, int py)
{
    if (px < 0 || py < 0 || px >= solid->w || py >= solid->h)
        return SOLID_NOTHING;
    return solid->part[py * solid->w + px];
}

/* Nothing of the block within one dot. */
static bool
is_off(const struct solid *solid, int px, int py)
{
    for (int k = 0; k < 9; k++)
        if (part_at(solid, px + k % 3 - 1, py + k / 3 - 1) != SOLID_NOTHING)
            return false;
    return true;
}

static bool
has_dot(const struct dots *dots, int px, int py)
{
    struct dots one = {1, 1, (uint8_t[1]){0}};
    dots_set(&one, px & 1, py & 3);
    return dots->mask[(py >> 2) * dots->cols + (px >> 1)] & one.mask[0];
}

/* @return how many dots the segment has; none of them beside the block. */
static int
count_dots(const struct solid *solid, double x0, double y0, double x1, double y1)
{
    struct dots dots;
    struct dash dash = {1, 0, 0};
    int n = 0;
    assert_true(dots_init(&dots, COLS, ROWS));
    solid_line(solid, &dots, (const double[]){x0, y0}, (const double[]){x1, y1}, &dash,
               false);
    for (int y = 0; y < solid->h; y++)
        for (int x = 0; x < solid->w; x++)
            if (has_dot(&dots, x, y)) {
                assert_false(is_off(solid, x, y));
                n++;
            }
    dots_finish(&dots);
    return n;
}

static void
test_trails_end_at_the_border(void **state)
{
    (void)state;
    double slope[2] = {0.3, 0.2};
    struct block b = make_block(plane, slope);
    double x0 = b.field.view.x0, x1 = b.field.view.x1, inf = INFINITY;
    int whole = count_dots(&b.solid, x0, 0, x1, 0);
    assert_true(whole > COLS);
    assert_int_equal(count_dots(&b.solid, -5, 0, 7, 0), whole);
    assert_int_equal(count_dots(&b.solid, -1e20, 0, 1e3, 0), whole);
    assert_true(abs(2 * count_dots(&b.solid, 1e20, 0, 0, 0) - whole) <= 4);
    assert_true(abs(2 * count_dots(&b.solid, 0, 0, 1e300, 0) - whole) <= 4);
    assert_int_equal(count_dots(&b.solid, -5, 3, 5, 3), 0);
    assert_int_equal(count_dots(&b.solid, 0, 0, inf, 0), 0);
    free_block(&b);
}

/* A straight line over the wall climbs it: its dots are those of the points between. */
static void
test_trails_lie_on_the_surface(void **state)
{
    (void)state;
    struct block b = make_block(wall, NULL);
    struct dots dots;
    struct dash dash = {1, 0, 0};
    double px, py, depth;
    assert_true(dots_init(&dots, COLS, ROWS));
    solid_line(&b.solid, &dots, (const double[]){0, -0.8}, (const double[]){0, 0.8},
               &dash, false);
    assert_true(solid_point(&b.solid, 0, 0, 1, &px, &py, &depth));
    bool crest = false; /* within a dot: the line has its own rounding */
    for (int k = 0; k < 9; k++)
        crest |= has_dot(&dots, (int)px + k % 3 - 1, (int)py + k / 3 - 1);
    assert_true(crest);
    assert_true(solid_point(&b.solid, 0, 0.25, 0, &px, &py, &depth));
    assert_false(solid_sees(&b.solid, px, py, depth));
    dots_finish(&dots);
    free_block(&b);
}

/* Segments of less than a dot have dashes as long as others. */
static void
test_dashes_count_dots(void **state)
{
    (void)state;
    double slope[2] = {0.3, 0.2};
    struct block b = make_block(plane, slope);
    struct dots once, often;
    struct dash one = {2, 2, 0}, many = {2, 2, 0};
    assert_true(dots_init(&once, COLS, ROWS) && dots_init(&often, COLS, ROWS));
    solid_line(&b.solid, &once, (const double[]){-0.5, 0}, (const double[]){0.5, 0}, &one,
               false);
    for (int k = 0; k < 500; k++)
        solid_line(&b.solid, &often, (const double[]){-0.5 + k / 500.0, 0},
                   (const double[]){-0.5 + (k + 1) / 500.0, 0}, &many, false);
    int n_once = 0, n_often = 0, whole = count_dots(&b.solid, -0.5, 0, 0.5, 0);
    for (int i = 0; i < COLS * ROWS; i++) {
        n_once += __builtin_popcount(once.mask[i]);
        n_often += __builtin_popcount(often.mask[i]);
    }
    assert_true(abs(2 * n_once - whole) <= whole / 4);
    assert_true(abs(2 * n_often - whole) <= whole / 4);
    dots_finish(&once);
    dots_finish(&often);
    free_block(&b);
}

/* The dot that shows a point gives it back. */
static void
test_pick(void **state)
{
    (void)state;
    double slope[2] = {0.3, -0.4};
    struct block b = make_block(plane, slope);
    for (double x = -0.8; x < 0.9; x += 0.4)
        for (double y = -0.8; y < 0.9; y += 0.4) {
            double px, py, depth, u, v;
            double value = 1 + slope[0] * x + slope[1] * y;
            assert_true(solid_point(&b.solid, x, y, value, &px, &py, &depth));
            assert_true(
                solid_pick(&b.solid, (int)floor(px + 0.5), (int)floor(py + 0.5), &u, &v));
            assert_close(u, x, 0.04);
            assert_close(v, y, 0.04);
        }
    double x, y;
    assert_false(solid_pick(&b.solid, 0, 0, &x, &y));
    assert_false(solid_pick(&b.solid, -1, 5, &x, &y));
    assert_false(solid_pick(&b.solid, 5, b.solid.h, &x, &y));
    free_block(&b);
}

/* A slope without bends has one light: no bricks. */
static void
test_even_light(void **state)
{
    (void)state;
    double slope[2] = {0.31, 0.17}, low = 1, high = 0;
    struct block b = make_block(plane, slope);
    for (int i = 0; i < b.solid.w * b.solid.h; i++)
        if (b.solid.part[i] == SOLID_TOP && b.solid.unit[i] > 0.2f &&
            b.solid.unit[i] < 0.8f) {
            low = fmin(low, (double)b.solid.light[i]);
            high = fmax(high, (double)b.solid.light[i]);
        }
    assert_true(high > 0);
    assert_true(high - low < 0.05);
    free_block(&b);
}

/* Numbers stand along the edges that are seen, whatever the turn: the ground's edge there
 * is the last of the block on the way out. */
static void
test_front_edges(void **state)
{
    (void)state;
    double slope[2] = {0.3, 0.2};
    struct block b = make_block(plane, slope);
    for (int turn = -175; turn < 180; turn += 10) {
        struct camera camera = {.turn = turn, .tilt = 60, .height = 0.5};
        solid_build(&b.solid, &b.field, camera);
        for (int axis = 0; axis < 2; axis++) {
            double place[2], out[2];
            solid_front(&b.solid, axis, 0.3, place, out);
            assert_close(hypot(out[0], out[1]), 1, 1e-12);
            assert_true(is_off(&b.solid, (int)floor(place[0] + 4 * out[0] + 0.5),
                               (int)floor(place[1] + 4 * out[1] + 0.5)));
            assert_false(
                is_off(&b.solid, (int)floor(place[0] + 0.5), (int)floor(place[1] + 0.5)));
        }
    }
    free_block(&b);
}

static void
test_orbit(void **state)
{
    (void)state;
    struct camera camera = camera_standard();
    camera_orbit(&camera, -170, 3);
    assert_close(camera.turn, 174, 1e-12);
    assert_close(camera.tilt, 66, 1e-12);
    camera_orbit(&camera, 0, 100);
    assert_close(camera.tilt, 90, 1e-12);
    camera_orbit(&camera, 0, -100); /* not until walls are all there is */
    assert_close(camera.tilt, 35, 1e-12);
}

static void
half_plane(void *ctx, const double *x, double y, size_t n, double *values)
{
    plane(ctx, x, y, n, values);
    for (size_t i = 0; i < n; i++)
        values[i] = x[i] < 0 ? NAN : values[i];
}

/* Where the surface has holes the ground's outline shows, and only there. */
static void
test_ground_of_holes(void **state)
{
    (void)state;
    double slope[2] = {0.3, 0.2};
    struct block b = make_block(plane, slope), holed = make_block(half_plane, slope);
    int n = 0;
    for (int i = 0; i < COLS * ROWS; i++)
        assert_int_equal(b.solid.ground[i], 0);
    for (int y = 0; y < holed.solid.h; y++)
        for (int x = 0; x < holed.solid.w; x++) {
            struct dots ground = {COLS, ROWS, holed.solid.ground};
            if (!has_dot(&ground, x, y))
                continue;
            assert_true(is_off(&holed.solid, x, y));
            n++;
        }
    assert_true(n > 20);
    assert_int_equal(count_dots(&holed.solid, -0.9, 0, -0.1, 0), 0);
    free_block(&b);
    free_block(&holed);
}

static void
bowl(void *ctx, const double *x, double y, size_t n, double *values)
{
    (void)ctx;
    for (size_t i = 0; i < n; i++)
        values[i] = x[i] * x[i] + y * y;
}

/* The lightness of the ground at a point of the bowl. */
static double
lightness_at(const struct block *b, const struct canvas *canvas, double x, double y)
{
    double px, py, depth;
    assert_true(solid_point(&b->solid, x, y, x * x + y * y, &px, &py, &depth));
    assert_true(solid_sees(&b->solid, px, py, depth));
    const struct rect *pane = &b->solid.pane;
    const struct cell *cell =
        canvas_at(canvas, pane->col + (int)px / 2, pane->row + (int)py / 4);
    return lab_from_rgb(cell_background(cell) & 0xffffff).l;
}

/* Low is dark on black and light on white, on the slopes towards the light and on those
 * away from it. */
static void
test_low_keeps_its_meaning(void **state)
{
    (void)state;
    struct block b = make_block(bowl, NULL);
    struct canvas canvas;
    assert_true(canvas_init(&canvas, COLS + 4, ROWS + 2));
    for (int theme = THEME_DARK; theme <= THEME_LIGHT; theme++) {
        struct colormap map;
        colormap_init(&map, RUNG_RGB, (enum theme_kind)theme, HUES_RAVINE);
        struct field_style style = {.map = &map, .half = true};
        solid_draw(&b.solid, &canvas, &style);
        double sign = theme == THEME_DARK ? 1 : -1;
        for (int side = -1; side <= 1; side += 2) {
            double low = lightness_at(&b, &canvas, side * 0.2, 0.3);
            double high = lightness_at(&b, &canvas, side * 0.9, 0.9);
            assert_true(sign * (high - low) > 4);
        }
    }
    canvas_finish(&canvas);
    free_block(&b);
}

/* Is at least half of half a cell (2 x 2 dots) the top? */
static bool
is_top(const struct solid *solid, int px, int py)
{
    int n = 0;
    for (int k = 0; k < 4; k++)
        n += part_at(solid, px + k % 2, py + k / 2) == SOLID_TOP;
    return n >= 2;
}

/* A contour that passes under the edge of the top leaves the cells there alone: its
 * ground is of one colour, and would smear the edge. */
static void
test_contours_keep_off_edges(void **state)
{
    (void)state;
    struct block b = make_block(bowl, NULL);
    struct canvas canvas;
    struct colormap map;
    int lines = 0;
    colormap_init(&map, RUNG_RGB, THEME_DARK, HUES_RAVINE);
    assert_true(canvas_init(&canvas, COLS + 4, ROWS + 2));
    for (int turn = -170; turn < 180; turn += 20) {
        struct camera camera = {.turn = turn, .tilt = 60, .height = 0.7};
        struct field_style style = {.map = &map, .half = true, .contours = true};
        solid_build(&b.solid, &b.field, camera);
        canvas_clear(&canvas);
        solid_draw(&b.solid, &canvas, &style);
        for (int row = 0; row < ROWS; row++)
            for (int col = 0; col < COLS; col++) {
                const struct rect *pane = &b.solid.pane;
                uint32_t glyph =
                    canvas_at(&canvas, pane->col + col, pane->row + row)->glyph;
                bool line = glyph > GLYPH_BRAILLE && glyph < GLYPH_BRAILLE + 256;
                assert_true(!line || (is_top(&b.solid, 2 * col, 4 * row) &&
                                      is_top(&b.solid, 2 * col, 4 * row + 2)));
                lines += line;
            }
    }
    assert_true(lines > 100);
    canvas_finish(&canvas);
    free_block(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_above),
        cmocka_unit_test(test_high_cells),
        cmocka_unit_test(test_wall_hides),
        cmocka_unit_test(test_fills_the_pane),
        cmocka_unit_test(test_trails_end_at_the_border),
        cmocka_unit_test(test_trails_lie_on_the_surface),
        cmocka_unit_test(test_dashes_count_dots),
        cmocka_unit_test(test_pick),
        cmocka_unit_test(test_even_light),
        cmocka_unit_test(test_front_edges),
        cmocka_unit_test(test_orbit),
        cmocka_unit_test(test_ground_of_holes),
        cmocka_unit_test(test_low_keeps_its_meaning),
        cmocka_unit_test(test_contours_keep_off_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
