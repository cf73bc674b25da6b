#include "section.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/explain.h>

static const double behind = 0.75, beyond = 2.75, furthest = 4.5; /* in steps */
#define LARGEST 1e300 /* beyond it no axis can be parted */
enum { TICKS_LEAST = 4 };
/* Of the height this part at least is for what the step is about. */
static const double essential = 0.3;
static const char too_large[] = "the losses here are too large to be drawn";

double
section_t(const struct section *s, double i)
{
    return s->from + (s->to - s->from) * i / (s->samples - 1);
}

double
section_model(const struct section *s, double t)
{
    return s->loss + t * (s->slope + t * s->curvature / 2);
}

static void
point_at(const struct section *s, double t, double point[2])
{
    point[0] = s->at[0] + t * s->along[0];
    point[1] = s->at[1] + t * s->along[1];
}

static double
loss_at(const struct section *s, const struct model *model, double t)
{
    double point[2];
    point_at(s, t, point);
    return rv_objective_peek(model->objective, point, NULL);
}

/* Magnification of the window seen over the document's. */
static double
zoom_of(const struct model *model)
{
    const struct rv_window *seen = &model->window, *own = &model_document(model)->window;
    return (seen->x1 - seen->x0) / (own->x1 - own->x0);
}

static bool
is_along_parameter(const struct section *s)
{
    return s->line == LINE_X || s->line == LINE_Y;
}

/* The t of the point that @step leads to, if that is on the line. */
static double
t_of_step(const struct section *s, const double step[2])
{
    double square = s->along[0] * s->along[0] + s->along[1] * s->along[1];
    double t = (step[0] * s->along[0] + step[1] * s->along[1]) / square;
    double dx = step[0] - t * s->along[0], dy = step[1] - t * s->along[1];
    bool on = hypot(dx, dy) <= 1e-9 * hypot(step[0], step[1]);
    return on && t != 0 ? t : NAN;
}

static void
choose_line(struct section *s, const double step[2], const double g[2])
{
    const double lines[LINES][2] = {
        [LINE_STEP] = {step[0], step[1]},
        [LINE_GRADIENT] = {-g[0],   -g[1]  },
        [LINE_X] = {1,       0      },
        [LINE_Y] = {0,       1      },
    };
    s->along[0] = lines[s->line][0];
    s->along[1] = lines[s->line][1];
    s->origin = s->line == LINE_X ? s->at[0] : s->line == LINE_Y ? s->at[1] : 0;
}

static void
measure(struct section *s, const struct model *model, const double g[2])
{
    double h[4];
    s->slope = g[0] * s->along[0] + g[1] * s->along[1];
    s->curvature = NAN;
    if (rv_objective_hessian(model->objective, s->at, h))
        s->curvature = s->along[0] * (h[0] * s->along[0] + h[1] * s->along[1]) +
                       s->along[1] * (h[2] * s->along[0] + h[3] * s->along[1]);
}

/* Along the parameters the window that is seen; else about the step. */
static void
choose_range(struct section *s, const struct model *model)
{
    const struct rv_window *w = &model->window;
    if (is_along_parameter(s)) {
        s->from = (s->line == LINE_X ? w->x0 : w->y0) - s->origin;
        s->to = (s->line == LINE_X ? w->x1 : w->y1) - s->origin;
        if (s->from < 0 && s->to > 0)
            return;
        double half = (s->to - s->from) / 2;
        s->from = -half;
        s->to = half;
        return;
    }
    double unit = s->next;
    if (isnan(unit))
        unit = s->curvature > 0 ? -s->slope / s->curvature
                                : (w->x1 - w->x0) / 8 / hypot(s->along[0], s->along[1]);
    double end = beyond * fabs(unit);
    for (size_t i = 0; i < s->n_trials; i++)
        end = fmax(end, 1.1 * s->trial[i]);
    s->from = -behind * fabs(unit) * zoom_of(model);
    s->to = end * zoom_of(model);
}

static bool
uses(const struct rv_racer *racer, const char *key)
{
    rv_key k = rv_racer_key(racer, key);
    return k != RV_KEY_NONE && rv_racer_uses(racer, k);
}

/* How many points the search refused: the explanation counts them. */
static int
refused(const struct rv_explanation *explanation)
{
    for (size_t i = 0; i < rv_explanation_count(explanation); i++) {
        double value;
        struct rv_stage stage = rv_explanation_stage(explanation, i);
        if (strcmp(stage.symbol, "refused") == 0 &&
            rv_explanation_value(explanation, i, 0, &value))
            return (int)value;
    }
    return 0;
}

