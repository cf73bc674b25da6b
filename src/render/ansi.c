/* A screen as text with colours: what a terminal shows when the file is printed. */
#include <stdio.h>
#include <stdlib.h>

#include "canvas.h"

static void
put_color(FILE *out, color_t color, int ground)
{
    if (COLOR_IS_RGB(color))
        fprintf(out, ";%d;2;%u;%u;%u", 38 + ground, color >> 16 & 0xff, color >> 8 & 0xff,
                color & 0xff);
    else if (COLOR_IS_INDEX(color))
        fprintf(out, ";%d;5;%u", 38 + ground, color & 0xff);
}

static void
put_style(FILE *out, const struct cell *cell)
{
    fputs("\x1b[0", out);
    if (cell->attr & ATTR_BOLD)
        fputs(";1", out);
    if (cell->attr & ATTR_DIM)
        fputs(";2", out);
    if (cell->attr & ATTR_UNDERLINE)
        fputs(";4", out);
    if (cell->attr & ATTR_REVERSE)
        fputs(";7", out);
    put_color(out, cell->fg, 0);
    put_color(out, cell->bg, 10);
    putc('m', out);
}

static bool
is_blank(const struct cell *cell)
{
    return (cell->glyph == 0 || cell->glyph == ' ') && cell->bg == COLOR_NONE &&
           !(cell->attr & (ATTR_REVERSE | ATTR_UNDERLINE));
}

static bool
same_style(const struct cell *a, const struct cell *b)
{
    return a->fg == b->fg && a->bg == b->bg &&
           (a->attr & ATTR_SHOWN) == (b->attr & ATTR_SHOWN);
}

static void
put_row(FILE *out, const struct cell *cells, int n)
{
    struct cell pen = {0};
    while (n > 0 && is_blank(&cells[n - 1]))
        n--;
    for (int col = 0; col < n; col++) {
        char bytes[4];
        if (!same_style(&pen, &cells[col]))
            put_style(out, &cells[col]);
        pen = cells[col];
        int length = utf8_encode(pen.glyph ? pen.glyph : ' ', bytes);
        fwrite(bytes, 1, (size_t)length, out);
    }
    if (!same_style(&pen, &(struct cell){0}))
        fputs("\x1b[0m", out);
    putc('\n', out);
}

char *
canvas_to_ansi(const struct canvas *canvas)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    for (int row = 0; row < canvas->rows; row++)
        put_row(out, &canvas->cells[(size_t)row * (size_t)canvas->cols], canvas->cols);
    bool failed = ferror(out);
    if (fclose(out) == 0 && !failed)
        return text;
    free(text);
    return NULL;
}
