/**
 * @file input.h
 * The terminal's bytes become events.
 *
 * Bytes are read and split here, not by curses: it would hold up a frame for ESCDELAY
 * after a lone Escape, merge a press and a release that arrive together into a click,
 * hand over a drag before its press, and deliver the letters of a sequence that the
 * description does not have as if they had been typed.
 */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include "ui/event.h"

#include <stddef.h>
#include <wchar.h>

enum { INPUT_SEQUENCE = 32, INPUT_NAMES = 16 };

/** A key's sequence that only this terminal's description has. */
struct input_name {
    char text[INPUT_SEQUENCE];
    uint32_t key;
};

struct input {
    char sequence[INPUT_SEQUENCE]; /**< what has come of an escape sequence */
    size_t length;                 /**< of it, also beyond what is kept */
    int state;
    int64_t since_ns; /**< when its last byte came */
    int64_t escape_ns;
    bool held;  /**< the left button */
    bool asked; /**< the terminal may answer what it was asked (screen_ask()) */
    mbstate_t shift;
    struct input_name names[INPUT_NAMES];
    size_t n_names;
};

/** @param escape_ms how long a lone Escape waits for the rest of a sequence */
void input_init(struct input *input, int escape_ms);
/** A sequence of the description, e.g. of kcuf1; NULL and single characters are ignored.
 */
void input_name(struct input *input, const char *sequence, uint32_t key);
/**
 * Split @n bytes that came at @now_ns.
 * @param out room for n + 1 events. Of drags in a row only the last is kept.
 * @return events written
 */
size_t input_feed(struct input *input, const char *bytes, size_t n, int64_t now_ns,
                  struct event *out);
/** When input_timeout() is due; -1: nothing is waiting. */
int64_t input_deadline(const struct input *input);
/** Nothing followed: a lone Escape is the key, an unfinished sequence is dropped.
 * @return events written to @out (at most 1). */
size_t input_timeout(struct input *input, int64_t now_ns, struct event *out);

#endif
