/**
 * @file screen.h
 * The terminal taken over: opened, left for a while, given back.
 *
 * Curses serves with its descriptions of terminals alone. Its own output was measured
 * here: sixty writes for a picture in which twelve racers take a step, each of which a
 * terminal may show by itself, and colours that it has to be told about one by one and in
 * pairs. What has changed is known already (flush.h), and written in one go.
 */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "tui/caps.h"
#include "tui/input.h"

#include <termios.h>

struct screen {
    enum terminal_family family;
    struct terminal_facts facts; /**< its description */
    bool ansi;    /**< takes ECMA-48 sequences; else only what its description has */
    bool utf8;    /**< the locale can write it */
    bool synced;  /**< pictures are marked, so that none is shown half drawn */
    bool scrolls; /**< writing the last cell scrolls it */
    char enter[256], leave[256]; /**< to take it over and to give it back */
    struct termios line, typed;  /**< settings of the line as found, and for us */
    bool is_open;
};

/** Take over the terminal. @return RV_E_IO, naming TERM, when that is not possible. */
enum rv_status screen_open(struct screen *screen, bool utf8, bool wants_mouse,
                           struct rv_error *error);
/** Give it back as it was found. */
void screen_close(struct screen *screen);
/** Give it back for a while (SIGTSTP), and take it over again. Draw everything after. */
void screen_leave(struct screen *screen);
void screen_return(struct screen *screen);
/** Tell @input the sequences of keys that the description has. */
void screen_names(struct input *input);
/** What the terminal says its size is. @return EVENT_RESIZE */
struct event screen_size(void);
/** Write to the terminal; waits where it must. */
void screen_write(const char *bytes, size_t length);
/** Would a write go out now, or is the line still busy with earlier ones? */
bool screen_ready(void);

#endif
