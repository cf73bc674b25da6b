/*
 * libcsv takes text apart into fields but does not say in which line one stands. So it is
 * fed line by line: what it reports meanwhile stands in that line. Blank lines never get
 * there; they are fine at the end and missing cells anywhere else.
 */
#include "data_rows.h"

#include <csv.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/param.h>

#include "utf8.h"

enum { BLOCK = 1 << 12 };

static void
fail(struct data_rows *rows, int line, size_t column, enum rv_status status,
     const char *format, va_list arguments)
{
    char text[200];
    if (rows->status)
        return;
    vsnprintf(text, sizeof text, format, arguments);
    rows->status = rv_fail(rows->error, status, "%s", text);
    if (rows->error) {
        rows->error->line = line;
        rows->error->column = (int)column;
    }
}

void
data_rows_fail(struct data_rows *rows, enum rv_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fail(rows, rows->line, rows->column + 1, status, format, arguments);
    va_end(arguments);
}

void
data_rows_fail_whole(struct data_rows *rows, enum rv_status status, const char *format,
                     ...)
{
    va_list arguments;
    va_start(arguments, format);
    fail(rows, 0, 0, status, format, arguments);
    va_end(arguments);
}

/* About a line as such. */
__attribute__((format(printf, 3, 4))) static void
fail_line(struct data_rows *rows, int line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fail(rows, line, 1, RV_E_SYNTAX, format, arguments);
    va_end(arguments);
}

const char *
data_rows_name(const struct data_rows *rows, size_t i)
{
    return rows->names + rows->name_at[i];
}

/* The header ------------------------------------------------------------------------ */

static const char with_commas[] =
    "save it with commas between them, and with points in the numbers";

/* Line breaks within a name are blanks. */
static void
unbreak(char *name)
{
    for (; *name; name++)
        if (*name == '\n' || *name == '\r')
            *name = ' ';
}

static void
keep_name(struct data_rows *rows, const char *name, size_t size)
{
    char *names = realloc(rows->names, rows->names_size + size + 1);
    if (!names) {
        data_rows_fail(rows, RV_E_MEMORY, "out of memory");
        return;
    }
    rows->names = names;
    rows->name_at[rows->column] = rows->names_size;
    memcpy(names + rows->names_size, name, size + 1);
    unbreak(names + rows->names_size);
    if (strchr(name, '\t'))
        fail_line(rows, rows->line, "the columns are parted by tabs (%s)", with_commas);
    else if (!utf8_is_clean(names + rows->names_size, size))
        data_rows_fail(rows, RV_E_SYNTAX,
                       "the name of a column is not plain text in UTF-8");
    rows->names_size += size + 1;
}

static void
read_name(struct data_rows *rows, const char *name, size_t size)
{
    double number;
    if (rows->column == DATA_COLUMNS_MAX)
        data_rows_fail(rows, RV_E_DATA, "too many columns (at most %d)",
                       DATA_COLUMNS_MAX);
    else if (rv_number_parse(name, &number, NULL) == RV_OK)
        data_rows_fail(rows, RV_E_SYNTAX,
                       "'%.20s' is a number; a header line with the names of the columns "
                       "must stand first",
                       name);
    else
        keep_name(rows, name, size);
}

/* A table whose cells are parted by something else has but one column. */
static void
end_header(struct data_rows *rows)
{
    rows->n_columns = rows->column;
    if (rows->n_columns == 1 && strchr(rows->names, ';'))
        fail_line(rows, rows->line, "the columns are parted by semicolons (%s)",
                  with_commas);
    if (!rows->status && rows->header)
        rows->header(rows);
}

/* libcsv's callbacks ---------------------------------------------------------------- */

static void
on_field(void *bytes, size_t size, void *context)
{
    struct data_rows *rows = context;
    const char *text = bytes; /* NUL-terminated on request */
    if (rows->between)
        rows->row_line = rows->line;
    rows->between = false;
    if (rows->status)
        return;
    if (rows->row == 0)
        read_name(rows, text, size);
    else if (rows->column == rows->n_columns)
        data_rows_fail(rows, RV_E_SYNTAX, "more cells than the header has names (%zu)",
                       rows->n_columns);
    else
        rows->cell(rows, text);
    rows->column++;
}

