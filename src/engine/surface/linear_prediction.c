#include <math.h>

#include "linear_prediction.h"

void
prediction_range(const double *values, size_t n, double *lo, double *hi)
{
    double low = values[0], high = values[0];
    for (size_t i = 1; i < n; i++) {
        low = fmin(low, values[i]);
        high = fmax(high, values[i]);
    }
    double more = (high - low) / 20;
    if (!(more > 0))
        more = low != 0 ? fabs(low) / 10 : 1;
    *lo = low - more;
    *hi = high + more;
}

void
linear_describe(const struct linear_model *m, enum linear_target target,
                struct rv_prediction *out)
{
    const struct rv_data *data = m->data;
    struct rv_window *w = &out->window;
    bool plane = data->n_features == 2, classes = target == LINEAR_CLASSES;
    out->kind = !plane    ? RV_PREDICTION_CURVE
                : classes ? RV_PREDICTION_BOUNDARY
                          : RV_PREDICTION_TARGETS;
    out->classes = classes;
    out->residuals = !classes;
    out->n_points = data->n;
    out->x_name = data->feature_name[0];
    out->y_name = plane && classes ? data->feature_name[1] : data->target_name;
    prediction_range(data->x[0], data->n, &w->x0, &w->x1);
    prediction_range(plane && classes ? data->x[1] : m->t, data->n, &w->y0, &w->y1);
    if (out->kind == RV_PREDICTION_TARGETS) {
        w->x0 = w->y0;
        w->x1 = w->y1;
    }
}

void
linear_score(const struct linear_model *m, double x, double y,
             const double *const *features, size_t n, double *out)
{
    bool bias = linear_has_bias(m);
    for (size_t i = 0; i < n; i++)
        out[i] = x * features[0][i] + (bias ? y : y * features[1][i]);
}

struct rv_prediction_point
linear_point(const void *self, size_t i)
{
    const struct linear_model *m = self;
    struct rv_prediction_point point = {.y = m->t[i], .upper = m->t[i] > 0};
    for (size_t k = 0; k < m->data->n_features; k++)
        point.x[k] = m->data->x[k][i];
    return point;
}
