/* Parts of figures: tracks as ways, names that find room, marks that keep a distance. */
#include "../close.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/figure_parts.h"

enum { RACERS = 6, MARKS = 400 };

static void
bowl(void *ctx, const double *x, double y, size_t n, double *values)
{
    (void)ctx;
    for (size_t i = 0; i < n; i++)
        values[i] = x[i] * x[i] + y * y;
}

static struct figure *
make_figure(enum figure_kind kind, struct figure_bytes *words)
{
    static struct colormap map;
    struct figure *figure = calloc(1, sizeof *figure);
    colormap_init(&map, RUNG_RGB, THEME_DARK, HUES_RAVINE);
    *figure = (struct figure){
        .kind = kind,
        .title = "a bowl",
        .formula = "",
        .axis = {"x",      "y"},
        .rate_symbol = "η",
        .step = 1,
        .window = {.x0 = -1,        .x1 = 1, .y0 = -1, .y1 = 1},
        .values = bowl,
        .best = 0,
        .colors = {.map = &map},
        .camera = camera_standard(),
        .words = words,
    };
    return figure;
}

static struct figure_bytes
draw(const struct figure *figure, int width, int height)
{
    struct figure_memory memory = {0};
    struct figure_bytes bytes;
    struct rv_error error;
    assert_int_equal(
        figure_draw(figure, &memory, FIGURE_SVG, width, height, &bytes, &error), RV_OK);
    assert_true(bytes_add(&bytes, "", 1));
    figure_memory_finish(&memory);
    return bytes;
}

/* In the window plain, out of it and back faint as long as neither end is inside. */
static void
ways_of_those_who_left(void **state)
{
    (void)state;
    static const struct figure_point point[] = {
        {0, 0, 0,   1},
        {1, 0, 0.5, 1},
        {2, 0, 2,   1},
        {3, 0, -3,  1},
        {4, 0, 4,   1},
        {5, 0, 0.5, 1}
    };
    struct figure *figure = make_figure(FIGURE_MAP, NULL);
    struct figure_track track = {.n = 6, .shown = 6, .point = point};
    struct sheet sheet = {
        .figure = figure, .field = {0, 0, 100, 100},
             .view = figure->window
    };
    struct way way = way_of(&sheet, &track, track.n);
    assert_int_equal(way.n[WAY_CLEAR], 3 + 1 + 2); /* a gap between */
    assert_int_equal(way.n[WAY_FAINT], 3);
    assert_close(way.place[WAY_FAINT][0].y, -50, 1e-9);
    way_finish(&way);
    free(figure);
}

/* Over the block's surface, in pieces; what its front hides is faint. */
static void
ways_over_the_block(void **state)
{
    (void)state;
    static const struct figure_point point[] = {
        {0, 0,    0.9,  0.81},
        {1, -0.2, -0.9, 0.81}
    };
    struct figure *figure = make_figure(FIGURE_BLOCK, NULL);
    struct figure_memory memory = {0};
    struct figure_track track = {.n = 2, .shown = 2, .point = point};
    struct sheet sheet = {
        .figure = figure,
        .memory = &memory,
        .field = {0, 0, 400, 300},
        .view = figure->window
    };
    figure->camera.tilt = 20; /* the near wall hides the bottom */
    assert_true(block_prepare(&sheet, 1));
    struct way way = way_of(&sheet, &track, track.n);
    assert_true(way.n[WAY_CLEAR] > 10 && way.n[WAY_FAINT] > 10);
    way_finish(&way);
    /* at the window's edges the surface is as high as just inside */
    for (int side = 0; side < 2; side++) {
        struct place edge, near;
        block_place(&sheet, side ? 1 : 0.3, side ? 0.3 : 1, &edge);
        block_place(&sheet, side ? 0.999 : 0.3, side ? 0.3 : 0.999, &near);
        assert_close(edge.x, near.x, 1);
        assert_close(edge.y, near.y, 1);
    }
    figure_memory_finish(&memory);
    free(figure);
}

/* Smaller, then cut behind a whole character. */
static void
long_titles_are_cut(void **state)
{
    (void)state;
    struct figure_bytes words = {0};
    struct figure *figure = make_figure(FIGURE_MAP, &words);
    figure->title = "Über sehr viele Täler und nur wenige Höhen, ausführlich erzählt";
    struct figure_bytes svg = draw(figure, 245, 180);
    assert_true(bytes_add(&words, "", 1));
    assert_null(strstr(words.data, "erzählt"));
    assert_non_null(strstr(words.data, "Über sehr viele Täler"));
    assert_non_null(strstr(words.data, "…\n"));
    free(svg.data);
    free(words.data);
    free(figure);
}

static size_t
count(const char *text, const char *word)
{
    size_t n = 0;
    for (; (text = strstr(text, word)); text++)
        n++;
    return n;
}

