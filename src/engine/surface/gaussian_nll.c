/* The mean of a normal distribution and the logarithm of its deviation, fitted by maximum
 * likelihood: the two parameters live on different scales, and a small sigma makes the
 * walls of mu steep. The features of the data, if any, are left aside. */
#include <math.h>
#include <stdlib.h>

#include "../exact.h"
#include "../surface_driver.h"
#include "../wide.h"
#include "lanes.h"
#include "text.h"

#define HALF_LOG_TWO_PI 0.91893853320467274178

struct sample {
    const struct rv_data *data; /* borrowed */
    double mean, log_deviation; /* the fit; 0 where all values are equal */
    bool varied;
};

static enum rv_status
prepare(void **self, const struct rv_settings *settings, const struct rv_data *data,
        struct rv_error *error)
{
    struct sample *s = malloc(sizeof *s);
    (void)settings;
    if (!s)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    double sum = 0, squares = 0;
    for (size_t i = 0; i < data->n; i++)
        sum += data->target[i];
    *s = (struct sample){.data = data, .mean = sum / (double)data->n};
    for (size_t i = 0; i < data->n; i++)
        squares += (data->target[i] - s->mean) * (data->target[i] - s->mean);
    s->varied = squares > 0;
    s->log_deviation = s->varied ? 0.5 * exact_log(squares / (double)data->n) : 0;
    *self = s;
    return RV_OK;
}

/* @mean, @square: of the differences from mu. */
ENGINE_INLINE struct rv_vec2
assemble(double log_sigma, double precision, double mean, double square, double *f)
{
    *f = log_sigma + HALF_LOG_TWO_PI + 0.5 * square * precision;
    return (struct rv_vec2){-mean * precision, 1 - square * precision};
}

ENGINE_INLINE struct rv_vec2
sum_rows(const struct sample *s, double mu, double log_sigma, const uint32_t *rows,
         size_t n, double *f)
{
    const double *t = s->data->target;
    double sum = 0, squares = 0;
    for (size_t k = 0; k < n; k++) {
        double d = t[rows ? rows[k] : k] - mu;
        sum += d;
        squares += d * d;
    }
    return assemble(log_sigma, exact_exp(-2 * log_sigma), sum / (double)n,
                    squares / (double)n, f);
}

static struct rv_vec2
eval(const void *self, double x, double y, double *f)
{
    const struct sample *s = self;
    return sum_rows(s, x, y, NULL, s->data->n, f);
}

/* The sums of eval() side by side, row by row. */
ENGINE_INLINE void
sum_lanes_text(const struct sample *s, size_t n, const double *restrict x,
               double *restrict sum, double *restrict squares)
{
    for (size_t k = 0; k < s->data->n; k++) {
        double t = s->data->target[k];
        for (size_t i = 0; i < n; i++) {
            double d = t - x[i];
            sum[i] += d;
            squares[i] += d * d;
        }
    }
}

ENGINE_WIDE(sum_lanes,
            (const struct sample *s, size_t n, const double *x, double *sum,
             double *squares),
            (s, n, x, sum, squares))

static void
lane_block(const void *self, size_t n, const double *x, const double *y, double *f,
           double *gx, double *gy)
{
    const struct sample *s = self;
    double rows = (double)s->data->n, precision[EXACT_BLOCK];
    double sum[EXACT_BLOCK] = {0}, squares[EXACT_BLOCK] = {0};
    for (size_t i = 0; i < n; i++)
        precision[i] = -2 * y[i];
    exact_exp_n(n, precision, precision);
    sum_lanes(s, n, x, sum, squares);
    for (size_t i = 0; i < n; i++) {
        struct rv_vec2 g =
            assemble(y[i], precision[i], sum[i] / rows, squares[i] / rows, &f[i]);
        gx[i] = g.x;
        gy[i] = g.y;
    }
}

SURFACE_BLOCKS

static struct rv_vec2
eval_rows(const void *self, double x, double y, const uint32_t *rows, size_t n, double *f)
{
    return sum_rows(self, x, y, rows, n, f);
}

static void
hessian(const void *self, double x, double y, double h[3])
{
    const struct sample *s = self;
    double precision = exact_exp(-2 * y), sum = 0, squares = 0;
    for (size_t k = 0; k < s->data->n; k++) {
        double d = s->data->target[k] - x;
        sum += d;
        squares += d * d;
    }
    double n = (double)s->data->n;
    h[0] = precision;
    h[1] = 2 * (sum / n) * precision;
    h[2] = 2 * (squares / n) * precision; /* 1 - gy would lose all of it far out */
}

static size_t
critical(const void *self, struct rv_critical *out, size_t max)
{
    const struct sample *s = self;
    if (max == 0 || !s->varied) /* the likelihood of one value has no bound */
        return 0;
    out[0].at = (struct rv_vec2){s->mean, s->log_deviation};
    eval(self, s->mean, s->log_deviation, &out[0].value);
    out[0].kind = RV_MINIMUM;
    return 1;
}

static struct rv_window
window(const void *self)
{
    const struct sample *s = self;
    double deviation = exact_exp(s->log_deviation);
    return (struct rv_window){s->mean - 2.5 * deviation, s->mean + 2.5 * deviation,
                              s->log_deviation - 1, s->log_deviation + 2};
}

static struct rv_vec2
start(const void *self)
{
    const struct sample *s = self;
    return (struct rv_vec2){s->mean - 2 * exact_exp(s->log_deviation),
                            s->log_deviation + 1.2};
}

static void
formula(const void *self, char *buffer, size_t size)
{
    const struct sample *s = self;
    struct text t = text_begin(buffer, size, "f = log σ + ½log 2π + mean (");
    text_add(&t, s->data->target_name);
    text_add(&t, "−μ)²/2σ²");
}

static const struct rv_surface_driver driver = {
    .prepare = prepare,
    .release = free,
    .eval = eval,
    .eval_rows = eval_rows,
    .hessian = hessian,
    .lanes = lanes,
    .critical = critical,
    .window = window,
    .start = start,
    .formula = formula,
};

extern const struct rv_surface rv_surface_gaussian_nll;
const struct rv_surface rv_surface_gaussian_nll = {
    .id = "gaussian_nll",
    .title = "Normal likelihood",
    .note = "mean and deviation of a sample",
    .formula = "f = log σ + ½log 2π + mean (t−μ)²/2σ²",
    .source = "Bishop 2006, Pattern recognition and machine learning, section 2.3.4",
    .axis = {"μ", "log σ"},
    .traits = RV_TRAIT_DATA,
    .data = "norm25",
    .driver = &driver,
};
