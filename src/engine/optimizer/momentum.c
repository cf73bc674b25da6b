/* Momentum, in the three forms that go by this name. Polyak 1964; classic is the one of
 * PyTorch, whose first buffer is the gradient itself. */
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, BETA, DAMPENING, FORM, BIAS_CORRECTION, N_PARAMS };
enum { PER_RUN = 3, PER_COORD = 1 }; /* begun, running product of beta; v */
enum { BEGUN, PRODUCT };
enum form { FORM_CLASSIC, FORM_EMA, FORM_HEAVYBALL };
enum { TAP_V, TAP_STEP };
#define USES uses
#define LIMIT limit
#define FORM_ROW FORM

static const char *const forms[] = {"classic", "ema", "heavyball", NULL};

static const struct rv_param params[] = {
    [LR] = ROW_LR(1e-3),
    [BETA] =
        ROW_BETA("beta", "β", 0.9,
                 "momentum: how much of the last velocity is kept; 1/(1−β) steps are "
                 "remembered"),
    [DAMPENING] = ROW_SHARE("dampening", "d", 0,
                            "classic: the gradient enters the velocity with weight 1−d"),
    [FORM] = ROW_FORM("form", forms, 2,
                      "classic: v ← βv + g (PyTorch); ema: v ← βv + (1−β)g; heavyball: "
                      "v ← βv − ηg, so that η enters the velocity"),
    [BIAS_CORRECTION] =
        ROW_FLAG("bias_correction", "bias corr.", 0, "ema: divide v by 1 − Πβ"),
};

static const char *const taps[] = {
    [TAP_V] = "v",
    [TAP_STEP] = "Δθ",
};

static bool
uses(const struct rv_settings *settings, size_t param)
{
    enum form form = (enum form)settings->value[FORM];
    if (param == DAMPENING)
        return form == FORM_CLASSIC;
    return param != BIAS_CORRECTION || form == FORM_EMA;
}

/* Where the roots of z^2 - (1+β-ηλ)z + β reach -1; dampening and ema only rescale η. */
static double
limit(const struct rv_settings *settings, double curvature, const char **formula)
{
    const double *h = settings->value;
    double edge = 2 * (1 + h[BETA]) / curvature;
    enum form form = (enum form)h[FORM];
    if (form == FORM_EMA) {
        *formula = "2(1+β)/((1−β)λ)";
        return edge / (1 - h[BETA]);
    }
    bool dampened = form == FORM_CLASSIC && h[DAMPENING] != 0;
    *formula = dampened ? "2(1+β)/((1−d)λ)" : "2(1+β)/λ";
    return dampened ? edge / (1 - h[DAMPENING]) : edge;
}

/* v <- keep v + take g; x <- x - rate v, where heavyball has the rate in @take already.
 */
struct step {
    double keep, take, rate;
    bool whole; /* take is 1: not to multiply shortens the chain from step to step */
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    (void)tap;
    enum form form = (enum form)h[FORM];
    double beta = h[BETA];
    if (form == FORM_HEAVYBALL)
        return (struct step){beta, -rate, -1, false};
    if (form == FORM_CLASSIC) {
        double take = run[BEGUN] != 0 ? 1 - h[DAMPENING] : 1;
        run[BEGUN] = 1;
        return (struct step){beta, take, rate, take == 1};
    }
    double correction = bias_correction(&run[PRODUCT], beta);
    double corrected = h[BIAS_CORRECTION] != 0 ? rate / correction : rate;
    return (struct step){beta, 1 - beta, corrected, false};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    double v = TAP(TAP_V, k.keep * s[0] + (k.whole ? g : k.take * g));
    s[0] = v;
    return x - TAP(TAP_STEP, k.rate * v);
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_momentum = {
    .id = "momentum",
    .title = "Momentum",
    .formula = "v ← βv + (1−d)g\nθ ← θ − ηv",
    .source = "Polyak 1964; classic as in Sutskever et al. 2013 and PyTorch",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = BETA,
    .driver = &driver,
};
