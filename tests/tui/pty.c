#include "pty_private.h"
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static int64_t
now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct pty *
pty_spawn(const char *const *argv, const struct pty_options *options)
{
    struct pty *pty = calloc(1, sizeof *pty);
    assert_non_null(pty);
    pty->cols = options->cols ? options->cols : 80;
    pty->rows = options->rows ? options->rows : 24;
    struct spawned spawned;
    assert_true(spawn_in_terminal(argv, options, pty->cols, pty->rows, &spawned));
    pty->master = spawned.master;
    pty->reports = spawned.reports;
    pty->control = spawned.control;
    pty->leader = spawned.leader;
    pty->pid = spawned.pid;
    pty->before = spawned.before;
    pty->at = spawned.at;
    pty->background = options->background;
    pty->silent = options->silent;
    pty_make_screen(pty);
    return pty;
}

double
pty_age_ms(const struct pty *pty)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - pty->at->tv_sec) * 1e3 +
           (double)(now.tv_nsec - pty->at->tv_nsec) / 1e6;
}

void
pty_destroy(struct pty *pty)
{
    if (!pty)
        return;
    if (!pty->exited)
        kill(-pty->pid, SIGKILL);
    close(pty->control);
    close(pty->reports);
    if (pty->master >= 0)
        close(pty->master);
    waitpid(pty->leader, NULL, 0);
    vterm_free(pty->vterm);
    munmap(pty->at, sizeof *pty->at);
    free(pty->output);
    free(pty);
}

static void
keep_output(struct pty *pty, const char *bytes, size_t n)
{
    pty->bytes += n;
    if (pty->length + n + 1 > pty->room) {
        pty->room = 2 * (pty->length + n + 1);
        pty->output = realloc(pty->output, pty->room);
        assert_non_null(pty->output);
    }
    memcpy(pty->output + pty->length, bytes, n);
    pty->length += n;
    pty->output[pty->length] = '\0';
}

/* libvterm does not know the question. */
static void
answer_background(struct pty *pty)
{
    static const char question[] = "\033]11;?\033\\";
    char text[64];
    const char *at = strstr(pty->output + pty->asked_from, question);
    if (!at || !pty->background)
        return;
    pty->asked_from = (size_t)(at - pty->output) + sizeof question - 1;
    int n = snprintf(text, sizeof text, "\033]11;%s\033\\", pty->background);
    pty_answer(pty, text, (size_t)n);
}

static void
take_report(struct pty *pty)
{
    int status;
    if (read(pty->reports, &status, sizeof status) != sizeof status) {
        pty->ended = true;
    } else if (WIFSTOPPED(status)) {
        pty->stopped = true;
    } else {
        pty->exited = true;
        pty->status = status;
    }
}

/* Take what has come within @ms. @return false when nothing did. */
static bool
pump(struct pty *pty, int ms)
{
    struct pollfd fds[2] = {
        {.fd = pty->stalled ? -1 : pty->master, .events = POLLIN},
        {.fd = pty->reports,                    .events = POLLIN}
    };
    if (pty->ended || poll(fds, 2, ms) <= 0)
        return false;
    if (fds[0].revents) {
        char bytes[16384];
        ssize_t n = read(pty->master, bytes, sizeof bytes);
        if (n > 0) {
            keep_output(pty, bytes, (size_t)n);
            answer_background(pty);
            vterm_input_write(pty->vterm, bytes, (size_t)n);
        } else {
            pty->ended = true;
        }
        return true;
    }
    take_report(pty);
    return true;
}

bool
pty_until(struct pty *pty, bool (*done)(struct pty *pty, const void *arg),
          const void *arg)
{
    int64_t end = now_ms() + PTY_PATIENCE_MS;
    while (!done(pty, arg)) {
        int64_t left = end - now_ms();
        if (left <= 0 || (!pump(pty, (int)left) && pty->ended))
            return done(pty, arg);
    }
    return true;
}

void
pty_run(struct pty *pty, int ms)
{
    int64_t end = now_ms() + ms;
    for (int64_t left = ms; left > 0 && !pty->ended; left = end - now_ms())
        pump(pty, (int)left);
}

static void
send_bytes(struct pty *pty, const char *bytes, size_t length)
{
    assert_int_equal(write(pty->master, bytes, length), (ssize_t)length);
}

void
pty_type(struct pty *pty, const char *bytes)
{
    send_bytes(pty, bytes, strlen(bytes));
}

void
pty_mouse(struct pty *pty, int button, int col, int row, bool pressed)
{
    char bytes[40];
    int n = snprintf(bytes, sizeof bytes, "\033[<%d;%d;%d%c", button, col + 1, row + 1,
                     pressed ? 'M' : 'm');
    send_bytes(pty, bytes, (size_t)n);
}

