/*
 * Whole panes as text: the glyphs, and below them the ground of each cell, by its level
 * in the map ('.' where it is the terminal's own).
 */
#include "../golden.h"

#include "charts.h"

#include "render/field.h"

static double
rosenbrock(double x, double y)
{
    return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
}

static double
saddle(double x, double y)
{
    return x * x - y * y;
}

static double
half_defined(double x, double y)
{
    return x < -1.2 ? NAN : x > 1.6 ? INFINITY : x * x + 3 * y * y;
}

/* Least squares and the like: a minimum that is not 0. */
static double
offset(double x, double y)
{
    return 0.4416 + 0.5 * (x - 0.5) * (x - 0.5) + 0.3 * (y + x / 2) * (y + x / 2);
}

static double
ramp(double x, double y)
{
    return 3 * x - 2 * y;
}

static double
pole(double x, double y)
{
    return 1 / (x * y);
}

/* Lines that end at a hole, and would be labelled there. */
static double
logarithm(double x, double y)
{
    return log(x + 0.4) * (y * y + 0.5);
}

static double
slit(double x, double y)
{
    return 400 * x * x + (y - 60) * (y - 60) / 100;
}

typedef double surface(double x, double y);

struct shown {
    surface *f;
};

static void
values(void *ctx, const double *x, double y, size_t n, double *value)
{
    const struct shown *shown = ctx;
    for (size_t i = 0; i < n; i++)
        value[i] = shown->f(x[i], y);
}

static void
append(char **text, size_t *n, const char *more)
{
    size_t length = strlen(more);
    *text = realloc(*text, *n + length + 1);
    assert_non_null(*text);
    memcpy(*text + *n, more, length + 1);
    *n += length;
}

static char
level_letter(const struct colormap *map, const struct cell *cell)
{
    static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ+-";
    color_t ground = cell_background(cell);
    if (ground == COLOR_NONE)
        return '.';
    for (int i = 0; i < map->levels; i++)
        if (map->field[i] == ground && !map->shade[i])
            return letters[i];
    return '~'; /* a mean of two, or a plate */
}

/* The canvas as text, and the levels of its grounds. Owned by the caller. */
static char *
picture(const struct canvas *canvas, const struct colormap *map)
{
    char *text = canvas_to_text(canvas);
    assert_non_null(text);
    size_t n = strlen(text);
    append(&text, &n, "---\n");
    for (int row = 0; row < canvas->rows; row++) {
        char line[256];
        for (int col = 0; col < canvas->cols; col++)
            line[col] = level_letter(map, canvas_at(canvas, col, row));
        line[canvas->cols] = '\n';
        line[canvas->cols + 1] = '\0';
        append(&text, &n, line);
    }
    return text;
}

struct rung {
    enum color_rung colors;
    enum dot_glyphs glyphs;
    enum theme_kind theme;
};

static struct canvas
draw(surface *f, double best, const double window[4], struct rung rung,
     struct colormap *map)
{
    struct canvas canvas;
    struct field field;
    struct shown shown = {f};
    struct rect pane = {5, 0, 45, 20};
    colormap_init(map, rung.colors, rung.theme, HUES_RAVINE);
    assert_true(canvas_init(&canvas, 54, 24));
    assert_true(field_init(
        &field, view_fit(window[0], window[1], window[2], window[3], pane, 2)));
    assert_true(field_work(&field, values, &shown, best, INT64_MAX));
    struct field_style style = {.map = map,
                                .glyphs = rung.glyphs,
                                .half = rung.glyphs != DOTS_ASCII,
                                .axes = true,
                                .axis_end = field.view.stretched ? 12 : 0,
                                .contours = true,
                                .labels = true,
                                .ascii = rung.glyphs != DOTS_BRAILLE};
    field_draw(&field, &canvas, &style);
    field_draw_bar(&field, &canvas, (struct rect){5, 22, 45, 2}, &style);
    field_finish(&field);
    return canvas;
}

static const double valley[] = {-2, 2, -1, 3}, middle[] = {-2, 2, -2, 2};

