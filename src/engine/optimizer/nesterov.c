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
enum { TAP_V, TAP_STEP };
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

static const char *const taps[] = {
    [TAP_V] = "v",
    [TAP_STEP] = "Δθ",
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
    (void)tap;
    double t = run[0] += 1, beta = h[BETA];
    switch ((enum form)h[FORM]) {
    case FORM_LOOKAHEAD:
        return (struct step){rate, beta, beta, -rate, beta, FORM_LOOKAHEAD};
    case FORM_TORCH:
        return (struct step){rate, beta, beta, 1, 0, FORM_TORCH};
    case FORM_ACCELERATED: /* the momentum of the step before: y = x + (t-2)/(t+1) dx */
        return (struct step){
            rate, 0, 0, 0, t > 1 ? (t - 2) / (t + 1) : 0, FORM_ACCELERATED};
    case FORM_EMA:
    default:
        return (struct step){rate, beta, beta, 1 - beta, -(rate * beta), FORM_EMA};
    }
}

ALWAYS_INLINE double
probe(struct step k, const double *s, double x)
{
    return k.form == FORM_TORCH ? x : x + k.ahead * s[0];
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    if (k.form == FORM_ACCELERATED) {
        double next = probe(k, s, x) - k.rate * g;
        s[0] = TAP(TAP_V, next - x);
        return next;
    }
    double v = TAP(TAP_V, k.keep * s[0] + k.take * g);
    s[0] = v;
    if (k.form == FORM_LOOKAHEAD)
        return x + v;
    double direction = k.form == FORM_TORCH ? g + k.beta * v : v;
    return x - TAP(TAP_STEP, k.rate * direction);
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
