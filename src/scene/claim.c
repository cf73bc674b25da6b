/* Claims: what a scene promises, measured by running it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/run.h>

#include "scene/scene.h"

enum { BLOCK = 1024 };

/* A racer's run up to some step, in one look. */
struct scan {
    int64_t hit;       /* first step with loss < bound; -1: none */
    int64_t diverged;  /* first step that is not finite; -1: none */
    int64_t last;      /* where the scan stopped */
    struct rv_row row; /* of @last */
};

static bool
is_finite_row(const struct rv_row *row)
{
    return isfinite(row->x) && isfinite(row->y) && isfinite(row->loss) &&
           isfinite(row->gx) && isfinite(row->gy);
}

/* @return true when the scan ends at this row. */
static bool
look_at(struct scan *scan, int64_t step, const struct rv_row *row, double bound)
{
    scan->last = step;
    scan->row = *row;
    if (!is_finite_row(row))
        scan->diverged = step;
    else if (row->loss < bound)
        scan->hit = step;
    return scan->diverged >= 0 || scan->hit >= 0;
}

/* Rows 0..@to, ending early where the loss is below @bound or the run diverges. */
static void
scan_run(struct rv_run *run, int64_t to, double bound, struct scan *scan)
{
    struct rv_row rows[BLOCK];
    *scan = (struct scan){.hit = -1, .diverged = -1};
    for (int64_t step = 0; step < to;) {
        size_t k = to - step < BLOCK ? (size_t)(to - step) : BLOCK;
        size_t taken = rv_run_advance(run, k, rows);
        for (size_t i = 0; i < taken; i++)
            if (look_at(scan, step + (int64_t)i, &rows[i], bound))
                return;
        step += (int64_t)taken;
        if (taken < k)
            break;
    }
    struct rv_row row;
    rv_run_row(run, &row);
    look_at(scan, rv_run_step(run), &row, bound);
}

static enum rv_status
scan_racer(const struct scene *scene, struct rv_objective *objective, size_t racer,
           int64_t to, double bound, struct scan *scan, struct rv_error *error)
{
    struct rv_run *run;
    enum rv_status status =
        rv_run_create(&run, objective, &scene->document, racer, NULL, error);
    if (status != RV_OK)
        return status;
    scan_run(run, to, bound, scan);
    rv_run_destroy(run);
    return RV_OK;
}

#define measured(verdict, ...) \
    snprintf((verdict)->measured, sizeof(verdict)->measured, __VA_ARGS__)

static void
judge_scan(const struct claim *claim, const struct scan *scan, struct verdict *verdict)
{
    double away = hypot(scan->row.x - claim->near.x, scan->row.y - claim->near.y);
    long long last = (long long)scan->last;
    switch (claim->kind) {
    case CLAIM_LOSS_BELOW:
        verdict->holds = scan->hit >= 0;
        break;
    case CLAIM_LOSS_ABOVE:
        verdict->holds = scan->diverged < 0 && scan->row.loss > claim->value;
        break;
    case CLAIM_LANDS_NEAR:
        verdict->holds = scan->diverged < 0 && away <= claim->within;
        break;
    case CLAIM_DIVERGES_BY:
        verdict->holds = scan->diverged >= 0;
        break;
    default:
        verdict->holds = scan->diverged < 0;
        break;
    }
    if (scan->diverged >= 0)
        measured(verdict, "diverged at step %lld", (long long)scan->diverged);
    else if (claim->kind == CLAIM_LANDS_NEAR)
        measured(verdict, "at (%.6g, %.6g), %.3g away, at step %lld", scan->row.x,
                 scan->row.y, away, (long long)claim->step);
    else
        measured(verdict, "loss %.6g at step %lld", scan->row.loss,
                 claim->kind == CLAIM_LOSS_ABOVE ? (long long)claim->step : last);
}

/* Earlier than every other: the others need only be watched up to the racer's own step.
 */
