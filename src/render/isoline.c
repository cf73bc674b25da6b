/*
 * Marching squares, a line at a time. A level crosses the edges between neighbouring
 * nodes; a line goes from edge to edge through the squares between them. Each crossed
 * edge belongs to one line, so that a bit for each edge tells what has been walked.
 *
 * An edge is known by its upper or left node and whether it goes across or down. Sides of
 * a square are counted clockwise: top, right, bottom, left.
 */
#include "isoline.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { TOP, RIGHT, BOTTOM, LEFT, NOWHERE };
enum { ACROSS = 1, DOWN = 2 };

struct tracer {
    struct isolines *lines;
    const double *value;
    int w, h;
    double level;
    uint8_t *walked; /* for each node, of its edges ACROSS and DOWN */
};

/* A side of the square whose upper left node is (col, row). */
struct edge {
    int col, row, side;
};

static double
value_at(const struct tracer *t, int col, int row)
{
    return t->value[(size_t)row * (size_t)t->w + (size_t)col];
}

static bool
is_square(const struct tracer *t, int col, int row)
{
    return col >= 0 && row >= 0 && col + 1 < t->w && row + 1 < t->h &&
           isfinite(value_at(t, col, row)) && isfinite(value_at(t, col + 1, row)) &&
           isfinite(value_at(t, col, row + 1)) && isfinite(value_at(t, col + 1, row + 1));
}

/* The node an edge begins at, and its direction. */
static uint8_t
node_of(const struct edge *e, int *col, int *row)
{
    *col = e->col + (e->side == RIGHT);
    *row = e->row + (e->side == BOTTOM);
    return e->side == TOP || e->side == BOTTOM ? ACROSS : DOWN;
}

/* Is the level between the ends of the edge, both of them finite? */
static bool
is_crossed(const struct tracer *t, const struct edge *e)
{
    int col, row;
    uint8_t way = node_of(e, &col, &row);
    double a = value_at(t, col, row);
    double b = value_at(t, col + (way == ACROSS), row + (way == DOWN));
    return isfinite(a) && isfinite(b) && (a > t->level) != (b > t->level);
}

static struct place
crossing(const struct tracer *t, const struct edge *e)
{
    int col, row;
    uint8_t way = node_of(e, &col, &row);
    double a = value_at(t, col, row);
    double b = value_at(t, col + (way == ACROSS), row + (way == DOWN));
    double part = (t->level / 2 - a / 2) / (b / 2 - a / 2); /* b - a may be too large */
    return (struct place){col + (way == ACROSS ? part : 0),
                          row + (way == DOWN ? part : 0)};
}

static uint8_t *
mark_of(const struct tracer *t, const struct edge *e, uint8_t *way)
{
    int col, row;
    *way = node_of(e, &col, &row);
    return &t->walked[(size_t)row * (size_t)t->w + (size_t)col];
}

static bool
was_walked(const struct tracer *t, const struct edge *e)
{
    uint8_t way, *mark = mark_of(t, e, &way);
    return *mark & way;
}

/* Where all four sides are crossed, the mean of the corners tells which two corners are
 * one hill: the line goes round the other two. */
static int
across_saddle(const struct tracer *t, const struct edge *e)
{
    static const int round_upper_right[] = {RIGHT, TOP, LEFT, BOTTOM};
    static const int round_upper_left[] = {LEFT, BOTTOM, RIGHT, TOP};
    double upper_left = value_at(t, e->col, e->row);
    double mean =
        (upper_left / 4 + value_at(t, e->col + 1, e->row) / 4 +
         value_at(t, e->col, e->row + 1) / 4 + value_at(t, e->col + 1, e->row + 1) / 4);
    bool joined = (mean > t->level) == (upper_left > t->level);
    return (joined ? round_upper_right : round_upper_left)[e->side];
}

/* The side by which a line leaves the square that it entered by @e. */
static int
way_out(const struct tracer *t, const struct edge *e)
{
    int out = NOWHERE, n = 0;
    if (!is_square(t, e->col, e->row))
        return NOWHERE;
    for (int side = TOP; side <= LEFT; side++) {
        struct edge other = {e->col, e->row, side};
        if (side != e->side && is_crossed(t, &other)) {
            out = side;
            n++;
        }
    }
    return n == 3 ? across_saddle(t, e) : out;
}

/* The same edge, seen from the square on its other side. */
static struct edge
other_side(struct edge e)
{
    static const int dx[] = {0, 1, 0, -1}, dy[] = {-1, 0, 1, 0};
    static const int opposite[] = {BOTTOM, LEFT, TOP, RIGHT};
    return (struct edge){e.col + dx[e.side], e.row + dy[e.side], opposite[e.side]};
}

static bool
add_place(struct isolines *lines, struct place place)
{
    if (lines->n_places == lines->room_places) {
        size_t room = lines->room_places ? 2 * lines->room_places : 1024;
        struct place *grown = realloc(lines->place, room * sizeof *grown);
        if (!grown)
            return false;
        lines->place = grown;
        lines->room_places = room;
    }
    lines->place[lines->n_places++] = place;
    return true;
}

