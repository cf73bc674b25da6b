/**
 * @file pace.h
 * How far the terminal has come with what it was sent.
 *
 * Between here and the eye lie buffers that take megabytes (SSH alone two): a line that
 * takes bytes does not yet show them, and a key would be answered many pictures late. A
 * terminal that answers questions tells: after some bytes it is asked what it is (DA1),
 * and its answer says that all before has been read. While an answer is late, no picture
 * is drawn; so there are as many as the line can carry.
 */
#ifndef TUI_PACE_H
#define TUI_PACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pace {
    bool answers;     /**< it has answered, so it will again */
    bool asked;       /**< a question is under way */
    int given_up;     /**< earlier ones whose answers have not come, and still may */
    int64_t asked_ns; /**< since then */
    int64_t trip_ns;  /**< the shortest time that an answer took; 0: none yet */
    bool late;        /**< so was the last answer: the line is slow */
    size_t bytes;     /**< sent since the last question */
    size_t before;    /**< sent before it, since the last answer */
};

/** A question is sent with hardly anything before it: how long its answer takes is the
 * way there and back. */
void pace_ask(struct pace *pace, int64_t now_ns);
/** It has answered at @now_ns. */
void pace_answer(struct pace *pace, int64_t now_ns);
/** @n bytes are about to be sent. @return true: a question shall follow them. */
bool pace_send(struct pace *pace, size_t n, int64_t now_ns);
/** Is it so far behind that a picture shall wait? */
bool pace_holds(const struct pace *pace, int64_t now_ns);
/** When that ends by itself, because the answer must have got lost: then one more picture
 * asks again. */
int64_t pace_deadline(const struct pace *pace);
/** Somebody else has had the terminal: no answer is expected any more. */
void pace_forget(struct pace *pace);

#endif
