/* Plots of figures: axes, lines, dots, and heads at the lines' ends, which are the
 * legend. */
#include <math.h>
#include <stdlib.h>

#include "figure_parts.h"
#include "tick_form.h"

enum { ABOVE = 24, BELOW = 20, KEY = 18, EDGE = 8, TIPS = 20, TICK = 4, KEY_LINE = 16 };
enum { LABELS = 17, LABELS_APART = 6 }; /* below the plot, and from each other */
enum { NUMBER_COLUMNS = 8 };            /* of a number beside it */
#define DOT_RADIUS 2.6
#define ROWS_LEAST 5.0     /* on a linear axis with room */
#define ROWS_APART 44.0    /* of a linear axis, at the least */
#define DECADES_APART 22.0 /* of a logarithmic one */
#define TICKS_APART 60.0   /* across */

/* A plot being drawn. */
struct plotting {
    const struct figure_plot *plot;
    struct box area;
    double lo, hi;         /* of the axis upwards, transformed */
    double step;           /* between its ticks, transformed */
    struct tick_form form; /* of a linear axis upwards */
};

static double
transform(const struct figure_plot *plot, double value)
{
    return plot->logarithmic ? log10(value) : value;
}

/* Beyond all pages where there is no logarithm: the line leaves the plot. */
static double
place_y(const struct plotting *p, double value)
{
    if (isnan(value))
        return NAN;
    double v =
        p->plot->logarithmic && !(value > 0) ? -INFINITY : transform(p->plot, value);
    double y = p->area.y + (p->hi - v) / (p->hi - p->lo) * p->area.h;
    return fmax(-1e5, fmin(1e5, y));
}

static double
place_x(const struct plotting *p, double x)
{
    return p->area.x + (x - p->plot->x0) / (p->plot->x1 - p->plot->x0) * p->area.w;
}

/* Whole, or without what all numbers of the axis have in common. */
static char *
linear_text(const struct plotting *p, double at, char *text)
{
    if (p->form.offset == 0 && p->form.exponent == 0)
        return number_ticks(at, p->step, fmax(fabs(p->lo), fabs(p->hi)), false, text);
    return tick_form_text(&p->form, round(at / p->step), text);
}

static char *
tick_text(const struct plotting *p, double at, char *text)
{
    return p->plot->logarithmic ? number_decade(pow(10, at), false, text)
                                : linear_text(p, at, text);
}

static double
step_up(const struct figure_plot *plot, double lo, double hi, double height)
{
    if (!plot->logarithmic)
        return tick_step(lo, hi, (int)fmax(3, fmin(height / ROWS_APART, ROWS_LEAST)));
    double step = 1; /* whole decades, as close as they can be read */
    while (height * step / (hi - lo) < DECADES_APART)
        step += step < 5 ? 1 : step;
    return step;
}

static bool
has_key(const struct figure_plot *plot)
{
    for (size_t i = 0; i < plot->n_lines; i++)
        if (plot->line[i].name)
            return true;
    return false;
}

static bool
has_tips(const struct figure_plot *plot)
{
    for (size_t i = 0; i < plot->n_lines; i++)
        if (plot->line[i].track)
            return true;
    return false;
}

static struct plotting
lay_out(struct sheet *s, const struct figure_plot *plot, struct box box)
{
    struct plotting p = {.plot = plot, .area = box};
    double above = ABOVE + (has_key(plot) ? KEY : 0), widest = 0;
    struct pen pen = {.size = SIZE_SMALL};
    p.lo = transform(plot, plot->y0);
    p.hi = transform(plot, plot->y1);
    p.area.y += above;
    p.area.h = fmax(p.area.h - above - BELOW, 10);
    p.step = step_up(plot, p.lo, p.hi, p.area.h);
    p.form = (struct tick_form){.lo = p.lo, .hi = p.hi, .step = p.step};
    if (!plot->logarithmic)
        tick_form_shorten(&p.form, NUMBER_COLUMNS);
    struct ticks ticks = ticks_in(p.lo, p.hi, p.step);
    for (int i = 0; i < ticks.n; i++) {
        char text[NUMBER_TEXT_MAX];
        tick_text(&p, tick_at(&ticks, i), text);
        widest = fmax(widest, pen_width(s->cr, text, pen));
    }
    p.area.x += widest + 8;
    p.area.w = fmax(p.area.w - widest - 8 - (has_tips(plot) ? TIPS : EDGE), 10);
    return p;
}

