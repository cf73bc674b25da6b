/* The mean of a normal distribution and the logarithm of its deviation, fitted by maximum
 * likelihood: the two parameters live on different scales, and a small sigma makes the
 * walls of mu steep. The features of the data, if any, are left aside. */
#include <math.h>
#include <stdlib.h>

#include "../exact.h"
#include "../surface_driver.h"
#include "../wide.h"
#include "lanes.h"
#include "linear_prediction.h"
#include "text.h"

#define HALF_LOG_TWO_PI 0.91893853320467274178

enum { BINS_MAX = 24 };

struct sample {
    const struct rv_data *data; /* borrowed */
    double mean, log_deviation; /* the fit; 0 where all values are equal */
    bool varied;
    double lo, hi; /* of the values, with some room around them */
    size_t n_bins; /* of a histogram over them, as a density */
    double bin[BINS_MAX], highest;
};

static size_t
bin_of(const struct sample *s, double value)
{
    double place = (value - s->lo) / (s->hi - s->lo) * (double)s->n_bins;
    return place < (double)s->n_bins ? (size_t)place : s->n_bins - 1;
}

static void
count_bins(struct sample *s)
{
    const struct rv_data *data = s->data;
    prediction_range(data->target, data->n, &s->lo, &s->hi);
    s->n_bins = (size_t)ceil(sqrt((double)data->n));
    s->n_bins = s->n_bins < BINS_MAX ? s->n_bins : BINS_MAX;
    double each = (double)s->n_bins / ((double)data->n * (s->hi - s->lo));
    for (size_t i = 0; i < data->n; i++)
        s->bin[bin_of(s, data->target[i])] += each;
    for (size_t k = 0; k < s->n_bins; k++)
        s->highest = fmax(s->highest, s->bin[k]);
}

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
    count_bins(s);
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

static void
describe(const void *self, struct rv_prediction *out)
{
    const struct sample *s = self;
    double peak = 1.5 * exact_exp(-HALF_LOG_TWO_PI - s->log_deviation);
    out->kind = RV_PREDICTION_DENSITY;
    out->x_name = s->data->target_name;
    out->y_name = "density";
    out->window = (struct rv_window){s->lo, s->hi, 0, fmax(peak, s->highest)};
    out->sample = true;
    out->n_points = s->data->n;
    out->n_references = 1;
}

static void
predict(const void *self, double x, double y, const double *const *features, size_t n,
        double *out)
{
    (void)self;
    for (size_t i = 0; i < n; i++) {
        double z = (features[0][i] - x) * exact_exp(-y);
        out[i] = exact_exp(-HALF_LOG_TWO_PI - y - 0.5 * z * z);
    }
}

static struct rv_prediction_point
point(const void *self, size_t i)
{
    const struct sample *s = self;
    return (struct rv_prediction_point){.x = {s->data->target[i]}};
}

/* The histogram. */
static void
reference(const void *self, size_t k, const double *x, size_t n, double *out)
{
    const struct sample *s = self;
    (void)k;
    for (size_t i = 0; i < n; i++)
        out[i] = x[i] >= s->lo && x[i] <= s->hi ? s->bin[bin_of(s, x[i])] : 0;
}

static const struct surface_prediction prediction = {
    .describe = describe,
    .predict = predict,
    .point = point,
    .reference = reference,
};

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
    .prediction = &prediction,
};

extern const struct rv_surface rv_surface_gaussian_nll;
const struct rv_surface rv_surface_gaussian_nll = {
    .id = "gaussian_nll",
    .title = "Normal likelihood",
    .note = "mean and deviation",
    .formula = "f = log σ + ½log 2π + mean (t−μ)²/2σ²",
    .source = "Bishop 2006, Pattern recognition and machine learning, section 2.3.4",
    .axis = {"μ", "log σ"},
    .traits = RV_TRAIT_DATA,
    .data = "norm25",
    .driver = &driver,
};
