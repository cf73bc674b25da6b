#include "data_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum rv_status
check_regular(const struct stat *info, struct rv_error *error)
{
    if (S_ISDIR(info->st_mode))
        return rv_fail(error, RV_E_IO, "is a folder, not a data file");
    if (!S_ISREG(info->st_mode))
        return rv_fail(error, RV_E_IO, "is not a regular file");
    if (info->st_size > RV_DATA_BYTES_MAX)
        return rv_fail(error, RV_E_IO, "too large for a data set (at most %d MiB)",
                       RV_DATA_BYTES_MAX >> 20);
    return RV_OK;
}

/* A look first: to open a device can have effects. A second one: it may be another by
 * then. O_NONBLOCK: to open a FIFO that nobody writes must not wait. */
static enum rv_status
open_regular(int *fd, size_t *size, const char *name, struct rv_error *error)
{
    struct stat info;
    *fd = -1;
    if (stat(name, &info) != 0)
        return rv_fail(error, RV_E_IO, "cannot be opened: %s", strerror(errno));
    enum rv_status status = check_regular(&info, error);
    if (status != RV_OK)
        return status;
    *fd = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (*fd < 0 || fstat(*fd, &info) != 0)
        return rv_fail(error, RV_E_IO, "cannot be opened: %s", strerror(errno));
    *size = (size_t)info.st_size;
    return check_regular(&info, error);
}

/* Read up to @room bytes; a file that grows meanwhile is cut there. */
static enum rv_status
read_up_to(int fd, char *bytes, size_t room, size_t *size, struct rv_error *error)
{
    *size = 0;
    while (*size < room) {
        ssize_t got = read(fd, bytes + *size, room - *size);
        if (got == 0)
            break;
        if (got < 0 && errno != EINTR)
            return rv_fail(error, RV_E_IO, "cannot be read: %s", strerror(errno));
        *size += got > 0 ? (size_t)got : 0;
    }
    return RV_OK;
}

enum rv_status
data_file_read(char **out, size_t *size, const char *name, struct rv_error *error)
{
    int fd;
    size_t room = 0;
    *out = NULL;
    enum rv_status status = open_regular(&fd, &room, name, error);
    if (status == RV_OK && !(*out = malloc(room + 1)))
        status = rv_fail(error, RV_E_MEMORY, "out of memory");
    if (status == RV_OK)
        status = read_up_to(fd, *out, room + 1, size, error);
    if (status == RV_OK && *size > room)
        status = rv_fail(error, RV_E_IO, "changes while it is read");
    if (fd >= 0)
        close(fd);
    if (status != RV_OK) {
        free(*out);
        *out = NULL;
    }
    return status;
}
