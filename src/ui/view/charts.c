/*
 * Loss against step, and where there is room distance to the minimum and gradient norm.
 * Axes grow in steps, so that the picture stands still between them.
 */
#include "view.h"

#include <math.h>

#include "render/chart.h"

static const struct {
    const char *utf8, *ascii;
} titles[QUANTITIES] = {
    [LOSS] = {"loss",            "loss"               },
    [DISTANCE] = {"distance to ★", "distance to minimum"},
    [GRADIENT] = {"gradient norm",   "gradient norm"      },
};

/* What one chart asks its callback with. */
struct tracks {
    const struct model *model;
    enum quantity quantity;
    const struct rv_row *rows[RV_RACERS_MAX];
    size_t n[RV_RACERS_MAX];
    int64_t stride[RV_RACERS_MAX];
    size_t racer[RV_RACERS_MAX]; /* of each series: the chosen one last */
};

static double
value_at(void *ctx, size_t series, int64_t step)
{
    const struct tracks *tracks = ctx;
    size_t i = tracks->racer[series];
    if (step < 0)
        return NAN;
    size_t k = (size_t)(step / tracks->stride[i]);
    if (k >= tracks->n[i])
        return NAN;
    return quantity_of(tracks->quantity, tracks->model, &tracks->rows[i][k]);
}

static size_t
open_tracks(const struct model *m, struct tracks *tracks)
{
    size_t n = model_document(m)->n_racers;
    for (size_t k = 0; k < n; k++) {
        size_t i = (m->racer + 1 + k) % n;
        tracks->racer[k] = i;
        tracks->rows[i] =
            rv_timeline_track(m->timeline[i], &tracks->n[i], &tracks->stride[i]);
    }
    return n;
}

/* 20, 30, 40, 60, 80, 100, 150 ...: the axis grows in steps when the race outgrows it. */
static int64_t
axis_end(const struct model *m)
{
    static const int64_t parts[] = {10, 15, 20, 30, 40, 60, 80};
    int64_t need = m->furthest > m->playhead ? m->furthest : m->playhead;
    for (int64_t decade = 1;; decade *= 10)
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
            if (parts[p] * decade >= need && parts[p] * decade >= 20)
                return parts[p] * decade;
}

/* Of all racers; spans grow with the trails. */
static struct span
span_of(const struct draw *draw, const struct tracks *tracks, size_t n)
{
    struct span all = {INFINITY, -INFINITY, INFINITY};
    for (size_t k = 0; k < n; k++) {
        const struct trail *trail = &draw->picture->trail[tracks->racer[k]];
        const struct span *span = &trail->span[tracks->quantity];
        if (!trail->version)
            continue;
        all.low = fmin(all.low, span->low);
        all.high = fmax(all.high, span->high);
        all.positive = fmin(all.positive, span->positive);
    }
    return all;
}

/*
 * What the axis must show of the losses: from where the race began 16 decades down and 6
 * up, or, on a linear axis, the field's own range and as much below. A racer that leaves
 * the axis leaves the picture; its number in the list goes on.
 */
static void
limit_losses(const struct draw *draw, const struct tracks *tracks, size_t n,
             struct span *range)
{
    double start = 0;
    for (size_t k = 0; k < n; k++) {
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

/* Logarithmic where all is positive and spans a factor of 30. */
static void
set_range(struct chart *chart, struct span range)
{
    if (!(range.low <= range.high))
        range = (struct span){0, 1, 1};
    chart->logarithmic =
        range.low >= 0 && isfinite(range.positive) && range.high > 30 * range.positive;
    chart->hi = range.high;
    chart->lo = chart->logarithmic ? range.positive : range.low;
    chart_range(&chart->lo, &chart->hi, chart->logarithmic);
}

static void
add_series(const struct draw *draw, const struct tracks *tracks, size_t n,
           struct chart_series *series)
{
    const struct model *m = draw->model;
    for (size_t k = 0; k < n; k++) {
        size_t i = tracks->racer[k];
        struct look look = theme_racer(&m->theme, i);
        bool letters = !m->theme.shapes || m->theme.rung >= RUNG_16;
        series[k] = (struct chart_series){
            .version = m->version[i],
            .color = look.color,
            .shape = letters ? (uint32_t)m->letter[i] : look.shape,
            .letter = (uint32_t)(m->letter[i] | 0x20),
            .shape_fg = look.ink,
            .dashed = look.dashed,
            .thick = i == m->racer && m->theme.glyphs == DOTS_BRAILLE,
        };
    }
}

static void
draw_chart(const struct draw *draw, struct rect pane, enum quantity quantity)
{
    struct chart_series series[RV_RACERS_MAX];
    const struct model *m = draw->model;
    struct tracks tracks = {.model = m, .quantity = quantity};
    size_t n = open_tracks(m, &tracks);
    add_series(draw, &tracks, n, series);
    struct chart chart = {
        .pane = pane,
        .title = theme_text(&m->theme, titles[quantity].utf8, titles[quantity].ascii),
        .subtitle = quantity == LOSS ? "against step" : "",
        .inset_title = draw->layout->rows < 30,
        .to = axis_end(m),
        .playhead = m->playhead,
        .n_series = n,
        .series = series,
        .value = value_at,
        .ctx = &tracks,
        .memory = &draw->picture->chart[quantity],
        .glyphs = m->theme.glyphs,
        .ascii = m->theme.ascii,
        .mono = m->theme.rung == RUNG_MONO,
        .bright = bold(draw, ROLE_TEXT),
        .muted = role(draw, ROLE_MUTED),
        .line = role(draw, ROLE_LINE),
        .faint = role(draw, ROLE_FAINT),
    };
    struct span range = span_of(draw, &tracks, n);
    if (quantity == LOSS)
        limit_losses(draw, &tracks, n, &range);
    set_range(&chart, range);
    chart_draw(&chart, draw->canvas);
}

static void
draw_charts(const struct draw *draw)
{
    const struct layout *l = draw->layout;
    draw_chart(draw, l->chart, LOSS);
    if (l->more[0].cols)
        draw_chart(draw, l->more[0], draw->model->n_critical ? DISTANCE : GRADIENT);
    if (l->more[1].cols && draw->model->n_critical)
        draw_chart(draw, l->more[1], GRADIENT);
}

const struct pane_view view_charts = {.id = "charts", .draw = draw_charts};
