/* Axes grow in steps, so that the picture stands still between them. */
#include "chart_data.h"

#include <math.h>
#include <stdio.h>

#include "render/chart.h"
#include "branch.h"
#include "events.h"

/* What one chart asks its callback with. */
enum { TRACKS_MAX = RV_RACERS_MAX + GHOSTS_MAX, TITLE_MAX = 64 };
/* Curves against evaluations are other curves. */
#define COSTS (UINT64_C(1) << 63)
struct track {
    size_t racer;
    const struct ghost *ghost; /* NULL: the racer itself */
    const struct rv_row *rows;
    size_t n;
    int64_t stride;
};
struct tracks {
    const struct model *model;
    enum quantity quantity;
    size_t n;
    struct track track[TRACKS_MAX]; /* racers in scene order, then ghosts */
};

static struct rv_timeline *
timeline_of(const struct tracks *tracks, const struct track *track)
{
    return track->ghost ? track->ghost->timeline : tracks->model->timeline[track->racer];
}

/* What the run had paid by @step, in evaluations of any kind. */
static double
cost_at(const struct tracks *tracks, const struct track *track, int64_t step)
{
    struct rv_spent spent =
        rv_run_spent(rv_timeline_at(timeline_of(tracks, track), step));
    return spent.values + spent.gradients + spent.hessians;
}

static int64_t
last_step(const struct tracks *tracks, const struct track *track)
{
    return track->ghost ? track->ghost->upto : tracks->model->playhead;
}

/* The last step that @cost evaluations pay for. */
static int64_t
step_for(const struct tracks *tracks, const struct track *track, double cost)
{
    int64_t low = 0, high = last_step(tracks, track);
    while (low < high) {
        int64_t middle = low + (high - low + 1) / 2;
        if (cost_at(tracks, track, middle) <= cost)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static double
value_at(void *ctx, size_t series, int64_t step)
{
    const struct tracks *tracks = ctx;
    const struct track *track = &tracks->track[series];
    if (tracks->model->chart_costs && step > 0)
        step = step_for(tracks, track, (double)step);
    if (step < 0 || (track->ghost && step < track->ghost->from))
        return NAN;
    size_t k = (size_t)(step / track->stride);
    if (k >= track->n)
        return NAN;
    const struct rv_row *row = &track->rows[k];
    const struct rv_row *before = track->stride == 1 && k > 0 ? row - 1 : NULL;
    return quantity_of(tracks->quantity, tracks->model, row, before);
}

static void
open_track(struct tracks *tracks, size_t racer, const struct ghost *ghost)
{
    struct track *track = &tracks->track[tracks->n++];
    *track = (struct track){.racer = racer, .ghost = ghost};
    track->rows =
        rv_timeline_track(timeline_of(tracks, track), &track->n, &track->stride);
}

static void
open_tracks(const struct model *m, struct tracks *tracks)
{
    const struct ghost *shown[GHOSTS_MAX];
    size_t n = model_document(m)->n_racers;
    for (size_t i = 0; i < n; i++)
        if (!m->chart_one || i == m->racer)
            open_track(tracks, i, NULL);
    n = branch_ghosts(m, shown);
    for (size_t k = 0; k < n; k++)
        open_track(tracks, shown[k]->racer, shown[k]);
}

/* 20, 30, 40, 60, 80, 100, 150 ...: the axis grows in steps when the race outgrows it. */
static int64_t
axis_end(const struct tracks *tracks)
{
    const struct model *m = tracks->model;
    static const int64_t parts[] = {10, 15, 20, 30, 40, 60, 80};
    int64_t need = m->furthest > m->playhead ? m->furthest : m->playhead;
    for (size_t g = 0; g < m->n_ghosts; g++)
        need = m->ghost[g].upto > need ? m->ghost[g].upto : need;
    for (size_t k = 0; m->chart_costs && k < tracks->n; k++) {
        const struct track *track = &tracks->track[k];
        double cost = cost_at(tracks, track, last_step(tracks, track));
        need = k == 0 || (int64_t)cost > need ? (int64_t)cost : need;
    }
    for (int64_t decade = 1;; decade *= 10)
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
            if (parts[p] * decade >= need && parts[p] * decade >= 20)
                return parts[p] * decade;
}

/* From where the race began 16 decades down and 6 up, or, where losses are negative, the
 * field's own range and as much below. A racer that leaves the axis leaves the picture;
 * its number in the list goes on. */
static void
limit_losses(const struct draw *draw, const struct tracks *tracks,
             struct chart_span *range)
{
    double start = 0;
    for (size_t k = 0; k < tracks->n; k++) {
        double value = value_at((void *)tracks, k, 0);
        start = isfinite(value) ? fmax(start, fabs(value)) : start;
    }
    if (start > 0 && range->low >= 0) {
        range->high = fmin(range->high, start * 1e6);
        range->positive = fmax(range->positive, start * 1e-16);
    } else if (range->low < 0 && draw->picture->has_field) {
        const struct field *field = &draw->picture->field;
        range->high = fmin(range->high, fmax(field->high, start));
        range->low = fmax(range->low, 2 * field->low - field->high);
    }
}

/* On a linear axis the best loss there is shows how far down is left to go, and keeps the
 * axis from following the curves. */
static void
include_best(const struct model *model, struct chart_span *range)
{
    double best = model_best(model);
    if (isfinite(best))
        range->low = fmin(range->low, best);
}

/* Logarithmic where all is positive and spans a factor of 30; what vanishes at the
 * minimum is so from the start where the field's contours are decades. */
static bool
is_logarithmic(const struct draw *draw, enum quantity quantity,
               const struct chart_span *range)
{
    if (draw->model->chart_linear || range->low < 0 || !isfinite(range->positive))
        return false;
    bool vanishes = quantity == LOSS || quantity == GRADIENT || quantity == DISTANCE;
    return range->high > 30 * range->positive ||
           (vanishes && draw->picture->has_field && draw->picture->field.levels.decades);
}

static void
set_range(const struct draw *draw, const struct tracks *tracks, struct chart *chart)
{
    struct chart_span range = chart_span(chart);
    if (!(range.low <= range.high))
        range = (struct chart_span){0, 1, 1};
    if (tracks->quantity == LOSS)
        limit_losses(draw, tracks, &range);
    chart->logarithmic = is_logarithmic(draw, tracks->quantity, &range);
    if (tracks->quantity == LOSS && !chart->logarithmic)
        include_best(draw->model, &range);
    chart->hi = range.high;
    chart->lo = chart->logarithmic ? range.positive : range.low;
}

static int64_t
series_until(const struct tracks *tracks, const struct track *track)
{
    int64_t last = last_step(tracks, track);
    return tracks->model->chart_costs ? (int64_t)cost_at(tracks, track, last) : last;
}

static struct chart_series
series_of(const struct tracks *tracks, const struct track *track)
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
        .until = series_until(tracks, track),
        .version = (track->ghost ? m->ghosts_version : m->version[i]) +
                   (m->chart_costs ? COSTS : 0),
    };
}

