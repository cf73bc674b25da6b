#include "write.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
write_all(int fd, const char *bytes, size_t left)
{
    while (left > 0) {
        ssize_t n = write(fd, bytes, left);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        left -= (size_t)n;
    }
    return true;
}

/* As any new file would be: mkstemp() makes it the owner's alone. */
static void
share(int fd)
{
    mode_t mask = umask(0);
    umask(mask);
    (void)fchmod(fd, 0666 & ~mask);
}

/* link() does not replace what is there, rename() does; both are all or nothing. */
static bool
move(const char *from, const char *to, bool replace)
{
    if (replace)
        return rename(from, to) == 0;
    if (link(from, to) != 0)
        return false;
    unlink(from);
    return true;
}

static enum rv_status
write_beside(const char *bytes, size_t n, const char *path, bool replace,
             struct rv_error *error)
{
    char beside[4096];
    int length = snprintf(beside, sizeof beside, "%s.XXXXXX", path);
    if (length < 0 || (size_t)length >= sizeof beside)
        return rv_fail(error, RV_E_IO, "the name is too long");
    int fd = mkstemp(beside);
    if (fd < 0)
        return rv_fail(error, RV_E_IO, "%s: %s", path, strerror(errno));
    share(fd);
    bool written = write_all(fd, bytes, n) && fsync(fd) == 0;
    int reason = errno;
    written = close(fd) == 0 && written;
    if (written && move(beside, path, replace))
        return RV_OK;
    reason = written ? errno : reason;
    unlink(beside);
    if (written && reason == EEXIST)
        return rv_fail(error, RV_E_RANGE, "%s exists", path);
    return rv_fail(error, RV_E_IO, "%s: %s", path, strerror(reason));
}

/* A pipe or a device takes bytes; nothing can be moved to its place. */
static enum rv_status
write_through(const char *bytes, size_t n, const char *path, struct rv_error *error)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool written = fd >= 0 && write_all(fd, bytes, n);
    int reason = errno;
    if (fd >= 0 && close(fd) != 0 && written) {
        reason = errno;
        written = false;
    }
    return written ? RV_OK : rv_fail(error, RV_E_IO, "%s: %s", path, strerror(reason));
}

enum rv_status
file_write(const char *bytes, size_t n, const char *path, bool replace,
           struct rv_error *error)
{
    struct stat there;
    if (replace && stat(path, &there) == 0 && !S_ISREG(there.st_mode))
        return write_through(bytes, n, path, error);
    return write_beside(bytes, n, path, replace, error);
}
