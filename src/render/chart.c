/*
 * Line charts. One dot column shows the value at the last step that falls into it, joined
 * to the next: averages would invent values, and every sample of an oscillating loss
 * would be a smear. So a series is asked once per dot column, whatever its length.
 */
#include "chart.h"

#include <math.h>
#include <string.h>

#include "chart_parts.h"

enum { MASK_MAX = 16384, BEYOND = 8 };

/* How many equal parts fit both the rows and the axis: heights that divide. */
static int
parts_that_fit(const struct chart *chart, int rows)
{
    static const int parts[] = {6, 4, 3, 2};
    double range = chart_transform(chart, chart->hi) - chart_transform(chart, chart->lo);
    for (int i = 0; i < 4; i++) {
        int used = (rows - 1) / parts[i] * parts[i] + 1;
        if ((rows - 1) / parts[i] >= 2 && 4 * used >= 3 * rows &&
            chart_step_is_round(range / parts[i], chart->logarithmic))
            return parts[i];
    }
    return 1;
}

struct plot
chart_layout(const struct chart *chart)
{
    const struct rect *pane = &chart->pane;
    struct plot plot = {.lo = chart_transform(chart, chart->lo),
                        .hi = chart_transform(chart, chart->hi),
                        .end = chart->playhead < chart->to ? chart->playhead : chart->to};
    int title = chart->title && !chart->inset_title;
    int rows = pane->rows - 1 - title;
    rows = rows > 2 ? rows : 2;
    plot.parts = parts_that_fit(chart, rows);
    rows = (rows - 1) / plot.parts * plot.parts + 1;
    int left = chart_label_columns(chart, &plot) + 1;
    int cols = pane->cols - left - 2;
    cols = cols > 1 ? cols : 1;
    cols = cols * rows > MASK_MAX ? MASK_MAX / rows : cols;
    plot.area = (struct rect){pane->col + left, pane->row + title, cols, rows};
    plot.dots_per_unit = 4 * (rows - 1) / (plot.hi - plot.lo);
    return plot;
}

/* log10 of a normal number to 1e-5, a tenth of what libm takes: a dot is 1e-2 or more. */
static double
log10_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> 52) - 1023;
    bits = (bits & 0x000fffffffffffff) | 0x3ff0000000000000;
    double mantissa;
    memcpy(&mantissa, &bits, sizeof mantissa);
    double t = (mantissa - 1) / (mantissa + 1), t2 = t * t; /* artanh's series */
    double log2 = t * (2.885390 + t2 * (0.9617967 + t2 * (0.5770780 + t2 * 0.4121986)));
    return 0.30102999566398120 * (exponent + log2);
}

double
chart_transform(const struct chart *chart, double value)
{
    if (!chart->logarithmic)
        return value;
    if (value >= 2.3e-308)
        return value < INFINITY ? log10_of(value) : value;
    return isnan(value) ? value : -INFINITY;
}

/* Dot row of a transformed value; beyond the axis it stays within reach. */
static double
plot_y(const struct plot *plot, double v)
{
    double y = 1.5 + (plot->hi - v) * plot->dots_per_unit;
    double last = 4 * plot->area.rows + BEYOND;
    return y < -BEYOND ? -BEYOND : y > last ? last : y;
}

double
plot_x(const struct plot *plot, const struct chart *chart, double step)
{
    double span = (double)(chart->to - chart->from);
    double last = 2 * plot->area.cols - 1;
    return span > 0 ? (step - (double)chart->from) / span * last : 0;
}

/* The last step that falls into dot column @column. */
static int64_t
column_step(const struct plot *plot, const struct chart *chart, int column)
{
    double span = (double)(chart->to - chart->from);
    double last = 2 * plot->area.cols - 1;
    double after = ((double)column + 0.5) * span / last;
    return chart->from + (int64_t)ceil(after) - 1;
}

/* The last step of series @i that is shown. */
static int64_t
series_end(const struct plot *plot, const struct chart *chart, size_t i)
{
    const struct chart_series *series = &chart->series[i];
    if (!series->faint && !chart->own_ends)
        return plot->end;
    return series->until < chart->to ? series->until : chart->to;
}

/* Down or up one column, both ends included. */
static void
run(struct chart_curve *curve, int x, int from, int to)
{
    int top = from < to ? from : to, bottom = from < to ? to : from;
    for (int side = 0; side <= curve->thick; side++) /* a pen is two dots high as well */
        dots_run(&curve->dots, x + side, top, bottom + curve->thick);
}

