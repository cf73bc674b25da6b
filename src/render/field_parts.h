/**
 * @file field_parts.h
 * What the files of the field share among themselves.
 */
#ifndef RENDER_FIELD_PARTS_H
#define RENDER_FIELD_PARTS_H

#include "field.h"
#include "number.h"

/** No contour passes the cell. */
#define NO_LEVEL 255

/** Finite values in rising order: so many of a raster's that shares can be told. */
struct sample {
    const double *value;
    size_t n;
};
/** The part of the values that lies below @value, 0..1. */
double sample_below(const struct sample *sample, double value);
/** The value below which the part @share of them lies. */
double sample_at(const struct sample *sample, double share);

/** Half decades of f from @lo to @hi, both above 0; wider steps where that is far. */
void levels_in_decades(struct levels *levels, double lo, double hi);
/** 1, 2 and 5 of each decade from @lo to @hi, both above 0. */
void levels_in_decade_parts(struct levels *levels, double lo, double hi);
/** Round values of f between @lo and @hi: in even steps, or where one step would then
 * take half of the window, in steps that grow to both sides of 0. */
void levels_in_round(struct levels *levels, double lo, double hi,
                     const struct sample *sample);
/** The latter: first 0 and the powers of ten from the largest down, then 5 and 2 of each;
 * what comes later must have room. */
void levels_in_ladder(struct levels *levels, double lo, double hi,
                      const struct sample *sample);
/** Is one step as wide as another? The first may be a mark below the contours. */
bool levels_are_even(const struct levels *levels);
/** Find each level's gap on @scale. */
void levels_measure(struct levels *levels, const struct scale *scale);

/** Trace all levels of @field into its line masks; unless @lines, clear them. */
void contour_settle(struct field *field, bool lines);
/** One of the stages that follow a pass. @return true after the last: what is drawn is
 * now that of this pass. */
bool field_settle(struct field *field, double best);

/** Mean tone of cell @i of the pane; NaN where half of it is a hole. */
float cell_tone(const struct field *field, size_t i);
/** Has a part of cell @i no value, or none that is finite? */
bool cell_broken(const struct field *field, size_t i);

/** Where a contour's value is written. */
struct label_place {
    int col, row; /**< in the pane; row -1: nowhere */
    int width;
};
/** Places found once for each raster and set of glyphs. */
struct label_cache {
    const uint8_t *line; /**< for these masks; NULL: nothing found yet */
    bool ascii;
    struct label_place place[LEVELS_MAX];
    /* Of the colour bar, for so many columns; 0: nothing found yet. */
    int bar_cols;
    bool bar_ascii;
    size_t n_bar;
    struct bar_label {
        int col;
        char text[NUMBER_TEXT_MAX];
    } bar[LEVELS_MAX];
};
/** The cells' masks of contours for the glyphs of @style, or NULL where it draws none. */
const uint8_t *field_lines(const struct field *field, const struct field_style *style);

/** The cell at (@col, @row) of the pane as the field alone has it. */
struct cell field_cell(const struct field *field, const uint8_t *line, int col, int row,
                       const struct field_style *style);
void field_draw_axes(const struct field *field, struct canvas *canvas,
                     const struct field_style *style);
/** Paint one cell in the tones of its halves. */
void tone_paint(struct cell *cell, float upper, float lower,
                const struct field_style *style);
/** A line with dots @mask as ASCII has it: by its place in the cell. */
uint32_t ascii_line(uint8_t mask);
/** Tint the halves of @cell in which @mask has dots. */
void tint_half(struct cell *cell, uint8_t mask, color_t line);

#endif
