/*
 * The block is a mesh of GRID x GRID points over the window. Each of its triangles is
 * filled into a depth buffer of dots, which are square, so that one projection serves
 * shading, contours and trails. A mesh point takes what the raster's dots around it say;
 * its light comes from slopes over two cells to either side, since single cells of a
 * steep or narrow place say more about the raster than about the surface.
 */
#include <math.h>
#include <stdlib.h>

#include "solid_parts.h"

enum { GRID = SOLID_GRID };

struct vertex {
    double x, y, depth; /* in dots; depth in block units */
    double unit, light;
};

bool
solid_init(struct solid *solid, struct rect pane)
{
    *solid = (struct solid){.pane = pane, .w = 2 * pane.cols, .h = 4 * pane.rows};
    size_t cells = (size_t)pane.cols * (size_t)pane.rows, n = 8 * cells;
    solid->depth = calloc(n, sizeof *solid->depth);
    solid->unit = calloc(n, sizeof *solid->unit);
    solid->light = calloc(n, sizeof *solid->light);
    solid->part = calloc(n, 1);
    solid->band = calloc(n, 1);
    solid->trace = calloc(n, 1);
    solid->queue = calloc(n, sizeof *solid->queue);
    solid->line = calloc(cells, 1);
    solid->edge = calloc(cells, 1);
    solid->ground = calloc(cells, 1);
    solid->heights = calloc((size_t)GRID * GRID, sizeof *solid->heights);
    if (solid->depth && solid->unit && solid->light && solid->part && solid->band &&
        solid->trace && solid->queue && solid->line && solid->edge && solid->ground &&
        solid->heights)
        return true;
    solid_finish(solid);
    return false;
}

void
solid_finish(struct solid *solid)
{
    free(solid->depth);
    free(solid->unit);
    free(solid->light);
    free(solid->part);
    free(solid->band);
    free(solid->trace);
    free(solid->queue);
    free(solid->line);
    free(solid->edge);
    free(solid->ground);
    free(solid->heights);
    *solid = (struct solid){0};
}

static double
limit(double part)
{
    return isnan(part) ? 0 : fmin(fmax(part, 0), 1);
}

/* Of @value, whose place on the colour scale is @unit. */
static double
height_of(const struct solid *solid, double value, double unit)
{
    double range = solid->high - solid->low;
    if (!solid->camera.linear)
        return solid->camera.height * limit(unit);
    return solid->camera.height * (range > 0 ? limit((value - solid->low) / range) : 0);
}

double
solid_height(const struct solid *solid, double value)
{
    return height_of(solid, value, scale_unit(&solid->colors, value));
}

/* The four dots of the raster around a mesh point, and how much each of them counts. */
struct around {
    size_t at[4];
    double share[4];
};

static struct around
dots_around(const struct field *field, int i, int j)
{
    double across = (double)i / (GRID - 1), down = 1 - (double)j / (GRID - 1);
    double x = fmax(0, fmin(across * field->w - 0.5, field->w - 1));
    double y = fmax(0, fmin(down * field->h - 0.5, field->h - 1));
    size_t left = (size_t)x, top = (size_t)y, w = (size_t)field->w;
    size_t right = left + 1 < w ? left + 1 : left;
    size_t bottom = top + 1 < (size_t)field->h ? top + 1 : top;
    double s = x - (double)left, t = y - (double)top;
    return (struct around){
        {top * w + left,    top * w + right, bottom * w + left, bottom * w + right},
        {(1 - s) * (1 - t), s * (1 - t),     (1 - s) * t,       s * t             },
    };
}

/* Height and place on the colour scale at the mesh point (i, j), j upwards; heights are
 * NaN where most of what lies around is a hole. */
static void
sample(struct solid *solid, const struct field *field, int i, int j, float *tone)
{
    struct around around = dots_around(field, i, j);
    double height = 0, unit = 0, sum = 0;
    for (int k = 0; k < 4; k++) {
        double value = field->value[around.at[k]], share = around.share[k];
        if (isnan(value))
            continue;
        double own = (double)field->unit[around.at[k]];
        height += share * height_of(solid, value, own);
        unit += share * limit(own);
        sum += share;
    }
    bool hole = sum < 0.5;
    solid->holes |= hole;
    solid->heights[j * GRID + i] = hole ? NAN : (float)(height / sum);
    *tone = hole ? 0 : (float)(unit / sum);
}

/* Mean of a row of three, the middle counted twice; holes do not count. */
static float
soften(float before, float here, float after)
{
    before = isnan(before) ? here : before;
    after = isnan(after) ? here : after;
    return (before + 2 * here + after) / 4;
}

static int
inside(int i)
{
    return i < 0 ? 0 : i >= GRID ? GRID - 1 : i;
}

