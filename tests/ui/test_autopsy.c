/*
 * The autopsy on the screen: what stands there is calculated again as it stands there,
 * it follows the playhead, the racer and its settings, and it leaves no trace.
 */
#include "bench.h"

#include <stdio.h>

#include "../engine/reckon.h"

/* Row @row of the screen, from cell @col on, as UTF-8 without trailing blanks. */
static char *
row_text(struct bench *b, int row, int col, char *text, size_t size)
{
    size_t used = 0;
    free(screen(b));
    for (; col < b->canvas.cols && used + 5 < size; col++) {
        uint32_t glyph =
            b->canvas.cells[(size_t)row * (size_t)b->canvas.cols + (size_t)col].glyph;
        used += (size_t)utf8_encode(glyph ? glyph : ' ', text + used);
    }
    while (used > 0 && text[used - 1] == ' ')
        used--;
    text[used] = '\0';
    return text;
}

/* The first row in which column @col has @glyph; -1: none. */
static int
row_of(struct bench *b, int col, uint32_t glyph)
{
    free(screen(b));
    for (int row = 0; row < b->canvas.rows; row++)
        if (b->canvas.cells[(size_t)row * (size_t)b->canvas.cols + (size_t)col].glyph ==
            glyph)
            return row;
    return -1;
}

/* Where the stages begin: the column of the mark. */
static int
mark_column(struct bench *b)
{
    for (int col = b->canvas.cols / 3; col < b->canvas.cols; col++)
        if (row_of(b, col, 0x258c) >= 1)
            return col;
    fail_msg("nothing is highlighted");
    return -1;
}

static void
walk_to_step(struct bench *b, uint32_t racer, int steps)
{
    press(b, racer);
    for (int i = 0; i < steps; i++)
        press(b, UI_KEY_RIGHT);
}

static void
test_opens_and_leaves_no_trace(void **state)
{
    (void)state;
    static const uint32_t closing[] = {'i', 'q', UI_KEY_ESCAPE};
    static const int sizes[][2] = {
        {80,  24},
        {120, 40},
        {200, 60}
    };
    for (size_t i = 0; i < 3; i++) {
        struct bench b;
        bench_open(&b, sizes[i][0], sizes[i][1]);
        walk_to_step(&b, '6', 13);
        char *before = screen(&b);
        press(&b, 'i');
        assert_true(shows(&b, "autopsy of Adam"));
        assert_true(shows(&b, "step 13 → 14"));
        assert_true(shows(&b, "to scale"));
        assert_true(shows(&b, "direction only"));
        press(&b, closing[i]);
        char *after = screen(&b);
        assert_string_equal(before, after);
        assert_false(app_done(b.app));
        free(before);
        free(after);
        bench_close(&b);
    }
}

/* "  x 0.9·219.1 + 0.1·(−156.9)   =   181.5": the left side comes to the right one.
 * @return whether that is such a line. */
static bool
check_line(const char *line)
{
    char left[512];
    const char *sign = strstr(line, " = ");
    const char *from = line + strspn(line, " ");
    if (!sign || (*from != 'x' && *from != 'y') || from[1] != ' ' || sign < from + 3)
        return false;
    snprintf(left, sizeof left, "%.*s", (int)(sign - from - 2), from + 2);
    const char *right = sign + 3 + strspn(sign + 3, " ");
    struct reckoned a, b;
    if (strspn(left, " ") == strlen(left))
        return false; /* the end of a longer one */
    if (!reckon(left, 5.0001e-4, &a) || !reckon(right, 5.0001e-4, &b))
        fail_msg("no calculation: %s", line);
    if (!(fabs(a.value - b.value) <= a.error + b.error))
        fail_msg("wrong: %s", line);
    return true;
}

static size_t
check_screen(struct bench *b)
{
    char line[512];
    size_t n = 0;
    int col = mark_column(b);
    for (int row = 2; row < b->canvas.rows; row++)
        n += check_line(row_text(b, row, col + 1, line, sizeof line));
    return n;
}

static void
test_the_screen_is_right(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 200, 60);
    press(&b, 'i');
    for (uint32_t racer = '1'; racer <= '6'; racer++) {
        press(&b, 'r');
        press(&b, racer);
        for (int steps = 0; steps < 4; steps++) {
            assert_true(check_screen(&b) >= 3);
            press(&b, steps % 2 ? '>' : UI_KEY_RIGHT);
        }
    }
    bench_close(&b);
}

