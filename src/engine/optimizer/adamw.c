/* AdamW: Loshchilov & Hutter 2019, Algorithm 2, with their schedule multiplier in the
 * rate: Adam whose decay shrinks the parameters beside the step, as in PyTorch. */
#include "adam.h"

static const struct rv_default defaults[] = {
    {"decay",        1   },
    {"weight_decay", 0.01},
    {NULL,           0   },
};

const struct rv_optimizer rv_optimizer_adamw = {
    .id = "adamw",
    .title = "AdamW",
    .formula = "θ ← θ − ηλθ\nm ← β₁m + (1−β₁)g\nv ← β₂v + (1−β₂)g²\n"
               "θ ← θ − η m̂ / (√v̂ + ε)",
    .source = "Loshchilov & Hutter 2019, Algorithm 2",
    .params = adam_params,
    .n_params = ADAM_PARAMS,
    .defaults = defaults,
    .momentum_param = ADAM_BETA1,
    .driver = &adam_driver,
};
