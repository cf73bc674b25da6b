#include <stdlib.h>

#include "settings.h"

enum rv_status
settings_prepare(void **self, const struct rv_settings *settings,
                 const struct rv_data *data, struct rv_error *error)
{
    struct rv_settings *copy = malloc(sizeof *copy);
    (void)data;
    if (!copy)
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    *copy = *settings;
    *self = copy;
    return RV_OK;
}

void
settings_release(void *self)
{
    free(self);
}
