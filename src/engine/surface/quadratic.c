/* A quadratic: the surface on which every theory of step sizes is exact. */
#include <math.h>
#include <stdio.h>

#include "lanes.h"
#include "settings.h"
#include "symmetric.h"
#include "text.h"

enum { A11, A12, A22, CX, CY };

static const struct rv_param params[] = {
    SETTING_COEFFICIENT("a11", "a₁₁", 1, -10, 100, 0.5, "curvature along x"),
    SETTING_COEFFICIENT("a12", "a₁₂", 0, -10, 10, 0.5, "twist of the valley"),
    SETTING_COEFFICIENT("a22", "a₂₂", 1, -10, 100, 0.5, "curvature along y"),
    SETTING_COEFFICIENT("cx", "cx", 0, -5, 5, 0.1, "x of the centre"),
    SETTING_COEFFICIENT("cy", "cy", 0, -5, 5, 0.1, "y of the centre"),
};

ENGINE_INLINE struct rv_vec2
point(const void *self, double x, double y, double *f)
{
    const double *s = self;
    double p = x - s[CX], q = y - s[CY];
    double gx = s[A11] * p + s[A12] * q, gy = s[A12] * p + s[A22] * q;
    *f = 0.5 * (p * gx + q * gy);
    return (struct rv_vec2){gx, gy};
}

SURFACE_DRIVERS(point)

static void
hessian(const void *self, double x, double y, double h[3])
{
    const double *s = self;
    (void)x;
    (void)y;
    h[0] = s[A11];
    h[1] = s[A12];
    h[2] = s[A22];
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    const double *s = self;
    double eigenvalue[2];
    symmetric_eigenvalues(s + A11, eigenvalue);
    if (max == 0 ||
        (eigenvalue[0] == 0 && eigenvalue[1] == 0)) /* flat: nothing stands out */
        return 0;
    enum rv_critical_kind kind = eigenvalue[0] >= 0   ? RV_MINIMUM
                                 : eigenvalue[1] <= 0 ? RV_MAXIMUM
                                                      : RV_SADDLE;
    out[0] = (struct rv_critical){
        {s[CX], s[CY]},
        0, kind
    };
    return 1;
}

static bool
curvature(const void *self, double *mu, double *L)
{
    const double *s = self;
    double eigenvalue[2];
    symmetric_eigenvalues(s + A11, eigenvalue);
    *mu = eigenvalue[0];
    *L = eigenvalue[1];
    return true;
}

static struct rv_window
window(const void *self)
{
    const double *s = self;
    return (struct rv_window){s[CX] - 5, s[CX] + 5, s[CY] - 3, s[CY] + 3};
}

static struct rv_vec2
start(const void *self)
{
    const double *s = self;
    return (struct rv_vec2){s[CX] - 4, s[CY] + 2};
}

static void
formula(const void *self, char *buffer, size_t size)
{
    const double *s = self;
    char p[TEXT_FACTOR_MAX], q[TEXT_FACTOR_MAX], body[2 * TEXT_FACTOR_MAX + 8];
    text_shifted(p, "x", s[CX]);
    text_shifted(q, "y", s[CY]);
    struct text t = text_begin(buffer, size, "f = ");
    int terms = (s[A11] != 0) + (s[A12] != 0) + (s[A22] != 0);
    double half = terms > 1 ? 1 : 0.5; /* a bracket only where there is a sum */
    text_open(&t, terms > 1 ? "½(" : "");
    snprintf(body, sizeof body, "%s²", p);
    text_term(&t, half * s[A11], body);
    snprintf(body, sizeof body, "%s%s", p, q);
    text_term(&t, half * 2 * s[A12], body);
    snprintf(body, sizeof body, "%s²", q);
    text_term(&t, half * s[A22], body);
    text_close(&t, terms > 1 ? ")" : "");
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
    .window = window,
    .start = start,
    .formula = formula,
    .gradient_x = "{a11}({x} − {cx}) + {a12}({y} − {cy})",
    .gradient_y = "{a12}({x} − {cx}) + {a22}({y} − {cy})",
};

extern const struct rv_surface rv_surface_quadratic;
const struct rv_surface rv_surface_quadratic = {
    .id = "quadratic",
    .title = "Quadratic",
    .note = "every theory is exact",
    .formula = "f = ½(a₁₁p² + 2a₁₂pq + a₂₂q²), p = x−cx, q = y−cy",
    .source = "Nesterov 2004, Introductory lectures on convex optimization",
    .axis = {"x", "y"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .traits = RV_TRAIT_QUADRATIC,
    .driver = &driver,
};
