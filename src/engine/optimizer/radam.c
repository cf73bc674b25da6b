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
enum { TAP_C1, TAP_C2, TAP_RHO, TAP_M, TAP_V, TAP_STEP };
#define USES NULL

static const struct rv_param params[] = {
    [LR] = ROW_LR(1e-3),
    [BETA1] = ROW_BETA1,
    [BETA2] = ROW_BETA2,
    [EPS] = ROW_EPS(1e-8),
};

static const char *const taps[] = {
    [TAP_C1] = "1−Πβ₁", [TAP_C2] = "1−Πβ₂", [TAP_RHO] = "ρ",
    [TAP_M] = "m",      [TAP_V] = "v",      [TAP_STEP] = "Δθ",
};

struct step {
    double beta1, keep1, beta2, keep2, eps, rate;
    bool adaptive;
};

/* Liu et al., eq. 12, with the root of v's bias correction. */
ALWAYS_INLINE double
rectification(double rho, double limit, double c2)
{
    return sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho)) *
           sqrt(c2);
}

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    double c1 = TAP(TAP_C1, bias_correction(&run[0], h[BETA1]));
    double c2 = TAP(TAP_C2, bias_correction(&run[2], h[BETA2]));
    double t = run[4] += 1, product = run[2];
    double limit = 2 / (1 - h[BETA2]) - 1;
    double rho = TAP(TAP_RHO, limit - 2 * t * product / c2);
    bool adaptive = rho > 5;
    double scale = adaptive ? rectification(rho, limit, c2) : 1;
    return (struct step){h[BETA1], 1 - h[BETA1],      h[BETA2], 1 - h[BETA2],
                         h[EPS],   rate / c1 * scale, adaptive};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    double m = TAP(TAP_M, k.beta1 * s[M] + k.keep1 * g);
    double v = TAP(TAP_V, k.beta2 * s[V] + k.keep2 * g * g);
    s[M] = m;
    s[V] = v;
    double root = k.adaptive ? sqrt(v) + k.eps : 1;
    return x - TAP(TAP_STEP, k.rate * m / root);
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