void
pty_resize(struct pty *pty, int cols, int rows)
{
    struct winsize size = {.ws_col = (unsigned short)cols,
                           .ws_row = (unsigned short)rows};
    pty->cols = cols;
    pty->rows = rows;
    vterm_set_size(pty->vterm, rows, cols);
    assert_return_code(ioctl(pty->master, TIOCSWINSZ, &size), errno);
}

void
pty_scribble(struct pty *pty, const char *bytes)
{
    vterm_input_write(pty->vterm, bytes, strlen(bytes));
}

void
pty_signal(struct pty *pty, int sig)
{
    assert_return_code(kill(pty->pid, sig), errno);
}

void
pty_stall(struct pty *pty, bool stalled)
{
    pty->stalled = stalled;
}

void
pty_mute(struct pty *pty, bool muted)
{
    pty->muted = muted;
    if (muted)
        return;
    pty_answer(pty, pty->kept, pty->n_kept);
    pty->n_kept = 0;
}

void
pty_continue(struct pty *pty)
{
    pty->stopped = false;
    assert_int_equal(write(pty->control, "c", 1), 1);
}

static bool
shows(struct pty *pty, const void *text)
{
    return pty_shows(pty, text);
}

static bool
shows_not(struct pty *pty, const void *text)
{
    return !pty_shows(pty, text);
}

void
pty_expect(struct pty *pty, const char *text)
{
    if (pty_until(pty, shows, text))
        return;
    pty_dump(pty);
    fail_msg("the screen does not show '%s'", text);
}

void
pty_expect_gone(struct pty *pty, const char *text)
{
    if (pty_until(pty, shows_not, text))
        return;
    pty_dump(pty);
    fail_msg("the screen still shows '%s'", text);
}

static bool
has_exited(struct pty *pty, const void *arg)
{
    (void)arg;
    return pty->exited;
}

static bool
has_stopped(struct pty *pty, const void *arg)
{
    (void)arg;
    return pty->stopped;
}

int
pty_wait_exit(struct pty *pty)
{
    if (!pty_until(pty, has_exited, NULL)) {
        pty_dump(pty);
        fail_msg("the program does not end");
    }
    while (pump(pty, 0))
        ; /* its last words */
    return pty->status;
}

void
pty_wait_stop(struct pty *pty)
{
    if (!pty_until(pty, has_stopped, NULL)) {
        pty_dump(pty);
        fail_msg("the program does not stop");
    }
    while (pump(pty, 0))
        ;
}

/* The leader dies of it too, so that nobody tells: look whether it is still there. */
bool
pty_hang_up(struct pty *pty)
{
    close(pty->master);
    pty->master = -1;
    pty->ended = pty->exited = true;
    int64_t end = now_ms() + PTY_PATIENCE_MS;
    char path[64], state[128] = "R";
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pty->pid);
    while (now_ms() < end) {
        FILE *file = fopen(path, "r");
        bool gone = !file || !fgets(state, sizeof state, file) || strstr(state, ") Z");
        if (file)
            fclose(file);
        if (gone)
            return true;
        poll(NULL, 0, 5);
    }
    kill(-pty->pid, SIGKILL);
    return false;
}

const char *
pty_output(const struct pty *pty, size_t *length)
{
    if (length)
        *length = pty->length;
    return pty->output ? pty->output : "";
}

bool
pty_input_waits(struct pty *pty)
{
    int n = 0;
    int own = open(ptsname(pty->master), O_RDWR | O_NOCTTY);
    struct termios raw = pty->before;
    assert_return_code(own, errno);
    cfmakeraw(&raw); /* in lines it would wait for an end of line */
    tcsetattr(own, TCSANOW, &raw);
    assert_return_code(ioctl(own, FIONREAD, &n), errno);
    close(own);
    return n > 0;
}

bool
pty_alternate(const struct pty *pty)
{
    return pty->alternate;
}

bool
pty_mouse_on(const struct pty *pty)
{
    return pty->mouse;
}

pid_t
pty_pid(const struct pty *pty)
{
    return pty->pid;
}

size_t
pty_bytes(const struct pty *pty)
{
    return pty->bytes;
}

int64_t
pty_cpu_ns(const struct pty *pty)
{
    clockid_t clock;
    struct timespec used;
    assert_int_equal(clock_getcpuclockid(pty->pid, &clock), 0);
    assert_return_code(clock_gettime(clock, &used), errno);
    return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}

long
pty_status(const struct pty *pty, const char *name)
{
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%d/status", (int)pty->pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return -1;
    long value = -1;
    while (value < 0 && fgets(line, sizeof line, file))
        if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':')
            value = strtol(line + strlen(name) + 1, NULL, 10);
    fclose(file);
    return value;
}
