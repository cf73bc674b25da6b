/**
 * @file data_cell.h
 * What a cell of a table holds.
 */
#ifndef ENGINE_DATA_CELL_H
#define ENGINE_DATA_CELL_H

#include <stdbool.h>

/** Empty, or one of the usual words for a value that is not there ("NA", "?", "null"). */
bool data_cell_missing(const char *text);

/** A number with a comma where the point should be: "1,5". */
bool data_cell_decimal_comma(const char *text);

#endif
