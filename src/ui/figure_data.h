/**
 * @file figure_data.h
 * From the model to a figure: what is drawn, and in which colours.
 */
#ifndef UI_FIGURE_DATA_H
#define UI_FIGURE_DATA_H

#include "model.h"
#include "render/figure.h"

/** A figure and what it borrows. */
struct figure_data {
    struct figure figure;
    struct theme theme; /**< in full colours, whatever the terminal has */
    char formula[256];
    char name[FIGURE_TRACKS_MAX][RV_LABEL_MAX + 16];
    struct figure_point *point[FIGURE_TRACKS_MAX];
};

/** The map of @model at its playhead; borrows from it. @return RV_OK or RV_E_MEMORY. */
enum rv_status figure_data_create(struct figure_data **out, const struct model *model,
                                  bool chosen);
/** NULL is fine. */
void figure_data_destroy(struct figure_data *data);

#endif
