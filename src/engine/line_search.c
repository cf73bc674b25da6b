#include "line_search.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include <ravine/surface.h>

#include "dense.h"

static void
point_at(const struct line *line, double a, double *x)
{
    const struct solver *s = line->solver;
    for (size_t i = 0; i < s->n; i++)
        x[i] = s->theta[i] + a * line->d[i];
}

void
line_end(struct line *line, double a)
{
    line->solver->head[SOLVE_ALPHA] = a;
    point_at(line, a, line->solver->next);
}

void
line_note(const struct line *line, int alpha, int step)
{
    const struct solver *s = line->solver;
    double a = solve_note(s, alpha, SIZE_MAX, s->head[SOLVE_ALPHA]);
    for (size_t i = 0; s->tap && i < s->n; i++)
        solve_note(s, step, i, a * line->d[i]);
}

/* Armijo --------------------------------------------------------------------------- */

void
line_armijo(struct line *line, double alpha0, double c1, double tau, double max_bt)
{
    struct solver *s = line->solver;
    double a = alpha0, f0 = solve_value_here(s), refused = 0;
    solve_note(s, LINE_F, SIZE_MAX, f0);
    for (;; a *= tau) {
        point_at(line, a, line->at);
        double f = solve_value(s, line->at), most = f0 + c1 * a * line->slope;
        solve_note(s, LINE_TRY_ALPHA, SIZE_MAX, a);
        solve_note(s, LINE_TRY_F, SIZE_MAX, f);
        solve_note(s, LINE_TRY, SIZE_MAX, f - most);
        if (f <= most)
            break;
        if (++refused > max_bt) {
            a = 0;
            break;
        }
    }
    s->head[SOLVE_TRIES] = refused;
    line_end(line, a);
    solve_keep_value(s);
    if (a == 0)
        solve_keep_gradient(s);
}

/* Exact ---------------------------------------------------------------------------- */

static double
slope_at(struct line *line, double a)
{
    point_at(line, a, line->at);
    solve_gradient(line->solver, line->at, line->g);
    return dense_dot(line->solver->n, line->g, line->d);
}

/* Between two points whose slopes differ in sign: Brent 1973, chapter 4. `cur` is the
 * best so far, `pre` the one before, `blk` on the other side of the root. */
struct bracket {
    double pre, cur, blk, f_pre, f_cur, f_blk, last, before_last;
};

static void
order(struct bracket *b)
{
    if (signbit(b->f_pre) != signbit(b->f_cur)) {
        b->blk = b->pre;
        b->f_blk = b->f_pre;
        b->last = b->before_last = b->cur - b->pre;
    }
    if (fabs(b->f_blk) < fabs(b->f_cur)) {
        b->pre = b->cur;
        b->cur = b->blk;
        b->blk = b->pre;
        b->f_pre = b->f_cur;
        b->f_cur = b->f_blk;
        b->f_blk = b->f_pre;
    }
}

/* The step towards the root by the secant or by inverse quadratic interpolation. */
static double
interpolate(const struct bracket *b)
{
    if (b->pre == b->blk)
        return -b->f_cur * (b->cur - b->pre) / (b->f_cur - b->f_pre);
    double to_pre = (b->f_pre - b->f_cur) / (b->pre - b->cur);
    double to_blk = (b->f_blk - b->f_cur) / (b->blk - b->cur);
    return -b->f_cur * (b->f_blk * to_blk - b->f_pre * to_pre) /
           (to_blk * to_pre * (b->f_blk - b->f_pre));
}

static void
choose_step(struct bracket *b, double half, double delta)
{
    double step = half, before = half;
    if (fabs(b->before_last) > delta && fabs(b->f_cur) < fabs(b->f_pre)) {
        double try = interpolate(b);
        if (2 * fabs(try) < fmin(fabs(b->before_last), 3 * fabs(half) - delta)) {
            step = try;
            before = b->last;
        }
    }
    b->before_last = before;
    b->last = step;
}

