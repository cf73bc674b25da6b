/* Up and down between two rates for ever. Smith 2017. */
#include "rows.h"

enum {
    BASE_LR,
    MAX_LR,
    STEP_SIZE_UP,
    STEP_SIZE_DOWN,
    MODE,
    GAMMA,
    CYCLE_MOMENTUM,
    BASE_MOMENTUM,
    MAX_MOMENTUM,
    N_PARAMS
};
enum mode { TRIANGULAR, TRIANGULAR2, EXP_RANGE };

static const char *const modes[] = {"triangular", "triangular2", "exp_range", NULL};

static const struct rv_param params[] = {
    [BASE_LR] = ROW_RATE("base_lr", "low η", "the lowest rate; 0: lr"),
    [MAX_LR] = ROW_RATE("max_lr", "high η",
                        "the highest rate, in the first cycle; 0: ten times the lowest"),
    [STEP_SIZE_UP] = ROW_STEPS("step_size_up", "up", 1, 2000, "steps up"),
    [STEP_SIZE_DOWN] =
        ROW_STEPS("step_size_down", "down", 0, 0, "steps down; 0: as many as up"),
    [MODE] = ROW_CHOICE("mode", "mode", modes, 2,
                        "amplitude: always the same, halved every cycle, or times γ^t"),
    [GAMMA] = ROW_DECAY("gamma", "γ", 1, "exp_range: the amplitude's factor per step"),
    [CYCLE_MOMENTUM] = ROW_FLAG("cycle_momentum", "move β", 1,
                                "move the rule's momentum against the rate"),
    [BASE_MOMENTUM] =
        ROW_MOMENTUM("base_momentum", "β low", 0.8, "momentum at the highest rate"),
    [MAX_MOMENTUM] =
        ROW_MOMENTUM("max_momentum", "β high", 0.9, "momentum at the lowest rate"),
};

static double
amplitude(const double *p, double cycle, double t)
{
    switch ((enum mode)p[MODE]) {
    case TRIANGULAR2:
        return exact_pow(0.5, cycle);
    case EXP_RANGE:
        return exact_pow(p[GAMMA], t);
    case TRIANGULAR:
    default:
        return 1;
    }
}

static struct rv_pace
pace(const double *p, double lr, double t)
{
    double up = p[STEP_SIZE_UP], down = p[STEP_SIZE_DOWN] > 0 ? p[STEP_SIZE_DOWN] : up;
    double at = fmod(t, up + down), cycle = floor(t / (up + down));
    double height = at <= up ? at / up : (up + down - at) / down;
    double swing = height * amplitude(p, cycle, t);
    double highest = p[MAX_LR] > 0 ? p[MAX_LR] : 10 * lr;
    double momentum = straight(p[MAX_MOMENTUM], p[BASE_MOMENTUM], swing);
    return (struct rv_pace){straight(lr, highest, swing),
                            p[CYCLE_MOMENTUM] != 0 ? momentum : NAN};
}

static bool
uses(const double *p, size_t param)
{
    if (param == GAMMA)
        return (enum mode)p[MODE] == EXP_RANGE;
    bool momentum = param == BASE_MOMENTUM || param == MAX_MOMENTUM;
    return !momentum || p[CYCLE_MOMENTUM] != 0;
}

static const struct rv_schedule_driver driver = {
    .pace = pace,
    .uses = uses,
    .base_row = BASE_LR + 1,
};

const struct rv_schedule rv_schedule_cyclic = {
    .id = "cyclic",
    .title = "Cyclic",
    .formula = "base_lr + (max_lr − base_lr)·height of a triangle wave·amplitude",
    .source = "Smith 2017; PyTorch CyclicLR",
    .params = params,
    .n_params = N_PARAMS,
    .span = 10000,
    .driver = &driver,
};
