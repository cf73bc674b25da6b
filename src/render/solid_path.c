/* What lies on the block: points and trails, hidden where something stands before them.
 */
#include <math.h>

#include "solid_parts.h"

enum { GRID = SOLID_GRID };

/* A point on the surface is rarely on the dot that shows it. So much deeper still counts
 * as on it, in block units, and what dots beside it on the same slope differ by: on a
 * steep face up to so many dots. */
#define SLACK 0.015
#define STEEP_DOTS 8

/* The mesh's height at block coordinates (u, v); false outside it and at holes. */
static bool
mesh_height(const struct solid *solid, double u, double v, double *height)
{
    const double last = GRID - 1, rim = 1e-9;
    double a = (u / solid->half_x + 1) / 2 * last, b = (v / solid->half_y + 1) / 2 * last;
    if (!(a >= -rim && b >= -rim && a <= last + rim && b <= last + rim))
        return false;
    int i = (int)fmax(0, fmin(a, last - 1)), j = (int)fmax(0, fmin(b, last - 1));
    double s = a - i, t = b - j;
    const float *at = solid->heights + j * GRID + i;
    double low = (double)at[0], high = (double)at[GRID + 1];
    double side = (double)(s > t ? at[1] : at[GRID]); /* the triangle's third corner */
    if (isnan(low + side + high))
        return false;
    *height = low + fmax(s, t) * (side - low) + fmin(s, t) * (high - side);
    return true;
}

bool
solid_point(const struct solid *solid, double x, double y, double value, double *px,
            double *py, double *depth)
{
    double p[3];
    if (!isfinite(x) || !isfinite(y) || isnan(value))
        return false;
    double u = (x - solid->x0) * solid->per_x, v = (y - solid->y0) * solid->per_y;
    double height = solid_height(solid, value);
    (void)mesh_height(solid, u, v, &height);
    solid_project(solid, u, v, height, p);
    solid_to_dots(solid, p);
    *px = p[0];
    *py = p[1];
    *depth = p[2];
    return true;
}

/* By how much depth differs from dot to dot around (@x, @y), on one slope. */
static double
steepness(const struct solid *solid, int x, int y)
{
    static const int steps[4][2] = {
        {1,  0 },
        {-1, 0 },
        {0,  1 },
        {0,  -1}
    };
    double own = (double)solid->depth[y * solid->w + x], most = 0;
    for (int k = 0; k < 4; k++) {
        int nx = x + steps[k][0], ny = y + steps[k][1];
        if (nx < 0 || ny < 0 || nx >= solid->w || ny >= solid->h ||
            solid->part[ny * solid->w + nx] != SOLID_TOP)
            continue;
        double step = fabs((double)solid->depth[ny * solid->w + nx] - own);
        if (step < STEEP_DOTS / solid->scale)
            most = fmax(most, step);
    }
    return most;
}

bool
solid_sees(const struct solid *solid, double px, double py, double depth)
{
    double x = floor(px + 0.5), y = floor(py + 0.5);
    if (!(x >= 0 && y >= 0 && x < solid->w && y < solid->h))
        return false;
    size_t at = (size_t)y * (size_t)solid->w + (size_t)x;
    if (solid->part[at] == SOLID_NOTHING)
        return true;
    return depth <= (double)solid->depth[at] + steepness(solid, (int)x, (int)y) + SLACK;
}

static void
swap(double p[2], double q[2])
{
    for (int i = 0; i < 2; i++) {
        double kept = p[i];
        p[i] = q[i];
        q[i] = kept;
    }
}

/* Shorten the segment to the window, in block units. It is reckoned from @p, which must
 * be the nearer end: from one 10^20 away rounding would move the other. */
