#include "pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

void *
pages_calloc(size_t n, size_t size)
{
    void *block = calloc(n, size);
#ifdef MADV_POPULATE_WRITE
    /* Whole pages inside; where the system does not know how, nothing is lost. */
    enum { PAGE = 4096, LEAST = 16 * PAGE };
    uintptr_t from = ((uintptr_t)block + PAGE - 1) / PAGE * PAGE;
    uintptr_t end = ((uintptr_t)block + n * size) / PAGE * PAGE;
    if (block && n * size >= LEAST)
        madvise((void *)from, end - from, MADV_POPULATE_WRITE);
#endif
    return block;
}
