/**
 * @file limit.h
 * The edge of stability of the chosen racer, and the curvature at its head.
 */
#ifndef UI_LIMIT_H
#define UI_LIMIT_H

#include "model.h"

struct limit {
    double rate;         /**< the largest stable rate; NaN where theory knows none */
    const char *formula; /**< "2(1+β)/λ" */
    double now;          /**< the rate at the playhead; NaN without one */
    double curvature[2]; /**< eigenvalues of the Hessian at the head, the larger first */
    bool known;          /**< @curvature is */
    bool exact;          /**< the limit holds: the surface is a quadratic */
};
struct limit limit_find(const struct model *model);
/** One line about it: "η is 23 % of 2(1+β)/λ = 0.128". @return true when past the edge.
 */
bool limit_text(const struct model *model, char *text, size_t size);

#endif
