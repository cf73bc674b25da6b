/* Beside the field: who stands where, and the loss against the step. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figure_parts.h"
#include "number.h"

enum { HEAD_SMALL = 13, COLUMN_GAP = 16, NAME_GAP = 9 };

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
    return isnan(value) ? text : number_typed(value, false, text);
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
    double x = s->legend.x + HEAD_SMALL + NAME_GAP;
    head_draw(s->cr, track, s->legend.x + HEAD_SMALL / 2.0, y - pen.size * 0.36,
              fmin(HEAD_SMALL, pen.size));
    cairo_save(s->cr);
    cairo_rectangle(s->cr, x, y - pen.size, fmax(right - x, 20), 1.5 * pen.size);
    cairo_clip(s->cr);
    pen_write(s->cr, x, y, track->name, pen);
    cairo_restore(s->cr);
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

/* A chart being drawn. */
struct plot {
    struct box area;
    double lo, hi; /* transformed */
    double step;   /* between ticks, transformed */
};

static double
transform(const struct figure *f, double value)
{
    return f->chart_logarithmic ? log10(value) : value;
}

/* Beyond all pages where there is no logarithm: the line leaves the chart. */
static double
plot_y(const struct plot *p, const struct figure *f, double value)
{
    if (isnan(value))
        return NAN;
    double v = f->chart_logarithmic && !(value > 0) ? -INFINITY : transform(f, value);
    double y = p->area.y + (p->hi - v) / (p->hi - p->lo) * p->area.h;
    return fmax(-1e5, fmin(1e5, y));
}

static double
plot_x(const struct plot *p, const struct figure *f, double step)
{
    return p->area.x + step / (double)f->chart_to * p->area.w;
}

static char *
tick_text(const struct plot *p, const struct figure *f, double at, char *text)
{
    return f->chart_logarithmic ? number_decade(pow(10, at), false, text)
                                : number_tick(at, p->step, false, text);
}

static double
step_of(const struct figure *f, double lo, double hi, double height)
{
    if (!f->chart_logarithmic)
        return tick_step(lo, hi, (int)fmax(3, height / 44));
    double step = 1; /* whole decades, as close as they can be read */
    while (height * step / (hi - lo) < 22)
        step += step < 2 ? 1 : step < 5 ? 3 : step;
    return step;
}

static struct plot
plot_layout(struct sheet *s)
{
    enum { ABOVE = 24, BELOW = 20, RIGHT = 20 };
    const struct figure *f = s->figure;
    struct plot p = {.lo = transform(f, f->chart_lo), .hi = transform(f, f->chart_hi)};
    p.area = s->chart;
    p.area.y += ABOVE;
    p.area.h -= ABOVE + BELOW;
    p.step = step_of(f, p.lo, p.hi, p.area.h);
    double widest = 0;
    struct pen pen = {.size = SIZE_SMALL};
    for (double k = ceil(p.lo / p.step - 1e-9); k * p.step <= p.hi + 1e-9 * p.step; k++) {
        char text[NUMBER_TEXT_MAX];
        widest = fmax(widest, pen_width(s->cr, tick_text(&p, f, k * p.step, text), pen));
    }
    p.area.x += widest + 8;
    p.area.w -= widest + 8 + RIGHT;
    return p;
}

static void
draw_rows(struct sheet *s, const struct plot *p)
{
    const struct figure *f = s->figure;
    struct pen pen = {SIZE_SMALL, false, f->colors.muted, ANCHOR_RIGHT};
    for (double k = ceil(p->lo / p->step - 1e-9); k * p->step <= p->hi + 1e-9 * p->step;
         k++) {
        char text[NUMBER_TEXT_MAX];
        double y = p->area.y + (p->hi - k * p->step) / (p->hi - p->lo) * p->area.h;
        pen_write(s->cr, p->area.x - 8, y + 4, tick_text(p, f, k * p->step, text), pen);
        pen_color(s->cr, f->colors.faint);
        cairo_set_line_width(s->cr, 0.8);
        cairo_move_to(s->cr, p->area.x, y);
        cairo_rel_line_to(s->cr, p->area.w, 0);
        cairo_stroke(s->cr);
    }
}

static void
draw_columns(struct sheet *s, const struct plot *p)
{
    const struct figure *f = s->figure;
    double to = (double)f->chart_to, step = fmax(1, tick_step(0, to, 4));
    struct pen pen = {SIZE_SMALL, false, f->colors.muted, ANCHOR_MIDDLE};
    for (double at = 0; at <= to * (1 + 1e-9); at += step) {
        char text[NUMBER_TEXT_MAX];
        double x = plot_x(p, f, at);
        pen_color(s->cr, f->colors.line);
        cairo_set_line_width(s->cr, 1);
        cairo_move_to(s->cr, x, p->area.y + p->area.h);
        cairo_rel_line_to(s->cr, 0, 4);
        cairo_stroke(s->cr);
        pen_write(s->cr, x, p->area.y + p->area.h + 17,
                  number_tick(at, step, false, text), pen);
    }
    if (f->step < f->chart_to && f->track[0].shown < f->track[0].n) {
        pen_color(s->cr, f->colors.line);
        cairo_move_to(s->cr, plot_x(p, f, (double)f->step), p->area.y);
        cairo_rel_line_to(s->cr, 0, p->area.h);
        cairo_stroke(s->cr);
    }
}

