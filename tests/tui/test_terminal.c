/* The terminal is taken over and given back, on every way out. With the fake app. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

static void
start_with(const char *const *argv, const struct pty_options *options)
{
    pty = pty_spawn(argv, options);
    pty_expect(pty, "fake 80x24");
}

static void
start(void)
{
    start_with((const char *const[]){FAKE_PROGRAM, NULL}, &(struct pty_options){0});
}

static void
test_quit(void **state)
{
    (void)state;
    start();
    assert_true(pty_alternate(pty));
    assert_true(pty_mouse_on(pty));
    pty_type(pty, "q");
    int status = pty_wait_exit(pty);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(pty_restored(pty));
}

static void
test_signals_that_end(void **state)
{
    (void)state;
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        start();
        pty_signal(pty, signals[i]);
        int status = pty_wait_exit(pty);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), signals[i]);
        assert_true(pty_restored(pty));
        finish(NULL);
    }
}

static void
test_signals_that_end_while_playing(void **state)
{
    (void)state;
    start();
    pty_type(pty, " ");
    pty_expect(pty, "ticks 3");
    pty_signal(pty, SIGTERM);
    int status = pty_wait_exit(pty);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
    assert_true(pty_restored(pty));
}

static void
test_control_c(void **state)
{
    (void)state;
    start();
    pty_type(pty, "\003");
    int status = pty_wait_exit(pty);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGINT);
    assert_true(pty_restored(pty));
}

static void
test_crashes(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        int sig;
    } crashes[] = {
        {"A", SIGABRT},
        {"Z", SIGSEGV},
        {"O", SIGSEGV}, /* the stack has overflowed */
    };
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        start();
        pty_type(pty, crashes[i].key);
        int status = pty_wait_exit(pty);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), crashes[i].sig);
        assert_true(pty_restored(pty));
        finish(NULL);
    }
}

static void
test_terminal_closed(void **state)
{
    (void)state;
    start();
    pty_type(pty, " ");
    pty_expect(pty, "ticks 2");
    assert_true(pty_hang_up(pty));
}

static void
test_exit_from_within(void **state)
{
    (void)state;
    start();
    pty_type(pty, "E");
    int status = pty_wait_exit(pty);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_true(pty_restored(pty));
}

static void
test_stop_and_continue(void **state)
{
    (void)state;
    start();
    for (int round = 0; round < 2; round++) {
        if (round == 0)
            pty_signal(pty, SIGTSTP);
        else
            pty_type(pty, "\032"); /* Ctrl-Z */
        pty_wait_stop(pty);
        assert_true(pty_restored(pty));
        pty_continue(pty);
        pty_expect(pty, "fake 80x24");
        pty_type(pty, round == 0 ? "a" : "b");
        pty_expect(pty, round == 0 ? "key 61" : "key 62");
        assert_true(pty_alternate(pty));
        assert_true(pty_mouse_on(pty));
    }
    pty_type(pty, "q");
    pty_wait_exit(pty);
    assert_true(pty_restored(pty));
}

static void
test_resize_while_stopped(void **state)
{
    (void)state;
    start();
    pty_signal(pty, SIGTSTP);
    pty_wait_stop(pty);
    pty_resize(pty, 100, 30);
    pty_continue(pty);
    pty_expect(pty, "fake 100x30");
}

/* SIGSTOP cannot be seen coming; what was drawn meanwhile is drawn over after it. */
static void
test_continue_after_sigstop(void **state)
{
    (void)state;
    start();
    pty_signal(pty, SIGSTOP);
    pty_wait_stop(pty);
    pty_continue(pty);
    pty_expect(pty, "resizes 2");
    pty_type(pty, "a");
    pty_expect(pty, "key 61");
}

static void
test_resize(void **state)
{
    (void)state;
    static const struct {
        int cols, rows;
    } sizes[] = {
        {200, 60 },
        {120, 40 },
        {81,  25 },
        {40,  6  },
        {500, 200},
        {80,  24 },
    };
    start();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char text[32];
        pty_resize(pty, sizes[i].cols, sizes[i].rows);
        snprintf(text, sizeof text, "fake %dx%d", sizes[i].cols, sizes[i].rows);
        pty_expect(pty, text);
    }
    pty_resize(pty, 2, 2);
    pty_resize(pty, 1, 1);
    pty_resize(pty, 90, 20);
    pty_expect(pty, "fake 90x20");
    pty_type(pty, "q");
    pty_wait_exit(pty);
    assert_true(pty_restored(pty));
}

