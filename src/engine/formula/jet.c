#include "jet.h"

/* The pairs of first derivatives that a second one is made of. */
static const int first_of[N_SLOPES] = {
    [SLOPE_XX] = SLOPE_X, [SLOPE_XY] = SLOPE_X, [SLOPE_YY] = SLOPE_Y};
static const int second_of[N_SLOPES] = {
    [SLOPE_XX] = SLOPE_X, [SLOPE_XY] = SLOPE_Y, [SLOPE_YY] = SLOPE_Y};

static node_id
add(struct graph *g, node_id a, node_id b)
{
    return slope_add(g, a, b);
}

static node_id
mul(struct graph *g, node_id a, node_id b)
{
    return slope_mul(g, a, b);
}

static struct jet
flat(node_id value)
{
    return (struct jet){.value = value};
}

bool
jet_is_flat(struct jet a)
{
    for (int i = 0; i < N_SLOPES; i++)
        if (a.slope[i] != NODE_ZERO)
            return false;
    return true;
}

struct jet
jet_constant(struct graph *g, double value)
{
    return flat(graph_constant(g, value));
}

struct jet
jet_leaf(struct graph *g, enum op op, node_id column)
{
    struct jet leaf = flat(graph_leaf(g, op, column));
    if (op == OP_X)
        leaf.slope[SLOPE_X] = NODE_ONE;
    if (op == OP_Y)
        leaf.slope[SLOPE_Y] = NODE_ONE;
    return leaf;
}

struct jet
jet_chain(struct graph *g, struct jet a, node_id value, node_id first, node_id second)
{
    struct jet f = {.value = value};
    for (int i = SLOPE_X; i <= SLOPE_Y; i++)
        f.slope[i] = mul(g, first, a.slope[i]);
    for (int i = SLOPE_XX; i <= SLOPE_YY; i++) {
        node_id square = mul(g, a.slope[first_of[i]], a.slope[second_of[i]]);
        f.slope[i] = add(g, mul(g, first, a.slope[i]), mul(g, second, square));
    }
    return f;
}

struct jet
jet_chain_two(struct graph *g, struct jet a, struct jet b, node_id value,
              const node_id f[N_SLOPES])
{
    enum { A, B, AA, AB, BB };
    struct jet in_a = jet_chain(g, a, value, f[A], f[AA]);
    struct jet in_b = jet_chain(g, b, value, f[B], f[BB]);
    struct jet out = {.value = value};
    for (int i = 0; i < N_SLOPES; i++)
        out.slope[i] = add(g, in_a.slope[i], in_b.slope[i]);
    for (int i = SLOPE_XX; i <= SLOPE_YY; i++) {
        int p = first_of[i], q = second_of[i];
        node_id mixed =
            add(g, mul(g, a.slope[p], b.slope[q]), mul(g, a.slope[q], b.slope[p]));
        out.slope[i] = add(g, out.slope[i], mul(g, f[AB], mixed));
    }
    return out;
}

struct jet
jet_negate(struct graph *g, struct jet a)
{
    struct jet f = flat(graph_node(g, OP_NEG, a.value, 0, 0));
    for (int i = 0; i < N_SLOPES; i++)
        f.slope[i] = slope_sub(g, NODE_ZERO, a.slope[i]);
    return f;
}

struct jet
jet_add(struct graph *g, struct jet a, struct jet b)
{
    struct jet f = flat(graph_node(g, OP_ADD, a.value, b.value, 0));
    for (int i = 0; i < N_SLOPES; i++)
        f.slope[i] = add(g, a.slope[i], b.slope[i]);
    return f;
}

struct jet
jet_sub(struct graph *g, struct jet a, struct jet b)
{
    struct jet f = flat(graph_node(g, OP_SUB, a.value, b.value, 0));
    for (int i = 0; i < N_SLOPES; i++)
        f.slope[i] = slope_sub(g, a.slope[i], b.slope[i]);
    return f;
}

static struct jet
square(struct graph *g, struct jet a)
{
    node_id two = graph_constant(g, 2);
    return jet_chain(g, a, graph_node(g, OP_MUL, a.value, a.value, 0),
                     mul(g, two, a.value), two);
}

struct jet
jet_mul(struct graph *g, struct jet a, struct jet b)
{
    if (a.value == b.value)
        return square(g, a);
    node_id value = graph_node(g, OP_MUL, a.value, b.value, 0);
    return jet_chain_two(g, a, b, value,
                         (node_id[]){b.value, a.value, NODE_ZERO, NODE_ONE, NODE_ZERO});
}

