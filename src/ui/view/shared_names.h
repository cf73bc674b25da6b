/**
 * @file shared_names.h
 * Heads in one cell share a name: "Adam, AdaGrad", each in its own colour.
 */
#ifndef UI_VIEW_SHARED_NAMES_H
#define UI_VIEW_SHARED_NAMES_H

#include "names.h"

enum { SHARED_NAME_MAX = 256 };

/** Under whose name each of @n racers stands: its own, or that of a racer in the same
 * cell, the chosen one's before others'. While playing they must have met for a while. */
void shared_names_find(const struct draw *draw, const struct head *heads, size_t n,
                       size_t lead[]);
/** The names of all whose @lead is racer @i, in at most half of the pane's columns; what
 * finds no room there is counted. @return @text. */
char *shared_names_text(const struct draw *draw, const size_t lead[], size_t n, size_t i,
                        char text[SHARED_NAME_MAX]);
/** Write them at (@col, @row), each in its colour, over that text on its plate. */
void shared_names_put(const struct draw *draw, const size_t lead[], size_t n, size_t i,
                      int col, int row);

#endif
