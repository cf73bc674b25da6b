/**
 * @file quantity.h
 * What charts show against step.
 */
#ifndef UI_QUANTITY_H
#define UI_QUANTITY_H

#include "model.h"
#include "render/chart.h"

/* id, title, title in ASCII, the parameter whose name follows it (-1: none) */
#define QUANTITY_LIST(X)                                     \
    X(LOSS, "loss", "loss", -1)                              \
    X(DISTANCE, "distance to ★", "distance to minimum", -1)  \
    X(GRADIENT, "gradient norm", "gradient norm", -1)        \
    X(STEP_LENGTH, "step length", "step length", -1)         \
    X(RATE, "learning rate η", "learning rate", -1)          \
    X(RATE_X, "effective rate in ", "effective rate in ", 0) \
    X(RATE_Y, "effective rate in ", "effective rate in ", 1)

enum quantity {
#define X(id, ...) id,
    QUANTITY_LIST(X)
#undef X
        QUANTITIES
};

/** "loss"; @ascii: without anything beyond ASCII. Where quantity_parameter() is not -1
 * the name of that parameter follows. */
const char *quantity_title(enum quantity quantity, bool ascii);
int quantity_parameter(enum quantity quantity);
/** Does it belong to the step that led to a row? */
bool quantity_is_of_step(enum quantity quantity);
/** Does it grow without end where a run diverges? */
bool quantity_is_limited(enum quantity quantity);
/** Cut @range to six decades beyond @start, the largest first value, on both sides of 0,
 * and to sixteen below it: what leaves a chart that way would press all else into one
 * line. */
void quantity_limit(double start, struct chart_span *range);
/** Is it positive throughout and two decades wide or more, as a logarithmic axis needs?
 */
bool quantity_spans_decades(const struct chart_span *range);
/**
 * The quantity of @row; what belongs to the step that led there (its length, the rate it
 * really had in one coordinate: |Δθᵢ| / |gᵢ|) needs @before, the row one step earlier,
 * and is NaN without.
 */
double quantity_of(enum quantity quantity, const struct model *model,
                   const struct rv_row *row, const struct rv_row *before);

#endif
