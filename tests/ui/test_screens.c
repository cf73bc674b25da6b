/*
 * Whole screens, on every rung and of every page: the glyphs, then whose colour each cell
 * has, ground and ink apart. A golden that changes must be looked at as a picture.
 */
#include "../golden.h"
#include "bench.h"

#include "ui/theme.h"

enum { NAME_MAX = 200 };

/* How a colour is written: '.' the terminal's own, ':' the field, '_' a plate on it, ','
 * its contours, a racer by its number, the first letters of roles, '?' else. */
static char
letter_of(const struct theme *theme, color_t color)
{
    static const char roles[] = "BTMWGLFb"; /* as in ROLE_LIST */
    const struct colormap *map = &theme->map;
    if (color == COLOR_NONE)
        return '.';
    for (size_t i = 0; i < LOOKS / 2; i++)
        if (theme_racer(theme, i).color == color)
            return (char)('1' + i);
    for (int r = 0; r < ROLE_COUNT; r++)
        if (theme_role(theme, (enum role)r).fg == color)
            return roles[r];
    for (int i = 0; i < map->levels; i++)
        if (map->field[i] == color || map->shade_bg[i] == color)
            return ':';
    for (int i = 0; i < map->levels; i++)
        if (map->plate_label[i] == color || map->plate_name[i] == color)
            return '_';
    for (int i = 0; i < map->levels; i++)
        if (map->contour[0][i] == color || map->contour[1][i] == color)
            return ',';
    if (color == theme_selection(theme))
        return 's';
    return color == theme_racer(theme, 0).ink ? 'i' : '?';
}

static void
append(char **text, const char *more)
{
    size_t n = strlen(*text);
    *text = realloc(*text, n + strlen(more) + 1);
    assert_non_null(*text);
    strcpy(*text + n, more);
}

/* One letter for each cell: of its ground, or of the ink that shows. */
static void
append_colors(char **text, const struct canvas *canvas, const struct theme *theme,
              bool inks)
{
    char line[512];
    append(text, inks ? "--- inks\n" : "--- grounds\n");
    for (int row = 0; row < canvas->rows; row++) {
        int end = 0;
        for (int col = 0; col < canvas->cols; col++) {
            const struct cell *cell = &canvas->cells[row * canvas->cols + col];
            bool blank = cell->glyph == 0 || cell->glyph == ' ';
            line[col] = !inks   ? letter_of(theme, cell->bg)
                        : blank ? ' '
                                : letter_of(theme, cell->fg);
            if (line[col] != ' ')
                end = col + 1;
        }
        line[end] = '\n';
        line[end + 1] = '\0';
        append(text, line);
    }
}

static void
play_keys(struct bench *b, const char *keys)
{
    for (; *keys; keys++) {
        press(b, *keys == '\n' ? (uint32_t)UI_KEY_ENTER : (uint32_t)*keys);
        free(screen(b)); /* as on a terminal: work is done between keys */
    }
}

static void
assert_screen(const char *name, const char *scene, const char *keys, int cols, int rows,
              struct caps caps)
{
    struct bench b;
    struct faults faults = {0};
    struct app_options options = {.caps = caps, .fps = 30};
    struct theme theme;
    char path[NAME_MAX];
    options.caps.best_rung = caps.rung;
    options.caps.own_theme = caps.theme;
    assert_int_equal(scene_load(&options.first, scene, &faults), RV_OK);
    bench_open_with(&b, &options, cols, rows);
    play_keys(&b, keys);
    char *text = screen(&b);
    theme_init(&theme, &options.caps);
    if (caps.rung != RUNG_MONO) {
        append_colors(&text, &b.canvas, &theme, false);
        append_colors(&text, &b.canvas, &theme, true);
    }
    snprintf(path, sizeof path, GOLDEN "/%s.txt", name);
    assert_golden(path, text);
    free(text);
    bench_close(&b);
}

static struct caps
as(enum color_rung rung, enum dot_glyphs glyphs, enum theme_kind theme)
{
    return (struct caps){.rung = rung,
                         .glyphs = glyphs,
                         .utf8 = glyphs != DOTS_ASCII,
                         .shapes = glyphs == DOTS_BRAILLE,
                         .theme = theme};
}

#define AT_300 ":300\n"

