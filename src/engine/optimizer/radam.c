/*
 * RAdam: Liu et al. 2020, Algorithm 2: Adam that steps with momentum alone until enough
 * gradients have been seen for v to mean something, and is rectified after.
 *
 * ρ counts the gradients that v effectively averages, of ρ∞ at most; PyTorch adapts from
 * ρ > 5 on where the paper says 4.
 */
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, BETA1, BETA2, EPS, N_PARAMS };
enum { PER_RUN = 5, PER_COORD = 2 }; /* running products of beta1, beta2; t; m, v */
enum { M, V };
enum {
    TAP_C1,
    TAP_C2,
    TAP_T,
    TAP_PRODUCT,
    TAP_LIMIT,
    TAP_RHO,
    TAP_R,
    TAP_M_OLD,
    TAP_M,
    TAP_V_OLD,
    TAP_V,
    TAP_M_HAT,
    TAP_STEP,
    TAP_STEP_PLAIN,
};
#define USES NULL

static const struct rv_param params[] = {
    [LR] = ROW_LR(1e-3),
    [BETA1] = ROW_BETA1,
    [BETA2] = ROW_BETA2,
    [EPS] = ROW_EPS(1e-8),
};

static const struct tap_text taps[] = {
    [TAP_C1] = NAMED("1−Πβ₁"),
    [TAP_C2] = NAMED("1−Πβ₂"),
    [TAP_T] = NAMED("t"),
    [TAP_PRODUCT] = NAMED("Πβ₂"),
    [TAP_LIMIT] = SHOWN("ρ∞", "2 / {1-beta2} − 1", NUMBER),
    [TAP_RHO] = SHOWN("ρ", "{ρ∞} − 2{t}{Πβ₂} / {1−Πβ₂}", NUMBER),
    [TAP_R] = SHOWN("r", "√(({ρ}−4)({ρ}−2){ρ∞} / (({ρ∞}−4)({ρ∞}−2){ρ}))", NUMBER),
    [TAP_M_OLD] = NAMED("m'"),
    [TAP_M] = SHOWN("m", "{beta1}{m'} + {1-beta1}{g}", MOMENTUM),
    [TAP_V_OLD] = NAMED("v'"),
    [TAP_V] = SHOWN("v", "{beta2}{v'} + {1-beta2}{g}²", SECOND_MOMENT),
    [TAP_M_HAT] = SHOWN("mˆ", "{m} / {1−Πβ₁}", CORRECTED),
    [TAP_STEP] = SHOWN("Δ", "−{η} {r} {mˆ} √{1−Πβ₂} / (√{v} + {eps})", STEP),
    [TAP_STEP_PLAIN] = SHOWN("Δ", "−{η}{mˆ}", STEP),
};

struct step {
    double beta1, keep1, beta2, keep2, eps, rate, c1;
    bool adaptive;
};

/* Liu et al., eq. 12. */
ALWAYS_INLINE double
rectification(double rho, double limit)
{
    return sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho));
}

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    double c1 = TAP(TAP_C1, bias_correction(&run[0], h[BETA1]));
    double c2 = TAP(TAP_C2, bias_correction(&run[2], h[BETA2]));
    double t = run[4] += 1, product = run[2];
    double limit = TAP(TAP_LIMIT, 2 / (1 - h[BETA2]) - 1);
    NOTE(TAP_T, t);
    NOTE(TAP_PRODUCT, product);
    double rho = TAP(TAP_RHO, limit - 2 * t * product / c2);
    bool adaptive = rho > 5;
    double r = adaptive ? TAP(TAP_R, rectification(rho, limit)) : 1;
    double scale = adaptive ? r * sqrt(c2) : 1;
    return (struct step){h[BETA1], 1 - h[BETA1],      h[BETA2], 1 - h[BETA2],
                         h[EPS],   rate / c1 * scale, c1,       adaptive};
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
    NOTE(TAP_M_HAT, m / k.c1);
    double root = k.adaptive ? sqrt(v) + k.eps : 1;
    return x + TAP(k.adaptive ? TAP_STEP : TAP_STEP_PLAIN, -(k.rate * m / root));
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_radam = {
    .id = "radam",
    .title = "RAdam",
    .formula = "m ← β₁m + (1−β₁)g\nv ← β₂v + (1−β₂)g²\n"
               "ρ = ρ∞ − 2t β₂ᵗ/(1−β₂ᵗ), ρ∞ = 2/(1−β₂) − 1\n"
               "ρ > 5: θ ← θ − η m̂ r / √v̂, r² = (ρ−4)(ρ−2)ρ∞ / ((ρ∞−4)(ρ∞−2)ρ)\n"
               "else:  θ ← θ − η m̂",
    .source = "Liu et al. 2020, Algorithm 2",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = BETA1,
    .driver = &driver,
};
