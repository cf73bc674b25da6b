/* Himmelblau's function: four equal minima; which one is found depends on the way. */
#include "critical.h"
#include "lanes.h"

static const struct rv_surface_driver driver;

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    (void)self;
    double p = x * x + y - 11, q = x + y * y - 7;
    *f = p * p + q * q;
    return (struct rv_vec2){4 * x * p + 2 * q, 2 * p + 4 * y * q};
}
SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    (void)self;
    h[0] = 4 * (x * x + y - 11) + 8 * x * x + 2;
    h[1] = 4 * x + 4 * y;
    h[2] = 2 + 4 * (x + y * y - 7) + 8 * y * y;
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
    .values = values,
    .critical = critical,
    .fixed_window = {-5, 5, -5, 5},
    .fixed_start = {0, 0 },
    .gradient_x = "4{x}({x}² + {y} − 11) + 2({x} + {y}² − 7)",
    .gradient_y = "2({x}² + {y} − 11) + 4{y}({x} + {y}² − 7)",
};

extern const struct rv_surface rv_surface_himmelblau;
const struct rv_surface rv_surface_himmelblau = {
    .id = "himmelblau",
    .title = "Himmelblau",
    .note = "four equal minima",
    .formula = "f = (x²+y−11)² + (x+y²−7)²",
    .source = "Himmelblau 1972, Applied nonlinear programming",
    .axis = {"x", "y"},
    .driver = &driver,
};
