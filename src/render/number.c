#include "number.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canvas.h"

#define MINUS "\xe2\x88\x92"

enum { RAW_MAX = 32 };

/* Where the exponent of a %e text begins. */
static int
exponent_of(const char *text)
{
    const char *e = strchr(text, 'e');
    return e ? atoi(e + 1) : 0;
}

/* Copy with a true minus and a decimal point, whatever the locale. */
static char *
write_text(const char *raw, bool ascii, char *out)
{
    size_t n = 0;
    for (; *raw && n < NUMBER_TEXT_MAX - 4; raw++) {
        if (*raw == '-' && !ascii) {
            memcpy(out + n, MINUS, 3);
            n += 3;
        } else {
            out[n++] = *raw == ',' ? '.' : *raw;
        }
    }
    out[n] = '\0';
    return out;
}

static const char *
special(double value, bool ascii)
{
    if (isnan(value))
        return "nan";
    if (ascii)
        return value > 0 ? "inf" : "-inf";
    return value > 0 ? "\xe2\x88\x9e" : "-\xe2\x88\x9e";
}

char *
number_significant(double value, int digits, bool ascii, char buffer[NUMBER_TEXT_MAX])
{
    char raw[RAW_MAX];
    if (!isfinite(value))
        return write_text(special(value, ascii), ascii, buffer);
    if (value == 0)
        return write_text("0", ascii, buffer);
    digits = digits < 1 ? 1 : digits > 17 ? 17 : digits;
    snprintf(raw, sizeof raw, "%.*e", digits - 1, value);
    int exponent = exponent_of(raw); /* after rounding: 9999.9 is 1.00e+04 */
    if (exponent >= -4 && exponent < 4) {
        int decimals = digits - 1 - exponent;
        snprintf(raw, sizeof raw, "%.*f", decimals > 0 ? decimals : 0, value);
    }
    return write_text(raw, ascii, buffer);
}

static bool
has_digit(const char *raw)
{
    return strpbrk(raw, "123456789") != NULL;
}

char *
number_fixed(double value, int decimals, bool ascii, char buffer[NUMBER_TEXT_MAX])
{
    char raw[RAW_MAX + 8];
    if (!isfinite(value)) {
        const char *text = special(value, ascii);
        snprintf(raw, sizeof raw, "%s%s", *text == '-' ? "" : " ", text);
    } else if (fabs(value) >= 1e6) {
        snprintf(raw, sizeof raw, "% .*e", 2, value);
    } else {
        snprintf(raw, sizeof raw, "% .*f", decimals, value);
        if (!has_digit(raw))
            raw[0] = ' ';
    }
    return write_text(raw, ascii, buffer);
}

/* "1e-08" as people type it: "1e-8"; "1e+20": "1e20". */
static void
trim_exponent(char *raw)
{
    char *e = strchr(raw, 'e');
    if (!e)
        return;
    char *from = e + 1, *to = e + 1;
    if (*from == '-')
        to++;
    while (*from == '-' || *from == '+' || (*from == '0' && from[1]))
        from++;
    memmove(to, from, strlen(from) + 1);
}

char *
number_typed(double value, bool ascii, char buffer[NUMBER_TEXT_MAX])
{
    char raw[RAW_MAX];
    if (!isfinite(value))
        return write_text(special(value, ascii), ascii, buffer);
    if (value == 0)
        return write_text("0", ascii, buffer);
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(raw, sizeof raw, "%.*g", digits, value);
        if (strtod(raw, NULL) == value)
            break;
    }
    if (fabs(value) >= 1e-4 && fabs(value) < 1e7 && strchr(raw, 'e'))
        snprintf(raw, sizeof raw, "%.0f", value);
    trim_exponent(raw);
    return write_text(raw, ascii, buffer);
}

char *
number_tick(double value, double step, bool ascii, char buffer[NUMBER_TEXT_MAX])
{
    if (!isfinite(value) || fabs(value) < 0.5 * step)
        return number_typed(isfinite(value) ? 0 : value, ascii, buffer);
    double digits = ceil(log10(fabs(value) / step)) + 1;
    char raw[RAW_MAX];
    snprintf(raw, sizeof raw, "%.*e", digits > 16 ? 16 : (int)digits, value);
    return number_typed(strtod(raw, NULL), ascii, buffer);
}

