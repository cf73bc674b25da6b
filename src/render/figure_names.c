/*
 * Names of racers beside their heads. Places around a head are tried in rings; each costs
 * what a name would cover there, its distance, and what the line back to the head would
 * cross. The cheapest is taken, so that every racer has a name.
 */
#include <math.h>
#include <stdio.h>

#include "figure_parts.h"

enum { TURNS = 16, RINGS = 10, WEIGHT_NAME = 8 };
/* From a head's middle to the nearest point of its name, in units. */
static const double rings[RINGS] = {13, 18, 26, 36, 48, 62, 80, 102, 128, 160};
static const double led = 17;       /* from here on a line leads to the name */
static const double far_costs = .3; /* a unit of distance, in crossed cells */
static const double kept_saves = 14;

/* A name to be placed; boxes are on the page. */
struct name {
    struct place head;
    double width;
    char text[160];
};

/* Candidate @k of @name, and where it is nearest to the head. */
static struct box
candidate(const struct name *name, int k, struct place *near)
{
    double angle = k % TURNS * (2 * 3.14159265358979323846 / TURNS), h = SIZE_TEXT;
    double r = rings[k / TURNS], dx = cos(angle), dy = sin(angle);
    *near = (struct place){name->head.x + r * dx, name->head.y + r * dy};
    return (struct box){near->x + (dx - 1) / 2 * name->width, near->y + (dy - 1) / 2 * h,
                        name->width, h};
}

/* From the rim of the head. */
static struct place
leader_start(const struct name *name, struct place near)
{
    double dx = near.x - name->head.x, dy = near.y - name->head.y;
    double part = fmin(1, (HEAD / 2.0 + 1) / fmax(hypot(dx, dy), 1e-9));
    return (struct place){name->head.x + part * dx, name->head.y + part * dy};
}

/* Right, then left, then the rest. */
static double
turn_costs(int turn)
{
    if (turn == 0)
        return 0;
    return turn == TURNS / 2 ? 0.5 : turn % 4 == 0 ? 1.5 : 2;
}

static double
cost_of(const struct sheet *s, const struct name *name, int k)
{
    struct place near, from, origin = {s->field.x, s->field.y};
    struct box box = candidate(name, k, &near);
    struct box wide = {box.x - origin.x - 2, box.y - origin.y - 1, box.w + 4, box.h + 2};
    double far = rings[k / TURNS] - rings[0], cost = room_taken(&s->room, wide);
    cost += turn_costs(k % TURNS) + far_costs * far;
    if (rings[k / TURNS] < led)
        return cost;
    from = leader_start(name, near);
    from = (struct place){from.x - origin.x, from.y - origin.y};
    near = (struct place){near.x - origin.x, near.y - origin.y};
    return cost + 3 + 0.5 * room_taken_line(&s->room, from, near);
}

static int
cheapest(const struct sheet *s, const struct name *name, int kept)
{
    int best = 0;
    double least = INFINITY;
    for (int k = 0; k < TURNS * RINGS; k++) {
        double cost = cost_of(s, name, k) - (k == kept ? kept_saves : 0);
        if (cost < least) {
            least = cost;
            best = k;
        }
    }
    return best;
}

static void
draw_leader(struct sheet *s, const struct name *name, struct place near, uint32_t rgb)
{
    struct place from = leader_start(name, near);
    const double widths[] = {3, 1};
    for (int pass = 0; pass < 2; pass++) {
        pen_color(s->cr, pass ? rgb : field_plate(s, from, true));
        cairo.set_line_width(s->cr, widths[pass]);
        cairo.set_line_cap(s->cr, CAIRO_LINE_CAP_BUTT);
        cairo.move_to(s->cr, from.x, from.y);
        cairo.line_to(s->cr, near.x, near.y);
        cairo.stroke(s->cr);
    }
    struct place a = {from.x - s->field.x, from.y - s->field.y};
    struct place b = {near.x - s->field.x, near.y - s->field.y};
    room_take_line(&s->room, a, b);
}

static void
draw_name(struct sheet *s, size_t t, const struct head *head)
{
    const struct figure_track *track = &s->figure->track[t];
    struct pen pen = {SIZE_TEXT, true, track->rgb, ANCHOR_LEFT};
    struct name name = {.head = head->at};
    struct place near;
    snprintf(name.text, sizeof name.text, "%s%s", track->name, head->note);
    name.width = pen_width(s->cr, name.text, pen);
    int k = cheapest(s, &name, s->memory->side[t] - 1);
    s->memory->side[t] = k + 1;
    struct box box = candidate(&name, k, &near);
    struct place middle = {box.x + box.w / 2, box.y + box.h / 2};
    if (rings[k / TURNS] >= led)
        draw_leader(s, &name, near, track->rgb);
    pen_write_on(s->cr, box.x, box.y + box.h - 2.5, name.text, pen,
                 field_plate(s, middle, true));
    box.x -= s->field.x;
    box.y -= s->field.y;
    room_take(&s->room, box, WEIGHT_NAME);
}

/* The chosen racer's first, it has the best place; ghosts have none. */
void
names_draw(struct sheet *s, const struct head *head)
{
    const struct figure *f = s->figure;
    for (int layer = LAYERS; --layer > 0;)
        for (size_t t = 0; t < f->n_tracks; t++)
            if (head[t].shown && track_layer(&f->track[t]) == layer &&
                (f->step > 0 || head[t].outside))
                draw_name(s, t, &head[t]);
}
