/* Charts of figures: one quantity of every racer, against steps or evaluations. */
#include "figure_source.h"

#include <math.h>
#include <stdio.h>

#include "render/axis.h"
#include "render/number.h"

struct place *
figure_line(struct figure_data *data, struct figure_plot *plot, struct figure_line look,
            size_t n)
{
    struct place *place = figure_room(data, n, sizeof *place);
    if (!place || plot->n_lines == FIGURE_LINES_MAX)
        return NULL;
    look.n = n;
    look.place = place;
    plot->line[plot->n_lines++] = look;
    return place;
}

/* @quantity of point @i of track @t. */
static double
value_at(const struct figure_data *data, const struct model *m, size_t t, size_t i,
         enum quantity quantity)
{
    const struct figure_point *point = data->point[t];
    const struct rv_row *before = NULL;
    if (i > 0 && point[i].step - point[i - 1].step == 1)
        before = &data->row[t][i - 1];
    else if (data->before[t] && point[i].step > 0)
        before = &data->before[t][i];
    return quantity_of(quantity, m, &data->row[t][i], before);
}

/* Of the last point that has a finite one, up to the playhead: that a run diverged at. */
static double
last_value(const struct figure_data *data, const struct model *m, size_t t,
           enum quantity quantity)
{
    double value = NAN;
    for (size_t i = data->figure.track[t].shown; i-- > 0 && !isfinite(value);)
        value = value_at(data, m, t, i, quantity);
    return value;
}

/* Whole or dashed as on the map. */
static struct figure_line
look_of(const struct figure_track *track)
{
    struct figure_line look = {.rgb = track->rgb, .width = track->chosen ? 2.2 : 1.4};
    if (track->ghost || track->hollow) {
        look.dash[0] = track->ghost ? 4 : 6;
        look.dash[1] = track->ghost ? 2 : 4;
    }
    return look;
}

static bool
add_track(struct figure_data *data, struct figure_plot *plot, const struct model *m,
          size_t t, enum quantity quantity)
{
    const struct figure_track *track = &data->figure.track[t];
    size_t n = track->ghost ? track->n : track->shown;
    struct figure_line look = look_of(track);
    if (!track->ghost && track->shown > 0) {
        look.track = track;
        look.tip = last_value(data, m, t, quantity);
    }
    struct place *place = figure_line(data, plot, look, n);
    for (size_t i = 0; place && i < n; i++) {
        double at = data->costs ? data->cost[t][i] : track->point[i].step;
        place[i] = (struct place){at, value_at(data, m, t, i, quantity)};
    }
    return place != NULL;
}

static bool
in_chart(const struct model *m, const struct figure_track *track, size_t t)
{
    return track->ghost || !m->chart_one || t == m->racer;
}

/* Ghosts, racers, and the chosen one on top. */
static bool
add_lines(struct figure_data *data, struct figure_plot *plot, const struct model *m,
          enum quantity quantity)
{
    enum { LAYERS = 3 };
    const struct figure *figure = &data->figure;
    for (int layer = 0; layer < LAYERS; layer++)
        for (size_t t = 0; t < figure->n_tracks; t++) {
            const struct figure_track *track = &figure->track[t];
            bool here = layer == (track->ghost ? 0 : track->chosen ? 2 : 1);
            if (here && in_chart(m, track, t) && !add_track(data, plot, m, t, quantity))
                return false;
        }
    return true;
}

/* Of all there is, steps beyond the playhead as well: axes stand still in a film. */
static struct chart_span
range_of(const struct figure_data *data, const struct model *m, enum quantity quantity)
{
    struct chart_span all = {INFINITY, -INFINITY, INFINITY};
    for (size_t t = 0; t < data->figure.n_tracks; t++) {
        const struct figure_track *track = &data->figure.track[t];
        for (size_t i = 0; i < track->n && in_chart(m, track, t); i++)
            chart_span_widen(&all, value_at(data, m, t, i, quantity));
    }
    return all;
}

