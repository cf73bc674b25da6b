/* A session with the program: what keys and the mouse do to the picture. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "race.h"

#include <stdio.h>
#include <string.h>

static void
start(const struct pty_options *options)
{
    pty = race_start(options);
}

static void
start_plain(void)
{
    start(&(struct pty_options){0});
}

static void
type(const char *bytes)
{
    pty_type(pty, bytes);
}

static void
expect(const char *text)
{
    pty_expect(pty, text);
}

static void
expect_loss(const char *loss)
{
    race_expect_loss(pty, loss);
}

static void
quit(void)
{
    race_quit(pty);
}

static void
test_opens_the_bundled_race_paused(void **state)
{
    (void)state;
    static const char *const racers[] = {"● GD",      "■ Momentum", "▲ Nesterov",
                                         "◆ AdaGrad", "▼ RMSProp",  "✚ Adam"};
    pty = pty_spawn((const char *const[]){RAVINE_PROGRAM, NULL},
                    &(struct pty_options){.cols = 120, .rows = 40});
    expect("step 0");
    expect("Rosenbrock");
    expect("Space play");
    for (size_t i = 0; i < sizeof racers / sizeof *racers; i++)
        expect(racers[i]);
    expect("★");
    quit();
}

static void
test_step_and_back(void **state)
{
    (void)state;
    start_plain();
    expect_loss("13.0");
    struct head first = race_expect_head(pty, FIRST_256);
    type(RIGHT);
    expect("step 1");
    expect_loss("8.47");
    assert_true(race_head_moved(pty, first));
    type(".");
    expect_loss("6.83");
    type(LEFT);
    expect_loss("8.47");
    type(",");
    expect("step 0");
    expect_loss("13.0");
    assert_true(race_head_at(pty, first));
    type(LEFT); /* there is nothing before the start */
    type(RIGHT);
    expect_loss("8.47");
    quit();
}

static void
test_play_and_pause(void **state)
{
    (void)state;
    start_plain();
    type("]]"); /* faster: four times */
    type(" ");
    expect("step 3");
    expect("step 5");
    type(" ");
    expect("▮▮");
    type("0");
    expect("step 0");
    expect_loss("13.0");
    type("$"); /* as far as it has been */
    pty_expect_gone(pty, "step 0");
    quit();
}

static void
test_turn_from_here_on(void **state)
{
    (void)state;
    start_plain();
    type(RIGHT);
    expect_loss("8.47");
    type("+");
    expect("η 0.05 → 0.051 from step 1");
    expect("0.051");
    expect_loss("8.47"); /* the past stays */
    type(RIGHT);
    expect_loss("6.80"); /* x = -3.8 * 0.949, y = 0.5 * 0.49 */
    type(LEFT);
    type("-");
    type(RIGHT);
    expect("step 2");
    expect_loss("6.83");
    quit();
}

static void
test_turn_from_the_start(void **state)
{
    (void)state;
    start_plain();
    type(RIGHT);
    expect_loss("8.47");
    type("t");
    type("+");
    expect_loss("8.41"); /* x = -4 * 0.949, y = 0.49: the trajectory is another one */
    quit();
}

static void
test_type_a_value_and_undo(void **state)
{
    (void)state;
    start_plain();
    type(RIGHT);
    expect_loss("8.47");
    type("\r");
    type("0.1");
    expect("0.1█");
    type("\r");
    type(RIGHT);
    expect("step 2");
    expect_loss("5.85"); /* x = -3.8 * 0.9, y = 0 */
    type("u");
    expect_loss("6.83");
    expect("step 2"); /* undo never moves the playhead */
    type("U");
    expect_loss("5.85");
    quit();
}

static void
test_a_typed_value_that_is_refused(void **state)
{
    (void)state;
    start_plain();
    type("\rq-1\r"); /* letters are no commands in a field */
    expect("kept");
    type(RIGHT);
    expect_loss("8.47");
    quit();
}

static void
test_go_to_a_step(void **state)
{
    (void)state;
    start_plain();
    type(":50\r");
    expect("step 50");
    expect_loss("0.0474"); /* 8 * 0.95^100 */
    type("\033[H");
    expect("step 0");
    quit();
}

static void
test_resize_keeps_everything(void **state)
{
    (void)state;
    static const int sizes[][2] = {
        {120, 40},
        {200, 60},
        {80,  24}
    };
    start_plain();
    type(RIGHT);
    expect_loss("8.47");
    for (size_t i = 0; i < 3; i++) {
        pty_resize(pty, 71, 20);
        expect("ravine needs 80x24; this window is 71x20");
        pty_resize(pty, sizes[i][0], sizes[i][1]);
        expect("step 1");
        expect("● Slow");
        expect("8.47");
        expect("? help");
    }
    expect_loss("8.47");
    pty_resize(pty, 1, 1);
    pty_resize(pty, 80, 24);
    expect_loss("8.47");
    quit();
}

/* Is the racer @name marked in the list, in whatever way this terminal can? */
static bool
is_chosen(struct pty *terminal, const void *name)
{
    int col, row;
    if (!pty_find(terminal, name, &col, &row))
        return false;
    for (int before = 1; before <= 4 && before <= col; before++) {
        uint32_t glyph = pty_at(terminal, col - before, row).glyph;
        if (glyph == '>' || glyph == 0x258c)
            return true;
    }
    return false;
}

/* linux, vt100 and screen have no Shift-arrows. Taken for Esc, [, 1, ;, 2, C they would
 * choose the second racer and halve the speed. */
static void
test_shift_arrows_on_every_terminal(void **state)
{
    (void)state;
    static const char *const terms[] = {"xterm-256color", "linux", "vt100", "screen"};
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        start(&(struct pty_options){.term = terms[i]});
        type("\033[1;2C");
        expect("step 10");
        type("\033[1;2C");
        expect("step 20");
        type("\033[1;2D");
        expect("step 10");
        type("\033[1;5C\033[15~\033[1;2A"); /* nobody's: swallowed whole */
        type(RIGHT);
        expect("step 11");
        assert_true(pty_until(pty, is_chosen, "Slow"));
        type("2");
        assert_true(pty_until(pty, is_chosen, "Heavy"));
        quit();
        finish(NULL);
    }
}

static void
test_escape_never_quits(void **state)
{
    (void)state;
    start_plain();
    type("?");
    expect("Esc");
    type("\033");
    type("\033");
    type("\033");
    type(RIGHT);
    expect_loss("8.47");
    quit();
}

static void
test_mouse_sets_the_start(void **state)
{
    (void)state;
    start_plain();
    expect_loss("13.0");
    assert_true(pty_mouse_on(pty));
    struct head first = race_expect_head(pty, FIRST_256);
    pty_mouse(pty, 0, first.col + 10, first.row, true);
    pty_mouse(pty, 32, first.col + 12, first.row, true);
    pty_mouse(pty, 0, first.col + 12, first.row, false);
    struct head goal = {FIRST_256, first.col + 12, first.row};
    assert_true(race_head_at(pty, goal));
    type("u");
    expect_loss("13.0");
    quit();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_opens_the_bundled_race_paused),
        TEST(test_step_and_back),
        TEST(test_play_and_pause),
        TEST(test_turn_from_here_on),
        TEST(test_turn_from_the_start),
        TEST(test_type_a_value_and_undo),
        TEST(test_a_typed_value_that_is_refused),
        TEST(test_go_to_a_step),
        TEST(test_resize_keeps_everything),
        TEST(test_shift_arrows_on_every_terminal),
        TEST(test_escape_never_quits),
        TEST(test_mouse_sets_the_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
