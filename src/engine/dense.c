#include "dense.h"

#include <math.h>

void
dense_multiply(size_t n, const double *a, const double *x, double *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = dense_dot(n, a + i * n, x);
}

/* Solving -------------------------------------------------------------------------- */

/* Cramer's rule: for two unknowns it finds singular matrices exactly. */
static bool
solve_two(const double *a, double *b)
{
    double determinant = a[0] * a[3] - a[1] * a[2];
    if (determinant == 0)
        return false;
    double x = (a[3] * b[0] - a[1] * b[1]) / determinant;
    b[1] = (a[0] * b[1] - a[2] * b[0]) / determinant;
    b[0] = x;
    return true;
}

static void
swap_rows(size_t n, double *a, double *b, size_t i, size_t j)
{
    for (size_t k = 0; i != j && k < n; k++) {
        double kept = a[i * n + k];
        a[i * n + k] = a[j * n + k];
        a[j * n + k] = kept;
    }
    double kept = b[i];
    b[i] = b[j];
    b[j] = kept;
}

static size_t
find_pivot(size_t n, const double *a, size_t column)
{
    size_t best = column;
    for (size_t i = column + 1; i < n; i++)
        if (fabs(a[i * n + column]) > fabs(a[best * n + column]))
            best = i;
    return best;
}

/* Gaussian elimination with partial pivoting. */
bool
dense_solve(size_t n, double *a, double *b)
{
    if (n == 2)
        return solve_two(a, b);
    for (size_t k = 0; k < n; k++) {
        swap_rows(n, a, b, k, find_pivot(n, a, k));
        if (a[k * n + k] == 0)
            return false;
        for (size_t i = k + 1; i < n; i++) {
            double factor = a[i * n + k] / a[k * n + k];
            for (size_t j = k + 1; j < n; j++)
                a[i * n + j] -= factor * a[k * n + j];
            b[i] -= factor * b[k];
        }
    }
    for (size_t k = n; k-- > 0;) {
        for (size_t j = k + 1; j < n; j++)
            b[k] -= a[k * n + j] * b[j];
        b[k] /= a[k * n + k];
    }
    return true;
}

/* Eigenvalues ---------------------------------------------------------------------- */

/* Columns p and q turned by the angle of cosine @c and sine @s. */
static void
turn_columns(size_t n, double *a, size_t p, size_t q, double c, double s)
{
    for (size_t k = 0; k < n; k++) {
        double left = a[k * n + p], right = a[k * n + q];
        a[k * n + p] = c * left - s * right;
        a[k * n + q] = s * left + c * right;
    }
}

static void
turn_rows(size_t n, double *a, size_t p, size_t q, double c, double s)
{
    for (size_t k = 0; k < n; k++) {
        double upper = a[p * n + k], lower = a[q * n + k];
        a[p * n + k] = c * upper - s * lower;
        a[q * n + k] = s * upper + c * lower;
    }
}

/* The rotation that makes a[p][q] zero (Golub & Van Loan, Matrix Computations, 8.5). */
static void
annihilate(size_t n, double *a, double *v, size_t p, size_t q)
{
    double apq = a[p * n + q];
    double tau = (a[q * n + q] - a[p * n + p]) / (2 * apq), root = sqrt(1 + tau * tau);
    double t = tau >= 0 ? 1 / (tau + root) : 1 / (tau - root);
    double c = 1 / sqrt(1 + t * t), s = t * c;
    turn_columns(n, a, p, q, c, s);
    turn_rows(n, a, p, q, c, s);
    turn_columns(n, v, p, q, c, s);
    a[p * n + q] = a[q * n + p] = 0;
}

/* Does a[p][q] still matter beside the diagonal? */
static bool
matters(size_t n, const double *a, size_t p, size_t q)
{
    double size = fabs(a[p * n + p]) + fabs(a[q * n + q]);
    return size + 0x1p-3 * fabs(a[p * n + q]) != size;
}

/* Jacobi's method, row by row: it converges quadratically, in ten sweeps at most. */
void
dense_eigen(size_t n, double *a, double *w, double *v)
{
    for (size_t i = 0; i < n * n; i++)
        v[i] = i % (n + 1) == 0;
    bool turned = true;
    for (int sweep = 0; turned && sweep < 50; sweep++) {
        turned = false;
        for (size_t p = 0; p + 1 < n; p++)
            for (size_t q = p + 1; q < n; q++)
                if (matters(n, a, p, q)) {
                    annihilate(n, a, v, p, q);
                    turned = true;
                }
    }
    for (size_t i = 0; i < n; i++)
        w[i] = a[i * n + i];
}
