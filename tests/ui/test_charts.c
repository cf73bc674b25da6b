/* Charts on the screen: their page, their axes while it plays, section and data. */
#include "../golden.h"

#include "bench.h"

#include <math.h>

#include "ui/chart_tracks.h"
#include "ui/theme.h"

static const struct caps rungs[] = {
    {.rung = RUNG_RGB,     .glyphs = DOTS_BRAILLE, .utf8 = true, .shapes = true},
    {.rung = RUNG_256,      .glyphs = DOTS_HALF,                            .utf8 = true},
    {.rung = RUNG_MONO,.glyphs = DOTS_ASCII},
};
static const char *const rung_names[] = {"braille", "half", "ascii"};

static void
open_on(struct bench *b, const char *scene, const struct caps *caps, int cols, int rows)
{
    struct app_options options = options_for(scene);
    if (caps)
        options.caps = *caps;
    bench_open_with(b, &options, cols, rows);
}

static void
go_to(struct bench *b, const char *step)
{
    press(b, ':');
    type_text(b, step);
    press(b, UI_KEY_ENTER);
    free(screen(b));
    press(b, UI_KEY_ESCAPE);
}

/* The part of the screen in @rect as text; owned by the caller. */
static char *
part_of(struct bench *b, struct rect rect)
{
    struct canvas part;
    free(screen(b));
    assert_true(canvas_init(&part, rect.cols, rect.rows));
    for (int row = 0; row < rect.rows; row++)
        for (int col = 0; col < rect.cols; col++)
            *canvas_at(&part, col, row) =
                *canvas_at(&b->canvas, rect.col + col, rect.row + row);
    char *text = canvas_to_text(&part);
    canvas_finish(&part);
    return text;
}

static bool
part_shows(struct bench *b, struct rect rect, const char *words)
{
    char *text = part_of(b, rect);
    bool found = strstr(text, words) != NULL;
    if (!found)
        print_message("%s\n", text);
    free(text);
    return found;
}

static void
assert_part(struct bench *b, struct rect rect, const char *name, const char *rung)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s-%s.txt", GOLDEN, name, rung);
    char *text = part_of(b, rect);
    assert_golden(path, text);
    free(text);
}

/* Panes of a screen of 120x40. */
static const struct rect pane = {0, 2, 75, 34}, panel = {77, 2, 43, 34};
static const struct rect second = {62, 1, 58, 35};

static void
test_goldens(void **state)
{
    (void)state;
    for (size_t r = 0; r < 3; r++) {
        struct bench b;
        open_on(&b, "race", &rungs[r], 120, 40);
        go_to(&b, "300");
        press(&b, 'c');
        assert_part(&b, pane, "charts", rung_names[r]);
        press(&b, 'w');
        assert_part(&b, second, "charts-split", rung_names[r]);
        type_text(&b, "wvvv"); /* the map again, then on */
        go_to(&b, "30");
        type_text(&b, "vv");
        assert_part(&b, pane, "section", rung_names[r]);
        bench_close(&b);
    }
}

static void
test_page(void **state)
{
    (void)state;
    struct bench b;
    open_on(&b, "oring", NULL, 200, 60);
    go_to(&b, "60");
    struct rect left = {0, 2, 116, 54}, right = {118, 2, 82, 54};
    assert_true(part_shows(&b, right, "gradient norm"));
    press(&b, 'c');
    assert_true(part_shows(&b, left, "effective rate in w"));
    assert_true(part_shows(&b, left, "effective rate in b"));
    assert_true(part_shows(&b, left, "gradient norm"));
    char *text = part_of(&b, right);
    assert_null(strstr(text, "gradient norm")); /* once is enough */
    assert_non_null(strstr(text, "loss  against step"));
    free(text);
    press(&b, 'E');
    assert_true(part_shows(&b, left, "effective rate in w  evaluations"));
    bench_close(&b);
    open_on(&b, "race", NULL, 120, 40);
    type_text(&b, "cE");
    assert_true(part_shows(&b, pane, "gradient norm  evaluations"));
    assert_true(part_shows(&b, pane, "effective rate in x  evaluations"));
    bench_close(&b);
}

