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
#include <stdio.h>
#include <string.h>

#include "../decimal.h"
#include "../utf8.h"
#include "formula.h"
#include "lexer.h"

enum { DEPTH_MAX = 100 };

struct parser {
    const char *text;
    struct token token; /* the next one */
    bool after_number;  /* the last one was a number */
    int depth, in_mean;
    enum rv_status status;
    struct rv_error *error;
    struct formula *formula;
    const struct rv_data *data;
    const double *parameters;
};

static struct jet formula_rule(struct parser *p);
static struct jet signed_rule(struct parser *p);

/* Complaints ----------------------------------------------------------------------- */

#define COMPLAIN(p, at, kind, ...) \
    complain(p, at, rv_fail((p)->status ? NULL : (p)->error, kind, __VA_ARGS__))

/* Only the first one counts. @return a jet to go on with. */
static struct jet
complain(struct parser *p, const char *at, enum rv_status status)
{
    if (p->status == RV_OK && p->error)
        p->error->column = lexer_column(p->text, at) + 1;
    if (p->status == RV_OK)
        p->status = status;
    return (struct jet){0};
}

/* The @token's text, cut to what a message holds, and tame: a quoted name may hold any
 * bytes. */
static const char *
show(struct token token, char buffer[64])
{
    size_t n = token.length < 40 ? token.length : 40;
    while (n > 0 && n < token.length && ((unsigned char)token.begin[n] & 0xc0) == 0x80)
        n--;
    snprintf(buffer, 64, "%.*s", (int)n, token.begin);
    if (!utf8_is_clean(buffer, n))
        for (char *c = buffer; *c; c++)
            *c = *c < ' ' || *c > '~' ? '?' : *c;
    return buffer;
}

static struct jet
complain_bad(struct parser *p)
{
    static const struct {
        uint32_t character;
        const char *hint;
    } hints[] = {
        {'=',    " (equality is ==)"            },
        {'!',    " (different is !=)"           },
        {'&',    " (and is a product: a*b)"     },
        {'|',    " (or is a maximum: max(a,b))" },
        {'[',    " (brackets are round)"        },
        {'{',    " (brackets are round)"        },
        {';',    " (operands part by ,)"        },
        {'"',    " (a quote that is not closed)"},
        {0x2212, " (minus is -)"                },
        {0x2013, " (minus is -)"                },
        {0xb7,   " (times is *)"                },
        {0xd7,   " (times is *)"                },
        {0x22c5, " (times is *)"                },
        {0xf7,   " (divided by is /)"           },
        {0xb2,   " (a square is ^2)"            },
        {0xb3,   " (a cube is ^3)"              },
        {0x2264, " (at most is <=)"             },
        {0x2265, " (at least is >=)"            },
        {0x2260, " (different is !=)"           },
        {0x221a, " (a root is sqrt)"            },
    };
    const struct token *token = &p->token;
    const char *hint = "";
    char shown[64];
    for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++)
        if (hints[i].character == token->character)
            hint = hints[i].hint;
    if (token->character == 0)
        return COMPLAIN(p, token->begin, RV_E_SYNTAX, "this is no text in UTF-8");
    if (!*hint && (token->character < ' ' || token->character > '~'))
        return COMPLAIN(p, token->begin, RV_E_SYNTAX,
                        "the character U+%04X has no meaning here",
                        (unsigned)token->character);
    return COMPLAIN(p, token->begin, RV_E_SYNTAX, "'%s' has no meaning here%s",
                    show(*token, shown), hint);
}

/* A token stands where none like it may. */
static struct jet
complain_of_token(struct parser *p, const char *expected)
{
    char shown[64];
    if (p->token.kind == TOKEN_BAD)
        return complain_bad(p);
    if (p->token.kind == TOKEN_END)
        return COMPLAIN(p, p->token.begin, RV_E_SYNTAX,
                        "the formula ends too early (expected %s)", expected);
    return COMPLAIN(p, p->token.begin, RV_E_SYNTAX, "expected %s before '%s'", expected,
                    show(p->token, shown));
}

