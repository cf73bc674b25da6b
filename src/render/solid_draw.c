/* Painting the block: half blocks from the dots they cover, contours over them. */
#include <math.h>

#include "block_glyph.h"
#include "field_parts.h"
#include "solid_parts.h"

/* Faces where the block is cut, away from the light and in the light of FACE_LIGHT. */
static const uint32_t cut_faces[2][2] = {
    [THEME_DARK] = {0x0f1620, 0x141e2b},
    [THEME_LIGHT] = {0xc9d2dc, 0xd9e0e8},
};
#define FACE_LIGHT 0.6
enum { GREY_FIRST = 232, GREY_LAST = 255, GREY_BRIGHT = 8 };
/* Light on level ground. */
#define LIGHT_LEVEL 0.89

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

/* From @a at 0 to @b at 1, and somewhat beyond. */
static uint32_t
between(uint32_t a, uint32_t b, double share)
{
    uint32_t out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        double from = (double)(a >> shift & 255), to = (double)(b >> shift & 255);
        out |= (uint32_t)(from + share * (to - from)) << shift;
    }
    return out;
}

/* What eight colours have for what is no field. */
static color_t
plain_ground(const struct colormap *map)
{
    return COLOR_INDEX(map->theme == THEME_LIGHT ? 7 : 0);
}

uint32_t
solid_wall_rgb(enum theme_kind theme, double light)
{
    return between(cut_faces[theme][0], cut_faces[theme][1], light / FACE_LIGHT);
}

static color_t
wall_color(const struct colormap *map, double light)
{
    bool is_light = map->theme == THEME_LIGHT;
    if (map->rung == RUNG_RGB)
        return COLOR_RGB(solid_wall_rgb(map->theme, light));
    if (map->rung == RUNG_256)
        return COLOR_INDEX((is_light ? 252 : 234) - (light < 0.3));
    return map->rung == RUNG_16 ? COLOR_INDEX(GREY_BRIGHT) : plain_ground(map);
}

/* What the light leaves of a colour: on white grounds little goes, so that low stays
 * light and high stays dark. */
static double
shade_factor(const struct colormap *map, double light)
{
    return map->theme == THEME_LIGHT ? fmin(0.89 + 0.12 * light, 1) : 0.35 + 0.85 * light;
}

/* Of the 256 the field has greys alone; a slope takes those beside its own. */
static color_t
shaded_grey(const struct colormap *map, color_t color, double light)
{
    bool is_light = map->theme == THEME_LIGHT;
    int own = (int)(color & 0xff), steps = is_light ? 3 : 5;
    int grey = own < GREY_FIRST ? GREY_FIRST : own == 231 ? GREY_LAST + 1 : own;
    grey += (int)lround(steps * (light - LIGHT_LEVEL));
    grey = grey < GREY_FIRST ? GREY_FIRST : grey;
    return grey > GREY_LAST ? color : COLOR_INDEX(grey);
}

/* @color as the light leaves it; fewer colours than 256 have no shades to spare. */
static color_t
lit(const struct colormap *map, color_t color, double light)
{
    if (COLOR_IS_RGB(color))
        return COLOR_RGB(scaled(color & 0xffffff, shade_factor(map, light)));
    return map->rung == RUNG_256 ? shaded_grey(map, color, light) : color;
}

/* What most dots of half a cell (2 x 2) are, and their mean height and light. */
struct half {
    enum solid_part part;
    double unit, light;
};

static struct half
look_at(const struct solid *solid, int px, int py)
{
    int count[SOLID_WALL + 1] = {0};
    double unit[SOLID_WALL + 1] = {0}, light[SOLID_WALL + 1] = {0};
    for (int k = 0; k < 4; k++) {
        size_t at = (size_t)(py + k / 2) * (size_t)solid->w + (size_t)(px + k % 2);
        int part = solid->part[at];
        count[part]++;
        unit[part] += (double)solid->unit[at];
        light[part] += (double)solid->light[at];
    }
    enum solid_part part = SOLID_TOP;
    if (count[SOLID_WALL] > count[SOLID_TOP])
        part = SOLID_WALL;
    if (count[SOLID_NOTHING] > 2)
        return (struct half){SOLID_NOTHING, 0, 0};
    return (struct half){part, unit[part] / count[part], light[part] / count[part]};
}

