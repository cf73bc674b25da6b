/* The program on different terminals, and its ways out. */
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
test_true_colour(void **state)
{
    (void)state;
    static const char *const env[] = {"COLORTERM=truecolor", NULL};
    start(&(struct pty_options){.env = env});
    race_expect_head(pty, FIRST_RGB);
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
    type(RIGHT);
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
    expect("lr        0.05");
    type(RIGHT);
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
    type(RIGHT);
    expect_loss("8.47");
    type("\032");
    pty_wait_stop(pty);
    assert_true(pty_restored(pty));
    pty_resize(pty, 120, 40);
    pty_continue(pty);
    expect("? help");
    type(RIGHT);
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
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
