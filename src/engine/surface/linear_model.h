/**
 * @file linear_model.h
 * What logistic regression, least squares, support vector machines and kernel ridge have
 * in common: a loss of a score that is linear in the two parameters, z = p u + q v, meant
 * over data, plus a quadratic penalty. One feature gives (w, b) with v = 1, two give (w1,
 * w2).
 */
#ifndef SURFACE_LINEAR_MODEL_H
#define SURFACE_LINEAR_MODEL_H

#include "../wide.h"
#include "../surface_driver.h"

/** Where the minimum lies, searched for when it is first asked for. */
struct linear_memo {
    bool searched, found;
    struct rv_critical minimum;
    double stiffer; /**< there, the first parameter against the second; 0: not measured */
};

struct linear_model {
    size_t n;
    const double *u, *v;         /**< what the parameters are multiplied with */
    const double *t;             /**< targets; of classes: -1 and 1 */
    double penalty[3];           /**< f += ½ (P0 p² + 2 P1 p q + P2 q²) */
    double scale;                /**< of the mean loss */
    struct rv_settings settings; /**< the surface's */
    double lambda;
    bool penalize_bias;
    const struct rv_data *data; /**< borrowed: names */
    struct linear_memo *memo;   /**< the one thing about it that changes */
    struct linear_memo memory;
    double columns[]; /**< 3 n: those made here: v, t, and a spare one */
};

/** How targets are meant. */
enum linear_target { LINEAR_NUMBERS, LINEAR_CLASSES };

/**
 * Make a model of @data with one or two features. No penalty yet, scale 1.
 * @param settings  copied, for the surface to read.
 * @param name  the surface's, for the error.
 * @return RV_OK; RV_E_DATA: no feature, or a target that is not two classes; RV_E_MEMORY.
 */
enum rv_status linear_create(struct linear_model **out,
                             const struct rv_settings *settings,
                             const struct rv_data *data, enum linear_target target,
                             const char *name, struct rv_error *error);
void linear_release(void *self);

static inline bool
linear_has_bias(const struct linear_model *m)
{
    return m->data->n_features == 1;
}

/** Penalty ½ lambda (p² + q²); a bias is spared unless @penalize_bias. */
void linear_set_penalty(struct linear_model *m, double lambda, bool penalize_bias);

/** Loss of the score @z with target @t, its derivative through @slope. */
typedef double linear_loss_fn(const struct linear_model *m, double z, double t,
                              double *slope);
/** Second derivative of the loss. */
typedef double linear_bend_fn(const struct linear_model *m, double z, double t);

/** The squared error of least squares and kernel ridge. */
ENGINE_INLINE double
linear_squared(const struct linear_model *m, double z, double t, double *slope)
{
    double r = z - t;
    (void)m;
    *slope = 2 * r;
    return r * r;
}

static inline double
linear_squared_bend(const struct linear_model *m, double z, double t)
{
    (void)m;
    (void)z;
    (void)t;
    return 2;
}

/** Mean of @n losses whose sums these are, plus penalty; gradient likewise. */
ENGINE_INLINE struct rv_vec2
linear_finish(const struct linear_model *m, double x, double y, size_t n, double sum,
              struct rv_vec2 g, double *f)
{
    const double *p = m->penalty;
    double px = p[0] * x + p[1] * y, py = p[1] * x + p[2] * y;
    double over = m->scale / (double)n;
    *f = over * sum + 0.5 * (x * px + y * py);
    return (struct rv_vec2){over * g.x + px, over * g.y + py};
}

/** Value and gradient over @rows (NULL: all), one after the other in their order. */
ENGINE_INLINE struct rv_vec2
linear_eval(const struct linear_model *m, linear_loss_fn *loss, double x, double y,
            const uint32_t *rows, size_t n, double *f)
{
    double sum = 0;
    struct rv_vec2 g = {0, 0};
    for (size_t k = 0; k < n; k++) {
        size_t i = rows ? rows[k] : k;
        double slope, u = m->u[i], v = m->v[i];
        sum += loss(m, x * u + y * v, m->t[i], &slope);
        g.x += slope * u;
        g.y += slope * v;
    }
    return linear_finish(m, x, y, n, sum, g, f);
}

ENGINE_INLINE void
linear_hessian(const struct linear_model *m, linear_bend_fn *bend, double x, double y,
               double h[3])
{
    double sum[3] = {0, 0, 0};
    for (size_t i = 0; i < m->n; i++) {
        double u = m->u[i], v = m->v[i], b = bend(m, x * u + y * v, m->t[i]);
        sum[0] += b * u * u;
        sum[1] += b * u * v;
        sum[2] += b * v * v;
    }
    for (int k = 0; k < 3; k++)
        h[k] = m->scale / (double)m->n * sum[k] + m->penalty[k];
}

enum { LINEAR_LANES = 16 };

