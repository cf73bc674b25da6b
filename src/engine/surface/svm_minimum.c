/* No Newton step helps where all margins lie on straight pieces, so the minimum is looked
 * for by its convexity alone: along y by bisection on the sign of the slope, along x by
 * golden section on the minimum over y. What that finds to half the digits is then made
 * exact: by Newton for the smooth losses, by the kinks it rests on for the hinge.
 *
 * Near its minimum the hinge's surface is a quadratic, ½ z'Pz + c'z, on which some
 * margins are held at 1: two of them (a corner), one (an edge) or none (a facet). */
#include <math.h>

#include "critical.h"
#include "svm_minimum.h"
#include "symmetric.h"

enum { ROWS_MAX = 2000, NEAR_MAX = 8, BISECTIONS = 64, SECTIONS = 80 };

struct search {
    const struct rv_surface_driver *driver;
    const struct linear_model *m;
    double reach_x, reach_y; /* the minimum lies within */
};

static double
lowest_along_y(const struct search *s, double x, double *y)
{
    double low = -s->reach_y, high = s->reach_y, f;
    for (int i = 0; i < BISECTIONS; i++) {
        double middle = 0.5 * (low + high);
        if (s->driver->eval(s->m, x, middle, &f).y < 0)
            low = middle;
        else
            high = middle;
    }
    *y = 0.5 * (low + high);
    s->driver->eval(s->m, x, *y, &f);
    return f;
}

static struct rv_vec2
search(const struct search *s)
{
    static const double golden = 0.61803398874989485;
    double a = -s->reach_x, d = s->reach_x, y;
    double b = d - golden * (d - a), c = a + golden * (d - a);
    double fb = lowest_along_y(s, b, &y), fc = lowest_along_y(s, c, &y);
    for (int i = 0; i < SECTIONS; i++) {
        if (fb < fc) {
            d = c;
            c = b;
            fc = fb;
            b = d - golden * (d - a);
            fb = lowest_along_y(s, b, &y);
        } else {
            a = b;
            b = c;
            fb = fc;
            c = a + golden * (d - a);
            fc = lowest_along_y(s, c, &y);
        }
    }
    double x = 0.5 * (a + d);
    lowest_along_y(s, x, &y);
    return (struct rv_vec2){x, y};
}

/* The value at the origin bounds the penalty, and with it w; a bias goes no farther than
 * to bring every margin to 1. */
static struct search
make_search(const struct rv_surface_driver *driver, const struct linear_model *m)
{
    struct search s = {.driver = driver, .m = m, .reach_x = sqrt(2 / m->lambda)};
    double widest = 0;
    for (size_t i = 0; i < m->n; i++)
        widest = fmax(widest, fabs(m->u[i]));
    s.reach_y = linear_has_bias(m) ? 1 + s.reach_x * widest : s.reach_x;
    return s;
}

/* The margins that are nearly 1, and the linear part c that the others below 1 make. */
struct facet {
    size_t n_near;
    struct rv_vec2 near[NEAR_MAX]; /* near[i] . z = 1 on the kink */
    struct rv_vec2 c;
};

static bool
read_facet(const struct linear_model *m, struct rv_vec2 at, struct facet *facet)
{
    *facet = (struct facet){0};
    for (size_t i = 0; i < m->n; i++) {
        struct rv_vec2 normal = {m->t[i] * m->u[i], m->t[i] * m->v[i]};
        double gap = 1 - (normal.x * at.x + normal.y * at.y);
        if (fabs(gap) <= 1e-5 * (1 + fabs(normal.x) + fabs(normal.y))) {
            if (facet->n_near == NEAR_MAX)
                return false;
            facet->near[facet->n_near++] = normal;
        } else if (gap > 0) {
            facet->c.x -= normal.x / (double)m->n;
            facet->c.y -= normal.y / (double)m->n;
        }
    }
    return true;
}

/* Take @at instead of *@best where it is no higher, but for rounding. */
static void
keep_lower(const struct search *s, struct rv_vec2 at, struct rv_vec2 *best,
           double *lowest)
{
    double f;
    s->driver->eval(s->m, at.x, at.y, &f);
    if (f <= *lowest + 1e-14 * fabs(*lowest)) {
        *best = at;
        *lowest = fmin(f, *lowest);
    }
}

static void
try_corners(const struct search *s, const struct facet *facet, struct rv_vec2 *best,
            double *lowest)
{
    for (size_t i = 0; i < facet->n_near; i++)
        for (size_t j = 0; j < i; j++) {
            struct rv_vec2 p = facet->near[i], q = facet->near[j];
            double det = p.x * q.y - p.y * q.x;
            if (fabs(det) > 1e-12)
                keep_lower(s, (struct rv_vec2){(q.y - p.y) / det, (p.x - q.x) / det},
                           best, lowest);
        }
}

/* Along the edge near . z = 1 the quadratic has a minimum of its own. */
static void
try_edges(const struct search *s, const struct facet *facet, struct rv_vec2 *best,
          double *lowest)
{
    const double *p = s->m->penalty;
    for (size_t i = 0; i < facet->n_near; i++) {
        struct rv_vec2 a = facet->near[i];
        double length2 = a.x * a.x + a.y * a.y;
        struct rv_vec2 foot = {a.x / length2, a.y / length2}, along = {-a.y, a.x};
        double slope = along.x * (p[0] * foot.x + facet->c.x) +
                       along.y * (p[2] * foot.y + facet->c.y);
        double bend = p[0] * along.x * along.x + p[2] * along.y * along.y;
        double r = bend > 0 ? -slope / bend : 0;
        keep_lower(s, (struct rv_vec2){foot.x + r * along.x, foot.y + r * along.y}, best,
                   lowest);
    }
}

static struct rv_vec2
settle_on_kinks(const struct search *s, struct rv_vec2 at)
{
    struct rv_vec2 best = at, flat;
    struct facet facet;
    double lowest;
    s->driver->eval(s->m, at.x, at.y, &lowest);
    if (!read_facet(s->m, at, &facet))
        return at;
    if (symmetric_solve(s->m->penalty, facet.c, &flat))
        keep_lower(s, (struct rv_vec2){-flat.x, -flat.y}, &best, &lowest);
    try_edges(s, &facet, &best, &lowest);
    try_corners(s, &facet, &best, &lowest);
    return best;
}

bool
svm_minimum(const struct rv_surface_driver *driver, const struct linear_model *m,
            bool kinks, struct rv_vec2 *at)
{
    if (m->lambda == 0 || m->n > ROWS_MAX)
        return false;
    struct search s = make_search(driver, m);
    *at = search(&s);
    if (!kinks)
        return critical_polish(driver, m, at);
    *at = settle_on_kinks(&s, *at);
    return true;
}
