/*
 * L-BFGS: Liu & Nocedal 1989, as PyTorch takes one iteration of it per step: the last
 * pairs (s, y) of step and gradient change stand for the inverse Hessian (two-loop
 * recursion, Nocedal 1980).
 *
 * s is the last step length times the last direction. A pair with y·s ≤ 1e-10 is not
 * kept; beyond history_size the oldest goes.
 */
#include "../line_search.h"

#include <string.h>

#include "../dense.h"
#include "line_rows.h"

enum { LR, HISTORY_SIZE, LINE_SEARCH, TOLERANCE_GRAD, TOLERANCE_CHANGE, N_PARAMS };
enum search { STRONG_WOLFE, FIXED };
enum { HISTORY_MAX = 100 };
enum { TAP_GAMMA = LINE_TAPS, TAP_DIRECTION, TAP_SLOPE, TAP_TRIES, TAP_ALPHA, TAP_STEP };

/* State: these, then the last gradient and direction, then history_size pairs s, y. */
enum { BEGUN, PAIRS, OLDEST, GAMMA, LENGTH, OWN };

static const char *const searches[] = {"strong_wolfe", "none", NULL};

static const struct rv_param params[] = {
    [LR] = ROW_LR_HELP(1, "the step length tried first, or always without a line search"),
    [HISTORY_SIZE] = {.key = "history_size",
                      .symbol = "pairs",
                      .help = "how many pairs of step and gradient change are "
                              "remembered, at most 100", .lo = 1,
                      .hi = HISTORY_MAX,
                      .from = 1,
                      .to = HISTORY_MAX,
                      .standard = 10,
                      .scale = RV_INTEGER,
                      .when = RV_FROM_START},
    [LINE_SEARCH] =
        ROW_FORM("line_search", searches, 1,
                 "strong_wolfe: falls enough and flattens enough; none: the step is η d"),
    [TOLERANCE_GRAD] =
        ROW_FROM_ZERO("tolerance_grad", "gtol", 1e-7, 1e-12, 1, RV_LIVE, GTOL_HELP),
    [TOLERANCE_CHANGE] =
        ROW_FROM_ZERO("tolerance_change", "ctol", 1e-9, 1e-16, 1, RV_LIVE,
                      "it has converged, too, once g·d > −tolerance_change"),
};

static const struct tap_text taps[] = {
    LINE_ROWS,
    [TAP_GAMMA] = SHOWN("γ", "s·y / y·y of the last pair kept", CURVATURE),
    [TAP_DIRECTION] = SHOWN("d", "−B g, B from γ and the pairs", DIRECTION),
    [TAP_SLOPE] = SHOWN("g·d", "{g:1}{d:1} + {g:2}{d:2}", NUMBER),
    [TAP_TRIES] = SHOWN("refused", "points tried before the one taken", NUMBER),
    [TAP_ALPHA] = SHOWN("α", "the step length taken", RATE),
    [TAP_STEP] = SHOWN("Δ", "{α}{d}", STEP),
};

static double
tolerance(const double *h)
{
    return h[TOLERANCE_GRAD];
}

static double *
pair(const struct solver *s, size_t i)
{
    size_t slot = ((size_t)s->state[OLDEST] + i) % (size_t)s->h[HISTORY_SIZE];
    return s->state + OWN + 2 * s->n * (1 + slot);
}

/* The pair that the last step made, behind the others or in place of the oldest. */
static void
remember(struct solver *s, const double *g)
{
    size_t n = s->n;
    double *state = s->state, *last_g = state + OWN, *last_d = last_g + n;
    double ys = 0, yy = 0;
    for (size_t i = 0; i < n; i++) {
        double y = g[i] - last_g[i];
        ys += y * (last_d[i] * state[LENGTH]);
        yy += y * y;
    }
    if (!(ys > 1e-10))
        return;
    if (state[PAIRS] == s->h[HISTORY_SIZE])
        state[OLDEST] = (double)(((size_t)state[OLDEST] + 1) % (size_t)state[PAIRS]);
    else
        state[PAIRS]++;
    double *kept = pair(s, (size_t)state[PAIRS] - 1);
    for (size_t i = 0; i < n; i++) {
        kept[i] = last_d[i] * state[LENGTH];
        kept[n + i] = g[i] - last_g[i];
    }
    state[GAMMA] = ys / yy;
}

