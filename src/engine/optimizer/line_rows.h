/* Rows of the rules that search along a line. */
#ifndef OPTIMIZER_LINE_ROWS_H
#define OPTIMIZER_LINE_ROWS_H

#include "rows.h"

#define ROW_POSITIVE(key_, symbol_, standard_, from_, to_, help_)                     \
    {                                                                                 \
        .key = (key_), .symbol = (symbol_), .help = (help_), .lo = 0, .hi = INFINITY, \
        .lo_open = true, .from = (from_), .to = (to_), .standard = (standard_),       \
        .scale = RV_LOG                                                               \
    }

#define ROW_GTOL(standard_, help_) \
    ROW_FROM_ZERO("gtol", "gtol", standard_, 1e-12, 1, RV_LIVE, help_)

#define GTOL_HELP \
    "it has converged, and stays, once no gradient entry is larger than this"

#define ROW_ALPHA0                             \
    ROW_POSITIVE("alpha0", "α₀", 1, 1e-3, 100, \
                 "the step length tried first, in units of the direction")
#define ROW_C1                                                                           \
    {                                                                                    \
        .key = "c1", .symbol = "c₁",                                                     \
        .help = "share of the fall that the slope promises which is asked for", .lo = 0, \
        .hi = 1, .hi_open = true, .from = 1e-6, .to = 0.5, .standard = 1e-4,             \
        .scale = RV_LOG                                                                  \
    }
#define ROW_TAU                                                                      \
    {                                                                                \
        .key = "tau", .symbol = "τ",                                                 \
        .help = "what a refused step length is multiplied by", .lo = 0, .hi = 1,     \
        .lo_open = true, .hi_open = true, .from = 0.05, .to = 0.95, .standard = 0.5, \
        .step = 0.01, .scale = RV_LINEAR                                             \
    }
#define ROW_MAX_BT                                                             \
    {                                                                          \
        .key = "max_bt", .symbol = "max bt",                                   \
        .help = "refusals after which the search gives up and stays", .lo = 0, \
        .hi = 1000, .from = 1, .to = 100, .standard = 60, .scale = RV_INTEGER  \
    }
#define ROW_AMAX                                 \
    ROW_POSITIVE("amax", "α max", 10, 1e-2, 1e3, \
                 "exact: how far along the direction the root is looked for")
#define ROW_GRID                                                                         \
    {                                                                                    \
        .key = "grid", .symbol = "grid",                                                 \
        .help = "exact: points of the interval at which the slope is looked at, each "   \
                "a gradient",                                                            \
        .lo = 1, .hi = 1e6, .from = 10, .to = 1e4, .standard = 4000, .scale = RV_INTEGER \
    }

#endif
