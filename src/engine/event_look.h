/**
 * @file event_look.h
 * The longer look back, at every eighth row: saddles, plateaus and stalls.
 */
#ifndef ENGINE_EVENT_LOOK_H
#define ENGINE_EVENT_LOOK_H

#include <ravine/objective.h>
#include <ravine/run.h>

enum { LOOK_ROWS = 8, LOOK_BLOCKS = 5 };

struct look {
    double best;
    double top;      /**< largest loss so far */
    double steepest; /**< largest squared gradient so far */
    double longest;  /**< longest squared step so far */
    struct look_block {
        double loss;        /**< where it ended */
        double path, slope; /**< sums of step lengths and gradient norms */
        bool climbed;
    } ring[LOOK_BLOCKS], open;
    int rows; /**< in the open block */
    int64_t blocks;
    int64_t asleep, wait; /**< blocks until the next Hessian; doubled while in vain */
    bool small;           /**< the gradient was, at the last block's end */
    bool saddle, plateau, stalled; /**< told, and not over yet */
};

/** @best: the known smallest value, or NaN. */
void look_begin(struct look *look, const struct rv_row *row, double best);
/** One more row. @return a bit for each kind of event seen. */
unsigned look_row(struct look *look, const struct rv_objective *objective,
                  const struct rv_row *row, struct rv_vec2 step, bool climbing,
                  double scale);

#endif
