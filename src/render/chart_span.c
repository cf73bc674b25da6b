/* What the axis of a chart must show: the values that are drawn, no others. A spike
 * between two columns of dots would else set the axis and never be seen. */
#include <math.h>

#include "chart_parts.h"

static void
begin(struct chart_reach *reach, uint64_t version)
{
    *reach = (struct chart_reach){.version = version, .step = -1};
    reach->span = (struct chart_span){INFINITY, -INFINITY, INFINITY};
}

void
chart_span_widen(struct chart_span *span, double value)
{
    if (!isfinite(value))
        return;
    span->low = value < span->low ? value : span->low;
    span->high = value > span->high ? value : span->high;
    if (value > 0 && value < span->positive)
        span->positive = value;
}

/* With what the curve begins in its first column, whose last step is @step. */
static void
add_first(const struct chart *chart, size_t i, int64_t step, struct chart_span *span)
{
    if (step > chart->from)
        chart_span_widen(span,
                         chart->value(chart->ctx, i, chart_first_step(chart, i, step)));
}

static void
add_columns(const struct chart *chart, size_t i, int cols, struct chart_reach *reach)
{
    int64_t end = chart_series_end(chart, i);
    for (; reach->column < 2 * cols; reach->column++) {
        int64_t step = chart_column_step(chart, cols, reach->column);
        if (step > end)
            break;
        if (step <= reach->step || step < chart->from)
            continue;
        if (reach->step < 0)
            add_first(chart, i, step, &reach->span);
        chart_span_widen(&reach->span, chart->value(chart->ctx, i, step));
        reach->step = step;
    }
}

/* What is kept of series @i, or @fresh. */
static struct chart_reach *
reach_of(const struct chart *chart, size_t i, int cols, struct chart_reach *fresh)
{
    struct chart_memory *memory = chart->memory;
    uint64_t version = chart->series[i].version;
    begin(fresh, version);
    if (!memory || i >= CHART_CURVES_MAX || version == 0)
        return fresh;
    struct chart_reach *reach = &memory->reach[i];
    if (reach->version != version || reach->cols != cols || reach->from != chart->from ||
        reach->to != chart->to || reach->step > chart_series_end(chart, i))
        begin(reach, version);
    reach->cols = cols;
    reach->from = chart->from;
    reach->to = chart->to;
    return reach;
}

struct chart_span
chart_span(const struct chart *chart)
{
    struct chart_span all = {INFINITY, -INFINITY, INFINITY};
    int cols = chart_columns(chart);
    for (size_t i = 0; i < chart->n_series; i++) {
        struct chart_reach fresh, *reach = reach_of(chart, i, cols, &fresh);
        add_columns(chart, i, cols, reach);
        struct chart_span span = reach->span;
        if (reach->step < 0) { /* the first column is not complete yet */
            int64_t end = chart_series_end(chart, i);
            add_first(chart, i, end, &span);
            chart_span_widen(&span, chart->value(chart->ctx, i, end));
        }
        all.low = fmin(all.low, span.low);
        all.high = fmax(all.high, span.high);
        all.positive = fmin(all.positive, span.positive);
    }
    return all;
}
