/* Colours, glyphs and keys on different terminals. With the fake app, whose row 3 names
 * what it was told and whose row 5 has 16 half blocks in colours of the rung. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"
#include "ui/event.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

static void
start(const char *term, const char *color, const char *const *env)
{
    const char *const argv[] = {FAKE_PROGRAM, color, NULL};
    pty = pty_spawn(argv, &(struct pty_options){.term = term, .env = env});
    pty_expect(pty, "fake 80x24");
    pty_expect(pty, "rung ");
}

static void
test_what_a_terminal_is_taken_for(void **state)
{
    (void)state;
    static const struct {
        const char *term, *color, *env[3], *expected;
    } rows[] = {
        {"xterm-256color",  "auto", {NULL},                                "rung 1 glyphs 0 utf8 1 shapes 1 theme 0"},
        {"xterm-256color",  "auto", {"COLORTERM=truecolor"},               "rung 0 glyphs 0"                        },
        {"xterm-kitty",     "auto", {"COLORTERM=truecolor"},               "rung 0 glyphs 0"                        },
        {"tmux-256color",   "auto", {"COLORTERM=24bit"},                   "rung 0 glyphs 0"                        },
        {"screen-256color", "auto", {"COLORTERM=truecolor"},               "rung 1 glyphs 0"                        },
        {"screen-256color", "auto", {"COLORTERM=truecolor", "TMUX=x"},     "rung 0"                                 },
        {"xterm-256color",  "auto", {"COLORTERM=truecolor", "NO_COLOR=1"}, "rung 4"                                 },
        {"xterm-256color",  "auto", {"NO_COLOR="},                         "rung 1"                                 },
        {"xterm-256color",  "rgb",  {NULL},                                "rung 0"                                 },
        {"xterm-256color",  "rgb",  {"NO_COLOR=1"},                        "rung 0"                                 },
        {"xterm-256color",  "16",   {NULL},                                "rung 2"                                 },
        {"xterm-256color",  "8",    {NULL},                                "rung 3"                                 },
        {"xterm-256color",  "none", {NULL},                                "rung 4"                                 },
        {"xterm",           "auto", {NULL},                                "rung 3 glyphs 0"                        },
        {"xterm",           "256",  {NULL},                                "rung 1 glyphs 0"                        },
        {"linux",           "auto", {NULL},                                "rung 2 glyphs 1 utf8 1 shapes 0"        },
        {"linux",           "rgb",  {NULL},                                "rung 2 glyphs 1"                        },
        {"vt100",           "auto", {NULL},                                "rung 4 glyphs 2 utf8 1 shapes 0"        },
        {"xterm-256color",  "auto", {"LC_ALL=C"},                          "rung 1 glyphs 2 utf8 0 shapes 0"        },
        {"xterm-256color",  "auto", {"LC_ALL=xx_YY.UTF-8"},                "rung 1 glyphs 0 utf8 1"                 },
        {"xterm-256color",  "auto", {"LC_ALL", "LANG"},                    "rung 1 glyphs 0 utf8 1"                 },
        {"xterm-256color",  "auto", {"COLORFGBG=0;15"},                    "theme 1"                                },
        {"xterm-256color",  "auto", {"COLORFGBG=15;default;0"},            "theme 0"                                },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        start(rows[i].term, rows[i].color, rows[i].env);
        pty_expect(pty, rows[i].expected);
        finish(NULL);
    }
}

/* The colours of a half block, whichever half is in front. */
struct halves {
    int col, upper, lower;
};

static struct halves
halves_at(struct pty *terminal, int col)
{
    struct pty_cell cell = pty_at(terminal, col, 5);
    if (cell.glyph == 0x2580)
        return (struct halves){col, cell.fg, cell.bg};
    if (cell.glyph == 0x2584)
        return (struct halves){col, cell.bg, cell.fg};
    return (struct halves){col, -2, -2};
}

static bool
has_colors(struct pty *terminal, const void *arg)
{
    const struct halves *expected = arg;
    struct halves got = halves_at(terminal, expected->col);
    return got.upper == expected->upper && got.lower == expected->lower;
}

static void
expect_colors(int col, int upper, int lower)
{
    if (pty_until(pty, has_colors, &(struct halves){col, upper, lower}))
        return;
    struct halves got = halves_at(pty, col);
    fail_msg("%x over %x, not %x over %x", got.upper, got.lower, upper, lower);
}

static void
test_true_colour(void **state)
{
    (void)state;
    start("xterm-256color", "rgb", NULL);
    pty_expect(pty, "bold");
    /* #000204 is a dark blue and not palette colour 4 or so. */
    expect_colors(0, PTY_RGB | 0x000204, PTY_RGB | 0x010204);
    expect_colors(15, PTY_RGB | 0x0f0204, PTY_RGB | 0x100204);
    assert_true(pty_at(pty, 20, 5).bold);
    assert_int_equal(pty_at(pty, 20, 5).fg, -1);
    assert_int_equal(pty_at(pty, 20, 5).bg, -1);
}

static void
test_true_colour_inside_tmux(void **state)
{
    (void)state;
    static const char *const env[] = {"COLORTERM=truecolor", NULL};
    start("tmux-256color", "auto", env);
    pty_expect(pty, "bold");
    expect_colors(3, PTY_RGB | 0x030204, PTY_RGB | 0x040204);
}

