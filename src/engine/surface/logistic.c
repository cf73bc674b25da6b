/* Logistic regression: the mean of log(1 + exp(-m)) over the margins m = ±(p u + q v).
 *
 * Written with exp(-|m|), which never overflows and loses nothing: the loss is
 * max(-m, 0) + log(1 + e), its slope -e/(1 + e) or -1/(1 + e). The exponentials of a
 * block of rows are taken together; the sums run row by row, so that a mini-batch of all
 * rows has the bits of the whole. */
#include <math.h>
#include <string.h>

#include "../wide.h"
#include "../exact.h"
#include "../fast.h"
#include "linear_prediction.h"
#include "settings.h"
#include "text.h"

enum { LAMBDA, PENALIZE_BIAS };

static const struct rv_surface_driver driver;

static const struct rv_param params[] = {
    SETTING_LOG("lambda", "λ", 0, 0, DBL_MAX, 1e-4, 1,
                "strength of the penalty ½λ|w|², which keeps the weights small"),
    SETTING_FLAG("penalize_bias", 0, "whether the penalty takes in b"),
};

static enum rv_status
prepare(void **self, const struct rv_settings *settings, const struct rv_data *data,
        struct rv_error *error)
{
    struct linear_model *m;
    enum rv_status status =
        linear_create(&m, settings, data, LINEAR_CLASSES, "logistic", error);
    if (status)
        return status;
    linear_set_penalty(m, settings->value[LAMBDA], settings->value[PENALIZE_BIAS] != 0);
    *self = m;
    return RV_OK;
}

/* exp(-|m|) and its log1p for @n <= EXACT_BLOCK margins. The tail of the last vector is
 * filled with zeros: four at once are cheaper than two alone. */
ENGINE_INLINE void
block_exp(size_t n, const double *margin, double *e, double *l)
{
    size_t whole = (n + 3) & ~(size_t)3;
    for (size_t k = 0; k < n; k++)
        e[k] = -fabs(margin[k]);
    for (size_t k = n; k < whole; k++)
        e[k] = 0;
    exact_exp_n(whole, e, e);
    if (l)
        exact_log1p_n(whole, e, l);
}

ENGINE_INLINE struct rv_vec2
sum_rows(const struct linear_model *m, double x, double y, const uint32_t *rows, size_t n,
         double *f)
{
    double margin[EXACT_BLOCK], e[EXACT_BLOCK], l[EXACT_BLOCK], sum = 0;
    struct rv_vec2 g = {0, 0};
    for (size_t begin = 0; begin < n; begin += EXACT_BLOCK) {
        size_t block = n - begin < EXACT_BLOCK ? n - begin : EXACT_BLOCK;
        for (size_t k = 0; k < block; k++) {
            size_t i = rows ? rows[begin + k] : begin + k;
            margin[k] = m->t[i] * (x * m->u[i] + y * m->v[i]);
        }
        block_exp(block, margin, e, l);
        for (size_t k = 0; k < block; k++) {
            size_t i = rows ? rows[begin + k] : begin + k;
            double slope = m->t[i] * ((margin[k] < 0 ? 1 : e[k]) / (1 + e[k]));
            sum += (margin[k] < 0 ? -margin[k] : 0) + l[k];
            g.x -= slope * m->u[i];
            g.y -= slope * m->v[i];
        }
    }
    return linear_finish(m, x, y, n, sum, g, f);
}

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    const struct linear_model *m = self;
    return sum_rows(m, x, y, NULL, m->n, f);
}

static struct rv_vec2
eval_rows(const void *self, double x, double y, const uint32_t *rows, size_t n, double *f)
{
    return sum_rows(self, x, y, rows, n, f);
}

static double
bend(const struct linear_model *m, double z, double t)
{
    double e = exact_exp(-fabs(z));
    (void)m;
    (void)t;
    return e / ((1 + e) * (1 + e));
}

static void
hessian(const void *self, double x, double y, double h[3])
{
    linear_hessian(self, bend, x, y, h);
}

/* EXACT_BLOCK points at most: the sums of eval() side by side. */
ENGINE_INLINE void
lane_block_text(const struct linear_model *m, size_t lanes, const double *x,
                const double *y, double *f, double *gx, double *gy)
{
    double margin[EXACT_BLOCK], e[EXACT_BLOCK], l[EXACT_BLOCK], sum[EXACT_BLOCK] = {0};
    double sx[EXACT_BLOCK] = {0}, sy[EXACT_BLOCK] = {0};
    for (size_t i = 0; i < m->n; i++) {
        double u = m->u[i], v = m->v[i], t = m->t[i];
        for (size_t k = 0; k < lanes; k++)
            margin[k] = t * (x[k] * u + y[k] * v);
        block_exp(lanes, margin, e, l);
        for (size_t k = 0; k < lanes; k++) {
            double slope = t * ((margin[k] < 0 ? 1 : e[k]) / (1 + e[k]));
            sum[k] += (margin[k] < 0 ? -margin[k] : 0) + l[k];
            sx[k] -= slope * u;
            sy[k] -= slope * v;
        }
    }
    for (size_t k = 0; k < lanes; k++) {
        struct rv_vec2 s = {sx[k], sy[k]};
        struct rv_vec2 g = linear_finish(m, x[k], y[k], m->n, sum[k], s, &f[k]);
        gx[k] = g.x;
        gy[k] = g.y;
    }
}

