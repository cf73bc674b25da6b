#include "tui/palette.h"

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

static int
direct_number(const struct screen *screen, color_t color)
{
    int rgb = (int)rgb_of(color);
    if (screen->own)
        return rgb;
    /* Elsewhere the first eight numbers are palette colours, and #000004 turns blue. */
    if (COLOR_IS_INDEX(color) && (color & 0xffffff) < 8)
        return (int)(color & 7);
    return rgb < 8 ? 8 : rgb;
}

int
palette_number(const struct screen *screen, color_t color)
{
    if (color == COLOR_NONE || screen->kind == SCREEN_MONO)
        return -1;
    if (screen->kind == SCREEN_DIRECT)
        return direct_number(screen, color);
    int index = COLOR_IS_INDEX(color) ? (int)(color & 255) : -1;
    if (screen->colors >= 256)
        return index >= 0 ? index : nearest_index(rgb_of(color));
    int count = screen->colors >= 16 ? 16 : 8;
    /* Eight colours and bright ones by bold (the Linux console): the caller adds bold. */
    if (count == 8 && screen->family == FAMILY_LINUX)
        count = 16;
    return index >= 0 && index < count ? index : nearest_ansi(rgb_of(color), count);
}
