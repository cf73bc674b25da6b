/**
 * @file flush.h
 * The one way from a canvas to the terminal: what differs from the canvas before is
 * written.
 */
#ifndef TUI_FLUSH_H
#define TUI_FLUSH_H

#include "tui/writer.h"

struct flush {
    struct canvas shown; /**< what the terminal shows, when @c valid */
    bool valid;
    struct writer writer;
};

/** @param screen borrowed; open whenever something is flushed */
void flush_init(struct flush *flush, struct screen *screen);
void flush_finish(struct flush *flush);
/** The terminal may show anything: write every cell next time. */
void flush_forget(struct flush *flush);
/** Show @canvas. @return false when there is no memory. */
bool flush_canvas(struct flush *flush, const struct canvas *canvas);

#endif
