/**
 * @file screen.h
 * The terminal taken over: opened, left for a while, given back.
 */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "tui/caps.h"
#include "tui/input.h"

/** How colours are told to the terminal. */
enum screen_colors {
    SCREEN_MONO,
    SCREEN_INDEXED, /**< palette numbers below screen.colors */
    SCREEN_DIRECT,  /**< 24-bit numbers */
};

struct screen {
    void *handle; /**< curses' SCREEN */
    enum terminal_family family;
    enum screen_colors kind;
    int colors;
    bool own;    /**< through the description compiled into the program */
    bool utf8;   /**< the locale can write it */
    bool synced; /**< pictures are marked, so that none is shown half drawn */
    bool mouse;
};

/**
 * Take over the terminal for pictures on @rung.
 * @param wants_mouse  report the mouse where the terminal can
 * @return RV_E_IO, naming TERM, when curses cannot open it.
 */
enum rv_status screen_open(struct screen *screen, enum color_rung rung, bool utf8,
                           bool wants_mouse, struct rv_error *error);
/** Give it back as it was found. */
void screen_close(struct screen *screen);
/** Give it back for a while (SIGTSTP), and take it over again. Draw everything after. */
void screen_leave(struct screen *screen);
void screen_return(struct screen *screen);
/** Could it show @rung, were it opened anew? */
bool screen_could(const struct screen *screen, enum color_rung rung);
/** Names of keys that its description has. */
void screen_names(struct input *input);
/** What the terminal says its size is. @return EVENT_RESIZE */
struct event screen_size(void);
/** Tell curses. @return false when there is no memory. */
bool screen_resize(int cols, int rows);
/** Nothing of what is on it can be relied on: the next picture is written whole. */
void screen_repaint(void);
/** Write to the terminal past curses, whose own buffer is empty then. */
void screen_write(const char *text);
/** Would a write go out now, or is the line still busy with earlier ones? */
bool screen_ready(void);

#endif
