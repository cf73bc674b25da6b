/**
 * @file dots.h
 * Sub-cell dots (2 x 4 to a cell, as braille has them), kept as masks so that a trail
 * grows by the dots of its newest step and is laid over the field in one pass.
 */
#ifndef RENDER_DOTS_H
#define RENDER_DOTS_H

#include "canvas.h"

/** Which glyphs a layer of dots becomes. */
enum dot_glyphs { DOTS_BRAILLE, DOTS_HALF, DOTS_ASCII };

/** Bit of the dot at row 0..3, column 0..1 of a cell, as Unicode numbers them. */
extern const uint8_t dots_bit[4][2];

/** A layer over a pane of cols x rows cells: 2 cols x 4 rows dots. */
struct dots {
    int cols, rows;
    uint8_t *mask; /**< a braille bit mask (U+2800 + mask) for each cell */
};

/** Where a dashed line is in its pattern: counted along the path, not across the screen.
 */
struct dash {
    unsigned on, off; /**< dots on, dots off; off 0: solid */
    unsigned phase;
};

bool dots_init(struct dots *dots, int cols, int rows);
void dots_finish(struct dots *dots);
void dots_clear(struct dots *dots);
/** (px, py): dots from the upper left, whole numbers their centres. Outside is dropped.
 */
void dots_set(struct dots *dots, int px, int py);
/** The same with a 2 x 2 pen. */
void dots_set_thick(struct dots *dots, int px, int py);
/** All dots of column @px from row @from to @to. */
void dots_run(struct dots *dots, int px, int from, int to);
/**
 * A line between points in dot coordinates, both ends set (may be far outside: only what
 * is on the layer is walked; a point that is not finite drops it). The last dot counts as
 * the first of the next line, so that dashes run on along a path.
 * @param dash  NULL: solid; its phase moves on
 * @param thick a pen of two dots
 */
void dots_line(struct dots *dots, double x0, double y0, double x1, double y1,
               struct dash *dash, bool thick);
/** The first of the cells @i, @i + 1 ... before @end whose @mask has dots, or @end. */
int dots_next(const uint8_t *mask, int i, int end);
/**
 * Lay the layer over @canvas with its upper left cell at (col, row), in colour @fg.
 * Braille keeps the cell's mean background (see cell_background()); dots of other
 * layers stay and take @fg, contours go. DOTS_HALF paints half cells in @fg;
 * DOTS_ASCII writes @letter.
 */
void dots_compose(const struct dots *dots, struct canvas *canvas, int col, int row,
                  color_t fg, uint32_t attr, enum dot_glyphs glyphs, uint32_t letter);

#endif
