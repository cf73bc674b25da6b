/* Each cell is counted as a number, a word or a missing value; two different ones of its
 * kind are kept, a third one only counted. */
#include "data_survey.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/param.h>

#include "data_cell.h"
#include "data_rows.h"
#include "utf8.h"

struct surveyor {
    struct data_rows rows; /* the first: the callbacks get it */
    struct rv_column *columns;
    double (*number)[2]; /* the first two different numbers of each column */
};

static void
on_header(struct data_rows *rows)
{
    struct surveyor *s = (struct surveyor *)rows;
    s->columns = calloc(rows->n_columns, sizeof *s->columns);
    s->number = calloc(rows->n_columns, sizeof *s->number);
    if (!s->columns || !s->number) {
        data_rows_fail_whole(rows, RV_E_MEMORY, "out of memory");
        return;
    }
    for (size_t i = 0; i < rows->n_columns; i++)
        utf8_copy(s->columns[i].name, RV_NAME_MAX, data_rows_name(rows, i));
}

static void
add_number(struct rv_column *column, double seen[2], double value)
{
    bool first = column->n_numbers == 0;
    column->lo = first ? value : fmin(column->lo, value);
    column->hi = first ? value : fmax(column->hi, value);
    column->mean += value; /* a sum until the end */
    if (first)
        column->n_values = 0; /* those of words seen so far */
    column->n_numbers++;
    for (size_t i = 0; i < column->n_values && i < 2; i++)
        if (seen[i] == value)
            return;
    if (column->n_values < 2)
        seen[column->n_values] = value;
    if (column->n_values < 3)
        column->n_values++;
}

static void
add_word(struct rv_column *column, const char *text)
{
    char word[RV_NAME_MAX];
    bool clean = utf8_is_clean(text, strlen(text));
    utf8_copy(word, sizeof word, clean ? text : "?");
    column->n_words++;
    if (column->n_numbers > 0)
        return;
    for (size_t i = 0; i < column->n_values && i < 2; i++)
        if (strcmp(column->value[i], word) == 0)
            return;
    if (column->n_values < 2)
        memcpy(column->value[column->n_values], word, sizeof word);
    if (column->n_values < 3)
        column->n_values++;
}

static void
on_cell(struct data_rows *rows, const char *text)
{
    struct surveyor *s = (struct surveyor *)rows;
    struct rv_column *column = &s->columns[rows->column];
    double value;
    if (rv_number_parse(text, &value, NULL) == RV_OK)
        add_number(column, s->number[rows->column], value);
    else if (data_cell_missing(text))
        column->n_missing++;
    else
        add_word(column, text);
}

/* The two values in rising order, and as text. */
static void
finish_column(struct rv_column *column, const double seen[2])
{
    if (column->n_numbers > 0) {
        column->mean /= (double)column->n_numbers;
        bool swap = column->n_values > 1 && seen[0] > seen[1];
        memset(column->value, 0, sizeof column->value);
        for (size_t i = 0; i < column->n_values && i < 2; i++) {
            char text[RV_VALUE_TEXT_MAX];
            utf8_copy(column->value[i], RV_NAME_MAX,
                      rv_number_format(seen[swap ? 1 - i : i], text));
        }
    } else if (column->n_values > 1 && strcmp(column->value[0], column->value[1]) > 0) {
        char word[RV_NAME_MAX];
        memcpy(word, column->value[0], sizeof word);
        memcpy(column->value[0], column->value[1], sizeof word);
        memcpy(column->value[1], word, sizeof word);
    }
}

enum rv_status
data_survey(struct rv_column **columns, size_t *n_columns, size_t *n_rows,
            const char *bytes, size_t size, struct rv_error *error)
{
    struct surveyor s = {
        .rows = {.header = on_header, .cell = on_cell, .error = error}
    };
    *columns = NULL;
    enum rv_status status = data_rows_read(&s.rows, bytes, size);
    if (status == RV_OK) {
        *n_columns = s.rows.n_columns;
        *n_rows = s.rows.row - 1;
        for (size_t i = 0; i < *n_columns; i++)
            finish_column(&s.columns[i], s.number[i]);
        *columns = s.columns;
    } else {
        free(s.columns);
    }
    free(s.number);
    data_rows_finish(&s.rows);
    return status;
}