static void
test_walks_the_stages(void **state)
{
    (void)state;
    static const char *const symbols[] = {
        "g  =", "m  =", "v  =", "mˆ =", "vˆ =", "Δ  =", "θ  ="};
    static const int sizes[][2] = {
        {80,  24},
        {120, 40}
    };
    for (size_t s = 0; s < 2; s++) {
        struct bench b;
        char line[512];
        bench_open(&b, sizes[s][0], sizes[s][1]);
        walk_to_step(&b, '6', 13);
        press(&b, ';'); /* opens it too */
        int col = mark_column(&b);
        for (size_t i = 0; i < 8; i++) {
            int row = row_of(&b, col, 0x258c);
            row_text(&b, row, col + 1, line, sizeof line);
            if (strncmp(line, symbols[i % 7], strlen(symbols[i % 7])) != 0)
                fail_msg("stage %zu: %s", i, line);
            bool y = false; /* the second coordinate of the highlighted one is there */
            for (int r = row + 1; r < row + 5; r++)
                y |= strncmp(row_text(&b, r, col + 1, line, sizeof line), "   y", 4) == 0;
            assert_true(y);
            press(&b, ';');
        }
        press(&b, '\'');
        row_text(&b, row_of(&b, col, 0x258c), col + 1, line, sizeof line);
        assert_true(strncmp(line, symbols[0], strlen(symbols[0])) == 0);
        bench_close(&b);
    }
}

/* The name underlined in the legend belongs to the highlighted stage. */
static void
underlined(struct bench *b, char *text, size_t size)
{
    size_t used = 0, n = (size_t)b->canvas.cols * (size_t)b->canvas.rows;
    free(screen(b));
    for (size_t i = 0; i < n && used + 5 < size; i++)
        if (b->canvas.cells[i].attr & ATTR_UNDERLINE)
            used += (size_t)utf8_encode(b->canvas.cells[i].glyph, text + used);
    text[used] = '\0';
}

static void
test_the_arrow_of_a_stage(void **state)
{
    (void)state;
    static const char *const names[] = {"−g", "−m", "", "−mˆ", "", "step", "step"};
    struct bench b;
    char text[64];
    bench_open(&b, 120, 40);
    walk_to_step(&b, '6', 13);
    press(&b, 'i');
    for (size_t i = 0; i < 7; i++) {
        underlined(&b, text, sizeof text);
        assert_string_equal(text, names[i]);
        press(&b, ';');
    }
    bench_close(&b);
}

static void
test_follows(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    press(&b, 'i');
    assert_true(shows(&b, "autopsy of GD"));
    assert_true(shows(&b, "−0.0012·"));
    press(&b, UI_KEY_RIGHT);
    assert_true(shows(&b, "step 1 → 2"));
    char first[512], again[512];
    int col = mark_column(&b);
    row_text(&b, 3, col, first, sizeof first);
    press(&b, '+');
    assert_true(shows(&b, "−0.0013·"));
    assert_true(shows(&b, "▸ η 0.0013"));
    press(&b, 'u');
    press(&b, UI_KEY_ESCAPE);
    press(&b, 'i');
    row_text(&b, 3, col, again, sizeof again);
    assert_string_equal(first, again);
    press(&b, UI_KEY_TAB);
    assert_true(shows(&b, "autopsy of Momentum"));
    assert_true(shows(&b, "βv + g"));
    press(&b, ' ');
    for (int i = 0; i < 5; i++)
        tick(&b);
    assert_true(shows(&b, "step 6 → 7"));
    bench_close(&b);
}

static void
test_all_digits(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 200, 60);
    press(&b, 'i');
    press(&b, 'f');
    /* At (−0.1, 2.8) with a = 1, b = 100: ∂f/∂y = 200 (2.8 − 0.01). */
    assert_true(shows(&b, "2·100·(2.8 − (−0.1)²)"));
    assert_true(shows(&b, "109.39999999999999"));
    press(&b, UI_KEY_RIGHT);
    assert_true(shows(&b, "four digits"));
    char *precise = screen(&b);
    press(&b, 'f');
    char *rounded = screen(&b);
    assert_string_not_equal(precise, rounded);
    free(precise);
    free(rounded);
    bench_close(&b);
}

