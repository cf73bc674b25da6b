/* The settings every racer has around its rule. */
#include "racer.h"

#include <math.h>
#include <string.h>

#include "rule.h"
#include "schedule.h"

static const char *const decays[] = {"l2", "decoupled", "independent", NULL};
static const char *const averages[] = {"none", "polyak", "weighted", "ema", NULL};

/* A whole number, 0 for none. */
#define ROW_COUNT(key_, symbol_, hi_, when_, help_)                                \
    {                                                                              \
        .key = (key_), .symbol = (symbol_), .help = (help_), .lo = 0, .hi = (hi_), \
        .from = 0, .to = 100, .scale = RV_INTEGER, .when = (when_)                 \
    }

/* 0 for none, else a logarithmic scale from @first_ to @to_. */
#define ROW_SIZE(key_, symbol_, standard_, first_, to_, help_)                        \
    {                                                                                 \
        .key = (key_), .symbol = (symbol_), .help = (help_), .lo = 0, .hi = INFINITY, \
        .from = 0, .to = (to_), .standard = (standard_), .step = (first_),            \
        .scale = RV_LOG                                                               \
    }

#define ROW_WORDS(key_, choices_, hi_, help_)                                   \
    {                                                                           \
        .key = (key_), .symbol = (key_), .help = (help_), .lo = 0, .hi = (hi_), \
        .from = 0, .to = (hi_), .scale = RV_CHOICE, .when = RV_FROM_START,      \
        .choices = (choices_)                                                   \
    }

static const struct rv_param common_params[RV_COMMON_COUNT] = {
    [RV_COMMON_SCHEDULE] = ROW_WORDS("schedule", schedule_ids, 1000,
                                     "how the learning rate changes with the step"),
    [RV_COMMON_WARMUP] =
        ROW_COUNT("warmup", "warm", 1e7, RV_LIVE,
                  "steps in which the rate rises evenly to η; then the schedule begins"),
    [RV_COMMON_BATCH] =
        ROW_COUNT("batch", "batch", 1e6, RV_LIVE,
                  "data rows in a mini-batch, drawn afresh each step; 0: all rows"),
    [RV_COMMON_NOISE] =
        ROW_SIZE("noise", "σ", 0, 1e-3, 100,
                 "standard deviation of Gaussian noise added to each gradient entry"),
    [RV_COMMON_CLIP_NORM] = ROW_SIZE("clip_norm", "clip", 0, 1e-3, 100,
                                     "the longest gradient, longer ones are scaled "
                                     "down to it; 0: any"),
    [RV_COMMON_CLIP_VALUE] =
        ROW_SIZE("clip_value", "clipᵢ", 0, 1e-3, 100,
                 "the largest entry of a gradient, larger ones are cut; 0: any"),
    [RV_COMMON_CLIP_EPS] =
        ROW_SIZE("clip_eps", "clipε", 1e-6, 1e-12, 1,
                 "added to the norm before dividing by it, as PyTorch does; 0: the plain "
                 "form"),
    [RV_COMMON_WEIGHT_DECAY] = ROW_SIZE("weight_decay", "λ", 0, 1e-6, 1,
                                        "weight decay: how strongly parameters are "
                                        "drawn to zero"),
    [RV_COMMON_DECAY] =
        ROW_WORDS("decay", decays, 2,
                  "l2: g + λθ; decoupled: θ − ηλθ beside the step (AdamW); independent: "
                  "θ − λθ"),
    [RV_COMMON_AVERAGE] =
        ROW_WORDS("average", averages, 3,
                  "draw and judge the mean of the points: evenly, by their rates, or "
                  "fading"),
    [RV_COMMON_AVERAGE_FROM] = ROW_COUNT("average_from", "from", 1e7, RV_FROM_START,
                                         "the first step whose point is averaged"),
    [RV_COMMON_AVERAGE_DECAY] = {.key = "average_decay",
                                 .symbol = "β avg",
                                 .help = "ema: how much of the last average is kept",
                                 .lo = 0,
                                 .hi = 1,
                                 .hi_open = true,
                                 .from = 0,
                                 .to = 0.9999,
                                 .standard = 0.99,
                                 .scale = RV_ONE_MINUS_LOG,
                                 .when = RV_FROM_START},
};

const struct rv_param *
rv_common_params(void)
{
    return common_params;
}

bool
common_suits_exact(enum rv_common i, double value)
{
    switch (i) {
    case RV_COMMON_BATCH:
    case RV_COMMON_NOISE:
    case RV_COMMON_CLIP_NORM:
    case RV_COMMON_CLIP_VALUE:
    case RV_COMMON_DECAY:
        return value == 0;
    default:
        return true;
    }
}

bool
common_is_used(const struct rv_racer *racer, enum rv_common i)
{
    const struct rv_optimizer *optimizer = rv_optimizer_at(racer->rule);
    const double *value = racer->common;
    bool exact = optimizer->needs & RV_NEEDS_EXACT;
    switch (i) {
    case RV_COMMON_SCHEDULE:
    case RV_COMMON_WARMUP:
        return rv_racer_has_rate(racer);
    case RV_COMMON_BATCH:
    case RV_COMMON_NOISE:
    case RV_COMMON_CLIP_NORM:
    case RV_COMMON_CLIP_VALUE:
        return !exact;
    case RV_COMMON_CLIP_EPS:
        return value[RV_COMMON_CLIP_NORM] > 0;
    case RV_COMMON_DECAY:
        return !exact && value[RV_COMMON_WEIGHT_DECAY] > 0;
    case RV_COMMON_AVERAGE_FROM:
        return value[RV_COMMON_AVERAGE] != RV_AVERAGE_NONE;
    case RV_COMMON_AVERAGE_DECAY:
        return value[RV_COMMON_AVERAGE] == RV_AVERAGE_EMA;
    default:
        return true;
    }
}

bool
schedule_row_is_used(const struct rv_racer *racer, size_t i)
{
    const struct rv_schedule *schedule = schedule_of(racer);
    const double *p = racer->schedule.value;
    if (!rv_racer_has_rate(racer) ||
        (schedule->driver->uses && !schedule->driver->uses(p, i)))
        return false;
    bool momentum = strstr(schedule->params[i].key, "momentum") != NULL;
    return !momentum || rv_optimizer_at(racer->rule)->momentum_param >= 0;
}
