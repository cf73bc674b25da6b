/* Heads, marks and long lines of figures. */
#include <math.h>
#include <stddef.h>

#include "figure_parts.h"

static const double pi = 3.14159265358979323846;

/* A regular polygon, its first corner @turn radians clockwise from the top. */
static void
polygon(cairo_t *cr, double x, double y, double r, int n, double turn)
{
    for (int i = 0; i < n; i++) {
        double angle = turn + 2 * pi * i / n - pi / 2;
        cairo.line_to(cr, x + r * cos(angle), y + r * sin(angle));
    }
    cairo.close_path(cr);
}

static void
cross(cairo_t *cr, double x, double y, double r)
{
    static const signed char corner[12][2] = {
        {-1, -3},
        {1,  -3},
        {1,  -1},
        {3,  -1},
        {3,  1 },
        {1,  1 },
        {1,  3 },
        {-1, 3 },
        {-1, 1 },
        {-3, 1 },
        {-3, -1},
        {-1, -1}
    };
    for (int i = 0; i < 12; i++)
        cairo.line_to(cr, x + corner[i][0] * r / 3, y + corner[i][1] * r / 3);
    cairo.close_path(cr);
}

void
shape_path(cairo_t *cr, unsigned shape, double x, double y, double r)
{
    cairo.new_sub_path(cr);
    switch (shape % SHAPES) {
    case SHAPE_DISC:
        cairo.arc(cr, x, y, r * 0.88, 0, 2 * pi);
        cairo.close_path(cr);
        break;
    case SHAPE_SQUARE:
        polygon(cr, x, y, r * 1.1, 4, pi / 4);
        break;
    case SHAPE_UP:
        polygon(cr, x, y + r * 0.18, r * 1.12, 3, 0);
        break;
    case SHAPE_DIAMOND:
        polygon(cr, x, y, r * 1.1, 4, 0);
        break;
    case SHAPE_DOWN:
        polygon(cr, x, y - r * 0.18, r * 1.12, 3, pi);
        break;
    default:
        cross(cr, x, y, r);
        break;
    }
}

static void
round_square(cairo_t *cr, double x, double y, double size)
{
    double r = size / 2, corner = size / 6;
    cairo.new_sub_path(cr);
    cairo.arc(cr, x + r - corner, y - r + corner, corner, -pi / 2, 0);
    cairo.arc(cr, x + r - corner, y + r - corner, corner, 0, pi / 2);
    cairo.arc(cr, x - r + corner, y + r - corner, corner, pi / 2, pi);
    cairo.arc(cr, x - r + corner, y - r + corner, corner, pi, 3 * pi / 2);
    cairo.close_path(cr);
}

void
head_draw(cairo_t *cr, const struct figure_track *track, double x, double y, double size)
{
    if (!track->ghost) {
        round_square(cr, x, y, size);
        pen_color(cr, track->rgb);
        cairo.fill(cr);
    }
    pen_color(cr, track->ghost ? track->rgb : track->ink);
    shape_path(cr, track->shape, x, y, size * (track->hollow ? 0.28 : 0.31));
    if (track->hollow || track->ghost) {
        cairo.set_line_join(cr, CAIRO_LINE_JOIN_MITER);
        cairo.set_line_width(cr, size * 0.11);
        cairo.stroke(cr);
    } else {
        cairo.fill(cr);
    }
}

/* Shrink the part [*from, *to] of a line by one side: p + part q >= 0. */
static bool
clip_side(double p, double q, double *from, double *to)
{
    if (q == 0)
        return p >= 0;
    double at = -p / q;
    if (q > 0)
        *from = fmax(*from, at);
    else
        *to = fmin(*to, at);
    return *from <= *to;
}

/* Liang & Barsky 1984. */
bool
segment_clip(struct place *a, struct place *b, const struct box *box)
{
    double from = 0, to = 1, dx = b->x - a->x, dy = b->y - a->y;
    if (!isfinite(dx) || !isfinite(dy))
        return false;
    if (!clip_side(a->x - box->x, dx, &from, &to) ||
        !clip_side(box->x + box->w - a->x, -dx, &from, &to) ||
        !clip_side(a->y - box->y, dy, &from, &to) ||
        !clip_side(box->y + box->h - a->y, -dy, &from, &to))
        return false;
    struct place start = *a;
    *a = (struct place){start.x + from * dx, start.y + from * dy};
    if (to < 1)
        *b = (struct place){start.x + to * dx, start.y + to * dy};
    return true;
}

/* One unbroken piece. Cairo counts in 1/256 units up to 2^23: far ends must be cut. */
static void
add_piece(cairo_t *cr, const struct place *place, size_t n, const struct box *box)
{
    struct place last = {NAN, NAN};
    for (size_t i = 0; i + 1 < n; i++) {
        struct place a = place[i], b = place[i + 1];
        if (!segment_clip(&a, &b, box))
            continue;
        if (a.x != last.x || a.y != last.y)
            cairo.move_to(cr, a.x, a.y);
        cairo.line_to(cr, b.x, b.y);
        last = b;
    }
}

void
path_stroke(cairo_t *cr, struct place *place, size_t n, const struct box *box)
{
    const double margin = 12, tolerance = 0.03; /* a hair's breadth at any size */
    struct box wide = {box->x - margin, box->y - margin, box->w + 2 * margin,
                       box->h + 2 * margin};
    for (size_t from = 0; from < n;) {
        size_t to = from;
        while (to < n && isfinite(place[to].x) && isfinite(place[to].y))
            to++;
        size_t kept = places_simplify(place + from, to - from, tolerance);
        add_piece(cr, place + from, kept, &wide);
        from = to + 1;
    }
    cairo.stroke(cr);
}
