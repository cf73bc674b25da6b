/* One racer's settings: the rows of its rule, those every racer has, and those of its
 * schedule. */
#include "racer.h"

#include <math.h>
#include <string.h>

#include "rule.h"
#include "schedule.h"

void
rv_racer_init(struct rv_racer *racer, size_t rule)
{
    const struct rv_optimizer *optimizer = rv_optimizer_at(rule);
    *racer = (struct rv_racer){.rule = (uint16_t)rule};
    rv_settings_init(&racer->settings, optimizer->params, optimizer->n_params);
    for (size_t i = 0; i < RV_COMMON_COUNT; i++)
        racer->common[i] = rv_common_params()[i].standard;
    for (const struct rv_default *d = optimizer->defaults; d && d->key; d++) {
        rv_key key = rv_racer_key(racer, d->key);
        if (key != RV_KEY_NONE)
            rv_racer_set(racer, key, d->value);
    }
}

const struct rv_param *
rv_racer_param(const struct rv_racer *racer, rv_key key)
{
    const struct rv_optimizer *optimizer = rv_optimizer_at(racer->rule);
    const struct rv_schedule *schedule = schedule_of(racer);
    if (key < RV_KEY_COMMON)
        return key < optimizer->n_params ? &optimizer->params[key] : NULL;
    size_t i = (size_t)key - RV_KEY_COMMON;
    if (key < RV_KEY_SCHEDULE)
        return i < RV_COMMON_COUNT ? &rv_common_params()[i] : NULL;
    i = (size_t)key - RV_KEY_SCHEDULE;
    return i < schedule->n_params ? &schedule->params[i] : NULL;
}

rv_key
rv_racer_key(const struct rv_racer *racer, const char *name)
{
    const struct rv_optimizer *optimizer = rv_optimizer_at(racer->rule);
    const struct rv_schedule *schedule = schedule_of(racer);
    int i = rv_param_find(optimizer->params, optimizer->n_params, name);
    if (i >= 0)
        return (rv_key)i;
    i = rv_param_find(rv_common_params(), RV_COMMON_COUNT, name);
    if (i >= 0)
        return (rv_key)(RV_KEY_COMMON + i);
    i = rv_param_find(schedule->params, schedule->n_params, name);
    return i >= 0 ? (rv_key)(RV_KEY_SCHEDULE + i) : RV_KEY_NONE;
}

bool
rv_racer_list(const struct rv_racer *racer, const char *name, rv_key *first, size_t *n)
{
    const struct rv_schedule *schedule = schedule_of(racer);
    if (!schedule->list || strcmp(schedule->list, name) != 0)
        return false;
    *first = (rv_key)(RV_KEY_SCHEDULE + schedule->list_at);
    *n = schedule->list_n;
    return true;
}

/* Of a list, the items up to the first free place. */
static bool
is_listed(const struct rv_racer *racer, size_t row)
{
    const struct rv_schedule *schedule = schedule_of(racer);
    size_t first = schedule->list_at;
    bool item = schedule->list && row > first && row < first + schedule->list_n;
    return !item || racer->schedule.value[row] != 0 ||
           racer->schedule.value[row - 1] != 0 || schedule->params[row].standard != 0;
}

size_t
rv_racer_keys(const struct rv_racer *racer, rv_key keys[64])
{
    const struct rv_optimizer *optimizer = rv_optimizer_at(racer->rule);
    size_t n = 0;
    for (size_t i = 0; i < optimizer->n_params; i++)
        keys[n++] = (rv_key)i;
    for (size_t i = 0; i < RV_COMMON_COUNT; i++) {
        keys[n++] = (rv_key)(RV_KEY_COMMON + i);
        if (i != RV_COMMON_SCHEDULE)
            continue;
        for (size_t k = 0; k < schedule_of(racer)->n_params; k++)
            if (is_listed(racer, k))
                keys[n++] = (rv_key)(RV_KEY_SCHEDULE + k);
    }
    return n;
}

