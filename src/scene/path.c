#include "scene/path.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Length of the folder in front of the last part of @path, with its slash. */
static size_t
folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

static bool
fits(int length, size_t size)
{
    return length >= 0 && (size_t)length < size;
}

bool
path_beside(char *out, size_t size, const char *scene, const char *name)
{
    size_t n = name[0] == '/' ? 0 : folder_length(scene);
    return fits(snprintf(out, size, "%.*s%s", (int)n, scene, name), size);
}

/* The folder of @path without links and detours, ending in a slash. */
static bool
real_folder(char out[PATH_MAX + 1], const char *path)
{
    char folder[PATH_MAX];
    size_t n = folder_length(path);
    if (!fits(snprintf(folder, sizeof folder, "%.*s", (int)n, n ? path : ""),
              sizeof folder) ||
        !realpath(n ? folder : ".", out))
        return false;
    size_t length = strlen(out);
    if (out[length - 1] != '/')
        strcpy(out + length, "/");
    return true;
}

/* How much of two folders is the same, up to a slash. */
static size_t
common_length(const char *a, const char *b)
{
    size_t same = 0;
    for (size_t i = 0; a[i] && a[i] == b[i]; i++)
        if (a[i] == '/')
            same = i + 1;
    return same;
}

/* "../" for each folder in @below. */
static size_t
climb(char *out, size_t size, const char *below)
{
    size_t used = 0;
    for (; (below = strchr(below, '/')) && used + 3 < size; below++, used += 3)
        memcpy(out + used, "../", 3);
    return used;
}

bool
path_from(char *out, size_t size, const char *scene, const char *name)
{
    char here[PATH_MAX + 1], there[PATH_MAX + 1];
    if (!real_folder(here, scene) || !real_folder(there, name))
        return false;
    size_t same = common_length(here, there), used = climb(out, size, here + same);
    const char *base = name + folder_length(name);
    bool plain = used == 0 && !there[same] && !strchr(base, '.');
    int length = snprintf(out + used, size - used, "%s%s%s", plain ? "./" : "",
                          there + same, base);
    return fits(length, size - used);
}
