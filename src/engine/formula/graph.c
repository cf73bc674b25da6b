#include "graph.h"

#include <stdlib.h>
#include <string.h>

int
op_arity(enum op op)
{
    switch (op) {
    case OP_CONSTANT:
    case OP_X:
    case OP_Y:
    case OP_COLUMN:
        return 0;
    case OP_ADD:
    case OP_SUB:
    case OP_MUL:
    case OP_DIV:
    case OP_MIN:
    case OP_MAX:
    case OP_LT:
    case OP_LE:
    case OP_EQ:
    case OP_NE:
    case OP_POW:
    case OP_ATAN2:
    case OP_HYPOT:
        return 2;
    case OP_SELECT:
        return 3;
    default:
        return 1;
    }
}

static double
fold(enum op op, double a, double b, double c)
{
    switch (op) {
#define FOLD(name, result) \
    case OP_##name:        \
        return op_##name(a, b, c);
        FORMULA_PLAIN(FOLD)
#undef FOLD
#define FOLD(name, function) \
    case OP_##name:          \
        return exact_##function(a);
        FORMULA_UNARY(FOLD)
#undef FOLD
#define FOLD(name, function) \
    case OP_##name:          \
        return exact_##function(a, b);
        FORMULA_BINARY(FOLD)
#undef FOLD
    default:
        return NAN;
    }
}

static uint64_t
mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

static uint64_t
hash_of(const struct graph_node *node)
{
    uint64_t bits, hash = node->op;
    memcpy(&bits, &node->value, sizeof bits);
    return mix(mix(mix(mix(hash, node->a), node->b), node->c), bits);
}

static bool
alike(const struct graph_node *p, const struct graph_node *q)
{
    return p->op == q->op && p->a == q->a && p->b == q->b && p->c == q->c &&
           memcmp(&p->value, &q->value, sizeof p->value) == 0;
}

/* The place of @node in the table: its own, or the empty one it would take. */
static size_t
place_of(const struct graph *graph, const struct graph_node *node)
{
    size_t mask = graph->table_size - 1, i = hash_of(node) & mask;
    while (graph->table[i] && !alike(&graph->nodes[graph->table[i]], node))
        i = (i + 1) & mask;
    return i;
}

static bool
resize(struct graph *graph, size_t room)
{
    struct graph_node *nodes = realloc(graph->nodes, room * sizeof *nodes);
    if (!nodes)
        return false;
    graph->nodes = nodes;
    node_id *table = calloc(2 * room, sizeof *table);
    if (!table)
        return false;
    free(graph->table);
    graph->table = table;
    graph->table_size = 2 * room;
    graph->room = room;
    for (size_t i = 1; i < graph->n; i++)
        table[place_of(graph, &nodes[i])] = (node_id)i;
    return true;
}

static node_id
find_or_add(struct graph *graph, struct graph_node node)
{
    if (graph->n == graph->room &&
        (graph->full || graph->n >= GRAPH_NODES_MAX || !resize(graph, 2 * graph->room))) {
        graph->full = true;
        return NODE_ZERO;
    }
    size_t place = place_of(graph, &node);
    if (!graph->table[place]) {
        graph->table[place] = (node_id)graph->n;
        graph->nodes[graph->n++] = node;
    }
    return graph->table[place];
}

bool
graph_init(struct graph *graph)
{
    *graph = (struct graph){.n = 0};
    if (!resize(graph, 256)) {
        graph_finish(graph);
        return false;
    }
    graph->nodes[graph->n++] = (struct graph_node){.op = OP_CONSTANT, .value = 0};
    find_or_add(graph, (struct graph_node){.op = OP_CONSTANT, .value = 1});
    return true;
}

void
graph_finish(struct graph *graph)
{
    free(graph->nodes);
    free(graph->table);
    *graph = (struct graph){.n = 0};
}

node_id
graph_constant(struct graph *graph, double value)
{
    static const double zero = 0;
    if (memcmp(&value, &zero, sizeof zero) == 0)
        return NODE_ZERO;
    if (value != value)
        value = NAN; /* one NaN, whatever its bits */
    return find_or_add(graph, (struct graph_node){.op = OP_CONSTANT, .value = value});
}

node_id
graph_leaf(struct graph *graph, enum op op, node_id column)
{
    struct graph_node node = {.op = (uint8_t)op, .a = column, .row = op == OP_COLUMN};
    return find_or_add(graph, node);
}

