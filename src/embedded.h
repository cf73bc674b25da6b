/**
 * @file embedded.h
 * Files compiled into the binary by embed.py.
 */
#ifndef EMBEDDED_H
#define EMBEDDED_H

#include <stddef.h>

/** One file: its name without folder and ending, its bytes (a NUL follows them). */
struct embedded {
    const char *name, *bytes;
    size_t size;
};

extern const struct embedded embedded_scenes[], embedded_data[];
extern const size_t embedded_scenes_count, embedded_data_count;

#endif
