/*
 * A run: the settings of one racer in force step by step, and a driver that takes the
 * steps between two changes of them.
 *
 * What the next step depends on is one block of plain bytes (struct head, theta, the
 * state of the rule, of the schedule and of averaging): saving, loading and rewinding are
 * a memcpy. The settings in force follow from the step alone, so loading any step's bytes
 * finds the right ones.
 *
 * Most racers go in blocks of steps whose rates are known before. Where the rate follows
 * the loss, a schedule moves the momentum, or the row is an average, blocks have one
 * step.
 */
#include "run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "average.h"
#include "rule.h"
#include "schedule.h"
#include "solve.h"
#include "surface_driver.h"
#include "timeline.h"

enum { BLOCK = 1024 }; /* steps a driver takes in one call at most */

static size_t
state_size(const struct rv_run *run)
{
    return sizeof(struct run_head) + (run->n + run->n_state) * sizeof(double);
}

/* Creation ------------------------------------------------------------------------- */

static bool
copy_edits(struct rv_run *run, const struct rv_document *document, size_t racer)
{
    run->edits = malloc((document->n_edits + 1) * sizeof *run->edits);
    if (!run->edits)
        return false;
    for (size_t i = 0; i < document->n_edits; i++)
        if (document->edits[i].racer == racer)
            run->edits[run->n_edits++] = document->edits[i];
    return true;
}

/* Is what is drawn something else than theta? */
static bool
draws_apart(const struct rv_run *run)
{
    return run->averaged || run->drawn >= 0;
}

static bool
allocate(struct rv_run *run)
{
    const struct rv_optimizer_driver *driver = run->optimizer->driver;
    size_t n_rule = driver_state_size(driver, &run->racer.settings, run->n);
    size_t n_pacing = schedule_of(&run->racer)->driver->n_state;
    run->averaged = average_is_on(&run->racer);
    run->moves_momentum = schedule_moves_momentum(&run->racer);
    run->drawn = driver->drawn ? driver->drawn(run->racer.settings.value) : -1;
    run->single = draws_apart(run) || run->moves_momentum || n_pacing > 0;
    run->n_state = n_rule + n_pacing + (run->averaged ? 1 + run->n : 0);
    run->n_work = 3 * run->n + (driver->work_size ? driver->work_size(run->n) : 0);
    run->head = calloc(1, state_size(run));
    run->rates = malloc(BLOCK * sizeof *run->rates);
    run->work = malloc(run->n_work * sizeof *run->work);
    run->point = malloc(run->n * sizeof *run->point);
    if (!run->head || !run->rates || !run->work || !run->point)
        return false;
    run->theta = (double *)(run->head + 1);
    run->state = run->theta + run->n;
    run->pacing = run->state + n_rule;
    run->average = run->pacing + n_pacing;
    return true;
}

static enum rv_status
fill(struct rv_run *run, const struct rv_document *document, size_t racer,
     const double *start, struct rv_error *error)
{
    if (!copy_edits(run, document, racer) || !allocate(run))
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    struct rv_vec2 own = rv_document_start(document, racer);
    const double xy[2] = {own.x, own.y};
    if (!start && run->n != 2)
        return rv_fail(error, RV_E_RANGE, "%zu parameters need a start", run->n);
    memcpy(run->theta, start ? start : xy, run->n * sizeof *run->theta);
    enum rv_status status = run_check_settings(run, error);
    if (status != RV_OK)
        return status;
    bool hessian = run->objective->surface || run->objective->problem.hessian;
    if ((run->optimizer->needs & RV_NEEDS_HESSIAN) && !hessian)
        return rv_fail(error, RV_E_RANGE, "%s needs a Hessian, and the problem has none",
                       run->optimizer->id);
    run->force = run_force_at(run, 0);
    if (oracle_init(&run->oracle, run->objective, document->seed, &run->head->paid))
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    return RV_OK;
}

enum rv_status
rv_run_create(struct rv_run **out, struct rv_objective *objective,
              const struct rv_document *document, size_t racer, const double *start,
              struct rv_error *error)
{
    *out = NULL;
    if (racer >= document->n_racers)
        return rv_fail(error, RV_E_RANGE, "there is no racer %zu", racer + 1);
    struct rv_run *run = calloc(1, sizeof *run);
    if (!run)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    run->objective = rv_objective_ref(objective);
    run->n = objective->n;
    run->racer = document->racers[racer];
    run->optimizer = rv_optimizer_at(run->racer.rule);
    enum rv_status status = fill(run, document, racer, start, error);
    if (status != RV_OK) {
        rv_run_destroy(run);
        return status;
    }
    *out = run;
    return RV_OK;
}

void
rv_run_destroy(struct rv_run *run)
{
    if (!run)
        return;
    oracle_finish(&run->oracle);
    free(run->edits);
    free(run->rates);
    free(run->work);
    free(run->point);
    free(run->head);
    rv_objective_unref(run->objective);
    free(run);
}

