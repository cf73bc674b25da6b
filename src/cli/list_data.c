/* `ravine list data`: the built-in sets, and what is in a file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/objective.h>

#include "cli/list.h"
#include "scene/text.h"

const char *
list_data_id(size_t i)
{
    return rv_data_at(i)->name;
}

void
list_data_row(size_t i)
{
    printf("built in  %s", rv_data_at(i)->title);
}

/* Columns --------------------------------------------------------------------------- */

struct table {
    const char *name;
    struct rv_column *columns; /* owned */
    size_t n_columns, n_rows;
};

static void
print_words(const struct rv_column *column)
{
    if (column->n_values == 2)
        printf("two classes: %s (0), %s (1)", column->value[0], column->value[1]);
    else if (column->n_values == 1)
        printf("one word: %s", column->value[0]);
    else
        printf("words, %s and others", column->value[0]);
}

static void
print_numbers(const struct rv_column *column)
{
    printf("%.6g to %.6g, mean %.6g", column->lo, column->hi, column->mean);
    if (column->n_values == 2)
        printf(", two classes: %s (0), %s (1)", column->value[0], column->value[1]);
    if (column->n_words > 0)
        printf(", %zu not %s", column->n_words,
               column->n_words == 1 ? "a number" : "numbers");
}

static void
print_columns(const struct table *table)
{
    size_t width = 0;
    for (size_t i = 0; i < table->n_columns; i++) {
        size_t length = list_columns(table->columns[i].name);
        width = length > width ? length : width;
    }
    for (size_t i = 0; i < table->n_columns; i++) {
        const struct rv_column *column = &table->columns[i];
        int room = (int)(width - list_columns(column->name)) + 2;
        printf("  %3zu  %s%*s", i + 1, column->name, room, "");
        if (column->n_numbers > 0)
            print_numbers(column);
        else if (column->n_words > 0)
            print_words(column);
        else
            printf("nothing");
        if (column->n_missing > 0)
            printf(", %zu missing", column->n_missing);
        putchar('\n');
    }
}

/* Surfaces --------------------------------------------------------------------------- */

static bool
is_feature(const struct rv_column *column)
{
    bool numbers = column->n_words == 0 && column->n_missing == 0;
    return numbers && column->n_values > 1 && *column->name;
}

/* Two words: good for nothing but a target. */
static bool
is_classes(const struct rv_column *column)
{
    bool words = column->n_numbers == 0 && column->n_missing == 0;
    return words && column->n_values == 2 && *column->name;
}

/* What column @i goes by: its name, or its position where the name would not do. */
static void
add_column(const struct table *table, size_t i, char text[RV_COLUMNS_TEXT_MAX])
{
    const char *name = table->columns[i].name;
    size_t used = strlen(text), length = strlen(name);
    bool plain = length > 0 && length < RV_NAME_MAX - 4 && !strchr(name, '|');
    for (size_t k = 0; k < table->n_columns; k++)
        plain = plain && (k == i || strcmp(table->columns[k].name, name) != 0);
    if (plain)
        snprintf(text + used, RV_COLUMNS_TEXT_MAX - used, "%s%s", used ? "|" : "", name);
    else
        snprintf(text + used, RV_COLUMNS_TEXT_MAX - used, "%s%zu", used ? "|" : "",
                 i + 1);
}

/* The first columns that are features, to @target. All of them as they stand need not be
 * named. */
static void
choose_columns(const struct table *table, size_t target, struct rv_columns *columns)
{
    size_t features = 0;
    *columns = (struct rv_columns){.standardize = false};
    for (size_t i = 0; i < table->n_columns && features < RV_FEATURES_MAX; i++)
        if (i != target && is_feature(&table->columns[i])) {
            add_column(table, i, columns->x);
            features++;
        }
    if (features + 1 == table->n_columns && target == features)
        *columns = (struct rv_columns){.standardize = false};
    else
        add_column(table, target, columns->y);
}

static bool
suits(const struct rv_surface_spec *spec)
{
    struct rv_objective *objective;
    if (rv_objective_create(&objective, spec, NULL) != RV_OK)
        return false;
    rv_objective_unref(objective);
    return true;
}

