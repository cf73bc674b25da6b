/* Lines on the block, found among the dots of the depth buffer: contours between two
 * dots of the top that lie either side of a level, outlines where the next dot belongs to
 * something else or lies much deeper. */
#include <math.h>
#include <string.h>

#include "solid_parts.h"

/* Further apart than this, in dots, two neighbours do not lie on one slope. */
enum { APART_DOTS = 5 };
/* Contours nearer to each other than this, in dots, are left out. */
#define CROWDED 3.0
enum { SPECK = 5 }; /* a line has more dots than this */
/* Two walls that meet differ in light at least by this. */
#define CORNER 0.05

struct tracer {
    struct solid *solid;
    struct dots line, edge, ground; /* over the block's masks */
    double unit[LEVELS_MAX], gap[LEVELS_MAX];
    size_t n;
};

/* Contours are the field's major ones. */
static void
find_bands(struct tracer *t)
{
    struct solid *solid = t->solid;
    size_t dots = (size_t)solid->w * (size_t)solid->h;
    for (size_t i = 0; i < solid->levels.n; i++)
        if (solid->levels.major[i]) {
            t->unit[t->n] = scale_unit(&solid->colors, solid->levels.value[i]);
            t->gap[t->n++] = solid->levels.gap[i];
        }
    for (size_t at = 0; at < dots; at++) {
        uint8_t band = 0;
        while (solid->part[at] == SOLID_TOP && band < t->n &&
               t->unit[band] < (double)solid->unit[at])
            band++;
        solid->band[at] = band;
    }
}

/* The steepest of what lies around dot (@x, @y), in units per dot. */
static double
slope_around(const struct solid *solid, int x, int y)
{
    static const int steps[4][2] = {
        {2,  0 },
        {-2, 0 },
        {0,  2 },
        {0,  -2}
    };
    double here = (double)solid->unit[y * solid->w + x], steepest = 0;
    for (int k = 0; k < 4; k++) {
        int nx = x + steps[k][0], ny = y + steps[k][1];
        if (nx < 0 || ny < 0 || nx >= solid->w || ny >= solid->h ||
            solid->part[ny * solid->w + nx] != SOLID_TOP)
            continue;
        double there = (double)solid->unit[ny * solid->w + nx];
        steepest = fmax(steepest, fabs(there - here) / 2);
    }
    return steepest;
}

/* Of two dots either side of a level the nearer to it is set: lines are one dot wide. */
static void
cross(struct tracer *t, size_t p, size_t q, const int xy[2][2])
{
    struct solid *solid = t->solid;
    if (solid->band[p] == solid->band[q])
        return;
    uint8_t lower = solid->band[p] < solid->band[q] ? solid->band[p] : solid->band[q];
    double a = fabs((double)solid->unit[p] - t->unit[lower]);
    double b = fabs((double)solid->unit[q] - t->unit[lower]);
    const int *dot = xy[a > b];
    if (slope_around(solid, dot[0], dot[1]) * CROWDED <= t->gap[lower])
        solid->trace[dot[1] * solid->w + dot[0]] = lower + 1;
}

/* Gather the line through @dot and take it off the trace. @return its length. */
static int
gather(struct solid *solid, int dot)
{
    uint8_t level = solid->trace[dot];
    int n = 0;
    solid->trace[dot] = 0;
    solid->queue[n++] = dot;
    for (int i = 0; i < n; i++) {
        int px = solid->queue[i] % solid->w, py = solid->queue[i] / solid->w;
        for (int y = py > 0 ? py - 1 : 0; y <= py + 1 && y < solid->h; y++)
            for (int x = px > 0 ? px - 1 : 0; x <= px + 1 && x < solid->w; x++)
                if (solid->trace[y * solid->w + x] == level) {
                    solid->trace[y * solid->w + x] = 0;
                    solid->queue[n++] = y * solid->w + x;
                }
    }
    return n;
}

/* Lines of a few dots read as dirt. */
static void
keep_lines(struct tracer *t)
{
    struct solid *solid = t->solid;
    for (int dot = 0; dot < solid->w * solid->h; dot++) {
        int n = solid->trace[dot] ? gather(solid, dot) : 0;
        for (int i = 0; n > SPECK && i < n; i++)
            dots_set(&t->line, solid->queue[i] % solid->w, solid->queue[i] / solid->w);
    }
}