#define assert_picture(name, f, best, window, ...)                                      \
    do {                                                                                \
        struct colormap map;                                                            \
        struct canvas canvas = draw(f, best, window, (struct rung){__VA_ARGS__}, &map); \
        char *text = picture(&canvas, &map);                                            \
        assert_golden(GOLDEN "/" name ".txt", text);                                    \
        free(text);                                                                     \
        canvas_finish(&canvas);                                                         \
    } while (0)

static void
fields_on_every_rung(void **state)
{
    (void)state;
    assert_picture("field-rgb", rosenbrock, 0, valley, RUNG_RGB, DOTS_BRAILLE,
                   THEME_DARK);
    assert_picture("field-256", rosenbrock, 0, valley, RUNG_256, DOTS_BRAILLE,
                   THEME_DARK);
    assert_picture("field-256-light", rosenbrock, 0, valley, RUNG_256, DOTS_BRAILLE,
                   THEME_LIGHT);
    assert_picture("field-256-half", rosenbrock, 0, valley, RUNG_256, DOTS_HALF,
                   THEME_DARK);
    assert_picture("field-8", rosenbrock, 0, valley, RUNG_8, DOTS_HALF, THEME_DARK);
    assert_picture("field-8-ascii", rosenbrock, 0, valley, RUNG_8, DOTS_ASCII,
                   THEME_DARK);
    assert_picture("field-mono", rosenbrock, 0, valley, RUNG_MONO, DOTS_BRAILLE,
                   THEME_DARK);
    assert_picture("field-mono-ascii", rosenbrock, 0, valley, RUNG_MONO, DOTS_ASCII,
                   THEME_DARK);
}

static void
fields_of_other_shapes(void **state)
{
    (void)state;
    assert_picture("field-saddle", saddle, NAN, middle, RUNG_256, DOTS_BRAILLE,
                   THEME_DARK);
    assert_picture("field-holes", half_defined, 0, middle, RUNG_256, DOTS_BRAILLE,
                   THEME_DARK);
    assert_picture("field-holes-ascii", half_defined, 0, middle, RUNG_MONO, DOTS_ASCII,
                   THEME_DARK);
}

static void
fields_by_their_scale(void **state)
{
    (void)state;
    assert_picture("field-offset", offset, 0.4416, middle, RUNG_256, DOTS_BRAILLE,
                   THEME_DARK);
    assert_picture("field-linear", ramp, NAN, middle, RUNG_256, DOTS_BRAILLE, THEME_DARK);
    assert_picture("field-pole", pole, NAN, middle, RUNG_256, DOTS_BRAILLE, THEME_DARK);
    assert_picture("field-hole-labels", logarithm, NAN, middle, RUNG_256, DOTS_BRAILLE,
                   THEME_DARK);
}

static void
fields_of_other_windows(void **state)
{
    (void)state;
    static const double elongated[] = {-0.5, 0.5, 0, 120};
    static const double near[] = {1.2998, 1.3002, 0.9998, 1.0002};
    static const double far[] = {-3e11, 3e11, -3e11, 3e11};
    assert_picture("field-elongated", slit, 0, elongated, RUNG_256, DOTS_BRAILLE,
                   THEME_DARK);
    assert_picture("field-near", rosenbrock, 0, near, RUNG_256, DOTS_BRAILLE, THEME_DARK);
    assert_picture("field-near-ascii", rosenbrock, 0, near, RUNG_MONO, DOTS_ASCII,
                   THEME_DARK);
    assert_picture("field-far", ramp, NAN, far, RUNG_256, DOTS_BRAILLE, THEME_DARK);
}

/* What a view does in a frame: field, trail, then the numbers of the contours. */
static void
a_trail_over_a_field(void **state)
{
    (void)state;
    struct colormap map;
    struct rung rung = {RUNG_256, DOTS_BRAILLE, THEME_DARK};
    struct canvas canvas = draw(rosenbrock, 0, valley, rung, &map);
    struct view view = view_fit(-2, 2, -1, 3, (struct rect){5, 0, 45, 20}, 2);
    struct dots dots;
    assert_true(dots_init(&dots, 45, 20));
    struct dash dash = {2, 2, 0};
    double x = -0.1, y = 2.8, px, py, qx, qy;
    for (int step = 0; step < 300; step++) {
        view_dot(&view, x, y, &px, &py);
        double gx = -2 * (1 - x) - 400 * x * (y - x * x), gy = 200 * (y - x * x);
        x -= 0.0012 * gx;
        y -= 0.0012 * gy;
        view_dot(&view, x, y, &qx, &qy);
        dots_line(&dots, px, py, qx, qy, &dash, false);
    }
    dots_compose(&dots, &canvas, 5, 0, COLOR_INDEX(255), 0, DOTS_BRAILLE, 'g');
    char *text = picture(&canvas, &map);
    assert_golden(GOLDEN "/trail.txt", text);
    free(text);
    dots_finish(&dots);
    canvas_finish(&canvas);
}

