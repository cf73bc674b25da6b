/*
 * The program without a terminal: events in, cells out.
 */
#include "bench.h"

#include <unistd.h>

static void
test_opens_paused(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 80, 24);
    assert_true(shows(&b, "step 0 "));
    assert_true(shows(&b, "Space plays"));
    assert_true(shows(&b, "Nesterov"));
    assert_true(shows(&b, "? help"));
    assert_int_equal(app_deadline(b.app), -1);
    assert_false(app_stale(b.app));
    bench_close(&b);
}

static void
test_turn_type_undo(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    press(&b, '6');
    assert_true(shows(&b, "η     0.1 "));
    for (int i = 0; i < 20; i++)
        press(&b, UI_KEY_RIGHT);
    char *before = screen(&b);
    press(&b, '+');
    assert_true(shows(&b, "η     0.11 "));
    assert_true(shows(&b, "Adam: η 0.1 → 0.11 from step 20"));
    assert_true(shows(&b, "step 20 "));
    press(&b, 't');
    press(&b, UI_KEY_ENTER);
    type_text(&b, "0.3");
    press(&b, UI_KEY_ENTER);
    assert_true(shows(&b, "η     0.3 "));
    assert_true(shows(&b, "from the start"));
    press(&b, 'u');
    assert_true(shows(&b, "η     0.11 "));
    press(&b, 'u');
    press(&b, 't');
    press(&b, UI_KEY_ESCAPE);
    char *after = screen(&b);
    assert_memory_equal(before, after, strlen(before) / 2);
    press(&b, 'U');
    assert_true(shows(&b, "η     0.11 "));
    free(before);
    free(after);
    bench_close(&b);
}

static void
test_wrong_value_is_refused(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    static const char *const wrong[] = {"-1",    "nan", "inf", "0x10",
                                        "1e999", "abc", "1 2"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        press(&b, UI_KEY_ENTER);
        type_text(&b, wrong[i]);
        press(&b, UI_KEY_ENTER);
        assert_true(shows(&b, "kept 0.0012"));
    }
    press(&b, 'u');
    assert_true(shows(&b, "nothing to undo"));
    bench_close(&b);
}

static void
test_from_here_keeps_the_past(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 200, 60);
    for (int i = 0; i < 3; i++)
        press(&b, '>');
    press(&b, '}');
    press(&b, '<');
    char *with_edit = screen(&b);
    press(&b, 'u');
    char *without = screen(&b);
    /* At step 20 nothing of the change at step 30 is to be seen in the field. */
    for (int row = 2; row < 50; row++) {
        const char *a = with_edit, *c = without;
        for (int r = 0; r < row; r++) {
            a = strchr(a, '\n') + 1;
            c = strchr(c, '\n') + 1;
        }
        assert_memory_equal(a, c, 60);
    }
    free(with_edit);
    free(without);
    bench_close(&b);
}

static void
test_resize_keeps_everything(void **state)
{
    (void)state;
    static const int sizes[][2] = {
        {80,  24 },
        {300, 100},
        {79,  24 },
        {1,   1  },
        {500, 200},
        {120, 40 }
    };
    struct bench b;
    bench_open(&b, 120, 40);
    for (int i = 0; i < 5; i++)
        press(&b, '>');
    char *before = screen(&b);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        bench_resize(&b, sizes[i][0], sizes[i][1]);
        char *text = screen(&b);
        if (sizes[i][0] == 79)
            assert_true(strstr(text, "ravine needs 80x24; this window is 79x24") == text);
        free(text);
    }
    char *after = screen(&b);
    assert_string_equal(before, after);
    free(before);
    free(after);
    bench_close(&b);
}

static void
test_mouse_sets_the_start(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    for (int i = 0; i < 3; i++)
        press(&b, '>');
    struct event mouse = {
        .kind = EVENT_MOUSE, .mouse = MOUSE_PRESS, .col = 40, .row = 20};
    char *before = screen(&b);
    app_event(b.app, &mouse, b.now);
    assert_true(shows(&b, "everyone starts at ("));
    mouse.mouse = MOUSE_DRAG;
    for (int i = 0; i < 10; i++) {
        mouse.col++;
        app_event(b.app, &mouse, b.now);
    }
    mouse.mouse = MOUSE_RELEASE;
    app_event(b.app, &mouse, b.now);
    assert_true(shows(&b, "step 30 "));
    /* One drag is one change. */
    press(&b, 'u');
    press(&b, UI_KEY_ESCAPE);
    char *after = screen(&b);
    assert_memory_equal(before, after, strlen(before) / 2);
    free(before);
    free(after);
    bench_close(&b);
}

/* What is kept from frame to frame changes nothing: walked, jumped to and come back to, a
 * step looks the same. */
