/*
 * Figures as lists: each text with its place, then each line and filled shape with the
 * number of its points, its first and last one and the box it fills, in whole units. All
 * letters have one width and no glyph is drawn, so that fonts make no difference, nor
 * does how a version of cairo writes its files.
 */
#include "../close.h"
#include "../golden.h"

#include <math.h>

#include "render/figure.h"

enum { STEPS = 41, TRACKS = 4 };

static void
rosenbrock(void *ctx, const double *x, double y, size_t n, double *values)
{
    (void)ctx;
    for (size_t i = 0; i < n; i++)
        values[i] = (1 - x[i]) * (1 - x[i]) + 100 * (y - x[i] * x[i]) * (y - x[i] * x[i]);
}

static struct figure_point points[TRACKS][STEPS];
static struct place losses[TRACKS][STEPS];

/* Two that come to rest side by side, one that leaves to and fro, a ghost. */
static void
make_points(void)
{
    for (int i = 0; i < STEPS; i++) {
        double part = i / (STEPS - 1.0), swing = i % 2 ? -1 : 1;
        const double at[TRACKS][2] = {
            {2 * part - 1,      1 - part * (1 - part) * 4},
            {2 * part - 1,      1 + part * (1 - part) * 2},
            {0.2 + 0.01 * part, 1 + swing * 4 * part     },
            {part - 1,          1 + part                 },
        };
        for (int t = 0; t < TRACKS; t++) {
            double value, x = at[t][0];
            rosenbrock(NULL, &x, at[t][1], 1, &value);
            points[t][i] = (struct figure_point){i, at[t][0], at[t][1], value};
            losses[t][i] = (struct place){i, value};
        }
    }
}

static void
fill_plot(struct figure *figure, struct figure_plot *plot, const char *title)
{
    *plot = (struct figure_plot){.title = title,
                                 .subtitle = "against step",
                                 .x1 = STEPS - 1,
                                 .y0 = 1e-2,
                                 .y1 = 1e3,
                                 .logarithmic = true,
                                 .whole = true,
                                 .playhead = STEPS / 2};
    for (size_t t = 0; t < figure->n_tracks; t++)
        plot->line[plot->n_lines++] = (struct figure_line){
            .rgb = figure->track[t].rgb,
            .width = 1.4,
            .n = STEPS,
            .place = losses[t],
            .track = figure->track[t].ghost ? NULL : &figure->track[t],
            .tip = losses[t][STEPS - 1].y};
}

static struct figure *
make_figure(enum figure_kind kind, struct figure_bytes *words)
{
    static struct colormap map;
    static const char *const names[TRACKS] = {"GD", "Momentum", "Newton", "GD, before"};
    struct figure *figure = calloc(1, sizeof *figure);
    assert_non_null(figure);
    colormap_init(&map, RUNG_RGB, THEME_LIGHT, HUES_RAVINE);
    *figure = (struct figure){
        .kind = kind,
        .title = "A valley",
        .formula = "f = (1−x)² + 100(y−x²)²",
        .axis = {"x",      "y"    },
        .rate_symbol = "η",
        .step = STEPS - 1,
        .window = {.x0 = -2, .x1 = 2, .y0 = -1, .y1 = 3},
        .values = rosenbrock,
        .best = 0,
        .colors = {.page = 0xffffff, .map = &map       },
        .camera = camera_standard(),
        .words = words,
        .has_chart = true,
    };
    make_points();
    for (size_t t = 0; t < TRACKS; t++)
        figure->track[figure->n_tracks++] = (struct figure_track){.name = names[t],
                                                                  .rgb = 0x112233,
                                                                  .shape = (unsigned)t,
                                                                  .ghost = t == 3,
                                                                  .chosen = t == 1,
                                                                  .norm = 0.5,
                                                                  .rate = 0.01,
                                                                  .n = STEPS,
                                                                  .shown = STEPS,
                                                                  .point = points[t]};
    figure->mark[figure->n_marks++] = (struct figure_mark){-1, 1, FIGURE_START, 0};
    figure->mark[figure->n_marks++] = (struct figure_mark){1, 1, FIGURE_MINIMUM, 0};
    figure->mark[figure->n_marks++] = (struct figure_mark){0.9, 1, FIGURE_SADDLE, 1};
    fill_plot(figure, &figure->chart, "loss");
    return figure;
}

/* What a path's data come to. */
struct shape {
    size_t n;
    bool curved, level; /* @level: all its lines go along the axes */
    double first[2], last[2], low[2], high[2];
};

