/**
 * @file batch_lines.h
 * The contours of the loss that the chosen racer's next step sees: that of its mini-batch
 * alone, at the levels of the field. Each batch has a valley of its own.
 */
#ifndef UI_BATCH_LINES_H
#define UI_BATCH_LINES_H

#include "data_plot.h"
#include "render/field.h"
#include "render/isoline.h"

struct batch_lines {
    bool begun; /**< for the batch of @step in the timeline @version */
    uint64_t version, generation;
    int64_t step;
    int w, h; /**< nodes: one for each cell, and one more each way */
    double *value;
    size_t room;
    int next_row; /**< of nodes; beyond the last: the lines are there */
    struct isolines lines;
    struct dots dots;
};

/** Look whether @batch (up to date) or the window is another one: then begin anew,
 * without lines. */
void batch_lines_update(struct batch_lines *lines, const struct batch_memory *batch,
                        const struct model *model, const struct field *field);
/** Is there a batch whose lines are not there yet? */
bool batch_lines_busy(const struct batch_lines *lines, const struct field *field);
/** Go on until @deadline_ns. */
void batch_lines_work(struct batch_lines *lines, const struct batch_memory *batch,
                      const struct model *model, const struct field *field,
                      int64_t deadline_ns);
void batch_lines_finish(struct batch_lines *lines);

#endif