/* Backtracking: each point is tau times as far as the one refused before it. */
static void
find_trials(struct section *s, const struct model *model,
            const struct rv_explanation *explanation)
{
    const struct rv_document *document = model_document(model);
    const struct rv_racer *racer = &document->racers[s->racer];
    s->n_trials = 0;
    s->refused = 0;
    s->c1 = NAN;
    if (isnan(s->next) || !uses(racer, "tau") || !uses(racer, "c1"))
        return;
    s->c1 = rv_document_value(document, s->racer, rv_racer_key(racer, "c1"), s->step);
    double tau =
        rv_document_value(document, s->racer, rv_racer_key(racer, "tau"), s->step);
    s->refused = refused(explanation);
    double t = s->next / tau;
    for (int i = 0; i < s->refused && i < SECTION_TRIALS; i++, t /= tau)
        if (t <= furthest * s->next)
            s->trial[s->n_trials++] = t;
}

static void
sample(struct section *s, const struct model *model)
{
    for (int i = 0; i < s->samples; i++)
        s->value[i] = loss_at(s, model, section_t(s, i));
}

static bool
is_in(const uint32_t *rows, size_t n, uint32_t row)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i] == row)
            return true;
    return false;
}

static void
sample_row(struct section *s, const struct model *model, size_t k, uint32_t row)
{
    for (int i = 0; i < s->samples; i += SECTION_COARSE) {
        double point[2];
        point_at(s, section_t(s, i), point);
        s->row[k][i / SECTION_COARSE] =
            rv_objective_peek_rows(model->objective, point, &row, 1, NULL);
    }
}

static void
sample_batch(struct section *s, const struct model *model, const uint32_t *rows, size_t n)
{
    for (int i = 0; s->batched && i < s->samples; i++) {
        double point[2];
        point_at(s, section_t(s, i), point);
        s->batch[i] = rv_objective_peek_rows(model->objective, point, rows, n, NULL);
    }
}

static void
sample_rows(struct section *s, const struct model *model, const struct rv_run *run)
{
    size_t all = rv_objective_rows(model->objective);
    s->n_rows = all < SECTION_ROWS ? all : SECTION_ROWS;
    s->batched = false;
    uint32_t *batch = all ? malloc(all * sizeof *batch) : NULL;
    if (!batch) {
        s->n_rows = 0;
        return;
    }
    size_t n = rv_run_batch(run, s->step, batch);
    s->batched = n > 0;
    for (size_t k = 0; k < s->n_rows; k++) {
        uint32_t row = (uint32_t)(k * all / s->n_rows);
        s->in_batch[k] = is_in(batch, n, row);
        sample_row(s, model, k, row);
    }
    sample_batch(s, model, batch, n);
    free(batch);
}

/* Round, and the same as before as long as the picture fills it well: an axis that moves
 * with every step cannot be read. */
static void
settle_axis(struct section *s, double lo, double hi, bool same)
{
    const struct axis *kept = &s->axis;
    same = same && kept->rows == s->rows;
    if (same && kept->lo <= lo && hi <= kept->hi &&
        hi - lo > 0.35 * (kept->hi - kept->lo))
        return;
    s->drawable = fmax(fabs(lo), fabs(hi)) < LARGEST;
    s->axis = axis_fit(lo, hi, false, s->rows, TICKS_LEAST);
}

static void
include(double *lo, double *hi, double value)
{
    if (!isfinite(value))
        return;
    *lo = fmin(*lo, value);
    *hi = fmax(*hi, value);
}

/* The sample at @t. */
static size_t
sample_of(const struct section *s, double t)
{
    double i = (t - s->from) / (s->to - s->from) * (s->samples - 1);
    return (size_t)fmax(0, fmin(i + 0.5, s->samples - 1));
}

/* From the lowest point to the highest, unless that would leave too little of the height
 * for where the step begins and ends: on the surface and, where it saw no more than that,
 * on the batch. */
static void
choose_height_of_step(const struct section *s, double *lo, double *hi)
{
    double top = -INFINITY;
    for (int i = 0; i < s->samples; i++) {
        if (!isfinite(s->value[i]))
            continue;
        *lo = fmin(*lo, s->value[i]);
        top = fmax(top, s->value[i]);
    }
    *hi =
        *hi > *lo ? fmin(fmax(*hi, top), *lo + (*hi - *lo) / essential) : fmax(*hi, top);
}

