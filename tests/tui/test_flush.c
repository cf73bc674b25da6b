/*
 * Whatever canvases follow each other, the terminal shows the last one: thousands of
 * random changes, written as few bytes, read by libvterm and compared cell by cell.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "tui/flush.h"
#include "tui/palette.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <vterm.h>

#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>

enum { WIDTH = 40, HEIGHT = 12, ROUNDS = 400, DEFAULT = -1 };

static VTerm *vterm;
static VTermScreen *shown;
static size_t written;
static char last[4096]; /* of what was written, as far as it has room */
static uint64_t seed = 1;

/* In place of the one that writes to the terminal. */
bool
screen_write(struct screen *screen, const char *bytes, size_t length)
{
    (void)screen;
    written += length;
    snprintf(last, sizeof last, "%.*s", (int)length, bytes);
    vterm_input_write(vterm, bytes, length);
    return true;
}

static unsigned
random_below(unsigned n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % n;
}

/* What can be seen of a cell. A half block is its two colours, a blank its background. */
struct look {
    uint32_t glyph;
    int upper, lower; /* or foreground, background */
    uint32_t attr;
};

static struct look
look_of(uint32_t glyph, int fg, int bg, uint32_t attr)
{
    struct look look = {glyph ? glyph : ' ', fg, bg, attr};
    if (look.glyph == 0x2584 && attr == 0)
        look = (struct look){0x2580, bg, fg, 0};
    if (look.glyph == 0x2580 && look.upper == look.lower && attr == 0)
        look.glyph = ' ';
    if (look.glyph == ' ' && !(attr & (ATTR_REVERSE | ATTR_UNDERLINE))) {
        look.upper = DEFAULT;
        look.attr = 0;
    }
    return look;
}

static int
number_of(const VTermColor *color, bool is_default)
{
    if (is_default)
        return DEFAULT;
    if (VTERM_COLOR_IS_INDEXED(color))
        return color->indexed.idx;
    return 0x1000000 | color->rgb.red << 16 | color->rgb.green << 8 | color->rgb.blue;
}

static struct look
look_at(int col, int row)
{
    VTermScreenCell cell;
    vterm_screen_get_cell(shown, (VTermPos){.row = row, .col = col}, &cell);
    uint32_t attr = (cell.attrs.bold ? ATTR_BOLD : 0) |
                    (cell.attrs.reverse ? ATTR_REVERSE : 0) |
                    (cell.attrs.underline ? ATTR_UNDERLINE : 0);
    return look_of(cell.chars[0],
                   number_of(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg)),
                   number_of(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg)), attr);
}

static int
plain_number(color_t color)
{
    if (color == COLOR_NONE)
        return DEFAULT;
    return COLOR_IS_RGB(color) ? 0x1000000 | (int)(color & 0xffffff)
                               : (int)(color & 0xffffff);
}

static void
assert_shown(const struct canvas *canvas, int skipped_corner)
{
    for (int at = 0; at < WIDTH * HEIGHT - skipped_corner; at++) {
        const struct cell *cell = &canvas->cells[at];
        uint32_t attr = cell->attr;
        if (cell->fg == COLOR_INDEX(0)) /* bold black is grey on many terminals */
            attr &= ~(uint32_t)ATTR_BOLD;
        struct look want =
            look_of(cell->glyph, plain_number(cell->fg), plain_number(cell->bg), attr);
        struct look got = look_at(at % WIDTH, at / WIDTH);
        if (memcmp(&want, &got, sizeof want) != 0)
            fail_msg("at %d,%d: %x %x on %x (%u), not %x %x on %x (%u)", at % WIDTH,
                     at / WIDTH, got.glyph, got.upper, got.lower, got.attr, want.glyph,
                     want.upper, want.lower, want.attr);
    }
}

static color_t
random_color(const color_t *colors, size_t n)
{
    return colors[random_below((unsigned)n)];
}

static struct cell
random_cell(const color_t *colors, size_t n)
{
    static const uint32_t glyphs[] = {0, ' ', 'a', 'Z', 0x2580, 0x2584, 0x2588, 0x28ff};
    static const uint32_t attrs[] = {0, 0, 0, 0, ATTR_BOLD, ATTR_REVERSE, ATTR_UNDERLINE};
    return (struct cell){
        glyphs[random_below(8)],
        random_color(colors, n),
        random_color(colors, n),
        attrs[random_below(7)],
    };
}

