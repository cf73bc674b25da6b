/* Small pictures of surfaces for the picker. */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "picker.h"
#include "render/field.h"
#include "render/number.h"

/* A half cell is the mean of FINE x FINE samples. */
enum {
    FINE = 3,
    POINTS = 2 * THUMB_ROWS * THUMB_COLS,
    WIDTH = FINE * THUMB_COLS,
    HEIGHT = FINE * 2 * THUMB_ROWS,
    SAMPLES = WIDTH * HEIGHT
};

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* How many of the @n sorted values lie below @value, as a part. */
static double
rank_of(const double *sorted, size_t n, double value)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sorted[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return n > 1 ? (double)low / (double)(n - 1) : 0;
}

/* As the field itself would be scaled, so that a valley shows as one; NaN: a hole. */
static void
find_tones(double tone[SAMPLES], const double value[SAMPLES], double best)
{
    double scratch[SAMPLES];
    struct scale scale;
    struct levels levels;
    assert(scale_scratch(SAMPLES) <= SAMPLES);
    scale_settle(&scale, &levels, value, SAMPLES, best, scratch);
    for (int i = 0; i < SAMPLES; i++)
        tone[i] =
            isfinite(value[i]) ? fmin(fmax(scale_unit(&scale, value[i]), 0), 1) : NAN;
}

/* How often the @n tones from @tone rise after a fall or fall after a rise. */
static int
count_turns(const double *tone, int n, int stride)
{
    const double least = 1e-3; /* less is no shape but rounding */
    int turns = 0, way = 0;
    double kept = tone[0];
    for (int i = 1; i < n; i++) {
        double change = tone[i * stride] - kept;
        if (fabs(change) <= least)
            continue;
        int now = change > 0 ? 1 : -1;
        turns += isfinite(change) && now == -way;
        way = isfinite(change) ? now : 0;
        kept = tone[i * stride];
    }
    return turns;
}

/* Are there more waves than half cells can show? One takes three of them. */
static bool
too_fine(const double tone[SAMPLES])
{
    int across = 0, upwards = 0;
    for (int r = 0; r < HEIGHT; r++)
        across += count_turns(tone + r * WIDTH, WIDTH, 1);
    for (int c = 0; c < WIDTH; c++)
        upwards += count_turns(tone + c, HEIGHT, WIDTH);
    return 3 * across > 2 * THUMB_COLS * HEIGHT ||
           3 * upwards > 2 * 2 * THUMB_ROWS * WIDTH;
}

/* The mean tone of half cell @i: what lies between two samples of it must not become a
 * pattern of its own. */
static double
mean_tone(const double tone[SAMPLES], int i)
{
    int first = (i / THUMB_COLS * WIDTH + i % THUMB_COLS) * FINE, n = 0;
    double sum = 0;
    for (int k = 0; k < FINE * FINE; k++) {
        double one = tone[first + k / FINE * WIDTH + k % FINE];
        if (isnan(one))
            continue;
        sum += one;
        n++;
    }
    return 2 * n > FINE * FINE ? sum / n : NAN;
}

static void
find_bands(struct thumbnail *thumbnail, const double tone[SAMPLES])
{
    double mean[POINTS], sorted[POINTS];
    size_t n = 0;
    for (int i = 0; i < POINTS; i++) {
        mean[i] = mean_tone(tone, i);
        if (!isnan(mean[i]))
            sorted[n++] = mean[i];
    }
    qsort(sorted, n, sizeof *sorted, compare);
    uint8_t *band = &thumbnail->band[0][0];
    double lo = n ? sorted[0] : 0, size = n ? sorted[n - 1] - lo : 0;
    for (int i = 0; i < POINTS; i++) {
        double part = size > 0 ? (mean[i] - lo) / size : 0; /* means shun both ends */
        double at = (part + rank_of(sorted, n, mean[i])) / 2;
        band[i] = isnan(mean[i]) ? THUMB_BANDS
                                 : (uint8_t)fmin(at * THUMB_BANDS, THUMB_BANDS - 1);
    }
}

static void
sample(const struct rv_objective *objective, const struct rv_window *w, double *value)
{
    double x[WIDTH];
    for (int c = 0; c < WIDTH; c++)
        x[c] = w->x0 + (w->x1 - w->x0) * (c + 0.5) / WIDTH;
    for (int r = 0; r < HEIGHT; r++) {
        double y = w->y1 - (w->y1 - w->y0) * (r + 0.5) / HEIGHT;
        rv_objective_values(objective, x, y, WIDTH, value + r * WIDTH);
    }
}

/* The middle of @w, half as wide and high. */
static struct rv_window
middle_of(const struct rv_window *w)
{
    double x = (w->x1 - w->x0) / 4, y = (w->y1 - w->y0) / 4;
    return (struct rv_window){w->x0 + x, w->x1 - x, w->y0 + y, w->y1 - y};
}

/* Of the window or, where its waves are too fine to be seen, of its middle. */
static void
paint(struct thumbnail *thumbnail, const struct rv_objective *objective, double best)
{
    enum { NEARER_MAX = 2 };
    double value[SAMPLES], tone[SAMPLES];
    struct rv_window w = rv_objective_window(objective);
    for (int nearer = 0; nearer <= NEARER_MAX; nearer++) {
        sample(objective, &w, value);
        find_tones(tone, value, best);
        if (!too_fine(tone))
            break;
        w = middle_of(&w);
    }
    find_bands(thumbnail, tone);
}

/* Three digits at most; 0 where a search has left less than can be seen of it in @size.
 */
static char *
coordinate(double value, double size, char text[NUMBER_TEXT_MAX])
{
    char raw[32];
    snprintf(raw, sizeof raw, "%.2e", fabs(value) < 1e-6 * size ? 0 : value);
    return number_typed(strtod(raw, NULL), false, text);
}

/* Names the minima. @return the value of the best, NaN where none is known. */
static double
name_minima(struct thumbnail *thumbnail, const struct rv_objective *objective)
{
    struct rv_critical points[RV_CRITICAL_MAX];
    size_t n = rv_objective_critical(objective, points, RV_CRITICAL_MAX), minima = 0;
    const struct rv_critical *first = NULL;
    for (size_t i = 0; i < n; i++) {
        if (points[i].kind != RV_MINIMUM)
            continue;
        first = first ? first : &points[i];
        minima++;
    }
    char *text = thumbnail->minima;
    size_t size = sizeof thumbnail->minima;
    if (!first) {
        snprintf(text, size, "no minimum known");
        return NAN;
    }
    struct rv_window w = rv_objective_window(objective);
    char x[NUMBER_TEXT_MAX], y[NUMBER_TEXT_MAX];
    int used = snprintf(text, size, "%s (%s, %s)",
                        rv_objective_critical_known(objective) ? "min" : "found",
                        coordinate(first->at.x, w.x1 - w.x0, x),
                        coordinate(first->at.y, w.y1 - w.y0, y));
    if (minima > 1 && used > 0)
        snprintf(text + used, size - (size_t)used, " and %zu more", minima - 1);
    return first->value;
}

void
thumbnail_make(struct thumbnail *thumbnail, size_t surface)
{
    struct rv_surface_spec spec;
    struct rv_objective *objective;
    thumbnail->made = true;
    rv_surface_spec_init(&spec, surface);
    thumbnail->failed = rv_objective_create(&objective, &spec, NULL) != RV_OK;
    if (thumbnail->failed)
        return;
    paint(thumbnail, objective, name_minima(thumbnail, objective));
    rv_objective_unref(objective);
}
