/* Two coins, each with a Beta prior, by their log odds: a sum of two one-dimensional
 * losses whose curvatures follow the numbers of throws. With jac=0 the maximum of the
 * posterior over probabilities is written in log odds; with jac=1 it is that over log
 * odds itself. */
#include <math.h>
#include <stdlib.h>

#include "../exact.h"
#include "lanes.h"
#include "settings.h"
#include "text.h"

enum { N1, H1, N2, H2, ALPHA, BETA, JAC };

/* How much speaks for heads and for tails, c and d, of both coins. */
struct coins {
    double heads[2], tails[2];
    double jac; /* what of each the log odds add to the density of a probability */
};

static const struct rv_param params[] = {
    SETTING_INTEGER("n1", "n₁", 10, 0, 1e9, 100, "throws of the first coin"),
    SETTING_INTEGER("h1", "h₁", 7, 0, 1e9, 100, "heads of the first coin"),
    SETTING_INTEGER("n2", "n₂", 20, 0, 1e9, 100, "throws of the second coin"),
    SETTING_INTEGER("h2", "h₂", 4, 0, 1e9, 100, "heads of the second coin"),
    SETTING_LOG("alpha", "α", 1, 0, 1e9, 0.1, 10, "the prior's heads, plus one"),
    SETTING_LOG("beta", "β", 1, 0, 1e9, 0.1, 10, "the prior's tails, plus one"),
    SETTING_FLAG("jac", 0, "whether the prior is a density of the log odds"),
};

static enum rv_status
prepare(void **self, const struct rv_settings *settings, const struct rv_data *data,
        struct rv_error *error)
{
    const double *s = settings->value;
    (void)data;
    if (s[H1] > s[N1] || s[H2] > s[N2])
        return rv_fail(error, RV_E_RANGE, "more heads than throws (h1 <= n1, h2 <= n2)");
    struct coins *coins = malloc(sizeof *coins);
    if (!coins)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    double prior_heads = s[ALPHA] - 1 + s[JAC], prior_tails = s[BETA] - 1 + s[JAC];
    *coins = (struct coins){
        .heads = {s[H1] + prior_heads,         s[H2] + prior_heads        },
        .tails = {s[N1] - s[H1] + prior_tails, s[N2] - s[H2] + prior_tails},
        .jac = s[JAC],
    };
    *self = coins;
    return RV_OK;
}

/* -c log s(z) - d log(1 - s(z)) = (c + d) log(1 + e) + (d z or -c z), e = exp(-|z|). */
static inline double
coin(const struct coins *coins, int i, double z, double e, double log1p_e, double *slope)
{
    double c = coins->heads[i], d = coins->tails[i];
    double likely = 1 / (1 + e), unlikely = e / (1 + e);
    *slope = z < 0 ? d * unlikely - c * likely : d * likely - c * unlikely;
    return (c + d) * log1p_e + (z < 0 ? -c * z : d * z);
}

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    struct rv_vec2 g;
    double e[2] = {-fabs(x), -fabs(y)}, l[2];
    exact_exp_n(2, e, e);
    exact_log1p_n(2, e, l);
    double first = coin(self, 0, x, e[0], l[0], &g.x);
    *f = first + coin(self, 1, y, e[1], l[1], &g.y);
    return g;
}

static void
lane_block(const void *self, size_t n, const double *x, const double *y, double *f,
           double *gx, double *gy)
{
    double e[2][EXACT_BLOCK], l[2][EXACT_BLOCK];
    for (size_t i = 0; i < n; i++) {
        e[0][i] = -fabs(x[i]);
        e[1][i] = -fabs(y[i]);
    }
    for (int k = 0; k < 2; k++) {
        exact_exp_n(n, e[k], e[k]);
        exact_log1p_n(n, e[k], l[k]);
    }
    for (size_t i = 0; i < n; i++) {
        double first = coin(self, 0, x[i], e[0][i], l[0][i], &gx[i]);
        f[i] = first + coin(self, 1, y[i], e[1][i], l[1][i], &gy[i]);
    }
}

SURFACE_BLOCKS

static double
bend(const struct coins *coins, int i, double z)
{
    double e = exact_exp(-fabs(z));
    return (coins->heads[i] + coins->tails[i]) * e / ((1 + e) * (1 + e));
}

static void
hessian(const void *self, double x, double y, double h[3])
{
    h[0] = bend(self, 0, x);
    h[1] = 0;
    h[2] = bend(self, 1, y);
}

