#include "theme.h"

#include <ctype.h>
#include <string.h>

struct role_row {
    uint32_t rgb[2];
    uint8_t index[2];
    int8_t ansi[2];
    uint32_t mono;
};

/* clang-format off */
static const struct role_row roles[ROLE_COUNT] = {
#define X(id, dark, light, dark256, light256, dark16, light16, mono)                       \
    {{dark, light}, {dark256, light256}, {dark16, light16}, mono},
    ROLE_LIST(X)
#undef X
};
/* clang-format on */

/* On a light ground sixteen colours have four that are dark enough: two racers take one
 * again, with a dashed trail. Letters are their shapes there anyway. */
struct racer_row {
    uint32_t shape, hollow;
    uint32_t rgb[2];
    uint8_t index[2];
    uint8_t ansi[2];
};

static const struct racer_row racers[] = {
    {0x25cf, 0x25cb, {0xf6f7ef, 0x13191e}, {255, 16}, {15, 0}},
    {0x25a0, 0x25a1, {0xf5bc75, 0x842621}, {215, 52}, {9, 1} },
    {0x25b2, 0x25b3, {0x88b5f5, 0x2459c2}, {111, 26}, {14, 4}},
    {0x25c6, 0x25c7, {0xffef11, 0x7f5a05}, {226, 58}, {11, 0}},
    {0x25bc, 0x25bd, {0xfe8cac, 0x6e2a67}, {211, 54}, {13, 5}},
    {0x271a, 0x2715, {0x28dbd6, 0x1f6c59}, {44, 23},  {10, 1}},
};
enum { RACER_ROWS = sizeof racers / sizeof *racers };

/* Eight colours have no bright half: bold stands for it. */
static struct style
from_ansi(enum color_rung rung, int ansi)
{
    struct style style = {.fg = COLOR_NONE};
    if (ansi < 0)
        return style;
    if (rung == RUNG_16) {
        style.fg = COLOR_INDEX(ansi);
    } else {
        style.fg = COLOR_INDEX(ansi & 7);
        style.attr = ansi > 7 ? ATTR_BOLD : 0;
    }
    return style;
}

struct style
theme_role(const struct theme *theme, enum role role)
{
    const struct role_row *row = &roles[role];
    struct style style = {0};
    switch (theme->rung) {
    case RUNG_RGB:
        style.fg = COLOR_RGB(row->rgb[theme->kind]);
        break;
    case RUNG_256:
        style.fg = COLOR_INDEX(row->index[theme->kind]);
        break;
    case RUNG_16:
    case RUNG_8:
        style = from_ansi(theme->rung, row->ansi[theme->kind]);
        break;
    case RUNG_MONO:
        style.attr = row->mono;
        break;
    }
    return style;
}

struct style
theme_bold(const struct theme *theme, enum role role)
{
    struct style style = theme_role(theme, role);
    style.attr |= ATTR_BOLD;
    return style;
}

color_t
theme_selection(const struct theme *theme)
{
    if (theme->rung == RUNG_RGB)
        return COLOR_RGB(theme->kind == THEME_DARK ? 0x232a35 : 0xe3e9f0);
    if (theme->rung == RUNG_256)
        return COLOR_INDEX(theme->kind == THEME_DARK ? 236 : 254);
    return COLOR_NONE;
}

color_t
theme_ground(const struct theme *theme)
{
    return COLOR_RGB(theme->kind == THEME_DARK ? 0x000000 : 0xffffff);
}

color_t
theme_page(const struct theme *theme)
{
    if (theme->rung == RUNG_RGB)
        return COLOR_RGB(theme->kind == THEME_DARK ? 0x10141a : 0xf3f5f8);
    if (theme->rung == RUNG_256)
        return COLOR_INDEX(theme->kind == THEME_DARK ? 233 : 255);
    return COLOR_NONE;
}

uint32_t
theme_racer_rgb(enum theme_kind kind, size_t i)
{
    return racers[i % RACER_ROWS].rgb[kind];
}

static color_t
ghost_of(const struct theme *theme, const struct racer_row *row)
{
    if (theme->rung == RUNG_RGB) {
        struct lab lab = lab_from_rgb(row->rgb[theme->kind]);
        lab.l = theme->kind == THEME_DARK ? lab.l * 0.8 : 100 - (100 - lab.l) * 0.7;
        lab.a *= 0.5;
        lab.b *= 0.5;
        return COLOR_RGB(lab_to_rgb(lab));
    }
    return theme_role(theme, ROLE_MUTED).fg;
}

