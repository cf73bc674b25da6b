/* Text of figures. Indices and exponents are set as such from ordinary digits, since few
 * fonts have them all, and none has them well. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figure_parts.h"
#include "number.h"

enum { RUN_MAX = 256 };
enum level { NORMAL, RAISED, LOWERED };

struct small {
    uint32_t glyph;
    enum level level;
    uint32_t base;
};
static const struct small smalls[] = {
    {0xb9,   RAISED,  '1'   },
    {0xb2,   RAISED,  '2'   },
    {0xb3,   RAISED,  '3'   },
    {0x2070, RAISED,  '0'   },
    {0x207a, RAISED,  '+'   },
    {0x207b, RAISED,  0x2212},
    {0x207f, RAISED,  'n'   },
    {0x1d40, RAISED,  'T'   },
    {0x1d57, RAISED,  't'   },
    {0x1dbb, RAISED,  'z'   },
    {0x208a, LOWERED, '+'   },
    {0x208b, LOWERED, 0x2212},
    {0x209c, LOWERED, 't'   },
    {0x1d62, LOWERED, 'i'   },
    {0x2c7c, LOWERED, 'j'   },
    {0x2096, LOWERED, 'k'   },
};

/* What stands for @glyph, and where. */
static struct small
find_small(uint32_t glyph)
{
    if (glyph >= 0x2074 && glyph <= 0x2079)
        return (struct small){glyph, RAISED, '4' + glyph - 0x2074};
    if (glyph >= 0x2080 && glyph <= 0x2089)
        return (struct small){glyph, LOWERED, '0' + glyph - 0x2080};
    for (size_t i = 0; i < sizeof smalls / sizeof *smalls; i++)
        if (smalls[i].glyph == glyph)
            return smalls[i];
    return (struct small){glyph, NORMAL, glyph};
}

/* The next piece of @text on one level, into @run. @return false at the end. */
static bool
next_run(const char **text, char run[RUN_MAX], enum level *level)
{
    size_t n = 0;
    while (n + 4 < RUN_MAX) {
        const char *after = *text;
        uint32_t glyph = utf8_next(&after);
        if (!glyph)
            break;
        struct small small = find_small(glyph);
        if (n > 0 && small.level != *level)
            break;
        *level = small.level;
        n += (size_t)utf8_encode(small.base, run + n);
        *text = after;
    }
    run[n] = '\0';
    return n > 0;
}

static void
select_font(cairo_t *cr, const struct pen *pen, enum level level)
{
    cairo.select_font_face(cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                           pen->bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo.set_font_size(cr, level == NORMAL ? pen->size : pen->size * 0.72);
}

/* Where text is listed instead of drawn. */
static const cairo_user_data_key_t words_key;

void
pen_list(cairo_t *cr, struct figure_bytes *words)
{
    (void)cairo.set_user_data(cr, &words_key, words, NULL);
}

static void
list_text(cairo_t *cr, struct figure_bytes *words, double x, double y, const char *text)
{
    char place[64];
    cairo.user_to_device(cr, &x, &y);
    int n = snprintf(place, sizeof place, "%.0f %.0f ", x, y);
    (void)(bytes_add(words, place, (size_t)n) && bytes_add(words, text, strlen(text)) &&
           bytes_add(words, "\n", 1));
}

static double
width_listed(const char *text, struct pen pen)
{
    double width = 0;
    for (uint32_t glyph; (glyph = utf8_next(&text));)
        width += pen.size * (find_small(glyph).level == NORMAL ? 0.6 : 0.43);
    return width;
}

double
pen_width(cairo_t *cr, const char *text, struct pen pen)
{
    if (cairo.get_user_data(cr, &words_key))
        return width_listed(text, pen);
    char run[RUN_MAX];
    enum level level = NORMAL;
    double width = 0;
    while (next_run(&text, run, &level)) {
        cairo_text_extents_t extents;
        select_font(cr, &pen, level);
        cairo.text_extents(cr, run, &extents);
        width += extents.x_advance;
    }
    return width;
}

char *
pen_cut(cairo_t *cr, const char *text, struct pen pen, double room, char *buffer,
        size_t size)
{
    static const char more[] = "…";
    snprintf(buffer, size, "%s", text);
    size_t n = strlen(buffer);
    while (n > 0 && pen_width(cr, buffer, pen) > room) {
        do /* a whole character, and blanks before it */
            n--;
        while (n > 0 &&
               (((unsigned char)buffer[n] & 0xc0) == 0x80 || text[n - 1] == ' '));
        n = n + sizeof more > size ? size - sizeof more : n;
        memcpy(buffer + n, more, sizeof more);
    }
    return buffer;
}

/* Show the runs of @text, or with @rim only their outlines. */
static void
show_runs(cairo_t *cr, double x, double y, const char *text, const struct pen *pen,
          bool rim)
{
    static const double rise[] = {[NORMAL] = 0, [RAISED] = -0.36, [LOWERED] = 0.16};
    struct figure_bytes *words = cairo.get_user_data(cr, &words_key);
    if (words && !rim)
        list_text(cr, words, x, y, text);
    if (words)
        return;
    char run[RUN_MAX];
    enum level level = NORMAL;
    while (next_run(&text, run, &level)) {
        cairo_text_extents_t extents;
        select_font(cr, pen, level);
        cairo.text_extents(cr, run, &extents);
        cairo.move_to(cr, x, y + rise[level] * pen->size);
        if (rim)
            cairo.text_path(cr, run);
        else
            cairo.show_text(cr, run);
        x += extents.x_advance;
    }
    cairo.new_sub_path(cr);
}

static double
anchored(cairo_t *cr, double x, const char *text, struct pen pen)
{
    if (pen.anchor == ANCHOR_LEFT)
        return x;
    double width = pen_width(cr, text, pen);
    return pen.anchor == ANCHOR_RIGHT ? x - width : x - width / 2;
}

void
pen_color_through(cairo_t *cr, uint32_t rgb, double opacity)
{
    cairo.set_source_rgba(cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                          (rgb & 0xff) / 255.0, opacity);
}

void
pen_color(cairo_t *cr, uint32_t rgb)
{
    pen_color_through(cr, rgb, 1);
}

void
pen_write(cairo_t *cr, double x, double y, const char *text, struct pen pen)
{
    pen_color(cr, pen.rgb);
    show_runs(cr, anchored(cr, x, text, pen), y, text, &pen, false);
    cairo.new_path(cr);
}

void
pen_write_on(cairo_t *cr, double x, double y, const char *text, struct pen pen,
             uint32_t rim)
{
    x = anchored(cr, x, text, pen);
    cairo.new_path(cr);
    show_runs(cr, x, y, text, &pen, true);
    pen_color(cr, rim);
    cairo.set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo.set_line_width(cr, pen.size * 0.36);
    cairo.stroke(cr);
    pen.anchor = ANCHOR_LEFT;
    pen_write(cr, x, y, text, pen);
}

char *
figure_number(double value, int digits, char *buffer, size_t size)
{
    char text[NUMBER_TEXT_MAX], power[NUMBER_TEXT_MAX];
    number_significant(value, digits, false, text);
    char *e = strchr(text, 'e');
    if (!e) {
        snprintf(buffer, size, "%s", text);
        return buffer;
    }
    /* "e−07": the minus is three bytes */
    int exponent =
        e[1] == '+' || isdigit((unsigned char)e[1]) ? atoi(e + 1) : -atoi(e + 4);
    number_decade(pow(10, exponent), false, power);
    *e = '\0';
    snprintf(buffer, size, "%s×%s", text, power);
    return buffer;
}
