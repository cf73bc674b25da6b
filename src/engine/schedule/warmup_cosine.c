/* A linear rise, then half a cosine down to a floor, where it stays. */
#include "rows.h"

enum { WARMUP, TOTAL, FLOOR, N_PARAMS };

static const struct rv_param params[] = {
    [WARMUP] = ROW_STEPS("warmup", "rise", 0, 20, "steps up to L"),
    [TOTAL] = ROW_STEPS("total", "steps", 1, 200, "steps until the rate is lowest"),
    [FLOOR] = ROW_FACTOR("floor", "floor", 0, "the lowest rate as a share of L"),
};

/* Where the rise takes all the steps the floor follows at once. */
static struct rv_pace
pace(const double *p, double lr, double t)
{
    double length = p[TOTAL] - p[WARMUP], after = t - p[WARMUP];
    if (after < 0)
        return only_rate(lr * (t + 1) / p[WARMUP]);
    double q = after < length ? after / length : 1;
    return only_rate(lr * half_cosine(1, p[FLOOR], q));
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_warmup_cosine = {
    .id = "warmup_cosine",
    .title = "Warm-up and cosine",
    .formula =
        "L (t+1)/w for t < w; then L (f + (1−f)(1 + cos(π min(1, (t−w)/(T−w))))/2)",
    .source = "Goyal et al. 2017; Loshchilov & Hutter 2017",
    .params = params,
    .n_params = N_PARAMS,
    .span = 250,
    .driver = &driver,
};
