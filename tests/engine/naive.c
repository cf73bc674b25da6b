#include "naive.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t
tree_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

double
tree_uniform(uint64_t *state, double lo, double hi)
{
    return lo + (hi - lo) * (double)(tree_random(state) >> 11) * 0x1p-53;
}

/* What trees are made of, with how strongly each binds (0: brackets of its own). */
static const struct {
    const char *op;
    int n, binds;
    bool smooth;
} kinds[] = {
    {"+",        2, 1, true },
    {"-",        2, 1, true },
    {"*",        2, 2, true },
    {"/",        2, 2, true },
    {"neg",      1, 3, true },
    {"^",        2, 4, true },
    {"exp",      1, 0, true },
    {"log",      1, 0, true },
    {"log10",    1, 0, true },
    {"sqrt",     1, 0, true },
    {"sin",      1, 0, true },
    {"cos",      1, 0, true },
    {"tan",      1, 0, true },
    {"asin",     1, 0, true },
    {"acos",     1, 0, true },
    {"atan",     1, 0, true },
    {"atan2",    2, 0, true },
    {"sinh",     1, 0, true },
    {"cosh",     1, 0, true },
    {"tanh",     1, 0, true },
    {"hypot",    2, 0, true },
    {"sigmoid",  1, 0, true },
    {"softplus", 1, 0, true },
    {"abs",      1, 0, false},
    {"min",      2, 0, false},
    {"max",      2, 0, false},
    {"sign",     1, 0, false},
    {"floor",    1, 0, false},
    {"mod",      2, 0, false},
    {"relu",     1, 0, false},
    {"if",       3, 0, false},
    {"<",        2, 5, false},
    {"<=",       2, 5, false},
    {">",        2, 5, false},
    {">=",       2, 5, false},
    {"==",       2, 5, false},
    {"!=",       2, 5, false},
};
enum { N_KINDS = sizeof kinds / sizeof kinds[0], COMPARES = 5 };

static struct tree *
leaf(uint64_t *state)
{
    static const char *const names[] = {"x", "y", "x", "y", "a", "e", "pi", NULL};
    struct tree *tree = calloc(1, sizeof *tree);
    tree->op = names[tree_random(state) % 8];
    if (!tree->op)
        tree->number = floor(tree_uniform(state, 0, 40)) / 4;
    return tree;
}

struct tree *
tree_grow(uint64_t *state, int depth, enum tree_kind kind)
{
    if (depth <= 1 || tree_random(state) % 8 == 0)
        return leaf(state);
    size_t i;
    do
        i = tree_random(state) % N_KINDS;
    while (kind == TREE_SMOOTH && !kinds[i].smooth);
    if (tree_random(state) % 3 == 0)
        i = tree_random(state) % 4; /* mostly arithmetic, as people write */
    struct tree *tree = calloc(1, sizeof *tree);
    tree->op = kinds[i].op;
    tree->n = kinds[i].n;
    for (int k = 0; k < tree->n; k++)
        tree->part[k] = tree_grow(state, depth - 1, kind);
    return tree;
}

void
tree_destroy(struct tree *tree)
{
    for (int k = 0; k < tree->n; k++)
        tree_destroy(tree->part[k]);
    free(tree);
}

static int
binds(const struct tree *tree)
{
    for (size_t i = 0; tree->n && i < N_KINDS; i++)
        if (strcmp(kinds[i].op, tree->op) == 0)
            return kinds[i].binds;
    return 0;
}

struct writer {
    char *text;
    size_t size, n;
    uint64_t *state;
};

static void
put(struct writer *w, const char *text)
{
    size_t n = strlen(text);
    if (w->n + n < w->size)
        memcpy(w->text + w->n, text, n + 1);
    w->n += n;
    if (tree_random(w->state) % 8 == 0 && w->n + 1 < w->size) {
        w->text[w->n++] = ' ';
        w->text[w->n] = '\0';
    }
}

static void write_tree(struct writer *w, const struct tree *tree);

/* In brackets if @needed, and now and then without need. */
static void
write_part(struct writer *w, const struct tree *tree, bool needed)
{
    needed |= tree_random(w->state) % 8 == 0;
    put(w, needed ? "(" : "");
    write_tree(w, tree);
    put(w, needed ? ")" : "");
}

/* Can @right stand behind a number without a sign between? */
static bool
needs_no_sign(const struct tree *left, const struct tree *right)
{
    return !left->op && right->op && right->n == 0;
}

static void
write_infix(struct writer *w, const struct tree *tree)
{
    int own = binds(tree), left = binds(tree->part[0]), right = binds(tree->part[1]);
    bool compares = own == COMPARES;
    /* Sums and terms are read from the left, powers from the right; comparisons do not
     * chain; a minus or a power to the right of ^ needs no brackets. */
    bool left_needs =
        left == COMPARES || (left && !compares && left < own) || (own == 4 && left == 4);
    bool right_needs = right == COMPARES || (right && !compares && right <= own);
    if (own == 4)
        right_needs = right == COMPARES || right == 1 || right == 2;
    size_t begin = w->n;
    write_part(w, tree->part[0], left_needs);
    bool bare = begin < w->n && w->n < w->size && w->text[begin] != '(';
    if (own == 2 && *tree->op == '*' && bare && !right_needs &&
        needs_no_sign(tree->part[0], tree->part[1]) && tree_random(w->state) % 2) {
        write_tree(w, tree->part[1]);
        return;
    }
    put(w, tree->op);
    write_part(w, tree->part[1], right_needs);
}

