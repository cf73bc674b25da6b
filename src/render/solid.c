/*
 * The block is a mesh of GRID x GRID points over the window. Each of its triangles is
 * filled into a depth buffer of dots, which are square, so that one projection serves
 * shading, contours and trails. Orthographic: equal steps look equal.
 */
#include "solid.h"

#include <math.h>
#include <stdlib.h>

enum { GRID = SOLID_GRID };
#define DEGREE (3.14159265358979323846 / 180)
/* A trail lies on the surface: so much nearer than it still counts as on it. */
#define SLACK 0.03

struct vertex {
    double x, y, depth; /* in dots */
    double unit, light;
};

struct camera
camera_standard(void)
{
    return (struct camera){.turn = -16, .tilt = 63, .height = 0.7};
}

bool
solid_init(struct solid *solid, struct rect pane)
{
    *solid = (struct solid){.pane = pane, .w = 2 * pane.cols, .h = 4 * pane.rows};
    size_t n = (size_t)solid->w * (size_t)solid->h;
    solid->depth = malloc(n * sizeof *solid->depth);
    solid->unit = malloc(n * sizeof *solid->unit);
    solid->light = malloc(n * sizeof *solid->light);
    solid->part = calloc(n, 1);
    solid->band = calloc(n, 1);
    solid->heights = calloc((size_t)GRID * GRID, sizeof *solid->heights);
    if (solid->depth && solid->unit && solid->light && solid->part && solid->band &&
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
    free(solid->heights);
    *solid = (struct solid){0};
}

/* Place on the colour scale, 0..1; a hole or an infinity stands at its end. */
static double
unit_of(const struct solid *solid, double value)
{
    double unit = scale_unit(&solid->colors, value);
    return isnan(unit) ? 0 : fmin(fmax(unit, 0), 1);
}

static double
height_of(const struct solid *solid, double value)
{
    double range = solid->high - solid->low;
    if (!solid->camera.linear)
        return solid->camera.height * unit_of(solid, value);
    double part = range > 0 ? (value - solid->low) / range : 0;
    return solid->camera.height * (isnan(part) ? 0 : fmin(fmax(part, 0), 1));
}

/* Block coordinates (-1..1, height) to the screen plane, y downwards, and depth. */
static void
project(const struct solid *solid, double u, double v, double z, double out[3])
{
    double turn = solid->camera.turn * DEGREE, tilt = solid->camera.tilt * DEGREE;
    double across = u * cos(turn) - v * sin(turn);
    double away = u * sin(turn) + v * cos(turn);
    out[0] = across;
    out[1] = -(away * sin(tilt) + z * cos(tilt));
    out[2] = away * cos(tilt) - z * sin(tilt);
}

static void
to_dots(const struct solid *solid, double p[3])
{
    p[0] = p[0] * solid->scale + solid->dx;
    p[1] = p[1] * solid->scale + solid->dy;
}

static void
include(double box[4], const double p[3])
{
    box[0] = fmin(box[0], p[0]);
    box[1] = fmax(box[1], p[0]);
    box[2] = fmin(box[2], p[1]);
    box[3] = fmax(box[3], p[1]);
}

/* Half the window along its two sides; the longer is 1. A stretched one is square. */
static void
half_sides(const struct field *field, double *a, double *b)
{
    double width = field->view.x1 - field->view.x0,
           depth = field->view.y1 - field->view.y0;
    if (field->view.stretched)
        width = depth;
    *a = width >= depth ? 1 : width / depth;
    *b = width >= depth ? depth / width : 1;
}

/* Scaled to fill the pane, whatever the angle. */
static void
fit_pane(struct solid *solid, const struct field *field)
{
    double a, b, box[4] = {INFINITY, -INFINITY, INFINITY, -INFINITY};
    half_sides(field, &a, &b);
    for (int corner = 0; corner < 8; corner++) {
        double p[3];
        project(solid, corner & 1 ? a : -a, corner & 2 ? b : -b,
                corner & 4 ? solid->camera.height : 0, p);
        include(box, p);
    }
    double across = (solid->w - 6) / (box[1] - box[0]);
    double down = (solid->h - 8) / (box[3] - box[2]);
    solid->scale = fmin(across, down);
    solid->dx = solid->w / 2.0 - solid->scale * (box[0] + box[1]) / 2;
    solid->dy = solid->h / 2.0 - solid->scale * (box[2] + box[3]) / 2;
    solid->x0 = (field->view.x0 + field->view.x1) / 2;
    solid->y0 = (field->view.y0 + field->view.y1) / 2;
    solid->per_x = 2 * a / (field->view.x1 - field->view.x0);
    solid->per_y = 2 * b / (field->view.y1 - field->view.y0);
}

/* The raster's value at the mesh point (i, j), j upwards. */
static double
value_at(const struct field *field, int i, int j)
{
    int px = (int)lround((double)i / (GRID - 1) * (field->w - 1));
    int py = (int)lround((1 - (double)j / (GRID - 1)) * (field->h - 1));
    return field->value[(size_t)py * (size_t)field->w + (size_t)px];
}

static double
grid_height(const struct solid *solid, const double *values, int i, int j)
{
    i = i < 0 ? 0 : i >= GRID ? GRID - 1 : i;
    j = j < 0 ? 0 : j >= GRID ? GRID - 1 : j;
    return height_of(solid, values[j * GRID + i]);
}

/* Lambert, from the upper left as seen; the light turns with the eye, not with the block.
 */
static double
light_at(const struct solid *solid, const double *values, int i, int j)
{
    double step = 2.0 / (GRID - 1), turn = solid->camera.turn * DEGREE;
    double gu =
        (grid_height(solid, values, i + 1, j) - grid_height(solid, values, i - 1, j)) /
        (2 * step);
    double gv =
        (grid_height(solid, values, i, j + 1) - grid_height(solid, values, i, j - 1)) /
        (2 * step);
    double across = gu * cos(turn) - gv * sin(turn),
           away = gu * sin(turn) + gv * cos(turn);
    /* normal (-across, -away, 1), light (-0.35, 0.3, 0.9) */
    double dot = 0.35 * across - 0.3 * away + 0.9;
    return fmax(0, dot / sqrt(across * across + away * away + 1) / 1.011);
}

static void
make_vertices(const struct solid *solid, const struct field *field, struct vertex *mesh,
              const double *values)
{
    double a, b;
    half_sides(field, &a, &b);
    for (int j = 0; j < GRID; j++)
        for (int i = 0; i < GRID; i++) {
            double p[3], value = values[j * GRID + i];
            project(solid, a * (2.0 * i / (GRID - 1) - 1), b * (2.0 * j / (GRID - 1) - 1),
                    height_of(solid, value), p);
            to_dots(solid, p);
            mesh[j * GRID + i] = (struct vertex){p[0], p[1], p[2], unit_of(solid, value),
                                                 light_at(solid, values, i, j)};
        }
}

static void
put_dot(struct solid *solid, int px, int py, double depth, double unit, double light,
        enum solid_part part)
{
    size_t at = (size_t)py * (size_t)solid->w + (size_t)px;
    if (solid->part[at] != SOLID_NOTHING && solid->depth[at] <= (float)depth)
        return;
    solid->depth[at] = (float)depth;
    solid->unit[at] = (float)unit;
    solid->light[at] = (float)light;
    solid->part[at] = (uint8_t)part;
}

static double
edge(const struct vertex *a, const struct vertex *b, double x, double y)
{
    return (b->x - a->x) * (y - a->y) - (b->y - a->y) * (x - a->x);
}

static void
fill_triangle(struct solid *solid, const struct vertex *a, const struct vertex *b,
              const struct vertex *c, enum solid_part part)
{
    double area = edge(a, b, c->x, c->y);
    if (fabs(area) < 1e-12)
        return;
    int left = (int)fmax(0, floor(fmin(a->x, fmin(b->x, c->x))));
    int right = (int)fmin(solid->w - 1, ceil(fmax(a->x, fmax(b->x, c->x))));
    int top = (int)fmax(0, floor(fmin(a->y, fmin(b->y, c->y))));
    int bottom = (int)fmin(solid->h - 1, ceil(fmax(a->y, fmax(b->y, c->y))));
    for (int y = top; y <= bottom; y++)
        for (int x = left; x <= right; x++) {
            double wa = edge(b, c, x, y) / area, wb = edge(c, a, x, y) / area;
            double wc = 1 - wa - wb;
            if (wa < -1e-9 || wb < -1e-9 || wc < -1e-9)
                continue;
            put_dot(solid, x, y, wa * a->depth + wb * b->depth + wc * c->depth,
                    wa * a->unit + wb * b->unit + wc * c->unit,
                    wa * a->light + wb * b->light + wc * c->light, part);
        }
}

static void
fill_quad(struct solid *solid, const struct vertex *a, const struct vertex *b,
          const struct vertex *c, const struct vertex *d, enum solid_part part)
{
    fill_triangle(solid, a, b, c, part);
    fill_triangle(solid, a, c, d, part);
}

/* The point of the base under mesh point (i, j). */
static struct vertex
base_under(const struct solid *solid, const struct field *field, int i, int j)
{
    double a, b, p[3];
    half_sides(field, &a, &b);
    project(solid, a * (2.0 * i / (GRID - 1) - 1), b * (2.0 * j / (GRID - 1) - 1), 0, p);
    to_dots(solid, p);
    return (struct vertex){.x = p[0], .y = p[1], .depth = p[2]};
}

/* The cut face along one side, from (i, j) on in direction (di, dj). */
static void
fill_wall(struct solid *solid, const struct field *field, const struct vertex *mesh,
          int i, int j, int di, int dj, enum solid_part part)
{
    for (int k = 0; k + 1 < GRID; k++, i += di, j += dj) {
        struct vertex a = base_under(solid, field, i, j);
        struct vertex b = base_under(solid, field, i + di, j + dj);
        fill_quad(solid, &mesh[j * GRID + i], &mesh[(j + dj) * GRID + i + di], &b, &a,
                  part);
    }
}

static void
fill_top(struct solid *solid, const struct vertex *mesh, const double *values)
{
    for (int j = 0; j + 1 < GRID; j++)
        for (int i = 0; i + 1 < GRID; i++) {
            int at = j * GRID + i;
            bool whole = !isnan(values[at]) && !isnan(values[at + 1]) &&
                         !isnan(values[at + GRID]) && !isnan(values[at + GRID + 1]);
            if (whole) /* holes stay open */
                fill_quad(solid, &mesh[at], &mesh[at + 1], &mesh[at + GRID + 1],
                          &mesh[at + GRID], SOLID_TOP);
        }
}

/* Contours are the field's decades; between two dots of different bands runs one. */
static void
find_bands(struct solid *solid)
{
    double units[LEVELS_MAX];
    size_t n = 0, dots = (size_t)solid->w * (size_t)solid->h;
    for (size_t i = 0; i < solid->levels.n; i++)
        if (solid->levels.major[i])
            units[n++] = scale_unit(&solid->colors, solid->levels.value[i]);
    for (size_t at = 0; at < dots; at++) {
        solid->band[at] = 0;
        for (size_t i = 0; i < n && solid->part[at] == SOLID_TOP; i++)
            solid->band[at] =
                (uint8_t)(solid->band[at] + (units[i] < (double)solid->unit[at]));
    }
}

void
solid_build(struct solid *solid, const struct field *field, struct camera camera)
{
    static struct vertex mesh[GRID * GRID];
    static double values[GRID * GRID];
    size_t n = (size_t)solid->w * (size_t)solid->h;
    solid->camera = camera;
    solid->colors = field->scale;
    solid->levels = field->levels;
    solid->low = field->low;
    solid->high = field->high;
    for (size_t i = 0; i < n; i++)
        solid->part[i] = SOLID_NOTHING;
    for (int j = 0; j < GRID; j++)
        for (int i = 0; i < GRID; i++)
            values[j * GRID + i] = value_at(field, i, j);
    half_sides(field, &solid->half_x, &solid->half_y);
    for (int i = 0; i < GRID * GRID; i++)
        solid->heights[i] = (float)height_of(solid, values[i]);
    fit_pane(solid, field);
    make_vertices(solid, field, mesh, values);
    fill_top(solid, mesh, values);
    fill_wall(solid, field, mesh, 0, 0, 1, 0, SOLID_FRONT);
    fill_wall(solid, field, mesh, 0, GRID - 1, 1, 0, SOLID_FRONT);
    fill_wall(solid, field, mesh, 0, 0, 0, 1, SOLID_SIDE);
    fill_wall(solid, field, mesh, GRID - 1, 0, 0, 1, SOLID_SIDE);
    find_bands(solid);
}

void
solid_ground(const struct solid *solid, double x, double y, double *px, double *py)
{
    double p[3];
    project(solid, (x - solid->x0) * solid->per_x, (y - solid->y0) * solid->per_y, 0, p);
    to_dots(solid, p);
    *px = p[0];
    *py = p[1];
}

/* The mesh's height at block coordinates (u, v); false outside it. */
static bool
mesh_height(const struct solid *solid, double u, double v, double *height)
{
    double a = (u / solid->half_x + 1) / 2 * (GRID - 1);
    double b = (v / solid->half_y + 1) / 2 * (GRID - 1);
    if (!(a >= 0 && b >= 0 && a < GRID - 1 && b < GRID - 1))
        return false;
    int i = (int)a, j = (int)b;
    double s = a - i, t = b - j;
    const float *at = solid->heights + j * GRID + i;
    *height = (1 - t) * ((1 - s) * (double)at[0] + s * (double)at[1]) +
              t * ((1 - s) * (double)at[GRID] + s * (double)at[GRID + 1]);
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
    double height = height_of(solid, value);
    (void)mesh_height(solid, u, v, &height);
    project(solid, u, v, height, p);
    to_dots(solid, p);
    *px = p[0];
    *py = p[1];
    *depth = p[2];
    return true;
}

bool
solid_sees(const struct solid *solid, double px, double py, double depth)
{
    if (!(px >= 0 && py >= 0 && px < solid->w && py < solid->h))
        return false;
    size_t at = (size_t)py * (size_t)solid->w + (size_t)px;
    return solid->part[at] == SOLID_NOTHING || depth <= (double)solid->depth[at] + SLACK;
}

void
solid_line(const struct solid *solid, struct dots *dots, const double from[3],
           const double to[3], bool thick)
{
    double length = fmax(fabs(to[0] - from[0]), fabs(to[1] - from[1]));
    if (!(length < 4.0 * (solid->w + solid->h)))
        return; /* far outside the window: not on the block */
    int steps = (int)ceil(length) + 1;
    for (int k = 0; k <= steps; k++) {
        double t = (double)k / steps;
        double x = from[0] + t * (to[0] - from[0]), y = from[1] + t * (to[1] - from[1]);
        if (!solid_sees(solid, x, y, from[2] + t * (to[2] - from[2])))
            continue;
        if (thick)
            dots_set_thick(dots, (int)x, (int)y);
        else
            dots_set(dots, (int)x, (int)y);
    }
}
