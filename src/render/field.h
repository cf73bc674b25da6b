/**
 * @file field.h
 * The field: a raster of losses over a window, its scale to colours, its contours, drawn
 * on a canvas pane. Rasters are made in slices, coarse first, by a callback that gives
 * one row of values, so that no surface is known here.
 */
#ifndef RENDER_FIELD_H
#define RENDER_FIELD_H

#include "canvas.h"
#include "color.h"
#include "dots.h"

/** Surface units seen through a pane of cells, y upwards. */
struct view {
    double x0, x1, y0, y1; /**< edges of the pane */
    bool stretched;        /**< one unit is not as long across as up; that must be said */
    struct rect pane;
};
/**
 * Widen @x0..@y1 about its centre until one unit is as long across as up in @pane. A
 * window that would then take less than a sixth of the pane's width or height fills it
 * instead, stretched.
 * @param cell_aspect  height of a cell over its width (2 where unknown)
 */
struct view view_fit(double x0, double x1, double y0, double y1, struct rect pane,
                     double cell_aspect);
/** The same for a box of @width x @height in a unit of length; the view has no pane. */
struct view view_fit_box(double x0, double x1, double y0, double y1, double width,
                         double height);
/** What is said where a view is stretched. */
#define AXES_DIFFER "axes differ"
/** Dot coordinates within the pane (2 x 4 per cell), not clipped. */
void view_dot(const struct view *view, double x, double y, double *px, double *py);
/** The cell that holds (x, y), relative to the canvas; false outside or not finite. */
bool view_cell(const struct view *view, double x, double y, int *col, int *row);
/** Surface coordinates of the centre of cell (col, row). */
void view_point(const struct view *view, double col, double row, double *x, double *y);

/** Values of @n points (@x[i], @y). */
typedef void field_values_fn(void *ctx, const double *x, double y, size_t n,
                             double *values);

/** How a value becomes 0..1: by log10(f - f*) where that passes two decades; by
 * asinh((f - base) / width), a logarithm to both sides, where a few values on both sides
 * dwarf all others; else linear. */
struct scale {
    bool logarithmic;
    double base;   /**< f*, or what both sides are seen from: subtracted first */
    double width;  /**< above 0: a logarithm to both sides */
    double lo, hi; /**< of scale_along() */
};
double scale_unit(const struct scale *scale, double value);
/** The same before it is brought to 0..1, without ends. */
double scale_along(const struct scale *scale, double value);

enum { LEVELS_MAX = 48 };
/** Contour values, rising: half decades of f, or round values of f in even or growing
 * steps. */
struct levels {
    size_t n;
    double value[LEVELS_MAX];
    bool major[LEVELS_MAX]; /**< every other step, a power of ten: labelled first */
    double gap[LEVELS_MAX]; /**< difference in scale_unit() to the next of its kind */
    bool decades;           /**< half decades: those between are not round, no labels */
};

/**
 * Settle @scale and @levels for @n values with the help of @scratch (scale_scratch(n)).
 * @param best  the known smallest value f*, or NaN
 */
size_t scale_scratch(size_t n);
void scale_settle(struct scale *scale, struct levels *levels, const double *value,
                  size_t n, double best, double *scratch);
/** Leave only the major levels, and call every other one of them major, so that a small
 * picture has room for its lines. @return false where they are few already. */
bool levels_thin(struct levels *levels, const struct scale *scale);
/** The text of level @i as it is written on the field and under the colour bar. */
char *level_text(const struct levels *levels, size_t i, bool ascii, char *buffer);

/** Where the job stands that fills the raster. */
struct field_job {
    int stride;    /**< of the pass: a value for each block of so many dots; 0: none */
    int row, next; /**< dot row and block in it that are next */
    enum field_stage { COMPUTE, SETTLE_SCALE, SETTLE_UNITS, SETTLE_SHOW } stage;
    int chunk;          /**< points asked for at once */
    bool grow;          /**< twice as many shall be tried */
    int too_many;       /**< took too long in this pass; 0: none did */
    bool timed;         /**< the first points are in */
    double point_ns;    /**< what a point took the last time, among others */
    double one_ns;      /**< what one alone took, at the least; 0: not known */
    struct scale scale; /**< settled, not yet shown */
    struct levels levels;
};

struct field {
    struct view view;
    int w, h;      /**< raster: 2 cols x 4 rows of the pane: dot resolution */
    double *value; /**< w x h, upper row first, at dot centres */
    struct field_job job;
    bool done;
    unsigned shown; /**< counts the pictures there have been, each finer */
    struct scale scale;
    struct levels levels;
    double low, high; /**< smallest and largest finite value seen */

    /* What is drawn, settled after each pass. */
    bool ready;
    float *unit;   /**< w x h: scale_unit() of each dot */
    float *tone;   /**< half cells, cols x 2 rows: mean unit of their dots; NaN: a hole;
                      TONE_INFINITE */
    uint8_t *line; /**< contours, a braille mask for each cell */
    uint8_t *line_coarse; /**< the same with the wider gaps that coarser glyphs need */
    uint8_t *line_level;  /**< the level that gives them their colour */
    double *scratch; /**< of the job: one row, then some of the values; dots of a line */
    uint8_t *band, *trace;      /**< w x h, see contour.c */
    struct label_cache *labels; /**< where values of contours are written */
};
/** Tone of a half cell in which every value is +infinity. */
#define TONE_INFINITE 2.0f

/** @return false when there is no memory. The job stands at its beginning. */
bool field_init(struct field *field, struct view view);
/** Look through another window of the same pane size: the job begins anew. */
void field_restart(struct field *field, struct view view);
void field_finish(struct field *field);
/**
 * Compute points until CLOCK_MONOTONIC passes @deadline_ns, and for at most a few
 * milliseconds longer: first one for each block of 8 x 8 dots, of more where points take
 * long, then finer ones, then all. Scale and levels are settled after each pass, and with
 * the first the field can be drawn; contours come with blocks of 4 dots.
 * @param best  the known smallest value f*, or NaN
 * @return true when done.
 */
bool field_work(struct field *field, field_values_fn *values, void *ctx, double best,
                int64_t deadline_ns);
/** Is there a picture yet? */
bool field_ready(const struct field *field);
/** Contours on the colours: which glyphs the rung has. */
struct field_style {
    const struct colormap *map;
    enum dot_glyphs glyphs;
    bool half;    /**< half blocks available */
    bool axes;    /**< ticks left of and below the pane */
    int axis_end; /**< columns free of them below its right end, for other text */
    bool contours, labels;
    bool majors;        /**< of the contours the major ones alone */
    struct style text;  /**< tick labels */
    struct style label; /**< contour labels (background from the map's plates) */
    struct style hole;
    bool ascii; /**< numbers and minus in ASCII */
};
/** Paint the pane: field, contours, labels, holes; axes outside it if asked. */
void field_draw(const struct field *field, struct canvas *canvas,
                const struct field_style *style);
/** The level of @map that cell (col, row) of the canvas shows; -1: a hole or outside. */
int field_level(const struct field *field, const struct colormap *map, int col, int row);
/**
 * Write the values of the contours on them, as field_draw() does if asked; called after
 * trails, heads and names it leaves out those that something has come to lie on.
 */
void field_draw_labels(const struct field *field, struct canvas *canvas,
                       const struct field_style *style);
/** A horizontal colour bar in @pane (two rows: bar, ticks). */
void field_draw_bar(const struct field *field, struct canvas *canvas, struct rect pane,
                    const struct field_style *style);

#endif
