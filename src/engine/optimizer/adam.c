/* Adam: Kingma & Ba 2015, Algorithm 1. They put eps outside the root, as PyTorch does;
 * hat is their "more efficient" form before section 2.1, inside has eps under the root.
 */
#include "adam.h"
#include "../surface_driver.h"
#include "rows.h"

enum { N_PARAMS = ADAM_PARAMS };
enum { PER_RUN = 4, PER_COORD = 2 }; /* running products of beta1, beta2; m, v */
enum { M, V };
enum form { FORM_TORCH, FORM_HAT, FORM_INSIDE };
enum {
    TAP_C1,
    TAP_C2,
    TAP_RATE,
    TAP_M_OLD,
    TAP_M,
    TAP_V_OLD,
    TAP_V,
    TAP_M_HAT,
    TAP_V_HAT,
    TAP_STEP,
    TAP_STEP_HAT,
    TAP_STEP_INSIDE,
    TAP_STEP_INSIDE_HAT,
};
#define FORM_ROW ADAM_EPS_FORM
#define DRIVER const struct rv_optimizer_driver adam_driver
#define USES NULL

static const char *const forms[] = {"torch", "hat", "inside", NULL};

const struct rv_param adam_params[] = {
    [ADAM_LR] = ROW_LR(1e-3),
    [ADAM_BETA1] = ROW_BETA1,
    [ADAM_BETA2] = ROW_BETA2,
    [ADAM_EPS] = ROW_EPS(1e-8),
    [ADAM_BIAS_CORRECTION] =
        ROW_FLAG("bias_correction", "bias corr.", 1,
                 "divide m and v by 1 − Πβ, since both begin at zero"),
    [ADAM_EPS_FORM] =
        ROW_FORM("eps_form", forms, 2,
                 "where ε stands: √v̂+ε (torch), √v+ε (hat), √(v̂+ε) (inside)"),
};

static const struct tap_text taps[] = {
    [TAP_C1] = NAMED("1−Πβ₁"),
    [TAP_C2] = NAMED("1−Πβ₂"),
    [TAP_RATE] = SHOWN("ηₜ", "{η} √{1−Πβ₂} / {1−Πβ₁}", RATE),
    [TAP_M_OLD] = NAMED("m'"),
    [TAP_M] = SHOWN("m", "{beta1}{m'} + {1-beta1}{g}", MOMENTUM),
    [TAP_V_OLD] = NAMED("v'"),
    [TAP_V] = SHOWN("v", "{beta2}{v'} + {1-beta2}{g}²", SECOND_MOMENT),
    [TAP_M_HAT] = SHOWN("mˆ", "{m} / {1−Πβ₁}", CORRECTED),
    [TAP_V_HAT] = SHOWN("vˆ", "{v} / {1−Πβ₂}", SECOND_MOMENT),
    [TAP_STEP] = SHOWN("Δ", "−{ηₜ} {m} / (√{v} + {eps})", STEP),
    [TAP_STEP_HAT] = SHOWN("Δ", "−{η} {mˆ} / (√{vˆ} + {eps})", STEP),
    [TAP_STEP_INSIDE] = SHOWN("Δ", "−{η} {m} / √({v} + {eps})", STEP),
    [TAP_STEP_INSIDE_HAT] = SHOWN("Δ", "−{η} {mˆ} / √({vˆ} + {eps})", STEP),
};

struct step {
    double beta1, keep1, beta2, keep2, eps;
    double rate, root2, c2; /* rate with the correction of m; of v: root and plain */
    double c1;
    enum form form;
    bool hats; /* the corrections are shown as such */
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    double c1 = TAP(TAP_C1, bias_correction(&run[0], h[ADAM_BETA1]));
    double c2 = TAP(TAP_C2, bias_correction(&run[2], h[ADAM_BETA2]));
    bool corrected = h[ADAM_BIAS_CORRECTION] != 0;
    c1 = corrected ? c1 : 1;
    c2 = corrected ? c2 : 1;
    enum form form = (enum form)h[ADAM_EPS_FORM];
    double root2 = sqrt(c2);
    bool in_rate = form == FORM_HAT && corrected;
    double scaled = form == FORM_HAT ? rate * root2 / c1 : rate / c1;
    NOTE(in_rate ? TAP_RATE : TAP_NONE, scaled);
    return (struct step){h[ADAM_BETA1],
                         1 - h[ADAM_BETA1],
                         h[ADAM_BETA2],
                         1 - h[ADAM_BETA2],
                         h[ADAM_EPS],
                         scaled,
                         root2,
                         c2,
                         c1,
                         form,
                         corrected && !in_rate};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    NOTE(TAP_M_OLD, s[M]);
    NOTE(TAP_V_OLD, s[V]);
    double m = TAP(TAP_M, k.beta1 * s[M] + k.keep1 * g);
    double v = TAP(TAP_V, k.beta2 * s[V] + k.keep2 * g * g);
    s[M] = m;
    s[V] = v;
    NOTE(k.hats ? TAP_M_HAT : TAP_NONE, m / k.c1);
    NOTE(k.hats ? TAP_V_HAT : TAP_NONE, v / k.c2);
    double root = k.form == FORM_INSIDE  ? sqrt(v / k.c2 + k.eps)
                  : k.form == FORM_TORCH ? sqrt(v) / k.root2 + k.eps
                                         : sqrt(v) + k.eps;
    int row = (k.form == FORM_INSIDE ? TAP_STEP_INSIDE : TAP_STEP) + k.hats;
    return x + TAP(row, -(k.rate * m / root));
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_adam = {
    .id = "adam",
    .title = "Adam",
    .formula = "m ← β₁m + (1−β₁)g\nv ← β₂v + (1−β₂)g²\nθ ← θ − η m̂ / (√v̂ + ε)",
    .source = "Kingma & Ba 2015, Algorithm 1",
    .params = adam_params,
    .n_params = N_PARAMS,
    .momentum_param = ADAM_BETA1,
    .driver = &adam_driver,
};
