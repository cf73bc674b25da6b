/**
 * @file tick_form.h
 * How the ticks of a linear axis are written. Where their numbers are too wide they stand
 * without what they have in common, which is said once at the axis' end: "+1.3" to be
 * added, "x10^11" to be multiplied by before, or "x10^-5 + 1.3".
 */
#ifndef RENDER_TICK_FORM_H
#define RENDER_TICK_FORM_H

#include <stdbool.h>

#include "number.h"

enum { TICK_FORM_TEXT_MAX = 2 * NUMBER_TEXT_MAX + 16 };

/** Tick k stands at k * step, as offset + number * 10^exponent. The caller sets all but
 * the last two, which are 0 until tick_form_shorten(). */
struct tick_form {
    double lo, hi, step, offset;
    int exponent;
    bool ascii;
};

/** The k of the lowest and of the highest tick in lo..hi. */
double tick_form_first(const struct tick_form *form);
double tick_form_last(const struct tick_form *form);
/** The number of tick @k. @return @text. */
char *tick_form_text(const struct tick_form *form, double k, char text[NUMBER_TEXT_MAX]);
/** The columns of the widest number; one with an exponent of its own fits nowhere. */
int tick_form_widest(const struct tick_form *form);
/** Take out what the numbers have in common until they are at most @room wide. */
void tick_form_shorten(struct tick_form *form, int room);
/** What stands at the axis' end: "", "+1.3", "x10^11" or both. @return its columns. */
int tick_form_common(const struct tick_form *form, char text[TICK_FORM_TEXT_MAX]);

#endif
