/* A normal distribution q = N(mu, sigma) fitted to a mixture p of two, by either
 * divergence.
 *
 * Forward, KL(p|q) = H(p,q) - H(p): the cross-entropy is that of p's mean and variance,
 * in closed form; the fit covers both peaks. Reverse, KL(q|p) = H(q,p) - H(q): the fit
 * takes one peak and each peak is a minimum. Here H(q,p) is an integral over q (see
 * mixture.c). */
#include <math.h>
#include <stdlib.h>

#include "../exact.h"
#include "critical.h"
#include "mixture.h"
#include "settings.h"
#include "text.h"

enum { DIRECTION, WEIGHT, M1, S1, M2, S2 };
enum { FORWARD, REVERSE };

struct kl {
    struct mixture p;
    int direction;
    double mean, variance; /* of p */
    double entropy;        /* H(p) */
    struct rv_settings settings;
};

static const struct rv_surface_driver driver;

static const char *const directions[] = {"forward", "reverse", NULL};

static const struct rv_param params[] = {
    SETTING_CHOICE("direction", FORWARD, directions, REVERSE,
                   "KL(p‖q) covers p's mean, KL(q‖p) seeks one of its modes"),
    {.key = "weight",
       .symbol = "weight",
       .help = "share of the first peak",
       .lo = 0,
       .hi = 1,
       .from = 0,
       .to = 1,
       .standard = 0.6,
       .step = 0.05,
       .scale = RV_LINEAR,
       .when = RV_FROM_START},
    SETTING_COEFFICIENT("m1", "m₁", -1.5, -4, 4, 0.1, "mean of the first peak"),
    SETTING_LOG("s1", "s₁", 0.6, 0.05, 20, 0.1, 3, "deviation of the first peak"),
    SETTING_COEFFICIENT("m2", "m₂", 1.5, -4, 4, 0.1, "mean of the second peak"),
    SETTING_LOG("s2", "s₂", 0.8, 0.05, 20, 0.1, 3, "deviation of the second peak"),
};

static enum rv_status
prepare(void **self, const struct rv_settings *settings, const struct rv_data *data,
        struct rv_error *error)
{
    const double *s = settings->value;
    struct kl *kl = malloc(sizeof *kl);
    (void)data;
    if (!kl)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    double w = s[WEIGHT], apart = s[M1] - s[M2];
    *kl = (struct kl){
        .p = mixture_make(s[WEIGHT], (double[]){s[M1], s[M2]}, (double[]){s[S1], s[S2]}),
        .direction = (int)s[DIRECTION],
        .settings = *settings};
    kl->mean = w * s[M1] + (1 - w) * s[M2];
    kl->variance =
        w * s[S1] * s[S1] + (1 - w) * s[S2] * s[S2] + w * (1 - w) * apart * apart;
    kl->entropy = -w * expect_log_density(&kl->p, s[M1], s[S1]).l -
                  (1 - w) * expect_log_density(&kl->p, s[M2], s[S2]).l;
    *self = kl;
    return RV_OK;
}

/* H(p,q) or H(q,p): what is paid for coding the one with the other. */
static struct rv_vec2
cross_entropy(const struct kl *kl, double mu, double log_sigma, double *h)
{
    if (kl->direction == FORWARD) {
        double precision = exact_exp(-2 * log_sigma), d = kl->mean - mu;
        double spread = (kl->variance + d * d) * precision;
        *h = log_sigma + HALF_LOG_TWO_PI + 0.5 * spread;
        return (struct rv_vec2){-d * precision, 1 - spread};
    }
    double sigma = exact_exp(log_sigma);
    struct expected e = expect_log_density(&kl->p, mu, sigma);
    *h = -e.l;
    return (struct rv_vec2){-e.d, -sigma * e.dz};
}

/* H(p) or H(q). */
static double
own_entropy(const struct kl *kl, double log_sigma)
{
    return kl->direction == FORWARD ? kl->entropy : log_sigma + HALF_LOG_TWO_PI + 0.5;
}

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    const struct kl *kl = self;
    double cross;
    struct rv_vec2 g = cross_entropy(kl, x, y, &cross);
    *f = cross - own_entropy(kl, y);
    if (kl->direction == REVERSE)
        g.y -= 1;
    return g;
}

static void
hessian(const void *self, double x, double y, double h[3])
{
    const struct kl *kl = self;
    if (kl->direction == FORWARD) {
        double precision = exact_exp(-2 * y), d = kl->mean - x;
        h[0] = precision;
        h[1] = 2 * d * precision;
        h[2] = 2 * (kl->variance + d * d) * precision;
        return;
    }
    double sigma = exact_exp(y);
    struct expected e = expect_log_density(&kl->p, x, sigma);
    h[0] = -e.b;
    h[1] = -sigma * e.bz;
    h[2] = -sigma * (sigma * e.bzz + e.dz);
}

/* Forward: the moments of p. Reverse: what Newton finds from the peaks, from the moments
 * and between. */
