/* Where scenes come from: files, folders, and those compiled into the program. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "embedded.h"
#include "scene/scene.h"
#include "scene/settings.h"

enum { SCENE_BYTES_MAX = 1 << 20, NAMES_MAX = 256 };

size_t
scene_bundled_count(void)
{
    return embedded_scenes_count;
}

const char *
scene_bundled_name(size_t i)
{
    return embedded_scenes[i].name;
}

const char *
scene_bundled_text(size_t i, size_t *n)
{
    *n = embedded_scenes[i].size;
    return embedded_scenes[i].bytes;
}

static bool
is_bundled(const char *name)
{
    for (size_t i = 0; i < embedded_scenes_count; i++)
        if (strcmp(name, embedded_scenes[i].name) == 0)
            return true;
    return false;
}

static enum rv_status
load_bundled(struct scene **out, const char *name, struct faults *faults)
{
    const char *words[NAMES_MAX];
    struct rv_error error;
    size_t n = embedded_scenes_count;
    for (size_t i = 0; i < n && i < NAMES_MAX; i++) {
        words[i] = embedded_scenes[i].name;
        if (strcmp(name, words[i]) == 0)
            return scene_parse(out, name, embedded_scenes[i].bytes,
                               embedded_scenes[i].size, faults);
    }
    settings_unknown("scene", name, "", words, n, &error);
    faults_add(faults, 0, 0, "no such file; %s", error.text);
    return RV_E_UNKNOWN;
}

/* Read all of @fd; a file that grows meanwhile is cut at the limit and refused. */
static enum rv_status
read_all(int fd, char *buffer, size_t *n, struct faults *faults)
{
    *n = 0;
    while (*n <= SCENE_BYTES_MAX) {
        ssize_t got = read(fd, buffer + *n, SCENE_BYTES_MAX + 1 - *n);
        if (got == 0)
            return RV_OK;
        if (got < 0 && errno != EINTR) {
            faults_add(faults, 0, 0, "cannot be read: %s", strerror(errno));
            return RV_E_IO;
        }
        *n += got > 0 ? (size_t)got : 0;
    }
    faults_add(faults, 0, 0, "too large for a scene (at most 1 MiB)");
    return RV_E_IO;
}

/* O_NONBLOCK: opening a FIFO that nobody writes must not wait. */
static int
open_regular(const char *name, struct faults *faults)
{
    struct stat info;
    int fd = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0 || fstat(fd, &info) != 0)
        faults_add(faults, 0, 0, "cannot be opened: %s", strerror(errno));
    else if (S_ISDIR(info.st_mode))
        faults_add(faults, 0, 0, "is a folder, not a scene");
    else if (!S_ISREG(info.st_mode))
        faults_add(faults, 0, 0, "is not a regular file");
    else if (info.st_size > SCENE_BYTES_MAX)
        faults_add(faults, 0, 0, "too large for a scene (at most 1 MiB)");
    else
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static enum rv_status
load_file(struct scene **out, const char *name, struct faults *faults)
{
    size_t n;
    int fd = open_regular(name, faults);
    if (fd < 0)
        return RV_E_IO;
    char *text = malloc(SCENE_BYTES_MAX + 1);
    enum rv_status status = RV_E_MEMORY;
    if (text)
        status = read_all(fd, text, &n, faults);
    else
        faults_add(faults, 0, 0, "out of memory");
    if (status == RV_OK)
        status = scene_parse(out, name, text, n, faults);
    free(text);
    close(fd);
    return status;
}

enum rv_status
scene_load(struct scene **out, const char *name, struct faults *faults)
{
    struct stat info;
    *out = NULL;
    if (!is_bundled(name) && (stat(name, &info) == 0 || strchr(name, '/')))
        return load_file(out, name, faults);
    return load_bundled(out, name, faults);
}

static int
by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
is_scene_file(const char *name)
{
    size_t n = strlen(name);
    return name[0] != '.' && n > 5 && strcmp(name + n - 5, ".yaml") == 0;
}

static bool
append_name(char ***names, size_t *n, const char *folder, const char *entry)
{
    char **grown = realloc(*names, (*n + 1) * sizeof *grown);
    if (!grown)
        return false;
    *names = grown;
    bool slash = !entry || folder[strlen(folder) - 1] == '/';
    if (asprintf(&grown[*n], "%s%s%s", folder, slash ? "" : "/", entry ? entry : "") < 0)
        return false;
    ++*n;
    return true;
}

static void
free_names(char ***names, size_t *n)
{
    for (size_t i = 0; i < *n; i++)
        free((*names)[i]);
    free(*names);
    *names = NULL;
    *n = 0;
}

static enum rv_status
expand_folder(DIR *folder, const char *name, char ***names, size_t *n,
              struct rv_error *error)
{
    for (struct dirent *entry; (entry = readdir(folder));)
        if (is_scene_file(entry->d_name) && !append_name(names, n, name, entry->d_name)) {
            free_names(names, n);
            return rv_fail(error, RV_E_MEMORY, "out of memory");
        }
    if (*n == 0)
        return rv_fail(error, RV_E_UNKNOWN, "%.120s: the folder holds no *.yaml", name);
    qsort(*names, *n, sizeof **names, by_bytes);
    return RV_OK;
}

enum rv_status
scene_expand(const char *argument, char ***names, size_t *n, struct rv_error *error)
{
    struct stat info;
    *names = NULL;
    *n = 0;
    if (is_bundled(argument) || stat(argument, &info) != 0 || !S_ISDIR(info.st_mode)) {
        if (append_name(names, n, argument, NULL))
            return RV_OK;
        free_names(names, n);
        return rv_fail(error, RV_E_MEMORY, "out of memory");
    }
    DIR *folder = opendir(argument);
    if (!folder)
        return rv_fail(error, RV_E_IO, "%.120s: %s", argument, strerror(errno));
    enum rv_status status = expand_folder(folder, argument, names, n, error);
    closedir(folder);
    return status;
}
