/* Axes of the field, and the colour bar. */
#include <math.h>

#include "bar_ticks.h"
#include "figure_parts.h"
#include "number.h"

enum { TICK = 5, TICKS_LEAST = 4 };
#define TICKS_APART 110.0

/* As many round ticks as have room, at least four. */
static double
step_of(double from, double to, double length)
{
    return tick_step(from, to, (int)fmax(TICKS_LEAST, length / TICKS_APART));
}

static void
tick(struct sheet *s, double x, double y, double dx, double dy)
{
    pen_color(s->cr, s->figure->colors.line);
    cairo.set_line_width(s->cr, 1);
    cairo.move_to(s->cr, x, y);
    cairo.rel_line_to(s->cr, dx, dy);
    cairo.stroke(s->cr);
}

static void
draw_x(struct sheet *s)
{
    const struct view *v = &s->view;
    const struct box *f = &s->field;
    double step = step_of(v->x0, v->x1, f->w);
    struct pen pen = {SIZE_SMALL, false, s->figure->colors.muted, ANCHOR_MIDDLE};
    struct ticks ticks = ticks_in(v->x0, v->x1, step);
    for (int i = 0; i < ticks.n; i++) {
        char text[NUMBER_TEXT_MAX];
        double at = tick_at(&ticks, i), x = field_place(s, at, v->y0).x;
        tick(s, x, f->y + f->h, 0, TICK);
        pen_write(s->cr, x, f->y + f->h + 18, number_axis(at, step, false, text), pen);
    }
    if (v->stretched)
        pen_write(s->cr, f->x + f->w, f->y + f->h + 36, AXES_DIFFER,
                  (struct pen){SIZE_SMALL, false, pen.rgb, ANCHOR_RIGHT});
    pen.size = SIZE_TEXT;
    pen.rgb = s->figure->colors.text;
    pen_write(s->cr, f->x + f->w / 2, f->y + f->h + 36, s->figure->axis[0], pen);
}

/* Upright where it is short. */
static void
name_y(struct sheet *s, double right)
{
    const struct box *f = &s->field;
    struct pen pen = {SIZE_TEXT, false, s->figure->colors.text, ANCHOR_RIGHT};
    double middle = f->y + f->h / 2;
    if (pen_width(s->cr, s->figure->axis[1], pen) < 14) {
        pen_write(s->cr, right, middle + 4, s->figure->axis[1], pen);
        return;
    }
    pen.anchor = ANCHOR_MIDDLE;
    cairo.save(s->cr);
    cairo.translate(s->cr, right - 2, middle);
    cairo.rotate(s->cr, -1.5707963267948966);
    pen_write(s->cr, 0, 0, s->figure->axis[1], pen);
    cairo.restore(s->cr);
}

static void
draw_y(struct sheet *s)
{
    const struct view *v = &s->view;
    const struct box *f = &s->field;
    double step = step_of(v->y0, v->y1, f->h), widest = 0;
    struct pen pen = {SIZE_SMALL, false, s->figure->colors.muted, ANCHOR_RIGHT};
    struct ticks ticks = ticks_in(v->y0, v->y1, step);
    for (int i = 0; i < ticks.n; i++) {
        char text[NUMBER_TEXT_MAX];
        double at = tick_at(&ticks, i), y = field_place(s, v->x0, at).y;
        tick(s, f->x, y, -TICK, 0);
        number_axis(at, step, false, text);
        widest = fmax(widest, pen_width(s->cr, text, pen));
        pen_write(s->cr, f->x - TICK - 4, y + 4, text, pen);
    }
    name_y(s, f->x - TICK - 4 - widest - 8);
}

void
axes_draw(struct sheet *s)
{
    draw_x(s);
    draw_y(s);
}

static void
fill_bar(struct sheet *s, const struct box *bar)
{
    const struct colormap *map = s->figure->colors.map;
    cairo_pattern_t *ramp = cairo.pattern_create_linear(bar->x, 0, bar->x + bar->w, 0);
    for (int i = 0; i < FIELD_LEVELS; i++) {
        uint32_t rgb = map->field[i];
        cairo.pattern_add_color_stop_rgb(ramp, (double)i / (FIELD_LEVELS - 1),
                                         (rgb >> 16 & 0xff) / 255.0,
                                         (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0);
    }
    cairo.rectangle(s->cr, bar->x, bar->y, bar->w, bar->h);
    cairo.set_source(s->cr, ramp);
    cairo.fill(s->cr);
    cairo.pattern_destroy(ramp);
}

/* Ticks stand at the contours, numbers where they have room. */
static void
mark_bar(struct sheet *s, const struct box *bar)
{
    enum { APART = 8, BEYOND_LEFT = 10, BEYOND_RIGHT = 6 };
    struct levels marks = bar_marks(&s->memory->scale, &s->memory->levels);
    const struct levels *levels = &marks;
    struct pen pen = {SIZE_SMALL, false, s->figure->colors.muted, ANCHOR_MIDDLE};
    struct bar_ticks ticks = {.n = levels->n};
    char text[NUMBER_TEXT_MAX];
    for (size_t i = 0; i < levels->n; i++) {
        double unit = scale_unit(&s->memory->scale, levels->value[i]), x = unit * bar->w;
        double half = pen_width(s->cr, level_text(levels, i, false, text), pen) / 2;
        bool on = unit > 0 && unit < 1;
        if (on)
            tick(s, bar->x + x, bar->y + bar->h, 0, levels->major[i] ? TICK : 3);
        on = on && x - half >= -BEYOND_LEFT && x + half <= bar->w + BEYOND_RIGHT;
        ticks.tick[i] = (struct bar_tick){x - half, x + half + APART, on};
    }
    bar_ticks_choose(&ticks, levels, marks.n > s->memory->levels.n);
    for (size_t i = 0; i < levels->n; i++)
        if (ticks.chosen[i])
            pen_write(s->cr, (ticks.tick[i].from + ticks.tick[i].to - APART) / 2 + bar->x,
                      bar->y + bar->h + 18, level_text(levels, i, false, text), pen);
}

void
bar_draw(struct sheet *s)
{
    struct box bar = s->bar;
    struct pen pen = {SIZE_TEXT, true, s->figure->colors.text, ANCHOR_LEFT};
    if (bar.w == 0)
        return;
    pen_write(s->cr, bar.x, bar.y + bar.h - 2, "loss", pen);
    double left = pen_width(s->cr, "loss", pen) + 12;
    bar.x += left;
    bar.w -= left;
    fill_bar(s, &bar);
    mark_bar(s, &bar);
}
