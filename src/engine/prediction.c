#include <math.h>

#include "surface_driver.h"

static const struct surface_prediction *
driver_of(const struct rv_objective *objective)
{
    return objective->driver ? objective->driver->prediction : NULL;
}

bool
rv_objective_prediction(const struct rv_objective *objective, struct rv_prediction *out)
{
    const struct surface_prediction *driver = driver_of(objective);
    *out = (struct rv_prediction){
        .x_name = "", .y_name = "", .reference_name = {"", ""}
    };
    if (driver)
        driver->describe(objective->self, out);
    return out->kind != RV_PREDICTION_NONE;
}

struct rv_prediction_point
rv_objective_prediction_point(const struct rv_objective *objective, size_t i)
{
    const struct surface_prediction *driver = driver_of(objective);
    if (!driver || !driver->point)
        return (struct rv_prediction_point){.y = NAN};
    return driver->point(objective->self, i);
}

void
rv_objective_predict(const struct rv_objective *objective, const double *theta,
                     const double *const *x, size_t n, double *out)
{
    const struct surface_prediction *driver = driver_of(objective);
    if (driver && driver->predict) {
        driver->predict(objective->self, theta[0], theta[1], x, n, out);
        return;
    }
    for (size_t i = 0; i < n; i++)
        out[i] = NAN;
}

void
rv_objective_reference(const struct rv_objective *objective, size_t k, const double *x,
                       size_t n, double *out)
{
    const struct surface_prediction *driver = driver_of(objective);
    if (driver && driver->reference) {
        driver->reference(objective->self, k, x, n, out);
        return;
    }
    for (size_t i = 0; i < n; i++)
        out[i] = NAN;
}

void
rv_objective_estimates(const struct rv_objective *objective, const double *theta,
                       double *out)
{
    const struct surface_prediction *driver = driver_of(objective);
    if (driver && driver->estimates)
        driver->estimates(objective->self, theta[0], theta[1], out);
}
