/* The data view: points, curves that move with the racers, the mini-batch of the step. */
#include "bench.h"

#include <ravine/ravine.h>

#include "ui/theme.h"

#define BATCH COLOR_RGB(0xd9a3e8)

static void
open_text(struct bench *b, const char *text, struct caps caps, int cols, int rows)
{
    struct faults faults = {0};
    struct app_options options = {.caps = caps, .fps = 30};
    assert_int_equal(scene_parse(&options.first, "test", text, strlen(text), &faults),
                     RV_OK);
    bench_open_with(b, &options, cols, rows);
}

static void
open_scene(struct bench *b, const char *name, int cols, int rows)
{
    struct app_options options = options_for(name);
    bench_open_with(b, &options, cols, rows);
}

/* Cells with @glyph (0: any) in @fg right of column @from. */
static int
count(struct bench *b, uint32_t glyph, color_t fg, int from)
{
    int n = 0;
    free(screen(b));
    for (int row = 0; row < b->canvas.rows; row++)
        for (int col = from; col < b->canvas.cols; col++) {
            const struct cell *cell = &b->canvas.cells[row * b->canvas.cols + col];
            n += (!glyph || cell->glyph == glyph) && cell->fg == fg;
        }
    return n;
}

static void
test_toggle(void **state)
{
    (void)state;
    struct bench b;
    open_scene(&b, "oring", 120, 40);
    press(&b, '>');
    char *before = screen(&b);
    press(&b, 'd');
    assert_true(shows(&b, "distress against temperature"));
    assert_true(shows(&b, "loss  against step"));
    press(&b, 'd');
    assert_true(shows(&b, "the loss alone"));
    assert_false(strstr(before, "distress against") != NULL);
    press(&b, UI_KEY_ESCAPE); /* the note comes back */
    char *after = screen(&b);
    assert_memory_equal(before, after, strlen(before) / 2);
    free(before);
    free(after);
    bench_close(&b);
}

static void
test_no_data(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    press(&b, 'd');
    assert_true(shows(&b, "no data are behind this surface"));
    assert_true(shows(&b, "loss  against step"));
    bench_close(&b);
}

/* In the place of the chart where there is no room for both. */
static void
test_small(void **state)
{
    (void)state;
    struct bench b;
    open_scene(&b, "oring", 80, 24);
    press(&b, 'd');
    assert_true(shows(&b, "distress against temp"));
    bench_close(&b);
}

/* The batch is the one that the run takes: as many points as it has different ones. */
static int
batch_points(const struct rv_document *document, size_t racer, int64_t step)
{
    struct rv_objective *objective;
    struct rv_run *run;
    struct rv_error error;
    uint32_t rows[23];
    int different = 0;
    assert_int_equal(rv_objective_create(&objective, &document->surface, &error), RV_OK);
    assert_int_equal(rv_run_create(&run, objective, document, racer, NULL, &error),
                     RV_OK);
    rv_run_advance(run, (size_t)step, NULL);
    size_t n = rv_run_batch(run, step, rows);
    const struct rv_data *data = rv_objective_data(objective);
    for (size_t i = 0; i < n; i++) {
        bool again = false;
        for (size_t k = 0; k < i; k++)
            again |= fabs(data->x[0][rows[k]] - data->x[0][rows[i]]) < 1e-9 &&
                     data->target[rows[k]] == data->target[rows[i]];
        different += !again;
    }
    rv_run_destroy(run);
    rv_objective_unref(objective);
    return different;
}

static void
test_batch(void **state)
{
    (void)state;
    struct bench b;
    struct app_options options = options_for("oring");
    struct rv_document document = options.first->document;
    bench_open_with(&b, &options, 200, 60); /* every temperature has its own column */
    type_text(&b, "d1");
    assert_int_equal(count(&b, 0, BATCH, 0), 0);
    type_text(&b, "2");
    assert_true(shows(&b, "● 5 of 23 in this step"));
    for (int step = 0; step < 12; step++) {
        int points = count(&b, 0x25cf, BATCH, 119) - 1; /* one stands in the title */
        assert_int_equal(points, batch_points(&document, 1, step));
        press(&b, UI_KEY_RIGHT);
    }
    type_text(&b, "3");
    assert_int_equal(count(&b, 0x25cf, BATCH, 119), 2);
    bench_close(&b);
}

