#include "tui/screen.h"
#include "tui/restore.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>

/* One mode at a time: some terminals read only the first of several. 1002 reports drags,
 * 1006 columns beyond 223. */
static const char mouse_on[] = "\033[?1000h\033[?1002h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1002l\033[?1000l";
static const char sync_off[] = "\033[?2026l";
/* Its background (OSC 11), and its attributes (DA1): every terminal answers these, and so
 * marks that no answer to anything before will come any more. */
static const char background[] = "\033]11;?\033\\";
static const char what_are_you[] = "\033[c";
/* To wait for answers that are due, before what comes would be the shell's; and for a
 * line to take the last bytes. */
static const int64_t answer_ns = 400000000;
enum { LEAVE_MS = 500 };

/* Sizes beyond this are a mistake, or a joke. */
enum { MAX_COLS = 2000, MAX_ROWS = 1000 };

static int64_t
now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

bool
screen_write(struct screen *screen, const char *bytes, size_t length)
{
    bool asks = pace_send(&screen->pace, length, now_ns());
    bool kept = line_write(&screen->out, bytes, length);
    if (asks)
        kept = line_write(&screen->out, what_are_you, strlen(what_are_you)) && kept;
    return kept;
}

bool
screen_sent(const struct screen *screen)
{
    return screen->out.sent == screen->out.length;
}

void
screen_push(struct screen *screen)
{
    line_push(&screen->out);
}

bool
screen_ready(struct screen *screen, int64_t *until_ns)
{
    bool holds = pace_holds(&screen->pace, now_ns());
    *until_ns = holds ? pace_deadline(&screen->pace) : -1;
    return line_ready(&screen->out) && !holds;
}

bool
screen_ask(struct screen *screen)
{
    if (!screen->asks || !line_write(&screen->out, background, strlen(background)) ||
        !line_write(&screen->out, what_are_you, strlen(what_are_you)))
        return false;
    pace_ask(&screen->pace, now_ns());
    return true;
}

void
screen_answer(struct screen *screen)
{
    pace_answer(&screen->pace, now_ns());
}

/* Append @text to a buffer of @size, without padding ($<5>): no terminal of today needs
 * it. */
static void
add(char *to, size_t size, const char *text)
{
    size_t length = strlen(to);
    if (!text || text == (char *)-1)
        return;
    for (const char *at = text; *at && length + 1 < size; at++) {
        const char *end = at[0] == '$' && at[1] == '<' ? strchr(at, '>') : NULL;
        if (end)
            at = end;
        else
            to[length++] = *at;
    }
    to[length] = '\0';
}

static void
compose(struct screen *screen, bool mouse)
{
    char *enter = screen->enter, *leave = screen->leave;
    enum { SIZE = sizeof screen->enter };
    add(enter, SIZE, tigetstr("smcup"));
    add(enter, SIZE, tigetstr("smkx"));
    add(enter, SIZE, tigetstr("civis"));
    add(enter, SIZE, mouse ? mouse_on : NULL);
    add(leave, SIZE, screen->synced ? sync_off : NULL);
    add(leave, SIZE, mouse ? mouse_off : NULL);
    add(leave, SIZE, tigetstr("sgr0"));
    add(leave, SIZE, tigetstr("op"));
    add(leave, SIZE, tigetstr("rmkx"));
    add(leave, SIZE, tigetstr("cnorm"));
    /* Without an alternate screen, and GNU screen has none unless told, the shell goes on
     * on a clean one. */
    bool alternate = tigetstr("smcup") && strncmp(caps_term(), "screen", 6) != 0;
    add(leave, SIZE, alternate ? NULL : tigetstr("clear"));
    add(leave, SIZE, tigetstr("rmcup"));
}

static bool
read_description(struct screen *screen)
{
    const char *term = caps_term(), *stand_in = caps_stand_in(screen->family);
    int found;
    if (setupterm(term, STDOUT_FILENO, &found) != OK &&
        (!stand_in || setupterm(stand_in, STDOUT_FILENO, &found) != OK))
        return false;
    screen->facts = caps_facts_of_open();
    const char *hide = tigetstr("civis");
    screen->shows_cursor = !hide || hide == (const char *)-1;
    screen->scrolls = tigetflag("am") > 0 && tigetflag("xenl") <= 0;
    return screen->facts.moves;
}

/* Each key at once and unseen; Ctrl-C and Ctrl-Z stay signals. */
static void
set_line(struct screen *screen)
{
    screen->typed = screen->line;
    screen->typed.c_iflag &= ~(tcflag_t)(ICRNL | INLCR);
    screen->typed.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    screen->typed.c_cc[VMIN] = 1;
    screen->typed.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &screen->typed);
}

