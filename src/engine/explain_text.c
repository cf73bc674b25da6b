/*
 * A row's text as a line: with symbols or with numbers. The little language is that of
 * struct tap_text. It is read from left to right with one memory: whether an operand has
 * just ended. If so, another one multiplies it.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explain.h"
#include "schedule.h"

enum { NAME_MAX = 48 };

enum before {
    BEFORE_NOTHING, /* the beginning of an expression: a sign needs no brackets */
    BEFORE_OPERATOR,
    BEFORE_OPERAND,
};

struct line {
    const struct rv_explanation *e;
    size_t note, coordinate; /* the note this line explains; SIZE_MAX: of the step */
    bool numbers, ascii, stops;
    int digits, depth;
    enum before before;
    bool blank;  /* one is due */
    bool called; /* a function's name stands before its bracket */
    bool root;   /* ASCII: a bracket to be closed behind the operand */
    bool word;   /* the last symbol was a word */
    char *out;
    size_t size, used;
};

struct operand {
    char symbol[NAME_MAX];
    double value;
    bool typed;   /* a setting: shown as it was typed */
    bool trimmed; /* shown without trailing zeros */
};

/* Writing -------------------------------------------------------------------------- */

static void
put(struct line *l, const char *text)
{
    size_t n = strlen(text);
    if (l->used + n >= l->size)
        return;
    memcpy(l->out + l->used, text, n + 1);
    l->used += n;
}

static const char *const ascii_words[][2] = {
    {"α",  "alpha" },
    {"β",  "beta"  },
    {"γ",  "gamma" },
    {"δ",  "delta" },
    {"Δ",  "step"  },
    {"ε",  "eps"   },
    {"η",  "lr"    },
    {"θ",  "theta" },
    {"λ",  "lambda"},
    {"μ",  "mu"    },
    {"ρ",  "rho"   },
    {"σ",  "sigma" },
    {"τ",  "tau"   },
    {"Π",  "prod " },
    {"∇", "grad " },
    {"∞", "inf"   },
    {"√", "sqrt"  },
    {"·",  "*"     },
    {"−", "-"     },
    {"²",  "^2"    },
    {"ˆ",  "^"     },
    {"˜",  "~"     },
    {"₊", "+"     },
    {"₋", "-"     },
    {"₀", "0"     },
    {"₁", "1"     },
    {"₂", "2"     },
    {"ₖ", "k"     },
    {"‖", "|"     },
    {"≤", "<="    },
    {"≥", ">="    },
    {"ᵀ", "'"     },
    {"½",  "1/2"   },
};

/* The word for the character at @text, whose bytes are @n. */
static const char *
ascii_word(const char *text, size_t *n)
{
    static const char unknown[] = "?";
    static char itself[2];
    *n = 1;
    if ((unsigned char)*text < 0x80) {
        itself[0] = *text;
        return itself;
    }
    for (size_t i = 0; i < sizeof ascii_words / sizeof *ascii_words; i++) {
        *n = strlen(ascii_words[i][0]);
        if (strncmp(text, ascii_words[i][0], *n) == 0)
            return ascii_words[i][1];
    }
    for (*n = 1; ((unsigned char)text[*n] & 0xc0) == 0x80;)
        ++*n;
    return unknown;
}

static void
put_script(struct line *l, const char *text)
{
    if (!l->ascii) {
        put(l, text);
        return;
    }
    for (size_t n; *text; text += n)
        put(l, ascii_word(text, &n));
}

static void
trim_zeros(char *raw)
{
    char *e = strchr(raw, 'e'), *point = strchr(raw, '.');
    char *end = e ? e : raw + strlen(raw), *last = end;
    if (!point)
        return;
    while (last[-1] == '0')
        last--;
    last -= last[-1] == '.';
    memmove(last, end, strlen(end) + 1);
}

