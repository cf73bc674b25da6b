/* BFGS (Broyden, Fletcher, Goldfarb, Shanno 1970) with a backtracking line search: B
 * learns the inverse Hessian from how the gradient changes. */
#include "../line_search.h"

#include "../dense.h"
#include "line_rows.h"

enum { ALPHA0, C1, TAU, MAX_BT, GTOL, N_PARAMS };
enum { BEGUN, OWN }; /* then B, n x n */
enum {
    TAP_B_1 = LINE_TAPS,
    TAP_B_2,
    TAP_DIRECTION,
    TAP_DIRECTION_OF_MANY,
    TAP_SLOPE,
    TAP_TRIES,
    TAP_ALPHA,
    TAP_STEP,
    TAP_CURVATURE,
};

static const struct rv_param params[] = {
    [ALPHA0] = ROW_ALPHA0,
    [C1] = ROW_C1,
    [TAU] = ROW_TAU,
    [MAX_BT] = ROW_MAX_BT,
    [GTOL] = ROW_GTOL(1e-6, GTOL_HELP),
};

static const struct tap_text taps[] = {
    LINE_ROWS,
    [TAP_B_1] = SHOWN("B₁", "first column of B", CURVATURE),
    [TAP_B_2] = SHOWN("B₂", "second column of B", CURVATURE),
    [TAP_DIRECTION] = SHOWN("d", "−({B₁}{g:1} + {B₂}{g:2})", DIRECTION),
    [TAP_DIRECTION_OF_MANY] = SHOWN("d", "−B g", DIRECTION),
    [TAP_SLOPE] = SHOWN("g·d", "{g:1}{d:1} + {g:2}{d:2}", NUMBER),
    [TAP_TRIES] = SHOWN("refused", "tries with e above 0", NUMBER),
    [TAP_ALPHA] = SHOWN("α", "what the search has found", RATE),
    [TAP_STEP] = SHOWN("Δ", "{α}{d}", STEP),
    [TAP_CURVATURE] = SHOWN("s·y", "B learns from it where it is above 1e-10", CURVATURE),
};

static double
tolerance(const double *h)
{
    return h[GTOL];
}

static void
set_identity(size_t n, double *b)
{
    for (size_t i = 0; i < n * n; i++)
        b[i] = i % (n + 1) == 0;
}

/* B <- (I − r s y') B (I − r y s') + r s s', r = 1/s·y, multiplied out; @by is scratch.
 */
static void
update(size_t n, double *b, const double *s, const double *y, double *by)
{
    double r = 1 / dense_dot(n, s, y);
    dense_multiply(n, b, y, by);
    double ss = r * (1 + r * dense_dot(n, y, by));
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            b[i * n + j] += ss * s[i] * s[j] - r * (s[i] * by[j] + by[i] * s[j]);
}

/* Learn from the step just taken; one that went nowhere teaches nothing. */
static void
learn(struct solver *s, double *b, double *ds, double *dy, double *scratch)
{
    if (s->head[SOLVE_ALPHA] == 0)
        return;
    solve_gradient(s, s->next, dy);
    solve_keep_gradient(s);
    for (size_t i = 0; i < s->n; i++) {
        ds[i] = s->next[i] - s->theta[i];
        dy[i] -= s->g[i];
    }
    double curvature = solve_note(s, TAP_CURVATURE, SIZE_MAX, dense_dot(s->n, dy, ds));
    if (curvature > 1e-10)
        update(s->n, b, ds, dy, scratch);
}

static bool
solve(struct solver *s)
{
    size_t n = s->n;
    const double *g = solve_gradient_here(s), *h = s->h;
    double *b = s->state + OWN, *d = s->work;
    if (s->state[BEGUN] == 0)
        set_identity(n, b);
    s->state[BEGUN] = 1;
    dense_multiply(n, b, g, d);
    for (size_t i = 0; i < n; i++)
        d[i] = -d[i];
    struct line line = {
        .solver = s, .d = d, .slope = dense_dot(n, g, d), .at = d + n, .g = d + 2 * n};
    for (size_t i = 0; n == 2 && i < n; i++) {
        solve_note(s, TAP_B_1, i, b[2 * i]);
        solve_note(s, TAP_B_2, i, b[2 * i + 1]);
    }
    solve_note_all(s, n == 2 ? TAP_DIRECTION : TAP_DIRECTION_OF_MANY, d);
    solve_note(s, TAP_SLOPE, SIZE_MAX, line.slope);
    line_armijo(&line, h[ALPHA0], h[C1], h[TAU], h[MAX_BT]);
    solve_note(s, TAP_TRIES, SIZE_MAX, s->head[SOLVE_TRIES]);
    line_note(&line, TAP_ALPHA, TAP_STEP);
    learn(s, b, d + n, d + 2 * n, d + 3 * n);
    return true;
}

static size_t
state_size(const struct rv_settings *settings, size_t n)
{
    (void)settings;
    return SOLVE_HEAD + OWN + n * n;
}

static size_t
work_size(size_t n)
{
    return 4 * n;
}

static struct rv_cost
cost(const struct rv_settings *settings, size_t n)
{
    (void)settings;
    return (struct rv_cost){
        .values = 1, .gradients = 1, .state_per_parameter = (double)n, .searches = true};
}

#include "../solve_driver.inc"

static const struct rv_optimizer_driver driver = {
    SOLVE_DRIVER,           .cost = cost,
    .tolerance = tolerance, .state_size = state_size,
    .work_size = work_size,
};

const struct rv_optimizer rv_optimizer_bfgs = {
    .id = "bfgs",
    .title = "BFGS",
    .formula = "d = −B g, α by backtracking\nθ ← θ + α d, s = α d, y = g₊ − g\n"
               "B ← (I − s y'/s·y) B (I − y s'/s·y) + s s'/s·y where s·y > 1e-10",
    .source = "Broyden, Fletcher, Goldfarb, Shanno 1970; Nocedal & Wright 2006, "
              "Algorithm 6.1 and eq. 6.17",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = -1,
    .needs = RV_NEEDS_EXACT | RV_NEEDS_VALUE,
    .driver = &driver,
};