static void
add_scaled(size_t n, double *d, double factor, const double *x)
{
    for (size_t i = 0; i < n; i++)
        d[i] += factor * x[i];
}

/* The two-loop recursion: d <- -B g. */
static void
find_direction(struct solver *s, const double *g, double *d)
{
    size_t n = s->n, pairs = (size_t)s->state[PAIRS];
    double alpha[HISTORY_MAX], r[HISTORY_MAX];
    for (size_t i = 0; i < n; i++)
        d[i] = -g[i];
    for (size_t i = pairs; i-- > 0;) {
        const double *step = pair(s, i), *y = step + n;
        r[i] = 1 / dense_dot(n, y, step);
        alpha[i] = r[i] * dense_dot(n, step, d);
        add_scaled(n, d, -alpha[i], y);
    }
    for (size_t i = 0; i < n; i++)
        d[i] *= s->state[GAMMA];
    for (size_t i = 0; i < pairs; i++) {
        const double *step = pair(s, i), *y = step + n;
        add_scaled(n, d, alpha[i] - r[i] * dense_dot(n, y, d), step);
    }
}

/* The first direction has the gradient's length: not to overshoot, at most 1 is tried. */
static double
first_length(const struct solver *s, const double *g)
{
    double sum = 0;
    for (size_t i = 0; i < s->n; i++)
        sum += fabs(g[i]);
    return (1 / sum < 1 ? 1 / sum : 1) * s->rate;
}

static bool
solve(struct solver *s)
{
    size_t n = s->n;
    const double *g = solve_gradient_here(s);
    double *state = s->state, *last_g = state + OWN, *d = last_g + n;
    bool first = state[BEGUN] == 0;
    if (first)
        state[GAMMA] = 1;
    else
        remember(s, g);
    state[BEGUN] = 1;
    find_direction(s, g, d);
    memcpy(last_g, g, n * sizeof *last_g);
    state[LENGTH] = first ? first_length(s, g) : s->rate;
    struct line line = {.solver = s,
                        .d = d,
                        .slope = dense_dot(n, g, d),
                        .at = s->work,
                        .g = s->work + n};
    solve_note(s, TAP_GAMMA, SIZE_MAX, state[GAMMA]);
    solve_note_all(s, TAP_DIRECTION, d);
    solve_note(s, TAP_SLOPE, SIZE_MAX, line.slope);
    if (line.slope > -s->h[TOLERANCE_CHANGE])
        return false;
    if ((enum search)s->h[LINE_SEARCH] == STRONG_WOLFE)
        line_strong_wolfe(&line, state[LENGTH]);
    else
        line_end(&line, state[LENGTH]);
    state[LENGTH] = s->head[SOLVE_ALPHA];
    solve_note(s, TAP_TRIES, SIZE_MAX, s->head[SOLVE_TRIES]);
    line_note(&line, TAP_ALPHA, TAP_STEP);
    return true;
}

static size_t
state_size(const struct rv_settings *settings, size_t n)
{
    return SOLVE_HEAD + OWN + 2 * n * (1 + (size_t)settings->value[HISTORY_SIZE]);
}

static size_t
work_size(size_t n)
{
    return 2 * n;
}

static struct rv_cost
cost(const struct rv_settings *settings, size_t n)
{
    const double *h = settings->value;
    bool search = (enum search)h[LINE_SEARCH] == STRONG_WOLFE;
    (void)n;
    return (struct rv_cost){.values = search ? 1 : 0,
                            .gradients = 1,
                            .state_per_parameter = 2 + 2 * h[HISTORY_SIZE],
                            .searches = search};
}

#include "../solve_driver.inc"

static const struct rv_optimizer_driver driver = {
    SOLVE_DRIVER,           .cost = cost,
    .tolerance = tolerance, .state_size = state_size,
    .work_size = work_size,
};

const struct rv_optimizer rv_optimizer_lbfgs = {
    .id = "lbfgs",
    .title = "L-BFGS",
    .formula = "d = −B g, B from the last pairs s, y and γ = s·y / y·y\n"
               "θ ← θ + α d, α by strong Wolfe (c₁ = 1e-4, c₂ = 0.9)",
    .source = "Liu & Nocedal 1989, Algorithm 2.1; Nocedal & Wright 2006, Algorithms 7.4 "
              "and 3.5",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = -1,
    .needs = RV_NEEDS_EXACT | RV_NEEDS_VALUE,
    .driver = &driver,
};
