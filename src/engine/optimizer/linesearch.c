/*
 * Steepest descent with a line search: exact (Cauchy 1847) or backtracking until the loss
 * has fallen enough (Armijo 1966).
 *
 * On `quadratic` the exact step is −g·d / d'Hd, where the slope along the line vanishes;
 * on an indefinite one that may be a maximum, and no point at all where d'Hd = 0: then it
 * leaves for infinity, as the loss along the line does.
 */
#include "../line_search.h"

#include "../dense.h"
#include "line_rows.h"

enum { FORM, ALPHA0, C1, TAU, MAX_BT, AMAX, GRID, GTOL, N_PARAMS };
enum form { FORM_EXACT, FORM_ARMIJO };
enum { TAP_DIRECTION = LINE_TAPS, TAP_SLOPE, TAP_TRIES, TAP_ALPHA, TAP_STEP };

static const char *const forms[] = {"exact", "armijo", NULL};

static const struct rv_param params[] = {
    [FORM] = ROW_FORM("form", forms, 1,
                      "exact: to the minimum along the line; armijo: back from α₀ until "
                      "the loss has fallen enough"),
    [ALPHA0] = ROW_ALPHA0,
    [C1] = ROW_C1,
    [TAU] = ROW_TAU,
    [MAX_BT] = ROW_MAX_BT,
    [AMAX] = ROW_AMAX,
    [GRID] = ROW_GRID,
    [GTOL] = ROW_GTOL(0, GTOL_HELP "; 0: 1e-9 for exact, 1e-6 for armijo"),
};

static const struct tap_text taps[] = {
    LINE_ROWS,
    [TAP_DIRECTION] = SHOWN("d", "−{g}", DIRECTION),
    [TAP_SLOPE] = SHOWN("g·d", "{g:1}{d:1} + {g:2}{d:2}", NUMBER),
    [TAP_TRIES] = SHOWN("refused", "tries with e above 0", NUMBER),
    [TAP_ALPHA] = SHOWN("α", "what the search has found", RATE),
    [TAP_STEP] = SHOWN("Δ", "{α}{d}", STEP),
};

static bool
uses(const struct rv_settings *settings, size_t param)
{
    bool exact = (enum form)settings->value[FORM] == FORM_EXACT;
    if (param == FORM || param == GTOL)
        return true;
    return exact == (param == AMAX || param == GRID);
}

static double
tolerance(const double *h)
{
    if (h[GTOL] > 0)
        return h[GTOL];
    return (enum form)h[FORM] == FORM_EXACT ? 1e-9 : 1e-6;
}

static bool
solve(struct solver *s)
{
    size_t n = s->n;
    const double *g = solve_gradient_here(s), *h = s->h;
    double *d = s->work;
    struct line line = {.solver = s, .d = d, .at = d + n, .g = d + 2 * n};
    for (size_t i = 0; i < n; i++)
        d[i] = -g[i];
    solve_note_all(s, TAP_DIRECTION, d);
    line.slope = solve_note(s, TAP_SLOPE, SIZE_MAX, dense_dot(n, g, d));
    if ((enum form)h[FORM] == FORM_EXACT)
        line_exact(&line, h[AMAX], h[GRID]);
    else
        line_armijo(&line, h[ALPHA0], h[C1], h[TAU], h[MAX_BT]);
    solve_note(s, TAP_TRIES, SIZE_MAX, s->head[SOLVE_TRIES]);
    line_note(&line, TAP_ALPHA, TAP_STEP);
    return true;
}

static size_t
work_size(size_t n)
{
    return 3 * n;
}

static struct rv_cost
cost(const struct rv_settings *settings, size_t n)
{
    bool exact = (enum form)settings->value[FORM] == FORM_EXACT;
    (void)n;
    return (struct rv_cost){.values = exact ? 0 : 1, .gradients = 1, .searches = true};
}

#include "../solve_driver.inc"

static const struct rv_optimizer_driver driver = {
    SOLVE_DRIVER,           .cost = cost,           .uses = uses,
    .tolerance = tolerance, .work_size = work_size,
};

const struct rv_optimizer rv_optimizer_linesearch = {
    .id = "linesearch",
    .title = "Line search",
    .formula = "d = −g\nexact: α = argmin f(θ+αd)\n"
               "armijo: α ← τα until f(θ+αd) ≤ f + c₁ α g·d\nθ ← θ + α d",
    .source = "Cauchy 1847; Armijo 1966; Nocedal & Wright 2006, Algorithm 3.1",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = -1,
    .needs = RV_NEEDS_EXACT | RV_NEEDS_VALUE,
    .driver = &driver,
};
