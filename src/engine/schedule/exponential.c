/* A geometric sequence. */
#include "rows.h"

enum { GAMMA, N_PARAMS };

static const struct rv_param params[] = {
    [GAMMA] = ROW_DECAY("gamma", "γ", 0.99, "what every step multiplies the rate by"),
};

static struct rv_pace
pace(const double *p, double lr, double t)
{
    return only_rate(lr * exact_pow(p[GAMMA], t));
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_exponential = {
    .id = "exponential",
    .title = "Exponential decay",
    .formula = "L γ^t",
    .source = "PyTorch ExponentialLR",
    .params = params,
    .n_params = N_PARAMS,
    .span = 300,
    .driver = &driver,
};
