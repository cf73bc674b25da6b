/**
 * @file chart_data.h
 * From timelines to a chart: which curves there are, their values, their axes.
 */
#ifndef UI_CHART_DATA_H
#define UI_CHART_DATA_H

#include "picture.h"
#include "view/view.h"

/** Draw the chart of @quantity in @pane. @memory: its own, kept between frames. */
void chart_of(const struct draw *draw, struct rect pane, enum quantity quantity,
              struct chart_memory *memory, bool inset_title);

#endif
