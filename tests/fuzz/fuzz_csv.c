/*
 * Any bytes as a CSV file: an error with a place in the file, or a data set that holds
 * what it promises and is the same one when it is written out and read again. The first
 * line chooses columns: `x;y;` and whether to standardise.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/data_csv.h"
#include "engine/data_survey.h"
#include "engine/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "%s\n", what);
    abort();
}

static size_t
copy_until(char *out, const char *text, size_t size, char end)
{
    size_t n = 0;
    for (; n < size && text[n] != end && n + 1 < RV_COLUMNS_TEXT_MAX; n++)
        out[n] = (unsigned char)text[n] < ' ' || text[n] == 0x7f ? '_' : text[n];
    out[n] = '\0';
    return n + (n < size);
}

/* @return how much of the text speaks of columns. */
static size_t
read_columns(struct rv_columns *columns, const char *text, size_t size)
{
    const char *end = size ? memchr(text, '\n', size) : NULL;
    size_t line = end ? (size_t)(end - text) : 0, used;
    *columns = (struct rv_columns){.standardize = false};
    if (!end)
        return 0;
    used = copy_until(columns->x, text, line, ';');
    used += copy_until(columns->y, text + used, line - used, ';');
    columns->standardize = used < line;
    return line + 1;
}

static void
check_error(enum rv_status status, const struct rv_error *error, const char *text,
            size_t size)
{
    size_t lines = 1;
    for (size_t i = 0; i < size; i++)
        lines += text[i] == '\n' || text[i] == '\r';
    require(status == error->status && status != RV_E_MEMORY && status != RV_E_IO,
            "status");
    require(error->line >= 0 && (size_t)error->line <= lines, "a line beyond the file");
    require(error->column >= 0 && (size_t)error->column <= size + 1, "column");
    require((error->line > 0) == (error->column > 0), "a place with line and column");
    require(*error->text != '\0', "a complaint without a word");
    for (const char *c = error->text; *c; c++)
        require((unsigned char)*c >= ' ' && *c != 0x7f, "a complaint that steers");
}

static void
check_name(const char *name, bool needed)
{
    require(!needed || *name, "a column without a name");
    require(strlen(name) < RV_NAME_MAX && utf8_is_clean(name, strlen(name)), "a name");
}

static void
check_classes(const struct rv_data *data)
{
    bool words = *data->class_name[1];
    check_name(data->class_name[0], words);
    check_name(data->class_name[1], words);
    bool seen[2] = {false, false};
    for (size_t i = 0; words && i < data->n; i++) {
        require(data->target[i] == 0 || data->target[i] == 1, "a third class");
        seen[data->target[i] != 0] = true;
    }
    require(!words || (seen[0] && seen[1]), "a class that nobody is in");
    require(!words || strcmp(data->class_name[0], data->class_name[1]) <= 0, "order");
}

static void
check_data(const struct rv_data *data, bool standardize)
{
    require(data->n >= 2 && data->n <= RV_DATA_ROWS_MAX, "rows");
    require(data->n_features <= RV_FEATURES_MAX, "features");
    require(data->digest != 0, "a digest");
    check_name(data->target_name, true);
    check_classes(data);
    for (size_t k = 0; k < data->n_features; k++) {
        double sum = 0, squares = 0, n = (double)data->n;
        check_name(data->feature_name[k], true);
        for (size_t i = 0; i < data->n; i++) {
            require(isfinite(data->x[k][i]) && isfinite(data->target[i]), "a number");
            sum += data->x[k][i];
            squares += data->x[k][i] * data->x[k][i];
        }
        require(!standardize || fabs(squares / n - 1) < 1e-9, "deviation 1");
        require(!standardize || fabs(sum / n) < 1e-3, "mean 0");
    }
}

static void
put_quoted(FILE *out, const char *text, char end)
{
    putc('"', out);
    for (; *text; text++) {
        if (*text == '"')
            putc('"', out);
        putc(*text, out);
    }
    fprintf(out, "\"%c", end);
}

/* What was cut may have become another's name, or a number. */
static bool
was_cut(const char *name)
{
    return strlen(name) > RV_NAME_MAX - 5;
}

static bool
any_cut(const struct rv_data *data)
{
    bool cut = was_cut(data->target_name) || was_cut(data->class_name[0]) ||
               was_cut(data->class_name[1]);
    for (size_t k = 0; k < data->n_features; k++)
        cut = cut || was_cut(data->feature_name[k]);
    return cut;
}

static void
check_again(const struct rv_data *data)
{
    char *text = NULL;
    size_t size;
    struct rv_data *again;
    if (any_cut(data))
        return;
    FILE *out = open_memstream(&text, &size);
    for (size_t k = 0; k < data->n_features; k++)
        put_quoted(out, data->feature_name[k], ',');
    put_quoted(out, data->target_name, '\n');
    for (size_t i = 0; i < data->n; i++) {
        for (size_t k = 0; k < data->n_features; k++)
            fprintf(out, "%.17g,", data->x[k][i]);
        if (*data->class_name[1])
            put_quoted(out, data->class_name[data->target[i] != 0], '\n');
        else
            fprintf(out, "%.17g\n", data->target[i]);
    }
    fclose(out);
    struct rv_error error;
    if (data_parse(&again, text, size, NULL, &error) != RV_OK) {
        fprintf(stderr, "%s:\n%s", error.text, text);
        abort();
    }
    require(again->digest == data->digest, "other data when read again");
    rv_data_destroy(again);
    free(text);
}

static void
check_survey(const char *text, size_t size, const struct rv_data *data)
{
    struct rv_column *columns;
    struct rv_error error = {0};
    size_t n_columns, n_rows;
    enum rv_status status =
        data_survey(&columns, &n_columns, &n_rows, text, size, &error);
    require(status == RV_OK || !data, "a data set that is no table");
    if (status != RV_OK) {
        require(!columns, "columns of nothing");
        check_error(status, &error, text, size);
        return;
    }
    require(!data || (data->n == n_rows && data->n_features < n_columns), "rows");
    for (size_t i = 0; i < n_columns; i++) {
        check_name(columns[i].name, false);
        require(columns[i].n_numbers + columns[i].n_words + columns[i].n_missing ==
                    n_rows,
                "cells");
        require(columns[i].lo <= columns[i].hi, "a range");
        for (size_t k = 0; k < 2; k++)
            check_name(columns[i].value[k], k < columns[i].n_values);
    }
    free(columns);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *text = (const char *)bytes;
    struct rv_columns columns;
    struct rv_error error = {0};
    struct rv_data *data;
    size_t used = read_columns(&columns, text, size);
    text += used;
    size -= used;
    enum rv_status status = data_parse(&data, text, size, &columns, &error);
    require((status == RV_OK) == (data != NULL), "data or an error");
    if (data) {
        check_data(data, columns.standardize);
        check_again(data);
    } else {
        check_error(status, &error, text, size);
    }
    check_survey(text, size, data);
    rv_data_destroy(data);
    return 0;
}
