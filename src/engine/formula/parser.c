/*
 * formula    = sum [ ("<" | "<=" | ">" | ">=" | "==" | "!=") sum ]
 * sum        = term { ("+" | "-") term }
 * term       = signed { ("*" | "/") signed | power }      the latter behind a number
 * signed     = { "+" | "-" } power
 * power      = primary [ "^" signed ]
 * primary    = number | name | "column" | function "(" formula { "," formula } ")"
 *            | "(" formula ")"
 *
 * so that -x^2 is -(x^2), a^b^c is a^(b^c), 2x^2 is 2(x^2) and 1/2x is (1/2)x. Each rule
 * is a function that returns the jet of what it has read; after the first complaint all
 * of them return at once.
 */
#include "../decimal.h"
#include "parser.h"

enum { DEPTH_MAX = 100 };

static struct jet formula_rule(struct parser *p);
static struct jet signed_rule(struct parser *p);

/* Tokens --------------------------------------------------------------------------- */

void
parser_advance(struct parser *p)
{
    size_t quotes = p->token.kind == TOKEN_COLUMN;
    p->after_number = p->token.kind == TOKEN_NUMBER;
    p->token = lexer_next(p->token.begin + p->token.length + quotes);
}

static bool
at_sign(const struct parser *p, char sign)
{
    return p->token.kind == TOKEN_SIGN && p->token.sign == sign;
}

static bool
enter(struct parser *p)
{
    if (++p->depth <= DEPTH_MAX)
        return true;
    COMPLAIN(p, p->token.begin, RV_E_RANGE, "nested too deeply (at most %d brackets)",
             DEPTH_MAX);
    return false;
}

/* Calls ---------------------------------------------------------------------------- */

/* The operands up to the closing bracket; the opening one is the next token. */
static int
operands_rule(struct parser *p, struct token name, struct jet operands[OPERANDS_MAX])
{
    const char *bracket = p->token.begin;
    int n = 0;
    char shown[SHOWN_MAX];
    do {
        parser_advance(p); /* bracket or comma */
        struct jet a = formula_rule(p);
        if (n == OPERANDS_MAX) {
            COMPLAIN(p, name.begin, RV_E_SYNTAX, "%s takes at most %d operands",
                     parser_show(name, shown), OPERANDS_MAX);
            return n;
        }
        operands[n++] = a;
    } while (p->status == RV_OK && at_sign(p, ','));
    if (p->status == RV_OK && p->token.kind == TOKEN_END)
        COMPLAIN(p, bracket, RV_E_SYNTAX, "this bracket is not closed (expected ')')");
    else if (p->status == RV_OK && !at_sign(p, ')'))
        parser_complain_of_token(p, "an operator or ')'");
    else
        parser_advance(p);
    return n;
}

static struct jet
call_rule(struct parser *p, struct token name, const struct function *function)
{
    struct jet operands[OPERANDS_MAX] = {{0}};
    bool mean = strcmp(function->name, "mean") == 0;
    if (mean && !p->data)
        return COMPLAIN(p, name.begin, RV_E_DATA,
                        "mean() goes over the rows of a data set (give one: data=NAME)");
    if (!enter(p))
        return (struct jet){0};
    p->in_mean += mean;
    int n = operands_rule(p, name, operands);
    p->in_mean -= mean;
    p->depth--;
    if (p->status)
        return (struct jet){0};
    if (n < function->least || n > function->most)
        return COMPLAIN(p, name.begin, RV_E_SYNTAX,
                        "%s takes %d operand%s, %s(%s); got %d", function->name,
                        function->least, function->least == 1 ? "" : "s", function->name,
                        function->operands, n);
    return function->make(&p->formula->graph, operands, n);
}

static struct jet
bracket_rule(struct parser *p)
{
    struct jet a[OPERANDS_MAX];
    struct token bracket = p->token;
    if (!enter(p))
        return (struct jet){0};
    int n = operands_rule(p, bracket, a);
    p->depth--;
    if (n != 1 && p->status == RV_OK)
        return COMPLAIN(p, bracket.begin, RV_E_SYNTAX,
                        "a comma parts the operands of a function, and here is none");
    return p->status ? (struct jet){0} : a[0];
}

/* Rules ---------------------------------------------------------------------------- */

static struct jet
number_rule(struct parser *p)
{
    char digits[RV_FORMULA_MAX];
    struct token token = p->token;
    size_t n = token.length < sizeof digits ? token.length : sizeof digits - 1;
    memcpy(digits, token.begin, n);
    digits[n] = '\0';
    parser_advance(p);
    if (strcmp(digits, "0") == 0 && p->token.begin == token.begin + 1 &&
        p->token.kind == TOKEN_NAME && (*p->token.begin | ' ') == 'x' &&
        p->token.length > 1)
        return COMPLAIN(p, token.begin, RV_E_SYNTAX,
                        "hexadecimal numbers are not understood");
    double value = decimal_read(digits, NULL);
    if (!isfinite(value))
        return COMPLAIN(p, token.begin, RV_E_RANGE, "this number is too large");
    return jet_constant(&p->formula->graph, value);
}

