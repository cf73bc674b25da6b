/**
 * @file linear_prediction.h
 * What a model whose score is linear in its parameters says about its data.
 */
#ifndef SURFACE_LINEAR_PREDICTION_H
#define SURFACE_LINEAR_PREDICTION_H

#include "linear_model.h"

/** @lo..@hi of @n finite numbers with a twentieth of it more on both sides; of equal ones
 * something around them. */
void prediction_range(const double *values, size_t n, double *lo, double *hi);

/**
 * Features across and up; with one feature the target stands up, in its own range. With
 * two the score is a boundary between classes or held against numbers.
 */
void linear_describe(const struct linear_model *m, enum linear_target target,
                     struct rv_prediction *out);

/** The score z = w x + b or w1 x1 + w2 x2. */
void linear_score(const struct linear_model *m, double x, double y,
                  const double *const *features, size_t n, double *out);

/** A row with its target; of classes that is -1 or 1. */
struct rv_prediction_point linear_point(const void *self, size_t i);

#endif