/* The events of the chosen racer up to where its curve is drawn. @return how many. */
static size_t
events_at(const struct tracks *tracks, int64_t at[RV_EVENTS_MAX])
{
    size_t known, n = 0;
    const struct model *m = tracks->model;
    const struct rv_event *events = events_of(m, m->racer, &known);
    const struct track track = {.racer = m->racer};
    for (size_t k = 0; k < known && n < RV_EVENTS_MAX; k++) {
        if (events[k].step > m->playhead)
            break;
        int64_t step = events[k].step;
        at[n++] = m->chart_costs ? (int64_t)cost_at(tracks, &track, step) : step;
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
    struct chart_series series[TRACKS_MAX];
    const struct model *m = draw->model;
    struct tracks tracks = {.model = m, .quantity = quantity};
    open_tracks(m, &tracks);
    for (size_t k = 0; k < tracks.n; k++)
        series[k] = series_of(&tracks, &tracks.track[k]);
    struct chart chart = {
        .pane = pane,
        .title = title_of(draw, quantity, title),
        .inset_title = inset_title,
        .to = axis_end(&tracks),
        .playhead = m->chart_costs ? INT64_MAX : m->playhead,
        .own_ends = m->chart_costs,
        .n_series = tracks.n,
        .series = series,
        .value = value_at,
        .ctx = &tracks,
        .n_events = quantity == LOSS ? events_at(&tracks, event) : 0,
        .event = event,
        .memory = memory,
    };
    if (m->chart_costs) {
        chart.subtitle[0] = "against evaluations";
        chart.subtitle[1] = "evaluations";
    } else if (quantity == LOSS) {
        chart.subtitle[0] = "against step";
    }
    set_looks(draw, &chart);
    set_range(draw, &tracks, &chart);
    chart_draw(&chart, draw->canvas);
}
