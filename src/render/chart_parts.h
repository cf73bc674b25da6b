/**
 * @file chart_parts.h
 * What the files of the chart share among themselves.
 */
#ifndef RENDER_CHART_PARTS_H
#define RENDER_CHART_PARTS_H

#include "chart.h"

enum { CHART_SERIES_MAX = 48, PLOT_CELLS_MAX = 16384 };
/** Dots beyond the plot where what is far outside is kept. */
enum { PLOT_BEYOND = 8 };

/** Where things stand in a chart's pane. */
struct plot {
    struct rect area; /**< of the curves */
    struct axis axis; /**< its rows are those of the area */
    double dots_per_unit;
    int64_t end; /**< the last step shown */
};

struct plot chart_layout(const struct chart *chart);
/** Columns of the plot where no tick label is wider than usual. */
int chart_columns(const struct chart *chart);
/** log10 on a logarithmic axis. */
double chart_transform(const struct chart *chart, double value);
/** Dot column of @step, from the plot's left edge. */
double plot_x(const struct plot *plot, const struct chart *chart, double step);
/** Dot row of a transformed value; beyond the axis it stays within reach. */
double plot_y(const struct plot *plot, double v);
/** The last step that falls into dot column @column of a plot @cols cells wide. */
int64_t chart_column_step(const struct chart *chart, int cols, int column);
/** With what the first column of dots begins, whose last step is @step: the first value,
 * or the next where that is none (of a step that led nowhere yet). */
int64_t chart_first_step(const struct chart *chart, size_t i, int64_t step);
/** The last step of series @i that is shown. */
int64_t chart_series_end(const struct chart *chart, size_t i);
/** The curves, without the cells at their ends. */
void chart_draw_curves(const struct plot *plot, const struct chart *chart,
                       struct canvas *canvas);
/** Ticks and grid. */
void chart_draw_grid(const struct plot *plot, const struct chart *chart,
                     struct canvas *canvas);
void chart_draw_title(const struct plot *plot, const struct chart *chart,
                      struct canvas *canvas);
/** The end of a curve as the legend has it. */
struct tip {
    double value; /**< not transformed, by which tips are sorted; NaN: no cell */
    double row;   /**< of the plot, where its cell would stand */
    int beyond;   /**< above the plot 1, below it -1, else 0 */
};
/** Filled cells at the right edge, at or near their rows, and beside them which way the
 * curves have left. */
void chart_draw_edge(const struct plot *plot, const struct chart *chart,
                     struct canvas *canvas, const struct tip *tip, size_t n);

#endif
