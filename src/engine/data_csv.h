/**
 * @file data_csv.h
 * CSV text into a data set.
 */
#ifndef ENGINE_DATA_CSV_H
#define ENGINE_DATA_CSV_H

#include <ravine/data.h>

/**
 * Make a data set of @size bytes of CSV text; see rv_data_open().
 * @param columns  NULL: the standard
 * @param out  NULL on failure; freed by rv_data_destroy().
 * @return RV_OK; RV_E_SYNTAX, RV_E_DATA or RV_E_UNKNOWN, with line and column number
 * where the fault has a place; RV_E_MEMORY.
 */
enum rv_status data_parse(struct rv_data **out, const char *bytes, size_t size,
                          const struct rv_columns *columns, struct rv_error *error);

#endif
