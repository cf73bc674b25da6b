/* The driver of the rules that evaluate as they like, and the doors they pay at. */
#include "solve.h"

#include <math.h>
#include <string.h>

#include "dense.h"
#include "oracle.h"

/* Doors ---------------------------------------------------------------------------- */

static double
penalty(const struct solver *s, const double *x)
{
    return s->decay / 2 * dense_dot(s->n, x, x);
}

static void
add_penalty_gradient(const struct solver *s, const double *x, double *g)
{
    for (size_t i = 0; i < s->n; i++)
        g[i] += s->decay * x[i];
}

double
solve_value_here(struct solver *s)
{
    if (s->head[SOLVE_KNOWS_VALUE] == 0)
        s->oracle->paid->values++;
    s->head[SOLVE_KNOWS_VALUE] = 1;
    return s->f;
}

const double *
solve_gradient_here(struct solver *s)
{
    if (s->head[SOLVE_KNOWS_GRADIENT] == 0)
        s->oracle->paid->gradients++;
    s->head[SOLVE_KNOWS_GRADIENT] = 1;
    return s->g;
}

double
solve_value(struct solver *s, const double *x)
{
    return oracle_value(s->oracle, x);
}

void
solve_gradient(struct solver *s, const double *x, double *g)
{
    oracle_gradient(s->oracle, x, NULL, g);
}

double
solve_value_gradient(struct solver *s, const double *x, double *g)
{
    s->oracle->paid->values++;
    s->oracle->paid->gradients++;
    double f = rv_objective_peek(s->objective, x, g);
    if (s->decay == 0)
        return f;
    add_penalty_gradient(s, x, g);
    return f + penalty(s, x);
}

void
solve_hessian_here(struct solver *s, double *hessian)
{
    oracle_hessian(s->oracle, s->theta, hessian);
}

void
solve_keep_value(struct solver *s)
{
    s->head[SOLVE_KNOWS_VALUE] = 2;
}

void
solve_keep_gradient(struct solver *s)
{
    s->head[SOLVE_KNOWS_GRADIENT] = 2;
}

void
solve_note_all(const struct solver *s, int id, const double *values)
{
    for (size_t i = 0; s->tap && i < s->n; i++)
        solve_note(s, id, i, values[i]);
}

/* The driver ----------------------------------------------------------------------- */

bool
solve_rests(const struct rv_optimizer_driver *driver, const double *h, size_t n,
            const double *g)
{
    if (!driver->tolerance)
        return false;
    double largest = 0;
    for (size_t i = 0; i < n; i++)
        largest = fabs(g[i]) > largest ? fabs(g[i]) : largest;
    return largest <= driver->tolerance(h);
}

/* @return whether the rule moves on; one that rests has met a tolerance of its own. */
static bool
step(struct solver *s, const struct rv_optimizer_driver *driver)
{
    s->head[SOLVE_ALPHA] = s->head[SOLVE_TRIES] = 0;
    if (!solve_rests(driver, s->h, s->n, s->g))
        return driver->solve(s);
    solve_gradient_here(s);
    return false;
}

/* What is known of theta: all that was, where it rests; else what solve() has kept. */
static void
close_step(struct solver *s, double *theta, bool moves)
{
    double *value = &s->head[SOLVE_KNOWS_VALUE];
    double *gradient = &s->head[SOLVE_KNOWS_GRADIENT];
    *value = *value == 2 || (!moves && *value != 0);
    *gradient = *gradient == 2 || (!moves && *gradient != 0);
    memcpy(theta, s->next, s->n * sizeof *theta);
}

static struct solver
open_step(const struct segment *seg, size_t i, double f, double *g)
{
    size_t n = seg->n;
    struct solver s = {
        .objective = seg->objective,
        .oracle = seg->oracle,
        .h = seg->h,
        .rate = seg->rates[i],
        .decay = seg->oracle->decay,
        .n = n,
        .theta = seg->theta,
        .f = f,
        .g = g,
        .next = seg->work + n,
        .head = seg->state,
        .state = seg->state + SOLVE_HEAD,
        .work = seg->work + 3 * n,
        .tap = seg->tap,
    };
    if (s.decay != 0) {
        add_penalty_gradient(&s, seg->theta, g);
        s.f += penalty(&s, seg->theta);
    }
    memcpy(s.next, seg->theta, n * sizeof *s.next);
    return s;
}

static bool
write_row(struct segment *seg, size_t i, double f, const double *g)
{
    const double *theta = seg->theta;
    double y = seg->n > 1 ? theta[1] : 0, gy = seg->n > 1 ? g[1] : 0;
    if (seg->rows)
        seg->rows[i] = (struct rv_row){theta[0], y, f, g[0], gy, seg->rates[i]};
    return is_row_finite(theta[0], y, f, g[0], gy);
}

size_t
solve_advance(struct segment *seg, const struct rv_optimizer_driver *driver)
{
    double *g = seg->work, *converged = &seg->state[SOLVE_CONVERGED];
    for (size_t i = 0; i < seg->k; i++) {
        double f = rv_objective_peek(seg->objective, seg->theta, g);
        if (!write_row(seg, i, f, g) && !seg->unjudged) {
            seg->ended = true;
            return i;
        }
        struct solver s = open_step(seg, i, f, g);
        bool moves = step(&s, driver);
        if (moves)
            *converged = 0;
        else if (*converged == 0)
            *converged = (double)(seg->oracle->step + 1);
        close_step(&s, seg->theta, moves);
        seg->oracle->step++;
    }
    return seg->k;
}
