/**
 * @file quantity.h
 * What charts show against step.
 */
#ifndef UI_QUANTITY_H
#define UI_QUANTITY_H

#include "model.h"

/* id, title, title in ASCII */
#define QUANTITY_LIST(X)                                    \
    X(LOSS, "loss", "loss")                                 \
    X(DISTANCE, "distance to ★", "distance to minimum")     \
    X(GRADIENT, "gradient norm", "gradient norm")           \
    X(STEP_LENGTH, "step length", "step length")            \
    X(RATE, "learning rate η", "learning rate")             \
    X(RATE_X, "effective rate in x", "effective rate in x") \
    X(RATE_Y, "effective rate in y", "effective rate in y")

enum quantity {
#define X(id, ...) id,
    QUANTITY_LIST(X)
#undef X
        QUANTITIES
};

/** "loss"; @ascii: without anything beyond ASCII. */
const char *quantity_title(enum quantity quantity, bool ascii);
/**
 * The quantity of @row; what belongs to the step that led there (its length, the rate it
 * really had in one coordinate: |Δθᵢ| / |gᵢ|) needs @before, the row one step earlier,
 * and is NaN without.
 */
double quantity_of(enum quantity quantity, const struct model *model,
                   const struct rv_row *row, const struct rv_row *before);

#endif
