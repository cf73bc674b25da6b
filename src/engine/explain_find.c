/*
 * What a name in a row's text stands for: what was noted last under it, for this
 * coordinate or for the whole step; the rate in force and the point, where the step has
 * not made another of them; a setting.
 */
#include "explain_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "surface_driver.h"

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

/* x and y are where the gradient was taken, the rest are the surface's settings. */
static void
find_of_surface(const struct line *l, const char *name, struct operand *operand)
{
    const struct rv_objective *objective = l->e->objective;
    const struct rv_surface *surface = objective->surface;
    size_t i = *name == 'y';
    if (strcmp(name, "x") == 0 || strcmp(name, "y") == 0) {
        operand->value = l->e->theta[i];
        find_note(l, "θ˜", i, operand);
        snprintf(operand->symbol, sizeof operand->symbol, "%s",
                 rv_objective_axis(objective, (int)i));
        return;
    }
    int row = rv_param_find(surface->params, surface->n_params, name);
    const double *settings = objective->self;
    if (row < 0)
        return;
    operand->value = settings[row];
    operand->typed = true;
    snprintf(operand->symbol, sizeof operand->symbol, "%s",
             l->ascii ? surface->params[row].key : surface->params[row].symbol);
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

void
explain_find(const struct line *l, char *name, struct operand *operand)
{
    static const char *const below[] = {"₁", "₂"};
    size_t coordinate = l->coordinate, n = strlen(name);
    int which = n > 2 && name[n - 2] == ':' ? name[n - 1] - '1' : -1;
    *operand = (struct operand){.value = NAN};
    if (l->surface) {
        find_of_surface(l, name, operand);
        return;
    }
    if (which == 0 || which == 1) {
        name[n - 2] = '\0';
        coordinate = (size_t)which;
    }
    if (strncmp(name, "1-", 2) == 0) {
        struct operand rest;
        explain_find(l, name + 2, &rest);
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
