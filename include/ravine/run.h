/**
 * @file run.h
 * A run: one racer of a document on an objective. The caller says how many steps and the
 * library takes exactly those.
 */
#ifndef RAVINE_RUN_H
#define RAVINE_RUN_H

#include <ravine/document.h>
#include <ravine/objective.h>

struct rv_run;

/**
 * One row of a trajectory: the point (with averaging, the average), the objective's own
 * full value and gradient there (without batch or noise), and the rate for the step from
 * this row to the next. For n > 2, x and y are the first two parameters, loss the value,
 * gx and gy their gradient.
 */
struct rv_row {
    double x, y, loss, gx, gy, lr; /**< lr as scheduled; NaN for rules without one */
};

/** What a run has paid at its oracle, in full evaluations; a batch of k of N costs k/N.
 */
struct rv_spent {
    double values, gradients, hessians;
};

/**
 * A run of racer @racer of @document on @objective (a surface, or n parameters with
 * @start of n entries; NULL: the racer's own start, n = 2). @document is copied as far as
 * needed, @objective is referenced. The run stands at step 0.
 *
 * @return RV_OK; RV_E_RANGE: a setting or edit that is not valid here (a batch larger
 * than the data, or without data), no such racer, no start; RV_E_MEMORY.
 */
RV_API enum rv_status rv_run_create(struct rv_run **out, struct rv_objective *objective,
                                    const struct rv_document *document, size_t racer,
                                    const double *start, struct rv_error *error);
RV_API void rv_run_destroy(struct rv_run *run);

/**
 * Take @k steps, theta(t) -> theta(t+k). @rows (k, or NULL) receives the rows t .. t+k-1:
 * each the point *before* its step. A row that is not finite ends the run there (it is
 * the last row, and is written); an ended run takes no more steps.
 * @return steps taken, n; fewer than @k only when the run ended: then, if it was still
 * moving when called, n + 1 rows were written.
 */
RV_API size_t rv_run_advance(struct rv_run *run, size_t k, struct rv_row *rows);
/** The row at the present step. Uncounted. */
RV_API void rv_run_row(const struct rv_run *run, struct rv_row *row);
RV_API int64_t rv_run_step(const struct rv_run *run);
/** Has the run ended at its present row? Looks at that row, uncounted: it tells that
 * theta(t) is not finite before rv_run_advance() meets it. A converged run takes further
 * steps, which do not move it. */
RV_API enum rv_stop rv_run_stop(const struct rv_run *run);
/**
 * The step at which the rule came to rest by a tolerance of its own (bfgs, lbfgs, cg,
 * linesearch): from there on it stays, pays nothing, and its rows go on. Known at that
 * row already, but for lbfgs and tolerance_change: that takes a step to find out.
 * @return -1 while it moves, and for every other rule.
 */
RV_API int64_t rv_run_converged(const struct rv_run *run);
/** theta, n entries, valid until the next call that changes @run: the raw point that the
 * rule moves, also where an average is drawn instead. */
RV_API const double *rv_run_theta(const struct rv_run *run);
/** The point drawn, traced and judged: the average where the racer averages, else theta.
 * n entries, valid until the next call on @run. */
RV_API const double *rv_run_point(const struct rv_run *run);
RV_API struct rv_spent rv_run_spent(const struct rv_run *run);
/** The data rows of the mini-batch of the step @step -> @step + 1, rising.
 * @return how many were written to @rows (room for all); 0: the step uses all rows. */
RV_API size_t rv_run_batch(const struct rv_run *run, int64_t step, uint32_t *rows);
/** Use these @k rows (copied, rising) for the next step only, in place of the drawn ones.
 * They are no part of the saved state. @return RV_OK; RV_E_RANGE: not 1 to all rows of
 * the data in rising order. */
RV_API enum rv_status rv_run_give_rows(struct rv_run *run, const uint32_t *rows,
                                       size_t k);

/** State as plain bytes: everything that the next step depends on (step, theta, m, v
 * ...). */
RV_API size_t rv_run_state_size(const struct rv_run *run);
RV_API void rv_run_save(const struct rv_run *run, void *bytes);
RV_API void rv_run_load(struct rv_run *run, const void *bytes);

#endif
