/**
 * @file average.h
 * Averaging: the point drawn, traced and judged is a mean over the points of a run.
 *
 * Its memory is 1 + n doubles of the run's bytes, zero before the first step: the weight
 * so far and the mean over the steps before this one. The point at step t takes in x_t as
 * well, so it follows from the memory, x_t and the rate of the step from there.
 */
#ifndef ENGINE_AVERAGE_H
#define ENGINE_AVERAGE_H

#include <ravine/document.h>

/** Does @racer average? */
bool average_is_on(const struct rv_racer *racer);
/** The average at step @t into @point (n), which stands at @theta and goes on at @rate.
 */
void average_point(const struct rv_racer *racer, const double *memory, int64_t t,
                   double rate, size_t n, const double *theta, double *point);
/** The step from @t is taken: keep the average there, @point. */
void average_keep(const struct rv_racer *racer, double *memory, int64_t t, double rate,
                  size_t n, const double *point);

#endif