/* Looking -------------------------------------------------------------------------- */

/* The pace of the step from here on. */
struct rv_pace
run_pace(const struct rv_run *run, const struct force *force, int64_t ahead)
{
    return schedule_pace(&force->racer, run->pacing, run->head->step + ahead);
}

const double *
run_own_point(const struct rv_run *run)
{
    if (run->drawn < 0 || run->head->step == 0)
        return run->theta;
    return run->state + run->optimizer->driver->per_run + (size_t)run->drawn * run->n;
}

/* What is drawn, n entries: that, or the average of it in the run's scratch. */
static const double *
point_of(const struct rv_run *run, const struct force *force)
{
    const double *own = run_own_point(run);
    if (!run->averaged)
        return own;
    average_point(&force->racer, run->average, run->head->step,
                  run_pace(run, force, 0).lr, run->n, own, run->point);
    return run->point;
}

static void
look(const struct rv_run *run, const struct force *force, struct rv_row *row)
{
    const double *point = point_of(run, force);
    double *g = run->work;
    row->loss = rv_objective_peek(run->objective, point, g);
    row->x = point[0];
    row->y = run->n > 1 ? point[1] : 0;
    row->gx = g[0];
    row->gy = run->n > 1 ? g[1] : 0;
    row->lr = run_pace(run, force, 0).lr;
}

void
rv_run_row(const struct rv_run *run, struct rv_row *row)
{
    const struct force force = run_force_at(run, run->head->step);
    look(run, &force, row);
}

const double *
rv_run_point(const struct rv_run *run)
{
    const struct force force = run_force_at(run, run->head->step);
    return point_of(run, &force);
}

/* Steps ---------------------------------------------------------------------------- */

static struct segment
make_segment(struct rv_run *run, size_t k, struct rv_row *rows)
{
    const double *common = run->force.racer.common;
    enum rv_decay decay = (enum rv_decay)common[RV_COMMON_DECAY];
    return (struct segment){
        .objective = run->objective,
        .oracle = &run->oracle,
        .h = run->force.racer.settings.value,
        .rates = run->rates,
        .k = k,
        .n = run->n,
        .theta = run->theta,
        .state = run->state,
        .work = run->work,
        .rows = draws_apart(run) ? NULL : rows,
        .decay = decay == RV_DECAY_L2 ? 0 : common[RV_COMMON_WEIGHT_DECAY],
        .decay_by_rate = decay == RV_DECAY_DECOUPLED,
        .unjudged = draws_apart(run),
        .tap = run->tap,
    };
}

static size_t
drive(struct rv_run *run, struct segment *segment)
{
    const struct rv_optimizer_driver *driver = run->optimizer->driver;
    bool staged =
        oracle_is_staged(&run->oracle) || segment->decay > 0 || segment->unjudged;
    bool surface = run->objective->surface;
    size_t taken;
    run->oracle.step = run->head->step;
    if (staged)
        taken = surface ? driver->advance2_staged(segment)
                        : driver->advance_n_staged(segment);
    else
        taken = surface ? driver->advance2(segment) : driver->advance_n(segment);
    if (!staged && !driver->solve)
        run->head->paid.gradients += (int64_t)taken;
    return taken;
}

/* How many steps the next call of a driver may take. */
static size_t
block_size(const struct rv_run *run, size_t k)
{
    size_t most = k < BLOCK ? k : BLOCK;
    if (run->oracle.n_given > 0 || run->single)
        return 1; /* given rows hold for one step */
    int64_t left = run->force.until - run->head->step;
    return left < (int64_t)most ? (size_t)left : most;
}

/* Behind its warm-up a racer without schedule keeps one rate. */
static void
fill_rates(struct rv_run *run, size_t k)
{
    const struct rv_racer *racer = &run->force.racer;
    bool level = racer->common[RV_COMMON_SCHEDULE] == 0 &&
                 racer->common[RV_COMMON_WARMUP] <= (double)run->head->step;
    double rate = level ? run_pace(run, &run->force, 0).lr : 0;
    for (size_t i = 0; level && i < k; i++)
        run->rates[i] = rate;
    for (size_t i = 0; !level && i < k; i++)
        run->rates[i] = run_pace(run, &run->force, (int64_t)i).lr;
}

/* @return steps taken, fewer than @k only when the run ended. */
static size_t
take_block(struct rv_run *run, size_t k, struct rv_row *rows)
{
    fill_rates(run, k);
    struct segment segment = make_segment(run, k, rows);
    return drive(run, &segment);
}

