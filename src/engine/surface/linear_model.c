#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "critical.h"
#include "linear_model.h"
#include "symmetric.h"
#include "text.h"

/* The two classes of a target are its smallest and its largest value, nothing between. */
static enum rv_status
read_classes(const struct rv_data *data, double *t, const char *name,
             struct rv_error *error)
{
    double low = data->target[0], high = data->target[0];
    for (size_t i = 1; i < data->n; i++) {
        low = fmin(low, data->target[i]);
        high = fmax(high, data->target[i]);
    }
    if (low == high)
        return rv_fail(error, RV_E_DATA, "%s needs two classes; '%s' is always %g", name,
                       data->target_name, low);
    for (size_t i = 0; i < data->n; i++) {
        if (data->target[i] != low && data->target[i] != high)
            return rv_fail(error, RV_E_DATA,
                           "%s needs two classes; '%s' is %g, %g and more", name,
                           data->target_name, low, data->target[i]);
        t[i] = data->target[i] == high ? 1 : -1;
    }
    return RV_OK;
}

enum rv_status
linear_create(struct linear_model **out, const struct rv_settings *settings,
              const struct rv_data *data, enum linear_target target, const char *name,
              struct rv_error *error)
{
    *out = NULL;
    if (data->n_features == 0)
        return rv_fail(error, RV_E_DATA, "%s needs one or two features beside '%s'", name,
                       data->target_name);
    struct linear_model *m = malloc(sizeof *m + 3 * data->n * sizeof m->columns[0]);
    if (!m)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    double *ones = m->columns, *t = m->columns + data->n;
    *m = (struct linear_model){
        .n = data->n, .u = data->x[0], .scale = 1, .settings = *settings, .data = data};
    m->memo = &m->memory;
    for (size_t i = 0; i < data->n; i++)
        ones[i] = 1;
    memcpy(t, data->target, data->n * sizeof t[0]);
    m->v = data->n_features == 1 ? ones : data->x[1];
    m->t = t;
    enum rv_status status =
        target == LINEAR_CLASSES ? read_classes(data, t, name, error) : RV_OK;
    if (status == RV_OK)
        *out = m;
    else
        free(m);
    return status;
}

void
linear_release(void *self)
{
    free(self);
}

void
linear_set_penalty(struct linear_model *m, double lambda, bool penalize_bias)
{
    m->lambda = lambda;
    m->penalize_bias = penalize_bias;
    m->penalty[0] = lambda;
    m->penalty[1] = 0;
    m->penalty[2] = linear_has_bias(m) && !penalize_bias ? 0 : lambda;
}

void
linear_curvature(const struct linear_model *m, double bend, double *mu, double *L)
{
    double h[3] = {0, 0, 0}, eigenvalue[2];
    for (size_t i = 0; i < m->n; i++) {
        h[0] += m->u[i] * m->u[i];
        h[1] += m->u[i] * m->v[i];
        h[2] += m->v[i] * m->v[i];
    }
    for (int k = 0; k < 3; k++)
        h[k] = bend * m->scale / (double)m->n * h[k] + m->penalty[k];
    symmetric_eigenvalues(h, eigenvalue);
    *L = eigenvalue[1];
    symmetric_eigenvalues(m->penalty, eigenvalue);
    *mu = eigenvalue[0];
}

void
linear_exact_curvature(const struct rv_surface_driver *driver, const void *self,
                       double *mu, double *L)
{
    double h[3], eigenvalue[2];
    driver->hessian(self, 0, 0, h);
    symmetric_eigenvalues(h, eigenvalue);
    *mu = eigenvalue[0];
    *L = eigenvalue[1];
}

void
linear_quadratic_row(const struct rv_surface_driver *driver, const void *self,
                     const double *x, double y, size_t n, double *values)
{
    double h[3], f, lowest = 0;
    driver->hessian(self, 0, y, h);
    struct rv_vec2 g = driver->eval(self, lowest, y, &f);
    if (h[0] > 0) {
        lowest = -g.x / h[0];
        g = driver->eval(self, lowest, y, &f);
    }
    for (size_t i = 0; i < n; i++) {
        double d = x[i] - lowest;
        values[i] = f + d * (g.x + 0.5 * h[0] * d);
    }
}

