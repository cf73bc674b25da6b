/**
 * @file big.h
 * What must be read from the back of a room: digits of 3 x 5 blocks, shapes of whole
 * half-block pixels with an outline. A pixel is half a cell, which is about square.
 */
#ifndef RENDER_BIG_H
#define RENDER_BIG_H

#include "canvas.h"

/** How large digits are: the side of their blocks in pixels. */
enum { BIG_LEAST = 1, BIG_COMMON = 2, BIG_MOST = 3 };

/** Columns that big_text() takes. */
int big_width(const char *text, int size);
/** Rows that it takes. */
int big_rows(int size);
/**
 * Write @text ("0123456789.-+e", and the letters of inf and nan; others are blank) with
 * its upper left pixel at (col, half), half rows counted from the canvas's upper edge.
 * @param glyph  0: in pixels of @color. Else of the cells that a block is made of, for
 *               terminals without colours or half blocks: @size is then BIG_COMMON.
 */
void big_text(struct canvas *canvas, int col, int half, const char *text, int size,
              color_t color, uint32_t glyph);

/** Paint half cell (col, half), half rows counted from the canvas's upper edge. */
void canvas_pixel(struct canvas *canvas, int col, int half, color_t color);

/** The shapes of racers, in their order. */
enum big_shape {
    BIG_CIRCLE,
    BIG_SQUARE,
    BIG_TRIANGLE,
    BIG_DIAMOND,
    BIG_TRIANGLE_DOWN,
    BIG_CROSS,
    BIG_SHAPES,
};
/** Paint @shape with its centre in half cell (col, half), outlined. @hollow: a ring. */
void big_shape(struct canvas *canvas, int col, int half, enum big_shape shape,
               bool hollow, color_t color, color_t outline);

#endif
