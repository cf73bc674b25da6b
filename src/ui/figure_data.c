#include "figure_data.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "branch.h"
#include "render/number.h"

enum { COSTLY_ROWS = 500, TICKS_LEAST = 4 };
static const uint32_t pages[] = {[THEME_DARK] = 0x0b0e13, [THEME_LIGHT] = 0xffffff};

static void
values_row(void *ctx, const double *x, double y, size_t n, double *values)
{
    rv_objective_values(ctx, x, y, n, values);
}

static uint32_t
role_rgb(const struct theme *theme, enum role role)
{
    return theme_role(theme, role).fg & 0xffffff;
}

static void
set_colors(struct figure_data *data, enum theme_kind kind)
{
    const struct caps caps = {.rung = RUNG_RGB,
                              .best_rung = RUNG_RGB,
                              .glyphs = DOTS_BRAILLE,
                              .utf8 = true,
                              .shapes = true,
                              .theme = kind,
                              .own_theme = kind};
    const struct theme *theme = &data->theme;
    theme_init(&data->theme, &caps);
    data->figure.colors = (struct figure_colors){
        .page = pages[kind],
        .bright = role_rgb(theme, ROLE_BRIGHT),
        .text = role_rgb(theme, ROLE_TEXT),
        .muted = role_rgb(theme, ROLE_MUTED),
        .line = role_rgb(theme, ROLE_LINE),
        .faint = role_rgb(theme, ROLE_FAINT),
        .map = &theme->map,
    };
}

static struct figure_point
point_of(int64_t step, const struct rv_row *row)
{
    return (struct figure_point){(double)step, row->x, row->y, row->loss};
}

/* The rows kept for drawing from @from on, and those of @playhead and @upto, wherever
 * they lie between. */
static bool
fill_points(struct figure_data *data, struct rv_timeline *timeline, int64_t from,
            int64_t playhead, int64_t upto)
{
    size_t n, t = data->figure.n_tracks;
    int64_t stride, last = -1;
    struct rv_row row;
    struct figure_track *track = &data->figure.track[t];
    const struct rv_row *rows = rv_timeline_track(timeline, &n, &stride);
    struct figure_point *point = calloc(n + 2, sizeof *point);
    data->point[t] = point;
    if (!point)
        return false;
    int64_t step = rv_timeline_row(timeline, playhead, &row);
    for (size_t i = 0; i < n && (int64_t)i * stride <= upto; i++) {
        int64_t at = (int64_t)i * stride;
        if (at < from)
            continue;
        if (last < step && step < at && step >= from)
            point[track->n++] = point_of(step, &row);
        point[track->n++] = point_of(at, &rows[i]);
        last = at;
    }
    step = rv_timeline_row(timeline, upto, &row);
    if (step > last)
        point[track->n++] = point_of(step, &row);
    while (track->shown < track->n && point[track->shown].step <= (double)playhead)
        track->shown++;
    track->point = point;
    return true;
}

static bool
add_racer(struct figure_data *data, const struct model *m, size_t i, bool chosen)
{
    struct rv_row row;
    struct figure_track *track = &data->figure.track[data->figure.n_tracks];
    struct look look = theme_racer(&data->theme, i);
    model_row(m, i, &row);
    *track = (struct figure_track){
        .name = m->label[i],
        .rgb = look.color & 0xffffff,
        .ink = look.ink & 0xffffff,
        .shape = (unsigned)(i % SHAPES),
        .hollow = look.dashed,
        .chosen = chosen && i == m->racer,
        .in_chart = !m->chart_one || i == m->racer,
        .norm = hypot(row.gx, row.gy),
        .rate = row.lr,
    };
    int64_t upto = m->furthest > m->playhead ? m->furthest : m->playhead;
    if (!fill_points(data, m->timeline[i], 0, m->playhead, upto))
        return false;
    data->figure.n_tracks++;
    return true;
}

static bool
add_ghost(struct figure_data *data, const struct model *m, const struct ghost *ghost)
{
    size_t t = data->figure.n_tracks;
    struct figure_track *track = &data->figure.track[t];
    struct look look = theme_racer(&data->theme, ghost->racer);
    struct rv_row row;
    rv_timeline_row(ghost->timeline, m->playhead, &row);
    snprintf(data->name[t], sizeof data->name[t], "%s, before", m->label[ghost->racer]);
    *track = (struct figure_track){
        .name = data->name[t],
        .rgb = look.ghost & 0xffffff,
        .shape = (unsigned)(ghost->racer % SHAPES),
        .ghost = true,
        .in_chart = true,
        .norm = hypot(row.gx, row.gy),
        .rate = row.lr,
    };
    int64_t shown = m->playhead < ghost->upto ? m->playhead : ghost->upto;
    if (!fill_points(data, ghost->timeline, ghost->from, shown, ghost->upto))
        return false;
    data->figure.n_tracks++;
    return true;
}

static bool
add_tracks(struct figure_data *data, const struct model *m, bool chosen)
{
    const struct ghost *shown[GHOSTS_MAX];
    for (size_t i = 0; i < model_document(m)->n_racers; i++)
        if (!add_racer(data, m, i, chosen))
            return false;
    size_t n = branch_ghosts(m, shown);
    for (size_t k = 0; k < n && data->figure.n_tracks < FIGURE_TRACKS_MAX; k++)
        if (!add_ghost(data, m, shown[k]))
            return false;
    return true;
}

