/* Names: of variables, constants, columns, parameters and functions. */
#include "parser.h"

const struct function *
parser_find_function(struct token token)
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
    char shown[SHOWN_MAX];
    if (!p->in_mean)
        return COMPLAIN(p, p->token.begin, RV_E_SYNTAX,
                        "'%s' is a column of the data (columns stand within mean(...))",
                        parser_show(p->token, shown));
    struct jet a = jet_leaf(&p->formula->graph, OP_COLUMN, (node_id)column);
    parser_advance(p);
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
    char shown[SHOWN_MAX];
    const char *at = p->token.begin;
    parser_show(p->token, shown);
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
    parser_advance(p);
    return jet_constant(&formula->graph,
                        p->parameters && !p->status ? p->parameters[i] : 1);
}

struct jet
parser_name(struct parser *p)
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
    char shown[SHOWN_MAX];
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (is_word(p->token, words[i].name)) {
            parser_advance(p);
            return words[i].op == OP_CONSTANT ? jet_constant(graph, words[i].value)
                                              : jet_leaf(graph, words[i].op, 0);
        }
    int column = find_column(p, p->token);
    if (column >= 0)
        return column_rule(p, column);
    if (parser_find_function(p->token))
        return COMPLAIN(p, p->token.begin, RV_E_SYNTAX,
                        "the function %s needs its operands in brackets",
                        parser_show(p->token, shown));
    return parameter_rule(p);
}

struct jet
parser_quoted(struct parser *p)
{
    int column = find_column(p, p->token);
    const char *names[COLUMNS_MAX], *near = NULL;
    char shown[SHOWN_MAX];
    if (column >= 0)
        return column_rule(p, column);
    parser_show(p->token, shown);
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

struct jet
parser_unknown_function(struct parser *p, struct token name)
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
    char shown[SHOWN_MAX];
    size_t n = function_count();
    for (size_t i = 0; i < n; i++)
        names[i] = function_at(i)->name;
    parser_show(name, shown);
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