/* "1.110e+05" as "1.110e5". */
static void
trim_exponent(char *raw)
{
    char *e = strchr(raw, 'e');
    if (!e)
        return;
    char *to = e + 1, *from = e + 1;
    to += *from == '-';
    from += *from == '-' || *from == '+';
    while (*from == '0' && from[1])
        from++;
    memmove(to, from, strlen(from) + 1);
}

static void
write_digits(double value, int digits, char raw[64])
{
    if (digits <= 0) {
        rv_number_format(value, raw);
        return;
    }
    if (value == floor(value) && fabs(value) < 1e4) {
        snprintf(raw, 64, "%.0f", value == 0 ? 0 : value);
        return;
    }
    snprintf(raw, 64, "%.*e", digits - 1, value);
    int exponent = atoi(strchr(raw, 'e') + 1);
    if (exponent >= -4 && exponent < 4)
        snprintf(raw, 64, "%.*f", digits - 1 > exponent ? digits - 1 - exponent : 0,
                 value);
    else
        trim_exponent(raw);
    char *comma = strchr(raw, ',');
    if (comma)
        *comma = '.'; /* whatever the locale of the caller */
}

static void
write_number(const struct operand *operand, int digits, bool ascii, char *text,
             size_t size)
{
    char raw[64];
    double value = operand->value;
    const char *minus = ascii ? "-" : "−";
    if (isnan(value)) {
        snprintf(text, size, "nan");
        return;
    }
    if (isinf(value)) {
        snprintf(text, size, "%s%s", value < 0 ? minus : "", ascii ? "inf" : "∞");
        return;
    }
    write_digits(value, operand->typed ? 0 : digits, raw);
    if (operand->trimmed)
        trim_zeros(raw);
    size_t used = 0;
    *text = '\0';
    for (const char *c = raw; *c && used + 4 < size; c++)
        used += (size_t)snprintf(text + used, size - used, *c == '-' ? "%s" : "%.1s",
                                 *c == '-' ? minus : c);
}

char *
rv_explanation_number(double value, int digits, unsigned script, char *buffer,
                      size_t size)
{
    struct operand operand = {.value = value};
    write_number(&operand, digits, script & RV_SCRIPT_ASCII, buffer, size);
    return buffer;
}

/* Finding what a name stands for ---------------------------------------------------- */

/* A new point may be called θ₊ where its formula needs the old one too. */
static bool
is_called(const struct tap_text *row, const char *name)
{
    return strcmp(row->symbol, name) == 0 ||
           (strcmp(name, "θ") == 0 && strcmp(row->symbol, "θ₊") == 0);
}

static bool
find_note(const struct line *l, const char *name, size_t coordinate,
          struct operand *operand)
{
    for (size_t k = l->note; k-- > 0;) {
        const struct note *note = &l->e->notes[k];
        if (note->coordinate != SIZE_MAX && note->coordinate != coordinate)
            continue;
        if (!is_called(explain_row(l->e, note->id), name))
            continue;
        operand->value = note->value;
        return true;
    }
    return false;
}

static bool
find_setting(const struct line *l, const char *name, struct operand *operand)
{
    rv_key key = rv_racer_key(&l->e->racer, name);
    if (key == RV_KEY_NONE)
        return false;
    const struct rv_param *param = rv_racer_param(&l->e->racer, key);
    operand->value = rv_racer_get(&l->e->racer, key);
    operand->typed = true;
    snprintf(operand->symbol, sizeof operand->symbol, "%s",
             l->ascii ? param->key : param->symbol);
    return true;
}

/* The rate in force and the point, where the step has not made another of them. */
static bool
find_given(const struct line *l, const char *name, size_t coordinate,
           struct operand *operand)
{
    if (strcmp(name, "η") == 0 || strcmp(name, "ηₜ") == 0) {
        snprintf(operand->symbol, sizeof operand->symbol, "η");
        operand->value = l->e->rate;
        operand->typed = l->e->rate == l->e->racer.settings.value[0];
        operand->trimmed = true;
        return true;
    }
    bool point =
        (strcmp(name, "θ") == 0 || strcmp(name, "θ'") == 0) && coordinate < l->e->n;
    if (point)
        operand->value = l->e->theta[coordinate];
    return point;
}