/* Heights without what changes from one mesh point to the next, for the light. */
static void
soften_heights(const float *heights, float *soft)
{
    static float half[GRID * GRID];
    for (int j = 0; j < GRID; j++)
        for (int i = 0; i < GRID; i++) {
            const float *row = heights + j * GRID;
            half[j * GRID + i] = soften(row[inside(i - 1)], row[i], row[inside(i + 1)]);
        }
    for (int j = 0; j < GRID; j++)
        for (int i = 0; i < GRID; i++)
            soft[j * GRID + i] =
                soften(half[inside(j - 1) * GRID + i], half[j * GRID + i],
                       half[inside(j + 1) * GRID + i]);
}

/* Rise of @soft along @stride per cell at place @k of its row or column. */
static double
slope(const float *soft, int at, int k, int stride)
{
    int before = inside(k - 1) - k, after = inside(k + 1) - k;
    float rise = soft[at + after * stride] - soft[at + before * stride];
    return isnan(rise) ? 0 : (double)rise / (after - before);
}

/* Lambert, from the upper left as seen; the light turns with the eye, not with the
 * block. */
static double
light_at(const struct solid *solid, const float *soft, int i, int j)
{
    int at = j * GRID + i;
    double gu = slope(soft, at, i, 1) * (GRID - 1) / (2 * solid->half_x);
    double gv = slope(soft, at, j, GRID) * (GRID - 1) / (2 * solid->half_y);
    double across = gu * solid->turn_cos - gv * solid->turn_sin;
    double away = gu * solid->turn_sin + gv * solid->turn_cos;
    /* normal (-across, -away, 1), light (-0.35, 0.3, 0.9) */
    double dot = 0.35 * across - 0.3 * away + 0.9;
    return fmax(0, dot / sqrt(across * across + away * away + 1) / 1.011);
}

static double
along(double half, int i)
{
    return half * (2.0 * i / (GRID - 1) - 1);
}

static void
include(double box[4], const double p[3])
{
    box[0] = fmin(box[0], p[0]);
    box[1] = fmax(box[1], p[0]);
    box[2] = fmin(box[2], p[1]);
    box[3] = fmax(box[3], p[1]);
}

static void
make_vertices(struct solid *solid, struct vertex *mesh, const float *tones)
{
    static float soft[GRID * GRID];
    double p[3], box[4] = {INFINITY, -INFINITY, INFINITY, -INFINITY};
    soften_heights(solid->heights, soft);
    for (int j = 0; j < GRID; j++)
        for (int i = 0; i < GRID; i++) {
            int at = j * GRID + i;
            double u = along(solid->half_x, i), v = along(solid->half_y, j);
            double height = (double)solid->heights[at];
            solid_project(solid, u, v, isnan(height) ? 0 : height, p);
            include(box, p);
            mesh[at] = (struct vertex){p[0], p[1], p[2], (double)tones[at],
                                       light_at(solid, soft, i, j)};
        }
    for (int corner = 0; corner < 4; corner++) {
        solid_project(solid, corner & 1 ? solid->half_x : -solid->half_x,
                      corner & 2 ? solid->half_y : -solid->half_y, 0, p);
        include(box, p);
    }
    solid_fit(solid, box);
    for (int at = 0; at < GRID * GRID; at++) {
        mesh[at].x = mesh[at].x * solid->scale + solid->dx;
        mesh[at].y = mesh[at].y * solid->scale + solid->dy;
    }
}

static void
put_dot(struct solid *solid, int px, int py, const struct vertex *dot,
        enum solid_part part)
{
    size_t at = (size_t)py * (size_t)solid->w + (size_t)px;
    if (solid->part[at] != SOLID_NOTHING && solid->depth[at] <= (float)dot->depth)
        return;
    solid->depth[at] = (float)dot->depth;
    solid->unit[at] = (float)dot->unit;
    solid->light[at] = (float)dot->light;
    solid->part[at] = (uint8_t)part;
}

static double
edge(const struct vertex *a, const struct vertex *b, double x, double y)
{
    return (b->x - a->x) * (y - a->y) - (b->y - a->y) * (x - a->x);
}

static struct vertex
mix(const struct vertex *a, const struct vertex *b, const struct vertex *c,
    const double share[3])
{
    return (struct vertex){
        .depth = share[0] * a->depth + share[1] * b->depth + share[2] * c->depth,
        .unit = share[0] * a->unit + share[1] * b->unit + share[2] * c->unit,
        .light = share[0] * a->light + share[1] * b->light + share[2] * c->light,
    };
}

static double
least(double a, double b, double c)
{
    double ab = a < b ? a : b;
    return ab < c ? ab : c;
}