/* As much of @text as ends before @right. @return where the next word may begin. */
static double
write_words(struct sheet *s, double x, double y, double right, const char *text,
            struct pen pen)
{
    double width = pen_width(s->cr, text, pen);
    if (x + width > right)
        return x;
    pen_write(s->cr, x, y, text, pen);
    return x + width + 8;
}

static void
draw_title(struct sheet *s, const struct plotting *p, struct box box)
{
    const struct figure_colors *c = &s->figure->colors;
    char title[FIGURE_TITLE_MAX];
    struct pen pen = {SIZE_TEXT, true, c->text, ANCHOR_LEFT};
    while (pen.size > SIZE_SMALL && pen_width(s->cr, p->plot->title, pen) > box.w)
        pen.size -= 0.5;
    pen_cut(s->cr, p->plot->title, pen, box.w, title, sizeof title);
    pen_write(s->cr, box.x, box.y + 10, title, pen);
    double x = box.x + pen_width(s->cr, title, pen) + 8;
    pen = (struct pen){SIZE_SMALL, false, c->muted, ANCHOR_LEFT};
    if (p->plot->subtitle)
        write_words(s, x, box.y + 10, box.x + box.w, p->plot->subtitle, pen);
}

static void
set_line(struct sheet *s, const struct figure_line *line)
{
    pen_color(s->cr, line->rgb);
    cairo.set_line_width(s->cr, line->width);
    cairo.set_line_join(s->cr, CAIRO_LINE_JOIN_ROUND);
    cairo.set_line_cap(s->cr, CAIRO_LINE_CAP_BUTT);
    cairo.set_dash(s->cr, line->dash, line->dash[0] > 0 ? 2 : 0, 0);
}

/* The last of several lines of one name speaks for them. */
static void
draw_key(struct sheet *s, const struct plotting *p, struct box box)
{
    double x = box.x, y = box.y + ABOVE + KEY - 12, right = box.x + box.w;
    struct pen pen = {SIZE_SMALL, false, s->figure->colors.muted, ANCHOR_LEFT};
    for (size_t i = p->plot->n_lines; i-- > 0;) {
        const struct figure_line *line = &p->plot->line[i];
        double width = line->name ? pen_width(s->cr, line->name, pen) : 0;
        if (!line->name || x + KEY_LINE + 5 + width > right)
            continue;
        set_line(s, line);
        cairo.move_to(s->cr, x, y - 4);
        cairo.rel_line_to(s->cr, KEY_LINE, 0);
        cairo.stroke(s->cr);
        cairo.set_dash(s->cr, NULL, 0, 0);
        x = write_words(s, x + KEY_LINE + 5, y, right, line->name, pen) + 6;
    }
}

static void
draw_rows(struct sheet *s, const struct plotting *p)
{
    const struct figure_colors *c = &s->figure->colors;
    struct pen pen = {SIZE_SMALL, false, c->muted, ANCHOR_RIGHT};
    struct ticks ticks = ticks_in(p->lo, p->hi, p->step);
    for (int i = 0; i < ticks.n; i++) {
        char text[NUMBER_TEXT_MAX];
        double at = tick_at(&ticks, i);
        double y = p->area.y + (p->hi - at) / (p->hi - p->lo) * p->area.h;
        pen_write(s->cr, p->area.x - 8, y + 4, tick_text(p, at, text), pen);
        pen_color(s->cr, c->faint);
        cairo.set_line_width(s->cr, 0.8);
        cairo.move_to(s->cr, p->area.x, y);
        cairo.rel_line_to(s->cr, p->area.w, 0);
        cairo.stroke(s->cr);
    }
}

/* What the numbers upwards have in common stands below them. @return where it ends. */
static double
draw_common(struct sheet *s, const struct plotting *p, double x)
{
    char text[TICK_FORM_TEXT_MAX];
    struct pen pen = {SIZE_SMALL, false, s->figure->colors.muted, ANCHOR_LEFT};
    if (tick_form_common(&p->form, text) == 0)
        return -INFINITY;
    pen_write(s->cr, x, p->area.y + p->area.h + LABELS, text, pen);
    return x + pen_width(s->cr, text, pen) + LABELS_APART;
}

