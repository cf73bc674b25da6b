/* Goldstein and Price's function, a product of two quartics. In s = x + y and d = 2x - 3y
 * the second factors of both are polynomials of one variable, which keeps the derivatives
 * short: 19 - 14s + 3s^2 and 18 - 16d + 3d^2. */
#include "critical.h"
#include "lanes.h"

static const struct rv_surface_driver driver;

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    (void)self;
    double s = x + y, d = 2 * x - 3 * y, s1 = s + 1;
    double p = 19 - 14 * s + 3 * s * s, q = 18 - 16 * d + 3 * d * d;
    double a = 1 + s1 * s1 * p, b = 30 + d * d * q;
    double as = 2 * s1 * p + s1 * s1 * (6 * s - 14);
    double bd = 2 * d * q + d * d * (6 * d - 16);
    *f = a * b;
    return (struct rv_vec2){as * b + 2 * a * bd, as * b - 3 * a * bd};
}
SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    (void)self;
    double s = x + y, d = 2 * x - 3 * y, s1 = s + 1;
    double p = 19 - 14 * s + 3 * s * s, q = 18 - 16 * d + 3 * d * d;
    double a = 1 + s1 * s1 * p, b = 30 + d * d * q;
    double as = 2 * s1 * p + s1 * s1 * (6 * s - 14);
    double bd = 2 * d * q + d * d * (6 * d - 16);
    double ass = 2 * p + 4 * s1 * (6 * s - 14) + 6 * s1 * s1;
    double bdd = 2 * q + 4 * d * (6 * d - 16) + 6 * d * d;
    h[0] = ass * b + 4 * as * bd + 4 * a * bdd;
    h[1] = ass * b - as * bd - 6 * a * bdd;
    h[2] = ass * b - 6 * as * bd + 9 * a * bdd;
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
    .fixed_window = {-2, 2, -2, 2},
    .fixed_start = {-1.5, 1.5 },
};

extern const struct rv_surface rv_surface_goldstein;
const struct rv_surface rv_surface_goldstein = {
    .id = "goldstein",
    .title = "Goldstein–Price",
    .note = "steep, four minima",
    .formula = "f = (1 + (x+y+1)²(19−14x+3x²−14y+6xy+3y²)) · (30 + "
               "(2x−3y)²(18−32x+12x²+48y−36xy+27y²))",
    .source = "Goldstein & Price 1971, On descent from local minima",
    .axis = {"x", "y"},
    .driver = &driver,
};
