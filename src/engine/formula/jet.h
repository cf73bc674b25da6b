/**
 * @file jet.h
 * Forward-mode differentiation: a jet is a value with its two first and three second
 * derivatives, each a node of the graph. Operations on jets write down how derivatives
 * follow from those of the operands. What is 0 by the rules of calculus costs nothing.
 *
 * Where a function has a kink, the derivatives are those of one subgradient:
 *   abs, sign    at 0: 0                 max, min   of equals: half of either side
 *   relu         at 0: 0                 hypot      of 0 and 0: 0
 *   floor, comparisons: 0 everywhere     if         those of the branch taken
 *   mod(a, b)    those of a - floor(a/b) b with the floor held
 */
#ifndef FORMULA_JET_H
#define FORMULA_JET_H

#include "graph.h"

enum { SLOPE_X, SLOPE_Y, SLOPE_XX, SLOPE_XY, SLOPE_YY, N_SLOPES };

struct jet {
    node_id value, slope[N_SLOPES];
};

/** A function of the language. */
struct function {
    const char *name;
    int least, most; /**< operands */
    struct jet (*make)(struct graph *graph, const struct jet *operands, int n);
    const char *operands, *help;
};
enum { OPERANDS_MAX = 8 };

const struct function *function_at(size_t i);
size_t function_count(void);

struct jet jet_constant(struct graph *graph, double value);
/** OP_X, OP_Y or OP_COLUMN number @column. */
struct jet jet_leaf(struct graph *graph, enum op op, node_id column);
struct jet jet_negate(struct graph *graph, struct jet a);
struct jet jet_add(struct graph *graph, struct jet a, struct jet b);
struct jet jet_sub(struct graph *graph, struct jet a, struct jet b);
struct jet jet_mul(struct graph *graph, struct jet a, struct jet b);
struct jet jet_div(struct graph *graph, struct jet a, struct jet b);
struct jet jet_pow(struct graph *graph, struct jet a, struct jet b);
/** OP_LT, OP_LE, OP_EQ or OP_NE: 0 or 1. */
struct jet jet_compare(struct graph *graph, enum op op, struct jet a, struct jet b);
/** The mean of @a over the data rows. */
struct jet jet_mean(struct graph *graph, struct jet a);

/** Does @a change with neither x nor y? */
bool jet_is_flat(struct jet a);
/** f(a) from its value and its first and second derivative by a. */
struct jet jet_chain(struct graph *graph, struct jet a, node_id value, node_id first,
                     node_id second);
/** f(a, b) from its value and fa, fb, faa, fab, fbb. */
struct jet jet_chain_two(struct graph *graph, struct jet a, struct jet b, node_id value,
                         const node_id f[N_SLOPES]);

#endif
