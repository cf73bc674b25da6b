/**
 * @file decimal.h
 * Doubles and decimal text, correctly rounded both ways and independent of the locale.
 */
#ifndef ENGINE_DECIMAL_H
#define ENGINE_DECIMAL_H

#include <stddef.h>

/** The double nearest to @digits * 10^@exponent. */
double decimal_make(long long digits, int exponent);

/** strtod() in the C locale. */
double decimal_read(const char *text, char **end);

/**
 * The shortest decimal that reads back as @value, which is finite: its digits without
 * trailing zeros in @digits (18 bytes, NUL-terminated), @return the decimal exponent of
 * the first one.
 */
int decimal_shortest(double value, char digits[18]);

#endif
