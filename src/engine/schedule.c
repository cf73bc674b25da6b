/* The pace of a racer: its schedule behind its warm-up. */
#include "schedule.h"

static double
base_rate(const struct rv_schedule_driver *driver, const double *p, double lr)
{
    double own = driver->base_row ? p[driver->base_row - 1] : 0;
    return own > 0 ? own : lr;
}

static struct rv_pace
pace_of(const struct rv_schedule_driver *driver, const double *p, const double *state,
        double lr, double warmup, int64_t t)
{
    double base = base_rate(driver, p, lr), at = (double)t - warmup;
    struct rv_pace pace = driver->pace(p, base, at > 0 ? at : 0);
    if (at < 0)
        pace.lr = base * (double)(t + 1) / warmup;
    else if (driver->rate && state)
        pace.lr = driver->rate(p, base, state);
    return pace;
}

struct rv_pace
rv_schedule_pace(size_t i, const struct rv_settings *settings, double lr, double warmup,
                 int64_t t)
{
    return pace_of(rv_schedule_at(i)->driver, settings->value, NULL, lr, warmup, t);
}

struct rv_pace
schedule_pace(const struct rv_racer *racer, const double *state, int64_t t)
{
    if (!rv_racer_has_rate(racer))
        return (struct rv_pace){NAN, NAN};
    return pace_of(schedule_of(racer)->driver, racer->schedule.value, state,
                   racer->settings.value[0], racer->common[RV_COMMON_WARMUP], t);
}

void
schedule_observe(const struct rv_racer *racer, double *state, int64_t t, double loss)
{
    const struct rv_schedule_driver *driver = schedule_of(racer)->driver;
    const double *p = racer->schedule.value;
    if ((double)t >= racer->common[RV_COMMON_WARMUP])
        driver->observe(p, base_rate(driver, p, racer->settings.value[0]), state, loss);
}

bool
schedule_moves_momentum(const struct rv_racer *racer)
{
    return rv_optimizer_at(racer->rule)->momentum_param >= 0 &&
           !isnan(schedule_pace(racer, NULL, 0).momentum);
}

bool
schedule_replaces_rate(const struct rv_racer *racer)
{
    const struct rv_schedule_driver *driver = schedule_of(racer)->driver;
    return base_rate(driver, racer->schedule.value, 0) > 0;
}
