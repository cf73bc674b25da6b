/*
 * Nonlinear conjugate gradients: Fletcher & Reeves 1964, Polak & Ribière 1969 (never
 * below 0), with an exact line search and no restart. On a quadratic of n parameters they
 * are there after n steps (Hestenes & Stiefel 1952).
 */
#include "../line_search.h"

#include <string.h>

#include "../dense.h"
#include "line_rows.h"

enum { FORM, AMAX, GRID, GTOL, N_PARAMS };
enum form { FORM_FR, FORM_PR };
enum { BEGUN, OWN }; /* then the last gradient and direction */
enum {
    TAP_G_OLD = LINE_TAPS,
    TAP_BETA_FIRST,
    TAP_BETA_FR,
    TAP_BETA_PR,
    TAP_BETA_OF_MANY,
    TAP_D_OLD,
    TAP_DIRECTION,
    TAP_SLOPE,
    TAP_ALPHA,
    TAP_STEP
};

static const char *const forms[] = {"fr", "pr", NULL};

static const struct rv_param params[] = {
    [FORM] = ROW_FORM("form", forms, 1,
                      "what of the last direction is kept: fr: g·g / g₋·g₋; pr: "
                      "max(0, g·(g−g₋) / g₋·g₋)"),
    [AMAX] = ROW_AMAX,
    [GRID] = ROW_GRID,
    [GTOL] = ROW_GTOL(1e-9, GTOL_HELP),
};

static const struct tap_text taps[] = {
    LINE_ROWS,
    [TAP_G_OLD] = NAMED("g₋"),
    [TAP_BETA_FIRST] = SHOWN("β", "0 at the first step", NUMBER),
    [TAP_BETA_FR] = SHOWN("β", "({g:1}² + {g:2}²) / ({g₋:1}² + {g₋:2}²)", NUMBER),
    [TAP_BETA_PR] = SHOWN("β",
                          "max(0, ({g:1}({g:1} − {g₋:1}) + {g:2}({g:2} − {g₋:2})) / "
                          "({g₋:1}² + {g₋:2}²))",
                          NUMBER),
    [TAP_BETA_OF_MANY] = SHOWN("β", "g·g / g₋·g₋; pr: max(0, g·(g−g₋) / g₋·g₋)", NUMBER),
    [TAP_D_OLD] = NAMED("d'"),
    [TAP_DIRECTION] = SHOWN("d", "−{g} + {β}{d'}", DIRECTION),
    [TAP_SLOPE] = SHOWN("g·d", "{g:1}{d:1} + {g:2}{d:2}", NUMBER),
    [TAP_ALPHA] = SHOWN("α", "where the slope along d vanishes", RATE),
    [TAP_STEP] = SHOWN("Δ", "{α}{d}", STEP),
};

static double
tolerance(const double *h)
{
    return h[GTOL];
}

static double
find_beta(const struct solver *s, const double *g, const double *last)
{
    size_t n = s->n;
    double size = dense_dot(n, last, last);
    if ((enum form)s->h[FORM] == FORM_FR)
        return dense_dot(n, g, g) / size;
    double change = 0;
    for (size_t i = 0; i < n; i++)
        change += g[i] * (g[i] - last[i]);
    change /= size;
    return change > 0 ? change : 0;
}

static int
beta_row(const struct solver *s, bool begun)
{
    if (!begun)
        return TAP_BETA_FIRST;
    if (s->n != 2)
        return TAP_BETA_OF_MANY;
    return (enum form)s->h[FORM] == FORM_FR ? TAP_BETA_FR : TAP_BETA_PR;
}

static bool
solve(struct solver *s)
{
    size_t n = s->n;
    const double *g = solve_gradient_here(s);
    double *last = s->state + OWN, *d = last + n;
    bool begun = s->state[BEGUN] != 0;
    double beta = begun ? find_beta(s, g, last) : 0;
    s->state[BEGUN] = 1;
    solve_note_all(s, TAP_G_OLD, last);
    solve_note(s, beta_row(s, begun), SIZE_MAX, beta);
    solve_note_all(s, TAP_D_OLD, d);
    for (size_t i = 0; i < n; i++)
        d[i] = -g[i] + beta * d[i];
    memcpy(last, g, n * sizeof *last);
    struct line line = {.solver = s,
                        .d = d,
                        .slope = dense_dot(n, g, d),
                        .at = s->work,
                        .g = s->work + n};
    solve_note_all(s, TAP_DIRECTION, d);
    solve_note(s, TAP_SLOPE, SIZE_MAX, line.slope);
    line_exact(&line, s->h[AMAX], s->h[GRID]);
    line_note(&line, TAP_ALPHA, TAP_STEP);
    return true;
}

static size_t
state_size(const struct rv_settings *settings, size_t n)
{
    (void)settings;
    return SOLVE_HEAD + OWN + 2 * n;
}

static size_t
work_size(size_t n)
{
    return 2 * n;
}

static struct rv_cost
cost(const struct rv_settings *settings, size_t n)
{
    (void)settings;
    (void)n;
    return (struct rv_cost){.gradients = 1, .state_per_parameter = 2, .searches = true};
}

#include "../solve_driver.inc"

static const struct rv_optimizer_driver driver = {
    SOLVE_DRIVER,           .cost = cost,
    .tolerance = tolerance, .state_size = state_size,
    .work_size = work_size,
};

const struct rv_optimizer rv_optimizer_cg = {
    .id = "cg",
    .title = "Conjugate gradients",
    .formula = "d ← −g + βd\nα = argmin f(θ+αd)\nθ ← θ + α d",
    .source = "Fletcher & Reeves 1964; Polak & Ribière 1969; Nocedal & Wright 2006, "
              "Algorithm 5.4",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = -1,
    .needs = RV_NEEDS_EXACT,
    .driver = &driver,
};
