/* The screen of the harness: libvterm's cells as text and colours, and what a program
 * that has left must have put back. */
#include "pty_private.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

void
pty_answer(struct pty *pty, const char *bytes, size_t length)
{
    if (pty->silent)
        return;
    if (!pty->muted) {
        if (write(pty->master, bytes, length) < 0)
            pty->ended = true;
    } else if (pty->n_kept + length <= sizeof pty->kept) {
        memcpy(pty->kept + pty->n_kept, bytes, length);
        pty->n_kept += length;
    }
}

static void
on_reply(const char *bytes, size_t length, void *user)
{
    pty_answer(user, bytes, length);
}

void
pty_make_screen(struct pty *pty)
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