static void
write_tree(struct writer *w, const struct tree *tree)
{
    char number[40];
    if (!tree->op)
        snprintf(number, sizeof number, "%.17g", tree->number);
    if (tree->n == 0)
        put(w, tree->op ? tree->op : number);
    else if (strcmp(tree->op, "neg") == 0) {
        put(w, "-");
        int part = binds(tree->part[0]);
        write_part(w, tree->part[0], part == 1 || part == 2 || part == COMPARES);
    } else if (binds(tree)) {
        write_infix(w, tree);
    } else {
        put(w, tree->op);
        for (int k = 0; k < tree->n; k++) {
            put(w, k ? "," : "(");
            write_tree(w, tree->part[k]);
        }
        put(w, ")");
    }
}

bool
tree_write(const struct tree *tree, uint64_t *state, char *text, size_t size)
{
    struct writer w = {text, size, 0, state};
    text[0] = '\0';
    write_tree(&w, tree);
    return w.n < size;
}

static long double
truth(bool sane, bool value)
{
    return sane ? (long double)value : (long double)NAN;
}

static long double
compare(const char *op, long double a, long double b)
{
    bool sane = !isnan(a) && !isnan(b);
    bool value = strcmp(op, "<") == 0    ? a < b
                 : strcmp(op, "<=") == 0 ? a <= b
                 : strcmp(op, ">") == 0  ? a > b
                 : strcmp(op, ">=") == 0 ? a >= b
                 : strcmp(op, "==") == 0 ? a == b
                                         : a != b;
    return truth(sane, value);
}

static long double
apply_one(const char *op, long double a)
{
    static const struct {
        const char *op;
        long double (*function)(long double);
    } functions[] = {
        {"exp",   expl  },
        {"log",   logl  },
        {"log10", log10l},
        {"sqrt",  sqrtl },
        {"sin",   sinl  },
        {"cos",   cosl  },
        {"tan",   tanl  },
        {"asin",  asinl },
        {"acos",  acosl },
        {"atan",  atanl },
        {"sinh",  sinhl },
        {"cosh",  coshl },
        {"tanh",  tanhl },
        {"abs",   fabsl },
        {"floor", floorl},
    };
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strcmp(op, functions[i].op) == 0)
            return functions[i].function(a);
    if (isnan(a))
        return NAN;
    if (strcmp(op, "sigmoid") == 0)
        return 1 / (1 + expl(-a));
    if (strcmp(op, "softplus") == 0)
        return a > 50 ? a : log1pl(expl(a));
    if (strcmp(op, "relu") == 0)
        return a > 0 ? a : 0;
    if (strcmp(op, "sign") == 0)
        return (long double)((a > 0) - (a < 0));
    return -a; /* neg */
}

static long double
apply_two(const char *op, long double a, long double b)
{
    if (isnan(a) || isnan(b))
        return strcmp(op, "^") == 0 ? powl(a, b) : (long double)NAN;
    switch (*op) {
    case '+':
        return a + b;
    case '-':
        return a - b;
    case '*':
        return a * b;
    case '/':
        return a / b;
    case '^':
        return powl(a, b);
    case 'a':
        return atan2l(a, b);
    case 'h':
        return hypotl(a, b);
    }
    if (strcmp(op, "min") == 0)
        return fminl(a, b);
    if (strcmp(op, "max") == 0)
        return fmaxl(a, b);
    if (strcmp(op, "mod") == 0)
        return a - b * floorl(a / b);
    return compare(op, a, b);
}

static long double
leaf_value(const struct tree *tree, const struct tree_place *place)
{
    if (!tree->op)
        return tree->number;
    return *tree->op == 'x'   ? place->x
           : *tree->op == 'y' ? place->y
           : *tree->op == 'a' ? place->a
           : *tree->op == 'e' ? 2.718281828459045
                              : 3.141592653589793;
}

long double
tree_value(const struct tree *tree, struct tree_place *place)
{
    long double part[3] = {0, 0, 0}, value;
    for (int k = 0; k < tree->n; k++)
        part[k] = tree_value(tree->part[k], place);
    if (tree->n == 0)
        value = leaf_value(tree, place);
    else if (tree->n == 1)
        value = apply_one(tree->op, part[0]);
    else if (tree->n == 2)
        value = apply_two(tree->op, part[0], part[1]);
    else
        value = isnan(part[0]) ? (long double)NAN : part[0] != 0 ? part[1] : part[2];
    if (place->noise && tree->n)
        value *= 1 + tree_uniform(place->noise, -1, 1) * 0x1p-52L;
    if (fabsl(value) > place->size)
        place->size = fabsl(value);
    return value;
}

bool
tree_has(const struct tree *tree, const char *op)
{
    bool has = tree->op && strcmp(tree->op, op) == 0;
    for (int k = 0; k < tree->n && !has; k++)
        has = tree_has(tree->part[k], op);
    return has;
}

const char *
tree_op(size_t i)
{
    return i < N_KINDS ? kinds[i].op : NULL;
}