/* Where half a cell can have no shade: the colour that has most of it. */
static color_t
solid_color(const struct colormap *map, int level)
{
    bool thin = map->shade[level] == GLYPH_SHADE_1 || map->shade[level] == GLYPH_SHADE_2;
    return thin ? map->shade_bg[level] : map->field[level];
}

static color_t
half_color(const struct half *half, const struct colormap *map)
{
    if (half->part == SOLID_NOTHING)
        return COLOR_NONE;
    if (half->part == SOLID_WALL)
        return wall_color(map, half->light);
    return lit(map, solid_color(map, colormap_level(map, half->unit)), half->light);
}

static bool
is_bright(color_t color)
{
    return COLOR_IS_INDEX(color) && (color & 0xff) == GREY_BRIGHT;
}

/* Bright colours can be no ground on the Linux console: they take the glyph. */
static struct cell
two_halves(color_t top, color_t bottom)
{
    if (top == bottom && is_bright(top))
        return (struct cell){GLYPH_FULL, top, COLOR_NONE, 0};
    if (top == bottom)
        return (struct cell){' ', COLOR_NONE, top, 0};
    if (top == COLOR_NONE || is_bright(bottom))
        return (struct cell){GLYPH_LOWER, bottom, top, 0};
    return (struct cell){GLYPH_UPPER, top, bottom, 0};
}

static struct cell
one_ground(const struct half *half, const struct colormap *map)
{
    color_t color = half_color(half, map);
    return (struct cell){' ', COLOR_NONE, is_bright(color) ? plain_ground(map) : color,
                         0};
}

/* Eight colours have a shade alone that is neither ground nor field. */
static struct cell
shaded_wall(const struct colormap *map)
{
    bool is_light = map->theme == THEME_LIGHT;
    return (struct cell){GLYPH_SHADE_1, COLOR_INDEX(is_light ? 0 : 7), plain_ground(map),
                         0};
}

static void
paint_halves(struct cell *cell, const struct half *upper, const struct half *lower,
             const struct field_style *style)
{
    const struct colormap *map = style->map;
    bool few = map->rung == RUNG_16 || map->rung == RUNG_8, blocks = style->half;
    if (map->rung == RUNG_MONO)
        return;
    if (few && upper->part == SOLID_TOP && lower->part == SOLID_TOP)
        tone_paint(cell, (float)upper->unit, (float)lower->unit, style);
    else if (map->rung == RUNG_8 && blocks && upper->part == SOLID_WALL &&
             lower->part == SOLID_WALL)
        *cell = shaded_wall(map);
    else if (blocks)
        *cell = two_halves(half_color(upper, map), half_color(lower, map));
    else
        *cell = one_ground(lower->part == SOLID_NOTHING ? upper : lower, map);
}

/* The dots of each part in a cell, as bits of braille. */
static void
masks_of(const struct solid *solid, int col, int row, uint8_t mask[SOLID_WALL + 1])
{
    mask[SOLID_NOTHING] = mask[SOLID_TOP] = mask[SOLID_WALL] = 0;
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 2; x++) {
            size_t at = (size_t)(4 * row + y) * (size_t)solid->w + (size_t)(2 * col + x);
            mask[solid->part[at]] |= dots_bit[y][x];
        }
}

/* The mean of one part of a cell. */
static struct half
part_of(const struct solid *solid, int col, int row, enum solid_part part)
{
    struct half mean = {part, 0, 0};
    int n = 0;
    for (int k = 0; k < 8; k++) {
        size_t at =
            (size_t)(4 * row + k / 2) * (size_t)solid->w + (size_t)(2 * col + k % 2);
        if (solid->part[at] != part)
            continue;
        mean.unit += (double)solid->unit[at];
        mean.light += (double)solid->light[at];
        n++;
    }
    mean.unit /= n;
    mean.light /= n;
    return mean;
}

