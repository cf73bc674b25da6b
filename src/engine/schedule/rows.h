/* Rows that several schedules share. Keys are typed in full: "schedule.T_max". */
#ifndef SCHEDULE_ROWS_H
#define SCHEDULE_ROWS_H

#include <math.h>

#include "../exact.h"
#include "../schedule.h"

/* A number of steps. */
#define ROW_STEPS(key_, symbol_, lo_, standard_, help_)                             \
    {                                                                               \
        .key = "schedule." key_, .symbol = (symbol_), .help = (help_), .lo = (lo_), \
        .hi = 1e9, .from = (lo_), .to = 1000, .standard = (standard_),              \
        .scale = RV_INTEGER                                                         \
    }

/* A rate, or 0. */
#define ROW_RATE(key_, symbol_, help_)                                          \
    {                                                                           \
        .key = "schedule." key_, .symbol = (symbol_), .help = (help_), .lo = 0, \
        .hi = INFINITY, .from = 0, .to = 10, .step = 1e-6, .scale = RV_LOG      \
    }

/* What a rate is multiplied by: any factor from 0 on, the slider up to 1. */
#define ROW_FACTOR(key_, symbol_, standard_, help_)                                \
    {                                                                              \
        .key = "schedule." key_, .symbol = (symbol_), .help = (help_), .lo = 0,    \
        .hi = INFINITY, .from = 0, .to = 1, .standard = (standard_), .step = 0.01, \
        .scale = RV_LINEAR                                                         \
    }

/* What a rate is multiplied by every step: close to 1. */
#define ROW_DECAY(key_, symbol_, standard_, help_)                              \
    {                                                                           \
        .key = "schedule." key_, .symbol = (symbol_), .help = (help_), .lo = 0, \
        .hi = INFINITY, .from = 0, .to = 1, .standard = (standard_),            \
        .scale = RV_ONE_MINUS_LOG                                               \
    }

/* A number above 0, on a logarithmic scale. */
#define ROW_POSITIVE(key_, symbol_, standard_, from_, to_, help_)               \
    {                                                                           \
        .key = "schedule." key_, .symbol = (symbol_), .help = (help_), .lo = 0, \
        .lo_open = true, .hi = INFINITY, .from = (from_), .to = (to_),          \
        .standard = (standard_), .scale = RV_LOG                                \
    }

#define ROW_MOMENTUM(key_, symbol_, standard_, help_)                                    \
    {                                                                                    \
        .key = "schedule." key_, .symbol = (symbol_), .help = (help_), .lo = 0, .hi = 1, \
        .hi_open = true, .from = 0, .to = 0.9999, .standard = (standard_),               \
        .scale = RV_ONE_MINUS_LOG                                                        \
    }

#define ROW_FLAG(key_, symbol_, standard_, help_)                                        \
    {                                                                                    \
        .key = "schedule." key_, .symbol = (symbol_), .help = (help_), .lo = 0, .hi = 1, \
        .from = 0, .to = 1, .standard = (standard_), .scale = RV_FLAG,                   \
        .when = RV_FROM_START                                                            \
    }

#define ROW_CHOICE(key_, symbol_, choices_, hi_, help_)                                 \
    {                                                                                   \
        .key = "schedule." key_, .symbol = (symbol_), .help = (help_), .lo = 0,         \
        .hi = (hi_), .from = 0, .to = (hi_), .scale = RV_CHOICE, .when = RV_FROM_START, \
        .choices = (choices_)                                                           \
    }

/* A schedule that leaves the momentum as it is set. */
static inline struct rv_pace
only_rate(double lr)
{
    return (struct rv_pace){lr, NAN};
}

/* From @from at q = 0 to @to at q = 1, both to the bit. */
static inline double
straight(double from, double to, double q)
{
    return from * (1 - q) + to * q;
}

/* The same along half a cosine. */
static inline double
half_cosine(double from, double to, double q)
{
    return straight(to, from, (1 + exact_cospi(q)) / 2);
}

#endif
