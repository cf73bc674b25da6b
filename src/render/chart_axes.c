/* Around the curves: the range of the axis, ticks, grid, title, and the filled cells at
 * the right edge, which are the legend. */
#include <math.h>

#include "chart_parts.h"
#include "number.h"

bool
chart_step_is_round(double step, bool logarithmic)
{
    if (!(step > 0) || !isfinite(step))
        return false;
    if (logarithmic)
        return fabs(step - round(step)) < 1e-6 * step;
    double mantissa = step / pow(10, floor(log10(step) + 1e-9));
    return fabs(mantissa - 1) < 1e-6 || fabs(mantissa - 2) < 1e-6 ||
           fabs(mantissa - 5) < 1e-6;
}

/* The next number of decades that can be parted evenly. */
static int
parted(int decades)
{
    static const int even[] = {1, 2, 3, 4, 6, 8, 9, 12};
    for (int i = 0; i < 8; i++)
        if (even[i] >= decades)
            return even[i];
    return (decades + 5) / 6 * 6;
}

static void
range_of_decades(double *lo, double *hi)
{
    if (!(*hi > 0) || !isfinite(*hi))
        *hi = isinf(*hi) ? 1e300 : 1;
    if (!(*lo > 0) || !(*lo <= *hi))
        *lo = *hi * 1e-6;
    int from = (int)floor(log10(*lo) + 1e-9), to = (int)ceil(log10(*hi) - 1e-9);
    int decades = parted(to > from ? to - from : 1);
    to = to > 306 ? 306 : to < -294 ? -294 : to; /* whole decades within a double */
    from = to - decades < -306 ? -306 : to - decades;
    *lo = from < 0 ? 1 / pow(10, -from) : pow(10, from);
    *hi = to < 0 ? 1 / pow(10, -to) : pow(10, to);
}

/* Three parts fit every height, six most of them, and where they do not three of them do,
 * unless those were 4 apart. */
static double
parts_of_ticks(double needed, double step)
{
    if (needed <= 3)
        return 3;
    return needed <= 6 && chart_step_is_round(2 * step, false) ? 6 : INFINITY;
}

static void
range_of_ticks(double *lo, double *hi)
{
    if (!(fabs(*lo) < 1e300) || !(fabs(*hi) < 1e300) || *lo > *hi) {
        *lo = 0;
        *hi = 1;
    }
    if (*hi - *lo <= 1e-12 * fmax(fabs(*lo), fabs(*hi))) {
        double half = *lo != 0 ? fabs(*lo) * 0.1 : 0.5;
        *lo -= half;
        *hi += half;
    }
    double best = INFINITY, from = *lo, to = *hi;
    double step = tick_step(0, 2.5 * (*hi - *lo), 2);
    for (int i = 0; i < 5; i++) {
        double a = floor(*lo / step + 1e-9), b = ceil(*hi / step - 1e-9);
        double parts = parts_of_ticks(b - a, step);
        if (parts * step < best) {
            best = parts * step;
            from = (*hi > 0 ? a : b - parts) * step;
            to = (*hi > 0 ? a + parts : b) * step;
        }
        step = tick_step(0, step, 3); /* the next finer one */
    }
    *lo = from;
    *hi = to;
}

void
chart_range(double *lo, double *hi, bool logarithmic)
{
    if (logarithmic)
        range_of_decades(lo, hi);
    else
        range_of_ticks(lo, hi);
}

static char *
tick_text(const struct chart *chart, const struct plot *plot, int part, char *text)
{
    double step = (plot->hi - plot->lo) / plot->parts;
    double at = plot->hi - part * step;
    if (chart->logarithmic)
        return number_decade(pow(10, at), chart->ascii, text);
    return number_tick(at, step, chart->ascii, text);
}

