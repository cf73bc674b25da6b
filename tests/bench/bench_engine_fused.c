/* Compiled with -O2 alone: the yardstick. */
#include "bench_engine_fused.h"

#include <math.h>

static const double a = 1, b = 100;

static inline double
rosenbrock(double x, double y, double *gx, double *gy)
{
    double p = a - x, q = y - x * x;
    *gx = -2 * p - 4 * b * x * q;
    *gy = 2 * b * q;
    return p * p + b * (q * q);
}

void
fused_gd(size_t steps, double x, double y, double lr, struct rv_row *rows)
{
    for (size_t i = 0; i < steps; i++) {
        double gx, gy, f = rosenbrock(x, y, &gx, &gy);
        rows[i % FUSED_BLOCK] = (struct rv_row){x, y, f, gx, gy, lr};
        if (!isfinite(f))
            return;
        x -= lr * gx;
        y -= lr * gy;
    }
}

void
fused_momentum(size_t steps, double x, double y, double lr, struct rv_row *rows)
{
    double beta = 0.9, vx = 0, vy = 0;
    for (size_t i = 0; i < steps; i++) {
        double gx, gy, f = rosenbrock(x, y, &gx, &gy);
        rows[i % FUSED_BLOCK] = (struct rv_row){x, y, f, gx, gy, lr};
        if (!isfinite(f))
            return;
        vx = beta * vx + gx;
        vy = beta * vy + gy;
        x -= lr * vx;
        y -= lr * vy;
    }
}

void
fused_adam(size_t steps, double x, double y, double lr, struct rv_row *rows)
{
    double b1 = 0.9, b2 = 0.999, eps = 1e-8, p1 = 1, p2 = 1;
    double mx = 0, my = 0, vx = 0, vy = 0;
    for (size_t i = 0; i < steps; i++) {
        double gx, gy, f = rosenbrock(x, y, &gx, &gy);
        rows[i % FUSED_BLOCK] = (struct rv_row){x, y, f, gx, gy, lr};
        if (!isfinite(f))
            return;
        p1 *= b1;
        p2 *= b2;
        double rate = lr / (1 - p1), root2 = sqrt(1 - p2);
        mx = b1 * mx + (1 - b1) * gx;
        my = b1 * my + (1 - b1) * gy;
        vx = b2 * vx + (1 - b2) * gx * gx;
        vy = b2 * vy + (1 - b2) * gy * gy;
        x -= rate * mx / (sqrt(vx) / root2 + eps);
        y -= rate * my / (sqrt(vy) / root2 + eps);
    }
}
