#include <math.h>
#include <stdio.h>
#include <string.h>

#include <ravine/param.h>

#include "text.h"

#define MINUS "\u2212"

struct text
text_begin(char *buffer, size_t size, const char *head)
{
    struct text t = {.buffer = buffer, .size = size, .open = true};
    if (size)
        buffer[0] = '\0';
    text_add(&t, head);
    return t;
}

void
text_add(struct text *t, const char *utf8)
{
    while (*utf8) {
        size_t bytes = 1;
        while ((utf8[bytes] & 0xc0) == 0x80)
            bytes++;
        if (t->length + bytes >= t->size) {
            t->size = t->length; /* what follows does not fit either */
            return;
        }
        memcpy(t->buffer + t->length, utf8, bytes);
        t->length += bytes;
        t->buffer[t->length] = '\0';
        utf8 += bytes;
    }
}

void
text_number(struct text *t, double value)
{
    char digits[RV_VALUE_TEXT_MAX];
    rv_number_format(value, digits);
    for (const char *c = digits; *c; c++)
        text_add(t, *c == '-' ? MINUS : (char[]){*c, '\0'});
}

static void
text_sign(struct text *t, bool negative)
{
    if (t->open)
        text_add(t, negative ? MINUS : "");
    else
        text_add(t, negative ? " " MINUS " " : " + ");
    t->open = false;
}

void
text_term(struct text *t, double coefficient, const char *body)
{
    if (coefficient == 0)
        return;
    text_sign(t, coefficient < 0);
    if (fabs(coefficient) != 1)
        text_number(t, fabs(coefficient));
    text_add(t, body);
}

void
text_constant(struct text *t, double value)
{
    if (value == 0)
        return;
    text_sign(t, value < 0);
    text_number(t, fabs(value));
}

void
text_open(struct text *t, const char *bracket)
{
    text_add(t, bracket);
    t->open = true;
}

void
text_close(struct text *t, const char *bracket)
{
    if (t->open)
        text_add(t, "0");
    t->open = false;
    text_add(t, bracket);
}

char *
text_shifted(char factor[TEXT_FACTOR_MAX], const char *name, double c)
{
    char digits[RV_VALUE_TEXT_MAX];
    if (c == 0)
        snprintf(factor, TEXT_FACTOR_MAX, "%s", name);
    else
        snprintf(factor, TEXT_FACTOR_MAX, "(%s%s%s)", name, c < 0 ? "+" : MINUS,
                 rv_number_format(fabs(c), digits));
    return factor;
}
