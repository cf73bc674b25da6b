/*
 * A step taken aside. A rule of one text has a driver that notes what it does; one that
 * evaluates as it likes notes while it takes the step. Then the run itself takes the step
 * on a copy of its bytes: where that leads is where the stages must end.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "average.h"
#include "explain.h"
#include "run.h"
#include "solve.h"

static void
take_note(void *context, size_t coordinate, int id, double value)
{
    explain_note(context, coordinate, id, value);
}

static void
note_all(struct rv_explanation *e, int id, const double *values)
{
    for (size_t i = 0; i < e->n; i++)
        explain_note(e, i, id, values[i]);
}

/* Rate and momentum, where they are not as they were set. */
static void
note_pace(struct rv_explanation *e, struct rv_pace pace)
{
    const double *common = e->racer.common;
    if (isnan(pace.lr))
        return;
    if ((double)e->step < common[RV_COMMON_WARMUP])
        explain_note(e, SIZE_MAX, EXPLAIN_WARMUP, pace.lr);
    else if (common[RV_COMMON_SCHEDULE] != 0)
        explain_note(e, SIZE_MAX, EXPLAIN_SCHEDULE, pace.lr);
    if (e->optimizer->momentum_param < 0 || isnan(pace.momentum))
        return;
    e->racer.settings.value[e->optimizer->momentum_param] = pace.momentum;
    explain_note(e, SIZE_MAX, EXPLAIN_MOMENTUM, pace.momentum);
}

/* A rule of one text: the gradient through the oracle, then the noting driver. */
static bool
note_rule(struct rv_explanation *e, const struct rv_run *run, struct tap *tap)
{
    const struct rv_optimizer_driver *driver = e->optimizer->driver;
    const double *h = e->racer.settings.value;
    struct paid paid = {0};
    struct oracle oracle = run->oracle;
    double *at = malloc(2 * e->n * sizeof *at);
    if (!at)
        return false;
    double *g = at + e->n;
    oracle.step = e->step;
    oracle.paid = &paid;
    oracle.tap = tap;
    driver->probe(h, e->rate, run->state, e->n, e->theta, at, tap);
    oracle.ahead = memcmp(at, e->theta, e->n * sizeof *at) != 0;
    oracle_gradient(&oracle, at, NULL, g);
    driver->explain(h, e->rate, run->state, e->n, e->theta, g, e->next, tap);
    free(at);
    return true;
}

/* What a rule that evaluates as it likes begins with. */
static bool
note_beginning(struct rv_explanation *e, const struct rv_run *run, struct tap *tap)
{
    struct paid paid = {0};
    struct oracle oracle = run->oracle;
    double *g = malloc(e->n * sizeof *g);
    if (!g)
        return false;
    oracle.paid = &paid;
    oracle.tap = tap;
    oracle_gradient(&oracle, e->theta, NULL, g);
    free(g);
    return true;
}

/* The point -------------------------------------------------------------------------- */

static bool
has_role(const struct rv_explanation *e, enum rv_role role)
{
    for (size_t k = 0; k < e->n_notes; k++)
        if (explain_row(e, e->notes[k].id)->role == role)
            return true;
    return false;
}

/* Decoupled decay; @return whether there is any. */
static bool
note_decay(struct rv_explanation *e)
{
    const double *common = e->racer.common;
    enum rv_decay kind = (enum rv_decay)common[RV_COMMON_DECAY];
    double decay = common[RV_COMMON_WEIGHT_DECAY];
    if (kind == RV_DECAY_L2 || decay == 0)
        return false;
    bool by_rate = kind == RV_DECAY_DECOUPLED;
    for (size_t i = 0; i < e->n; i++)
        explain_note(e, i, by_rate ? EXPLAIN_DECAY : EXPLAIN_DECAY_ALONE,
                     -((by_rate ? e->rate * decay : decay) * e->theta[i]));
    return true;
}

