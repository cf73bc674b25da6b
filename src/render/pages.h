/**
 * @file pages.h
 * Memory for a whole raster.
 */
#ifndef RENDER_PAGES_H
#define RENDER_PAGES_H

#include <stddef.h>

/**
 * calloc() for what is written from end to end at once: the system is asked for all its
 * pages together. One by one, each costs a fault of its own, in a virtual machine more
 * than what is computed to fill it. Given back with free().
 */
void *pages_calloc(size_t n, size_t size);

#endif
