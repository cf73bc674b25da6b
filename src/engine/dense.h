/**
 * @file dense.h
 * Small dense linear algebra: vectors of n, matrices n x n by rows. Sums run in order.
 */
#ifndef ENGINE_DENSE_H
#define ENGINE_DENSE_H

#include <stdbool.h>
#include <stddef.h>

static inline double
dense_dot(size_t n, const double *a, const double *b)
{
    double sum = a[0] * b[0];
    for (size_t i = 1; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/** @out = @a @x. */
void dense_multiply(size_t n, const double *a, const double *x, double *out);
/** Solve @a x = @b; x replaces @b, @a is used up. @return false: @a is singular to the
 * last bit, @b is unspecified. */
bool dense_solve(size_t n, double *a, double *b);
/** @a = V diag(@w) V' of a symmetric @a, which is used up; column j of @v belongs to
 * w[j], in no particular order. */
void dense_eigen(size_t n, double *a, double *w, double *v);

#endif
