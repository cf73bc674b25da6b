/**
 * @file spawn.h
 * A program as the foreground job of a session in a new pseudo-terminal.
 */
#ifndef TESTS_TUI_SPAWN_H
#define TESTS_TUI_SPAWN_H

#include "pty.h"

#include <termios.h>
#include <time.h>

struct spawned {
    int master;  /**< our end of the terminal */
    int reports; /**< wait statuses of the program, ints */
    int control; /**< a byte continues it; closing it ends everything */
    pid_t leader, pid;
    struct termios before; /**< the line, before the program could change it */
    struct timespec *at;   /**< when it was executed, CLOCK_MONOTONIC; munmap() it */
};

bool spawn_in_terminal(const char *const *argv, const struct pty_options *options,
                       int cols, int rows, struct spawned *out);

#endif
