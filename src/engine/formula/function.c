/* The functions of the language: each with its value and how derivatives pass through. */
#include "jet.h"

static node_id
one(struct graph *g, enum op op, node_id a)
{
    return graph_node(g, op, a, 0, 0);
}

static node_id
two(struct graph *g, enum op op, node_id a, node_id b)
{
    return graph_node(g, op, a, b, 0);
}

static node_id
constant(struct graph *g, double value)
{
    return graph_constant(g, value);
}

static struct jet
flat(node_id value)
{
    return (struct jet){.value = value};
}

static struct jet
make_exp(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    node_id v = one(g, OP_EXP, a->value);
    return jet_chain(g, *a, v, v, v);
}

/* log(a) times @factor, 1/ln of the base. */
static struct jet
logarithm(struct graph *g, struct jet a, enum op op, double factor)
{
    node_id v = one(g, op, a.value);
    if (jet_is_flat(a))
        return flat(v);
    node_id inverse = two(g, OP_DIV, NODE_ONE, a.value);
    node_id first = slope_scale(g, factor, inverse);
    return jet_chain(g, a, v, first, slope_scale(g, -1, slope_mul(g, first, inverse)));
}

static struct jet
make_log(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    return logarithm(g, *a, OP_LOG, 1);
}

static struct jet
make_log10(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    return logarithm(g, *a, OP_LOG10, 0.43429448190325182765);
}

static struct jet
make_sqrt(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    node_id v = one(g, OP_SQRT, a->value);
    if (jet_is_flat(*a))
        return flat(v);
    node_id first = two(g, OP_DIV, constant(g, 0.5), v);
    node_id square = two(g, OP_MUL, first, first);
    node_id twice = two(g, OP_MUL, constant(g, -2), first);
    return jet_chain(g, *a, v, first, slope_mul(g, twice, square));
}

static struct jet
make_abs(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    node_id sign = one(g, OP_SIGN, a->value);
    return jet_chain(g, *a, one(g, OP_ABS, a->value), sign, NODE_ZERO);
}

static struct jet
make_sin(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    node_id v = one(g, OP_SIN, a->value);
    if (jet_is_flat(*a))
        return flat(v);
    return jet_chain(g, *a, v, one(g, OP_COS, a->value), one(g, OP_NEG, v));
}

static struct jet
make_cos(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    node_id v = one(g, OP_COS, a->value);
    if (jet_is_flat(*a))
        return flat(v);
    node_id sine = one(g, OP_SIN, a->value);
    return jet_chain(g, *a, v, one(g, OP_NEG, sine), one(g, OP_NEG, v));
}

static struct jet
make_tan(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    node_id v = one(g, OP_TAN, a->value);
    if (jet_is_flat(*a))
        return flat(v);
    node_id first = two(g, OP_ADD, NODE_ONE, two(g, OP_MUL, v, v));
    node_id twice = two(g, OP_MUL, constant(g, 2), v);
    return jet_chain(g, *a, v, first, two(g, OP_MUL, twice, first));
}

/* asin and acos: 1/sqrt(1 - a²) and a/(1 - a²)^1.5, or their negatives. */
static struct jet
arc(struct graph *g, struct jet a, enum op op, bool negative)
{
    node_id v = one(g, op, a.value);
    if (jet_is_flat(a))
        return flat(v);
    node_id u = two(g, OP_MUL, two(g, OP_SUB, NODE_ONE, a.value),
                    two(g, OP_ADD, NODE_ONE, a.value));
    node_id root = one(g, OP_SQRT, u);
    node_id first = two(g, OP_DIV, constant(g, negative ? -1 : 1), root);
    node_id square = two(g, OP_MUL, first, first);
    node_id second = two(g, OP_MUL, two(g, OP_MUL, a.value, first), square);
    return jet_chain(g, a, v, first, second);
}

static struct jet
make_asin(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    return arc(g, *a, OP_ASIN, false);
}

static struct jet
make_acos(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    return arc(g, *a, OP_ACOS, true);
}

static struct jet
make_atan(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    node_id v = one(g, OP_ATAN, a->value);
    if (jet_is_flat(*a))
        return flat(v);
    node_id u = two(g, OP_ADD, NODE_ONE, two(g, OP_MUL, a->value, a->value));
    node_id first = two(g, OP_DIV, NODE_ONE, u);
    node_id top = two(g, OP_MUL, two(g, OP_MUL, constant(g, -2), a->value), first);
    return jet_chain(g, *a, v, first, two(g, OP_MUL, top, first));
}

