/* A formula's text with the numbers in it. */
#include <string.h>

#include "../surface/text.h"
#include "formula.h"
#include "lexer.h"

/* As typed, but for the minus. */
static void
write_as_typed(struct text *t, const char *begin, const char *end)
{
    char part[RV_FORMULA_MAX];
    for (const char *at = begin; at < end; at++) {
        const char *minus = memchr(at, '-', (size_t)(end - at));
        size_t n = (size_t)((minus ? minus : end) - at);
        memcpy(part, at, n);
        part[n] = '\0';
        text_add(t, part);
        text_add(t, minus ? "\u2212" : "");
        at += n;
    }
}

/* The number of a parameter; behind another number a sign stands between them. */
static void
write_number(struct text *t, double value, bool after_number)
{
    if (after_number)
        text_add(t, "*");
    text_add(t, value < 0 ? "(" : "");
    text_number(t, value);
    text_add(t, value < 0 ? ")" : "");
}

static int
find_parameter(const struct formula *formula, struct token token)
{
    for (size_t i = 0; i < formula->n_parameters; i++)
        if (strlen(formula->parameter[i]) == token.length &&
            memcmp(formula->parameter[i], token.begin, token.length) == 0)
            return (int)i;
    return -1;
}

void
formula_write(const struct formula *formula, const char *text, const double *parameters,
              char *buffer, size_t size)
{
    struct text t = text_begin(buffer, size, "f = ");
    struct token token = lexer_next(text);
    const char *written = text;
    bool after_number = false;
    for (; token.kind != TOKEN_END && token.kind != TOKEN_BAD;
         token = lexer_next(token.begin + token.length + (token.kind == TOKEN_COLUMN))) {
        int i = token.kind == TOKEN_NAME ? find_parameter(formula, token) : -1;
        if (after_number && token.length == 1 && *token.begin == 'e') {
            write_as_typed(&t, written, token.begin); /* 2e+a is not 2e+1 */
            text_add(&t, "*");
            written = token.begin;
        }
        if (i >= 0) {
            write_as_typed(&t, written, token.begin);
            write_number(&t, parameters[i], after_number);
            written = token.begin + token.length;
        }
        after_number = token.kind == TOKEN_NUMBER;
    }
    write_as_typed(&t, written, token.begin);
}
