/**
 * @file explain.h
 * The anatomy of one step: its stages as the paper writes them, with the numbers in them.
 */
#ifndef RAVINE_EXPLAIN_H
#define RAVINE_EXPLAIN_H

#include <ravine/run.h>

/** The part a quantity plays in a step. */
enum rv_role {
    RV_ROLE_NUMBER,        /**< none of those below: a factor, a trial, a test */
    RV_ROLE_RATE,          /**< a learning rate or step length */
    RV_ROLE_BATCH,         /**< the gradient of a mini-batch */
    RV_ROLE_NOISE,         /**< the gradient with noise added */
    RV_ROLE_CLIP,          /**< the gradient, clipped */
    RV_ROLE_DECAY,         /**< weight decay, in the gradient or on the point */
    RV_ROLE_GRADIENT,      /**< of the objective itself */
    RV_ROLE_LOOK_AHEAD,    /**< a point: where the gradient is taken */
    RV_ROLE_MOMENTUM,      /**< a mean of gradients: the step goes against it */
    RV_ROLE_VELOCITY,      /**< a momentum that is added to θ */
    RV_ROLE_SECOND_MOMENT, /**< of squares: a scale for each axis */
    RV_ROLE_CORRECTED,     /**< a gradient or momentum, bias-corrected or scaled */
    RV_ROLE_CURVATURE,     /**< of a Hessian */
    RV_ROLE_DIRECTION,     /**< where a line search goes */
    RV_ROLE_STEP,          /**< what is added to θ */
    RV_ROLE_AVERAGE,       /**< a point: the average of the points so far */
    RV_ROLE_POINT,         /**< a point: θ after the step */
};

#endif