/* The angle of (b, a): operands stand as in atan2(y, x). */
static struct jet
make_atan2(struct graph *g, const struct jet *operands, int n)
{
    (void)n;
    struct jet a = operands[0], b = operands[1];
    node_id v = two(g, OP_ATAN2, a.value, b.value);
    if (jet_is_flat(a) && jet_is_flat(b))
        return flat(v);
    node_id r2 = two(g, OP_ADD, two(g, OP_MUL, a.value, a.value),
                     two(g, OP_MUL, b.value, b.value));
    node_id inverse = two(g, OP_DIV, NODE_ONE, r2);
    node_id p = two(g, OP_MUL, a.value, inverse), q = two(g, OP_MUL, b.value, inverse);
    node_id twice = two(g, OP_MUL, constant(g, 2), two(g, OP_MUL, p, q));
    node_id f[N_SLOPES] = {
        q,
        one(g, OP_NEG, p),
        one(g, OP_NEG, twice),
        two(g, OP_SUB, two(g, OP_MUL, p, p), two(g, OP_MUL, q, q)),
        twice,
    };
    return jet_chain_two(g, a, b, v, f);
}

static struct jet
make_sinh(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    node_id v = one(g, OP_SINH, a->value);
    if (jet_is_flat(*a))
        return flat(v);
    return jet_chain(g, *a, v, one(g, OP_COSH, a->value), v);
}

static struct jet
make_cosh(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    node_id v = one(g, OP_COSH, a->value);
    if (jet_is_flat(*a))
        return flat(v);
    return jet_chain(g, *a, v, one(g, OP_SINH, a->value), v);
}

/* 1 - tanh² would lose all digits where tanh nears 1; 1/cosh² does not. */
static struct jet
make_tanh(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    node_id v = one(g, OP_TANH, a->value);
    if (jet_is_flat(*a))
        return flat(v);
    node_id inverse = two(g, OP_DIV, NODE_ONE, one(g, OP_COSH, a->value));
    node_id first = two(g, OP_MUL, inverse, inverse);
    node_id second = two(g, OP_MUL, two(g, OP_MUL, constant(g, -2), v), first);
    return jet_chain(g, *a, v, first, second);
}

/* The larger of two, or the smaller: @first says that @a is chosen, @second that @b is;
 * half of either slope where neither is. */
static struct jet
choose(struct graph *g, struct jet a, struct jet b, enum op op, node_id first,
       node_id second)
{
    struct jet f = flat(two(g, op, a.value, b.value));
    for (int i = 0; i < N_SLOPES; i++) {
        node_id sum = slope_add(g, a.slope[i], b.slope[i]);
        node_id even = a.slope[i] == b.slope[i] ? a.slope[i] : slope_scale(g, 0.5, sum);
        node_id rest = slope_select(g, second, b.slope[i], even);
        f.slope[i] = slope_select(g, first, a.slope[i], rest);
    }
    return f;
}

static struct jet
make_min(struct graph *g, const struct jet *a, int n)
{
    struct jet f = a[0];
    for (int i = 1; i < n; i++)
        f = choose(g, f, a[i], OP_MIN, two(g, OP_LT, f.value, a[i].value),
                   two(g, OP_LT, a[i].value, f.value));
    return f;
}

static struct jet
make_max(struct graph *g, const struct jet *a, int n)
{
    struct jet f = a[0];
    for (int i = 1; i < n; i++)
        f = choose(g, f, a[i], OP_MAX, two(g, OP_LT, a[i].value, f.value),
                   two(g, OP_LT, f.value, a[i].value));
    return f;
}

static struct jet
make_hypot(struct graph *g, const struct jet *operands, int n)
{
    (void)n;
    struct jet a = operands[0], b = operands[1];
    node_id v = two(g, OP_HYPOT, a.value, b.value);
    if (jet_is_flat(a) && jet_is_flat(b))
        return flat(v);
    node_id tip = two(g, OP_EQ, v, NODE_ZERO);
    node_id over = slope_select(g, tip, NODE_ZERO, two(g, OP_DIV, NODE_ONE, v));
    node_id p = two(g, OP_MUL, a.value, over), q = two(g, OP_MUL, b.value, over);
    node_id pq = two(g, OP_MUL, p, q);
    node_id f[N_SLOPES] = {
        p,
        q,
        two(g, OP_MUL, two(g, OP_MUL, q, q), over),
        two(g, OP_MUL, one(g, OP_NEG, pq), over),
        two(g, OP_MUL, two(g, OP_MUL, p, p), over),
    };
    return jet_chain_two(g, a, b, v, f);
}

static struct jet
make_sign(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    return flat(one(g, OP_SIGN, a->value));
}

static struct jet
make_floor(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    return flat(one(g, OP_FLOOR, a->value));
}

static struct jet
make_mod(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    struct jet whole = flat(one(g, OP_FLOOR, two(g, OP_DIV, a[0].value, a[1].value)));
    return jet_sub(g, a[0], jet_mul(g, whole, a[1]));
}

/* t = exp(-|a|) neither overflows nor loses digits; sigmoid' = t/(1+t)². */
struct logistic {
    node_id t, sigmoid, first;
};

