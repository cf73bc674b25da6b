/* Beale's function: a flat floor between walls that rise as the sixth power. */
#include "critical.h"
#include "lanes.h"

static const struct rv_surface_driver driver;

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    (void)self;
    double y2 = y * y, y3 = y2 * y;
    double p = 1.5 - x + x * y, q = 2.25 - x + x * y2, r = 2.625 - x + x * y3;
    *f = p * p + q * q + r * r;
    return (struct rv_vec2){2 * (p * (y - 1) + q * (y2 - 1) + r * (y3 - 1)),
                            2 * x * (p + 2 * y * q + 3 * y2 * r)};
}
SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    (void)self;
    double y2 = y * y, y3 = y2 * y;
    double p = 1.5 - x + x * y, q = 2.25 - x + x * y2, r = 2.625 - x + x * y3;
    double px = y - 1, qx = y2 - 1, rx = y3 - 1;
    h[0] = 2 * (px * px + qx * qx + rx * rx);
    h[1] = 2 * (p + 2 * y * q + 3 * y2 * r) + 2 * x * (px + 2 * y * qx + 3 * y2 * rx);
    h[2] = 2 * x * x * (1 + 4 * y2 + 9 * y2 * y2) + 2 * x * (2 * q + 6 * y * r);
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
    .fixed_window = {-4.5, 4.5, -4.5, 4.5},
    .fixed_start = {1, 1   },
};

extern const struct rv_surface rv_surface_beale;
const struct rv_surface rv_surface_beale = {
    .id = "beale",
    .title = "Beale",
    .note = "flat, steep edges",
    .formula = "f = (1.5−x+xy)² + (2.25−x+xy²)² + (2.625−x+xy³)²",
    .source = "Beale 1958, On an iterative method for finding a local minimum",
    .axis = {"x", "y"},
    .driver = &driver,
};
