/* The rate that suits convex losses with noise. */
#include "rows.h"

enum { T0, N_PARAMS };

static const struct rv_param params[] = {
    [T0] = ROW_POSITIVE("t0", "t₀", 1, 0.1, 1e4, "steps after which the rate is L/√2"),
};

static struct rv_pace
pace(const double *p, double lr, double t)
{
    return only_rate(lr / sqrt(1 + t / p[T0]));
}

static const struct rv_schedule_driver driver = {.pace = pace};

const struct rv_schedule rv_schedule_inverse_sqrt = {
    .id = "inverse_sqrt",
    .title = "Inverse square root",
    .formula = "L/√(1 + t/t₀)",
    .source = "Zinkevich 2003; Nemirovski et al. 2009",
    .params = params,
    .n_params = N_PARAMS,
    .span = 50,
    .driver = &driver,
};
