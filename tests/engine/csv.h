/**
 * @file csv.h
 * The reference files: commas, no quotes, one header line.
 */
#ifndef TESTS_ENGINE_CSV_H
#define TESTS_ENGINE_CSV_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CSV_FIELDS = 16 };

struct csv {
    char *text;
    char *(*rows)[CSV_FIELDS]; /* cut out of @text; missing fields are NULL */
    size_t n;
};

static inline char *
read_text(const char *folder, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *text = calloc(1, size + 1);
    if (text && fread(text, 1, size, file) != size) {
        free(text);
        text = NULL;
    }
    fclose(file);
    return text;
}

static inline void
cut_row(char *line, char *fields[CSV_FIELDS])
{
    for (size_t i = 0; i < CSV_FIELDS && line; i++) {
        fields[i] = line;
        line = strchr(line, ',');
        if (line)
            *line++ = '\0';
    }
}

/** Rows of @folder/@name without its header; @return false if there is no such file. */
static inline bool
csv_open(struct csv *csv, const char *folder, const char *name)
{
    *csv = (struct csv){.text = read_text(folder, name)};
    if (!csv->text)
        return false;
    size_t lines = 0;
    for (const char *at = csv->text; *at; at++)
        lines += *at == '\n';
    csv->rows = calloc(lines + 1, sizeof *csv->rows);
    char *save = NULL, *line = strtok_r(csv->text, "\n", &save);
    while (line && (line = strtok_r(NULL, "\n", &save)))
        cut_row(line, csv->rows[csv->n++]);
    return true;
}

static inline void
csv_close(struct csv *csv)
{
    free(csv->rows);
    free(csv->text);
}

#endif
