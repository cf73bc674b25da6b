/*
 * The raster of a field, which a job fills (field_job.c). After each pass of it
 * everything that is drawn is settled: scale, levels, tones of half cells (below),
 * contours (contour.c), so that drawing itself computes nothing and allocates nothing.
 * That is done in stages, because a large raster takes longer than a key should wait;
 * what is shown changes in the last of them alone.
 */
#include "field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "field_parts.h"
#include "pages.h"

static size_t
n_cells(const struct field *field)
{
    return (size_t)field->view.pane.cols * (size_t)field->view.pane.rows;
}

bool
field_init(struct field *field, struct view view)
{
    view.pane.cols = view.pane.cols > 0 ? view.pane.cols : 1;
    view.pane.rows = view.pane.rows > 0 ? view.pane.rows : 1;
    *field =
        (struct field){.view = view, .w = 2 * view.pane.cols, .h = 4 * view.pane.rows};
    size_t n = (size_t)field->w * (size_t)field->h;
    field->value = pages_calloc(n, sizeof *field->value);
    field->scratch = calloc(n + 2 * (size_t)field->w, sizeof *field->scratch);
    field->unit = pages_calloc(n, sizeof *field->unit);
    field->tone = pages_calloc(2 * n_cells(field), sizeof *field->tone);
    field->line = calloc(n_cells(field), 1);
    field->line_coarse = calloc(n_cells(field), 1);
    field->labels = calloc(1, sizeof *field->labels);
    field->line_level = calloc(n_cells(field), 1);
    field->band = pages_calloc(n, 1);
    field->trace = calloc(n, 1);
    if (field->value && field->scratch && field->unit && field->tone && field->line &&
        field->line_coarse && field->line_level && field->band && field->trace &&
        field->labels)
        return true;
    field_finish(field);
    return false;
}

void
field_finish(struct field *field)
{
    free(field->value);
    free(field->scratch);
    free(field->unit);
    free(field->tone);
    free(field->line);
    free(field->line_coarse);
    free(field->line_level);
    free(field->band);
    free(field->trace);
    free(field->labels);
    *field = (struct field){0};
}

void
field_restart(struct field *field, struct view view)
{
    view.pane.cols = field->view.pane.cols;
    view.pane.rows = field->view.pane.rows;
    field->view = view;
    field->job = (struct field_job){0};
    field->done = field->ready = false;
}

bool
field_ready(const struct field *field)
{
    return field->ready;
}

static void
find_extremes(struct field *field)
{
    size_t n = (size_t)field->w * (size_t)field->h;
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(field->value[i]))
            continue;
        low = field->value[i] < low ? field->value[i] : low;
        high = field->value[i] > high ? field->value[i] : high;
    }
    field->low = low <= high ? low : NAN;
    field->high = low <= high ? high : NAN;
}

/* The mean unit of the 2 x 2 dots from dot @i on. What is not a number has no share in
 * it, unless it has most of the cell: then that is a hole. */
static float
tone_at(const struct field *field, size_t i)
{
    const size_t at[4] = {i, i + 1, i + (size_t)field->w, i + (size_t)field->w + 1};
    double sum = 0;
    int n = 0, infinite = 0;
    for (int k = 0; k < 4; k++) {
        if (isnan(field->value[at[k]]))
            continue;
        sum += (double)field->unit[at[k]];
        infinite += field->value[at[k]] == INFINITY;
        n++;
    }
    if (n < 2)
        return NAN;
    return infinite == n ? TONE_INFINITE : (float)(sum / n);
}

/* The rows and columns that have values of their own, gathered: the others repeat them.
 */
static size_t
gather(const struct field *field, double *out)
{
    int stride = field->job.stride;
    size_t n = 0;
    for (int row = 0; row < field->h; row += stride)
        for (int col = 0; col < field->w; col += stride)
            out[n++] = field->value[row * field->w + col];
    return n;
}

static void
settle_scale(struct field *field, double best)
{
    struct field_job *job = &field->job;
    find_extremes(field);
    if (job->stride == 1) {
        scale_settle(&job->scale, &job->levels, field->value,
                     (size_t)field->w * (size_t)field->h, best, field->scratch);
    } else {
        size_t n = gather(field, field->scratch);
        scale_settle(&job->scale, &job->levels, field->scratch, n, best,
                     field->scratch + n);
    }
}

static void
settle_units(struct field *field)
{
    int stride = field->job.stride;
    for (int row = 0; row < field->h; row++) {
        float *unit = field->unit + row * field->w;
        const double *value = field->value + row * field->w;
        if (row % stride) {
            memcpy(unit, unit - field->w, (size_t)field->w * sizeof *unit);
            continue;
        }
        for (int col = 0; col < field->w; col++)
            unit[col] = col % stride ? unit[col - 1]
                                     : (float)scale_unit(&field->job.scale, value[col]);
    }
}

static void
settle_tones(struct field *field)
{
    size_t w = (size_t)field->w, cols = (size_t)field->view.pane.cols;
    for (size_t half = 0; half < 2 * (size_t)field->view.pane.rows; half++)
        for (size_t col = 0; col < cols; col++)
            field->tone[half * cols + col] = tone_at(field, 2 * half * w + 2 * col);
}

/* From blocks lines would be stairs: they come when blocks are small. */
static void
show(struct field *field)
{
    enum { STRIDE_OF_LINES = 4 };
    field->scale = field->job.scale;
    field->levels = field->job.levels;
    settle_tones(field);
    contour_settle(field, field->job.stride <= STRIDE_OF_LINES);
    field->labels->line = NULL;
    field->labels->bar_cols = 0;
    field->ready = true;
    field->shown++;
}

bool
field_settle(struct field *field, double best)
{
    switch (field->job.stage) {
    case SETTLE_SCALE:
        settle_scale(field, best);
        break;
    case SETTLE_UNITS:
        settle_units(field);
        break;
    default:
        show(field);
        return true;
    }
    field->job.stage++;
    return false;
}
