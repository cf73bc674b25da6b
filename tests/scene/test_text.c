/* Text from outside: what is UTF-8, what is printable, what is left of the rest. */
#include <string.h>

#include "../close.h"
#include "scene/text.h"

static void
decodes_strictly(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        uint32_t character;
    } cases[] = {
        {"a",                1, 'a'    },
        {"\xc3\xa9",         2, 0xe9   },
        {"\xe2\x88\x92",     3, 0x2212 },
        {"\xf0\x9f\x8e\x93", 4, 0x1f393},
        {"\xc0\x80",         0, 0      }, /* overlong */
        {"\xe0\x80\x80",     0, 0      },
        {"\xed\xa0\x80",     0, 0      }, /* surrogate */
        {"\xf4\x90\x80\x80", 0, 0      }, /* past U+10FFFF */
        {"\x80",             0, 0      },
        {"\xe2\x88",         0, 0      }, /* torn */
        {"\xff",             0, 0      },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t c = 0;
        size_t n = strlen(cases[i].bytes);
        assert_int_equal(text_decode(cases[i].bytes, n, &c), cases[i].length);
        assert_int_equal(c, cases[i].character);
    }
}

static void
tames_controls(void **state)
{
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"plain",                 "plain"                },
        {"\x1b[31mred",           "?[31mred"             },
        {"a\nb\tc\x7f",           "a?b?c?"               },
        {"\xc2\x9b"
         "31m",          "?31m"                 }, /* CSI in C1 */
        {"\xe2\x80\xaetxt",       "?txt"                 }, /* right-to-left override */
        {"caf\xe9 au lait",       "caf? au lait"         },
        {"\xce\xb7 \xe2\x88\x92", "\xce\xb7 \xe2\x88\x92"},
        {"torn \xe2\x88",         "torn "                },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64];
        strcpy(text, cases[i].from);
        text_tame(text);
        assert_string_equal(text, cases[i].to);
    }
}

static void
counts_columns(void **state)
{
    (void)state;
    assert_int_equal(text_length("\xce\xb7=1", 4), 3);
    assert_int_equal(text_length("abc", 2), 2);
    assert_int_equal(text_first_unclean("a\tb\r\n", 5), 5);
    assert_int_equal(text_first_unclean("\xef\xbb\xbf"
                                        "a",
                                        4),
                     4); /* a mark at the start */
    assert_int_equal(text_first_unclean("a\xef\xbb\xbf", 4), 1);
    assert_int_equal(text_first_unclean("ab\0", 3), 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_strictly),
        cmocka_unit_test(tames_controls),
        cmocka_unit_test(counts_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
