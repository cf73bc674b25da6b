/* Values of contours, once for each that is labelled: along the line where it runs
 * straight for the length of the text, level where it can be, away from trails, heads and
 * other values. */
#include <math.h>
#include <string.h>

#include "figure_parts.h"
#include "number.h"

enum { STRIDE = 5, PAD = 4, BORDER = 10 };
static const double bend_most = 1.6; /* units off the straight line */

/* A walk along a line. */
struct walker {
    const struct place *place;
    size_t n, i;   /* the piece i..i+1 */
    double behind; /* length of the pieces before it */
};

/* The place @at units from the line's beginning; @at never falls. @return false: beyond
 * its end. */
static bool
walk_to(struct walker *w, double at, struct place *p)
{
    for (; w->i + 1 < w->n; w->i++) {
        struct place a = w->place[w->i], b = w->place[w->i + 1];
        double length = hypot(b.x - a.x, b.y - a.y);
        if (w->behind + length >= at && length > 0) {
            double part = (at - w->behind) / length;
            *p = (struct place){a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)};
            return true;
        }
        w->behind += length;
    }
    return false;
}

static bool
is_free(const struct sheet *s, struct place a, struct place b)
{
    double length = hypot(b.x - a.x, b.y - a.y), half = SIZE_SMALL / 2;
    int n = (int)(length / ROOM_CELL) + 1;
    for (int i = 0; i <= n; i++) {
        double x = a.x + (b.x - a.x) * i / n, y = a.y + (b.y - a.y) * i / n;
        if (x < BORDER || y < BORDER || x > s->field.w - BORDER ||
            y > s->field.h - BORDER ||
            room_taken(&s->room, (struct box){x - half, y - half, 2 * half, 2 * half}))
            return false;
    }
    return true;
}

/* How good a place from @a to @b is, by its slope and its distance from the middle of the
 * field; less is better. */
static double
badness(const struct sheet *s, struct place a, struct place b, struct place middle)
{
    double angle = fabs(atan2(b.y - a.y, b.x - a.x));
    angle = angle > 1.5707963267948966 ? 3.1415926535897932 - angle : angle;
    struct place center = {(a.x + b.x) / 2, (a.y + b.y) / 2};
    double bend = hypot(center.x - middle.x, center.y - middle.y);
    double away = hypot(center.x / s->field.w - 0.5, center.y / s->field.h - 0.5);
    return bend > bend_most ? INFINITY : angle + away + bend / bend_most / 4;
}

static void
try_line(const struct sheet *s, const struct isoline *line, double width,
         struct figure_label *label, double *best)
{
    const struct place *place = s->memory->lines.place + line->first;
    struct walker from = {place, line->n, 0, 0}, half = from, to = from;
    struct place a, b, middle;
    for (double at = 0;
         walk_to(&from, at, &a) && walk_to(&half, at + width / 2, &middle) &&
         walk_to(&to, at + width, &b);
         at += STRIDE) {
        double bad = badness(s, a, b, middle);
        if (!(bad < *best) || !is_free(s, a, b))
            continue;
        *best = bad;
        struct place left = a.x <= b.x ? a : b, right = a.x <= b.x ? b : a;
        label->at = (struct place){(a.x + b.x) / 2, (a.y + b.y) / 2};
        label->angle = atan2(right.y - left.y, right.x - left.x);
    }
}

static double
width_of(const struct sheet *s, size_t level)
{
    char text[NUMBER_TEXT_MAX];
    struct pen pen = {.size = SIZE_SMALL};
    return pen_width(s->cr, level_text(&s->memory->levels, level, false, text), pen) +
           2 * PAD;
}

void
labels_place(struct sheet *s)
{
    struct figure_memory *m = s->memory;
    for (size_t level = 0; level < m->levels.n; level++) {
        struct figure_label label = {.level = level};
        double best = INFINITY, width = width_of(s, level);
        for (size_t i = 0; i < m->lines.n_lines && m->levels.major[level]; i++)
            if (m->lines.line[i].level == level)
                try_line(s, &m->lines.line[i], width, &label, &best);
        if (best < INFINITY)
            m->label[m->n_labels++] = label;
        labels_take_room(s);
    }
}

void
labels_take_room(struct sheet *s)
{
    const struct figure_memory *m = s->memory;
    for (size_t i = 0; i < m->n_labels; i++) {
        const struct figure_label *label = &m->label[i];
        double r = width_of(s, label->level) / 2;
        for (double t = -r; t <= r; t += ROOM_CELL)
            room_take(&s->room,
                      (struct box){label->at.x + t * cos(label->angle) - SIZE_SMALL / 2,
                                   label->at.y + t * sin(label->angle) - SIZE_SMALL / 2,
                                   SIZE_SMALL, SIZE_SMALL},
                      1);
    }
}

/* Lines leave the values free: all of the field but their rectangles. */
void
labels_clip(struct sheet *s)
{
    const struct figure_memory *m = s->memory;
    cairo_t *cr = s->cr;
    if (m->n_labels == 0)
        return;
    cairo.rectangle(cr, s->field.x, s->field.y, s->field.w, s->field.h);
    for (size_t i = 0; i < m->n_labels; i++) {
        double width = width_of(s, m->label[i].level);
        cairo.save(cr);
        cairo.translate(cr, s->field.x + m->label[i].at.x, s->field.y + m->label[i].at.y);
        cairo.rotate(cr, m->label[i].angle);
        cairo.rectangle(cr, -width / 2, -SIZE_SMALL / 2, width, SIZE_SMALL);
        cairo.restore(cr);
    }
    cairo.set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
    cairo.clip(cr);
    cairo.set_fill_rule(cr, CAIRO_FILL_RULE_WINDING);
}

void
labels_draw(struct sheet *s)
{
    const struct figure_memory *m = s->memory;
    for (size_t i = 0; i < m->n_labels; i++) {
        char text[NUMBER_TEXT_MAX];
        struct place at = {s->field.x + m->label[i].at.x, s->field.y + m->label[i].at.y};
        struct pen pen = {SIZE_SMALL, false, s->figure->colors.muted, ANCHOR_MIDDLE};
        level_text(&m->levels, m->label[i].level, false, text);
        cairo.save(s->cr);
        cairo.translate(s->cr, at.x, at.y);
        cairo.rotate(s->cr, m->label[i].angle);
        pen_write_on(s->cr, 0, SIZE_SMALL * 0.36, text, pen, field_plate(s, at, false));
        cairo.restore(s->cr);
    }
}