static void
on_row(int end, void *context)
{
    struct data_rows *rows = context;
    (void)end;
    rows->between = true;
    if (rows->status)
        return;
    if (rows->row == 0)
        end_header(rows);
    else if (rows->column < rows->n_columns)
        data_rows_fail(rows, RV_E_SYNTAX, "fewer cells than the header has names (%zu)",
                       rows->n_columns);
    rows->column = 0;
    if (rows->row++ > RV_DATA_ROWS_MAX)
        fail_line(rows, rows->line, "too many rows (at most %d)", RV_DATA_ROWS_MAX);
}

/* Lines ----------------------------------------------------------------------------- */

/* The end of the line that begins at @at, behind its CR, LF or both. */
static const char *
line_end(const char *at, const char *end)
{
    while (at < end && *at != '\n' && *at != '\r')
        at++;
    if (at < end && *at++ == '\r' && at < end && *at == '\n')
        at++;
    return at;
}

static bool
is_blank(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
        at++;
    return at == end;
}

static void
say_broken(struct data_rows *rows, struct csv_parser *parser)
{
    if (csv_error(parser) == CSV_ENOMEM || csv_error(parser) == CSV_ETOOBIG)
        data_rows_fail(rows, RV_E_MEMORY, "out of memory");
    else
        data_rows_fail(
            rows, RV_E_SYNTAX,
            "a quote within a cell (quote the whole cell and double the quotes "
            "in it)");
}

static void
feed_line(struct data_rows *rows, struct csv_parser *parser, const char *at,
          const char *end)
{
    if (rows->between && is_blank(at, end)) {
        rows->blank_line = rows->blank_line ? rows->blank_line : rows->line;
        return;
    }
    if (rows->between && rows->blank_line) {
        fail_line(rows, rows->blank_line, "a blank line (leave none before the end)");
        return;
    }
    if (rows->between)
        rows->row_line = rows->line;
    rows->between = false;
    size_t size = (size_t)(end - at);
    if (csv_parse(parser, at, size, on_field, on_row, rows) != size)
        say_broken(rows, parser);
}

static void
feed(struct data_rows *rows, struct csv_parser *parser, const char *at, const char *end)
{
    rows->between = true;
    for (rows->line = 1; at < end && !rows->status; rows->line++) {
        const char *next = line_end(at, end);
        feed_line(rows, parser, at, next);
        at = next;
    }
    if (rows->status)
        return;
    rows->line--;
    if (csv_fini(parser, on_field, on_row, rows) != 0)
        fail_line(rows, rows->row_line, "a quote in this row is not closed");
}

/* What is no text need not be taken apart. */
static void
check_text(struct data_rows *rows, const char *bytes, size_t size)
{
    bool utf16 = size >= 2 &&
                 (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0);
    if (utf16)
        data_rows_fail_whole(rows, RV_E_SYNTAX, "UTF-16 (save it as UTF-8)");
    else if (size > 0 && memchr(bytes, '\0', size))
        data_rows_fail_whole(rows, RV_E_SYNTAX, "not a text file (it holds NUL bytes)");
}

enum rv_status
data_rows_read(struct data_rows *rows, const char *bytes, size_t size)
{
    struct csv_parser parser;
    size_t mark = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    check_text(rows, bytes, size);
    if (rows->status)
        return rows->status;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) {
        data_rows_fail_whole(rows, RV_E_MEMORY, "out of memory");
        return rows->status;
    }
    csv_set_blk_size(&parser, BLOCK);
    feed(rows, &parser, bytes + mark, bytes + size);
    csv_free(&parser);
    if (rows->row == 0)
        data_rows_fail_whole(rows, RV_E_DATA,
                             "empty (a header line and rows of numbers)");
    else if (rows->row == 1)
        data_rows_fail_whole(rows, RV_E_DATA, "no rows below the header");
    return rows->status;
}

void
data_rows_finish(struct data_rows *rows)
{
    free(rows->names);
    rows->names = NULL;
}
