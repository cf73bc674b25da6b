/* Painting a field: tones as half blocks, contours over them, and what has no value. */
#include <math.h>

#include "field_parts.h"

enum { GLYPH_HOLE = 0x2571, GLYPH_INFINITE = 0x2573 };

float
cell_tone(const struct field *field, size_t i)
{
    size_t cols = (size_t)field->view.pane.cols;
    size_t at = i / cols * 2 * cols + i % cols;
    return (field->tone[at] + field->tone[at + cols]) / 2;
}

bool
cell_broken(const struct field *field, size_t i)
{
    size_t cols = (size_t)field->view.pane.cols;
    size_t at = i / cols * 2 * cols + i % cols;
    float upper = field->tone[at], lower = field->tone[at + cols];
    return isnan(upper) || isnan(lower) || fmaxf(upper, lower) >= TONE_INFINITE;
}

static int
tone_level(const struct colormap *map, float tone)
{
    return colormap_level(map, fmin((double)tone, 1));
}

int
field_level(const struct field *field, const struct colormap *map, int col, int row)
{
    const struct rect *pane = &field->view.pane;
    if (!rect_has(pane, col, row) || !field_ready(field))
        return -1;
    size_t i = (size_t)(row - pane->row) * (size_t)pane->cols + (size_t)(col - pane->col);
    float tone = cell_tone(field, i);
    return isnan(tone) ? -1 : tone_level(map, tone);
}

static color_t
tone_color(const struct colormap *map, float tone)
{
    return isnan(tone) ? COLOR_NONE : map->field[tone_level(map, tone)];
}

/* 8 and 16 colours mix two with a shade; where there are no shades, the nearest solid. */
static void
paint_shade(struct cell *cell, float tone, const struct field_style *style)
{
    const struct colormap *map = style->map;
    int level = tone_level(map, tone);
    uint32_t shade = map->shade[level];
    if (shade && style->glyphs != DOTS_ASCII)
        *cell = (struct cell){shade, map->field[level], map->shade_bg[level], 0};
    else
        *cell = (struct cell){
            ' ', COLOR_NONE,
            shade == GLYPH_SHADE_1 ? map->shade_bg[level] : map->field[level], 0};
}

void
tone_paint(struct cell *cell, float upper, float lower, const struct field_style *style)
{
    const struct colormap *map = style->map;
    bool shades = map->rung == RUNG_16 || map->rung == RUNG_8;
    if ((shades || !style->half) && !isnan(upper + lower)) {
        float mean = (upper + lower) / 2;
        if (shades)
            paint_shade(cell, mean, style);
        else
            *cell = (struct cell){' ', COLOR_NONE, tone_color(map, mean), 0};
        return;
    }
    color_t top = tone_color(map, upper), bottom = tone_color(map, lower);
    if (top == bottom || !style->half)
        *cell = (struct cell){' ', COLOR_NONE, bottom, 0};
    else if (top == COLOR_NONE)
        *cell = (struct cell){GLYPH_LOWER, bottom, top, 0};
    else
        *cell = (struct cell){GLYPH_UPPER, top, bottom, 0};
}

/* What has no value is the terminal's own ground with sparse strokes; what is infinite
 * has the top colour with sparse crosses. */
static void
mark_special(struct cell *cell, int col, int row, float upper, float lower,
             const struct field_style *style)
{
    bool hole = isnan(upper) && isnan(lower);
    bool infinite = upper >= TONE_INFINITE && lower >= TONE_INFINITE;
    if ((!hole && !infinite) || row % 2 || (col + row / 2 % 2 * 3) % 6)
        return;
    cell->glyph = style->glyphs == DOTS_ASCII ? (hole ? '/' : 'x')
                                              : (hole ? GLYPH_HOLE : GLYPH_INFINITE);
    cell->fg = style->hole.fg;
    cell->attr = style->hole.attr;
}

/* A colon only for a line from top to bottom: letters must win. */
uint32_t
ascii_line(uint8_t mask)
{
    bool all = (mask & 0x09) && (mask & 0x12) && (mask & 0x24) && (mask & 0xc0);
    int upper = __builtin_popcount(mask & 0x1b), lower = __builtin_popcount(mask & 0xe4);
    return all ? ':' : upper >= lower ? '\'' : '.';
}

void
tint_half(struct cell *cell, uint8_t mask, color_t line)
{
    color_t top = cell->glyph == GLYPH_UPPER ? cell->fg : cell->bg, bottom = cell->bg;
    if (mask & 0x1b)
        top = line;
    if (mask & 0xe4)
        bottom = line;
    *cell = top == bottom ? (struct cell){' ', COLOR_NONE, bottom, 0}
                          : (struct cell){GLYPH_UPPER, top, bottom, 0};
}

static void
draw_line(const struct field *field, size_t i, uint8_t mask, struct cell *cell,
          const struct field_style *style)
{
    const struct colormap *map = style->map;
    bool major = field->levels.major[field->line_level[i]];
    if (style->majors && !major)
        return;
    int level = colormap_level(map, (double)cell_tone(field, i));
    if (level < 0)
        return;
    color_t line = map->contour[major][level];
    if (map->rung != RUNG_MONO && line == COLOR_NONE)
        return;
    uint32_t attr = map->rung == RUNG_MONO ? ATTR_DIM : 0; /* trails are bold */
    if (style->glyphs == DOTS_BRAILLE)
        *cell = (struct cell){
            GLYPH_BRAILLE + mask, line,
            map->shade[level] ? cell_background(cell) : map->field[level], attr};
    else if (style->glyphs == DOTS_ASCII)
        *cell = (struct cell){ascii_line(mask), line, cell->bg, attr};
    else
        tint_half(cell, mask, line);
}

const uint8_t *
field_lines(const struct field *field, const struct field_style *style)
{
    enum color_rung rung = style->map->rung;
    if (!style->contours)
        return NULL;
    if (style->glyphs == DOTS_BRAILLE && (rung == RUNG_16 || rung == RUNG_8))
        return NULL;
    if (style->glyphs == DOTS_BRAILLE)
        return field->line;
    /* half cells are tinted; 8 colours have none left: their steps are the isolines */
    bool shown = style->glyphs == DOTS_ASCII || rung == RUNG_RGB || rung == RUNG_256;
    return shown ? field->line_coarse : NULL;
}

struct cell
field_cell(const struct field *field, const uint8_t *line, int col, int row,
           const struct field_style *style)
{
    size_t cols = (size_t)field->view.pane.cols;
    const float *tone = field->tone + 2 * (size_t)row * cols + (size_t)col;
    float upper = tone[0], lower = tone[cols];
    size_t i = (size_t)row * cols + (size_t)col;
    struct cell cell;
    tone_paint(&cell, upper, lower, style);
    if (line && line[i])
        draw_line(field, i, line[i], &cell, style);
    else
        mark_special(&cell, col, row, upper, lower, style);
    return cell;
}

void
field_draw(const struct field *field, struct canvas *canvas,
           const struct field_style *style)
{
    const struct rect *pane = &field->view.pane;
    const uint8_t *line = field_lines(field, style);
    for (int row = 0; field->ready && row < pane->rows; row++) {
        for (int col = 0; col < pane->cols; col++) {
            struct cell *cell = canvas_at(canvas, pane->col + col, pane->row + row);
            if (cell)
                *cell = field_cell(field, line, col, row, style);
        }
    }
    if (style->labels)
        field_draw_labels(field, canvas, style);
    if (style->axes)
        field_draw_axes(field, canvas, style);
}
