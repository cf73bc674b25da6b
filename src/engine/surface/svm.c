/* Support vector machines: the mean hinge of the margins m = ±(p u + q v). The hinge has
 * a kink at m = 1, its square and its smoothed form do not. */
#include <math.h>

#include "linear_prediction.h"
#include "settings.h"
#include "svm_minimum.h"
#include "text.h"

enum { LAMBDA, LOSS, GAMMA };
enum { HINGE, SQUARED, SMOOTH };

static const struct rv_surface_driver driver;

static const char *const losses[] = {"hinge", "squared", "smooth", NULL};

static const struct rv_param params[] = {
    SETTING_LOG("lambda", "λ", 0.05, 0, DBL_MAX, 1e-4, 1,
                "strength of the penalty ½λ|w|², 1/(C n); a bias is spared"),
    SETTING_CHOICE("loss", HINGE, losses, SMOOTH,
                   "the hinge, its square, or the hinge rounded off over gamma"),
    SETTING_LOG("gamma", "γ", 1, 1e-9, 1e9, 0.01, 2, "width of the smooth hinge's bend"),
};

static enum rv_status
prepare(void **self, const struct rv_settings *settings, const struct rv_data *data,
        struct rv_error *error)
{
    struct linear_model *m;
    enum rv_status status =
        linear_create(&m, settings, data, LINEAR_CLASSES, "svm", error);
    if (status)
        return status;
    linear_set_penalty(m, settings->value[LAMBDA], false);
    *self = m;
    return RV_OK;
}

ENGINE_INLINE double
hinge(const struct linear_model *m, double z, double t, double *slope)
{
    double gap = 1 - t * z;
    (void)m;
    *slope = gap > 0 ? -t : 0;
    return gap > 0 ? gap : 0;
}

ENGINE_INLINE double
squared(const struct linear_model *m, double z, double t, double *slope)
{
    double gap = 1 - t * z, active = gap > 0 ? gap : 0;
    (void)m;
    *slope = -2 * t * active;
    return active * active;
}

ENGINE_INLINE double
smooth(const struct linear_model *m, double z, double t, double *slope)
{
    double gamma = m->settings.value[GAMMA], gap = 1 - t * z;
    double bent = gap > 0 ? gap : 0, straight = gap - gamma / 2;
    *slope = gap >= gamma ? -t : -t * (bent / gamma);
    return gap >= gamma ? straight : bent * bent / (2 * gamma);
}

static double
bend(const struct linear_model *m, double z, double t)
{
    double gamma = m->settings.value[GAMMA], gap = 1 - t * z;
    if (m->settings.value[LOSS] == SQUARED)
        return gap > 0 ? 2 : 0;
    if (m->settings.value[LOSS] == SMOOTH)
        return gap > 0 && gap < gamma ? 1 / gamma : 0;
    return 0;
}

/* One text for each loss, chosen outside the loops. */
#define CHOOSE(m, call)                       \
    switch ((int)(m)->settings.value[LOSS]) { \
    case SQUARED:                             \
        call(squared);                        \
        break;                                \
    case SMOOTH:                              \
        call(smooth);                         \
        break;                                \
    default:                                  \
        call(hinge);                          \
    }

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    const struct linear_model *m = self;
    struct rv_vec2 g;
#define CALL(loss) g = linear_eval(m, loss, x, y, NULL, m->n, f)
    CHOOSE(m, CALL)
#undef CALL
    return g;
}

static struct rv_vec2
eval_rows(const void *self, double x, double y, const uint32_t *rows, size_t n, double *f)
{
    const struct linear_model *m = self;
    struct rv_vec2 g;
#define CALL(loss) g = linear_eval(m, loss, x, y, rows, n, f)
    CHOOSE(m, CALL)
#undef CALL
    return g;
}

ENGINE_INLINE void
lane_block_text(const struct linear_model *m, size_t n, const double *x, const double *y,
                double *f, double *gx, double *gy){
#define CALL(loss) linear_lanes(m, loss, n, x, y, f, gx, gy)
    CHOOSE(m, CALL)
#undef CALL
}

ENGINE_WIDE(lane_block,
            (const struct linear_model *m, size_t n, const double *x, const double *y,
             double *f, double *gx, double *gy),
            (m, n, x, y, f, gx, gy))

    static void lanes(const void *self, size_t n, const double *x, const double *y,
                      double *f, double *gx, double *gy)
{
    for (size_t i = 0; i < n; i += LINEAR_LANES)
        lane_block(self, n - i < LINEAR_LANES ? n - i : LINEAR_LANES, x + i, y + i, f + i,
                   gx + i, gy + i);
}

static void
values(const void *self, const double *x, double y, size_t n, double *f)
{
    double row[LINEAR_LANES], gx[LINEAR_LANES], gy[LINEAR_LANES];
    for (size_t k = 0; k < LINEAR_LANES; k++)
        row[k] = y;
    for (size_t i = 0; i < n; i += LINEAR_LANES)
        lane_block(self, n - i < LINEAR_LANES ? n - i : LINEAR_LANES, x + i, row, f + i,
                   gx, gy);
}

static void
hessian(const void *self, double x, double y, double h[3])
{
    linear_hessian(self, bend, x, y, h);
}

static bool
search(const struct linear_model *m, struct rv_critical *out)
{
    if (!svm_minimum(&driver, m, m->settings.value[LOSS] == HINGE, &out->at))
        return false;
    eval(m, out->at.x, out->at.y, &out->value);
    out->kind = RV_MINIMUM;
    return true;
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    return linear_critical_by(search, self, out, max);
}

static bool
curvature(const void *self, double *mu, double *L)
{
    const struct linear_model *m = self;
    if (m->settings.value[LOSS] == HINGE) /* a kink has no bound */
        return false;
    double steepest =
        m->settings.value[LOSS] == SQUARED ? 2 : 1 / m->settings.value[GAMMA];
    linear_curvature(m, steepest, mu, L);
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
    struct text t = text_begin(buffer, size, "f = mean ");
    int loss = (int)m->settings.value[LOSS];
    if (loss == SMOOTH) {
        text_add(&t, "smooth(1 − m, γ=");
        text_number(&t, m->settings.value[GAMMA]);
        text_add(&t, ")");
    } else {
        text_add(&t, loss == SQUARED ? "max(0, 1 − m)²" : "max(0, 1 − m)");
    }
    t.open = false;
    linear_text_penalty(&t, m);
    text_add(&t, ", m = ±(");
    linear_text_score(&t, m);
    text_add(&t, ")");
}

static void
describe(const void *self, struct rv_prediction *out)
{
    linear_describe(self, LINEAR_CLASSES, out);
    out->margin = true;
    if (out->kind == RV_PREDICTION_CURVE) { /* of the score, with its margins */
        out->window.y0 = -2;
        out->window.y1 = 2;
    }
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

extern const struct rv_surface rv_surface_svm;
const struct rv_surface rv_surface_svm = {
    .id = "svm",
    .title = "Support vectors",
    .note = "flats and sharp edges",
    .formula = "f = mean max(0, 1 − m) + ½λ|w|², m = ±(w·x + b)",
    .source = "Cortes & Vapnik 1995, Support-vector networks; smooth hinge: Rennie & "
              "Srebro 2005",
    .axis = {"w", "b"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .traits = RV_TRAIT_CONVEX | RV_TRAIT_DATA | RV_TRAIT_KINKS,
    .data = "gauss2",
    .driver = &driver,
};
