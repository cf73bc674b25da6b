/**
 * @file data_plot.h
 * A plot of data in a pane: its axes, and curves and lines in dots on it.
 */
#ifndef UI_DATA_PLOT_H
#define UI_DATA_PLOT_H

#include "model.h"
#include "render/axis.h"
#include "render/dots.h"

/** The rows of the mini-batch that is marked, and the step they are of. */
struct batch_memory {
    uint32_t *rows;
    size_t room, n;
    size_t racer;
    uint64_t version; /**< of the racer's timeline; 0: nothing known */
    int64_t step;
};
/** The batch of the chosen racer's next step. @return how many rows; 0: it uses all, or
 * there is no memory. */
size_t batch_update(struct batch_memory *batch, const struct model *model);
void batch_memory_finish(struct batch_memory *batch);

/* As many as the widest pane of the largest screen that has been tried, 500x200. */
enum { DATA_CELLS_MAX = 65536, DATA_COLUMNS_MAX = 1000 };

/* Of more rows than these, every second, third ... stands for its neighbours. */
enum { DATA_POINTS_SHOWN = 2000 };

struct data_plot {
    struct rect pane;        /**< with title and tick labels inside it */
    struct rect area;        /**< of the plot itself */
    struct rv_window window; /**< from the lowest to the highest row */
    struct axis axis;        /**< upwards */
    const struct rv_objective *objective;
    const struct rv_prediction *prediction;
    const struct theme *theme;
    struct canvas *canvas;
    uint8_t mask[DATA_CELLS_MAX]; /**< of the layer being drawn */
    struct dots dots;
};

/** How a layer is drawn. */
struct data_pen {
    struct style style;
    uint32_t letter; /**< for ASCII */
    bool thick;
    struct dash dash;
};

void data_plot_begin(struct data_plot *plot, struct rect pane, const struct model *model,
                     struct canvas *canvas);
/** Ticks and grid. */
void data_plot_axes(struct data_plot *plot, struct style label, struct style grid);

/** Dots from the upper left of the plot. */
double data_plot_x(const struct data_plot *plot, double x);
double data_plot_y(const struct data_plot *plot, double y);
/** The cell of a point. @return false outside the plot. */
bool data_plot_cell(const struct data_plot *plot, double x, double y, int *col, int *row);

/** The numbers across, one for each column of dots. @return how many. */
size_t data_plot_columns(const struct data_plot *plot, double x[DATA_COLUMNS_MAX]);
/** A curve through @y[i] above the i-th of these. */
void data_plot_curve(struct data_plot *plot, const double *y, struct data_pen pen);
/** A straight line between two points. */
void data_plot_line(struct data_plot *plot, struct rv_vec2 from, struct rv_vec2 to,
                    struct data_pen pen);
/** Many of them in one layer: begin it, add strokes, lay it over the plot. */
void data_plot_layer(struct data_plot *plot);
void data_plot_stroke(struct data_plot *plot, struct rv_vec2 from, struct rv_vec2 to,
                      const struct data_pen *pen);
void data_plot_compose(struct data_plot *plot, const struct data_pen *pen);
/** Where the affine score of @theta is @level. */
void data_plot_boundary(struct data_plot *plot, const double theta[2], double level,
                        struct data_pen pen);

#endif