static bool
has_minimum(const struct coins *coins)
{
    return coins->heads[0] > 0 && coins->tails[0] > 0 && coins->heads[1] > 0 &&
           coins->tails[1] > 0;
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    const struct coins *coins = self;
    if (max == 0 || !has_minimum(coins)) /* only heads: the log odds run to infinity */
        return 0;
    struct rv_vec2 at = {exact_log(coins->heads[0] / coins->tails[0]),
                         exact_log(coins->heads[1] / coins->tails[1])};
    out[0] = (struct rv_critical){.at = at, .kind = RV_MINIMUM};
    eval(self, at.x, at.y, &out[0].value);
    return 1;
}

/* The logistic function bends by a quarter at most; no bound where evidence is negative.
 */
static bool
curvature(const void *self, double *mu, double *L)
{
    const struct coins *coins = self;
    for (int i = 0; i < 2; i++)
        if (coins->heads[i] < 0 || coins->tails[i] < 0)
            return false;
    *mu = 0;
    *L =
        0.25 * fmax(coins->heads[0] + coins->tails[0], coins->heads[1] + coins->tails[1]);
    return true;
}

static struct rv_window
window(const void *self)
{
    struct rv_critical c = {
        .at = {0, 0}
    };
    critical(self, &c, 1);
    return (struct rv_window){c.at.x - 4, c.at.x + 4, c.at.y - 3, c.at.y + 3};
}

static struct rv_vec2
start(const void *self)
{
    struct rv_critical c = {
        .at = {0, 0}
    };
    critical(self, &c, 1);
    return (struct rv_vec2){c.at.x - 3, c.at.y + 2.4};
}

static void
formula(const void *self, char *buffer, size_t size)
{
    const struct coins *coins = self;
    struct text t = text_begin(buffer, size, "f = ");
    text_term(&t, -coins->heads[0], " log σ(θ₁)");
    text_term(&t, -coins->tails[0], " log σ(−θ₁)");
    text_term(&t, -coins->heads[1], " log σ(θ₂)");
    text_term(&t, -coins->tails[1], " log σ(−θ₂)");
    text_close(&t, "");
}

/* The density of coin @k's probability, p^c (1-p)^d over Beta's function; NaN where the
 * evidence makes no density. */
static double
posterior(const struct coins *coins, size_t k, double p)
{
    double c = coins->heads[k] - coins->jac, d = coins->tails[k] - coins->jac;
    if (c <= -1 || d <= -1 || p < 0 || p > 1)
        return NAN;
    double norm = lgamma(c + d + 2) - lgamma(c + 1) - lgamma(d + 1);
    return exp(norm + (c != 0 ? c * log(p) : 0) + (d != 0 ? d * log1p(-p) : 0));
}

/* Up to the higher of both peaks; a pole at an end is cut. */
static void
describe(const void *self, struct rv_prediction *out)
{
    double highest = 0;
    for (size_t k = 0; k < 2; k++)
        for (int i = 1; i < 200; i++)
            highest = fmax(highest, posterior(self, k, i / 200.0));
    out->kind = RV_PREDICTION_DENSITY;
    out->x_name = "p";
    out->y_name = "posterior";
    out->window = (struct rv_window){0, 1, 0, highest > 0 ? 1.2 * highest : 1};
    out->n_references = out->n_estimates = 2;
    out->reference_name[0] = "coin 1";
    out->reference_name[1] = "coin 2";
}

static void
reference(const void *self, size_t k, const double *x, size_t n, double *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = posterior(self, k, x[i]);
}

static void
estimates(const void *self, double x, double y, double *out)
{
    const double z[2] = {x, y};
    (void)self;
    for (int k = 0; k < 2; k++) {
        double e = exact_exp(-fabs(z[k]));
        out[k] = (z[k] < 0 ? e : 1) / (1 + e);
    }
}

static const struct surface_prediction prediction = {
    .describe = describe,
    .reference = reference,
    .estimates = estimates,
};

static const struct rv_surface_driver driver = {
    .prepare = prepare,
    .release = free,
    .eval = eval,
    .hessian = hessian,
    .lanes = lanes,
    .critical = critical,
    .curvature = curvature,
    .window = window,
    .start = start,
    .formula = formula,
    .prediction = &prediction,
};

extern const struct rv_surface rv_surface_coins;
const struct rv_surface rv_surface_coins = {
    .id = "coins",
    .title = "Two coins",
    .note = "a posterior in log odds",
    .formula = "f = −Σ (h+α−1+j) log σ(θ) + (n−h+β−1+j) log σ(−θ)",
    .source = "Bishop 2006, Pattern recognition and machine learning, section 2.1",
    .axis = {"θ₁", "θ₂"},
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .driver = &driver,
};