static void
put_exponent(char *symbol, size_t size, int64_t t, bool ascii)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴",
                                         "⁵", "⁶", "⁷", "⁸", "⁹"};
    char digits[24];
    size_t used = strlen(symbol);
    int n = snprintf(digits, sizeof digits, "%lld", (long long)t);
    if (ascii) {
        snprintf(symbol + used, size - used, "^%s", digits);
        return;
    }
    for (int i = 0; i < n && used + 4 < size; i++)
        used +=
            (size_t)snprintf(symbol + used, size - used, "%s", raised[digits[i] - '0']);
}

/* "1−Πβ₁" is written 1−β₁¹⁴ while the product is that power: β₁ was never turned. */
static void
write_power(const struct line *l, struct operand *operand)
{
    static const char complement[] = "1−Π", product[] = "Π";
    const char *name = operand->symbol;
    bool one_minus = strncmp(name, complement, sizeof complement - 1) == 0;
    if (!one_minus && strncmp(name, product, sizeof product - 1) != 0)
        return;
    name += one_minus ? sizeof complement - 1 : sizeof product - 1;
    const struct rv_optimizer *rule = l->e->optimizer;
    for (size_t i = 0; i < rule->n_params; i++) {
        const struct rv_param *param = &rule->params[i];
        if (strcmp(param->symbol, name) != 0)
            continue;
        double power = pow(l->e->racer.settings.value[i], (double)(l->e->step + 1));
        double given = one_minus ? 1 - operand->value : operand->value;
        if (fabs(power - given) > 1e-14)
            return;
        snprintf(operand->symbol, sizeof operand->symbol, "%s%s",
                 !one_minus ? ""
                 : l->ascii ? "1-"
                            : "1−",
                 l->ascii ? param->key : param->symbol);
        put_exponent(operand->symbol, sizeof operand->symbol, l->e->step + 1, l->ascii);
        return;
    }
}

static void
find(const struct line *l, char *name, struct operand *operand)
{
    static const char *const below[] = {"₁", "₂"};
    size_t coordinate = l->coordinate, n = strlen(name);
    int which = n > 2 && name[n - 2] == ':' ? name[n - 1] - '1' : -1;
    *operand = (struct operand){.value = NAN};
    if (which == 0 || which == 1) {
        name[n - 2] = '\0';
        coordinate = (size_t)which;
    }
    if (strncmp(name, "1-", 2) == 0) {
        struct operand rest;
        find(l, name + 2, &rest);
        snprintf(operand->symbol, sizeof operand->symbol, "%s%.40s",
                 l->ascii ? "1-" : "1−", rest.symbol);
        operand->value = 1 - rest.value;
        operand->trimmed = true;
        return;
    }
    snprintf(operand->symbol, sizeof operand->symbol, "%s", name);
    if (!find_note(l, name, coordinate, operand) &&
        !find_given(l, name, coordinate, operand))
        find_setting(l, name, operand);
    operand->symbol[strcspn(operand->symbol, "'")] = '\0'; /* the one before the step */
    write_power(l, operand);
    if (which == 0 || which == 1)
        strncat(operand->symbol, below[which],
                sizeof operand->symbol - strlen(operand->symbol) - 1);
}

/* Reading -------------------------------------------------------------------------- */

static bool
is_word(const char *symbol)
{
    size_t n = 0;
    while ((symbol[n] >= 'a' && symbol[n] <= 'z') || symbol[n] == '_')
        n++;
    return n >= 2;
}

static void
put_blank(struct line *l)
{
    if (l->blank)
        put(l, " ");
    l->blank = false;
}

/* Something begins that another operand before it multiplies. */
static void
begin_operand(struct line *l, bool word)
{
    if (l->before != BEFORE_OPERAND) {
        put_blank(l);
        return;
    }
    if (l->numbers || l->ascii || word || l->word) {
        put_script(l, "·");
        l->blank = false;
    } else {
        put_blank(l);
    }
}

