/**
 * @file fixture.h
 * The one terminal of a test, which does not outlive it, whatever becomes of the test.
 */
#ifndef TESTS_TUI_FIXTURE_H
#define TESTS_TUI_FIXTURE_H

#include "pty.h"

static struct pty *pty;

static inline int
finish(void **state)
{
    (void)state;
    pty_destroy(pty);
    pty = NULL;
    return 0;
}

#define TEST(name) cmocka_unit_test_teardown(name, finish)

#endif
