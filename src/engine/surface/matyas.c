/* Matyas's function: a long bowl along the diagonal, condition number 25. */
#include "critical.h"
#include "lanes.h"

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    (void)self;
    *f = 0.26 * (x * x + y * y) - 0.48 * x * y;
    return (struct rv_vec2){0.52 * x - 0.48 * y, 0.52 * y - 0.48 * x};
}
SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    (void)self;
    (void)x;
    (void)y;
    h[0] = 0.52;
    h[1] = -0.48;
    h[2] = 0.52;
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    (void)self;
    if (max == 0)
        return 0;
    out[0] = (struct rv_critical){
        {0, 0},
        0, RV_MINIMUM
    };
    return 1;
}

static bool
curvature(const void *self, double *mu, double *L)
{
    (void)self;
    *mu = 0.04;
    *L = 1;
    return true;
}

static const struct rv_surface_driver driver = {
    .eval = eval,
    .hessian = hessian,
    .lanes = lanes,
    .values = values,
    .critical = critical,
    .curvature = curvature,
    .fixed_window = {-10, 10, -10, 10},
    .fixed_start = {-8, 3  },
    .gradient_x = "0.52{x} − 0.48{y}",
    .gradient_y = "0.52{y} − 0.48{x}",
};

extern const struct rv_surface rv_surface_matyas;
const struct rv_surface rv_surface_matyas = {
    .id = "matyas",
    .title = "Matyas",
    .note = "long flat bowl",
    .formula = "f = 0.26(x²+y²) − 0.48xy",
    .source = "Jamil & Yang 2013, A literature survey of benchmark functions",
    .axis = {"x", "y"},
    .traits = RV_TRAIT_CONVEX | RV_TRAIT_QUADRATIC,
    .driver = &driver,
};
