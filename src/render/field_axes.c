/* Ticks of a field's axes, outside its pane, and the colour bar. */
#include <math.h>

#include "field_parts.h"
#include "number.h"

enum {
    TICKS_LEAST = 4,
    GLYPH_TICK = 0x2576,
    GLYPH_STROKE = 0x2500,
    GLYPH_LEFT_HALF = 0x258c
};

static int
more_of(int a, int b)
{
    return a > b ? a : b;
}

static void
draw_y_ticks(const struct field *field, struct canvas *canvas,
             const struct field_style *style)
{
    const struct view *view = &field->view;
    double step =
        tick_step(view->y0, view->y1, more_of(TICKS_LEAST, view->pane.rows / 8));
    double last = floor(view->y1 / step);
    for (double k = ceil(view->y0 / step); k <= last && fabs(k) < 1e15; k++) {
        char text[NUMBER_TEXT_MAX];
        int col, row;
        if (!view_cell(view, view->x0, k * step, &col, &row))
            continue;
        number_tick(k * step, step, style->ascii, text);
        if (style->glyphs != DOTS_ASCII) /* console fonts have no half a stroke */
            canvas_put(canvas, col - 1, row, style->ascii ? GLYPH_STROKE : GLYPH_TICK,
                       style->text);
        if (text_width(text) < col) /* a number without its first digits is another one */
            canvas_text_right(canvas, col - 1, row, text, style->text);
    }
}

/* The smallest step from @step on at which the labels do not touch. */
static double
roomy_step(const struct view *view, double step, bool ascii)
{
    double columns = view->pane.cols / (view->x1 - view->x0);
    for (int i = 0; i < 6; i++) {
        char text[NUMBER_TEXT_MAX];
        int widest = 0;
        widest = more_of(widest, text_width(number_tick(floor(view->x0 / step) * step,
                                                        step, ascii, text)));
        widest = more_of(widest, text_width(number_tick(floor(view->x1 / step) * step,
                                                        step, ascii, text)));
        if (step * columns >= widest + 2)
            break;
        step = tick_step(0, step * 2.5, 2);
    }
    return step;
}

static void
draw_x_ticks(const struct field *field, struct canvas *canvas,
             const struct field_style *style)
{
    const struct view *view = &field->view;
    const struct rect *pane = &view->pane;
    double step = tick_step(view->x0, view->x1, more_of(TICKS_LEAST, pane->cols / 24));
    step = roomy_step(view, step, style->ascii);
    double last = floor(view->x1 / step);
    int free_from = 0;
    for (double k = ceil(view->x0 / step); k <= last && fabs(k) < 1e15; k++) {
        char text[NUMBER_TEXT_MAX];
        int col, row;
        if (!view_cell(view, k * step, view->y0 / 2 + view->y1 / 2, &col, &row))
            continue;
        int width = text_width(number_tick(k * step, step, style->ascii, text));
        int from = col - width / 2;
        if (from + width > pane->col + pane->cols)
            from = pane->col + pane->cols - width;
        if (from < free_from)
            continue;
        canvas_text(canvas, from, pane->row + pane->rows, width, text, style->text);
        free_from = from + width + 1;
    }
}

/* Without colours the pane needs its edges shown. */
static void
draw_edges(const struct field *field, struct canvas *canvas,
           const struct field_style *style)
{
    const struct rect *pane = &field->view.pane;
    for (int row = pane->row; row < pane->row + pane->rows; row++) {
        canvas_put(canvas, pane->col - 1, row, '|', style->text);
        canvas_put(canvas, pane->col + pane->cols, row, '|', style->text);
    }
}

void
field_draw_axes(const struct field *field, struct canvas *canvas,
                const struct field_style *style)
{
    if (style->glyphs == DOTS_ASCII && style->map->rung == RUNG_MONO)
        draw_edges(field, canvas, style);
    draw_y_ticks(field, canvas, style);
    draw_x_ticks(field, canvas, style);
}

static void
paint_bar(struct canvas *canvas, struct rect pane, const struct field_style *style)
{
    for (int col = 0; col < pane.cols; col++) {
        struct cell *cell = canvas_at(canvas, pane.col + col, pane.row);
        if (!cell)
            continue;
        float left = ((float)col + 0.25f) / (float)pane.cols;
        float right = ((float)col + 0.75f) / (float)pane.cols;
        tone_paint(cell, left, right, style);
        if (cell->glyph == GLYPH_UPPER) /* the halves stand side by side here */
            cell->glyph = GLYPH_LEFT_HALF;
    }
}

void
field_draw_bar(const struct field *field, struct canvas *canvas, struct rect pane,
               const struct field_style *style)
{
    if (style->map->rung == RUNG_MONO)
        return;
    paint_bar(canvas, pane, style);
    int free_from = pane.col;
    for (size_t i = 0; i < field->levels.n; i++) {
        char text[NUMBER_TEXT_MAX];
        if (!field->levels.major[i])
            continue;
        double unit = scale_unit(&field->scale, field->levels.value[i]);
        int width = text_width(level_text(&field->levels, i, style->ascii, text));
        int from = pane.col + (int)(unit * pane.cols) - width / 2;
        if (from < free_from || from + width > pane.col + pane.cols)
            continue;
        canvas_text(canvas, from, pane.row + 1, width, text, style->text);
        free_from = from + width + 1;
    }
}
