/* One racer's settings: the rows of its rule, then the rows every racer has. */
#include <math.h>
#include <string.h>

#include <ravine/document.h>

#include "rule.h"

#define ROW_BATCH                                                                 \
    {                                                                             \
        .key = "batch", .symbol = "batch",                                        \
        .help = "data rows in a mini-batch, drawn afresh each step; 0: all rows", \
        .lo = 0, .hi = 1e6, .from = 0, .to = 100, .scale = RV_INTEGER             \
    }
#define ROW_NOISE                                                                    \
    {                                                                                \
        .key = "noise", .symbol = "σ",                                               \
        .help = "standard deviation of Gaussian noise added to each gradient entry", \
        .lo = 0, .hi = INFINITY, .from = 0, .to = 100, .step = 1e-3, .scale = RV_LOG \
    }

static const struct rv_param common_params[RV_COMMON_COUNT] = {
    [RV_COMMON_BATCH] = ROW_BATCH,
    [RV_COMMON_NOISE] = ROW_NOISE,
};

const struct rv_param *
rv_common_params(void)
{
    return common_params;
}

void
rv_racer_init(struct rv_racer *racer, size_t rule)
{
    const struct rv_optimizer *optimizer = rv_optimizer_at(rule);
    *racer = (struct rv_racer){.rule = (uint16_t)rule};
    rv_settings_init(&racer->settings, optimizer->params, optimizer->n_params);
    for (size_t i = 0; i < RV_COMMON_COUNT; i++)
        racer->common[i] = common_params[i].standard;
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
    if (key < RV_KEY_COMMON)
        return key < optimizer->n_params ? &optimizer->params[key] : NULL;
    size_t i = (size_t)key - RV_KEY_COMMON;
    return i < RV_COMMON_COUNT ? &common_params[i] : NULL;
}

rv_key
rv_racer_key(const struct rv_racer *racer, const char *name)
{
    const struct rv_optimizer *optimizer = rv_optimizer_at(racer->rule);
    int own = rv_param_find(optimizer->params, optimizer->n_params, name);
    if (own >= 0)
        return (rv_key)own;
    int common = rv_param_find(common_params, RV_COMMON_COUNT, name);
    return common >= 0 ? (rv_key)(RV_KEY_COMMON + common) : RV_KEY_NONE;
}

size_t
rv_racer_keys(const struct rv_racer *racer, rv_key keys[64])
{
    const struct rv_optimizer *optimizer = rv_optimizer_at(racer->rule);
    size_t n = 0;
    for (size_t i = 0; i < optimizer->n_params; i++)
        keys[n++] = (rv_key)i;
    for (size_t i = 0; i < RV_COMMON_COUNT; i++)
        keys[n++] = (rv_key)(RV_KEY_COMMON + i);
    return n;
}

double
rv_racer_get(const struct rv_racer *racer, rv_key key)
{
    return key < RV_KEY_COMMON ? racer->settings.value[key]
                               : racer->common[key - RV_KEY_COMMON];
}

void
rv_racer_set(struct rv_racer *racer, rv_key key, double value)
{
    if (key < RV_KEY_COMMON)
        racer->settings.value[key] = value;
    else
        racer->common[key - RV_KEY_COMMON] = value;
}

enum rv_status
rv_racer_check(const struct rv_racer *racer, rv_key key, double value,
               struct rv_error *error)
{
    const struct rv_optimizer *optimizer = rv_optimizer_at(racer->rule);
    const struct rv_param *param = rv_racer_param(racer, key);
    if (!param)
        return rv_fail(error, RV_E_UNKNOWN, "%s has no such setting", optimizer->id);
    bool exact = optimizer->needs & RV_NEEDS_EXACT;
    if (exact && key >= RV_KEY_COMMON && value != 0)
        return rv_fail(error, RV_E_RANGE, "%s needs exact gradients and takes no %s",
                       optimizer->id, param->key);
    return rv_param_check(param, value, error);
}

double
rv_racer_limit(const struct rv_racer *racer, double curvature, const char **formula)
{
    const struct rv_optimizer_driver *driver = rv_optimizer_at(racer->rule)->driver;
    *formula = "";
    if (!driver->limit || !(curvature > 0))
        return NAN;
    return driver->limit(&racer->settings, curvature, formula);
}

bool
rv_racer_uses(const struct rv_racer *racer, rv_key key)
{
    const struct rv_optimizer *optimizer = rv_optimizer_at(racer->rule);
    if (key >= RV_KEY_COMMON)
        return !(optimizer->needs & RV_NEEDS_EXACT);
    return !optimizer->driver->uses || optimizer->driver->uses(&racer->settings, key);
}