/** Up to LINEAR_LANES points at once: the same sums side by side, hence the same bits. */
ENGINE_INLINE void
linear_lanes(const struct linear_model *m, linear_loss_fn *loss, size_t lanes,
             const double *restrict x, const double *restrict y, double *restrict f,
             double *restrict gx, double *restrict gy)
{
    double sum[LINEAR_LANES] = {0}, sx[LINEAR_LANES] = {0}, sy[LINEAR_LANES] = {0};
    double px[LINEAR_LANES] = {0}, py[LINEAR_LANES] = {0};
    for (size_t k = 0; k < lanes; k++) {
        px[k] = x[k];
        py[k] = y[k];
    }
    for (size_t i = 0; i < m->n; i++) {
        double u = m->u[i], v = m->v[i], t = m->t[i];
        for (size_t k = 0; k < LINEAR_LANES; k++) {
            double slope;
            sum[k] += loss(m, px[k] * u + py[k] * v, t, &slope);
            sx[k] += slope * u;
            sy[k] += slope * v;
        }
    }
    for (size_t k = 0; k < lanes; k++) {
        struct rv_vec2 g = linear_finish(m, px[k], py[k], m->n, sum[k],
                                         (struct rv_vec2){sx[k], sy[k]}, &f[k]);
        gx[k] = g.x;
        gy[k] = g.y;
    }
}

/** Define eval(), eval_rows() and lanes() of a surface from its loss function. */
#define LINEAR_DRIVERS(loss)                                                            \
    static struct rv_vec2 eval(const void *self, double x, double y, double *f)         \
    {                                                                                   \
        const struct linear_model *m = self;                                            \
        return linear_eval(m, loss, x, y, NULL, m->n, f);                               \
    }                                                                                   \
    static struct rv_vec2 eval_rows(const void *self, double x, double y,               \
                                    const uint32_t *rows, size_t n, double *f)          \
    {                                                                                   \
        return linear_eval(self, loss, x, y, rows, n, f);                               \
    }                                                                                   \
    ENGINE_INLINE void lane_block_text(const struct linear_model *m, size_t n,          \
                                       const double *x, const double *y, double *f,     \
                                       double *gx, double *gy)                          \
    {                                                                                   \
        linear_lanes(m, loss, n, x, y, f, gx, gy);                                      \
    }                                                                                   \
    ENGINE_WIDE(lane_block,                                                             \
                (const struct linear_model *m, size_t n, const double *x,               \
                 const double *y, double *f, double *gx, double *gy),                   \
                (m, n, x, y, f, gx, gy))                                                \
    static void lanes(const void *self, size_t n, const double *x, const double *y,     \
                      double *f, double *gx, double *gy)                                \
    {                                                                                   \
        for (size_t i = 0; i < n; i += LINEAR_LANES)                                    \
            lane_block(self, n - i < LINEAR_LANES ? n - i : LINEAR_LANES, x + i, y + i, \
                       f + i, gx + i, gy + i);                                          \
    }

/** The eigenvalues of a Hessian that is the same everywhere. */
void linear_exact_curvature(const struct rv_surface_driver *driver, const void *self,
                            double *mu, double *L);
/** Bounds of the curvature where the loss's own lies in 0..@bend. */
void linear_curvature(const struct linear_model *m, double bend, double *mu, double *L);

/**
 * Values along a row of a surface that is quadratic: exact about the row's own minimum,
 * so that two evaluations make the whole row.
 */
void linear_quadratic_row(const struct rv_surface_driver *driver, const void *self,
                          const double *x, double y, size_t n, double *values);

/** The minimum of @m into @out; false where there is none. */
typedef bool linear_search_fn(const struct linear_model *m, struct rv_critical *out);

/** critical() of a surface whose only critical point @search finds: once. */
size_t linear_critical_by(linear_search_fn *search, const struct linear_model *m,
                          struct rv_critical *out, size_t max);
/** By Newton, as suits a smooth convex surface. */
bool linear_newton(const struct rv_surface_driver *driver, const struct linear_model *m,
                   struct rv_critical *out);

/** Define critical() of a smooth convex surface with the driver @driver. */
#define LINEAR_CRITICAL(driver)                                                   \
    static bool search(const struct linear_model *m, struct rv_critical *out)     \
    {                                                                             \
        return linear_newton(&(driver), m, out);                                  \
    }                                                                             \
    static size_t critical(const void *self, struct rv_critical *out, size_t max) \
    {                                                                             \
        return linear_critical_by(search, self, out, max);                        \
    }

/** A window with the origin and the minimum in it, and a start on the other side. */
struct rv_window linear_window(const struct rv_surface_driver *driver, const void *self);
struct rv_vec2 linear_start(const struct rv_surface_driver *driver, const void *self);

/** "w", "b" or "w₁", "w₂". */
const char *linear_axis(const void *self, int i);

struct text;
/** "w·temperature + b". */
void linear_text_score(struct text *t, const struct linear_model *m);
/** " + 0.05(w² + b²)", nothing without a penalty. */
void linear_text_penalty(struct text *t, const struct linear_model *m);

#endif
