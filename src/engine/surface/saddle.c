/* The saddle: downhill on both sides of a pass, and no bottom anywhere. */
#include "lanes.h"
#include "settings.h"
#include "symmetric.h"
#include "text.h"

enum { A, B };

static const struct rv_param params[] = {
    SETTING_COEFFICIENT("a", "a", 1, -5, 5, 0.1, "half the curvature along x, uphill"),
    SETTING_COEFFICIENT("b", "b", 1, -5, 5, 0.1, "half the curvature along y, downhill"),
};

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    const double *s = self;
    double ax = s[A] * x, by = s[B] * y;
    *f = ax * x - by * y;
    return (struct rv_vec2){2 * ax, -2 * by};
}
SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    const double *s = self;
    (void)x;
    (void)y;
    h[0] = 2 * s[A];
    h[1] = 0;
    h[2] = -2 * s[B];
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    const double *s = self;
    if (max == 0 || (s[A] == 0 && s[B] == 0)) /* flat: nothing stands out */
        return 0;
    enum rv_critical_kind kind = RV_SADDLE;
    if (s[A] >= 0 && s[B] <= 0)
        kind = RV_MINIMUM;
    else if (s[A] <= 0 && s[B] >= 0)
        kind = RV_MAXIMUM;
    out[0] = (struct rv_critical){
        {0, 0},
        0, kind
    };
    return 1;
}

static bool
curvature(const void *self, double *mu, double *L)
{
    double h[3], eigenvalue[2];
    hessian(self, 0, 0, h);
    symmetric_eigenvalues(h, eigenvalue);
    *mu = eigenvalue[0];
    *L = eigenvalue[1];
    return true;
}

static void
formula(const void *self, char *buffer, size_t size)
{
    const double *s = self;
    struct text t = text_begin(buffer, size, "f = ");
    text_term(&t, s[A], "x²");
    text_term(&t, -s[B], "y²");
    text_close(&t, "");
}

static const struct rv_surface_driver driver = {
    .prepare = settings_prepare,
    .release = settings_release,
    .eval = eval,
    .hessian = hessian,
    .lanes = lanes,
    .values = values,
    .critical = critical,
    .curvature = curvature,
    .fixed_window = {-2.5, 2.5, -1.5, 1.5},
    .fixed_start = {-2, 0.001   },
    .formula = formula,
    .gradient_x = "2{a}{x}",
    .gradient_y = "−2{b}{y}",
};

extern const struct rv_surface rv_surface_saddle;
const struct rv_surface rv_surface_saddle = {
    .id = "saddle",
    .title = "Saddle",
    .note = "down on both sides",
    .formula = "f = ax² − by²",
    .source = "Dauphin et al. 2014, Identifying and attacking the saddle point problem",
    .axis = {"x", "y"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .traits = RV_TRAIT_QUADRATIC,
    .driver = &driver,
};