/* q = a/b: q' = (a' - q b')/b, and the same once more. One division does for all
 * derivatives. */
struct jet
jet_div(struct graph *g, struct jet a, struct jet b)
{
    struct jet q = flat(graph_node(g, OP_DIV, a.value, b.value, 0));
    double k;
    bool fixed = graph_is_constant(g, b.value, &k);
    node_id inverse = graph_node(g, OP_DIV, NODE_ONE, b.value, 0);
    for (int i = 0; i < N_SLOPES; i++) {
        node_id gone = mul(g, q.value, b.slope[i]);
        if (i >= SLOPE_XX) {
            int p = first_of[i], r = second_of[i];
            gone = add(
                g, gone,
                add(g, mul(g, q.slope[p], b.slope[r]), mul(g, q.slope[r], b.slope[p])));
        }
        node_id top = slope_sub(g, a.slope[i], gone);
        q.slope[i] = fixed ? slope_div(g, top, b.value) : mul(g, top, inverse);
    }
    return q;
}

struct jet
jet_compare(struct graph *g, enum op op, struct jet a, struct jet b)
{
    return flat(graph_node(g, op, a.value, b.value, 0));
}

struct jet
jet_mean(struct graph *g, struct jet a)
{
    if (g->nodes[a.value].row)
        a.value = graph_node(g, OP_MEAN, a.value, 0, 0);
    for (int i = 0; i < N_SLOPES; i++)
        if (g->nodes[a.slope[i]].row)
            a.slope[i] = graph_node(g, OP_MEAN, a.slope[i], 0, 0);
    return a;
}

/* Powers --------------------------------------------------------------------------- */

enum { MULTIPLIED_UP_TO = 16 };

/* a^n by squaring, n >= 0. */
static node_id
whole_power(struct graph *g, node_id a, int n)
{
    node_id power = NODE_ONE;
    for (int bit = 1; bit <= n; bit <<= 1) {
        if (n & bit)
            power = mul(g, power, a);
        a = 2 * bit <= n ? graph_node(g, OP_MUL, a, a, 0) : a;
    }
    return power;
}

/* a^k: small whole powers are products, which are faster and closer than pow(). */
static node_id
constant_power(struct graph *g, node_id a, double k)
{
    if (!(fabs(k) <= MULTIPLIED_UP_TO) || k != floor(k))
        return graph_node(g, OP_POW, a, graph_constant(g, k), 0);
    node_id power = whole_power(g, a, (int)fabs(k));
    return k < 0 ? graph_node(g, OP_DIV, NODE_ONE, power, 0) : power;
}

static struct jet
power_of_constant_exponent(struct graph *g, struct jet a, double k)
{
    node_id value = constant_power(g, a.value, k);
    if (jet_is_flat(a) || k == 0)
        return flat(value);
    node_id first = slope_scale(g, k, constant_power(g, a.value, k - 1));
    node_id second = slope_scale(g, k * (k - 1), constant_power(g, a.value, k - 2));
    return jet_chain(g, a, value, first, second);
}

/* p times a factor made of log(a); 0 where the power p = a^b has gone to 0. */
static node_id
with_log(struct graph *g, node_id p, node_id factor)
{
    node_id gone = graph_node(g, OP_EQ, p, NODE_ZERO, 0);
    return slope_select(g, gone, NODE_ZERO, graph_node(g, OP_MUL, p, factor, 0));
}

struct jet
jet_pow(struct graph *g, struct jet a, struct jet b)
{
    double k;
    if (graph_is_constant(g, b.value, &k))
        return power_of_constant_exponent(g, a, k);
    node_id value = graph_node(g, OP_POW, a.value, b.value, 0);
    if (jet_is_flat(a) && jet_is_flat(b))
        return flat(value);
    node_id less = graph_node(g, OP_SUB, b.value, NODE_ONE, 0);
    node_id two_less = graph_node(g, OP_SUB, b.value, graph_constant(g, 2), 0);
    node_id log_a = graph_node(g, OP_LOG, a.value, 0, 0);
    node_id below = graph_node(g, OP_POW, a.value, less, 0);
    node_id far_below = graph_node(g, OP_POW, a.value, two_less, 0);
    node_id mixed = add(g, NODE_ONE, mul(g, b.value, log_a));
    node_id f[N_SLOPES] = {
        mul(g, b.value, below),
        with_log(g, value, log_a),
        mul(g, mul(g, b.value, less), far_below),
        with_log(g, below, mixed),
        with_log(g, value, mul(g, log_a, log_a)),
    };
    return jet_chain_two(g, a, b, value, f);
}
