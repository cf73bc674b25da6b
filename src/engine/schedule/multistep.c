/* Drops at chosen steps. */
#include "rows.h"

enum { GAMMA, FIRST, N_MILESTONES = 12, N_PARAMS = FIRST + N_MILESTONES };

#define MILESTONE(digits, symbol_, standard_)                                  \
    {                                                                          \
        .key = "schedule.milestone" digits, .symbol = (symbol_),               \
        .help = "a step at which the rate drops; 0: none", .lo = 0, .hi = 1e9, \
        .from = 0, .to = 1000, .standard = (standard_), .scale = RV_INTEGER    \
    }

static const struct rv_param params[] = {
    [GAMMA] = ROW_FACTOR("gamma", "γ", 0.1, "what each drop multiplies the rate by"),
    [FIRST] = MILESTONE("1", "drop 1", 30),
    MILESTONE("2", "drop 2", 80),
    MILESTONE("3", "drop 3", 0),
    MILESTONE("4", "drop 4", 0),
    MILESTONE("5", "drop 5", 0),
    MILESTONE("6", "drop 6", 0),
    MILESTONE("7", "drop 7", 0),
    MILESTONE("8", "drop 8", 0),
    MILESTONE("9", "drop 9", 0),
    MILESTONE("10", "drop 10", 0),
    MILESTONE("11", "drop 11", 0),
    MILESTONE("12", "drop 12", 0),
};

static struct rv_pace
pace(const double *p, double lr, double t)
{
    int drops = 0;
    for (int i = FIRST; i < N_PARAMS; i++)
        drops += p[i] > 0 && p[i] <= t;
    return only_rate(lr * exact_pow(p[GAMMA], drops));
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_multistep = {
    .id = "multistep",
    .title = "Multistep decay",
    .formula = "L γ^(number of milestones ≤ t)",
    .source = "PyTorch MultiStepLR",
    .params = params,
    .n_params = N_PARAMS,
    .list = "schedule.milestones",
    .list_at = FIRST,
    .list_n = N_MILESTONES,
    .span = 160,
    .driver = &driver,
};
