/**
 * @file data.h
 * Data sets: rows of one or two features and a target, as surfaces over data need them.
 */
#ifndef RAVINE_DATA_H
#define RAVINE_DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <ravine/status.h>

enum {
    RV_FEATURES_MAX = 2,
    RV_NAME_MAX = 40,
    RV_COLUMNS_TEXT_MAX = 128,
    RV_DATA_ROWS_MAX = 1000000,
    RV_DATA_BYTES_MAX = 64 << 20, /**< of a file */
};

/** A data set, read-only after it is made. Column-major so that kernels run over a
 * column. */
struct rv_data {
    size_t n;                         /**< rows */
    size_t n_features;                /**< 0 (a bare sample), 1 or 2 */
    const double *x[RV_FEATURES_MAX]; /**< features, n each */
    const double *target;             /**< n */
    /** Clean UTF-8; long names are cut. */
    char feature_name[RV_FEATURES_MAX][RV_NAME_MAX], target_name[RV_NAME_MAX];
    /** Words of the classes 0 and 1 where the target is words; else empty. */
    char class_name[2][RV_NAME_MAX];
    uint64_t digest; /**< of names and numbers: equal data have equal digests */
};

/**
 * Which columns of a data set are used, and how: a plain value, all zero is the standard.
 * A column goes by its name or by its position from 1. The standard is the last column as
 * the target, all others as features.
 */
struct rv_columns {
    char x[RV_COLUMNS_TEXT_MAX]; /**< features: "age", "age|weight", "1|3" */
    char y[RV_COLUMNS_TEXT_MAX]; /**< target */
    bool standardize; /**< features: minus their mean, by their population deviation */
};

/** Built-in data sets: name, and a one-line note with their source. */
struct rv_data_info {
    const char *name, *title, *source;
};
RV_API size_t rv_data_count(void);
RV_API const struct rv_data_info *rv_data_at(size_t i);

/** Does @name name a file? One with `/` or `.` in it does; others are built in. */
RV_API bool rv_data_is_file(const char *name);

/**
 * Open the data set @name: a built-in one or a CSV file with a header line.
 *
 * A file is text in UTF-8, at most 64 MiB and RV_DATA_ROWS_MAX rows, two at least. The
 * cells of the chosen columns are decimal numbers; those of the target may be two words
 * instead, of which the one with the larger bytes is 1, the other 0.
 * @param columns  NULL: the standard
 * @param out  set to NULL on failure; free it with rv_data_destroy().
 * @param error  its text begins with the file's name and, where there is one, the place:
 * "my.csv:3:2: ..." (line and number of the column); its own line and column stay 0.
 * @return RV_OK; RV_E_UNKNOWN: no such set or column (the nearest name in @error);
 * RV_E_IO: not readable, not a regular file, too large; RV_E_SYNTAX: not such a table;
 * RV_E_DATA: columns that are no data set; RV_E_MEMORY.
 */
RV_API enum rv_status rv_data_open(struct rv_data **out, const char *name,
                                   const struct rv_columns *columns,
                                   struct rv_error *error);
/** NULL is fine. */
RV_API void rv_data_destroy(struct rv_data *data);

/** What a column of a table holds. */
struct rv_column {
    char name[RV_NAME_MAX];               /**< clean UTF-8; may be empty */
    size_t n_numbers, n_words, n_missing; /**< cells */
    double lo, hi, mean;                  /**< of the numbers */
    size_t n_values; /**< different values among numbers, else among words; 3: three or
                          more */
    char value[2][RV_NAME_MAX]; /**< the first two of them, in rising order */
};

/**
 * Look at all columns of the data set @name, whatever is in them.
 * @param columns  owned by the caller (free()), NULL on failure
 * @return as rv_data_open().
 */
RV_API enum rv_status rv_data_survey(struct rv_column **columns, size_t *n_columns,
                                     size_t *n_rows, const char *name,
                                     struct rv_error *error);

#endif