static double
refine(struct line *line, double a, double fa, double z, double fz)
{
    struct bracket b = {.pre = a, .cur = z, .f_pre = fa, .f_cur = fz};
    for (int i = 0; i < 100; i++) {
        order(&b);
        double delta = 0.5 * (1e-17 + 1e-15 * fabs(b.cur)), half = 0.5 * (b.blk - b.cur);
        if (b.f_cur == 0 || fabs(half) < delta)
            break;
        choose_step(&b, half, delta);
        b.pre = b.cur;
        b.f_pre = b.f_cur;
        b.cur += fabs(b.last) > delta ? b.last : half > 0 ? delta : -delta;
        b.f_cur = slope_at(line, b.cur);
    }
    return b.cur;
}

static double
first_root(struct line *line, double amax, double grid)
{
    double a = 0, fa = line->slope;
    for (double k = 1; k <= grid; k++) {
        double z = k * amax / grid, fz = slope_at(line, z);
        if (fa < 0 && fz == 0)
            return z;
        if (fa < 0 && fz > 0)
            return refine(line, a, fa, z, fz);
        a = z;
        fa = fz;
    }
    return amax;
}

static bool
has_closed_form(const struct rv_objective *objective)
{
    const struct rv_surface *surface = rv_objective_surface(objective);
    return surface && strcmp(surface->id, "quadratic") == 0;
}

static double
closed_form(struct line *line)
{
    struct solver *s = line->solver;
    double hessian[4], hd[2];
    solve_hessian_here(s, hessian);
    dense_multiply(2, hessian, line->d, hd);
    double bend = solve_note(s, LINE_BEND, SIZE_MAX, dense_dot(2, line->d, hd));
    return solve_note(s, LINE_ALPHA, SIZE_MAX, -line->slope / bend);
}

void
line_exact(struct line *line, double amax, double grid)
{
    if (has_closed_form(line->solver->objective)) {
        line_end(line, closed_form(line));
        return;
    }
    line_end(line, first_root(line, amax, grid));
    /* The gradient was taken at the root last, unless Brent went back from it. */
    if (memcmp(line->at, line->solver->next, line->solver->n * sizeof *line->at) == 0)
        solve_keep_gradient(line->solver);
}

/* Strong Wolfe --------------------------------------------------------------------- */

/* The line at step t: value, slope. */
struct look {
    double t, f, slope;
};

/* Minimum of the cubic through two looks, within lo..hi (Nocedal & Wright, eq. 3.59). */
static double
cubic_minimum(const struct look *a, const struct look *b, double lo, double hi)
{
    double d1 = a->slope + b->slope - 3 * (a->f - b->f) / (a->t - b->t);
    double square = d1 * d1 - a->slope * b->slope;
    if (!(square >= 0))
        return (lo + hi) / 2;
    double d2 = sqrt(square), t;
    if (a->t <= b->t)
        t = b->t -
            (b->t - a->t) * ((b->slope + d2 - d1) / (b->slope - a->slope + 2 * d2));
    else
        t = a->t -
            (a->t - b->t) * ((a->slope + d2 - d1) / (a->slope - b->slope + 2 * d2));
    t = t < lo ? lo : t;
    return t > hi ? hi : t;
}

static struct look
look_at(struct line *line, double t)
{
    struct solver *s = line->solver;
    point_at(line, t, line->at);
    double f = solve_value_gradient(s, line->at, line->g);
    double slope = dense_dot(s->n, line->g, line->d);
    s->head[SOLVE_TRIES]++;
    solve_note(s, LINE_LOOK_ALPHA, SIZE_MAX, t);
    solve_note(s, LINE_LOOK_F, SIZE_MAX, f);
    solve_note(s, LINE_LOOK_SLOPE, SIZE_MAX, slope);
    return (struct look){t, f, slope};
}

