/* Small pictures of surfaces for the picker. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "picker.h"
#include "render/field.h"
#include "render/number.h"

enum { POINTS = 2 * THUMB_ROWS * THUMB_COLS };

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

/* As the field itself would be scaled, so that a valley shows as one. */
static void
find_bands(struct thumbnail *thumbnail, const double *values, double best)
{
    double sorted[POINTS], scratch[POINTS];
    struct scale scale;
    struct levels levels;
    size_t n = 0;
    for (size_t i = 0; i < POINTS; i++)
        if (isfinite(values[i]))
            sorted[n++] = values[i];
    qsort(sorted, n, sizeof *sorted, compare);
    scale_settle(&scale, &levels, values, POINTS, best, scratch);
    uint8_t *band = &thumbnail->band[0][0];
    for (size_t i = 0; i < POINTS; i++) {
        double part = fmin(fmax(scale_unit(&scale, values[i]), 0), 1);
        double at = (part + rank_of(sorted, n, values[i])) / 2;
        band[i] = isfinite(values[i]) ? (uint8_t)fmin(at * THUMB_BANDS, THUMB_BANDS - 1)
                                      : THUMB_BANDS;
    }
}

static void
sample(const struct rv_objective *objective, double *values)
{
    struct rv_window w = rv_objective_window(objective);
    double x[THUMB_COLS];
    for (int c = 0; c < THUMB_COLS; c++)
        x[c] = w.x0 + (w.x1 - w.x0) * (c + 0.5) / THUMB_COLS;
    for (int r = 0; r < 2 * THUMB_ROWS; r++) {
        double y = w.y1 - (w.y1 - w.y0) * (r + 0.5) / (2 * THUMB_ROWS);
        rv_objective_values(objective, x, y, THUMB_COLS, values + r * THUMB_COLS);
    }
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
    double values[POINTS];
    thumbnail->made = true;
    rv_surface_spec_init(&spec, surface);
    thumbnail->failed = rv_objective_create(&objective, &spec, NULL) != RV_OK;
    if (thumbnail->failed)
        return;
    sample(objective, values);
    find_bands(thumbnail, values, name_minima(thumbnail, objective));
    rv_objective_unref(objective);
}
