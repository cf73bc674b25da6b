/* Rows that describe tunables: their range, their text. Their grid is in grid.c. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <ravine/param.h>

#include "decimal.h"

void
rv_settings_init(struct rv_settings *settings, const struct rv_param *params, size_t n)
{
    *settings = (struct rv_settings){0};
    for (size_t i = 0; i < n && i < RV_PARAMS_MAX; i++)
        settings->value[i] = params[i].standard;
}

static size_t
count_choices(const struct rv_param *param)
{
    size_t n = 0;
    while (param->choices && param->choices[n])
        n++;
    return n;
}

static bool
is_inside(const struct rv_param *param, double value)
{
    if (!isfinite(value))
        return false;
    if (value < param->lo || (param->lo_open && value == param->lo))
        return false;
    return value < param->hi || (!param->hi_open && value == param->hi);
}

/* "at least 0", "above 0", "at least 0 and below 1". */
static void
describe_range(const struct rv_param *param, char *text, size_t size)
{
    char lo[RV_VALUE_TEXT_MAX], hi[RV_VALUE_TEXT_MAX];
    rv_number_format(param->lo, lo);
    rv_number_format(param->hi, hi);
    const char *least = param->lo_open ? "above" : "at least";
    const char *most = param->hi_open ? "below" : "at most";
    bool bounded_below = param->lo > -1e300, bounded_above = param->hi < 1e300;
    if (bounded_below && bounded_above)
        snprintf(text, size, "%s %s and %s %s", least, lo, most, hi);
    else if (bounded_below)
        snprintf(text, size, "%s %s", least, lo);
    else if (bounded_above)
        snprintf(text, size, "%s %s", most, hi);
    else
        snprintf(text, size, "a finite number");
}

static enum rv_status
fail_range(const struct rv_param *param, double value, struct rv_error *error)
{
    char range[96], got[RV_VALUE_TEXT_MAX];
    describe_range(param, range, sizeof range);
    rv_number_format(value, got);
    return rv_fail(error, RV_E_RANGE, "%s must be %s; got %s", param->key, range, got);
}

/* Only a failure is worth the text of a number: runs check all their settings. */
static enum rv_status
fail_value(const struct rv_param *param, const char *what, double value,
           struct rv_error *error)
{
    char got[RV_VALUE_TEXT_MAX];
    rv_number_format(value, got);
    return rv_fail(error, RV_E_RANGE, "%s %s %s", param->key, what, got);
}

enum rv_status
rv_param_check(const struct rv_param *param, double value, struct rv_error *error)
{
    bool whole = isfinite(value) && value == floor(value);
    switch (param->scale) {
    case RV_CHOICE:
        if (whole && value >= 0 && value < (double)count_choices(param))
            return RV_OK;
        return fail_value(param, "has no choice number", value, error);
    case RV_FLAG:
        if (value == 0 || value == 1)
            return RV_OK;
        return fail_value(param, "must be 0 or 1; got", value, error);
    case RV_INTEGER:
        if (isfinite(value) && !whole)
            return fail_value(param, "must be a whole number; got", value, error);
        break;
    case RV_LINEAR:
    case RV_LOG:
    case RV_ONE_MINUS_LOG:
        break;
    }
    return is_inside(param, value) ? RV_OK : fail_range(param, value, error);
}

/* [+-] digits [. digits] [e [+-] digits], with a digit before or after the point. */
static bool
is_decimal(const char *at)
{
    at += *at == '+' || *at == '-';
    size_t whole = strspn(at, "0123456789"), fraction = 0;
    at += whole;
    if (*at == '.') {
        fraction = strspn(at + 1, "0123456789");
        at += 1 + fraction;
    }
    if (whole + fraction == 0)
        return false;
    if (*at == 'e' || *at == 'E') {
        at++;
        at += *at == '+' || *at == '-';
        size_t exponent = strspn(at, "0123456789");
        if (exponent == 0)
            return false;
        at += exponent;
    }
    return *at == '\0';
}

