#include "dots.h"

#include <string.h>

enum { UPPER_DOTS = 0x1b, LOWER_DOTS = 0xe4 };

static void
put_braille(struct cell *cell, uint8_t mask, color_t fg, uint32_t attr)
{
    uint32_t dots = cell->glyph - GLYPH_BRAILLE;
    if (dots < 256 && (cell->attr & ATTR_DOTS))
        mask |= (uint8_t)dots;
    *cell = (struct cell){GLYPH_BRAILLE + mask, fg, cell_background(cell), attr};
}

/* Colour of the half of @cell that is kept. */
static color_t
half_color(const struct cell *cell, bool upper)
{
    if (cell->glyph == GLYPH_UPPER)
        return upper ? cell->fg : cell->bg;
    if (cell->glyph == GLYPH_LOWER)
        return upper ? cell->bg : cell->fg;
    return cell_background(cell);
}

/* The Linux console has no bright grounds: such a half takes the new colour with it. */
static bool
is_bright_index(color_t color)
{
    return COLOR_IS_INDEX(color) && (color & 0xff) >= 8 && (color & 0xff) < 16;
}

static void
put_half(struct cell *cell, uint8_t mask, color_t fg, uint32_t attr)
{
    bool upper = mask & UPPER_DOTS, lower = mask & LOWER_DOTS;
    color_t rest = half_color(cell, !upper);
    if ((upper && lower) || is_bright_index(rest))
        *cell = (struct cell){GLYPH_FULL, fg, cell_background(cell), attr};
    else
        *cell = (struct cell){upper ? GLYPH_UPPER : GLYPH_LOWER, fg, rest, attr};
}

static void
put_dots(struct cell *cell, uint8_t mask, color_t fg, uint32_t attr,
         enum dot_glyphs glyphs, uint32_t letter)
{
    if (glyphs == DOTS_BRAILLE)
        put_braille(cell, mask, fg, attr);
    else if (glyphs == DOTS_HALF)
        put_half(cell, mask, fg, attr);
    else
        *cell = (struct cell){letter, fg, cell_background(cell), attr};
}

/* Most have none: eight at once. */
int
dots_next(const uint8_t *mask, int i, int end)
{
    for (uint64_t eight; i + 8 <= end; i += 8) {
        memcpy(&eight, mask + i, 8);
        if (eight)
            break;
    }
    while (i < end && !mask[i])
        i++;
    return i;
}

void
dots_compose(const struct dots *dots, struct canvas *canvas, int col, int row, color_t fg,
             uint32_t attr, enum dot_glyphs glyphs, uint32_t letter)
{
    struct rect pane = {col, row, dots->cols, dots->rows};
    struct rect meet = rect_meet(pane, canvas->clip);
    for (int r = meet.row; r < meet.row + meet.rows; r++) {
        const uint8_t *mask = dots->mask + (size_t)(r - row) * (size_t)dots->cols;
        struct cell *cells = canvas->cells + (size_t)r * (size_t)canvas->cols;
        int end = meet.col + meet.cols - col;
        for (int c = dots_next(mask, meet.col - col, end); c < end;
             c = dots_next(mask, c + 1, end))
            put_dots(&cells[col + c], mask[c], fg, attr | ATTR_DOTS, glyphs, letter);
    }
}