/* A span, a column, or scattered cells. */
static void
change(struct canvas *canvas, const color_t *colors, size_t n)
{
    int col = (int)random_below(WIDTH), row = (int)random_below(HEIGHT);
    int length = (int)random_below(WIDTH);
    unsigned kind = random_below(4);
    for (int i = 0; i < length; i++) {
        int at = kind == 0   ? row * WIDTH + (col + i) % WIDTH
                 : kind == 1 ? (row + i) % HEIGHT * WIDTH + col
                             : (int)random_below(WIDTH * HEIGHT);
        canvas->cells[at] = kind == 3 ? (struct cell){0} : random_cell(colors, n);
    }
}

static void
run_random(struct screen *screen, const color_t *colors, size_t n)
{
    struct flush flush;
    struct canvas canvas;
    assert_true(canvas_init(&canvas, WIDTH, HEIGHT));
    flush_init(&flush, screen);
    for (int round = 0; round < ROUNDS; round++) {
        change(&canvas, colors, n);
        if (random_below(50) == 0) {
            const char mess[] = "\033[35;1;7mmess\033[5;5H";
            vterm_input_write(vterm, mess, strlen(mess));
            flush_forget(&flush);
        }
        assert_true(flush_canvas(&flush, &canvas));
        assert_shown(&canvas, screen->scrolls);
        written = 0;
        assert_true(flush_canvas(&flush, &canvas));
        assert_int_equal(written, 0); /* nothing has changed */
    }
    flush_finish(&flush);
    canvas_finish(&canvas);
}

static int
open_terminal(void **state)
{
    (void)state;
    setlocale(LC_CTYPE, "C.UTF-8");
    vterm = vterm_new(HEIGHT, WIDTH);
    vterm_set_utf8(vterm, 1);
    shown = vterm_obtain_screen(vterm);
    vterm_screen_reset(shown, 1);
    return 0;
}

static int
close_terminal(void **state)
{
    (void)state;
    vterm_free(vterm);
    return 0;
}

static void
test_true_colour(void **state)
{
    (void)state;
    static const color_t colors[] = {COLOR_NONE, COLOR_RGB(0x000004), COLOR_RGB(0xff8000),
                                     COLOR_RGB(0x102030), COLOR_INDEX(200)};
    struct screen screen = {
        .family = FAMILY_XTERM, .ansi = true, .utf8 = true, .synced = true};
    run_random(&screen, colors, 5);
}

static void
test_indexed(void **state)
{
    (void)state;
    static const color_t colors[] = {COLOR_NONE,     COLOR_INDEX(0),  COLOR_INDEX(7),
                                     COLOR_INDEX(9), COLOR_INDEX(16), COLOR_INDEX(255)};
    struct screen screen = {.family = FAMILY_TMUX, .ansi = true, .utf8 = true};
    run_random(&screen, colors, 6);
}

static void
open_described(struct screen *screen, const char *term)
{
    int found;
    assert_int_equal(setupterm(term, STDOUT_FILENO, &found), OK);
    screen->facts = caps_facts_of_open();
}

static void
test_described(void **state)
{
    (void)state;
    static const color_t colors[] = {COLOR_NONE, COLOR_INDEX(0), COLOR_INDEX(3),
                                     COLOR_INDEX(100)};
    struct screen screen = {.family = FAMILY_OTHER, .utf8 = true, .scrolls = true};
    open_described(&screen, "xterm-256color");
    run_random(&screen, colors, 4);
    del_curterm(cur_term);
}

static void
test_described_without_colours(void **state)
{
    (void)state;
    static const color_t colors[] = {COLOR_NONE};
    struct screen screen = {.family = FAMILY_VT, .utf8 = true};
    open_described(&screen, "vt100");
    run_random(&screen, colors, 1);
    del_curterm(cur_term);
}