bool
graph_is_constant(const struct graph *graph, node_id id, double *value)
{
    if (graph->nodes[id].op != OP_CONSTANT)
        return false;
    *value = graph->nodes[id].value;
    return true;
}

/* What a node inherits from one of those it is made of. */
static void
inherit(const struct graph *graph, struct graph_node *node, node_id from)
{
    const struct graph_node *part = &graph->nodes[from];
    node->row |= part->row;
    if (part->level > node->level)
        node->level = part->level;
}

static bool
all_constant(const struct graph *graph, const struct graph_node *node, int arity)
{
    const node_id parts[] = {node->a, node->b, node->c};
    for (int i = 0; i < arity; i++)
        if (graph->nodes[parts[i]].op != OP_CONSTANT)
            return false;
    return true;
}

node_id
graph_node(struct graph *graph, enum op op, node_id a, node_id b, node_id c)
{
    bool commutes = op == OP_ADD || op == OP_MUL || op == OP_EQ || op == OP_NE;
    struct graph_node node = {.op = (uint8_t)op,
                              .a = commutes && a > b ? b : a,
                              .b = commutes && a > b ? a : b,
                              .c = c};
    const struct graph_node *nodes = graph->nodes;
    int arity = op_arity(op);
    if (all_constant(graph, &node, arity))
        return graph_constant(
            graph, fold(op, nodes[node.a].value, nodes[node.b].value, nodes[c].value));
    inherit(graph, &node, node.a);
    if (arity > 1)
        inherit(graph, &node, node.b);
    if (arity > 2)
        inherit(graph, &node, node.c);
    if (op == OP_MEAN) {
        node.row = false;
        node.level++;
    }
    return find_or_add(graph, node);
}

node_id
slope_add(struct graph *graph, node_id a, node_id b)
{
    if (a == NODE_ZERO)
        return b;
    return b == NODE_ZERO ? a : graph_node(graph, OP_ADD, a, b, 0);
}

static bool
is_power_of_two(double k)
{
    int exponent;
    return fabs(frexp(k, &exponent)) == 0.5 && fabs(k) > 1e-3 && fabs(k) < 1e3;
}

/* k a, where a may be b times a constant: one product does, if none of the constants
 * rounds. */
static node_id
scale(struct graph *graph, double k, node_id a)
{
    const struct graph_node *node = &graph->nodes[a];
    double other;
    if (node->op == OP_MUL && (graph_is_constant(graph, node->a, &other) ||
                               graph_is_constant(graph, node->b, &other))) {
        bool first = graph->nodes[node->a].op == OP_CONSTANT;
        node_id rest = first ? node->b : node->a;
        if (is_power_of_two(k) || is_power_of_two(other))
            return scale(graph, k * other, rest);
    }
    if (node->op == OP_NEG)
        return scale(graph, -k, node->a);
    if (k == 1)
        return a;
    return k == -1 ? graph_node(graph, OP_NEG, a, 0, 0)
                   : graph_node(graph, OP_MUL, graph_constant(graph, k), a, 0);
}

node_id
slope_sub(struct graph *graph, node_id a, node_id b)
{
    if (b == NODE_ZERO)
        return a;
    return a == NODE_ZERO ? scale(graph, -1, b) : graph_node(graph, OP_SUB, a, b, 0);
}

node_id
slope_mul(struct graph *graph, node_id a, node_id b)
{
    double k;
    if (a == NODE_ZERO || b == NODE_ZERO)
        return NODE_ZERO;
    if (graph_is_constant(graph, a, &k))
        return scale(graph, k, b);
    if (graph_is_constant(graph, b, &k))
        return scale(graph, k, a);
    return graph_node(graph, OP_MUL, a, b, 0);
}

node_id
slope_div(struct graph *graph, node_id a, node_id b)
{
    if (a == NODE_ZERO)
        return NODE_ZERO;
    return b == NODE_ONE ? a : graph_node(graph, OP_DIV, a, b, 0);
}

node_id
slope_scale(struct graph *graph, double factor, node_id a)
{
    return slope_mul(graph, graph_constant(graph, factor), a);
}

node_id
slope_select(struct graph *graph, node_id condition, node_id a, node_id b)
{
    return a == b ? a : graph_node(graph, OP_SELECT, condition, a, b);
}
