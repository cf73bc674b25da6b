/**
 * @file palette.h
 * A colour of the canvas as the terminal takes it.
 */
#ifndef TUI_PALETTE_H
#define TUI_PALETTE_H

#include "tui/screen.h"

/** @color as a number for @screen: -1 the terminal's own. Colours that it does not have
 * become the nearest that it has. */
int palette_number(const struct screen *screen, color_t color);

#endif
