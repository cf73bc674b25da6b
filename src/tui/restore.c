#include "tui/restore.h"

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct termios line;
static char text[512];
static size_t length;
static volatile sig_atomic_t armed;

static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
enum { N_CRASHES = sizeof crashes / sizeof *crashes };
static struct sigaction before[N_CRASHES];
static char stack[65536];
static stack_t stack_before;

static void
put_back(void)
{
    for (size_t done = 0; done < length;) {
        ssize_t n = write(STDOUT_FILENO, text + done, length - done);
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &line);
}

/* Runs on its own stack, since the other may be what overflowed. SA_RESETHAND has put the
 * default back: raising the signal again ends the program as it would have ended. */
static void
on_crash(int sig)
{
    if (armed) {
        armed = 0;
        put_back();
    }
    raise(sig);
}

static void
on_exit_call(void)
{
    if (armed) {
        armed = 0;
        put_back();
    }
}

void
restore_arm(const char *leave, const struct termios *settings)
{
    static bool registered;
    if (!registered)
        registered = atexit(on_exit_call) == 0;
    line = *settings;
    length = strlen(leave) < sizeof text ? strlen(leave) : sizeof text;
    memcpy(text, leave, length);
    armed = 1;
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, &stack_before);
    struct sigaction action = {.sa_handler = on_crash,
                               .sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < N_CRASHES; i++)
        sigaction(crashes[i], &action, &before[i]);
}

void
restore_disarm(void)
{
    if (!armed)
        return;
    armed = 0;
    for (int i = 0; i < N_CRASHES; i++)
        sigaction(crashes[i], &before[i], NULL);
    sigaltstack(&stack_before, NULL);
}
