/**
 * @file schedule.h
 * What a schedule must be able to do. A closed form of the step needs no state: any step
 * can be looked at alone. One that follows the loss keeps a few doubles in the run's
 * bytes, all zero before the first step.
 */
#ifndef ENGINE_SCHEDULE_H
#define ENGINE_SCHEDULE_H

#include <math.h>
#include <stdbool.h>

#include <ravine/document.h>

enum { SCHEDULE_STATE_MAX = 8 };

struct rv_schedule_driver {
    /** The pace of step @t from 0, base rate @lr, settings @p by the rows. */
    struct rv_pace (*pace)(const double *p, double lr, double t);
    /** Does it use row @param? NULL: always. */
    bool (*uses)(const double *p, size_t param);
    /** Row (from 1) that stands in for lr where it is above 0; 0: none. */
    size_t base_row;
    /** A schedule that follows the loss: doubles of state, the rate in force, and what
     * the loss after a step changes. */
    size_t n_state;
    double (*rate)(const double *p, double lr, const double *state);
    void (*observe)(const double *p, double lr, double *state, double loss);
};

/** The schedule @racer has chosen. */
static inline const struct rv_schedule *
schedule_of(const struct rv_racer *racer)
{
    return rv_schedule_at((size_t)racer->common[RV_COMMON_SCHEDULE]);
}

/** Does it move the setting that the racer's rule names as its momentum? */
bool schedule_moves_momentum(const struct rv_racer *racer);
/** Does one of its rows stand in for lr? */
bool schedule_replaces_rate(const struct rv_racer *racer);
/** The pace of the step @t -> @t + 1; @state as the schedule's n_state says. */
struct rv_pace schedule_pace(const struct rv_racer *racer, const double *state,
                             int64_t t);
/** After the step @t -> @t + 1: the full loss at the new point. */
void schedule_observe(const struct rv_racer *racer, double *state, int64_t t,
                      double loss);

#endif
