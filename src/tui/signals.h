/**
 * @file signals.h
 * Signals wait until the loop does: they are open only inside its one ppoll(), handlers
 * only note what came, and the loop looks after every return.
 */
#ifndef TUI_SIGNALS_H
#define TUI_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/** What came since the last look. */
struct signals {
    int end;      /**< INT, TERM, HUP or QUIT; 0: none */
    bool resized; /**< SIGWINCH */
    bool stop;    /**< SIGTSTP */
    bool resumed; /**< SIGCONT */
};

/** Before curses is opened: it leaves alone what is already handled. */
void signals_install(void);
void signals_remove(void);
/** For ppoll(). */
const sigset_t *signals_mask(void);
struct signals signals_take(void);
/** Stop as SIGTSTP would have; returns when the program is continued. */
void signals_stop(void);

#endif
