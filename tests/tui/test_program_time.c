/* Going back, branching, undoing and saving in the real program, at the smallest and the
 * largest size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "race.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
open_momentum(int cols, int rows)
{
    pty = pty_spawn((const char *const[]){RAVINE_PROGRAM, "momentum", NULL},
                    &(struct pty_options){.cols = cols, .rows = rows});
    pty_expect(pty, "step 0");
}

/* The story of a change in the past: what was to come stays as a ghost with its loss. */
static void
branch_and_back(int cols, int rows)
{
    open_momentum(cols, rows);
    pty_type(pty, "2:120\r");
    pty_expect(pty, "step 120");
    pty_type(pty, ":18\r");
    pty_expect(pty, "step 18");
    pty_type(pty, "j\r0.6\r");
    pty_expect(pty, "0.9 → 0.6 from step 18");
    pty_type(pty, ":44\r");
    pty_expect(pty, "step 44");
    pty_expect(pty, "0.0156");
    pty_expect(pty, "ghost");
    pty_expect(pty, "0.599");
    pty_type(pty, "u");
    pty_expect(pty, "undone");
    pty_expect_gone(pty, "0.0156");
    pty_expect(pty, "0.599");
    pty_type(pty, "U");
    pty_expect(pty, "done again");
    pty_expect(pty, "0.0156");
    pty_type(pty, "b");
    pty_expect(pty, "another branch");
    pty_type(pty, ":44\r");
    pty_expect(pty, "0.599");
    race_quit(pty);
}

static void
test_branch_at_80x24(void **state)
{
    (void)state;
    branch_and_back(80, 24);
}

static void
test_branch_at_200x60(void **state)
{
    (void)state;
    branch_and_back(200, 60);
}

static void
test_far_seek_answers_keys(void **state)
{
    (void)state;
    open_momentum(120, 40);
    pty_type(pty, ":9999999\r");
    pty_type(pty, "?");
    pty_expect(pty, "play, pause");
    pty_type(pty, "q");
    pty_expect(pty, "step 9999999");
    pty_type(pty, "r");
    pty_expect(pty, "step 0");
    pty_type(pty, "$");
    pty_expect(pty, "step 9999999");
    race_quit(pty);
}

static void
test_save_asks_before_replacing(void **state)
{
    (void)state;
    char folder[] = "/tmp/ravine-time-XXXXXX", text[128];
    assert_non_null(mkdtemp(folder));
    open_momentum(120, 40);
    snprintf(text, sizeof text, "2++s%s/a.yaml\r", folder);
    pty_type(pty, text);
    pty_expect(pty, "saved to");
    snprintf(text, sizeof text, "+s%s/a.yaml\r", folder);
    pty_type(pty, text);
    pty_expect(pty, "exists: Enter replaces it");
    pty_type(pty, "\033");
    pty_expect_gone(pty, "exists");
    race_quit(pty);
    pty_destroy(pty);
    snprintf(text, sizeof text, "%s/a.yaml", folder);
    pty = pty_spawn((const char *const[]){RAVINE_PROGRAM, text, NULL},
                    &(struct pty_options){.cols = 120, .rows = 40});
    pty_expect(pty, "step 0");
    pty_type(pty, "2");
    pty_expect(pty, "0.032"); /* 0.03 turned twice, not three times */
    race_quit(pty);
    unlink(text);
    rmdir(folder);
}

/* What happens is said where it happens, and jumped to; the section shows the step. */
static void
events_and_section(int cols, int rows)
{
    open_momentum(cols, rows);
    pty_type(pty, "2)");
    pty_expect(pty, "step 2");
    pty_expect(pty, "heavy ball, step 2: overshoot.");
    pty_type(pty, "\033"); /* the words go, the caption stays */
    pty_expect_gone(pty, "heavy ball, step 2");
    pty_expect(pty, "overshoot");
    pty_type(pty, ")");
    pty_expect(pty, "no event from here to");
    pty_type(pty, "vv");
    pty_expect(pty, "loss along the step");
    pty_expect(pty, "+23.3"); /* from 25.38 to 48.67 */
    pty_type(pty, "DD");
    pty_expect(pty, "loss along x");
    pty_type(pty, "v");
    pty_expect_gone(pty, "loss along");
    race_quit(pty);
}

static void
test_events_and_section(void **state)
{
    (void)state;
    events_and_section(80, 24);
    pty_destroy(pty);
    events_and_section(200, 60);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_branch_at_80x24),       TEST(test_branch_at_200x60),
        TEST(test_far_seek_answers_keys), TEST(test_save_asks_before_replacing),
        TEST(test_events_and_section),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
