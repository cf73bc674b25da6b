/* Axes grow in steps, so that the picture stands still between them. */
#include "chart_data.h"

#include <math.h>
#include <stdio.h>

#include "render/chart.h"
#include "chart_tracks.h"
#include "events.h"

enum { TITLE_MAX = 64 };
/* Curves against evaluations are other curves. */
#define COSTS (UINT64_C(1) << 63)

/* 20, 30, 40, 60, 80, 100, 150 ...: the axis grows in steps when the race outgrows it. */
static int64_t
axis_end(const struct chart_tracks *tracks)
{
    const struct model *m = tracks->model;
    static const int64_t parts[] = {10, 15, 20, 30, 40, 60, 80};
    int64_t need = m->furthest > m->playhead ? m->furthest : m->playhead;
    for (size_t g = 0; g < m->n_ghosts; g++)
        need = m->ghost[g].upto > need ? m->ghost[g].upto : need;
    for (size_t k = 0; m->chart_costs && k < tracks->n; k++) {
        const struct chart_track *track = &tracks->track[k];
        double cost = chart_track_cost(track, track->until);
        need = k == 0 || (int64_t)cost > need ? (int64_t)cost : need;
    }
    for (int64_t decade = 1;; decade *= 10)
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
            if (parts[p] * decade >= need && parts[p] * decade >= 20)
                return parts[p] * decade;
}

/* Where a run has ended stays in the picture, also between two columns of dots. */
static void
include_ends(const struct chart_tracks *tracks, struct chart_span *range)
{
    for (size_t k = 0; k < tracks->n; k++) {
        const struct chart_track *track = &tracks->track[k];
        if (track->ended)
            chart_span_widen(range, chart_track_value(tracks, track, track->until));
    }
}

/* The largest value with which a curve begins: a step's belongs to where it led. */
static double
largest_start(const struct chart_tracks *tracks)
{
    double start = 0;
    bool of_step = quantity_is_of_step(tracks->quantity);
    for (size_t k = 0; k < tracks->n; k++) {
        const struct chart_track *track = &tracks->track[k];
        double value = chart_track_value(tracks, track, of_step ? track->stride : 0);
        start = isfinite(value) ? fmax(start, fabs(value)) : start;
    }
    return start;
}

/* From where the race began so far down and up, or, where losses are negative, the
 * field's own range and as much below. A racer that leaves the axis leaves the picture;
 * its number in the list goes on. */
static void
limit_range(const struct draw *draw, const struct chart_tracks *tracks,
            struct chart_span *range)
{
    double start = largest_start(tracks);
    if (range->low >= 0) {
        quantity_limit(start, range);
    } else if (tracks->quantity == LOSS && draw->picture->has_field) {
        const struct field *field = &draw->picture->field;
        range->high = fmin(range->high, fmax(field->high, start));
        range->low = fmax(range->low, 2 * field->low - field->high);
    }
}

/* On a linear axis the best loss there is shows how far down is left to go, as soon as
 * that leaves two thirds of the height to the curves. */
static void
include_best(const struct model *model, struct chart_span *range)
{
    double best = model_best(model);
    if (isfinite(best) && range->low - best <= (range->high - range->low) / 2)
        range->low = fmin(range->low, best);
}

/* Over less than two decades a linear axis shows more. */
static bool
is_logarithmic(const struct draw *draw, const struct chart_span *range)
{
    return !draw->model->chart_linear && quantity_spans_decades(range);
}

static void
set_range(const struct draw *draw, const struct chart_tracks *tracks, struct chart *chart)
{
    struct chart_span range = chart_span(chart);
    include_ends(tracks, &range);
    if (!(range.low <= range.high))
        range = (struct chart_span){0, 1, 1};
    if (quantity_is_limited(tracks->quantity))
        limit_range(draw, tracks, &range);
    chart->logarithmic = is_logarithmic(draw, &range);
    if (tracks->quantity == LOSS && !chart->logarithmic)
        include_best(draw->model, &range);
    chart->hi = range.high;
    chart->lo = chart->logarithmic ? range.positive : range.low;
}

