/**
 * @file canvas.h
 * A grid of cells in memory. Views draw on it; one file turns it into a terminal's bytes,
 * one into text for tests, others into pictures.
 */
#ifndef RENDER_CANVAS_H
#define RENDER_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A colour as the rung of the ladder wants it: default, 24 bits, or a palette index. */
typedef uint32_t color_t;
#define COLOR_NONE 0u                                  /* the terminal's own */
#define COLOR_RGB(rgb) (0x01000000u | (uint32_t)(rgb)) /* 0xRRGGBB */
#define COLOR_INDEX(i) (0x02000000u | (uint32_t)(i))   /* 0..255 */
#define COLOR_IS_RGB(c) (((c) >> 24) == 1)
#define COLOR_IS_INDEX(c) (((c) >> 24) == 2)

enum {
    ATTR_BOLD = 1,
    ATTR_REVERSE = 2,
    ATTR_UNDERLINE = 4,
    ATTR_DIM = 8,    /**< where there are no colours: contours, units, tracks */
    ATTR_SHOWN = 15, /**< those that a terminal shows */
    /** Not for the terminal: a trail stands here, and dots of other trails join it. */
    ATTR_DOTS = 0x100,
};

/** Glyphs that divide a cell between its two colours. */
enum {
    GLYPH_UPPER = 0x2580,
    GLYPH_LOWER = 0x2584,
    GLYPH_FULL = 0x2588,
    GLYPH_LOWER_QUARTER = 0x2582,
    GLYPH_LOWER_THREE = 0x2586, /**< quarters */
    GLYPH_QUADRANT_FIRST = 0x2596,
    GLYPH_QUADRANT_LAST = 0x259f,
    GLYPH_SHADE_1 = 0x2591,
    GLYPH_SHADE_2 = 0x2592,
    GLYPH_SHADE_3 = 0x2593,
    GLYPH_BRAILLE = 0x2800,
};

struct style {
    color_t fg, bg;
    uint32_t attr;
};

/** One cell; @glyph is a code point that is one column wide (0 is a blank). */
struct cell {
    uint32_t glyph;
    color_t fg, bg;
    uint32_t attr;
};

/** A rectangle of cells, inclusive of (col, row), exclusive of the far edges. */
struct rect {
    int col, row, cols, rows;
};

struct canvas {
    int cols, rows;
    struct rect clip; /**< drawing outside it is dropped */
    struct cell *cells;
};

/** @return false when there is no memory. Contents are blank after it. */
bool canvas_init(struct canvas *canvas, int cols, int rows);
bool canvas_resize(struct canvas *canvas, int cols, int rows);
void canvas_finish(struct canvas *canvas);
void canvas_clear(struct canvas *canvas);
/** Same size required. */
void canvas_copy(struct canvas *to, const struct canvas *from);
/** Restrict drawing to @clip (within the canvas); canvas_unclip(): the whole canvas. */
void canvas_clip(struct canvas *canvas, struct rect clip);
void canvas_unclip(struct canvas *canvas);
/** Is (col, row) in @rect? */
bool rect_has(const struct rect *rect, int col, int row);
/** What two rectangles have in common; 0 cols or rows where that is nothing. */
struct rect rect_meet(struct rect a, struct rect b);

/** The cell at (col, row), or NULL outside the clip. */
static inline struct cell *
canvas_at(const struct canvas *canvas, int col, int row)
{
    const struct rect *clip = &canvas->clip;
    if (col < clip->col || row < clip->row || col >= clip->col + clip->cols ||
        row >= clip->row + clip->rows)
        return NULL;
    return &canvas->cells[(size_t)row * (size_t)canvas->cols + (size_t)col];
}
/** Copy what @rect holds; what lies outside one of them or its clip stays. */
void canvas_copy_rect(struct canvas *to, const struct canvas *from, struct rect rect);
void canvas_put(struct canvas *canvas, int col, int row, uint32_t glyph,
                struct style style);
/** Put only the glyph and foreground, keep the background that is there (as one colour:
 * see cell_background()). */
void canvas_over(struct canvas *canvas, int col, int row, uint32_t glyph, color_t fg,
                 uint32_t attr);
/**
 * Write UTF-8 @text from (col, row), at most @max columns. A bg of COLOR_NONE keeps the
 * background that is there. Glyphs that are not one column wide are dropped. @return
 * columns written.
 */
int canvas_text(struct canvas *canvas, int col, int row, int max, const char *text,
                struct style style);
/** The same, ending at column @right (exclusive). @return the column it begins at. */
int canvas_text_right(struct canvas *canvas, int right, int row, const char *text,
                      struct style style);
void canvas_fill(struct canvas *canvas, struct rect rect, uint32_t glyph,
                 struct style style);
/** What a dimmed screen is made of. */
struct dimming {
    color_t text;   /**< in place of palette colours and of the terminal's own */
    color_t ground; /**< 24 bits: what all colours come nearer to */
};
/** Keep @factor of every colour's distance from the ground (24 bits). Where colours are
 * indices, what is painted goes and only words and lines stay, in one colour. Bold goes
 * too. */
void canvas_dim(struct canvas *canvas, double factor, const struct dimming *dimming);

/** The one colour that stands for the ground of @cell under a new glyph: the mean of two
 * halves (of indices: the lower), the nearest solid colour of a shade. */
color_t cell_background(const struct cell *cell);
/** Mean of two 24-bit colours; @b where one is none. */
color_t color_mean(color_t a, color_t b);

/** Does @glyph take one column? Known without the locale. */
bool glyph_is_narrow_beyond_ascii(uint32_t glyph);
static inline bool
glyph_is_narrow(uint32_t glyph)
{
    if (glyph < 0x80)
        return glyph >= 0x20 && glyph != 0x7f;
    return glyph_is_narrow_beyond_ascii(glyph);
}
/** Columns @text takes (code points that are one column wide). */
int text_width(const char *text);
/** Next code point of UTF-8 @text, advancing it; 0 at the end; U+FFFD for what is not
 * UTF-8. */
uint32_t utf8_next(const char **text);
/** Encode @glyph. @return bytes written to @out (at most 4, no NUL). */
int utf8_encode(uint32_t glyph, char out[4]);

/** All cells as UTF-8 lines without trailing blanks; owned by the caller (free()). */
char *canvas_to_text(const struct canvas *canvas);
/** The same with colours and attributes as SGR sequences, reset at the end of a line. */
char *canvas_to_ansi(const struct canvas *canvas);

#endif
