/**
 * @file restore.h
 * The way out when there is no orderly one: what gives the terminal back is put together
 * beforehand, so that a handler has only to write it.
 */
#ifndef TUI_RESTORE_H
#define TUI_RESTORE_H

/** Remember the line's settings; before curses changes them. */
void restore_remember(void);
/** Put the text together from the open terminal's description and watch for crashes and
 * for exit(). */
void restore_arm(void);
/** The orderly way was taken. */
void restore_disarm(void);

#endif
