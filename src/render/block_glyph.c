#include "block_glyph.h"

#include <stddef.h>

/* Those that fill most first: of two that are as near it is taken, so that an outline
 * rounds to the same side all along. */
static const struct {
    uint32_t glyph;
    uint8_t mask;
} glyphs[] = {
    {0x2588, 0xff},
    {0x2586, 0xf6}, /* lower three quarters */
    {0x2599, 0xe7}, /* quadrants: three */
    {0x259b, 0x5f},
    {0x259c, 0xbb},
    {0x259f, 0xfc},
    {0x2580, 0x1b}, /* halves */
    {0x2584, 0xe4},
    {0x258c, 0x47},
    {0x2590, 0xb8},
    {0x259a, 0xa3}, /* opposite quadrants */
    {0x259e, 0x5c},
    {0x2582, 0xc0}, /* lower quarter */
    {0x2596, 0x44}, /* quadrants: one */
    {0x2597, 0xa0},
    {0x2598, 0x03},
    {0x259d, 0x18},
};
enum { GLYPHS = sizeof glyphs / sizeof *glyphs };

uint32_t
block_glyph_of(uint8_t mask, bool *inverse)
{
    int least = 9, filled = 0;
    uint32_t best = ' ';
    for (size_t i = 0; i < 2 * GLYPHS; i++) {
        bool turned = i >= GLYPHS;
        uint8_t fills = (uint8_t)(turned ? ~glyphs[i - GLYPHS].mask : glyphs[i].mask);
        int apart = __builtin_popcount(mask ^ fills), n = __builtin_popcount(fills);
        if ((turned && !inverse) || apart > least || (apart == least && n <= filled))
            continue;
        least = apart;
        filled = n;
        best = glyphs[i % GLYPHS].glyph;
        if (inverse)
            *inverse = turned;
    }
    return best;
}

uint8_t
block_glyph_mask(uint32_t glyph)
{
    for (size_t i = 0; i < GLYPHS; i++)
        if (glyphs[i].glyph == glyph)
            return glyphs[i].mask;
    return 0;
}
