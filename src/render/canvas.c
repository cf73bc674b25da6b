#include "canvas.h"

#include <stdlib.h>
#include <string.h>

#include "pages.h"

bool
canvas_init(struct canvas *canvas, int cols, int rows)
{
    *canvas = (struct canvas){0};
    return canvas_resize(canvas, cols, rows);
}

bool
canvas_resize(struct canvas *canvas, int cols, int rows)
{
    cols = cols > 0 ? cols : 1;
    rows = rows > 0 ? rows : 1;
    struct cell *cells = pages_calloc((size_t)cols * (size_t)rows, sizeof *cells);
    if (!cells)
        return false;
    free(canvas->cells);
    *canvas = (struct canvas){.cols = cols, .rows = rows, .cells = cells};
    canvas_unclip(canvas);
    return true;
}

void
canvas_finish(struct canvas *canvas)
{
    free(canvas->cells);
    *canvas = (struct canvas){0};
}

void
canvas_clear(struct canvas *canvas)
{
    memset(canvas->cells, 0,
           (size_t)canvas->cols * (size_t)canvas->rows * sizeof *canvas->cells);
}

void
canvas_copy(struct canvas *to, const struct canvas *from)
{
    memcpy(to->cells, from->cells,
           (size_t)from->cols * (size_t)from->rows * sizeof *from->cells);
}

static int
larger(int a, int b)
{
    return a > b ? a : b;
}

static int
smaller(int a, int b)
{
    return a < b ? a : b;
}

bool
rect_has(const struct rect *rect, int col, int row)
{
    return col >= rect->col && col < rect->col + rect->cols && row >= rect->row &&
           row < rect->row + rect->rows;
}

struct rect
rect_meet(struct rect a, struct rect b)
{
    struct rect meet = {larger(a.col, b.col), larger(a.row, b.row), 0, 0};
    meet.cols = larger(0, smaller(a.col + a.cols, b.col + b.cols) - meet.col);
    meet.rows = larger(0, smaller(a.row + a.rows, b.row + b.rows) - meet.row);
    return meet;
}

void
canvas_clip(struct canvas *canvas, struct rect clip)
{
    canvas->clip = rect_meet(clip, (struct rect){0, 0, canvas->cols, canvas->rows});
}

void
canvas_unclip(struct canvas *canvas)
{
    canvas->clip = (struct rect){0, 0, canvas->cols, canvas->rows};
}

void
canvas_copy_rect(struct canvas *to, const struct canvas *from, struct rect rect)
{
    struct rect meet = rect_meet(rect_meet(rect, to->clip), from->clip);
    for (int row = meet.row; row < meet.row + meet.rows; row++) {
        struct cell *cells = canvas_at(to, meet.col, row);
        if (cells && meet.cols > 0)
            memcpy(cells, canvas_at(from, meet.col, row),
                   (size_t)meet.cols * sizeof *cells);
    }
}

void
canvas_put(struct canvas *canvas, int col, int row, uint32_t glyph, struct style style)
{
    struct cell *cell = canvas_at(canvas, col, row);
    if (cell)
        *cell = (struct cell){glyph, style.fg, style.bg, style.attr};
}

void
canvas_over(struct canvas *canvas, int col, int row, uint32_t glyph, color_t fg,
            uint32_t attr)
{
    struct cell *cell = canvas_at(canvas, col, row);
    if (cell)
        *cell = (struct cell){glyph, fg, cell_background(cell), attr};
}

void
canvas_fill(struct canvas *canvas, struct rect rect, uint32_t glyph, struct style style)
{
    struct rect meet = rect_meet(rect, canvas->clip);
    for (int row = meet.row; row < meet.row + meet.rows; row++)
        for (int col = meet.col; col < meet.col + meet.cols; col++)
            canvas_put(canvas, col, row, glyph, style);
}

color_t
color_mean(color_t a, color_t b)
{
    if (!COLOR_IS_RGB(a) || !COLOR_IS_RGB(b))
        return b;
    /* Per byte: the common bits plus half of those that differ. */
    return COLOR_RGB(((a & b) + (((a ^ b) & 0xfefefe) >> 1)) & 0xffffff);
}

color_t
cell_background(const struct cell *cell)
{
    if (cell->attr & ATTR_DOTS) /* its foreground is a trail's */
        return cell->bg;
    switch (cell->glyph) {
    case GLYPH_UPPER:
        return color_mean(cell->fg, cell->bg);
    case GLYPH_LOWER:
        return color_mean(cell->bg, cell->fg);
    case GLYPH_FULL:
    case GLYPH_SHADE_3:
    case GLYPH_SHADE_2:
        return cell->fg;
    case GLYPH_LOWER_QUARTER:
    case GLYPH_LOWER_THREE:
        return color_mean(cell->bg, cell->fg);
    default:
        if (cell->glyph >= GLYPH_QUADRANT_FIRST && cell->glyph <= GLYPH_QUADRANT_LAST)
            return color_mean(cell->bg, cell->fg);
        return cell->bg;
    }
}

static color_t
dimmed(color_t color, unsigned part, color_t ground)
{
    unsigned rest = 256 - part;
    if (!COLOR_IS_RGB(color))
        return color;
    uint32_t odd =
        ((color & 0xff00ff) * part >> 8) + ((ground & 0xff00ff) * rest >> 8 & 0xff00ff);
    uint32_t even = ((color & 0x00ff00) * part + (ground & 0x00ff00) * rest) >> 8;
    return COLOR_RGB((odd & 0xff00ff) | (even & 0x00ff00));
}

static bool
is_painted(uint32_t glyph)
{
    return glyph >= GLYPH_UPPER && glyph <= GLYPH_SHADE_3;
}

/* An index cannot be dimmed: its ground goes, and with it what is made of grounds. */
static void
flatten(struct cell *cell, color_t text)
{
    if (is_painted(cell->glyph))
        cell->glyph = ' ';
    cell->fg = text;
    cell->bg = COLOR_NONE;
}

void
canvas_dim(struct canvas *canvas, double factor, const struct dimming *dimming)
{
    unsigned part = (unsigned)(factor * 256 + 0.5);
    size_t n = (size_t)canvas->cols * (size_t)canvas->rows;
    for (size_t i = 0; i < n; i++) {
        struct cell *cell = &canvas->cells[i];
        if (COLOR_IS_INDEX(cell->fg) || COLOR_IS_INDEX(cell->bg))
            flatten(cell, dimming->text);
        if (cell->fg == COLOR_NONE && cell->glyph)
            cell->fg = dimming->text;
        cell->fg = dimmed(cell->fg, part, dimming->ground);
        cell->bg = dimmed(cell->bg, part, dimming->ground);
        cell->attr &= ~(uint32_t)(ATTR_BOLD | ATTR_REVERSE);
    }
}