size_t
linear_critical_by(linear_search_fn *search, const struct linear_model *m,
                   struct rv_critical *out, size_t max)
{
    struct linear_memo *memo = m->memo;
    if (max == 0)
        return 0;
    if (!memo->searched)
        memo->found = search(m, &memo->minimum);
    memo->searched = true;
    if (memo->found)
        out[0] = memo->minimum;
    return memo->found;
}

bool
linear_newton(const struct rv_surface_driver *driver, const struct linear_model *m,
              struct rv_critical *out)
{
    struct rv_vec2 at = {0, 0};
    if (!critical_minimum(driver, m, &at))
        return false;
    *out = critical_classify(driver, m, at);
    return true;
}

static struct rv_vec2
lowest_point(const struct rv_surface_driver *driver, const void *self)
{
    struct rv_critical minimum;
    if (driver->critical(self, &minimum, 1) == 0)
        return (struct rv_vec2){0, 0};
    return minimum.at;
}

/* How far one looks along each parameter, and from where. */
struct sight {
    struct rv_vec2 from, reach;
};

/* How many times as far along the second parameter the loss is as high. */
static double
stiffness(const struct rv_surface_driver *driver, const struct linear_model *model,
          struct rv_vec2 at)
{
    double h[3], *stiffer = &model->memo->stiffer;
    if (*stiffer == 0) {
        driver->hessian(model, at.x, at.y, h);
        *stiffer = h[0] > 0 && h[2] > 0 ? sqrt(h[0] / h[2]) : 1;
    }
    return *stiffer;
}

/* As far along both, so that a ravine looks as narrow as it is, from the middle between
 * the minimum and 0. Where the data's units make one parameter so much stiffer that the
 * ravine would be a slit, along that one only as far as takes the loss equally high, and
 * holds both. */
static struct sight
sight_of(const struct rv_surface_driver *driver, const void *self)
{
    static const double slit = 8, holds = 0.55;
    struct rv_vec2 m = lowest_point(driver, self);
    double half = fmax(3, 0.75 * fmax(fabs(m.x), fabs(m.y)));
    struct sight sight = {
        {m.x / 2, m.y / 2},
        {half,    half   }
    };
    double stiffer = stiffness(driver, self, m);
    if (stiffer > slit && isfinite(stiffer))
        sight.reach.x = fmax(half / stiffer, holds * fabs(m.x));
    else if (stiffer < 1 / slit && stiffer > 0)
        sight.reach.y = fmax(half * stiffer, holds * fabs(m.y));
    return sight;
}

struct rv_window
linear_window(const struct rv_surface_driver *driver, const void *self)
{
    struct sight s = sight_of(driver, self);
    double across = s.reach.x < s.reach.y ? s.reach.x : s.reach.x * 4 / 3;
    return (struct rv_window){s.from.x - across, s.from.x + across, s.from.y - s.reach.y,
                              s.from.y + s.reach.y};
}

/* Off the ravine's floor, on the other side of the window's middle. */
struct rv_vec2
linear_start(const struct rv_surface_driver *driver, const void *self)
{
    struct rv_vec2 m = lowest_point(driver, self);
    struct sight s = sight_of(driver, self);
    return (struct rv_vec2){s.from.x - copysign(0.7 * s.reach.x, m.x),
                            s.from.y - copysign(0.7 * s.reach.y, m.y)};
}

const char *
linear_axis(const void *self, int i)
{
    const struct linear_model *m = self;
    static const char *const bias[2] = {"w", "b"}, *const weights[2] = {"w₁", "w₂"};
    return linear_has_bias(m) ? bias[i] : weights[i];
}

void
linear_text_score(struct text *t, const struct linear_model *m)
{
    text_add(t, linear_axis(m, 0));
    text_add(t, "·");
    text_add(t, m->data->feature_name[0]);
    text_add(t, " + ");
    text_add(t, linear_axis(m, 1));
    if (linear_has_bias(m))
        return;
    text_add(t, "·");
    text_add(t, m->data->feature_name[1]);
}

void
linear_text_penalty(struct text *t, const struct linear_model *m)
{
    if (!linear_has_bias(m))
        text_term(t, m->lambda / 2, "(w₁² + w₂²)");
    else
        text_term(t, m->lambda / 2, m->penalize_bias ? "(w² + b²)" : "w²");
}