/* Row of the first cell with the racer's dots in column @col, from row @from; -1. */
static int
curve_row(const struct bench *b, int col, int from, int rows, color_t fg)
{
    for (int row = from; row < from + rows; row++) {
        const struct cell *cell = &b->canvas.cells[row * b->canvas.cols + col];
        if (cell->fg == fg && (cell->glyph & ~0xffu) == GLYPH_BRAILLE)
            return row;
    }
    return -1;
}

/* At the start the curve rises, at the minimum it falls: warmth spares the rings. */
static void
test_curve_moves(void **state)
{
    (void)state;
    struct bench b;
    const color_t white = COLOR_RGB(0xf6f7ef);
    open_scene(&b, "oring", 120, 40);
    type_text(&b, "d");
    free(screen(&b));
    assert_true(curve_row(&b, 90, 15, 7, white) > curve_row(&b, 108, 15, 7, white));
    type_text(&b, ":200");
    press(&b, UI_KEY_ENTER);
    free(screen(&b));
    int left = curve_row(&b, 90, 15, 7, white), right = curve_row(&b, 108, 15, 7, white);
    assert_true(left >= 15 && left < right);
    bench_close(&b);
}

#define PLAIN "\nracers: [{optimizer: gd}, {optimizer: adam}]"
#define BATCHED "\nracers: [{optimizer: gd, batch: 4}, {optimizer: adam}]"

static const struct {
    const char *title, *text;
} surfaces[] = {
    {"x2 against x1",       "surface: {id: logistic, data: gauss2}" BATCHED},
    {"x2 against x1",       "surface: {id: svm}" BATCHED                   },
    {"distress against",    "surface: {id: svm, data: oring_std}" PLAIN    },
    {"y against x",         "surface: {id: least_squares}" BATCHED         },
    {"against prediction",
     "surface: {id: least_squares, data: reg2, intercept: 0}" BATCHED      },
    {"density of value",    "surface: {id: gaussian_nll}" BATCHED          },
    {"posterior of p",      "surface: {id: coins}" PLAIN                   },
    {"density of x",        "surface: {id: kl}" PLAIN                      },
    {"share against class", "surface: {id: softmax}" PLAIN                 },
    {"y against x",         "surface: {id: kernel_ridge}" BATCHED          },
};

static void
check_ascii(const struct bench *b)
{
    for (int i = 0; i < b->canvas.cols * b->canvas.rows; i++)
        assert_true(b->canvas.cells[i].glyph < 0x7f);
}

/* Every plot at every size and rung: its title is there, nothing outside the panel
 * changes. */
static void
test_every_surface(void **state)
{
    (void)state;
    static const int sizes[][2] = {
        {80,  24 },
        {120, 40 },
        {200, 60 },
        {500, 200}
    };
    static const struct caps rungs[] = {
        {.rung = RUNG_RGB,     .glyphs = DOTS_BRAILLE, .utf8 = true, .shapes = true},
        {.rung = RUNG_256,      .glyphs = DOTS_HALF,                            .utf8 = true},
        {.rung = RUNG_MONO,.glyphs = DOTS_ASCII},
    };
    for (size_t k = 0; k < sizeof surfaces / sizeof *surfaces; k++)
        for (size_t s = 0; s < 4; s++)
            for (size_t r = 0; r < (s < 2 ? 3 : 1); r++) {
                struct bench b;
                open_text(&b, surfaces[k].text, rungs[r], sizes[s][0], sizes[s][1]);
                free(screen(&b));
                int half = sizes[s][0] / 2, hints = 2 + (s > 0);
                struct canvas before = {0};
                assert_true(canvas_init(&before, sizes[s][0], sizes[s][1]));
                canvas_copy(&before, &b.canvas);
                press(&b, 'd');
                press(&b, UI_KEY_ESCAPE);
                assert_true(shows(&b, surfaces[k].title));
                for (int row = 0; row < sizes[s][1] - hints; row++)
                    assert_memory_equal(before.cells + row * before.cols,
                                        b.canvas.cells + row * before.cols,
                                        (size_t)half * sizeof(struct cell));
                if (rungs[r].glyphs == DOTS_ASCII)
                    check_ascii(&b);
                canvas_finish(&before);
                bench_close(&b);
            }
}