/* The panel with the loss is gone: of the charts beside the map it is the first. */
static void
test_split(void **state)
{
    (void)state;
    static const int sizes[][2] = {
        {80,  24},
        {120, 40},
        {200, 60}
    };
    for (int i = 0; i < 3; i++) {
        struct bench b;
        open_on(&b, "race", NULL, sizes[i][0], sizes[i][1]);
        type_text(&b, ".wc");
        struct rect half = {sizes[i][0] / 2 - 2, 2, sizes[i][0] / 2 + 2, 2};
        assert_true(part_shows(&b, half, "loss  against step"));
        bench_close(&b);
    }
}

/* Its value stands on a tick, and so do multiples of the step beside it. */
static void
test_constant_rate(void **state)
{
    (void)state;
    struct bench b;
    open_on(&b, "momentum", NULL, 120, 40);
    go_to(&b, "100");
    press(&b, 'c');
    struct rect rate = {37, 13, 38, 11};
    static const char *const ticks[] = {"learning rate", "0.04", "0.03", "0.02", "0.01"};
    for (int i = 0; i < 5; i++)
        assert_true(part_shows(&b, rate, ticks[i]));
    bench_close(&b);
}

/* The labels of an axis, from the top. */
static void
labels(struct bench *b, struct rect columns, char *out, size_t size)
{
    char *text = part_of(b, columns);
    size_t n = 0;
    for (const char *t = text; *t && n + 1 < size; t++)
        if (*t != ' ')
            out[n++] = *t;
    out[n] = '\0';
    free(text);
}

/* From the first step to the 300th the axis of the loss changes a few times: linear until
 * there are two decades to show, then downwards only. */
static void
test_axis_grows_in_steps(void **state)
{
    (void)state;
    struct bench b;
    char now[256], before[256] = "";
    int changes = 0;
    open_on(&b, "race", NULL, 120, 40);
    for (int step = 0; step < 300; step++) {
        labels(&b, (struct rect){79, 18, 4, 13}, now, sizeof now);
        assert_true(step < 4 || strncmp(now, "10³\n", strlen("10³\n")) == 0);
        changes += step > 0 && strcmp(now, before) != 0;
        strcpy(before, now);
        press(&b, UI_KEY_RIGHT);
    }
    assert_true(changes <= 6);
    bench_close(&b);
}

/* A loss over data never reaches 0; the best one there is ends the axis as soon as it is
 * near, and from then on nothing moves. */
static void
test_linear_loss(void **state)
{
    (void)state;
    struct bench b;
    char before[256] = "", now[256];
    int changes = 0;
    open_on(&b, "oring", NULL, 120, 40);
    for (int step = 0; step < 60; step++) {
        press(&b, UI_KEY_RIGHT);
        labels(&b, (struct rect){79, 15, 4, 13}, now, sizeof now);
        changes += strcmp(before, now) != 0;
        assert_true(step < 5 || strcmp(before, now) == 0);
        strcpy(before, now);
    }
    assert_true(changes <= 4);
    bench_close(&b);
}

/* Losses of one decade stand on a linear axis which holds little else. */
static void
test_no_empty_height(void **state)
{
    (void)state;
    struct bench b;
    struct app_options options = options_for("race");
    static const char text[] = "surface: {id: ackley}\nracers: [{optimizer: gd}, "
                               "{optimizer: adam}]";
    struct faults faults = {0};
    struct scene *race = options.first;
    char now[256];
    assert_int_equal(scene_parse(&options.first, "test", text, sizeof text - 1, &faults),
                     RV_OK);
    scene_destroy(race);
    bench_open_with(&b, &options, 120, 40);
    go_to(&b, "60");
    labels(&b, (struct rect){79, 13, 4, 22}, now, sizeof now);
    assert_null(strstr(now, "\n0")); /* the best is 0, the losses are 8.6 and more */
    assert_null(strstr(now, "10"));
    assert_non_null(strstr(now, "9.0"));
    bench_close(&b);
}

/* In a small window the page says how many charts it leaves out. */
static void
test_left_out(void **state)
{
    (void)state;
    struct bench b;
    open_on(&b, "race", NULL, 80, 24);
    press(&b, 'c');
    assert_true(part_shows(&b, (struct rect){0, 0, 50, 24}, "4 more at a larger size"));
    press(&b, 'E');
    assert_true(part_shows(&b, (struct rect){0, 0, 50, 24}, "4 more"));
    bench_close(&b);
    open_on(&b, "race", NULL, 120, 40);
    press(&b, 'c');
    char *all = part_of(&b, pane);
    assert_null(strstr(all, " more"));
    free(all);
    bench_close(&b);
}

