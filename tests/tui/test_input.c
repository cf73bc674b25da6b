/* Bytes into events, without a terminal. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "tui/input.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

enum { ESCAPE_MS = 50, MS = 1000000 };

static struct input input;
static struct event events[2048];
static size_t n_events;

static void
feed_at(const char *bytes, int64_t now_ns)
{
    n_events = input_feed(&input, bytes, strlen(bytes), now_ns, events);
}

static void
feed(const char *bytes)
{
    feed_at(bytes, 0);
}

static int
fresh(void **state)
{
    (void)state;
    setlocale(LC_CTYPE, "C.UTF-8");
    input_init(&input, ESCAPE_MS);
    return 0;
}

static void
assert_key(size_t i, uint32_t key)
{
    assert_true(i < n_events);
    assert_int_equal(events[i].kind, EVENT_KEY);
    assert_int_equal(events[i].key, key);
}

static void
assert_one_key(const char *bytes, uint32_t key)
{
    feed(bytes);
    if (n_events != 1)
        fail_msg("%zu events from '%s'", n_events, bytes + 1);
    assert_key(0, key);
}

static void
test_letters(void **state)
{
    (void)state;
    feed("a+Z ");
    assert_int_equal(n_events, 4);
    assert_key(0, 'a');
    assert_key(1, '+');
    assert_key(2, 'Z');
    assert_key(3, ' ');
    feed("\r\n\t\x7f\b\x0c");
    assert_int_equal(n_events, 6);
    assert_key(0, UI_KEY_ENTER);
    assert_key(1, UI_KEY_ENTER);
    assert_key(2, UI_KEY_TAB);
    assert_key(3, UI_KEY_BACKSPACE);
    assert_key(4, UI_KEY_BACKSPACE);
    assert_key(5, 12);
}

static void
test_letters_of_other_scripts(void **state)
{
    (void)state;
    assert_one_key("й", 0x439);
    assert_one_key("η", 0x3b7);
    assert_one_key("€", 0x20ac);
    feed("\xe2\x82"); /* cut by a packet */
    assert_int_equal(n_events, 0);
    feed("\xac");
    assert_int_equal(n_events, 1);
    assert_key(0, 0x20ac);
    feed("\xff"
         "a");
    assert_int_equal(n_events, 2);
    assert_key(0, 0xfffd);
    assert_key(1, 'a');
}

static void
test_sequences_that_stand_whatever_the_description_says(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        uint32_t key;
    } rows[] = {
        {"\033[1;2C", UI_KEY_SHIFT_RIGHT},
        {"\033[1;2D", UI_KEY_SHIFT_LEFT },
        {"\033[c",    UI_KEY_SHIFT_RIGHT},
        {"\033[d",    UI_KEY_SHIFT_LEFT },
        {"\033[Z",    UI_KEY_BACKTAB    },
        {"\033\t",    UI_KEY_BACKTAB    },
        {"\033[H",    UI_KEY_HOME       },
        {"\033OH",    UI_KEY_HOME       },
        {"\033[1~",   UI_KEY_HOME       },
        {"\033[7~",   UI_KEY_HOME       },
        {"\033[F",    UI_KEY_END        },
        {"\033OF",    UI_KEY_END        },
        {"\033[4~",   UI_KEY_END        },
        {"\033[8~",   UI_KEY_END        },
        {"\033[5~",   UI_KEY_PAGE_UP    },
        {"\033[6~",   UI_KEY_PAGE_DOWN  },
        {"\033[3~",   UI_KEY_DELETE     },
        {"\033[C",    UI_KEY_RIGHT      },
        {"\033OC",    UI_KEY_RIGHT      },
        {"\033[D",    UI_KEY_LEFT       },
        {"\033[A",    UI_KEY_UP         },
        {"\033OB",    UI_KEY_DOWN       },
        {"\033OM",    UI_KEY_ENTER      },
        {"\033Ok",    '+'               },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_one_key(rows[i].bytes, rows[i].key);
}

static void
test_other_sequences_are_swallowed_whole(void **state)
{
    (void)state;
    static const char *const unknown[] = {
        "\033[1;5C",    "\033[1;2A", "\033[15~", "\033[24;5~", "\033OP",
        "\033O5Q",      "\033[[A",   "\033[[E",  "\033[7$",    "\033[?1;2n",
        "\033[27;5;9~", "\033[200~", "\033[I",   "\033[>0;1c", "\033[97;5u",
    };
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        char bytes[64];
        snprintf(bytes, sizeof bytes, "%sx", unknown[i]);
        assert_one_key(bytes, 'x');
    }
    char endless[300] = "\033[";
    memset(endless + 2, '1', 200);
    strcpy(endless + 202, "Cx");
    assert_one_key(endless, 'x');
}

static void
test_sequences_cut_anywhere(void **state)
{
    (void)state;
    const char *bytes = "\033[1;2C";
    for (size_t cut = 1; cut < strlen(bytes); cut++) {
        assert_int_equal(input_feed(&input, bytes, cut, 0, events), 0);
        n_events = input_feed(&input, bytes + cut, strlen(bytes) - cut, 0, events);
        assert_int_equal(n_events, 1);
        assert_key(0, UI_KEY_SHIFT_RIGHT);
    }
}

