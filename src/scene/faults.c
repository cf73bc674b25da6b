#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "scene/faults.h"
#include "scene/text.h"

enum { FAULTS_MAX = 100 };

static bool
grow(struct faults *faults)
{
    if (faults->n < faults->capacity)
        return true;
    size_t capacity = faults->capacity ? 2 * faults->capacity : 8;
    struct fault *items = realloc(faults->items, capacity * sizeof *items);
    if (!items)
        return false;
    faults->items = items;
    faults->capacity = capacity;
    return true;
}

void
faults_add(struct faults *faults, int line, int column, const char *format, ...)
{
    if (faults->n >= FAULTS_MAX || !grow(faults)) {
        faults->more++;
        return;
    }
    struct fault *fault = &faults->items[faults->n++];
    fault->line = line;
    fault->column = column;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(fault->text, sizeof fault->text, format, arguments);
    va_end(arguments);
    text_tame(fault->text);
}

static bool
stands_before(const struct fault *a, const struct fault *b)
{
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

/* Insertion keeps faults of one place in the order they were found. */
void
faults_sort(struct faults *faults)
{
    for (size_t i = 1; i < faults->n; i++) {
        struct fault fault = faults->items[i];
        size_t k = i;
        for (; k > 0 && stands_before(&fault, &faults->items[k - 1]); k--)
            faults->items[k] = faults->items[k - 1];
        faults->items[k] = fault;
    }
}

void
faults_finish(struct faults *faults)
{
    free(faults->items);
    *faults = (struct faults){0};
}

void
faults_print(const struct faults *faults, const char *file, FILE *out)
{
    char name[256];
    snprintf(name, sizeof name, "%s", file);
    text_tame(name);
    for (size_t i = 0; i < faults->n; i++) {
        const struct fault *fault = &faults->items[i];
        if (fault->line > 0)
            fprintf(out, "%s:%d:%d: %s\n", name, fault->line, fault->column, fault->text);
        else
            fprintf(out, "%s: %s\n", name, fault->text);
    }
    if (faults->more)
        fprintf(out, "%s: and %zu more\n", name, faults->more);
}
