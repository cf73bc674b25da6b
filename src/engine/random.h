/**
 * @file random.h
 * Counter-based random numbers (Philox 4x32-10: Salmon et al. 2011). A draw is a pure
 * function of (seed, purpose, step, draw) and of nothing else: no racer, no order of
 * asking. All racers, branches and map cells meet the same draws at the same step.
 */
#ifndef ENGINE_RANDOM_H
#define ENGINE_RANDOM_H

#include <stdint.h>

enum purpose {
    PURPOSE_BATCH = 1,
    PURPOSE_NOISE = 2,
    PURPOSE_INITIALISATION = 3,
};

/** Two independent numbers, uniform on [0, 1) in multiples of 2^-53. */
void random_uniform(uint64_t seed, enum purpose purpose, int64_t step, uint64_t draw,
                    double u[2]);
/** Two independent standard normal numbers, the same bits on every CPU. */
void random_normal(uint64_t seed, enum purpose purpose, int64_t step, uint64_t draw,
                   double z[2]);

#endif
