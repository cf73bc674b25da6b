/**
 * @file pty_private.h
 * What the parts of the harness share: pty.c runs the program, pty_screen.c looks.
 */
#ifndef TESTS_TUI_PTY_PRIVATE_H
#define TESTS_TUI_PTY_PRIVATE_H

#include "pty.h"

#include <termios.h>
#include <time.h>
#include <vterm.h>

struct pty {
    int master, reports, control;
    pid_t leader, pid;
    struct termios before;
    struct timespec *at;
    VTerm *vterm;
    VTermScreen *screen;
    int cols, rows;
    bool alternate, cursor, mouse;
    bool exited, stopped, ended; /* ended: nothing more can come */
    int status;
    const char *background;
    bool silent, stalled, muted;
    char kept[512]; /* answers */
    size_t n_kept, asked_from;
    char *output;
    size_t length, room, bytes;
    char text[8192];
};

void pty_make_screen(struct pty *pty);
/* What the terminal says of itself. */
void pty_answer(struct pty *pty, const char *bytes, size_t length);

#endif