static void
end_operand(struct line *l)
{
    if (l->root)
        put(l, ")");
    l->root = false;
    l->before = BEFORE_OPERAND;
}

static bool
is_raised(const char *text)
{
    return strncmp(text, "²", strlen("²")) == 0 || *text == '^';
}

static void
put_bracketed(struct line *l, const char *text, bool brackets)
{
    put(l, brackets ? "(" : "");
    put_script(l, text);
    put(l, brackets ? ")" : "");
}

static void
put_operand(struct line *l, const struct operand *operand, const char *rest)
{
    char text[80];
    if (!l->numbers) {
        bool sum = strstr(operand->symbol, "−") || strchr(operand->symbol, '-');
        bool word = is_word(operand->symbol);
        begin_operand(l, word);
        put_bracketed(l, operand->symbol, sum && !l->root);
        l->word = word;
    } else {
        begin_operand(l, false);
        write_number(operand, l->digits, l->ascii, text, sizeof text);
        bool signed_ = signbit(operand->value) && *text != '0' && *text != 'n';
        bool raised = is_raised(rest);
        put_bracketed(l, text,
                      (signed_ && (raised || l->before != BEFORE_NOTHING)) ||
                          (raised && strchr(text, 'e')));
    }
    end_operand(l);
}

/* {name} @return what follows it. */
static const char *
read_quantity(struct line *l, const char *text)
{
    char name[NAME_MAX];
    struct operand operand;
    const char *end = strchr(text, '}');
    snprintf(name, sizeof name, "%.*s", (int)(end - text - 1), text + 1);
    find(l, name, &operand);
    put_operand(l, &operand, end + 1);
    return end + 1;
}

static const char *
read_literal(struct line *l, const char *text)
{
    char literal[NAME_MAX];
    size_t n = strspn(text, "0123456789.");
    snprintf(literal, sizeof literal, "%.*s", (int)n, text);
    begin_operand(l, false);
    put(l, literal);
    l->word = false;
    end_operand(l);
    return text + n;
}

/* sign, max, min */
static const char *
read_function(struct line *l, const char *text)
{
    char name[NAME_MAX];
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    snprintf(name, sizeof name, "%.*s", (int)n, text);
    begin_operand(l, true);
    put(l, name);
    l->called = true;
    return text + n;
}

static const char *
read_root(struct line *l, const char *text)
{
    text += strlen("√");
    begin_operand(l, false);
    put_script(l, "√");
    l->called = *text == '(';
    l->root = l->ascii && !l->called;
    if (l->root)
        put(l, "(");
    l->before = BEFORE_OPERATOR;
    return text;
}

static void
open_bracket(struct line *l, const char *bracket)
{
    if (!l->called)
        begin_operand(l, false);
    l->called = false;
    put(l, bracket);
    l->depth++;
    l->before = BEFORE_NOTHING;
}

static void
close_bracket(struct line *l, const char *bracket)
{
    put(l, bracket);
    l->depth--;
    l->word = false;
    end_operand(l);
}

static void
put_operator(struct line *l, const char *sign)
{
    bool binary = l->before == BEFORE_OPERAND;
    if (binary && l->blank && l->stops && l->depth == 0)
        put(l, "\t");
    else
        put_blank(l);
    put_script(l, sign);
    l->blank = false;
    l->before = BEFORE_OPERATOR;
}

static const char *
read_sign(struct line *l, const char *text)
{
    static const char *const signs[] = {"+", "−", "·", "/", "^"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = strlen(signs[i]);
        if (strncmp(text, signs[i], n) != 0)
            continue;
        put_operator(l, signs[i]);
        l->called = *signs[i] == '^';
        return text + n;
    }
    return NULL;
}

