/*
 * Minima of a surface about which nothing is known: from every point of a raster that is
 * lower than its neighbours downhill, to where the gradient vanishes or to the tip of a
 * kink. What is no point but a floor, without end or at one height, is left out.
 */
#include <math.h>
#include <stdlib.h>

#include "critical.h"
#include "symmetric.h"

struct ground {
    const struct rv_surface_driver *driver;
    const void *self;
    size_t left; /* how often it may still be looked at */
};

/* Cells across the raster. */
enum { FINEST = 128, COARSEST = 16 };

struct raster {
    int size; /* cells across; points are one more */
    struct rv_window window;
    double *values;
};

static double
raster_at(const struct raster *raster, int column, int row)
{
    if (column < 0 || row < 0 || column > raster->size || row > raster->size)
        return INFINITY;
    return raster->values[row * (raster->size + 1) + column];
}

static struct rv_vec2
raster_point(const struct raster *raster, int column, int row)
{
    struct rv_window w = raster->window;
    return (struct rv_vec2){w.x0 + (w.x1 - w.x0) * column / raster->size,
                            w.y0 + (w.y1 - w.y0) * row / raster->size};
}

static bool
make_raster(struct ground *s, struct raster *raster)
{
    double x[FINEST + 1];
    size_t n = (size_t)raster->size + 1;
    raster->values = malloc(n * n * sizeof *raster->values);
    if (!raster->values)
        return false;
    for (int i = 0; i <= raster->size; i++)
        x[i] = raster_point(raster, i, 0).x;
    for (int i = 0; i <= raster->size; i++)
        s->driver->values(s->self, x, raster_point(raster, 0, i).y, n,
                          raster->values + (size_t)i * n);
    return true;
}

/* Of equal neighbours the first one is the lowest, so that a flat floor has few. */
static bool
is_lowest(const struct raster *raster, int column, int row)
{
    double f = raster_at(raster, column, row);
    if (!isfinite(f))
        return false;
    for (int k = 0; k < 9; k++) {
        double other = raster_at(raster, column + k % 3 - 1, row + k / 3 - 1);
        if (other < f || (k < 4 && other == f))
            return false;
    }
    return true;
}

/* NaN when the time is up: nothing is lower then, and every search ends. */
static struct rv_vec2
slope_at(struct ground *s, struct rv_vec2 at, double *f)
{
    if (s->left == 0) {
        *f = NAN;
        return (struct rv_vec2){NAN, NAN};
    }
    s->left--;
    return s->driver->eval(s->self, at.x, at.y, f);
}

static void
curvature_at(struct ground *s, struct rv_vec2 at, double h[3])
{
    s->left -= s->left > 0;
    s->driver->hessian(s->self, at.x, at.y, h);
}

/* Newton's last steps. They are few, or lead nowhere. */
static bool
polish(struct ground *s, struct rv_vec2 *at)
{
    enum { STEPS = 16 };
    s->left -= s->left < STEPS ? s->left : STEPS;
    return critical_polish(s->driver, s->self, at);
}

static double
value_at(struct ground *s, struct rv_vec2 at)
{
    double f;
    slope_at(s, at, &f);
    return f;
}

/* Newton's direction; where the surface does not curve upwards, with as much added to the
 * curvature as makes it point downhill. */
static bool
downhill(struct ground *s, struct rv_vec2 at, struct rv_vec2 g, struct rv_vec2 *step)
{
    double h[3], eigenvalue[2];
    curvature_at(s, at, h);
    symmetric_eigenvalues(h, eigenvalue);
    double most = fmax(fabs(eigenvalue[0]), fabs(eigenvalue[1]));
    if (eigenvalue[0] < 1e-6 * most) {
        double more = 1e-3 * most - eigenvalue[0];
        h[0] += more;
        h[2] += more;
    }
    return symmetric_solve(h, g, step);
}

/* Go down by Newton's steps, halved until the value falls. */
static void
descend(struct ground *s, struct rv_vec2 *at)
{
    for (int turn = 0; turn < 200; turn++) {
        double f, below = NAN, length = 1;
        struct rv_vec2 step, next = *at, g = slope_at(s, *at, &f);
        if (!downhill(s, *at, g, &step))
            return;
        for (; length > 1e-10 && !(below < f); length /= 2) {
            next = (struct rv_vec2){at->x - length * step.x, at->y - length * step.y};
            below = value_at(s, next);
        }
        if (!(below < f))
            return;
        *at = next;
    }
}

/* Where there is no Hessian to follow, at a kink: by halving steps along the axes and
 * diagonals. */
static void
creep_down(struct ground *s, struct rv_vec2 *at, double step, double least)
{
    static const double ways[8][2] = {
        {1,  0 },
        {0,  1 },
        {-1, 0 },
        {0,  -1},
        {1,  1 },
        {-1, -1},
        {1,  -1},
        {-1, 1 },
    };
    double f = value_at(s, *at);
    for (int turn = 0; turn < 2000 && step > least; turn++) {
        bool moved = false;
        for (int k = 0; k < 8 && !moved; k++) {
            struct rv_vec2 next = {at->x + step * ways[k][0], at->y + step * ways[k][1]};
            double below = value_at(s, next);
            moved = below < f;
            if (moved) {
                *at = next;
                f = below;
            }
        }
        if (!moved)
            step /= 2;
    }
}

/* Do all points around lie higher? Else it is a slope, or a floor without end. */
static bool
is_pit(struct ground *s, struct rv_vec2 at, double radius)
{
    double f = value_at(s, at);
    for (int k = 0; k < 16; k++) {
        double angle = (k + 0.5) * 0.39269908169872414;
        struct rv_vec2 other = {at.x + radius * cos(angle), at.y + radius * sin(angle)};
        if (!(value_at(s, other) > f))
            return false;
    }
    return isfinite(f);
}

