/* The colour bar, with the values of the contours below it. */
#include "bar_ticks.h"
#include "field_parts.h"
#include "number.h"

enum { GLYPH_LEFT_HALF = 0x258c };

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

static struct bar_ticks
ticks_of(const struct scale *scale, const struct levels *levels, int cols, bool ascii)
{
    struct bar_ticks ticks = {.n = levels->n};
    for (size_t i = 0; i < levels->n; i++) {
        char text[NUMBER_TEXT_MAX];
        int width = text_width(level_text(levels, i, ascii, text));
        double unit = scale_unit(scale, levels->value[i]);
        int from = (int)(unit * cols) - width / 2;
        if (from + width > cols)
            from = cols - width;
        if (from < 0 && from + width > 0)
            from = 0;
        bool shown = unit >= 0 && unit < 1 && from >= 0;
        ticks.tick[i] = (struct bar_tick){from, from + width, shown};
    }
    return ticks;
}

/* Numbers cost more than the rest of the bar: they are found once for each raster. */
static void
find_labels(const struct field *field, int cols, bool ascii)
{
    struct label_cache *cache = field->labels;
    if (cache->bar_cols == cols && cache->bar_ascii == ascii)
        return;
    const struct levels *levels = &field->levels;
    struct levels marks = bar_marks(&field->scale, levels);
    struct bar_ticks ticks = ticks_of(&field->scale, &marks, cols, ascii);
    bar_ticks_choose(&ticks, &marks, marks.n > levels->n);
    cache->bar_cols = cols;
    cache->bar_ascii = ascii;
    cache->n_bar = 0;
    for (size_t i = 0; i < marks.n; i++) {
        struct bar_label *label = &cache->bar[cache->n_bar];
        if (!ticks.chosen[i])
            continue;
        label->col = (int)ticks.tick[i].from;
        level_text(&marks, i, ascii, label->text);
        cache->n_bar++;
    }
}

void
field_draw_bar(const struct field *field, struct canvas *canvas, struct rect pane,
               const struct field_style *style)
{
    if (style->map->rung == RUNG_MONO)
        return;
    paint_bar(canvas, pane, style);
    find_labels(field, pane.cols, style->ascii);
    for (size_t i = 0; i < field->labels->n_bar; i++) {
        const struct bar_label *label = &field->labels->bar[i];
        canvas_text(canvas, pane.col + label->col, pane.row + 1, pane.cols, label->text,
                    style->text);
    }
}
