#include "figure_cairo.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct cairo_functions cairo;

/* Its name has been this since cairo 1.0 of 2005. */
static const char library[] = "libcairo.so.2";

/* A function's address comes as that of an object (POSIX, dlsym()). */
static bool
find(void *from, const char *name, void *function)
{
    void *address = dlsym(from, name);
    memcpy(function, &address, sizeof address);
    return address != NULL;
}

enum rv_status
load_cairo(struct rv_error *error)
{
    static const struct {
        const char *name;
        size_t offset;
    } functions[] = {
#define X(name) {"cairo_" #name, offsetof(struct cairo_functions, name)},
        CAIRO_FUNCTIONS(X)
#undef X
    };
    static bool loaded;
    if (loaded)
        return RV_OK;
    void *from = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!from) /* it is not there, or there is no memory for it */
        return rv_fail(error, RV_E_IO,
                       "%s: no .svg, .pdf and .png (.txt and .ans it can)", dlerror());
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (!find(from, functions[i].name, (char *)&cairo + functions[i].offset))
            return rv_fail(error, RV_E_IO,
                           "there is no %s with %s(): no .svg, .pdf and .png (.txt and "
                           ".ans it can)",
                           library, functions[i].name);
    loaded = true;
    return RV_OK;
}
