/* Two wells in a bowl: the shallow one lies on the way, the deep one behind it. A small
 * step falls into the first, a large one is carried over. */
#include "../exact.h"
#include "critical.h"
#include "lanes.h"

static const struct rv_surface_driver driver;

/* y is stretched: z = 1.4 y makes the wells oval. */
static const double stretch = 1.4;

/* The exponent of the well at @at. */
static inline double
exponent(double x, double y, double at)
{
    double z = stretch * y, p = x - at;
    return -5 * (p * p + z * z);
}

/* @first, @second: the exponentials of the wells at 1 and -1. */
static inline struct rv_vec2
assemble(double x, double y, double first, double second, double *f)
{
    double z = stretch * y, p = x - 1, q = x + 1;
    double shallow = 2 * first, deep = 6 * second;
    *f = x * x + z * z - shallow - deep;
    return (struct rv_vec2){2 * x + 10 * (p * shallow + q * deep),
                            stretch * z * (2 + 10 * (shallow + deep))};
}

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    (void)self;
    double e[2] = {exponent(x, y, 1), exponent(x, y, -1)};
    exact_exp_n(2, e, e);
    return assemble(x, y, e[0], e[1], f);
}

static void
lane_block(const void *self, size_t n, const double *x, const double *y, double *f,
           double *gx, double *gy)
{
    double first[EXACT_BLOCK] = {0}, second[EXACT_BLOCK] = {0};
    (void)self;
    for (size_t i = 0; i < n; i++) {
        first[i] = exponent(x[i], y[i], 1);
        second[i] = exponent(x[i], y[i], -1);
    }
    exact_exp_n(n, first, first);
    exact_exp_n(n, second, second);
    for (size_t i = 0; i < n; i++) {
        struct rv_vec2 g = assemble(x[i], y[i], first[i], second[i], &f[i]);
        gx[i] = g.x;
        gy[i] = g.y;
    }
}

SURFACE_BLOCKS

static void
hessian(const void *self, double x, double y, double h[3])
{
    (void)self;
    double z = stretch * y, p = x - 1, q = x + 1;
    double e[2] = {exponent(x, y, 1), exponent(x, y, -1)};
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
    .lanes = lanes,
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