/* A support vector of a margin that no point reaches is every point. */
static void
test_support(void **state)
{
    (void)state;
    struct bench b;
    const struct caps caps = {
        .rung = RUNG_RGB, .glyphs = DOTS_BRAILLE, .utf8 = true, .shapes = true};
    open_text(&b, "surface: {id: svm}\nstart: [0, 0]\nracers: [{optimizer: gd, lr: 0.3}]",
              caps, 200, 60);
    press(&b, 'd');
    color_t bright = COLOR_RGB(0xffffff);
    int all = count(&b, 0x25c6, bright, 119) + count(&b, 0x25c7, bright, 119);
    press(&b, '$');
    type_text(&b, ":200");
    press(&b, UI_KEY_ENTER);
    int few = count(&b, 0x25c6, bright, 119) + count(&b, 0x25c7, bright, 119);
    assert_true(all > 20 && few > 0 && few < all);
    bench_close(&b);
}

/* A racer that has left every finite place draws no curve and breaks nothing. */
static void
test_diverged(void **state)
{
    (void)state;
    struct bench b;
    const struct caps caps = {
        .rung = RUNG_RGB, .glyphs = DOTS_BRAILLE, .utf8 = true, .shapes = true};
    open_text(&b,
              "surface: {id: least_squares}\nracers: [{optimizer: gd, lr: 50, batch: 3}]",
              caps, 120, 40);
    press(&b, 'd');
    for (int i = 0; i < 20; i++) {
        press(&b, '>');
        assert_true(shows(&b, "y against x"));
    }
    bench_close(&b);
}

/* Margins are dimmed, so that the boundary is the one line in the racer's colour; only
 * the chosen racer has them. */
static void
test_margins(void **state)
{
    (void)state;
    struct bench b;
    struct theme theme;
    const struct caps caps = {
        .rung = RUNG_RGB, .glyphs = DOTS_BRAILLE, .utf8 = true, .shapes = true};
    theme_init(&theme, &caps);
    open_text(&b,
              "surface: {id: svm}\nsteps: 200\n"
              "racers: [{optimizer: gd, lr: 0.3}, {optimizer: adam}]",
              caps, 200, 60);
    type_text(&b, "d:200");
    press(&b, UI_KEY_ENTER);
    for (size_t i = 0; i < 2; i++) {
        press(&b, i ? '2' : '1');
        int margins = count(&b, 0, theme_racer(&theme, i).ghost, 119);
        assert_in_range(margins, 10, 120);
        assert_int_equal(count(&b, 0, theme_racer(&theme, 1 - i).ghost, 119), 0);
    }
    bench_close(&b);
    open_text(&b,
              "surface: {id: svm}\nstart: [0.1, 9]\n"
              "racers: [{optimizer: gd, lr: 0.0001}]",
              caps, 200, 60);
    press(&b, 'd'); /* margins as near as that would thicken the boundary */
    assert_int_equal(count(&b, 0, theme_racer(&theme, 0).ghost, 119), 0);
    bench_close(&b);
}

