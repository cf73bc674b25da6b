/**
 * @file writer.h
 * Cells become bytes, as few as can be: the writer knows where the cursor stands and
 * which colours are set, and says only what changes. A picture leaves in one write.
 */
#ifndef TUI_WRITER_H
#define TUI_WRITER_H

#include "tui/screen.h"

struct writer {
    struct screen *screen;      /**< borrowed */
    char *bytes;                /**< grows, and is kept for the next picture */
    size_t length, room, start; /**< what there is from @start on is the picture */
    bool failed;                /**< no memory */
    bool pen_known;             /**< else the terminal may have set anything */
    struct style pen;
    int col, row; /**< of the cursor; row -1: anywhere */
};

void writer_init(struct writer *writer, struct screen *screen);
void writer_finish(struct writer *writer);
/** Trust nothing about the terminal any more. */
void writer_forget(struct writer *writer);
/** Begin a picture. */
void writer_begin(struct writer *writer);
/** A blank screen in the terminal's own colours. */
void writer_clear(struct writer *writer);
/** Write @cell at (@col, @row); @last: it is the last column. */
void writer_cell(struct writer *writer, int col, int row, const struct cell *cell,
                 bool last);
/** Send the picture, if it says anything. @return false: no memory. */
bool writer_send(struct writer *writer);

#endif