/* A rule whose last stage is what is added to θ leaves the sum to be shown here. */
static void
note_point(struct rv_explanation *e)
{
    bool own = has_role(e, RV_ROLE_POINT), step = has_role(e, RV_ROLE_STEP);
    bool decays = note_decay(e);
    if (own && decays)
        note_all(e, EXPLAIN_POINT_SHRUNK, e->next);
    else if (!own && !step)
        note_all(e, EXPLAIN_POINT_STAYS, e->next);
    else if (!own)
        note_all(e, decays ? EXPLAIN_POINT_DECAYED : EXPLAIN_POINT, e->next);
}

static int
mean_row(const struct rv_racer *racer, bool begun)
{
    if (!begun)
        return EXPLAIN_MEAN_FIRST;
    switch ((enum rv_average)racer->common[RV_COMMON_AVERAGE]) {
    case RV_AVERAGE_EMA:
        return EXPLAIN_MEAN_EMA;
    case RV_AVERAGE_WEIGHTED:
        return EXPLAIN_MEAN_WEIGHTED;
    case RV_AVERAGE_POLYAK:
    case RV_AVERAGE_NONE:
    default:
        return EXPLAIN_MEAN;
    }
}

/* The average at the step after, which takes in the new point. */
static void
note_average(struct rv_explanation *e, const struct rv_run *after)
{
    struct force force = run_force_at(after, after->head->step);
    const double *common = force.racer.common;
    double rate = run_pace(after, &force, 0).lr;
    bool by_rate = (enum rv_average)common[RV_COMMON_AVERAGE] == RV_AVERAGE_WEIGHTED;
    double weight = by_rate && !isnan(rate) ? rate : 1, before = after->average[0];
    bool begun =
        before != 0 && (double)after->head->step >= common[RV_COMMON_AVERAGE_FROM];
    if (after->drawn >= 0)
        note_all(e, EXPLAIN_DRAWN, run_own_point(after));
    note_all(e, EXPLAIN_MEAN_OLD, after->average + 1);
    explain_note(e, SIZE_MAX, EXPLAIN_WEIGHT, weight);
    explain_note(e, SIZE_MAX, EXPLAIN_WEIGHTS, before + weight);
    note_all(e, mean_row(&force.racer, begun), rv_run_point(after));
}

/* A run of its own bytes; what is scratch it shares with @run. */
static bool
copy_run(struct rv_run *copy, const struct rv_run *run)
{
    size_t size = rv_run_state_size(run);
    ptrdiff_t state = run->state - run->theta, pacing = run->pacing - run->theta;
    ptrdiff_t average = run->average - run->theta;
    *copy = *run;
    copy->head = malloc(size);
    if (!copy->head)
        return false;
    memcpy(copy->head, run->head, size);
    copy->theta = (double *)(copy->head + 1);
    copy->state = copy->theta + state;
    copy->pacing = copy->theta + pacing;
    copy->average = copy->theta + average;
    copy->oracle.paid = &copy->head->paid;
    run_enter_force(copy);
    return true;
}

enum rv_status
aside_take(const struct rv_run *run, struct rv_explanation *e)
{
    struct rv_run copy;
    struct tap tap = {.note = take_note, .context = e};
    bool solves = e->optimizer->driver->solve;
    if (!copy_run(&copy, run))
        return RV_E_MEMORY;
    struct rv_pace pace = run_pace(&copy, &copy.force, 0);
    e->racer = copy.force.racer;
    e->rate = pace.lr;
    e->n_rows = rv_run_batch(run, e->step, e->rows);
    note_pace(e, pace);
    bool done = solves ? note_beginning(e, &copy, &tap) : note_rule(e, &copy, &tap);
    copy.tap = &tap;
    if (done)
        rv_run_advance(&copy, 1, NULL);
    memcpy(e->next, copy.theta, e->n * sizeof *e->next);
    note_point(e);
    if (done && copy.averaged)
        note_average(e, &copy);
    free(copy.head);
    return done ? RV_OK : RV_E_MEMORY;
}
