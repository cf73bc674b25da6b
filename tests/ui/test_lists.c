/* Lists say what they leave out: racers, long names, columns, what was changed. */
#include "bench.h"
#include "folder.h"

#include <stdio.h>
#include <unistd.h>

#include "ui/layout.h"
#include "ui/theme.h"

static void
open_scene(struct bench *b, const char *text, int cols, int rows)
{
    FILE *file = fopen("s.yaml", "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    struct app_options options = options_for("s.yaml");
    bench_open_with(b, &options, cols, rows);
}

static void
open_twelve(struct bench *b, int cols, int rows)
{
    char text[1024] = "surface: rosenbrock\nracers:\n";
    for (int i = 1; i <= 12; i++) {
        size_t length = strlen(text);
        snprintf(text + length, sizeof text - length,
                 "  - {optimizer: gd, lr: %g, label: Racer%02d}\n", 1e-4 * i, i);
    }
    open_scene(b, text, cols, rows);
}

/* @text in the panel at the right. */
static bool
lists(struct bench *b, const char *text)
{
    char *all = screen(b), row[1024];
    struct layout l;
    layout_fit(&l, b->canvas.cols, b->canvas.rows, 12);
    bool found = false;
    for (int i = l.racers.row; i < l.racers.row + 16; i++) {
        size_t used = 0;
        for (int col = l.racers.col; col < b->canvas.cols; col++) {
            uint32_t glyph = b->canvas.cells[i * b->canvas.cols + col].glyph;
            used += (size_t)utf8_encode(glyph ? glyph : ' ', row + used);
        }
        row[used] = '\0';
        found |= strstr(row, text) != NULL;
    }
    free(all);
    return found;
}

static void
test_more_racers_than_rows(void **state)
{
    (void)state;
    static const struct {
        int cols, rows;
        const char *below, *at_end, *first, *hidden;
    } sizes[] = {
        {80,  24, "▾ 6 more", "▴ 6 more", "Racer06", "Racer07"},
        {120, 40, "▾ 4 more", "▴ 4 more", "Racer08", "Racer09"},
        {200, 60, "▾ 4 more", "▴ 4 more", "Racer08", "Racer09"},
    };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct bench b;
        open_twelve(&b, sizes[i].cols, sizes[i].rows);
        assert_true(lists(&b, sizes[i].below));
        assert_false(lists(&b, "▴"));
        assert_true(lists(&b, sizes[i].first));
        assert_false(lists(&b, sizes[i].hidden));
        for (int k = 0; k < 11; k++)
            press(&b, UI_KEY_TAB);
        assert_true(lists(&b, sizes[i].at_end));
        assert_true(lists(&b, "Racer12"));
        assert_false(lists(&b, "more  ▾"));
        bench_close(&b);
    }
}

/* A ghost's row takes nobody's place. */
static void
test_a_ghost_pushes_nobody_out(void **state)
{
    (void)state;
    static const char *const names[] = {"GD",      "Momentum", "Nesterov", "ghost",
                                        "AdaGrad", "RMSProp",  "Adam"};
    static const int sizes[][2] = {
        {80,  24},
        {120, 40},
        {200, 60}
    };
    for (size_t s = 0; s < 3; s++) {
        struct bench b;
        bench_open(&b, sizes[s][0], sizes[s][1]);
        type_text(&b, ":120\n");
        press(&b, UI_KEY_ENTER);
        type_text(&b, "3<<<<<<<<}}}}}}>>>>");
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (!lists(&b, names[i]))
                fail_msg("%s is not in the list", names[i]);
        bench_close(&b);
    }
}

/* Who is clicked is chosen, whether a ghost stands above or not. */
static void
test_clicks_know_the_ghost(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    type_text(&b, ":120\n");
    press(&b, UI_KEY_ENTER);
    type_text(&b, "3<<<<<<<<}}}}}}>>>>");
    free(screen(&b));
    struct event event = {.kind = EVENT_MOUSE, .col = 84, .row = 7};
    event.mouse = MOUSE_PRESS;
    app_event(b.app, &event, b.now);
    assert_true(lists(&b, "▌◆ AdaGrad"));
    bench_close(&b);
}

static void
test_long_names_are_seen_to_be_cut(void **state)
{
    (void)state;
    static const int sizes[][2] = {
        {80,  24},
        {120, 40},
        {170, 50},
        {200, 60}
    };
    for (size_t s = 0; s < 4; s++) {
        struct bench b;
        open_scene(
            &b,
            "surface: rosenbrock\nstart: [-0.1, 2.8]\nracers:\n"
            "  - {optimizer: adam, label: Adam with a very long descriptive label}\n"
            "  - {optimizer: gd}\n",
            sizes[s][0], sizes[s][1]);
        assert_true(lists(&b, "…  "));
        assert_true(lists(&b, "780"));
        assert_false(lists(&b, "labelfrom"));
        press(&b, 'P');
        assert_true(shows(&b, "of Adam with"));
        assert_true(sizes[s][0] >= 170 || shows(&b, "…"));
        bench_close(&b);
    }
}