enum rv_status
rv_number_parse(const char *text, double *value, struct rv_error *error)
{
    if (!is_decimal(text))
        return rv_fail(error, RV_E_SYNTAX, "\"%.40s\" is not a decimal number", text);
    double number = decimal_read(text, NULL);
    if (!isfinite(number))
        return rv_fail(error, RV_E_SYNTAX, "%.40s is too large (at most 1.7e308)", text);
    *value = number;
    return RV_OK;
}

static enum rv_status
parse_flag(const struct rv_param *param, const char *text, double *value,
           struct rv_error *error)
{
    static const char *const words[] = {"0", "1", "false", "true", "no", "yes"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(text, words[i]) == 0) {
            *value = (double)(i % 2);
            return RV_OK;
        }
    return rv_fail(error, RV_E_SYNTAX, "%s is a flag, not \"%.40s\" (0, 1, no, yes)",
                   param->key, text);
}

static void
join_words(const char *const *words, size_t n, char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < n && used < size; i++)
        used +=
            (size_t)snprintf(text + used, size - used, "%s%s", i ? ", " : "", words[i]);
}

static enum rv_status
parse_choice(const struct rv_param *param, const char *text, double *value,
             struct rv_error *error)
{
    size_t n = count_choices(param);
    for (size_t i = 0; i < n; i++)
        if (strcmp(text, param->choices[i]) == 0) {
            *value = (double)i;
            return RV_OK;
        }
    const char *nearest = rv_nearest_word(text, param->choices, n);
    if (nearest)
        return rv_fail(error, RV_E_UNKNOWN, "%s has no \"%.40s\" (did you mean %s?)",
                       param->key, text, nearest);
    char all[120];
    join_words(param->choices, n, all, sizeof all);
    return rv_fail(error, RV_E_UNKNOWN, "%s has no \"%.40s\" (one of %s)", param->key,
                   text, all);
}

enum rv_status
rv_param_parse(const struct rv_param *param, const char *text, double *value,
               struct rv_error *error)
{
    if (param->scale == RV_FLAG)
        return parse_flag(param, text, value, error);
    if (param->scale == RV_CHOICE)
        return parse_choice(param, text, value, error);
    double number;
    enum rv_status status = rv_number_parse(text, &number, error);
    if (status == RV_OK)
        status = rv_param_check(param, number, error);
    if (status == RV_OK)
        *value = number;
    return status;
}

char *
rv_param_format(const struct rv_param *param, double value, char *buffer)
{
    size_t n = count_choices(param);
    if (param->scale == RV_CHOICE && value >= 0 && value < (double)n)
        snprintf(buffer, RV_VALUE_TEXT_MAX, "%s", param->choices[(size_t)value]);
    else
        rv_number_format(value, buffer);
    return buffer;
}

int
rv_param_find(const struct rv_param *params, size_t n, const char *key)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(params[i].key, key) == 0)
            return (int)i;
    return -1;
}

/* 0.00012 and 123000 as they are, 1.2e-5 and 1.23e20 with an exponent. @digits has at
 * most 17 digits, so the longest text is "-1.2345678901234567e-308". */
static void
lay_out(char *text, const char *digits, int exponent)
{
    int n = (int)strlen(digits), point = exponent + 1;
    bool plain = exponent >= -4 && exponent <= 15;
    if (plain && exponent < 0)
        text += sprintf(text, "0.%.*s", -point, "000");
    for (int i = 0; i < n || (plain && i < point); i++) {
        if (i > 0 && i == (plain ? point : 1))
            *text++ = '.';
        *text++ = i < n ? digits[i] : '0';
    }
    if (plain)
        *text = '\0';
    else
        sprintf(text, "e%d", exponent);
}

char *
rv_number_format(double value, char buffer[RV_VALUE_TEXT_MAX])
{
    const char *sign = signbit(value) && !isnan(value) ? "-" : "";
    if (!isfinite(value)) {
        snprintf(buffer, RV_VALUE_TEXT_MAX, "%s%s", sign, isnan(value) ? "nan" : "inf");
        return buffer;
    }
    char digits[18];
    int exponent = decimal_shortest(value, digits);
    strcpy(buffer, sign);
    lay_out(buffer + strlen(sign), digits, exponent);
    return buffer;
}
