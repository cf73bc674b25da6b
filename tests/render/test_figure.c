/* Figures: straight contours of a plane, holes, sizes, and nothing to draw. */
#include "../close.h"

#include <stdlib.h>
#include <string.h>

#include "render/figure.h"

static void
plane(void *ctx, const double *x, double y, size_t n, double *values)
{
    const double *hole_from = ctx;
    for (size_t i = 0; i < n; i++)
        values[i] = x[i] > *hole_from ? NAN : 3 * x[i] + 2 * y;
}

static void
nothing(void *ctx, const double *x, double y, size_t n, double *values)
{
    (void)ctx, (void)x, (void)y;
    for (size_t i = 0; i < n; i++)
        values[i] = NAN;
}

static struct figure *
figure_over(field_values_fn *values, void *ctx)
{
    static struct colormap map;
    struct figure *figure = calloc(1, sizeof *figure);
    colormap_init(&map, RUNG_RGB, THEME_DARK, HUES_RAVINE);
    *figure = (struct figure){
        .title = "a plane",
        .formula = "f = 3x + 2y",
        .axis = {"w₁",          "log σ"},
        .rate_symbol = "η",
        .window = {        .x0 = -1,        .x1 = 1, .y0 = -1, .y1 = 1},
        .values = values,
        .ctx = ctx,
        .best = NAN,
        .has_chart = true,
        .chart = { .title = "loss", .x1 = 10, .y1 = 1, .playhead = 4},
        .colors = {.page = 0,               .text = 0xffffff,               .map = &map},
    };
    return figure;
}

static size_t
draw(const struct figure *figure, struct figure_memory *memory, enum figure_format format,
     int width, int height)
{
    struct figure_bytes bytes;
    struct rv_error error;
    assert_int_equal(figure_draw(figure, memory, format, width, height, &bytes, &error),
                     RV_OK);
    free(bytes.data);
    return bytes.n;
}

static void
contours_of_a_plane(void **state)
{
    (void)state;
    double nowhere = INFINITY, half = 0.25;
    for (int holed = 0; holed < 2; holed++) {
        struct figure *figure = figure_over(plane, holed ? &half : &nowhere);
        struct figure_memory memory = {0};
        draw(figure, &memory, FIGURE_SVG, 640, 480);
        assert_true(memory.levels.n >= 5 && memory.lines.n_lines == memory.levels.n);
        assert_true(memory.n_labels > 0);
        double right = 0;
        for (size_t i = 0; i < memory.lines.n_lines; i++) {
            assert_int_equal(memory.lines.line[i].n, 2); /* straight */
            assert_false(memory.lines.line[i].closed);
        }
        for (size_t i = 0; i < memory.lines.n_places; i++)
            right = fmax(right, memory.lines.place[i].x);
        bool clear = memory.pixels[memory.pixels_w - 1] == 0;
        assert_true(clear == holed);
        double node = memory.pixels_w / 1.5;
        assert_true(holed ? right < 0.75 * node : right > 0.9 * node);
        figure_memory_finish(&memory);
        free(figure);
    }
}

static void
nothing_to_draw(void **state)
{
    (void)state;
    for (int kind = FIGURE_MAP; kind <= FIGURE_PLOTS; kind++) {
        struct figure *figure = figure_over(nothing, NULL);
        struct figure_memory memory = {0};
        figure->kind = (enum figure_kind)kind;
        assert_true(draw(figure, &memory, FIGURE_PDF, 640, 480) > 500);
        assert_int_equal(memory.lines.n_lines, 0);
        figure_memory_finish(&memory);
        free(figure);
    }
}

/* The chart of them; what it draws is not kept. */
static void
add_losses(struct figure *figure)
{
    static struct place places[20][5];
    for (size_t t = 0; t < figure->n_tracks; t++) {
        const struct figure_track *track = &figure->track[t];
        for (size_t i = 0; i < track->n; i++)
            places[t][i] = (struct place){track->point[i].step, track->point[i].loss};
        figure->chart.line[figure->chart.n_lines++] =
            (struct figure_line){.rgb = track->rgb,
                                 .width = 1,
                                 .n = track->n,
                                 .place = places[t],
                                 .track = track,
                                 .tip = t == 4 ? NAN : places[t][0].y};
    }
}

/* A run that leaves for good, has no loss, or has not moved; every size, upright too. */
static void
odd_tracks_and_sizes(void **state)
{
    (void)state;
    static const struct figure_point points[] = {
        {0, 0,     0,      1       },
        {1, 1e3,   -1e3,   0       },
        {2, -1e90, 1e200,  1e300   },
        {3, 1e308, -1e308, INFINITY},
        {4, NAN,   NAN,    NAN     }
    };
    static const int sizes[][2] = {
        {160, 160 },
        {160, 900 },
        {900, 160 },
        {200, 2000},
        {400, 700 },
        {960, 540 }
    };
    double nowhere = INFINITY;
    struct figure *figure = figure_over(plane, &nowhere);
    figure->step = 4;
    figure->chart.logarithmic = true;
    figure->chart.y0 = 1e-3;
    for (size_t t = 0; t < 20; t++)
        figure->track[figure->n_tracks++] =
            (struct figure_track){.name = "a name of some length",
                                  .rgb = 0xff8800,
                                  .shape = (unsigned)t,
                                  .hollow = t % 2,
                                  .ghost = t > 15,
                                  .chosen = t == 3,
                                  .norm = NAN,
                                  .n = t % 5 + 1,
                                  .shown = t == 17 ? 0 : t % 5 + 1,
                                  .point = points};
    add_losses(figure);
    for (int kind = FIGURE_START; kind <= FIGURE_CHANGE; kind++)
        figure->mark[figure->n_marks++] = (struct figure_mark){
            kind * 0.1, kind == 2 ? NAN : 0.5, (enum figure_mark_kind)kind, 0};
    for (size_t i = 0; i < 3 * (sizeof sizes / sizeof *sizes); i++) {
        struct figure_memory memory = {0};
        figure->kind = (enum figure_kind)(i % 3);
        size_t n = draw(figure, &memory, FIGURE_SVG, sizes[i / 3][0], sizes[i / 3][1]);
        assert_true(n > 1000);
        assert_true(draw(figure, &memory, FIGURE_SVG, sizes[i / 3][0], sizes[i / 3][1]) >
                    1000);
        figure_memory_finish(&memory);
    }
    free(figure);
}

static void
refused_without_cairo(void **state)
{
    (void)state;
    struct figure *figure = figure_over(nothing, NULL);
    struct figure_memory memory = {0};
    struct figure_bytes bytes;
    struct rv_error error;
    assert_int_equal(figure_draw(figure, &memory, FIGURE_SVG, 640, 480, &bytes, &error),
                     RV_E_IO);
    assert_non_null(strstr(error.text, "without cairo"));
    assert_null(bytes.data);
    figure_memory_finish(&memory);
    free(figure);
}

int
main(void)
{
    const struct CMUnitTest drawn[] = {
        cmocka_unit_test(contours_of_a_plane),
        cmocka_unit_test(nothing_to_draw),
        cmocka_unit_test(odd_tracks_and_sizes),
    };
    const struct CMUnitTest refused[] = {
        cmocka_unit_test(refused_without_cairo),
    };
    return figure_available() ? cmocka_run_group_tests(drawn, NULL, NULL)
                              : cmocka_run_group_tests(refused, NULL, NULL);
}
