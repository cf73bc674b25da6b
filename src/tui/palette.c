#include "tui/palette.h"

#include <stddef.h>
#include <wchar.h>

/* The 16 colours as xterm has them; users change them, so that they only serve to
 * compare. */
static const uint32_t ansi[16] = {
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
};

static uint32_t
rgb_of(color_t color)
{
    uint32_t value = color & 0xffffff;
    if (COLOR_IS_RGB(color))
        return value;
    return value < 16 ? ansi[value] : rgb_from_index((int)value);
}

static int
distance(uint32_t one, uint32_t two)
{
    int red = (int)(one >> 16 & 255) - (int)(two >> 16 & 255);
    int green = (int)(one >> 8 & 255) - (int)(two >> 8 & 255);
    int blue = (int)(one & 255) - (int)(two & 255);
    return 3 * red * red + 4 * green * green + 2 * blue * blue;
}

static int
nearest_ansi(uint32_t rgb, int count)
{
    int best = 0;
    for (int i = 1; i < count; i++)
        if (distance(rgb, ansi[i]) < distance(rgb, ansi[best]))
            best = i;
    return best;
}

/* The cube's levels are 0 95 135 175 215 255, the greys 8 18 ... 238. */
static int
nearest_index(uint32_t rgb)
{
    int part[3], sum = 0;
    for (int i = 0; i < 3; i++) {
        int value = (int)(rgb >> (16 - 8 * i) & 255);
        part[i] = value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;
        sum += value;
    }
    int cube = 16 + 36 * part[0] + 6 * part[1] + part[2];
    int step = (sum / 3 - 3) / 10;
    int grey = 232 + (step < 0 ? 0 : step > 23 ? 23 : step);
    return distance(rgb, rgb_from_index(grey)) < distance(rgb, rgb_from_index(cube))
               ? grey
               : cube;
}

/* As its description has it: 24 bits, or so many palette colours. */
static color_t
fit_described(const struct screen *screen, color_t color)
{
    uint32_t value = color & 0xffffff;
    if (screen->facts.direct && COLOR_IS_RGB(color))
        return value < 8 ? COLOR_RGB(8) : color; /* 0 to 7 are palette colours there */
    if (screen->facts.direct)
        return value < 8 ? color : COLOR_RGB(rgb_of(color));
    if (screen->facts.colors >= 256)
        return COLOR_IS_INDEX(color) ? color : COLOR_INDEX(nearest_index(value));
    if (screen->facts.colors < 8)
        return COLOR_NONE;
    int count = screen->facts.colors < 16 ? 8 : 16;
    if (screen->family == FAMILY_LINUX)
        count = 16; /* bright ones by bold */
    bool has = COLOR_IS_INDEX(color) && value < (uint32_t)count;
    return has ? color : COLOR_INDEX(nearest_ansi(rgb_of(color), count));
}

color_t
palette_color(const struct screen *screen, color_t color)
{
    bool modern = screen->family == FAMILY_XTERM || screen->family == FAMILY_TMUX;
    return color == COLOR_NONE || modern ? color : fit_described(screen, color);
}

static bool
is_bright(color_t color)
{
    return COLOR_IS_INDEX(color) && (color & 255) >= 8 && (color & 255) < 16;
}

void
palette_brighten(uint32_t *glyph, struct style *style)
{
    bool half = *glyph == UPPER_HALF || *glyph == LOWER_HALF;
    if (half && style->fg == style->bg)
        *glyph = FULL_BLOCK; /* a ground cannot be bright */
    if (half && is_bright(style->bg) && !is_bright(style->fg) && style->fg) {
        color_t swap = style->fg;
        style->fg = style->bg;
        style->bg = swap;
        *glyph = *glyph == UPPER_HALF ? LOWER_HALF : UPPER_HALF;
    }
    if (is_bright(style->fg)) {
        style->fg -= 8;
        style->attr |= ATTR_BOLD;
    }
    if (is_bright(style->bg))
        style->bg -= 8;
}

/* The nearest thing that a terminal without UTF-8 has. Who draws knows what the terminal
 * can show; this is for text from elsewhere. */
static uint32_t
ascii_of(uint32_t glyph)
{
    static const struct {
        uint32_t glyph;
        uint32_t ascii;
    } table[] = {
        {0x2212, '-' }, /* minus */
        {0x2013, '-' },
        {0x2019, '\''},
        {0x00b7, '.' },
        {0x2022, 'o' },
        {0x2190, '<' },
        {0x2192, '>' },
        {0x2191, '^' },
        {0x2193, 'v' },
        {0x2605, '*' },
        {0x00d7, 'x' },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].glyph == glyph)
            return table[i].ascii;
    if (glyph >= 0x2500 && glyph < 0x2580) /* lines */
        return glyph == 0x2502 || glyph == 0x2503 ? '|' : '-';
    if (glyph >= 0x2580 && glyph < 0x25a0) /* blocks */
        return '#';
    if (glyph >= 0x25a0 && glyph < 0x2600) /* shapes */
        return 'o';
    return glyph >= 0x2800 && glyph < 0x2900 ? '.' : '?';
}

uint32_t
palette_glyph(const struct screen *screen, uint32_t glyph)
{
    if (glyph < 0x20 || glyph == 0x7f)
        return ' ';
    if (glyph < 0x7f)
        return glyph;
    if (!screen->utf8)
        return ascii_of(glyph);
    /* What has no width or two would shift the rest of the row. */
    return wcwidth((wchar_t)glyph) == 1 ? glyph : '?';
}
