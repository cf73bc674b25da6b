/* A table into a data set. The numbers of the chosen columns are gathered row by row as
 * they come and turned into columns once the number of rows is known. */
#include "data_csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/param.h>

#include "data_cell.h"
#include "data_choose.h"
#include "utf8.h"

/* The data set and the memory its columns lie in, one block. */
struct columns {
    struct rv_data data;
    double values[];
};

enum { NOT_CHOSEN = UINT8_MAX };

struct reader {
    struct data_rows rows; /* the first: the callbacks get it */
    const struct rv_columns *columns;
    struct data_choice choice;
    uint8_t place[DATA_COLUMNS_MAX]; /* among the chosen ones, or NOT_CHOSEN */
    bool words;                      /* the target is words */
    char *word[2];                   /* as they came; owned */
    double *values;                  /* choice.n of a row, row after row */
    size_t capacity;                 /* in rows */
};

static void
on_header(struct data_rows *rows)
{
    struct reader *r = (struct reader *)rows;
    data_choose(&r->choice, rows, r->columns);
    memset(r->place, NOT_CHOSEN, sizeof r->place);
    for (size_t i = 0; !rows->status && i < r->choice.n; i++)
        r->place[r->choice.column[i]] = (uint8_t)i;
}

static bool
make_room(struct reader *r)
{
    if (r->rows.row <= r->capacity)
        return true;
    size_t capacity = r->capacity ? 2 * r->capacity : 256;
    double *values = realloc(r->values, capacity * r->choice.n * sizeof *values);
    if (!values) {
        data_rows_fail_whole(&r->rows, RV_E_MEMORY, "out of memory");
        return false;
    }
    r->values = values;
    r->capacity = capacity;
    return true;
}

/* The number of a class word, in the order in which they came. */
static double
read_word(struct reader *r, const char *text)
{
    for (int i = 0; i < 2; i++) {
        if (!r->word[i] && !(r->word[i] = strdup(text)))
            data_rows_fail_whole(&r->rows, RV_E_MEMORY, "out of memory");
        if (r->rows.status || strcmp(r->word[i], text) == 0)
            return i;
    }
    data_rows_fail(&r->rows, RV_E_DATA,
                   "'%.30s' is a third word beside '%.30s' and '%.30s' (two classes, or "
                   "numbers)",
                   text, r->word[0], r->word[1]);
    return 0;
}

/* What is no number is refused, unless it is a class. */
static double
read_other(struct reader *r, size_t place, const char *text)
{
    bool target = place + 1 == r->choice.n;
    const char *name = data_rows_name(&r->rows, r->rows.column);
    if (data_cell_missing(text))
        data_rows_fail(&r->rows, RV_E_SYNTAX,
                       "%.40s: a missing value%s%.8s%s (leave the row out)", name,
                       *text ? ": '" : "", text, *text ? "'" : "");
    else if (!utf8_is_clean(text, strlen(text)))
        data_rows_fail(&r->rows, RV_E_SYNTAX, "%.40s: not plain text in UTF-8", name);
    else if (data_cell_decimal_comma(text))
        data_rows_fail(&r->rows, RV_E_SYNTAX,
                       "%.40s: '%.30s' has a comma (numbers have a decimal point)", name,
                       text);
    else if (!target || (!r->words && r->rows.row > 1))
        data_rows_fail(&r->rows, RV_E_SYNTAX, "%.40s: '%.30s' is not a number", name,
                       text);
    else {
        r->words = true;
        return read_word(r, text);
    }
    return 0;
}

static void
on_cell(struct data_rows *rows, const char *text)
{
    struct reader *r = (struct reader *)rows;
    uint8_t place = r->place[rows->column];
    double value;
    if (place == NOT_CHOSEN || !make_room(r))
        return;
    if (rv_number_parse(text, &value, NULL) != RV_OK)
        value = read_other(r, place, text);
    else if (r->words && place + 1u == r->choice.n)
        data_rows_fail(rows, RV_E_SYNTAX,
                       "%.40s: '%.30s' is a number among words such as '%.30s'",
                       data_rows_name(rows, rows->column), text, r->word[0]);
    r->values[(rows->row - 1) * r->choice.n + place] = value;
}

/* Classes ---------------------------------------------------------------------------- */