/* Where all are equal, the marks at the edge stand as in the list. */
static void
test_equal_marks(void **state)
{
    (void)state;
    static const uint32_t shapes[] = {0x25cf, 0x25a0, 0x25b2, 0x25c6, 0x25bc, 0x271a};
    struct bench b;
    open_on(&b, "race", NULL, 120, 40);
    for (int chosen = 0; chosen < 6; chosen++) {
        press(&b, (uint32_t)('1' + chosen));
        free(screen(&b));
        int first = 18;
        while (first < 26 && canvas_at(&b.canvas, 117, first)->glyph == 0)
            first++;
        for (int i = 0; i < 6; i++)
            assert_int_equal(canvas_at(&b.canvas, 117, first + i)->glyph, shapes[i]);
    }
    bench_close(&b);
}

/* Cells of the panel with the chosen racer's events, by the axis of the loss. */
static int
event_ticks(struct bench *b, color_t fg)
{
    int n = 0;
    free(screen(b));
    for (int row = panel.row; row < panel.row + panel.rows; row++)
        for (int col = panel.col; col < panel.col + panel.cols; col++) {
            const struct cell *cell = canvas_at(&b->canvas, col, row);
            n += cell->glyph == 0x2577 && cell->fg == fg;
        }
    return n;
}

static void
test_event_ticks(void **state)
{
    (void)state;
    struct bench b;
    const color_t sand = COLOR_RGB(0xf5bc75);
    open_on(&b, "momentum", NULL, 120, 40);
    press(&b, '2');
    assert_int_equal(event_ticks(&b, sand), 0);
    go_to(&b, "100"); /* heavy ball has overshot at step 2 */
    assert_int_equal(event_ticks(&b, sand), 1);
    press(&b, 'E');
    assert_int_equal(event_ticks(&b, sand), 1);
    press(&b, '1');
    assert_int_equal(event_ticks(&b, sand), 0);
    bench_close(&b);
}

/* Rows of grid dots between @col and @col + 40, each as far from the next. */
static void
assert_even_grid(struct bench *b, struct rect rect, int least)
{
    int ticks = 0, last = -1, gap = 0;
    free(screen(b));
    for (int row = rect.row; row < rect.row + rect.rows; row++) {
        int dots = 0;
        for (int col = rect.col; col < rect.col + rect.cols; col++)
            dots += canvas_at(&b->canvas, col, row)->glyph == 0xb7;
        if (dots < 3)
            continue;
        assert_true(ticks < 2 || row - last == gap);
        gap = row - last;
        last = row;
        ticks++;
    }
    assert_true(ticks >= least);
}

static void
test_even_ticks(void **state)
{
    (void)state;
    static const char text[] = "surface: {id: least_squares}\nracers: [{optimizer: gd}, "
                               "{optimizer: gd}, {optimizer: gd}, {optimizer: gd}, "
                               "{optimizer: gd}, {optimizer: gd}]";
    struct faults faults = {0};
    struct app_options options = options_for("race");
    struct scene *race = options.first;
    assert_int_equal(scene_parse(&options.first, "test", text, sizeof text - 1, &faults),
                     RV_OK);
    scene_destroy(race);
    struct bench b;
    bench_open_with(&b, &options, 120, 40);
    press(&b, 'd');
    assert_even_grid(&b, (struct rect){84, 18, 34, 14}, 3);
    bench_close(&b);
    for (int step = 0; step < 40; step += 8) {
        open_on(&b, "race", NULL, 120, 40);
        for (int i = 0; i < step; i++)
            press(&b, UI_KEY_RIGHT);
        type_text(&b, "vv");
        assert_even_grid(&b, pane, 4);
        bench_close(&b);
    }
}

/* Along a parameter, and where all losses seen agree to many digits: what they have in
 * common stands once. */
