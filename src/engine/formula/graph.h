/**
 * @file graph.h
 * A formula as a graph of operations: every node after those it needs, no two alike.
 * What depends on constants alone is folded where it is made.
 */
#ifndef FORMULA_GRAPH_H
#define FORMULA_GRAPH_H

#include <stdbool.h>
#include <stdint.h>

#include "op.h"

typedef uint32_t node_id;

struct graph_node {
    node_id a, b, c; /**< what it is made of; OP_COLUMN: a is the column */
    double value;    /**< OP_CONSTANT */
    uint8_t op;      /**< enum op */
    bool row;        /**< differs from one data row to the next */
    uint16_t level;  /**< how many means stand within each other below it */
};

struct graph {
    struct graph_node *nodes;
    size_t n, room;
    node_id *table; /**< by hash; 0 is empty, so node 0 is in no place */
    size_t table_size;
    bool full; /**< no memory, or more nodes than GRAPH_NODES_MAX: all nodes are lies */
};

enum { GRAPH_NODES_MAX = 1 << 16 };
/** Every graph begins with these constants. */
enum { NODE_ZERO, NODE_ONE };

/** @return false without memory. */
bool graph_init(struct graph *graph);
void graph_finish(struct graph *graph);

node_id graph_constant(struct graph *graph, double value);
/** OP_X, OP_Y or OP_COLUMN number @column. */
node_id graph_leaf(struct graph *graph, enum op op, node_id column);
/** @op on @a, @b, @c; those it does not take are 0. */
node_id graph_node(struct graph *graph, enum op op, node_id a, node_id b, node_id c);

/** Is @id a constant? Its value through @value. */
bool graph_is_constant(const struct graph *graph, node_id id, double *value);
/** How many nodes an operation is made of: 0 to 3. */
int op_arity(enum op op);

/* Sums and products of derivatives. 0 and 1 are left out: where the calculus says 0 no
 * NaN of the other factor matters. */
node_id slope_add(struct graph *graph, node_id a, node_id b);
node_id slope_sub(struct graph *graph, node_id a, node_id b);
node_id slope_mul(struct graph *graph, node_id a, node_id b);
node_id slope_div(struct graph *graph, node_id a, node_id b);
node_id slope_scale(struct graph *graph, double factor, node_id a);
/** @condition ? @a : @b */
node_id slope_select(struct graph *graph, node_id condition, node_id a, node_id b);

#endif
