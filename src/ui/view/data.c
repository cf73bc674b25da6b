/* The data behind the surface, and what each racer's point of it says about them. */
#include "view.h"

#include <math.h>
#include <stdio.h>

#include "ui/data_plot.h"

struct looks {
    uint32_t lower, upper, batch; /* points of the smaller and the larger class */
    uint32_t lower_support, upper_support; /* at or within the margin: of another shape,
                                              filled or not as their class is */
};

struct overlay {
    const struct draw *draw;
    struct data_plot plot;
    struct looks looks;
    struct rv_row row; /* the chosen racer's */
};

static const struct looks shapes = {0x25cb, 0x25cf, 0x25cf, 0x25c7, 0x25c6};
static const struct looks letters = {'o', 'x', '*', 'O', 'X'};

static bool
stands(const struct rv_row *row)
{
    return isfinite(row->x) && isfinite(row->y);
}

static double
predict_at(const struct overlay *v, const struct rv_row *row, const double x[2])
{
    double out;
    rv_objective_predict(v->plot.objective, (double[]){row->x, row->y},
                         (const double *[]){&x[0], &x[1]}, 1, &out);
    return out;
}

static void
put_title(const struct overlay *v, size_t batch)
{
    const struct rv_prediction *p = v->plot.prediction;
    const struct draw *draw = v->draw;
    const struct rect *pane = &v->plot.pane;
    char text[3 * RV_NAME_MAX], note[64];
    if (p->kind == RV_PREDICTION_DENSITY)
        snprintf(text, sizeof text, "%s of %s", p->y_name, p->x_name);
    else if (p->kind == RV_PREDICTION_TARGETS)
        snprintf(text, sizeof text, "%s against prediction", p->y_name);
    else
        snprintf(text, sizeof text, "%s against %s", p->y_name, p->x_name);
    int used = put(draw, pane->col, pane->row, pane->cols, text, bold(draw, ROLE_TEXT));
    if (!batch)
        return;
    const char *mark = theme_text(&draw->model->theme, "●", "*");
    snprintf(note, sizeof note, "%s %zu of %zu in this step", mark, batch, p->n_points);
    if (used + 2 + width_of(draw, note) > pane->cols)
        snprintf(note, sizeof note, "%s %zu", mark, batch);
    if (used + 2 + width_of(draw, note) <= pane->cols)
        put_right(draw, pane->col + pane->cols, pane->row, note, role(draw, ROLE_BATCH));
}

static struct data_pen
racer_pen(const struct overlay *v, size_t i)
{
    const struct model *m = v->draw->model;
    struct look look = theme_racer(&m->theme, i);
    bool bright = m->theme.glyphs == DOTS_ASCII || m->theme.rung == RUNG_MONO;
    return (struct data_pen){
        .style = {.fg = look.color,     .attr = bright ? ATTR_BOLD : 0},
        .letter = (uint32_t)(m->letter[i] | 0x20),
        .thick = i == m->racer && m->theme.glyphs == DOTS_BRAILLE,
        .dash = { 2, look.dashed ? 2 : 0,                              0},
    };
}

/* The name of a reference stands above its highest point. */
static void
put_name(const struct overlay *v, const char *name, const double *x, const double *y,
         size_t n)
{
    const struct data_plot *plot = &v->plot;
    size_t top = 0;
    int col, row, width = width_of(v->draw, name);
    for (size_t i = 1; i < n; i++)
        if (y[i] > y[top])
            top = i;
    if (!data_plot_cell(plot, x[top], y[top], &col, &row))
        return;
    int right = plot->area.col + plot->area.cols - width;
    col = col - width / 2 > right ? right : col - width / 2;
    col = col < plot->area.col ? plot->area.col : col;
    row = row > plot->area.row ? row - 1 : row;
    put(v->draw, col, row, width, name, role(v->draw, ROLE_MUTED));
}

static void
draw_references(struct overlay *v)
{
    const struct rv_prediction *p = v->plot.prediction;
    double x[DATA_COLUMNS_MAX], y[DATA_COLUMNS_MAX];
    struct data_pen pen = {.style = role(v->draw, ROLE_MUTED), .letter = '.'};
    size_t n = data_plot_columns(&v->plot, x);
    for (size_t k = 0; k < p->n_references; k++) {
        rv_objective_reference(v->plot.objective, k, x, n, y);
        data_plot_curve(&v->plot, y, pen);
        if (!p->whole)
            put_name(v, p->reference_name[k], x, y, n);
    }
    const struct rv_window *w = &v->plot.window;
    if (p->kind == RV_PREDICTION_TARGETS)
        data_plot_line(&v->plot, (struct rv_vec2){w->x0, w->x0},
                       (struct rv_vec2){w->x1, w->x1}, pen); /* as predicted */
}

