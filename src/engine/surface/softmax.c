/* The logits of two of three classes (the third is held at 0), fitted to how often each
 * was seen: the cross-entropy of softmax regression without features. The gradient is the
 * predicted minus the seen frequencies. */
#include <math.h>
#include <stdlib.h>

#include "../exact.h"
#include "critical.h"
#include "lanes.h"
#include "settings.h"
#include "text.h"

enum { N1, N2, N3, LAMBDA };

struct softmax {
    double p[3], seen[3]; /* how often each class was seen, as a share and as a number */
    double lambda;
};

static const struct rv_surface_driver driver;

static const struct rv_param params[] = {
    SETTING_INTEGER("n1", "n₁", 7, 0, 1e9, 20, "how often class 1 was seen"),
    SETTING_INTEGER("n2", "n₂", 2, 0, 1e9, 20, "how often class 2 was seen"),
    SETTING_INTEGER("n3", "n₃", 1, 0, 1e9, 20, "how often class 3 was seen"),
    SETTING_LOG("lambda", "λ", 0, 0, DBL_MAX, 1e-4, 1,
                "strength of the penalty ½λ(z₁² + z₂²)"),
};

static enum rv_status
prepare(void **self, const struct rv_settings *settings, const struct rv_data *data,
        struct rv_error *error)
{
    const double *s = settings->value;
    double n = s[N1] + s[N2] + s[N3];
    (void)data;
    if (n == 0)
        return rv_fail(error, RV_E_RANGE, "softmax needs something seen (n1+n2+n3 > 0)");
    struct softmax *m = malloc(sizeof *m);
    if (!m)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    *m = (struct softmax){
        .p = {s[N1] / n, s[N2] / n, s[N3] / n},
        .seen = {s[N1],     s[N2],     s[N3]    },
        .lambda = s[LAMBDA]
    };
    *self = m;
    return RV_OK;
}

/* Predicted frequencies; the largest logit is taken out first, so that nothing overflows.
 * @return log(exp(x) + exp(y) + 1). */
static double
predict(double x, double y, double q[3])
{
    double top = fmax(fmax(x, y), 0);
    double e[4] = {x - top, y - top, -top, 0}; /* four at once are one vector */
    exact_exp_n(4, e, e);
    double sum = e[0] + e[1] + e[2];
    for (int i = 0; i < 3; i++)
        q[i] = e[i] / sum;
    return top + exact_log(sum);
}

static inline struct rv_vec2
assemble(const struct softmax *m, double x, double y, double normalizer, const double *q,
         double *f)
{
    *f = normalizer - m->p[0] * x - m->p[1] * y + 0.5 * m->lambda * (x * x + y * y);
    return (struct rv_vec2){q[0] - m->p[0] + m->lambda * x,
                            q[1] - m->p[1] + m->lambda * y};
}

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    double q[3], normalizer = predict(x, y, q);
    return assemble(self, x, y, normalizer, q, f);
}

static void
lane_block(const void *self, size_t n, const double *x, const double *y, double *f,
           double *gx, double *gy)
{
    double top[EXACT_BLOCK], e[3][EXACT_BLOCK], sum[EXACT_BLOCK], log_sum[EXACT_BLOCK];
    for (size_t i = 0; i < n; i++) {
        top[i] = fmax(fmax(x[i], y[i]), 0);
        e[0][i] = x[i] - top[i];
        e[1][i] = y[i] - top[i];
        e[2][i] = -top[i];
    }
    for (int k = 0; k < 3; k++)
        exact_exp_n(n, e[k], e[k]);
    for (size_t i = 0; i < n; i++)
        sum[i] = e[0][i] + e[1][i] + e[2][i];
    exact_log_n(n, sum, log_sum);
    for (size_t i = 0; i < n; i++) {
        double q[2] = {e[0][i] / sum[i], e[1][i] / sum[i]};
        struct rv_vec2 g = assemble(self, x[i], y[i], top[i] + log_sum[i], q, &f[i]);
        gx[i] = g.x;
        gy[i] = g.y;
    }
}

SURFACE_BLOCKS

static void
hessian(const void *self, double x, double y, double h[3])
{
    const struct softmax *m = self;
    double q[3];
    predict(x, y, q);
    h[0] = q[0] * (q[1] + q[2]) + m->lambda;
    h[1] = -q[0] * q[1];
    h[2] = q[1] * (q[0] + q[2]) + m->lambda;
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    struct rv_vec2 at = {0, 0};
    if (max == 0 ||
        !critical_minimum(&driver, self, &at)) /* a class never seen has none */
        return 0;
    out[0] = critical_classify(&driver, self, at);
    return 1;
}

