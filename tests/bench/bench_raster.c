/*
 * The picture of a surface over data: logistic regression on 100 points, rows of 400
 * values, against the same sums written plainly with libm. The surface is vectorised
 * across x.
 */
#include <math.h>
#include <stdbool.h>

#include "engine/surface_driver.h"

#include "bench.h"

enum { ROWS = 100, WIDTH = 400, HEIGHT = 48 };

struct raster {
    double u[ROWS], target[ROWS], x[WIDTH];
    double ours[HEIGHT][WIDTH], theirs[HEIGHT][WIDTH];
    const struct rv_surface_driver *driver;
    void *surface;
};

static double
line_of(size_t row)
{
    return -3 + 6.0 * (double)row / (HEIGHT - 1);
}

static void
draw(void *context)
{
    struct raster *r = context;
    for (size_t row = 0; row < HEIGHT; row++)
        r->driver->values(r->surface, r->x, line_of(row), WIDTH, r->ours[row]);
}

static double
plain_value(const struct raster *r, double x, double y)
{
    double sum = 0;
    for (size_t i = 0; i < ROWS; i++) {
        double z = x * r->u[i] + y;
        sum += (z > 0 ? z : 0) + log1p(exp(-fabs(z))) - r->target[i] * z;
    }
    return sum / ROWS;
}

static void
draw_plainly(void *context)
{
    struct raster *r = context;
    for (size_t row = 0; row < HEIGHT; row++)
        for (size_t k = 0; k < WIDTH; k++)
            r->theirs[row][k] = plain_value(r, r->x[k], line_of(row));
}

/* A hundred points on a line, the classes mixed in the middle. */
static void
make_points(struct raster *r)
{
    for (size_t i = 0; i < ROWS; i++) {
        r->u[i] = -2.5 + 5 * fmod(0.5 + (double)i * 0.6180339887498949, 1);
        r->target[i] = r->u[i] + 2 * fmod((double)i * 0.7548776662466927, 1) > 1;
    }
    for (size_t k = 0; k < WIDTH; k++)
        r->x[k] = -4 + 8.0 * (double)k / (WIDTH - 1);
}

static double
worst_difference(const struct raster *r)
{
    double worst = 0;
    for (size_t row = 0; row < HEIGHT; row++)
        for (size_t k = 0; k < WIDTH; k++)
            worst = fmax(worst, fabs(r->ours[row][k] - r->theirs[row][k]));
    return worst;
}

int
main(void)
{
    static struct raster raster;
    const struct rv_surface *logistic =
        rv_surface_at((size_t)rv_surface_find("logistic"));
    struct rv_settings settings = {{0}};
    make_points(&raster);
    struct rv_data data = {
        .n = ROWS, .n_features = 1, .x = {raster.u}, .target = raster.target};
    raster.driver = logistic->driver;
    if (raster.driver->prepare(&raster.surface, &settings, &data, NULL) != RV_OK)
        return EXIT_FAILURE;
    double ours, theirs;
    bench_pair(draw, draw_plainly, &raster, &ours, &theirs);
    bool good = bench_report("raster, logistic of 100 points / scalar libm",
                             theirs / ours, "x", "at least 5x", theirs / ours >= 5);
    bench_report("a picture of 400x240", ours * 240 / HEIGHT * 1e3, "ms", "for scale",
                 true);
    bench_report("largest difference", worst_difference(&raster), "", "rounding",
                 worst_difference(&raster) < 1e-13);
    raster.driver->release(raster.surface);
    return good && worst_difference(&raster) < 1e-13 ? EXIT_SUCCESS : EXIT_FAILURE;
}