static void
test_nearest_colours(void **state)
{
    (void)state;
    struct screen eight = {.facts = {.colors = 8}}, many = {.facts = {.colors = 256}};
    struct screen console = {.family = FAMILY_LINUX, .facts = {.colors = 8}};
    struct screen direct =
                      {
                          .facts = {.colors = 1 << 24, .direct = true}
    },
                  mono = {0};
    color_t red = COLOR_RGB(0xf00000);
    assert_int_equal(palette_color(&eight, red), COLOR_INDEX(1));
    assert_int_equal(palette_color(&eight, COLOR_INDEX(7)), COLOR_INDEX(7));
    assert_int_equal(palette_color(&eight, COLOR_INDEX(9)), COLOR_INDEX(1));
    assert_int_equal(palette_color(&console, COLOR_INDEX(9)), COLOR_INDEX(9));
    assert_int_equal(palette_color(&many, COLOR_RGB(0xd7af87)), COLOR_INDEX(180));
    assert_int_equal(palette_color(&many, COLOR_RGB(0x767676)), COLOR_INDEX(243));
    assert_int_equal(palette_color(&direct, COLOR_RGB(4)), COLOR_RGB(8));
    assert_int_equal(palette_color(&direct, COLOR_INDEX(255)), COLOR_RGB(0xeeeeee));
    assert_int_equal(palette_color(&mono, red), COLOR_NONE);
}

/* One cell of a smooth field costs no more than what changes in it. */
static void
test_few_bytes(void **state)
{
    (void)state;
    struct screen screen = {.family = FAMILY_XTERM, .ansi = true, .utf8 = true};
    struct flush flush;
    struct canvas canvas;
    assert_true(canvas_init(&canvas, WIDTH, HEIGHT));
    flush_init(&flush, &screen);
    for (int col = 0; col < WIDTH; col++)
        canvas.cells[col] = (struct cell){0x2580, COLOR_INDEX(240), COLOR_INDEX(241), 0};
    assert_true(flush_canvas(&flush, &canvas));
    written = 0;
    canvas.cells[3].fg = COLOR_INDEX(226);
    assert_true(flush_canvas(&flush, &canvas));
    assert_true(written <= sizeof "\033[1;4H\033[38;5;226m▀" - 1);
    flush_finish(&flush);
    canvas_finish(&canvas);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_terminal, close_terminal)

/* Bold and dim go by one sequence, which takes the other with it. */
static void
test_weights(void **state)
{
    (void)state;
    struct screen screen = {.family = FAMILY_XTERM, .ansi = true, .utf8 = true};
    struct flush flush;
    struct canvas canvas;
    assert_true(canvas_init(&canvas, 4, 1));
    flush_init(&flush, &screen);
    canvas_put(&canvas, 0, 0, 'a', (struct style){.attr = ATTR_BOLD});
    canvas_put(&canvas, 1, 0, 'b', (struct style){.attr = ATTR_DIM});
    canvas_put(&canvas, 2, 0, 'c', (struct style){.attr = ATTR_BOLD});
    canvas_put(&canvas, 3, 0, 'd', (struct style){.attr = ATTR_BOLD | ATTR_DIM});
    assert_true(flush_canvas(&flush, &canvas));
    assert_non_null(strstr(last, "\033[1ma\033[22;2mb\033[22;1mc\033[2md"));
    flush_finish(&flush);
    canvas_finish(&canvas);
}

/* Where the cursor cannot be hidden it stands in one place, not where a cell was. */
static void
test_a_cursor_that_shows(void **state)
{
    (void)state;
    struct screen screen = {
        .family = FAMILY_XTERM, .ansi = true, .utf8 = true, .shows_cursor = true};
    struct flush flush;
    struct canvas canvas;
    assert_true(canvas_init(&canvas, 9, 3));
    flush_init(&flush, &screen);
    canvas_put(&canvas, 5, 2, 'x', (struct style){0});
    assert_true(flush_canvas(&flush, &canvas));
    assert_string_equal(last + strlen(last) - 6, "\033[1;1H");
    flush_finish(&flush);
    canvas_finish(&canvas);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_true_colour), TEST(test_indexed),
        TEST(test_described),   TEST(test_described_without_colours),
        TEST(test_few_bytes),   TEST(test_nearest_colours),
        TEST(test_weights),     TEST(test_a_cursor_that_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
