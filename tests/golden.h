/**
 * @file golden.h
 * Pictures as text, kept beside the tests: a picture that changes must be looked at.
 */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/** Compare @text with the file @path; with UPDATE_GOLDEN set it is written instead. */
#define assert_golden(path, text) assert_golden_at((path), (text), __FILE__, __LINE__)

/* The whole file, or "" where there is none. */
static inline char *
golden_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t n = 0, size = 1 << 20;
    char *text = calloc(size + 1, 1);
    if (file && text)
        n = fread(text, 1, size, file);
    if (file)
        fclose(file);
    if (text)
        text[n] = '\0';
    return text;
}

static inline void
golden_show_difference(const char *have, const char *want)
{
    for (int line = 1; *have || *want; line++) {
        size_t a = strcspn(have, "\n"), b = strcspn(want, "\n");
        if (a != b || memcmp(have, want, a) != 0)
            print_error("line %d\n  was %.*s\n  now %.*s\n", line, (int)b, want, (int)a,
                        have);
        have += a + (have[a] == '\n');
        want += b + (want[b] == '\n');
    }
}

static inline void
assert_golden_at(const char *path, const char *text, const char *file, int line)
{
    if (getenv("UPDATE_GOLDEN")) {
        FILE *out = fopen(path, "wb");
        if (!out || fputs(text, out) < 0 || fclose(out) != 0) {
            print_error("cannot write %s\n", path);
            _fail(file, line);
        }
        return;
    }
    char *want = golden_read(path);
    if (!want || strcmp(text, want) != 0) {
        golden_show_difference(text, want ? want : "");
        print_error("%s differs. If the new picture is right, renew it:\n"
                    "  UPDATE_GOLDEN=1 meson test -C build\n",
                    path);
        free(want);
        _fail(file, line);
    }
    free(want);
}

#endif
