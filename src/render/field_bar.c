/*
 * The colour bar. Its ticks are the contours: the major ones, or every second or third of
 * them where they would touch; where those are few, others too as they have room.
 */
#include "field_parts.h"
#include "number.h"

enum { TICKS_LEAST = 5, GLYPH_LEFT_HALF = 0x258c };

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

/* Where the number of each level would stand. */
struct tick {
    int from, to; /**< columns of the bar; from < 0: off it */
};
struct ticks {
    size_t n;
    struct tick tick[LEVELS_MAX];
    bool chosen[LEVELS_MAX];
    size_t n_chosen;
};

static struct ticks
ticks_of(const struct scale *scale, const struct levels *levels, int cols, bool ascii)
{
    struct ticks ticks = {.n = levels->n};
    for (size_t i = 0; i < levels->n; i++) {
        char text[NUMBER_TEXT_MAX];
        int width = text_width(level_text(levels, i, ascii, text));
        double unit = scale_unit(scale, levels->value[i]);
        int from = (int)(unit * cols) - width / 2;
        if (from + width > cols)
            from = cols - width;
        if (from < 0 && from + width > 0)
            from = 0;
        bool shown = unit > 0 && unit < 1;
        ticks.tick[i] = (struct tick){shown ? from : -1, from + width};
    }
    return ticks;
}

static bool
has_room(const struct ticks *ticks, size_t i)
{
    const struct tick *tick = &ticks->tick[i];
    for (size_t k = 0; k < ticks->n; k++)
        if (ticks->chosen[k] && tick->from <= ticks->tick[k].to &&
            ticks->tick[k].from <= tick->to)
            return false;
    return tick->from >= 0;
}

/* Choose every @stride-th of the major levels, or of all. @return whether all of these
 * have room. */
static bool
choose_every(struct ticks *ticks, const struct levels *levels, bool majors, size_t stride)
{
    size_t k = 0;
    ticks->n_chosen = 0;
    for (size_t i = 0; i < levels->n; i++)
        ticks->chosen[i] = false;
    for (size_t i = 0; i < levels->n; i++) {
        if ((majors && !levels->major[i]) || ticks->tick[i].from < 0 || k++ % stride)
            continue;
        if (!has_room(ticks, i))
            return false;
        ticks->chosen[i] = true;
        ticks->n_chosen++;
    }
    return true;
}

static void
choose_evenly(struct ticks *ticks, const struct levels *levels, bool majors)
{
    for (size_t stride = 1; !choose_every(ticks, levels, majors, stride);)
        stride++;
}

static void
choose(struct ticks *ticks, const struct levels *levels)
{
    choose_evenly(ticks, levels, true);
    if (ticks->n_chosen >= TICKS_LEAST || levels->decades)
        return;
    struct ticks all = *ticks;
    choose_evenly(&all, levels, false);
    if (all.n_chosen > ticks->n_chosen)
        *ticks = all;
    for (size_t i = 0; i < levels->n && ticks->n_chosen < TICKS_LEAST; i++)
        if (!ticks->chosen[i] && has_room(ticks, i)) {
            ticks->chosen[i] = true;
            ticks->n_chosen++;
        }
}

void
field_draw_bar(const struct field *field, struct canvas *canvas, struct rect pane,
               const struct field_style *style)
{
    const struct levels *levels = &field->levels;
    if (style->map->rung == RUNG_MONO)
        return;
    paint_bar(canvas, pane, style);
    struct ticks ticks = ticks_of(&field->scale, levels, pane.cols, style->ascii);
    choose(&ticks, levels);
    for (size_t i = 0; i < levels->n; i++) {
        char text[NUMBER_TEXT_MAX];
        level_text(levels, i, style->ascii, text);
        if (ticks.chosen[i])
            canvas_text(canvas, pane.col + ticks.tick[i].from, pane.row + 1, pane.cols,
                        text, style->text);
    }
}