static void
draw_columns(struct sheet *s, const struct plotting *p, double free_from)
{
    const struct figure_plot *plot = p->plot;
    struct pen pen = {SIZE_SMALL, false, s->figure->colors.muted, ANCHOR_MIDDLE};
    int least = (int)fmax(2, fmin(4, p->area.w / TICKS_APART));
    double step = tick_step(plot->x0, plot->x1, least);
    step = plot->whole ? fmax(1, step) : step;
    cairo.set_line_width(s->cr, 1);
    struct ticks ticks = ticks_in(plot->x0, plot->x1, step);
    for (int i = 0; i < ticks.n; i++) {
        char text[NUMBER_TEXT_MAX];
        double at = tick_at(&ticks, i), x = place_x(p, at);
        pen_color(s->cr, s->figure->colors.line);
        cairo.move_to(s->cr, x, p->area.y + p->area.h);
        cairo.rel_line_to(s->cr, 0, TICK);
        cairo.stroke(s->cr);
        if (plot->whole)
            number_tick(at, step, false, text);
        else
            number_axis(at, step, false, text);
        double half = pen_width(s->cr, text, pen) / 2;
        if (x - half < free_from)
            continue;
        pen_write(s->cr, x, p->area.y + p->area.h + LABELS, text, pen);
        free_from = x + half + LABELS_APART;
    }
    if (isnan(plot->playhead))
        return;
    pen_color(s->cr, s->figure->colors.line);
    cairo.move_to(s->cr, place_x(p, plot->playhead), p->area.y);
    cairo.rel_line_to(s->cr, 0, p->area.h);
    cairo.stroke(s->cr);
}

static void
draw_line(struct sheet *s, const struct plotting *p, const struct figure_line *line)
{
    struct place *place = calloc(line->n + 1, sizeof *place);
    if (!place)
        return;
    for (size_t i = 0; i < line->n; i++)
        place[i] =
            (struct place){place_x(p, line->place[i].x), place_y(p, line->place[i].y)};
    set_line(s, line);
    path_stroke(s->cr, place, line->n, &p->area);
    cairo.set_dash(s->cr, NULL, 0, 0);
    free(place);
}

static void
ring(struct sheet *s, double x, double y, double r, bool filled)
{
    cairo.new_path(s->cr);
    cairo.arc(s->cr, x, y, r, 0, 6.283185307179586);
    cairo.close_path(s->cr);
    if (filled)
        cairo.fill(s->cr);
    else
        cairo.stroke(s->cr);
}

static void
draw_dot(struct sheet *s, const struct plotting *p, const struct figure_dot *dot)
{
    const double r = DOT_RADIUS;
    double x = place_x(p, dot->x), y = place_y(p, dot->y);
    if (dot->kind ==
        DOT_HEAD) { /* what is above the plot, or no number, stands at its edge */
        y = fmax(p->area.y, fmin(isnan(y) ? p->area.y : y, p->area.y + p->area.h));
        head_draw(s->cr, dot->track, x, y, HEAD_SMALL);
        return;
    }
    bool inside = x >= p->area.x && x <= p->area.x + p->area.w && y >= p->area.y &&
                  y <= p->area.y + p->area.h;
    if (!inside)
        return;
    pen_color(s->cr, dot->rgb);
    cairo.set_line_width(s->cr, 1.1);
    if (dot->kind == DOT_CROSS) {
        cairo.move_to(s->cr, x - r, y - r);
        cairo.rel_line_to(s->cr, 2 * r, 2 * r);
        cairo.move_to(s->cr, x + r, y - r);
        cairo.rel_line_to(s->cr, -2 * r, 2 * r);
        cairo.stroke(s->cr);
        return;
    }
    bool disc = dot->kind == DOT_DISC || dot->kind == DOT_DISC_MARKED;
    ring(s, x, y, r, disc);
    if (dot->kind == DOT_RING_MARKED)
        ring(s, x, y, r * 0.4, true);
    if (dot->kind == DOT_DISC_MARKED)
        ring(s, x, y, r + 1.9, false);
}

