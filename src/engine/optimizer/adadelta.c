/* Adadelta: Zeiler 2012, Algorithm 1, with PyTorch's rate in front: the step's scale is
 * the mean of past steps over that of past gradients, so that it has θ's unit. */
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, RHO, EPS, N_PARAMS };
enum { PER_RUN = 0, PER_COORD = 2 }; /* mean squared gradient, mean squared step */
enum { V, U };
enum {
    TAP_V_OLD,
    TAP_U_OLD,
    TAP_V,
    TAP_D,
    TAP_U,
    TAP_STEP,
};
#define USES NULL

static const struct rv_param params[] = {
    [LR] = ROW_LR(1),
    [RHO] = ROW_BETA("rho", "ρ", 0.9, "memory of the squared gradients and steps"),
    [EPS] = ROW_EPS_HELP(1e-6, "inside both roots; √ε is how far the first steps go"),
};

static const struct tap_text taps[] = {
    [TAP_V_OLD] = NAMED("v'"),
    [TAP_U_OLD] = NAMED("u'"),
    [TAP_V] = SHOWN("v", "{rho}{v'} + {1-rho}{g}²", SECOND_MOMENT),
    [TAP_D] = SHOWN("d", "√({u'} + {eps}) / √({v} + {eps}) · {g}", CORRECTED),
    [TAP_U] = SHOWN("u", "{rho}{u'} + {1-rho}{d}²", SECOND_MOMENT),
    [TAP_STEP] = SHOWN("Δ", "−{η}{d}", STEP),
};

struct step {
    double rate, rho, take, eps;
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    (void)run;
    (void)tap;
    return (struct step){rate, h[RHO], 1 - h[RHO], h[EPS]};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    NOTE(TAP_V_OLD, s[V]);
    NOTE(TAP_U_OLD, s[U]);
    double v = TAP(TAP_V, k.rho * s[V] + k.take * g * g);
    double d = TAP(TAP_D, sqrt(s[U] + k.eps) / sqrt(v + k.eps) * g);
    s[V] = v;
    s[U] = TAP(TAP_U, k.rho * s[U] + k.take * d * d);
    return x + TAP(TAP_STEP, -(k.rate * d));
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_adadelta = {
    .id = "adadelta",
    .title = "Adadelta",
    .formula = "v ← ρv + (1−ρ)g²\nd = √(u+ε) / √(v+ε) · g\nu ← ρu + (1−ρ)d²\nθ ← θ − η d",
    .source = "Zeiler 2012, Algorithm 1",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = -1,
    .driver = &driver,
};
