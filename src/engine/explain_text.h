/**
 * @file explain_text.h
 * A line being written, and what its names stand for.
 */
#ifndef ENGINE_EXPLAIN_TEXT_H
#define ENGINE_EXPLAIN_TEXT_H

#include "explain.h"

enum { EXPLAIN_NAME_MAX = 48 };

enum before {
    BEFORE_NOTHING, /**< the beginning of an expression: a sign needs no brackets */
    BEFORE_OPERATOR,
    BEFORE_OPERAND,
};

struct line {
    const struct rv_explanation *e;
    size_t note, coordinate; /**< the note it explains; SIZE_MAX: of the step */
    bool surface;            /**< the names are those of the surface's gradient */
    bool numbers, ascii, stops;
    int digits, depth;
    enum before before;
    bool blank;  /**< one is due */
    bool called; /**< a function's name stands before its bracket */
    bool root;   /**< ASCII: a bracket to be closed behind the operand */
    bool word;   /**< the last symbol was a word */
    char *out;
    size_t size, used;
};

struct operand {
    char symbol[EXPLAIN_NAME_MAX];
    double value;
    bool typed;   /**< a setting: shown as it was typed */
    bool trimmed; /**< shown without trailing zeros */
};

/** What @name stands for in @line; NaN where it is nothing. @name is written to. */
void explain_find(const struct line *line, char *name, struct operand *operand);
/** Its value as it stands in a line. */
void explain_write_number(const struct operand *operand, int digits, bool ascii,
                          char *text, size_t size);

#endif