static void
test_section_axes(void **state)
{
    (void)state;
    struct bench b;
    open_on(&b, "race", NULL, 120, 40);
    go_to(&b, "30");
    type_text(&b, "vvDD");
    assert_part(&b, pane, "section", "x");
    type_text(&b, "D");
    assert_part(&b, pane, "section", "y");
    bench_close(&b);
    open_on(&b, "saddle", NULL, 120, 40);
    go_to(&b, "120");
    type_text(&b, "vv");
    assert_part(&b, pane, "section", "offset");
    bench_close(&b);
}

/* A run so long that only every second row is kept: what a step did is there all the
 * same, to the bit, whether asked for the first time or again. */
static void
test_long_run(void **state)
{
    (void)state;
    struct bench b;
    open_on(&b, "oring-raw", NULL, 120, 40);
    go_to(&b, "9000");
    press(&b, 'c');
    assert_part(&b, pane, "charts", "long");
    bench_close(&b);
    struct model model;
    struct rv_error error;
    struct app_options options = options_for("oring-raw");
    assert_int_equal(model_init(&model, &options, &error), RV_OK);
    model_seek(&model, 9000);
    while (model_behind(&model))
        model_work(&model, INT64_MAX);
    struct chart_before *before = calloc(1, sizeof *before);
    struct chart_tracks tracks;
    assert_non_null(before);
    chart_tracks_open(&tracks, &model, STEP_LENGTH, before);
    for (int64_t step = 2; step <= 9000; step += 166) {
        struct rv_row from, to;
        assert_true(tracks.track[2].stride > 1);
        rv_timeline_row(model.timeline[2], step - 1, &from);
        rv_timeline_row(model.timeline[2], step, &to);
        double length = hypot(to.x - from.x, to.y - from.y);
        assert_true(chart_tracks_value(&tracks, 2, step) == length);
        assert_true(chart_tracks_value(&tracks, 2, step) == length);
    }
    free(before);
    model_finish(&model);
}

/* A racer that diverges leaves the charts at six decades above the start, so that the
 * others remain to be seen; alone and linear it is there as far as that. */
static void
test_diverged(void **state)
{
    (void)state;
    struct bench b;
    char steps[1024], costs[1024];
    open_on(&b, "race", NULL, 120, 40);
    go_to(&b, "25");
    type_text(&b, "2");
    press(&b, UI_KEY_ENTER);
    type_text(&b, "0.5");
    press(&b, UI_KEY_ENTER);
    go_to(&b, "79");
    press(&b, 'c');
    assert_part(&b, pane, "charts", "diverged");
    type_text(&b, "AY");
    assert_part(&b, pane, "charts", "diverged-alone");
    labels(&b, (struct rect){0, 2, 5, 34}, steps, sizeof steps);
    press(&b, 'E');
    labels(&b, (struct rect){0, 2, 5, 34}, costs, sizeof costs);
    char *from_8e8 = strstr(steps, "8e8"), *last = strstr(costs, "8e8");
    assert_true(from_8e8 && last);
    assert_memory_equal(from_8e8, last, strlen("8e8\n"));
    bench_close(&b);
}

/* In the split the section leaves the screen's last column free. */
static void
test_margin(void **state)
{
    (void)state;
    struct bench b;
    open_on(&b, "race", NULL, 120, 40);
    go_to(&b, "30");
    type_text(&b, "wvv");
    free(screen(&b));
    for (int row = 2; row < 36; row++)
        for (int col = 118; col < 120; col++) {
            uint32_t glyph = canvas_at(&b.canvas, col, row)->glyph;
            assert_true(glyph == 0 || glyph == ' ');
        }
    bench_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_goldens),
        cmocka_unit_test(test_page),
        cmocka_unit_test(test_split),
        cmocka_unit_test(test_constant_rate),
        cmocka_unit_test(test_axis_grows_in_steps),
        cmocka_unit_test(test_linear_loss),
        cmocka_unit_test(test_no_empty_height),
        cmocka_unit_test(test_left_out),
        cmocka_unit_test(test_equal_marks),
        cmocka_unit_test(test_event_ticks),
        cmocka_unit_test(test_even_ticks),
        cmocka_unit_test(test_section_axes),
        cmocka_unit_test(test_long_run),
        cmocka_unit_test(test_diverged),
        cmocka_unit_test(test_margin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