static void
draw_words(struct sheet *s, const struct plotting *p)
{
    struct pen pen = {SIZE_SMALL, false, s->figure->colors.muted, ANCHOR_MIDDLE};
    for (size_t i = 0; i < p->plot->n_words; i++) {
        const struct figure_word *word = &p->plot->word[i];
        double half = pen_width(s->cr, word->text, pen) / 2;
        double left = p->area.x + half, right = p->area.x + p->area.w - half;
        double x = fmax(left, fmin(place_x(p, word->x), right));
        double y =
            fmax(place_y(p, word->y) - HEAD_SMALL / 2.0 - 3, p->area.y + SIZE_SMALL);
        pen_write_on(s->cr, x, y, word->text, pen, s->figure->colors.page);
    }
}

/* Heads at the right edge: sorted by value, the largest first, and pushed apart where
 * they would overlap. */
struct tip {
    const struct figure_track *track;
    double value; /* not finite where the line has none: as if above all others */
    double y;
    int beyond; /* above the plot 1, below it -1, else 0 */
};

static double
rank_of(const struct tip *tip)
{
    return isnan(tip->value) ? INFINITY : tip->value;
}

static int
by_value(const void *a, const void *b)
{
    const struct tip *p = a, *q = b;
    if (rank_of(p) != rank_of(q))
        return rank_of(p) > rank_of(q) ? -1 : 1;
    return p->track < q->track ? -1 : 1;
}

/* @return how many. */
static size_t
find_tips(const struct plotting *p, struct tip *tip)
{
    size_t n = 0;
    double top = p->area.y, bottom = p->area.y + p->area.h;
    for (size_t i = 0; i < p->plot->n_lines; i++) {
        const struct figure_line *line = &p->plot->line[i];
        if (!line->track)
            continue;
        double y = place_y(p, line->tip);
        int beyond = y < top - 0.5 ? 1 : y > bottom + 0.5 ? -1 : 0;
        tip[n++] = (struct tip){line->track, line->tip, isnan(y) ? top : y, beyond};
    }
    qsort(tip, n, sizeof *tip, by_value);
    return n;
}

/* Between the plot and a head: the line goes on above, or below. */
static void
draw_beyond(struct sheet *s, double x, const struct tip *tip)
{
    const double half = 2.6;
    double point = tip->beyond > 0 ? -half : half;
    pen_color(s->cr, tip->track->rgb);
    cairo.new_path(s->cr);
    cairo.move_to(s->cr, x, tip->y + point);
    cairo.rel_line_to(s->cr, half, -2 * point);
    cairo.rel_line_to(s->cr, -2 * half, 0);
    cairo.close_path(s->cr);
    cairo.fill(s->cr);
}

static void
draw_tips(struct sheet *s, const struct plotting *p)
{
    struct tip tip[FIGURE_LINES_MAX];
    size_t n = find_tips(p, tip);
    double top = p->area.y, bottom = p->area.y + p->area.h - 4; /* off the labels */
    double apart = fmin(HEAD_SMALL + 1, n > 1 ? p->area.h / (double)(n - 1) : HEAD_SMALL);
    for (size_t i = 0; i < n; i++, top = tip[i - 1].y + apart)
        tip[i].y = fmax(fmin(tip[i].y, bottom), top);
    for (size_t i = n; i-- > 0; bottom = tip[i].y - apart)
        tip[i].y = fmin(tip[i].y, bottom);
    double size = fmin(HEAD_SMALL, fmax(apart, 7)), right = p->area.x + p->area.w;
    for (size_t i = 0; i < n; i++) {
        if (tip[i].beyond)
            draw_beyond(s, right + 1.5, &tip[i]);
        head_draw(s->cr, tip[i].track, right + 13, tip[i].y, size);
    }
}

void
plot_draw(struct sheet *s, const struct figure_plot *plot, struct box box)
{
    struct plotting p = lay_out(s, plot, box);
    draw_title(s, &p, box);
    draw_key(s, &p, box);
    draw_rows(s, &p);
    draw_columns(s, &p, draw_common(s, &p, box.x));
    cairo.save(s->cr);
    cairo.rectangle(s->cr, p.area.x, p.area.y - 2, p.area.w + 2, p.area.h + 4);
    cairo.clip(s->cr);
    for (size_t i = 0; i < plot->n_lines; i++)
        draw_line(s, &p, &plot->line[i]);
    cairo.restore(s->cr);
    for (size_t i = 0; i < plot->n_dots; i++)
        draw_dot(s, &p, &plot->dot[i]);
    draw_words(s, &p);
    draw_tips(s, &p);
}
