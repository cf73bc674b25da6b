/* Two wells in a bowl: the shallow one lies on the way, the deep one behind it. A small
 * step falls into the first, a large one is carried over. */
#include "../exact.h"
#include "critical.h"

static const struct rv_surface_driver driver;

/* y is stretched: z = 1.4 y makes the wells oval. */
static const double stretch = 1.4;

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    (void)self;
    double z = stretch * y, p = x - 1, q = x + 1;
    double e[2] = {-5 * (p * p + z * z), -5 * (q * q + z * z)};
    exact_exp_n(2, e, e);
    double shallow = 2 * e[0], deep = 6 * e[1];
    *f = x * x + z * z - shallow - deep;
    return (struct rv_vec2){2 * x + 10 * (p * shallow + q * deep),
                            stretch * z * (2 + 10 * (shallow + deep))};
}

static void
hessian(const void *self, double x, double y, double h[3])
{
    (void)self;
    double z = stretch * y, p = x - 1, q = x + 1;
    double e[2] = {-5 * (p * p + z * z), -5 * (q * q + z * z)};
    exact_exp_n(2, e, e);
    double shallow = 2 * e[0], deep = 6 * e[1];
    h[0] = 2 + 10 * (shallow * (1 - 10 * p * p) + deep * (1 - 10 * q * q));
    h[1] = -100 * stretch * z * (p * shallow + q * deep);
    h[2] = stretch * stretch * (2 + 10 * (shallow + deep) * (1 - 10 * z * z));
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
    .fixed_window = {-2, 2, -2, 2},
    .fixed_start = {1.5, 1.5 },
};

extern const struct rv_surface rv_surface_twowells;
const struct rv_surface rv_surface_twowells = {
    .id = "twowells",
    .title = "Two wells",
    .note = "one is deeper",
    .formula = "f = x² + z² − 2exp(−5((x−1)²+z²)) − 6exp(−5((x+1)²+z²)), z = 1.4y",
    .source = "a textbook picture of a local minimum; made for this program",
    .axis = {"x", "y"},
    .driver = &driver,
};
