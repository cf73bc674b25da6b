/**
 * @file formula.h
 * Typed formulas: from text to programs that give value, gradient and Hessian of one
 * point or of many at once, with the same bits.
 *
 * text -> tokens (lexer.c) -> graph of jets (parser.c, jet.c, function.c) -> programs
 * (compile.c) -> numbers (run.c).
 */
#ifndef FORMULA_FORMULA_H
#define FORMULA_FORMULA_H

#include <ravine/surface.h>

#include "jet.h"

enum { COLUMNS_MAX = RV_FEATURES_MAX + 1 };

/** What a formula's text says. */
struct formula {
    struct graph graph;
    struct jet root;
    size_t n_parameters;
    char parameter[RV_PARAMS_MAX][RV_NAME_MAX]; /**< as they first appear */
};

/**
 * Read @text, in which column names of @data (NULL: none) stand within mean().
 * @param parameters  values of the parameters in the order of their first appearance;
 *                    NULL: all 1
 * @return RV_OK, or RV_E_SYNTAX, RV_E_UNKNOWN, RV_E_DATA, RV_E_RANGE (too large) with the
 * column in characters from 1; RV_E_MEMORY. On failure nothing is left to finish.
 */
enum rv_status formula_parse(struct formula *formula, const char *text,
                             const struct rv_data *data, const double *parameters,
                             struct rv_error *error);
void formula_finish(struct formula *formula);

/**
 * @text with numbers in place of its parameters, UTF-8, cut where it does not fit.
 * @text has been accepted by formula_parse(), which gave @formula.
 */
void formula_write(const struct formula *formula, const char *text,
                   const double *parameters, char *buffer, size_t size);

#endif