static void
add_mark(struct figure *figure, double x, double y, enum figure_mark_kind kind)
{
    if (figure->n_marks < FIGURE_MARKS_MAX)
        figure->mark[figure->n_marks++] = (struct figure_mark){x, y, kind};
}

static void
add_marks(struct figure *figure, const struct model *m)
{
    static const enum figure_mark_kind kinds[] = {
        [RV_MINIMUM] = FIGURE_MINIMUM,
        [RV_MINIMUM_LOCAL] = FIGURE_MINIMUM_LOCAL,
        [RV_SADDLE] = FIGURE_SADDLE,
        [RV_MAXIMUM] = FIGURE_MAXIMUM,
    };
    const struct rv_document *document = model_document(m);
    for (size_t i = 0; i < document->n_racers; i++) {
        struct rv_vec2 start = rv_document_start(document, i);
        add_mark(figure, start.x, start.y, FIGURE_START);
    }
    for (size_t i = 0; i < m->n_critical; i++)
        add_mark(figure, m->critical[i].at.x, m->critical[i].at.y,
                 kinds[m->critical[i].kind]);
    for (size_t i = 0; i < document->n_edits; i++) {
        const struct rv_edit *edit = &document->edits[i];
        struct rv_row row;
        rv_timeline_row(m->timeline[edit->racer], edit->step, &row);
        if (edit->step < m->playhead)
            add_mark(figure, row.x, row.y, FIGURE_CHANGE);
    }
}

/* To whole decades, or to ticks. */
static void
round_out(struct figure *figure)
{
    double *lo = &figure->chart_lo, *hi = &figure->chart_hi;
    if (figure->chart_logarithmic) {
        *lo = pow(10, floor(log10(*lo) + 1e-9));
        *hi = pow(10, ceil(log10(*hi) - 1e-9));
        return;
    }
    double step = tick_step(*lo, *hi, TICKS_LEAST);
    *lo = floor(*lo / step + 1e-9) * step;
    *hi = ceil(*hi / step - 1e-9) * step;
    if (!(*lo < *hi))
        *hi = *lo + step;
}

/* From where the race began six decades up and sixteen down, as far as there are losses
 * there; logarithmic where all are positive and span a factor of 30. */
static void
set_chart(struct figure *figure, const struct model *m)
{
    double low = INFINITY, high = -INFINITY, positive = INFINITY, start = 0;
    for (size_t t = 0; t < figure->n_tracks; t++) {
        const struct figure_track *track = &figure->track[t];
        if (track->n > 0 && isfinite(track->point[0].loss))
            start = fmax(start, fabs(track->point[0].loss));
        for (size_t i = 0; i < track->n && track->in_chart; i++) {
            double loss = track->point[i].loss;
            low = isfinite(loss) ? fmin(low, loss) : low;
            high = isfinite(loss) ? fmax(high, loss) : high;
            positive = isfinite(loss) && loss > 0 ? fmin(positive, loss) : positive;
        }
    }
    if (!(low <= high))
        low = 0, high = positive = 1;
    high = start > 0 ? fmin(high, start * 1e6) : high;
    positive = fmax(positive, start * 1e-16);
    figure->chart_logarithmic =
        !m->chart_linear && low >= 0 && isfinite(positive) && high > 30 * positive;
    figure->chart_lo = figure->chart_logarithmic ? positive : fmax(low, -1e6 * start);
    figure->chart_hi = high;
    round_out(figure);
}

static int64_t
chart_end(const struct model *m)
{
    int64_t end = m->furthest > m->playhead ? m->furthest : m->playhead;
    for (size_t g = 0; g < m->n_ghosts; g++)
        end = m->ghost[g].upto > end ? m->ghost[g].upto : end;
    return end > 0 ? end : model_document(m)->steps > 0 ? model_document(m)->steps : 1;
}

enum rv_status
figure_data_create(struct figure_data **out, const struct model *m, bool chosen)
{
    const struct rv_window *w = &m->window;
    struct figure_data *data = *out = calloc(1, sizeof *data);
    if (!data)
        return RV_E_MEMORY;
    rv_objective_formula(m->objective, data->formula, sizeof data->formula);
    set_colors(data, m->theme.kind);
    struct figure *figure = &data->figure;
    figure->title = model_title(m);
    figure->formula = data->formula;
    figure->axis[0] = rv_objective_axis(m->objective, 0);
    figure->axis[1] = rv_objective_axis(m->objective, 1);
    figure->rate_symbol = "η";
    figure->step = m->playhead;
    figure->window = (struct view){.x0 = w->x0, .x1 = w->x1, .y0 = w->y0, .y1 = w->y1};
    figure->values = values_row;
    figure->ctx = m->objective;
    figure->best = model_best(m);
    figure->costly = rv_objective_rows(m->objective) > COSTLY_ROWS;
    figure->chart_to = chart_end(m);
    if (!add_tracks(data, m, chosen)) {
        figure_data_destroy(data);
        *out = NULL;
        return RV_E_MEMORY;
    }
    add_marks(figure, m);
    set_chart(figure, m);
    return RV_OK;
}

void
figure_data_destroy(struct figure_data *data)
{
    if (!data)
        return;
    for (size_t t = 0; t < FIGURE_TRACKS_MAX; t++)
        free(data->point[t]);
    free(data);
}