/* Tokens --------------------------------------------------------------------------- */

static void
advance(struct parser *p)
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
is_word(struct token token, const char *word)
{
    return strlen(word) == token.length && memcmp(word, token.begin, token.length) == 0;
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

/* Names ---------------------------------------------------------------------------- */

static const struct function *
find_function(struct token token)
{
    for (size_t i = 0; i < function_count(); i++)
        if (is_word(token, function_at(i)->name))
            return function_at(i);
    return NULL;
}

static int
find_column(const struct parser *p, struct token token)
{
    const struct rv_data *data = p->data;
    for (size_t i = 0; data && i < data->n_features; i++)
        if (is_word(token, data->feature_name[i]))
            return (int)i;
    return data && is_word(token, data->target_name) ? (int)data->n_features : -1;
}

static struct jet
column_rule(struct parser *p, int column)
{
    char shown[64];
    if (!p->in_mean)
        return COMPLAIN(p, p->token.begin, RV_E_SYNTAX,
                        "'%s' is a column of the data (columns stand within mean(...))",
                        show(p->token, shown));
    struct jet a = jet_leaf(&p->formula->graph, OP_COLUMN, (node_id)column);
    advance(p);
    return a;
}

/* Words that the surface's own settings have. */
static bool
is_setting(struct token token)
{
    static const char *const words[] = {"id", "f", "data", "standardize"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (is_word(token, words[i]))
            return true;
    return false;
}

static struct jet
new_parameter(struct parser *p)
{
    struct formula *formula = p->formula;
    char shown[64];
    const char *at = p->token.begin;
    show(p->token, shown);
    if (is_setting(p->token))
        return COMPLAIN(p, at, RV_E_SYNTAX,
                        "'%s' is a setting of the surface (take another name)", shown);
    if (p->token.length >= RV_NAME_MAX)
        return COMPLAIN(p, at, RV_E_RANGE, "this name is too long (at most %d bytes)",
                        RV_NAME_MAX - 1);
    if (formula->n_parameters == RV_PARAMS_MAX)
        return COMPLAIN(p, at, RV_E_RANGE, "'%s' is one parameter too many (at most %d)",
                        shown, RV_PARAMS_MAX);
    char *name = formula->parameter[formula->n_parameters++];
    memcpy(name, p->token.begin, p->token.length);
    name[p->token.length] = '\0';
    return (struct jet){0};
}

static struct jet
parameter_rule(struct parser *p)
{
    struct formula *formula = p->formula;
    size_t i = 0;
    while (i < formula->n_parameters && !is_word(p->token, formula->parameter[i]))
        i++;
    if (i == formula->n_parameters)
        new_parameter(p);
    advance(p);
    return jet_constant(&formula->graph,
                        p->parameters && !p->status ? p->parameters[i] : 1);
}

static struct jet
name_rule(struct parser *p)
{
    static const struct {
        const char *name;
        enum op op;
        double value;
    } words[] = {
        {"x",  OP_X,        0                    },
        {"y",  OP_Y,        0                    },
        {"e",  OP_CONSTANT, 2.7182818284590452354},
        {"pi", OP_CONSTANT, 3.1415926535897932385},
    };
    struct graph *graph = &p->formula->graph;
    char shown[64];
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (is_word(p->token, words[i].name)) {
            advance(p);
            return words[i].op == OP_CONSTANT ? jet_constant(graph, words[i].value)
                                              : jet_leaf(graph, words[i].op, 0);
        }
    int column = find_column(p, p->token);
    if (column >= 0)
        return column_rule(p, column);
    if (find_function(p->token))
        return COMPLAIN(p, p->token.begin, RV_E_SYNTAX,
                        "the function %s needs its operands in brackets",
                        show(p->token, shown));
    return parameter_rule(p);
}

static struct jet
quoted_rule(struct parser *p)
{
    int column = find_column(p, p->token);
    const char *names[COLUMNS_MAX], *near = NULL;
    char shown[64];
    if (column >= 0)
        return column_rule(p, column);
    show(p->token, shown);
    if (p->data) {
        size_t n = 0;
        for (; n < p->data->n_features; n++)
            names[n] = p->data->feature_name[n];
        names[n++] = p->data->target_name;
        near = rv_nearest_word(shown, names, n);
    }
    return COMPLAIN(p, p->token.begin, RV_E_UNKNOWN,
                    near ? "no column \"%s\" (did you mean \"%.40s\"?)"
                         : "the data have no column \"%s\"",
                    shown, near ? near : "");
}

/* Calls ---------------------------------------------------------------------------- */

static struct jet
unknown_function(struct parser *p, struct token name)
{
    static const char *const others[][2] = {
        {"ln",     "log"       },
        {"arcsin", "asin"      },
        {"arccos", "acos"      },
        {"arctan", "atan"      },
        {"sgn",    "sign"      },
        {"fabs",   "abs"       },
        {"pow",    "a^b"       },
        {"sqr",    "a^2"       },
        {"ceil",   "-floor(-a)"},
    };
    const char *names[64], *near = NULL;
    char shown[64];
    size_t n = function_count();
    for (size_t i = 0; i < n; i++)
        names[i] = function_at(i)->name;
    show(name, shown);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(shown, others[i][0]) == 0)
            near = others[i][1];
    if (name.length <= 2 && !near) /* "x(", "a(", "pi(": a product was meant */
        return COMPLAIN(p, name.begin, RV_E_UNKNOWN,
                        "'%s' is no function (a product is %s*(...))", shown, shown);
    if (!near)
        near = rv_nearest_word(shown, names, n);
    if (near)
        return COMPLAIN(p, name.begin, RV_E_UNKNOWN,
                        "unknown function '%s' (did you mean '%s'?)", shown, near);
    return COMPLAIN(p, name.begin, RV_E_UNKNOWN,
                    "unknown function '%s' (a product is %s*(...))", shown, shown);
}

/* The operands up to the closing bracket; the opening one is the next token. */
static int
operands_rule(struct parser *p, struct token name, struct jet operands[OPERANDS_MAX])
{
    const char *bracket = p->token.begin;
    int n = 0;
    char shown[64];
    do {
        advance(p); /* bracket or comma */
        struct jet a = formula_rule(p);
        if (n == OPERANDS_MAX) {
            COMPLAIN(p, name.begin, RV_E_SYNTAX, "%s takes at most %d operands",
                     show(name, shown), OPERANDS_MAX);
            return n;
        }
        operands[n++] = a;
    } while (p->status == RV_OK && at_sign(p, ','));
    if (p->status == RV_OK && p->token.kind == TOKEN_END)
        COMPLAIN(p, bracket, RV_E_SYNTAX, "this bracket is not closed (expected ')')");
    else if (p->status == RV_OK && !at_sign(p, ')'))
        complain_of_token(p, "an operator or ')'");
    else
        advance(p);
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
    advance(p);
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
        return quoted_rule(p);
    if (at_sign(p, '('))
        return bracket_rule(p);
    if (token.kind != TOKEN_NAME)
        return complain_of_token(p, "a number, a name or '('");
    struct token next = lexer_next(token.begin + token.length);
    if (next.kind != TOKEN_SIGN || next.sign != '(')
        return name_rule(p);
    const struct function *function = find_function(token);
    if (!function)
        return unknown_function(p, token);
    advance(p);
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
    advance(p);
    struct jet b = signed_rule(p);
    p->depth--;
    return p->status ? a : jet_pow(&p->formula->graph, a, b);
}

static struct jet
signed_rule(struct parser *p)
{
    bool negative = false;
    for (; at_sign(p, '-') || at_sign(p, '+'); advance(p))
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
            advance(p);
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
        advance(p);
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
    advance(p);
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
        complain_of_token(p, "an operator");
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
