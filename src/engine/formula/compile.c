/*
 * From the graph to a program.
 *
 * Nodes stand after those they need, so that the order of their making is an order of
 * computing. What does not depend on the data row comes first, level by level: level 0,
 * then the loop that makes the means of level 1 from it, then what needs those, and so
 * on. Within a loop stands what depends on the row, so nothing is done once per row that
 * can be done once.
 *
 * Registers are given by linear scan: one is free again behind the last use of what it
 * holds. An instruction never writes to a register that it reads.
 */
#include <stdlib.h>
#include <string.h>

#include "program.h"

enum { NO_REGISTER = 0xffff, FOREVER = 0x7fffffff };

struct compiler {
    const struct graph *graph;
    struct program *program;
    bool *needed; /* by an output */
    bool *inside; /* by the means of the present loop */
    bool *seen;   /* by that loop, outside it */
    int *last;    /* the place where a node is used last */
    reg *at;      /* where a node lives */
    reg *spare;   /* registers that are free again */
    size_t n_spare;
    int place; /* counts instructions and loop ends, the same in both passes */
    bool too_large;
};

static void
mark_parts(const struct graph_node *node, bool *marks)
{
    const node_id parts[] = {node->a, node->b, node->c};
    for (int i = 0; i < op_arity(node->op); i++)
        marks[parts[i]] = true;
}

/* Is @id computed in the section of @level outside loops? */
static bool
is_outside(const struct compiler *c, size_t id, int level)
{
    const struct graph_node *node = &c->graph->nodes[id];
    return c->needed[id] && !node->row && node->level == level && node->op > OP_MEAN;
}

static bool
is_mean(const struct compiler *c, size_t id, int level)
{
    const struct graph_node *node = &c->graph->nodes[id];
    return c->needed[id] && node->op == OP_MEAN && node->level == level;
}

/* Mark what the loop that makes the means of @level computes. @return are there any? */
static bool
mark_inside(struct compiler *c, int level)
{
    const struct graph *graph = c->graph;
    bool any = false;
    memset(c->inside, 0, graph->n * sizeof *c->inside);
    for (size_t id = graph->n; id-- > 0;) {
        if (is_mean(c, id, level)) {
            any = true;
            c->inside[graph->nodes[id].a] = true;
        } else if (c->inside[id]) {
            c->inside[id] = graph->nodes[id].row;
            if (c->inside[id])
                mark_parts(&graph->nodes[id], c->inside);
        }
    }
    return any;
}

/* First pass: where is every node used last? --------------------------------------- */

static void
use_parts(struct compiler *c, size_t id, int place)
{
    const struct graph_node *node = &c->graph->nodes[id];
    const node_id parts[] = {node->a, node->b, node->c};
    for (int i = 0; i < op_arity(node->op); i++)
        if (c->last[parts[i]] < place)
            c->last[parts[i]] = place;
}

static void
measure_loop(struct compiler *c)
{
    const struct graph_node *nodes = c->graph->nodes;
    int end = c->place;
    for (size_t id = 0; id < c->graph->n; id++)
        end += c->inside[id];
    for (size_t id = 0; id < c->graph->n; id++) {
        if (!c->inside[id])
            continue;
        use_parts(c, id, c->place++);
        const node_id parts[] = {nodes[id].a, nodes[id].b, nodes[id].c};
        for (int i = 0; i < op_arity(nodes[id].op); i++) /* every turn reads it again */
            if (!nodes[parts[i]].row && c->last[parts[i]] < end)
                c->last[parts[i]] = end;
    }
}

static void
measure(struct compiler *c, int levels)
{
    c->place = 0;
    for (int level = 0; level <= levels; level++) {
        for (size_t id = 0; id < c->graph->n; id++)
            if (is_outside(c, id, level))
                use_parts(c, id, c->place++);
        if (!mark_inside(c, level + 1))
            continue;
        measure_loop(c);
        for (size_t id = 0; id < c->graph->n; id++)
            if (is_mean(c, id, level + 1))
                use_parts(c, id, c->place);
        c->place++;
    }
}

/* Second pass: instructions and registers ------------------------------------------ */

static reg
take_register(struct compiler *c)
{
    if (c->n_spare)
        return c->spare[--c->n_spare];
    if (c->program->n_registers == REGISTERS_MAX) {
        c->too_large = true;
        return 0;
    }
    return (reg)c->program->n_registers++;
}

static void
release(struct compiler *c, node_id id)
{
    if (c->last[id] > c->place || c->at[id] == NO_REGISTER || c->at[id] < REG_FIRST)
        return;
    c->spare[c->n_spare++] = c->at[id];
    c->at[id] = NO_REGISTER;
}