/* ½ bounds the curvature of three classes: Böhning 1992. */
static bool
curvature(const void *self, double *mu, double *L)
{
    const struct softmax *m = self;
    *mu = m->lambda;
    *L = 0.5 + m->lambda;
    return true;
}

static double
plogp(double p)
{
    return p > 0 ? p * exact_log(p) : 0;
}

static size_t
quantities(const void *self, double x, double y, struct rv_quantity *out, size_t max)
{
    const struct softmax *m = self;
    double q[3], entropy = 0, cross = predict(x, y, q) - m->p[0] * x - m->p[1] * y;
    if (max < 3)
        return 0;
    for (int i = 0; i < 3; i++)
        entropy -= plogp(m->p[i]);
    out[0] = (struct rv_quantity){"H(p,q)", cross};
    out[1] = (struct rv_quantity){"H(p)", entropy};
    out[2] = (struct rv_quantity){"KL(p‖q)", cross - entropy};
    return 3;
}

static struct rv_window
window(const void *self)
{
    struct rv_critical c = {
        .at = {0, 0}
    };
    critical(self, &c, 1);
    return (struct rv_window){c.at.x - 5, c.at.x + 5, c.at.y - 4, c.at.y + 4};
}

static struct rv_vec2
start(const void *self)
{
    struct rv_critical c = {
        .at = {0, 0}
    };
    critical(self, &c, 1);
    return (struct rv_vec2){c.at.x - 4, c.at.y + 3};
}

static void
formula(const void *self, char *buffer, size_t size)
{
    const struct softmax *m = self;
    const double *seen = m->seen;
    struct text t = text_begin(buffer, size, "f = log(exp z₁ + exp z₂ + 1)");
    if (seen[0] + seen[1] > 0) {
        text_open(&t, " − (");
        text_term(&t, seen[0], "z₁");
        text_term(&t, seen[1], "z₂");
        text_close(&t, ")/");
        text_number(&t, seen[0] + seen[1] + seen[2]);
    }
    t.open = false;
    text_term(&t, m->lambda / 2, "(z₁² + z₂²)");
}

/* Three steps, one as wide as the other: predicted and seen shares. */
static void
describe(const void *self, struct rv_prediction *out)
{
    (void)self;
    out->kind = RV_PREDICTION_CURVE;
    out->x_name = "class";
    out->y_name = "share";
    out->whole = true;
    out->window = (struct rv_window){0.5, 3.5, 0, 1};
    out->n_references = 1;
    out->reference_name[0] = "seen";
}

static double
share_at(const double share[3], double x)
{
    return share[x < 1.5 ? 0 : x < 2.5 ? 1 : 2];
}

static void
predict_shares(const void *self, double x, double y, const double *const *features,
               size_t n, double *out)
{
    double q[3];
    (void)self;
    predict(x, y, q);
    for (size_t i = 0; i < n; i++)
        out[i] = share_at(q, features[0][i]);
}

static void
reference(const void *self, size_t k, const double *x, size_t n, double *out)
{
    (void)k;
    for (size_t i = 0; i < n; i++)
        out[i] = share_at(((const struct softmax *)self)->p, x[i]);
}

static const struct surface_prediction prediction = {
    .describe = describe,
    .predict = predict_shares,
    .reference = reference,
};

static const struct rv_surface_driver driver = {
    .prepare = prepare,
    .release = free,
    .eval = eval,
    .hessian = hessian,
    .lanes = lanes,
    .critical = critical,
    .curvature = curvature,
    .quantities = quantities,
    .window = window,
    .start = start,
    .formula = formula,
    .prediction = &prediction,
};

extern const struct rv_surface rv_surface_softmax;
const struct rv_surface rv_surface_softmax = {
    .id = "softmax",
    .title = "Softmax",
    .note = "three classes",
    .formula = "f = log(exp z₁ + exp z₂ + 1) − p₁z₁ − p₂z₂ + ½λ|z|²",
    .source = "Bishop 2006, Pattern recognition and machine learning, section 4.3.4; "
              "Böhning 1992, Multinomial logistic regression algorithm",
    .axis = {"z₁", "z₂"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .traits = RV_TRAIT_CONVEX,
    .driver = &driver,
};
