/* Charts: axes that divide, one value for each dot column, cells at the right edge. */
#include "charts.h"

#include <stdlib.h>
#include <string.h>

static void
assert_range(double lo, double hi, bool logarithmic, double want_lo, double want_hi)
{
    chart_range(&lo, &hi, logarithmic);
    assert_close(lo / want_lo, 1, 1e-12);
    assert_close(hi / want_hi, 1, 1e-12);
}

static void
ranges_are_whole_decades(void **state)
{
    (void)state;
    assert_range(0.0061, 780, true, 1e-3, 1e3);
    assert_range(1, 10, true, 1, 10);
    assert_range(2, 3, true, 1, 10);
    assert_range(0.5, 20, true, 0.1, 100);
    assert_range(1e-5, 1, true, 1e-6, 1); /* five decades do not divide, six do */
    assert_range(1e-300, 1e306, true, 1e-300, 1e306);
}

static void
ranges_survive_anything(void **state)
{
    (void)state;
    static const double odd[] = {0, -1, 1e-310, 1, 1e308, INFINITY, -INFINITY, NAN};
    for (size_t i = 0; i < 8; i++)
        for (size_t k = 0; k < 8; k++)
            for (int logarithmic = 0; logarithmic < 2; logarithmic++) {
                double lo = odd[i], hi = odd[k];
                chart_range(&lo, &hi, logarithmic);
                if (!(isfinite(lo) && isfinite(hi) && lo < hi))
                    print_error("%g..%g became %g..%g\n", odd[i], odd[k], lo, hi);
                assert_true(isfinite(lo) && isfinite(hi) && lo < hi);
                assert_true(!logarithmic || lo > 0);
            }
}

static struct canvas
drawn(const struct chart *chart)
{
    struct canvas canvas;
    assert_true(canvas_init(&canvas, chart->pane.col + chart->pane.cols + 3,
                            chart->pane.row + chart->pane.rows + 3));
    chart_draw(chart, &canvas);
    return canvas;
}

/* The row in which @text ends at column @right (exclusive), or -1. */
static int
row_of(const struct canvas *canvas, const char *text, int right)
{
    for (int row = 0; row < canvas->rows; row++) {
        const char *t = text;
        int col = right - text_width(text);
        bool same = col == 0 || canvas_at(canvas, col - 1, row)->glyph == 0 ||
                    canvas_at(canvas, col - 1, row)->glyph == ' ';
        for (uint32_t glyph; same && (glyph = utf8_next(&t)) != 0; col++)
            same = canvas_at(canvas, col, row)->glyph == glyph;
        if (same)
            return row;
    }
    return -1;
}

/* Rows with grid dots. */
static int
ticks_of(const struct chart *chart)
{
    struct chart empty = *chart;
    empty.n_series = 0;
    struct canvas c = drawn(&empty);
    int ticks = 0;
    for (int row = 0; row < c.rows; row++) {
        bool dots = false;
        for (int col = 0; col < c.cols; col++)
            dots |= canvas_at(&c, col, row)->glyph == 0xb7;
        ticks += dots;
    }
    canvas_finish(&c);
    return ticks;
}

static void
linear_ranges_part_evenly(void **state)
{
    (void)state;
    for (double lo = -3; lo < 3; lo += 0.37)
        for (double width = 1e-3; width < 1e4; width *= 2.3) {
            double a = lo, b = lo + width;
            chart_range(&a, &b, false);
            assert_true(a <= lo + 1e-9 && b >= lo + width - 1e-9);
            assert_true(b - a <= 3.1 * width);
            struct chart chart = loss_chart((struct rect){0, 0, 40, 9}, 300);
            chart.logarithmic = false;
            chart.lo = a;
            chart.hi = b;
            if (ticks_of(&chart) != 4)
                print_error("%.17g..%.17g\n", a, b);
            assert_int_equal(ticks_of(&chart), 4);
        }
    double lo = 0.42, hi = 0.69;
    chart_range(&lo, &hi, false);
    assert_close(lo, 0.4, 1e-12);
    assert_close(hi, 0.7, 1e-12);
}

