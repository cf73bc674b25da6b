/**
 * @file run.h
 * What a run is made of, for the two files that know: run.c, which takes steps, and
 * aside.c, which takes one apart.
 */
#ifndef ENGINE_RUN_H
#define ENGINE_RUN_H

#include <ravine/run.h>

#include "oracle.h"
#include "schedule.h"

struct run_head {
    int64_t step, stop;
    struct paid paid;
};

/** The settings in force at the steps @from .. @until - 1. */
struct force {
    struct rv_racer racer;
    int64_t from, until;
};

struct rv_run {
    struct rv_objective *objective;
    const struct rv_optimizer *optimizer;
    struct rv_racer racer;
    struct rv_edit *edits; /**< the racer's own, by step */
    size_t n_edits, n, n_state, n_work;
    bool averaged, moves_momentum, single; /**< single: blocks of one step */
    int drawn; /**< which quantity of the rule's state is drawn; -1: theta */
    struct force force;
    struct oracle oracle;
    double *rates, *work, *point; /**< n_work; n: what is drawn, when averaged */
    struct run_head *head;        /**< the block of bytes */
    double *theta, *state, *pacing,
        *average;    /**< in it: n, the rule's, the schedule's... */
    struct tap *tap; /**< for rules that evaluate as they like; NULL: nothing is noted */
};

/** What the rule has to show: theta, or a mean it keeps. */
const double *run_own_point(const struct rv_run *run);
struct force run_force_at(const struct rv_run *run, int64_t step);
/** Bring the oracle and run->force to the present step. */
void run_enter_force(struct rv_run *run);
/** Is every setting and edit valid for the objective? @return RV_OK or RV_E_RANGE. */
enum rv_status run_check_settings(const struct rv_run *run, struct rv_error *error);
/** The pace of the step @ahead steps from here. */
struct rv_pace run_pace(const struct rv_run *run, const struct force *force,
                        int64_t ahead);

#endif
