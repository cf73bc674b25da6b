/**
 * @file schedule.h
 * The catalogue of learning-rate schedules: the rate as a function of the step.
 */
#ifndef RAVINE_SCHEDULE_H
#define RAVINE_SCHEDULE_H

#include <stdint.h>

#include <ravine/param.h>

struct rv_schedule_driver;

struct rv_schedule {
    const char *id, *title;
    const char *formula; /**< the rate of step t from 0, L the base rate, UTF-8 */
    const char *source;  /**< paper, and whose class it follows */
    const struct rv_param *params; /**< keys in full: "schedule.T_max" */
    size_t n_params;
    const char *list;       /**< "schedule.milestones": rows that are a list; or NULL */
    size_t list_at, list_n; /**< its rows; 0 stands for no item */
    int64_t
        span; /**< steps that show its shape with the defaults; 0: it follows the loss */
    const struct rv_schedule_driver *driver; /**< the library's own */
};

/** The registry, `none` first. */
RV_API size_t rv_schedule_count(void);
RV_API const struct rv_schedule *rv_schedule_at(size_t i);
/** The index of the schedule @id, or -1. */
RV_API int rv_schedule_find(const char *id);

/** What a schedule asks of a step. */
struct rv_pace {
    double lr;
    double momentum; /**< NaN: as it is set */
};

/**
 * The rate of the step @t -> @t + 1 under schedule @i with @settings, base rate @lr and
 * @warmup steps of linear rise before it. `plateau` follows the loss: here it is the rate
 * of a run whose loss always falls.
 */
RV_API struct rv_pace rv_schedule_pace(size_t i, const struct rv_settings *settings,
                                       double lr, double warmup, int64_t t);

#endif
