/* Styblinski and Tang's function: four wells, each coordinate for itself. */
#include "critical.h"
#include "lanes.h"

static const struct rv_surface_driver driver;

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    (void)self;
    double x2 = x * x, y2 = y * y;
    *f = 0.5 * (x2 * x2 - 16 * x2 + 5 * x) + 0.5 * (y2 * y2 - 16 * y2 + 5 * y);
    return (struct rv_vec2){2 * x * (x2 - 8) + 2.5, 2 * y * (y2 - 8) + 2.5};
}
SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    (void)self;
    h[0] = 6 * x * x - 16;
    h[1] = 0;
    h[2] = 6 * y * y - 16;
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
    .fixed_start = {0.5, 4 },
    .gradient_x = "2{x}³ − 16{x} + 2.5",
    .gradient_y = "2{y}³ − 16{y} + 2.5",
};

extern const struct rv_surface rv_surface_styblinski;
const struct rv_surface rv_surface_styblinski = {
    .id = "styblinski",
    .title = "Styblinski–Tang",
    .note = "four wells",
    .formula = "f = ½(x⁴−16x²+5x) + ½(y⁴−16y²+5y)",
    .source = "Styblinski & Tang 1990, Experiments in nonconvex optimization",
    .axis = {"x", "y"},
    .driver = &driver,
};