/* What was counted is data, and stands above what the racers say of it. */
static void
draw_counted(const struct overlay *v)
{
    enum { COUNTED_MAX = 16 };
    const struct rv_prediction *p = v->plot.prediction;
    const struct rv_window *w = &v->plot.window;
    double x[COUNTED_MAX], y[COUNTED_MAX];
    size_t n = 0;
    for (double at = ceil(w->x0); at <= w->x1 && n < COUNTED_MAX; at++)
        x[n++] = at;
    for (size_t k = 0; k < p->n_references && n; k++) {
        int col, row;
        rv_objective_reference(v->plot.objective, k, x, n, y);
        for (size_t i = 0; i < n; i++)
            if (data_plot_cell(&v->plot, x[i], y[i], &col, &row))
                canvas_put(v->draw->canvas, col, row, v->looks.lower,
                           role(v->draw, ROLE_TEXT));
        put_name(v, p->reference_name[k], x, y, n);
    }
}

static void
draw_curve(struct overlay *v, size_t racer, const struct rv_row *row)
{
    double x[DATA_COLUMNS_MAX], y[DATA_COLUMNS_MAX];
    size_t n = data_plot_columns(&v->plot, x);
    rv_objective_predict(v->plot.objective, (double[]){row->x, row->y},
                         (const double *[]){x, x}, n, y);
    data_plot_curve(&v->plot, y, racer_pen(v, racer));
}

/* How many dots the chosen racer's margins are from its boundary. */
static double
margin_dots(const struct overlay *v)
{
    const struct rv_window *w = &v->plot.window;
    const struct rect *area = &v->plot.area;
    double corner = predict_at(v, &v->row, (double[]){w->x0, w->y0});
    double across = predict_at(v, &v->row, (double[]){w->x1, w->y0}) - corner;
    double upwards = predict_at(v, &v->row, (double[]){w->x0, w->y1}) - corner;
    return 1 / hypot(across / (2 * area->cols), upwards / (4 * area->rows));
}

/* Where the chosen racer's score is -1 and 1: dimmed and dashed, under every line, or
 * three lines of one colour would run beside each other; too near they would be one. */
static void
draw_margins(struct overlay *v)
{
    enum { LEAST_DOTS = 3 };
    const double theta[2] = {v->row.x, v->row.y};
    const struct theme *theme = &v->draw->model->theme;
    struct data_pen pen = racer_pen(v, v->draw->model->racer);
    pen.style.fg = theme_racer(theme, v->draw->model->racer).ghost;
    pen.style.attr = theme->rung == RUNG_MONO ? ATTR_DIM : 0;
    pen.letter = '.';
    pen.thick = false;
    pen.dash = (struct dash){2, 3, 0};
    if (!(margin_dots(v) >= LEAST_DOTS))
        return;
    data_plot_boundary(&v->plot, theta, -1, pen);
    data_plot_boundary(&v->plot, theta, 1, pen);
}

/* A racer's numbers on the axis, each with a stem up to its curve. */
static void
draw_estimates(struct overlay *v, size_t racer, const struct rv_row *row)
{
    double at[RV_ESTIMATES_MAX];
    struct data_pen pen = racer_pen(v, racer);
    rv_objective_estimates(v->plot.objective, (double[]){row->x, row->y}, at);
    for (size_t k = 0; k < v->plot.prediction->n_estimates; k++) {
        double height;
        int col, cell_row;
        rv_objective_reference(v->plot.objective, k, &at[k], 1, &height);
        if (!isfinite(height))
            continue;
        height = fmin(height, v->plot.window.y1);
        pen.thick = false;
        data_plot_line(&v->plot, (struct rv_vec2){at[k], 0},
                       (struct rv_vec2){at[k], height}, pen);
        if (data_plot_cell(&v->plot, at[k], height, &col, &cell_row))
            put_mark(v->draw, col, cell_row, racer);
    }
}

static void
draw_racer(struct overlay *v, size_t racer)
{
    struct rv_row row;
    const struct rv_prediction *p = v->plot.prediction;
    model_row(v->draw->model, racer, &row);
    if (!stands(&row))
        return;
    if (p->n_estimates)
        draw_estimates(v, racer, &row);
    else if (p->kind == RV_PREDICTION_BOUNDARY)
        data_plot_boundary(&v->plot, (double[]){row.x, row.y}, 0, racer_pen(v, racer));
    else if (p->kind != RV_PREDICTION_TARGETS)
        draw_curve(v, racer, &row);
}

/* Where data row @i stands in the plot; @fit: what the chosen racer predicts there. */
static struct rv_vec2
place_of(const struct overlay *v, const struct rv_prediction_point *point, double *fit)
{
    switch (v->plot.prediction->kind) {
    case RV_PREDICTION_BOUNDARY:
        *fit = predict_at(v, &v->row, point->x);
        return (struct rv_vec2){point->x[0], point->x[1]};
    case RV_PREDICTION_TARGETS:
        *fit = predict_at(v, &v->row, point->x);
        return (struct rv_vec2){*fit, point->y};
    default:
        *fit = predict_at(v, &v->row, point->x);
        return (struct rv_vec2){point->x[0], point->y};
    }
}

static size_t
stride_of(size_t n)
{
    return (n + DATA_POINTS_SHOWN - 1) / DATA_POINTS_SHOWN;
}