static void
test_kept_pictures_are_true(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 200, 60);
    for (int i = 0; i < 137; i++) {
        press(&b, UI_KEY_RIGHT);
        free(screen(&b));
    }
    char *walked = screen(&b);
    press(&b, 'r');
    free(screen(&b));
    type_text(&b, ":137");
    press(&b, UI_KEY_ENTER);
    char *jumped = screen(&b);
    assert_string_equal(walked, jumped);
    struct bench fresh;
    bench_open(&fresh, 200, 60);
    type_text(&fresh, ":137");
    press(&fresh, UI_KEY_ENTER);
    char *anew = screen(&fresh);
    assert_string_equal(walked, anew);
    free(walked);
    free(jumped);
    free(anew);
    bench_close(&b);
    bench_close(&fresh);
}

/* The first loss below a value, and where a racer diverges, as the engine has them. */
static void
test_go_to_events(void **state)
{
    (void)state;
    struct bench b;
    struct app_options options = options_for("stability");
    bench_open_with(&b, &options, 120, 40);
    type_text(&b, "2:loss 1e-3");
    press(&b, UI_KEY_ENTER);
    free(screen(&b));
    assert_false(shows(&b, "step 0 "));
    /* best: the loss shrinks by (9/11)^2 a step from 13 */
    int64_t step = (int64_t)ceil(log(13 / 1e-3) / log(121.0 / 81));
    char text[40];
    snprintf(text, sizeof text, "step %lld ", (long long)step);
    assert_true(shows(&b, text));
    type_text(&b, "4:diverged");
    press(&b, UI_KEY_ENTER);
    free(screen(&b));
    press(&b, UI_KEY_RIGHT);
    assert_true(shows(&b, "inf") || shows(&b, "∞"));
    type_text(&b, "1:diverged");
    press(&b, UI_KEY_ENTER);
    assert_true(shows(&b, "has not diverged by step 10000000"));
    bench_close(&b);
}

static void
test_ghost_and_branch(void **state)
{
    (void)state;
    struct bench b;
    struct app_options options = options_for("momentum");
    bench_open_with(&b, &options, 120, 40);
    type_text(&b, "2:120");
    press(&b, UI_KEY_ENTER);
    assert_true(shows(&b, "step 120 "));
    char *before = screen(&b);
    type_text(&b, ":18");
    press(&b, UI_KEY_ENTER);
    press(&b, UI_KEY_DOWN);
    press(&b, UI_KEY_ENTER);
    type_text(&b, "0.6");
    press(&b, UI_KEY_ENTER);
    assert_true(shows(&b, "β 0.9 → 0.6 from step 18"));
    type_text(&b, ":44");
    press(&b, UI_KEY_ENTER);
    assert_true(shows(&b, "0.0156"));
    assert_true(shows(&b, "ghost"));
    assert_true(shows(&b, "0.599"));
    type_text(&b, "b:120");
    press(&b, UI_KEY_ENTER);
    char *there = screen(&b);
    /* The other branch is the race as it was; only its list has a ghost more. */
    assert_memory_equal(before, there, 100);
    assert_true(shows(&b, "ghost"));
    type_text(&b, "b");
    assert_true(shows(&b, "β     0.6"));
    free(before);
    free(there);
    bench_close(&b);
}

static void
test_save_and_load(void **state)
{
    (void)state;
    char folder[] = "/tmp/ravine-app-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/é.yaml", folder);
    struct bench b;
    bench_open(&b, 120, 40);
    type_text(&b, "6:30");
    press(&b, UI_KEY_ENTER);
    type_text(&b, "++s");
    type_text(&b, folder);
    type_text(&b, "/xä");
    press(&b, UI_KEY_BACKSPACE);
    press(&b, UI_KEY_BACKSPACE);
    type_text(&b, "é.yaml");
    press(&b, UI_KEY_ENTER);
    assert_true(shows(&b, "saved to"));
    type_text(&b, "u:50");
    press(&b, UI_KEY_ENTER);
    type_text(&b, "U");
    press(&b, UI_KEY_ESCAPE);
    type_text(&b, "bb");
    press(&b, UI_KEY_ESCAPE);
    struct app_options options = options_for(path);
    struct bench again;
    bench_open_with(&again, &options, 120, 40);
    type_text(&again, "6:50");
    press(&again, UI_KEY_ENTER);
    assert_true(shows(&again, "η     0.12 "));
    unlink(path);
    rmdir(folder);
    bench_close(&b);
    bench_close(&again);
}