/* The word with the larger bytes is 1. */
static void
order_words(struct reader *r, struct rv_data *data, double *target)
{
    if (!r->words)
        return;
    if (!r->word[1]) {
        data_rows_fail_whole(&r->rows, RV_E_DATA,
                             "%.40s: one class only: all are '%.30s' (classes are two "
                             "different values)",
                             data->target_name, r->word[0]);
        return;
    }
    bool swap = strcmp(r->word[0], r->word[1]) > 0;
    for (size_t i = 0; swap && i < data->n; i++)
        target[i] = 1 - target[i];
    for (int i = 0; i < 2; i++)
        utf8_copy(data->class_name[i], RV_NAME_MAX, r->word[swap ? 1 - i : i]);
}

/* Standardising ---------------------------------------------------------------------- */

static double
mean_of(const double *values, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    return sum / (double)n;
}

static void
standardize(struct reader *r, double *values, size_t n, const char *name)
{
    double mean = mean_of(values, n), squares = 0;
    for (size_t i = 0; i < n; i++) {
        values[i] -= mean;
        squares += values[i] * values[i];
    }
    double deviation = sqrt(squares / (double)n);
    if (!(deviation > 0) || !isfinite(deviation))
        data_rows_fail_whole(&r->rows, RV_E_DATA,
                             deviation == 0
                                 ? "%.40s is constant: it cannot be standardised"
                                 : "%.40s: too large to be standardised",
                             name);
    for (size_t i = 0; i < n; i++)
        values[i] /= deviation;
}

/* The data set ----------------------------------------------------------------------- */

/* FNV-1a, eight bytes at a time, so that nobody waits for a million rows. */
static uint64_t
digest_of(uint64_t digest, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (; size >= 8; at += 8, size -= 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        digest = (digest ^ word) * UINT64_C(0x100000001b3);
        digest ^= digest >> 32;
    }
    return digest;
}

static void
set_digest(struct rv_data *data, const double *values)
{
    uint64_t digest = UINT64_C(0xcbf29ce484222325) ^ data->n_features;
    digest = digest_of(digest, data->feature_name, sizeof data->feature_name);
    digest = digest_of(digest, data->target_name, sizeof data->target_name);
    digest = digest_of(digest, data->class_name, sizeof data->class_name);
    digest = digest_of(digest, values, data->n * (data->n_features + 1) * sizeof *values);
    data->digest = digest ? digest : 1;
}

static void
name_columns(const struct reader *r, struct rv_data *data)
{
    for (size_t k = 0; k < r->choice.n; k++) {
        bool target = k == data->n_features;
        utf8_copy(target ? data->target_name : data->feature_name[k], RV_NAME_MAX,
                  data_rows_name(&r->rows, r->choice.column[k]));
    }
}

static struct columns *
make_columns(struct reader *r)
{
    size_t n = r->rows.row - 1, k = r->choice.n;
    struct columns *c = malloc(sizeof *c + n * k * sizeof c->values[0]);
    if (!c) {
        data_rows_fail_whole(&r->rows, RV_E_MEMORY, "out of memory");
        return NULL;
    }
    c->data = (struct rv_data){.n = n, .n_features = k - 1};
    name_columns(r, &c->data);
    for (size_t column = 0; column < k; column++) {
        double *values = c->values + column * n;
        for (size_t i = 0; i < n; i++)
            values[i] = r->values[i * k + column];
        *(column + 1 == k ? &c->data.target : &c->data.x[column]) = values;
        if (column + 1 < k && r->columns && r->columns->standardize)
            standardize(r, values, n, c->data.feature_name[column]);
    }
    order_words(r, &c->data, c->values + (k - 1) * n);
    set_digest(&c->data, c->values);
    return c;
}

static enum rv_status
make(struct reader *r, struct rv_data **out)
{
    if (r->rows.row == 2)
        data_rows_fail_whole(&r->rows, RV_E_DATA,
                             "one row only (two at least below the header)");
    if (r->rows.status)
        return r->rows.status;
    struct columns *c = make_columns(r);
    if (r->rows.status)
        free(c);
    else
        *out = &c->data;
    return r->rows.status;
}

enum rv_status
data_parse(struct rv_data **out, const char *bytes, size_t size,
           const struct rv_columns *columns, struct rv_error *error)
{
    struct reader r = {
        .rows = {.header = on_header, .cell = on_cell, .error = error},
        .columns = columns,
    };
    *out = NULL;
    enum rv_status status = data_rows_read(&r.rows, bytes, size);
    if (status == RV_OK)
        status = make(&r, out);
    data_rows_finish(&r.rows);
    free(r.word[0]);
    free(r.word[1]);
    free(r.values);
    return status;
}

void
rv_data_destroy(struct rv_data *data)
{
    free(data); /* the first member of its block */
}
