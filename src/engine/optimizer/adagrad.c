/* AdaGrad: Duchi, Hazan & Singer 2011, diagonal form; eps and decay as in PyTorch. */
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, EPS, LR_DECAY, INITIAL_ACCUMULATOR, EPS_INSIDE, N_PARAMS };
enum { PER_RUN = 1, PER_COORD = 1 }; /* steps taken; sum of squares */
enum {
    TAP_TAKEN,
    TAP_RATE,
    TAP_SUM_OLD,
    TAP_SUM,
    TAP_SUM_FIRST,
    TAP_STEP,
    TAP_STEP_INSIDE,
};
#define USES NULL

static const struct rv_param params[] = {
    [LR] = ROW_LR(1e-2),
    [EPS] = ROW_EPS(1e-10),
    [LR_DECAY] = ROW_FROM_ZERO("lr_decay", "decay", 0, 1e-4, 1, RV_LIVE,
                               "the rate at step t is η/(1 + (t−1) decay)"),
    [INITIAL_ACCUMULATOR] =
        ROW_FROM_ZERO("initial_accumulator", "G₀", 0, 1e-3, 10, RV_FROM_START,
                      "what the sum of squares begins with"),
    [EPS_INSIDE] = ROW_FLAG("eps_inside", "ε inside", 0, "√(G+ε) in place of √G + ε"),
};

static const struct tap_text taps[] = {
    [TAP_TAKEN] = NAMED("t−1"),
    [TAP_RATE] = SHOWN("ηₜ", "{η} / (1 + {t−1}{lr_decay})", RATE),
    [TAP_SUM_OLD] = NAMED("G'"),
    [TAP_SUM] = SHOWN("G", "{G'} + {g}²", SECOND_MOMENT),
    [TAP_SUM_FIRST] = SHOWN("G", "{initial_accumulator} + {g}²", SECOND_MOMENT),
    [TAP_STEP] = SHOWN("Δ", "−{ηₜ} {g} / (√{G} + {eps})", STEP),
    [TAP_STEP_INSIDE] = SHOWN("Δ", "−{ηₜ} {g} / √({G} + {eps})", STEP),
};

struct step {
    double rate, begin, eps;
    bool first, inside;
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    double taken = TAP(TAP_TAKEN, run[0]);
    run[0] = taken + 1;
    double decayed =
        TAP(h[LR_DECAY] != 0 ? TAP_RATE : TAP_NONE, rate / (1 + taken * h[LR_DECAY]));
    return (struct step){decayed, taken == 0 ? h[INITIAL_ACCUMULATOR] : 0, h[EPS],
                         taken == 0, h[EPS_INSIDE] != 0};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    NOTE(TAP_SUM_OLD, s[0]);
    double sum = TAP(k.first ? TAP_SUM_FIRST : TAP_SUM, s[0] + k.begin + g * g);
    s[0] = sum;
    double root = k.inside ? sqrt(sum + k.eps) : sqrt(sum) + k.eps;
    return x + TAP(k.inside ? TAP_STEP_INSIDE : TAP_STEP, -(k.rate * g / root));
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_adagrad = {
    .id = "adagrad",
    .title = "AdaGrad",
    .formula = "G ← G + g²\nθ ← θ − η g / (√G + ε)",
    .source = "Duchi, Hazan & Singer 2011",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = -1,
    .driver = &driver,
};
