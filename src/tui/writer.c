#include "tui/writer.h"
#include "tui/palette.h"

#include <stdlib.h>
#include <string.h>

#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>

enum { SHOWS_ON_BLANK = ATTR_REVERSE | ATTR_UNDERLINE };

/* Terminals may show each write by itself. Between these marks they do not. */
static const char sync_on[] = "\033[?2026h", sync_off[] = "\033[?2026l";

void
writer_init(struct writer *writer, struct screen *screen)
{
    *writer = (struct writer){.screen = screen, .row = -1};
}

void
writer_finish(struct writer *writer)
{
    free(writer->bytes);
    *writer = (struct writer){0};
}

void
writer_forget(struct writer *writer)
{
    writer->pen_known = false;
    writer->row = -1;
}

static void
put(struct writer *writer, const char *bytes, size_t n)
{
    if (writer->length + n > writer->room) {
        size_t room = 2 * (writer->length + n) + 4096;
        char *grown = realloc(writer->bytes, room);
        writer->failed = writer->failed || !grown;
        if (!grown)
            return;
        writer->bytes = grown;
        writer->room = room;
    }
    memcpy(writer->bytes + writer->length, bytes, n);
    writer->length += n;
}

static void
put_text(struct writer *writer, const char *text)
{
    put(writer, text, strlen(text));
}

static void
put_number(struct writer *writer, unsigned value)
{
    char digits[12];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    put(writer, digits + at, sizeof digits - at);
}

/* A string of the description, without padding. */
static void
put_capability(struct writer *writer, const char *text)
{
    if (!text || text == (char *)-1)
        return;
    while (*text) {
        const char *pad = strstr(text, "$<"), *end = pad ? strchr(pad, '>') : NULL;
        if (!end) {
            put_text(writer, text);
            return;
        }
        put(writer, text, (size_t)(pad - text));
        text = end + 1;
    }
}

static void
put_plain(struct writer *writer)
{
    if (writer->screen->ansi)
        put_text(writer, "\033[m");
    else
        put_capability(writer, tigetstr("sgr0"));
    writer->pen = (struct style){0};
    writer->pen_known = true;
}

static void
move_described(struct writer *writer, int col, int row)
{
    /* Some terminals smear their colours when the cursor moves. */
    if (!writer->pen_known || writer->pen.attr || writer->pen.fg || writer->pen.bg)
        put_plain(writer);
    put_capability(
        writer, tparm(tigetstr("cup"), (long)row, (long)col, 0L, 0L, 0L, 0L, 0L, 0L, 0L));
}

static void
move_to(struct writer *writer, int col, int row)
{
    int skip = col - writer->col;
    if (writer->row == row && skip == 0)
        return;
    if (!writer->screen->ansi) {
        move_described(writer, col, row);
    } else if (writer->row == row && skip > 0) {
        put_text(writer, "\033[");
        if (skip > 1)
            put_number(writer, (unsigned)skip);
        put_text(writer, "C");
    } else {
        put_text(writer, "\033[");
        put_number(writer, (unsigned)row + 1);
        put_text(writer, ";");
        put_number(writer, (unsigned)col + 1);
        put_text(writer, "H");
    }
    writer->row = row;
    writer->col = col;
}

/* Parameters of one SGR sequence: the first after `\e[`, the others after `;`. */
static void
put_parameter(struct writer *writer, bool *first, unsigned value)
{
    put_text(writer, *first ? "\033[" : ";");
    *first = false;
    put_number(writer, value);
}

static void
put_color(struct writer *writer, bool *first, color_t color, unsigned base)
{
    unsigned value = color & 0xffffff;
    if (color == COLOR_NONE) {
        put_parameter(writer, first, base + 9);
    } else if (COLOR_IS_RGB(color)) {
        put_parameter(writer, first, base + 8);
        put_parameter(writer, first, 2);
        put_parameter(writer, first, value >> 16);
        put_parameter(writer, first, value >> 8 & 255);
        put_parameter(writer, first, value & 255);
    } else if (value < 16) {
        put_parameter(writer, first, value < 8 ? base + value : base + 60 + value - 8);
    } else {
        put_parameter(writer, first, base + 8);
        put_parameter(writer, first, 5);
        put_parameter(writer, first, value);
    }
}

/* Bold and dim have one way out in common. */
static void
change_weight(struct writer *writer, bool *first, uint32_t attr)
{
    enum { WEIGHTS = ATTR_BOLD | ATTR_DIM, NORMAL = 22 };
    uint32_t before = writer->pen.attr & WEIGHTS, now = attr & WEIGHTS;
    if (before == now)
        return;
    uint32_t more = before & ~now ? now : now & ~before;
    if (before & ~now)
        put_parameter(writer, first, NORMAL);
    if (more & ATTR_BOLD)
        put_parameter(writer, first, 1);
    if (more & ATTR_DIM)
        put_parameter(writer, first, 2);
}