static void
test_lone_escape(void **state)
{
    (void)state;
    assert_int_equal(input_deadline(&input), -1);
    feed_at("\033", 100 * (int64_t)MS);
    assert_int_equal(n_events, 0);
    assert_int_equal(input_deadline(&input), 150 * (int64_t)MS);
    assert_int_equal(input_timeout(&input, 149 * (int64_t)MS, events), 0);
    n_events = input_timeout(&input, 150 * (int64_t)MS, events);
    assert_int_equal(n_events, 1);
    assert_key(0, UI_KEY_ESCAPE);
    assert_int_equal(input_deadline(&input), -1);
    feed("\033q");
    assert_int_equal(n_events, 2);
    assert_key(0, UI_KEY_ESCAPE);
    assert_key(1, 'q');
}

static void
test_unfinished_sequences_are_dropped(void **state)
{
    (void)state;
    feed("\033[");
    assert_int_equal(input_timeout(&input, ESCAPE_MS * (int64_t)MS, events), 0);
    assert_one_key("q", 'q');
    feed("\033[1;");
    assert_int_equal(input_timeout(&input, ESCAPE_MS * (int64_t)MS, events), 0);
    assert_one_key("2C", UI_KEY_SHIFT_RIGHT);
    feed("\033[1;");
    assert_one_key("\033[C", UI_KEY_RIGHT);
}

static void
test_names_of_the_description(void **state)
{
    (void)state;
    input_name(&input, "\033[G", UI_KEY_PAGE_DOWN);
    input_name(&input, "\033[C", UI_KEY_HOME); /* the fixed ones win */
    input_name(&input, NULL, UI_KEY_END);
    input_name(&input, "x", UI_KEY_END);
    assert_one_key("\033[G", UI_KEY_PAGE_DOWN);
    assert_one_key("\033[C", UI_KEY_RIGHT);
    assert_one_key("x", 'x');
}

static void
assert_mouse(size_t i, enum mouse_kind mouse, int col, int row, bool ctrl)
{
    assert_true(i < n_events);
    assert_int_equal(events[i].kind, EVENT_MOUSE);
    assert_int_equal(events[i].mouse, mouse);
    assert_int_equal(events[i].col, col);
    assert_int_equal(events[i].row, row);
    assert_int_equal(events[i].ctrl, ctrl);
}

static void
test_mouse(void **state)
{
    (void)state;
    /* Press, drag and release in one gulp stay apart and in order. */
    feed("\033[<0;10;5M\033[<32;12;6M\033[<0;12;6m");
    assert_int_equal(n_events, 3);
    assert_mouse(0, MOUSE_PRESS, 9, 4, false);
    assert_mouse(1, MOUSE_DRAG, 11, 5, false);
    assert_mouse(2, MOUSE_RELEASE, 11, 5, false);
    feed("\033[<16;300;90M\033[<16;300;90m");
    assert_int_equal(n_events, 2);
    assert_mouse(0, MOUSE_PRESS, 299, 89, true);
    feed("\033[<64;1;1M\033[<65;1;1M");
    assert_mouse(0, MOUSE_WHEEL_UP, 0, 0, false);
    assert_mouse(1, MOUSE_WHEEL_DOWN, 0, 0, false);
}

static void
test_mouse_that_means_nothing(void **state)
{
    (void)state;
    feed("\033[<1;2;2M\033[<1;2;2m\033[<2;2;2M\033[<35;3;3M\033[<32;3;3M\033[<0;3;3m");
    assert_int_equal(n_events, 0);
    feed("\033[<0;0;5M\033[<0;5M\033[<;;M\033[<0;99999;1M\033[<M");
    assert_int_equal(n_events, 0);
}

static void
test_drags_in_a_row_are_one(void **state)
{
    (void)state;
    feed("\033[<0;1;1M\033[<32;2;1M\033[<32;3;1M\033[<32;4;1Ma\033[<32;5;1M");
    assert_int_equal(n_events, 4);
    assert_mouse(1, MOUSE_DRAG, 3, 0, false);
    assert_key(2, 'a');
    assert_mouse(3, MOUSE_DRAG, 4, 0, false);
}

static void
test_mouse_of_old_terminals(void **state)
{
    (void)state;
    feed("\033[M *%\033[MC-&\033[M#-&x");
    assert_int_equal(n_events, 3);
    assert_mouse(0, MOUSE_PRESS, 9, 4, false);
    assert_mouse(1, MOUSE_RELEASE, 12, 5, false);
    assert_key(2, 'x');
}

