/* Lion: Chen et al. 2023, Algorithm 2: the sign of an interpolated momentum, so that
 * every coordinate moves by η. Its decay stands beside the step, as in the paper. */
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, BETA1, BETA2, N_PARAMS };
enum { PER_RUN = 0, PER_COORD = 1 }; /* m */
enum {
    TAP_M_OLD,
    TAP_C,
    TAP_U,
    TAP_M,
    TAP_STEP,
};
#define USES NULL

static const struct rv_param params[] = {
    [LR] = ROW_LR(1e-4),
    [BETA1] = ROW_BETA("beta1", "β₁", 0.9, "weight of the momentum in the step's sign"),
    [BETA2] = ROW_BETA("beta2", "β₂", 0.99, "memory of the momentum itself"),
};

static const struct rv_default defaults[] = {
    {"decay", 1},
    {NULL,    0},
};

static const struct tap_text taps[] = {
    [TAP_M_OLD] = NAMED("m'"),
    [TAP_C] = SHOWN("c", "{beta1}{m'} + {1-beta1}{g}", MOMENTUM),
    [TAP_U] = SHOWN("u", "sign({c})", CORRECTED),
    [TAP_M] = SHOWN("m", "{beta2}{m'} + {1-beta2}{g}", MOMENTUM),
    [TAP_STEP] = SHOWN("Δ", "−{η}{u}", STEP),
};

struct step {
    double rate, beta1, keep1, beta2, keep2;
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    (void)run;
    (void)tap;
    return (struct step){rate, h[BETA1], 1 - h[BETA1], h[BETA2], 1 - h[BETA2]};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    NOTE(TAP_M_OLD, s[0]);
    double blend = TAP(TAP_C, k.beta1 * s[0] + k.keep1 * g);
    double u = TAP(TAP_U, sign_of(blend));
    s[0] = TAP(TAP_M, k.beta2 * s[0] + k.keep2 * g);
    return x + TAP(TAP_STEP, -(k.rate * u));
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_lion = {
    .id = "lion",
    .title = "Lion",
    .formula = "θ ← θ − η sign(β₁m + (1−β₁)g)\nm ← β₂m + (1−β₂)g",
    .source = "Chen et al. 2023, Algorithm 2",
    .params = params,
    .n_params = N_PARAMS,
    .defaults = defaults,
    .momentum_param = BETA1,
    .driver = &driver,
};