/* The largest value with which a line begins: a step's belongs to where it led. */
static double
largest_start(const struct figure_data *data, const struct model *m,
              enum quantity quantity)
{
    double start = 0;
    size_t first = quantity_is_of_step(quantity);
    for (size_t t = 0; t < data->figure.n_tracks; t++) {
        const struct figure_track *track = &data->figure.track[t];
        if (track->n <= first || !in_chart(m, track, t))
            continue;
        double value = value_at(data, m, t, first, quantity);
        start = isfinite(value) ? fmax(start, fabs(value)) : start;
    }
    return start;
}

/* To whole decades, or to ticks, as of so many rows of a terminal: one value stands on
 * one. */
static void
round_out(struct figure_plot *plot)
{
    enum { ROWS = 25, TICKS_LEAST = 4 };
    if (plot->logarithmic) {
        plot->y0 = pow(10, floor(log10(plot->y0) + 1e-9));
        plot->y1 = pow(10, ceil(log10(plot->y1) - 1e-9));
        return;
    }
    struct axis axis = axis_fit(plot->y0, plot->y1, false, ROWS, TICKS_LEAST);
    plot->y0 = axis.lo;
    plot->y1 = axis.hi;
}

/* Logarithmic where all is positive and spans two decades. */
static void
set_axis(struct figure_plot *plot, struct chart_span range, bool linear)
{
    if (!(range.low <= range.high))
        range = (struct chart_span){0, 1, 1};
    plot->logarithmic = !linear && quantity_spans_decades(&range);
    plot->y0 = plot->logarithmic ? range.positive : range.low;
    plot->y1 = range.high;
    round_out(plot);
}

static double
last_step(const struct model *m)
{
    int64_t end = m->furthest > m->playhead ? m->furthest : m->playhead;
    for (size_t g = 0; g < m->n_ghosts; g++)
        end = m->ghost[g].upto > end ? m->ghost[g].upto : end;
    int64_t own = model_document(m)->steps;
    return end > 0 ? (double)end : own > 0 ? (double)own : 1;
}

static double
last_cost(const struct figure_data *data)
{
    double most = 1;
    for (size_t t = 0; t < data->figure.n_tracks; t++)
        if (data->figure.track[t].n > 0)
            most = fmax(most, data->cost[t][data->figure.track[t].n - 1]);
    return most;
}

/* At one step racers have paid for more and less: then there is no line for it. */
static void
set_across(const struct figure_data *data, struct figure_plot *plot,
           const struct model *m)
{
    const struct figure *figure = &data->figure;
    bool inside = figure->n_tracks > 0 && figure->track[0].shown < figure->track[0].n;
    plot->x1 = data->costs ? last_cost(data) : last_step(m);
    plot->whole = true;
    plot->playhead = !data->costs && inside && (double)m->playhead < plot->x1
                         ? (double)m->playhead
                         : NAN;
}

/* The quantity, and of what parameter. NULL: no memory. */
static const char *
title_of(struct figure_data *data, const struct model *m, enum quantity quantity)
{
    int parameter = quantity_parameter(quantity);
    const char *title = quantity_title(quantity, false);
    if (parameter < 0)
        return title;
    char *text = figure_room(data, MESSAGE_MAX, 1);
    if (text)
        snprintf(text, MESSAGE_MAX, "%s%s", title,
                 rv_objective_axis(m->objective, parameter));
    return text;
}

bool
figure_chart(struct figure_data *data, struct figure_plot *plot, const struct model *m,
             enum quantity quantity)
{
    plot->title = title_of(data, m, quantity);
    if (!plot->title)
        return false;
    plot->subtitle = data->costs        ? "against evaluations"
                     : quantity == LOSS ? "against step"
                                        : "";
    set_across(data, plot, m);
    struct chart_span range = range_of(data, m, quantity);
    if (quantity_is_limited(quantity))
        quantity_limit(largest_start(data, m, quantity), &range);
    set_axis(plot, range, m->chart_linear);
    return add_lines(data, plot, m, quantity);
}
