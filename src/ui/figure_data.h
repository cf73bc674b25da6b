/**
 * @file figure_data.h
 * From the model to a figure: what is drawn, and in which colours.
 */
#ifndef UI_FIGURE_DATA_H
#define UI_FIGURE_DATA_H

#include "model.h"
#include "render/figure.h"

enum { FIGURE_OWNED_MAX = 1024 };

/** A figure and what it borrows. */
struct figure_data {
    struct figure figure;
    struct theme theme; /**< in full colours, whatever the terminal has */
    char formula[256];
    char name[FIGURE_TRACKS_MAX][RV_LABEL_MAX + 16];
    struct figure_point *point[FIGURE_TRACKS_MAX];
    struct rv_row *row[FIGURE_TRACKS_MAX]; /**< of each of them */
    /** The rows one step before, where charts of steps are shown and the points are more
     * than a step apart; else NULL. */
    struct rv_row *before[FIGURE_TRACKS_MAX];
    bool steps;                      /**< charts of what a step did are shown */
    bool costs;                      /**< charts are against evaluations: */
    double *cost[FIGURE_TRACKS_MAX]; /**< paid for by each of them */
    char title[3][MESSAGE_MAX];      /**< of plots that have one of their own */
    size_t n_owned;
    void *owned[FIGURE_OWNED_MAX];
};

/**
 * @view of @model at its playhead; borrows from it.
 * @param with_data  beside the map (where the surface predicts something)
 * @param chosen     the chosen racer's trail is thick, as on the screen
 * @return RV_OK or RV_E_MEMORY.
 */
enum rv_status figure_data_create(struct figure_data **out, const struct model *model,
                                  enum field_view view, bool with_data, bool chosen);
/** NULL is fine. */
void figure_data_destroy(struct figure_data *data);

#endif
