/**
 * @file data_csv.h
 * CSV text into a data set.
 */
#ifndef ENGINE_DATA_CSV_H
#define ENGINE_DATA_CSV_H

#include <stdbool.h>

#include <ravine/data.h>

/**
 * Parse @size bytes of RFC 4180 text: a header line with the names, then rows of numbers.
 * The last column is the target, those before it the features.
 * @param out  NULL on failure; freed by rv_data_destroy().
 * @return RV_OK; RV_E_SYNTAX or RV_E_DATA with the line (and column number) of the fault;
 * RV_E_MEMORY.
 */
enum rv_status data_parse(struct rv_data **out, const char *bytes, size_t size,
                          struct rv_error *error);

#endif
