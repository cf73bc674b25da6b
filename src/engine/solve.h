/**
 * @file solve.h
 * Rules that evaluate as they like: Newton, quasi-Newton, line searches.
 *
 * Such a rule has one `solve`, which takes one step through the doors below. Each door
 * pays at the oracle; what the step before has paid for already (the value and gradient
 * at the point it accepted) is not paid twice. L2 decay is part of value, gradient and
 * Hessian: the rule minimises the sum. Such a rule has no lanes.
 *
 * State is doubles, all zero before the first step: the SOLVE_HEAD that every such rule
 * has, then the rule's own. An autopsy is one step on copies with a tap in the segment.
 */
#ifndef ENGINE_SOLVE_H
#define ENGINE_SOLVE_H

#include "rule.h"

enum solve_head {
    SOLVE_CONVERGED,      /**< 1 + the step at which it came to rest; 0: it moves */
    SOLVE_KNOWS_VALUE,    /**< the value at theta is paid for */
    SOLVE_KNOWS_GRADIENT, /**< so is the gradient */
    SOLVE_ALPHA,          /**< length of the last step in units of its direction */
    SOLVE_TRIES,          /**< trial points refused in it */
    SOLVE_HEAD,
};

/** One step of such a rule. */
struct solver {
    const struct rv_objective *objective;
    struct oracle *oracle;
    const double *h; /**< the rule's settings, by its rows */
    double rate, decay;
    size_t n;
    const double *theta; /**< where the step begins */
    double f;            /**< value and gradient there, with decay; see solve_..._here */
    const double *g;
    double *next; /**< out: where it ends; theta to begin with */
    double *head, *state;
    double *work; /**< what the driver's work_size asks for */
    struct tap *tap;
};

/** Rows of a segment, each followed by a step of @driver's solve. */
size_t solve_advance(struct segment *segment, const struct rv_optimizer_driver *driver);
/** Does @g, the gradient with decay, meet the rule's tolerance? */
bool solve_rests(const struct rv_optimizer_driver *driver, const double *h, size_t n,
                 const double *g);

/** Value and gradient where the step begins, paid unless the step before has. */
double solve_value_here(struct solver *s);
const double *solve_gradient_here(struct solver *s);
/** The same elsewhere, always paid. */
double solve_value(struct solver *s, const double *x);
void solve_gradient(struct solver *s, const double *x, double *g);
double solve_value_gradient(struct solver *s, const double *x, double *g);
/** Hessian where the step begins (n x n). */
void solve_hessian_here(struct solver *s, double *hessian);
/** The value, the gradient at @next have been paid for: the next step has them. */
void solve_keep_value(struct solver *s);
void solve_keep_gradient(struct solver *s);

/** Note @value for an autopsy; @coordinate SIZE_MAX: once per step. */
static inline double
solve_note(const struct solver *s, int id, size_t coordinate, double value)
{
    if (s->tap)
        s->tap->note(s->tap->context, coordinate, id, value);
    return value;
}
void solve_note_all(const struct solver *s, int id, const double *values);

#endif