ENGINE_WIDE(lane_block,
            (const struct linear_model *m, size_t lanes, const double *x, const double *y,
             double *f, double *gx, double *gy),
            (m, lanes, x, y, f, gx, gy))

static void
lanes(const void *self, size_t n, const double *x, const double *y, double *f, double *gx,
      double *gy)
{
    for (size_t i = 0; i < n; i += EXACT_BLOCK)
        lane_block(self, n - i < EXACT_BLOCK ? n - i : EXACT_BLOCK, x + i, y + i, f + i,
                   gx + i, gy + i);
}

/* The logarithm of a product instead of a sum of logarithms: each factor 1 + e lies in
 * 1..2, so that a thousand of them fit into a double. */
ENGINE_INLINE void
value_block_text(const struct linear_model *m, size_t lanes, const double *x, double y,
                 double *f)
{
    double place[EXACT_BLOCK] = {0}, product[EXACT_BLOCK], sum[EXACT_BLOCK] = {0};
    memcpy(place, x, lanes * sizeof place[0]);
    for (size_t begin = 0; begin < m->n; begin += 1000) {
        size_t end = m->n - begin < 1000 ? m->n : begin + 1000;
        for (size_t k = 0; k < EXACT_BLOCK; k++)
            product[k] = 1;
        for (size_t i = begin; i < end; i++) {
            double u = m->t[i] * m->u[i], z = m->t[i] * y * m->v[i];
            for (size_t k = 0; k < EXACT_BLOCK; k++) {
                double margin = u * place[k] + z;
                sum[k] += margin < 0 ? -margin : 0;
                product[k] *= 1 + fast_exp(-fabs(margin));
            }
        }
        for (size_t k = 0; k < lanes; k++)
            sum[k] += log(product[k]);
    }
    for (size_t k = 0; k < lanes; k++)
        linear_finish(m, x[k], y, m->n, sum[k], (struct rv_vec2){0, 0}, &f[k]);
}

ENGINE_WIDE(value_block,
            (const struct linear_model *m, size_t lanes, const double *x, double y,
             double *f),
            (m, lanes, x, y, f))

static void
values(const void *self, const double *x, double y, size_t n, double *f)
{
    for (size_t i = 0; i < n; i += EXACT_BLOCK)
        value_block(self, n - i < EXACT_BLOCK ? n - i : EXACT_BLOCK, x + i, y, f + i);
}

LINEAR_CRITICAL(driver) /* separable data have none */

static bool
curvature(const void *self, double *mu, double *L)
{
    linear_curvature(self, 0.25, mu, L);
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
    struct text t = text_begin(buffer, size, "p = σ(");
    linear_text_score(&t, m);
    text_add(&t, ")");
    if (m->lambda == 0)
        return;
    text_add(&t, ", penalty ");
    linear_text_penalty(&t, m);
}

static void
describe(const void *self, struct rv_prediction *out)
{
    linear_describe(self, LINEAR_CLASSES, out);
    if (out->kind == RV_PREDICTION_CURVE) { /* of a probability */
        out->window.y0 = 0;
        out->window.y1 = 1;
    }
}

static void
predict(const void *self, double x, double y, const double *const *features, size_t n,
        double *out)
{
    const struct linear_model *m = self;
    linear_score(m, x, y, features, n, out);
    for (size_t i = 0; linear_has_bias(m) && i < n; i++) {
        double e = exact_exp(-fabs(out[i]));
        out[i] = (out[i] < 0 ? e : 1) / (1 + e);
    }
}

static struct rv_prediction_point
point(const void *self, size_t i)
{
    struct rv_prediction_point row = linear_point(self, i);
    row.y = row.upper ? 1 : 0;
    return row;
}

static const struct surface_prediction prediction = {
    .describe = describe,
    .predict = predict,
    .point = point,
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

extern const struct rv_surface rv_surface_logistic;
const struct rv_surface rv_surface_logistic = {
    .id = "logistic",
    .title = "Logistic",
    .note = "regression, two classes",
    .formula = "f = mean log(1 + e⁻ᶻ) + ½λ|w|², z = ±(w·x + b)",
    .source = "Cox 1958, The regression analysis of binary sequences",
    .axis = {"w", "b"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .traits = RV_TRAIT_CONVEX | RV_TRAIT_DATA,
    .data = "oring_std",
    .driver = &driver,
};
