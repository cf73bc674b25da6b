/*
 * The program itself in a terminal. The race is one that can be calculated by hand: on
 * f = (x^2 + 10 y^2)/2 gradient descent at rate a takes x to (1 - a)x and y to (1 -
 * 10a)y. "Slow" starts at (-4, 1) with a = 0.05, so that its losses are 13, 8.47, 6.828,
 * ...
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "pty.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#define RACE                                                                \
    RAVINE_PROGRAM, "--surface", "quadratic:a11=1,a22=10", "--racer",       \
        "gd:lr=0.05,label=Slow", "--racer", "momentum:lr=0.02,label=Heavy", \
        "--start=-4,1", "--window=-5,5,-3,3"

/* The first racer's colour on the rungs. */
enum { FIRST_256 = 255, FIRST_RGB = PTY_RGB | 0xf6f7ef };

static const char right[] = "\033[C", left[] = "\033[D";
static struct pty *pty;

static void
start(const struct pty_options *options)
{
    pty = pty_spawn((const char *const[]){RACE, NULL}, options);
    pty_expect(pty, "step 0");
}

static void
start_plain(void)
{
    start(&(struct pty_options){0});
}

static int
finish(void **state)
{
    (void)state;
    pty_destroy(pty);
    pty = NULL;
    return 0;
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

static bool
loss_is(struct pty *terminal, const void *loss)
{
    int col, row;
    char text[256];
    if (!pty_find(terminal, "● Slow", &col, &row))
        return false;
    snprintf(text, sizeof text, "%s", pty_row(terminal, row));
    size_t length = strlen(text), wanted = strlen(loss);
    return length > wanted && strcmp(text + length - wanted, loss) == 0 &&
           text[length - wanted - 1] == ' ';
}

/* The row of "Slow" in the list ends with @loss. */
static void
expect_loss(const char *loss)
{
    if (pty_until(pty, loss_is, loss))
        return;
    pty_dump(pty);
    fail_msg("the loss of Slow is not %s", loss);
}

struct head {
    int color, col, row;
};

/* The filled cell of the first racer in the field, left of the panel; a trail is dots. */
static bool
find_head(struct pty *terminal, int color, struct head *head)
{
    for (int row = 1; row < 21; row++)
        for (int col = 0; col < 49; col++) {
            struct pty_cell cell = pty_at(terminal, col, row);
            if (cell.bg == color && cell.glyph == 0x25cf) {
                *head = (struct head){color, col, row};
                return true;
            }
        }
    return false;
}

static bool
head_moved(struct pty *terminal, const void *from)
{
    const struct head *old = from;
    struct head now;
    return find_head(terminal, old->color, &now) &&
           (now.col != old->col || now.row != old->row);
}

static bool
head_is_at(struct pty *terminal, const void *where)
{
    const struct head *old = where;
    struct head now;
    return find_head(terminal, old->color, &now) && now.col == old->col &&
           now.row == old->row;
}

static bool
head_is_there(struct pty *terminal, const void *color)
{
    struct head head;
    return find_head(terminal, *(const int *)color, &head);
}

static struct head
expect_head(int color)
{
    struct head head = {0};
    assert_true(pty_until(pty, head_is_there, &color));
    assert_true(find_head(pty, color, &head));
    return head;
}

static void
quit(void)
{
    type("q");
    assert_int_equal(pty_wait_exit(pty), 0);
    assert_true(pty_restored(pty));
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
    struct head first = expect_head(FIRST_256);
    type(right);
    expect("step 1");
    expect_loss("8.47");
    assert_true(pty_until(pty, head_moved, &first));
    type(".");
    expect_loss("6.83");
    type(left);
    expect_loss("8.47");
    type(",");
    expect("step 0");
    expect_loss("13.0");
    assert_true(pty_until(pty, head_is_at, &first));
    type(left); /* there is nothing before the start */
    type(right);
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
    type(right);
    expect_loss("8.47");
    type("+");
    expect("η 0.05 → 0.051 from step 1");
    expect("0.051");
    expect_loss("8.47"); /* the past stays */
    type(right);
    expect_loss("6.80"); /* x = -3.8 * 0.949, y = 0.5 * 0.49 */
    type(left);
    type("-");
    type(right);
    expect("step 2");
    expect_loss("6.83");
    quit();
}

static void
test_turn_from_the_start(void **state)
{
    (void)state;
    start_plain();
    type(right);
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
    type(right);
    expect_loss("8.47");
    type("\r");
    type("0.1");
    expect("0.1█");
    type("\r");
    type(right);
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
    type(right);
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
    type(right);
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
        type(right);
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
    type(right);
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
    struct head first = expect_head(FIRST_256);
    pty_mouse(pty, 0, first.col + 10, first.row, true);
    pty_mouse(pty, 32, first.col + 12, first.row, true);
    pty_mouse(pty, 0, first.col + 12, first.row, false);
    struct head goal = {FIRST_256, first.col + 12, first.row};
    assert_true(pty_until(pty, head_is_at, &goal));
    type("u");
    expect_loss("13.0");
    quit();
}

static void
test_true_colour(void **state)
{
    (void)state;
    static const char *const env[] = {"COLORTERM=truecolor", NULL};
    start(&(struct pty_options){.env = env});
    expect_head(FIRST_RGB);
    expect("? help"); /* the whole picture is there */
    for (int row = 2; row < 20; row++)
        for (int col = 5; col < 48; col++)
            assert_true(pty_at(pty, col, row).bg >= PTY_RGB);
    quit();
}

static void
test_no_colour(void **state)
{
    (void)state;
    static const char *const env[] = {"NO_COLOR=1", NULL};
    start(&(struct pty_options){.env = env});
    type(right);
    expect("8.47");
    for (int row = 0; row < 24; row++)
        for (int col = 0; col < 80; col++) {
            assert_int_equal(pty_at(pty, col, row).fg, -1);
            assert_int_equal(pty_at(pty, col, row).bg, -1);
        }
    quit();
}

static void
test_no_utf8(void **state)
{
    (void)state;
    static const char *const env[] = {"LC_ALL=C", NULL};
    start(&(struct pty_options){.env = env});
    expect("lr    0.05");
    type(right);
    expect("8.47");
    size_t length;
    const char *output = pty_output(pty, &length);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)output[i] >= 0x80 || output[i] == '?')
            assert_memory_equal(output + i, "?", 1);
    quit();
}