/* GNU screen answers for itself, and not to this. */
static bool
may_be_asked(enum terminal_family family)
{
    bool screen = strncmp(caps_term(), "screen", 6) == 0 && !getenv("TMUX");
    return family == FAMILY_XTERM || (family == FAMILY_TMUX && !screen);
}

enum rv_status
screen_open(struct screen *screen, bool utf8, bool wants_mouse, struct rv_error *error)
{
    enum terminal_family family = caps_family(caps_term());
    bool modern = family == FAMILY_XTERM || family == FAMILY_TMUX;
    *screen = (struct screen){
        .family = family,
        .ansi = modern || family == FAMILY_LINUX,
        .utf8 = utf8,
        .synced = family != FAMILY_LINUX && family != FAMILY_VT,
        .asks = may_be_asked(family),
    };
    if (tcgetattr(STDIN_FILENO, &screen->line) != 0 || !read_description(screen))
        return rv_fail(error, RV_E_IO, "cannot open the terminal TERM=%.40s",
                       caps_term());
    compose(screen, wants_mouse && modern);
    restore_arm(screen->leave, &screen->line);
    set_line(screen);
    line_open(&screen->out, STDOUT_FILENO);
    line_write(&screen->out, screen->enter, strlen(screen->enter));
    screen->is_open = true;
    return RV_OK;
}

/* Answers that are still on their way would be typed into the shell. */
static void
await_answers(struct screen *screen)
{
    char bytes[256];
    struct input input;
    struct event events[sizeof bytes + 1];
    struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
    input_init(&input, 0);
    input.asked = true;
    while (screen->pace.asked) {
        int64_t now = now_ns(), left = screen->pace.asked_ns + answer_ns - now;
        if (left <= 0 || poll(&in, 1, (int)(left / 1000000) + 1) <= 0)
            return;
        ssize_t n = in.revents & POLLIN ? read(STDIN_FILENO, bytes, sizeof bytes) : 0;
        if (n <= 0)
            return;
        size_t count = input_feed(&input, bytes, (size_t)n, now, events);
        for (size_t i = 0; i < count; i++)
            if (events[i].kind == EVENT_ANSWER)
                pace_answer(&screen->pace, now);
    }
}

/* A line that takes nothing any more is left as it is: the program shall end. */
/* A line too slow for the picture under way, or stuck: what it has not taken goes, also
 * what the system keeps for it, so that there is room for the last words. What has been
 * taken may end within a sequence: cancel that. */
static void
give_up_picture(struct screen *screen)
{
    static const char cancel[] = "\030\033\\";
    line_drop(&screen->out);
    tcflush(STDOUT_FILENO, TCOFLUSH);
    line_write(&screen->out, cancel, strlen(cancel));
}

void
screen_leave(struct screen *screen)
{
    tcflow(STDOUT_FILENO, TCOON); /* or a Ctrl-S would hold this up */
    if (line_drain(&screen->out, LEAVE_MS))
        await_answers(screen);
    else
        give_up_picture(screen);
    line_write(&screen->out, screen->leave, strlen(screen->leave));
    line_drain(&screen->out, LEAVE_MS);
    line_drop(&screen->out);
    tcsetattr(STDIN_FILENO, TCSANOW, &screen->line);
}

void
screen_return(struct screen *screen)
{
    tcsetattr(STDIN_FILENO, TCSANOW, &screen->typed);
    pace_forget(&screen->pace);
    line_write(&screen->out, screen->enter, strlen(screen->enter));
}

void
screen_close(struct screen *screen)
{
    if (!screen->is_open)
        return;
    screen_leave(screen);
    restore_disarm();
    line_close(&screen->out);
    del_curterm(cur_term);
    screen->is_open = false;
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

/* A serial line does not know its size: then LINES and COLUMNS, or the description. */
static int
size_of(unsigned short told, const char *variable, const char *capability, int most)
{
    const char *text = getenv(variable);
    int size = told ? told : text ? atoi(text) : 0;
    if (size < 1)
        size = tigetnum(capability);
    return size < 1 ? 1 : size > most ? most : size;
}

struct event
screen_size(void)
{
    struct winsize size = {0};
    struct event event = {.kind = EVENT_RESIZE};
    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    event.col = size_of(size.ws_col, "COLUMNS", "cols", MAX_COLS);
    event.row = size_of(size.ws_row, "LINES", "lines", MAX_ROWS);
    if (size.ws_xpixel && size.ws_ypixel && size.ws_col && size.ws_row)
        event.aspect = ((double)size.ws_ypixel / size.ws_row) /
                       ((double)size.ws_xpixel / size.ws_col);
    return event;
}
