/**
 * @file line.h
 * The line to the terminal, as far as it takes bytes.
 *
 * A write to a terminal waits until all of it has been taken, and a picture is larger
 * than what a line takes at once: with a terminal that has stopped reading the program
 * would hang, deaf to signals. So it writes through a description of its own that never
 * waits; what is left over waits here, and no new picture is drawn meanwhile.
 */
#ifndef TUI_LINE_H
#define TUI_LINE_H

#include <stdbool.h>
#include <stddef.h>

struct line {
    int fd;
    bool own;      /**< @fd is a description of its own: writes do not wait */
    char *pending; /**< of it, bytes [sent, length) have not been taken yet */
    size_t sent, length, room;
};

/** Write to the terminal that @fd (borrowed) is. Where it cannot be opened once more,
 * writes to @fd wait. */
void line_open(struct line *line, int fd);
void line_close(struct line *line);
/** Write as much as it takes, keep the rest. @return false: no memory, nothing is kept.
 */
bool line_write(struct line *line, const char *bytes, size_t n);
/** Go on with what is left. @return true: nothing is left. */
bool line_push(struct line *line);
/** Is nothing left, and would more be taken now? */
bool line_ready(struct line *line);
/** Go on for at most @ms. @return true: nothing is left. */
bool line_drain(struct line *line, int ms);
/** Forget what is left. */
void line_drop(struct line *line);

#endif