/* Does a racer before it have the same colour? */
static bool
takes_again(const struct theme *theme, size_t i)
{
    bool few = theme->rung == RUNG_16 || theme->rung == RUNG_8, again = false;
    for (size_t k = 0; k < i && few; k++)
        again |= racers[k].ansi[theme->kind] == racers[i].ansi[theme->kind];
    return again;
}

static struct look
make_look(const struct theme *theme, size_t i)
{
    const struct racer_row *row = &racers[i % RACER_ROWS];
    uint32_t white = theme->rung == RUNG_16 ? 15 : 7;
    bool second = (i / RACER_ROWS) % 2 == 1;
    struct look look = {.dashed = second != takes_again(theme, i % RACER_ROWS),
                        .shape = second ? row->hollow : row->shape};
    look.ghost = ghost_of(theme, row);
    look.hollow = row->hollow;
    switch (theme->rung) {
    case RUNG_RGB:
        look.color = COLOR_RGB(row->rgb[theme->kind]);
        look.ink = COLOR_RGB(theme->kind == THEME_DARK ? 0x080a0e : 0xffffff);
        break;
    case RUNG_256:
        look.color = COLOR_INDEX(row->index[theme->kind]);
        look.ink = COLOR_INDEX(theme->kind == THEME_DARK ? 16 : 231);
        break;
    case RUNG_16:
    case RUNG_8:
        look.color = COLOR_INDEX(theme->rung == RUNG_16 ? row->ansi[theme->kind]
                                                        : row->ansi[theme->kind] & 7);
        look.behind = COLOR_INDEX(theme->kind == THEME_DARK ? 0 : white);
        look.ink = look.behind;
        break;
    case RUNG_MONO:
        break;
    }
    return look;
}

struct look
theme_racer(const struct theme *theme, size_t i)
{
    return theme->look[i % LOOKS];
}

const char *
theme_text(const struct theme *theme, const char *utf8, const char *ascii)
{
    static const char *const console[][2] = {
        {"━", "─"},
        {"─", "─"},
        {"┃", "│"},
        {"█", "█"},
        {"▌", "▌"},
        {"▎", "│"},
    };
    if (theme->glyphs != DOTS_HALF)
        return theme->ascii ? ascii : utf8;
    for (size_t i = 0; i < sizeof console / sizeof *console; i++)
        if (strcmp(utf8, console[i][0]) == 0)
            return console[i][1];
    return ascii;
}

/* A light page on a dark terminal, or the other way round, brings its own ground. */
static void
set_ground(struct theme *theme, const struct caps *caps)
{
    bool dark = theme->kind == THEME_DARK;
    if (caps->theme == caps->own_theme || theme->rung == RUNG_MONO)
        return;
    if (theme->rung == RUNG_RGB)
        theme->ground = COLOR_RGB(dark ? 0x000000 : 0xffffff);
    else if (theme->rung == RUNG_256)
        theme->ground = COLOR_INDEX(dark ? 16 : 231);
    else
        theme->ground = COLOR_INDEX(dark ? 0 : 7);
    theme->ink = theme_role(theme, ROLE_TEXT).fg;
}

void
theme_init(struct theme *theme, const struct caps *caps)
{
    *theme = (struct theme){.rung = caps->rung, .kind = caps->theme};
    theme->glyphs = caps->utf8 ? caps->glyphs : DOTS_ASCII;
    theme->ascii = theme->glyphs != DOTS_BRAILLE;
    theme->shapes = caps->shapes && theme->glyphs == DOTS_BRAILLE;
    colormap_init(&theme->map, theme->rung, theme->kind, caps->hues);
    set_ground(theme, caps);
    for (size_t i = 0; i < LOOKS; i++)
        theme->look[i] = make_look(theme, i);
}

static bool
taken(const char *letters, size_t n, char letter)
{
    return memchr(letters, letter, n) != NULL;
}

void
theme_letters(const char *const *names, size_t n, char *letters)
{
    for (size_t i = 0; i < n; i++) {
        letters[i] = '\0';
        for (const char *c = names[i]; *c && !letters[i]; c++) {
            char upper = (char)toupper((unsigned char)*c);
            if (isalpha((unsigned char)upper) && !taken(letters, i, upper))
                letters[i] = upper;
        }
        for (char c = 'A'; c <= 'Z' && !letters[i]; c++)
            if (!taken(letters, i, c))
                letters[i] = c;
    }
}
