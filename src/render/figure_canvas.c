/* A screen as a picture: cells become rectangles, dots and letters, so that any view can
 * be shown on a slide. */
#include <math.h>

#include "block_glyph.h"
#include "figure_parts.h"

/* Where the cells stand: square data stay square, what is left of the page is margin. */
struct grid {
    cairo_t *cr;
    const struct canvas *canvas;
    double x, y, w, h; /* of the first cell */
    uint32_t page, ink;
};

static uint32_t
rgb_of(color_t color, uint32_t standard)
{
    if (COLOR_IS_RGB(color))
        return color & 0xffffff;
    return COLOR_IS_INDEX(color) ? rgb_from_index((int)(color & 0xff)) : standard;
}

/* Colours as they are seen. */
static void
colors_of(const struct grid *grid, const struct cell *cell, uint32_t *fg, uint32_t *bg)
{
    bool reverse = cell->attr & ATTR_REVERSE;
    *fg = rgb_of(reverse ? cell->bg : cell->fg, reverse ? grid->page : grid->ink);
    *bg = rgb_of(reverse ? cell->fg : cell->bg, reverse ? grid->ink : grid->page);
}

/* A part of a cell, a hair wider, so that neighbours leave no seam. */
static void
fill_part(const struct grid *grid, struct box box, uint32_t rgb)
{
    const double hair = 0.02;
    pen_color(grid->cr, rgb);
    cairo.rectangle(grid->cr, box.x, box.y, box.w + hair * grid->w,
                    box.h + hair * grid->w);
    cairo.fill(grid->cr);
}

/* Blocks: which part of the cell, and its share of ink, for the shades. */
struct block {
    uint32_t glyph;
    double x, y, w, h, share;
};
static const struct block blocks[] = {
    {GLYPH_UPPER,   0,   0,   1,    0.5, 1   },
    {GLYPH_LOWER,   0,   0.5, 1,    0.5, 1   },
    {GLYPH_FULL,    0,   0,   1,    1,   1   },
    {GLYPH_SHADE_1, 0,   0,   1,    1,   0.25},
    {GLYPH_SHADE_2, 0,   0,   1,    1,   0.5 },
    {GLYPH_SHADE_3, 0,   0,   1,    1,   0.75},
    {0x258c,        0,   0,   0.5,  1,   1   },
    {0x2590,        0.5, 0,   0.5,  1,   1   },
    {0x258e,        0,   0,   0.25, 1,   1   },
};

static uint32_t
mix(uint32_t bg, uint32_t fg, double share)
{
    uint32_t rgb = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        double a = bg >> shift & 0xff, b = fg >> shift & 0xff;
        rgb |= (uint32_t)(a + share * (b - a) + 0.5) << shift;
    }
    return rgb;
}

static bool
draw_block(const struct grid *grid, uint32_t glyph, struct box box, uint32_t fg,
           uint32_t bg)
{
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        const struct block *b = &blocks[i];
        if (b->glyph != glyph)
            continue;
        struct box part = {box.x + b->x * box.w, box.y + b->y * box.h, b->w * box.w,
                           b->h * box.h};
        fill_part(grid, part, mix(bg, fg, b->share));
        return true;
    }
    return false;
}

/* Quarters and quadrants, by the dots they cover. */
static bool
draw_quadrants(const struct grid *grid, uint32_t glyph, struct box box, uint32_t fg)
{
    uint8_t mask = block_glyph_mask(glyph);
    struct box part = {0, 0, box.w / 2, box.h / 4};
    for (int row = 0; row < 4 && mask; row++)
        for (int col = 0; col < 2; col++) {
            part.x = box.x + col * part.w;
            part.y = box.y + row * part.h;
            if (mask & dots_bit[row][col])
                fill_part(grid, part, fg);
        }
    return mask != 0;
}

static bool
draw_braille(const struct grid *grid, uint32_t glyph, struct box box, uint32_t fg)
{
    if (glyph < GLYPH_BRAILLE || glyph > GLYPH_BRAILLE + 0xff)
        return false;
    pen_color(grid->cr, fg);
    for (int row = 0; row < 4; row++)
        for (int col = 0; col < 2; col++) {
            double x = box.x + (col + 0.5) * box.w / 2,
                   y = box.y + (row + 0.5) * box.h / 4;
            if (!((glyph - GLYPH_BRAILLE) & dots_bit[row][col]))
                continue;
            cairo.new_sub_path(grid->cr);
            cairo.arc(grid->cr, x, y, box.w * 0.16, 0, 6.283185307179586);
        }
    cairo.fill(grid->cr);
    return true;
}

static void
draw_letter(const struct grid *grid, const struct cell *cell, struct box box, uint32_t fg)
{
    char text[5] = {0};
    cairo_text_extents_t extents;
    text[utf8_encode(cell->glyph, text)] = '\0';
    cairo.select_font_face(grid->cr, "monospace", CAIRO_FONT_SLANT_NORMAL,
                           cell->attr & ATTR_BOLD ? CAIRO_FONT_WEIGHT_BOLD
                                                  : CAIRO_FONT_WEIGHT_NORMAL);
    cairo.set_font_size(grid->cr, box.h * 0.82);
    cairo.text_extents(grid->cr, text, &extents);
    pen_color(grid->cr, fg);
    cairo.move_to(grid->cr, box.x + (box.w - extents.x_advance) / 2,
                  box.y + box.h * 0.78);
    cairo.show_text(grid->cr, text);
}

static struct box
box_of(const struct grid *grid, int col, int row)
{
    return (struct box){grid->x + col * grid->w, grid->y + row * grid->h, grid->w,
                        grid->h};
}

/* All grounds first: letters may be wider than their cells. */
static void
draw_grounds(const struct grid *grid)
{
    for (int row = 0; row < grid->canvas->rows; row++)
        for (int col = 0; col < grid->canvas->cols; col++) {
            uint32_t fg, bg;
            const struct cell *cell =
                &grid->canvas->cells[row * grid->canvas->cols + col];
            colors_of(grid, cell, &fg, &bg);
            if (bg != grid->page)
                fill_part(grid, box_of(grid, col, row), bg);
            if (!draw_block(grid, cell->glyph, box_of(grid, col, row), fg, bg))
                draw_quadrants(grid, cell->glyph, box_of(grid, col, row), fg);
        }
}

static void
draw_glyphs(const struct grid *grid)
{
    for (int row = 0; row < grid->canvas->rows; row++)
        for (int col = 0; col < grid->canvas->cols; col++) {
            uint32_t fg, bg;
            const struct cell *cell =
                &grid->canvas->cells[row * grid->canvas->cols + col];
            bool block = cell->glyph >= 0x2580 && cell->glyph <= 0x259f;
            colors_of(grid, cell, &fg, &bg);
            if (cell->glyph > ' ' && !block &&
                !draw_braille(grid, cell->glyph, box_of(grid, col, row), fg))
                draw_letter(grid, cell, box_of(grid, col, row), fg);
        }
}

void
canvas_paint(cairo_t *cr, const struct canvas *canvas, uint32_t page, uint32_t ink,
             double width, double height)
{
    struct grid grid = {.cr = cr, .canvas = canvas, .page = page, .ink = ink};
    grid.w = fmin(width / canvas->cols, height / canvas->rows / 2);
    grid.h = 2 * grid.w;
    grid.x = (width - grid.w * canvas->cols) / 2;
    grid.y = (height - grid.h * canvas->rows) / 2;
    pen_color(cr, page);
    cairo.paint(cr);
    draw_grounds(&grid);
    draw_glyphs(&grid);
}
