/* Beside the field: who stands where. In its place: plots. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figure_parts.h"
#include "number.h"

enum { COLUMN_GAP = 16, NAME_GAP = 9, PLOT_WIDTH = 150, PLOT_HEIGHT = 96 };

/* Where the numbers of a column stand: their decimal points under each other, or, in the
 * last one, their ends. */
struct column {
    const char *heading;
    double before, after; /* of the point, at the widest */
    double point;
    bool shown;
};
enum column_id { COLUMN_LOSS, COLUMN_NORM, COLUMN_RATE, COLUMNS };

static char *
column_text(enum column_id c, const struct figure_track *track, char *text, size_t size)
{
    static const int digits[] = {[COLUMN_LOSS] = 3, [COLUMN_NORM] = 2};
    double value = c == COLUMN_LOSS   ? track->point[track->shown - 1].loss
                   : c == COLUMN_NORM ? track->norm
                                      : track->rate;
    *text = '\0';
    if (c != COLUMN_RATE)
        return figure_number(value, digits[c], text, size);
    snprintf(text, size, "%.4g", value); /* of what a schedule leaves */
    return isnan(value) ? text : number_typed(strtod(text, NULL), false, text);
}

/* @text is cut before its decimal point. @return the width of what was there. */
static double
width_before(struct sheet *s, const char *text, struct pen pen)
{
    char whole[64];
    size_t n = strcspn(text, ".");
    snprintf(whole, sizeof whole, "%.*s", (int)n, text);
    return pen_width(s->cr, whole, pen);
}

static void
widen(struct sheet *s, struct column *column, const char *text, struct pen pen)
{
    double before = width_before(s, text, pen);
    column->before = fmax(column->before, before);
    column->after = fmax(column->after, pen_width(s->cr, text, pen) - before);
}

/* From the right; what finds no room beside the names goes: first the gradient. */
static void
place_columns(struct sheet *s, struct column columns[COLUMNS], double names)
{
    static const enum column_id leaving[] = {COLUMNS, COLUMN_NORM, COLUMN_RATE};
    for (int k = 0; k < COLUMNS; k++) {
        double x = s->legend.x + s->legend.w;
        if (leaving[k] != COLUMNS)
            columns[leaving[k]].shown = false;
        for (int c = COLUMNS; c-- > 0;) {
            columns[c].point = x - columns[c].after;
            if (columns[c].shown)
                x = columns[c].point - columns[c].before - COLUMN_GAP;
        }
        if (x - s->legend.x >= names)
            return;
    }
}

/* Room for exponents is kept, so that columns stand still in a film. */
static void
settle_columns(struct sheet *s, struct column columns[COLUMNS], double size)
{
    static const char *const widest[] = {"10.00×10⁻¹⁰", "1.0×10⁻¹⁰", ""};
    const struct figure *f = s->figure;
    struct pen pen = {.size = size};
    double names = 0;
    for (int c = 0; c < COLUMNS; c++) {
        char text[64];
        columns[c].shown = true;
        widen(s, &columns[c], widest[c], pen);
        for (size_t t = 0; t < f->n_tracks; t++) {
            if (f->track[t].shown == 0)
                continue;
            pen.bold = f->track[t].chosen;
            widen(s, &columns[c],
                  column_text((enum column_id)c, &f->track[t], text, sizeof text), pen);
        }
        pen.bold = false;
    }
    pen.bold = true;
    for (size_t t = 0; t < f->n_tracks; t++)
        names = fmax(names, pen_width(s->cr, f->track[t].name, pen));
    columns[COLUMN_RATE].after += columns[COLUMN_RATE].before; /* ends, not points */
    columns[COLUMN_RATE].before = 0;
    place_columns(s, columns, fmin(names, s->legend.w / 2) + HEAD_SMALL + NAME_GAP);
}

static void
write_name(struct sheet *s, const struct figure_track *track, double y, double right,
           struct pen pen)
{
    char name[FIGURE_TITLE_MAX];
    double x = s->legend.x + HEAD_SMALL + NAME_GAP;
    head_draw(s->cr, track, s->legend.x + HEAD_SMALL / 2.0, y - pen.size * 0.36,
              fmin(HEAD_SMALL, pen.size));
    pen_cut(s->cr, track->name, pen, fmax(right - x, 20), name, sizeof name);
    pen_write(s->cr, x, y, name, pen);
}

