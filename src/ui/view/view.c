#include "view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/number.h"
#include "views.h"

#define X(id) extern const struct pane_view view_##id;
VIEW_LIST(X)
#undef X

const struct pane_view *const *
views_all(size_t *n)
{
    static const struct pane_view *const views[] = {
#define X(id) &view_##id,
        VIEW_LIST(X)
#undef X
    };
    *n = sizeof views / sizeof *views;
    return views;
}

struct folding {
    const char *utf8, *ascii;
};
static const struct folding foldings[] = {
    {"−",   "-"     },
    {"²",    "^2"    },
    {"³",    "^3"    },
    {"⁴",   "^4"    },
    {"½",    "1/2 "  },
    {"¼",    "1/4 "  },
    {"·",    "*"     },
    {"×",    "x"     },
    {"→",   "->"    },
    {"←",   "<-"    },
    {"≥",   ">="    },
    {"≤",   "<="    },
    {"…",   "..."   },
    {"‖",   "||"    },
    {"√",   "sqrt"  },
    {"Σ",    "sum"   },
    {"σ",    "sigma" },
    {"θ",    "theta" },
    {"η",    "lr"    },
    {"β₁", "beta1" },
    {"β₂", "beta2" },
    {"β",    "beta"  },
    {"ε",    "eps"   },
    {"λ",    "lambda"},
    {"μ",    "mu"    },
    {"κ",    "kappa" },
    {"α",    "alpha" },
    {"ρ",    "rho"   },
    {"γ",    "gamma" },
    {"π",    "pi"    },
    {"∇f",  "grad"  },
    {"∇",   "grad"  },
    {"∞",   "inf"   },
    {"“",   "\""    },
    {"”",   "\""    },
    {"‘",   "'"     },
    {"’",   "'"     },
    {"–",   "-"     },
    {"—",   "-"     },
    {"★",   "*"     },
    {"₁",   "1"     },
    {"₂",   "2"     },
    {"°",    " deg " },
};

static const struct folding *
folding_of(const char *text)
{
    for (size_t i = 0; i < sizeof foldings / sizeof *foldings; i++)
        if (strncmp(text, foldings[i].utf8, strlen(foldings[i].utf8)) == 0)
            return &foldings[i];
    return NULL;
}

/* Blocks and single lines: code page 437, which every console font has. */
static bool
is_console(uint32_t glyph)
{
    return glyph == 0x2500 || glyph == 0x2502 || (glyph >= 0x2580 && glyph <= 0x2593);
}

char *
fold(const char *text, bool console, char *buffer, size_t size)
{
    size_t length = 0;
    while (*text && length + 8 < size) {
        const struct folding *folding = folding_of(text);
        if (folding) {
            length +=
                (size_t)snprintf(buffer + length, size - length, "%s", folding->ascii);
            text += strlen(folding->utf8);
        } else {
            uint32_t glyph = utf8_next(&text);
            if (console && is_console(glyph))
                length += (size_t)utf8_encode(glyph, buffer + length);
            else
                buffer[length++] = glyph < 0x7f ? (char)glyph : '?';
        }
    }
    buffer[length] = '\0';
    return buffer;
}

enum { FOLDED_MAX = 512 };

static const char *
shown(const struct draw *draw, const char *text, char folded[FOLDED_MAX])
{
    const struct theme *theme = &draw->model->theme;
    if (!theme->ascii)
        return text;
    return fold(text, theme->glyphs == DOTS_HALF, folded, FOLDED_MAX);
}

int
width_of(const struct draw *draw, const char *text)
{
    char folded[FOLDED_MAX];
    text = shown(draw, text, folded);
    return text_width(text);
}

int
put(const struct draw *draw, int col, int row, int max, const char *text,
    struct style style)
{
    char folded[FOLDED_MAX];
    text = shown(draw, text, folded);
    return canvas_text(draw->canvas, col, row, max, text, style);
}

int
put_cut(const struct draw *draw, int col, int row, int max, const char *text,
        struct style style)
{
    char folded[FOLDED_MAX];
    const char *mark = theme_text(&draw->model->theme, "…", "..");
    text = shown(draw, text, folded);
    int room = max - text_width(mark);
    if (text_width(text) <= max || room < 1)
        return canvas_text(draw->canvas, col, row, max, text, style);
    char part[FOLDED_MAX];
    size_t length = 0;
    const char *end = text;
    while (*end && room-- > 0) {
        utf8_next(&end);
        if (end[-1] != ' ') /* none before the mark */
            length = (size_t)(end - text);
    }
    snprintf(part, sizeof part, "%.*s%s", (int)length, text, mark);
    return canvas_text(draw->canvas, col, row, max, part, style);
}

