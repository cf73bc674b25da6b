/* AdaMax: Kingma & Ba 2015, Algorithm 2: Adam with the largest recent gradient in place
 * of the root mean square; ε stands inside the maximum, as in PyTorch. */
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, BETA1, BETA2, EPS, N_PARAMS };
enum { PER_RUN = 2, PER_COORD = 2 }; /* running product of beta1; m, u */
enum { M, U };
enum {
    TAP_C1,
    TAP_M_OLD,
    TAP_M,
    TAP_U_OLD,
    TAP_U,
    TAP_M_HAT,
    TAP_STEP,
};
#define USES NULL

static const struct rv_param params[] = {
    [LR] = ROW_LR(2e-3),
    [BETA1] = ROW_BETA1,
    [BETA2] =
        ROW_BETA("beta2", "β₂", 0.999, "how slowly the largest gradient is forgotten"),
    [EPS] = ROW_EPS(1e-8),
};

static const struct tap_text taps[] = {
    [TAP_C1] = NAMED("1−Πβ₁"),
    [TAP_M_OLD] = NAMED("m'"),
    [TAP_M] = SHOWN("m", "{beta1}{m'} + {1-beta1}{g}", MOMENTUM),
    [TAP_U_OLD] = NAMED("u'"),
    [TAP_U] = SHOWN("u", "max({beta2}{u'}, |{g}| + {eps})", SECOND_MOMENT),
    [TAP_M_HAT] = SHOWN("mˆ", "{m} / {1−Πβ₁}", CORRECTED),
    [TAP_STEP] = SHOWN("Δ", "−{η} {mˆ} / {u}", STEP),
};

struct step {
    double beta1, keep1, beta2, eps, rate, c1;
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    double c1 = TAP(TAP_C1, bias_correction(&run[0], h[BETA1]));
    return (struct step){h[BETA1], 1 - h[BETA1], h[BETA2], h[EPS], rate / c1, c1};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    NOTE(TAP_M_OLD, s[M]);
    NOTE(TAP_U_OLD, s[U]);
    double m = TAP(TAP_M, k.beta1 * s[M] + k.keep1 * g);
    double faded = k.beta2 * s[U], fresh = fabs(g) + k.eps;
    double u = TAP(TAP_U, faded > fresh ? faded : fresh);
    s[M] = m;
    s[U] = u;
    NOTE(TAP_M_HAT, m / k.c1);
    return x + TAP(TAP_STEP, -(k.rate * m / u));
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_adamax = {
    .id = "adamax",
    .title = "AdaMax",
    .formula = "m ← β₁m + (1−β₁)g\nu ← max(β₂u, |g|+ε)\nθ ← θ − η m̂ / u",
    .source = "Kingma & Ba 2015, Algorithm 2",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = BETA1,
    .driver = &driver,
};
