#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "critical.h"
#include "symmetric.h"

enum { GRID = 96, ITERATIONS = 100 };

static double
norm(struct rv_vec2 v)
{
    return sqrt(v.x * v.x + v.y * v.y);
}

/* A step too small to move the point: as near as doubles come. */
static bool
settled(struct rv_vec2 at, struct rv_vec2 step)
{
    return fabs(step.x) <= 4 * DBL_EPSILON * (1e-3 + fabs(at.x)) &&
           fabs(step.y) <= 4 * DBL_EPSILON * (1e-3 + fabs(at.y));
}

bool
critical_polish(const struct rv_surface_driver *driver, const void *self,
                struct rv_vec2 *at)
{
    double last = INFINITY;
    for (int i = 0; i < ITERATIONS; i++) {
        double f, h[3];
        struct rv_vec2 step, g = driver->eval(self, at->x, at->y, &f);
        if (g.x == 0 && g.y == 0)
            return true;
        driver->hessian(self, at->x, at->y, h);
        if (!symmetric_solve(h, g, &step))
            return false;
        /* Rounding makes the steps of the end jitter: small and no longer shrinking. */
        if (settled(*at, step) || (norm(step) < 1e-9 && norm(step) >= last))
            return true;
        at->x -= step.x;
        at->y -= step.y;
        last = norm(step);
    }
    return false;
}

/* Backtrack along -@step until the value falls (or the step is lost in rounding). */
static bool
descend(const struct rv_surface_driver *driver, const void *self, struct rv_vec2 *at,
        struct rv_vec2 step, struct rv_vec2 g, double f)
{
    double slope = g.x * step.x + g.y * step.y, below;
    for (double a = 1; a > 1e-12; a *= 0.5) {
        struct rv_vec2 next = {at->x - a * step.x, at->y - a * step.y};
        driver->eval(self, next.x, next.y, &below);
        if (below <= f - 1e-4 * a * slope) {
            *at = next;
            return true;
        }
    }
    return false;
}

bool
critical_minimum(const struct rv_surface_driver *driver, const void *self,
                 struct rv_vec2 *at)
{
    for (int i = 0; i < ITERATIONS; i++) {
        double f, h[3], eigenvalue[2];
        struct rv_vec2 step, g = driver->eval(self, at->x, at->y, &f);
        driver->hessian(self, at->x, at->y, h);
        symmetric_eigenvalues(h, eigenvalue);
        if (!(eigenvalue[0] > 0) || !symmetric_solve(h, g, &step))
            return false;
        if (norm(step) <= 1e-6 * (1 + norm(*at)))
            return critical_polish(driver, self, at);
        if (!descend(driver, self, at, step, g, f))
            return false;
    }
    return false;
}

struct rv_critical
critical_classify(const struct rv_surface_driver *driver, const void *self,
                  struct rv_vec2 at)
{
    struct rv_critical point = {.at = at};
    double h[3], eigenvalue[2];
    driver->eval(self, at.x, at.y, &point.value);
    driver->hessian(self, at.x, at.y, h);
    symmetric_eigenvalues(h, eigenvalue);
    if (eigenvalue[0] >= 0)
        point.kind = RV_MINIMUM;
    else
        point.kind = eigenvalue[1] <= 0 ? RV_MAXIMUM : RV_SADDLE;
    return point;
}

static bool
is_listed(const struct rv_critical *points, size_t n, struct rv_vec2 at)
{
    for (size_t i = 0; i < n; i++)
        if (fabs(points[i].at.x - at.x) < 1e-6 && fabs(points[i].at.y - at.y) < 1e-6)
            return true;
    return false;
}

size_t
critical_add(const struct rv_surface_driver *driver, const void *self,
             struct rv_vec2 guess, struct rv_critical *out, size_t n, size_t max)
{
    if (n < max && critical_polish(driver, self, &guess) && !is_listed(out, n, guess))
        out[n++] = critical_classify(driver, self, guess);
    return n;
}

static bool
is_inside(struct rv_window w, struct rv_vec2 at)
{
    return at.x >= w.x0 && at.x <= w.x1 && at.y >= w.y0 && at.y <= w.y1;
}

/* One row of grid points: the signs of the gradient there, as two bits. */
static void
sign_row(const struct rv_surface_driver *driver, const void *self, struct rv_window w,
         int row, unsigned char signs[GRID + 1])
{
    double f, y = w.y0 + (w.y1 - w.y0) * row / GRID;
    for (int i = 0; i <= GRID; i++) {
        double x = w.x0 + (w.x1 - w.x0) * i / GRID;
        struct rv_vec2 g = driver->eval(self, x, y, &f);
        signs[i] = (unsigned char)((g.x < 0 ? 1 : 0) | (g.y < 0 ? 2 : 0));
    }
}

/* Do both components have both signs at the corners of cell @i? */
static bool
may_vanish(const unsigned char *low, const unsigned char *high, int i)
{
    unsigned all = low[i] & low[i + 1] & high[i] & high[i + 1];
    unsigned any = low[i] | low[i + 1] | high[i] | high[i + 1];
    return all == 0 && any == 3;
}

static size_t
scan_row(const struct rv_surface_driver *driver, const void *self, struct rv_window w,
         int row, const unsigned char *low, const unsigned char *high,
         struct rv_critical *out, size_t n, size_t max)
{
    for (int i = 0; i < GRID && n < max; i++) {
        if (!may_vanish(low, high, i))
            continue;
        struct rv_vec2 at = {w.x0 + (w.x1 - w.x0) * (i + 0.5) / GRID,
                             w.y0 + (w.y1 - w.y0) * (row + 0.5) / GRID};
        if (critical_polish(driver, self, &at) && is_inside(w, at) &&
            !is_listed(out, n, at))
            out[n++] = critical_classify(driver, self, at);
    }
    return n;
}

size_t
critical_scan(const struct rv_surface_driver *driver, const void *self,
              struct rv_window window, struct rv_critical *out, size_t max)
{
    unsigned char signs[2][GRID + 1];
    size_t n = 0;
    sign_row(driver, self, window, 0, signs[0]);
    for (int row = 0; row < GRID; row++) {
        unsigned char *low = signs[row % 2], *high = signs[(row + 1) % 2];
        sign_row(driver, self, window, row + 1, high);
        n = scan_row(driver, self, window, row, low, high, out, n, max);
    }
    critical_rank(out, n);
    return n;
}

static double
distance(const struct rv_critical *point)
{
    return norm(point->at);
}

static int
by_distance(const void *a, const void *b)
{
    double p = distance(a), q = distance(b);
    return (p > q) - (p < q);
}

size_t
critical_nearest(struct rv_critical *points, size_t n, size_t max)
{
    qsort(points, n, sizeof *points, by_distance);
    if (n <= max)
        return n;
    while (max > 0 && distance(&points[max]) < (1 + 1e-6) * distance(&points[max - 1]))
        max--;
    return max;
}

void
critical_rank(struct rv_critical *points, size_t n)
{
    double lowest = INFINITY;
    for (size_t i = 0; i < n; i++)
        if (points[i].kind == RV_MINIMUM && points[i].value < lowest)
            lowest = points[i].value;
    for (size_t i = 0; i < n; i++)
        if (points[i].kind == RV_MINIMUM &&
            points[i].value > lowest + 1e-9 * (1 + fabs(lowest)))
            points[i].kind = RV_MINIMUM_LOCAL;
}
