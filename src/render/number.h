/**
 * @file number.h
 * Numbers as the screen shows them: three significant digits aligned on the decimal
 * point.
 */
#ifndef RENDER_NUMBER_H
#define RENDER_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum { NUMBER_TEXT_MAX = 40 };

/**
 * @digits significant digits, trailing zeros kept: "2.99", "0.130", "0.00610"; from 1e4
 * and below 1e-4 "1.23e−07". Infinity "∞" ("inf"), "nan". @ascii: "-" for "−". Never
 * "-0". @return @buffer.
 */
char *number_significant(double value, int digits, bool ascii,
                         char buffer[NUMBER_TEXT_MAX]);
/** @decimals places behind the point, room for the sign: "−0.728", " 1.078". */
char *number_fixed(double value, int decimals, bool ascii, char buffer[NUMBER_TEXT_MAX]);
/** A number as typed ("0.0012", "1e−8"), with a true minus unless @ascii. */
char *number_typed(double value, bool ascii, char buffer[NUMBER_TEXT_MAX]);
/** A tick of a logarithmic axis: "10⁻³" below 0.1 and from 1000, else "0.1" "1" "10"
 * "100"; ASCII "1e-3". */
char *number_decade(double value, bool ascii, char buffer[NUMBER_TEXT_MAX]);
/** A power of ten as such: "10⁻³", "10⁰"; ASCII "1e-3". */
char *number_power(int exponent, bool ascii, char buffer[NUMBER_TEXT_MAX]);
/** The value of a contour, of which what is less than @step does not count: "0.45",
 * "−20"; a power of ten from 1000 on and below 0.1 as such, with its sign; from 1e4 on
 * and below 1e-3 "1.5e5", unless that leaves out digits that count. */
char *number_level(double value, double step, bool ascii, char buffer[NUMBER_TEXT_MAX]);
/** A tick at @value on an axis where @step is the difference that counts: "2.5", "−1",
 * without what rounding leaves behind. */
char *number_tick(double value, double step, bool ascii, char buffer[NUMBER_TEXT_MAX]);
/** The same on an axis of values or places: from 1e4 on and below 1e-3 "4.5e5", "10⁵" as
 * number_level() has them. Counts, as of steps, keep their digits. */
char *number_axis(double value, double step, bool ascii, char buffer[NUMBER_TEXT_MAX]);
/** The same in the form that all ticks of one axis have, @largest being the largest in
 * size: as many decimals, "0.0010" "0.0012", or as many and one exponent, "0.5e5"
 * "1.0e5". Zero needs none. */
char *number_ticks(double value, double step, double largest, bool ascii,
                   char buffer[NUMBER_TEXT_MAX]);
/** How many columns of @text stand before its decimal point (or its end). */
int number_point(const char *text);
/** @mantissa * 10^@exponent, exact where a double can be. */
double number_decimal(int mantissa, int exponent);
/** 1-2-5 step with at least @least ticks in lo..hi; ticks are multiples of it. */
double tick_step(double lo, double hi, int least);
/** The multiples of a step in a range: @first, and @n of them in all, the i-th being
 * (first + i) * step. */
struct ticks {
    double first, step;
    int n;
};
/** Those in @lo..@hi; none where they are too many to draw, not finite, or so large that
 * their neighbours are the same number. */
struct ticks ticks_in(double lo, double hi, double step);
double tick_at(const struct ticks *ticks, int i);
/** Decimals needed to write multiples of @step. */
int tick_decimals(double step);

#endif
