/* Tracks as they are drawn: on the map straight from step to step, on the block over its
 * surface. */
#include <math.h>
#include <stdlib.h>

#include "figure_parts.h"

static const double stride = 2.5; /* units between places on the block */
enum { STRIDES_MOST = 400 };

static void
add_place(struct way *way, int kind, struct place place)
{
    if (way->n[kind] == way->room[kind]) {
        size_t room = 2 * way->room[kind] + 256;
        struct place *grown = realloc(way->place[kind], room * sizeof *grown);
        if (!grown) {
            way->full = true;
            return;
        }
        way->place[kind] = grown;
        way->room[kind] = room;
    }
    way->place[kind][way->n[kind]++] = place;
}

/* One after the other joined to it, unless that was of the other kind. */
static void
add_piece(struct way *way, int kind, struct place a, struct place b)
{
    size_t n = way->n[kind];
    const struct place *last = n > 0 ? &way->place[kind][n - 1] : NULL;
    if (!last || last->x != a.x || last->y != a.y) {
        if (n > 0)
            add_place(way, kind, (struct place){NAN, NAN});
        add_place(way, kind, a);
    }
    add_place(way, kind, b);
}

static bool
is_inside(struct place p, const struct box *box)
{
    return p.x >= box->x && p.x <= box->x + box->w && p.y >= box->y &&
           p.y <= box->y + box->h;
}

static void
add_straight(const struct sheet *s, struct way *way, const struct figure_point *from,
             const struct figure_point *to)
{
    struct place a = field_place(s, from->x, from->y), b = field_place(s, to->x, to->y);
    bool faint = !is_inside(a, &s->field) && !is_inside(b, &s->field);
    if (isfinite(a.x) && isfinite(a.y) && isfinite(b.x) && isfinite(b.y))
        add_piece(way, faint ? WAY_FAINT : WAY_CLEAR, a, b);
}

static void
add_draped(const struct sheet *s, struct way *way, const struct figure_point *from,
           const struct figure_point *to)
{
    const struct view *v = &s->view;
    struct box window = {v->x0, v->y0, v->x1 - v->x0, v->y1 - v->y0};
    struct place a = {from->x, from->y}, b = {to->x, to->y}, p, last;
    bool crossing = !is_inside(a, &window) && !is_inside(b, &window);
    if (crossing || !segment_clip(&a, &b, &window))
        return;
    bool seen = block_place(s, a.x, a.y, &last);
    block_place(s, b.x, b.y, &p);
    double length = hypot(p.x - last.x, p.y - last.y);
    int n = 1 + (int)fmin(length / stride, STRIDES_MOST);
    for (int i = 1; i <= n; i++) {
        double part = (double)i / n;
        bool sees =
            block_place(s, a.x + part * (b.x - a.x), a.y + part * (b.y - a.y), &p);
        add_piece(way, seen && sees ? WAY_CLEAR : WAY_FAINT, last, p);
        seen = sees;
        last = p;
    }
}

struct way
way_of(const struct sheet *s, const struct figure_track *track, size_t n)
{
    struct way way = {0};
    for (size_t i = 0; i + 1 < n && !way.full; i++) {
        const struct figure_point *from = &track->point[i], *to = &track->point[i + 1];
        if (s->figure->kind == FIGURE_BLOCK)
            add_draped(s, &way, from, to);
        else
            add_straight(s, &way, from, to);
    }
    return way;
}

void
way_finish(struct way *way)
{
    for (int kind = 0; kind < WAY_KINDS; kind++)
        free(way->place[kind]);
    *way = (struct way){0};
}
