/* Trails, marks, heads and names on the field. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "figure_parts.h"

enum { HEAD = 15, MARK = 6, SIDES = 24, LAYERS = 3 };
/* What a name would cover, and how much of it is too much: eight cells are a line that
 * crosses it. */
enum { WEIGHT_MARK = 1, WEIGHT_NAME = 8, CROWDED = 24 };

static struct place
point_place(const struct sheet *s, const struct figure_point *p)
{
    return field_place(s, p->x, p->y);
}

/* Where the run last had a place: the last row of a diverged one may have none. */
static const struct figure_point *
head_point(const struct figure_track *track)
{
    for (size_t i = track->shown; i-- > 0;)
        if (isfinite(track->point[i].x) && isfinite(track->point[i].y))
            return &track->point[i];
    return NULL;
}

void
tracks_take_room(struct sheet *s)
{
    const struct figure *f = s->figure;
    for (size_t t = 0; t < f->n_tracks; t++)
        for (size_t i = 0; i + 1 < f->track[t].n; i++) {
            struct place a = point_place(s, &f->track[t].point[i]);
            struct place b = point_place(s, &f->track[t].point[i + 1]);
            a = (struct place){a.x - s->field.x, a.y - s->field.y};
            b = (struct place){b.x - s->field.x, b.y - s->field.y};
            room_take_line(&s->room, a, b);
        }
    for (size_t i = 0; i < f->n_marks; i++) {
        struct place p = field_place(s, f->mark[i].x, f->mark[i].y);
        room_take(&s->room,
                  (struct box){p.x - s->field.x - MARK, p.y - s->field.y - MARK, 2 * MARK,
                               2 * MARK},
                  WEIGHT_MARK);
    }
}

static void
draw_trail(struct sheet *s, const struct figure_track *track)
{
    struct place *place = calloc(track->shown + 1, sizeof *place);
    if (!place)
        return;
    for (size_t i = 0; i < track->shown; i++)
        place[i] = point_place(s, &track->point[i]);
    cairo_t *cr = s->cr;
    double width = track->chosen ? 2.8 : track->ghost ? 1.4 : 1.8;
    pen_color(cr, track->rgb);
    cairo_set_line_width(cr, width);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr, track->ghost || track->hollow ? CAIRO_LINE_CAP_BUTT
                                                         : CAIRO_LINE_CAP_ROUND);
    if (track->ghost)
        cairo_set_dash(cr, (const double[]){4, 2}, 2, 0);
    else if (track->hollow)
        cairo_set_dash(cr, (const double[]){6, 4}, 2, 0);
    path_stroke(cr, place, track->shown, &s->field);
    cairo_set_dash(cr, NULL, 0, 0);
    free(place);
}

static void
star_path(cairo_t *cr, struct place p, double r)
{
    cairo_new_sub_path(cr);
    for (int i = 0; i < 10; i++) {
        double angle = 3.14159265358979323846 * (i / 5.0 - 0.5);
        double far = i % 2 ? r * 0.42 : r;
        cairo_line_to(cr, p.x + far * cos(angle), p.y + far * sin(angle));
    }
    cairo_close_path(cr);
}

static void
mark_path(cairo_t *cr, struct place p, enum figure_mark_kind kind)
{
    cairo_new_path(cr);
    switch (kind) {
    case FIGURE_START:
        cairo_arc(cr, p.x, p.y, MARK * 0.85, 0, 2 * 3.14159265358979323846);
        break;
    case FIGURE_MINIMUM:
    case FIGURE_MINIMUM_LOCAL:
        star_path(cr, p, MARK * 1.35);
        break;
    case FIGURE_SADDLE:
        cairo_move_to(cr, p.x - MARK * 0.7, p.y - MARK * 0.7);
        cairo_rel_line_to(cr, MARK * 1.4, MARK * 1.4);
        cairo_move_to(cr, p.x - MARK * 0.7, p.y + MARK * 0.7);
        cairo_rel_line_to(cr, MARK * 1.4, -MARK * 1.4);
        break;
    case FIGURE_MAXIMUM:
        shape_path(cr, SHAPE_DOWN, p.x, p.y, MARK * 0.9);
        break;
    case FIGURE_CHANGE:
        shape_path(cr, SHAPE_DIAMOND, p.x, p.y, MARK);
        break;
    }
}

