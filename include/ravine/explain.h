/**
 * @file explain.h
 * The anatomy of one step: its stages as the paper writes them, and the same lines with
 * the numbers in them.
 */
#ifndef RAVINE_EXPLAIN_H
#define RAVINE_EXPLAIN_H

#include <ravine/run.h>

/** The part a quantity plays in a step. */
enum rv_role {
    RV_ROLE_NUMBER,        /**< none of those below: a factor, a trial, a test */
    RV_ROLE_RATE,          /**< a learning rate or step length */
    RV_ROLE_GRADIENT,      /**< of the objective itself */
    RV_ROLE_BATCH,         /**< the gradient of a mini-batch */
    RV_ROLE_NOISE,         /**< the gradient with noise added */
    RV_ROLE_CLIP,          /**< the gradient, clipped */
    RV_ROLE_DECAY,         /**< weight decay, in the gradient or on the point */
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

/** A stage of the step: one formula, its numbers for each coordinate. */
struct rv_stage {
    const char *symbol; /**< UTF-8, owned by the explanation: "m", "Δ" */
    enum rv_role role;
    bool once;    /**< one number for the whole step, at coordinate 0 */
    bool numbers; /**< its formula is of numbers; else it is words: "∇f(θ)" */
};

/** How texts are written. */
enum rv_script {
    RV_SCRIPT_UTF8 = 0,
    RV_SCRIPT_ASCII = 1, /**< "beta1*m + (1-beta1)*g" */
    RV_SCRIPT_STOPS = 2, /**< a tab before each operator of the outermost level, for
                              lines that are aligned with each other */
};
enum { RV_EXPLAIN_TEXT_MAX = 512 };

struct rv_explanation;

/**
 * Take the step from where @run stands aside, without changing @run, and keep every
 * number on the way. Nothing is paid for it.
 *
 * @return RV_OK; RV_E_RANGE: the run has diverged, there is no step; RV_E_MEMORY.
 */
RV_API enum rv_status rv_explain(struct rv_explanation **out, const struct rv_run *run,
                                 struct rv_error *error);
/** NULL is fine. */
RV_API void rv_explanation_destroy(struct rv_explanation *explanation);

/** The step explained is s -> s + 1. @return s. */
RV_API int64_t rv_explanation_step(const struct rv_explanation *explanation);
/** How many stages, in the order in which they are taken. */
RV_API size_t rv_explanation_count(const struct rv_explanation *explanation);
RV_API struct rv_stage rv_explanation_stage(const struct rv_explanation *explanation,
                                            size_t i);
/** What stage @i comes to for @coordinate, to the last bit. @return false where that
 * coordinate goes another way. */
RV_API bool rv_explanation_value(const struct rv_explanation *explanation, size_t i,
                                 size_t coordinate, double *value);
/** theta before the step and after it, n entries, owned by the explanation. */
RV_API const double *rv_explanation_theta(const struct rv_explanation *explanation);
RV_API const double *rv_explanation_next(const struct rv_explanation *explanation);

/** The symbol of stage @i in @script: "mˆ", "m^". @return @buffer. */
RV_API char *rv_explanation_symbol(const struct rv_explanation *explanation, size_t i,
                                   unsigned script, char *buffer, size_t size);
/** The right side of stage @i with symbols, "β₁m + (1−β₁)g"; @script of enum rv_script.
 * @return @buffer, of @size bytes (RV_EXPLAIN_TEXT_MAX holds any). */
RV_API char *rv_explanation_formula(const struct rv_explanation *explanation, size_t i,
                                    unsigned script, char *buffer, size_t size);
/**
 * The same with the numbers of @coordinate, "0.9·219.1 + 0.1·(−156.9)"; empty where there
 * are none.
 * @param digits  significant ones; 0: as many as read back as the same double. Settings
 *                stand as they were typed.
 */
RV_API char *rv_explanation_numbers(const struct rv_explanation *explanation, size_t i,
                                    size_t coordinate, int digits, unsigned script,
                                    char *buffer, size_t size);
/** @value as it stands in those lines. */
RV_API char *rv_explanation_number(double value, int digits, unsigned script,
                                   char *buffer, size_t size);

#endif