/* Where the value of @key is kept. */
static double *
place_of(struct rv_racer *racer, rv_key key)
{
    if (key < RV_KEY_COMMON)
        return &racer->settings.value[key];
    if (key < RV_KEY_SCHEDULE)
        return &racer->common[key - RV_KEY_COMMON];
    return &racer->schedule.value[key - RV_KEY_SCHEDULE];
}

double
rv_racer_get(const struct rv_racer *racer, rv_key key)
{
    return *place_of((struct rv_racer *)racer, key);
}

void
rv_racer_set(struct rv_racer *racer, rv_key key, double value)
{
    double *place = place_of(racer, key);
    bool another = *place != value;
    *place = value;
    if (!another || key != RV_KEY_COMMON + RV_COMMON_SCHEDULE)
        return;
    const struct rv_schedule *schedule = schedule_of(racer);
    rv_settings_init(&racer->schedule, schedule->params, schedule->n_params);
}

bool
rv_racer_has_rate(const struct rv_racer *racer)
{
    const struct rv_optimizer *optimizer = rv_optimizer_at(racer->rule);
    return optimizer->n_params > 0 && strcmp(optimizer->params[0].key, "lr") == 0;
}

enum rv_status
rv_racer_check(const struct rv_racer *racer, rv_key key, double value,
               struct rv_error *error)
{
    const struct rv_optimizer *optimizer = rv_optimizer_at(racer->rule);
    const struct rv_param *param = rv_racer_param(racer, key);
    if (!param)
        return rv_fail(error, RV_E_UNKNOWN, "%s has no such setting", optimizer->id);
    enum rv_status status = rv_param_check(param, value, error);
    bool exact = optimizer->needs & RV_NEEDS_EXACT;
    bool common = key >= RV_KEY_COMMON && key < RV_KEY_SCHEDULE;
    if (status != RV_OK || !exact || !common ||
        common_suits_exact((enum rv_common)(key - RV_KEY_COMMON), value))
        return status;
    if (param->choices)
        return rv_fail(
            error, RV_E_RANGE, "%s minimises one exact loss and takes no %s %s (%s)",
            optimizer->id, param->choices[(size_t)value], param->key, param->choices[0]);
    return rv_fail(error, RV_E_RANGE, "%s needs exact gradients and takes no %s (0)",
                   optimizer->id, param->key);
}

double
rv_racer_limit(const struct rv_racer *racer, double curvature, const char **formula)
{
    const struct rv_optimizer_driver *driver = rv_optimizer_at(racer->rule)->driver;
    *formula = "";
    if (!driver->limit || !(curvature > 0))
        return NAN;
    /* L2 decay is curvature too; decoupled decay is another story. */
    if ((enum rv_decay)racer->common[RV_COMMON_DECAY] == RV_DECAY_L2)
        curvature += racer->common[RV_COMMON_WEIGHT_DECAY];
    return driver->limit(&racer->settings, curvature, formula);
}

/* A setting that a schedule moves or replaces is not used as it stands. */
static bool
own_is_used(const struct rv_racer *racer, const struct rv_optimizer *optimizer,
            size_t param)
{
    if (param == 0 && rv_racer_has_rate(racer) && schedule_replaces_rate(racer))
        return false;
    if ((int)param == optimizer->momentum_param && schedule_moves_momentum(racer))
        return false;
    return !optimizer->driver->uses || optimizer->driver->uses(&racer->settings, param);
}

struct rv_cost
rv_racer_cost(const struct rv_racer *racer, size_t n)
{
    const struct rv_optimizer_driver *driver = rv_optimizer_at(racer->rule)->driver;
    if (driver->cost)
        return driver->cost(&racer->settings, n);
    return (struct rv_cost){.gradients = 1,
                            .state_per_parameter = (double)driver->per_coord};
}

bool
rv_racer_uses(const struct rv_racer *racer, rv_key key)
{
    if (key < RV_KEY_COMMON)
        return own_is_used(racer, rv_optimizer_at(racer->rule), key);
    if (key < RV_KEY_SCHEDULE)
        return common_is_used(racer, (enum rv_common)(key - RV_KEY_COMMON));
    return schedule_row_is_used(racer, (size_t)(key - RV_KEY_SCHEDULE));
}
