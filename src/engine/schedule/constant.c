/* A constant factor for some steps, then the base rate. */
#include "rows.h"

enum { FACTOR, TOTAL_ITERS, N_PARAMS };

static const struct rv_param params[] = {
    [FACTOR] = ROW_FACTOR("factor", "factor", 1, "what the rate is multiplied by"),
    [TOTAL_ITERS] = ROW_STEPS("total_iters", "steps", 0, 0,
                              "steps with that factor; then the rate itself"),
};

static struct rv_pace
pace(const double *p, double lr, double t)
{
    return only_rate(t < p[TOTAL_ITERS] ? lr * p[FACTOR] : lr);
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_constant = {
    .id = "constant",
    .title = "Constant",
    .formula = "factor·L while t < total_iters, then L",
    .source = "PyTorch ConstantLR",
    .params = params,
    .n_params = N_PARAMS,
    .span = 200,
    .driver = &driver,
};
