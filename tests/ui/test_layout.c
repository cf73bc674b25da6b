/* Panes fit the screen and never overlap, at every size a classroom has. */
#include "../close.h"

#include "ui/layout.h"

static bool
overlap(const struct rect *a, const struct rect *b)
{
    return a->col < b->col + b->cols && b->col < a->col + a->cols &&
           a->row < b->row + b->rows && b->row < a->row + a->rows;
}

static void
check_inside(const struct layout *l, const struct rect *r)
{
    assert_true(r->col >= 0 && r->row >= 0);
    assert_true(r->col + r->cols <= l->cols);
    assert_true(r->row + r->rows <= l->rows);
}

static void
check_panes(const struct layout *layout)
{
    const struct layout l = *layout;
    const struct rect panes[] = {l.title,   l.field, l.racers, l.settings,
                                 l.chart,   l.data,  l.bar,    l.more[0],
                                 l.more[1], l.scrub, l.hints};
    size_t n = sizeof panes / sizeof *panes;
    for (size_t i = 0; i < n; i++) {
        if (!panes[i].cols)
            continue;
        check_inside(&l, &panes[i]);
        for (size_t j = i + 1; j < n; j++)
            if (panes[j].cols && overlap(&panes[i], &panes[j])) {
                print_error("%dx%d: panes %zu and %zu overlap\n", l.cols, l.rows, i, j);
                fail();
            }
    }
}

static void
check_size(int cols, int rows, size_t racers)
{
    struct layout l;
    layout_fit(&l, cols, rows, racers);
    assert_false(l.too_small);
    check_panes(&l);
    assert_true(l.chart.rows >= 8 && !l.data.cols);
    assert_true(l.field.cols >= 40 && l.field.rows >= 20);
}

static void
test_every_size(void **state)
{
    (void)state;
    for (int cols = COLS_MIN; cols <= 500; cols += cols < 210 ? 1 : 29)
        for (int rows = ROWS_MIN; rows <= 200; rows += rows < 70 ? 1 : 13)
            for (size_t racers = 1; racers <= 16; racers += 5)
                check_size(cols, rows, racers);
}

/* The data never go without room; the chart below does, if at all, on small screens. */
static void
test_data(void **state)
{
    (void)state;
    struct layout l;
    for (int cols = COLS_MIN; cols <= 300; cols += 7) {
        for (int rows = ROWS_MIN; rows <= 120; rows++) {
            for (size_t racers = 1; racers <= 16; racers += 5) {
                layout_fit(&l, cols, rows, racers);
                layout_data(&l);
                check_panes(&l);
                assert_true(l.data.rows >= 8 && l.data.cols >= 27);
                assert_true(!l.chart.cols || l.chart.row > l.data.row);
            }
        }
    }
    layout_fit(&l, 120, 40, 3);
    layout_data(&l);
    assert_int_equal(l.data.rows, 9);
    assert_int_equal(l.chart.rows, 9);
    layout_fit(&l, 80, 24, 6);
    layout_data(&l);
    assert_false(l.chart.cols);
    layout_split(&l, 120, 40);
    layout_data(&l);
    assert_false(l.data.cols);
}

static void
test_measured_sizes(void **state)
{
    (void)state;
    struct layout l;
    layout_fit(&l, 80, 24, 6);
    assert_int_equal(l.field.col, 4);
    assert_int_equal(l.field.cols, 45);
    assert_int_equal(l.field.rows, 20);
    assert_int_equal(l.racers.col, 51);
    layout_fit(&l, 120, 40, 6);
    assert_int_equal(l.field.cols, 70);
    assert_int_equal(l.field.rows, 33);
    assert_int_equal(l.racers.col, 78);
    layout_fit(&l, 200, 60, 6);
    assert_int_equal(l.field.cols, 109);
    assert_int_equal(l.field.rows, 52);
    assert_int_equal(l.racers.col, 119);
    layout_fit(&l, 79, 24, 6);
    assert_true(l.too_small);
    layout_fit(&l, 80, 23, 6);
    assert_true(l.too_small);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_size),
        cmocka_unit_test(test_data),
        cmocka_unit_test(test_measured_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
