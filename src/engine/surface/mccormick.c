/* McCormick's function: a valley that sinks in waves. It has no bottom at all; the
 * minimum listed is the lowest of the usual window. */
#include "../exact.h"
#include "critical.h"

static const struct rv_surface_driver driver;

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    (void)self;
    double d = x - y, c = exact_cos(x + y);
    *f = exact_sin(x + y) + d * d - 1.5 * x + 2.5 * y + 1;
    return (struct rv_vec2){c + 2 * d - 1.5, c - 2 * d + 2.5};
}

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
    .critical = critical,
    .fixed_window = {-1.5, 4, -3, 4},
    .fixed_start = {3,   3.5   },
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