static void
test_ends_by_signal(void **state)
{
    (void)state;
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        start_plain();
        type(" ");
        expect("step 2");
        pty_signal(pty, signals[i]);
        int status = pty_wait_exit(pty);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), signals[i]);
        assert_true(pty_restored(pty));
        finish(NULL);
    }
}

static void
test_stop_and_continue(void **state)
{
    (void)state;
    start_plain();
    type(right);
    expect_loss("8.47");
    type("\032");
    pty_wait_stop(pty);
    assert_true(pty_restored(pty));
    pty_resize(pty, 120, 40);
    pty_continue(pty);
    expect("? help");
    type(right);
    expect("6.83");
    quit();
}

static void
test_autoplay_and_quit(void **state)
{
    (void)state;
    pty = pty_spawn(
        (const char *const[]){RACE, "--autoplay", "--quit", "--steps", "10", NULL},
        &(struct pty_options){0});
    assert_int_equal(pty_wait_exit(pty), 0);
    assert_true(pty_restored(pty));
}

static void
assert_refused(const char *term, const char *command, const char *reason)
{
    pty = pty_spawn((const char *const[]){"/bin/sh", "-c", command, NULL},
                    &(struct pty_options){.term = term});
    int status = pty_wait_exit(pty);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
    size_t length;
    const char *output = pty_output(pty, &length);
    assert_non_null(strstr(output, reason));
    assert_non_null(strstr(output, "ravine trace"));
    assert_ptr_equal(strchr(output, '\n'), output + length - 1);
    assert_null(strchr(output, '\033'));
    assert_true(pty_restored(pty));
    finish(NULL);
}

static void
test_no_terminal(void **state)
{
    (void)state;
    assert_refused("", "exec " RAVINE_PROGRAM, "TERM is not set");
    assert_refused("dumb", "exec " RAVINE_PROGRAM, "TERM=dumb");
    assert_refused(NULL, RAVINE_PROGRAM " | cat; exit 3", "not a terminal");
    assert_refused(NULL, "exec " RAVINE_PROGRAM " </dev/null", "not a terminal");
}

static void
test_errors_leave_the_terminal_alone(void **state)
{
    (void)state;
    pty = pty_spawn((const char *const[]){RAVINE_PROGRAM, "no-such-scene", NULL},
                    &(struct pty_options){0});
    int status = pty_wait_exit(pty);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 2);
    assert_true(pty_restored(pty));
    finish(NULL);
    pty = pty_spawn((const char *const[]){RAVINE_PROGRAM, "--color=mauve", NULL},
                    &(struct pty_options){0});
    status = pty_wait_exit(pty);
    assert_int_equal(WEXITSTATUS(status), 2);
    assert_true(pty_restored(pty));
}

static void
test_nothing_wakes_it_when_paused(void **state)
{
    (void)state;
    start_plain();
    type(" ");
    expect("step 2");
    type(" ");
    expect("▮▮");
    pty_run(pty, 200);
    long before = pty_status(pty, "voluntary_ctxt_switches");
    pty_run(pty, 1000);
    assert_true(before > 0);
    assert_int_equal(pty_status(pty, "voluntary_ctxt_switches"), before);
}

#define TEST(name) cmocka_unit_test_teardown(name, finish)

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
        TEST(test_true_colour),
        TEST(test_no_colour),
        TEST(test_no_utf8),
        TEST(test_ends_by_signal),
        TEST(test_stop_and_continue),
        TEST(test_autoplay_and_quit),
        TEST(test_no_terminal),
        TEST(test_errors_leave_the_terminal_alone),
        TEST(test_nothing_wakes_it_when_paused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