/* A key after the other, and what they come to. */
static void
test_what_was_changed_is_told(void **state)
{
    (void)state;
    static const int sizes[][2] = {
        {80,  24},
        {120, 40},
        {200, 60}
    };
    for (size_t s = 0; s < 3; s++) {
        struct bench b;
        bench_open(&b, sizes[s][0], sizes[s][1]);
        type_text(&b, ":120\n");
        press(&b, UI_KEY_ENTER);
        type_text(&b, "3<<<<<<<<}}}}}}");
        assert_true(shows(&b, "Nesterov: η 0.0008 → 0.05 from step 40"));
        type_text(&b, ">");
        assert_false(shows(&b, "Nesterov: η"));
        assert_true(lists(&b, "η 0.0008 → 0.05"));
        assert_true(s == 0 || shows(&b, "η 0.0008 → 0.05 from step 40"));
        type_text(&b, "<<");
        assert_false(lists(&b, "0.0008 →"));
        type_text(&b, ">u"); /* one key at a time */
        assert_true(shows(&b, "undone: Nesterov: η 0.02 → 0.05 from step 40"));
        bench_close(&b);
    }
}

static void
test_turned_back(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    type_text(&b, ">+-");
    assert_true(shows(&b, "GD: η is "));
    assert_true(shows(&b, " again"));
    bench_close(&b);
}

/* Without a minimum there is no distance to it. */
static void
test_no_column_of_nan(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 200, 60);
    type_text(&b, "o=x + y\n");
    press(&b, UI_KEY_ENTER);
    assert_false(shows(&b, "nan"));
    assert_false(lists(&b, "θ−θ*"));
    bench_close(&b);
    bench_open(&b, 200, 60);
    assert_true(lists(&b, "‖θ−θ*‖"));
    bench_close(&b);
}

static void
test_small_shares_are_no_nought(void **state)
{
    (void)state;
    struct bench b;
    open_scene(&b, "surface: quadratic\nracers: [{optimizer: gd, lr: 0.0001}]\n", 120,
               40);
    assert_false(shows(&b, "η is 0 %"));
    assert_true(shows(&b, "η is 0."));
    bench_close(&b);
}

/* A picker's keys look like those of the hint line. */
static void
test_pickers_keys(void **state)
{
    (void)state;
    static const uint32_t keys[] = {'a', 'o'};
    for (size_t i = 0; i < 2; i++)
        for (int cols = 80; cols <= 120; cols += 40) {
            struct bench b;
            bench_open(&b, cols, cols / 2 - 16);
            press(&b, keys[i]);
            assert_true(shows(&b, "Esc goes back"));
            const struct cell *row = &b.canvas.cells[(b.canvas.rows - 1) * cols];
            assert_true(row[1].attr & ATTR_BOLD);
            int col = 1;
            while (row[col].glyph != ' ' && row[col].glyph)
                col++;
            assert_true(row[col + 1].glyph && row[col + 1].fg != row[1].fg);
            bench_close(&b);
        }
}

/* Every column of help begins with a heading, and texts stand below each other. */
static void
test_columns_of_help_have_headings(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    press(&b, '?');
    assert_true(shows(&b, "View continued"));
    char *text = screen(&b);
    assert_non_null(strstr(text, "Ctrl-click start"));
    assert_non_null(strstr(text, "click      start"));
    free(text);
    bench_close(&b);
}

/* The heads at the chart's right edge: with more racers than rows the chosen one has its
 * own all the same, also where its loss is the highest or the lowest. */
static void
test_the_chart_keeps_the_chosen_one(void **state)
{
    (void)state;
    struct bench b;
    const struct caps caps = {.rung = RUNG_RGB,
                              .best_rung = RUNG_RGB,
                              .glyphs = DOTS_BRAILLE,
                              .utf8 = true,
                              .shapes = true};
    open_twelve(&b, 80, 24);
    type_text(&b, ":40");
    press(&b, UI_KEY_ENTER);
    for (int i = 0; i < 12; i++) {
        struct theme theme;
        theme_init(&theme, &caps);
        struct look look = theme_racer(&theme, (size_t)i);
        bool found = false;
        free(screen(&b));
        for (int row = 14; row < 21; row++) {
            const struct cell *cell = canvas_at(&b.canvas, 78, row);
            found |= cell->glyph == look.shape && cell->bg == look.color;
        }
        assert_true(found);
        press(&b, UI_KEY_TAB);
    }
    bench_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_more_racers_than_rows),
        cmocka_unit_test(test_a_ghost_pushes_nobody_out),
        cmocka_unit_test(test_the_chart_keeps_the_chosen_one),
        cmocka_unit_test(test_clicks_know_the_ghost),
        cmocka_unit_test(test_long_names_are_seen_to_be_cut),
        cmocka_unit_test(test_what_was_changed_is_told),
        cmocka_unit_test(test_turned_back),
        cmocka_unit_test(test_no_column_of_nan),
        cmocka_unit_test(test_small_shares_are_no_nought),
        cmocka_unit_test(test_pickers_keys),
        cmocka_unit_test(test_columns_of_help_have_headings),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
