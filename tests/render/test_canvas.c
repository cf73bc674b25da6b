/* The grid of cells: clipping, text, and what stands for the ground of a cell. */
#include "../close.h"

#include <stdlib.h>
#include <string.h>

#include "render/canvas.h"

static const struct style plain = {COLOR_RGB(0x111111), COLOR_NONE, 0};

static void
assert_text(const struct canvas *canvas, const char *want)
{
    char *text = canvas_to_text(canvas);
    assert_string_equal(text, want);
    free(text);
}

static void
text_is_cut_at_the_clip(void **state)
{
    (void)state;
    struct canvas c;
    assert_true(canvas_init(&c, 8, 3));
    canvas_clip(&c, (struct rect){2, 1, 4, 1});
    assert_int_equal(canvas_text(&c, 0, 1, 99, "abcdefgh", plain), 8);
    canvas_text(&c, 3, 0, 99, "no", plain);
    canvas_put(&c, 2, 2, 'x', plain);
    canvas_over(&c, -1, 1, 'x', COLOR_NONE, 0);
    canvas_fill(&c, (struct rect){-5, -5, 50, 6}, '#', plain);
    assert_text(&c, "\n  cdef\n\n");
    canvas_unclip(&c);
    canvas_text(&c, 6, 0, 99, "long", plain);
    canvas_text_right(&c, 2, 2, "long", plain);
    assert_text(&c, "      lo\n  cdef\nng\n");
    canvas_finish(&c);
}

static void
a_clip_stays_within_the_canvas(void **state)
{
    (void)state;
    struct canvas c;
    assert_true(canvas_init(&c, 4, 2));
    canvas_clip(&c, (struct rect){-3, -3, 100, 100});
    assert_non_null(canvas_at(&c, 3, 1));
    assert_null(canvas_at(&c, 4, 1));
    assert_null(canvas_at(&c, 0, -1));
    canvas_clip(&c, (struct rect){9, 9, 2, 2});
    assert_null(canvas_at(&c, 3, 1));
    canvas_finish(&c);
}

static void
text_is_utf8(void **state)
{
    (void)state;
    struct canvas c;
    assert_true(canvas_init(&c, 12, 1));
    assert_int_equal(canvas_text(&c, 0, 0, 12, "η β₁ → ‖θ‖", plain), 10);
    assert_text(&c, "η β₁ → ‖θ‖\n");
    assert_int_equal(text_width("η β₁ → ‖θ‖"), 10);
    canvas_finish(&c);
}

static void
only_narrow_glyphs_enter(void **state)
{
    (void)state;
    struct canvas c;
    assert_true(canvas_init(&c, 12, 1));
    /* a combining hat, a wide ideograph, an emoji, an escape, a zero-width joiner */
    canvas_text(&c, 0, 0, 12, "m\u0302a\u6d77b\U0001f600c\x1b[d\u200de", plain);
    assert_text(&c, "mabc[de\n");
    assert_int_equal(text_width("\u6d77\u0302x"), 1);
    static const uint32_t narrow[] = {'a',    0x25cf, 0x25a0, 0x25b2, 0x2605, 0x2571,
                                      0x2588, 0x28ff, 0x2212, 0x2c6,  0x393};
    for (size_t i = 0; i < sizeof narrow / sizeof narrow[0]; i++)
        assert_true(glyph_is_narrow(narrow[i]));
    static const uint32_t not [] = {0,      0x1f,   0x7f,   0x9b,   0xad,    0x300,
                                    0x1160, 0x200b, 0x3042, 0xff21, 0x1f680, 0xe0001};
    for (size_t i = 0; i < sizeof not / sizeof not [0]; i++)
        assert_false(glyph_is_narrow(not [i]));
    canvas_finish(&c);
}

static void
broken_utf8_is_replaced(void **state)
{
    (void)state;
    /* lone continuation, overlong slash, surrogate, truncated, beyond U+10FFFF */
    static const char *const broken[] = {"\x80", "\xc0\xaf", "\xed\xa0\x80", "\xe2\x88",
                                         "\xf4\x90\x80\x80"};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        const char *text = broken[i];
        assert_int_equal(utf8_next(&text), 0xfffd);
        while (utf8_next(&text))
            assert_in_range(text - broken[i], 1, strlen(broken[i]));
        assert_ptr_equal(text, broken[i] + strlen(broken[i]));
    }
}

static void
utf8_there_and_back(void **state)
{
    (void)state;
    for (uint32_t glyph = 1; glyph < 0x110000; glyph += glyph < 0x3000 ? 1 : 977) {
        char bytes[5] = {0};
        const char *text = bytes;
        if (glyph >= 0xd800 && glyph < 0xe000)
            continue;
        int n = utf8_encode(glyph, bytes);
        assert_int_equal(utf8_next(&text), glyph);
        assert_int_equal(text - bytes, n);
    }
}

static void
text_keeps_the_ground(void **state)
{
    (void)state;
    struct canvas c;
    assert_true(canvas_init(&c, 3, 1));
    canvas_put(&c, 0, 0, GLYPH_UPPER,
               (struct style){COLOR_RGB(0x204060), COLOR_RGB(0x406080), 0});
    canvas_put(&c, 1, 0, ' ', (struct style){COLOR_NONE, COLOR_INDEX(4), 0});
    canvas_text(&c, 0, 0, 3, "abc", plain);
    assert_int_equal(canvas_at(&c, 0, 0)->bg, COLOR_RGB(0x305070));
    assert_int_equal(canvas_at(&c, 1, 0)->bg, COLOR_INDEX(4));
    canvas_text(&c, 0, 0, 1, "a", (struct style){0, COLOR_RGB(0x010203), 0});
    assert_int_equal(canvas_at(&c, 0, 0)->bg, COLOR_RGB(0x010203));
    canvas_finish(&c);
}

