/*
 * Rprop: Riedmiller & Braun 1993. Only signs count: a coordinate's step grows while its
 * gradient keeps its sign and shrinks where it turns; there the gradient is forgotten,
 * without going back (Rprop- with that of Igel & Hüsken 2000, as in PyTorch).
 */
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, ETAMINUS, ETAPLUS, STEP_MIN, STEP_MAX, N_PARAMS };
enum { PER_RUN = 1, PER_COORD = 2 }; /* begun; last gradient, step */
enum { LAST, SIZE };
enum {
    TAP_LAST,
    TAP_SIGN,
    TAP_SIZE_OLD,
    TAP_SIZE_FIRST,
    TAP_SIZE_SAME,
    TAP_SIZE_GROWS,
    TAP_SIZE_SHRINKS,
    TAP_STEP,
    TAP_STEP_NONE,
};
#define USES NULL

#define ROW_STEP_SIZE(key_, symbol_, standard_, to_, help_)                           \
    {                                                                                 \
        .key = (key_), .symbol = (symbol_), .help = (help_), .lo = 0, .hi = INFINITY, \
        .from = 1e-9, .to = (to_), .standard = (standard_), .scale = RV_LOG           \
    }

static const struct rv_param params[] = {
    [LR] = ROW_LR_HELP(1e-2, "the step every coordinate begins with; later ones follow "
                             "from it, so that turning it later changes nothing"),
    [ETAMINUS] = {.key = "etaminus",
                  .symbol = "η₋",
                  .help = "what a step shrinks by when the gradient's sign turns",
                  .lo = 0,
                  .hi = 1,
                  .lo_open = true,
                  .hi_open = true,
                  .from = 0.1,
                  .to = 0.9,
                  .standard = 0.5,
                  .step = 0.01,
                  .scale = RV_LINEAR},
    [ETAPLUS] = {.key = "etaplus",
                  .symbol = "η₊",
                  .help = "what a step grows by while the gradient keeps its sign",
                  .lo = 1,
                  .hi = INFINITY,
                  .lo_open = true,
                  .from = 1.01,
                  .to = 2,
                  .standard = 1.2,
                  .step = 0.01,
                  .scale = RV_LINEAR},
    [STEP_MIN] = ROW_STEP_SIZE("step_min", "Δmin", 1e-6, 1, "the smallest step"),
    [STEP_MAX] = ROW_STEP_SIZE("step_max", "Δmax", 50, 1e3, "the largest step"),
};

static const struct tap_text taps[] = {
    [TAP_LAST] = NAMED("g₋"),
    [TAP_SIGN] = SHOWN("p", "{g}·{g₋}", NUMBER),
    [TAP_SIZE_OLD] = NAMED("δ'"),
    [TAP_SIZE_FIRST] = SHOWN("δ", "min(max({η}, {step_min}), {step_max})", NUMBER),
    [TAP_SIZE_SAME] = SHOWN("δ", "min(max({δ'}, {step_min}), {step_max})", NUMBER),
    [TAP_SIZE_GROWS] =
        SHOWN("δ", "min(max({δ'}{etaplus}, {step_min}), {step_max})", NUMBER),
    [TAP_SIZE_SHRINKS] =
        SHOWN("δ", "min(max({δ'}{etaminus}, {step_min}), {step_max})", NUMBER),
    [TAP_STEP] = SHOWN("Δ", "−sign({g}){δ}", STEP),
    [TAP_STEP_NONE] = SHOWN("Δ", "0: the sign of g has turned", STEP),
};

struct step {
    double first, minus, plus, min, max;
    bool begun;
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    (void)tap;
    bool begun = run[0] != 0;
    run[0] = 1;
    return (struct step){rate, h[ETAMINUS], h[ETAPLUS], h[STEP_MIN], h[STEP_MAX], begun};
}

ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    NOTE(TAP_LAST, s[LAST]);
    NOTE(TAP_SIZE_OLD, s[SIZE]);
    double p = TAP(TAP_SIGN, g * s[LAST]);
    double size = (k.begun ? s[SIZE] : k.first) * (p > 0 ? k.plus : p < 0 ? k.minus : 1);
    size = size > k.min ? size : k.min;
    int row = !k.begun ? TAP_SIZE_FIRST
              : p > 0  ? TAP_SIZE_GROWS
              : p < 0  ? TAP_SIZE_SHRINKS
                       : TAP_SIZE_SAME;
    size = TAP(row, size < k.max ? size : k.max);
    double heard = p < 0 ? 0 : g;
    s[LAST] = heard;
    s[SIZE] = size;
    return x + TAP(p < 0 ? TAP_STEP_NONE : TAP_STEP, -(sign_of(heard) * size));
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_rprop = {
    .id = "rprop",
    .title = "Rprop",
    .formula = "Δ ← Δ·η₊ where g g₋ > 0, Δ·η₋ where < 0 (then g = 0)\nθ ← θ − sign(g) Δ",
    .source = "Riedmiller & Braun 1993; Igel & Hüsken 2000",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = -1,
    .driver = &driver,
};