int
put_hint(const struct draw *draw, int col, int row, int max, const char *keys,
         const char *verb)
{
    int used = put(draw, col, row, max, keys, bold(draw, ROLE_BRIGHT)) + 1;
    return used + put(draw, col + used, row, max - used, verb, role(draw, ROLE_MUTED));
}

int
put_right(const struct draw *draw, int right, int row, const char *text,
          struct style style)
{
    char folded[FOLDED_MAX];
    text = shown(draw, text, folded);
    return canvas_text_right(draw->canvas, right, row, text, style);
}

struct style
role(const struct draw *draw, enum role r)
{
    return theme_role(&draw->model->theme, r);
}

struct style
bold(const struct draw *draw, enum role r)
{
    return theme_bold(&draw->model->theme, r);
}

struct style
racer_style(const struct draw *draw, size_t i)
{
    struct look look = theme_racer(&draw->model->theme, i);
    return (struct style){.fg = look.color, .attr = ATTR_BOLD};
}

/* Where letters stand in for shapes: bright on black (or dark on white), or reversed
 * without colours. */
static void
put_letter(const struct draw *draw, int col, int row, size_t racer)
{
    const struct theme *theme = &draw->model->theme;
    struct style style = racer_style(draw, racer);
    if (theme->rung == RUNG_MONO)
        style.attr |= ATTR_REVERSE;
    else
        style.bg = theme_racer(theme, racer).behind;
    canvas_put(draw->canvas, col, row, (uint32_t)draw->model->letter[racer], style);
}

void
put_mark(const struct draw *draw, int col, int row, size_t racer)
{
    const struct theme *theme = &draw->model->theme;
    if (!theme->shapes || theme->rung >= RUNG_16) {
        put_letter(draw, col, row, racer);
        return;
    }
    struct look look = theme_racer(theme, racer);
    struct style style = {.fg = look.ink, .bg = look.color};
    canvas_put(draw->canvas, col, row, look.shape, style);
}

void
put_number(const struct draw *draw, int col, int row, double value, int digits,
           struct style style)
{
    char text[NUMBER_TEXT_MAX];
    number_significant(value, digits, draw->model->theme.ascii, text);
    int at = col + 4 - number_point(text);
    bool exponent = strchr(text, 'e') != NULL;
    if (exponent || at < col)
        at = col + 10 - text_width(text);
    canvas_text(draw->canvas, at, row, 14, text, style);
}

bool
shows_surface(const struct draw *draw)
{
    enum field_view view = draw->picture->view;
    return draw->picture->has_field && (view == FIELD_MAP || view == FIELD_SOLID);
}

/* Where the surface has no value there is no block to stand on, but the ground. */
static bool
ground_point(const struct solid *solid, double x, double y, double *px, double *py,
             bool *hidden)
{
    solid_ground(solid, x, y, px, py);
    int col = (int)lround(*px), row = (int)lround(*py);
    bool inside = col >= 0 && col < solid->w && row >= 0 && row < solid->h;
    *hidden = inside && solid->part[row * solid->w + col] != SOLID_NOTHING;
    return inside;
}

struct spot
spot_of(const struct draw *draw, double x, double y, double value)
{
    struct spot spot = {0};
    const struct view *view = &draw->picture->field.view;
    const struct solid *solid = &draw->picture->solid;
    double px, py, depth;
    spot.inside = view_cell(view, x, y, &spot.col, &spot.row);
    if (!spot.inside || draw->picture->view != FIELD_SOLID)
        return spot;
    if (isnan(value))
        spot.inside = ground_point(solid, x, y, &px, &py, &spot.hidden);
    else
        spot.inside = solid_point(solid, x, y, value, &px, &py, &depth);
    if (!spot.inside)
        return spot;
    spot.col = solid->pane.col + (int)floor((px + 0.5) / 2);
    spot.row = solid->pane.row + (int)floor((py + 0.5) / 4);
    if (!isnan(value))
        spot.hidden = !solid_sees(solid, px, py, depth);
    return spot;
}

void
put_plate(const struct draw *draw, struct rect rect, const char *text, struct style style)
{
    const struct colormap *map = &draw->model->theme.map;
    /* Of one colour, that of its middle: a third of the bytes of as many as cells. */
    int level =
        draw->picture->view == FIELD_SOLID
            ? map->levels / 2
            : field_level(&draw->picture->field, map, rect.col + rect.cols / 2, rect.row);
    style.bg = level < 0 ? COLOR_NONE : map->plate_name[level];
    canvas_fill(draw->canvas, rect, ' ', style);
    put(draw, rect.col, rect.row, rect.cols, text, style);
}
