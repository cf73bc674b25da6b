/**
 * @file racer.h
 * The settings around a rule: their rows, and when a racer has use for them.
 */
#ifndef ENGINE_RACER_H
#define ENGINE_RACER_H

#include <ravine/document.h>

/** Ids of all schedules, NULL-terminated, as the registry has them. */
extern const char *const schedule_ids[];

/** May common setting @i be @value with a rule that needs exact values and gradients? */
bool common_suits_exact(enum rv_common i, double value);
/** Has @racer a use for common setting @i? */
bool common_is_used(const struct rv_racer *racer, enum rv_common i);
/** Has @racer a use for row @i of its schedule? */
bool schedule_row_is_used(const struct rv_racer *racer, size_t i);

#endif
