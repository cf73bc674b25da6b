/**
 * @file race.h
 * The program with a race that can be calculated by hand: on f = (x^2 + 10 y^2)/2
 * gradient descent at rate a takes x to (1 - a)x and y to (1 - 10a)y. "Slow" starts at
 * (-4, 1) with a = 0.05, so that its losses are 13, 8.47, 6.828, ...
 */
#ifndef TESTS_TUI_RACE_H
#define TESTS_TUI_RACE_H

#include "pty.h"

#define RACE                                                                \
    RAVINE_PROGRAM, "--surface", "quadratic:a11=1,a22=10", "--racer",       \
        "gd:lr=0.05,label=Slow", "--racer", "momentum:lr=0.02,label=Heavy", \
        "--start=-4,1", "--window=-5,5,-3,3"

/* The first racer's colour on the rungs. */
enum { FIRST_256 = 255, FIRST_RGB = PTY_RGB | 0xf6f7ef };

#define RIGHT "\033[C"
#define LEFT "\033[D"
/** The filled cell of the first racer in the field: its colour and place. */
struct head {
    int color, col, row;
};

/** Start it and wait for the first picture. */
struct pty *race_start(const struct pty_options *options);
/** Fail unless the loss of "Slow" comes to be @loss. */
void race_expect_loss(struct pty *pty, const char *loss);
struct head race_expect_head(struct pty *pty, int color);
/** Wait for the head to be at @head, or elsewhere. @return false: patience ended. */
bool race_head_at(struct pty *pty, struct head head);
bool race_head_moved(struct pty *pty, struct head from);
/** q, status 0, and a terminal as it was. */
void race_quit(struct pty *pty);

#endif