static enum rv_status
judge_first(const struct scene *scene, struct rv_objective *objective, size_t racer,
            const struct claim *claim, struct verdict *verdict, struct rv_error *error)
{
    const struct rv_document *document = &scene->document;
    struct scan own = {.hit = -1}, other;
    char label[RV_LABEL_MAX];
    enum rv_status status =
        scan_racer(scene, objective, racer, document->steps, claim->value, &own, error);
    if (status == RV_OK && own.hit < 0) {
        measured(verdict, "not below by step %lld", (long long)document->steps);
        return RV_OK;
    }
    for (size_t i = 0; status == RV_OK && i < document->n_racers; i++) {
        if (i == racer)
            continue;
        status = scan_racer(scene, objective, i, own.hit, claim->value, &other, error);
        if (status == RV_OK && other.hit >= 0) {
            measured(verdict, "at step %lld; %s at step %lld", (long long)own.hit,
                     rv_document_label(document, i, label), (long long)other.hit);
            return RV_OK;
        }
    }
    verdict->holds = status == RV_OK;
    measured(verdict, "at step %lld, before every other", (long long)own.hit);
    return status;
}

static enum rv_status
judge(const struct scene *scene, struct rv_objective *objective, size_t racer,
      const struct claim *claim, struct verdict *verdict, struct rv_error *error)
{
    double bound = claim->kind == CLAIM_LOSS_BELOW ? claim->value : -INFINITY;
    struct scan scan;
    if (claim->kind == CLAIM_FIRST_TO)
        return judge_first(scene, objective, racer, claim, verdict, error);
    enum rv_status status =
        scan_racer(scene, objective, racer, claim->step, bound, &scan, error);
    if (status == RV_OK)
        judge_scan(claim, &scan, verdict);
    return status;
}

enum rv_status
claim_check(const struct scene *scene, size_t i, struct verdict *verdict,
            struct rv_error *error)
{
    const struct claim *claim = &scene->claims[i];
    struct rv_objective *objective;
    *verdict = (struct verdict){0};
    int racer = rv_document_racer(&scene->document, claim->label);
    if (racer < 0)
        return rv_fail(error, RV_E_UNKNOWN, "unknown racer '%s'", claim->label);
    enum rv_status status =
        rv_objective_create(&objective, &scene->document.surface, error);
    if (status != RV_OK)
        return status;
    status = judge(scene, objective, (size_t)racer, claim, verdict, error);
    rv_objective_unref(objective);
    return status;
}

char *
claim_describe(const struct claim *claim, char *buffer, size_t size)
{
    char value[RV_VALUE_TEXT_MAX], x[RV_VALUE_TEXT_MAX], y[RV_VALUE_TEXT_MAX];
    const char *who = claim->label[0] ? claim->label : "who";
    long long step = (long long)claim->step;
    rv_number_format(claim->kind == CLAIM_LANDS_NEAR ? claim->within : claim->value,
                     value);
    rv_number_format(claim->near.x, x);
    rv_number_format(claim->near.y, y);
    switch (claim->kind) {
    case CLAIM_LOSS_BELOW:
        snprintf(buffer, size, "%s: loss below %s by step %lld", who, value, step);
        break;
    case CLAIM_LOSS_ABOVE:
        snprintf(buffer, size, "%s: loss above %s at step %lld", who, value, step);
        break;
    case CLAIM_LANDS_NEAR:
        snprintf(buffer, size, "%s: within %s of (%s, %s) at step %lld", who, value, x, y,
                 step);
        break;
    case CLAIM_DIVERGES_BY:
        snprintf(buffer, size, "%s: diverges by step %lld", who, step);
        break;
    case CLAIM_NEVER_DIVERGES:
        snprintf(buffer, size, "%s: never diverges", who);
        break;
    case CLAIM_FIRST_TO:
        snprintf(buffer, size, "%s: first to a loss below %s", who, value);
        break;
    }
    return buffer;
}
