/**
 * @file optimizer.h
 * The catalogue of update rules and of the settings every racer has around its rule.
 */
#ifndef RAVINE_OPTIMIZER_H
#define RAVINE_OPTIMIZER_H

#include <stdint.h>

#include <ravine/param.h>
#include <ravine/surface.h>

struct rv_optimizer_driver;

/** What a rule needs or refuses. */
enum rv_need {
    RV_NEEDS_PROBE = 1, /**< may take its gradient elsewhere (look-ahead) */
    RV_NEEDS_VALUE = 2, /**< pays for values too */
    RV_NEEDS_HESSIAN = 4,
    RV_NEEDS_EXACT = 8, /**< refuses batch, noise, clipping and decoupled decay */
};

/** What a rule begins with in place of a common setting's own default. */
struct rv_default {
    const char *key; /**< as typed: "weight_decay" */
    double value;
};

struct rv_optimizer {
    const char *id, *title;
    const char *formula; /**< the update, UTF-8, one line or several */
    const char *source;  /**< paper, and the equation or algorithm in it */
    const struct rv_param
        *params; /**< the rule's own; the first is `lr` where it has one */
    size_t n_params;
    const struct rv_default *defaults; /**< ended by a NULL key; NULL: none */
    int momentum_param; /**< which one a cycling schedule moves; -1: none */
    unsigned needs;     /**< of enum rv_need */
    const struct rv_optimizer_driver *driver; /**< the library's own */
};

/** What one step costs: evaluations of the objective, and numbers kept from step to step.
 */
struct rv_cost {
    double values, gradients, hessians;
    double state_per_parameter;
    bool searches; /**< these at least; a search takes as many more as it needs */
};

RV_API size_t rv_optimizer_count(void);
RV_API const struct rv_optimizer *rv_optimizer_at(size_t i);
/** The index of the rule @id, or -1. */
RV_API int rv_optimizer_find(const char *id);

/**
 * Settings every racer has around its rule, as rows; the enum indexes them and
 * struct rv_racer's @common. They are the stages of one pipeline:
 *
 *   gradient (batch, noise) -> clip (each entry, then the norm) -> L2 decay into it
 *   -> the rule, at the rate of the schedule -> decoupled decay -> averaging
 *
 * Where a rule takes its gradient elsewhere, the stages before it see that point.
 */
enum rv_common {
    RV_COMMON_SCHEDULE, /**< index in the registry of schedules; 0: none */
    RV_COMMON_WARMUP,   /**< steps of linear rise before the schedule begins */
    RV_COMMON_BATCH,    /**< rows in a mini-batch; 0: all of them */
    RV_COMMON_NOISE, /**< standard deviation of the noise added to each gradient entry */
    RV_COMMON_CLIP_NORM,  /**< 0: none */
    RV_COMMON_CLIP_VALUE, /**< 0: none */
    RV_COMMON_CLIP_EPS,   /**< 0: the plain form */
    RV_COMMON_WEIGHT_DECAY,
    RV_COMMON_DECAY,   /**< of enum rv_decay */
    RV_COMMON_AVERAGE, /**< of enum rv_average */
    RV_COMMON_AVERAGE_FROM,
    RV_COMMON_AVERAGE_DECAY,
    RV_COMMON_COUNT,
};
enum { RV_COMMON_MAX = 24 };

/** Where weight decay acts: as a term of the loss, or on the parameters, with the rate as
 * a factor or without it. */
enum rv_decay { RV_DECAY_L2, RV_DECAY_DECOUPLED, RV_DECAY_INDEPENDENT };
/** Over the points x_from .. x_t: none, their mean, their mean weighted by the rates of
 * the steps from them, an exponential one. */
enum rv_average {
    RV_AVERAGE_NONE,
    RV_AVERAGE_POLYAK,
    RV_AVERAGE_WEIGHTED,
    RV_AVERAGE_EMA,
};
RV_API const struct rv_param *rv_common_params(void);

/*
 * One number names any setting of a racer; edits, sliders and maps use it. Below
 * RV_KEY_COMMON are the rule's own rows, then the common ones, from RV_KEY_SCHEDULE on
 * the rows of the schedule that the racer has chosen.
 */
typedef uint8_t rv_key;
enum {
    RV_KEY_COMMON = RV_PARAMS_MAX,
    RV_KEY_SCHEDULE = RV_KEY_COMMON + RV_COMMON_MAX,
    RV_KEY_END = RV_KEY_SCHEDULE + RV_PARAMS_MAX,
    RV_KEY_NONE = 255,
};

#endif