static void
fill_triangle(struct solid *solid, const struct vertex *a, const struct vertex *b,
              const struct vertex *c, enum solid_part part)
{
    double area = edge(a, b, c->x, c->y);
    if (fabs(area) < 1e-12)
        return;
    int left = (int)fmax(0, least(a->x, b->x, c->x));
    int right = (int)fmin(solid->w - 1, 1 - least(-a->x, -b->x, -c->x));
    int top = (int)fmax(0, least(a->y, b->y, c->y));
    int bottom = (int)fmin(solid->h - 1, 1 - least(-a->y, -b->y, -c->y));
    for (int y = top; y <= bottom; y++)
        for (int x = left; x <= right; x++) {
            double wa = edge(b, c, x, y) / area, wb = edge(c, a, x, y) / area;
            double wc = 1 - wa - wb;
            if (wa < -1e-9 || wb < -1e-9 || wc < -1e-9)
                continue;
            struct vertex dot = mix(a, b, c, (const double[]){wa, wb, wc});
            put_dot(solid, x, y, &dot, part);
        }
}

static void
fill_quad(struct solid *solid, const struct vertex *a, const struct vertex *b,
          const struct vertex *c, const struct vertex *d, enum solid_part part)
{
    fill_triangle(solid, a, b, c, part);
    fill_triangle(solid, a, c, d, part);
}

static void
fill_top(struct solid *solid, const struct vertex *mesh)
{
    const float *heights = solid->heights;
    for (int j = 0; j + 1 < GRID; j++)
        for (int i = 0; i + 1 < GRID; i++) {
            int at = j * GRID + i;
            if (!isnan(heights[at] + heights[at + 1] + heights[at + GRID] +
                       heights[at + GRID + 1])) /* holes stay open */
                fill_quad(solid, &mesh[at], &mesh[at + 1], &mesh[at + GRID + 1],
                          &mesh[at + GRID], SOLID_TOP);
        }
}

/* Of the ground under mesh point (i, j). */
static struct vertex
ground_under(const struct solid *solid, int i, int j, double light)
{
    double p[3];
    solid_project(solid, along(solid->half_x, i), along(solid->half_y, j), 0, p);
    solid_to_dots(solid, p);
    return (struct vertex){p[0], p[1], p[2], 0, light};
}

/* The cut face along one side, from (i, j) on in direction (di, dj). The further it is
 * turned to the right the less light it has. */
static void
fill_wall(struct solid *solid, const struct vertex *mesh, int i, int j, int di, int dj)
{
    double u = dj ? (i ? 1 : -1) : 0, v = di ? (j ? 1 : -1) : 0;
    double light = 0.5 - 0.5 * (u * solid->turn_cos - v * solid->turn_sin);
    for (int k = 0; k + 1 < GRID; k++, i += di, j += dj) {
        struct vertex a = mesh[j * GRID + i], b = mesh[(j + dj) * GRID + i + di];
        if (isnan(solid->heights[j * GRID + i] +
                  solid->heights[(j + dj) * GRID + i + di]))
            continue;
        a.light = b.light = light;
        struct vertex c = ground_under(solid, i + di, j + dj, light);
        struct vertex d = ground_under(solid, i, j, light);
        fill_quad(solid, &a, &b, &c, &d, SOLID_WALL);
    }
}

/* Those behind are seen through holes alone. */
static void
fill_walls(struct solid *solid, const struct vertex *mesh)
{
    bool from_south = solid->turn_cos > 0, from_west = solid->turn_sin > 0;
    if (from_south || solid->holes)
        fill_wall(solid, mesh, 0, 0, 1, 0);
    if (!from_south || solid->holes)
        fill_wall(solid, mesh, 0, GRID - 1, 1, 0);
    if (from_west || solid->holes)
        fill_wall(solid, mesh, 0, 0, 0, 1);
    if (!from_west || solid->holes)
        fill_wall(solid, mesh, GRID - 1, 0, 0, 1);
}

void
solid_build(struct solid *solid, const struct field *field, struct camera camera)
{
    static struct vertex mesh[GRID * GRID];
    static float tones[GRID * GRID];
    size_t n = (size_t)solid->w * (size_t)solid->h;
    solid_aim(solid, field, camera);
    solid->colors = field->scale;
    solid->levels = field->levels;
    solid->low = field->low;
    solid->high = field->high;
    solid->holes = false;
    for (size_t i = 0; i < n; i++)
        solid->part[i] = SOLID_NOTHING;
    for (int j = 0; j < GRID; j++)
        for (int i = 0; i < GRID; i++)
            sample(solid, field, i, j, &tones[j * GRID + i]);
    make_vertices(solid, mesh, tones);
    fill_top(solid, mesh);
    fill_walls(solid, mesh);
    solid_trace(solid);
}
