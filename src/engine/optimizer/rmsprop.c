/* RMSProp: Tieleman & Hinton 2012, lecture 6.5; centred as in Graves 2013; momentum and
 * eps as in PyTorch. */
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, BETA, EPS, MOMENTUM, CENTERED, EPS_INSIDE, N_PARAMS };
enum { PER_RUN = 0, PER_COORD = 3 }; /* v, mean gradient, velocity */
enum { V, MEAN, VELOCITY };
enum {
    TAP_V_OLD,
    TAP_V,
    TAP_MEAN_OLD,
    TAP_MEAN,
    TAP_DEVIATION,
    TAP_U_OLD,
    TAP_STEP,
    TAP_STEP_INSIDE,
    TAP_STEP_CENTERED,
    TAP_STEP_BOTH,
    TAP_U,
    TAP_U_INSIDE,
    TAP_U_CENTERED,
    TAP_U_BOTH,
    TAP_STEP_U,
};
#define USES NULL
#define COST cost

static const struct rv_param params[] = {
    [LR] = ROW_LR(1e-2),
    [BETA] = ROW_BETA("beta", "β", 0.99, "memory of the squared gradient's mean"),
    [EPS] = ROW_EPS(1e-8),
    [MOMENTUM] = ROW_BETA("momentum", "μ", 0, "momentum of the scaled gradient"),
    [CENTERED] = ROW_FLAG("centered", "centered", 0,
                          "divide by the deviation: v less the mean gradient squared"),
    [EPS_INSIDE] = ROW_FLAG("eps_inside", "ε inside", 0, "√(v+ε) in place of √v + ε"),
};

static const struct tap_text taps[] = {
    [TAP_V_OLD] = NAMED("v'"),
    [TAP_V] = SHOWN("v", "{beta}{v'} + {1-beta}{g}²", SECOND_MOMENT),
    [TAP_MEAN_OLD] = NAMED("m'"),
    [TAP_MEAN] = SHOWN("m", "{beta}{m'} + {1-beta}{g}", MOMENTUM),
    [TAP_DEVIATION] = SHOWN("s", "{v} − {m}²", SECOND_MOMENT),
    [TAP_U_OLD] = NAMED("u'"),
    [TAP_STEP] = SHOWN("Δ", "−{η} {g} / (√{v} + {eps})", STEP),
    [TAP_STEP_INSIDE] = SHOWN("Δ", "−{η} {g} / √({v} + {eps})", STEP),
    [TAP_STEP_CENTERED] = SHOWN("Δ", "−{η} {g} / (√{s} + {eps})", STEP),
    [TAP_STEP_BOTH] = SHOWN("Δ", "−{η} {g} / √({s} + {eps})", STEP),
    [TAP_U] = SHOWN("u", "{momentum}{u'} + {g} / (√{v} + {eps})", CORRECTED),
    [TAP_U_INSIDE] = SHOWN("u", "{momentum}{u'} + {g} / √({v} + {eps})", CORRECTED),
    [TAP_U_CENTERED] = SHOWN("u", "{momentum}{u'} + {g} / (√{s} + {eps})", CORRECTED),
    [TAP_U_BOTH] = SHOWN("u", "{momentum}{u'} + {g} / √({s} + {eps})", CORRECTED),
    [TAP_STEP_U] = SHOWN("Δ", "−{η}{u}", STEP),
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
    NOTE(TAP_V_OLD, s[V]);
    double v = TAP(TAP_V, k.beta * s[V] + k.take * g * g);
    s[V] = v;
    if (k.centered) {
        NOTE(TAP_MEAN_OLD, s[MEAN]);
        s[MEAN] = TAP(TAP_MEAN, k.beta * s[MEAN] + k.take * g);
        v = TAP(TAP_DEVIATION, v - s[MEAN] * s[MEAN]);
    }
    double root = k.inside ? sqrt(v + k.eps) : sqrt(v) + k.eps;
    int form = k.inside + 2 * k.centered; /* the rows stand in this order */
    /* Without momentum the velocity is the scaled gradient: the same numbers in fewer
     * roundings, as PyTorch does. */
    if (k.momentum == 0) {
        s[VELOCITY] = g / root;
        return x + TAP(TAP_STEP + form, -(k.rate * g / root));
    }
    NOTE(TAP_U_OLD, s[VELOCITY]);
    s[VELOCITY] = TAP(TAP_U + form, k.momentum * s[VELOCITY] + g / root);
    return x + TAP(TAP_STEP_U, -(k.rate * s[VELOCITY]));
}

static struct rv_cost
cost(const struct rv_settings *settings, size_t n)
{
    const double *h = settings->value;
    (void)n;
    return (struct rv_cost){.gradients = 1,
                            .state_per_parameter =
                                1 + (h[CENTERED] != 0) + (h[MOMENTUM] != 0)};
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
