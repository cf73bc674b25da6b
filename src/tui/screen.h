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
#include "tui/line.h"
#include "tui/pace.h"

#include <termios.h>

struct screen {
    enum terminal_family family;
    struct terminal_facts facts; /**< its description */
    bool ansi;         /**< takes ECMA-48 sequences; else only what its description has */
    bool utf8;         /**< the locale can write it */
    bool synced;       /**< pictures are marked, so that none is shown half drawn */
    bool asks;         /**< may know its background, and answers questions */
    bool shows_cursor; /**< and cannot hide it */
    bool scrolls;      /**< writing the last cell scrolls it */
    char enter[256], leave[256]; /**< to take it over and to give it back */
    struct termios line, typed;  /**< settings of the line as found, and for us */
    struct line out;
    struct pace pace;
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
/** Write to the terminal; never waits. @return false: no memory for what is left. */
bool screen_write(struct screen *screen, const char *bytes, size_t length);
/** Has all of it been taken? And go on with what has not. */
bool screen_sent(const struct screen *screen);
void screen_push(struct screen *screen);
/** May a picture go out now, or is the line, or the terminal itself, still busy with
 * earlier ones? @until_ns: while the terminal is, when it is no longer waited for; else
 * -1. */
bool screen_ready(struct screen *screen, int64_t *until_ns);
/** Ask the terminal for its background, where it is of a kind that may know. Whatever it
 * knows of that, EVENT_ANSWER comes after it. @return false: it was not asked. */
bool screen_ask(struct screen *screen);
/** EVENT_ANSWER has come. */
void screen_answer(struct screen *screen);

#endif