/* In white (black) with a thin rim of the ground: marks may lie on any trail. */
static void
draw_mark(struct sheet *s, const struct figure_mark *mark)
{
    cairo_t *cr = s->cr;
    struct place p = field_place(s, mark->x, mark->y);
    const struct box *f = &s->field;
    if (!(p.x >= f->x && p.x <= f->x + f->w && p.y >= f->y && p.y <= f->y + f->h))
        return;
    mark_path(cr, p, mark->kind);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_MITER);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
    pen_color(cr, s->figure->colors.page);
    cairo_set_line_width(cr, 3.4);
    cairo_stroke_preserve(cr);
    pen_color(cr, s->figure->colors.bright);
    cairo_set_line_width(cr, 1.5);
    if (mark->kind == FIGURE_MINIMUM)
        cairo_fill(cr);
    else
        cairo_stroke(cr);
}

struct head {
    struct place at;
    bool shown, outside;
    double direction; /* outside: where the racer is */
    char note[96];    /* and how far, with its loss */
};

/* On the edge where the line from the window's centre leaves. */
static void
place_outside(const struct sheet *s, const struct figure_track *track,
              const struct figure_point *point, struct head *head)
{
    const struct box *f = &s->field;
    const struct view *v = &s->view;
    struct place center = {f->x + f->w / 2, f->y + f->h / 2};
    double dx = head->at.x - center.x, dy = head->at.y - center.y;
    double far =
        fmax(fabs(dx) / (f->w / 2 - HEAD / 2.0), fabs(dy) / (f->h / 2 - HEAD / 2.0));
    head->at = (struct place){center.x + dx / far, center.y + dy / far};
    head->direction = atan2(dy, dx);
    head->outside = true;
    char loss[48], away[48];
    double x = point->x - (v->x0 + v->x1) / 2, y = point->y - (v->y0 + v->y1) / 2;
    const struct figure_point *last = &track->point[track->shown - 1];
    snprintf(head->note, sizeof head->note, "  %s, %s away",
             figure_number(last->loss, 2, loss, sizeof loss),
             figure_number(hypot(x, y), 2, away, sizeof away));
}

static struct head
find_head(const struct sheet *s, const struct figure_track *track)
{
    const struct box *f = &s->field;
    struct head head = {0};
    const struct figure_point *point = head_point(track);
    if (!point)
        return head;
    head.at = point_place(s, point);
    head.shown = isfinite(head.at.x) && isfinite(head.at.y);
    if (head.shown && !(head.at.x >= f->x && head.at.x <= f->x + f->w &&
                        head.at.y >= f->y && head.at.y <= f->y + f->h))
        place_outside(s, track, point, &head);
    return head;
}

/* An arrow where it has gone. */
static void
draw_head(struct sheet *s, const struct figure_track *track, const struct head *head)
{
    if (!head->outside) {
        head_draw(s->cr, track, head->at.x, head->at.y, HEAD);
        return;
    }
    struct figure_track arrow = *track;
    arrow.shape = SHAPE_UP;
    cairo_save(s->cr);
    cairo_translate(s->cr, head->at.x, head->at.y);
    cairo_rotate(s->cr, head->direction + 1.5707963267948966);
    head_draw(s->cr, &arrow, 0, 0, HEAD);
    cairo_restore(s->cr);
}

/* Side @side of a head: right, left, below, above, and the same further out. */
static struct box
beside(const struct head *head, double width, int side)
{
    double out = 9 * (side / 4), h = SIZE_TEXT;
    struct box box = {head->at.x, head->at.y - h / 2, width, h};
    switch (side % 4) {
    case 0:
        box.x += 13 + out;
        break;
    case 1:
        box.x -= 13 + out + width;
        break;
    case 2:
        box.x -= side / 4 % 2 ? width / 2 : HEAD / 2.0;
        box.y += 18 + out;
        break;
    default:
        box.x -= side / 4 % 2 ? width / 2 : HEAD / 2.0;
        box.y -= 18 + out;
        break;
    }
    return box;
}