static struct shape
read_shape(const char *d)
{
    struct shape shape = {
        .level = true, .low = {INFINITY,  INFINITY },
             .high = {-INFINITY, -INFINITY}
    };
    double at[2];
    for (size_t k = 0; *d != '"';) {
        char *end;
        double value = strtod(d, &end);
        if (end == d) {
            shape.curved = shape.curved || *d == 'C';
            d++;
            continue;
        }
        d = end;
        at[k] = value;
        k = 1 - k;
        if (k == 1)
            continue;
        if (shape.n > 0 && at[0] != shape.last[0] && at[1] != shape.last[1])
            shape.level = false;
        for (int c = 0; c < 2; c++) {
            if (shape.n == 0)
                shape.first[c] = at[c];
            shape.last[c] = at[c];
            shape.low[c] = fmin(shape.low[c], at[c]);
            shape.high[c] = fmax(shape.high[c], at[c]);
        }
        shape.n++;
    }
    return shape;
}

/* Not at a half, where the last bit of a place would count. */
static long
whole(double value)
{
    return lround(value + 0.0137);
}

static void
list_shape(FILE *out, const struct shape *s)
{
    if (s->n < 2 || (s->level && s->n > 2 && !s->curved))
        return; /* areas, which versions of cairo write in ways of their own */
    fprintf(out, "%s of %zu: %ld,%ld to %ld,%ld in %ld,%ld %ldx%ld\n",
            s->curved ? "curve" : "line", s->n, whole(s->first[0]), whole(s->first[1]),
            whole(s->last[0]), whole(s->last[1]), whole(s->low[0]), whole(s->low[1]),
            whole(s->high[0] - s->low[0]), whole(s->high[1] - s->low[1]));
}

/* Leaves out what is only defined. */
static void
list_svg(FILE *out, const char *svg)
{
    bool defined = false;
    for (const char *at = svg; (at = strchr(at, '<')); at++) {
        const char *end = strchr(at, '>'), *d = strstr(at, " d=\"");
        if (strncmp(at, "<defs", 5) == 0 && end[-1] != '/')
            defined = true;
        else if (strncmp(at, "</defs", 6) == 0)
            defined = false;
        else if (!defined && strncmp(at, "<path", 5) == 0 && d && d < end) {
            struct shape shape = read_shape(d + 4);
            list_shape(out, &shape);
        }
    }
}

/* What is drawn of @figure, or of it and @second on one page. */
static void
check_page(struct figure *figure, struct figure *second, const char *path)
{
    struct figure_memory memory[2] = {0};
    struct figure_bytes bytes, *words = figure->words;
    struct rv_error error;
    char *text;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    assert_non_null(out);
    enum rv_status status =
        second ? figure_draw_pair((const struct figure *const[]){figure, second},
                                  (struct figure_memory *const[]){&memory[0], &memory[1]},
                                  FIGURE_SVG, 960, 540, &bytes, &error)
               : figure_draw(figure, memory, FIGURE_SVG, 960, 540, &bytes, &error);
    assert_int_equal(status, RV_OK);
    fwrite(words->data, 1, words->n, out);
    char *svg = strndup(bytes.data, bytes.n);
    list_svg(out, svg);
    fclose(out);
    assert_golden(path, text);
    free(svg);
    free(text);
    free(bytes.data);
    free(words->data);
    figure_memory_finish(&memory[0]);
    figure_memory_finish(&memory[1]);
    free(figure);
    free(second);
}

static void
check(struct figure *figure, const char *path)
{
    check_page(figure, NULL, path);
}

/* The map and the block share title, legend, colours and chart. */
static void
pair_as_list(void **state)
{
    (void)state;
    struct figure_bytes words = {0};
    struct figure *map = make_figure(FIGURE_MAP, &words);
    check_page(map, make_figure(FIGURE_BLOCK, &words), GOLDEN "/figure-pair.txt");
}

static void
map_as_list(void **state)
{
    (void)state;
    struct figure_bytes words = {0};
    check(make_figure(FIGURE_MAP, &words), GOLDEN "/figure-map.txt");
}

static void
block_as_list(void **state)
{
    (void)state;
    struct figure_bytes words = {0};
    check(make_figure(FIGURE_BLOCK, &words), GOLDEN "/figure-block.txt");
}

/* The mean of logistic losses, as of data with one large feature: a slit on axes of one
 * unit, and levels that are not decades. */
