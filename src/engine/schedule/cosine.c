/* Half a cosine down, and up again. Loshchilov & Hutter 2017, eq. 5, without restarts. */
#include "rows.h"

enum { T_MAX, ETA_MIN, N_PARAMS };

static const struct rv_param params[] = {
    [T_MAX] = ROW_STEPS("T_max", "T_max", 1, 200,
                        "steps down to the lowest rate; the same up again"),
    [ETA_MIN] = ROW_RATE("eta_min", "η_min", "the lowest rate"),
};

static struct rv_pace
pace(const double *p, double lr, double t)
{
    return only_rate(half_cosine(lr, p[ETA_MIN], fmod(t, 2 * p[T_MAX]) / p[T_MAX]));
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_cosine = {
    .id = "cosine",
    .title = "Cosine",
    .formula = "η_min + (L − η_min)(1 + cos(πt/T_max))/2",
    .source = "Loshchilov & Hutter 2017, eq. 5; PyTorch CosineAnnealingLR",
    .params = params,
    .n_params = N_PARAMS,
    .span = 400,
    .driver = &driver,
};
