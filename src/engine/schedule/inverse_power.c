/* Between the slow 1/2 and the fast 1 of Robbins & Monro's conditions. */
#include "rows.h"

enum { T0, TAU, N_PARAMS };

static const struct rv_param params[] = {
    [T0] = ROW_POSITIVE("t0", "t₀", 1, 0.1, 1e4, "steps after which the rate is L/2^τ"),
    [TAU] = {.key = "schedule.tau",
             .symbol = "τ",
             .help = "the power; stochastic gradients converge for 1/2 < τ ≤ 1",
             .lo = 0,
             .hi = INFINITY,
             .from = 0,
             .to = 2,
             .standard = 0.5,
             .step = 0.05,
             .scale = RV_LINEAR},
};

static struct rv_pace
pace(const double *p, double lr, double t)
{
    return only_rate(lr / exact_pow(1 + t / p[T0], p[TAU]));
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_inverse_power = {
    .id = "inverse_power",
    .title = "Inverse power",
    .formula = "L/(1 + t/t₀)^τ",
    .source = "Robbins & Monro 1951; Polyak & Juditsky 1992",
    .params = params,
    .n_params = N_PARAMS,
    .span = 50,
    .driver = &driver,
};
