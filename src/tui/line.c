#include "tui/line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void
line_open(struct line *line, int fd)
{
    char name[40];
    *line = (struct line){.fd = fd};
    /* Not O_NONBLOCK on @fd itself: the shell has the same description. */
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    int own = open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (own < 0 && ttyname(fd))
        own = open(ttyname(fd), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (own < 0)
        return;
    line->fd = own;
    line->own = true;
}

void
line_close(struct line *line)
{
    if (line->own)
        close(line->fd);
    free(line->pending);
    *line = (struct line){0};
}

static bool
keep(struct line *line, const char *bytes, size_t n)
{
    if (line->sent == line->length)
        line->sent = line->length = 0;
    if (line->length + n > line->room) {
        size_t room = 2 * (line->length + n);
        char *grown = realloc(line->pending, room);
        if (!grown)
            return false;
        line->pending = grown;
        line->room = room;
    }
    memcpy(line->pending + line->length, bytes, n);
    line->length += n;
    return true;
}

/* @return how many were taken; all of them where the terminal is gone: the loop will see
 * that. */
static size_t
take(const struct line *line, const char *bytes, size_t n)
{
    size_t done = 0;
    while (done < n) {
        ssize_t taken = write(line->fd, bytes + done, n - done);
        if (taken > 0)
            done += (size_t)taken;
        else if (taken < 0 && errno == EAGAIN)
            return done;
        else if (taken == 0 || errno != EINTR)
            return n;
    }
    return done;
}

bool
line_push(struct line *line)
{
    line->sent += take(line, line->pending + line->sent, line->length - line->sent);
    return line->sent == line->length;
}

bool
line_write(struct line *line, const char *bytes, size_t n)
{
    size_t done = line_push(line) ? take(line, bytes, n) : 0;
    return done == n || keep(line, bytes + done, n - done);
}

static bool
takes_within(const struct line *line, int ms)
{
    struct pollfd out = {.fd = line->fd, .events = POLLOUT};
    return poll(&out, 1, ms) != 0;
}

bool
line_ready(struct line *line)
{
    return line_push(line) && takes_within(line, 0);
}

static int64_t
now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool
line_drain(struct line *line, int ms)
{
    int64_t end = now_ms() + ms;
    while (!line_push(line)) {
        int64_t left = end - now_ms();
        if (left <= 0)
            return false;
        takes_within(line, (int)left);
    }
    return true;
}

void
line_drop(struct line *line)
{
    line->sent = line->length = 0;
}