static const char *
read_mark(struct line *l, const char *text)
{
    switch (*text) {
    case ' ':
        l->blank = true;
        return text + 1;
    case '(':
        open_bracket(l, "(");
        return text + 1;
    case ')':
        close_bracket(l, ")");
        return text + 1;
    case '|':
        if (l->before == BEFORE_OPERAND)
            close_bracket(l, "|");
        else
            open_bracket(l, "|");
        return text + 1;
    case ',':
        put(l, ",");
        l->before = BEFORE_NOTHING;
        return text + 1;
    default:
        return NULL;
    }
}

static const char *
read_token(struct line *l, const char *text)
{
    const char *next = read_mark(l, text);
    if (!next)
        next = read_sign(l, text);
    if (next)
        return next;
    if (*text == '{')
        return read_quantity(l, text);
    if (*text >= '0' && *text <= '9')
        return read_literal(l, text);
    if (*text >= 'a' && *text <= 'z')
        return read_function(l, text);
    if (strncmp(text, "√", strlen("√")) == 0)
        return read_root(l, text);
    size_t n;
    char one[8];
    (void)ascii_word(text, &n); /* ² and whatever else stands for itself */
    snprintf(one, sizeof one, "%.*s", (int)n, text);
    put_script(l, one);
    return text + n;
}

static void
write_line(struct line *l, const char *text)
{
    while (*text)
        text = read_token(l, text);
}

/* The lines ------------------------------------------------------------------------ */

static struct line
begin_line(const struct rv_explanation *e, size_t note, unsigned script, char *buffer,
           size_t size)
{
    *buffer = '\0';
    return (struct line){.e = e,
                         .note = note,
                         .coordinate = e->notes[note].coordinate,
                         .ascii = script & RV_SCRIPT_ASCII,
                         .stops = script & RV_SCRIPT_STOPS,
                         .out = buffer,
                         .size = size};
}

static size_t
first_note(const struct rv_explanation *e, size_t i)
{
    size_t c = 0;
    while (c + 1 < e->n && e->stages[i].note[c] == SIZE_MAX)
        c++;
    return e->stages[i].note[c];
}

/* Counted from one, as people do; long lists are cut. */
static void
put_rows(struct line *l)
{
    char number[24];
    size_t n = l->e->n_rows, shown = n > 8 ? 6 : n;
    for (size_t i = 0; i < shown; i++) {
        snprintf(number, sizeof number, "%s%lu", i ? ", " : " ",
                 (unsigned long)l->e->rows[i] + 1);
        put(l, number);
    }
    if (shown < n)
        put(l, l->ascii ? ", ..." : ", …");
}

char *
rv_explanation_symbol(const struct rv_explanation *e, size_t i, unsigned script,
                      char *buffer, size_t size)
{
    struct line l = begin_line(e, first_note(e, i), script, buffer, size);
    put_script(&l, explain_row(e, e->stages[i].id)->symbol);
    return buffer;
}

char *
rv_explanation_formula(const struct rv_explanation *e, size_t i, unsigned script,
                       char *buffer, size_t size)
{
    struct line l = begin_line(e, first_note(e, i), script, buffer, size);
    const struct tap_text *row = explain_row(e, e->stages[i].id);
    if (strchr(row->text, '{'))
        write_line(&l, row->text);
    else if (e->stages[i].id == EXPLAIN_SCHEDULE)
        put_script(&l, schedule_of(&e->racer)->formula);
    else
        put_script(&l, row->text);
    if (row->role == RV_ROLE_BATCH)
        put_rows(&l);
    return buffer;
}

char *
rv_explanation_numbers(const struct rv_explanation *e, size_t i, size_t coordinate,
                       int digits, unsigned script, char *buffer, size_t size)
{
    const struct stage *stage = &e->stages[i];
    const struct tap_text *row = explain_row(e, stage->id);
    size_t note = coordinate < e->n ? stage->note[coordinate] : SIZE_MAX;
    *buffer = '\0';
    if (note == SIZE_MAX || !strchr(row->text, '{'))
        return buffer;
    struct line l = begin_line(e, note, script, buffer, size);
    l.numbers = true;
    l.digits = digits;
    write_line(&l, row->text);
    return buffer;
}