/* One step of a run that has to look before it or after it. */
static size_t
take_one(struct rv_run *run, struct rv_row *row)
{
    const struct rv_racer *racer = &run->force.racer;
    struct rv_pace pace = run_pace(run, &run->force, 0);
    struct rv_settings moved = racer->settings;
    int64_t t = run->head->step;
    struct rv_row own;
    if (draws_apart(run)) {
        look(run, &run->force, &own);
        if (row)
            *row = own;
        if (!is_row_finite(own.x, own.y, own.loss, own.gx, own.gy))
            return 0;
    }
    run->rates[0] = pace.lr;
    struct segment segment = make_segment(run, 1, row);
    if (run->moves_momentum) {
        moved.value[run->optimizer->momentum_param] = pace.momentum;
        segment.h = moved.value;
    }
    size_t taken = drive(run, &segment);
    if (taken && run->averaged)
        average_keep(racer, run->average, t, pace.lr, run->n, run->point);
    if (taken && run->average > run->pacing)
        schedule_observe(racer, run->pacing, t,
                         rv_objective_peek(run->objective, run->theta, NULL));
    return taken;
}

size_t
rv_run_advance(struct rv_run *run, size_t k, struct rv_row *rows)
{
    size_t done = 0;
    while (done < k && run->head->stop == RV_STOP_NONE) {
        struct rv_row *first = rows ? rows + done : NULL;
        run_enter_force(run);
        size_t block = block_size(run, k - done);
        size_t taken = run->single ? take_one(run, first) : take_block(run, block, first);
        if (taken < block)
            run->head->stop = RV_STOP_DIVERGED;
        run->oracle.n_given = 0;
        run->head->step += (int64_t)taken;
        done += taken;
    }
    return done;
}

/* What it has come to ---------------------------------------------------------------- */

int64_t
rv_run_step(const struct rv_run *run)
{
    return run->head->step;
}

enum rv_stop
rv_run_stop(const struct rv_run *run)
{
    if (run->head->stop != RV_STOP_NONE)
        return (enum rv_stop)run->head->stop;
    struct rv_row row;
    rv_run_row(run, &row);
    if (!is_row_finite(row.x, row.y, row.loss, row.gx, row.gy))
        return RV_STOP_DIVERGED;
    return rv_run_converged(run) < 0 ? RV_STOP_NONE : RV_STOP_CONVERGED;
}

int64_t
rv_run_converged(const struct rv_run *run)
{
    const struct rv_optimizer_driver *driver = run->optimizer->driver;
    if (!driver->solve)
        return -1;
    const struct force force = run_force_at(run, run->head->step);
    const double *h = force.racer.settings.value;
    double *g = run->work, decay = force.racer.common[RV_COMMON_WEIGHT_DECAY];
    if (run->state[SOLVE_CONVERGED] > 0)
        return (int64_t)run->state[SOLVE_CONVERGED] - 1;
    rv_objective_peek(run->objective, run->theta, g);
    for (size_t i = 0; i < run->n; i++)
        g[i] += decay * run->theta[i];
    return solve_rests(driver, h, run->n, g) ? run->head->step : -1;
}

const double *
rv_run_theta(const struct rv_run *run)
{
    return run->theta;
}

struct rv_spent
rv_run_spent(const struct rv_run *run)
{
    const struct paid *paid = &run->head->paid;
    double rows = (double)run->objective->n_rows;
    double batches = rows > 0 ? (double)paid->batch_rows / rows : 0;
    return (struct rv_spent){
        .values = (double)paid->values,
        .gradients = (double)paid->gradients + batches,
        .hessians = (double)paid->hessians,
    };
}

size_t
rv_run_batch(const struct rv_run *run, int64_t step, uint32_t *rows)
{
    const struct force force = run_force_at(run, step);
    size_t k = (size_t)force.racer.common[RV_COMMON_BATCH];
    if (k == 0 || k >= run->objective->n_rows)
        return 0;
    oracle_draw_rows(&run->oracle, step, k, rows);
    return k;
}

enum rv_status
rv_run_give_rows(struct rv_run *run, const uint32_t *rows, size_t k)
{
    size_t n = run->objective->n_rows;
    if (k == 0 || k > n || (run->optimizer->needs & RV_NEEDS_EXACT))
        return RV_E_RANGE;
    for (size_t i = 0; i < k; i++)
        if (rows[i] >= n || (i > 0 && rows[i] <= rows[i - 1]))
            return RV_E_RANGE;
    memcpy(run->oracle.rows, rows, k * sizeof *rows);
    run->oracle.n_given = k;
    return RV_OK;
}

size_t
rv_run_state_size(const struct rv_run *run)
{
    return state_size(run);
}

void
rv_run_save(const struct rv_run *run, void *bytes)
{
    memcpy(bytes, run->head, state_size(run));
}

void
rv_run_load(struct rv_run *run, const void *bytes)
{
    memcpy(run->head, bytes, state_size(run));
    run->oracle.n_given = 0;
}

size_t
run_size(const struct rv_run *run)
{
    size_t rows = run->objective->n_rows;
    return sizeof *run + state_size(run) + run->n_edits * sizeof *run->edits +
           (BLOCK + run->n_work + run->n) * sizeof(double) + rows * sizeof(uint32_t) +
           rows / 8;
}
