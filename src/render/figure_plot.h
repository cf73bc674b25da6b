/**
 * @file figure_plot.h
 * A plot in a figure: lines and dots over two axes. Losses against steps, data with what
 * a racer says about them and sections of the surface are all of this kind.
 */
#ifndef RENDER_FIGURE_PLOT_H
#define RENDER_FIGURE_PLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "isoline.h"

struct figure_track;

/** A line through places in units of the axes; what is not finite breaks it. */
struct figure_line {
    const char *name; /**< in the plot's key; NULL: not there. Borrowed */
    uint32_t rgb;
    double width;   /**< in units of the layout */
    double dash[2]; /**< drawn, left out; 0, 0: a whole line */
    size_t n;
    const struct place *place;        /**< borrowed */
    const struct figure_track *track; /**< whose head stands right of the plot, or NULL */
    double tip;                       /**< at this height */
};

enum figure_dot_kind {
    DOT_RING,
    DOT_DISC,
    DOT_RING_MARKED, /**< with a disc inside */
    DOT_DISC_MARKED, /**< with a ring around */
    DOT_CROSS,
    DOT_HEAD, /**< of a track */
};
struct figure_dot {
    double x, y;
    enum figure_dot_kind kind;
    uint32_t rgb;
    const struct figure_track *track; /**< of a head, borrowed */
};

/** A word above a place. */
struct figure_word {
    double x, y;
    const char *text; /**< borrowed */
};

enum { FIGURE_LINES_MAX = 128, FIGURE_WORDS_MAX = 4 };

struct figure_plot {
    const char *title, *subtitle; /**< borrowed */
    double x0, x1, y0, y1;        /**< ends of the axes */
    bool logarithmic;             /**< upwards; y0 and y1 are then above 0 */
    bool whole;                   /**< only whole numbers stand on the axis across */
    double playhead;              /**< a line upwards; NaN: none */
    size_t n_lines, n_dots, n_words;
    struct figure_line line[FIGURE_LINES_MAX]; /**< the lowest first */
    struct figure_dot *dot;                    /**< borrowed */
    struct figure_word word[FIGURE_WORDS_MAX];
};

#endif
