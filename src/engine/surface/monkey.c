/* The monkey saddle: two legs and a tail; the Hessian at its middle is zero. */
#include "critical.h"
#include "lanes.h"

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    (void)self;
    *f = x * (x * x - 3 * y * y);
    return (struct rv_vec2){3 * (x * x - y * y), -6 * x * y};
}
SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    (void)self;
    h[0] = 6 * x;
    h[1] = -6 * y;
    h[2] = -6 * x;
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    (void)self;
    if (max == 0)
        return 0;
    out[0] = (struct rv_critical){
        {0, 0},
        0, RV_SADDLE
    };
    return 1;
}

static const struct rv_surface_driver driver = {
    .eval = eval,
    .hessian = hessian,
    .lanes = lanes,
    .values = values,
    .critical = critical,
    .fixed_window = {-1.5, 1.5, -1, 1},
    .fixed_start = {1.2,   0.1     },
    .gradient_x = "3{x}² − 3{y}²",
    .gradient_y = "−6{x}{y}",
};

extern const struct rv_surface rv_surface_monkey;
const struct rv_surface rv_surface_monkey = {
    .id = "monkey",
    .title = "Monkey saddle",
    .note = "three ways down",
    .formula = "f = x³ − 3xy²",
    .source = "Hilbert & Cohn-Vossen 1932, Anschauliche Geometrie",
    .axis = {"x", "y"},
    .driver = &driver,
};
