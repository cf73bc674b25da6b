/* To zero along a power. */
#include "rows.h"

enum { TOTAL_ITERS, POWER, N_PARAMS };

static const struct rv_param params[] = {
    [TOTAL_ITERS] = ROW_STEPS("total_iters", "steps", 1, 5, "steps to zero"),
    [POWER] = {.key = "schedule.power",
               .symbol = "power",
               .help = "1: a straight line; above: quick at first",
               .lo = 0,
               .hi = INFINITY,
               .from = 0,
               .to = 5,
               .standard = 1,
               .step = 0.1,
               .scale = RV_LINEAR},
};

static struct rv_pace
pace(const double *p, double lr, double t)
{
    double left = 1 - fmin(t, p[TOTAL_ITERS]) / p[TOTAL_ITERS];
    return only_rate(lr * exact_pow(left, p[POWER]));
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_polynomial = {
    .id = "polynomial",
    .title = "Polynomial decay",
    .formula = "L (1 − min(t,T)/T)^power, T = total_iters",
    .source = "PyTorch PolynomialLR",
    .params = params,
    .n_params = N_PARAMS,
    .span = 10,
    .driver = &driver,
};