static int
by_value(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

/* From the lowest point to the highest, unless a pole or a steep wall would leave too
 * little of the height for the rest: of what rises three quarters of the line count, and
 * of what falls nearly all, for a narrow valley is what one looks for. */
static void
choose_height_of_line(const struct section *s, double *lo, double *hi)
{
    static const double high_share = 0.75, low_share = 0.02;
    double sorted[SECTION_SAMPLES];
    size_t n = 0;
    for (int i = 0; i < s->samples; i++)
        if (isfinite(s->value[i]))
            sorted[n++] = s->value[i];
    if (n == 0)
        return;
    qsort(sorted, n, sizeof *sorted, by_value);
    double bottom = sorted[0], top = sorted[n - 1];
    double low = sorted[(size_t)(low_share * (double)(n - 1))];
    double high = sorted[(size_t)(high_share * (double)(n - 1))];
    if (high > low)
        bottom = fmax(bottom, high - (high - low) / essential);
    if (high > bottom)
        top = fmin(top, bottom + (high - bottom) / essential);
    *lo = fmin(*lo, bottom);
    *hi = fmax(*hi, top);
}

static void
choose_height(struct section *s, bool same)
{
    double lo = s->loss, hi = s->loss;
    include(&lo, &hi, s->next_loss);
    if (s->batched) {
        include(&lo, &hi, s->batch[sample_of(s, 0)]);
        if (!isnan(s->next))
            include(&lo, &hi, s->batch[sample_of(s, s->next)]);
    }
    if (is_along_parameter(s))
        choose_height_of_line(s, &lo, &hi);
    else
        choose_height_of_step(s, &lo, &hi);
    settle_axis(s, lo, hi, same);
}

static void
no_section(struct section *s, const char *why)
{
    s->there = false;
    snprintf(s->why, sizeof s->why, "%s", why);
}

/* The line through the point where the step is taken. */
static void
lay_line(struct section *s, const struct model *model,
         const struct rv_explanation *explanation)
{
    const double *theta = rv_explanation_theta(explanation);
    const double *next = rv_explanation_next(explanation);
    double step[2] = {next[0] - theta[0], next[1] - theta[1]}, g[2];
    s->at[0] = theta[0];
    s->at[1] = theta[1];
    s->loss = rv_objective_peek(model->objective, s->at, g);
    choose_line(s, step, g);
    s->next = t_of_step(s, step);
    s->next_loss = isnan(s->next) ? NAN : rv_objective_peek(model->objective, next, NULL);
    measure(s, model, g);
    find_trials(s, model, explanation);
    choose_range(s, model);
}

/* How far the line is seen, against the window. Below a billionth of it there is only
 * rounding to be seen. */
static bool
has_length(const struct section *s, const struct model *model, double least)
{
    double length = hypot(s->along[0], s->along[1]);
    double seen = length * (s->to - s->from);
    return length != 0 && !(seen <= least * (model->window.x1 - model->window.x0));
}

/* Where the step has no length there is the gradient's line, and where that has none
 * either the first parameter's: a picture has no key that takes another. */
static void
lay_some_line(struct section *s, const struct model *model,
              const struct rv_explanation *explanation)
{
    static const double resolved = 1e-9;
    s->line = model->line;
    lay_line(s, model, explanation);
    double least = s->line == LINE_STEP ? resolved : 0;
    if (s->line == LINE_STEP && s->along[0] == 0 && s->along[1] == 0) {
        s->line = LINE_GRADIENT;
        lay_line(s, model, explanation);
    }
    if (s->line == LINE_GRADIENT && !has_length(s, model, least)) {
        s->line = LINE_X;
        lay_line(s, model, explanation);
    }
}

void
section_cut(struct section *s, const struct model *model, int samples, int rows)
{
    struct rv_explanation *explanation;
    struct rv_error error;
    struct rv_timeline *timeline = model->timeline[model->racer];
    const struct rv_run *run = rv_timeline_at(timeline, model->playhead);
    bool same = s->there && s->racer == model->racer;
    enum section_line before = s->line;
    s->racer = model->racer;
    s->step = rv_run_step(run);
    s->rows = rows > 2 ? rows : 2;
    s->samples = samples < SECTION_SAMPLES ? samples : SECTION_SAMPLES;
    if (rv_explain(&explanation, run, &error) != RV_OK) {
        no_section(s, error.text);
        return;
    }
    lay_some_line(s, model, explanation);
    rv_explanation_destroy(explanation);
    if (!isfinite(hypot(s->along[0], s->along[1]))) {
        no_section(s, too_large);
        return;
    }
    s->there = true;
    sample(s, model);
    sample_rows(s, model, run);
    choose_height(s, same && s->line == before);
    if (!s->drawable || !isfinite(s->slope))
        no_section(s, too_large);
}

bool
section_shows(const struct section *s, const double *value, int every, double apart)
{
    for (int i = 0; i < s->samples; i += every) {
        double row = axis_row(&s->axis, value[i / every]);
        double of_loss = axis_row(&s->axis, s->value[i]);
        bool inside = row >= -apart && row <= s->rows - 1 + apart;
        if (inside && !(fabs(row - of_loss) < apart))
            return true;
    }
    return false;
}

bool
section_shows_rows(const struct section *s, bool of_batch, double apart)
{
    for (size_t k = 0; k < s->n_rows; k++)
        if (s->in_batch[k] == of_batch &&
            section_shows(s, s->row[k], SECTION_COARSE, apart))
            return true;
    return false;
}

void
section_trace_model(const struct section *s, double value[SECTION_SAMPLES])
{
    for (int i = 0; i < s->samples; i++)
        value[i] = section_model(s, section_t(s, i));
}

void
section_trace_armijo(const struct section *s, double value[SECTION_SAMPLES])
{
    for (int i = 0; i < s->samples; i++) {
        double t = section_t(s, i);
        value[i] = t < 0 ? NAN : s->loss + s->c1 * t * s->slope;
    }
}
