/*
 * The step autopsy in the program itself, at the smallest size and at the largest. Of
 * "Slow", by hand: from (-4, 1) with gradient (-4, 10) and rate 0.05 to (-3.8, 0.5).
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "race.h"

static void
open_autopsy(const struct pty_options *options)
{
    pty = race_start(options);
    pty_type(pty, "i");
    pty_expect(pty, "autopsy of Slow");
    pty_expect(pty, "step 0 → 1");
}

static void
expect_first_step(void)
{
    pty_expect(pty, "−0.05·(−4)");
    pty_expect(pty, "−0.05·10");
    pty_expect(pty, "−4 + 0.2000");
    pty_expect(pty, "−3.800");
    pty_expect(pty, " + (−0.5000)");
}

/* Through the autopsy of a step, to the next one, a turned rate, and out again. */
static void
walk(void)
{
    expect_first_step();
    pty_type(pty, ";;");
    pty_expect(pty, "▌θ");
    pty_type(pty, "'");
    pty_expect(pty, "▌Δ");
    pty_type(pty, RIGHT);
    pty_expect(pty, "step 1 → 2");
    pty_expect(pty, "−0.05·(−3.800)");
    pty_type(pty, "+");
    pty_expect(pty, "η 0.051");
    pty_expect(pty, "−0.051·(−3.800)");
    pty_type(pty, "u");
    pty_type(pty, LEFT);
    pty_type(pty, "\t");
    pty_expect(pty, "autopsy of Heavy");
    pty_type(pty, "q");
    pty_expect_gone(pty, "autopsy");
    pty_expect(pty, "13.0");
    race_quit(pty);
}

static void
test_smallest(void **state)
{
    (void)state;
    open_autopsy(&(struct pty_options){0});
    walk();
}

static void
test_largest(void **state)
{
    (void)state;
    static const char *const env[] = {"COLORTERM=truecolor", NULL};
    open_autopsy(&(struct pty_options){.cols = 200, .rows = 60, .env = env});
    walk();
}

static void
test_all_digits(void **state)
{
    (void)state;
    open_autopsy(&(struct pty_options){.cols = 200, .rows = 60});
    pty_type(pty, RIGHT);
    pty_type(pty, RIGHT);
    pty_expect(pty, "step 2 → 3");
    pty_expect(pty, "−3.610");
    pty_type(pty, "f");
    pty_expect(pty, "four digits");
    pty_expect(pty, "−3.61 ");
    pty_type(pty, "\033");
    pty_expect_gone(pty, "autopsy");
    race_quit(pty);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_smallest),
        TEST(test_largest),
        TEST(test_all_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
