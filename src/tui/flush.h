/**
 * @file flush.h
 * The one way from a canvas to the terminal. What has not changed since the canvas before
 * is not touched: curses then compares little, and writes less.
 */
#ifndef TUI_FLUSH_H
#define TUI_FLUSH_H

#include "tui/pairs.h"
#include "tui/screen.h"

struct flush {
    struct canvas shown; /**< what the terminal shows, when @c valid */
    bool valid;
    struct pairs pairs;
    void *row;        /**< a row of curses' cells */
    bool has_rgb;     /**< a colour of 24 bits was drawn */
    bool has_palette; /**< one of the terminal's 16 own was */
};

/** All zero is ready. */
void flush_finish(struct flush *flush);
/** The terminal may show anything: draw every cell next time. */
void flush_forget(struct flush *flush);
/** Another screen: its pairs are other numbers. */
void flush_renew(struct flush *flush);
/**
 * Show @canvas.
 * @return false when there is no memory.
 */
bool flush_canvas(struct flush *flush, const struct screen *screen,
                  const struct canvas *canvas);

#endif
