/**
 * @file color.h
 * Colour arithmetic in CIELAB, and the field's maps. The field whispers, the racers
 * speak: the field owns L* 5..39 (light theme 75..99).
 */
#ifndef RENDER_COLOR_H
#define RENDER_COLOR_H

#include "canvas.h"

struct lab {
    double l, a, b;
};
struct lab lab_from_rgb(uint32_t rgb);
/** Within sRGB: lightness and hue are kept, chroma gives way where it must. */
uint32_t lab_to_rgb(struct lab lab);
/** WCAG 2 contrast ratio, 1..21. */
double contrast_ratio(uint32_t rgb1, uint32_t rgb2);
/** The same colour with its lightness moved by @lightness and its chroma times @chroma.
 */
uint32_t rgb_shift(uint32_t rgb, double lightness, double chroma);
/** The colour palette index @i (16..255) stands for in xterm's 256. */
uint32_t rgb_from_index(int i);
/** CIEDE2000. */
double delta_e2000(struct lab one, struct lab two);

/** The ladder: how many colours the terminal has. */
enum color_rung { RUNG_RGB, RUNG_256, RUNG_16, RUNG_8, RUNG_MONO };
enum theme_kind { THEME_DARK, THEME_LIGHT };

/** Hues of the field; every one of them is squeezed to the field's own lightness. */
enum field_hues {
    HUES_RAVINE,
    HUES_VIRIDIS,
    HUES_CIVIDIS,
    HUES_MAGMA,
    HUES_GREY,
    HUES_COUNT
};
/** "viridis" */
const char *field_hues_name(enum field_hues hues);

enum { FIELD_LEVELS = 64 };

/** The colours of a field on one rung in one theme. */
struct colormap {
    enum color_rung rung;
    enum theme_kind theme;
    int levels;                       /**< distinct levels, at most FIELD_LEVELS */
    color_t field[FIELD_LEVELS];      /**< low loss first; COLOR_NONE in mono */
    color_t contour[2][FIELD_LEVELS]; /**< minor, major: over field[level] */
    color_t arrow[FIELD_LEVELS];      /**< the gradient field: over field[level] */
    color_t plate_label[FIELD_LEVELS], plate_name[FIELD_LEVELS]; /**< darkened for text */
    uint32_t shade[FIELD_LEVELS]; /**< 8/16 colours: glyph mixing field over shade_bg; 0:
                                     solid */
    color_t shade_bg[FIELD_LEVELS];
};
/** @hues: 256 colours and fewer have one map alone. */
void colormap_init(struct colormap *map, enum color_rung rung, enum theme_kind theme,
                   enum field_hues hues);
/** @t 0..1 to a level; NaN to -1 (a hole). */
int colormap_level(const struct colormap *map, double t);

#endif