static void
test_indexed_colours(void **state)
{
    (void)state;
    start("xterm-256color", "256", NULL);
    pty_expect(pty, "bold");
    expect_colors(0, 232, 233);
    finish(NULL);
    start("xterm-256color", "16", NULL);
    pty_expect(pty, "bold");
    expect_colors(1, 1, 2);
    expect_colors(9, 9, 10);
    finish(NULL);
    start("xterm", "8", NULL);
    pty_expect(pty, "bold");
    expect_colors(1, 1, 2);
}

/* Bright colours of the Linux console: in front by bold, behind not at all. */
static void
test_linux_console(void **state)
{
    (void)state;
    start("linux", "auto", NULL);
    pty_expect(pty, "bold");
    struct pty_cell cell = pty_at(pty, 9, 5);
    assert_int_equal(cell.glyph, 0x2580);
    assert_true(cell.bold);
    assert_int_equal(cell.bg, 2);
    /* Bright below, plain above: the half block is turned over. */
    cell = pty_at(pty, 7, 5);
    assert_int_equal(cell.glyph, 0x2584);
    assert_true(cell.bold);
    assert_int_equal(cell.bg, 7);
}

static void
test_no_colour(void **state)
{
    (void)state;
    static const char *const env[] = {"NO_COLOR=1", NULL};
    start("xterm-256color", "auto", env);
    pty_expect(pty, "bold");
    pty_type(pty, "a");
    pty_expect(pty, "key 61");
    const char *output = pty_output(pty, NULL);
    assert_null(strstr(output, "[38"));
    assert_null(strstr(output, "[48"));
    assert_null(strstr(output, "[3"
                               "1m"));
    assert_true(pty_at(pty, 20, 5).bold);
}

/* 'c' goes down the ladder and around. */
static void
test_switching_while_running(void **state)
{
    (void)state;
    static const int expected[5][2] = {
        {233,                234               },
        {1,                  2                 },
        {1,                  2                 },
        {-1,                 -1                },
        {PTY_RGB | 0x010204, PTY_RGB | 0x020204},
    };
    start("xterm-256color", "rgb", NULL);
    pty_expect(pty, "rung 0");
    for (int i = 0; i < 5; i++) {
        char text[16];
        pty_type(pty, "c");
        snprintf(text, sizeof text, "rung %d", (i + 1) % 5);
        pty_expect(pty, text);
        expect_colors(1, expected[i][0], expected[i][1]);
    }
    pty_type(pty, "q");
    assert_int_equal(pty_wait_exit(pty), 0);
    assert_true(pty_restored(pty));
}

static void
test_text_without_utf8(void **state)
{
    (void)state;
    static const char *const env[] = {"LC_ALL=C", NULL};
    start("xterm-256color", "auto", env);
    pty_expect(pty, "? 0.05 - o . #");
    size_t length;
    const char *output = pty_output(pty, &length);
    for (size_t i = 0; i < length; i++)
        assert_true((unsigned char)output[i] < 0x80);
}

static void
assert_typed(const char *bytes, int number, uint32_t key)
{
    char text[64];
    pty_type(pty, bytes);
    snprintf(text, sizeof text, "event %d key %x", number, key);
    pty_expect(pty, text);
}

/* linux, vt100 and screen know no Shift-arrows; [ and the digits are commands. */
static void
test_keys_on_every_terminal(void **state)
{
    (void)state;
    static const char *const terms[] = {"xterm-256color", "linux", "vt100", "screen",
                                        "tmux-256color"};
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        start(terms[i], "auto", NULL);
        int n = 0;
        assert_typed("\033[1;2C", ++n, UI_KEY_SHIFT_RIGHT);
        assert_typed("\033[1;2D", ++n, UI_KEY_SHIFT_LEFT);
        assert_typed("\033[C", ++n, UI_KEY_RIGHT);
        assert_typed("\033OD", ++n, UI_KEY_LEFT);
        assert_typed("\033[Z", ++n, UI_KEY_BACKTAB);
        assert_typed("\033[1~", ++n, UI_KEY_HOME);
        assert_typed("\033OF", ++n, UI_KEY_END);
        assert_typed("\033[6~", ++n, UI_KEY_PAGE_DOWN);
        assert_typed("\033[1;5C\033[24~\033[[Bx", ++n, 'x');
        assert_typed("\033", ++n, UI_KEY_ESCAPE);
        assert_typed("\r", ++n, UI_KEY_ENTER);
        assert_typed("η", ++n, 0x3b7);
        finish(NULL);
    }
}

static void
test_mouse(void **state)
{
    (void)state;
    start("xterm-256color", "auto", NULL);
    pty_mouse(pty, 0, 10, 5, true);
    pty_expect(pty, "event 1 press 10,5");
    pty_mouse(pty, 32, 12, 6, true);
    pty_expect(pty, "event 2 drag 12,6");
    pty_mouse(pty, 0, 12, 6, false);
    pty_expect(pty, "event 3 release 12,6");
    pty_mouse(pty, 16, 1, 2, true);
    pty_expect(pty, "event 4 press 1,2 ctrl");
    pty_mouse(pty, 64, 3, 4, true);
    pty_expect(pty, "event 5 wheel up 3,4");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_a_terminal_is_taken_for),
        TEST(test_true_colour),
        TEST(test_true_colour_inside_tmux),
        TEST(test_indexed_colours),
        TEST(test_linux_console),
        TEST(test_no_colour),
        TEST(test_switching_while_running),
        TEST(test_text_without_utf8),
        TEST(test_keys_on_every_terminal),
        TEST(test_mouse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
