/*
 * Nesterov's accelerated gradient: the gradient is taken where the velocity leads.
 *
 * lookahead is Sutskever et al. 2013, eq. 3-4; torch is the same sequence seen at the
 * look-ahead points; accelerated is Nesterov 1983 with momentum (t-1)/(t+2); ema weighs
 * the gradient with 1-beta.
 */
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, BETA, FORM, N_PARAMS };
enum { PER_RUN = 1, PER_COORD = 1 }; /* steps taken; v (accelerated: the last step) */
enum form { FORM_LOOKAHEAD, FORM_TORCH, FORM_ACCELERATED, FORM_EMA };
enum {
    TAP_T,
    TAP_MU,
    TAP_MU_FIRST,
    TAP_V_OLD,
    TAP_AHEAD,
    TAP_AHEAD_ACCELERATED,
    TAP_AHEAD_EMA,
    TAP_V,
    TAP_V_TORCH,
    TAP_V_EMA,
    TAP_DIRECTION,
    TAP_STEP,
    TAP_STEP_TORCH,
    TAP_POINT,
    TAP_POINT_ACCELERATED,
    TAP_V_ACCELERATED,
};
#define FORM_ROW FORM
#define USES uses
#define LIMIT limit
#define HAS_PROBE 1

static const char *const forms[] = {"lookahead", "torch", "accelerated", "ema", NULL};

static const struct rv_param params[] = {
    [LR] = ROW_LR(1e-3),
    [BETA] =
        ROW_BETA("beta", "β", 0.9, "momentum: how much of the last velocity is kept"),
    [FORM] = ROW_FORM("form", forms, 3,
                      "lookahead: gradient at θ+βv; torch: PyTorch's, whose points are "
                      "those; accelerated: momentum (t−1)/(t+2); ema: v ← βv + (1−β)g"),
};

static const struct tap_text taps[] = {
    [TAP_T] = NAMED("t"),
    [TAP_MU] = SHOWN("μ", "({t} − 2) / ({t} + 1)", NUMBER),
    [TAP_MU_FIRST] = SHOWN("μ", "0 at the first step", NUMBER),
    [TAP_V_OLD] = NAMED("v'"),
    [TAP_AHEAD] = SHOWN("θ˜", "{θ} + {beta}{v'}", LOOK_AHEAD),
    [TAP_AHEAD_ACCELERATED] = SHOWN("θ˜", "{θ} + {μ}{v'}", LOOK_AHEAD),
    [TAP_AHEAD_EMA] = SHOWN("θ˜", "{θ} − {η}{beta}{v'}", LOOK_AHEAD),
    [TAP_V] = SHOWN("v", "{beta}{v'} − {η}{g}", VELOCITY),
    [TAP_V_TORCH] = SHOWN("v", "{beta}{v'} + {g}", MOMENTUM),
    [TAP_V_EMA] = SHOWN("v", "{beta}{v'} + {1-beta}{g}", MOMENTUM),
    [TAP_DIRECTION] = SHOWN("d", "{g} + {beta}{v}", CORRECTED),
    [TAP_STEP] = SHOWN("Δ", "−{η}{v}", STEP),
    [TAP_STEP_TORCH] = SHOWN("Δ", "−{η}{d}", STEP),
    [TAP_POINT] = SHOWN("θ", "{θ} + {v}", POINT),
    [TAP_POINT_ACCELERATED] = SHOWN("θ₊", "{θ˜} − {η}{g}", POINT),
    [TAP_V_ACCELERATED] = SHOWN("v", "{θ₊} − {θ'}", VELOCITY),
};

static bool
uses(const struct rv_settings *settings, size_t param)
{
    return param != BETA || (enum form)settings->value[FORM] != FORM_ACCELERATED;
}

/* Looking ahead multiplies βv by 1-ηλ, which costs stability. accelerated: in the long
 * run, as its momentum tends to 1. */
static double
limit(const struct rv_settings *settings, double curvature, const char **formula)
{
    double beta = settings->value[BETA];
    double edge = 2 * (1 + beta) / ((1 + 2 * beta) * curvature);
    switch ((enum form)settings->value[FORM]) {
    case FORM_ACCELERATED:
        *formula = "4/(3λ)";
        return 4 / (3 * curvature);
    case FORM_EMA:
        *formula = "2(1+β)/((1+2β)(1−β)λ)";
        return edge / (1 - beta);
    case FORM_LOOKAHEAD:
    case FORM_TORCH:
    default:
        *formula = "2(1+β)/((1+2β)λ)";
        return edge;
    }
}

struct step {
    double rate, beta, keep, take, ahead; /* probe = x + ahead s */
    enum form form;
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    double t = run[0] += 1, beta = h[BETA];
    switch ((enum form)h[FORM]) {
    case FORM_LOOKAHEAD:
        return (struct step){rate, beta, beta, -rate, beta, FORM_LOOKAHEAD};
    case FORM_TORCH:
        return (struct step){rate, beta, beta, 1, 0, FORM_TORCH};
    case FORM_ACCELERATED: /* the momentum of the step before: y = x + (t-2)/(t+1) dx */
        NOTE(TAP_T, t);
        return (struct step){
            rate,
            0,
            0,
            0,
            TAP(t > 1 ? TAP_MU : TAP_MU_FIRST, t > 1 ? (t - 2) / (t + 1) : 0),
            FORM_ACCELERATED};
    case FORM_EMA:
    default:
        return (struct step){rate, beta, beta, 1 - beta, -(rate * beta), FORM_EMA};
    }
}

ALWAYS_INLINE double
probe(struct step k, const double *s, double x, struct tap *tap)
{
    if (k.form == FORM_TORCH)
        return x;
    NOTE(TAP_V_OLD, s[0]);
    return TAP(k.form == FORM_LOOKAHEAD     ? TAP_AHEAD
               : k.form == FORM_ACCELERATED ? TAP_AHEAD_ACCELERATED
                                            : TAP_AHEAD_EMA,
               x + k.ahead * s[0]);
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    if (k.form == FORM_ACCELERATED) {
        double next = TAP(TAP_POINT_ACCELERATED, probe(k, s, x, NULL) - k.rate * g);
        s[0] = TAP(TAP_V_ACCELERATED, next - x);
        return next;
    }
    bool ahead = k.form == FORM_LOOKAHEAD, torch = k.form == FORM_TORCH;
    NOTE(TAP_V_OLD, s[0]);
    double v = TAP(ahead   ? TAP_V
                   : torch ? TAP_V_TORCH
                           : TAP_V_EMA,
                   k.keep * s[0] + k.take * g);
    s[0] = v;
    if (ahead)
        return TAP(TAP_POINT, x + v);
    double direction = torch ? TAP(TAP_DIRECTION, g + k.beta * v) : v;
    return x + TAP(torch ? TAP_STEP_TORCH : TAP_STEP, -(k.rate * direction));
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_nesterov = {
    .id = "nesterov",
    .title = "Nesterov",
    .formula = "v ← βv − η g(θ+βv)\nθ ← θ + v",
    .source = "Nesterov 1983; Sutskever et al. 2013, eq. 3-4",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = BETA,
    .needs = RV_NEEDS_PROBE,
    .driver = &driver,
};
