#include "big.h"

#include <string.h>

/* Three blocks a row from the upper left, most significant bit first. */
enum { HEIGHT = 5 };
struct big_glyph {
    char c;
    uint8_t columns;
    uint8_t row[HEIGHT];
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
    {'e', 3, {0, 7, 5, 6, 7}},
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
big_width(const char *text, int size)
{
    int width = 0;
    for (; *text; text++)
        width += size * (glyph_of(*text)->columns + 1);
    return width > 0 ? width - size : 0;
}

int
big_rows(int size)
{
    return (HEIGHT * size + 1) / 2;
}

/* One block with its upper left pixel at (col, half). */
static void
put_block(struct canvas *canvas, int col, int half, int size, color_t color,
          uint32_t glyph)
{
    struct style style = {.fg = color, .attr = color == COLOR_NONE ? ATTR_BOLD : 0};
    for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++)
            if (glyph)
                canvas_put(canvas, col + x, (half + y) / 2, glyph, style);
            else
                canvas_pixel(canvas, col + x, half + y, color);
}

void
big_text(struct canvas *canvas, int col, int half, const char *text, int size,
         color_t color, uint32_t glyph)
{
    for (; *text; text++) {
        const struct big_glyph *shape = glyph_of(*text);
        for (int r = 0; r < HEIGHT; r++)
            for (int c = 0; c < shape->columns; c++)
                if (shape->row[r] >> (2 - c) & 1)
                    put_block(canvas, col + c * size, half + r * size, size, color,
                              glyph);
        col += size * (shape->columns + 1);
    }
}

void
canvas_pixel(struct canvas *canvas, int col, int half, color_t color)
{
    struct cell *cell = half < 0 ? NULL : canvas_at(canvas, col, half / 2);
    if (!cell)
        return;
    color_t upper = cell_background(cell), lower = upper;
    if (cell->glyph == GLYPH_UPPER || cell->glyph == GLYPH_LOWER) {
        bool turned = cell->glyph == GLYPH_LOWER;
        upper = turned ? cell->bg : cell->fg;
        lower = turned ? cell->fg : cell->bg;
    }
    *(half % 2 ? &lower : &upper) = color;
    /* The terminal's own ground is no colour to draw with. */
    *cell = upper == COLOR_NONE ? (struct cell){GLYPH_LOWER, lower, upper, 0}
                                : (struct cell){GLYPH_UPPER, upper, lower, 0};
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
