/*
 * Between the test and the program stands a session leader, as a shell would: only in the
 * foreground group of a session whose leader lives can a program be stopped and
 * continued, and the leader keeps the terminal open after the program's end, so that it
 * can be looked at. It writes each wait status to a pipe; a byte from the test continues
 * the program, the end of file ends everything.
 */
#include "spawn.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void
set_environment(const struct pty_options *options)
{
    static const char *const unset[] = {"COLORTERM", "NO_COLOR", "COLORFGBG", "ESCDELAY",
                                        "LINES",     "COLUMNS",  "TMUX",      "STY"};
    for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
        unsetenv(unset[i]);
    setenv("LC_ALL", "C.UTF-8", 1);
    if (options->term && !*options->term)
        unsetenv("TERM");
    else
        setenv("TERM", options->term ? options->term : "xterm-256color", 1);
    for (const char *const *item = options->env; item && *item; item++) {
        const char *equals = strchr(*item, '=');
        char name[64] = "";
        size_t length = equals ? (size_t)(equals - *item) : strlen(*item);
        memcpy(name, *item, length < sizeof name ? length : sizeof name - 1);
        if (equals)
            setenv(name, equals + 1, 1);
        else
            unsetenv(name);
    }
}

static void
to_foreground(pid_t group)
{
    signal(SIGTTOU, SIG_IGN);
    tcsetpgrp(STDIN_FILENO, group);
    signal(SIGTTOU, SIG_DFL);
}

/* As a login gives them, whatever the suite was started under (nohup ignores HUP). */
static void
reset_signals(void)
{
    static const int signals[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGTERM,
                                  SIGPIPE, SIGTSTP, SIGCHLD, SIGWINCH};
    sigset_t none;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void
become_program(const char *const *argv, const struct pty_options *options,
               struct timespec *at)
{
    setpgid(0, 0);
    to_foreground(getpid());
    reset_signals();
    set_environment(options);
    clock_gettime(CLOCK_MONOTONIC, at);
    execv(argv[0], (char *const *)argv);
    perror(argv[0]);
    _exit(127);
}

static void
report(int fd, int value)
{
    if (write(fd, &value, sizeof value) != sizeof value)
        _exit(1);
}

/* The session leader: @reports out, @control in, into @at when the program begins. */
static void
lead(const char *const *argv, const struct pty_options *options, int reports, int control,
     struct timespec *at)
{
    int status;
    char byte;
    if (read(control, &byte, 1) != 1) /* the terminal has been looked at */
        _exit(1);
    pid_t pid = fork();
    if (pid == 0) {
        close(reports);
        close(control);
        become_program(argv, options, at);
    }
    setpgid(pid, pid);
    report(reports, (int)pid);
    while (waitpid(pid, &status, WUNTRACED) == pid) {
        to_foreground(getpgrp());
        report(reports, status);
        if (read(control, &byte, 1) != 1)
            break;
        to_foreground(pid);
        kill(-pid, SIGCONT);
    }
    kill(-pid, SIGKILL);
    _exit(0);
}

bool
spawn_in_terminal(const char *const *argv, const struct pty_options *options, int cols,
                  int rows, struct spawned *out)
{
    int reports[2], control[2], pid = 0;
    struct winsize size = {.ws_col = (unsigned short)cols,
                           .ws_row = (unsigned short)rows};
    if (pipe2(reports, O_CLOEXEC) != 0 || pipe2(control, O_CLOEXEC) != 0)
        return false;
    out->at = mmap(NULL, sizeof *out->at, PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (out->at == MAP_FAILED)
        return false;
    out->leader = forkpty(&out->master, NULL, NULL, &size);
    if (out->leader == 0) {
        close(reports[0]);
        close(control[1]);
        lead(argv, options, reports[1], control[0], out->at);
    }
    close(reports[1]);
    close(control[0]);
    out->reports = reports[0];
    out->control = control[1];
    if (out->leader < 0)
        return false;
    fcntl(out->master, F_SETFD, FD_CLOEXEC);
    tcgetattr(out->master, &out->before);
    bool heard = write(out->control, "s", 1) == 1 &&
                 read(out->reports, &pid, sizeof pid) == sizeof pid;
    out->pid = pid;
    return heard;
}
