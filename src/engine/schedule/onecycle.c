/* One cycle: up, down, and far down, the momentum the other way. Smith & Topin 2017, in
 * the two or three phases of PyTorch. */
#include "rows.h"

enum {
    MAX_LR,
    TOTAL_STEPS,
    PCT_START,
    DIV_FACTOR,
    FINAL_DIV_FACTOR,
    ANNEAL,
    THREE_PHASE,
    CYCLE_MOMENTUM,
    BASE_MOMENTUM,
    MAX_MOMENTUM,
    N_PARAMS
};
enum anneal { COS, LINEAR };

static const char *const anneals[] = {"cos", "linear", NULL};

static const struct rv_param params[] = {
    [MAX_LR] = ROW_RATE("max_lr", "max η", "the highest rate; 0: lr"),
    [TOTAL_STEPS] = ROW_STEPS("total_steps", "steps", 1, 200,
                              "steps of the cycle; then the last rate stays"),
    [PCT_START] = {.key = "schedule.pct_start",
                   .symbol = "rise",
                   .help = "the share of the steps in which the rate rises",
                   .lo = 0,
                   .hi = 1,
                   .from = 0,
                   .to = 1,
                   .standard = 0.3,
                   .step = 0.01,
                   .scale = RV_LINEAR},
    [DIV_FACTOR] = ROW_POSITIVE("div_factor", "max/first", 25, 1, 1e4,
                                "the highest rate divided by the first"),
    [FINAL_DIV_FACTOR] = ROW_POSITIVE("final_div_factor", "first/end", 1e4, 1, 1e6,
                                      "the first rate divided by the last"),
    [ANNEAL] = ROW_CHOICE("anneal", "along", anneals, 1,
                          "along half a cosine or a straight line"),
    [THREE_PHASE] = ROW_FLAG("three_phase", "3 phases", 0,
                             "down to the first rate before going far down"),
    [CYCLE_MOMENTUM] = ROW_FLAG("cycle_momentum", "move β", 1,
                                "move the rule's momentum against the rate"),
    [BASE_MOMENTUM] =
        ROW_MOMENTUM("base_momentum", "β low", 0.85, "momentum at the highest rate"),
    [MAX_MOMENTUM] =
        ROW_MOMENTUM("max_momentum", "β high", 0.95, "momentum at the lowest rate"),
};

/* Up to step @end, from one pace to another. */
struct phase {
    double end;
    struct rv_pace from, to;
};

static size_t
make_phases(const double *p, double highest, struct phase phases[3])
{
    double n = p[TOTAL_STEPS], up = p[PCT_START] * n;
    double first = highest / p[DIV_FACTOR], last = first / p[FINAL_DIV_FACTOR];
    struct rv_pace low = {first, p[MAX_MOMENTUM]}, high = {highest, p[BASE_MOMENTUM]};
    struct rv_pace end = {last, p[MAX_MOMENTUM]};
    bool three = p[THREE_PHASE] != 0;
    phases[0] = (struct phase){up - 1, low, high};
    phases[1] =
        three ? (struct phase){2 * up - 2, high, low} : (struct phase){n - 1, high, end};
    phases[2] = (struct phase){n - 1, low, end};
    return three ? 3 : 2;
}

static double
between(enum anneal anneal, double from, double to, double q)
{
    return anneal == COS ? half_cosine(from, to, q) : straight(from, to, q);
}

/* A phase without length is at its end. */
static struct rv_pace
pace(const double *p, double lr, double t)
{
    struct phase phases[3];
    size_t n = make_phases(p, lr, phases), i = 0;
    double start = 0;
    t = fmin(t, p[TOTAL_STEPS] - 1);
    for (; i + 1 < n && t > phases[i].end; i++)
        start = phases[i].end;
    const struct phase *phase = &phases[i];
    double length = phase->end - start, q = length != 0 ? (t - start) / length : 1;
    enum anneal anneal = (enum anneal)p[ANNEAL];
    double momentum = between(anneal, phase->from.momentum, phase->to.momentum, q);
    return (struct rv_pace){between(anneal, phase->from.lr, phase->to.lr, q),
                            p[CYCLE_MOMENTUM] != 0 ? momentum : NAN};
}

static bool
uses(const double *p, size_t param)
{
    bool momentum = param == BASE_MOMENTUM || param == MAX_MOMENTUM;
    return !momentum || p[CYCLE_MOMENTUM] != 0;
}

static const struct rv_schedule_driver driver = {
    .pace = pace,
    .uses = uses,
    .base_row = MAX_LR + 1,
};

const struct rv_schedule rv_schedule_onecycle = {
    .id = "onecycle",
    .title = "One cycle",
    .formula = "max_lr/div → max_lr → max_lr/(div·final_div), momentum the other way",
    .source = "Smith & Topin 2017; PyTorch OneCycleLR",
    .params = params,
    .n_params = N_PARAMS,
    .span = 250,
    .driver = &driver,
};
