/* The map on the screen: marks, axes that differ, its window. */
#include "bench.h"

enum { STAR = 0x2605, HOLLOW = 0x2606, CROSS = 0x2715 };

static void
open_surface(struct bench *b, const char *spec, int cols, int rows)
{
    struct faults faults = {0};
    struct app_options options = options_for("race");
    scene_destroy(options.first);
    assert_int_equal(
        scene_parse(&options.first, "test.yaml", spec, strlen(spec), &faults), RV_OK);
    bench_open_with(b, &options, cols, rows);
}

/* The cells with @glyph as half columns from the middle of the field, at most @max. */
static int
find(struct bench *b, uint32_t glyph, int at[][2], int max)
{
    int n = 0;
    free(screen(b));
    for (int row = 2; row < b->canvas.rows - 5; row++)
        for (int col = 5; col < 75; col++)
            if (canvas_at(&b->canvas, col, row)->glyph == glyph && n < max) {
                at[n][0] = col;
                at[n++][1] = row;
            }
    return n;
}

static bool
has(int at[][2], int n, int col, int row)
{
    for (int i = 0; i < n; i++)
        if (abs(at[i][0] - col) <= 1 && abs(at[i][1] - row) <= 1)
            return true;
    return false;
}

/* As the surface is symmetric, its marks are; none stands next to a stronger one. */
static void
assert_marks_are_symmetric(const char *spec)
{
    struct bench b;
    int star[2][2], hollow[200][2];
    open_surface(&b, spec, 120, 40);
    assert_int_equal(find(&b, STAR, star, 2), 1);
    int n = find(&b, HOLLOW, hollow, 200);
    assert_true(n >= 8);
    for (int i = 0; i < n; i++) {
        int dx = hollow[i][0] - star[0][0], dy = hollow[i][1] - star[0][1];
        assert_true(abs(dx) >= 6 || abs(dy) >= 3);
        assert_true(has(hollow, n, star[0][0] - dx, star[0][1] + dy));
        assert_true(has(hollow, n, star[0][0] + dx, star[0][1] - dy));
    }
    bench_close(&b);
}

static void
test_marks_are_symmetric(void **state)
{
    (void)state;
    assert_marks_are_symmetric("{surface: {id: rastrigin}, start: [40, 40],"
                               " racers: [{optimizer: gd}]}");
    assert_marks_are_symmetric("{surface: {id: ackley}, start: [40, 40],"
                               " racers: [{optimizer: gd}]}");
}

static void
test_a_slit_says_that_axes_differ(void **state)
{
    (void)state;
    struct bench b;
    open_surface(&b,
                 "{surface: {id: logistic, data: oring}, racers: [{optimizer: gd}],"
                 " window: {x: [-0.4, 0.15], y: [-3, 18]}}",
                 80, 24);
    assert_true(shows(&b, "axes differ w"));
    bench_close(&b);
    bench_open(&b, 80, 24);
    char *text = screen(&b);
    assert_null(strstr(text, "axes differ"));
    free(text);
    bench_close(&b);
}

/* Straight along x: what is fitted keeps units square. */
static void
test_fitting_a_straight_trail(void **state)
{
    (void)state;
    struct bench b;
    open_surface(
        &b,
        "{surface: {id: quadratic}, start: [-3, 0], racers: [{optimizer: gd, lr: "
        "0.1}]}",
        120, 40);
    for (int i = 0; i < 10; i++)
        press(&b, '>');
    press(&b, 'f');
    char *text = screen(&b);
    assert_null(strstr(text, "axes differ"));
    free(text);
    bench_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_are_symmetric),
        cmocka_unit_test(test_a_slit_says_that_axes_differ),
        cmocka_unit_test(test_fitting_a_straight_trail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
