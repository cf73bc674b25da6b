/* The block: what lies behind it is hidden, straight from above it is the map, and points
 * on the surface are on it. */
#include "../close.h"

#include <stdlib.h>
#include <string.h>

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
    while (!field_work(&field, values, ctx, NAN, INT64_MAX))
        ;
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_above),
        cmocka_unit_test(test_wall_hides),
        cmocka_unit_test(test_fills_the_pane),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
