/**
 * @file restore.h
 * The way out when there is no orderly one: a crash, or exit() from somewhere. What gives
 * the terminal back is kept ready, so that a handler has only to write it.
 */
#ifndef TUI_RESTORE_H
#define TUI_RESTORE_H

#include <termios.h>

/** Copies both: what to write, and the line's settings. */
void restore_arm(const char *leave, const struct termios *line);
/** The orderly way was taken. */
void restore_disarm(void);

#endif
