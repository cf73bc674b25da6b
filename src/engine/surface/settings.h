/**
 * @file settings.h
 * Surfaces that are their settings and nothing more: @self is the array of values.
 */
#ifndef SURFACE_SETTINGS_H
#define SURFACE_SETTINGS_H

#include <float.h>

#include "../surface_driver.h"

/** prepare() and release() of such a surface. */
enum rv_status settings_prepare(void **self, const struct rv_settings *settings,
                                const struct rv_data *data, struct rv_error *error);
void settings_release(void *self);

/** The row of a coefficient: any finite number; the slider goes @FROM..@TO in @STEP. */
#define SETTING_COEFFICIENT(KEY, SYMBOL, STANDARD, FROM, TO, STEP, HELP)                \
    {                                                                                   \
        .key = KEY, .symbol = SYMBOL, .help = HELP, .lo = -DBL_MAX, .hi = DBL_MAX,      \
        .from = FROM, .to = TO, .standard = STANDARD, .step = STEP, .scale = RV_LINEAR, \
        .when = RV_FROM_START                                                           \
    }

/** The row of a number in @LO..@HI on a logarithmic slider @FROM..@TO. */
#define SETTING_LOG(KEY, SYMBOL, STANDARD, LO, HI, FROM, TO, HELP)                    \
    {                                                                                 \
        .key = KEY, .symbol = SYMBOL, .help = HELP, .lo = LO, .hi = HI, .from = FROM, \
        .to = TO, .standard = STANDARD, .scale = RV_LOG, .when = RV_FROM_START        \
    }

/** The row of a whole number in @LO..@HI; the slider goes to @TO. */
#define SETTING_INTEGER(KEY, SYMBOL, STANDARD, LO, HI, TO, HELP)                    \
    {                                                                               \
        .key = KEY, .symbol = SYMBOL, .help = HELP, .lo = LO, .hi = HI, .from = LO, \
        .to = TO, .standard = STANDARD, .scale = RV_INTEGER, .when = RV_FROM_START  \
    }

/** The row of a flag. */
#define SETTING_FLAG(KEY, STANDARD, HELP)                                              \
    {                                                                                  \
        .key = KEY, .symbol = KEY, .help = HELP, .lo = 0, .hi = 1, .from = 0, .to = 1, \
        .standard = STANDARD, .scale = RV_FLAG, .when = RV_FROM_START                  \
    }

/** The row of a choice among @LAST + 1 @NAMES. */
#define SETTING_CHOICE(KEY, STANDARD, NAMES, LAST, HELP)                             \
    {                                                                                \
        .key = KEY, .symbol = KEY, .help = HELP, .lo = 0, .hi = LAST, .from = 0,     \
        .to = LAST, .standard = STANDARD, .scale = RV_CHOICE, .when = RV_FROM_START, \
        .choices = NAMES                                                             \
    }

#endif
