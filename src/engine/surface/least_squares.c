/* Least squares: a line through points (slope, intercept), or two weights. The surface is
 * a quadratic, its minimum the solution of the normal equations. */
#include "linear_prediction.h"
#include "settings.h"
#include "text.h"

enum { LAMBDA, SCALE, INTERCEPT };

static const struct rv_surface_driver driver;

static const struct rv_param params[] = {
    SETTING_LOG("lambda", "λ", 0, 0, DBL_MAX, 1e-4, 1,
                "strength of the penalty ½λ|w|² (ridge); an intercept is spared"),
    SETTING_LOG("scale", "scale", 1, 0, DBL_MAX, 0.1, 10,
                "factor before the mean; ½ is usual too"),
    SETTING_FLAG("intercept", 1,
                 "a slope and an intercept for one feature; off: two weights"),
};

static enum rv_status
prepare(void **self, const struct rv_settings *settings, const struct rv_data *data,
        struct rv_error *error)
{
    struct linear_model *m;
    bool intercept = settings->value[INTERCEPT] != 0;
    enum rv_status status =
        linear_create(&m, settings, data, LINEAR_NUMBERS, "least_squares", error);
    if (status)
        return status;
    if (intercept != linear_has_bias(m)) {
        linear_release(m);
        return rv_fail(error, RV_E_DATA,
                       intercept
                           ? "two features and an intercept are three parameters "
                             "(intercept=0 leaves two)"
                           : "without an intercept least_squares needs two features");
    }
    m->scale = settings->value[SCALE];
    linear_set_penalty(m, settings->value[LAMBDA], false);
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

static void
formula(const void *self, char *buffer, size_t size)
{
    const struct linear_model *m = self;
    struct text t = text_begin(buffer, size, "f = ");
    if (m->scale != 0) {
        text_term(&t, m->scale, m->scale == 1 ? "mean (" : "·mean (");
        linear_text_score(&t, m);
        text_add(&t, " − ");
        text_add(&t, m->data->target_name);
        text_add(&t, ")²");
    }
    linear_text_penalty(&t, m);
    text_close(&t, "");
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
    linear_score(self, x, y, features, n, out);
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
    .axis = linear_axis,
    .prediction = &prediction,
};

extern const struct rv_surface rv_surface_least_squares;
const struct rv_surface rv_surface_least_squares = {
    .id = "least_squares",
    .title = "Least squares",
    .note = "a line through points",
    .formula = "f = s·mean (w·x + b − t)² + ½λ|w|²",
    .source = "Legendre 1805; Hoerl & Kennard 1970, Ridge regression",
    .axis = {"w", "b"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .traits = RV_TRAIT_CONVEX | RV_TRAIT_QUADRATIC | RV_TRAIT_DATA,
    .data = "line20",
    .driver = &driver,
};
