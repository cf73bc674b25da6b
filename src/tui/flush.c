#include "tui/flush.h"
#include "tui/palette.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define NCURSES_NOMACROS
#include <curses.h>

/* Spans closer than this are one: setting a cell is cheaper than another call. */
enum { SPAN_GAP = 8 };

void
flush_finish(struct flush *flush)
{
    canvas_finish(&flush->shown);
    pairs_finish(&flush->pairs);
    free(flush->row);
    *flush = (struct flush){0};
}

void
flush_forget(struct flush *flush)
{
    flush->valid = false;
    pairs_retry(&flush->pairs);
}

void
flush_renew(struct flush *flush)
{
    pairs_finish(&flush->pairs);
    flush->valid = false;
    flush->has_rgb = flush->has_palette = false;
}

/* The nearest thing that a terminal without UTF-8 has. Who draws knows what the terminal
 * can show; this is for text from elsewhere. */
static wchar_t
ascii_of(uint32_t glyph)
{
    static const struct {
        uint32_t glyph;
        wchar_t ascii;
    } table[] = {
        {0x2212, '-' }, /* minus */
        {0x2013, '-' },
        {0x2019, '\''},
        {0x00b7, '.' },
        {0x2022, 'o' },
        {0x2190, '<' },
        {0x2192, '>' },
        {0x2191, '^' },
        {0x2193, 'v' },
        {0x2605, '*' },
        {0x00d7, 'x' },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].glyph == glyph)
            return table[i].ascii;
    if (glyph >= 0x2500 && glyph < 0x2580) /* lines */
        return glyph == 0x2502 || glyph == 0x2503 ? '|' : '-';
    if (glyph >= 0x2580 && glyph < 0x25a0) /* blocks */
        return '#';
    if (glyph >= 0x25a0 && glyph < 0x2600) /* shapes */
        return 'o';
    return glyph >= 0x2800 && glyph < 0x2900 ? '.' : '?';
}

static wchar_t
writable(const struct screen *screen, uint32_t glyph)
{
    if (glyph < 0x20 || glyph == 0x7f)
        return ' ';
    if (glyph < 0x7f)
        return (wchar_t)glyph;
    if (!screen->utf8)
        return ascii_of(glyph);
    /* Curses draws a blank for what it takes to have no width, and shifts the row for
     * what has two. */
    return wcwidth((wchar_t)glyph) == 1 ? (wchar_t)glyph : L'?';
}

/* A half block of one colour is a blank, which costs less to send; of a blank only the
 * background shows. */
static void
simplify(struct cell *cell)
{
    bool half = cell->glyph == 0x2580 || cell->glyph == 0x2584;
    if (half && cell->fg == cell->bg && cell->fg != COLOR_NONE)
        cell->glyph = ' ';
    if (cell->glyph < 0x20)
        cell->glyph = ' ';
    if (cell->glyph == ' ' && !(cell->attr & (ATTR_REVERSE | ATTR_UNDERLINE))) {
        cell->fg = COLOR_NONE;
        cell->attr = 0;
    }
}

static attr_t
attributes(uint32_t attr)
{
    return (attr & ATTR_BOLD ? WA_BOLD : 0) | (attr & ATTR_REVERSE ? WA_REVERSE : 0) |
           (attr & ATTR_UNDERLINE ? WA_UNDERLINE : 0);
}

static bool
is_bright(int number)
{
    return number >= 8 && number < 16;
}

/* Eight colours: the foreground is made bright by bold, the background cannot be. A half
 * block is turned over where that puts the bright half in front. */
static void
brighten_by_bold(int *fg, int *bg, attr_t *attr, wchar_t *glyph)
{
    bool half = *glyph == 0x2580 || *glyph == 0x2584;
    if (half && is_bright(*bg) && !is_bright(*fg) && *fg >= 0) {
        int swap = *fg;
        *fg = *bg;
        *bg = swap;
        *glyph = *glyph == 0x2580 ? 0x2584 : 0x2580;
    }
    if (is_bright(*fg)) {
        *fg -= 8;
        *attr |= WA_BOLD;
    }
    if (is_bright(*bg))
        *bg -= 8;
}

