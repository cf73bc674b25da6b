/* SGDW: Loshchilov & Hutter 2019, Algorithm 1: momentum whose decay shrinks the
 * parameters beside the step. */
#include "momentum.h"

static const struct rv_default defaults[] = {
    {"decay", 1},
    {NULL,    0},
};

const struct rv_optimizer rv_optimizer_sgdw = {
    .id = "sgdw",
    .title = "SGDW",
    .formula = "v ← βv + (1−d)g\nθ ← θ − ηv − ηλθ",
    .source = "Loshchilov & Hutter 2019, Algorithm 1",
    .params = momentum_params,
    .n_params = MOMENTUM_PARAMS,
    .defaults = defaults,
    .momentum_param = MOMENTUM_BETA,
    .driver = &momentum_driver,
};