static void
tick_rows_are_equally_far_apart(void **state)
{
    (void)state;
    static const char *const every[] = {"10³", "100", "10", "1", "0.1", "10⁻²", "10⁻³"};
    static const struct {
        int rows, ticks, stride;
    } heights[] = {
        {19 + 2, 7, 1},
        {13 + 2, 7, 1},
        {7 + 2,  4, 2}
    };
    for (size_t i = 0; i < 3; i++) {
        struct chart chart = loss_chart((struct rect){0, 0, 40, heights[i].rows}, 300);
        struct canvas c = drawn(&chart);
        int gap = (heights[i].rows - 3) / (heights[i].ticks - 1);
        for (int k = 0; k < heights[i].ticks; k++)
            assert_int_equal(row_of(&c, every[k * heights[i].stride], 4), 1 + k * gap);
        canvas_finish(&c);
    }
}

struct asked {
    size_t calls;
    int64_t last;
};

static double
count_calls(void *ctx, size_t series, int64_t step)
{
    struct asked *asked = ctx;
    asked->calls++;
    asked->last = step > asked->last ? step : asked->last;
    return made_up_loss(NULL, series, step);
}

static void
a_value_for_each_dot_column(void **state)
{
    (void)state;
    static const int64_t ends[] = {1, 7, 300, 100000, 10000000};
    for (size_t i = 0; i < 5; i++) {
        struct asked asked = {0};
        struct chart chart = loss_chart((struct rect){0, 0, 47, 15}, ends[i]);
        chart.value = count_calls;
        chart.ctx = &asked;
        struct canvas c = drawn(&chart);
        assert_true(asked.calls <= SERIES * (2 * 40 + 1));
        assert_int_equal(asked.last, ends[i]);
        canvas_finish(&c);
    }
}

/* 100 steps to a dot column: one bad step shows if it is the column's last, else not. */
static double
one_spike(void *ctx, size_t series, int64_t step)
{
    (void)series;
    return step == *(int64_t *)ctx ? 900 : 0.002;
}

static bool
spike_shows(int64_t at)
{
    struct chart chart = loss_chart((struct rect){0, 0, 7 + 10, 15}, 1900);
    chart.n_series = 1;
    chart.value = one_spike;
    chart.ctx = &at;
    struct canvas c = drawn(&chart);
    bool shows = false;
    for (int col = 5; col < 15; col++)
        shows |= canvas_at(&c, col, 4)->glyph >= GLYPH_BRAILLE;
    canvas_finish(&c);
    return shows;
}

static void
a_column_shows_its_last_step(void **state)
{
    (void)state;
    int shown = 0;
    for (int64_t step = 1; step <= 1900; step++)
        shown += spike_shows(step);
    assert_int_equal(shown, 20);
    assert_true(spike_shows(1900));
}

static void
values_beyond_the_playhead_are_not_asked(void **state)
{
    (void)state;
    struct asked asked = {0};
    struct chart chart = loss_chart((struct rect){0, 0, 40, 15}, 300);
    chart.playhead = 100;
    chart.value = count_calls;
    chart.ctx = &asked;
    struct canvas c = drawn(&chart);
    assert_int_equal(asked.last, 100);
    int lines = 0;
    for (int col = 0; col < 40; col++)
        lines += canvas_at(&c, col, 13)->glyph == 0x2502;
    assert_int_equal(lines, 1);
    canvas_finish(&c);
    chart.playhead = 300;
    c = drawn(&chart);
    for (int i = 0; i < c.cols * c.rows; i++)
        assert_int_not_equal(c.cells[i].glyph, 0x2502);
    canvas_finish(&c);
}

