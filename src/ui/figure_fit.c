/* The data in a figure, and what each racer's place says about them: curves, densities or
 * lines that part two classes. */
#include "figure_source.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "data_plot.h"

enum { SAMPLES = 400, COUNTED_MAX = 16 };

/* A plot being filled. */
struct fitting {
    struct figure_data *data;
    struct figure_plot *plot;
    const struct model *m;
    const struct rv_prediction *prediction;
    struct rv_row row; /* the chosen racer's */
};

static bool
stands(const struct rv_row *row)
{
    return isfinite(row->x) && isfinite(row->y);
}

static void
set_title(const struct fitting *f)
{
    const struct rv_prediction *p = f->prediction;
    enum { SIZE = sizeof f->data->title[0] };
    char *title = f->data->title[0];
    if (p->kind == RV_PREDICTION_DENSITY)
        snprintf(title, SIZE, "%s of %s", p->y_name, p->x_name);
    else if (p->kind == RV_PREDICTION_TARGETS)
        snprintf(title, SIZE, "%s against prediction", p->y_name);
    else
        snprintf(title, SIZE, "%s against %s", p->y_name, p->x_name);
    f->plot->title = title;
    f->plot->subtitle = p->kind == RV_PREDICTION_TARGETS ? f->m->label[f->m->racer] : "";
}

static double
predict(const struct fitting *f, const struct rv_row *row, const double x[2])
{
    double out;
    rv_objective_predict(f->m->objective, (double[]){row->x, row->y},
                         (const double *[]){&x[0], &x[1]}, 1, &out);
    return out;
}

static double
across(const struct fitting *f, size_t i)
{
    const struct figure_plot *plot = f->plot;
    return plot->x0 + (plot->x1 - plot->x0) * (double)i / (SAMPLES - 1);
}

static bool
add_stroke(const struct fitting *f, struct place from, struct place to,
           struct figure_line look)
{
    struct place *place = figure_line(f->data, f->plot, look, 2);
    if (!place)
        return false;
    place[0] = from;
    place[1] = to;
    return true;
}

static struct figure_line
look_of(const struct fitting *f, size_t racer)
{
    struct look look = theme_racer(&f->data->theme, racer);
    bool chosen = f->data->figure.track[racer].chosen;
    struct figure_line line = {.rgb = look.color & 0xffffff, .width = chosen ? 2.4 : 1.6};
    if (look.dashed) {
        line.dash[0] = 6;
        line.dash[1] = 4;
    }
    return line;
}

/* The name of a reference stands above its highest point. */
static void
add_word(struct figure_plot *plot, const char *text, const struct place *place)
{
    size_t top = 0;
    for (size_t i = 1; i < SAMPLES; i++)
        top = place[i].y > place[top].y ? i : top;
    if (*text && plot->n_words < FIGURE_WORDS_MAX)
        plot->word[plot->n_words++] =
            (struct figure_word){place[top].x, place[top].y, text};
}

/* Nothing is between two things that are counted: a step there is a gap in the line. */
static void
part_steps(const struct fitting *f, struct place *place)
{
    double before = place[0].y;
    for (size_t i = 1; f->prediction->whole && i < SAMPLES; i++) {
        double y = place[i].y;
        if (y != before)
            place[i] = (struct place){NAN, NAN};
        before = y;
    }
}

static bool
add_references(const struct fitting *f)
{
    const struct rv_prediction *p = f->prediction;
    struct figure_line look = {.rgb = figure_role(f->data, ROLE_MUTED), .width = 1.2};
    for (size_t k = 0; k < p->n_references; k++) {
        struct place *place = figure_line(f->data, f->plot, look, SAMPLES);
        for (size_t i = 0; place && i < SAMPLES; i++) {
            place[i].x = across(f, i);
            rv_objective_reference(f->m->objective, k, &place[i].x, 1, &place[i].y);
        }
        if (!place)
            return false;
        add_word(f->plot, p->reference_name[k], place);
        part_steps(f, place);
    }
    const struct figure_plot *plot = f->plot;
    return p->kind != RV_PREDICTION_TARGETS ||
           add_stroke(f, (struct place){plot->x0, plot->y0},
                      (struct place){plot->x1, plot->y1}, look);
}

