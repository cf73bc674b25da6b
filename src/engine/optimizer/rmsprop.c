/* RMSProp: Tieleman & Hinton 2012, lecture 6.5; centred as in Graves 2013; momentum and
 * eps as in PyTorch. */
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, BETA, EPS, MOMENTUM, CENTERED, EPS_INSIDE, N_PARAMS };
enum { PER_RUN = 0, PER_COORD = 3 }; /* v, mean gradient, velocity */
enum { V, MEAN, VELOCITY };
enum { TAP_V, TAP_STEP };
#define USES NULL

static const struct rv_param params[] = {
    [LR] = ROW_LR(1e-2),
    [BETA] = ROW_BETA("beta", "β", 0.99, "memory of the squared gradient's mean"),
    [EPS] = ROW_EPS(1e-8),
    [MOMENTUM] = ROW_BETA("momentum", "μ", 0, "momentum of the scaled gradient"),
    [CENTERED] = ROW_FLAG("centered", "centered", 0,
                          "divide by the deviation: v less the mean gradient squared"),
    [EPS_INSIDE] = ROW_FLAG("eps_inside", "ε inside", 0, "√(v+ε) in place of √v + ε"),
};

static const char *const taps[] = {
    [TAP_V] = "v",
    [TAP_STEP] = "Δθ",
};

struct step {
    double rate, beta, take, eps, momentum;
    bool centered, inside;
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    (void)run;
    (void)tap;
    return (struct step){rate,        h[BETA],          1 - h[BETA],       h[EPS],
                         h[MOMENTUM], h[CENTERED] != 0, h[EPS_INSIDE] != 0};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    double v = TAP(TAP_V, k.beta * s[V] + k.take * g * g);
    s[V] = v;
    if (k.centered) {
        s[MEAN] = k.beta * s[MEAN] + k.take * g;
        v -= s[MEAN] * s[MEAN];
    }
    double root = k.inside ? sqrt(v + k.eps) : sqrt(v) + k.eps;
    /* Without momentum the velocity is the scaled gradient: the same numbers in fewer
     * roundings, as PyTorch does. */
    if (k.momentum == 0) {
        s[VELOCITY] = g / root;
        return x - TAP(TAP_STEP, k.rate * g / root);
    }
    s[VELOCITY] = k.momentum * s[VELOCITY] + g / root;
    return x - TAP(TAP_STEP, k.rate * s[VELOCITY]);
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_rmsprop = {
    .id = "rmsprop",
    .title = "RMSProp",
    .formula = "v ← βv + (1−β)g²\nθ ← θ − η g / (√v + ε)",
    .source = "Tieleman & Hinton 2012, lecture 6.5",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = MOMENTUM,
    .driver = &driver,
};
