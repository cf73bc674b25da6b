/*
 * The colour bar. Its ticks are the contours: the major ones, or every second or third of
 * them where they would touch; where those are few, others too as they have room. Below
 * the first contour the racers end: a stretch of colours without a contour has a tick
 * too.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

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
        bool shown = unit >= 0 && unit < 1;
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

static void
choose_one(struct ticks *ticks, size_t i)
{
    if (ticks->chosen[i] || !has_room(ticks, i))
        return;
    ticks->chosen[i] = true;
    ticks->n_chosen++;
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
        choose_one(ticks, i);
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
        choose_one(ticks, i);
}

/* The contours as ever, then the first, which is none, where it has room. */
static void
choose_beside(struct ticks *ticks, const struct levels *marks)
{
    struct tick first = ticks->tick[0];
    ticks->tick[0].from = -1;
    choose(ticks, marks);
    ticks->tick[0] = first;
    choose_one(ticks, 0);
}

/* The roundest value of @lo..@hi; NaN: none is round. */
static double
roundest(double lo, double hi)
{
    static const int mantissa[] = {5, 2, 1};
    int exponent = (int)ceil(log10(fmax(fabs(lo), fabs(hi))));
    double slack = 1e-9 * (hi - lo); /* a minimum that was searched for lies beside it */
    for (int i = 0; i < 18; i++) {
        int power = exponent - i / 3;
        double unit = pow(10, abs(power)), step = mantissa[i % 3];
        step = power < 0 ? step / unit : step * unit;
        double value = ceil((lo - slack) / step) * step;
        if (value <= hi)
            return value + 0;
    }
    return NAN;
}

/* The contours, and before them a value below the first where the scale of round values
 * ends at a minimum. */
static struct levels
marks_of(const struct scale *scale, const struct levels *levels)
{
    const double part = 0.6; /* of the way to the first contour, so that both have room */
    struct levels marks = *levels;
    if (!scale->logarithmic || levels->decades || !levels->n || levels->n == LEVELS_MAX)
        return marks;
    double first = scale_along(scale, levels->value[0]);
    double lo = scale->base + pow(10, scale->lo);
    double hi = scale->base + pow(10, scale->lo + part * (first - scale->lo));
    double value = lo < hi ? roundest(lo, hi) : NAN;
    if (isnan(value))
        return marks;
    memmove(marks.value + 1, marks.value, levels->n * sizeof *marks.value);
    memmove(marks.major + 1, marks.major, levels->n * sizeof *marks.major);
    marks.value[0] = value;
    marks.major[0] = false;
    marks.n++;
    return marks;
}

void
field_draw_bar(const struct field *field, struct canvas *canvas, struct rect pane,
               const struct field_style *style)
{
    if (style->map->rung == RUNG_MONO)
        return;
    paint_bar(canvas, pane, style);
    struct levels marks = marks_of(&field->scale, &field->levels);
    struct ticks ticks = ticks_of(&field->scale, &marks, pane.cols, style->ascii);
    if (marks.n > field->levels.n)
        choose_beside(&ticks, &marks);
    else
        choose(&ticks, &marks);
    for (size_t i = 0; i < marks.n; i++) {
        char text[NUMBER_TEXT_MAX];
        level_text(&marks, i, style->ascii, text);
        if (ticks.chosen[i])
            canvas_text(canvas, pane.col + ticks.tick[i].from, pane.row + 1, pane.cols,
                        text, style->text);
    }
}
