/* Robbins & Monro's own: rates whose sum is infinite and whose squares' sum is not. */
#include "rows.h"

enum { K, N_PARAMS };

static const struct rv_param params[] = {
    [K] = {.key = "schedule.k",
           .symbol = "k",
           .help = "after 1/k steps the rate is L/2",
           .lo = 0,
           .hi = INFINITY,
           .from = 0,
           .to = 10,
           .standard = 0.01,
           .step = 1e-4,
           .scale = RV_LOG},
};

static struct rv_pace
pace(const double *p, double lr, double t)
{
    return only_rate(lr / (1 + p[K] * t));
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_inverse_time = {
    .id = "inverse_time",
    .title = "Inverse time",
    .formula = "L/(1 + k t)",
    .source = "Robbins & Monro 1951",
    .params = params,
    .n_params = N_PARAMS,
    .span = 400,
    .driver = &driver,
};
