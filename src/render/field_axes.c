/* Ticks of a field's axes, outside its pane. */
#include <math.h>

#include "field_parts.h"
#include "tick_form.h"

enum {
    TICKS_LEAST = 4,
    TICK_COLUMNS = 24,   /* across, from one to the next */
    TICK_ROWS = 8,       /* up */
    NUMBER_COLUMNS = 6,  /* of one of them across */
    NARROW_COLUMNS = 32, /* fewer: whole numbers say more there than many parts */
    NARROW_NUMBER = 9,
    NARROW_TICKS = 2,
    GLYPH_TICK = 0x2576,
    GLYPH_STROKE = 0x2500,
};

static int
more_of(int a, int b)
{
    return a > b ? a : b;
}

/* The cell at the part @along of an axis of @cells, both its ends on it; -1: beyond. */
static int
cell_of(double along, int cells)
{
    if (fabs(along - 0.5) > 0.5 + 1e-9)
        return -1;
    int at = (int)floor(along * cells);
    return at < 0 ? 0 : at < cells ? at : cells - 1;
}

/* @return the columns taken in the row below by what the numbers have in common. */
static int
draw_y_ticks(const struct view *view, struct canvas *canvas,
             const struct field_style *style)
{
    const struct rect *pane = &view->pane;
    struct tick_form form = {.lo = view->y0, .hi = view->y1, .ascii = style->ascii};
    form.step = tick_step(form.lo, form.hi, more_of(TICKS_LEAST, pane->rows / TICK_ROWS));
    tick_form_shorten(&form, pane->col);
    for (double k = tick_form_first(&form); k <= tick_form_last(&form) && fabs(k) < 1e15;
         k++) {
        char text[NUMBER_TEXT_MAX];
        int down = cell_of((form.hi - k * form.step) / (form.hi - form.lo), pane->rows);
        int row = pane->row + down, col = pane->col - 1;
        if (down < 0)
            continue;
        if (style->glyphs != DOTS_ASCII) /* console fonts have no half a stroke */
            canvas_put(canvas, col, row, style->ascii ? GLYPH_STROKE : GLYPH_TICK,
                       style->text);
        int width = text_width(tick_form_text(&form, k, text));
        if (width <= pane->col) /* the widest take the tick's own place */
            canvas_text_right(canvas, more_of(col, width), row, text, style->text);
    }
    char common[TICK_FORM_TEXT_MAX];
    int width = tick_form_common(&form, common);
    canvas_text(canvas, 0, pane->row + pane->rows, width, common, style->text);
    return width;
}

/* The smallest step at which the numbers do not touch. */
static void
spread(struct tick_form *form, int cols)
{
    for (int i = 0; i < 6; i++) {
        if (form->step / (form->hi - form->lo) * cols >= tick_form_widest(form) + 2)
            return;
        form->step = tick_step(0, form->step * 2.5, 2);
    }
}

/* In full, if a narrow pane has room for two of them: parts of numbers and what they have
 * in common would take as much of it. */
static bool
is_full(struct tick_form *form, int cols)
{
    spread(form, cols);
    return cols < NARROW_COLUMNS && tick_form_widest(form) <= NARROW_NUMBER &&
           tick_form_last(form) - tick_form_first(form) + 1 >= NARROW_TICKS;
}

/* How the numbers below the pane are written, in @room of its columns: shortened where
 * they are wide, or where they would push each other out. */
static struct tick_form
x_form(const struct view *view, int room, bool ascii)
{
    int cols = view->pane.cols;
    struct tick_form form = {.lo = view->x0, .hi = view->x1, .ascii = ascii};
    double end = form.lo + (form.hi - form.lo) * (room - 1) / cols;
    double step = tick_step(form.lo, end, more_of(TICKS_LEAST, room / TICK_COLUMNS));
    form.step = step;
    if (is_full(&form, cols))
        return form;
    form.step = step;
    tick_form_shorten(&form, NUMBER_COLUMNS);
    spread(&form, cols);
    if (tick_form_last(&form) - tick_form_first(&form) + 1 < TICKS_LEAST) {
        form.step = step;
        tick_form_shorten(&form, (int)(step / (form.hi - form.lo) * cols) - 2);
        spread(&form, cols);
    }
    return form;
}

static void
draw_x_ticks(const struct view *view, struct canvas *canvas, int free_from,
             const struct field_style *style)
{
    const struct rect *pane = &view->pane;
    int end = pane->col + pane->cols - style->axis_end, row = pane->row + pane->rows;
    struct tick_form form = x_form(view, end - pane->col, style->ascii);
    char text[TICK_FORM_TEXT_MAX];
    int width = tick_form_common(&form, text);
    canvas_text(canvas, end - width, row, width, text, style->text);
    end -= width ? width + 2 : 0;
    for (double k = tick_form_first(&form); k <= tick_form_last(&form) && fabs(k) < 1e15;
         k++) {
        int across = cell_of((k * form.step - form.lo) / (form.hi - form.lo), pane->cols);
        width = text_width(tick_form_text(&form, k, text));
        int from = pane->col + across - width / 2;
        if (from < end && from + width > end)
            from = end - width;
        if (across < 0 || from < free_from || from >= end)
            continue;
        canvas_text(canvas, from, row, width, text, style->text);
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
    int taken = draw_y_ticks(&field->view, canvas, style);
    draw_x_ticks(&field->view, canvas, taken ? taken + 2 : 0, style);
}