static struct jet
primary_rule(struct parser *p)
{
    struct token token = p->token;
    if (p->status)
        return (struct jet){0};
    if (token.kind == TOKEN_NUMBER)
        return number_rule(p);
    if (token.kind == TOKEN_COLUMN)
        return parser_quoted(p);
    if (at_sign(p, '('))
        return bracket_rule(p);
    if (token.kind != TOKEN_NAME)
        return parser_complain_of_token(p, "a number, a name or '('");
    struct token next = lexer_next(token.begin + token.length);
    if (next.kind != TOKEN_SIGN || next.sign != '(')
        return parser_name(p);
    const struct function *function = parser_find_function(token);
    if (!function)
        return parser_unknown_function(p, token);
    parser_advance(p);
    return call_rule(p, token, function);
}

static struct jet
power_rule(struct parser *p)
{
    struct jet a = primary_rule(p);
    if (p->status || !at_sign(p, '^'))
        return a;
    if (!enter(p))
        return a;
    parser_advance(p);
    struct jet b = signed_rule(p);
    p->depth--;
    return p->status ? a : jet_pow(&p->formula->graph, a, b);
}

static struct jet
signed_rule(struct parser *p)
{
    bool negative = false;
    for (; at_sign(p, '-') || at_sign(p, '+'); parser_advance(p))
        negative ^= at_sign(p, '-');
    struct jet a = power_rule(p);
    return negative && !p->status ? jet_negate(&p->formula->graph, a) : a;
}

/* Does the next token multiply the number before it? */
static bool
multiplies(const struct parser *p)
{
    return p->after_number && (p->token.kind == TOKEN_NAME ||
                               p->token.kind == TOKEN_COLUMN || at_sign(p, '('));
}

static struct jet
term_rule(struct parser *p)
{
    struct graph *graph = &p->formula->graph;
    struct jet a = signed_rule(p);
    while (!p->status) {
        bool times = at_sign(p, '*'), silent = multiplies(p);
        if (!times && !silent && !at_sign(p, '/'))
            break;
        if (!silent)
            parser_advance(p);
        if (times && at_sign(p, '*'))
            return COMPLAIN(p, p->token.begin, RV_E_SYNTAX,
                            "expected an operand (a power is a^b, not a**b)");
        struct jet b = silent ? power_rule(p) : signed_rule(p);
        if (!p->status)
            a = times || silent ? jet_mul(graph, a, b) : jet_div(graph, a, b);
    }
    return a;
}

static struct jet
sum_rule(struct parser *p)
{
    struct graph *graph = &p->formula->graph;
    struct jet a = term_rule(p);
    while (!p->status && (at_sign(p, '+') || at_sign(p, '-'))) {
        bool plus = at_sign(p, '+');
        parser_advance(p);
        struct jet b = term_rule(p);
        if (!p->status)
            a = plus ? jet_add(graph, a, b) : jet_sub(graph, a, b);
    }
    return a;
}

static bool
at_comparison(const struct parser *p)
{
    return p->token.kind >= TOKEN_LESS && p->token.kind <= TOKEN_DIFFERENT;
}

static struct jet
formula_rule(struct parser *p)
{
    struct graph *graph = &p->formula->graph;
    struct jet a = sum_rule(p);
    if (p->status || !at_comparison(p))
        return a;
    enum token_kind kind = p->token.kind;
    parser_advance(p);
    struct jet b = sum_rule(p);
    if (p->status)
        return a;
    if (at_comparison(p))
        return COMPLAIN(p, p->token.begin, RV_E_SYNTAX,
                        "comparisons do not chain (write (a < b)*(b < c))");
    bool turned = kind == TOKEN_GREATER || kind == TOKEN_AT_LEAST;
    enum op op = kind == TOKEN_LESS || kind == TOKEN_GREATER       ? OP_LT
                 : kind == TOKEN_AT_MOST || kind == TOKEN_AT_LEAST ? OP_LE
                 : kind == TOKEN_EQUAL                             ? OP_EQ
                                                                   : OP_NE;
    return jet_compare(graph, op, turned ? b : a, turned ? a : b);
}

static void
parse_all(struct parser *p)
{
    const char *end = memchr(p->text, '\0', RV_FORMULA_MAX);
    if (!end) {
        COMPLAIN(p, p->text + RV_FORMULA_MAX - 1, RV_E_RANGE,
                 "the formula is too long (at most %d bytes)", RV_FORMULA_MAX - 1);
        return;
    }
    p->token = lexer_next(p->text);
    if (p->token.kind == TOKEN_END) {
        COMPLAIN(p, p->text, RV_E_SYNTAX, "the formula is empty");
        return;
    }
    p->formula->root = formula_rule(p);
    if (at_sign(p, ')'))
        COMPLAIN(p, p->token.begin, RV_E_SYNTAX, "this ')' closes no bracket");
    else if (at_sign(p, ','))
        COMPLAIN(p, p->token.begin, RV_E_SYNTAX,
                 "a comma parts the operands of a function, and here is none");
    else if (p->token.kind != TOKEN_END)
        parser_complain_of_token(p, "an operator");
    if (p->formula->graph.full)
        COMPLAIN(p, p->text, RV_E_RANGE, "the formula is too complicated");
}

enum rv_status
formula_parse(struct formula *formula, const char *text, const struct rv_data *data,
              const double *parameters, struct rv_error *error)
{
    struct parser p = {.text = text,
                       .error = error,
                       .formula = formula,
                       .data = data,
                       .parameters = parameters};
    formula->n_parameters = 0;
    if (!graph_init(&formula->graph))
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    parse_all(&p);
    if (p.status)
        formula_finish(formula);
    return p.status;
}

void
formula_finish(struct formula *formula)
{
    graph_finish(&formula->graph);
}