static void
logistic(void *ctx, const double *x, double y, size_t n, double *values)
{
    (void)ctx;
    for (size_t i = 0; i < n; i++)
        values[i] = log1p(exp(60 * x[i] + y)) / 2 + log1p(exp(-70 * x[i] - y)) / 2;
}

/* Stretched, and said so. */
static void
slits_as_lists(void **state)
{
    (void)state;
    static const char *const path[] = {GOLDEN "/figure-slit.txt",
                                       GOLDEN "/figure-slit-block.txt"};
    for (int block = 0; block < 2; block++) {
        struct figure_bytes words = {0};
        struct figure *figure = make_figure(block ? FIGURE_BLOCK : FIGURE_MAP, &words);
        figure->window = (struct view){.x0 = -0.4, .x1 = 0.1, .y0 = -3, .y1 = 18};
        figure->values = logistic;
        figure->best = NAN;
        check(figure, path[block]);
    }
}

static void
charts_as_list(void **state)
{
    (void)state;
    struct figure_bytes words = {0};
    struct figure *figure = make_figure(FIGURE_PLOTS, &words);
    static const char *const titles[] = {"gradient norm", "step length", "distance"};
    for (size_t i = 0; i < 3; i++)
        fill_plot(figure, &figure->plot[figure->n_plots++], titles[i]);
    check(figure, GOLDEN "/figure-charts.txt");
}

/* Points of two classes with a margin, a reference with its name, a key. */
static void
data_as_list(void **state)
{
    (void)state;
    struct figure_bytes words = {0};
    struct figure *figure = make_figure(FIGURE_MAP, &words);
    struct figure_dot dots[6];
    for (int kind = DOT_RING; kind <= DOT_HEAD; kind++)
        dots[kind] = (struct figure_dot){.x = kind,
                                         .y = kind,
                                         .kind = (enum figure_dot_kind)kind,
                                         .track = &figure->track[0]};
    static const struct place line[] = {
        {0,  9},
        {10, 1}
    };
    figure->wide_chart = true;
    figure->chart =
        (struct figure_plot){.title = "y against x", .x1 = 10, .y1 = 10, .playhead = NAN};
    figure->chart.line[figure->chart.n_lines++] =
        (struct figure_line){.name = "model", .width = 1, .n = 2, .place = line};
    figure->chart.word[figure->chart.n_words++] = (struct figure_word){5, 5, "reference"};
    figure->chart.dot = dots;
    figure->chart.n_dots = 6;
    check(figure, GOLDEN "/figure-data.txt");
}

/* Beyond the axis all would stand in one place; it is their values that count, and a
 * triangle that points where the line has gone. */
static void
tips_are_sorted_by_value(void **state)
{
    (void)state;
    enum { N = 3 };
    static const char *const fill[N] = {"fill:rgb(100%,0%,0%)", "fill:rgb(0%,100%,0%)",
                                        "fill:rgb(0%,0%,100%)"};
    struct figure_memory memory = {0};
    struct figure_bytes bytes;
    struct rv_error error;
    struct figure *figure = make_figure(FIGURE_MAP, NULL);
    double y[N];
    for (int t = 0; t < N; t++) {
        figure->track[t].rgb = 0xff0000u >> 8 * t;
        figure->chart.line[t].tip = (double[]){1e-9, 3e-9, 2e-9}[t];
    }
    assert_int_equal(figure_draw(figure, &memory, FIGURE_SVG, 960, 540, &bytes, &error),
                     RV_OK);
    char *svg = strndup(bytes.data, bytes.n);
    for (int t = 0; t < N; t++) {
        struct shape shape = {0}, before = {0};
        for (char *at = svg; (at = strstr(at, fill[t])); at++) {
            before = shape;
            shape = read_shape(strstr(at, " d=\"") + 4);
        }
        y[t] = shape.low[1];
        assert_true(before.n == 4 && before.first[1] == before.high[1]);
        assert_true(before.high[0] < shape.low[0] + 0.5);
    }
    assert_true(y[1] < y[2] && y[2] < y[0]);
    free(svg);
    free(bytes.data);
    figure_memory_finish(&memory);
    free(figure);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tips_are_sorted_by_value),
        cmocka_unit_test(map_as_list),
        cmocka_unit_test(block_as_list),
        cmocka_unit_test(pair_as_list),
        cmocka_unit_test(slits_as_lists),
        cmocka_unit_test(charts_as_list),
        cmocka_unit_test(data_as_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