/* A search as minFunc and PyTorch do it: at most 25 looks after the first, c1 = 1e-4,
 * c2 = 0.9. */
struct wolfe {
    struct line *line;
    struct look begin, end[2]; /* the bracket, or the answer in end[low] */
    int low;                   /* the end with the lower value */
    double slope_enough;
    int looks;
    bool done, crowded;
};

enum { LOOKS_MAX = 25 };

static bool
is_too_high(const struct wolfe *w, const struct look *x)
{
    return x->f > w->begin.f + 1e-4 * x->t * w->begin.slope;
}

static void
choose_low(struct wolfe *w)
{
    w->low = w->end[0].f <= w->end[1].f ? 0 : 1;
}

static void
set_bracket(struct wolfe *w, struct look a, struct look b)
{
    w->end[0] = a;
    w->end[1] = b;
    choose_low(w);
}

/* Longer and longer steps, until two of them have an acceptable point between them. */
static void
find_bracket(struct wolfe *w, double t)
{
    struct look before = w->begin, now = look_at(w->line, t);
    for (; w->looks < LOOKS_MAX; w->looks++) {
        bool rises = w->looks > 1 && now.f >= before.f;
        if (is_too_high(w, &now) || rises) {
            set_bracket(w, before, now);
            return;
        }
        w->done = fabs(now.slope) <= w->slope_enough;
        if (w->done || now.slope >= 0) {
            set_bracket(w, before, now);
            w->low = w->done ? 1 : w->low;
            return;
        }
        double longer =
            cubic_minimum(&before, &now, now.t + 0.01 * (now.t - before.t), now.t * 10);
        before = now;
        now = look_at(w->line, longer);
    }
    set_bracket(w, w->begin, now);
}

/* Where to look in the bracket: not close to an end twice in a row. */
static double
place_look(struct wolfe *w)
{
    double lo = fmin(w->end[0].t, w->end[1].t), hi = fmax(w->end[0].t, w->end[1].t);
    double t = cubic_minimum(&w->end[0], &w->end[1], lo, hi), margin = 0.1 * (hi - lo);
    bool close = fmin(hi - t, t - lo) < margin;
    if (close && (w->crowded || t >= hi || t <= lo)) {
        w->crowded = false;
        return fabs(t - hi) < fabs(t - lo) ? hi - margin : lo + margin;
    }
    w->crowded = close;
    return t;
}

static void
zoom_once(struct wolfe *w)
{
    struct look now = look_at(w->line, place_look(w));
    struct look *low = &w->end[w->low], *high = &w->end[1 - w->low];
    w->looks++;
    if (is_too_high(w, &now) || now.f >= low->f) {
        *high = now;
        choose_low(w);
        return;
    }
    w->done = fabs(now.slope) <= w->slope_enough;
    if (!w->done && now.slope * (high->t - low->t) >= 0)
        *high = *low;
    *low = now;
}

static void
zoom(struct wolfe *w, double size)
{
    while (!w->done && w->looks < LOOKS_MAX &&
           !(fabs(w->end[1].t - w->end[0].t) * size < 1e-9))
        zoom_once(w);
}

static double
largest_entry(size_t n, const double *d)
{
    double largest = 0;
    for (size_t i = 0; i < n; i++)
        largest = fabs(d[i]) > largest ? fabs(d[i]) : largest;
    return largest;
}

void
line_strong_wolfe(struct line *line, double t)
{
    struct solver *s = line->solver;
    struct wolfe w = {
        .line = line,
        .begin = {0, solve_value_here(s), line->slope},
        .slope_enough = -0.9 * line->slope
    };
    find_bracket(&w, t);
    zoom(&w, largest_entry(s->n, line->d));
    line_end(line, w.end[w.low].t);
    s->head[SOLVE_TRIES]--;
    solve_keep_value(s);
    solve_keep_gradient(s);
}
