#include "tui/signals.h"

#include <stddef.h>
#include <time.h>

/* All that are held back outside ppoll(), and what notes them. */
static const int watched[] = {SIGINT,   SIGTERM, SIGHUP, SIGQUIT,
                              SIGWINCH, SIGTSTP, SIGCONT};
enum { N_WATCHED = sizeof watched / sizeof *watched };

static volatile sig_atomic_t end, resized, stop, resumed;
static struct sigaction before[N_WATCHED];
static sigset_t outside;

static void
note(int sig)
{
    switch (sig) {
    case SIGWINCH:
        resized = 1;
        break;
    case SIGTSTP:
        stop = 1;
        break;
    case SIGCONT:
        resumed = 1;
        break;
    default:
        end = sig;
    }
}

static void
watch(int sig, struct sigaction *old)
{
    struct sigaction action = {.sa_handler = note};
    sigfillset(&action.sa_mask);
    struct sigaction now;
    sigaction(sig, NULL, &now);
    if (old)
        *old = now;
    /* What the parent had ignored stays so: nohup, shells without job control. */
    if (now.sa_handler != SIG_IGN || sig == SIGWINCH || sig == SIGCONT)
        sigaction(sig, &action, NULL);
}

void
signals_install(void)
{
    sigset_t held;
    sigemptyset(&held);
    for (int i = 0; i < N_WATCHED; i++)
        sigaddset(&held, watched[i]);
    sigprocmask(SIG_BLOCK, &held, &outside);
    for (int i = 0; i < N_WATCHED; i++) {
        sigdelset(&outside, watched[i]);
        watch(watched[i], &before[i]);
    }
    end = resized = stop = resumed = 0;
}

void
signals_remove(void)
{
    for (int i = 0; i < N_WATCHED; i++)
        sigaction(watched[i], &before[i], NULL);
    sigprocmask(SIG_SETMASK, &outside, NULL);
}

const sigset_t *
signals_mask(void)
{
    return &outside;
}

struct signals
signals_take(void)
{
    struct signals got = {
        .end = end, .resized = resized, .stop = stop, .resumed = resumed};
    resized = stop = resumed = 0;
    return got;
}

void
signals_stop(void)
{
    sigset_t only, resume;
    sigemptyset(&only);
    sigaddset(&only, SIGTSTP);
    sigemptyset(&resume);
    sigaddset(&resume, SIGCONT);
    signal(SIGTSTP, SIG_DFL);
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &only, NULL); /* here the program stops */
    sigprocmask(SIG_BLOCK, &only, NULL);
    watch(SIGTSTP, NULL);
    /* The SIGCONT that ended the wait needs no answer of its own. */
    sigtimedwait(&resume, NULL, &(struct timespec){0});
}
