/**
 * @file layout.h
 * Where the panes stand at a given size. When space shrinks things leave in a fixed
 * order; field, names with losses, selected settings, step, scrub bar and hints never do.
 */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "render/canvas.h"

enum { COLS_MIN = 80, ROWS_MIN = 24, LAYOUT_GOOD_ROWS = 30 };

struct layout {
    int cols, rows;
    bool too_small;
    bool lecture; /**< field, numerals and scrub bar alone */
    bool split;   /**< two panes side by side, captions instead of the panel */
    bool still;   /**< for a picture: nothing that steers, and no word on playing */
    bool autopsy; /**< the stages of a step in place of the panel */
    bool panel;   /**< racers, settings and charts at the right */
    struct rect title;
    struct rect field;    /**< ticks stand left of and below it */
    struct rect second;   /**< the right one of two; no columns: there is one */
    struct rect stages;   /**< of the autopsy */
    struct rect legend;   /**< of its arrows */
    struct rect racers;   /**< header, then one row each, and one for a ghost */
    struct rect settings; /**< racer, then one row each, then lines about it */
    int settings_rows;    /**< of them for settings */
    struct rect chart;    /**< no columns: the data took its place */
    struct rect data;     /**< data and predictions; no columns: none */
    struct rect more[2];  /**< further charts; no columns: none */
    struct rect bar;      /**< colour bar and its ticks; no columns: none */
    struct rect note;     /**< lowest row; notes grow upwards */
    bool note_stands; /**< has rows of its own; else it covers the field when asked for */
    struct rect scrub, hints;
};

void layout_fit(struct layout *layout, int cols, int rows, size_t n_racers);
/** Make room for the data in a panel that has been fitted: above the chart, or in its
 * place where there is not room for both. */
void layout_data(struct layout *layout);
/** The same for two panes. */
void layout_split(struct layout *layout, int cols, int rows);
/** The same for the autopsy at the right. */
void layout_autopsy(struct layout *layout, int cols, int rows);
/** The same for lecture mode. */
void layout_lecture(struct layout *layout, int cols, int rows);

#endif
