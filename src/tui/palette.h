/**
 * @file palette.h
 * What a canvas asks for, as the terminal can show it.
 */
#ifndef TUI_PALETTE_H
#define TUI_PALETTE_H

#include "tui/screen.h"

enum { UPPER_HALF = 0x2580, LOWER_HALF = 0x2584, FULL_BLOCK = 0x2588 };

/** @color itself where the terminal has it, else the nearest that it has. */
color_t palette_color(const struct screen *screen, color_t color);
/** @glyph, or the nearest thing that one column of this terminal can show. */
uint32_t palette_glyph(const struct screen *screen, uint32_t glyph);
/**
 * The Linux console has eight colours: a foreground is made bright by bold, a background
 * cannot be. A half block is turned over where that puts its bright half in front.
 */
void palette_brighten(uint32_t *glyph, struct style *style);

#endif
