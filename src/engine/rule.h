/**
 * @file rule.h
 * What an update rule must be able to do, and what its drivers are made of.
 *
 * A first-order rule is one text: `prepare` (what a step needs once: rates, bias
 * corrections), `coord` (one coordinate) and, where the gradient is taken elsewhere,
 * `probe`. `#include "rule_drivers.inc"` makes of it the drivers below, all bit-equal.
 *
 * Rules that evaluate as they like have a `solve` instead; see solve.h.
 *
 * State is doubles, all zero before the first step: @per_run of them, then for each of
 * @per_coord quantities n doubles, one per coordinate.
 */
#ifndef ENGINE_RULE_H
#define ENGINE_RULE_H

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ravine/explain.h>
#include <ravine/objective.h>
#include <ravine/optimizer.h>
#include <ravine/run.h>

struct oracle;
struct solver;
struct tap;

/** Steps with the same settings: what a driver takes in one call. */
struct segment {
    const struct rv_objective *objective;
    struct oracle *oracle; /**< staged drivers only */
    const double *h;       /**< the rule's settings, by its rows */
    const double *rates;   /**< k: the learning rate of each step */
    size_t k, n;
    double *theta, *state;
    double *work;        /**< 3 n doubles of scratch */
    struct rv_row *rows; /**< k, or NULL; row i is the point before step i */
    struct tap *tap;     /**< of a rule that evaluates as it likes: notes go there */
    double decay;        /**< decoupled weight decay; staged drivers only */
    bool decay_by_rate;  /**< its factor is rate * decay; else decay */
    bool unjudged;       /**< staged drivers take the step whatever its row is */
    bool ended;          /**< out: the last row is not finite, its step was not taken */
};

/** Trajectories side by side on one surface, with the same settings or each with its own.
 * Arrays are by lane; those of several quantities hold @stride lanes of the first, then
 * of the second. lanes.h makes and fills them. */
struct lanes {
    const struct rv_objective *objective;
    size_t n;                /**< lanes, a multiple of LANES_ALIGN */
    size_t stride;           /**< room for lanes */
    bool own;                /**< each lane has settings and state per run of its own */
    double *h;               /**< n_params; own: by lane */
    double *run;             /**< per_run; own: by lane */
    double *rates;           /**< of step i and lane l: rates[i * rate_stride + l] */
    size_t rate_stride;      /**< 0: the same at every step */
    double *x, *y, *coords;  /**< coords: per_coord of x, then of y */
    double *next_x, *next_y; /**< change places with x, y: out: the last row's */
    double *f, *gx, *gy;     /**< out: the last row */
    double *px, *py, *pf, *pgx, *pgy; /**< scratch of rules with a probe */
    double decay;       /**< beside the step: share of the point that is taken off */
    bool decay_by_rate; /**< times the rate */
    double target;
    int64_t step;  /**< of the first row; moves on */
    double *first; /**< first step with loss < target, INFINITY while none */
    size_t taken;  /**< out */
};
enum { LANES_ALIGN = 8 };

/**
 * What an autopsy says of one quantity that a rule notes with TAP(): a row of its table,
 * SHOWN() as a stage of the step or only NAMED() for others.
 *
 * Stages are shown in the order in which they are noted, once for each coordinate, or
 * once for the step where tap->coordinate is SIZE_MAX (prepare). A form that calculates
 * otherwise notes another row, which may have the same symbol; what is not noted is not
 * shown. NOTE() is a TAP() of something that the rule itself does not need.
 *
 * @text is the right side of the formula, once for both lines: "{beta2}{v'} +
 * {1-beta2}{g}²" becomes "β₂v + (1−β₂)g²" and "0.999·1521 + 0.001·(−156.9)²". Between
 * braces stands the name of a quantity:
 *
 *   {g} {θ} {η}   the gradient the rule is given, the point it steps from, the rate in
 *                 force; {θ'} is that point even when a new one has been noted, {ηₜ} what
 *                 was noted so, else η
 *   {beta1}       a setting by its key; {1-beta1} is one minus it
 *   {m}           what was noted last under the symbol m, for this coordinate or for the
 *                 step; a row without text only gives a name to such a number, and a row
 *                 named g, θ or η takes the place of those above
 *   {m'}          the same, under the name m', shown as m: the value before the step
 *   {g:1} {g:2}   of one coordinate, in a number of the whole step; shown as g₁
 *
 * Two quantities that touch, or stand on either side of a blank, are multiplied; so are
 * a number and a quantity. Else there are + − · / ( ) √ ² ³ ⁵ ^( ) and max(a, b)
 * min(a, b) sign(a) cos(a) |a|; powers and √ bind tighter than products. A text without
 * braces is words: such a quantity comes from outside ("∇f(θ)") and has no line of
 * numbers.
 *
 * The sign is part of the value: Δ is what is added to θ. A rule whose last stage is not
 * "θ + Δ" notes its new point with RV_ROLE_POINT. A test reads these lines again, with
 * all their digits, and holds them against the numbers.
 */
struct tap_text {
    const char *symbol, *text;
    enum rv_role role;
};
#define SHOWN(symbol_, text_, role_)                                  \
    {                                                                 \
        .symbol = (symbol_), .text = (text_), .role = RV_ROLE_##role_ \
    }
#define NAMED(symbol_)      \
    {                       \
        .symbol = (symbol_) \
    }