/* A flag may be all that is in the way: the intercept of least squares with two features.
 * @return its row, NULL where none helps. */
static const struct rv_param *
find_flag(struct rv_surface_spec *spec)
{
    const struct rv_surface *surface = rv_surface_at(spec->surface);
    for (size_t i = 0; i < surface->n_params; i++) {
        if (surface->params[i].scale != RV_FLAG)
            continue;
        spec->settings.value[i] = 1 - spec->settings.value[i];
        if (suits(spec))
            return &surface->params[i];
        spec->settings.value[i] = 1 - spec->settings.value[i];
    }
    return NULL;
}

/* ",key=value", in quotes where a SPEC needs them. */
static void
print_setting(char before, const char *key, const char *value)
{
    char text[RV_DATA_NAME_MAX];
    if (!*value)
        return;
    snprintf(text, sizeof text, "%s", value);
    text_tame(text);
    printf("%c%s=", before, key);
    if (!strpbrk(text, ",\"")) {
        printf("%s", text);
        return;
    }
    putchar('"');
    for (const char *c = text; *c; c++)
        printf(*c == '"' ? "\"\"" : "%c", *c);
    putchar('"');
}

/* The surface as a SPEC that can be copied. */
static bool
print_surface(struct rv_surface_spec *spec)
{
    const struct rv_surface *surface = rv_surface_at(spec->surface);
    bool plain = suits(spec);
    const struct rv_param *flag = plain ? NULL : find_flag(spec);
    if (!plain && !flag)
        return false;
    printf("  %s", surface->id);
    print_setting(':', "data", spec->data);
    print_setting(',', "x", spec->columns.x);
    print_setting(',', "y", spec->columns.y);
    if (flag)
        print_setting(',', flag->key,
                      spec->settings.value[flag - surface->params] != 0 ? "1" : "0");
    putchar('\n');
    return true;
}

static bool
print_surfaces_of(const struct table *table, size_t target)
{
    struct rv_surface_spec spec;
    struct rv_columns columns;
    bool any = false;
    choose_columns(table, target, &columns);
    for (size_t i = 0; i < rv_surface_count(); i++) {
        const struct rv_surface *surface = rv_surface_at(i);
        if (!surface->data || !*surface->data || strlen(table->name) >= sizeof spec.data)
            continue;
        rv_surface_spec_init(&spec, i);
        strcpy(spec.data, table->name);
        spec.columns = columns;
        any |= print_surface(&spec);
    }
    return any;
}

/* The last column that may be a target, and the last that may be nothing else. */
static void
print_surfaces(const struct table *table)
{
    size_t none = table->n_columns, last = none, classes = none;
    for (size_t i = 0; i < table->n_columns; i++) {
        bool words = is_classes(&table->columns[i]);
        classes = words ? i : classes;
        last = words || is_feature(&table->columns[i]) ? i : last;
    }
    puts("\nSuits");
    bool any = last < none && print_surfaces_of(table, last);
    if (classes < none && classes != last)
        any |= print_surfaces_of(table, classes);
    if (!any)
        puts("  no surface as it is: a target of numbers or two classes is needed, "
             "without gaps");
}

static enum rv_status
print_table(const char *name, const char *source, struct rv_error *error)
{
    struct table table = {.name = name};
    enum rv_status status =
        rv_data_survey(&table.columns, &table.n_columns, &table.n_rows, name, error);
    if (status != RV_OK)
        return status;
    char shown[RV_DATA_NAME_MAX];
    snprintf(shown, sizeof shown, "%s", name);
    text_tame(shown);
    if (source)
        list_indented("  source  ", source);
    printf("%s%s%zu rows, %zu %s\n", source ? "\n" : shown, source ? "" : ": ",
           table.n_rows, table.n_columns, table.n_columns == 1 ? "column" : "columns");
    print_columns(&table);
    print_surfaces(&table);
    free(table.columns);
    return RV_OK;
}

void
list_data_detail(size_t i)
{
    const struct rv_data_info *info = rv_data_at(i);
    printf("%s: %s\n", info->name, info->title);
    print_table(info->name, info->source, NULL);
}

enum rv_status
list_data_file(const char *name, struct rv_error *error)
{
    return print_table(name, NULL, error);
}
