/* The Transformer's: a linear rise, then 1/sqrt(t); L is reached at the top. Vaswani et
 * al. 2017, eq. 3, scaled so that L is its highest rate. */
#include "rows.h"

enum { WARMUP, N_PARAMS };

static const struct rv_param params[] = {
    [WARMUP] = ROW_STEPS("warmup", "rise", 1, 30, "steps up to the highest rate, L"),
};

static struct rv_pace
pace(const double *p, double lr, double t)
{
    double w = p[WARMUP];
    return only_rate(lr * sqrt(w) * fmin(1 / sqrt(t + 1), (t + 1) / (w * sqrt(w))));
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_noam = {
    .id = "noam",
    .title = "Noam",
    .formula = "L √w min(1/√(t+1), (t+1)/w^1.5), w = warmup",
    .source = "Vaswani et al. 2017, eq. 3, with L as its highest rate",
    .params = params,
    .n_params = N_PARAMS,
    .span = 200,
    .driver = &driver,
};
