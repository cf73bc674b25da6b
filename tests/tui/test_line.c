/* The line with a pipe for a terminal, which is full when it is full; and a tmux of our
 * own. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "tui/line.h"
#include "tui/tmux.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 1000, CHUNKS = 300 }; /* more than a pipe takes */

static int ends[2];
static struct line line;

static int
open_pipe(void **state)
{
    (void)state;
    assert_int_equal(pipe(ends), 0);
    line_open(&line, ends[1]);
    assert_true(line.own);
    return 0;
}

static int
close_pipe(void **state)
{
    (void)state;
    line_close(&line);
    close(ends[0]);
    close(ends[1]);
    return 0;
}

static void
fill(void)
{
    char chunk[CHUNK];
    for (int i = 0; i < CHUNKS; i++) {
        memset(chunk, 'a' + i % 26, sizeof chunk);
        assert_true(line_write(&line, chunk, sizeof chunk));
    }
}

/* Read what there is, which goes on from chunk byte @at. @return where it ends. */
static size_t
take(size_t at)
{
    char bytes[4096];
    ssize_t n = read(ends[0], bytes, sizeof bytes);
    assert_true(n > 0);
    for (ssize_t i = 0; i < n; i++, at++)
        assert_int_equal(bytes[i], 'a' + (int)(at / CHUNK % 26));
    return at;
}

/* Nothing waits, nothing is lost, nothing is out of order. */
static void
test_what_is_not_taken_is_kept(void **state)
{
    (void)state;
    size_t at = 0;
    fill();
    assert_false(line_ready(&line));
    while (at < (size_t)CHUNK * CHUNKS) {
        at = take(at);
        line_push(&line);
    }
    assert_true(line_ready(&line));
    assert_int_equal(line.sent, line.length);
}

static void
test_drain_gives_up(void **state)
{
    (void)state;
    fill();
    assert_false(line_drain(&line, 20));
    line_drop(&line);
    assert_true(line_push(&line)); /* there is nothing any more */
    while (!line_ready(&line))
        take(0);
}

/* The description that others share goes on waiting. */
static void
test_the_shared_description_is_left_alone(void **state)
{
    (void)state;
    assert_int_equal(fcntl(ends[1], F_GETFL) & O_NONBLOCK, 0);
}

/* A tmux that runs @script, first in the PATH. */
static enum tmux_colors
answer_of(const char *script)
{
    char folder[] = "/tmp/ravine-tmux-XXXXXX", path[64], search[4096];
    const char *before = getenv("PATH");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/tmux", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", script);
    fclose(file);
    assert_int_equal(chmod(path, 0700), 0);
    char *kept = strdup(before);
    snprintf(search, sizeof search, "%s:%s", folder, before);
    setenv("PATH", search, 1);
    enum tmux_colors colors = tmux_colors();
    setenv("PATH", kept, 1);
    free(kept);
    unlink(path);
    rmdir(folder);
    return colors;
}

static void
test_tmux_tells(void **state)
{
    (void)state;
    setenv("TMUX", "/tmp/socket,1,0", 1);
    assert_int_equal(answer_of("echo bpaste,clipboard,RGB,title"), TMUX_RGB);
    assert_int_equal(answer_of("echo bpaste,256,title"), TMUX_PALETTE);
    assert_int_equal(answer_of("echo"), TMUX_UNKNOWN);
    assert_int_equal(answer_of("exit 1"), TMUX_UNKNOWN);
    assert_int_equal(answer_of("exec sleep 60"), TMUX_UNKNOWN);
    assert_int_equal(answer_of("echo 256; exec sleep 60"), TMUX_PALETTE);
    unsetenv("TMUX");
    assert_int_equal(answer_of("echo RGB"), TMUX_UNKNOWN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_not_taken_is_kept, open_pipe,
                                        close_pipe),
        cmocka_unit_test_setup_teardown(test_drain_gives_up, open_pipe, close_pipe),
        cmocka_unit_test_setup_teardown(test_the_shared_description_is_left_alone,
                                        open_pipe, close_pipe),
        cmocka_unit_test(test_tmux_tells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
