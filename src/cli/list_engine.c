/* `ravine list`: rules, surfaces and data sets, from the engine's own rows. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <ravine/document.h>
#include <ravine/objective.h>

#include "cli/list.h"
#include "scene/text.h"

size_t
list_columns(const char *text)
{
    return text_length(text, strlen(text));
}

void
list_indented(const char *label, const char *text)
{
    printf("%s", label);
    for (const char *c = text; *c; c++) {
        putchar(*c);
        if (*c == '\n')
            printf("%*s", (int)list_columns(label), "");
    }
    putchar('\n');
}

/* A range that ends at the largest double has no end a user would meet. */
static bool
infinite(double end)
{
    return fabs(end) >= DBL_MAX;
}

static size_t
count_words(const char *const *words)
{
    size_t n = 0;
    while (words[n])
        n++;
    return n;
}

static void
print_range(const struct rv_param *param, char *buffer, size_t size)
{
    char lo[RV_VALUE_TEXT_MAX], hi[RV_VALUE_TEXT_MAX];
    size_t used = 0;
    buffer[0] = '\0';
    if (param->choices && count_words(param->choices) > 8) {
        snprintf(buffer, size, "see ravine list %ss", param->key);
        return;
    }
    if (param->choices) {
        for (size_t i = 0; param->choices[i] && used < size; i++)
            used += (size_t)snprintf(buffer + used, size - used, "%s%s", i ? "|" : "",
                                     param->choices[i]);
        return;
    }
    if (param->scale == RV_FLAG) {
        snprintf(buffer, size, "0|1");
        return;
    }
    rv_param_format(param, param->lo, lo);
    rv_param_format(param, param->hi, hi);
    snprintf(buffer, size, "%s%s, %s%s",
             param->lo_open || infinite(param->lo) ? "(" : "[",
             infinite(param->lo) ? "-inf" : lo, infinite(param->hi) ? "inf" : hi,
             param->hi_open || infinite(param->hi) ? ")" : "]");
}

/* "T_max" of "schedule.T_max". */
static const char *
short_key(const struct rv_param *param)
{
    const char *dot = strrchr(param->key, '.');
    return dot ? dot + 1 : param->key;
}

static int
format_setting(const struct rv_param *param, double value, char *buffer, size_t size)
{
    char text[RV_VALUE_TEXT_MAX];
    return snprintf(buffer, size, "%s=%s", short_key(param),
                    rv_param_format(param, value, text));
}

void
list_params(const char *title, const struct rv_param *params, const double *values,
            size_t n)
{
    char setting[96], range[160];
    int width = 18;
    for (size_t i = 0; i < n; i++) {
        double value = values ? values[i] : params[i].standard;
        int length = format_setting(&params[i], value, setting, sizeof setting);
        width = length > width ? length : width;
    }
    if (n > 0)
        printf("\n%s\n", title);
    for (size_t i = 0; i < n; i++) {
        double value = values ? values[i] : params[i].standard;
        format_setting(&params[i], value, setting, sizeof setting);
        print_range(&params[i], range, sizeof range);
        printf("  %-*s  %-26s  %s%s\n", width, setting, range, params[i].help,
               params[i].when == RV_FROM_START ? " (from the start)" : "");
    }
}

void
list_settings(const struct rv_param *params, size_t n)
{
    char setting[96];
    for (size_t i = 0; i < n; i++) {
        format_setting(&params[i], params[i].standard, setting, sizeof setting);
        printf("%s%s", i ? " " : "", setting);
    }
}

void
list_title(const char *title, bool alone)
{
    size_t width = list_columns(title);
    printf("%s%*s", title, alone ? 0 : width < 26 ? (int)(26 - width) + 2 : 2, "");
}

const char *
list_optimizer_id(size_t i)
{
    return rv_optimizer_at(i)->id;
}

void
list_optimizer_row(size_t i)
{
    const struct rv_optimizer *rule = rv_optimizer_at(i);
    list_title(rule->title, rule->n_params == 0);
    list_settings(rule->params, rule->n_params);
}

/* "1 gradient + 1 value": nothing where there are none. */
static const char *
print_count(const char *between, double n, const char *what)
{
    if (n == 0)
        return between;
    printf("%s%g %s%s", between, n, what, n == 1 ? "" : "s");
    return " + ";
}

/* On two parameters: BFGS keeps as many numbers for each as there are. */
static void
print_cost(const struct rv_racer *racer)
{
    struct rv_cost cost = rv_racer_cost(racer, 2);
    const char *between = "  cost    ";
    between = print_count(between, cost.gradients, "gradient");
    between = print_count(between, cost.values, "value");
    print_count(between, cost.hessians, "Hessian");
    printf(" a step%s; %g number%s kept for each parameter\n",
           cost.searches ? ", and what the search needs" : "", cost.state_per_parameter,
           cost.state_per_parameter == 1 ? "" : "s");
}

