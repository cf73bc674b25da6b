/**
 * @file momentum.h
 * The text of momentum, which stands behind two ids: with decay into the gradient
 * (momentum) and beside it (sgdw).
 */
#ifndef OPTIMIZER_MOMENTUM_H
#define OPTIMIZER_MOMENTUM_H

#include "../rule.h"

enum {
    MOMENTUM_LR,
    MOMENTUM_BETA,
    MOMENTUM_DAMPENING,
    MOMENTUM_FORM,
    MOMENTUM_BIAS_CORRECTION,
    MOMENTUM_PARAMS
};
extern const struct rv_param momentum_params[MOMENTUM_PARAMS];
extern const struct rv_optimizer_driver momentum_driver;

#endif