/* Three shares, seen on each: rings above all, and no dots between two heights. */
static void
test_counted(void **state)
{
    (void)state;
    struct bench b;
    const struct caps caps = {
        .rung = RUNG_RGB, .glyphs = DOTS_BRAILLE, .utf8 = true, .shapes = true};
    open_text(&b, "surface: {id: softmax}\nracers: [{optimizer: gd}, {optimizer: adam}]",
              caps, 120, 40);
    press(&b, 'd');
    int rings = count(&b, 0x25cb, COLOR_RGB(0xd7dae0), 79), rows = 0;
    assert_int_equal(rings, 3);
    assert_true(shows(&b, "seen"));
    for (int row = 18; row < 32; row++) {
        bool dots = false;
        for (int col = 84; col < 118; col++) {
            const struct cell *cell = &b.canvas.cells[row * 120 + col];
            dots |= (cell->glyph & ~0xffu) == GLYPH_BRAILLE &&
                    cell->fg == COLOR_RGB(0xf6f7ef);
        }
        rows += dots;
    }
    assert_in_range(rows, 1, 3);
    bench_close(&b);
}

/* The number that row @row has at column @col; NaN: none. */
static double
tick_at_row(const struct bench *b, int row, int col)
{
    char text[9] = "";
    for (int i = 0; i < 8; i++) {
        uint32_t glyph = b->canvas.cells[row * b->canvas.cols + col + i].glyph;
        text[i] = glyph == 0x2212 ? '-' : glyph > ' ' && glyph < 0x7f ? (char)glyph : ' ';
    }
    char *end;
    double value = strtod(text, &end);
    return end == text ? NAN : value;
}

/* The first row that has @glyph in column @col; -1. */
static int
row_of(const struct bench *b, uint32_t glyph, int col)
{
    for (int row = 0; row < b->canvas.rows; row++)
        if (b->canvas.cells[row * b->canvas.cols + col].glyph == glyph)
            return row;
    return -1;
}

#define REGRESSION(id) "surface: {id: " id "}\nracers: [{optimizer: gd, lr: 0.01}]"

/* Ticks in the first and the last row of the plot, and all data between them as rings,
 * which no line is made of. */
static void
test_ticks_enclose(void **state)
{
    (void)state;
    static const char *const text[] = {REGRESSION("least_squares"),
                                       REGRESSION("kernel_ridge")};
    static const struct {
        int cols, rows, panel;
    } size[] = {
        {80,  24, 51 },
        {120, 40, 79 },
        {200, 60, 120}
    };
    const struct caps caps = {
        .rung = RUNG_RGB, .glyphs = DOTS_BRAILLE, .utf8 = true, .shapes = true};
    for (size_t k = 0; k < 2; k++)
        for (size_t s = 0; s < 3; s++) {
            struct bench b;
            open_text(&b, text[k], caps, size[s].cols, size[s].rows);
            press(&b, 'd');
            press(&b, UI_KEY_ESCAPE);
            assert_in_range(count(&b, 0x25cb, COLOR_RGB(0xd7dae0), size[s].panel), 8, 20);
            int row = row_of(&b, 'y', size[s].panel) + 1;
            assert_true(tick_at_row(&b, row, size[s].panel) > 2.4);
            while (!(tick_at_row(&b, row, size[s].panel) < -3.6))
                assert_true(++row < size[s].rows - 2);
            for (int col = size[s].panel; col < size[s].cols; col++)
                assert_true(b.canvas.cells[(row + 1) * b.canvas.cols + col].glyph <
                            0x2800);
            bench_close(&b);
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_toggle),        cmocka_unit_test(test_no_data),
        cmocka_unit_test(test_small),         cmocka_unit_test(test_batch),
        cmocka_unit_test(test_curve_moves),   cmocka_unit_test(test_support),
        cmocka_unit_test(test_every_surface), cmocka_unit_test(test_diverged),
        cmocka_unit_test(test_ticks_enclose), cmocka_unit_test(test_margins),
        cmocka_unit_test(test_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
