/* A cliff: a gentle slope leads to an exponential wall. The step that overshoots meets a
 * gradient of thousands and is thrown back far behind its start, unless it is clipped. */
#include "../exact.h"
#include "lanes.h"
#include "settings.h"
#include "text.h"

enum { K };

static const struct rv_param params[] = {
    SETTING_LOG("k", "k", 8, 1e-3, 1e3, 1, 50,
                "steepness of the wall; also the curvature at its foot"),
};

static inline struct rv_vec2
assemble(const double *s, double x, double y, double wall, double *f)
{
    *f = wall / s[K] - x + 0.5 * y * y;
    return (struct rv_vec2){wall - 1, y};
}

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    const double *s = self;
    return assemble(s, x, y, exact_exp(s[K] * (x - 1)), f);
}

static void
lane_block(const void *self, size_t n, const double *x, const double *y, double *f,
           double *gx, double *gy)
{
    const double *s = self;
    double wall[EXACT_BLOCK] = {0};
    for (size_t i = 0; i < n; i++)
        wall[i] = s[K] * (x[i] - 1);
    exact_exp_n(n, wall, wall);
    for (size_t i = 0; i < n; i++) {
        struct rv_vec2 g = assemble(s, x[i], y[i], wall[i], &f[i]);
        gx[i] = g.x;
        gy[i] = g.y;
    }
}

SURFACE_BLOCKS

static void
hessian(const void *self, double x, double y, double h[3])
{
    const double *s = self;
    (void)y;
    h[0] = s[K] * exact_exp(s[K] * (x - 1));
    h[1] = 0;
    h[2] = 1;
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    const double *s = self;
    if (max == 0)
        return 0;
    out[0] = (struct rv_critical){
        {1, 0},
        1 / s[K] - 1, RV_MINIMUM
    };
    return 1;
}

static void
formula(const void *self, char *buffer, size_t size)
{
    const double *s = self;
    struct text t = text_begin(buffer, size, "f = exp(");
    text_term(&t, s[K], "(x−1))");
    if (s[K] != 1) {
        text_add(&t, "/");
        text_number(&t, s[K]);
    }
    text_add(&t, " − x + ½y²");
}

static const struct rv_surface_driver driver = {
    .prepare = settings_prepare,
    .release = settings_release,
    .eval = eval,
    .hessian = hessian,
    .lanes = lanes,
    .critical = critical,
    .fixed_window = {-4, 2, -2, 2},
    .fixed_start = {-3, 1.5 },
    .formula = formula,
};

extern const struct rv_surface rv_surface_cliff;
const struct rv_surface rv_surface_cliff = {
    .id = "cliff",
    .title = "Cliff",
    .note = "a slope to a wall",
    .formula = "f = exp(k(x−1))/k − x + ½y²",
    .source = "after Pascanu, Mikolov & Bengio 2013, On the difficulty of training "
              "recurrent neural networks",
    .axis = {"x", "y"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .traits = RV_TRAIT_CONVEX,
    .driver = &driver,
};
