/* AdaBelief: Zhuang et al. 2020, Algorithm 2: Adam that divides by the deviation of the
 * gradient from its prediction m. eps_in_s adds ε to s at every step, as the paper does;
 * s is taken with the new m. */
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, BETA1, BETA2, EPS, EPS_IN_S, N_PARAMS };
enum { PER_RUN = 4, PER_COORD = 2 }; /* running products of beta1, beta2; m, s */
enum { M, S };
enum {
    TAP_C1,
    TAP_C2,
    TAP_M_OLD,
    TAP_M,
    TAP_S_OLD,
    TAP_S,
    TAP_S_EPS,
    TAP_M_HAT,
    TAP_S_HAT,
    TAP_STEP,
};
#define USES NULL

static const struct rv_param params[] = {
    [LR] = ROW_LR(1e-3),
    [BETA1] = ROW_BETA1,
    [BETA2] = ROW_BETA("beta2", "β₂", 0.999, "memory of the squared surprise's mean"),
    [EPS] = ROW_EPS(1e-16),
    [EPS_IN_S] = ROW_FLAG("eps_in_s", "ε in s", 1,
                          "add ε to s at every step, where it stays, as the paper does"),
};

static const struct tap_text taps[] = {
    [TAP_C1] = NAMED("1−Πβ₁"),
    [TAP_C2] = NAMED("1−Πβ₂"),
    [TAP_M_OLD] = NAMED("m'"),
    [TAP_M] = SHOWN("m", "{beta1}{m'} + {1-beta1}{g}", MOMENTUM),
    [TAP_S_OLD] = NAMED("s'"),
    [TAP_S] = SHOWN("s", "{beta2}{s'} + {1-beta2}({g} − {m})²", SECOND_MOMENT),
    [TAP_S_EPS] =
        SHOWN("s", "{beta2}{s'} + {1-beta2}({g} − {m})² + {eps}", SECOND_MOMENT),
    [TAP_M_HAT] = SHOWN("mˆ", "{m} / {1−Πβ₁}", CORRECTED),
    [TAP_S_HAT] = SHOWN("sˆ", "{s} / {1−Πβ₂}", SECOND_MOMENT),
    [TAP_STEP] = SHOWN("Δ", "−{η} {mˆ} / (√{sˆ} + {eps})", STEP),
};

struct step {
    double beta1, keep1, beta2, keep2, eps, kept_eps, rate, c1, c2;
    bool eps_in_s;
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    double c1 = TAP(TAP_C1, bias_correction(&run[0], h[BETA1]));
    double c2 = TAP(TAP_C2, bias_correction(&run[2], h[BETA2]));
    return (struct step){.beta1 = h[BETA1],
                         .keep1 = 1 - h[BETA1],
                         .beta2 = h[BETA2],
                         .keep2 = 1 - h[BETA2],
                         .eps = h[EPS],
                         .kept_eps = h[EPS_IN_S] != 0 ? h[EPS] : 0,
                         .rate = rate / c1,
                         .c1 = c1,
                         .eps_in_s = h[EPS_IN_S] != 0,
                         .c2 = c2};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    NOTE(TAP_M_OLD, s[M]);
    NOTE(TAP_S_OLD, s[S]);
    double m = TAP(TAP_M, k.beta1 * s[M] + k.keep1 * g);
    double surprise = g - m;
    double belief = k.beta2 * s[S] + k.keep2 * surprise * surprise + k.kept_eps;
    s[M] = m;
    s[S] = TAP(k.eps_in_s ? TAP_S_EPS : TAP_S, belief);
    NOTE(TAP_M_HAT, m / k.c1);
    NOTE(TAP_S_HAT, belief / k.c2);
    return x + TAP(TAP_STEP, -(k.rate * m / (sqrt(belief / k.c2) + k.eps)));
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_adabelief = {
    .id = "adabelief",
    .title = "AdaBelief",
    .formula = "m ← β₁m + (1−β₁)g\ns ← β₂s + (1−β₂)(g−m)² + ε\nθ ← θ − η m̂ / (√ŝ + ε)",
    .source = "Zhuang et al. 2020, Algorithm 2",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = BETA1,
    .driver = &driver,
};
