/* Rosenbrock's valley: a narrow parabola whose floor barely falls. */
#include <math.h>

#include "lanes.h"
#include "settings.h"
#include "text.h"

enum { A, B };

static const struct rv_param params[] = {
    SETTING_COEFFICIENT("a", "a", 1, -2, 2, 0.1, "place of the minimum, (a, a²)"),
    SETTING_LOG("b", "b", 100, 0, DBL_MAX, 1, 1000,
                "steepness of the walls; the condition number grows with it"),
};

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    const double *s = self;
    double p = s[A] - x, q = y - x * x;
    *f = p * p + s[B] * (q * q);
    return (struct rv_vec2){-2 * p - 4 * s[B] * x * q, 2 * s[B] * q};
}

SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    const double *s = self;
    h[0] = 2 - 4 * s[B] * (y - x * x) + 8 * s[B] * x * x;
    h[1] = -4 * s[B] * x;
    h[2] = 2 * s[B];
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    const double *s = self;
    if (max == 0 || s[B] == 0) /* without walls every (a, y) is a minimum */
        return 0;
    out[0] = (struct rv_critical){
        {s[A], s[A] * s[A]},
        0, RV_MINIMUM
    };
    return 1;
}

static struct rv_window
window(const void *self)
{
    const double *s = self;
    double half = fmax(2, 1.5 * fabs(s[A])), top = fmax(3, 1.5 * s[A] * s[A]);
    return (struct rv_window){-half, half, -1, top};
}

static struct rv_vec2
start(const void *self)
{
    (void)self;
    return (struct rv_vec2){-1.5, 2};
}

static void
formula(const void *self, char *buffer, size_t size)
{
    const double *s = self;
    struct text t = text_begin(buffer, size, "f = ");
    if (s[A] == 0) {
        text_term(&t, 1, "x²");
    } else {
        text_open(&t, "(");
        text_constant(&t, s[A]);
        text_add(&t, "−x)²");
    }
    text_term(&t, s[B], "(y−x²)²");
}

static const struct rv_surface_driver driver = {
    .prepare = settings_prepare,
    .release = settings_release,
    .eval = eval,
    .hessian = hessian,
    .lanes = lanes,
    .values = values,
    .critical = critical,
    .window = window,
    .start = start,
    .formula = formula,
    .gradient_x = "−2({a} − {x}) − 4{b}{x}({y} − {x}²)",
    .gradient_y = "2{b}({y} − {x}²)",
};

extern const struct rv_surface rv_surface_rosenbrock;
const struct rv_surface rv_surface_rosenbrock = {
    .id = "rosenbrock",
    .title = "Rosenbrock",
    .note = "curved valley",
    .formula = "f = (a−x)² + b(y−x²)²",
    .source = "Rosenbrock 1960, An automatic method for finding the greatest or least "
              "value of a function",
    .axis = {"x", "y"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .driver = &driver,
};
