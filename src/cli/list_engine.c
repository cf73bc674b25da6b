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

/* One line, or several that stand below each other. */
static void
print_indented(const char *label, const char *text)
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

static void
print_range(const struct rv_param *param, char *buffer, size_t size)
{
    char lo[RV_VALUE_TEXT_MAX], hi[RV_VALUE_TEXT_MAX];
    size_t used = 0;
    buffer[0] = '\0';
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

static void
print_params(const char *title, const struct rv_param *params, size_t n)
{
    if (n == 0)
        return;
    printf("\n%s\n", title);
    for (size_t i = 0; i < n; i++) {
        char value[RV_VALUE_TEXT_MAX], range[160], setting[96];
        rv_param_format(&params[i], params[i].standard, value);
        print_range(&params[i], range, sizeof range);
        snprintf(setting, sizeof setting, "%s=%s", params[i].key, value);
        printf("  %-18s  %-26s  %s%s\n", setting, range, params[i].help,
               params[i].when == RV_FROM_START ? " (from the start)" : "");
    }
}

static void
print_settings(const struct rv_param *params, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char value[RV_VALUE_TEXT_MAX];
        printf("%s%s=%s", i ? " " : "", params[i].key,
               rv_param_format(&params[i], params[i].standard, value));
    }
}

/* A title, and room up to the settings if there are any. */
static void
print_title(const char *title, bool alone)
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
    print_title(rule->title, rule->n_params == 0);
    print_settings(rule->params, rule->n_params);
}

void
list_optimizer_detail(size_t i)
{
    const struct rv_optimizer *rule = rv_optimizer_at(i);
    printf("%s: %s\n", rule->id, rule->title);
    print_indented("  update  ", rule->formula);
    print_indented("  source  ", rule->source);
    print_params("Settings", rule->params, rule->n_params);
    print_params("Settings of every racer", rv_common_params(), RV_COMMON_COUNT);
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
    print_title(surface->title, surface->n_params == 0 && !surface->data);
    print_settings(surface->params, surface->n_params);
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
    for (size_t i = 0; i < n; i++)
        printf("  %-14s  (%.6g, %.6g), value %.6g\n", kinds[points[i].kind],
               points[i].at.x, points[i].at.y, points[i].value);
}

void
list_surface_detail(size_t i)
{
    const struct rv_surface *surface = rv_surface_at(i);
    struct rv_surface_spec spec;
    struct rv_objective *objective;
    printf("%s: %s\n", surface->id, surface->title);
    print_indented("  value   ", surface->formula);
    print_indented("  source  ", surface->source);
    print_traits(surface);
    if (surface->data)
        printf("  data    %s (data=NAME, see ravine list data)\n",
               *surface->data ? surface->data : "none");
    print_params("Settings", surface->params, surface->n_params);
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
}

const char *
list_data_id(size_t i)
{
    return rv_data_at(i)->name;
}

void
list_data_row(size_t i)
{
    printf("%s", rv_data_at(i)->title);
}

static void
print_column(const char *name, const double *values, size_t n)
{
    double lo = values[0], hi = values[0], sum = 0;
    for (size_t i = 0; i < n; i++) {
        lo = fmin(lo, values[i]);
        hi = fmax(hi, values[i]);
        sum += values[i];
    }
    printf("  %-14s  %.6g to %.6g, mean %.6g\n", name, lo, hi, sum / (double)n);
}

void
list_data_detail(size_t i)
{
    const struct rv_data_info *info = rv_data_at(i);
    struct rv_data *data;
    printf("%s: %s\n", info->name, info->title);
    print_indented("  source  ", info->source);
    if (rv_data_open(&data, info->name, NULL) != RV_OK || data->n == 0)
        return;
    printf("\n%zu rows\n", data->n);
    for (size_t k = 0; k < data->n_features; k++)
        print_column(data->feature_name[k], data->x[k], data->n);
    print_column(data->target_name, data->target, data->n);
    rv_data_destroy(data);
}