static bool
add_curve(const struct fitting *f, size_t racer, const struct rv_row *row)
{
    struct place *place = figure_line(f->data, f->plot, look_of(f, racer), SAMPLES);
    for (size_t i = 0; place && i < SAMPLES; i++) {
        const double x[2] = {across(f, i), across(f, i)};
        place[i] = (struct place){x[0], predict(f, row, x)};
    }
    if (place)
        part_steps(f, place);
    return place != NULL;
}

/* An affine score is known from the corners: its line passes two of their sides. */
static bool
add_level(const struct fitting *f, const struct rv_row *row, double level,
          struct figure_line look)
{
    const struct figure_plot *p = f->plot;
    const double corner[4][2] = {
        {p->x0, p->y0},
        {p->x1, p->y0},
        {p->x1, p->y1},
        {p->x0, p->y1}
    };
    struct place end[4];
    int n = 0;
    for (int i = 0; i < 4; i++) {
        const double *a = corner[i], *b = corner[(i + 1) % 4];
        double before = predict(f, row, a) - level, after = predict(f, row, b) - level;
        if (!(before <= 0) == !(after <= 0) || !isfinite(before - after))
            continue;
        double part = before / (before - after);
        end[n++] =
            (struct place){a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])};
    }
    return n < 2 || add_stroke(f, end[0], end[1], look);
}

/* The boundary, and of the chosen racer its margin. */
static bool
add_boundary(const struct fitting *f, size_t racer, const struct rv_row *row)
{
    struct figure_line look = look_of(f, racer);
    bool added = add_level(f, row, 0, look);
    if (!f->prediction->margin || racer != f->m->racer)
        return added;
    look.width = 1.2;
    look.dash[0] = look.dash[1] = 3;
    return added && add_level(f, row, -1, look) && add_level(f, row, 1, look);
}

static void
add_dot(const struct fitting *f, struct figure_dot dot)
{
    f->plot->dot[f->plot->n_dots++] = dot;
}

/* What was counted is data, and stands above what the racers say of it. */
static void
add_counted(const struct fitting *f)
{
    const struct figure_plot *plot = f->plot;
    size_t most = plot->n_dots + COUNTED_MAX;
    if (!f->prediction->whole)
        return;
    for (size_t k = 0; k < f->prediction->n_references; k++)
        for (double at = ceil(plot->x0); at <= plot->x1 && plot->n_dots < most; at++) {
            double y;
            rv_objective_reference(f->m->objective, k, &at, 1, &y);
            add_dot(f, (struct figure_dot){.x = at,
                                           .y = y,
                                           .kind = DOT_RING,
                                           .rgb = figure_role(f->data, ROLE_TEXT)});
        }
}

/* A racer's numbers on the axis, each with a stem up to its curve. */
static bool
add_estimates(const struct fitting *f, size_t racer, const struct rv_row *row)
{
    double at[RV_ESTIMATES_MAX];
    struct figure_line look = look_of(f, racer);
    look.width = 1.2;
    rv_objective_estimates(f->m->objective, (double[]){row->x, row->y}, at);
    for (size_t k = 0; k < f->prediction->n_estimates; k++) {
        double height;
        rv_objective_reference(f->m->objective, k, &at[k], 1, &height);
        if (!isfinite(height))
            continue;
        height = fmin(height, f->plot->y1);
        if (!add_stroke(f, (struct place){at[k], 0}, (struct place){at[k], height}, look))
            return false;
        if (at[k] >= f->plot->x0 && at[k] <= f->plot->x1)
            add_dot(f, (struct figure_dot){.x = at[k],
                                           .y = height,
                                           .kind = DOT_HEAD,
                                           .track = &f->data->figure.track[racer]});
    }
    return true;
}

static bool
add_racer(const struct fitting *f, size_t racer)
{
    struct rv_row row;
    model_row(f->m, racer, &row);
    if (!stands(&row) || f->prediction->kind == RV_PREDICTION_TARGETS)
        return true;
    if (f->prediction->n_estimates)
        return add_estimates(f, racer, &row);
    return f->prediction->kind == RV_PREDICTION_BOUNDARY ? add_boundary(f, racer, &row)
                                                         : add_curve(f, racer, &row);
}