static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    const struct kl *kl = self;
    const struct mixture *p = &kl->p;
    struct rv_vec2 moments = {kl->mean, 0.5 * exact_log(kl->variance)};
    size_t n = critical_add(&driver, self, moments, out, 0, max);
    if (kl->direction == FORWARD)
        return n;
    for (int i = 0; i <= 8; i++) {
        double r = i / 8.0, s = (1 - r) * p->deviation[0] + r * p->deviation[1];
        struct rv_vec2 guess = {(1 - r) * p->mean[0] + r * p->mean[1], exact_log(s)};
        n = critical_add(&driver, self, guess, out, n, max);
        guess.y = 0.5 * (guess.y + moments.y);
        n = critical_add(&driver, self, guess, out, n, max);
    }
    critical_rank(out, n);
    return n;
}

static size_t
quantities(const void *self, double x, double y, struct rv_quantity *out, size_t max)
{
    const struct kl *kl = self;
    bool forward = kl->direction == FORWARD;
    double cross, own = own_entropy(kl, y);
    if (max < 3)
        return 0;
    cross_entropy(kl, x, y, &cross);
    out[0] = (struct rv_quantity){forward ? "H(p,q)" : "H(q,p)", cross};
    out[1] = (struct rv_quantity){forward ? "H(p)" : "H(q)", own};
    out[2] = (struct rv_quantity){forward ? "KL(p‖q)" : "KL(q‖p)", cross - own};
    return 3;
}

static struct rv_window
window(const void *self)
{
    const struct mixture *p = &((const struct kl *)self)->p;
    double narrow = fmin(p->deviation[0], p->deviation[1]), half = 0;
    double middle = 0.5 * (p->mean[0] + p->mean[1]), low = exact_log(narrow) - 0.8;
    for (int i = 0; i < 2; i++)
        half = fmax(half, fabs(p->mean[i] - middle) + 2.5 * p->deviation[i]);
    return (struct rv_window){middle - half, middle + half, low, low + 3};
}

static struct rv_vec2
start(const void *self)
{
    struct rv_window w = window(self);
    return (struct rv_vec2){w.x0 + 0.35 * (w.x1 - w.x0), w.y0 + 0.75 * (w.y1 - w.y0)};
}

static void
text_normal(struct text *t, double weight, double mean, double deviation)
{
    if (weight == 0)
        return;
    text_term(t, weight, "N(");
    text_number(t, mean);
    text_add(t, ", ");
    text_number(t, deviation);
    text_add(t, "²)");
}

static void
formula(const void *self, char *buffer, size_t size)
{
    const struct kl *kl = self;
    const double *s = kl->settings.value;
    struct text t =
        text_begin(buffer, size,
                   kl->direction == FORWARD ? "f = KL(p‖q) = H(p,q) − H(p), p = "
                                            : "f = KL(q‖p) = H(q,p) − H(q), p = ");
    text_normal(&t, s[WEIGHT], s[M1], s[S1]);
    text_normal(&t, 1 - s[WEIGHT], s[M2], s[S2]);
    text_add(&t, ", q = N(μ, σ²)");
}

static double
density_at(const struct mixture *p, double x)
{
    double sum = 0;
    for (int i = 0; i < 2; i++) {
        double z = (x - p->mean[i]) / p->deviation[i];
        sum += exact_exp(p->log_height[i] - 0.5 * z * z);
    }
    return sum;
}

/* Room above the higher peak of p for a narrower q. */
static void
describe(const void *self, struct rv_prediction *out)
{
    const struct mixture *p = &((const struct kl *)self)->p;
    out->kind = RV_PREDICTION_DENSITY;
    out->x_name = "x";
    out->y_name = "density";
    out->window = window(self);
    out->window.y0 = 0;
    out->window.y1 = 1.4 * fmax(density_at(p, p->mean[0]), density_at(p, p->mean[1]));
    out->n_references = 1;
    out->reference_name[0] = "p";
}

static void
predict(const void *self, double x, double y, const double *const *features, size_t n,
        double *out)
{
    (void)self;
    for (size_t i = 0; i < n; i++) {
        double z = (features[0][i] - x) * exact_exp(-y);
        out[i] = exact_exp(-HALF_LOG_TWO_PI - y - 0.5 * z * z);
    }
}

static void
reference(const void *self, size_t k, const double *x, size_t n, double *out)
{
    (void)k;
    for (size_t i = 0; i < n; i++)
        out[i] = density_at(&((const struct kl *)self)->p, x[i]);
}

static const struct surface_prediction prediction = {
    .describe = describe,
    .predict = predict,
    .reference = reference,
};

static const struct rv_surface_driver driver = {
    .prepare = prepare,
    .release = free,
    .eval = eval,
    .hessian = hessian,
    .critical = critical,
    .quantities = quantities,
    .window = window,
    .start = start,
    .formula = formula,
    .prediction = &prediction,
};

extern const struct rv_surface rv_surface_kl;
const struct rv_surface rv_surface_kl = {
    .id = "kl",
    .title = "KL divergence",
    .note = "cover or seek two peaks",
    .formula = "f = KL(p‖q) or KL(q‖p), q = N(μ, σ²)",
    .source = "Bishop 2006, Pattern recognition and machine learning, section 10.1.2",
    .axis = {"μ", "log σ"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .driver = &driver,
};
