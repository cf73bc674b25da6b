#include "pty.h"
#include "spawn.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include <cmocka.h>

struct pty {
    int master, reports, control;
    pid_t leader, pid;
    struct termios before;
    VTerm *vterm;
    VTermScreen *screen;
    int cols, rows;
    bool alternate, cursor, mouse;
    bool exited, stopped, ended; /* ended: nothing more can come */
    int status;
    char *output;
    size_t length, room, bytes;
    char text[8192];
};

static int64_t
now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int
on_property(VTermProp property, VTermValue *value, void *user)
{
    struct pty *pty = user;
    if (property == VTERM_PROP_ALTSCREEN)
        pty->alternate = value->boolean;
    else if (property == VTERM_PROP_CURSORVISIBLE)
        pty->cursor = value->boolean;
    else if (property == VTERM_PROP_MOUSE)
        pty->mouse = value->number != VTERM_PROP_MOUSE_NONE;
    return 1;
}

/* What the program answers to the terminal's keyboard and mouse goes to its input. */
static void
on_reply(const char *bytes, size_t length, void *user)
{
    struct pty *pty = user;
    if (write(pty->master, bytes, length) < 0)
        pty->ended = true;
}

static void
make_screen(struct pty *pty)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property};
    pty->cursor = true;
    pty->vterm = vterm_new(pty->rows, pty->cols);
    vterm_set_utf8(pty->vterm, 1);
    vterm_output_set_callback(pty->vterm, on_reply, pty);
    pty->screen = vterm_obtain_screen(pty->vterm);
    vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_reset(pty->screen, 1);
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
    make_screen(pty);
    return pty;
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
    close(pty->master);
    waitpid(pty->leader, NULL, 0);
    vterm_free(pty->vterm);
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
        {.fd = pty->master,  .events = POLLIN},
        {.fd = pty->reports, .events = POLLIN}
    };
    if (pty->ended || poll(fds, 2, ms) <= 0)
        return false;
    if (fds[0].revents) {
        char bytes[16384];
        ssize_t n = read(pty->master, bytes, sizeof bytes);
        if (n > 0) {
            keep_output(pty, bytes, (size_t)n);
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
pty_continue(struct pty *pty)
{
    pty->stopped = false;
    assert_int_equal(write(pty->control, "c", 1), 1);
}

static size_t
encode(uint32_t glyph, char *out)
{
    if (glyph < 0x80) {
        out[0] = (char)(glyph ? glyph : ' ');
        return 1;
    }
    if (glyph < 0x800) {
        out[0] = (char)(0xc0 | glyph >> 6);
        out[1] = (char)(0x80 | (glyph & 63));
        return 2;
    }
    if (glyph < 0x10000) {
        out[0] = (char)(0xe0 | glyph >> 12);
        out[1] = (char)(0x80 | (glyph >> 6 & 63));
        out[2] = (char)(0x80 | (glyph & 63));
        return 3;
    }
    out[0] = (char)(0xf0 | glyph >> 18);
    out[1] = (char)(0x80 | (glyph >> 12 & 63));
    out[2] = (char)(0x80 | (glyph >> 6 & 63));
    out[3] = (char)(0x80 | (glyph & 63));
    return 4;
}

const char *
pty_row(struct pty *pty, int row)
{
    size_t at = 0;
    for (int col = 0; col < pty->cols && at + 5 < sizeof pty->text; col++)
        at += encode(pty_at(pty, col, row).glyph, pty->text + at);
    while (at > 0 && pty->text[at - 1] == ' ')
        at--;
    pty->text[at] = '\0';
    return pty->text;
}

static int
color_of(const VTermColor *color, bool is_default)
{
    if (is_default)
        return -1;
    if (VTERM_COLOR_IS_INDEXED(color))
        return color->indexed.idx;
    return PTY_RGB | color->rgb.red << 16 | color->rgb.green << 8 | color->rgb.blue;
}

struct pty_cell
pty_at(struct pty *pty, int col, int row)
{
    VTermScreenCell cell = {0};
    vterm_screen_get_cell(pty->screen, (VTermPos){.row = row, .col = col}, &cell);
    return (struct pty_cell){
        .glyph = cell.chars[0],
        .fg = color_of(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg)),
        .bg = color_of(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg)),
        .bold = cell.attrs.bold,
        .reverse = cell.attrs.reverse,
    };
}

static int
columns_of(const char *from, const char *to)
{
    int columns = 0;
    for (; from < to; from++)
        columns += ((unsigned char)*from & 0xc0) != 0x80;
    return columns;
}

bool
pty_find(struct pty *pty, const char *text, int *col, int *row)
{
    for (*row = 0; *row < pty->rows; (*row)++) {
        const char *line = pty_row(pty, *row), *at = strstr(line, text);
        if (at) {
            *col = columns_of(line, at);
            return true;
        }
    }
    return false;
}

bool
pty_shows(struct pty *pty, const char *text)
{
    int col, row;
    return pty_find(pty, text, &col, &row);
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
pty_dump(struct pty *pty)
{
    fprintf(stderr, "--- screen of %d, %s:\n", (int)pty->pid,
            pty->exited    ? "which has ended"
            : pty->stopped ? "stopped"
                           : "running");
    for (int row = 0; row < pty->rows; row++)
        fprintf(stderr, "%3d|%s\n", row, pty_row(pty, row));
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

const char *
pty_output(const struct pty *pty, size_t *length)
{
    if (length)
        *length = pty->length;
    return pty->output ? pty->output : "";
}

static bool
same_line(const struct termios *one, const struct termios *two)
{
    return one->c_iflag == two->c_iflag && one->c_oflag == two->c_oflag &&
           one->c_cflag == two->c_cflag && one->c_lflag == two->c_lflag &&
           memcmp(one->c_cc, two->c_cc, sizeof one->c_cc) == 0;
}

static bool
complain(bool good, const char *what)
{
    if (!good)
        fprintf(stderr, "not restored: %s\n", what);
    return good;
}

/* Text written now must come out plain: no colour, no attribute is left behind. */
static bool
pen_is_plain(struct pty *pty)
{
    vterm_input_write(pty->vterm, "\r\nX", 3);
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(pty->vterm), &at);
    struct pty_cell cell = pty_at(pty, at.col - 1, at.row);
    return cell.glyph == 'X' && cell.fg == -1 && cell.bg == -1 && !cell.bold &&
           !cell.reverse;
}

bool
pty_restored(struct pty *pty)
{
    struct termios now;
    tcgetattr(pty->master, &now);
    bool good = complain(same_line(&now, &pty->before), "line settings");
    good &= complain(!pty->alternate, "main screen");
    good &= complain(pty->cursor, "cursor");
    good &= complain(!pty->mouse, "mouse");
    good &= complain(pen_is_plain(pty), "colours and attributes");
    return good;
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