/* -1: a name there would cover others; the legend has it. */
static int
best_side(const struct sheet *s, const struct head *head, double width, int kept)
{
    int best = 0, least = -1;
    for (int k = 0; k < SIDES; k++) {
        int side = kept > 0 ? (kept - 1 + k) % SIDES : k;
        struct box box = beside(head, width, side);
        box.x -= s->field.x + 2;
        box.y -= s->field.y + 1;
        box.w += 4;
        box.h += 2;
        int bad = room_taken(&s->room, box);
        if (bad == 0 && k < 4)
            return side;
        bad += 2 * (side / 4); /* far from its head a name is nobody's */
        if (least < 0 || bad < least) {
            least = bad;
            best = side;
        }
    }
    return least < CROWDED || head->outside ? best : -1;
}

static void
draw_name(struct sheet *s, size_t t, const struct head *head)
{
    const struct figure_track *track = &s->figure->track[t];
    char text[160];
    snprintf(text, sizeof text, "%s%s", track->name, head->note);
    struct pen pen = {SIZE_TEXT, true, track->rgb, ANCHOR_LEFT};
    double width = pen_width(s->cr, text, pen);
    int side = best_side(s, head, width, s->memory->side[t]);
    if (side < 0)
        return;
    s->memory->side[t] = side + 1;
    struct box box = beside(head, width, side);
    struct place middle = {box.x + box.w / 2, box.y + box.h / 2};
    pen_write_on(s->cr, box.x, box.y + box.h - 2, text, pen,
                 field_plate(s, middle, true));
    box.x -= s->field.x;
    box.y -= s->field.y;
    room_take(&s->room, box, WEIGHT_NAME);
}

/* A racer stands before its ghosts, the chosen one before all. */
static bool
in_layer(const struct figure_track *track, int layer)
{
    return layer == (track->ghost ? 0 : track->chosen ? 2 : 1);
}

static void
draw_heads(struct sheet *s)
{
    const struct figure *f = s->figure;
    struct head head[FIGURE_TRACKS_MAX];
    for (size_t t = 0; t < f->n_tracks; t++) {
        head[t] = find_head(s, &f->track[t]);
        head[t].shown = head[t].shown && !(f->track[t].ghost && head[t].outside);
        if (head[t].shown)
            room_take(&s->room,
                      (struct box){head[t].at.x - s->field.x - HEAD / 2.0,
                                   head[t].at.y - s->field.y - HEAD / 2.0, HEAD, HEAD},
                      WEIGHT_NAME);
    }
    for (int layer = 0; layer < LAYERS; layer++)
        for (size_t t = 0; t < f->n_tracks; t++)
            if (head[t].shown && in_layer(&f->track[t], layer))
                draw_head(s, &f->track[t], &head[t]);
    for (int layer = LAYERS; --layer > 0;)
        for (size_t t = 0; t < f->n_tracks; t++)
            if (head[t].shown && in_layer(&f->track[t], layer) &&
                (f->step > 0 || head[t].outside))
                draw_name(s, t, &head[t]);
}

void
tracks_draw(struct sheet *s)
{
    const struct figure *f = s->figure;
    cairo_save(s->cr);
    cairo_rectangle(s->cr, s->field.x, s->field.y, s->field.w, s->field.h);
    cairo_clip(s->cr);
    for (int layer = 0; layer < LAYERS; layer++)
        for (size_t t = 0; t < f->n_tracks; t++)
            if (in_layer(&f->track[t], layer))
                draw_trail(s, &f->track[t]);
    cairo_restore(s->cr);
    for (size_t i = 0; i < f->n_marks; i++)
        draw_mark(s, &f->mark[i]);
    draw_heads(s);
}
