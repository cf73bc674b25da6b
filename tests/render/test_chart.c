/* Charts: axes that divide, one value for each dot column, cells at the right edge. */
#include "charts.h"

#include <stdlib.h>
#include <string.h>

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
        assert_true(asked.calls <= SERIES * (2 * 40 + 3)); /* and at both ends */
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

static double
none_then_spike(void *ctx, size_t series, int64_t step)
{
    return step == 0 ? NAN : one_spike(ctx, series, step);
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
constants(void *ctx, size_t series, int64_t step)
{
    (void)step;
    return ((const double *)ctx)[series];
}

/* What the axis does not show is said, and sorted by its true value. */
static void
what_has_left_is_marked(void **state)
{
    (void)state;
    static const uint32_t order[] = {0x25b2, 0x25cf, 0x25c6, 0x25bc, 0x25a0, 0x271a};
    static const char marks[] = "uu__dd"; /* up, down */
    double value[] = {1e9, 1e-7, 1e200, 900, 1.01e-3, 1e-8};
    for (int plain = 0; plain < 2; plain++) {
        struct chart chart = loss_chart((struct rect){0, 0, 40, 15}, 300);
        size_t k = 0;
        chart.value = constants;
        chart.ctx = value;
        chart.ascii = plain;
        struct canvas c = drawn(&chart);
        for (int row = 0; row < 15; row++) {
            if (canvas_at(&c, 39, row)->glyph == 0)
                continue;
            uint32_t mark = canvas_at(&c, 38, row)->glyph;
            uint32_t up = plain ? '^' : 0x25b2, down = plain ? 'v' : 0x25bc;
            assert_int_equal(canvas_at(&c, 39, row)->glyph, order[k]);
            assert_int_equal(mark, marks[k] == 'u' ? up : marks[k] == 'd' ? down : 0);
            k++;
        }
        assert_int_equal(k, SERIES);
        canvas_finish(&c);
    }
}

/* 1900 steps in 20 columns of dots: the first one ends with step 49. */
static void
a_curve_begins_with_its_first_value(void **state)
{
    (void)state;
    static const int64_t first[] = {0, 1}; /* of a step's length the next */
    for (int i = 0; i < 2; i++) {
        int64_t at = first[i];
        struct chart_series series = six_series[0];
        struct chart chart = loss_chart((struct rect){0, 0, 7 + 10, 15}, 1900);
        chart.series = &series;
        chart.n_series = 1;
        chart.value = i ? none_then_spike : one_spike;
        chart.ctx = &at;
        for (chart.playhead = 10; chart.playhead <= 1900; chart.playhead += 1890) {
            assert_close(chart_span(&chart).high, 900, 1e-9);
            struct canvas c = drawn(&chart);
            for (int row = 1; row < 12; row++)
                assert_true(canvas_at(&c, 5, row)->glyph >= GLYPH_BRAILLE);
            canvas_finish(&c);
        }
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
the_chosen_one_has_the_cells_it_shares(void **state)
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
    chart.pane.rows = 9; /* seven rows: one dot is enough */
    c = drawn(&chart);
    assert_int_equal(canvas_at(&c, 20, 4)->fg, six_series[5].color);
    assert_int_equal(canvas_at(&c, 20, 4)->glyph, 0x2824);
    canvas_finish(&c);
}

/* One falls through seven rows, one dot column in each cell; the other lies flat. */
static double
cliff(void *ctx, size_t series, int64_t step)
{
    (void)ctx;
    return series == 0 ? (step < 150 ? 500 : 0.002) : 10;
}

/* Where another's dots are the most, the chosen one does not take their colour. */
static void
a_cell_is_of_whom_most_dots_are(void **state)
{
    (void)state;
    struct chart chart = loss_chart((struct rect){0, 0, 7 + 20, 15}, 300);
    const struct chart_series two[] = {six_series[0], six_series[5]};
    chart.series = two;
    chart.n_series = 2;
    chart.value = cliff;
    struct canvas c = drawn(&chart);
    int falling = 0, flat = 0;
    for (int col = 5; col < 25; col++) {
        falling += canvas_at(&c, col, 5)->fg == two[0].color;
        flat += canvas_at(&c, col, 5)->fg == two[1].color;
    }
    assert_int_equal(falling, 1);
    assert_int_equal(flat, 19);
    canvas_finish(&c);
}

/* Two that run side by side through the same cells are both seen. */
static void
equals_take_turns(void **state)
{
    (void)state;
    double value = 1;
    struct chart chart = loss_chart((struct rect){0, 0, 7 + 30, 15}, 300);
    chart.n_series = 2;
    chart.value = all_equal;
    chart.ctx = &value;
    struct canvas c = drawn(&chart);
    int cells[2] = {0};
    for (int col = 5; col < 35; col++)
        for (int i = 0; i < 2; i++)
            cells[i] += canvas_at(&c, col, 7)->fg == six_series[i].color;
    assert_int_equal(cells[0], 15);
    assert_int_equal(cells[1], 15);
    canvas_finish(&c);
}

/* In the halves of a block each has its own colour. */
static void
halves_have_colours_of_their_own(void **state)
{
    (void)state;
    struct chart chart = loss_chart((struct rect){0, 0, 7 + 20, 15}, 300);
    const struct chart_series two[] = {six_series[0], six_series[5]};
    chart.series = two;
    chart.n_series = 2;
    chart.glyphs = DOTS_HALF;
    chart.value = made_up_loss;
    struct canvas c = drawn(&chart);
    int shared = 0;
    for (int i = 0; i < c.cols * c.rows; i++) {
        const struct cell *cell = &c.cells[i];
        shared += (cell->fg == two[0].color && cell->bg == two[1].color) ||
                  (cell->fg == two[1].color && cell->bg == two[0].color);
    }
    assert_true(shared > 0);
    canvas_finish(&c);
}

/* Step 3 of 1900 is the last of no column of dots. */
static void
the_range_is_of_what_is_drawn(void **state)
{
    (void)state;
    struct chart_memory memory = {0};
    struct chart_series series = six_series[0];
    struct chart chart = loss_chart((struct rect){0, 0, 7 + 10, 15}, 1900);
    int64_t at = 3;
    series.version = 1;
    chart.series = &series;
    chart.n_series = 1;
    chart.value = one_spike;
    chart.ctx = &at;
    for (int kept = 0; kept < 2; kept++) {
        int seen = 0;
        chart.memory = kept ? &memory : NULL;
        for (chart.playhead = 0; chart.playhead <= 1900; chart.playhead += 7) {
            struct chart_span span = chart_span(&chart);
            assert_close(span.low, 0.002, 1e-12);
            seen += span.high > 1;
        }
        assert_int_equal(seen, 0);
    }
    for (at = 1, chart.playhead = 1900; !spike_shows(at); at++)
        ;
    series.version = 2;
    assert_close(chart_span(&chart).high, 900, 1e-9);
    chart_memory_finish(&memory);
}

static void
a_word_is_never_cut(void **state)
{
    (void)state;
    struct chart chart = loss_chart((struct rect){0, 0, 40, 9}, 20);
    chart.title = "gradient norm";
    chart.subtitle[0] = "against evaluations";
    chart.subtitle[1] = "evaluations";
    for (int cols = 13; cols < 40; cols++) {
        chart.pane.cols = cols;
        struct canvas c = drawn(&chart);
        char *text = canvas_to_text(&c);
        assert_true((strstr(text, "evaluations") != NULL) == (cols >= 26));
        assert_true((strstr(text, "against") != NULL) == (cols >= 34));
        assert_true((strchr(text, 'v') != NULL) == (cols >= 26));
        free(text);
        canvas_finish(&c);
    }
}

/* At the foot, and where a curve passes it is the curve that is seen. */
static void
events_stand_at_the_foot(void **state)
{
    (void)state;
    static const int64_t event[] = {100, 290};
    double bottom = 1e-3;
    struct chart chart = loss_chart((struct rect){0, 0, 40, 15}, 300);
    chart.event = event;
    chart.n_events = 2;
    chart.event_style = (struct style){COLOR_RGB(0x112233), COLOR_NONE, 0};
    struct canvas c = drawn(&chart);
    assert_int_equal(canvas_at(&c, 5 + 11, 13)->glyph, 0x2577);
    assert_int_equal(canvas_at(&c, 5 + 11, 13)->fg, COLOR_RGB(0x112233));
    int ticks = 0;
    for (int i = 0; i < c.cols * c.rows; i++)
        ticks += c.cells[i].glyph == 0x2577;
    assert_int_equal(ticks, 2);
    canvas_finish(&c);
    chart.value = all_equal;
    chart.ctx = &bottom;
    c = drawn(&chart);
    assert_int_equal(canvas_at(&c, 5 + 11, 13)->fg, six_series[5].color);
    canvas_finish(&c);
}

/* Where it stands in the plot's corner, playhead and curves pass behind it. */
static void
the_title_has_its_cells(void **state)
{
    (void)state;
    double value = 1e3;
    struct chart chart = loss_chart((struct rect){0, 0, 40, 9}, 300);
    chart.inset_title = true;
    chart.value = all_equal;
    chart.ctx = &value;
    for (chart.playhead = 200; chart.playhead < 300; chart.playhead++) {
        struct canvas c = drawn(&chart);
        for (int i = 0; i < 4; i++)
            assert_int_equal(canvas_at(&c, 33 + i, 0)->glyph, "loss"[i]);
        assert_int_equal(canvas_at(&c, 32, 0)->glyph, ' ');
        canvas_finish(&c);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tick_rows_are_equally_far_apart),
        cmocka_unit_test(a_value_for_each_dot_column),
        cmocka_unit_test(a_column_shows_its_last_step),
        cmocka_unit_test(values_beyond_the_playhead_are_not_asked),
        cmocka_unit_test(cells_are_sorted_and_apart),
        cmocka_unit_test(crowds_fit_the_edge),
        cmocka_unit_test(what_has_left_is_marked),
        cmocka_unit_test(a_curve_begins_with_its_first_value),
        cmocka_unit_test(nothing_leaves_the_pane),
        cmocka_unit_test(the_chosen_one_has_the_cells_it_shares),
        cmocka_unit_test(a_cell_is_of_whom_most_dots_are),
        cmocka_unit_test(equals_take_turns),
        cmocka_unit_test(halves_have_colours_of_their_own),
        cmocka_unit_test(the_range_is_of_what_is_drawn),
        cmocka_unit_test(a_word_is_never_cut),
        cmocka_unit_test(events_stand_at_the_foot),
        cmocka_unit_test(the_title_has_its_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