/* The register of an operand; a constant gets one when it is first asked for. */
static reg
operand(struct compiler *c, node_id id)
{
    const struct graph_node *node = &c->graph->nodes[id];
    struct program *program = c->program;
    if (c->at[id] != NO_REGISTER)
        return c->at[id];
    /* Never a register that was in use before: the constant stands there from the
     * beginning. */
    if (program->n_registers == REGISTERS_MAX) {
        c->too_large = true;
        return 0;
    }
    c->at[id] = (reg)program->n_registers++;
    c->last[id] = FOREVER;
    program->presets[program->n_presets++] = (struct preset){c->at[id], node->value};
    return c->at[id];
}

/* With a constant for one operand there is a shorter instruction; a - k is a + (-k), to
 * the bit. */
static bool
with_constant(struct compiler *c, const struct graph_node *node,
              struct instruction *instruction)
{
    double k;
    bool left = op_arity(node->op) == 2 && graph_is_constant(c->graph, node->a, &k);
    bool right =
        op_arity(node->op) == 2 && !left && graph_is_constant(c->graph, node->b, &k);
    if (!left && !right)
        return false;
    switch (node->op) {
    case OP_ADD:
        instruction->op = OP_ADD_K;
        break;
    case OP_SUB:
        instruction->op = left ? OP_SUB_FROM_K : OP_ADD_K;
        k = left ? k : -k;
        break;
    case OP_MUL:
        instruction->op = OP_MUL_K;
        break;
    case OP_DIV:
        instruction->op = left ? OP_DIV_INTO_K : OP_DIV_K;
        break;
    default:
        return false;
    }
    instruction->k = k;
    instruction->a = operand(c, left ? node->b : node->a);
    return true;
}

static void
emit(struct compiler *c, size_t id)
{
    const struct graph_node *node = &c->graph->nodes[id];
    const node_id parts[] = {node->a, node->b, node->c};
    int arity = op_arity(node->op);
    struct instruction instruction = {.op = node->op};
    if (node->op == OP_COLUMN)
        instruction.a = (reg)node->a;
    else if (!with_constant(c, node, &instruction)) {
        instruction.a = operand(c, parts[0]);
        instruction.b = arity > 1 ? operand(c, parts[1]) : 0;
        instruction.c = arity > 2 ? operand(c, parts[2]) : 0;
    }
    instruction.out = c->at[id] = take_register(c);
    c->program->code[c->program->n_code++] = instruction;
    for (int i = 0; i < arity; i++)
        release(c, parts[i]);
    c->place++;
}

/* The registers from outside that the loop reads, once each. */
static void
list_inputs(struct compiler *c, struct section *section)
{
    struct program *program = c->program;
    const struct graph_node *nodes = c->graph->nodes;
    memset(c->seen, 0, c->graph->n * sizeof *c->seen);
    section->in_begin = program->n_inputs;
    for (size_t id = 0; id < c->graph->n; id++)
        if (c->inside[id])
            mark_parts(&nodes[id], c->seen);
    for (size_t id = 0; id < c->graph->n; id++)
        if (c->seen[id] && !nodes[id].row && nodes[id].op != OP_CONSTANT && !c->too_large)
            program->inputs[program->n_inputs++] = c->at[id];
    section->in_end = program->n_inputs;
}

static void
emit_means(struct compiler *c, struct section *section, int level)
{
    struct program *program = c->program;
    section->mean_begin = program->n_means;
    for (size_t id = 0; id < c->graph->n; id++)
        if (is_mean(c, id, level)) {
            c->at[id] = take_register(c);
            program->means[program->n_means++] = (struct mean){.out = c->at[id]};
        }
    section->mean_end = program->n_means;
}

static void
finish_means(struct compiler *c, const struct section *section, int level)
{
    struct mean *mean = &c->program->means[section->mean_begin];
    for (size_t id = 0; id < c->graph->n; id++)
        if (is_mean(c, id, level))
            (mean++)->a = c->at[c->graph->nodes[id].a];
    for (size_t id = 0; id < c->graph->n; id++) {
        if (c->at[id] == NO_REGISTER || (!c->inside[id] && c->last[id] != c->place))
            continue;
        c->spare[c->n_spare++] = c->at[id]; /* another loop computes it anew */
        c->at[id] = NO_REGISTER;
    }
    c->place++;
}

