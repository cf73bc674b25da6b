#include "big.h"

#include <string.h>

/* Three blocks a row from the upper left, most significant bit first. */
struct big_glyph {
    char c;
    uint8_t columns;
    uint8_t row[BIG_ROWS];
};
static const struct big_glyph glyphs[] = {
    {'0', 3, {7, 5, 5, 5, 7}},
    {'1', 3, {2, 6, 2, 2, 7}},
    {'2', 3, {7, 1, 7, 4, 7}},
    {'3', 3, {7, 1, 7, 1, 7}},
    {'4', 3, {5, 5, 7, 1, 1}},
    {'5', 3, {7, 4, 7, 1, 7}},
    {'6', 3, {7, 4, 7, 5, 7}},
    {'7', 3, {7, 1, 1, 1, 1}},
    {'8', 3, {7, 5, 7, 5, 7}},
    {'9', 3, {7, 5, 7, 1, 7}},
    {'.', 1, {0, 0, 0, 0, 4}},
    {'-', 2, {0, 0, 6, 0, 0}},
    {'+', 3, {0, 2, 7, 2, 0}},
    {'e', 3, {7, 5, 7, 4, 7}},
    {'i', 1, {4, 0, 4, 4, 4}},
    {'n', 3, {0, 0, 7, 5, 5}},
    {'f', 3, {7, 4, 6, 4, 4}},
    {'a', 3, {7, 1, 7, 5, 7}},
    {' ', 2, {0, 0, 0, 0, 0}},
};
enum { N_GLYPHS = sizeof glyphs / sizeof *glyphs };

static const struct big_glyph *
glyph_of(char c)
{
    for (int i = 0; i < N_GLYPHS; i++)
        if (glyphs[i].c == c)
            return &glyphs[i];
    return &glyphs[N_GLYPHS - 1];
}

int
big_width(const char *text)
{
    int width = 0;
    for (; *text; text++)
        width += 2 * (glyph_of(*text)->columns + 1);
    return width > 0 ? width - 2 : 0;
}

void
big_text(struct canvas *canvas, int col, int row, const char *text, color_t color,
         uint32_t glyph)
{
    struct style style = {.fg = color, .attr = color == COLOR_NONE ? ATTR_BOLD : 0};
    for (; *text; text++) {
        const struct big_glyph *shape = glyph_of(*text);
        for (int r = 0; r < BIG_ROWS; r++)
            for (int c = 0; c < 2 * shape->columns; c++)
                if (shape->row[r] >> (2 - c / 2) & 1)
                    canvas_put(canvas, col + c, row + r, glyph, style);
        col += 2 * (shape->columns + 1);
    }
}

void
canvas_pixel(struct canvas *canvas, int col, int half, color_t color)
{
    struct cell *cell = half < 0 ? NULL : canvas_at(canvas, col, half / 2);
    if (!cell)
        return;
    if (cell->glyph != GLYPH_UPPER) {
        color_t ground = cell_background(cell);
        *cell = (struct cell){GLYPH_UPPER, ground, ground, 0};
    }
    if (half % 2)
        cell->bg = color;
    else
        cell->fg = color;
}

enum { SIZE = 7 };
static const char *const shapes[BIG_SHAPES][SIZE] = {
    [BIG_CIRCLE] = {"  ###  ", " ##### ", "#######", "#######", "#######", " ##### ",
                    "  ###  "                                                                  },
    [BIG_SQUARE] = {"       ", " ##### ", " ##### ", " ##### ", " ##### ", " ##### ",
                    "       "                                                                  },
    [BIG_TRIANGLE] = {"   #   ", "   #   ", "  ###  ", "  ###  ", " ##### ", " ##### ",
                    "#######"                                                                  },
    [BIG_DIAMOND] = {"   #   ", "  ###  ", " ##### ", "#######", " ##### ", "  ###  ",
                    "   #   "                                                                  },
    [BIG_TRIANGLE_DOWN] = {"#######", " ##### ", " ##### ", "  ###  ", "  ###  ",
                    "   #   ",                                                        "   #   "},
    [BIG_CROSS] = {"  ###  ", "  ###  ", "#######", "#######", "#######", "  ###  ",
                    "  ###  "                                                                  },
};

static bool
is_inside(enum big_shape shape, int x, int y)
{
    return x >= 0 && y >= 0 && x < SIZE && y < SIZE && shapes[shape][y][x] == '#';
}

/* Is one of the eight neighbours, or the pixel itself, @inside? */
static bool
touches(enum big_shape shape, int x, int y, bool inside)
{
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            if (is_inside(shape, x + dx, y + dy) == inside)
                return true;
    return false;
}

void
big_shape(struct canvas *canvas, int col, int half, enum big_shape shape, bool hollow,
          color_t color, color_t outline)
{
    for (int y = -1; y <= SIZE; y++)
        for (int x = -1; x <= SIZE; x++) {
            int at = col + x - SIZE / 2, row = half + y - SIZE / 2;
            bool rim = is_inside(shape, x, y) && touches(shape, x, y, false);
            if (is_inside(shape, x, y) && (!hollow || rim))
                canvas_pixel(canvas, at, row, color);
            else if (touches(shape, x, y, true))
                canvas_pixel(canvas, at, row, outline);
        }
}
