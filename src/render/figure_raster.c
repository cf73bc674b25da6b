/*
 * Values of the surface over the page. Where a value is a sum over many rows of data,
 * fewer are asked for, and those between follow from them: such sums are smooth.
 */
#include <math.h>
#include <stdlib.h>

#include "figure_parts.h"

/* Rows of data that a raster may read: some seconds. */
#define ROWS_READ 1e8
enum { NODES_LEAST = 12, NEIGHBOURS = 4 };

/* The places along a side of @n nodes, from @from to @to. */
static double
node(double i, int n, bool centres, double from, double to)
{
    double shift = centres ? 0.5 : 0;
    return from + (i + shift) / (n - 1 + 2 * shift) * (to - from);
}

static bool
sample_all(const struct sheet *s, struct raster *raster, bool centres)
{
    const struct view *v = &s->view;
    size_t w = (size_t)raster->w, h = (size_t)raster->h;
    double *x = calloc(w, sizeof *x);
    raster->value = calloc(w * h, sizeof *raster->value);
    for (size_t i = 0; x && i < w; i++)
        x[i] = node((double)i, raster->w, centres, v->x0, v->x1);
    for (size_t row = 0; x && raster->value && row < h; row++)
        s->figure->values(s->figure->ctx, x,
                          node((double)row, raster->h, centres, v->y1, v->y0), w,
                          raster->value + row * w);
    bool sampled = x && raster->value;
    free(x);
    return sampled;
}

/* The weights of four nodes for the place @x of @n, between the second and the third of
 * them (Catmull & Rom 1974); what would lie outside goes on in a line. @return the first
 * node. */
static int
weigh(double x, int n, double weight[NEIGHBOURS])
{
    int second = (int)floor(x);
    second = second < 0 ? 0 : second > n - 2 ? n - 2 : second;
    double t = x - second;
    weight[0] = t * (t * (2 - t) - 1) / 2;
    weight[1] = (t * t * (3 * t - 5) + 2) / 2;
    weight[2] = t * (t * (4 - 3 * t) + 1) / 2;
    weight[3] = t * t * (t - 1) / 2;
    if (second == 0) {
        weight[1] += 2 * weight[0];
        weight[2] -= weight[0];
        weight[0] = 0;
    }
    if (second == n - 2) {
        weight[2] += 2 * weight[3];
        weight[1] -= weight[3];
        weight[3] = 0;
    }
    return second - 1;
}

static int
within(int i, int n)
{
    return i < 0 ? 0 : i < n ? i : n - 1;
}

/* Between the nodes of @coarse at (@x, @y); beside one that has no value, its nearest. */
static double
between_nodes(const struct raster *coarse, double x, double y)
{
    double across[NEIGHBOURS], down[NEIGHBOURS], sum = 0;
    int col = weigh(x, coarse->w, across), row = weigh(y, coarse->h, down);
    for (int k = 0; k < NEIGHBOURS * NEIGHBOURS; k++) {
        int at = within(row + k / NEIGHBOURS, coarse->h) * coarse->w +
                 within(col + k % NEIGHBOURS, coarse->w);
        sum += down[k / NEIGHBOURS] * across[k % NEIGHBOURS] * coarse->value[at];
    }
    if (isfinite(sum))
        return sum;
    return coarse->value[within((int)lround(y), coarse->h) * coarse->w +
                         within((int)lround(x), coarse->w)];
}

/* As many nodes of a side of @n as @share leaves. */
static int
fewer(int n, double share)
{
    int left = (int)(n * share);
    return left < NODES_LEAST ? NODES_LEAST : left;
}

static bool
sample_some(const struct sheet *s, struct raster *raster, bool centres, double share)
{
    struct raster coarse = {fewer(raster->w, share), fewer(raster->h, share), NULL};
    size_t n = (size_t)raster->w * (size_t)raster->h;
    raster->value = calloc(n, sizeof *raster->value);
    bool sampled = sample_all(s, &coarse, false) && raster->value;
    for (size_t i = 0; sampled && i < n; i++) {
        double col = (double)(i % (size_t)raster->w);
        double row = (double)(i / (size_t)raster->w);
        raster->value[i] =
            between_nodes(&coarse, node(col, raster->w, centres, 0, coarse.w - 1),
                          node(row, raster->h, centres, 0, coarse.h - 1));
    }
    free(coarse.value);
    return sampled;
}

bool
raster_sample(const struct sheet *s, struct raster *raster, bool centres)
{
    double reads = s->figure->rows * raster->w * raster->h;
    if (reads <= ROWS_READ)
        return sample_all(s, raster, centres);
    return sample_some(s, raster, centres, sqrt(ROWS_READ / reads));
}
