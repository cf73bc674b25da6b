/* Contours as lines: straight on a plane, closed round a hill, ended by holes. */
#include "../close.h"

#include <stdlib.h>

#include "render/isoline.h"

enum { W = 31, H = 21 };

typedef double surface_fn(double x, double y);

static double
plane(double x, double y)
{
    return 2 * x - 3 * y + 0.25;
}

static double
bowl(double x, double y)
{
    return hypot(x - 15.3, y - 9.8);
}

static double
saddle(double x, double y)
{
    return (x - 15.5) * (y - 10.5);
}

static double
holed(double x, double y)
{
    return x >= 12 && x <= 18 ? NAN : x == 5 && y == 3 ? INFINITY : plane(x, y);
}

static struct isolines
trace(surface_fn *f, double level)
{
    static double value[W * H];
    struct isolines lines = {0};
    for (int row = 0; row < H; row++)
        for (int col = 0; col < W; col++)
            value[row * W + col] = f(col, row);
    assert_true(isolines_trace(&lines, value, W, H, level, 7));
    return lines;
}

static bool
on_border(struct place p)
{
    return p.x == 0 || p.y == 0 || p.x == W - 1 || p.y == H - 1;
}

static void
plane_is_straight(void **state)
{
    (void)state;
    struct isolines lines = trace(plane, 1.1);
    assert_int_equal(lines.n_lines, 1);
    const struct isoline *line = &lines.line[0];
    assert_int_equal(line->level, 7);
    assert_false(line->closed);
    assert_true(line->n > 20);
    for (size_t i = 0; i < line->n; i++)
        assert_close(plane(lines.place[i].x, lines.place[i].y), 1.1, 1e-12);
    assert_true(on_border(lines.place[0]) && on_border(lines.place[line->n - 1]));
    assert_int_equal(places_simplify(lines.place, line->n, 1e-9), 2);
    assert_true(on_border(lines.place[0]) && on_border(lines.place[1]));
    isolines_finish(&lines);
}

/* Twice the area within, by the sum over its sides. */
static double
area2(const struct place *place, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        struct place a = place[i], b = place[(i + 1) % n];
        sum += a.x * b.y - b.x * a.y;
    }
    return fabs(sum);
}

static void
bowl_is_a_circle(void **state)
{
    (void)state;
    struct isolines lines = trace(bowl, 8);
    assert_int_equal(lines.n_lines, 1);
    assert_true(lines.line[0].closed);
    size_t n = lines.line[0].n;
    for (size_t i = 0; i < n; i++)
        assert_close(bowl(lines.place[i].x, lines.place[i].y) / 8, 1, 3e-3);
    assert_close(area2(lines.place, n) / (2 * 3.14159265 * 64), 1, 1e-2);
    size_t less = places_simplify(lines.place, n, 0.05);
    assert_true(less < n);
    assert_close(area2(lines.place, less) / (2 * 3.14159265 * 64), 1, 3e-2);
    isolines_finish(&lines);
}

/* Two lines that do not cross, in the square of the saddle too. */
static void
saddle_has_two(void **state)
{
    (void)state;
    for (int sign = -1; sign <= 1; sign += 2) {
        struct isolines lines = trace(saddle, sign * 0.1);
        assert_int_equal(lines.n_lines, 2);
        for (size_t k = 0; k < 2; k++) {
            const struct isoline *line = &lines.line[k];
            const struct place *place = lines.place + line->first;
            double side = place[0].x > 15.5 ? 1 : -1;
            for (size_t i = 0; i < line->n; i++)
                assert_true(side * (place[i].x - 15.5) > 0);
            assert_true(on_border(place[0]) && on_border(place[line->n - 1]));
        }
        isolines_finish(&lines);
    }
}

static void
holes_end_lines(void **state)
{
    (void)state;
    struct isolines lines = trace(holed, 1.1);
    assert_int_equal(lines.n_lines, 3); /* the infinite node cuts one in two */
    for (size_t i = 0; i < lines.n_places; i++) {
        struct place p = lines.place[i];
        assert_true(p.x <= 11 || p.x >= 19);
        assert_close(plane(p.x, p.y), 1.1, 1e-12);
    }
    isolines_finish(&lines);
    lines = trace(holed, 1000);
    assert_int_equal(lines.n_lines, 0);
    isolines_finish(&lines);
}

static void
simplify_keeps_ends(void **state)
{
    (void)state;
    struct place zigzag[] = {
        {0, 0},
        {1, 1},
        {2, 0},
        {3, 1},
        {4, 0}
    };
    assert_int_equal(places_simplify(zigzag, 5, 0.5), 5);
    assert_int_equal(places_simplify(zigzag, 5, 2), 2);
    assert_true(zigzag[1].x == 4 && zigzag[0].x == 0);
    struct place one = {1, 2};
    assert_int_equal(places_simplify(&one, 1, 1), 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plane_is_straight),   cmocka_unit_test(bowl_is_a_circle),
        cmocka_unit_test(saddle_has_two),      cmocka_unit_test(holes_end_lines),
        cmocka_unit_test(simplify_keeps_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
