/* Complaints: what is wrong, where, and what would be right. */
#include <stdio.h>

#include "../utf8.h"
#include "parser.h"

struct jet
parser_complain(struct parser *p, const char *at, enum rv_status status)
{
    if (p->status == RV_OK && p->error)
        p->error->column = lexer_column(p->text, at) + 1;
    if (p->status == RV_OK)
        p->status = status;
    return (struct jet){0};
}

const char *
parser_show(struct token token, char buffer[SHOWN_MAX])
{
    size_t n = token.length < 40 ? token.length : 40;
    while (n > 0 && n < token.length && ((unsigned char)token.begin[n] & 0xc0) == 0x80)
        n--;
    snprintf(buffer, SHOWN_MAX, "%.*s", (int)n, token.begin);
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
    char shown[SHOWN_MAX];
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
                    parser_show(*token, shown), hint);
}

struct jet
parser_complain_of_token(struct parser *p, const char *expected)
{
    char shown[SHOWN_MAX];
    if (p->token.kind == TOKEN_BAD)
        return complain_bad(p);
    if (p->token.kind == TOKEN_END)
        return COMPLAIN(p, p->token.begin, RV_E_SYNTAX,
                        "the formula ends too early (expected %s)", expected);
    return COMPLAIN(p, p->token.begin, RV_E_SYNTAX, "expected %s before '%s'", expected,
                    parser_show(p->token, shown));
}
