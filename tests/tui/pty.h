/**
 * @file pty.h
 * A program in a pseudo-terminal of our own, with libvterm for its screen: spawn it,
 * type, look at the cells, see how it leaves the terminal.
 *
 * Nothing waits for a fixed time. A test says what the screen shall show and the harness
 * pumps bytes until it does, at most PTY_PATIENCE_MS. That something does *not* happen is
 * shown by a later event that does.
 */
#ifndef TESTS_TUI_PTY_H
#define TESTS_TUI_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { PTY_PATIENCE_MS = 20000 };

struct pty;

struct pty_options {
    const char *term; /**< NULL: xterm-256color; "" unsets it */
    int cols, rows;   /**< 0: 80x24 */
    /** NAME=VALUE sets, NAME unsets; NULL at the end. The environment is otherwise that
     * of the test without COLORTERM, NO_COLOR, COLORFGBG and ESCDELAY, and with
     * LC_ALL=C.UTF-8. */
    const char *const *env;
    /** What the terminal says its background is, as "rgb:ffff/ffff/ffff"; NULL: nothing.
     */
    const char *background;
    bool silent; /**< it answers no question */
};

/** Colours: -1 the terminal's own, a palette index, or PTY_RGB | 0xRRGGBB. */
enum { PTY_RGB = 0x1000000 };
struct pty_cell {
    uint32_t glyph; /**< 0 where nothing was written */
    int fg, bg;
    bool bold, reverse;
};

/** Start @argv, the terminal's foreground job. Fails the test when it cannot. */
struct pty *pty_spawn(const char *const *argv, const struct pty_options *options);
/** Hang up; end what still runs. NULL is fine. */
void pty_destroy(struct pty *pty);

/** Type bytes as they are. */
void pty_type(struct pty *pty, const char *bytes);
/** The mouse as xterm reports it (SGR): @button 0 left, 32 moved with left, 64/65 wheel,
 * + 16 with Ctrl; cells from 0. */
void pty_mouse(struct pty *pty, int button, int col, int row, bool pressed);
void pty_resize(struct pty *pty, int cols, int rows);
/** Write on the screen as another program would. */
void pty_scribble(struct pty *pty, const char *bytes);
void pty_signal(struct pty *pty, int sig);
/** Read nothing from now on, as a line that has got stuck, or read again. */
void pty_stall(struct pty *pty, bool stalled);
/** Keep back the answers to its questions, as a terminal that has not come so far, or
 * send them, those kept back too. */
void pty_mute(struct pty *pty, bool muted);
/** Continue a stopped program in the foreground, as `fg` does. */
void pty_continue(struct pty *pty);

/** Read what comes until @done says so. @return false when patience ends. */
bool pty_until(struct pty *pty, bool (*done)(struct pty *pty, const void *arg),
               const void *arg);
/** Read what comes for @ms: only to measure. */
void pty_run(struct pty *pty, int ms);
/** Fail the test, showing the screen, unless @text comes to stand in one of its rows. */
void pty_expect(struct pty *pty, const char *text);
/** The same for text that has to go away. */
void pty_expect_gone(struct pty *pty, const char *text);
/** Does @text stand on the screen now? */
bool pty_shows(struct pty *pty, const char *text);
/** Where @text stands. @return false: nowhere */
bool pty_find(struct pty *pty, const char *text, int *col, int *row);
/** A row as UTF-8 without trailing blanks; valid until the next call. */
const char *pty_row(struct pty *pty, int row);
struct pty_cell pty_at(struct pty *pty, int col, int row);
/** The screen on stderr. */
void pty_dump(struct pty *pty);

/** Wait for the end. @return its wait status; fails the test when it does not come. */
int pty_wait_exit(struct pty *pty);
/** Close the terminal under it. @return false: it lives on. */
bool pty_hang_up(struct pty *pty);
/** Wait until it is stopped. */
void pty_wait_stop(struct pty *pty);
/** What all output was, also that before or without a screen; valid until next call. */
const char *pty_output(const struct pty *pty, size_t *length);
/** Is the terminal as it was: line settings, main screen, cursor, mouse, colours? Says on
 * stderr what is not. */
bool pty_restored(struct pty *pty);

/** Milliseconds since the program was executed. */
double pty_age_ms(const struct pty *pty);
/** Does something wait to be read by the next program on the terminal? */
bool pty_input_waits(struct pty *pty);
bool pty_alternate(const struct pty *pty);
bool pty_mouse_on(const struct pty *pty);
pid_t pty_pid(const struct pty *pty);
/** Bytes the program has written. */
size_t pty_bytes(const struct pty *pty);
/** Nanoseconds of processor time of the program; fails the test when unknown. */
int64_t pty_cpu_ns(const struct pty *pty);
/** A number from /proc/PID/status, e.g. "voluntary_ctxt_switches"; -1: unknown. */
long pty_status(const struct pty *pty, const char *name);

#endif