static void
test_every_rung(void **state)
{
    (void)state;
    struct caps best = as(RUNG_RGB, DOTS_BRAILLE, THEME_DARK);
    assert_screen("race-rgb", "race", AT_300, 80, 24, best);
    assert_screen("race-rgb-light", "race", AT_300, 80, 24,
                  as(RUNG_RGB, DOTS_BRAILLE, THEME_LIGHT));
    assert_screen("race-256", "race", AT_300, 80, 24,
                  as(RUNG_256, DOTS_BRAILLE, THEME_DARK));
    assert_screen("race-256-light", "race", AT_300, 80, 24,
                  as(RUNG_256, DOTS_BRAILLE, THEME_LIGHT));
    assert_screen("race-256-half", "race", AT_300, 80, 24,
                  as(RUNG_256, DOTS_HALF, THEME_DARK));
    assert_screen("race-16", "race", AT_300, 80, 24,
                  as(RUNG_16, DOTS_BRAILLE, THEME_DARK));
    assert_screen("race-16-light", "race", AT_300, 80, 24,
                  as(RUNG_16, DOTS_BRAILLE, THEME_LIGHT));
    assert_screen("race-console", "race", AT_300, 80, 25,
                  as(RUNG_16, DOTS_HALF, THEME_DARK));
    assert_screen("race-8", "race", AT_300, 80, 24, as(RUNG_8, DOTS_BRAILLE, THEME_DARK));
    assert_screen("race-8-ascii", "race", AT_300, 80, 24,
                  as(RUNG_8, DOTS_ASCII, THEME_DARK));
    assert_screen("race-mono", "race", AT_300, 80, 24,
                  as(RUNG_MONO, DOTS_BRAILLE, THEME_DARK));
    assert_screen("race-mono-ascii", "race", AT_300, 80, 24,
                  as(RUNG_MONO, DOTS_ASCII, THEME_DARK));
}

static void
test_every_page(void **state)
{
    (void)state;
    struct caps best = as(RUNG_RGB, DOTS_BRAILLE, THEME_DARK);
    assert_screen("race-start", "race", "", 80, 24, best);
    assert_screen("race-120", "race", AT_300, 120, 40, best);
    assert_screen("race-200", "race", AT_300, 200, 60, best);
    assert_screen("block", "race", AT_300 "v", 120, 40, best);
    assert_screen("block-mono-ascii", "race", AT_300 "v", 80, 24,
                  as(RUNG_MONO, DOTS_ASCII, THEME_DARK));
    assert_screen("section", "race", AT_300 "vv", 120, 40, best);
    assert_screen("split", "race", AT_300 "w", 120, 40, best);
    assert_screen("split-small", "race", AT_300 "w", 80, 24, best);
    assert_screen("charts", "race", AT_300 "c", 120, 40, best);
    assert_screen("split-charts", "race", AT_300 "wc", 120, 40, best);
    assert_screen("arrows", "stability", ":20\ng", 120, 40, best);
    assert_screen("lecture", "race", AT_300 "P", 120, 40, best);
    assert_screen("lecture-small", "race", AT_300 "P", 80, 24, best);
    assert_screen("lecture-console", "race", AT_300 "P", 80, 25,
                  as(RUNG_16, DOTS_HALF, THEME_DARK));
    assert_screen("lecture-ascii", "race", AT_300 "P", 80, 24,
                  as(RUNG_MONO, DOTS_ASCII, THEME_DARK));
    assert_screen("oring-data", "oring", ":12\n2dB", 120, 40, best);
    assert_screen("oring-split", "oring", ":12\n2wd", 120, 40, best);
    assert_screen("ridge-data", "ridge",
                  ":100\n"
                  "vvv",
                  120, 40, best);
    assert_screen("svm-data", "svm", ":40\n2vvv", 120, 40, best);
    assert_screen("stability-outside", "stability", ":40\n", 120, 40, best);
    assert_screen("help", "race", "?", 120, 40, best);
    assert_screen("help-small", "race", "?", 80, 24, best);
    assert_screen("surfaces", "race", "o", 80, 24, best);
    assert_screen("rules", "race", "a", 80, 24, best);
    assert_screen("autopsy", "race", ":10\n6i", 120, 40, best);
    assert_screen("autopsy-small", "race", AT_300 "i", 80, 24, best);
    assert_screen("saddle", "saddle", ":50\n", 120, 40, best);
    assert_screen("ghost", "race", AT_300 "<<}}", 120, 40, best);
    assert_screen("map-magma", "race", AT_300 "MMM", 80, 24, best);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_rung),
        cmocka_unit_test(test_every_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
