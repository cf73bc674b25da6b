#include "data_choose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/param.h>

/* "age, weight, sick", as many as fit. */
static const char *
list_names(const struct data_rows *rows, char *buffer, size_t size)
{
    size_t used = 0;
    buffer[0] = '\0';
    for (size_t i = 0; i < rows->n_columns; i++) {
        const char *name = data_rows_name(rows, i);
        if (used + strlen(name) + 2 + sizeof " ..." > size) {
            strcpy(buffer + used, " ...");
            break;
        }
        used += (size_t)snprintf(buffer + used, size - used, "%s%s", i ? ", " : "", name);
    }
    return buffer;
}

static void
fail_unknown(struct data_rows *rows, const char *name)
{
    const char *words[DATA_COLUMNS_MAX];
    char names[100];
    for (size_t i = 0; i < rows->n_columns; i++)
        words[i] = data_rows_name(rows, i);
    const char *near = rv_nearest_word(name, words, rows->n_columns);
    if (near && *near)
        data_rows_fail_whole(rows, RV_E_UNKNOWN,
                             "no column '%.40s' (did you mean '%.60s'?)", name, near);
    else
        data_rows_fail_whole(rows, RV_E_UNKNOWN, "no column '%.40s' (there are: %s)",
                             name, list_names(rows, names, sizeof names));
}

/* A position from 1, or 0 where @text is none. Names are never numbers. */
static size_t
read_position(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && digits < 6 && !text[digits] ? strtoul(text, NULL, 10) : 0;
}

/* The column that goes by @name. */
static size_t
find(struct data_rows *rows, const char *name)
{
    size_t position = read_position(name), found = rows->n_columns;
    if (position > 0 && position <= rows->n_columns)
        return position - 1;
    for (size_t i = 0; i < rows->n_columns; i++) {
        if (strcmp(data_rows_name(rows, i), name) != 0)
            continue;
        if (found < rows->n_columns)
            data_rows_fail_whole(
                rows, RV_E_DATA,
                "two columns are called '%.40s' (choose by position: %zu or %zu)", name,
                found + 1, i + 1);
        found = i;
    }
    if (found == rows->n_columns)
        fail_unknown(rows, name);
    return found;
}

/* "age|weight" */
static void
find_features(struct data_choice *choice, struct data_rows *rows, const char *text)
{
    char name[RV_COLUMNS_TEXT_MAX];
    for (;; text++) {
        size_t size = strcspn(text, "|");
        memcpy(name, text, size);
        name[size] = '\0';
        if (choice->n == RV_FEATURES_MAX)
            data_rows_fail_whole(rows, RV_E_DATA, "x takes one or two columns");
        if (rows->status)
            return;
        choice->column[choice->n++] = find(rows, name);
        text += size;
        if (!*text)
            return;
    }
}

/* All columns but the target. */
static void
take_others(struct data_choice *choice, struct data_rows *rows, size_t target)
{
    char names[100];
    if (rows->n_columns > RV_FEATURES_MAX + 1) {
        data_rows_fail_whole(rows, RV_E_DATA,
                             "%zu columns (choose one or two features: x=A or x=A|B; "
                             "there are: %s)",
                             rows->n_columns, list_names(rows, names, sizeof names));
        return;
    }
    for (size_t i = 0; i < rows->n_columns; i++)
        if (i != target)
            choice->column[choice->n++] = i;
}

static void
check_twice(const struct data_choice *choice, struct data_rows *rows)
{
    for (size_t i = 0; i < choice->n; i++)
        for (size_t k = 0; k < i; k++)
            if (choice->column[i] == choice->column[k])
                data_rows_fail_whole(rows, RV_E_DATA,
                                     i + 1 == choice->n
                                         ? "column '%.40s' is both feature and target "
                                           "(choose the target with y=)"
                                         : "column '%.40s' is chosen twice",
                                     data_rows_name(rows, choice->column[i]));
}

static void
check_names(const struct data_choice *choice, struct data_rows *rows)
{
    for (size_t i = 0; i < choice->n; i++)
        if (!*data_rows_name(rows, choice->column[i]))
            data_rows_fail_whole(rows, RV_E_DATA,
                                 "column %zu has no name (give it one, or choose others "
                                 "with x= and y=)",
                                 choice->column[i] + 1);
}

void
data_choose(struct data_choice *choice, struct data_rows *rows,
            const struct rv_columns *columns)
{
    choice->n = 0;
    size_t target = rows->n_columns - 1;
    if (columns && *columns->y)
        target = find(rows, columns->y);
    if (rows->status)
        return;
    if (columns && *columns->x)
        find_features(choice, rows, columns->x);
    else
        take_others(choice, rows, target);
    if (rows->status)
        return;
    choice->column[choice->n++] = target;
    check_twice(choice, rows);
    check_names(choice, rows);
}