static size_t
write_superscript(int value, char *out)
{
    static const uint32_t raised[] = {0x2070, 0xb9,   0xb2,   0xb3,   0x2074,
                                      0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    char digits[16];
    size_t n = 0;
    snprintf(digits, sizeof digits, "%d", value);
    for (const char *d = digits; *d; d++)
        n += (size_t)utf8_encode(*d == '-' ? 0x207b : raised[*d - '0'], out + n);
    return n;
}

char *
number_power(int exponent, bool ascii, char buffer[NUMBER_TEXT_MAX])
{
    if (ascii) {
        snprintf(buffer, NUMBER_TEXT_MAX, "1e%d", exponent);
        return buffer;
    }
    memcpy(buffer, "10", 2);
    buffer[2 + write_superscript(exponent, buffer + 2)] = '\0';
    return buffer;
}

char *
number_decade(double value, bool ascii, char buffer[NUMBER_TEXT_MAX])
{
    if (!(value > 0) || !isfinite(value))
        return number_typed(value, ascii, buffer);
    int k = (int)lround(log10(value));
    if (k >= -1 && k <= 2) {
        static const char *const plain[] = {"0.1", "1", "10", "100"};
        return strcpy(buffer, plain[k + 1]);
    }
    return number_power(k, ascii, buffer);
}

/* Is it 10ⁿ, as near as doubles come? */
static bool
is_decade(double value)
{
    double exponent = round(log10(value));
    return value > 0 && fabs(value / pow(10, exponent) - 1) < 1e-12;
}

/* "-1000" as "-10³". */
static char *
signed_decade(double value, bool ascii, char buffer[NUMBER_TEXT_MAX])
{
    char raw[NUMBER_TEXT_MAX];
    size_t sign = value < 0 ? strlen(write_text("-", ascii, buffer)) : 0;
    number_decade(fabs(value), ascii, raw);
    snprintf(buffer + sign, NUMBER_TEXT_MAX - sign, "%.16s", raw);
    return buffer;
}

char *
number_level(double value, double step, bool ascii, char buffer[NUMBER_TEXT_MAX])
{
    enum { DIGITS_MOST = 4 };
    double size = fabs(value);
    if (is_decade(size) && (size > 999 || size < 0.011))
        return signed_decade(value, ascii, buffer);
    number_tick(value, step, ascii, buffer);
    if (!isfinite(value) || size < 0.5 * step || (size < 1e4 && size >= 1e-3))
        return buffer;
    char raw[RAW_MAX];
    int digits = 0;
    do
        snprintf(raw, sizeof raw, "%.*e", digits, value);
    while (fabs(strtod(raw, NULL) - value) > step && ++digits < DIGITS_MOST);
    if (digits == DIGITS_MOST)
        return buffer;
    trim_exponent(raw);
    return write_text(raw, ascii, buffer);
}

char *
number_axis(double value, double step, bool ascii, char buffer[NUMBER_TEXT_MAX])
{
    double size = fabs(value);
    if (size < 0.5 * step || (size < 1e4 && size >= 1e-3))
        return number_tick(value, step, ascii, buffer);
    return number_level(value, step / 100, ascii, buffer);
}

/* As many decimals, without the room for a sign. */
static char *
fixed_tick(double value, int decimals, bool ascii, char buffer[NUMBER_TEXT_MAX])
{
    char text[NUMBER_TEXT_MAX];
    number_fixed(value, decimals, ascii, text);
    return strcpy(buffer, text + (text[0] == ' '));
}

char *
number_ticks(double value, double step, double largest, bool ascii,
             char buffer[NUMBER_TEXT_MAX])
{
    enum { DECIMALS_MOST = 4, DIGITS_MOST = 3 };
    if (!isfinite(value) || !(step > 0) || !(largest >= step))
        return number_axis(value, step, ascii, buffer);
    int exponent = (int)floor(log10(largest) + 1e-9), decimals = tick_decimals(step);
    bool plain = largest < 1e4 && decimals <= DECIMALS_MOST;
    if (plain || exponent - floor(log10(step) + 1e-9) > DIGITS_MOST)
        return largest < 1e6 ? fixed_tick(value, decimals, ascii, buffer)
                             : number_tick(value, step, ascii, buffer);
    if (fabs(value) < 0.5 * step)
        return number_typed(0, ascii, buffer);
    double unit = number_decimal(1, exponent);
    size_t n =
        strlen(fixed_tick(value / unit, tick_decimals(step / unit), ascii, buffer));
    char raw[RAW_MAX];
    snprintf(raw, sizeof raw, "e%d", exponent);
    write_text(raw, ascii, buffer + n);
    return buffer;
}

int
number_point(const char *text)
{
    int columns = 0;
    for (uint32_t glyph; (glyph = utf8_next(&text)) != 0 && glyph != '.' && glyph != 'e';)
        columns++;
    return columns;
}

double
number_decimal(int mantissa, int exponent)
{
    return exponent < 0 ? mantissa / pow(10, -exponent) : mantissa * pow(10, exponent);
}

static double
ticks_between(double lo, double hi, double step)
{
    return floor(hi / step + 1e-9) - ceil(lo / step - 1e-9) + 1;
}

double
tick_step(double lo, double hi, int least)
{
    static const int mantissa[] = {5, 2, 1};
    double range = hi - lo;
    if (!(range > 0) || !isfinite(range))
        return 1;
    int exponent = (int)ceil(log10(range));
    for (int i = 0; i < 12; i++) {
        double step = number_decimal(mantissa[i % 3], exponent - i / 3);
        if (step > 0 && ticks_between(lo, hi, step) >= least)
            return step;
    }
    return range / (least > 1 ? least - 1 : 1);
}

struct ticks
ticks_in(double lo, double hi, double step)
{
    enum { MOST = 10000 };
    struct ticks ticks = {.step = step};
    double slack = 1e-9, last = floor(hi / step + slack);
    ticks.first = ceil(lo / step - slack);
    double n = last - ticks.first + 1;
    if (step > 0 && n >= 1 && n <= MOST && fabs(ticks.first) < 1e15 && fabs(last) < 1e15)
        ticks.n = (int)n;
    return ticks;
}

double
tick_at(const struct ticks *ticks, int i)
{
    return (ticks->first + i) * ticks->step;
}

int
tick_decimals(double step)
{
    int decimals = 0;
    while (decimals < 15 && fabs(step - round(step)) > 1e-6 * fabs(step)) {
        step *= 10;
        decimals++;
    }
    return decimals;
}
