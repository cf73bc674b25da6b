/**
 * @file oracle.h
 * The one door a run pays at: gradients as its optimizer sees them (mini-batch, noise,
 * clipping, L2 decay), values and Hessians, all counted. Drawing, tracing and claims look
 * in by rv_objective_peek() instead.
 */
#ifndef ENGINE_ORACLE_H
#define ENGINE_ORACLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ravine/objective.h>

struct tap;

/** What was paid, exact: rows of mini-batches are counted one by one. */
struct paid {
    int64_t values, gradients, batch_rows, hessians;
};

struct oracle {
    const struct rv_objective *objective;
    uint64_t seed;
    int64_t step;                 /**< the step asked for: draws belong to it */
    size_t batch;                 /**< rows of a mini-batch; 0: all */
    double noise;                 /**< standard deviation */
    double clip_value, clip_norm; /**< 0: none */
    double clip_eps;              /**< 0: the plain form */
    double decay;                 /**< L2: the loss has the term decay |x|^2 / 2 */
    size_t n_given;               /**< given rows stand in @rows already */
    uint32_t *rows;               /**< room for all rows of the objective */
    uint64_t *marks;
    struct paid *paid;
    struct tap *tap; /**< the stages of the gradient are noted there; NULL: nowhere */
    bool ahead;      /**< for those notes: it is taken elsewhere than at θ */
};

enum rv_status oracle_init(struct oracle *oracle, const struct rv_objective *objective,
                           uint64_t seed, struct paid *paid);
void oracle_finish(struct oracle *oracle);

/** Does a step see anything but the plain full gradient? */
bool oracle_is_staged(const struct oracle *oracle);
/** The gradient at @x into @g, through all stages before the rule. @known: the full
 * gradient there if the caller has it. */
void oracle_gradient(struct oracle *oracle, const double *x, const double *known,
                     double *g);
/** Value and Hessian with L2 decay in them. */
double oracle_value(struct oracle *oracle, const double *x);
bool oracle_hessian(struct oracle *oracle, const double *x, double *h);

/** Draw the rows of @step's batch of @k, rising, into @rows. */
void oracle_draw_rows(const struct oracle *oracle, int64_t step, size_t k,
                      uint32_t *rows);

#endif
