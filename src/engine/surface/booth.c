/* Booth's function: a bowl with its axes turned by 45 degrees. */
#include "critical.h"
#include "lanes.h"

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    (void)self;
    double p = x + 2 * y - 7, q = 2 * x + y - 5;
    *f = p * p + q * q;
    return (struct rv_vec2){2 * p + 4 * q, 4 * p + 2 * q};
}
SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    (void)self;
    (void)x;
    (void)y;
    h[0] = 10;
    h[1] = 8;
    h[2] = 10;
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    (void)self;
    if (max == 0)
        return 0;
    out[0] = (struct rv_critical){
        {1, 3},
        0, RV_MINIMUM
    };
    return 1;
}

static bool
curvature(const void *self, double *mu, double *L)
{
    (void)self;
    *mu = 2;
    *L = 18;
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
    .fixed_start = {-4, -6  },
    .gradient_x = "10{x} + 8{y} − 34",
    .gradient_y = "8{x} + 10{y} − 38",
};

extern const struct rv_surface rv_surface_booth;
const struct rv_surface rv_surface_booth = {
    .id = "booth",
    .title = "Booth",
    .note = "tilted bowl",
    .formula = "f = (x+2y−7)² + (2x+y−5)²",
    .source = "Jamil & Yang 2013, A literature survey of benchmark functions",
    .axis = {"x", "y"},
    .traits = RV_TRAIT_CONVEX | RV_TRAIT_QUADRATIC,
    .driver = &driver,
};
