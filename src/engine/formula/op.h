/**
 * @file op.h
 * The operations of a formula, each written once: the scalar interpreter, the one over
 * blocks of lanes and the folding of constants are made from this text, so that all give
 * the same bits.
 *
 * NaN goes through everything: a comparison with one is NaN, so is a choice by one.
 */
#ifndef FORMULA_OP_H
#define FORMULA_OP_H

#include "../exact.h"
#include "../wide.h"

#define NAN_UNLESS(sane, value) ((sane) ? (value) : (double)NAN)

/* X(NAME, what it makes of a, b, c): arithmetic, which the compiler puts into vectors. */
#define FORMULA_PLAIN(X)                                       \
    X(NEG, -a)                                                 \
    X(ADD, a + b)                                              \
    X(SUB, a - b)                                              \
    X(MUL, a *b)                                               \
    X(DIV, a / b)                                              \
    X(SQRT, sqrt(a))                                           \
    X(ABS, fabs(a))                                            \
    X(FLOOR, floor(a))                                         \
    X(SIGN, a > 0 ? 1 : a < 0 ? -1 : a + 0.0)                  \
    X(MIN, ((a < b) | (a != a)) ? a : b)                       \
    X(MAX, ((a > b) | (a != a)) ? a : b)                       \
    X(RELU, a <= 0 ? 0.0 : a)                                  \
    X(LT, NAN_UNLESS((a == a) & (b == b), a < b ? 1.0 : 0.0))  \
    X(LE, NAN_UNLESS((a == a) & (b == b), a <= b ? 1.0 : 0.0)) \
    X(EQ, NAN_UNLESS((a == a) & (b == b), a == b ? 1.0 : 0.0)) \
    X(NE, NAN_UNLESS((a == a) & (b == b), a != b ? 1.0 : 0.0)) \
    X(SELECT, NAN_UNLESS(a == a, a != 0 ? b : c))

/* The same with a constant k for one operand: they exist in compiled code alone. */
#define FORMULA_WITH_CONSTANT(X) \
    X(ADD_K, a + k)              \
    X(SUB_FROM_K, k - a)         \
    X(MUL_K, a *k)               \
    X(DIV_K, a / k)              \
    X(DIV_INTO_K, k / a)

/* X(NAME, name in exact.h) */
#define FORMULA_UNARY(X) \
    X(EXP, exp)          \
    X(LOG, log)          \
    X(LOG10, log10)      \
    X(LOG1P, log1p)      \
    X(SIN, sin)          \
    X(COS, cos)          \
    X(TAN, tan)          \
    X(ASIN, asin)        \
    X(ACOS, acos)        \
    X(ATAN, atan)        \
    X(SINH, sinh)        \
    X(COSH, cosh)        \
    X(TANH, tanh)
#define FORMULA_BINARY(X) \
    X(POW, pow)           \
    X(ATAN2, atan2)       \
    X(HYPOT, hypot)

#define OP_NAME(name, ...) OP_##name,
enum op {
    OP_CONSTANT,
    OP_X,
    OP_Y,
    OP_COLUMN, /**< of the data, a: which */
    OP_MEAN,   /**< of a over the data rows */
    FORMULA_PLAIN(OP_NAME) FORMULA_UNARY(OP_NAME) FORMULA_BINARY(OP_NAME)
        FORMULA_WITH_CONSTANT(OP_NAME)
};
#undef OP_NAME

#define DEFINE_PLAIN(name, result)                               \
    ENGINE_INLINE double op_##name(double a, double b, double c) \
    {                                                            \
        (void)b, (void)c;                                        \
        return result;                                           \
    }
FORMULA_PLAIN(DEFINE_PLAIN)
#undef DEFINE_PLAIN

#define DEFINE_WITH_CONSTANT(name, result)             \
    ENGINE_INLINE double op_##name(double a, double k) \
    {                                                  \
        return result;                                 \
    }
FORMULA_WITH_CONSTANT(DEFINE_WITH_CONSTANT)
#undef DEFINE_WITH_CONSTANT

#endif
