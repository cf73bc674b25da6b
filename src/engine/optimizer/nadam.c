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
enum {
    TAP_T,
    TAP_MU,
    TAP_MU_NEXT,
    TAP_PRODUCT,
    TAP_C1,
    TAP_C1_NEXT,
    TAP_C2,
    TAP_M_OLD,
    TAP_M,
    TAP_V_OLD,
    TAP_V,
    TAP_M_HAT,
    TAP_V_HAT,
    TAP_STEP,
};
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

static const struct tap_text taps[] = {
    [TAP_T] = NAMED("t"),
    [TAP_MU] = SHOWN("μ", "{beta1}(1 − 0.5·0.96^({t}{momentum_decay}))", NUMBER),
    [TAP_MU_NEXT] =
        SHOWN("μ₊", "{beta1}(1 − 0.5·0.96^(({t} + 1){momentum_decay}))", NUMBER),
    [TAP_PRODUCT] = NAMED("Πμ"),
    [TAP_C1] = NAMED("1−Πμ"),
    [TAP_C1_NEXT] = SHOWN("c₊", "1 − {Πμ}{μ₊}", NUMBER),
    [TAP_C2] = NAMED("1−Πβ₂"),
    [TAP_M_OLD] = NAMED("m'"),
    [TAP_M] = SHOWN("m", "{beta1}{m'} + {1-beta1}{g}", MOMENTUM),
    [TAP_V_OLD] = NAMED("v'"),
    [TAP_V] = SHOWN("v", "{beta2}{v'} + {1-beta2}{g}²", SECOND_MOMENT),
    [TAP_M_HAT] = SHOWN("mˆ", "{1-μ}{g} / {1−Πμ} + {μ₊}{m} / {c₊}", CORRECTED),
    [TAP_V_HAT] = SHOWN("vˆ", "{v} / {1−Πβ₂}", SECOND_MOMENT),
    [TAP_STEP] = SHOWN("Δ", "−{η} {mˆ} / (√{vˆ} + {eps})", STEP),
};

struct step {
    double beta1, keep1, beta2, keep2, eps;
    double rate_g, rate_m, c2;
    double share_g, share_m; /* of the two in the corrected momentum */
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
    NOTE(TAP_T, t);
    double mu = TAP(TAP_MU, momentum_at(h, t)),
           next = TAP(TAP_MU_NEXT, momentum_at(h, t + 1));
    double c1 = TAP(TAP_C1, bias_correction(&run[0], mu));
    NOTE(TAP_PRODUCT, run[0]);
    NOTE(TAP_C1_NEXT, 1 - run[0] * next);
    double c2 = TAP(TAP_C2, bias_correction(&run[2], h[BETA2]));
    return (struct step){.beta1 = h[BETA1],
                         .keep1 = 1 - h[BETA1],
                         .beta2 = h[BETA2],
                         .keep2 = 1 - h[BETA2],
                         .eps = h[EPS],
                         .rate_g = rate * (1 - mu) / c1,
                         .rate_m = rate * next / (1 - run[0] * next),
                         .c2 = c2,
                         .share_g = (1 - mu) / c1,
                         .share_m = next / (1 - run[0] * next)};
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
    NOTE(TAP_M_HAT, k.share_g * g + k.share_m * m);
    NOTE(TAP_V_HAT, v / k.c2);
    double root = sqrt(v / k.c2) + k.eps;
    return x + TAP(TAP_STEP, -(k.rate_g * g / root + k.rate_m * m / root));
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
