#include "tui/screen.h"
#include "tui/restore.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>

/* One mode at a time: some terminals read only the first of several. 1002 reports drags;
 * the descriptions' own string does not. */
static const char mouse_on[] = "\033[?1000h\033[?1002h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1002l\033[?1000l";

/* Sizes beyond this are a mistake, or a joke. */
enum { MAX_COLS = 2000, MAX_ROWS = 1000 };

void
screen_write(const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t n = write(STDOUT_FILENO, text, left);
        if (n < 0 && errno != EINTR)
            return;
        if (n > 0) {
            text += n;
            left -= (size_t)n;
        }
    }
}

bool
screen_ready(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&out, 1, 0) != 0;
}

static bool
open_named(struct screen *screen, const char *name)
{
    screen->handle = newterm(name, stdout, stdin);
    return screen->handle != NULL;
}

/* The description travels in the environment, the only way curses takes one that is not
 * installed. */
static bool
open_own(struct screen *screen)
{
    const char *entry = caps_own_entry(screen->family);
    if (!*entry)
        return false;
    const char *old = getenv("TERMINFO");
    char *kept = old ? strdup(old) : NULL;
    if (setenv("TERMINFO", entry, 1) == 0)
        screen->own = open_named(screen, caps_own_name(screen->family));
    if (kept)
        setenv("TERMINFO", kept, 1);
    else
        unsetenv("TERMINFO");
    free(kept);
    return screen->own;
}

static bool
open_best(struct screen *screen, enum color_rung rung)
{
    struct terminal_facts facts = caps_facts(caps_term());
    const char *indexed = caps_indexed_name(screen->family);
    bool few = facts.direct || facts.colors < (rung == RUNG_16 ? 16 : 256);
    screen->kind = SCREEN_INDEXED;
    if (rung == RUNG_RGB && open_own(screen))
        screen->kind = SCREEN_DIRECT;
    else if ((rung == RUNG_256 || rung == RUNG_16) && few && indexed &&
             open_named(screen, indexed))
        return true;
    else if (facts.known && open_named(screen, caps_term()))
        screen->kind = facts.direct ? SCREEN_DIRECT : SCREEN_INDEXED;
    else
        return indexed && open_named(screen, indexed);
    return true;
}

static void
find_colors(struct screen *screen, enum color_rung rung)
{
    /* Without start_color() nothing is coloured: that is what NO_COLOR asks for. */
    if (rung == RUNG_MONO || !has_colors() || start_color() == ERR) {
        screen->kind = SCREEN_MONO;
        screen->colors = 0;
        return;
    }
    /* Or the background would be black in a light terminal. */
    use_default_colors();
    screen->colors = COLORS;
}

static void
set_modes(struct screen *screen)
{
    cbreak();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    leaveok(stdscr, TRUE);
    curs_set(0);
    typeahead(-1);
    doupdate();
    if (screen->mouse)
        screen_write(mouse_on);
}

enum rv_status
screen_open(struct screen *screen, enum color_rung rung, bool utf8, bool wants_mouse,
            struct rv_error *error)
{
    enum terminal_family family = caps_family(caps_term());
    bool modern = family == FAMILY_XTERM || family == FAMILY_TMUX;
    *screen = (struct screen){
        .family = family,
        .utf8 = utf8,
        .synced = family != FAMILY_LINUX && family != FAMILY_VT,
        .mouse = wants_mouse && modern,
    };
    if (!open_best(screen, rung))
        return rv_fail(error, RV_E_IO, "curses cannot open the terminal TERM=%.40s",
                       caps_term());
    find_colors(screen, rung);
    restore_arm();
    set_modes(screen);
    return RV_OK;
}

void
screen_close(struct screen *screen)
{
    if (!screen->handle)
        return;
    if (screen->mouse)
        screen_write(mouse_off);
    endwin();
    restore_disarm();
    delscreen(screen->handle);
    screen->handle = NULL;
}

void
screen_leave(struct screen *screen)
{
    if (screen->mouse)
        screen_write(mouse_off);
    def_prog_mode();
    endwin();
}

void
screen_return(struct screen *screen)
{
    reset_prog_mode();
    clearok(curscr, TRUE);
    doupdate();
    if (screen->mouse)
        screen_write(mouse_on);
}

bool
screen_could(const struct screen *screen, enum color_rung rung)
{
    if (rung == RUNG_RGB)
        return screen->kind != SCREEN_DIRECT && *caps_own_entry(screen->family);
    return screen->kind == SCREEN_DIRECT && screen->own;
}

void
screen_names(struct input *input)
{
    static const struct {
        const char *capability;
        uint32_t key;
    } names[] = {
        {"kcuf1", UI_KEY_RIGHT      },
        {"kcub1", UI_KEY_LEFT       },
        {"kcuu1", UI_KEY_UP         },
        {"kcud1", UI_KEY_DOWN       },
        {"kRIT",  UI_KEY_SHIFT_RIGHT},
        {"kLFT",  UI_KEY_SHIFT_LEFT },
        {"khome", UI_KEY_HOME       },
        {"kend",  UI_KEY_END        },
        {"kpp",   UI_KEY_PAGE_UP    },
        {"knp",   UI_KEY_PAGE_DOWN  },
        {"kcbt",  UI_KEY_BACKTAB    },
        {"kdch1", UI_KEY_DELETE     },
        {"kent",  UI_KEY_ENTER      },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *text = tigetstr(names[i].capability);
        input_name(input, text == (char *)-1 ? NULL : text, names[i].key);
    }
}

static int
within(int value, int most)
{
    return value < 1 ? 1 : value > most ? most : value;
}

struct event
screen_size(void)
{
    struct winsize size = {0};
    struct event event = {.kind = EVENT_RESIZE};
    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    /* A serial line does not know: then what the description or LINES and COLUMNS say. */
    event.col = within(size.ws_col ? size.ws_col : COLS, MAX_COLS);
    event.row = within(size.ws_row ? size.ws_row : LINES, MAX_ROWS);
    if (size.ws_xpixel && size.ws_ypixel && size.ws_col && size.ws_row)
        event.aspect = ((double)size.ws_ypixel / size.ws_row) /
                       ((double)size.ws_xpixel / size.ws_col);
    return event;
}

bool
screen_resize(int cols, int rows)
{
    if (is_term_resized(rows, cols) && resizeterm(rows, cols) == ERR)
        return false;
    screen_repaint();
    return true;
}

void
screen_repaint(void)
{
    clearok(curscr, TRUE);
}
