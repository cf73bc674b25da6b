#include "lexer.h"

#include <stdbool.h>
#include <string.h>

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The character at @at and its length in bytes; 0 where the bytes are no UTF-8. */
static uint32_t
decode(const char *at, size_t *length)
{
    const unsigned char *b = (const unsigned char *)at;
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t n = b[0] < 0x80 ? 1 : b[0] < 0xc2 ? 0 : b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : 4;
    uint32_t value = n < 2 ? b[0] : b[0] & (0x7fu >> n);
    *length = 1;
    if (n == 0 || b[0] > 0xf4)
        return 0;
    for (size_t i = 1; i < n; i++) {
        if ((b[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (b[i] & 0x3fu);
    }
    if (value < least[n] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
        return 0;
    *length = n;
    return value;
}

/* Letters of names: those of the alphabets, and no sign that looks like an operator. */
static bool
is_letter(uint32_t c)
{
    static const uint32_t ranges[][2] =
        {
            {'A',    'Z'   },
            {'_',    '_'   },
            {'a',    'z'   },
            {0xc0,   0xd6  },
            {0xd8,   0xf6  },
            {0xf8,   0x2af },
            {0x370,  0x37d },
            {0x37f,  0x1fff},
            {0x2080, 0x208e}, /* subscripts */
            {0x3040, 0xd7ff},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return true;
    return false;
}

static size_t
digits(const char *at)
{
    size_t n = 0;
    while (is_digit(at[n]))
        n++;
    return n;
}

/* An e is an exponent only if digits follow: 2e is twice e. */
static size_t
number_length(const char *at)
{
    size_t n = digits(at);
    if (at[n] == '.')
        n += 1 + digits(at + n + 1);
    if (at[n] == 'e' || at[n] == 'E') {
        size_t sign = at[n + 1] == '+' || at[n + 1] == '-';
        size_t exponent = digits(at + n + 1 + sign);
        if (exponent)
            n += 1 + sign + exponent;
    }
    return n;
}

static size_t
name_length(const char *at)
{
    size_t n = 0, length;
    while (at[n] && (is_digit(at[n]) || is_letter(decode(at + n, &length))))
        n += is_digit(at[n]) ? 1 : length;
    return n;
}

static enum token_kind
comparison(const char *at, size_t *length)
{
    static const struct {
        const char *text;
        enum token_kind kind;
    } words[] = {
        {"<=", TOKEN_AT_MOST  },
        {">=", TOKEN_AT_LEAST },
        {"==", TOKEN_EQUAL    },
        {"!=", TOKEN_DIFFERENT},
        {"<",  TOKEN_LESS     },
        {">",  TOKEN_GREATER  },
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        *length = strlen(words[i].text);
        if (strncmp(at, words[i].text, *length) == 0)
            return words[i].kind;
    }
    return TOKEN_BAD;
}

/* "hours of sleep": a column whose name is no name of a formula. */
static struct token
quoted(const char *at)
{
    const char *end = strchr(at + 1, '"');
    if (!end)
        return (struct token){TOKEN_BAD, .character = '"', .begin = at, .length = 1};
    return (struct token){TOKEN_COLUMN, .begin = at + 1,
                          .length = (size_t)(end - at) - 1};
}

struct token
lexer_next(const char *at)
{
    size_t length = 0;
    at += strspn(at, " \t\r\n");
    struct token token = {.begin = at};
    if (!*at)
        return token;
    if (*at == '"')
        return quoted(at);
    if (strchr("+-*/^(),", *at)) {
        token.kind = TOKEN_SIGN;
        token.sign = *at;
        token.length = 1;
    } else if (is_digit(*at) || (*at == '.' && is_digit(at[1]))) {
        token.kind = TOKEN_NUMBER;
        token.length = number_length(at);
    } else if ((token.length = name_length(at)) > 0) {
        token.kind = TOKEN_NAME;
    } else if ((token.kind = comparison(at, &length)) != TOKEN_BAD) {
        token.length = length;
    } else {
        token.character = decode(at, &token.length);
    }
    return token;
}

int
lexer_column(const char *text, const char *at)
{
    int column = 0;
    for (const char *c = text; c < at; c++)
        column += ((unsigned char)*c & 0xc0) != 0x80;
    return column;
}