static void
cells_are_sorted_and_apart(void **state)
{
    (void)state;
    struct chart chart = loss_chart((struct rect){0, 0, 40, 15}, 300);
    struct canvas c = drawn(&chart);
    /* d 7.7, r 5.6, a 5.1, g 1.66, m 0.05; n ended in nan and has none */
    static const uint32_t want[] = {0x271a, 0x25bc, 0x25c6, 0x25cf, 0x25a0};
    size_t k = 0;
    for (int row = 0; row < 15; row++) {
        const struct cell *cell = canvas_at(&c, 39, row);
        if (cell->glyph == 0)
            continue;
        assert_true(k < 5);
        assert_int_equal(cell->glyph, want[k++]);
    }
    assert_int_equal(k, 5);
    assert_int_equal(canvas_at(&c, 39, 10)->glyph, 0x25a0); /* where nothing pushes */
    canvas_finish(&c);
}

static double
all_equal(void *ctx, size_t series, int64_t step)
{
    (void)series;
    (void)step;
    return *(double *)ctx;
}

static void
crowds_fit_the_edge(void **state)
{
    (void)state;
    static const double at[] = {1e-9, 1e-3, 1, 1e3, INFINITY};
    for (size_t i = 0; i < 5; i++) {
        double value = at[i];
        struct chart chart = loss_chart((struct rect){0, 0, 30, 9}, 300);
        chart.value = all_equal;
        chart.ctx = &value;
        struct canvas c = drawn(&chart);
        int cells = 0;
        for (int row = 1; row < 8; row++)
            cells += canvas_at(&c, 29, row)->glyph != 0;
        assert_int_equal(cells, SERIES);
        canvas_finish(&c);
    }
}

static double
odd_values(void *ctx, size_t series, int64_t step)
{
    (void)ctx;
    static const double odd[] = {NAN, INFINITY, -INFINITY, 0, -1, 1e308, 1e-320, 1};
    return odd[(series + (size_t)step) % 8];
}

static void
nothing_leaves_the_pane(void **state)
{
    (void)state;
    for (int cols = 1; cols < 60; cols += 7)
        for (int rows = 1; rows < 22; rows += 2)
            for (int kind = 0; kind < 8; kind++) {
                struct chart chart = loss_chart((struct rect){4, 2, cols, rows}, 300);
                chart.value = kind & 1 ? odd_values : made_up_loss;
                chart.logarithmic = kind & 2;
                chart.inset_title = kind & 4;
                chart.to = kind & 4 ? 0 : 300;
                struct canvas c = drawn(&chart);
                for (int row = 0; row < c.rows; row++)
                    for (int col = 0; col < c.cols; col++)
                        if (!rect_has(&chart.pane, col, row))
                            assert_int_equal(canvas_at(&c, col, row)->glyph, 0);
                canvas_finish(&c);
            }
}

static void
the_selected_one_lies_on_top(void **state)
{
    (void)state;
    double value = 1;
    struct chart chart = loss_chart((struct rect){0, 0, 40, 15}, 300);
    chart.value = all_equal;
    chart.ctx = &value;
    struct canvas c = drawn(&chart);
    assert_int_equal(canvas_at(&c, 20, 7)->fg, six_series[5].color);
    assert_int_equal(canvas_at(&c, 20, 7)->glyph, 0x2836); /* two dots thick */
    canvas_finish(&c);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_are_whole_decades),
        cmocka_unit_test(ranges_survive_anything),
        cmocka_unit_test(linear_ranges_part_evenly),
        cmocka_unit_test(tick_rows_are_equally_far_apart),
        cmocka_unit_test(a_value_for_each_dot_column),
        cmocka_unit_test(a_column_shows_its_last_step),
        cmocka_unit_test(values_beyond_the_playhead_are_not_asked),
        cmocka_unit_test(cells_are_sorted_and_apart),
        cmocka_unit_test(crowds_fit_the_edge),
        cmocka_unit_test(nothing_leaves_the_pane),
        cmocka_unit_test(the_selected_one_lies_on_top),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
