/**
 * @file adam.h
 * The text of Adam, which stands behind two ids: with decay into the gradient (adam) and
 * beside it (adamw).
 */
#ifndef OPTIMIZER_ADAM_H
#define OPTIMIZER_ADAM_H

#include "../rule.h"

enum {
    ADAM_LR,
    ADAM_BETA1,
    ADAM_BETA2,
    ADAM_EPS,
    ADAM_BIAS_CORRECTION,
    ADAM_EPS_FORM,
    ADAM_PARAMS
};
extern const struct rv_param adam_params[ADAM_PARAMS];
extern const struct rv_optimizer_driver adam_driver;

#endif