/* The direction in which the surface at @at curves least, and how strongly against the
 * strongest. */
static double
flattest(struct ground *s, struct rv_vec2 at, struct rv_vec2 *way)
{
    double h[3], eigenvalue[2];
    curvature_at(s, at, h);
    symmetric_eigenvalues(h, eigenvalue);
    struct rv_vec2 p = {h[1], eigenvalue[0] - h[0]}, q = {eigenvalue[0] - h[2], h[1]};
    double length = hypot(p.x, p.y);
    if (length < hypot(q.x, q.y)) {
        p = q;
        length = hypot(q.x, q.y);
    }
    *way = length > 0 ? (struct rv_vec2){p.x / length, p.y / length}
                      : (struct rv_vec2){1, 0};
    return fabs(eigenvalue[0]) / fabs(eigenvalue[1]);
}

/* Does the floor go on at the same height? Then it is no point: away from it, along the
 * flattest direction, one does not come back. */
static bool
is_floor(struct ground *s, struct rv_vec2 at, double radius)
{
    struct rv_vec2 way;
    double f = value_at(s, at);
    if (flattest(s, at, &way) > 1e-6)
        return false;
    for (int side = -1; side <= 1; side += 2) {
        struct rv_vec2 other = {at.x + side * radius * way.x,
                                at.y + side * radius * way.y};
        descend(s, &other);
        if (hypot(other.x - at.x, other.y - at.y) > radius / 2 &&
            value_at(s, other) <= f + 1e-12 * (1 + fabs(f)))
            return true;
    }
    return false;
}

/* Is the point as low as its slope leads? What creeping leaves on the floor of a bent
 * valley is not. */
static bool
is_bottom(struct ground *s, struct rv_vec2 at, double step)
{
    double f;
    struct rv_vec2 g = slope_at(s, at, &f);
    double norm = hypot(g.x, g.y);
    for (double length = step; length > 1e-9 * step && norm > 0; length /= 2)
        if (value_at(s, (struct rv_vec2){at.x - length * g.x / norm,
                                         at.y - length * g.y / norm}) < f)
            return false;
    return true;
}

/* The minimum below a raster point. @return false: there is none. */
static bool
find_minimum(struct ground *s, struct rv_vec2 *at, double step)
{
    struct rv_vec2 newton = *at;
    descend(s, &newton);
    if (polish(s, &newton) && !(value_at(s, newton) > value_at(s, *at)) &&
        is_pit(s, newton, step / 64)) {
        *at = newton;
        return !is_floor(s, newton, step / 8);
    }
    creep_down(s, at, step, step * 1e-13);
    return is_pit(s, *at, step / 64) && is_bottom(s, *at, step / 64) &&
           !is_floor(s, *at, step / 8);
}

static bool
is_new(const struct rv_critical *points, size_t n, struct rv_vec2 at, double apart)
{
    for (size_t i = 0; i < n; i++)
        if (hypot(points[i].at.x - at.x, points[i].at.y - at.y) < apart)
            return false;
    return true;
}

static bool
is_within(struct rv_window w, struct rv_vec2 at)
{
    return at.x >= w.x0 && at.x <= w.x1 && at.y >= w.y0 && at.y <= w.y1;
}

struct candidate {
    int column, row;
    double value;
};
enum { CANDIDATES_MAX = (FINEST + 1) * (FINEST + 1) };

static int
by_value(const void *a, const void *b)
{
    const struct candidate *p = a, *q = b;
    if (p->value != q->value)
        return p->value < q->value ? -1 : 1;
    return p->row != q->row ? p->row - q->row : p->column - q->column;
}

/* The points lower than their neighbours, the lowest first. */
static struct candidate *
list_candidates(const struct raster *raster, size_t *n)
{
    struct candidate *list = malloc(CANDIDATES_MAX * sizeof *list);
    *n = 0;
    for (int row = 0; list && row <= raster->size; row++)
        for (int column = 0; column <= raster->size; column++)
            if (is_lowest(raster, column, row))
                list[(*n)++] =
                    (struct candidate){column, row, raster_at(raster, column, row)};
    if (list)
        qsort(list, *n, sizeof *list, by_value);
    return list;
}

/* A rugged surface has thousands of candidates; so many are followed. */
enum { TRIES_MAX = 2 * RV_CRITICAL_MAX };

static size_t
follow_candidates(struct ground *ground, const struct raster *raster,
                  struct rv_critical *out, size_t max)
{
    struct rv_window w = raster->window;
    double step = fmax(w.x1 - w.x0, w.y1 - w.y0) / raster->size;
    size_t n = 0, n_candidates;
    struct candidate *candidates = list_candidates(raster, &n_candidates);
    for (size_t i = 0; i < n_candidates && i < TRIES_MAX && n < max; i++) {
        struct rv_vec2 at = raster_point(raster, candidates[i].column, candidates[i].row);
        if (find_minimum(ground, &at, step) && is_within(w, at) &&
            is_new(out, n, at, step / 64))
            out[n++] = (struct rv_critical){at, value_at(ground, at), RV_MINIMUM};
    }
    free(candidates);
    return n;
}

size_t
critical_search(const struct rv_surface_driver *driver, const void *self,
                struct rv_window window, size_t looks, struct rv_critical *out,
                size_t max)
{
    struct ground ground = {driver, self, looks};
    struct raster raster = {.size = FINEST, .window = window};
    while (raster.size >= COARSEST && (size_t)(raster.size * raster.size) > looks)
        raster.size /= 2;
    if (raster.size < COARSEST || !make_raster(&ground, &raster))
        return 0;
    size_t n = follow_candidates(&ground, &raster, out, max);
    free(raster.values);
    critical_rank(out, n);
    return n;
}