static void
legend_row(struct sheet *s, const struct column columns[COLUMNS],
           const struct figure_track *track, double y, double size)
{
    struct pen pen = {size, !track->ghost, track->rgb, ANCHOR_LEFT};
    write_name(s, track, y, columns[0].point - columns[0].before - NAME_GAP, pen);
    pen.bold = track->chosen;
    pen.rgb = track->ghost ? track->rgb : s->figure->colors.text;
    for (int c = 0; c < COLUMNS; c++) {
        char text[64];
        if (!columns[c].shown)
            continue;
        column_text((enum column_id)c, track, text, sizeof text);
        double x = c == COLUMN_RATE ? s->legend.x + s->legend.w
                                    : columns[c].point - width_before(s, text, pen);
        pen.anchor = c == COLUMN_RATE ? ANCHOR_RIGHT : ANCHOR_LEFT;
        pen_write(s->cr, x, y, text, pen);
    }
}

void
legend_draw(struct sheet *s)
{
    const struct figure *f = s->figure;
    if (s->legend.w == 0)
        return;
    struct column columns[COLUMNS] = {
        {.heading = "loss"}, {.heading = "|∇f|"}, {.heading = f->rate_symbol}};
    double row = s->legend.h / ((double)f->n_tracks + 1);
    double size = fmin(SIZE_TEXT, row * 0.8), y = s->legend.y + row * 0.7;
    settle_columns(s, columns, size);
    for (int c = 0; c < COLUMNS; c++) {
        struct pen pen = {fmin(SIZE_SMALL, size), false, f->colors.muted, ANCHOR_LEFT};
        double x = columns[c].point - columns[c].before;
        pen.anchor = c == COLUMN_RATE ? ANCHOR_RIGHT : ANCHOR_LEFT;
        if (columns[c].shown)
            pen_write(s->cr, c == COLUMN_RATE ? s->legend.x + s->legend.w : x, y,
                      columns[c].heading, pen);
    }
    for (size_t t = 0; t < f->n_tracks; t++)
        if (f->track[t].shown > 0)
            legend_row(s, columns, &f->track[t], y + row * ((double)t + 1), size);
}

/* The racers' heads and names in rows that end at @bottom, where no legend has them.
 * @return how high they are. */
static double
key_draw(struct sheet *s, struct box box)
{
    enum { ROW = 18, APART = 14 };
    const struct figure *f = s->figure;
    double width[FIGURE_TRACKS_MAX], x = 0, rows = 1;
    for (int pass = 0; pass < 2; pass++, x = 0) {
        double y = box.y + box.h - ROW * rows + ROW;
        for (size_t t = 0; t < f->n_tracks; t++) {
            struct pen pen = {SIZE_TEXT, true, f->track[t].rgb, ANCHOR_LEFT};
            width[t] = HEAD_SMALL + 5 + pen_width(s->cr, f->track[t].name, pen);
            bool next = x > 0 && x + width[t] > box.w;
            if (next) {
                x = 0;
                y += ROW;
                rows += pass == 0;
            }
            if (pass == 1) {
                head_draw(s->cr, &f->track[t], box.x + x + HEAD_SMALL / 2.0, y - 9,
                          HEAD_SMALL);
                pen_write(s->cr, box.x + x + HEAD_SMALL + 5, y - 4, f->track[t].name,
                          pen);
            }
            x += width[t] + APART;
        }
    }
    return ROW * rows + 6;
}

/* What the page shows in the field's place; where the panel has no chart that as well,
 * unless one plot is all there is to be seen. @return how many. */
static int
choose_plots(const struct sheet *s, const struct figure_plot *shown[])
{
    const struct figure *f = s->figure;
    int n = 0;
    if (s->chart.w == 0 && f->has_chart && f->n_plots != 1)
        shown[n++] = &f->chart;
    for (size_t i = 0; i < f->n_plots; i++)
        shown[n++] = &f->plot[i];
    return n;
}

/* As many as have room, side by side and under each other. */
void
plots_draw(struct sheet *s)
{
    enum { GAP = 24 };
    const struct figure_plot *shown[FIGURE_PLOTS_MAX + 1];
    int n = choose_plots(s, shown);
    struct box all = s->field;
    if (s->legend.w == 0 && !s->keyed)
        all.h -= key_draw(s, all);
    int columns = n > 1 && all.w >= 2 * PLOT_WIDTH + GAP ? 2 : 1;
    int rows = (int)((all.h + GAP) / (PLOT_HEIGHT + GAP));
    int needed = (n + columns - 1) / columns;
    rows = rows < 1 ? 1 : rows > needed ? needed : rows;
    double width = (all.w + GAP) / columns, height = (all.h + GAP) / rows;
    for (int i = 0; i < n && i < columns * rows; i++)
        plot_draw(s, shown[i],
                  (struct box){all.x + i % columns * width, all.y + i / columns * height,
                               width - GAP, height - GAP});
}