static void
grounds_of_divided_cells(void **state)
{
    (void)state;
    struct cell upper = {GLYPH_UPPER, COLOR_INDEX(1), COLOR_INDEX(2), 0};
    struct cell lower = {GLYPH_LOWER, COLOR_INDEX(1), COLOR_INDEX(2), 0};
    assert_int_equal(cell_background(&upper), COLOR_INDEX(2));
    assert_int_equal(cell_background(&lower), COLOR_INDEX(1));
    struct cell light = {GLYPH_SHADE_1, COLOR_INDEX(4), COLOR_INDEX(0), 0};
    struct cell dark = {GLYPH_SHADE_3, COLOR_INDEX(4), COLOR_INDEX(0), 0};
    assert_int_equal(cell_background(&light), COLOR_INDEX(0));
    assert_int_equal(cell_background(&dark), COLOR_INDEX(4));
    struct cell trail = {GLYPH_FULL, COLOR_INDEX(14), COLOR_INDEX(4), ATTR_DOTS};
    assert_int_equal(cell_background(&trail), COLOR_INDEX(4));
}

static void
dimming(void **state)
{
    (void)state;
    struct canvas c;
    struct dimming black = {COLOR_INDEX(8), COLOR_RGB(0)};
    struct dimming white = {COLOR_RGB(0x777777), COLOR_RGB(0xffffff)};
    assert_true(canvas_init(&c, 4, 1));
    canvas_put(&c, 3, 0, GLYPH_UPPER, (struct style){COLOR_INDEX(6), COLOR_INDEX(4), 0});
    canvas_put(&c, 0, 0, 'a',
               (struct style){COLOR_RGB(0xff8040), COLOR_RGB(0x200000), ATTR_BOLD});
    canvas_put(&c, 1, 0, 'b', (struct style){COLOR_INDEX(15), COLOR_INDEX(4), 0});
    canvas_put(&c, 2, 0, 'c', (struct style){COLOR_NONE, COLOR_NONE, 0});
    canvas_dim(&c, 0.5, &black);
    assert_int_equal(canvas_at(&c, 0, 0)->fg, COLOR_RGB(0x7f4020));
    assert_int_equal(canvas_at(&c, 0, 0)->bg, COLOR_RGB(0x100000));
    assert_int_equal(canvas_at(&c, 0, 0)->attr, 0);
    assert_int_equal(canvas_at(&c, 1, 0)->fg, COLOR_INDEX(8));
    assert_int_equal(canvas_at(&c, 1, 0)->bg, COLOR_NONE);
    assert_int_equal(canvas_at(&c, 2, 0)->fg, COLOR_INDEX(8));
    assert_int_equal(canvas_at(&c, 3, 0)->glyph, ' '); /* what is painted is gone */
    canvas_put(&c, 0, 0, 'a', (struct style){COLOR_RGB(0x004080), COLOR_NONE, 0});
    canvas_dim(&c, 0.5, &white);
    assert_int_equal(canvas_at(&c, 0, 0)->fg, COLOR_RGB(0x7f9fbf));
    canvas_finish(&c);
}

/* What lies outside one of the canvases, or of a clip, is not copied. */
static void
parts_are_copied(void **state)
{
    (void)state;
    struct canvas a, b;
    assert_true(canvas_init(&a, 5, 3));
    assert_true(canvas_init(&b, 6, 2));
    for (int row = 0; row < 3; row++)
        canvas_text(&a, 0, row, 5, "abcde", plain);
    canvas_copy_rect(&b, &a, (struct rect){1, 1, 3, 1});
    assert_text(&b, "\n bcd\n");
    canvas_copy_rect(&b, &a, (struct rect){3, -4, 90, 90});
    assert_text(&b, "   de\n bcde\n");
    canvas_copy_rect(&b, &a, (struct rect){0, 7, 5, 5});
    canvas_copy_rect(&b, &a, (struct rect){0, 0, 0, 2});
    canvas_clip(&b, (struct rect){0, 0, 1, 2});
    canvas_copy_rect(&b, &a, (struct rect){0, 0, 2, 2});
    assert_text(&b, "a  de\nabcde\n");
    canvas_finish(&a);
    canvas_finish(&b);
}

static void
sizes_change(void **state)
{
    (void)state;
    struct canvas a, b;
    assert_true(canvas_init(&a, 5, 2));
    assert_true(canvas_init(&b, 5, 2));
    canvas_text(&a, 0, 0, 5, "hello", plain);
    canvas_copy(&b, &a);
    assert_text(&b, "hello\n\n");
    assert_true(canvas_resize(&b, 2, 3));
    assert_text(&b, "\n\n\n");
    canvas_text(&b, 0, 2, 9, "hello", plain);
    assert_text(&b, "\n\nhe\n");
    canvas_clear(&b);
    assert_text(&b, "\n\n\n");
    canvas_finish(&a);
    canvas_finish(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_cut_at_the_clip),
        cmocka_unit_test(a_clip_stays_within_the_canvas),
        cmocka_unit_test(text_is_utf8),
        cmocka_unit_test(only_narrow_glyphs_enter),
        cmocka_unit_test(broken_utf8_is_replaced),
        cmocka_unit_test(utf8_there_and_back),
        cmocka_unit_test(text_keeps_the_ground),
        cmocka_unit_test(grounds_of_divided_cells),
        cmocka_unit_test(dimming),
        cmocka_unit_test(parts_are_copied),
        cmocka_unit_test(sizes_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
