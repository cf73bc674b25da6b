#include "data_plot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "render/number.h"

static bool
make_room(struct batch_memory *batch, size_t rows)
{
    if (rows <= batch->room)
        return rows > 0;
    uint32_t *more = realloc(batch->rows, rows * sizeof *more);
    if (!more)
        return false;
    batch->rows = more;
    batch->room = rows;
    return true;
}

size_t
batch_update(struct batch_memory *batch, const struct model *model)
{
    size_t racer = model->racer;
    if (batch->version == model->version[racer] && batch->racer == racer &&
        batch->step == model->playhead)
        return batch->n;
    batch->n = 0;
    batch->racer = racer;
    batch->version = model->version[racer];
    batch->step = model->playhead;
    if (!model->timeline[racer] || !make_room(batch, rv_objective_rows(model->objective)))
        return 0;
    const struct rv_run *run = rv_timeline_at(model->timeline[racer], model->playhead);
    if (rv_run_step(run) == model->playhead)
        batch->n = rv_run_batch(run, model->playhead, batch->rows);
    return batch->n;
}

void
batch_memory_finish(struct batch_memory *batch)
{
    free(batch->rows);
    *batch = (struct batch_memory){0};
}

static int
within(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* The tightest axis with a tick in the first row and one in the last, so that no data lie
 * beyond its numbers: for that up to a quarter of the rows may be left. */
static struct axis
fit_axis(double lo, double hi, int rows)
{
    enum { TICKS_LEAST = 3 };
    struct axis best = axis_fit(lo, hi, false, rows, TICKS_LEAST);
    double least = INFINITY;
    for (int n = rows; 4 * n >= 3 * rows; n--) {
        struct axis axis = axis_fit(lo, hi, false, n, TICKS_LEAST);
        double per_row = (axis.hi - axis.lo) / (n - 1);
        if (axis.first != 0 || per_row >= least * (1 - 1e-9))
            continue;
        best = axis;
        least = per_row;
    }
    return best;
}

/* Without the room that the window has around the data: points stand in the middle of
 * rows. Where not all are shown the others may be the mini-batch, so it stays. */
static void
tighten_to_data(struct data_plot *plot)
{
    struct rv_window *w = &plot->window;
    size_t n = plot->prediction->n_points;
    bool plane = plot->prediction->kind == RV_PREDICTION_BOUNDARY;
    double lo = INFINITY, hi = -INFINITY;
    if (n > DATA_POINTS_SHOWN || !(plane || plot->prediction->residuals))
        return;
    for (size_t i = 0; i < n; i++) {
        struct rv_prediction_point point =
            rv_objective_prediction_point(plot->objective, i);
        double y = plane ? point.x[1] : point.y;
        lo = fmin(lo, y);
        hi = fmax(hi, y);
    }
    if (lo < hi) {
        w->y0 = lo;
        w->y1 = hi;
    }
}

/* Room for the curve with which the chosen racer begins, up to a quarter of the data's:
 * an axis that followed the racer would move while it plays. */
static void
widen_to_start(struct data_plot *plot, const struct model *model)
{
    enum { SAMPLES = 32 };
    struct rv_window *w = &plot->window;
    double x[SAMPLES], y[SAMPLES], most = (w->y1 - w->y0) / 4;
    double lo = w->y0 - most, hi = w->y1 + most;
    struct rv_row row;
    rv_timeline_row(model->timeline[model->racer], 0, &row);
    for (int i = 0; i < SAMPLES; i++)
        x[i] = w->x0 + (w->x1 - w->x0) * i / (SAMPLES - 1);
    rv_objective_predict(plot->objective, (double[]){row.x, row.y},
                         (const double *[]){x, x}, SAMPLES, y);
    for (int i = 0; i < SAMPLES; i++) {
        w->y0 = fmin(w->y0, fmax(y[i], lo));
        w->y1 = fmax(w->y1, fmin(y[i], hi));
    }
}

/* The window is widened upwards and downwards to an axis whose ticks stand in rows. */
static void
fit_rows(struct data_plot *plot)
{
    struct rv_window *w = &plot->window;
    int cols = within(plot->pane.cols, 4, DATA_COLUMNS_MAX / 2);
    int rows = within(plot->pane.rows - 2, 3, DATA_CELLS_MAX / cols);
    plot->axis = fit_axis(w->y0, w->y1, rows);
    w->y0 = plot->axis.lo;
    w->y1 = plot->axis.hi;
}

void
data_plot_begin(struct data_plot *plot, struct rect pane, const struct model *model,
                struct canvas *canvas)
{
    plot->pane = pane;
    plot->objective = model->objective;
    plot->prediction = &model->prediction;
    plot->window = model->prediction.window;
    plot->theme = &model->theme;
    plot->canvas = canvas;
    tighten_to_data(plot);
    if (plot->prediction->residuals && plot->prediction->kind == RV_PREDICTION_CURVE)
        widen_to_start(plot, model);
    fit_rows(plot);
    int left = axis_columns(&plot->axis, plot->theme->ascii) + 1;
    int cols = within(pane.cols - left - 2, 4, DATA_COLUMNS_MAX / 2);
    plot->area = (struct rect){pane.col + left, pane.row + 1, cols, plot->axis.rows};
    plot->dots = (struct dots){cols, plot->area.rows, plot->mask};
}

double
data_plot_x(const struct data_plot *plot, double x)
{
    const struct rv_window *w = &plot->window;
    return (x - w->x0) / (w->x1 - w->x0) * (2 * plot->area.cols - 1);
}

/* The ends of the axis are the middles of the first and the last row. */
double
data_plot_y(const struct data_plot *plot, double y)
{
    return 1.5 + 4 * axis_row(&plot->axis, y);
}

bool
data_plot_cell(const struct data_plot *plot, double x, double y, int *col, int *row)
{
    double px = data_plot_x(plot, x) + 0.5, py = data_plot_y(plot, y) + 0.5;
    if (!(px >= 0 && px < 2 * plot->area.cols && py >= 0 && py < 4 * plot->area.rows))
        return false;
    *col = plot->area.col + (int)px / 2;
    *row = plot->area.row + (int)py / 4;
    return true;
}

static void
draw_row_ticks(struct data_plot *plot, struct style label, struct style grid)
{
    uint32_t dot = plot->theme->glyphs == DOTS_ASCII ? '.' : 0xb7;
    for (int i = 0; i < plot->axis.ticks; i++) {
        char text[NUMBER_TEXT_MAX];
        int row = plot->area.row + plot->axis.first + i * plot->axis.gap;
        axis_text(&plot->axis, i, plot->theme->ascii, text);
        canvas_text_right(plot->canvas, plot->area.col - 1, row, text, label);
        for (int col = 0; col < plot->area.cols; col += 2)
            canvas_put(plot->canvas, plot->area.col + col, row, dot, grid);
    }
}

static void
draw_column_ticks(struct data_plot *plot, struct style label)
{
    const struct rv_window *w = &plot->window;
    const struct rect *area = &plot->area;
    double step = tick_step(w->x0, w->x1, area->cols / 12 > 3 ? area->cols / 12 : 3);
    step = plot->prediction->whole ? fmax(1, step) : step;
    int free_from = plot->pane.col, right = plot->pane.col + plot->pane.cols;
    struct ticks ticks = ticks_in(w->x0, w->x1, step);
    for (int i = 0; i < ticks.n; i++) {
        char text[NUMBER_TEXT_MAX];
        double at = tick_at(&ticks, i);
        int width = text_width(number_tick(at, step, plot->theme->ascii, text));
        int col = area->col + (int)(data_plot_x(plot, at) + 0.5) / 2 - width / 2;
        col = col + width > right ? right - width : col;
        if (col < free_from)
            continue;
        canvas_text(plot->canvas, col, area->row + area->rows, width, text, label);
        free_from = col + width + 1;
    }
}

void
data_plot_axes(struct data_plot *plot, struct style label, struct style grid)
{
    draw_row_ticks(plot, label, grid);
    draw_column_ticks(plot, label);
}

void
data_plot_layer(struct data_plot *plot)
{
    memset(plot->mask, 0, (size_t)plot->area.cols * (size_t)plot->area.rows);
}

/* The ends of the axis are the middles of their rows: what lies beyond is outside. */
static void
cut_ends(struct data_plot *plot)
{
    enum { FIRST_DOTS = 0x09, LAST_DOTS = 0xc0 };
    int cols = plot->area.cols, last = (plot->area.rows - 1) * cols;
    for (int i = 0; i < cols; i++) {
        plot->mask[i] &= (uint8_t)~FIRST_DOTS;
        plot->mask[last + i] &= (uint8_t)~LAST_DOTS;
    }
}

void
data_plot_compose(struct data_plot *plot, const struct data_pen *pen)
{
    const struct rect *area = &plot->area;
    cut_ends(plot);
    dots_compose(&plot->dots, plot->canvas, area->col, area->row, pen->style.fg,
                 pen->style.attr, plot->theme->glyphs, pen->letter);
}

size_t
data_plot_columns(const struct data_plot *plot, double x[DATA_COLUMNS_MAX])
{
    const struct rv_window *w = &plot->window;
    int n = 2 * plot->area.cols;
    for (int i = 0; i < n; i++)
        x[i] = w->x0 + (w->x1 - w->x0) * i / (n - 1);
    return (size_t)n;
}

void
data_plot_curve(struct data_plot *plot, const double *y, struct data_pen pen)
{
    data_plot_layer(plot);
    for (int i = 1; i < 2 * plot->area.cols; i++) {
        if (plot->prediction->whole && y[i] != y[i - 1])
            continue; /* nothing is between two things that are counted */
        dots_line(&plot->dots, i - 1, data_plot_y(plot, y[i - 1]), i,
                  data_plot_y(plot, y[i]), &pen.dash, pen.thick);
    }
    data_plot_compose(plot, &pen);
}

void
data_plot_stroke(struct data_plot *plot, struct rv_vec2 from, struct rv_vec2 to,
                 const struct data_pen *pen)
{
    struct dash dash = pen->dash;
    dots_line(&plot->dots, data_plot_x(plot, from.x), data_plot_y(plot, from.y),
              data_plot_x(plot, to.x), data_plot_y(plot, to.y), &dash, pen->thick);
}

void
data_plot_line(struct data_plot *plot, struct rv_vec2 from, struct rv_vec2 to,
               struct data_pen pen)
{
    data_plot_layer(plot);
    data_plot_stroke(plot, from, to, &pen);
    data_plot_compose(plot, &pen);
}

/* Where the score passes @level between the corners @a and @b, if it does. */
static bool
crossing(const double at[2][3], double level, struct rv_vec2 *out)
{
    double before = at[0][2] - level, after = at[1][2] - level;
    if (!(before <= 0) == !(after <= 0) || !isfinite(before - after))
        return false;
    double r = before / (before - after);
    *out = (struct rv_vec2){at[0][0] + r * (at[1][0] - at[0][0]),
                            at[0][1] + r * (at[1][1] - at[0][1])};
    return true;
}

/* An affine score is known from the corners: its line passes two of their sides. */
void
data_plot_boundary(struct data_plot *plot, const double theta[2], double level,
                   struct data_pen pen)
{
    const struct rv_window *w = &plot->window;
    const double x[4] = {w->x0, w->x1, w->x1, w->x0}, y[4] = {w->y0, w->y0, w->y1, w->y1};
    double score[4];
    struct rv_vec2 end[4];
    int n = 0;
    rv_objective_predict(plot->objective, theta, (const double *[]){x, y}, 4, score);
    for (int i = 0; i < 4; i++) {
        int j = (i + 1) % 4;
        const double side[2][3] = {
            {x[i], y[i], score[i]},
            {x[j], y[j], score[j]}
        };
        n += crossing(side, level, &end[n]);
    }
    if (n >= 2)
        data_plot_line(plot, end[0], end[1], pen);
}
