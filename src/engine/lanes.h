/**
 * @file lanes.h
 * A block of trajectories side by side: its memory, who is in it, who has left it.
 *
 * Lanes that have ended leave the block, so that they cost nothing any more; the last
 * lane takes the place. What is missing to whole vectors is filled with copies of a lane,
 * which nobody looks at.
 */
#ifndef ENGINE_LANES_H
#define ENGINE_LANES_H

#include "rule.h"

/** The rates of a block: of lane @id for the step @step -> @step + 1. */
struct lane_rates {
    double (*rate)(const void *context, size_t id, int64_t step);
    const void *context;
    bool all_steps; /**< a lane's rate is the same at all steps */
    bool all_lanes; /**< a step's rate is the same in all lanes */
};

enum lane_how {
    LANE_RUNNING,
    LANE_DIVERGED,
    LANE_ALONE, /**< so near the largest double that it has to be run by itself */
};

/** How a lane has left. */
struct lane_end {
    size_t id;
    enum lane_how how;
    int64_t step;  /**< of its last row */
    int64_t first; /**< first step with loss < target; -1: none */
    double x, y, loss;
};

struct lane_block {
    struct lanes lanes;
    const struct rv_optimizer *optimizer;
    struct lane_rates rates;
    size_t live; /**< lanes somebody looks at */
    double *memory;
    size_t *ids;           /**< the caller's name of each lane */
    struct lane_end *ends; /**< of those that have left, in that order */
    size_t n_ends;
};

/** Can lanes take the steps of @racer: a rule with lanes whose point is the one drawn, a
 * rate that follows from the step, no stage but decay beside the step? */
bool lanes_suit(const struct rv_racer *racer);

/** Room for @capacity lanes of @optimizer on @objective (borrowed, a surface). */
enum rv_status lanes_init(struct lane_block *block, const struct rv_optimizer *optimizer,
                          const struct rv_objective *objective, size_t capacity);
/** A block of zeros is fine. */
void lanes_finish(struct lane_block *block);

/** Empty the block: step 0, with the decay of @racer. @own: lanes differ in more than
 * rate and start. */
void lanes_begin(struct lane_block *block, const struct rv_racer *racer, bool own,
                 double target, struct lane_rates rates);
/** Add lane @id with the rule's settings @h (all the same unless own) while there is
 * room. */
void lanes_add(struct lane_block *block, size_t id, const double *h,
               struct rv_vec2 start);
/** Take @k steps. */
void lanes_advance(struct lane_block *block, size_t k);
/** The last row of the lanes still running: they leave too. */
void lanes_end(struct lane_block *block);

#endif
