/* Gradient descent: Cauchy 1847. With batch or noise it is stochastic gradient descent
 * (Robbins & Monro 1951). */
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, N_PARAMS };
enum { PER_RUN = 0, PER_COORD = 0 };
enum {
    TAP_STEP,
};
#define USES NULL
#define LIMIT limit

static const struct rv_param params[] = {
    [LR] = ROW_LR(1e-3),
};

static const struct tap_text taps[] = {
    [TAP_STEP] = SHOWN("Δ", "−{η}{g}", STEP),
};

static double
limit(const struct rv_settings *settings, double curvature, const char **formula)
{
    (void)settings;
    *formula = "2/λ";
    return 2 / curvature;
}

struct step {
    double rate;
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    (void)h;
    (void)run;
    (void)tap;
    return (struct step){rate};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    (void)s;
    return x + TAP(TAP_STEP, -(k.rate * g));
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_gd = {
    .id = "gd",
    .title = "Gradient descent",
    .formula = "θ ← θ − η g",
    .source = "Cauchy 1847; with batch or noise: Robbins & Monro 1951",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = -1,
    .driver = &driver,
};