static void
change_attributes(struct writer *writer, bool *first, uint32_t attr)
{
    static const struct {
        uint32_t bit;
        unsigned on, off;
    } table[] = {
        {ATTR_UNDERLINE, 4, 24},
        {ATTR_REVERSE,   7, 27},
    };
    change_weight(writer, first, attr);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        uint32_t bit = table[i].bit;
        if ((attr ^ writer->pen.attr) & bit)
            put_parameter(writer, first, attr & bit ? table[i].on : table[i].off);
    }
}

static void
change_pen(struct writer *writer, struct style pen)
{
    bool first = true;
    change_attributes(writer, &first, pen.attr);
    if (pen.fg != writer->pen.fg)
        put_color(writer, &first, pen.fg, 30);
    if (pen.bg != writer->pen.bg)
        put_color(writer, &first, pen.bg, 40);
    put_text(writer, "m");
}

static void
put_described(struct writer *writer, const char *capability, color_t color)
{
    const char *text = tigetstr(capability);
    if (color != COLOR_NONE && text && text != (char *)-1)
        put_capability(writer, tparm(text, (long)(color & 0xffffff), 0L, 0L, 0L, 0L, 0L,
                                     0L, 0L, 0L));
}

/* There may be no way to take back one thing alone. */
static void
describe_pen(struct writer *writer, struct style pen)
{
    put_plain(writer);
    put_capability(writer, pen.attr & ATTR_BOLD ? tigetstr("bold") : NULL);
    put_capability(writer, pen.attr & ATTR_DIM ? tigetstr("dim") : NULL);
    put_capability(writer, pen.attr & ATTR_UNDERLINE ? tigetstr("smul") : NULL);
    put_capability(writer, pen.attr & ATTR_REVERSE ? tigetstr("rev") : NULL);
    put_described(writer, "setaf", pen.fg);
    put_described(writer, "setab", pen.bg);
}

static void
set_pen(struct writer *writer, struct style pen)
{
    bool plain = pen.fg == COLOR_NONE && pen.bg == COLOR_NONE && pen.attr == 0;
    if (!writer->pen_known)
        put_plain(writer);
    const struct style *now = &writer->pen;
    if (now->fg == pen.fg && now->bg == pen.bg && now->attr == pen.attr)
        return;
    if (plain)
        put_plain(writer);
    else if (writer->screen->ansi)
        change_pen(writer, pen);
    else
        describe_pen(writer, pen);
    writer->pen = pen;
}

void
writer_clear(struct writer *writer)
{
    put_plain(writer);
    if (writer->screen->ansi)
        put_text(writer, "\033[H\033[2J");
    else
        put_capability(writer, tigetstr("clear"));
    writer->row = writer->col = 0;
}

/* A half block of one colour is a blank, and of a blank only the background shows: what
 * does not show stays as it is. The other half block with the colours exchanged looks the
 * same: the one is taken that changes less. */
static void
economize(const struct writer *writer, uint32_t *glyph, struct style *pen)
{
    const struct style *now = &writer->pen;
    bool half = *glyph == UPPER_HALF || *glyph == LOWER_HALF;
    bool turns = half && pen->attr == 0 && pen->fg && pen->bg;
    if (turns && pen->fg == pen->bg)
        *glyph = ' ';
    if (*glyph == ' ' && !((pen->attr | now->attr) & SHOWS_ON_BLANK)) {
        pen->fg = now->fg;
        pen->attr = now->attr;
    } else if (turns) {
        int kept = (pen->fg == now->fg) + (pen->bg == now->bg);
        int turned = (pen->bg == now->fg) + (pen->fg == now->bg);
        if (turned > kept) {
            *glyph = *glyph == UPPER_HALF ? LOWER_HALF : UPPER_HALF;
            *pen = (struct style){pen->bg, pen->fg, 0};
        }
    }
}

void
writer_cell(struct writer *writer, int col, int row, const struct cell *cell, bool last)
{
    uint32_t glyph = palette_glyph(writer->screen, cell->glyph);
    struct style pen = {palette_color(writer->screen, cell->fg),
                        palette_color(writer->screen, cell->bg), cell->attr & ATTR_SHOWN};
    if (pen.fg == COLOR_INDEX(0)) /* where bold means bright it would be grey */
        pen.attr &= ~(uint32_t)ATTR_BOLD;
    if (writer->screen->family == FAMILY_LINUX)
        palette_brighten(&glyph, &pen);
    if (writer->pen_known && writer->screen->ansi)
        economize(writer, &glyph, &pen);
    move_to(writer, col, row);
    set_pen(writer, pen);
    char bytes[4];
    put(writer, bytes, (size_t)utf8_encode(glyph, bytes));
    /* Behind the last column terminals differ: the next cell is moved to. */
    writer->col = col + 1;
    writer->row = last ? -1 : row;
}

void
writer_begin(struct writer *writer)
{
    writer->length = 0;
    writer->failed = false;
    if (writer->screen->synced)
        put_text(writer, sync_on);
    writer->start = writer->length;
}

bool
writer_send(struct writer *writer)
{
    if (writer->length == writer->start && !writer->failed)
        return true;
    if (writer->screen->shows_cursor) /* then it stands in one place */
        move_to(writer, 0, 0);
    if (writer->screen->synced)
        put_text(writer, sync_off);
    return !writer->failed && screen_write(writer->screen, writer->bytes, writer->length);
}
