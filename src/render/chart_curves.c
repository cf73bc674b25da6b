/*
 * The curves of a chart. Each is dots of its own, kept from frame to frame as far as its
 * columns are complete; then all are laid into one layer. A cell has one colour: that of
 * the curve which owns most of its dots, so that none is repainted by a neighbour that
 * merely passes.
 */
#include <math.h>
#include <string.h>

#include "chart_parts.h"

/* In lower plots two dots would hide more than they show. */
enum { THICK_ROWS = 13 };
/* Cells in which one of two equals shows, then the other. */
enum { STRIPE = 3 };

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
    double center = PLOT_BEYOND + (curve->thick ? 0 : 0.5); /* a pen's is between dots */
    int from = (int)(curve->y + center) - PLOT_BEYOND,
        to = (int)(y + center) - PLOT_BEYOND;
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

/* The same; a curve begins with its first value, not with that of the first column. */
static void
add_step(const struct plot *plot, const struct chart *chart, size_t i,
         struct chart_curve *curve, int64_t step)
{
    if (curve->step == INT64_MIN && step > chart->from)
        add_point(plot, chart, i, curve, curve->column, chart_first_step(chart, i, step));
    add_point(plot, chart, i, curve, curve->column, step);
}

/* The columns whose last step has been reached. */
static void
add_columns(const struct plot *plot, const struct chart *chart, size_t i,
            struct chart_curve *curve)
{
    int64_t end = chart_series_end(chart, i);
    for (; curve->column < 2 * plot->area.cols; curve->column++) {
        int64_t step = chart_column_step(chart, plot->area.cols, curve->column);
        if (step > end)
            break;
        if (step > curve->step && step >= chart->from)
            add_step(plot, chart, i, curve, step);
    }
}

static bool
is_thick(const struct plot *plot, const struct chart *chart, size_t i)
{
    return chart->series[i].thick && chart->glyphs == DOTS_BRAILLE &&
           plot->area.rows >= THICK_ROWS;
}

static void
begin_curve(const struct plot *plot, const struct chart *chart, size_t i,
            struct chart_curve *curve)
{
    const struct chart_series *series = &chart->series[i];
    dots_clear(&curve->dots);
    curve->dash = (struct dash){2, series->dashed ? 2 : 0, 0};
    curve->thick = is_thick(plot, chart, i);
    curve->dashed = series->dashed;
    curve->version = series->version;
    curve->column = 0;
    curve->step = INT64_MIN;
    curve->x = curve->y = NAN;
}

static void
forget_curves(struct chart_memory *memory)
{
    for (int i = 0; i < CHART_CURVES_MAX; i++) {
        dots_finish(&memory->curve[i].dots);
        memory->curve[i] = (struct chart_curve){0};
    }
}

void
chart_memory_finish(struct chart_memory *memory)
{
    forget_curves(memory);
    *memory = (struct chart_memory){0};
}

static bool
same_axes(const struct chart_memory *memory, const struct plot *plot,
          const struct chart *chart)
{
    const struct rect *a = &memory->area, *b = &plot->area;
    return a->col == b->col && a->row == b->row && a->cols == b->cols &&
           a->rows == b->rows && memory->lo == plot->axis.lo &&
           memory->hi == plot->axis.hi && memory->from == chart->from &&
           memory->to == chart->to && memory->logarithmic == chart->logarithmic &&
           memory->glyphs == chart->glyphs;
}

/* Other axes: all curves begin again. */
static void
remember_axes(struct chart_memory *memory, const struct plot *plot,
              const struct chart *chart)
{
    if (same_axes(memory, plot, chart))
        return;
    forget_curves(memory);
    memory->area = plot->area;
    memory->lo = plot->axis.lo;
    memory->hi = plot->axis.hi;
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
    if (curve->version != series->version || curve->thick != is_thick(plot, chart, i) ||
        curve->dashed != series->dashed || curve->step > chart_series_end(chart, i))
        begin_curve(plot, chart, i, curve);
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
        begin_curve(plot, chart, i, tip);
        add_columns(plot, chart, i, tip);
    }
    int64_t end = chart_series_end(chart, i);
    if (tip->step < end && tip->column < 2 * plot->area.cols)
        add_step(plot, chart, i, tip, end);
}

/* Dots of all curves, and which curve's colour they take. Half blocks have a colour for
 * the upper and one for the lower half of a cell, other glyphs use the first group. */
struct layer {
    int cols, cells, groups;
    const uint8_t *bits; /* of each group */
    uint8_t mask[PLOT_CELLS_MAX];
    uint8_t owner[2][PLOT_CELLS_MAX], most[2][PLOT_CELLS_MAX];
};

