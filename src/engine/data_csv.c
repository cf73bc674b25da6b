/* CSV text into columns. libcsv hands over one field at a time; the numbers are gathered
 * row by row as they come and turned into columns once the number of rows is known. */
#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/param.h>

#include "data_csv.h"

enum { COLUMNS_MAX = RV_FEATURES_MAX + 1, FIELD_MAX = 64 };

/* The data set and the memory its columns lie in, one block. */
struct columns {
    struct rv_data data;
    double values[];
};

struct reader {
    struct rv_error *error;
    enum rv_status status;
    char name[COLUMNS_MAX][RV_NAME_MAX];
    size_t n_columns; /* of the header */
    size_t column;    /* of the next field */
    int line;
    double *rows;
    size_t n, capacity; /* values in rows */
};

static void
fail_at(struct reader *r, enum rv_status status, const char *what, const char *field)
{
    r->status = rv_fail(r->error, status, "%s%s%.40s%s", what, *field ? " '" : "", field,
                        *field ? "'" : "");
    if (r->error) {
        r->error->line = r->line;
        r->error->column = (int)r->column + 1;
    }
}

static void
read_name(struct reader *r, const char *field)
{
    if (r->column >= COLUMNS_MAX) {
        fail_at(r, RV_E_DATA, "more than two features and a target", "");
        return;
    }
    size_t length = strlen(field);
    if (length >= RV_NAME_MAX)
        length = RV_NAME_MAX - 1;
    memcpy(r->name[r->column], field, length);
    r->name[r->column][length] = '\0';
}

static void
push(struct reader *r, double value)
{
    if (r->n == r->capacity) {
        size_t capacity = r->capacity ? 2 * r->capacity : 256;
        double *rows = realloc(r->rows, capacity * sizeof *rows);
        if (!rows) {
            r->status = rv_fail(r->error, RV_E_MEMORY, "out of memory");
            return;
        }
        r->rows = rows;
        r->capacity = capacity;
    }
    r->rows[r->n++] = value;
}

static void
read_value(struct reader *r, const char *field)
{
    double value;
    if (r->column >= r->n_columns)
        fail_at(r, RV_E_SYNTAX, "more fields than the header has names", "");
    else if (rv_number_parse(field, &value, NULL) != RV_OK)
        fail_at(r, RV_E_SYNTAX, "not a number:", field);
    else
        push(r, value);
}

static void
on_field(void *bytes, size_t size, void *context)
{
    struct reader *r = context;
    char field[FIELD_MAX];
    if (r->status)
        return;
    if (size >= sizeof field || memchr(bytes, '\0', size)) {
        fail_at(r, RV_E_SYNTAX, "a field that is no name or number", "");
        return;
    }
    memcpy(field, bytes, size);
    field[size] = '\0';
    if (r->line == 1)
        read_name(r, field);
    else
        read_value(r, field);
    r->column++;
}

static void
on_row(int end, void *context)
{
    struct reader *r = context;
    (void)end;
    if (r->status)
        return;
    if (r->line == 1)
        r->n_columns = r->column;
    else if (r->column != r->n_columns)
        fail_at(r, RV_E_SYNTAX, "fewer fields than the header has names", "");
    r->column = 0;
    r->line++;
}

static enum rv_status
make_columns(const struct reader *r, struct rv_data **out)
{
    size_t n = r->n / r->n_columns;
    struct columns *c = malloc(sizeof *c + r->n * sizeof c->values[0]);
    if (!c)
        return rv_fail(r->error, RV_E_MEMORY, "out of memory");
    c->data = (struct rv_data){.n = n, .n_features = r->n_columns - 1};
    for (size_t column = 0; column < r->n_columns; column++) {
        double *values = c->values + column * n;
        for (size_t i = 0; i < n; i++)
            values[i] = r->rows[i * r->n_columns + column];
        bool target = column == r->n_columns - 1;
        *(target ? &c->data.target : &c->data.x[column]) = values;
        memcpy(target ? c->data.target_name : c->data.feature_name[column],
               r->name[column], RV_NAME_MAX);
    }
    *out = &c->data;
    return RV_OK;
}

static enum rv_status
read_all(struct reader *r, const char *bytes, size_t size)
{
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return rv_fail(r->error, RV_E_MEMORY, "out of memory");
    if (csv_parse(&parser, bytes, size, on_field, on_row, r) != size ||
        csv_fini(&parser, on_field, on_row, r) != 0) {
        if (!r->status)
            fail_at(r, RV_E_SYNTAX, "not CSV:", csv_strerror(csv_error(&parser)));
    }
    csv_free(&parser);
    if (!r->status && r->n == 0)
        fail_at(r, RV_E_DATA, "no rows below the header", "");
    return r->status;
}

enum rv_status
data_parse(struct rv_data **out, const char *bytes, size_t size, struct rv_error *error)
{
    struct reader r = {.error = error, .line = 1};
    *out = NULL;
    enum rv_status status = read_all(&r, bytes, size);
    if (status == RV_OK)
        status = make_columns(&r, out);
    free(r.rows);
    return status;
}

void
rv_data_destroy(struct rv_data *data)
{
    free(data); /* the first member of its block */
}