/* Where two parts meet in a cell the glyph follows the line between them: an outline in
 * quarters of a cell and not in halves. What is none of the block has no foreground. */
static bool
paint_outline(const struct solid *solid, struct cell *cell, int col, int row,
              const struct field_style *style)
{
    const struct colormap *map = style->map;
    uint8_t mask[SOLID_WALL + 1];
    if (style->glyphs != DOTS_BRAILLE || (map->rung != RUNG_RGB && map->rung != RUNG_256))
        return false;
    masks_of(solid, col, row, mask);
    int parts = !!mask[SOLID_NOTHING] + !!mask[SOLID_TOP] + !!mask[SOLID_WALL];
    if (parts != 2)
        return false;
    enum solid_part front = mask[SOLID_TOP] ? SOLID_TOP : SOLID_WALL;
    enum solid_part back = mask[SOLID_NOTHING] ? SOLID_NOTHING : SOLID_WALL;
    bool inverse = false;
    uint32_t glyph = block_glyph_of(mask[front], back == SOLID_NOTHING ? NULL : &inverse);
    struct half one = part_of(solid, col, row, front);
    struct half other = {.part = SOLID_NOTHING};
    if (back != SOLID_NOTHING)
        other = part_of(solid, col, row, back);
    color_t fg = half_color(&one, map), bg = half_color(&other, map);
    *cell = (struct cell){glyph, inverse ? bg : fg, inverse ? fg : bg, 0};
    return true;
}

static struct cell
line_glyph(const struct cell *cell, uint8_t mask, color_t line,
           const struct field_style *style)
{
    if (style->glyphs == DOTS_BRAILLE)
        return (struct cell){GLYPH_BRAILLE + mask, line, cell_background(cell), 0};
    return (struct cell){ascii_line(mask), line, cell_background(cell), 0};
}

/* A line on the top, unless the cell is shared with what is not the top: that would lose
 * the edge between them. */
static void
paint_line(struct cell *cell, uint8_t mask, const struct half *upper,
           const struct half *lower, const struct field_style *style)
{
    const struct colormap *map = style->map;
    if (!mask || !style->contours || upper->part != SOLID_TOP || lower->part != SOLID_TOP)
        return;
    double light = (upper->light + lower->light) / 2;
    int level = colormap_level(map, (upper->unit + lower->unit) / 2);
    color_t line = lit(map, map->contour[1][level], fmax(light, LIGHT_LEVEL / 2));
    if (style->glyphs != DOTS_HALF)
        *cell = line_glyph(cell, mask, line, style);
    else if (map->rung == RUNG_RGB || map->rung == RUNG_256)
        tint_half(cell, mask, line);
}

static void
paint_cell(const struct solid *solid, struct cell *cell, int col, int row,
           const struct field_style *style)
{
    size_t at = (size_t)row * (size_t)solid->pane.cols + (size_t)col;
    struct half upper = look_at(solid, 2 * col, 4 * row);
    struct half lower = look_at(solid, 2 * col, 4 * row + 2);
    if (paint_outline(solid, cell, col, row, style))
        return;
    paint_halves(cell, &upper, &lower, style);
    bool void_here = upper.part == SOLID_NOTHING && lower.part == SOLID_NOTHING;
    if (void_here && solid->ground[at])
        *cell = line_glyph(cell, solid->ground[at], style->hole.fg, style);
    if (style->map->rung != RUNG_MONO) {
        paint_line(cell, solid->line[at], &upper, &lower, style);
        return;
    }
    uint8_t mask = solid->edge[at] | (style->contours ? solid->line[at] : 0);
    if (mask)
        *cell = line_glyph(cell, mask, COLOR_NONE, style);
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
