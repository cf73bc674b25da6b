/**
 * @file data_file.h
 * Bytes of data sets: built in, or from a file.
 */
#ifndef ENGINE_DATA_FILE_H
#define ENGINE_DATA_FILE_H

#include <ravine/data.h>

/**
 * Read the regular file @name, at most RV_DATA_BYTES_MAX bytes. Never waits: a FIFO or a
 * device is refused.
 * @param out  owned by the caller (free()), NULL on failure
 * @return RV_OK, RV_E_IO or RV_E_MEMORY.
 */
enum rv_status data_file_read(char **out, size_t *size, const char *name,
                              struct rv_error *error);

#endif
