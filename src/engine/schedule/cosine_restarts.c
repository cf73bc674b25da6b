/* SGDR: half a cosine down, again and again, longer each time. */
#include "rows.h"

enum { T_0, T_MULT, ETA_MIN, N_PARAMS };

static const struct rv_param params[] = {
    [T_0] = ROW_STEPS("T_0", "T₀", 1, 50, "steps of the first cycle"),
    [T_MULT] = {.key = "schedule.T_mult",
                .symbol = "T_mult",
                .help = "how many times as long each cycle is as the one before",
                .lo = 1,
                .hi = 1e6,
                .from = 1,
                .to = 10,
                .standard = 1,
                .scale = RV_INTEGER},
    [ETA_MIN] = ROW_RATE("eta_min", "η_min", "the lowest rate"),
};

static struct rv_pace
pace(const double *p, double lr, double t)
{
    double length = p[T_0], at = t;
    if (p[T_MULT] == 1) {
        at = fmod(t, length);
    } else {
        for (; at >= length; length *= p[T_MULT])
            at -= length;
    }
    return only_rate(half_cosine(lr, p[ETA_MIN], at / length));
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_cosine_restarts = {
    .id = "cosine_restarts",
    .title = "Cosine with restarts",
    .formula = "η_min + (L − η_min)(1 + cos(πs/T))/2, s steps into a cycle of T",
    .source = "Loshchilov & Hutter 2017; PyTorch CosineAnnealingWarmRestarts",
    .params = params,
    .n_params = N_PARAMS,
    .span = 200,
    .driver = &driver,
};
