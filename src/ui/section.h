/**
 * @file section.h
 * A section of the surface: the loss along a line through the chosen racer's point, what
 * the quadratic model at that point says of it, and where the step goes. All of it is
 * looked at by the uncounted door.
 */
#ifndef UI_SECTION_H
#define UI_SECTION_H

#include "model.h"
#include "render/axis.h"

enum {
    SECTION_SAMPLES = 512,
    SECTION_ROWS = 48,  /**< of more data rows this many, evenly spaced */
    SECTION_COARSE = 4, /**< samples of the loss to one of a row's */
    SECTION_TRIALS = 8, /**< the last ones of a line search */
};

/** Points are at + t along; t is in steps along the step, a rate along -gradient, and a
 * difference of the parameter along x or y. */
struct section {
    bool there;
    char why[MESSAGE_MAX];  /**< there is none */
    enum section_line line; /**< the one laid; see section_cut() */
    size_t racer;
    int64_t step; /**< the step s -> s + 1 that is looked at */
    double at[2], along[2];
    double origin;                 /**< shown on the axis for t = 0 */
    double from, to;               /**< range of t */
    double loss, slope, curvature; /**< at t = 0, along the line */
    double next;      /**< t of the point after the step; NaN: not on the line */
    double next_loss; /**< there */
    double c1;        /**< of a line search that wants the loss to fall enough, or NaN */
    int refused;      /**< points of that search, of which are shown: */
    size_t n_trials;
    double trial[SECTION_TRIALS]; /**< t of the last ones, within sight */
    struct axis axis;             /**< of the loss, over so many rows: */
    int rows;
    bool drawable; /**< the losses are not too large for an axis */
    int samples;
    double value[SECTION_SAMPLES]; /**< evenly from..to */
    bool batched;                  /**< the step saw a mini-batch: its loss */
    double batch[SECTION_SAMPLES];
    size_t n_rows;
    bool in_batch[SECTION_ROWS];
    double row[SECTION_ROWS][SECTION_SAMPLES / SECTION_COARSE + 1];
};

/** Cut the surface of @model along its line, in @samples places; its axis has @rows rows.
 * Where the step has no length the line is the gradient's, where that has none either
 * the first parameter's. */
void section_cut(struct section *section, const struct model *model, int samples,
                 int rows);
/** The quadratic model at @t. */
double section_model(const struct section *section, double t);
/** The t of sample @i. */
double section_t(const struct section *section, double i);
/** The quadratic model at each sample. */
void section_trace_model(const struct section *section, double value[SECTION_SAMPLES]);
/** The line below which a point has fallen enough; NaN behind the point. */
void section_trace_armijo(const struct section *section, double value[SECTION_SAMPLES]);
/** Is any of these values, @every samples apart, within the axis and at least @apart rows
 * away from the curve of the loss, which would hide it? */
bool section_shows(const struct section *section, const double *value, int every,
                   double apart);
/** The same of the rows that are in the batch, or of those that are not. */
bool section_shows_rows(const struct section *section, bool of_batch, double apart);

#endif
