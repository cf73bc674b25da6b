/* The C library converts decimals correctly rounded, but with the decimal point of the
 * caller's locale; so every conversion happens in the C locale of this thread. */
#include "decimal.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct c_locale {
    locale_t c, before;
};

/* glibc hands out one static object for "C": this costs nanoseconds. */
static struct c_locale
enter_c_locale(void)
{
    struct c_locale scope = {.c = newlocale(LC_ALL_MASK, "C", (locale_t)0)};
    if (scope.c)
        scope.before = uselocale(scope.c);
    return scope;
}

static void
leave_c_locale(struct c_locale scope)
{
    if (!scope.c)
        return;
    uselocale(scope.before);
    freelocale(scope.c);
}

double
decimal_read(const char *text, char **end)
{
    struct c_locale scope = enter_c_locale();
    double value = strtod(text, end);
    leave_c_locale(scope);
    return value;
}

double
decimal_make(long long digits, int exponent)
{
    char text[40];
    snprintf(text, sizeof text, "%llde%d", digits, exponent);
    return decimal_read(text, NULL);
}

/* "-d.ddde-xx" -> the digits alone, without trailing zeros; @return the exponent. */
static int
take_digits(const char *text, char digits[18])
{
    size_t n = 0;
    const char *at = text;
    for (; *at && *at != 'e'; at++)
        if (*at >= '0' && *at <= '9' && n < 17)
            digits[n++] = *at;
    while (n > 1 && digits[n - 1] == '0')
        n--;
    digits[n] = '\0';
    return *at ? atoi(at + 1) : 0;
}

int
decimal_shortest(double value, char digits[18])
{
    struct c_locale scope = enter_c_locale();
    char text[40] = "";
    for (int places = 0; places <= 16; places++) {
        snprintf(text, sizeof text, "%.*e", places, fabs(value));
        if (strtod(text, NULL) == fabs(value))
            break;
    }
    leave_c_locale(scope);
    return take_digits(text, digits);
}
