#include "figure_data.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "branch.h"
#include "figure_source.h"

static const uint32_t pages[] = {[THEME_DARK] = 0x0b0e13, [THEME_LIGHT] = 0xffffff};

void *
figure_room(struct figure_data *data, size_t n, size_t size)
{
    if (data->n_owned == FIGURE_OWNED_MAX)
        return NULL;
    void *room = calloc(n ? n : 1, size);
    if (room)
        data->owned[data->n_owned++] = room;
    return room;
}

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

uint32_t
figure_role(const struct figure_data *data, enum role role)
{
    return role_rgb(&data->theme, role);
}

static void
set_colors(struct figure_data *data, enum theme_kind kind, enum field_hues hues)
{
    const struct caps caps = {.rung = RUNG_RGB,
                              .best_rung = RUNG_RGB,
                              .glyphs = DOTS_BRAILLE,
                              .utf8 = true,
                              .shapes = true,
                              .theme = kind,
                              .own_theme = kind,
                              .hues = hues};
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

static void
add_point(struct figure_data *data, struct figure_track *track, int64_t step,
          const struct rv_row *row)
{
    size_t t = data->figure.n_tracks;
    data->row[t][track->n] = *row;
    data->point[t][track->n++] = point_of(step, row);
}

/* What had been paid by each point, in evaluations of any kind. */
static bool
fill_costs(struct figure_data *data, struct rv_timeline *timeline)
{
    size_t t = data->figure.n_tracks, n = data->figure.track[t].n;
    data->cost[t] = figure_room(data, n, sizeof **data->cost);
    for (size_t i = 0; data->cost[t] && i < n; i++) {
        int64_t step = (int64_t)data->point[t][i].step;
        struct rv_spent spent = rv_run_spent(rv_timeline_at(timeline, step));
        data->cost[t][i] = spent.values + spent.gradients + spent.hessians;
    }
    return data->cost[t] != NULL;
}

/* What a step did needs the row before it, which a long run has not kept. */
static bool
fill_before(struct figure_data *data, struct rv_timeline *timeline)
{
    size_t t = data->figure.n_tracks, n = data->figure.track[t].n;
    data->before[t] = figure_room(data, n, sizeof **data->before);
    for (size_t i = 0; data->before[t] && i < n; i++)
        rv_timeline_row(timeline, (int64_t)data->point[t][i].step - 1,
                        &data->before[t][i]);
    return data->before[t] != NULL;
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
    data->point[t] = figure_room(data, n + 2, sizeof **data->point);
    data->row[t] = figure_room(data, n + 2, sizeof **data->row);
    if (!data->point[t] || !data->row[t])
        return false;
    int64_t step = rv_timeline_row(timeline, playhead, &row);
    for (size_t i = 0; i < n && (int64_t)i * stride <= upto; i++) {
        int64_t at = (int64_t)i * stride;
        if (at < from)
            continue;
        if (last < step && step < at && step >= from)
            add_point(data, track, step, &row);
        add_point(data, track, at, &rows[i]);
        last = at;
    }
    step = rv_timeline_row(timeline, upto, &row);
    if (step > last)
        add_point(data, track, step, &row);
    while (track->shown < track->n &&
           data->point[t][track->shown].step <= (double)playhead)
        track->shown++;
    track->point = data->point[t];
    if (data->steps && stride > 1 && !fill_before(data, timeline))
        return false;
    return !data->costs || fill_costs(data, timeline);
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
add_mark(struct figure *figure, double x, double y, enum figure_mark_kind kind,
         double value)
{
    if (figure->n_marks < FIGURE_MARKS_MAX)
        figure->mark[figure->n_marks++] = (struct figure_mark){x, y, kind, value};
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
        add_mark(figure, start.x, start.y, FIGURE_START, 0);
    }
    for (size_t i = 0; i < m->n_critical; i++)
        add_mark(figure, m->critical[i].at.x, m->critical[i].at.y,
                 kinds[m->critical[i].kind], m->critical[i].value);
    for (size_t i = 0; i < document->n_edits; i++) {
        const struct rv_edit *edit = &document->edits[i];
        struct rv_row row;
        rv_timeline_row(m->timeline[edit->racer], edit->step, &row);
        if (edit->step < m->playhead)
            add_mark(figure, row.x, row.y, FIGURE_CHANGE, 0);
    }
}

/* What stands in the large place, and what beside it. @return false: no memory. */
static bool
add_plots(struct figure_data *data, const struct model *m, enum field_view view,
          bool with_data)
{
    static const enum quantity shown[] = {GRADIENT, STEP_LENGTH, DISTANCE,
                                          RATE,     RATE_X,      RATE_Y};
    struct figure *figure = &data->figure;
    bool added = true;
    if (with_data && (view == FIELD_MAP || view == FIELD_SOLID)) {
        figure->wide_chart = true;
        figure->has_chart = figure_fit(data, &figure->chart, m);
        return figure->has_chart;
    }
    figure->has_chart = added = figure_chart(data, &figure->chart, m, LOSS);
    if (view == FIELD_DATA)
        added = added && figure_fit(data, &figure->plot[figure->n_plots++], m);
    if (view == FIELD_SECTION)
        added = added && figure_section(data, &figure->plot[figure->n_plots++], m);
    for (size_t i = 0; view == FIELD_PLOTS && i < FIGURE_PLOTS_MAX; i++)
        if (shown[i] != DISTANCE || model_has_minimum(m))
            added = added &&
                    figure_chart(data, &figure->plot[figure->n_plots++], m, shown[i]);
    return added;
}

enum rv_status
figure_data_create(struct figure_data **out, const struct model *m, enum field_view view,
                   bool with_data, bool chosen)
{
    const struct rv_window *w = &m->window;
    struct figure_data *data = *out = calloc(1, sizeof *data);
    if (!data)
        return RV_E_MEMORY;
    rv_objective_formula(m->objective, data->formula, sizeof data->formula);
    set_colors(data, m->theme.kind, m->caps.hues);
    data->costs = m->chart_costs;
    data->steps = view == FIELD_PLOTS;
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
    figure->rows = (double)rv_objective_rows(m->objective);
    figure->camera = m->camera;
    figure->kind = view == FIELD_MAP     ? FIGURE_MAP
                   : view == FIELD_SOLID ? FIGURE_BLOCK
                                         : FIGURE_PLOTS;
    if (!add_tracks(data, m, chosen) || !add_plots(data, m, view, with_data)) {
        figure_data_destroy(data);
        *out = NULL;
        return RV_E_MEMORY;
    }
    add_marks(figure, m);
    return RV_OK;
}

void
figure_data_destroy(struct figure_data *data)
{
    if (!data)
        return;
    for (size_t i = 0; i < data->n_owned; i++)
        free(data->owned[i]);
    free(data);
}