/* Whatever comes, in whatever pieces: it ends, and letters get through again. */
static void
test_any_bytes(void **state)
{
    (void)state;
    static const char likely[] = "\033\033[O<;0123456789MmC~$ \xe2\x82\xff";
    unsigned seed = 1;
    for (int round = 0; round < 20000; round++) {
        char bytes[40];
        size_t n = round % sizeof bytes;
        for (size_t i = 0; i < n; i++) {
            seed = seed * 1103515245 + 12345;
            unsigned draw = seed >> 16;
            bytes[i] = draw & 64 ? (char)(draw >> 7) : likely[draw % (sizeof likely - 1)];
        }
        n_events = input_feed(&input, bytes, n, 0, events);
        assert_true(n_events <= n + 1);
        for (size_t i = 0; i < n_events; i++)
            assert_true(events[i].kind != EVENT_KEY || events[i].key != 0);
    }
    input_timeout(&input, 1000 * (int64_t)MS, events);
    feed("xy");
    assert_true(n_events >= 1);
    assert_key(n_events - 1, 'y');
}

static void
assert_background(const char *bytes, uint32_t rgb)
{
    input.asked = true;
    feed(bytes);
    if (n_events != 1 || events[0].kind != EVENT_BACKGROUND || events[0].rgb != rgb)
        fail_msg("'%s': %zu events, %06x", bytes + 1, n_events, events[0].rgb);
    assert_int_equal(input_deadline(&input), -1);
}

static void
test_the_terminal_tells_its_background(void **state)
{
    (void)state;
    assert_background("\033]11;rgb:ffff/8080/0000\033\\", 0xff8000);
    assert_background("\033]11;rgb:1e1e/1e1e/2e2e\a", 0x1e1e2e);
    assert_background("\033]11;rgb:ff/80/1\033\\", 0xff8011);
    assert_background("\033]11;rgba:ffff/ffff/ffff/8000\033\\", 0xffffff);
}

static void
test_what_else_stands_in_a_string_is_nothing(void **state)
{
    (void)state;
    static const char *const strings[] = {
        "\033]11;?\033\\",
        "\033]11;rgb:\a",
        "\033]11;rgb:ff/ff\a",
        "\033]11;rgb:fffff/ff/ff\a",
        "\033]11;rgb:ff/+f/ff\a",
        "\033]11;rgb:00000000000000000000\a",
        "\033]11;rgb:0x/0x1/ff\a",
        "\033]10;rgb:ff/ff/ff\a",
        "\033]11;red\a",
        "\033]0;a title that is longer than any answer could possibly be\a",
    };
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        input.asked = true;
        feed(strings[i]);
        assert_int_equal(n_events, 0);
        assert_one_key("q", 'q');
    }
}

static void
test_answers_cut_anywhere(void **state)
{
    (void)state;
    static const char answer[] = "\033]11;rgb:ffff/ffff/ffff\033\\\033[?62;22c";
    for (size_t cut = 1; cut < sizeof answer - 1; cut++) {
        fresh(NULL);
        input.asked = true;
        size_t n = input_feed(&input, answer, cut, 0, events);
        n += input_feed(&input, answer + cut, sizeof answer - 1 - cut, 0, events + n);
        assert_int_equal(n, 2);
        assert_int_equal(events[0].kind, EVENT_BACKGROUND);
        assert_int_equal(events[1].kind, EVENT_ANSWER);
    }
}

/* rxvt's Shift-arrow looks much like an answer; and Alt-] like the beginning of one. */
static void
test_answers_are_no_keys_and_keys_no_answers(void **state)
{
    (void)state;
    feed("\033[?62;22c");
    assert_int_equal(n_events, 1);
    assert_int_equal(events[0].kind, EVENT_ANSWER);
    assert_one_key("\033[c", UI_KEY_SHIFT_RIGHT);
    feed("\033]");
    assert_int_equal(n_events, 2);
    assert_key(0, UI_KEY_ESCAPE);
    assert_key(1, ']');
    input.asked = true;
    feed_at("\033]", 0);
    assert_int_equal(n_events, 0);
    assert_int_equal(input_timeout(&input, input_deadline(&input), events), 0);
    assert_one_key("q", 'q');
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_letters, fresh),
        cmocka_unit_test_setup(test_letters_of_other_scripts, fresh),
        cmocka_unit_test_setup(test_sequences_that_stand_whatever_the_description_says,
                               fresh),
        cmocka_unit_test_setup(test_other_sequences_are_swallowed_whole, fresh),
        cmocka_unit_test_setup(test_sequences_cut_anywhere, fresh),
        cmocka_unit_test_setup(test_lone_escape, fresh),
        cmocka_unit_test_setup(test_unfinished_sequences_are_dropped, fresh),
        cmocka_unit_test_setup(test_names_of_the_description, fresh),
        cmocka_unit_test_setup(test_mouse, fresh),
        cmocka_unit_test_setup(test_mouse_that_means_nothing, fresh),
        cmocka_unit_test_setup(test_drags_in_a_row_are_one, fresh),
        cmocka_unit_test_setup(test_mouse_of_old_terminals, fresh),
        cmocka_unit_test_setup(test_any_bytes, fresh),
        cmocka_unit_test_setup(test_the_terminal_tells_its_background, fresh),
        cmocka_unit_test_setup(test_what_else_stands_in_a_string_is_nothing, fresh),
        cmocka_unit_test_setup(test_answers_cut_anywhere, fresh),
        cmocka_unit_test_setup(test_answers_are_no_keys_and_keys_no_answers, fresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
