/* Rows that several rules share. */
#ifndef OPTIMIZER_ROWS_H
#define OPTIMIZER_ROWS_H

#include <math.h>

#define ROW_LR(standard_)                                                                \
    {                                                                                    \
        .key = "lr", .symbol = "η",                                                      \
        .help = "learning rate: how far a step goes for a given gradient", .lo = 0,      \
        .hi = INFINITY, .from = 1e-6, .to = 10, .standard = (standard_), .scale = RV_LOG \
    }

#define ROW_BETA(key_, symbol_, standard_, help_)                              \
    {                                                                          \
        .key = (key_), .symbol = (symbol_), .help = (help_), .lo = 0, .hi = 1, \
        .hi_open = true, .from = 0, .to = 0.9999, .standard = (standard_),     \
        .scale = RV_ONE_MINUS_LOG                                              \
    }

#define ROW_EPS(standard_)                                                               \
    {                                                                                    \
        .key = "eps", .symbol = "ε",                                                     \
        .help = "small number that keeps the denominator from zero", .lo = 0,            \
        .hi = INFINITY, .from = 1e-16, .to = 1, .standard = (standard_), .scale = RV_LOG \
    }

#define ROW_FLAG(key_, symbol_, standard_, help_)                              \
    {                                                                          \
        .key = (key_), .symbol = (symbol_), .help = (help_), .lo = 0, .hi = 1, \
        .from = 0, .to = 1, .standard = (standard_), .scale = RV_FLAG,         \
        .when = RV_FROM_START                                                  \
    }

#define ROW_FORM(key_, choices_, hi_, help_)                                    \
    {                                                                           \
        .key = (key_), .symbol = (key_), .help = (help_), .lo = 0, .hi = (hi_), \
        .from = 0, .to = (hi_), .scale = RV_CHOICE, .when = RV_FROM_START,      \
        .choices = (choices_)                                                   \
    }

/* 0 to 1, on a plain grid. */
#define ROW_SHARE(key_, symbol_, standard_, help_)                                    \
    {                                                                                 \
        .key = (key_), .symbol = (symbol_), .help = (help_), .lo = 0, .hi = 1,        \
        .from = 0, .to = 1, .standard = (standard_), .step = 0.01, .scale = RV_LINEAR \
    }

/* 0, or a logarithmic scale from @first_ on. */
#define ROW_FROM_ZERO(key_, symbol_, standard_, first_, to_, when_, help_)            \
    {                                                                                 \
        .key = (key_), .symbol = (symbol_), .help = (help_), .lo = 0, .hi = INFINITY, \
        .from = 0, .to = (to_), .standard = (standard_), .step = (first_),            \
        .scale = RV_LOG, .when = (when_)                                              \
    }

#endif