/* Where data row @i stands; @fit: what the chosen racer predicts there. */
static struct place
place_of(const struct fitting *f, const struct rv_prediction_point *point, double *fit)
{
    *fit = stands(&f->row) ? predict(f, &f->row, point->x) : NAN;
    switch (f->prediction->kind) {
    case RV_PREDICTION_BOUNDARY:
        return (struct place){point->x[0], point->x[1]};
    case RV_PREDICTION_TARGETS:
        return (struct place){*fit, point->y};
    default:
        return (struct place){point->x[0], point->y};
    }
}

static size_t
stride_of(size_t n)
{
    return n > DATA_POINTS_SHOWN ? (n + DATA_POINTS_SHOWN - 1) / DATA_POINTS_SHOWN : 1;
}

/* From each row to what is predicted for it: one line with gaps. */
static bool
add_residuals(const struct fitting *f)
{
    size_t n = f->prediction->n_points, stride = stride_of(n);
    struct figure_line look = {
        .rgb = figure_role(f->data, ROLE_LINE), .width = 0.8, .dash = {1.5, 1.5}
    };
    if (!f->prediction->residuals || !stands(&f->row))
        return true;
    struct place *place =
        figure_line(f->data, f->plot, look, 3 * ((n + stride - 1) / stride));
    for (size_t i = 0; place && i < n; i += stride) {
        double fit;
        struct rv_prediction_point point =
            rv_objective_prediction_point(f->m->objective, i);
        struct place at = place_of(f, &point, &fit), *three = place + 3 * (i / stride);
        three[0] = at;
        three[1] = (struct place){at.x, fit};
        three[2] = (struct place){NAN, NAN};
    }
    return place != NULL;
}

static void
add_point(const struct fitting *f, size_t i, bool batch)
{
    const struct rv_prediction *p = f->prediction;
    struct rv_prediction_point point = rv_objective_prediction_point(f->m->objective, i);
    double fit;
    struct place at = place_of(f, &point, &fit);
    bool plane = p->kind == RV_PREDICTION_BOUNDARY;
    bool support = p->margin && (point.upper ? fit : -fit) <= 1;
    bool filled = plane ? point.upper : batch;
    enum role role = batch       ? ROLE_BATCH
                     : support   ? ROLE_BRIGHT
                     : p->margin ? ROLE_MUTED
                                 : ROLE_TEXT;
    add_dot(f, (struct figure_dot){
                   .x = at.x,
                   .y = at.y,
                   .kind = filled ? (support ? DOT_DISC_MARKED : DOT_DISC)
                                  : (support ? DOT_RING_MARKED : DOT_RING),
                   .rgb = figure_role(f->data, role),
               });
}

static bool
add_points(const struct fitting *f)
{
    struct batch_memory batch = {0};
    size_t n = f->prediction->n_points, n_batch = batch_update(&batch, f->m);
    for (size_t i = 0; i < n; i += stride_of(n))
        add_point(f, i, false);
    for (size_t k = 0; k < n_batch; k += stride_of(n_batch))
        add_point(f, batch.rows[k], true);
    batch_memory_finish(&batch);
    add_counted(f);
    return true;
}

/* The chosen racer's last. */
static bool
add_racers(const struct fitting *f)
{
    size_t n = model_document(f->m)->n_racers;
    for (size_t k = 0; k < n; k++)
        if (!add_racer(f, (f->m->racer + 1 + k) % n))
            return false;
    return true;
}

bool
figure_fit(struct figure_data *data, struct figure_plot *plot, const struct model *m)
{
    const struct rv_window *w = &m->prediction.window;
    struct fitting f = {.data = data, .plot = plot, .m = m, .prediction = &m->prediction};
    size_t dots = 2 * DATA_POINTS_SHOWN + RV_RACERS_MAX * RV_ESTIMATES_MAX + COUNTED_MAX;
    plot->x0 = w->x0;
    plot->x1 = w->x1;
    plot->y0 = w->y0;
    plot->y1 = w->y1;
    plot->whole = m->prediction.whole;
    plot->playhead = NAN;
    plot->dot = figure_room(data, dots, sizeof *plot->dot);
    model_row(m, m->racer, &f.row);
    set_title(&f);
    return plot->dot && add_references(&f) && add_residuals(&f) && add_points(&f) &&
           add_racers(&f);
}
