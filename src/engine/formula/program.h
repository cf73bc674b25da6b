/**
 * @file program.h
 * Compiled formulas: straight code on registers, cut into sections. A loop section runs
 * once per data row and adds up means; the others run once.
 *
 * A register is one double where one point is asked for, and a block of doubles, one
 * per lane, where many are. Registers 0 and 1 are x and y.
 */
#ifndef FORMULA_PROGRAM_H
#define FORMULA_PROGRAM_H

#include "formula.h"

typedef uint16_t reg;
enum { REG_X, REG_Y, REG_FIRST };

struct instruction {
    uint16_t op; /**< enum op; OP_COLUMN: a is the column */
    reg out, a, b, c;
    double k; /**< the constant of OP_..._K */
};

/** A register that holds a constant from the beginning. */
struct preset {
    reg out;
    double value;
};

/** A mean: what is added up, and where. */
struct mean {
    reg out, a;
};

struct section {
    bool loop;
    uint32_t begin, end;           /**< code */
    uint32_t mean_begin, mean_end; /**< of a loop */
    uint32_t in_begin, in_end;     /**< registers from outside that a loop reads */
};

/** What a program computes: the value, with the gradient, with the Hessian too. */
enum part { PART_VALUE, PART_GRADIENT, PART_HESSIAN, N_PARTS };
enum { OUTPUTS_MAX = 1 + N_SLOPES };

struct program {
    struct instruction *code;
    struct preset *presets;
    struct mean *means;
    struct section *sections;
    reg *inputs;
    uint32_t n_code, n_presets, n_means, n_sections, n_inputs, n_registers;
    int n_outputs; /**< value; gx, gy; hxx, hxy, hyy */
    reg output[OUTPUTS_MAX];
};

/** Registers at most: what fits onto the stack of program_lanes() eight lanes wide. */
enum { REGISTERS_MAX = 768 };

/** The data rows that means go over, all (@rows NULL) or some. */
struct row_set {
    const struct rv_data *data;
    const uint32_t *rows;
    size_t n;
};

/** @return RV_OK, RV_E_MEMORY, RV_E_RANGE: too large. */
enum rv_status program_compile(struct program *program, const struct formula *formula,
                               enum part part);
void program_finish(struct program *program);

/** One point. @out has room for the outputs. */
void program_point(const struct program *program, const struct row_set *set, double x,
                   double y, double *out);
/**
 * @n points (x[i], y[i * y_step]), y_step 0 or 1, with the bits of program_point().
 * @param out  an array of n doubles for every output.
 */
void program_lanes(const struct program *program, const struct row_set *set, size_t n,
                   const double *x, const double *y, size_t y_step, double *const *out);

#endif
