/* A saddle whose two descents end in minima, so that a run can arrive. */
#include "critical.h"
#include "lanes.h"

static const struct rv_surface_driver driver;

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    (void)self;
    double y2 = y * y;
    *f = x * x - y2 + 0.25 * y2 * y2;
    return (struct rv_vec2){2 * x, y * (y2 - 2)};
}
SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    (void)self;
    (void)x;
    h[0] = 2;
    h[1] = 0;
    h[2] = 3 * y * y - 2;
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
    .fixed_window = {-2.5, 2.5, -2.5, 2.5},
    .fixed_start = {1.8, 0.001   },
    .gradient_x = "2{x}",
    .gradient_y = "{y}³ − 2{y}",
};

extern const struct rv_surface rv_surface_saddle_bounded;
const struct rv_surface rv_surface_saddle_bounded = {
    .id = "saddle_bounded",
    .title = "Bounded saddle",
    .note = "a pass between basins",
    .formula = "f = x² − y² + ¼y⁴",
    .source = "Dauphin et al. 2014, Identifying and attacking the saddle point problem",
    .axis = {"x", "y"},
    .driver = &driver,
};