static void
test_a_racer_that_has_diverged(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    press(&b, UI_KEY_ENTER);
    type_text(&b, "5");
    press(&b, UI_KEY_ENTER);
    type_text(&b, ":900");
    press(&b, UI_KEY_ENTER);
    press(&b, 'i');
    assert_true(shows(&b, "there is no step from here"));
    press(&b, ';');
    press(&b, '0');
    assert_true(shows(&b, "step 0 → 1"));
    assert_true(shows(&b, "θ + Δ"));
    bench_close(&b);
}

static void
test_scenes_and_views_close_it(void **state)
{
    (void)state;
    static const uint32_t keys[] = {'v', 'w', 'c', 'P', 'H'};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct bench b;
        bench_open(&b, 120, 40);
        press(&b, 'i');
        assert_true(shows(&b, "step autopsy"));
        press(&b, keys[i]);
        char *text = screen(&b);
        assert_null(strstr(text, "step autopsy"));
        free(text);
        bench_close(&b);
    }
}

/* Names of two columns stand apart from their numbers, and no tick runs into them. */
static void
test_names_of_coordinates(void **state)
{
    (void)state;
    static const int sizes[][2] = {
        {80,  24},
        {120, 40}
    };
    for (size_t s = 0; s < 2; s++) {
        struct bench b;
        struct app_options options = options_for("svm");
        bench_open_with(&b, &options, sizes[s][0], sizes[s][1]);
        walk_to_step(&b, '1', 13);
        press(&b, 'i');
        for (int i = 0; i < 4; i++) {
            char *text = screen(&b);
            for (const char *at = text; (at = strstr(at, "w₂")) != NULL; at += 4)
                assert_true(at[4] == ' ' || at[4] == '\n');
            for (const char *at = text; (at = strstr(at, "w₁")) != NULL; at += 4)
                assert_true((at[4] == ' ' || at[4] == '\n') && at[-1] == ' ');
            free(text);
            press(&b, ';');
        }
        bench_close(&b);
    }
}

/* Where the other coordinate is left out, keys that bring it are named. */
static void
test_says_what_it_leaves_out(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 80, 24);
    walk_to_step(&b, '6', 13);
    press(&b, 'i');
    assert_true(shows(&b, "; ' show y"));
    bench_resize(&b, 120, 40);
    char *text = screen(&b);
    assert_null(strstr(text, "; ' show y"));
    assert_null(strstr(text, "↙step")); /* nor does a label touch another's arrow */
    free(text);
    bench_close(&b);
}

static void
test_ascii_and_no_colours(void **state)
{
    (void)state;
    struct bench b;
    struct app_options options = options_for("race");
    options.caps.rung = RUNG_MONO;
    options.caps.glyphs = DOTS_ASCII;
    options.caps.utf8 = options.caps.shapes = false;
    bench_open_with(&b, &options, 80, 24);
    walk_to_step(&b, '6', 13);
    press(&b, 'i');
    for (int i = 0; i < 9; i++) {
        char *text = screen(&b);
        for (const char *c = text; *c; c++)
            assert_true((unsigned char)*c < 0x7f);
        assert_null(strstr(text, "??"));
        free(text);
        press(&b, i == 7 ? 'f' : ';');
    }
    assert_true(shows(&b, "beta1*m + (1-beta1)*g"));
    for (int i = 0; i < b.canvas.cols * b.canvas.rows; i++) {
        assert_int_equal(b.canvas.cells[i].fg, COLOR_NONE);
        assert_int_equal(b.canvas.cells[i].bg, COLOR_NONE);
    }
    bench_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_opens_and_leaves_no_trace),
        cmocka_unit_test(test_the_screen_is_right),
        cmocka_unit_test(test_walks_the_stages),
        cmocka_unit_test(test_the_arrow_of_a_stage),
        cmocka_unit_test(test_follows),
        cmocka_unit_test(test_all_digits),
        cmocka_unit_test(test_a_racer_that_has_diverged),
        cmocka_unit_test(test_scenes_and_views_close_it),
        cmocka_unit_test(test_names_of_coordinates),
        cmocka_unit_test(test_says_what_it_leaves_out),
        cmocka_unit_test(test_ascii_and_no_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
