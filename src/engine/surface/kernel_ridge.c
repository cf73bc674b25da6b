/* Kernel ridge regression with two centres: the fit is a sum of two bumps and the
 * parameters are their heights. Wide bumps, or centres close together, look alike: the
 * two columns grow parallel and the bowl becomes a ravine, which lambda opens again. */
#include <stdio.h>

#include "../exact.h"
#include "linear_prediction.h"
#include "settings.h"
#include "text.h"

enum { WIDTH, C1, C2, LAMBDA };

static const struct rv_surface_driver driver;

static const struct rv_param params[] = {
    SETTING_LOG("width", "width", 1, 1e-3, 1e6, 0.1, 10, "width of the kernel"),
    SETTING_COEFFICIENT("c1", "c₁", -1, -3, 3, 0.1, "centre of the first kernel"),
    SETTING_COEFFICIENT("c2", "c₂", 1, -3, 3, 0.1, "centre of the second kernel"),
    SETTING_LOG("lambda", "λ", 0.01, 0, DBL_MAX, 1e-4, 1,
                "strength of the penalty ½λ αᵀKα"),
};

static double
kernel(const double *s, double x, double centre)
{
    double d = (x - centre) / s[WIDTH];
    return exact_exp(-0.5 * d * d);
}

/* The two columns of the model are the kernels at the data. */
static enum rv_status
prepare(void **self, const struct rv_settings *settings, const struct rv_data *data,
        struct rv_error *error)
{
    const double *s = settings->value;
    struct linear_model *m;
    if (data->n_features != 1)
        return rv_fail(error, RV_E_DATA,
                       "kernel_ridge needs one feature; the data have %d",
                       (int)data->n_features);
    enum rv_status status =
        linear_create(&m, settings, data, LINEAR_NUMBERS, "kernel_ridge", error);
    if (status)
        return status;
    double *u = m->columns + 2 * m->n, *v = m->columns;
    for (size_t i = 0; i < m->n; i++) {
        u[i] = kernel(s, data->x[0][i], s[C1]);
        v[i] = kernel(s, data->x[0][i], s[C2]);
    }
    m->u = u;
    m->v = v;
    m->scale = 0.5;
    m->penalty[0] = m->penalty[2] = s[LAMBDA];
    m->penalty[1] = s[LAMBDA] * kernel(s, s[C1], s[C2]);
    *self = m;
    return RV_OK;
}

LINEAR_DRIVERS(linear_squared)

static void
hessian(const void *self, double x, double y, double h[3])
{
    linear_hessian(self, linear_squared_bend, x, y, h);
}

static void
values(const void *self, const double *x, double y, size_t n, double *f)
{
    linear_quadratic_row(&driver, self, x, y, n, f);
}

LINEAR_CRITICAL(driver)

static bool
curvature(const void *self, double *mu, double *L)
{
    linear_exact_curvature(&driver, self, mu, L);
    return true;
}

static struct rv_window
window(const void *self)
{
    return linear_window(&driver, self);
}

static struct rv_vec2
start(const void *self)
{
    return linear_start(&driver, self);
}

/* "k(x)" or "k(x−1)" */
static void
text_kernel(struct text *t, const char *name, double centre)
{
    char shift[TEXT_FACTOR_MAX];
    text_add(t, centre == 0 ? "k(" : "k");
    text_add(t, text_shifted(shift, name, centre));
    text_add(t, centre == 0 ? ")" : "");
}

static void
formula(const void *self, char *buffer, size_t size)
{
    const struct linear_model *m = self;
    const double *s = m->settings.value;
    struct text t = text_begin(buffer, size, "f = ½ mean (α₁");
    text_kernel(&t, m->data->feature_name[0], s[C1]);
    text_add(&t, " + α₂");
    text_kernel(&t, m->data->feature_name[0], s[C2]);
    text_add(&t, " − ");
    text_add(&t, m->data->target_name);
    text_add(&t, ")²");
    t.open = false;
    text_term(&t, s[LAMBDA] / 2, "αᵀKα");
    text_add(&t, ", k(d) = exp(");
    t.open = true;
    text_term(&t, -0.5 / (s[WIDTH] * s[WIDTH]), "d²)");
}

static void
describe(const void *self, struct rv_prediction *out)
{
    linear_describe(self, LINEAR_NUMBERS, out);
}

static void
predict(const void *self, double x, double y, const double *const *features, size_t n,
        double *out)
{
    const double *s = ((const struct linear_model *)self)->settings.value;
    for (size_t i = 0; i < n; i++)
        out[i] =
            x * kernel(s, features[0][i], s[C1]) + y * kernel(s, features[0][i], s[C2]);
}

static const struct surface_prediction prediction = {
    .describe = describe,
    .predict = predict,
    .point = linear_point,
};

static const struct rv_surface_driver driver = {
    .prepare = prepare,
    .release = linear_release,
    .eval = eval,
    .eval_rows = eval_rows,
    .hessian = hessian,
    .lanes = lanes,
    .values = values,
    .critical = critical,
    .curvature = curvature,
    .window = window,
    .start = start,
    .formula = formula,
    .prediction = &prediction,
};

extern const struct rv_surface rv_surface_kernel_ridge;
const struct rv_surface rv_surface_kernel_ridge = {
    .id = "kernel_ridge",
    .title = "Kernel ridge",
    .note = "bumps through points",
    .formula = "f = ½ mean (α₁k(x−c₁) + α₂k(x−c₂) − t)² + ½λ αᵀKα",
    .source =
        "Saunders, Gammerman & Vovk 1998, Ridge regression learning algorithm in dual "
        "variables; the subset of regressors of Rasmussen & Williams 2006, ch. 8",
    .axis = {"α₁", "α₂"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .traits = RV_TRAIT_CONVEX | RV_TRAIT_QUADRATIC | RV_TRAIT_DATA,
    .data = "line20",
    .driver = &driver,
};
