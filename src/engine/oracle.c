/* The paid door: mini-batches, noise and their price, clipping and L2 decay. */
#include "oracle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "explain.h"
#include "random.h"
#include "surface_driver.h"

enum rv_status
oracle_init(struct oracle *oracle, const struct rv_objective *objective, uint64_t seed,
            struct paid *paid)
{
    *oracle = (struct oracle){.objective = objective, .seed = seed, .paid = paid};
    size_t n = objective->n_rows;
    if (n == 0)
        return RV_OK;
    oracle->rows = malloc(n * sizeof *oracle->rows);
    oracle->marks = calloc((n + 63) / 64, sizeof *oracle->marks);
    if (oracle->rows && oracle->marks)
        return RV_OK;
    oracle_finish(oracle);
    return RV_E_MEMORY;
}

void
oracle_finish(struct oracle *oracle)
{
    free(oracle->rows);
    free(oracle->marks);
    oracle->rows = NULL;
    oracle->marks = NULL;
}

/* @return whether @i was not yet marked. */
static bool
mark(uint64_t *marks, size_t i)
{
    uint64_t bit = UINT64_C(1) << i % 64;
    bool fresh = !(marks[i / 64] & bit);
    marks[i / 64] |= bit;
    return fresh;
}

/* The marked numbers below @n in rising order; unmarks them. */
static void
collect(uint64_t *marks, size_t n, uint32_t *rows)
{
    for (size_t word = 0; word < (n + 63) / 64; word++)
        for (; marks[word]; marks[word] &= marks[word] - 1)
            *rows++ = (uint32_t)(word * 64 + (size_t)__builtin_ctzll(marks[word]));
}

/* Floyd's sampling (Bentley & Floyd 1987): every k-subset is as likely, k draws. */
void
oracle_draw_rows(const struct oracle *oracle, int64_t step, size_t k, uint32_t *rows)
{
    size_t n = oracle->objective->n_rows;
    for (size_t j = n - k, draw = 0; j < n; j++, draw++) {
        double u[2];
        random_uniform(oracle->seed, PURPOSE_BATCH, step, draw, u);
        size_t pick = (size_t)(u[0] * (double)(j + 1));
        if (!mark(oracle->marks, pick))
            mark(oracle->marks, j);
    }
    collect(oracle->marks, n, rows);
}

/* Each entry of @values, as @id. */
static void
note_all(const struct oracle *oracle, int id, const double *values)
{
    for (size_t i = 0; oracle->tap && i < oracle->objective->n; i++) {
        oracle->tap->coordinate = i;
        tap_value(oracle->tap, id, values[i]);
    }
}

static void
note_once(const struct oracle *oracle, int id, double value)
{
    if (oracle->tap)
        oracle->tap->coordinate = SIZE_MAX;
    tap_value(oracle->tap, id, value);
}

static void
gradient_of_rows(const struct rv_objective *objective, const double *x,
                 const uint32_t *rows, size_t k, double *g)
{
    if (!objective->surface) {
        objective->problem.value_gradient(objective->problem.self, x, rows, k, g);
        return;
    }
    double f;
    struct rv_vec2 gradient =
        objective->driver->eval_rows(objective->self, x[0], x[1], rows, k, &f);
    g[0] = gradient.x;
    g[1] = gradient.y;
}

static void
full_gradient(struct oracle *oracle, const double *x, const double *known, double *g)
{
    if (known)
        memcpy(g, known, oracle->objective->n * sizeof *g);
    else
        rv_objective_peek(oracle->objective, x, g);
    oracle->paid->gradients++;
    note_all(oracle, oracle->ahead ? EXPLAIN_GRADIENT_AHEAD : EXPLAIN_GRADIENT, g);
}

static void
batch_gradient(struct oracle *oracle, const double *x, double *g)
{
    size_t k = oracle->n_given ? oracle->n_given : oracle->batch;
    if (!oracle->n_given)
        oracle_draw_rows(oracle, oracle->step, k, oracle->rows);
    gradient_of_rows(oracle->objective, x, oracle->rows, k, g);
    oracle->paid->batch_rows += (int64_t)k;
    note_all(oracle, oracle->ahead ? EXPLAIN_BATCH_AHEAD : EXPLAIN_BATCH, g);
}