/* The surface follows what is typed; what is wrong has a caret; Esc goes back. */
static void
test_type_a_formula(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    type_text(&b, "o=x^2");
    assert_true(shows(&b, "f = x"));
    type_text(&b, " + a*y^2 + cosh(");
    assert_true(shows(&b, "^"));
    type_text(&b, "x");
    type_text(&b, ")");
    assert_true(shows(&b, "Enter takes it"));
    press(&b, UI_KEY_ENTER);
    press(&b, UI_KEY_BACKTAB);
    assert_true(shows(&b, "a"));
    press(&b, '+');
    assert_true(shows(&b, "from the start"));
    type_text(&b, "uu");
    assert_true(shows(&b, "Rosenbrock"));
    type_text(&b, "o=y");
    press(&b, UI_KEY_ESCAPE);
    press(&b, UI_KEY_ESCAPE);
    assert_true(shows(&b, "Rosenbrock"));
    type_text(&b, "o=bogus(x)");
    assert_true(shows(&b, "unknown function"));
    press(&b, UI_KEY_ESCAPE);
    bench_close(&b);
}

static void
test_help_and_quit(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 80, 24);
    press(&b, '?');
    assert_true(shows(&b, "play, pause"));
    assert_true(shows(&b, "undo, redo"));
    press(&b, 'q');
    assert_false(app_done(b.app));
    assert_true(shows(&b, "step 0 "));
    press(&b, UI_KEY_ESCAPE);
    assert_false(app_done(b.app));
    press(&b, 'q');
    assert_true(app_done(b.app));
    bench_close(&b);
}

static void
test_other_scripts(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 80, 24);
    press(&b, 0x439);
    assert_true(shows(&b, "switch the keyboard to Latin letters"));
    bench_close(&b);
}

static void
test_ascii_is_ascii(void **state)
{
    (void)state;
    struct bench b;
    struct app_options options = options_for("race");
    options.caps.rung = RUNG_MONO;
    options.caps.glyphs = DOTS_ASCII;
    options.caps.utf8 = options.caps.shapes = false;
    bench_open_with(&b, &options, 120, 40);
    for (int i = 0; i < 30; i++)
        press(&b, '>');
    press(&b, '+');
    for (int page = 0; page < 2; page++) {
        char *text = screen(&b);
        for (const char *c = text; *c; c++)
            assert_true((unsigned char)*c < 0x7f);
        free(text);
        press(&b, '?');
    }
    for (int i = 0; i < b.canvas.cols * b.canvas.rows; i++) {
        assert_int_equal(b.canvas.cells[i].fg, COLOR_NONE);
        assert_int_equal(b.canvas.cells[i].bg, COLOR_NONE);
    }
    assert_true(shows(&b, "lr"));
    bench_close(&b);
}

/* Beside the map stands the block: the next view is the one after it, and both are named.
 */
static void
test_views_beside_the_map(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    press(&b, 'w');
    assert_true(shows(&b, " 3-D\n"));
    press(&b, 'v');
    assert_true(shows(&b, " section\n"));
    press(&b, 'v');
    assert_true(shows(&b, " 3-D\n"));
    bench_close(&b);
}

/* Without colours only attributes tell a trail from a contour. */
static void
test_trails_stand_out_without_colors(void **state)
{
    (void)state;
    struct bench b;
    struct app_options options = options_for("race");
    int bold = 0, dim = 0;
    options.caps.rung = RUNG_MONO;
    options.open_at = 300;
    bench_open_with(&b, &options, 120, 40);
    free(screen(&b));
    for (int row = 2; row <= 34; row++)
        for (int col = 5; col <= 74; col++) {
            const struct cell *cell = canvas_at(&b.canvas, col, row);
            if (cell->glyph < GLYPH_BRAILLE || cell->glyph > GLYPH_BRAILLE + 0xff)
                continue;
            bool is_bold = cell->attr & ATTR_BOLD, is_dim = cell->attr & ATTR_DIM;
            assert_true(is_bold != is_dim);
            bold += is_bold;
            dim += is_dim;
        }
    assert_true(bold > 100 && dim > 100);
    bench_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_opens_paused),
        cmocka_unit_test(test_turn_type_undo),
        cmocka_unit_test(test_wrong_value_is_refused),
        cmocka_unit_test(test_from_here_keeps_the_past),
        cmocka_unit_test(test_resize_keeps_everything),
        cmocka_unit_test(test_mouse_sets_the_start),
        cmocka_unit_test(test_kept_pictures_are_true),
        cmocka_unit_test(test_go_to_events),
        cmocka_unit_test(test_ghost_and_branch),
        cmocka_unit_test(test_save_and_load),
        cmocka_unit_test(test_type_a_formula),
        cmocka_unit_test(test_help_and_quit),
        cmocka_unit_test(test_other_scripts),
        cmocka_unit_test(test_ascii_is_ascii),
        cmocka_unit_test(test_views_beside_the_map),
        cmocka_unit_test(test_trails_stand_out_without_colors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