static bool
clip_from(const double half[2], double p[2], double q[2])
{
    double first = 0, last = 1, d[2] = {q[0] - p[0], q[1] - p[1]};
    for (int i = 0; i < 2; i++) {
        if (d[i] == 0) {
            if (fabs(p[i]) > half[i])
                return false;
            continue;
        }
        double a = (-half[i] - p[i]) / d[i], b = (half[i] - p[i]) / d[i];
        first = fmax(first, fmin(a, b));
        last = fmin(last, fmax(a, b));
    }
    if (!(first <= last))
        return false;
    for (int i = 0; i < 2; i++) {
        q[i] = last < 1 ? p[i] + last * d[i] : q[i];
        p[i] += first * d[i];
    }
    return true;
}

static bool
clip(const struct solid *solid, double p[2], double q[2])
{
    const double half[2] = {solid->half_x, solid->half_y};
    bool far = fabs(p[0]) + fabs(p[1]) > fabs(q[0]) + fabs(q[1]);
    if (far)
        swap(p, q);
    bool meets = isfinite(q[0] - p[0]) && isfinite(q[1] - p[1]) && clip_from(half, p, q);
    if (far)
        swap(p, q);
    return meets;
}

struct pen {
    const struct solid *solid;
    struct dots *dots;
    struct dash *dash;
    bool thick;
    bool down;      /* @last and @dot have been set */
    double last[3]; /* where it is */
    int dot[2];     /* the dot that shows this */
};

/* Dashes count dots, and the last of a segment is the first of the next. */
static void
put_dot(struct pen *pen, const double p[3])
{
    double half =
        pen->thick ? 0 : 0.5; /* a pen of two dots has its middle between them */
    int x = (int)floor(p[0] + half), y = (int)floor(p[1] + half);
    unsigned period = pen->dash->on + pen->dash->off;
    if (pen->down && x == pen->dot[0] && y == pen->dot[1])
        return;
    pen->dash->phase = (pen->dash->phase + pen->down) % period;
    pen->dot[0] = x;
    pen->dot[1] = y;
    if (pen->dash->phase >= pen->dash->on || !solid_sees(pen->solid, p[0], p[1], p[2]))
        return;
    if (pen->thick)
        dots_set_thick(pen->dots, x, y);
    else
        dots_set(pen->dots, x, y);
}

/* On a steep face one step over the ground is many dots. */
static void
draw_to(struct pen *pen, const double p[3])
{
    double d[3] = {0};
    for (int i = 0; i < 3 && pen->down; i++)
        d[i] = p[i] - pen->last[i];
    int steps = (int)ceil(fmax(fabs(d[0]), fabs(d[1])));
    for (int k = 1; k <= steps; k++) {
        double t = 1 - (double)k / steps;
        const double at[3] = {p[0] - t * d[0], p[1] - t * d[1], p[2] - t * d[2]};
        put_dot(pen, at);
    }
    if (!pen->down)
        put_dot(pen, p);
    for (int i = 0; i < 3; i++)
        pen->last[i] = p[i];
    pen->down = true;
}

void
solid_line(const struct solid *solid, struct dots *dots, const double from[2],
           const double to[2], struct dash *dash, bool thick)
{
    struct pen pen = {.solid = solid, .dots = dots, .dash = dash, .thick = thick};
    double p[2] = {(from[0] - solid->x0) * solid->per_x,
                   (from[1] - solid->y0) * solid->per_y};
    double q[2] = {(to[0] - solid->x0) * solid->per_x,
                   (to[1] - solid->y0) * solid->per_y};
    if (!clip(solid, p, q))
        return;
    double length = fmax(fabs(q[0] - p[0]), fabs(q[1] - p[1])) * solid->scale;
    int steps = (int)ceil(length) + 1;
    for (int k = 0; k <= steps; k++) {
        double t = (double)k / steps, at[3], height;
        double u = p[0] + t * (q[0] - p[0]), v = p[1] + t * (q[1] - p[1]);
        if (!mesh_height(solid, u, v, &height)) {
            pen.down = false;
            continue;
        }
        solid_project(solid, u, v, height, at);
        solid_to_dots(solid, at);
        draw_to(&pen, at);
    }
}