static struct logistic
logistic(struct graph *g, node_id a)
{
    node_id t = one(g, OP_EXP, one(g, OP_NEG, one(g, OP_ABS, a)));
    node_id below = two(g, OP_ADD, NODE_ONE, t);
    node_id right = two(g, OP_LE, NODE_ZERO, a);
    node_id top = slope_select(g, right, NODE_ONE, t);
    return (struct logistic){t, two(g, OP_DIV, top, below),
                             two(g, OP_DIV, t, two(g, OP_MUL, below, below))};
}

static struct jet
make_sigmoid(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    struct logistic s = logistic(g, a->value);
    node_id twice = two(g, OP_MUL, constant(g, 2), s.sigmoid);
    node_id second = two(g, OP_MUL, s.first, two(g, OP_SUB, NODE_ONE, twice));
    return jet_chain(g, *a, s.sigmoid, s.first, second);
}

static struct jet
make_softplus(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    struct logistic s = logistic(g, a->value);
    node_id v = two(g, OP_ADD, one(g, OP_RELU, a->value), one(g, OP_LOG1P, s.t));
    return jet_chain(g, *a, v, s.sigmoid, s.first);
}

static struct jet
make_relu(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    struct jet f = flat(one(g, OP_RELU, a->value));
    node_id right = two(g, OP_LT, NODE_ZERO, a->value);
    for (int i = 0; i < N_SLOPES; i++)
        f.slope[i] = slope_select(g, right, a->slope[i], NODE_ZERO);
    return f;
}

static struct jet
make_if(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    struct jet f;
    f.value = graph_node(g, OP_SELECT, a[0].value, a[1].value, a[2].value);
    for (int i = 0; i < N_SLOPES; i++)
        f.slope[i] = slope_select(g, a[0].value, a[1].slope[i], a[2].slope[i]);
    return f;
}

static struct jet
make_mean(struct graph *g, const struct jet *a, int n)
{
    (void)n;
    return jet_mean(g, *a);
}

static const struct function functions[] = {
    {"if",       3, 3,            make_if,       "c, a, b",   "a where c is not 0, else b"        },
    {"exp",      1, 1,            make_exp,      "a",         "e to the a"                        },
    {"log",      1, 1,            make_log,      "a",         "natural logarithm"                 },
    {"log10",    1, 1,            make_log10,    "a",         "decimal logarithm"                 },
    {"sqrt",     1, 1,            make_sqrt,     "a",         "square root"                       },
    {"abs",      1, 1,            make_abs,      "a",         "absolute value; slope 0 at 0"      },
    {"sin",      1, 1,            make_sin,      "a",         "sine of radians"                   },
    {"cos",      1, 1,            make_cos,      "a",         "cosine of radians"                 },
    {"tan",      1, 1,            make_tan,      "a",         "tangent of radians"                },
    {"asin",     1, 1,            make_asin,     "a",         "arc sine, in radians"              },
    {"acos",     1, 1,            make_acos,     "a",         "arc cosine, in radians"            },
    {"atan",     1, 1,            make_atan,     "a",         "arc tangent, in radians"           },
    {"atan2",    2, 2,            make_atan2,    "y, x",      "angle of the point (x, y)"         },
    {"sinh",     1, 1,            make_sinh,     "a",         "hyperbolic sine"                   },
    {"cosh",     1, 1,            make_cosh,     "a",         "hyperbolic cosine"                 },
    {"tanh",     1, 1,            make_tanh,     "a",         "hyperbolic tangent"                },
    {"min",      2, OPERANDS_MAX, make_min,      "a, b, ...",
     "the smallest; half of either slope where two are equal"                                     },
    {"max",      2, OPERANDS_MAX, make_max,      "a, b, ...",
     "the largest; half of either slope where two are equal"                                      },
    {"hypot",    2, 2,            make_hypot,    "a, b",      "root of a² + b²; slope 0 at 0, 0"},
    {"sign",     1, 1,            make_sign,     "a",         "-1, 0 or 1; slope 0"               },
    {"floor",    1, 1,            make_floor,    "a",         "whole number below; slope 0"       },
    {"mod",      2, 2,            make_mod,      "a, b",      "a - b floor(a/b), of b's sign"     },
    {"sigmoid",  1, 1,            make_sigmoid,  "a",         "1/(1 + exp(-a))"                   },
    {"softplus", 1, 1,            make_softplus, "a",         "log(1 + exp(a))"                   },
    {"relu",     1, 1,            make_relu,     "a",         "max(a, 0); slope 0 at 0"           },
    {"mean",     1, 1,            make_mean,     "a",
     "over the rows of the data, whose columns go by their names"                                 },
};

size_t
function_count(void)
{
    return sizeof functions / sizeof functions[0];
}

const struct function *
function_at(size_t i)
{
    return &functions[i];
}