static void
draw_residuals(struct overlay *v)
{
    size_t n = v->plot.prediction->n_points, stride = stride_of(n);
    struct data_pen pen = {
        .style = role(v->draw, ROLE_LINE), .letter = ':', .dash = {1, 1, 0}
    };
    data_plot_layer(&v->plot);
    for (size_t i = 0; i < n; i += stride) {
        double fit;
        struct rv_prediction_point point =
            rv_objective_prediction_point(v->plot.objective, i);
        struct rv_vec2 at = place_of(v, &point, &fit);
        data_plot_stroke(&v->plot, at, (struct rv_vec2){at.x, fit}, &pen);
    }
    data_plot_compose(&v->plot, &pen);
}

/* Does the row carry the margin of the chosen racer, which scores it @fit? */
static bool
supports(const struct overlay *v, const struct rv_prediction_point *point, double fit)
{
    return v->plot.prediction->margin && (point->upper ? fit : -fit) <= 1;
}

/* Row @i if it is, or is not, a support vector. */
static void
draw_point(const struct overlay *v, size_t i, bool batch, bool supporting)
{
    const struct rv_prediction *p = v->plot.prediction;
    struct rv_prediction_point point =
        rv_objective_prediction_point(v->plot.objective, i);
    double fit;
    int col, row;
    struct rv_vec2 at = place_of(v, &point, &fit);
    bool support = supports(v, &point, fit);
    if (support != supporting || !data_plot_cell(&v->plot, at.x, at.y, &col, &row))
        return;
    bool plane = p->kind == RV_PREDICTION_BOUNDARY;
    bool filled = plane ? point.upper : batch;
    uint32_t glyph = !filled   ? (support ? v->looks.lower_support : v->looks.lower)
                     : support ? v->looks.upper_support
                     : plane   ? v->looks.upper
                               : v->looks.batch;
    struct style style = batch     ? bold(v->draw, ROLE_BATCH)
                         : support ? bold(v->draw, ROLE_BRIGHT)
                                   : role(v->draw, p->margin ? ROLE_MUTED : ROLE_TEXT);
    if (batch && v->draw->model->theme.rung == RUNG_MONO)
        style.attr |= ATTR_REVERSE;
    canvas_put(v->draw->canvas, col, row, glyph, style);
}

/* Support vectors lie above the rest, the mini-batch above both. */
static void
draw_points(struct overlay *v, const struct batch_memory *batch, size_t n_batch)
{
    size_t n = v->plot.prediction->n_points;
    for (size_t k = 0; k < 4; k++) {
        bool in_batch = k >= 2, supporting = k % 2;
        size_t end = in_batch ? n_batch : n;
        for (size_t i = 0; i < end; i += stride_of(end))
            draw_point(v, in_batch ? batch->rows[i] : i, in_batch, supporting);
    }
}

static void
draw_racers(struct overlay *v)
{
    const struct model *m = v->draw->model;
    size_t n = model_document(m)->n_racers;
    for (size_t k = 0; k < n; k++) /* the chosen one last */
        draw_racer(v, (m->racer + 1 + k) % n);
}

static void
draw_overlay(const struct draw *draw, const struct rect *pane)
{
    const struct model *m = draw->model;
    struct overlay v = {.draw = draw};
    struct rect clip = draw->canvas->clip;
    canvas_clip(draw->canvas, rect_meet(clip, *pane));
    bool plain = m->theme.ascii || !m->theme.shapes || m->theme.glyphs == DOTS_ASCII;
    v.looks = plain ? letters : shapes;
    data_plot_begin(&v.plot, *pane, m, draw->canvas);
    data_plot_axes(&v.plot, role(draw, ROLE_MUTED), role(draw, ROLE_FAINT));
    size_t batch = batch_update(&draw->picture->batch, m);
    model_row(m, m->racer, &v.row);
    put_title(&v, batch);
    draw_references(&v);
    if (v.plot.prediction->residuals && stands(&v.row))
        draw_residuals(&v);
    if (v.plot.prediction->margin && v.plot.prediction->kind == RV_PREDICTION_BOUNDARY &&
        stands(&v.row))
        draw_margins(&v);
    draw_racers(&v);
    if (v.plot.prediction->whole)
        draw_counted(&v);
    draw_points(&v, &draw->picture->batch, batch);
    draw->canvas->clip = clip;
}

/* In the field's pane, or in the panel where that stands beside the map. */
static void
draw_data(const struct draw *draw)
{
    const struct rect *field = &draw->picture->pane;
    struct rect pane = *field;
    pane.col = field->col > 6 ? field->col - 4 : 1; /* ticks stand in the axis' columns */
    pane.cols = field->col + field->cols - 1 - pane.col;
    pane.rows++;
    if (draw->picture->view == FIELD_DATA)
        draw_overlay(draw, &pane);
    else if (draw->layout->panel && draw->layout->data.cols)
        draw_overlay(draw, &draw->layout->data);
}

const struct pane_view view_data = {.id = "data", .in_pane = true, .draw = draw_data};
