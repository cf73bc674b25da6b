/*
 * A row's text as a line: with symbols or with numbers. The little language is that of
 * struct tap_text. It is read from left to right with one memory: whether an operand has
 * just ended. If so, another one multiplies it.
 */
#include "explain_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "schedule.h"
#include "surface_driver.h"

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
    {"³",  "^3"    },
    {"⁵", "^5"    },
    {"⁻", "^-"    },
    {"ᵗ", "^t"    },
    {"ᵢ", "i"     },
    {"¹",  "^1"    },
    {"×",  "x"     },
    {"κ",  "kappa" },
    {"⌊", "floor("},
    {"⌋", ")"     },
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
    {"½",  "0.5"   },
    {"ₜ", "_t"    },
    {"¯",  "_mean" },
    {"Σ",  "sum "  },
    {"π",  "pi"    },
    {"→", "->"    },
    {"←", "<-"    },
    {"⌈", "ceil(" },
    {"⌉", ")"     },
    {"ψ",  "psi"   },
    {"…", "..."   },
    {"∈", " in "  },
    {"₃", "3"     },
    {"ₙ", "n"     },
    {"⁰", "^0"    },
    {"⁴", "^4"    },
    {"ᵏ", "^k"    },
    {"≈", "~"     },
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
    static const char *const powers[] = {"²", "³", "⁵", "^"};
    for (size_t i = 0; i < sizeof powers / sizeof *powers; i++)
        if (strncmp(text, powers[i], strlen(powers[i])) == 0)
            return true;
    return false;
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
        explain_write_number(operand, l->digits, l->ascii, text, sizeof text);
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
    char name[EXPLAIN_NAME_MAX];
    struct operand operand;
    const char *end = strchr(text, '}');
    snprintf(name, sizeof name, "%.*s", (int)(end - text - 1), text + 1);
    explain_find(l, name, &operand);
    put_operand(l, &operand, end + 1);
    return end + 1;
}

static const char *
read_literal(struct line *l, const char *text)
{
    char literal[EXPLAIN_NAME_MAX];
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
    char name[EXPLAIN_NAME_MAX];
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
    put(l, n == 1 ? " row" : " rows");
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

static const char *
gradient_text(const struct rv_explanation *e, size_t coordinate)
{
    const struct rv_surface_driver *driver = e->objective->driver;
    return coordinate == 0 ? driver->gradient_x : driver->gradient_y;
}

static void
write_gradient(struct line *l)
{
    l->surface = true;
    write_line(l, gradient_text(l->e, 0));
    put(l, l->stops ? ",\t" : ",  ");
    l->before = BEFORE_NOTHING;
    write_line(l, gradient_text(l->e, 1));
}

char *
rv_explanation_formula(const struct rv_explanation *e, size_t i, unsigned script,
                       char *buffer, size_t size)
{
    struct line l = begin_line(e, first_note(e, i), script, buffer, size);
    const struct tap_text *row = explain_row(e, e->stages[i].id);
    if (explain_shows_surface(e, i))
        write_gradient(&l);
    else if (strchr(row->text, '{'))
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
    bool surface = explain_shows_surface(e, i);
    if (note == SIZE_MAX || (!surface && !strchr(row->text, '{')))
        return buffer;
    struct line l = begin_line(e, note, script, buffer, size);
    l.numbers = true;
    l.digits = digits;
    l.surface = surface;
    write_line(&l, surface ? gradient_text(e, coordinate) : row->text);
    return buffer;
}