/* Heads on one place, no legend: each has its name, and none lies on another. */
static void
everybody_is_named(void **state)
{
    (void)state;
    static const char *const names[RACERS] = {"first",  "second", "third",
                                              "fourth", "fifth",  "sixth"};
    static const struct figure_point point[] = {
        {0, -0.9, -0.9, 1},
        {1, 0.2,  0.1,  1}
    };
    static const enum figure_kind kinds[] = {FIGURE_MAP, FIGURE_BLOCK, FIGURE_PLOTS};
    for (size_t k = 0; k < 3; k++) {
        struct figure_bytes words = {0};
        struct figure *figure = make_figure(kinds[k], &words);
        for (size_t t = 0; t < RACERS; t++)
            figure->track[figure->n_tracks++] = (struct figure_track){
                .name = names[t], .chosen = t == 2, .n = 2, .shown = 2, .point = point};
        struct figure_bytes svg = draw(figure, 245, 180);
        assert_true(bytes_add(&words, "", 1));
        double x[RACERS], y[RACERS];
        for (size_t t = 0; t < RACERS; t++) {
            assert_int_equal(count(words.data, names[t]), 1);
            const char *line = strstr(words.data, names[t]);
            while (line > words.data && line[-1] != '\n')
                line--;
            assert_int_equal(sscanf(line, "%lf %lf", &x[t], &y[t]), 2);
            for (size_t other = 0; other < t; other++)
                assert_true(fabs(x[t] - x[other]) > 0.6 * 0.61 * SIZE_TEXT * 5 ||
                            fabs(y[t] - y[other]) > 0.6 * SIZE_TEXT);
        }
        free(svg.data);
        free(words.data);
        free(figure);
    }
}

static void
ramp(void *ctx, const double *x, double y, size_t n, double *values)
{
    (void)ctx, (void)y;
    for (size_t i = 0; i < n; i++)
        values[i] = 3 * x[i];
}

/* The numbers under the bar, which is named lowest of all. */
static size_t
bar_numbers(const char *words)
{
    double x, y, left = 0, low = 0;
    size_t n = 0;
    for (const char *at = words; (at = strstr(at, " loss\n")); at++) {
        while (at > words && at[-1] != '\n')
            at--;
        assert_int_equal(sscanf(at, "%lf %lf", &x, &y), 2);
        left = y > low ? x : left;
        low = fmax(y, low);
        at = strchr(at, '\n');
    }
    for (const char *line = words; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        n += sscanf(line, "%lf %lf", &x, &y) == 2 && x > left && fabs(y - low - 20) < 1;
    }
    return n;
}

/* Three levels are major, which would be few numbers. */
static void
the_bar_has_numbers(void **state)
{
    (void)state;
    struct figure_bytes words = {0}, bytes;
    struct figure_memory memory = {0};
    struct rv_error error;
    struct figure *figure = make_figure(FIGURE_MAP, &words);
    size_t majors = 0;
    figure->values = ramp;
    figure->best = NAN;
    assert_int_equal(figure_draw(figure, &memory, FIGURE_SVG, 960, 540, &bytes, &error),
                     RV_OK);
    assert_true(bytes_add(&words, "", 1));
    for (size_t i = 0; i < memory.levels.n; i++)
        majors += memory.levels.major[i];
    assert_int_equal(majors, 3);
    assert_true(bar_numbers(words.data) >= 5);
    figure_memory_finish(&memory);
    free(bytes.data);
    free(words.data);
    free(figure);
}

/* Of a lattice of minima few are left; the global one always. */
static void
marks_keep_a_distance(void **state)
{
    (void)state;
    size_t n[2];
    for (int many = 0; many < 2; many++) {
        struct figure_bytes words = {0};
        struct figure *figure = make_figure(FIGURE_MAP, &words);
        for (int i = 0; i < MARKS && many; i++)
            figure->mark[figure->n_marks++] = (struct figure_mark){
                (i % 20 - 9.5) / 10, (i / 20 - 9.5) / 10, FIGURE_MINIMUM_LOCAL, i};
        figure->mark[figure->n_marks++] = (struct figure_mark){0, 0, FIGURE_MINIMUM, -1};
        struct figure_bytes svg = draw(figure, 960, 540);
        n[many] = count(svg.data, "<path");
        free(svg.data);
        free(words.data);
        free(figure);
    }
    assert_true(n[1] > n[0] + 2 * 20 && n[1] < n[0] + 2 * 110);
}

static void
counted_bowl(void *ctx, const double *x, double y, size_t n, double *values)
{
    *(size_t *)ctx += n;
    bowl(NULL, x, y, n, values);
}

/* Over many rows of data few values are asked for; those between are as they would be. */
static void
sums_over_many_rows_are_sampled_coarsely(void **state)
{
    (void)state;
    size_t asked = 0;
    struct figure *figure = make_figure(FIGURE_MAP, NULL);
    struct sheet sheet = {.figure = figure, .view = figure->window};
    figure->values = counted_bowl;
    figure->ctx = &asked;
    for (int centres = 0; centres < 2; centres++) {
        struct raster all = {240, 180, NULL}, some = {240, 180, NULL};
        figure->rows = 100;
        asked = 0;
        assert_true(raster_sample(&sheet, &all, centres));
        assert_int_equal(asked, 240 * 180);
        figure->rows = 1e5;
        asked = 0;
        assert_true(raster_sample(&sheet, &some, centres));
        assert_in_range(asked, 12 * 12, 1000);
        for (int i = 0; i < 240 * 180; i++)
            assert_close(some.value[i], all.value[i], 0.01);
        free(all.value);
        free(some.value);
    }
    free(figure);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ways_of_those_who_left),
        cmocka_unit_test(ways_over_the_block),
        cmocka_unit_test(everybody_is_named),
        cmocka_unit_test(long_titles_are_cut),
        cmocka_unit_test(sums_over_many_rows_are_sampled_coarsely),
        cmocka_unit_test(marks_keep_a_distance),
        cmocka_unit_test(the_bar_has_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