static void
run_dashed(struct chart_curve *curve, int x, int from, int to)
{
    struct dash *dash = &curve->dash;
    int sign = to < from ? -1 : 1;
    for (int y = from; sign * (to - y) >= 0; y += sign) {
        if (dash->phase < dash->on && curve->thick)
            dots_set_thick(&curve->dots, x, y);
        else if (dash->phase < dash->on)
            dots_set(&curve->dots, x, y);
        dash->phase = (dash->phase + 1) % (dash->on + dash->off);
    }
}

/* From the column before to @x: half of the way in each. The first dot is that which the
 * last join ended with, and counts once. */
static void
join(struct chart_curve *curve, int x, double y)
{
    struct dash *dash = &curve->dash;
    double center = BEYOND + (curve->thick ? 0 : 0.5); /* a pen's is between dots */
    int from = (int)(curve->y + center) - BEYOND, to = (int)(y + center) - BEYOND;
    int middle = (from + to) / 2;
    int next = from == to ? to : middle + (from < to ? 1 : -1);
    if (dash->off) {
        run_dashed(curve, x - 1, from, middle);
        run_dashed(curve, x, next, to);
        dash->phase = (dash->phase + dash->on + dash->off - 1) % (dash->on + dash->off);
    } else {
        run(curve, x - 1, from, middle);
        run(curve, x, next, to);
    }
}

/* Join the value at @step, in dot column @column, to the one before. */
static void
add_point(const struct plot *plot, const struct chart *chart, size_t i,
          struct chart_curve *curve, int column, int64_t step)
{
    double value = chart->value(chart->ctx, i, step);
    double y = plot_y(plot, chart_transform(chart, value));
    /* where steps are few, each stands at its own place and a line leads there */
    int own = (int)(plot_x(plot, chart, (double)step) + 0.5);
    int x = own < column ? own : column;
    bool joined = !isnan(curve->x) && !isnan(curve->y) && !isnan(y);
    if (joined && x == (int)curve->x + 1)
        join(curve, x, y);
    else
        dots_line(&curve->dots, joined ? curve->x : x, joined ? curve->y : y, x, y,
                  &curve->dash, curve->thick);
    curve->x = x;
    curve->y = y;
    curve->step = step;
}

/* The columns whose last step has been reached. */
static void
add_columns(const struct plot *plot, const struct chart *chart, size_t i,
            struct chart_curve *curve)
{
    int64_t end = series_end(plot, chart, i);
    for (; curve->column < 2 * plot->area.cols; curve->column++) {
        int64_t step = column_step(plot, chart, curve->column);
        if (step > end)
            break;
        if (step > curve->step && step >= chart->from)
            add_point(plot, chart, i, curve, curve->column, step);
    }
}

static void
begin_curve(const struct chart *chart, size_t i, struct chart_curve *curve)
{
    const struct chart_series *series = &chart->series[i];
    dots_clear(&curve->dots);
    curve->dash = (struct dash){2, series->dashed ? 2 : 0, 0};
    curve->thick = series->thick && chart->glyphs == DOTS_BRAILLE;
    curve->dashed = series->dashed;
    curve->version = series->version;
    curve->column = 0;
    curve->step = INT64_MIN;
    curve->x = curve->y = NAN;
}

void
chart_memory_finish(struct chart_memory *memory)
{
    for (int i = 0; i < CHART_CURVES_MAX; i++)
        dots_finish(&memory->curve[i].dots);
    *memory = (struct chart_memory){0};
}

static bool
same_axes(const struct chart_memory *memory, const struct plot *plot,
          const struct chart *chart)
{
    const struct rect *a = &memory->area, *b = &plot->area;
    return a->col == b->col && a->row == b->row && a->cols == b->cols &&
           a->rows == b->rows && memory->lo == plot->lo && memory->hi == plot->hi &&
           memory->from == chart->from && memory->to == chart->to &&
           memory->logarithmic == chart->logarithmic && memory->glyphs == chart->glyphs;
}

/* Other axes: all curves begin again. */
static void
remember_axes(struct chart_memory *memory, const struct plot *plot,
              const struct chart *chart)
{
    if (same_axes(memory, plot, chart))
        return;
    chart_memory_finish(memory);
    memory->area = plot->area;
    memory->lo = plot->lo;
    memory->hi = plot->hi;
    memory->from = chart->from;
    memory->to = chart->to;
    memory->logarithmic = chart->logarithmic;
    memory->glyphs = chart->glyphs;
}