static void
draw_curve(struct sheet *s, const struct plot *p, const struct figure_track *track)
{
    size_t n = track->ghost ? track->n : track->shown;
    struct place *place = calloc(n + 1, sizeof *place);
    if (!place)
        return;
    for (size_t i = 0; i < n; i++)
        place[i] = (struct place){plot_x(p, s->figure, track->point[i].step),
                                  plot_y(p, s->figure, track->point[i].loss)};
    pen_color(s->cr, track->rgb);
    cairo_set_line_width(s->cr, track->chosen ? 2.2 : 1.4);
    cairo_set_line_join(s->cr, CAIRO_LINE_JOIN_ROUND);
    if (track->ghost)
        cairo_set_dash(s->cr, (const double[]){4, 2}, 2, 0);
    else if (track->hollow)
        cairo_set_dash(s->cr, (const double[]){6, 4}, 2, 0);
    path_stroke(s->cr, place, n, &p->area);
    cairo_set_dash(s->cr, NULL, 0, 0);
    free(place);
}

/* Heads at the right edge are the legend: sorted by value, pushed apart where they would
 * overlap. */
struct tip {
    const struct figure_track *track;
    double y;
};

static int
by_height(const void *a, const void *b)
{
    const struct tip *p = a, *q = b;
    if (p->y != q->y)
        return p->y < q->y ? -1 : 1;
    return p->track < q->track ? -1 : 1;
}

static void
draw_tips(struct sheet *s, const struct plot *p)
{
    struct tip tip[FIGURE_TRACKS_MAX];
    const struct figure *f = s->figure;
    size_t n = 0;
    double top = p->area.y, bottom = p->area.y + p->area.h - 4; /* off the labels */
    for (size_t t = 0; t < f->n_tracks; t++) {
        const struct figure_track *track = &f->track[t];
        if (track->ghost || !track->in_chart || track->shown == 0)
            continue;
        double y = plot_y(p, f, track->point[track->shown - 1].loss);
        y = isnan(y) ? top : fmax(top, fmin(bottom, y));
        tip[n++] = (struct tip){track, y};
    }
    qsort(tip, n, sizeof *tip, by_height);
    double apart = fmin(HEAD_SMALL + 1, n > 1 ? p->area.h / (double)(n - 1) : HEAD_SMALL);
    for (size_t i = 1; i < n; i++)
        tip[i].y = fmax(tip[i].y, tip[i - 1].y + apart);
    for (size_t i = n; i-- > 0; bottom = tip[i].y - apart)
        tip[i].y = fmin(tip[i].y, bottom);
    for (size_t i = 0; i < n; i++)
        head_draw(s->cr, tip[i].track, p->area.x + p->area.w + 13, tip[i].y, HEAD_SMALL);
}

void
chart_draw_figure(struct sheet *s)
{
    const struct figure *f = s->figure;
    if (s->chart.w == 0 || f->n_tracks == 0)
        return;
    struct plot p = plot_layout(s);
    struct pen pen = {SIZE_TEXT, true, f->colors.text, ANCHOR_LEFT};
    pen_write(s->cr, s->chart.x, s->chart.y + 10, "loss", pen);
    double x = s->chart.x + pen_width(s->cr, "loss", pen) + 8;
    pen = (struct pen){SIZE_SMALL, false, f->colors.muted, ANCHOR_LEFT};
    pen_write(s->cr, x, s->chart.y + 10, "against step", pen);
    draw_rows(s, &p);
    draw_columns(s, &p);
    cairo_save(s->cr);
    cairo_rectangle(s->cr, p.area.x, p.area.y - 2, p.area.w + 2, p.area.h + 4);
    cairo_clip(s->cr);
    for (size_t t = f->n_tracks; t-- > 0;)
        if (f->track[t].ghost && f->track[t].in_chart)
            draw_curve(s, &p, &f->track[t]);
    for (int chosen = 0; chosen <= 1; chosen++)
        for (size_t t = 0; t < f->n_tracks; t++)
            if (!f->track[t].ghost && f->track[t].in_chart &&
                f->track[t].chosen == chosen)
                draw_curve(s, &p, &f->track[t]);
    cairo_restore(s->cr);
    draw_tips(s, &p);
}