static void
emit_loop(struct compiler *c, int level)
{
    struct program *program = c->program;
    struct section section = {.loop = true, .begin = program->n_code};
    list_inputs(c, &section);
    emit_means(c, &section, level);
    for (size_t id = 0; id < c->graph->n; id++)
        if (c->inside[id])
            emit(c, id);
    section.end = program->n_code;
    finish_means(c, &section, level);
    program->sections[program->n_sections++] = section;
}

static void
emit_outside(struct compiler *c, int level)
{
    struct program *program = c->program;
    struct section section = {.begin = program->n_code};
    for (size_t id = 0; id < c->graph->n; id++)
        if (is_outside(c, id, level))
            emit(c, id);
    section.end = program->n_code;
    if (section.end > section.begin)
        program->sections[program->n_sections++] = section;
}

/* Putting it together --------------------------------------------------------------- */

/* Mark what the outputs need. @return the highest level among it. */
static int
mark_needed(struct compiler *c, const node_id *outputs)
{
    int levels = 0;
    for (int i = 0; i < c->program->n_outputs; i++)
        c->needed[outputs[i]] = true;
    for (size_t id = c->graph->n; id-- > 0;) {
        const struct graph_node *node = &c->graph->nodes[id];
        if (!c->needed[id])
            continue;
        mark_parts(node, c->needed);
        levels = node->level > levels ? node->level : levels;
    }
    return levels;
}

static bool
make_room(struct program *program, size_t n_code, size_t n_nodes, size_t levels)
{
    program->code = calloc(n_code + 1, sizeof *program->code);
    program->presets = calloc(n_nodes, sizeof *program->presets);
    program->means = calloc(n_nodes, sizeof *program->means);
    program->sections = calloc(2 * levels + 2, sizeof *program->sections);
    program->inputs = calloc((levels + 1) * REGISTERS_MAX, sizeof *program->inputs);
    return program->code && program->presets && program->means && program->sections &&
           program->inputs;
}

static void
place_leaves(struct compiler *c)
{
    for (size_t id = 0; id < c->graph->n; id++) {
        uint8_t op = c->graph->nodes[id].op;
        c->at[id] = op == OP_X ? REG_X : op == OP_Y ? REG_Y : NO_REGISTER;
    }
}

static enum rv_status
compile(struct compiler *c, const node_id *outputs)
{
    struct program *program = c->program;
    int levels = mark_needed(c, outputs);
    for (size_t id = 0; id < c->graph->n; id++)
        c->last[id] = -1;
    measure(c, levels);
    for (int i = 0; i < program->n_outputs; i++)
        c->last[outputs[i]] = FOREVER;
    if (!make_room(program, (size_t)c->place, c->graph->n, (size_t)levels))
        return RV_E_MEMORY;
    place_leaves(c);
    c->place = 0;
    for (int level = 0; level <= levels; level++) {
        emit_outside(c, level);
        if (mark_inside(c, level + 1))
            emit_loop(c, level + 1);
    }
    for (int i = 0; i < program->n_outputs; i++)
        program->output[i] = operand(c, outputs[i]);
    return c->too_large ? RV_E_RANGE : RV_OK;
}

enum rv_status
program_compile(struct program *program, const struct formula *formula, enum part part)
{
    static const int outputs[N_PARTS] = {1, 3, OUTPUTS_MAX};
    const struct jet *root = &formula->root;
    const node_id all[OUTPUTS_MAX] = {root->value,           root->slope[SLOPE_X],
                                      root->slope[SLOPE_Y],  root->slope[SLOPE_XX],
                                      root->slope[SLOPE_XY], root->slope[SLOPE_YY]};
    size_t n = formula->graph.n;
    struct compiler c = {.graph = &formula->graph, .program = program};
    *program = (struct program){.n_registers = REG_FIRST, .n_outputs = outputs[part]};
    c.needed = calloc(n, sizeof *c.needed);
    c.inside = calloc(n, sizeof *c.inside);
    c.seen = calloc(n, sizeof *c.seen);
    c.last = calloc(n, sizeof *c.last);
    c.at = calloc(n, sizeof *c.at);
    c.spare = calloc(n + REGISTERS_MAX, sizeof *c.spare);
    enum rv_status status = RV_E_MEMORY;
    if (c.needed && c.inside && c.seen && c.last && c.at && c.spare)
        status = compile(&c, all);
    free(c.needed);
    free(c.inside);
    free(c.seen);
    free(c.last);
    free(c.at);
    free(c.spare);
    if (status)
        program_finish(program);
    return status;
}

void
program_finish(struct program *program)
{
    free(program->code);
    free(program->presets);
    free(program->means);
    free(program->sections);
    free(program->inputs);
    *program = (struct program){.n_code = 0};
}
