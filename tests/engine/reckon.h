/**
 * @file reckon.h
 * Calculates what stands on the screen: "−0.1·235.3 / (√1.110e5 + 1e−8)", in UTF-8 or in
 * ASCII, as a reader with a pencil would, and how wrong he may be.
 */
#ifndef TESTS_ENGINE_RECKON_H
#define TESTS_ENGINE_RECKON_H

#include <stdbool.h>

/** A number and a bound of its error. */
struct reckoned {
    double value, error;
};

/**
 * @param rounded  relative error of every number that is written; 0: they are exact
 * @return false when @text is no such expression.
 */
bool reckon(const char *text, double rounded, struct reckoned *result);

#endif
