/*
 * Line charts. One dot column shows the value at the last step that falls into it, joined
 * to the next: averages would invent values, and every sample of an oscillating loss
 * would be a smear. So a series is asked once per dot column, whatever its length, and
 * the axis is that of the values which are drawn.
 */
#include "chart.h"

#include <math.h>
#include <string.h>

#include "chart_parts.h"

enum { BEYOND = PLOT_BEYOND, RIGHT_COLUMNS = 2, TICKS_LEAST = 3 };

static int
title_rows(const struct chart *chart)
{
    return chart->title && !chart->inset_title;
}

int
chart_columns(const struct chart *chart)
{
    int cols = chart->pane.cols - AXIS_COLUMNS_LEAST - 1 - RIGHT_COLUMNS;
    return cols > 1 ? cols : 1;
}

struct plot
chart_layout(const struct chart *chart)
{
    const struct rect *pane = &chart->pane;
    struct plot plot = {.end = chart->playhead < chart->to ? chart->playhead : chart->to};
    int rows = pane->rows - 1 - title_rows(chart);
    plot.axis = axis_fit(chart->lo, chart->hi, chart->logarithmic, rows, TICKS_LEAST);
    int left = axis_columns(&plot.axis, chart->ascii) + 1;
    int cols = pane->cols - left - RIGHT_COLUMNS;
    cols = cols > 1 ? cols : 1;
    rows = plot.axis.rows;
    cols = cols * rows > PLOT_CELLS_MAX ? PLOT_CELLS_MAX / rows : cols;
    plot.area =
        (struct rect){pane->col + left, pane->row + title_rows(chart), cols, rows};
    plot.dots_per_unit = 4 * (rows - 1) / (plot.axis.hi - plot.axis.lo);
    return plot;
}

/* log10 of a normal number to 1e-5, a tenth of what libm takes: a dot is 1e-2 or more. */
static double
log10_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> 52) - 1023;
    bits = (bits & 0x000fffffffffffff) | 0x3ff0000000000000;
    double mantissa;
    memcpy(&mantissa, &bits, sizeof mantissa);
    double t = (mantissa - 1) / (mantissa + 1), t2 = t * t; /* artanh's series */
    double log2 = t * (2.885390 + t2 * (0.9617967 + t2 * (0.5770780 + t2 * 0.4121986)));
    return 0.30102999566398120 * (exponent + log2);
}

double
chart_transform(const struct chart *chart, double value)
{
    if (!chart->logarithmic)
        return value;
    if (value >= 2.3e-308)
        return value < INFINITY ? log10_of(value) : value;
    return isnan(value) ? value : -INFINITY;
}

double
plot_y(const struct plot *plot, double v)
{
    double y = 1.5 + (plot->axis.hi - v) * plot->dots_per_unit;
    double last = 4 * plot->area.rows + BEYOND;
    return y < -BEYOND ? -BEYOND : y > last ? last : y;
}

double
plot_x(const struct plot *plot, const struct chart *chart, double step)
{
    double span = (double)(chart->to - chart->from);
    double last = 2 * plot->area.cols - 1;
    return span > 0 ? (step - (double)chart->from) / span * last : 0;
}

int64_t
chart_column_step(const struct chart *chart, int cols, int column)
{
    double span = (double)(chart->to - chart->from);
    double last = 2 * cols - 1;
    double after = ((double)column + 0.5) * span / last;
    return chart->from + (int64_t)ceil(after) - 1;
}

int64_t
chart_first_step(const struct chart *chart, size_t i, int64_t step)
{
    bool none = isnan(chart->value(chart->ctx, i, chart->from));
    return none && chart->from + 1 < step ? chart->from + 1 : chart->from;
}

int64_t
chart_series_end(const struct chart *chart, size_t i)
{
    const struct chart_series *series = &chart->series[i];
    if (!series->faint && !chart->own_ends)
        return chart->playhead < chart->to ? chart->playhead : chart->to;
    return series->until < chart->to ? series->until : chart->to;
}

static void
draw_playhead(const struct plot *plot, const struct chart *chart, struct canvas *canvas)
{
    if (chart->playhead >= chart->to || chart->playhead < chart->from)
        return;
    int col =
        plot->area.col + (int)(plot_x(plot, chart, (double)chart->playhead) + 0.5) / 2;
    for (int row = 0; row < plot->area.rows; row++)
        canvas_put(canvas, col, plot->area.row + row,
                   chart->glyphs == DOTS_ASCII ? '|' : 0x2502, chart->line);
}

/* At the foot of the plot, under the curves. */
static void
draw_events(const struct plot *plot, const struct chart *chart, struct canvas *canvas)
{
    bool plain = chart->glyphs != DOTS_BRAILLE;
    for (size_t i = 0; i < chart->n_events; i++) {
        if (chart->event[i] < chart->from || chart->event[i] > chart->to)
            continue;
        double x = plot_x(plot, chart, (double)chart->event[i]);
        canvas_put(canvas, plot->area.col + (int)(x + 0.5) / 2,
                   plot->area.row + plot->area.rows - 1,
                   plain ? chart->ascii ? '^' : 0x2502 : 0x2577, chart->event_style);
    }
}

static struct tip
tip_of(const struct plot *plot, const struct chart *chart, size_t i)
{
    if (chart->series[i].faint)
        return (struct tip){.value = NAN};
    double last = chart->value(chart->ctx, i, chart_series_end(chart, i));
    double y = plot_y(plot, chart_transform(chart, last));
    double row = (y - 1.5) / 4, bottom = plot->area.rows - 1;
    struct tip tip = {.value = last, .row = row < 0 ? 0 : row > bottom ? bottom : row};
    tip.beyond = y <= -0.5 ? 1 : y >= 4 * plot->area.rows - 0.5 ? -1 : 0;
    return tip;
}

static void
draw_edge(const struct plot *plot, const struct chart *chart, struct canvas *canvas)
{
    struct tip tip[CHART_SERIES_MAX];
    size_t n = chart->n_series < CHART_SERIES_MAX ? chart->n_series : CHART_SERIES_MAX;
    for (size_t i = 0; i < n; i++)
        tip[i] = tip_of(plot, chart, i);
    chart_draw_edge(plot, chart, canvas, tip, n);
}

void
chart_draw(const struct chart *chart, struct canvas *canvas)
{
    struct rect clip = canvas->clip;
    canvas_clip(canvas, rect_meet(clip, chart->pane));
    struct plot plot = chart_layout(chart);
    chart_draw_grid(&plot, chart, canvas);
    draw_events(&plot, chart, canvas);
    draw_playhead(&plot, chart, canvas);
    if (plot.end >= chart->from) {
        chart_draw_curves(&plot, chart, canvas);
        draw_edge(&plot, chart, canvas);
    }
    chart_draw_title(&plot, chart, canvas); /* over all else, where it is inset */
    canvas->clip = clip;
}
