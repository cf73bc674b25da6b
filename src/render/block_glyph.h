/**
 * @file block_glyph.h
 * Glyphs that fill parts of a cell: halves, quarters, quadrants. Parts are dots, 2 x 4 to
 * a cell, in the bits of braille.
 */
#ifndef RENDER_BLOCK_GLYPH_H
#define RENDER_BLOCK_GLYPH_H

#include <stdbool.h>
#include <stdint.h>

/**
 * The glyph whose filled part is nearest to @mask.
 * @param inverse  NULL, or set to whether the part the glyph leaves is nearer than that
 *                 of any other it fills: then foreground and background change places
 */
uint32_t block_glyph_of(uint8_t mask, bool *inverse);
/** The dots that @glyph fills; 0: it is none of these. */
uint8_t block_glyph_mask(uint32_t glyph);

#endif
