/**
 * @file figure.h
 * A race as a picture for slides and papers, drawn in lines instead of cells: the map or
 * the block with contours, trails, heads and axes, or plots; beside it who stands where,
 * and the loss against the step.
 *
 * Same figure, same bytes. Without cairo the functions are there and say that it is
 * missing.
 */
#ifndef RENDER_FIGURE_H
#define RENDER_FIGURE_H

#include <ravine/status.h>

#include "color.h"
#include "figure_plot.h"
#include "isoline.h"
#include "solid.h"

enum figure_format { FIGURE_SVG, FIGURE_PDF, FIGURE_PNG };

/** One step of a track. Not finite where the run had no place or loss. */
struct figure_point {
    double step, x, y, loss;
};

/** The racers' shapes, in the order of the themes. */
enum figure_shape {
    SHAPE_DISC,
    SHAPE_SQUARE,
    SHAPE_UP,
    SHAPE_DIAMOND,
    SHAPE_DOWN,
    SHAPE_CROSS,
    SHAPES
};

/** One racer, or what it would have done. */
struct figure_track {
    const char *name;  /**< borrowed */
    uint32_t rgb, ink; /**< of trail and head; of the shape on the head */
    unsigned shape;    /**< of enum figure_shape */
    bool hollow;       /**< the second round of shapes: outlines, and a dashed trail */
    bool ghost;        /**< dim, under the others, its head without a ground */
    bool chosen;       /**< thick, and on top */
    double norm, rate; /**< length of the gradient and learning rate at the head */
    size_t n, shown;   /**< points, rising by step; those up to the step shown */
    const struct figure_point *point; /**< borrowed */
};

enum figure_mark_kind {
    FIGURE_START,
    FIGURE_MINIMUM,
    FIGURE_MINIMUM_LOCAL,
    FIGURE_SADDLE,
    FIGURE_MAXIMUM,
    FIGURE_CHANGE, /**< a setting was changed here */
};
struct figure_mark {
    double x, y;
    enum figure_mark_kind kind;
    double value; /**< of a critical point: the loss there */
};

struct figure_colors {
    uint32_t page, bright, text, muted, line, faint;
    const struct colormap *map; /**< in 24-bit colours */
};

/** What the page is about. */
enum figure_kind {
    FIGURE_MAP,
    FIGURE_BLOCK, /**< the surface seen from aside */
    FIGURE_PLOTS, /**< plots in the field's place */
};

enum { FIGURE_TRACKS_MAX = 48, FIGURE_MARKS_MAX = 640, FIGURE_PLOTS_MAX = 6 };

struct figure_bytes {
    char *data; /**< owned: free() */
    size_t n, room;
};

struct figure {
    enum figure_kind kind;
    const char *title, *formula, *axis[2]; /**< borrowed */
    const char *rate_symbol;               /**< what the column of rates is called */
    int64_t step;                          /**< shown */
    struct view
        window; /**< in surface units; widened to the page, or stretched, by the figure */
    field_values_fn *values;
    void *ctx;
    double best;          /**< the known smallest value, or NaN */
    double rows;          /**< of data that a value is a sum over; many: fewer values */
    struct camera camera; /**< of the block */
    struct figure_colors colors;
    /** NULL; or a list, borrowed, of texts with their places, which are then not drawn
     * and have letters of one width: what is left is the same whatever fonts there are.
     */
    struct figure_bytes *words;
    size_t n_tracks, n_marks;
    struct figure_track track[FIGURE_TRACKS_MAX]; /**< racers first, then ghosts */
    struct figure_mark mark[FIGURE_MARKS_MAX];
    bool has_chart,
        wide_chart; /**< @wide_chart: it is as much of the picture as the field */
    struct figure_plot chart; /**< beside the field */
    size_t n_plots;
    struct figure_plot plot[FIGURE_PLOTS_MAX]; /**< in its place */
};

enum { FIGURE_LABELS_MAX = LEVELS_MAX };

/** What pictures of one size, surface and window share: a film keeps it, so that its
 * frames are quick and nothing in them jumps. The owner begins with zero bytes. */
struct figure_memory {
    bool ready;
    int pixels_w, pixels_h; /**< of the field's image */
    uint32_t *pixels;
    struct scale scale;
    struct levels levels;
    struct solid solid;    /**< the block, where it is drawn */
    struct isolines lines; /**< in units of the layout, from the field's upper left */
    size_t n_labels;
    struct figure_label {
        size_t level;
        struct place at; /**< its middle */
        double angle;    /**< of its line, -90..90 degrees, in radians */
    } label[FIGURE_LABELS_MAX];
    int side[FIGURE_TRACKS_MAX]; /**< where a name stands, from 1; 0: nowhere yet */
};
void figure_memory_finish(struct figure_memory *memory);

enum { FIGURE_SIZE_MIN = 160, FIGURE_SIZE_MAX = 8000 };

/** Was the program built with cairo? */
bool figure_available(void);
/**
 * Draw @figure, @width x @height pixels (PNG) or points (SVG, PDF), both within
 * FIGURE_SIZE_MIN..MAX. Pictures of the same aspect look alike at every size, but text
 * never gets smaller than 7 points: what finds no room then goes.
 *
 * @return RV_OK; RV_E_MEMORY; RV_E_IO: there is no cairo, or it failed. @out is then
 * empty.
 */
enum rv_status figure_draw(const struct figure *figure, struct figure_memory *memory,
                           enum figure_format format, int width, int height,
                           struct figure_bytes *out, struct rv_error *error);
/**
 * Two figures of one race on a page, beside each other, or where it is tall under each
 * other; under both who stands where, the colours of the first and the chart of the
 * second. Each has a memory of its own.
 */
enum rv_status figure_draw_pair(const struct figure *const figure[2],
                                struct figure_memory *const memory[2],
                                enum figure_format format, int width, int height,
                                struct figure_bytes *out, struct rv_error *error);
/**
 * The same of a screen: cells become rectangles, dots and letters.
 * @param page, ink  what the terminal's own colours are
 */
enum rv_status figure_draw_canvas(const struct canvas *canvas, uint32_t page,
                                  uint32_t ink, enum figure_format format, int width,
                                  int height, struct figure_bytes *out,
                                  struct rv_error *error);

#endif
