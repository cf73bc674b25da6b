#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/options.h"
#include "cli/output.h"

const char *
output_number(double value, char buffer[OUTPUT_NUMBER_MAX])
{
    if (isnan(value))
        return "nan";
    snprintf(buffer, OUTPUT_NUMBER_MAX, "%.17g", value);
    return buffer;
}

void
output_csv(const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, stdout);
        return;
    }
    putchar('"');
    for (const char *c = text; *c; c++) {
        if (*c == '"')
            putchar('"');
        putchar(*c);
    }
    putchar('"');
}

void
output_json(const char *text)
{
    putchar('"');
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\')
            putchar('\\');
        if ((unsigned char)*c < 0x20)
            printf("\\u%04x", (unsigned)*c);
        else
            putchar(*c);
    }
    putchar('"');
}

int
output_broken(void)
{
    return ferror(stdout);
}

int
output_finish(int status)
{
    errno = 0;
    int failed = ferror(stdout) | fflush(stdout);
    if (!failed)
        return status;
    if (errno != EPIPE)
        fprintf(stderr, "ravine: the output cannot be written: %s\n",
                errno ? strerror(errno) : "write error");
    return EXIT_ENVIRONMENT;
}