static void
add_noise(const struct oracle *oracle, double *g)
{
    size_t n = oracle->objective->n;
    double z[2];
    for (size_t i = 0; i < n; i++) {
        if (i % 2 == 0)
            random_normal(oracle->seed, PURPOSE_NOISE, oracle->step, i / 2, z);
        if (oracle->tap)
            oracle->tap->coordinate = i;
        tap_value(oracle->tap, EXPLAIN_DEVIATE, z[i % 2]);
        g[i] += oracle->noise * z[i % 2];
    }
    note_all(oracle, EXPLAIN_NOISE, g);
}

static bool
takes_some_rows(const struct oracle *oracle)
{
    return oracle->n_given > 0 ||
           (oracle->batch > 0 && oracle->batch < oracle->objective->n_rows);
}

static void
clip_entries(const struct oracle *oracle, double *g, size_t n)
{
    double most = oracle->clip_value;
    for (size_t i = 0; i < n; i++)
        g[i] = g[i] > most ? most : g[i] < -most ? -most : g[i];
    note_all(oracle, EXPLAIN_CLIP_VALUE, g);
}

/* The Euclidean norm, scaled where the squares would overflow. */
static double
norm(const double *g, size_t n)
{
    double largest = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, fabs(g[i]));
    double unit = largest > 1e150 && largest < INFINITY ? largest : 1;
    for (size_t i = 0; i < n; i++)
        sum += (g[i] / unit) * (g[i] / unit);
    return unit * sqrt(sum);
}

/* PyTorch's clip_grad_norm_ divides by norm + 1e-6; Pascanu et al. 2013 by the norm. */
static void
clip_norm(const struct oracle *oracle, double *g, size_t n)
{
    double length = norm(g, n), most = oracle->clip_norm, eps = oracle->clip_eps;
    double scale = eps > 0 ? most / (length + eps) : most / length;
    bool longer = eps > 0 ? scale < 1 : length > most;
    note_once(oracle, n == 2 ? EXPLAIN_NORM : EXPLAIN_NORM_OF_MANY, length);
    if (!longer) {
        note_once(oracle, EXPLAIN_SHORT, 1);
        return;
    }
    note_once(oracle, eps > 0 ? EXPLAIN_CLIP_SHARE : EXPLAIN_CLIP_SHARE_PLAIN, scale);
    for (size_t i = 0; i < n; i++)
        g[i] *= scale;
    note_all(oracle, EXPLAIN_CLIP_NORM, g);
}

static void
add_decay(const struct oracle *oracle, const double *x, double *g, size_t n)
{
    for (size_t i = 0; i < n; i++)
        g[i] += oracle->decay * x[i];
    note_all(oracle, oracle->ahead ? EXPLAIN_L2_AHEAD : EXPLAIN_L2, g);
}

bool
oracle_is_staged(const struct oracle *oracle)
{
    return takes_some_rows(oracle) || oracle->noise > 0 || oracle->clip_value > 0 ||
           oracle->clip_norm > 0 || oracle->decay > 0;
}

void
oracle_gradient(struct oracle *oracle, const double *x, const double *known, double *g)
{
    if (takes_some_rows(oracle))
        batch_gradient(oracle, x, g);
    else
        full_gradient(oracle, x, known, g);
    size_t n = oracle->objective->n;
    if (oracle->noise > 0)
        add_noise(oracle, g);
    if (oracle->clip_value > 0)
        clip_entries(oracle, g, n);
    if (oracle->clip_norm > 0)
        clip_norm(oracle, g, n);
    if (oracle->decay > 0)
        add_decay(oracle, x, g, n);
}

double
oracle_value(struct oracle *oracle, const double *x)
{
    double squares = 0, value = rv_objective_peek(oracle->objective, x, NULL);
    for (size_t i = 0; oracle->decay > 0 && i < oracle->objective->n; i++)
        squares += x[i] * x[i];
    oracle->paid->values++;
    return oracle->decay > 0 ? value + oracle->decay / 2 * squares : value;
}

bool
oracle_hessian(struct oracle *oracle, const double *x, double *h)
{
    size_t n = oracle->objective->n;
    oracle->paid->hessians++;
    if (!rv_objective_hessian(oracle->objective, x, h))
        return false;
    for (size_t i = 0; oracle->decay > 0 && i < n; i++)
        h[i * n + i] += oracle->decay;
    return true;
}
