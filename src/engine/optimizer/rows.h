/* Rows that several rules share. */
#ifndef OPTIMIZER_ROWS_H
#define OPTIMIZER_ROWS_H

#include <math.h>

#define ROW_LR_HELP(standard_, help_)                                         \
    {                                                                         \
        .key = "lr", .symbol = "η", .help = (help_), .lo = 0, .hi = INFINITY, \
        .from = 1e-6, .to = 10, .standard = (standard_), .scale = RV_LOG      \
    }

#define ROW_LR(standard_) \
    ROW_LR_HELP(standard_, "learning rate: how far a step goes for a given gradient")

#define ROW_BETA(key_, symbol_, standard_, help_)                              \
    {                                                                          \
        .key = (key_), .symbol = (symbol_), .help = (help_), .lo = 0, .hi = 1, \
        .hi_open = true, .from = 0, .to = 0.9999, .standard = (standard_),     \
        .scale = RV_ONE_MINUS_LOG                                              \
    }

#define ROW_BETA1                                                                    \
    ROW_BETA(                                                                        \
        "beta1", "β₁", 0.9,                                                          \
        "memory of the gradient's mean; turned live, its bias correction continues " \
        "as a product where PyTorch's would jump")

#define ROW_BETA2 ROW_BETA("beta2", "β₂", 0.999, "memory of the squared gradient's mean")

#define ROW_EPS_HELP(standard_, help_)                                         \
    {                                                                          \
        .key = "eps", .symbol = "ε", .help = (help_), .lo = 0, .hi = INFINITY, \
        .from = 1e-16, .to = 1, .standard = (standard_), .scale = RV_LOG       \
    }

#define ROW_EPS(standard_) \
    ROW_EPS_HELP(standard_, "small number that keeps the denominator from zero")

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

/* sign(0) = 0. */
#define sign_of(x) ((double)((x) > 0) - (double)((x) < 0))

#endif
