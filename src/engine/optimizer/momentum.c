/* Momentum, in the three forms that go by this name. Polyak 1964; classic is the one of
 * PyTorch, whose first buffer is the gradient itself. */
#include "momentum.h"
#include "../surface_driver.h"
#include "rows.h"

enum { N_PARAMS = MOMENTUM_PARAMS };
enum { PER_RUN = 3, PER_COORD = 1 }; /* begun, running product of beta; v */
enum { BEGUN, PRODUCT };
enum form { FORM_CLASSIC, FORM_EMA, FORM_HEAVYBALL };
enum {
    TAP_C,
    TAP_V_OLD,
    TAP_V_FIRST,
    TAP_V,
    TAP_V_DAMPENED,
    TAP_V_EMA,
    TAP_V_HEAVY,
    TAP_V_HAT,
    TAP_STEP,
    TAP_STEP_HAT,
    TAP_POINT,
};
#define USES uses
#define LIMIT limit
#define FORM_ROW MOMENTUM_FORM
#define DRIVER const struct rv_optimizer_driver momentum_driver

static const char *const forms[] = {"classic", "ema", "heavyball", NULL};

const struct rv_param momentum_params[] = {
    [MOMENTUM_LR] = ROW_LR(1e-3),
    [MOMENTUM_BETA] =
        ROW_BETA("beta", "β", 0.9,
                 "momentum: how much of the last velocity is kept; 1/(1−β) steps are "
                 "remembered"),
    [MOMENTUM_DAMPENING] = ROW_SHARE(
        "dampening", "d", 0, "classic: the gradient enters the velocity with weight 1−d"),
    [MOMENTUM_FORM] =
        ROW_FORM("form", forms, 2,
                 "classic: v ← βv + g (PyTorch); ema: v ← βv + (1−β)g; heavyball: "
                 "v ← βv − ηg, so that η enters the velocity"),
    [MOMENTUM_BIAS_CORRECTION] =
        ROW_FLAG("bias_correction", "bias corr.", 0, "ema: divide v by 1 − Πβ"),
};

static const struct tap_text taps[] = {
    [TAP_C] = NAMED("1−Πβ"),
    [TAP_V_OLD] = NAMED("v'"),
    [TAP_V_FIRST] = SHOWN("v", "{g}", MOMENTUM),
    [TAP_V] = SHOWN("v", "{beta}{v'} + {g}", MOMENTUM),
    [TAP_V_DAMPENED] = SHOWN("v", "{beta}{v'} + {1-dampening}{g}", MOMENTUM),
    [TAP_V_EMA] = SHOWN("v", "{beta}{v'} + {1-beta}{g}", MOMENTUM),
    [TAP_V_HEAVY] = SHOWN("v", "{beta}{v'} − {η}{g}", VELOCITY),
    [TAP_V_HAT] = SHOWN("vˆ", "{v} / {1−Πβ}", CORRECTED),
    [TAP_STEP] = SHOWN("Δ", "−{η}{v}", STEP),
    [TAP_STEP_HAT] = SHOWN("Δ", "−{η}{vˆ}", STEP),
    [TAP_POINT] = SHOWN("θ", "{θ} + {v}", POINT),
};

static bool
uses(const struct rv_settings *settings, size_t param)
{
    enum form form = (enum form)settings->value[MOMENTUM_FORM];
    if (param == MOMENTUM_DAMPENING)
        return form == FORM_CLASSIC;
    return param != MOMENTUM_BIAS_CORRECTION || form == FORM_EMA;
}

/* Where the roots of z^2 - (1+β-ηλ)z + β reach -1; dampening and ema only rescale η. */
static double
limit(const struct rv_settings *settings, double curvature, const char **formula)
{
    const double *h = settings->value;
    double edge = 2 * (1 + h[MOMENTUM_BETA]) / curvature;
    enum form form = (enum form)h[MOMENTUM_FORM];
    if (form == FORM_EMA) {
        *formula = "2(1+β)/((1−β)λ)";
        return edge / (1 - h[MOMENTUM_BETA]);
    }
    bool dampened = form == FORM_CLASSIC && h[MOMENTUM_DAMPENING] != 0;
    *formula = dampened ? "2(1+β)/((1−d)λ)" : "2(1+β)/λ";
    return dampened ? edge / (1 - h[MOMENTUM_DAMPENING]) : edge;
}

/* v <- keep v + take g; x <- x - rate v, where heavyball has the rate in @take already.
 */
struct step {
    double keep, take, rate;
    bool whole; /* take all: not to multiply shortens the chain from step to step */
    bool heavy;
    double correction;
    int tap_v, tap_hat, tap_step;
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    enum form form = (enum form)h[MOMENTUM_FORM];
    double beta = h[MOMENTUM_BETA];
    if (form == FORM_HEAVYBALL)
        return (struct step){.keep = beta,
                             .take = -rate,
                             .rate = -1,
                             .heavy = true,
                             .tap_v = TAP_V_HEAVY,
                             .tap_hat = TAP_NONE,
                             .tap_step = TAP_NONE};
    if (form == FORM_CLASSIC) {
        bool begun = run[BEGUN] != 0;
        /* One truth from two, not a branch: lanes then share it. */
        bool whole = !begun | (h[MOMENTUM_DAMPENING] == 0);
        run[BEGUN] = 1;
        return (struct step){.keep = beta,
                             .take = 1 - h[MOMENTUM_DAMPENING],
                             .rate = rate,
                             .whole = whole,
                             .tap_v = !begun  ? TAP_V_FIRST
                                      : whole ? TAP_V
                                              : TAP_V_DAMPENED,
                             .tap_hat = TAP_NONE,
                             .tap_step = TAP_STEP};
    }
    double correction = TAP(TAP_C, bias_correction(&run[PRODUCT], beta));
    bool corrected = h[MOMENTUM_BIAS_CORRECTION] != 0;
    return (struct step){.keep = beta,
                         .take = 1 - beta,
                         .rate = corrected ? rate / correction : rate,
                         .correction = correction,
                         .tap_v = TAP_V_EMA,
                         .tap_hat = corrected ? TAP_V_HAT : TAP_NONE,
                         .tap_step = corrected ? TAP_STEP_HAT : TAP_STEP};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    NOTE(TAP_V_OLD, s[0]);
    double v = TAP(k.tap_v, k.keep * s[0] + (k.whole ? g : k.take * g));
    s[0] = v;
    NOTE(k.tap_hat, v / k.correction);
    double next = x + TAP(k.tap_step, -(k.rate * v));
    return TAP(k.heavy ? TAP_POINT : TAP_NONE, next);
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_momentum = {
    .id = "momentum",
    .title = "Momentum",
    .formula = "v ← βv + (1−d)g\nθ ← θ − ηv",
    .source = "Polyak 1964; classic as in Sutskever et al. 2013 and PyTorch",
    .params = momentum_params,
    .n_params = N_PARAMS,
    .momentum_param = MOMENTUM_BETA,
    .driver = &momentum_driver,
};
