/* From one factor to another along a straight line. */
#include "rows.h"

enum { START_FACTOR, END_FACTOR, TOTAL_ITERS, N_PARAMS };

static const struct rv_param params[] = {
    [START_FACTOR] = ROW_FACTOR("start_factor", "from", 1.0 / 3, "the first factor"),
    [END_FACTOR] = ROW_FACTOR("end_factor", "to", 1, "the last factor"),
    [TOTAL_ITERS] =
        ROW_STEPS("total_iters", "steps", 1, 5, "steps from one to the other"),
};

static struct rv_pace
pace(const double *p, double lr, double t)
{
    double q = fmin(t, p[TOTAL_ITERS]) / p[TOTAL_ITERS];
    return only_rate(lr * straight(p[START_FACTOR], p[END_FACTOR], q));
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_linear = {
    .id = "linear",
    .title = "Linear",
    .formula = "L (start + (end − start)·min(t,T)/T), T = total_iters",
    .source = "PyTorch LinearLR",
    .params = params,
    .n_params = N_PARAMS,
    .span = 10,
    .driver = &driver,
};
