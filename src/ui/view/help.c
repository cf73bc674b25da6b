/* Help: a page over the dimmed screen, made from the one table of keys. */
#include "view.h"

#include <string.h>

#include "ui/keymap.h"

enum { COLUMNS = 3, KEYS_WIDTH = 10 };

static int
margin_of(struct rect page)
{
    return page.cols > COLS_MIN ? 2 : 1;
}

/* One line: keys, then what they do. */
static void
put_line(const struct draw *draw, int col, int row, int width, const char *keys,
         const char *text)
{
    int used = put(draw, col, row, width, keys, bold(draw, ROLE_BRIGHT));
    int at = used + 1 > KEYS_WIDTH ? used + 1 : KEYS_WIDTH;
    put(draw, col + at, row, width - at, text, role(draw, ROLE_TEXT));
}

/* A title, underlined where there is room. @return the row below. */
static int
put_heading(const struct draw *draw, const char *title, int col, int row, int width,
            bool airy)
{
    put(draw, col, row++, width, title, bold(draw, ROLE_BRIGHT));
    for (int c = 0; airy && c < width - 3; c++)
        put(draw, col + c, row, 1, theme_text(&draw->model->theme, "─", "-"),
            role(draw, ROLE_LINE));
    return airy ? row + 1 : row;
}

/* @return the row below. */
static int
put_group(const struct draw *draw, enum group group, int col, int row, int width,
          bool airy)
{
    struct key_line line;
    bool ascii = draw->model->theme.ascii;
    row = put_heading(draw, group_title(group), col, row, width, airy);
    for (size_t i = 0; keymap_line(i, ascii, &line); i++) {
        if (line.group != group)
            continue;
        put_line(draw, col, row++, width, line.keys, line.text);
    }
    return row + 1;
}

static void
put_mouse(const struct draw *draw, int col, int row, int width, bool airy)
{
    static const char *const lines[][2] = {
        {"click",      "set the start"},
        {"Ctrl-click", "of one racer" },
        {"drag",       "move it"      },
        {"wheel",      "zoom"         },
    };
    row = put_heading(draw, "Mouse", col, row, width, airy);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++, row++)
        put_line(draw, col, row, width, lines[i][0], lines[i][1]);
}

/* What the marks on the field mean, in one line or two. */
static void
put_legend(const struct draw *draw, int col, int row, int width)
{
    static const char *const items[][3] = {
        {"○", "o", "start"        },
        {"★", "*", "minimum"      },
        {"☆", "+", "local minimum"},
        {"✕", "x", "saddle"       },
        {"▶", ">", "outside"      },
        {"◇", "#", "a change"     },
    };
    const struct theme *theme = &draw->model->theme;
    int at = col;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        if (at + 4 + (int)strlen(items[i][2]) > col + width) {
            at = col;
            row++;
        }
        const char *glyph = theme->shapes ? items[i][0] : items[i][1];
        at += put(draw, at, row, 2, glyph, bold(draw, ROLE_BRIGHT)) + 1;
        at += put(draw, at, row, width, items[i][2], role(draw, ROLE_TEXT)) + 3;
    }
}

static struct rect
page_rect(const struct layout *l)
{
    int cols = l->cols < 110 ? l->cols : 104;
    int rows = l->rows < 36 ? l->rows - 2 : 27;
    return (struct rect){(l->cols - cols) / 2, (l->rows - rows) / 2, cols, rows};
}

static void
put_page(const struct draw *draw, struct rect page)
{
    struct style blank = {.bg = theme_page(&draw->model->theme)};
    canvas_dim(draw->canvas, 0.38, role(draw, ROLE_LINE).fg);
    canvas_fill(draw->canvas, page, ' ', blank);
    put(draw, page.col + margin_of(page), page.row, 20, "Keys", bold(draw, ROLE_BRIGHT));
    put_right(draw, page.col + page.cols - margin_of(page), page.row, "Esc closes",
              role(draw, ROLE_MUTED));
}

static void
draw_help(const struct draw *draw)
{
    if (draw->model->pane != PANE_HELP)
        return;
    struct rect page = page_rect(draw->layout);
    bool airy = page.rows >= 27;
    int width = (page.cols - 2 * margin_of(page)) / COLUMNS;
    int top = page.row + (airy ? 2 : 1), left = page.col + margin_of(page);
    put_page(draw, page);
    int row = put_group(draw, GROUP_TIME, left, top, width, airy);
    put_group(draw, GROUP_PROGRAM, left, row, width, airy);
    row = put_group(draw, GROUP_SETTINGS, left + width, top, width, airy);
    put_mouse(draw, left + width, row, width, airy);
    row = put_group(draw, GROUP_SCENE, left + 2 * width, top, width, airy);
    put_group(draw, GROUP_VIEW, left + 2 * width, row, width, airy);
    put_legend(draw, left, page.row + page.rows - 2, page.cols - 2 * margin_of(page));
}

const struct pane_view view_help = {.id = "help", .draw = draw_help};