void
list_optimizer_detail(size_t i)
{
    const struct rv_optimizer *rule = rv_optimizer_at(i);
    printf("%s: %s\n", rule->id, rule->title);
    list_indented("  update  ", rule->formula);
    list_indented("  source  ", rule->source);
    struct rv_racer racer; /* a rule may begin with other values than most */
    rv_racer_init(&racer, i);
    print_cost(&racer);
    list_params("Settings", rule->params, NULL, rule->n_params);
    list_params("Settings of every racer", rv_common_params(), racer.common,
                RV_COMMON_COUNT);
}

const char *
list_surface_id(size_t i)
{
    return rv_surface_at(i)->id;
}

void
list_surface_row(size_t i)
{
    const struct rv_surface *surface = rv_surface_at(i);
    bool formula = surface->traits & RV_TRAIT_FORMULA;
    list_title(surface->title, surface->n_params == 0 && !surface->data);
    list_settings(surface->params, surface->n_params);
    if (formula)
        printf("f=... and the parameters it names");
    else if (surface->data)
        printf("%sdata=%s", surface->n_params ? " " : "", surface->data);
}

static void
print_traits(const struct rv_surface *surface)
{
    static const struct {
        unsigned trait;
        const char *word;
    } words[] = {
        {RV_TRAIT_CONVEX,    "convex"          },
        {RV_TRAIT_QUADRATIC, "quadratic"       },
        {RV_TRAIT_DATA,      "a mean over data"},
        {RV_TRAIT_KINKS,     "kinks"           },
    };
    const char *between = "  traits  ";
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (surface->traits & words[i].trait) {
            printf("%s%s", between, words[i].word);
            between = ", ";
        }
    if (*between == ',')
        putchar('\n');
}

static void
print_critical(const struct rv_objective *objective)
{
    static const char *const kinds[] = {
        [RV_MINIMUM] = "minimum",
        [RV_MINIMUM_LOCAL] = "local minimum",
        [RV_SADDLE] = "saddle",
        [RV_MAXIMUM] = "maximum",
    };
    struct rv_critical points[RV_CRITICAL_MAX];
    size_t n = rv_objective_critical(objective, points, RV_CRITICAL_MAX);
    const char *found = rv_objective_critical_known(objective) ? "" : " (found)";
    for (size_t i = 0; i < n; i++)
        printf("  %-14s  (%.6g, %.6g), value %.6g%s\n", kinds[points[i].kind],
               points[i].at.x, points[i].at.y, points[i].value, found);
}

/* What a formula may be made of. */
static void
print_language(void)
{
    printf("\nFormulas\n"
           "  + - * / ^      -x^2 is -(x^2), a^b^c is a^(b^c); 2x and 2(x+1) multiply\n"
           "  < <= > >= == !=  1 where true, else 0\n"
           "  x y e pi       as ever; any other name is a setting: a=2\n"
           "  \"a name\"       a column of the data, within mean(); plain names need no "
           "quotes\n");
    for (size_t i = 0; i < rv_formula_function_count(); i++) {
        struct rv_formula_function function = rv_formula_function_at(i);
        char call[40];
        snprintf(call, sizeof call, "%s(%s)", function.name, function.operands);
        printf("  %-15s  %s\n", call, function.help);
    }
}

void
list_surface_detail(size_t i)
{
    const struct rv_surface *surface = rv_surface_at(i);
    struct rv_surface_spec spec;
    struct rv_objective *objective;
    printf("%s: %s\n", surface->id, surface->title);
    list_indented("  value   ", surface->formula);
    list_indented("  source  ", surface->source);
    print_traits(surface);
    if (surface->data)
        printf("  data    %s (data=NAME, see ravine list data)\n",
               *surface->data ? surface->data : "none");
    list_params("Settings", surface->params, NULL, surface->n_params);
    rv_surface_spec_init(&spec, i);
    if (rv_objective_create(&objective, &spec, NULL) != RV_OK)
        return;
    struct rv_window window = rv_objective_window(objective);
    struct rv_vec2 start = rv_objective_start(objective);
    printf("\nWith these settings\n");
    printf("  %-14s  (%g, %g)\n", "start", start.x, start.y);
    printf("  %-14s  [%g, %g] x [%g, %g]\n", "window", window.x0, window.x1, window.y0,
           window.y1);
    print_critical(objective);
    rv_objective_unref(objective);
    if (surface->traits & RV_TRAIT_FORMULA)
        print_language();
}