static void
assert_chart(const char *path, const struct chart *chart)
{
    struct canvas canvas;
    assert_true(canvas_init(&canvas, chart->pane.cols + 2, chart->pane.rows + 1));
    chart_draw(chart, &canvas);
    char *text = canvas_to_text(&canvas);
    assert_golden(path, text);
    free(text);
    canvas_finish(&canvas);
}

static void
charts_on_every_rung(void **state)
{
    (void)state;
    struct chart chart = loss_chart((struct rect){1, 0, 40, 15}, 300);
    assert_chart(GOLDEN "/chart.txt", &chart);
    chart.playhead = 200;
    assert_chart(GOLDEN "/chart-playhead.txt", &chart);
    chart.pane.rows = 8;
    chart.inset_title = true;
    assert_chart(GOLDEN "/chart-small.txt", &chart);
    chart.glyphs = DOTS_HALF;
    assert_chart(GOLDEN "/chart-half.txt", &chart);
    chart.glyphs = DOTS_ASCII;
    chart.ascii = chart.mono = true;
    assert_chart(GOLDEN "/chart-ascii.txt", &chart);
}

static char
series_letter(color_t color)
{
    for (int i = 0; i < SERIES; i++)
        if (six_series[i].color == color)
            return (char)six_series[i].letter;
    return '.';
}

/* Below the chart, whose colour each cell has: its glyph's, then its ground's. */
static void
assert_owners(const char *path, const struct chart *chart)
{
    struct canvas canvas;
    assert_true(canvas_init(&canvas, chart->pane.cols + 2, chart->pane.rows + 1));
    chart_draw(chart, &canvas);
    char *text = canvas_to_text(&canvas);
    assert_non_null(text);
    size_t n = strlen(text);
    for (int ground = 0; ground < 2; ground++) {
        append(&text, &n, "---\n");
        for (int row = 0; row < canvas.rows; row++) {
            char line[64] = "";
            for (int col = 0; col < canvas.cols; col++) {
                const struct cell *cell = canvas_at(&canvas, col, row);
                line[col] = series_letter(ground ? cell->bg : cell->fg);
            }
            append(&text, &n, line);
            append(&text, &n, "\n");
        }
    }
    assert_golden(path, text);
    free(text);
    canvas_finish(&canvas);
}

/* d, the chosen one, passes through the cells of the others. */
static void
the_chosen_one_among_others(void **state)
{
    (void)state;
    struct chart chart = loss_chart((struct rect){1, 0, 40, 15}, 300);
    assert_owners(GOLDEN "/chart-chosen.txt", &chart);
    chart.pane.rows = 9; /* one dot is enough for all */
    assert_owners(GOLDEN "/chart-chosen-low.txt", &chart);
    chart.glyphs = DOTS_HALF;
    assert_owners(GOLDEN "/chart-chosen-half.txt", &chart);
    chart.glyphs = DOTS_ASCII;
    chart.ascii = true;
    assert_owners(GOLDEN "/chart-chosen-ascii.txt", &chart);
}

static void
a_linear_chart(void **state)
{
    (void)state;
    struct chart chart = loss_chart((struct rect){1, 0, 40, 9}, 20);
    chart.logarithmic = false;
    chart.lo = 4.9;
    chart.hi = 92;
    assert_chart(GOLDEN "/chart-linear.txt", &chart);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_on_every_rung),
        cmocka_unit_test(fields_of_other_shapes),
        cmocka_unit_test(fields_by_their_scale),
        cmocka_unit_test(fields_of_other_windows),
        cmocka_unit_test(a_trail_over_a_field),
        cmocka_unit_test(charts_on_every_rung),
        cmocka_unit_test(the_chosen_one_among_others),
        cmocka_unit_test(a_linear_chart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
