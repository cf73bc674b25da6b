/**
 * @file svm_minimum.h
 * The minimum of a support vector machine's surface.
 */
#ifndef SURFACE_SVM_MINIMUM_H
#define SURFACE_SVM_MINIMUM_H

#include "linear_model.h"

/**
 * Find the minimum of @m.
 * @param kinks  the loss is the plain hinge, else one that Newton can finish.
 * @return false without a penalty (then it need not be one point) and for more rows than
 * are worth the search.
 */
bool svm_minimum(const struct rv_surface_driver *driver, const struct linear_model *m,
                 bool kinks, struct rv_vec2 *at);

#endif