static struct chart_series
series_of(const struct chart_tracks *tracks, const struct chart_track *track)
{
    const struct model *m = tracks->model;
    size_t i = track->racer;
    struct look look = theme_racer(&m->theme, i);
    bool letters = !m->theme.shapes || m->theme.rung >= RUNG_16;
    return (struct chart_series){
        .color = track->ghost ? look.ghost : look.color,
        .shape = letters ? (uint32_t)m->letter[i] : look.shape,
        .letter = track->ghost ? '.' : (uint32_t)(m->letter[i] | 0x20),
        .shape_fg = look.ink,
        .dashed = look.dashed,
        .thick = !track->ghost && i == m->racer,
        .faint = track->ghost != NULL,
        .until = m->chart_costs ? (int64_t)chart_track_cost(track, track->until)
                                : track->until,
        .version = track->version + (m->chart_costs ? COSTS : 0),
    };
}

/* The events of the chosen racer up to where its curve is drawn. @return how many. */
static size_t
events_at(const struct model *m, int64_t at[RV_EVENTS_MAX])
{
    size_t known, n = 0;
    const struct rv_event *events = events_of(m, m->racer, &known);
    const struct chart_track track = {.timeline = m->timeline[m->racer]};
    for (size_t k = 0; k < known && n < RV_EVENTS_MAX; k++) {
        if (events[k].step > m->playhead)
            break;
        int64_t step = events[k].step;
        at[n++] = m->chart_costs ? (int64_t)chart_track_cost(&track, step) : step;
    }
    return n;
}

/* The quantity, and of what parameter. @return @text. */
static char *
title_of(const struct draw *draw, enum quantity quantity, char text[TITLE_MAX])
{
    const struct model *m = draw->model;
    int parameter = quantity_parameter(quantity), ascii = m->theme.ascii;
    char folded[RV_NAME_MAX + 16];
    const char *name = parameter < 0 ? "" : rv_objective_axis(m->objective, parameter);
    if (ascii)
        name = fold(name, m->theme.glyphs == DOTS_HALF, folded, sizeof folded);
    snprintf(text, TITLE_MAX, "%s%s", quantity_title(quantity, ascii), name);
    return text;
}

static void
set_looks(const struct draw *draw, struct chart *chart)
{
    const struct theme *theme = &draw->model->theme;
    chart->glyphs = theme->glyphs;
    chart->ascii = theme->ascii;
    chart->mono = theme->rung == RUNG_MONO;
    chart->bright = bold(draw, ROLE_TEXT);
    chart->muted = role(draw, ROLE_MUTED);
    chart->line = role(draw, ROLE_LINE);
    chart->faint = role(draw, ROLE_FAINT);
    chart->event_style = racer_style(draw, draw->model->racer);
}

void
chart_of(const struct draw *draw, struct rect pane, enum quantity quantity,
         struct chart_memory *memory, bool inset_title)
{
    char title[TITLE_MAX];
    int64_t event[RV_EVENTS_MAX];
    struct chart_series series[CHART_TRACKS_MAX];
    const struct model *m = draw->model;
    struct chart_tracks tracks;
    chart_tracks_open(&tracks, m, quantity, &draw->picture->before);
    for (size_t k = 0; k < tracks.n; k++)
        series[k] = series_of(&tracks, &tracks.track[k]);
    struct chart chart = {
        .pane = pane,
        .title = title_of(draw, quantity, title),
        .inset_title = inset_title,
        .to = axis_end(&tracks),
        .playhead = m->chart_costs ? INT64_MAX : m->playhead,
        .own_ends = true,
        .n_series = tracks.n,
        .series = series,
        .value = chart_tracks_value,
        .ctx = &tracks,
        .n_events = quantity == LOSS ? events_at(m, event) : 0,
        .event = event,
        .memory = memory,
    };
    if (m->chart_costs) {
        chart.subtitle[0] = chart.subtitle[1] = "evaluations"; /* fits all of a page */
    } else if (quantity == LOSS) {
        chart.subtitle[0] = "against step";
    }
    set_looks(draw, &chart);
    set_range(draw, &tracks, &chart);
    chart_draw(&chart, draw->canvas);
}
