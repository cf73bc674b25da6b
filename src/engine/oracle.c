/* The paid door: mini-batches, noise and their price. */
#include "oracle.h"

#include <stdlib.h>
#include <string.h>

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
}

static void
batch_gradient(struct oracle *oracle, const double *x, double *g)
{
    size_t k = oracle->n_given ? oracle->n_given : oracle->batch;
    if (!oracle->n_given)
        oracle_draw_rows(oracle, oracle->step, k, oracle->rows);
    gradient_of_rows(oracle->objective, x, oracle->rows, k, g);
    oracle->paid->batch_rows += (int64_t)k;
}

static void
add_noise(const struct oracle *oracle, double *g)
{
    for (size_t i = 0; i < oracle->objective->n; i += 2) {
        double z[2];
        random_normal(oracle->seed, PURPOSE_NOISE, oracle->step, i / 2, z);
        g[i] += oracle->noise * z[0];
        if (i + 1 < oracle->objective->n)
            g[i + 1] += oracle->noise * z[1];
    }
}

static bool
takes_some_rows(const struct oracle *oracle)
{
    return oracle->n_given > 0 ||
           (oracle->batch > 0 && oracle->batch < oracle->objective->n_rows);
}

bool
oracle_is_staged(const struct oracle *oracle)
{
    return takes_some_rows(oracle) || oracle->noise > 0;
}

void
oracle_gradient(struct oracle *oracle, const double *x, const double *known, double *g)
{
    if (takes_some_rows(oracle))
        batch_gradient(oracle, x, g);
    else
        full_gradient(oracle, x, known, g);
    if (oracle->noise > 0)
        add_noise(oracle, g);
}

double
oracle_value(struct oracle *oracle, const double *x)
{
    oracle->paid->values++;
    return rv_objective_peek(oracle->objective, x, NULL);
}

bool
oracle_hessian(struct oracle *oracle, const double *x, double *h)
{
    oracle->paid->hessians++;
    return rv_objective_hessian(oracle->objective, x, h);
}