/* Someone else has written on the terminal. */
static void
test_control_l_draws_everything_again(void **state)
{
    (void)state;
    start();
    pty_scribble(pty, "\033[1;1Hspoilt");
    pty_expect(pty, "spoilt");
    pty_type(pty, "\014");
    pty_expect(pty, "fake 80x24 resizes 1");
}

/* Only what has changed is written. */
static void
test_few_bytes(void **state)
{
    (void)state;
    start();
    pty_type(pty, "a");
    pty_expect(pty, "key 61");
    size_t before = pty_bytes(pty);
    pty_type(pty, "b");
    pty_expect(pty, "key 62");
    assert_true(pty_bytes(pty) - before < 60);
}

static void
test_synchronized_updates(void **state)
{
    (void)state;
    start();
    assert_non_null(strstr(pty_output(pty, NULL), "\033[?2026h"));
    finish(NULL);
    start_with((const char *const[]){FAKE_PROGRAM, NULL},
               &(struct pty_options){.term = "linux"});
    assert_null(strstr(pty_output(pty, NULL), "2026"));
}

static void
test_nothing_wakes_a_paused_program(void **state)
{
    (void)state;
    start();
    pty_type(pty, " ");
    pty_expect(pty, "ticks 2");
    pty_type(pty, " ");
    pty_expect(pty, "paused");
    pty_run(pty, 100);
    long before = pty_status(pty, "voluntary_ctxt_switches");
    int64_t cpu = pty_cpu_ns(pty);
    pty_run(pty, 1000);
    assert_true(before > 0);
    assert_int_equal(pty_status(pty, "voluntary_ctxt_switches"), before);
    assert_true(pty_cpu_ns(pty) - cpu < 1000000);
}

static void
test_jobs_run_to_their_end_and_keys_come_through(void **state)
{
    (void)state;
    start();
    pty_type(pty, "w");
    pty_expect(pty, "worked 50");
    pty_type(pty, "wa");
    pty_expect(pty, "key 61");
    pty_expect(pty, "worked 100");
}

static void
assert_refused(const struct pty_options *options, const char *const *argv,
               const char *reason)
{
    pty = pty_spawn(argv, options);
    int status = pty_wait_exit(pty);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
    size_t length;
    const char *output = pty_output(pty, &length);
    assert_non_null(strstr(output, reason));
    assert_non_null(strstr(output, "ravine trace"));
    assert_ptr_equal(strchr(output, '\n'), output + length - 1); /* one line */
    assert_null(strchr(output, '\033'));
    assert_true(pty_restored(pty));
    finish(NULL);
}

static void
test_no_terminal(void **state)
{
    (void)state;
    const char *const plain[] = {FAKE_PROGRAM, NULL};
    assert_refused(&(struct pty_options){.term = ""}, plain, "TERM is not set");
    assert_refused(&(struct pty_options){.term = "dumb"}, plain, "TERM=dumb");
    assert_refused(&(struct pty_options){.term = "zx81"}, plain, "TERM=zx81");
    const char *const piped[] = {"/bin/sh", "-c", FAKE_PROGRAM " | cat; exit 3", NULL};
    assert_refused(&(struct pty_options){0}, piped, "standard output is not a terminal");
    const char *const fed[] = {"/bin/sh", "-c", "exec " FAKE_PROGRAM " </dev/null", NULL};
    assert_refused(&(struct pty_options){0}, fed, "standard input is not a terminal");
}

/* Many systems lack the descriptions of newer terminals; they are of the xterm kind. */
static void
test_terminal_without_description(void **state)
{
    (void)state;
    start_with((const char *const[]){FAKE_PROGRAM, NULL},
               &(struct pty_options){.term = "ghostty-of-tomorrow"});
    pty_expect(pty, "rung 1");
    pty_type(pty, "q");
    assert_int_equal(pty_wait_exit(pty), 0);
    assert_true(pty_restored(pty));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_quit),
        TEST(test_signals_that_end),
        TEST(test_signals_that_end_while_playing),
        TEST(test_control_c),
        TEST(test_crashes),
        TEST(test_exit_from_within),
        TEST(test_terminal_closed),
        TEST(test_stop_and_continue),
        TEST(test_resize_while_stopped),
        TEST(test_continue_after_sigstop),
        TEST(test_resize),
        TEST(test_control_l_draws_everything_again),
        TEST(test_few_bytes),
        TEST(test_synchronized_updates),
        TEST(test_nothing_wakes_a_paused_program),
        TEST(test_jobs_run_to_their_end_and_keys_come_through),
        TEST(test_no_terminal),
        TEST(test_terminal_without_description),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
