/* The settings of a run: which hold at a step, and whether all of them may. */
#include "run.h"

#include "surface_driver.h"

struct force
run_force_at(const struct rv_run *run, int64_t step)
{
    struct force force = {run->racer, 0, INT64_MAX};
    for (size_t i = 0; i < run->n_edits; i++) {
        const struct rv_edit *edit = &run->edits[i];
        if (edit->step > step) {
            force.until = edit->step;
            break;
        }
        rv_racer_set(&force.racer, edit->key, edit->value);
        force.from = edit->step;
    }
    return force;
}

void
run_enter_force(struct rv_run *run)
{
    int64_t step = run->head->step;
    if (step < run->force.from || step >= run->force.until)
        run->force = run_force_at(run, step);
    const double *common = run->force.racer.common;
    bool l2 = (enum rv_decay)common[RV_COMMON_DECAY] == RV_DECAY_L2;
    run->oracle.batch = (size_t)common[RV_COMMON_BATCH];
    run->oracle.noise = common[RV_COMMON_NOISE];
    run->oracle.clip_value = common[RV_COMMON_CLIP_VALUE];
    run->oracle.clip_norm = common[RV_COMMON_CLIP_NORM];
    run->oracle.clip_eps = common[RV_COMMON_CLIP_EPS];
    run->oracle.decay = l2 ? common[RV_COMMON_WEIGHT_DECAY] : 0;
}

static enum rv_status
check_batch(const struct rv_run *run, double batch, struct rv_error *error)
{
    size_t rows = run->objective->n_rows;
    if (batch <= (double)rows)
        return RV_OK;
    if (rows == 0)
        return rv_fail(error, RV_E_RANGE, "batch needs a surface over data; %s has none",
                       run->objective->surface ? run->objective->surface->id
                                               : "the problem");
    return rv_fail(error, RV_E_RANGE,
                   "batch must be at most %zu, the rows of the data; "
                   "got %.0f",
                   rows, batch);
}

static enum rv_status
check_value(const struct rv_run *run, rv_key key, double value, struct rv_error *error)
{
    enum rv_status status = rv_racer_check(&run->racer, key, value, error);
    if (status == RV_OK && key == RV_KEY_COMMON + RV_COMMON_BATCH)
        status = check_batch(run, value, error);
    return status;
}

enum rv_status
run_check_settings(const struct rv_run *run, struct rv_error *error)
{
    rv_key keys[64];
    size_t n = rv_racer_keys(&run->racer, keys);
    for (size_t i = 0; i < n; i++) {
        double value = rv_racer_get(&run->racer, keys[i]);
        enum rv_status status = check_value(run, keys[i], value, error);
        if (status != RV_OK)
            return status;
    }
    for (size_t i = 0; i < run->n_edits; i++) {
        const struct rv_edit *edit = &run->edits[i];
        enum rv_status status = check_value(run, edit->key, edit->value, error);
        if (status != RV_OK)
            return status;
    }
    return RV_OK;
}
