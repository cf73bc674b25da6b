/*
 * ASGD: Polyak & Juditsky 1992 with the decaying rate of Bottou 2012, section 5.2, as in
 * PyTorch: SGD with the decay λ built in, and the average of its points from t0 + 2 on.
 *
 * show=average draws the average in place of the parameter. The rate of step t follows
 * from today's η: η/(1 + λη(t−1))^α. While η is constant that is PyTorch's, which
 * calculates it a step ahead, so that there a turned η acts a step late.
 */
#include "../exact.h"
#include "../rule.h"
#include "../surface_driver.h"
#include "rows.h"

enum { LR, LAMBD, ALPHA, T0, SHOW, N_PARAMS };
enum { PER_RUN = 1, PER_COORD = 1 }; /* steps taken; average */
enum show { SHOW_PARAMETER, SHOW_AVERAGE };
enum {
    TAP_TAKEN,
    TAP_RATE,
    TAP_POINT,
    TAP_WEIGHT,
    TAP_AVERAGE_OLD,
    TAP_AVERAGE_FIRST,
    TAP_AVERAGE,
};
#define USES NULL
#define DRAWN drawn
#define COST cost

static const char *const shows[] = {"parameter", "average", NULL};

static const struct rv_param params[] = {
    [LR] = ROW_LR(1e-2),
    [LAMBD] = ROW_FROM_ZERO("lambd", "λ", 1e-4, 1e-6, 1, RV_LIVE,
                            "decay of the parameter, and how soon the rate falls"),
    [ALPHA] = {.key = "alpha",
               .symbol = "α",
               .help = "power with which the rate falls: η/(1 + λη(t−1))^α",
               .lo = 0,
               .hi = INFINITY,
               .from = 0,
               .to = 2,
               .standard = 0.75,
               .step = 0.01,
               .scale = RV_LINEAR   },
    [T0] = {.key = "t0",
               .symbol = "t₀",
               .help = "points are averaged from step t₀+2 on, as in PyTorch",
               .lo = 0,
               .hi = 1e9,
               .from = 0,
               .to = 1e6,
               .standard = 1e6,
               .scale = RV_INTEGER,
               .when = RV_FROM_START},
    [SHOW] = ROW_FORM("show", shows, 1,
                      "the point drawn and judged: the parameter, or the average"),
};

static const struct tap_text taps[] = {
    [TAP_TAKEN] = NAMED("t−1"),
    [TAP_RATE] = SHOWN("ηₜ", "{η} / (1 + {lambd}{η}{t−1})^({alpha})", RATE),
    [TAP_POINT] = SHOWN("θ", "{θ}(1 − {lambd}{ηₜ}) − {ηₜ}{g}", POINT),
    [TAP_WEIGHT] = NAMED("μ"),
    [TAP_AVERAGE_OLD] = NAMED("a'"),
    [TAP_AVERAGE_FIRST] = SHOWN("a", "{θ}", AVERAGE),
    [TAP_AVERAGE] = SHOWN("a", "{a'} + {μ}({θ} − {a'})", AVERAGE),
};

struct step {
    double rate, keep, weight; /* keep: 1 - lambd rate */
};

ALWAYS_INLINE struct step
prepare(const double *h, double rate, double *run, struct tap *tap)
{
    double taken = TAP(TAP_TAKEN, run[0]), base = 1 + h[LAMBD] * rate * taken;
    run[0] = taken + 1;
    double eta = TAP(TAP_RATE, rate / exact_pow(base, h[ALPHA]));
    double over = taken - h[T0];
    double weight = TAP(TAP_WEIGHT, 1 / (over > 1 ? over : 1));
    return (struct step){eta, 1 - h[LAMBD] * eta, weight};
}

/* a = x while the weight is 1, and not a + (x - a), which rounds. */
ALWAYS_INLINE double
coord(struct step k, double *s, double x, double g, struct tap *tap)
{
    double next = TAP(TAP_POINT, x * k.keep - k.rate * g);
    bool first = k.weight == 1;
    NOTE(TAP_AVERAGE_OLD, s[0]);
    s[0] = TAP(first ? TAP_AVERAGE_FIRST : TAP_AVERAGE,
               first ? next : s[0] + k.weight * (next - s[0]));
    return next;
}

static int
drawn(const double *h)
{
    return (enum show)h[SHOW] == SHOW_AVERAGE ? 0 : -1;
}

/* The average is kept either way; the method needs it where it is asked for. */
static struct rv_cost
cost(const struct rv_settings *settings, size_t n)
{
    (void)n;
    return (struct rv_cost){.gradients = 1,
                            .state_per_parameter = drawn(settings->value) + 1};
}

#include "../rule_drivers.inc"

const struct rv_optimizer rv_optimizer_asgd = {
    .id = "asgd",
    .title = "ASGD",
    .formula = "ηₜ = η/(1+λη(t−1))^α\nθ ← θ(1−ληₜ) − ηₜ g\na = mean of θ from t₀+2 on",
    .source = "Polyak & Juditsky 1992; Bottou 2012, section 5.2",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = -1,
    .driver = &driver,
};