int
chart_label_columns(const struct chart *chart, const struct plot *plot)
{
    int widest = 4;
    for (int part = 0; part <= plot->parts; part++) {
        char text[NUMBER_TEXT_MAX];
        int width = text_width(tick_text(chart, plot, part, text));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void
draw_rows(const struct plot *plot, const struct chart *chart, struct canvas *canvas)
{
    uint32_t dot = chart->glyphs == DOTS_ASCII ? '.' : 0xb7;
    for (int part = 0; part <= plot->parts; part++) {
        char text[NUMBER_TEXT_MAX];
        int row = plot->area.row + part * (plot->area.rows - 1) / plot->parts;
        tick_text(chart, plot, part, text);
        canvas_text_right(canvas, plot->area.col - 1, row, text, chart->muted);
        for (int col = 0; col < plot->area.cols; col += 2)
            canvas_put(canvas, plot->area.col + col, row, dot, chart->faint);
    }
}

static void
draw_steps(const struct plot *plot, const struct chart *chart, struct canvas *canvas)
{
    const struct rect *area = &plot->area;
    double from = (double)chart->from, to = (double)chart->to;
    int least = area->cols / 12 > 3 ? area->cols / 12 : 3;
    double step = fmax(1, tick_step(from, to, least));
    int free_from = chart->pane.col;
    for (double at = ceil(from / step) * step; at <= to; at += step) {
        char text[NUMBER_TEXT_MAX];
        int width = text_width(number_tick(at, step, chart->ascii, text));
        int col = area->col + (int)(plot_x(plot, chart, at) + 0.5) / 2 - width / 2;
        int right = chart->pane.col + chart->pane.cols;
        col = col + width > right ? right - width : col;
        if (col < free_from)
            continue;
        canvas_text(canvas, col, area->row + area->rows, width, text, chart->muted);
        free_from = col + width + 1;
    }
}

static void
draw_title(const struct plot *plot, const struct chart *chart, struct canvas *canvas)
{
    const struct rect *pane = &chart->pane;
    if (!chart->title)
        return;
    if (chart->inset_title) {
        canvas_text_right(canvas, plot->area.col + plot->area.cols - 1, plot->area.row,
                          chart->title, chart->muted);
        return;
    }
    int width = canvas_text(canvas, pane->col, pane->row, pane->cols, chart->title,
                            chart->bright);
    if (chart->subtitle)
        canvas_text(canvas, pane->col + width + 2, pane->row, pane->cols, chart->subtitle,
                    chart->muted);
}

void
chart_draw_grid(const struct plot *plot, const struct chart *chart, struct canvas *canvas)
{
    draw_rows(plot, chart, canvas);
    draw_steps(plot, chart, canvas);
    draw_title(plot, chart, canvas);
}

/* Blocks of rows that touch are moved as one to the mean of what their members want. */
struct block {
    double offset; /* sum over members of wanted row minus place in the block */
    int size;
};

static double
block_row(const struct block *block)
{
    return block->offset / block->size;
}

/* Push sorted rows apart, as little as can be, into 0..rows-1. */
static void
push_apart(const double *wanted, int n, int rows, int *out)
{
    struct block block[CHART_SERIES_MAX];
    int blocks = 0;
    for (int i = 0; i < n; i++) {
        block[blocks++] = (struct block){wanted[i], 1};
        while (blocks > 1) {
            struct block *upper = &block[blocks - 2], *lower = &block[blocks - 1];
            if (block_row(upper) + upper->size <= block_row(lower))
                break;
            upper->offset += lower->offset - (double)lower->size * upper->size;
            upper->size += lower->size;
            blocks--;
        }
    }
    int i = 0, free_from = 0;
    for (int b = 0; b < blocks; b++) {
        int row = (int)floor(block_row(&block[b]) + 0.5);
        row = row > free_from ? row : free_from;
        for (int k = 0; k < block[b].size; k++)
            out[i++] = row++;
        free_from = row;
    }
    for (int last = rows - 1; --i >= 0; last--) /* back up from the lower edge */
        out[i] = out[i] > last ? last : out[i];
}

static size_t
sort_by_row(const double *row, size_t n, size_t *order)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (isnan(row[i]))
            continue;
        size_t k = count++;
        for (; k > 0 && row[order[k - 1]] > row[i]; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
    return count;
}

static void
draw_cell(const struct chart *chart, struct canvas *canvas, int col, int row,
          const struct chart_series *series)
{
    struct style style = {series->shape_fg, series->color, ATTR_BOLD};
    if (chart->mono)
        style = (struct style){COLOR_NONE, COLOR_NONE, ATTR_BOLD | ATTR_REVERSE};
    else if (chart->glyphs == DOTS_HALF && COLOR_IS_INDEX(series->color) &&
             (series->color & 0xff) < 16) /* no bright grounds on the console */
        style = (struct style){series->color, COLOR_NONE, ATTR_BOLD};
    uint32_t letter = series->letter;
    letter -= letter >= 'a' && letter <= 'z' ? 'a' - 'A' : 0;
    bool letters = chart->glyphs == DOTS_ASCII;
    canvas_put(canvas, col, row, letters ? letter : series->shape, style);
}

void
chart_draw_edge(const struct plot *plot, const struct chart *chart, struct canvas *canvas,
                const double *row, size_t n)
{
    size_t order[CHART_SERIES_MAX];
    double wanted[CHART_SERIES_MAX];
    int at[CHART_SERIES_MAX];
    int count = (int)sort_by_row(row, n, order);
    for (int i = 0; i < count; i++)
        wanted[i] = row[order[i]];
    push_apart(wanted, count, plot->area.rows, at);
    for (int i = 0; i < count; i++)
        if (at[i] >= 0)
            draw_cell(chart, canvas, plot->area.col + plot->area.cols + 1,
                      plot->area.row + at[i], &chart->series[order[i]]);
}
