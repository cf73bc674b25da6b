/*
 * The raster of a field. It is made row by row by a job that the frame's owner calls with
 * what is left of the frame: every 8th row and column first, then every 2nd, then all;
 * the blocks in between take the value at their centre. After each pass everything that
 * is drawn is settled: scale, levels, tones of half cells (below), contours (contour.c),
 * so that drawing itself computes nothing and allocates nothing.
 */
#include "field.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "field_parts.h"

static const int strides[] = {8, 2, 1};
enum { PASSES = sizeof strides / sizeof strides[0] };

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
    field->value = calloc(n, sizeof *field->value);
    field->scratch = calloc(n + 2 * (size_t)field->w, sizeof *field->scratch);
    field->unit = calloc(n, sizeof *field->unit);
    field->tone = calloc(2 * n_cells(field), sizeof *field->tone);
    field->line = calloc(n_cells(field), 1);
    field->line_coarse = calloc(n_cells(field), 1);
    field->labels = calloc(1, sizeof *field->labels);
    field->line_level = calloc(n_cells(field), 1);
    field->band = calloc(n, 1);
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
    field->next_row = field->pass = 0;
    field->done = field->ready = false;
}

bool
field_ready(const struct field *field)
{
    return field->ready;
}

static int64_t
now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int
at_most(int a, int b)
{
    return a < b ? a : b;
}

/* One row of blocks of @stride dots, each with the value at its centre. */
static void
work_row(struct field *field, int row, int stride, field_values_fn *values, void *ctx)
{
    const struct view *view = &field->view;
    double *x = field->scratch, *value = x + field->w;
    size_t n = 0;
    for (int col = 0; col < field->w; col += stride, n++) {
        double center = at_most(col + stride / 2, field->w - 1) + 0.5;
        x[n] = view->x0 + center / field->w * (view->x1 - view->x0);
    }
    double center = at_most(row + stride / 2, field->h - 1) + 0.5;
    values(ctx, x, view->y1 - center / field->h * (view->y1 - view->y0), n, value);
    for (int r = row; r < row + stride && r < field->h; r++)
        for (int col = 0; col < field->w; col++)
            field->value[(size_t)r * (size_t)field->w + (size_t)col] =
                value[col / stride];
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

static void
settle_tones(struct field *field)
{
    size_t n = (size_t)field->w * (size_t)field->h, w = (size_t)field->w;
    for (size_t i = 0; i < n; i++)
        field->unit[i] = (float)scale_unit(&field->scale, field->value[i]);
    size_t cols = (size_t)field->view.pane.cols;
    for (size_t half = 0; half < 2 * (size_t)field->view.pane.rows; half++)
        for (size_t col = 0; col < cols; col++)
            field->tone[half * cols + col] = tone_at(field, 2 * half * w + 2 * col);
}

static void
settle(struct field *field, double best)
{
    find_extremes(field);
    scale_settle(&field->scale, &field->levels, field->value,
                 (size_t)field->w * (size_t)field->h, best, field->scratch);
    settle_tones(field);
    contour_settle(field);
    field->ready = true;
    field->labels->line = NULL;
}

/* A pass of @stride has taken @spent: settle for a picture, unless the last pass fits in
 * what is @left of the frame. @return the pass to go on with. */
static int
next_pass(struct field *field, double best, double spent, double left)
{
    int stride = strides[field->pass];
    if (field->pass + 1 < PASSES && stride * stride * spent < left)
        return PASSES - 1;
    settle(field, best);
    return field->pass + 1;
}

bool
field_work(struct field *field, field_values_fn *values, void *ctx, double best,
           int64_t deadline_ns)
{
    int64_t from = now_ns();
    for (int64_t now = from; !field->done && now < deadline_ns; now = now_ns()) {
        int stride = strides[field->pass];
        work_row(field, field->next_row, stride, values, ctx);
        field->next_row += stride;
        if (field->next_row < field->h)
            continue;
        int64_t end = now_ns(); /* began in an earlier call: too little time, no matter */
        field->next_row = 0;
        field->pass =
            next_pass(field, best, (double)(end - from), (double)(deadline_ns - end));
        from = end;
        field->done = field->pass == PASSES;
    }
    return field->done;
}
