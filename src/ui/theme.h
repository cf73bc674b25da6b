/**
 * @file theme.h
 * Colours are roles; racers have a colour, a shape and a letter that always travel
 * together.
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include "app.h"
#include "render/canvas.h"
#include "render/color.h"

/*
 * role, dark, light, 256 dark, 256 light, 16 dark, 16 light, attributes without colour.
 * -1 is the terminal's own colour.
 */
#define ROLE_LIST(X)                                         \
    X(BRIGHT, 0xffffff, 0x000000, 231, 16, 15, 0, ATTR_BOLD) \
    X(TEXT, 0xd7dae0, 0x24292f, 253, 235, 7, 0, 0)           \
    X(MUTED, 0x9aa2af, 0x57606a, 247, 59, 7, 8, ATTR_DIM)    \
    X(WARN, 0xff9472, 0xb3261e, 209, 124, 9, 1, ATTR_BOLD)   \
    X(GOOD, 0x8fd6a4, 0x1a6b3c, 115, 22, 10, 2, 0)           \
    X(LINE, 0x5b6472, 0x8c959f, 241, 246, 7, 8, ATTR_DIM)    \
    X(FAINT, 0x39404b, 0xd0d7de, 238, 252, 4, 7, ATTR_DIM)   \
    X(BATCH, 0xd9a3e8, 0x7a2f91, 183, 90, 13, 5, 0)

enum role {
#define X(id, ...) ROLE_##id,
    ROLE_LIST(X)
#undef X
        ROLE_COUNT
};

/** How one racer looks. */
struct look {
    color_t color;   /**< text, trail, the filled cell of its head */
    color_t ink;     /**< the shape on the filled cell */
    color_t behind;  /**< a letter in @color, where letters stand for shapes */
    color_t ghost;   /**< dimmed, for what it would have done */
    uint32_t shape;  /**< one column wide */
    uint32_t hollow; /**< for a ghost's head */
    bool dashed;     /**< racers 7-12: hollow shapes and dashed trails */
};
enum { LOOKS = 12 };

struct theme {
    color_t ground; /**< painted under everything where the theme is not the terminal's */
    color_t ink;    /**< what the terminal's own text colour becomes on it */
    enum color_rung rung;
    enum theme_kind kind;
    enum dot_glyphs glyphs;
    bool ascii;  /**< words and numbers without anything beyond ASCII, since the font
                    (Linux console) or the locale has no more */
    bool shapes; /**< racers' shapes may be used */
    struct colormap map;
    struct look look[LOOKS]; /**< see theme_racer() */
};

void theme_init(struct theme *theme, const struct caps *caps);
struct style theme_role(const struct theme *theme, enum role role);
/** The same, bold: headings and what is selected. */
struct style theme_bold(const struct theme *theme, enum role role);
/** Background of a selected row; COLOR_NONE where the rung has none. */
color_t theme_selection(const struct theme *theme);
/** The ground that dimmed colours come nearer to: black or white. */
color_t theme_ground(const struct theme *theme);
/** Background of a page over the screen. */
color_t theme_page(const struct theme *theme);
/** Of racer @i, 0-based in scene order; more than twelve begin again. */
struct look theme_racer(const struct theme *theme, size_t i);
/** True colour of racer @i's text: for contrast tests. */
uint32_t theme_racer_rgb(enum theme_kind kind, size_t i);
/** One glyph or word: @utf8 or @ascii, as the rung can show; between them the blocks and
 * lines that every console font has. */
const char *theme_text(const struct theme *theme, const char *utf8, const char *ascii);

/**
 * One letter for each racer: the first of its name not yet taken, capital.
 * @param names  @n labels
 */
void theme_letters(const char *const *names, size_t n, char *letters);

#endif