static bool
is_outline(const struct solid *solid, size_t p, size_t q, bool apart)
{
    if (solid->part[p] != solid->part[q])
        return true;
    if (solid->part[p] == SOLID_WALL)
        return fabs((double)(solid->light[p] - solid->light[q])) > CORNER;
    return solid->part[p] == SOLID_TOP && apart;
}

/* An outline belongs to what is in front. */
static void
compare(struct tracer *t, int x, int y, int nx, int ny)
{
    const struct solid *solid = t->solid;
    size_t w = (size_t)solid->w;
    size_t p = (size_t)y * w + (size_t)x, q = (size_t)ny * w + (size_t)nx;
    const int xy[2][2] = {
        {x,  y },
        {nx, ny}
    };
    double deeper = (double)(solid->depth[q] - solid->depth[p]);
    bool apart = fabs(deeper) > APART_DOTS / solid->scale;
    if (solid->part[p] == SOLID_TOP && solid->part[q] == SOLID_TOP && !apart)
        cross(t, p, q, xy);
    if (!is_outline(solid, p, q, apart))
        return;
    bool second = solid->part[p] == SOLID_NOTHING ||
                  (solid->part[q] != SOLID_NOTHING && deeper < 0);
    dots_set(&t->edge, xy[second][0], xy[second][1]);
}

/* Is there nothing of the block at this dot or next to it? */
static bool
is_void(const struct solid *solid, int px, int py)
{
    for (int y = py - 1; y <= py + 1; y++)
        for (int x = px - 1; x <= px + 1; x++)
            if (x < 0 || y < 0 || x >= solid->w || y >= solid->h ||
                solid->part[y * solid->w + x] != SOLID_NOTHING)
                return false;
    return true;
}

/* Sparse dots along one side of the ground, where nothing stands on it. */
static void
outline_ground(struct tracer *t, const double from[2], const double to[2])
{
    enum { DOTS_APART = 4 };
    const struct solid *solid = t->solid;
    double p[3], q[3];
    solid_project(solid, from[0], from[1], 0, p);
    solid_project(solid, to[0], to[1], 0, q);
    double length = sqrt((q[0] - p[0]) * (q[0] - p[0]) + (q[1] - p[1]) * (q[1] - p[1]));
    int n = (int)(length * solid->scale / DOTS_APART) + 1;
    for (int k = 0; k <= n; k++) {
        double s = (double)k / n;
        double at[3] = {p[0] + s * (q[0] - p[0]), p[1] + s * (q[1] - p[1]), 0};
        solid_to_dots(solid, at);
        int x = (int)floor(at[0] + 0.5), y = (int)floor(at[1] + 0.5);
        if (is_void(solid, x, y))
            dots_set(&t->ground, x, y);
    }
}

static void
find_ground(struct tracer *t)
{
    double a = t->solid->half_x, b = t->solid->half_y;
    const double corner[4][2] = {
        {-a, -b},
        {a,  -b},
        {a,  b },
        {-a, b }
    };
    for (int side = 0; side < 4; side++)
        outline_ground(t, corner[side], corner[(side + 1) % 4]);
}

void
solid_trace(struct solid *solid)
{
    int cols = solid->pane.cols, rows = solid->pane.rows;
    struct tracer t = {
        .solid = solid,
        .line = {cols, rows, solid->line  },
        .edge = {cols, rows, solid->edge  },
        .ground = {cols, rows, solid->ground}
    };
    dots_clear(&t.line);
    dots_clear(&t.edge);
    dots_clear(&t.ground);
    memset(solid->trace, 0, (size_t)solid->w * (size_t)solid->h);
    find_bands(&t);
    for (int y = 0; y < solid->h; y++)
        for (int x = 0; x < solid->w; x++) {
            if (x + 1 < solid->w)
                compare(&t, x, y, x + 1, y);
            if (y + 1 < solid->h)
                compare(&t, x, y, x, y + 1);
        }
    keep_lines(&t);
    if (solid->holes)
        find_ground(&t);
}
