/**
 * @file chart_parts.h
 * What the files of the chart share among themselves.
 */
#ifndef RENDER_CHART_PARTS_H
#define RENDER_CHART_PARTS_H

#include "chart.h"

enum { CHART_SERIES_MAX = 32 };

/** Where things stand in a chart's pane. */
struct plot {
    struct rect area; /**< of the curves: the first tick in its top row */
    double lo, hi;    /**< ends of the vertical axis, transformed */
    double dots_per_unit;
    int parts;   /**< the axis is ticked in so many equal parts */
    int64_t end; /**< the last step shown */
};

struct plot chart_layout(const struct chart *chart);
/** log10 on a logarithmic axis. */
double chart_transform(const struct chart *chart, double value);
/** Dot column of @step, from the plot's left edge. */
double plot_x(const struct plot *plot, const struct chart *chart, double step);
/** May ticks be @step apart: whole decades, or 1-2-5? */
bool chart_step_is_round(double step, bool logarithmic);
/** Columns the widest tick label takes. */
int chart_label_columns(const struct chart *chart, const struct plot *plot);
/** Title, ticks and grid. */
void chart_draw_grid(const struct plot *plot, const struct chart *chart,
                     struct canvas *canvas);
/** Filled cells at the right edge, at or near their @row (NaN: none). */
void chart_draw_edge(const struct plot *plot, const struct chart *chart,
                     struct canvas *canvas, const double *row, size_t n);

#endif
