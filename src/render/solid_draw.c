/* Painting the block: half blocks from the dots they cover, contours over them. */
#include <math.h>

#include "solid.h"

/* Faces where the block is cut, dark theme and light. */
static const uint32_t cut_faces[2][2] = {
    {0x141e2b, 0x0f1620},
    {0xd9e0e8, 0xc9d2dc},
};

static uint32_t
scaled(uint32_t rgb, double factor)
{
    uint32_t out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        double part = (double)(rgb >> shift & 255) * factor;
        out |= (uint32_t)fmin(part, 255) << shift;
    }
    return out;
}

static color_t
face_color(const struct colormap *map, bool side)
{
    if (map->rung == RUNG_RGB)
        return COLOR_RGB(cut_faces[map->theme == THEME_LIGHT][side]);
    if (map->rung == RUNG_256)
        return COLOR_INDEX(map->theme == THEME_LIGHT ? 252 - side : 234 + side);
    return map->rung == RUNG_MONO ? COLOR_NONE : COLOR_INDEX(0);
}

/* The field's colour there, times what the light leaves; palettes have no shades to
 * spare. */
static color_t
top_color(const struct colormap *map, double unit, double light)
{
    int level = colormap_level(map, unit);
    if (level < 0)
        return COLOR_NONE;
    color_t color = map->field[level];
    if (!COLOR_IS_RGB(color))
        return color;
    double factor = 0.35 + 0.85 * light;
    if (map->theme == THEME_LIGHT)
        factor = fmin(0.6 + 0.45 * light, 1.02);
    return COLOR_RGB(scaled(color & 0xffffff, factor));
}

/* What most dots of half a cell (2 x 2) are, and their mean height and light. */
struct half {
    enum solid_part part;
    double unit, light;
};

static struct half
look_at(const struct solid *solid, int px, int py)
{
    int count[4] = {0};
    struct half half = {SOLID_NOTHING, 0, 0};
    for (int k = 0; k < 4; k++) {
        size_t at = (size_t)(py + k / 2) * (size_t)solid->w + (size_t)(px + k % 2);
        count[solid->part[at]]++;
        if (solid->part[at] == SOLID_TOP) {
            half.unit += (double)solid->unit[at];
            half.light += (double)solid->light[at];
        }
    }
    for (int part = 1; part < 4; part++)
        if (count[part] > count[half.part] ||
            (half.part == SOLID_NOTHING && count[part] >= 2))
            half.part = (enum solid_part)part;
    if (count[SOLID_TOP]) {
        half.unit /= count[SOLID_TOP];
        half.light /= count[SOLID_TOP];
    }
    return half;
}

static color_t
half_color(const struct half *half, const struct colormap *map)
{
    switch (half->part) {
    case SOLID_TOP:
        return top_color(map, half->unit, half->light);
    case SOLID_FRONT:
    case SOLID_SIDE:
        return face_color(map, half->part == SOLID_SIDE);
    case SOLID_NOTHING:
    default:
        return COLOR_NONE;
    }
}

/* The place of a dot of the top, or SIZE_MAX. */
static size_t
top_dot(const struct solid *solid, int px, int py)
{
    if (px >= solid->w || py >= solid->h)
        return SIZE_MAX;
    size_t at = (size_t)py * (size_t)solid->w + (size_t)px;
    return solid->part[at] == SOLID_TOP ? at : SIZE_MAX;
}

/* A contour runs between dots of two bands that lie beside each other on the block. */
static bool
on_contour(const struct solid *solid, int px, int py)
{
    size_t at = top_dot(solid, px, py);
    for (int k = 0; k < 2 && at != SIZE_MAX; k++) {
        size_t beside = top_dot(solid, px + (k == 0), py + (k == 1));
        if (beside == SIZE_MAX || solid->band[beside] == solid->band[at])
            continue;
        if (fabs((double)(solid->depth[at] - solid->depth[beside])) < 0.06)
            return true;
    }
    return false;
}

static uint8_t
contour_mask(const struct solid *solid, int col, int row)
{
    struct dots dots = {1, 1, (uint8_t[1]){0}};
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 2; x++)
            if (on_contour(solid, 2 * col + x, 4 * row + y))
                dots_set(&dots, x, y);
    return dots.mask[0];
}

static void
paint_cell(const struct solid *solid, struct cell *cell, int col, int row,
           const struct field_style *style)
{
    struct half upper = look_at(solid, 2 * col, 4 * row);
    struct half lower = look_at(solid, 2 * col, 4 * row + 2);
    color_t top = half_color(&upper, style->map), bottom = half_color(&lower, style->map);
    bool colored = style->glyphs != DOTS_ASCII && style->map->rung != RUNG_MONO;
    uint8_t mask = contour_mask(solid, col, row);
    if (colored && (top != COLOR_NONE || bottom != COLOR_NONE))
        *cell = top == bottom ? (struct cell){' ', COLOR_NONE, top, 0}
                              : (struct cell){GLYPH_UPPER, top, bottom, 0};
    if (colored && top == COLOR_NONE && bottom != COLOR_NONE)
        *cell = (struct cell){GLYPH_LOWER, bottom, COLOR_NONE, 0};
    if (!mask || !style->contours)
        return;
    int level = colormap_level(style->map, (upper.unit + lower.unit) / 2);
    color_t line = level < 0 ? COLOR_NONE : style->map->contour[1][level];
    if (style->glyphs == DOTS_BRAILLE)
        *cell = (struct cell){GLYPH_BRAILLE + mask, line, cell_background(cell), 0};
    else if (style->glyphs == DOTS_ASCII)
        *cell = (struct cell){mask & 0x1b ? '\'' : '.', COLOR_NONE, COLOR_NONE, 0};
}

void
solid_draw(const struct solid *solid, struct canvas *canvas,
           const struct field_style *style)
{
    for (int row = 0; row < solid->pane.rows; row++)
        for (int col = 0; col < solid->pane.cols; col++) {
            struct cell *cell =
                canvas_at(canvas, solid->pane.col + col, solid->pane.row + row);
            if (cell)
                paint_cell(solid, cell, col, row, style);
        }
}
