/* Lower the rate when the loss no longer falls. It sees the full loss after each step. */
#include "rows.h"

enum { FACTOR, PATIENCE, COOLDOWN, THRESHOLD, THRESHOLD_MODE, MIN_LR, EPS, N_PARAMS };
enum mode { REL, ABS };
enum { BEGUN, BEST, BAD, COOLING, RATE, BASE, N_STATE };

static const char *const modes[] = {"rel", "abs", NULL};

static const struct rv_param params[] = {
    [FACTOR] = {.key = "schedule.factor",
                .symbol = "factor",
                .help = "what a drop multiplies the rate by",
                .lo = 0,
                .hi = 1,
                .hi_open = true,
                .from = 0,
                .to = 0.99,
                .standard = 0.1,
                .step = 0.01,
                .scale = RV_LINEAR},
    [PATIENCE] = ROW_STEPS("patience", "patience", 0, 10,
                           "steps without a better loss that are borne; the next drops"),
    [COOLDOWN] = ROW_STEPS("cooldown", "cooldown", 0, 0,
                           "steps after a drop in which nothing is counted"),
    [THRESHOLD] = {.key = "schedule.threshold",
                .symbol = "better by",
                .help = "how much lower a loss must be to count as better",
                .lo = 0,
                .hi = INFINITY,
                .from = 0,
                .to = 1,
                .standard = 1e-4,
                .step = 1e-8,
                .scale = RV_LOG },
    [THRESHOLD_MODE] = ROW_CHOICE("threshold_mode", "measured", modes, 1,
                                  "rel: as a share of the best loss; abs: as it is"),
    [MIN_LR] = ROW_RATE("min_lr", "min η", "the rate never drops below"),
    [EPS] = {.key = "schedule.eps",
                .symbol = "ε",
                .help = "a drop by no more than this is left out",
                .lo = 0,
                .hi = INFINITY,
                .from = 0,
                .to = 1,
                .standard = 1e-8,
                .step = 1e-16,
                .scale = RV_LOG},
};

/* The rate in force keeps its ratio to lr when lr is turned. */
static double
rate(const double *p, double lr, const double *state)
{
    (void)p;
    if (state[BEGUN] == 0 || state[BASE] == 0)
        return lr;
    return state[BASE] == lr ? state[RATE] : state[RATE] * (lr / state[BASE]);
}

static bool
is_better(const double *p, const double *state, double loss)
{
    double by = p[THRESHOLD], best = state[BEST];
    if (state[BEGUN] == 0)
        return loss < INFINITY;
    return (enum mode)p[THRESHOLD_MODE] == REL ? loss < best * (1 - by)
                                               : loss < best - by;
}

static void
observe(const double *p, double lr, double *state, double loss)
{
    double now = rate(p, lr, state);
    if (is_better(p, state, loss)) {
        state[BEST] = loss;
        state[BAD] = 0;
    } else {
        state[BAD]++;
        state[BEST] = state[BEGUN] == 0 ? INFINITY : state[BEST];
    }
    if (state[COOLING] > 0) {
        state[COOLING]--;
        state[BAD] = 0;
    }
    if (state[BAD] > p[PATIENCE]) {
        double lower = fmax(now * p[FACTOR], p[MIN_LR]);
        now = now - lower > p[EPS] ? lower : now;
        state[COOLING] = p[COOLDOWN];
        state[BAD] = 0;
    }
    state[BEGUN] = 1;
    state[RATE] = now;
    state[BASE] = lr;
}

static struct rv_pace
pace(const double *p, double lr, double t)
{
    (void)p;
    (void)t;
    return only_rate(lr);
}

static const struct rv_schedule_driver driver = {
    .pace = pace,
    .n_state = N_STATE,
    .rate = rate,
    .observe = observe,
};

const struct rv_schedule rv_schedule_plateau = {
    .id = "plateau",
    .title = "Reduce on plateau",
    .formula = "rate ← max(factor·rate, min_lr) when the loss was not better for long",
    .source = "PyTorch ReduceLROnPlateau, on the full loss after each step",
    .params = params,
    .n_params = N_PARAMS,
    .driver = &driver,
};
