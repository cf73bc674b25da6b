#include "export_job.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct result {
    enum rv_status status;
    struct rv_error error;
};

/* Nothing of the terminal's: neither its signals nor what this program does on them, nor
 * a descriptor that would keep it open after the program's end. */
static void
leave_terminal(int keep)
{
    enum { SIGNALS = 32, DESCRIPTORS = 256, LESS_URGENT = 5 };
    sigset_t none;
    setsid();
    for (int i = 1; i < SIGNALS; i++)
        signal(i, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd <= STDERR_FILENO && null >= 0; fd++)
        dup2(null, fd);
    for (int fd = STDERR_FILENO + 1; fd < DESCRIPTORS; fd++)
        if (fd != keep)
            close(fd);
    if (nice(LESS_URGENT) < 0)
        return; /* then it is as urgent */
}

bool
export_job_start(struct export_job *job, export_work_fn *work, void *ctx)
{
    int ends[2];
    *job = (struct export_job){0};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    job->pid = fork();
    if (job->pid == 0) {
        struct result result = {0};
        leave_terminal(ends[1]);
        result.status = work(ctx, &result.error);
        _exit(write(ends[1], &result, sizeof result) != sizeof result);
    }
    close(ends[1]);
    job->fd = ends[0];
    if (job->pid > 0)
        return true;
    close(ends[0]);
    *job = (struct export_job){0};
    return false;
}

bool
export_job_ended(const struct export_job *job, int ms)
{
    struct pollfd end = {.fd = job->fd, .events = POLLIN};
    return job->pid > 0 && poll(&end, 1, ms) > 0;
}

static void
reap(struct export_job *job)
{
    close(job->fd);
    while (waitpid(job->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    *job = (struct export_job){0};
}

enum rv_status
export_job_take(struct export_job *job, struct rv_error *error)
{
    struct result result;
    ssize_t n = read(job->fd, &result, sizeof result);
    reap(job);
    if (n != sizeof result)
        return rv_fail(error, RV_E_IO, "the picture could not be drawn");
    *error = result.error;
    return result.status;
}

void
export_job_stop(struct export_job *job)
{
    if (job->pid <= 0)
        return;
    kill(job->pid, SIGKILL);
    reap(job);
}

void
export_job_leave(struct export_job *job)
{
    if (job->pid > 0)
        close(job->fd);
    *job = (struct export_job){0};
}
