/* The charts in the field's place: as many quantities at once as there is room for. */
#include <stdio.h>

#include "ui/chart_data.h"

/* Rows: a plot needs seven for four ticks, nine are good; its title and its labels are
 * two more. */
enum { GAP = 2, COLUMNS_LEAST = 30, ROWS_LEAST = 9, ROWS_GOOD = 11 };

/* The loss stands in the panel, if there is one; without a known minimum there is no
 * distance to it. The most telling first: the last ones leave. @return how many. */
static int
choose(const struct draw *draw, enum quantity shown[QUANTITIES])
{
    static const enum quantity order[] = {LOSS, GRADIENT, STEP_LENGTH, DISTANCE,
                                          RATE, RATE_X,   RATE_Y};
    int n = 0;
    for (int i = 0; i < QUANTITIES; i++) {
        if ((order[i] == LOSS && draw->layout->panel) ||
            (order[i] == DISTANCE && !model_has_minimum(draw->model)))
            continue;
        shown[n++] = order[i];
    }
    return n;
}

/* Columns at the right end of @pane's first row in which nothing stands. */
static int
free_columns(struct canvas *canvas, struct rect pane)
{
    int n = 0;
    for (; n < pane.cols; n++) {
        uint32_t glyph = canvas_at(canvas, pane.col + pane.cols - 1 - n, pane.row)->glyph;
        if (glyph != 0 && glyph != ' ')
            break;
    }
    return n;
}

/* Beside the title in @pane: how many charts there was no room for. */
static void
draw_left_out(const struct draw *draw, struct rect pane, int n)
{
    enum { SPACE = 2 };
    static const char *const forms[] = {"%d more at a larger size", "%d more"};
    int room = free_columns(draw->canvas, pane) - SPACE;
    for (int i = 0; n > 0 && i < 2; i++) {
        char text[32];
        snprintf(text, sizeof text, forms[i], n);
        if (text_width(text) > room)
            continue;
        canvas_text_right(draw->canvas, pane.col + pane.cols, pane.row, text,
                          role(draw, ROLE_MUTED));
        return;
    }
}

static void
draw_plots(const struct draw *draw)
{
    enum quantity shown[QUANTITIES];
    const struct rect *field = &draw->picture->pane;
    if (draw->picture->view != FIELD_PLOTS)
        return;
    int n = choose(draw, shown);
    int left = field->col > 6 ? field->col - 4 : 1; /* ticks stand in the axis' columns */
    int right = field->col + field->cols, rows = field->rows + 1;
    int columns = (right - left) / 2 >= COLUMNS_LEAST ? 2 : 1;
    int lines = (n + columns - 1) / columns;
    int most = rows / (rows < 2 * ROWS_GOOD ? ROWS_LEAST : ROWS_GOOD);
    lines = lines < most ? lines : most;
    int width = (right - left) / columns, space = rows / lines > ROWS_GOOD + 1;
    int stride = (rows + space) / lines;
    for (int i = 0; i < n && i < columns * lines; i++) {
        struct rect pane = {left + i % columns * width, field->row + i / columns * stride,
                            width - GAP, stride - space};
        chart_of(draw, pane, shown[i], &draw->picture->plot[shown[i]], false);
        if (i + 1 == columns * lines)
            draw_left_out(draw, pane, n - columns * lines);
    }
}

const struct pane_view view_plots = {.id = "plots", .in_pane = true, .draw = draw_plots};
