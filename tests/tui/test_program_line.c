/* The line to the terminal: it tells its background, gets stuck, falls behind. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "race.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COLS = 120, ROWS = 40 };

static const char *const playing[] = {RAVINE_PROGRAM, "--autoplay", "--steps", "100000",
                                      NULL};
static const char *const paused[] = {RAVINE_PROGRAM, NULL};
static const char *const rgb[] = {"COLORTERM=truecolor", NULL};

static void
start(const char *const *argv, struct pty_options options)
{
    options.cols = COLS;
    options.rows = ROWS;
    options.env = rgb;
    pty = pty_spawn(argv, &options);
}

static int
count(const char *text)
{
    int n = 0;
    for (const char *at = pty_output(pty, NULL); (at = strstr(at, text)); at++)
        n++;
    return n;
}

struct colors {
    int fg, bg;
};

/* The step's. */
static bool
has_colors(struct pty *p, const void *arg)
{
    int col, row;
    const struct colors *colors = arg;
    if (!pty_find(p, "step 0", &col, &row))
        return false;
    struct pty_cell cell = pty_at(p, col, row);
    return cell.fg == colors->fg && cell.bg == colors->bg;
}

/* The answer may come after a first picture on a busy machine. */
static void
expect_colors(int fg, int bg)
{
    if (pty_until(pty, has_colors, &(struct colors){fg, bg}))
        return;
    pty_dump(pty);
    fail_msg("the step does not come to stand in %x on %x", fg, bg);
}

/* Near-black text for a white terminal, near-white for a black one, from its answer. */
static void
test_the_theme_follows_the_terminal(void **state)
{
    (void)state;
    start(paused, (struct pty_options){.background = "rgb:ffff/ffff/ffff"});
    expect_colors(PTY_RGB | 0x000000, -1);
    race_quit(pty);
    finish(NULL);
    start(paused, (struct pty_options){.background = "rgb:1e1e/1e1e/2e2e"});
    expect_colors(PTY_RGB | 0xffffff, -1);
    race_quit(pty);
}

/* A theme that was asked for stays, and brings its own ground where the terminal's does
 * not suit. */
static void
test_a_chosen_theme_stays(void **state)
{
    (void)state;
    static const char *const dark[] = {RAVINE_PROGRAM, "--theme=dark", NULL};
    start(dark, (struct pty_options){.background = "rgb:ffff/ffff/ffff"});
    expect_colors(PTY_RGB | 0xffffff, PTY_RGB | 0x000000);
    race_quit(pty);
}

static void
test_a_terminal_that_answers_nothing(void **state)
{
    (void)state;
    start(paused, (struct pty_options){.silent = true});
    pty_expect(pty, "step 0");
    pty_type(pty, ".");
    pty_expect(pty, "step 1");
    race_quit(pty);
}

/* Answers that are under way when it quits are not left to the shell. */
static void
test_no_answer_is_left_behind(void **state)
{
    (void)state;
    start(paused, (struct pty_options){.background = "rgb:0000/0000/0000"});
    pty_mute(pty, true);
    pty_expect(pty, "step 0");
    pty_type(pty, "q");
    pty_run(pty, 50);
    pty_mute(pty, false);
    assert_int_equal(pty_wait_exit(pty), 0);
    assert_true(pty_restored(pty));
    assert_false(pty_input_waits(pty));
}

static void
test_a_stuck_line_does_not_hold_the_program(void **state)
{
    (void)state;
    static const int signals[] = {SIGTERM, SIGHUP, 0}; /* 0: q */
    for (size_t i = 0; i < 3; i++) {
        start(playing, (struct pty_options){0});
        pty_expect(pty, "step 3");
        pty_stall(pty, true);
        pty_type(pty, "\014\014\014"); /* more than the line takes at once */
        pty_run(pty, 700);
        if (signals[i])
            pty_signal(pty, signals[i]);
        else
            pty_type(pty, "q");
        int status = pty_wait_exit(pty);
        assert_true(signals[i] ? WIFSIGNALED(status) : WIFEXITED(status));
        assert_int_equal(signals[i] ? WTERMSIG(status) : WEXITSTATUS(status), signals[i]);
        /* What it left unsent is no more than a picture: the terminal is restored. */
        pty_stall(pty, false);
        pty_run(pty, 100);
        assert_true(pty_restored(pty));
        finish(NULL);
    }
}

/* What was waiting when the line moves again is the rest of one picture, not all those
 * that were missed. */
static void
test_a_line_that_moves_again_shows_the_present(void **state)
{
    (void)state;
    enum { LINE_TAKES = 20000, A_PICTURE = 80000 };
    start(playing, (struct pty_options){0});
    pty_expect(pty, "step 3");
    pty_type(pty, "]]]]"); /* 160 steps a second */
    pty_expect(pty, "160/s");
    pty_stall(pty, true);
    pty_run(pty, 1000);
    pty_type(pty, " ");
    pty_run(pty, 200);
    size_t before = pty_bytes(pty);
    pty_stall(pty, false);
    pty_expect(pty, "paused");
    assert_in_range(pty_bytes(pty) - before, 0, LINE_TAKES + A_PICTURE);
    race_quit(pty);
}

/* While the terminal has not come as far as the question, nothing more is sent; then it
 * goes on. */
static void
test_a_terminal_that_falls_behind(void **state)
{
    (void)state;
    enum { A_FEW = 8 };
    start(playing, (struct pty_options){0});
    pty_expect(pty, "step 5");
    pty_mute(pty, true);
    pty_run(pty, 600);
    int before = count("\033[?2026l");
    pty_run(pty, 600);
    assert_int_equal(count("\033[?2026l") - before, 0);
    pty_mute(pty, false);
    while (count("\033[?2026l") < before + A_FEW)
        pty_run(pty, 20);
    race_quit(pty);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_theme_follows_the_terminal),
        TEST(test_a_chosen_theme_stays),
        TEST(test_a_terminal_that_answers_nothing),
        TEST(test_no_answer_is_left_behind),
        TEST(test_a_stuck_line_does_not_hold_the_program),
        TEST(test_a_line_that_moves_again_shows_the_present),
        TEST(test_a_terminal_that_falls_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
