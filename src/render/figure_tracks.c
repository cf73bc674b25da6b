/* Trails, marks and heads on the field. */
#include <math.h>
#include <stdio.h>

#include "figure_parts.h"
#include "marks.h"

enum { MARK = 6, MARKS_APART = 26 };
/* What a name would cover. */
enum { WEIGHT_MARK = 2, WEIGHT_HEAD = 8 };

/* Where a point of the surface is seen. @return false: it is hidden, or nowhere. */
static bool
seen_at(const struct sheet *s, double x, double y, struct place *at)
{
    if (s->figure->kind == FIGURE_BLOCK)
        return block_place(s, x, y, at);
    *at = field_place(s, x, y);
    return isfinite(at->x) && isfinite(at->y);
}

static bool
in_window(const struct sheet *s, double x, double y)
{
    const struct view *v = &s->view;
    return x >= v->x0 && x <= v->x1 && y >= v->y0 && y <= v->y1;
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

static void
take_way(struct sheet *s, const struct figure_track *track)
{
    struct way way = way_of(s, track, track->n);
    for (int kind = 0; kind < WAY_KINDS; kind++)
        for (size_t i = 0; i + 1 < way.n[kind]; i++) {
            struct place a = way.place[kind][i], b = way.place[kind][i + 1];
            if (isfinite(a.x) && isfinite(b.x))
                room_take_line(&s->room,
                               (struct place){a.x - s->field.x, a.y - s->field.y},
                               (struct place){b.x - s->field.x, b.y - s->field.y});
        }
    way_finish(&way);
}

/* The place of a critical point among others; -1: it is none. */
static int
rank_of(const struct figure_mark *mark)
{
    static const int rank[] = {
        [FIGURE_START] = -1,        [FIGURE_CHANGE] = -1, [FIGURE_MINIMUM] = 0,
        [FIGURE_MINIMUM_LOCAL] = 1, [FIGURE_SADDLE] = 2,  [FIGURE_MAXIMUM] = 3};
    return rank[mark->kind];
}

/* Starts and changes; then critical points, which keep a distance. */
static void
choose_marks(struct sheet *s)
{
    const struct figure *f = s->figure;
    const struct figure_mark *mark[FIGURE_MARKS_MAX];
    struct mark_place place[FIGURE_MARKS_MAX];
    size_t n = 0;
    s->n_marks = 0;
    for (size_t i = 0; i < f->n_marks; i++) {
        const struct figure_mark *own = &f->mark[i];
        struct place at;
        if (!in_window(s, own->x, own->y) || !seen_at(s, own->x, own->y, &at))
            continue;
        if (rank_of(own) < 0) {
            s->mark[s->n_marks++] = own;
            continue;
        }
        place[n] = (struct mark_place){at.x, at.y, rank_of(own), own->value, true, false};
        mark[n++] = own;
    }
    marks_choose(place, n, MARKS_APART, MARKS_APART);
    for (size_t i = 0; i < n; i++)
        if (place[i].shown)
            s->mark[s->n_marks++] = mark[i];
}

void
tracks_take_room(struct sheet *s)
{
    const struct figure *f = s->figure;
    for (size_t t = 0; t < f->n_tracks; t++)
        take_way(s, &f->track[t]);
    choose_marks(s);
    for (size_t i = 0; i < s->n_marks; i++) {
        struct place p;
        seen_at(s, s->mark[i]->x, s->mark[i]->y, &p);
        room_take(&s->room,
                  (struct box){p.x - s->field.x - MARK, p.y - s->field.y - MARK, 2 * MARK,
                               2 * MARK},
                  WEIGHT_MARK);
    }
}

/* What is not seen well: thin and see-through, in one stroke, so that lines on lines do
 * not become a wall. */
static void
draw_faint(struct sheet *s, const struct figure_track *track, struct way *way)
{
    cairo_t *cr = s->cr;
    bool block = s->figure->kind == FIGURE_BLOCK;
    pen_color_through(cr, track->rgb, block ? 0.7 : 0.3);
    cairo.set_line_width(cr, 0.7);
    cairo.set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
    if (block)
        cairo.set_dash(cr, (const double[]){2, 2}, 2, 0);
    path_stroke(cr, way->place[WAY_FAINT], way->n[WAY_FAINT], &s->field);
    cairo.set_dash(cr, NULL, 0, 0);
}

static void
draw_trail(struct sheet *s, const struct figure_track *track)
{
    struct way way = way_of(s, track, track->shown);
    cairo_t *cr = s->cr;
    double width = track->chosen ? 2.8 : track->ghost ? 1.4 : 1.8;
    if (way.n[WAY_FAINT] > 0)
        draw_faint(s, track, &way);
    pen_color(cr, track->rgb);
    cairo.set_line_width(cr, width);
    cairo.set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo.set_line_cap(cr, track->ghost || track->hollow ? CAIRO_LINE_CAP_BUTT
                                                         : CAIRO_LINE_CAP_ROUND);
    if (track->ghost)
        cairo.set_dash(cr, (const double[]){4, 2}, 2, 0);
    else if (track->hollow)
        cairo.set_dash(cr, (const double[]){6, 4}, 2, 0);
    path_stroke(cr, way.place[WAY_CLEAR], way.n[WAY_CLEAR], &s->field);
    cairo.set_dash(cr, NULL, 0, 0);
    way_finish(&way);
}

static void
star_path(cairo_t *cr, struct place p, double r)
{
    cairo.new_sub_path(cr);
    for (int i = 0; i < 10; i++) {
        double angle = 3.14159265358979323846 * (i / 5.0 - 0.5);
        double far = i % 2 ? r * 0.42 : r;
        cairo.line_to(cr, p.x + far * cos(angle), p.y + far * sin(angle));
    }
    cairo.close_path(cr);
}

static void
mark_path(cairo_t *cr, struct place p, double r, enum figure_mark_kind kind)
{
    cairo.new_path(cr);
    switch (kind) {
    case FIGURE_START:
        cairo.arc(cr, p.x, p.y, r * 0.85, 0, 2 * 3.14159265358979323846);
        break;
    case FIGURE_MINIMUM:
    case FIGURE_MINIMUM_LOCAL:
        star_path(cr, p, r * 1.35);
        break;
    case FIGURE_SADDLE:
        cairo.move_to(cr, p.x - r * 0.7, p.y - r * 0.7);
        cairo.rel_line_to(cr, r * 1.4, r * 1.4);
        cairo.move_to(cr, p.x - r * 0.7, p.y + r * 0.7);
        cairo.rel_line_to(cr, r * 1.4, -r * 1.4);
        break;
    case FIGURE_MAXIMUM:
        shape_path(cr, SHAPE_DOWN, p.x, p.y, r * 0.9);
        break;
    case FIGURE_CHANGE:
        shape_path(cr, SHAPE_DIAMOND, p.x, p.y, r);
        break;
    }
}

/* In white (black) with a thin rim of the ground: marks may lie on any trail. */
static void
draw_mark(struct sheet *s, const struct figure_mark *mark)
{
    cairo_t *cr = s->cr;
    struct place p;
    seen_at(s, mark->x, mark->y, &p);
    bool minor = rank_of(mark) > 0;
    mark_path(cr, p, minor ? MARK * 0.75 : MARK, mark->kind);
    cairo.set_line_join(cr, CAIRO_LINE_JOIN_MITER);
    cairo.set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
    pen_color(cr, s->figure->colors.page);
    cairo.set_line_width(cr, minor ? 2.8 : 3.4);
    cairo.stroke_preserve(cr);
    pen_color(cr, s->figure->colors.bright);
    cairo.set_line_width(cr, minor ? 1.1 : 1.5);
    if (mark->kind == FIGURE_MINIMUM)
        cairo.fill(cr);
    else
        cairo.stroke(cr);
}

/* How far, and with which loss. */
static void
write_note(const struct sheet *s, const struct figure_track *track,
           const struct figure_point *point, struct head *head)
{
    char loss[48], away[48];
    const struct view *v = &s->view;
    double x = point->x - (v->x0 + v->x1) / 2, y = point->y - (v->y0 + v->y1) / 2;
    const struct figure_point *last = &track->point[track->shown - 1];
    snprintf(head->note, sizeof head->note, "  %s, %s away",
             figure_number(last->loss, 2, loss, sizeof loss),
             figure_number(hypot(x, y), 2, away, sizeof away));
}

/* On the edge where the line from the window's centre leaves; on the map a head's breadth
 * within it. */
static void
place_outside(const struct sheet *s, const struct figure_track *track,
              const struct figure_point *point, struct head *head)
{
    const struct view *v = &s->view;
    double cx = (v->x0 + v->x1) / 2, cy = (v->y0 + v->y1) / 2;
    double dx = point->x - cx, dy = point->y - cy;
    bool block = s->figure->kind == FIGURE_BLOCK;
    double in = block ? 0.999 : 1 - HEAD / s->field.w,
           up = block ? in : 1 - HEAD / s->field.h;
    double far = fmax(fabs(dx) / ((v->x1 - v->x0) / 2 * in),
                      fabs(dy) / ((v->y1 - v->y0) / 2 * up));
    struct place center;
    head->hidden = !seen_at(s, cx + dx / far, cy + dy / far, &head->at);
    seen_at(s, cx, cy, &center);
    head->direction = atan2(head->at.y - center.y, head->at.x - center.x);
    head->outside = true;
    write_note(s, track, point, head);
}

static struct head
find_head(const struct sheet *s, const struct figure_track *track)
{
    struct head head = {0};
    const struct figure_point *point = head_point(track);
    if (!point)
        return head;
    if (in_window(s, point->x, point->y))
        head.hidden = !seen_at(s, point->x, point->y, &head.at);
    else
        place_outside(s, track, point, &head);
    head.shown = isfinite(head.at.x) && isfinite(head.at.y);
    return head;
}

/* An arrow where it has gone. */
static void
draw_head(struct sheet *s, const struct figure_track *track, const struct head *head)
{
    struct figure_track look = *track;
    look.ghost = look.ghost || head->hidden; /* behind the block: without a ground */
    if (!head->outside) {
        head_draw(s->cr, &look, head->at.x, head->at.y, HEAD);
        return;
    }
    look.shape = SHAPE_UP;
    cairo.save(s->cr);
    cairo.translate(s->cr, head->at.x, head->at.y);
    cairo.rotate(s->cr, head->direction + 1.5707963267948966);
    head_draw(s->cr, &look, 0, 0, HEAD);
    cairo.restore(s->cr);
}

int
track_layer(const struct figure_track *track)
{
    return track->ghost ? 0 : track->chosen ? 2 : 1;
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
                      WEIGHT_HEAD);
    }
    for (int layer = 0; layer < LAYERS; layer++)
        for (size_t t = 0; t < f->n_tracks; t++)
            if (head[t].shown && track_layer(&f->track[t]) == layer)
                draw_head(s, &f->track[t], &head[t]);
    names_draw(s, head);
}

void
tracks_draw(struct sheet *s)
{
    const struct figure *f = s->figure;
    cairo.save(s->cr);
    cairo.rectangle(s->cr, s->field.x, s->field.y, s->field.w, s->field.h);
    cairo.clip(s->cr);
    for (int layer = 0; layer < LAYERS; layer++)
        for (size_t t = 0; t < f->n_tracks; t++)
            if (track_layer(&f->track[t]) == layer)
                draw_trail(s, &f->track[t]);
    cairo.restore(s->cr);
    for (size_t i = 0; i < s->n_marks; i++)
        draw_mark(s, s->mark[i]);
    draw_heads(s);
}
