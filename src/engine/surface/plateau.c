/* A plateau: a robust loss that saturates, so that far from the hole hardly any slope is
 * left. */
#include "critical.h"
#include "lanes.h"

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    (void)self;
    double q = x * x + 4 * y * y, r = 1 / (1 + q);
    *f = q * r;
    return (struct rv_vec2){2 * x * r * r, 8 * y * r * r};
}
SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    (void)self;
    double r = 1 / (1 + x * x + 4 * y * y), r2 = r * r, r3 = r2 * r;
    h[0] = 2 * r2 - 8 * x * x * r3;
    h[1] = -32 * x * y * r3;
    h[2] = 8 * r2 - 128 * y * y * r3;
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    (void)self;
    if (max == 0)
        return 0;
    out[0] = (struct rv_critical){
        {0, 0},
        0, RV_MINIMUM
    };
    return 1;
}

static const struct rv_surface_driver driver = {
    .eval = eval,
    .hessian = hessian,
    .lanes = lanes,
    .values = values,
    .critical = critical,
    .fixed_window = {-5, 5, -3, 3},
    .fixed_start = {-4, 2 },
    .gradient_x = "2{x} / (1 + {x}² + 4{y}²)²",
    .gradient_y = "8{y} / (1 + {x}² + 4{y}²)²",
};

extern const struct rv_surface rv_surface_plateau;
const struct rv_surface rv_surface_plateau = {
    .id = "plateau",
    .title = "Plateau",
    .note = "one hole in a plain",
    .formula = "f = q/(1+q), q = x² + 4y²",
    .source = "Geman & McClure 1985, Bayesian image analysis",
    .axis = {"x", "y"},
    .driver = &driver,
};
