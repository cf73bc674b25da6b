/*
 * Newton's method, damped (Levenberg 1944) or with the Hessian's absolute value, in which
 * saddles repel (Dauphin et al. 2014).
 *
 * plain follows its formula wherever it leads: on an indefinite Hessian to the saddle or
 * maximum, and where H + damping·I is singular to the last bit there is no step and it
 * stays. absolute divides by |eigenvalue| + damping: without damping an eigenvalue of
 * exactly 0 sends it to infinity.
 */
#include "../solve.h"

#include "../dense.h"
#include "rows.h"

enum { LR, DAMPING, FORM, N_PARAMS };
enum form { FORM_PLAIN, FORM_ABSOLUTE };
enum {
    TAP_XX,
    TAP_XY,
    TAP_YY,
    TAP_XX_DAMPED,
    TAP_YY_DAMPED,
    TAP_DET,
    TAP_D1,
    TAP_D2,
    TAP_D,
    TAP_DIRECTION,
    TAP_DIRECTION_ABSOLUTE,
    TAP_STEP
};

static const char *const forms[] = {"plain", "absolute", NULL};

static const struct rv_param params[] = {
    [LR] = ROW_LR_HELP(1, "share of the full Newton step that is taken"),
    [DAMPING] =
        ROW_FROM_ZERO("damping", "λ", 0, 1e-6, 1e3, RV_LIVE,
                      "added to every eigenvalue of the Hessian (absolute: to its "
                      "size); large, the step is a short gradient step"),
    [FORM] = ROW_FORM("form", forms, 1,
                      "plain: goes to any critical point, saddles too; absolute: "
                      "|eigenvalues|, so that it always goes down"),
};

static const struct tap_text taps[] = {
    [TAP_XX] = SHOWN("H₁₁", "second derivative along the first axis", CURVATURE),
    [TAP_XY] = SHOWN("H₁₂", "mixed second derivative", CURVATURE),
    [TAP_YY] = SHOWN("H₂₂", "second derivative along the second axis", CURVATURE),
    [TAP_XX_DAMPED] = SHOWN("H₁₁", "{H₁₁} + {damping}", CURVATURE),
    [TAP_YY_DAMPED] = SHOWN("H₂₂", "{H₂₂} + {damping}", CURVATURE),
    [TAP_DET] = SHOWN("D", "{H₁₁}{H₂₂} − {H₁₂}²", CURVATURE),
    [TAP_D1] = SHOWN("d₁", "({H₂₂}{g:1} − {H₁₂}{g:2}) / {D}", NUMBER),
    [TAP_D2] = SHOWN("d₂", "({H₁₁}{g:2} − {H₁₂}{g:1}) / {D}", NUMBER),
    [TAP_D] = NAMED("d"),
    [TAP_DIRECTION] = SHOWN("d", "(H + λI)⁻¹ g", NUMBER),
    [TAP_DIRECTION_ABSOLUTE] =
        SHOWN("d", "(|H| + λI)⁻¹ g, |H| with |eigenvalues|", NUMBER),
    [TAP_STEP] = SHOWN("Δ", "−{η} {d}", STEP),
};

/* d <- V diag(1 / (|w| + damping)) V' g. */
static void
absolute_direction(const struct solver *s, double *hessian, const double *g, double *d)
{
    size_t n = s->n;
    double *v = hessian + n * n, *w = v + n * n;
    dense_eigen(n, hessian, w, v);
    for (size_t j = 0; j < n; j++) {
        double along = 0;
        for (size_t i = 0; i < n; i++)
            along += v[i * n + j] * g[i];
        w[j] = along / (fabs(w[j]) + s->h[DAMPING]);
    }
    dense_multiply(n, v, w, d);
}

static bool
plain_direction(const struct solver *s, double *hessian, const double *g, double *d)
{
    for (size_t i = 0; i < s->n; i++) {
        hessian[i * s->n + i] += s->h[DAMPING];
        d[i] = g[i];
    }
    return dense_solve(s->n, hessian, d);
}

/* The entries of a Hessian of two numbers. */
static void
note_hessian(const struct solver *s, const double *hessian)
{
    if (s->n != 2)
        return;
    solve_note(s, TAP_XX, SIZE_MAX, hessian[0]);
    solve_note(s, TAP_XY, SIZE_MAX, hessian[1]);
    solve_note(s, TAP_YY, SIZE_MAX, hessian[3]);
}

/* Of two numbers as Cramer's rule has it. */
static void
note_direction(const struct solver *s, struct rv_vec2 diagonal, double mixed,
               const double *d)
{
    bool absolute = (enum form)s->h[FORM] == FORM_ABSOLUTE;
    if (absolute || s->n != 2) {
        solve_note_all(s, absolute ? TAP_DIRECTION_ABSOLUTE : TAP_DIRECTION, d);
        return;
    }
    double damping = s->h[DAMPING], x = diagonal.x + damping, y = diagonal.y + damping;
    if (damping != 0) {
        solve_note(s, TAP_XX_DAMPED, SIZE_MAX, x);
        solve_note(s, TAP_YY_DAMPED, SIZE_MAX, y);
    }
    solve_note(s, TAP_DET, SIZE_MAX, x * y - mixed * mixed);
    solve_note(s, TAP_D1, SIZE_MAX, d[0]);
    solve_note(s, TAP_D2, SIZE_MAX, d[1]);
    solve_note_all(s, TAP_D, d);
}

static bool
solve(struct solver *s)
{
    double *d = s->work, *hessian = d + s->n;
    const double *g = solve_gradient_here(s);
    solve_hessian_here(s, hessian);
    note_hessian(s, hessian);
    double mixed = s->n == 2 ? hessian[1] : 0;
    struct rv_vec2 diagonal = {hessian[0], hessian[s->n * s->n - 1]};
    if ((enum form)s->h[FORM] == FORM_ABSOLUTE)
        absolute_direction(s, hessian, g, d);
    else if (!plain_direction(s, hessian, g, d))
        return true;
    note_direction(s, diagonal, mixed, d);
    for (size_t i = 0; i < s->n; i++)
        s->next[i] = s->theta[i] + solve_note(s, TAP_STEP, i, -(s->rate * d[i]));
    s->head[SOLVE_ALPHA] = s->rate;
    return true;
}

static size_t
work_size(size_t n)
{
    return 2 * n + 2 * n * n;
}

static struct rv_cost
cost(const struct rv_settings *settings, size_t n)
{
    (void)settings;
    (void)n;
    return (struct rv_cost){.gradients = 1, .hessians = 1};
}

#include "../solve_driver.inc"

static const struct rv_optimizer_driver driver = {
    SOLVE_DRIVER,
    .cost = cost,
    .work_size = work_size,
};

const struct rv_optimizer rv_optimizer_newton = {
    .id = "newton",
    .title = "Newton",
    .formula = "θ ← θ − η (H + λI)⁻¹ g",
    .source = "Nocedal & Wright 2006, eq. 2.15; absolute: Dauphin et al. 2014, "
              "Algorithm 1",
    .params = params,
    .n_params = N_PARAMS,
    .momentum_param = -1,
    .needs = RV_NEEDS_EXACT | RV_NEEDS_HESSIAN,
    .driver = &driver,
};
