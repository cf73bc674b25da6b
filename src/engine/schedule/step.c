/* A staircase. */
#include "rows.h"

enum { STEP_SIZE, GAMMA, N_PARAMS };

static const struct rv_param params[] = {
    [STEP_SIZE] = ROW_STEPS("step_size", "every", 1, 30, "steps between two drops"),
    [GAMMA] = ROW_FACTOR("gamma", "γ", 0.1, "what each drop multiplies the rate by"),
};

static struct rv_pace
pace(const double *p, double lr, double t)
{
    return only_rate(lr * exact_pow(p[GAMMA], floor(t / p[STEP_SIZE])));
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_step = {
    .id = "step",
    .title = "Step decay",
    .formula = "L γ^⌊t/step_size⌋",
    .source = "PyTorch StepLR",
    .params = params,
    .n_params = N_PARAMS,
    .span = 150,
    .driver = &driver,
};
