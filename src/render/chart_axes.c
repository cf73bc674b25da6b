/* Around the curves: ticks, grid, title, and the filled cells at
 * the right edge, which are the legend. */
#include <math.h>
#include <string.h>

#include "chart_parts.h"
#include "number.h"

static void
draw_rows(const struct plot *plot, const struct chart *chart, struct canvas *canvas)
{
    uint32_t dot = chart->glyphs == DOTS_ASCII ? '.' : 0xb7;
    for (int i = 0; i < plot->axis.ticks; i++) {
        char text[NUMBER_TEXT_MAX];
        int row = plot->area.row + plot->axis.first + i * plot->axis.gap;
        axis_text(&plot->axis, i, chart->ascii, text);
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

/* What stands beside the title: the first that fits into @room columns, or "". */
static const char *
subtitle_for(const struct chart *chart, int room)
{
    for (int i = 0; i < 2; i++)
        if (chart->subtitle[i] && text_width(chart->subtitle[i]) <= room)
            return chart->subtitle[i];
    return "";
}

/* In the corner, right to left, only what is not said elsewhere: the short one. Curves
 * would make other words of it, so its cells are its own, and one on its left. */
static void
draw_inset_title(const struct plot *plot, const struct chart *chart,
                 struct canvas *canvas)
{
    int row = plot->area.row, right = plot->area.col + plot->area.cols - 1;
    int left = right - text_width(chart->title) - 1;
    if (chart->subtitle[1])
        left -= text_width(chart->subtitle[1]) + 1;
    for (int col = left > plot->area.col ? left : plot->area.col; col < right; col++)
        canvas_put(canvas, col, row, ' ', chart->muted);
    if (chart->subtitle[1])
        right =
            canvas_text_right(canvas, right, row, chart->subtitle[1], chart->muted) - 1;
    canvas_text_right(canvas, right, row, chart->title, chart->muted);
}

void
chart_draw_title(const struct plot *plot, const struct chart *chart,
                 struct canvas *canvas)
{
    enum { SPACE = 2 };
    const struct rect *pane = &chart->pane;
    if (!chart->title)
        return;
    if (chart->inset_title) {
        draw_inset_title(plot, chart, canvas);
        return;
    }
    int width = canvas_text(canvas, pane->col, pane->row, pane->cols, chart->title,
                            chart->bright) +
                SPACE;
    const char *subtitle = subtitle_for(chart, pane->cols - width);
    canvas_text(canvas, pane->col + width, pane->row, pane->cols - width, subtitle,
                chart->muted);
}

void
chart_draw_grid(const struct plot *plot, const struct chart *chart, struct canvas *canvas)
{
    draw_rows(plot, chart, canvas);
    draw_steps(plot, chart, canvas);
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

/* The largest first, whatever of it the plot can show: what has left it upwards as well.
 * @return how many. */
static size_t
sort_by_value(const struct tip *tip, size_t n, size_t *order)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (isnan(tip[i].value))
            continue;
        size_t k = count++;
        for (; k > 0 && tip[order[k - 1]].value < tip[i].value; k--)
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

/* Between the plot and the cell: the curve goes on above, or below. */
static void
draw_beyond(const struct chart *chart, struct canvas *canvas, int col, int row,
            const struct chart_series *series, int beyond)
{
    struct style style = {chart->mono ? COLOR_NONE : series->color, COLOR_NONE,
                          ATTR_BOLD};
    bool plain = chart->ascii || chart->glyphs == DOTS_ASCII;
    uint32_t up = plain ? '^' : 0x25b2, down = plain ? 'v' : 0x25bc;
    if (beyond)
        canvas_put(canvas, col, row, beyond > 0 ? up : down, style);
}

/* With more of them than rows the one goes that is closest to its neighbours, never the
 * chosen one. @return how many are left. */
static int
leave_closest(const struct chart *chart, const struct tip *tip, size_t *order, int count,
              int rows)
{
    while (count > rows && count > 1) {
        double least = INFINITY;
        int closest = 0;
        for (int i = 0; i < count; i++) {
            int before = i > 0 ? i - 1 : 0, after = i + 1 < count ? i + 1 : i;
            double apart = tip[order[after]].row - tip[order[before]].row;
            if (!chart->series[order[i]].thick && apart < least) {
                least = apart;
                closest = i;
            }
        }
        count--;
        memmove(&order[closest], &order[closest + 1],
                (size_t)(count - closest) * sizeof *order);
    }
    return count;
}

void
chart_draw_edge(const struct plot *plot, const struct chart *chart, struct canvas *canvas,
                const struct tip *tip, size_t n)
{
    size_t order[CHART_SERIES_MAX];
    double wanted[CHART_SERIES_MAX];
    int at[CHART_SERIES_MAX];
    int count = leave_closest(chart, tip, order, (int)sort_by_value(tip, n, order),
                              plot->area.rows);
    int col = plot->area.col + plot->area.cols;
    for (int i = 0; i < count; i++)
        wanted[i] = tip[order[i]].row;
    push_apart(wanted, count, plot->area.rows, at);
    for (int i = 0; i < count; i++) {
        const struct chart_series *series = &chart->series[order[i]];
        if (at[i] < 0)
            continue;
        draw_beyond(chart, canvas, col, plot->area.row + at[i], series,
                    tip[order[i]].beyond);
        draw_cell(chart, canvas, col + 1, plot->area.row + at[i], series);
    }
}
