/*
 * NAdam: Dozat 2016, Algorithm 2: Adam with Nesterov's look-ahead in m, whose momentum
 * μ_t = β₁(1 − ½·0.96^(tψ)) warms up.
 *
 * The correction under m is 1 − μ₁…μ_t μ_{t+1}, as PyTorch documents it and computes it
 * since 2.0; 1.13 has one factor μ_t too many there.
 */
#include "../exact.h"
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, BETA1, BETA2, EPS, MOMENTUM_DECAY, N_PARAMS };
enum { PER_RUN = 5, PER_COORD = 2 }; /* products of mu, beta2; t; m, v */
enum { M, V };
enum { TAP_MU, TAP_C2, TAP_M, TAP_V, TAP_STEP };
#define LOG_096 -0.040821994520255166 /* log 0.96 */
#define USES NULL

static const struct rv_param params[] = {
    [LR] = ROW_LR(2e-3),
    [BETA1] = ROW_BETA1,
    [BETA2] = ROW_BETA2,
    [EPS] = ROW_EPS(1e-8),
    [MOMENTUM_DECAY] =
        ROW_FROM_ZERO("momentum_decay", "ψ", 4e-3, 1e-4, 1, RV_LIVE,
                      "how soon the momentum μ rises from β₁/2 to β₁; 0: it stays β₁/2"),
};

static const char *const taps[] = {
    [TAP_MU] = "μ", [TAP_C2] = "1−Πβ₂", [TAP_M] = "m", [TAP_V] = "v", [TAP_STEP] = "Δθ",
};

struct step {
    double beta1, keep1, beta2, keep2, eps;
    double rate_g, rate_m, c2;
};

ALWAYS_INLINE double
momentum_at(const double *h, double t)
{
    double fading = exact_exp(t * h[MOMENTUM_DECAY] * LOG_096);
    return h[BETA1] * (1 - 0.5 * fading);
}

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    double t = run[4] += 1;
    double mu = TAP(TAP_MU, momentum_at(h, t)), next = momentum_at(h, t + 1);
    double c1 = bias_correction(&run[0], mu);
    double c2 = TAP(TAP_C2, bias_correction(&run[2], h[BETA2]));
    return (struct step){.beta1 = h[BETA1],
                         .keep1 = 1 - h[BETA1],
                         .beta2 = h[BETA2],
                         .keep2 = 1 - h[BETA2],
                         .eps = h[EPS],
                         .rate_g = rate * (1 - mu) / c1,
                         .rate_m = rate * next / (1 - run[0] * next),
                         .c2 = c2};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    double m = TAP(TAP_M, k.beta1 * s[M] + k.keep1 * g);
    double v = TAP(TAP_V, k.beta2 * s[V] + k.keep2 * g * g);
    s[M] = m;
    s[V] = v;
    double root = sqrt(v / k.c2) + k.eps;
    return x - TAP(TAP_STEP, k.rate_g * g / root + k.rate_m * m / root);
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_nadam = {
    .id = "nadam",
    .title = "NAdam",
    .formula = "μₜ = β₁(1 − ½·0.96^(tψ))\nm ← β₁m + (1−β₁)g\nv ← β₂v + (1−β₂)g²\n"
               "θ ← θ − η ((1−μₜ) g/(1−Πμ) + μₜ₊₁ m/(1−Πμ·μₜ₊₁)) / (√v̂ + ε)",
    .source = "Dozat 2016, Algorithm 2, as PyTorch 2 computes it",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = BETA1,
    .driver = &driver,
};