static void
note_colors(struct flush *flush, color_t color)
{
    if (COLOR_IS_RGB(color))
        flush->has_rgb = true;
    else if (COLOR_IS_INDEX(color) && (color & 0xffffff) < 16)
        flush->has_palette = true;
}

static void
set_cell(struct flush *flush, const struct screen *screen, struct cell cell, cchar_t *out)
{
    simplify(&cell);
    note_colors(flush, cell.fg);
    note_colors(flush, cell.bg);
    wchar_t text[2] = {writable(screen, cell.glyph), 0};
    attr_t attr = attributes(cell.attr);
    int pair = 0;
    if (screen->kind != SCREEN_MONO) {
        int fg = palette_number(screen, cell.fg);
        int bg = palette_number(screen, cell.bg);
        if (screen->colors == 8)
            brighten_by_bold(&fg, &bg, &attr, text);
        pair = pairs_get(&flush->pairs, fg, bg);
    }
    setcchar(out, text, attr, 0, &pair);
}

static void
show_span(struct flush *flush, const struct screen *screen, const struct canvas *canvas,
          int row, int from, int to)
{
    const struct cell *cells = canvas->cells + (size_t)row * (size_t)canvas->cols;
    cchar_t *out = flush->row;
    for (int col = from; col < to; col++)
        set_cell(flush, screen, cells[col], &out[col - from]);
    mvwadd_wchnstr(stdscr, row, from, out, to - from);
}

static bool
same(const struct cell *one, const struct cell *two)
{
    return memcmp(one, two, sizeof *one) == 0;
}

/* Show the spans of @row in which @new differs from @old. */
static bool
show_row(struct flush *flush, const struct screen *screen, const struct canvas *canvas,
         int row)
{
    size_t offset = (size_t)row * (size_t)canvas->cols;
    const struct cell *new = canvas->cells + offset, *old = flush->shown.cells + offset;
    if (memcmp(new, old, (size_t)canvas->cols * sizeof *new) == 0)
        return false;
    int from = -1, last = -1;
    for (int col = 0; col < canvas->cols; col++) {
        if (same(&new[col], &old[col]))
            continue;
        if (from >= 0 && col - last > SPAN_GAP) {
            show_span(flush, screen, canvas, row, from, last + 1);
            from = -1;
        }
        from = from < 0 ? col : from;
        last = col;
    }
    show_span(flush, screen, canvas, row, from, last + 1);
    return true;
}

static bool
prepare(struct flush *flush, const struct canvas *canvas)
{
    if (flush->shown.cols == canvas->cols && flush->shown.rows == canvas->rows)
        return true;
    flush->valid = false;
    cchar_t *row = realloc(flush->row, (size_t)canvas->cols * sizeof *row);
    if (!row)
        return false;
    flush->row = row;
    return canvas_resize(&flush->shown, canvas->cols, canvas->rows);
}

static bool
show_changes(struct flush *flush, const struct screen *screen,
             const struct canvas *canvas)
{
    bool changed = !flush->valid;
    for (int row = 0; row < canvas->rows; row++) {
        if (!flush->valid)
            show_span(flush, screen, canvas, row, 0, canvas->cols);
        else if (show_row(flush, screen, canvas, row))
            changed = true;
    }
    return changed;
}

bool
flush_canvas(struct flush *flush, const struct screen *screen,
             const struct canvas *canvas)
{
    if (!prepare(flush, canvas))
        return false;
    if (pairs_full(&flush->pairs)) {
        pairs_reset(&flush->pairs);
        screen_repaint();
        flush->valid = false;
    }
    if (!show_changes(flush, screen, canvas))
        return true;
    wnoutrefresh(stdscr);
    /* Curses writes at every movement of the cursor: without these marks a terminal may
     * show each of them as a picture. */
    if (screen->synced)
        screen_write("\033[?2026h");
    doupdate();
    if (screen->synced)
        screen_write("\033[?2026l");
    canvas_copy(&flush->shown, canvas);
    flush->valid = true;
    return true;
}
