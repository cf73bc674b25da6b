/**
 * @file lexer.h
 * Tokens of a formula.
 */
#ifndef FORMULA_LEXER_H
#define FORMULA_LEXER_H

#include <stddef.h>
#include <stdint.h>

enum token_kind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_NAME,
    TOKEN_COLUMN,    /**< in double quotes, which are not part of it */
    TOKEN_LESS,      /**< < */
    TOKEN_AT_MOST,   /**< <= */
    TOKEN_GREATER,   /**< > */
    TOKEN_AT_LEAST,  /**< >= */
    TOKEN_EQUAL,     /**< == */
    TOKEN_DIFFERENT, /**< != */
    TOKEN_SIGN,      /**< + - * / ^ ( ) and comma: @sign */
    TOKEN_BAD,       /**< a character that no formula has: @character, 0 if no UTF-8 */
};

struct token {
    enum token_kind kind;
    char sign;
    uint32_t character;
    const char *begin; /**< into the text */
    size_t length;
};

/** The token at or behind @at. */
struct token lexer_next(const char *at);
/** Characters before @at in @text, as columns count them. */
int lexer_column(const char *text, const char *at);

#endif