static bool
add_line(struct isolines *lines, struct isoline line)
{
    if (lines->n_lines == lines->room_lines) {
        size_t room = lines->room_lines ? 2 * lines->room_lines : 64;
        struct isoline *grown = realloc(lines->line, room * sizeof *grown);
        if (!grown)
            return false;
        lines->line = grown;
        lines->room_lines = room;
    }
    lines->line[lines->n_lines++] = line;
    return true;
}

/*
 * Through the squares from @e on, which is crossed, up to the border, a hole or, where
 * the line is closed, the edge it began with.
 * @return false: no memory.
 */
static bool
walk(const struct tracer *t, struct edge e, bool *closed)
{
    *closed = false;
    for (;;) {
        uint8_t way, *mark = mark_of(t, &e, &way);
        *mark |= way;
        if (!add_place(t->lines, crossing(t, &e)))
            return false;
        if (!is_square(t, e.col, e.row))
            return true;
        e.side = way_out(t, &e);
        if (e.side == NOWHERE || was_walked(t, &e)) {
            *closed = true;
            return true;
        }
        e = other_side(e);
    }
}

static void
reverse(struct place *place, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        struct place swap = place[i];
        place[i] = place[n - 1 - i];
        place[n - 1 - i] = swap;
    }
}

/* The line through @e: first one way, then what lies the other way before it. */
static bool
trace_line(const struct tracer *t, size_t index, struct edge e)
{
    struct isolines *lines = t->lines;
    struct isoline line = {.level = index, .first = lines->n_places};
    bool again;
    if (!walk(t, e, &line.closed))
        return false;
    if (!line.closed) {
        reverse(lines->place + line.first, lines->n_places - line.first);
        lines->n_places--; /* the edge from which both ways go */
        if (!walk(t, other_side(e), &again))
            return false;
    }
    line.n = lines->n_places - line.first;
    return add_line(lines, line);
}

/* Most squares lie on one side of the level. */
static bool
may_be_crossed(const double *upper, const double *lower, double level)
{
    bool above = upper[0] > level;
    return (upper[1] > level) != above || (lower[0] > level) != above ||
           (lower[1] > level) != above;
}

/* Each crossed edge of a whole square begins a line, unless one has come by. */
static bool
trace_square(const struct tracer *t, size_t index, int col, int row)
{
    if (!is_square(t, col, row))
        return true;
    for (int side = TOP; side <= LEFT; side++) {
        struct edge e = {col, row, side};
        if (is_crossed(t, &e) && !was_walked(t, &e) && !trace_line(t, index, e))
            return false;
    }
    return true;
}

static bool
trace_all(const struct tracer *t, size_t index)
{
    for (int row = 0; row + 1 < t->h; row++) {
        const double *upper = t->value + (size_t)row * (size_t)t->w;
        for (int col = 0; col + 1 < t->w; col++)
            if (may_be_crossed(upper + col, upper + t->w + col, t->level) &&
                !trace_square(t, index, col, row))
                return false;
    }
    return true;
}

bool
isolines_trace(struct isolines *lines, const double *value, int w, int h, double level,
               size_t index)
{
    size_t n_lines = lines->n_lines, n_places = lines->n_places;
    struct tracer t = {lines, value, w, h, level, NULL};
    t.walked = calloc((size_t)w * (size_t)h + 1, 1);
    bool traced = t.walked && trace_all(&t, index);
    free(t.walked);
    if (!traced) {
        lines->n_lines = n_lines;
        lines->n_places = n_places;
    }
    return traced;
}

void
isolines_finish(struct isolines *lines)
{
    free(lines->line);
    free(lines->place);
    *lines = (struct isolines){0};
}

static double
distance_to(struct place p, struct place a, struct place b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    double part = length2 > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2 : 0;
    part = part < 0 ? 0 : part > 1 ? 1 : part;
    return hypot(p.x - a.x - part * dx, p.y - a.y - part * dy);
}

/* The place between @from and @to farthest from the line that joins them. */
static size_t
farthest(const struct place *place, size_t from, size_t to, double *away)
{
    size_t at = from;
    *away = 0;
    for (size_t i = from + 1; i < to; i++) {
        double d = distance_to(place[i], place[from], place[to]);
        if (d > *away) {
            *away = d;
            at = i;
        }
    }
    return at;
}

/* From front to back: each place that stays looks for the nearest one behind it that
 * leaves nothing far between. Those that were too far stand on a stack. */
size_t
places_simplify(struct place *place, size_t n, double tolerance)
{
    size_t kept = 1, from = 0, depth = 0;
    if (n < 3)
        return n;
    size_t *stack = malloc(n * sizeof *stack);
    if (!stack)
        return n;
    stack[depth++] = n - 1;
    while (depth > 0) {
        double away;
        size_t to = stack[depth - 1], middle = farthest(place, from, to, &away);
        if (away > tolerance) {
            stack[depth++] = middle;
            continue;
        }
        depth--;
        from = to;
        stack[depth] = to;
        place[kept++] = place[to];
    }
    free(stack);
    return kept;
}
