/*
 * AMSGrad: Reddi, Kale & Kumar 2018, Algorithm 2: Adam whose denominator never falls.
 *
 * raw is the paper's, without any bias correction; raw_bc1 corrects m alone; hat takes
 * the maximum of the corrected v; torch takes it of the raw v and divides by today's
 * correction, so that there the denominator can fall while the correction rises.
 */
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, BETA1, BETA2, EPS, FORM, N_PARAMS };
enum { PER_RUN = 4, PER_COORD = 3 }; /* running products of beta1, beta2; m, v, w */
enum { M, V, W };
enum form { FORM_TORCH, FORM_RAW, FORM_RAW_BC1, FORM_HAT };
enum {
    TAP_C1,
    TAP_C2,
    TAP_M_OLD,
    TAP_M,
    TAP_V_OLD,
    TAP_V,
    TAP_W_OLD,
    TAP_V_HAT,
    TAP_W,
    TAP_W_OF_HAT,
    TAP_M_HAT,
    TAP_W_HAT,
    TAP_STEP_TORCH,
    TAP_STEP_RAW,
    TAP_STEP,
};
#define FORM_ROW FORM
#define USES NULL

static const char *const forms[] = {"torch", "raw", "raw_bc1", "hat", NULL};

static const struct rv_param params[] = {
    [LR] = ROW_LR(1e-3),
    [BETA1] = ROW_BETA1,
    [BETA2] = ROW_BETA2,
    [EPS] = ROW_EPS(1e-8),
    [FORM] =
        ROW_FORM("form", forms, 3,
                 "torch: w = max v, m̂ / (√w/√c₂ + ε); raw: the paper's m / (√w + ε); "
                 "raw_bc1: m̂ / (√w + ε); hat: the same with w = max v̂"),
};

static const struct tap_text taps[] = {
    [TAP_C1] = NAMED("1−Πβ₁"),
    [TAP_C2] = NAMED("1−Πβ₂"),
    [TAP_M_OLD] = NAMED("m'"),
    [TAP_M] = SHOWN("m", "{beta1}{m'} + {1-beta1}{g}", MOMENTUM),
    [TAP_V_OLD] = NAMED("v'"),
    [TAP_V] = SHOWN("v", "{beta2}{v'} + {1-beta2}{g}²", SECOND_MOMENT),
    [TAP_W_OLD] = NAMED("w'"),
    [TAP_V_HAT] = SHOWN("vˆ", "{v} / {1−Πβ₂}", SECOND_MOMENT),
    [TAP_W] = SHOWN("w", "max({w'}, {v})", SECOND_MOMENT),
    [TAP_W_OF_HAT] = SHOWN("w", "max({w'}, {vˆ})", SECOND_MOMENT),
    [TAP_M_HAT] = SHOWN("mˆ", "{m} / {1−Πβ₁}", CORRECTED),
    [TAP_W_HAT] = SHOWN("wˆ", "{w} / {1−Πβ₂}", SECOND_MOMENT),
    [TAP_STEP_TORCH] = SHOWN("Δ", "−{η} {mˆ} / (√{wˆ} + {eps})", STEP),
    [TAP_STEP_RAW] = SHOWN("Δ", "−{η} {m} / (√{w} + {eps})", STEP),
    [TAP_STEP] = SHOWN("Δ", "−{η} {mˆ} / (√{w} + {eps})", STEP),
};

struct step {
    double beta1, keep1, beta2, keep2, eps;
    double rate, c2, root2; /* c2 before the maximum, its root after it; 1 elsewhere */
    double c1, whole_c2;
    enum form form;
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    double c1 = TAP(TAP_C1, bias_correction(&run[0], h[BETA1]));
    double c2 = TAP(TAP_C2, bias_correction(&run[2], h[BETA2]));
    enum form form = (enum form)h[FORM];
    return (struct step){.beta1 = h[BETA1],
                         .keep1 = 1 - h[BETA1],
                         .beta2 = h[BETA2],
                         .keep2 = 1 - h[BETA2],
                         .eps = h[EPS],
                         .rate = form == FORM_RAW ? rate : rate / c1,
                         .c2 = form == FORM_HAT ? c2 : 1,
                         .root2 = form == FORM_TORCH ? sqrt(c2) : 1,
                         .c1 = c1,
                         .whole_c2 = c2,
                         .form = form};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    NOTE(TAP_M_OLD, s[M]);
    NOTE(TAP_V_OLD, s[V]);
    NOTE(TAP_W_OLD, s[W]);
    double m = TAP(TAP_M, k.beta1 * s[M] + k.keep1 * g);
    double v = TAP(TAP_V, k.beta2 * s[V] + k.keep2 * g * g);
    double candidate = v / k.c2;
    bool hat = k.form == FORM_HAT, torch = k.form == FORM_TORCH, raw = k.form == FORM_RAW;
    NOTE(hat ? TAP_V_HAT : TAP_NONE, candidate);
    double w = TAP(hat ? TAP_W_OF_HAT : TAP_W, candidate > s[W] ? candidate : s[W]);
    NOTE(raw ? TAP_NONE : TAP_M_HAT, m / k.c1);
    NOTE(torch ? TAP_W_HAT : TAP_NONE, w / k.whole_c2);
    s[M] = m;
    s[V] = v;
    s[W] = w;
    return x + TAP(torch ? TAP_STEP_TORCH
                   : raw ? TAP_STEP_RAW
                         : TAP_STEP,
                   -(k.rate * m / (sqrt(w) / k.root2 + k.eps)));
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_amsgrad = {
    .id = "amsgrad",
    .title = "AMSGrad",
    .formula = "m ← β₁m + (1−β₁)g\nv ← β₂v + (1−β₂)g²\nw ← max(w, v)\n"
               "θ ← θ − η m̂ / (√ŵ + ε)",
    .source = "Reddi, Kale & Kumar 2018, Algorithm 2",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = BETA1,
    .driver = &driver,
};
