/**
 * @file parser.h
 * What the parts of the parser share: the rules (parser.c), names (parser_names.c) and
 * complaints (parser_complaint.c).
 */
#ifndef FORMULA_PARSER_H
#define FORMULA_PARSER_H

#include <string.h>

#include "formula.h"
#include "lexer.h"

struct parser {
    const char *text;
    struct token token; /* the next one */
    bool after_number;  /* the last one was a number */
    int depth, in_mean;
    enum rv_status status;
    struct rv_error *error;
    struct formula *formula;
    const struct rv_data *data;
    const double *parameters;
};

/** What a message shows of a token. */
enum { SHOWN_MAX = 64 };

/** Complain at @at, unless something has been complained about. @return a jet to go on
 * with. */
#define COMPLAIN(p, at, kind, ...) \
    parser_complain(p, at, rv_fail((p)->status ? NULL : (p)->error, kind, __VA_ARGS__))
struct jet parser_complain(struct parser *p, const char *at, enum rv_status status);
/** Complain of the next token: no formula has such a character, or something else is
 * @expected. */
struct jet parser_complain_of_token(struct parser *p, const char *expected);
/** The @token's text, cut to what a message holds, and tame: a quoted name may hold any
 * bytes. @return @buffer. */
const char *parser_show(struct token token, char buffer[SHOWN_MAX]);

/** Go on to the token behind the next one. */
void parser_advance(struct parser *p);

static inline bool
is_word(struct token token, const char *word)
{
    return strlen(word) == token.length && memcmp(word, token.begin, token.length) == 0;
}

/** The function @token names, or NULL. */
const struct function *parser_find_function(struct token token);
/** The next token is a name without a bracket behind it: x, y, a constant, a column or a
 * parameter. */
struct jet parser_name(struct parser *p);
/** The next token is a column in quotes. */
struct jet parser_quoted(struct parser *p);
/** Complain of the function @name that there is not. */
struct jet parser_unknown_function(struct parser *p, struct token name);

#endif
