/**
 * @file param.h
 * A tunable is a row. Scene parser, sliders, `ravine list`, the map and the tests all
 * read the same row, so that a setting is named, bounded and explained once.
 */
#ifndef RAVINE_PARAM_H
#define RAVINE_PARAM_H

#include <stdbool.h>
#include <stddef.h>

#include <ravine/status.h>

/** The grid on which the value is turned; `+` then `-` gives the same bits. */
enum rv_scale {
    RV_LINEAR,        /**< fine: multiples of @step; coarse: of 10 @step */
    RV_LOG,           /**< fine: 1, 1.1 ... 9.9 x 10^k; coarse: 1-2-5 x 10^k; where
                           @from is 0, the points are 0 and those from @step on */
    RV_ONE_MINUS_LOG, /**< the same on 1 - value, as suits beta: 0.9, 0.901, 0.902 */
    RV_INTEGER,       /**< whole numbers; fine: 1, coarse: 1-2-5 x 10^k */
    RV_CHOICE,        /**< the value is an index into @choices */
    RV_FLAG,          /**< 0 or 1 */
};

/** Whether a change may hold from the playhead on, or always acts from the start. */
enum rv_when { RV_LIVE, RV_FROM_START };

enum { RV_PARAMS_MAX = 16, RV_VALUE_TEXT_MAX = 32 };

/**
 * One tunable. Outside lo..hi is an error; from..to is only where the slider goes.
 */
struct rv_param {
    const char *key;    /**< as typed: "beta1" */
    const char *symbol; /**< as shown: "β₁"; ASCII screens show the key */
    const char *help;   /**< one sentence */
    double lo, hi;      /**< valid range, inclusive unless open */
    double from, to;    /**< slider range */
    double standard;    /**< default */
    double step;        /**< RV_LINEAR: the fine step; RV_LOG: see there */
    enum rv_scale scale;
    enum rv_when when;
    bool lo_open, hi_open;      /**< the end itself is not valid */
    const char *const *choices; /**< RV_CHOICE: NULL-terminated names */
};

/** Values in the order of the rows that describe them. */
struct rv_settings {
    double value[RV_PARAMS_MAX];
};

/** Set the first @n values of @settings to the defaults of @params, the rest to 0. */
RV_API void rv_settings_init(struct rv_settings *settings, const struct rv_param *params,
                             size_t n);

/**
 * Is @value valid for @param?
 * @return RV_OK, or RV_E_RANGE with the range in @error ("lr must lie in 0...; got -1").
 */
RV_API enum rv_status rv_param_check(const struct rv_param *param, double value,
                                     struct rv_error *error);

/**
 * Read @text as a value of @param: a number, a choice's name, a flag. Checks the range.
 * Numbers are decimal with an optional exponent; hexadecimal, inf, nan, blanks and
 * trailing text are refused (RV_E_SYNTAX); an unknown choice names the nearest one.
 */
RV_API enum rv_status rv_param_parse(const struct rv_param *param, const char *text,
                                     double *value, struct rv_error *error);

/**
 * Write @value as it would be typed: the shortest decimal that reads back as the same
 * double, a choice's name, 0 or 1. @buffer has RV_VALUE_TEXT_MAX bytes. @return buffer.
 */
RV_API char *rv_param_format(const struct rv_param *param, double value, char *buffer);

/**
 * The next value on the grid in direction @direction (+1, -1), finely or coarsely, kept
 * within lo..hi and at the slider's own end (a value typed beyond it stays, and can be
 * turned back). A choice or flag steps to its neighbour.
 * Every grid value is the correctly rounded decimal, so that turning back gives the same
 * bits.
 */
RV_API double rv_param_turn(const struct rv_param *param, double value, int direction,
                            bool coarse);

/** Where @value stands on the slider's track, 0..1 (clamped). */
RV_API double rv_param_position(const struct rv_param *param, double value);

/** The index of the row with @key in @params, or -1. */
RV_API int rv_param_find(const struct rv_param *params, size_t n, const char *key);

/**
 * Read all of @text as a finite decimal number (see rv_param_parse).
 * Independent of the locale. @return RV_OK or RV_E_SYNTAX.
 */
RV_API enum rv_status rv_number_parse(const char *text, double *value,
                                      struct rv_error *error);

/** Shortest decimal text that reads back as @value ("0.1", "1e-08" as "1e-8"). */
RV_API char *rv_number_format(double value, char buffer[RV_VALUE_TEXT_MAX]);

/**
 * The word of @words (@n of them) nearest to @word by edit distance, or NULL if none is
 * near enough to be what was meant.
 */
RV_API const char *rv_nearest_word(const char *word, const char *const *words, size_t n);

#endif
