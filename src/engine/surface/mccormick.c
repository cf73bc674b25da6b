/* McCormick's function: a valley that sinks in waves. It has no bottom at all; the
 * minimum listed is the lowest of the usual window. */
#include "../exact.h"
#include "critical.h"
#include "lanes.h"

static const struct rv_surface_driver driver;

static inline struct rv_vec2
assemble(double x, double y, double sine, double cosine, double *f)
{
    double d = x - y;
    *f = sine + d * d - 1.5 * x + 2.5 * y + 1;
    return (struct rv_vec2){cosine + 2 * d - 1.5, cosine - 2 * d + 2.5};
}

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    (void)self;
    return assemble(x, y, exact_sin(x + y), exact_cos(x + y), f);
}

static void
lane_block(const void *self, size_t n, const double *x, const double *y, double *f,
           double *gx, double *gy)
{
    double angle[EXACT_BLOCK] = {0}, sine[EXACT_BLOCK], cosine[EXACT_BLOCK];
    (void)self;
    for (size_t i = 0; i < n; i++)
        angle[i] = x[i] + y[i];
    exact_sin_n(n, angle, sine);
    exact_cos_n(n, angle, cosine);
    for (size_t i = 0; i < n; i++) {
        struct rv_vec2 g = assemble(x[i], y[i], sine[i], cosine[i], &f[i]);
        gx[i] = g.x;
        gy[i] = g.y;
    }
}

SURFACE_BLOCKS

static void
hessian(const void *self, double x, double y, double h[3])
{
    (void)self;
    double sine = exact_sin(x + y);
    h[0] = 2 - sine;
    h[1] = -2 - sine;
    h[2] = 2 - sine;
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    return critical_scan(&driver, self, driver.fixed_window, out, max);
}

static const struct rv_surface_driver driver = {
    .eval = eval,
    .hessian = hessian,
    .lanes = lanes,
    .critical = critical,
    .fixed_window = {-1.5, 4, -3, 4},
    .fixed_start = {3,   3.5   },
    .gradient_x = "cos({x} + {y}) + 2({x} − {y}) − 1.5",
    .gradient_y = "cos({x} + {y}) − 2({x} − {y}) + 2.5",
};

extern const struct rv_surface rv_surface_mccormick;
const struct rv_surface rv_surface_mccormick = {
    .id = "mccormick",
    .title = "McCormick",
    .note = "a valley in waves",
    .formula = "f = sin(x+y) + (x−y)² − 1.5x + 2.5y + 1",
    .source = "McCormick 1976, Computability of global solutions to factorable nonconvex "
              "programs",
    .axis = {"x", "y"},
    .driver = &driver,
};
