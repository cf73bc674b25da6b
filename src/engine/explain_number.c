/* Numbers as they stand in the lines of an explanation. */
#include "explain_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
trim_zeros(char *raw)
{
    char *e = strchr(raw, 'e'), *point = strchr(raw, '.');
    char *end = e ? e : raw + strlen(raw), *last = end;
    if (!point)
        return;
    while (last[-1] == '0')
        last--;
    last -= last[-1] == '.';
    memmove(last, end, strlen(end) + 1);
}

/* "1.110e+05" as "1.110e5". */
static void
trim_exponent(char *raw)
{
    char *e = strchr(raw, 'e');
    if (!e)
        return;
    char *to = e + 1, *from = e + 1;
    to += *from == '-';
    from += *from == '-' || *from == '+';
    while (*from == '0' && from[1])
        from++;
    memmove(to, from, strlen(from) + 1);
}

static void
write_digits(double value, int digits, char raw[64])
{
    if (digits <= 0) {
        rv_number_format(value, raw);
        return;
    }
    if (value == floor(value) && fabs(value) < 1e4) {
        snprintf(raw, 64, "%.0f", value == 0 ? 0 : value);
        return;
    }
    snprintf(raw, 64, "%.*e", digits - 1, value);
    int exponent = atoi(strchr(raw, 'e') + 1);
    if (exponent >= -4 && exponent < 4)
        snprintf(raw, 64, "%.*f", digits - 1 > exponent ? digits - 1 - exponent : 0,
                 value);
    else
        trim_exponent(raw);
    char *comma = strchr(raw, ',');
    if (comma)
        *comma = '.'; /* whatever the locale of the caller */
}

void
explain_write_number(const struct operand *operand, int digits, bool ascii, char *text,
                     size_t size)
{
    char raw[64];
    double value = operand->value;
    const char *minus = ascii ? "-" : "−";
    if (isnan(value)) {
        snprintf(text, size, "nan");
        return;
    }
    if (isinf(value)) {
        snprintf(text, size, "%s%s", value < 0 ? minus : "", ascii ? "inf" : "∞");
        return;
    }
    write_digits(value, operand->typed ? 0 : digits, raw);
    if (operand->trimmed)
        trim_zeros(raw);
    size_t used = 0;
    *text = '\0';
    for (const char *c = raw; *c && used + 4 < size; c++)
        used += (size_t)snprintf(text + used, size - used, *c == '-' ? "%s" : "%.1s",
                                 *c == '-' ? minus : c);
}

char *
rv_explanation_number(double value, int digits, unsigned script, char *buffer,
                      size_t size)
{
    struct operand operand = {.value = value};
    explain_write_number(&operand, digits, script & RV_SCRIPT_ASCII, buffer, size);
    return buffer;
}