/* The kept curve of series @i, brought up to the playhead; NULL where none is kept. */
static struct chart_curve *
kept_curve(const struct plot *plot, const struct chart *chart, size_t i)
{
    struct chart_memory *memory = chart->memory;
    const struct chart_series *series = &chart->series[i];
    if (!memory || i >= CHART_CURVES_MAX || series->version == 0)
        return NULL;
    struct chart_curve *curve = &memory->curve[i];
    if (!curve->dots.mask && !dots_init(&curve->dots, plot->area.cols, plot->area.rows))
        return NULL;
    bool thick = series->thick && chart->glyphs == DOTS_BRAILLE;
    if (curve->version != series->version || curve->thick != thick ||
        curve->dashed != series->dashed || curve->step > series_end(plot, chart, i))
        begin_curve(chart, i, curve);
    add_columns(plot, chart, i, curve);
    return curve;
}

/* The curve up to its last, incomplete column, on the caller's @mask. */
static void
trace_series(const struct plot *plot, const struct chart *chart, size_t i, uint8_t *mask,
             struct chart_curve *tip)
{
    const struct chart_curve *kept = kept_curve(plot, chart, i);
    if (kept)
        *tip = *kept;
    tip->dots = (struct dots){plot->area.cols, plot->area.rows, mask};
    if (kept) {
        memcpy(mask, kept->dots.mask, (size_t)(plot->area.cols * plot->area.rows));
    } else {
        begin_curve(chart, i, tip);
        add_columns(plot, chart, i, tip);
    }
    int64_t end = series_end(plot, chart, i);
    if (tip->step < end && tip->column < 2 * plot->area.cols)
        add_point(plot, chart, i, tip, tip->column, end);
}

static void
draw_series(const struct plot *plot, const struct chart *chart, size_t i,
            struct canvas *canvas)
{
    uint8_t mask[MASK_MAX];
    struct chart_curve tip;
    const struct chart_series *series = &chart->series[i];
    trace_series(plot, chart, i, mask, &tip);
    uint32_t attr = chart->glyphs == DOTS_ASCII || chart->mono ? ATTR_BOLD : 0;
    uint32_t letter =
        series->letter; /* curves in lower case, the cell at their end not */
    letter += letter >= 'A' && letter <= 'Z' ? 'a' - 'A' : 0;
    dots_compose(&tip.dots, canvas, plot->area.col, plot->area.row, series->color,
                 series->faint ? 0 : attr, chart->glyphs, letter);
}

/* Ghosts below, the selected one above. */
static void
draw_all_series(const struct plot *plot, const struct chart *chart, struct canvas *canvas)
{
    for (int layer = 0; layer < 3; layer++) {
        for (size_t i = 0; i < chart->n_series; i++) {
            const struct chart_series *series = &chart->series[i];
            if ((series->faint ? 0 : series->thick ? 2 : 1) == layer)
                draw_series(plot, chart, i, canvas);
        }
    }
}

static void
draw_playhead(const struct plot *plot, const struct chart *chart, struct canvas *canvas)
{
    if (chart->playhead >= chart->to || chart->playhead < chart->from)
        return;
    int col =
        plot->area.col + (int)(plot_x(plot, chart, (double)chart->playhead) + 0.5) / 2;
    for (int row = 0; row < plot->area.rows; row++)
        canvas_put(canvas, col, plot->area.row + row,
                   chart->glyphs == DOTS_ASCII ? '|' : 0x2502, chart->line);
}

static double
wanted_row(const struct plot *plot, const struct chart *chart, size_t series)
{
    double last = chart->value(chart->ctx, series, series_end(plot, chart, series));
    double row = (plot_y(plot, chart_transform(chart, last)) - 1.5) / 4;
    return row < 0 ? 0 : row > plot->area.rows - 1 ? plot->area.rows - 1 : row;
}

void
chart_draw(const struct chart *chart, struct canvas *canvas)
{
    struct rect clip = canvas->clip;
    canvas_clip(canvas, rect_meet(clip, chart->pane));
    struct plot plot = chart_layout(chart);
    if (chart->memory)
        remember_axes(chart->memory, &plot, chart);
    chart_draw_grid(&plot, chart, canvas);
    draw_playhead(&plot, chart, canvas);
    if (plot.end >= chart->from && plot.hi > plot.lo) {
        draw_all_series(&plot, chart, canvas);
        double row[CHART_SERIES_MAX];
        size_t n =
            chart->n_series < CHART_SERIES_MAX ? chart->n_series : CHART_SERIES_MAX;
        for (size_t i = 0; i < n; i++)
            row[i] = chart->series[i].faint ? NAN : wanted_row(&plot, chart, i);
        chart_draw_edge(&plot, chart, canvas, row, n);
    }
    canvas->clip = clip;
}
