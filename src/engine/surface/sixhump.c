/* The six-hump camel: two of its six minima are the lowest. */
#include "critical.h"
#include "lanes.h"

static const struct rv_surface_driver driver;

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    (void)self;
    double x2 = x * x, y2 = y * y;
    *f = (4 - 2.1 * x2 + x2 * x2 / 3) * x2 + x * y + (-4 + 4 * y2) * y2;
    return (struct rv_vec2){x * (8 - 8.4 * x2 + 2 * x2 * x2) + y, x + y * (-8 + 16 * y2)};
}
SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    (void)self;
    double x2 = x * x, y2 = y * y;
    h[0] = 8 - 25.2 * x2 + 10 * x2 * x2;
    h[1] = 1;
    h[2] = -8 + 48 * y2;
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
    .fixed_window = {-2,   2, -1.2, 1.2},
    .fixed_start = {-1.4, 1 },
    .gradient_x = "8{x} − 8.4{x}³ + 2{x}⁵ + {y}",
    .gradient_y = "{x} + 16{y}³ − 8{y}",
};

extern const struct rv_surface rv_surface_sixhump;
const struct rv_surface rv_surface_sixhump = {
    .id = "sixhump",
    .title = "Six-hump camel",
    .note = "six minima",
    .formula = "f = (4−2.1x²+⅓x⁴)x² + xy + (4y²−4)y²",
    .source = "Dixon & Szegő 1978, Towards global optimisation 2",
    .axis = {"x", "y"},
    .driver = &driver,
};
