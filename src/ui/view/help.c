/*
 * Help: a page over the dimmed screen, made from the one table of keys. Its lines flow
 * through two or three columns of equal height; what does not fit is on another page.
 */
#include "view.h"

#include <stdio.h>
#include <string.h>

#include "ui/keymap.h"

enum { KEYS_WIDTH = 11, ENTRIES_MAX = 120, COLUMN_COLS = 35, WIDE_COLS = 107 };
/* Rows of a page that are no lines: title, a blank one, the legend. */
enum { OTHER_ROWS = 5 };

enum entry_kind { ENTRY_HEADING, ENTRY_LINE, ENTRY_GAP };
struct entry {
    enum entry_kind kind;
    char keys[48];
    const char *text;
};
struct entries {
    struct entry entry[ENTRIES_MAX];
    size_t n;
};

static void
add(struct entries *all, enum entry_kind kind, const char *keys, const char *text)
{
    if (all->n == ENTRIES_MAX)
        return;
    struct entry *entry = &all->entry[all->n++];
    *entry = (struct entry){.kind = kind, .text = text};
    snprintf(entry->keys, sizeof entry->keys, "%s", keys);
}

static void
add_group(struct entries *all, enum group group, bool ascii)
{
    struct key_line line;
    if (all->n > 0)
        add(all, ENTRY_GAP, "", "");
    add(all, ENTRY_HEADING, "", group_title(group));
    for (size_t i = 0; keymap_line(i, ascii, &line); i++)
        if (line.group == group)
            add(all, ENTRY_LINE, line.keys, line.text);
}

static void
add_mouse(struct entries *all)
{
    static const char *const lines[][2] = {
        {"click",      "start of everyone"   },
        {"Ctrl-click", "start of one racer"  },
        {"drag",       "move start, or block"},
        {"wheel",      "zoom at the pointer" },
    };
    add(all, ENTRY_GAP, "", "");
    add(all, ENTRY_HEADING, "", "Mouse");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        add(all, ENTRY_LINE, lines[i][0], lines[i][1]);
}

/* Where an entry stands: columns are counted on through all pages. */
struct spot_of_entry {
    int column, row;
};

/* A heading does not stand last in a column, a gap not first. @return columns taken. */
static int
flow(const struct entries *all, int rows, struct spot_of_entry spots[ENTRIES_MAX])
{
    int column = 0, row = 0;
    for (size_t i = 0; i < all->n; i++) {
        int needs = all->entry[i].kind == ENTRY_HEADING ? 3 : 1;
        if (row + needs > rows) {
            column++; /* where a group goes on its heading stands again */
            row = all->entry[i].kind == ENTRY_LINE;
        }
        spots[i] = (struct spot_of_entry){column, row};
        row += all->entry[i].kind != ENTRY_GAP || row > 0;
    }
    return column + 1;
}

/* The heading of the group that entry @i belongs to. */
static const char *
heading_of(const struct entries *all, size_t i)
{
    while (i > 0 && all->entry[i].kind != ENTRY_HEADING)
        i--;
    return all->entry[i].text;
}

/* A group that is divided says so where it goes on. */
static void
put_continued(const struct draw *draw, const char *heading, int col, int row, int width)
{
    int used = put(draw, col, row, width, heading, bold(draw, ROLE_BRIGHT)) + 1;
    put(draw, col + used, row, width - used, "continued", role(draw, ROLE_MUTED));
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
        {"▽", "v", "maximum"      },
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

static void
put_entry(const struct draw *draw, const struct entry *entry, int col, int row, int width)
{
    if (entry->kind == ENTRY_HEADING)
        put(draw, col, row, width, entry->text, bold(draw, ROLE_BRIGHT));
    if (entry->kind != ENTRY_LINE)
        return;
    int used = put(draw, col, row, width, entry->keys, bold(draw, ROLE_BRIGHT));
    int at = used + 1 > KEYS_WIDTH ? used + 1 : KEYS_WIDTH;
    put(draw, col + at, row, width - at, entry->text, role(draw, ROLE_TEXT));
}

static void
put_page(const struct draw *draw, struct rect page, int at, int pages)
{
    char text[64] = "Esc closes";
    struct style blank = {.bg = theme_page(&draw->model->theme)};
    canvas_dim(draw->canvas, 0.38,
               &(struct dimming){.text = role(draw, ROLE_LINE).fg,
                                 .ground = theme_ground(&draw->model->theme)});
    canvas_fill(draw->canvas, page, ' ', blank);
    put(draw, page.col + 2, page.row, 20, "Keys", bold(draw, ROLE_BRIGHT));
    if (pages > 1)
        snprintf(text, sizeof text, "%d of %d   ↓ more   Esc closes", at + 1, pages);
    put_right(draw, page.col + page.cols - 2, page.row, text, role(draw, ROLE_MUTED));
}

/* As low as all entries in @columns need, and at most what the screen has. */
static struct rect
fit_page(const struct layout *l, const struct entries *all, int columns,
         struct spot_of_entry spots[ENTRIES_MAX])
{
    int most = l->rows - OTHER_ROWS, rows = 1;
    while (rows < most && flow(all, rows, spots) > columns)
        rows++;
    int cols = l->cols < WIDE_COLS + 6 ? l->cols : WIDE_COLS;
    rows += OTHER_ROWS;
    return (struct rect){(l->cols - cols) / 2, (l->rows - rows) / 2, cols, rows};
}

static void
draw_help(const struct draw *draw)
{
    if (draw->model->pane != PANE_HELP)
        return;
    struct entries all = {.n = 0};
    struct spot_of_entry spots[ENTRIES_MAX];
    bool ascii = draw->model->theme.ascii;
    static const enum group order[] = {GROUP_TIME, GROUP_SETTINGS, GROUP_SCENE,
                                       GROUP_VIEW, GROUP_PROGRAM};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        add_group(&all, order[i], ascii);
    add_mouse(&all);
    int columns = draw->layout->cols / COLUMN_COLS;
    columns = columns > 3 ? 3 : columns;
    struct rect page = fit_page(draw->layout, &all, columns, spots);
    int rows = page.rows - OTHER_ROWS, width = (page.cols - 4) / columns;
    int pages = (flow(&all, rows, spots) + columns - 1) / columns;
    int at = (int)(draw->model->picked % (size_t)pages);
    put_page(draw, page, at, pages);
    for (size_t i = 0; i < all.n; i++) {
        int col = page.col + 2 + spots[i].column % columns * width;
        if (spots[i].column / columns != at)
            continue;
        put_entry(draw, &all.entry[i], col, page.row + 2 + spots[i].row, width - 2);
        if (i > 0 && spots[i].column > spots[i - 1].column && spots[i].row == 1)
            put_continued(draw, heading_of(&all, i), col, page.row + 2, width - 2);
    }
    put_legend(draw, page.col + 2, page.row + page.rows - 2, page.cols - 4);
}

const struct pane_view view_help = {.id = "help", .draw = draw_help};
