/**
 * @file data_rows.h
 * CSV text (RFC 4180) cell by cell: the names of the columns from the header line, then
 * the rows below it, each with as many cells. What the cells hold is for others to judge.
 */
#ifndef ENGINE_DATA_ROWS_H
#define ENGINE_DATA_ROWS_H

#include <stdbool.h>

#include <ravine/data.h>

enum { DATA_COLUMNS_MAX = 1024 };

struct data_rows {
    /** The header has been read: take what is needed of the names. NULL: nothing. */
    void (*header)(struct data_rows *rows);
    /** A cell below it: NUL-terminated @text in which there is no other NUL. */
    void (*cell)(struct data_rows *rows, const char *text);
    struct rv_error *error;

    /* Where the reader is; the rest is the reader's own. */
    size_t row;    /**< 0: the header, 1: the first row below it */
    size_t column; /**< of the cell, from 0 */
    int line;      /**< of the text, from 1 */

    enum rv_status status; /**< once it is not RV_OK nothing more is read */
    size_t n_columns;
    char *names; /**< of the columns, each NUL-terminated */
    size_t names_size;
    size_t name_at[DATA_COLUMNS_MAX];
    int row_line, blank_line; /**< where the row began; a blank line before it, or 0 */
    bool between;             /**< the last row has ended */
};

/**
 * Read @size bytes of @bytes.
 * @return RV_OK, RV_E_SYNTAX or RV_E_DATA with line and column (from 1) in the error,
 * RV_E_MEMORY, or what data_rows_fail() was called with. There are rows below the header.
 */
enum rv_status data_rows_read(struct data_rows *rows, const char *bytes, size_t size);
void data_rows_finish(struct data_rows *rows);

/** Name of column @i < n_columns, in full and clean; may be empty. */
const char *data_rows_name(const struct data_rows *rows, size_t i);

/** Stop at the present cell with @status and a text that says why. */
void data_rows_fail(struct data_rows *rows, enum rv_status status, const char *format,
                    ...) __attribute__((format(printf, 3, 4)));
/** The same, about the whole file. */
void data_rows_fail_whole(struct data_rows *rows, enum rv_status status,
                          const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
