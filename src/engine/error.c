/* Filling struct rv_error. */
#include <stdarg.h>
#include <stdio.h>

#include <ravine/status.h>

enum rv_status
rv_fail(struct rv_error *error, enum rv_status status, const char *format, ...)
{
    if (!error)
        return status;
    *error = (struct rv_error){.status = status};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    return status;
}
