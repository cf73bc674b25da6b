/**
 * @file text.h
 * Formulas with numbers in them, as a lecturer would write them: coefficient 1 and terms
 * that are 0 are left out, minus is U+2212.
 */
#ifndef SURFACE_TEXT_H
#define SURFACE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/** A text being written into the caller's buffer; what does not fit is left out. */
struct text {
    char *buffer;
    size_t size, length;
    bool open; /**< nothing stands yet in the sum being written */
};

enum { TEXT_FACTOR_MAX = 64 };

/** Begin with @head ("f = "). */
struct text text_begin(char *buffer, size_t size, const char *head);
/** Append @utf8, cut between characters where it does not fit. */
void text_add(struct text *t, const char *utf8);
/** Append @value as it would be typed. */
void text_number(struct text *t, double value);
/** Append " + coefficient·body" to a sum: sign, 0 and 1 as written by hand. */
void text_term(struct text *t, double coefficient, const char *body);
/** Append " + value", left out if 0. */
void text_constant(struct text *t, double value);
/** Open a bracket, in which a new sum begins. */
void text_open(struct text *t, const char *bracket);
/** Close it; an empty sum is "0". */
void text_close(struct text *t, const char *bracket);
/** "x", "(x−c)" or "(x+c)" into @factor. @return factor. */
char *text_shifted(char factor[TEXT_FACTOR_MAX], const char *name, double c);

#endif
