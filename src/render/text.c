#include "canvas.h"

#include <stdlib.h>
#include <string.h>

enum { REPLACEMENT = 0xfffd };

/* Bytes that follow the lead byte @c, and the bits of the code point it carries. */
static int
followers(unsigned char c, uint32_t *bits)
{
    if (c < 0x80) {
        *bits = c;
        return 0;
    }
    if (c >= 0xc2 && c < 0xe0) {
        *bits = c & 0x1fu;
        return 1;
    }
    if (c >= 0xe0 && c < 0xf0) {
        *bits = c & 0x0fu;
        return 2;
    }
    if (c >= 0xf0 && c < 0xf5) {
        *bits = c & 0x07u;
        return 3;
    }
    return -1;
}

static bool
is_scalar(uint32_t glyph, int n)
{
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    return glyph >= least[n] && glyph <= 0x10ffff && (glyph < 0xd800 || glyph > 0xdfff);
}

uint32_t
utf8_next(const char **text)
{
    const unsigned char *s = (const unsigned char *)*text;
    if (!*s)
        return 0;
    uint32_t glyph = 0;
    int n = followers(*s, &glyph);
    int i = 0;
    for (; i < n && (s[i + 1] & 0xc0) == 0x80; i++)
        glyph = glyph << 6 | (s[i + 1] & 0x3fu);
    *text += i + 1;
    return n >= 0 && i == n && is_scalar(glyph, n) ? glyph : REPLACEMENT;
}

int
utf8_encode(uint32_t glyph, char out[4])
{
    if (glyph < 0x80) {
        out[0] = (char)glyph;
        return 1;
    }
    if (!(glyph <= 0x10ffff && (glyph < 0xd800 || glyph > 0xdfff)))
        glyph = REPLACEMENT;
    int n = glyph < 0x800 ? 2 : glyph < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (int i = n - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (glyph & 0x3f));
        glyph >>= 6;
    }
    out[0] = (char)(lead[n] | glyph);
    return n;
}

int
text_width(const char *text)
{
    int width = 0;
    for (uint32_t glyph; (glyph = utf8_next(&text)) != 0;)
        width += glyph_is_narrow(glyph);
    return width;
}

int
canvas_text(struct canvas *canvas, int col, int row, int max, const char *text,
            struct style style)
{
    int n = 0;
    while (n < max) {
        uint32_t glyph = utf8_next(&text);
        if (!glyph)
            break;
        if (!glyph_is_narrow(glyph))
            continue;
        struct cell *cell = canvas_at(canvas, col + n, row);
        if (cell) {
            color_t bg = style.bg == COLOR_NONE ? cell_background(cell) : style.bg;
            *cell = (struct cell){glyph, style.fg, bg, style.attr};
        }
        n++;
    }
    return n;
}

int
canvas_text_right(struct canvas *canvas, int right, int row, const char *text,
                  struct style style)
{
    int width = text_width(text);
    canvas_text(canvas, right - width, row, width, text, style);
    return right - width;
}

static char *
write_row(const struct canvas *canvas, int row, char *out)
{
    const struct cell *cells = &canvas->cells[(size_t)row * (size_t)canvas->cols];
    int n = canvas->cols;
    while (n > 0 && (cells[n - 1].glyph == 0 || cells[n - 1].glyph == ' '))
        n--;
    for (int col = 0; col < n; col++)
        out += utf8_encode(cells[col].glyph ? cells[col].glyph : ' ', out);
    *out++ = '\n';
    return out;
}

char *
canvas_to_text(const struct canvas *canvas)
{
    size_t rows = (size_t)canvas->rows;
    char *text = malloc(rows * ((size_t)canvas->cols * 4 + 1) + 1);
    if (!text)
        return NULL;
    char *end = text;
    for (int row = 0; row < canvas->rows; row++)
        end = write_row(canvas, row, end);
    *end = '\0';
    return text;
}