static void
begin_layer(struct layer *layer, const struct plot *plot, enum dot_glyphs glyphs)
{
    static const uint8_t whole[] = {0xff}, halves[] = {0x1b, 0xe4};
    layer->cols = plot->area.cols;
    layer->cells = plot->area.cols * plot->area.rows;
    layer->groups = glyphs == DOTS_HALF ? 2 : 1;
    layer->bits = glyphs == DOTS_HALF ? halves : whole;
    memset(layer->mask, 0, (size_t)layer->cells);
    for (int g = 0; g < layer->groups; g++)
        memset(layer->most[g], 0, (size_t)layer->cells);
}

static int
count_dots(unsigned mask)
{
    static const uint8_t bits[] = {0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4};
    return bits[mask & 15] + bits[mask >> 4 & 15];
}

/* Twice what counts for a curve in a cell: its dots, those of a pen of two by half. A
 * ghost takes what nobody else wants. */
static int
weight_of(const struct chart_series *series, bool thick, unsigned dots)
{
    return series->faint ? 0 : count_dots(dots) * (thick ? 1 : 2);
}

/* With equally many dots the chosen one has the cell; others take turns, so that of two
 * curves that run side by side none is lost. */
static bool
wins(const struct layer *layer, int cell, int g, const struct chart_series *series,
     int weight)
{
    int most = layer->most[g][cell];
    if (weight != most || series->thick || weight == 0)
        return weight >= most;
    return cell % layer->cols / STRIPE % 2 == 0;
}

static void
claim(struct layer *layer, size_t i, const struct chart_series *series,
      const struct chart_curve *curve)
{
    const uint8_t *mask = curve->dots.mask;
    int end = layer->cells;
    for (int cell = dots_next(mask, 0, end); cell < end;
         cell = dots_next(mask, cell + 1, end)) {
        layer->mask[cell] |= mask[cell];
        for (int g = 0; g < layer->groups; g++) {
            unsigned dots = mask[cell] & layer->bits[g];
            int weight = weight_of(series, curve->thick, dots);
            if (!dots || !wins(layer, cell, g, series, weight))
                continue;
            layer->most[g][cell] = (uint8_t)weight;
            layer->owner[g][cell] = (uint8_t)i;
        }
    }
}

/* The cells of series @i, in its colour. */
static void
compose_owned(const struct layer *layer, const struct plot *plot,
              const struct chart *chart, size_t i, struct canvas *canvas)
{
    uint8_t mask[PLOT_CELLS_MAX];
    const struct rect *area = &plot->area;
    const struct chart_series *series = &chart->series[i];
    memset(mask, 0, (size_t)layer->cells);
    for (int g = 0; g < layer->groups; g++) {
        const uint8_t *owner = layer->owner[g], bits = layer->bits[g], who = (uint8_t)i;
        for (int cell = 0; cell < layer->cells; cell++)
            mask[cell] |= owner[cell] == who ? layer->mask[cell] & bits : 0;
    }
    bool heavy = !series->faint && (chart->glyphs == DOTS_ASCII || chart->mono);
    uint32_t letter = series->letter; /* small; that of the cell at the end is not */
    letter += letter >= 'A' && letter <= 'Z' ? 'a' - 'A' : 0;
    const struct dots dots = {area->cols, area->rows, mask};
    dots_compose(&dots, canvas, area->col, area->row, series->color,
                 heavy ? ATTR_BOLD : 0, chart->glyphs, letter);
}

static int
rank_of(const struct chart_series *series)
{
    return series->faint ? 0 : series->thick ? 2 : 1;
}

/* Ghosts first, the chosen one last. @return how many. */
static size_t
order_series(const struct chart *chart, size_t order[CHART_SERIES_MAX])
{
    size_t n = 0;
    for (int rank = 0; rank < 3; rank++)
        for (size_t i = 0; i < chart->n_series && n < CHART_SERIES_MAX; i++)
            if (rank_of(&chart->series[i]) == rank)
                order[n++] = i;
    return n;
}

void
chart_draw_curves(const struct plot *plot, const struct chart *chart,
                  struct canvas *canvas)
{
    struct layer layer;
    uint8_t mask[PLOT_CELLS_MAX];
    struct chart_curve tip;
    size_t order[CHART_SERIES_MAX], n = order_series(chart, order);
    if (chart->memory)
        remember_axes(chart->memory, plot, chart);
    begin_layer(&layer, plot, chart->glyphs);
    for (size_t k = 0; k < n; k++) {
        trace_series(plot, chart, order[k], mask, &tip);
        claim(&layer, order[k], &chart->series[order[k]], &tip);
    }
    for (size_t k = 0; k < n; k++)
        compose_owned(&layer, plot, chart, order[k], canvas);
}