/** Where the quantities of a step go that an autopsy shows; NULL in every other driver.
 */
struct tap {
    void (*note)(void *context, size_t coordinate, int tap, double value);
    void *context;
    size_t coordinate; /**< SIZE_MAX: once per step */
};
struct rv_optimizer_driver {
    size_t per_run, per_coord;
    const struct tap_text *taps; /**< what is noted, by TAP()'s id */
    size_t n_taps;
    /** Does the chosen form use @param? NULL: always. */
    bool (*uses)(const struct rv_settings *settings, size_t param);
    /** The largest stable rate on a quadratic of largest curvature @curvature, and its
     * @formula in terms of λ; NULL: theory knows none. */
    double (*limit)(const struct rv_settings *settings, double curvature,
                    const char **formula);
    /** What a step of the chosen form costs; NULL: one gradient, per_coord numbers kept.
     */
    struct rv_cost (*cost)(const struct rv_settings *settings, size_t n);
    /** Which per_coord quantity is drawn in place of theta once there is one, or -1;
     * NULL: none. */
    int (*drawn)(const double *h);
    /** Take seg->k steps, @return those taken. Plain: full gradients; staged: through the
     * oracle. Of two numbers, and of n. */
    size_t (*advance2)(struct segment *segment);
    size_t (*advance2_staged)(struct segment *segment);
    size_t (*advance_n)(struct segment *segment);
    size_t (*advance_n_staged)(struct segment *segment);
    /** Take @k steps at most. A row that is not finite, or whose sum overflows, ends the
     * call with the step from it. NULL: rules with a solve. */
    void (*lanes)(struct lanes *lanes, size_t k);
    bool rate_in_run; /**< lanes of different rates have a state per run of their own */
    /** Where the next step takes its gradient, n numbers, noted in @tap unless NULL. */
    void (*probe)(const double *h, double rate, const double *state, size_t n,
                  const double *theta, double *at, struct tap *tap);
    /** One step from @theta with gradient @g, noted in @tap, without changing anything
     * but @next (n). What prepare() notes, probe() has noted before. */
    void (*explain)(const double *h, double rate, const double *state, size_t n,
                    const double *theta, const double *g, double *next, struct tap *tap);
    /* Rules that evaluate as they like have these in place of probe and explain; see
     * solve.h. */
    /** One step; @return false where the rule rests, by a tolerance of its own. */
    bool (*solve)(struct solver *solver);
    /** The largest gradient entry at which it rests; NULL: it never does. */
    double (*tolerance)(const double *h);
    /** Doubles of state and of scratch where they do not follow from per_run and
     * per_coord, or from nothing; NULL elsewhere. */
    size_t (*state_size)(const struct rv_settings *settings, size_t n);
    size_t (*work_size)(size_t n);
};

/** Doubles of state of a run of n parameters. */
static inline size_t
driver_state_size(const struct rv_optimizer_driver *driver,
                  const struct rv_settings *settings, size_t n)
{
    return driver->state_size ? driver->state_size(settings, n)
                              : driver->per_run + driver->per_coord * n;
}

#define ALWAYS_INLINE static inline __attribute__((always_inline, unused))

/** Note nothing. */
enum { TAP_NONE = -1 };

ALWAYS_INLINE double
tap_value(struct tap *tap, int id, double value)
{
    if (tap && id != TAP_NONE)
        tap->note(tap->context, tap->coordinate, id, value);
    return value;
}
#define TAP(id, value) tap_value(tap, id, value)
#define NOTE(id, value) (void)tap_value(tap, id, value)

/* One sum decides in the usual case; it overflows only near the largest double. */
ALWAYS_INLINE bool
is_row_finite(double x, double y, double f, double gx, double gy)
{
    double sum = x + y + f + gx + gy;
    if (__builtin_expect(__builtin_isfinite(sum), 1))
        return true;
    return __builtin_isfinite(x) && __builtin_isfinite(y) && __builtin_isfinite(f) &&
           __builtin_isfinite(gx) && __builtin_isfinite(gy);
}

/**
 * Multiply @beta into a running product and @return 1 - product, the bias correction.
 *
 * The product over the steps taken continues when beta is turned, where beta^t with
 * today's beta would jump. It is kept as an unevaluated sum of two doubles (Dekker 1971),
 * so that while beta is constant it equals pow(beta, t) to the last bit: a plain product
 * drifts by t/2 ulp. {0, 0} stands for the empty product, so that fresh state is zero
 * bytes. Below 2^-100 it no longer counts and rests at a normal number: denormals would
 * slow every later step.
 */
ALWAYS_INLINE double
bias_correction(double product[2], double beta)
{
    const double splitter = 0x1p27 + 1;
    double a = product[0] == 0 ? 1 : product[0], low = product[1];
    double p = a * beta;
    double a_hi = a * splitter - (a * splitter - a), a_lo = a - a_hi;
    double b_hi = beta * splitter - (beta * splitter - beta), b_lo = beta - b_hi;
    double error = a_lo * b_lo - (((p - a_hi * b_hi) - a_lo * b_hi) - a_hi * b_lo);
    error += low * beta;
    double sum = p + error, rest = error - (sum - p);
    bool gone = sum < 0x1p-100;
    product[0] = gone ? 0x1p-200 : sum;
    product[1] = gone ? 0 : rest;
    return 1 - sum;
}

#endif
