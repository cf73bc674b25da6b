/**
 * @file write.h
 * Files that are whole or not there.
 */
#ifndef SCENE_WRITE_H
#define SCENE_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include <ravine/status.h>

/**
 * Write @n bytes to @path: beside it first, then moved there, so that a failure leaves
 * what was. A pipe or a device is written to.
 *
 * @param replace  false: a file that exists is not touched
 * @return RV_OK; RV_E_RANGE: the file exists; RV_E_IO with the reason.
 */
enum rv_status file_write(const char *bytes, size_t n, const char *path, bool replace,
                          struct rv_error *error);

#endif
