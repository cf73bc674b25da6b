/* Who leads: every racer's mark, name and numbers. */
#include "view.h"

#include <math.h>
#include <stdio.h>

#include "render/number.h"
#include "ui/branch.h"
#include "ui/racer_list.h"

/* What a column shows; how many there are depends on the panel's width. */
enum column {
    COL_LOSS,
    COL_GRADIENT,
    COL_DISTANCE,
    COL_X,
    COL_Y,
    COL_RATE,
    COL_CALLS,
    COLUMNS
};

/* Where each column begins, from the panel's left; -1: not shown. */
struct table {
    int at[COLUMNS];
};

enum { NAME_AT = 3, LONG_NAME = 8 };

static bool
has_long_names(const struct model *m)
{
    for (size_t i = 0; i < model_document(m)->n_racers; i++)
        if (text_width(m->label[i]) > LONG_NAME)
            return true;
    return false;
}

/* Losses above a thousand begin where their column does: two columns apart from names,
 * but for those that would be cut for it. */
static int
name_room(const struct table *table)
{
    int room = table->at[COL_LOSS] - NAME_AT;
    return room - 2 < LONG_NAME ? room : room - 2;
}

/* Where room is short for the names calls leave first, then x and y, then the rest. */
static void
fit_wide(const struct draw *draw, struct table *table, int name_cols)
{
    static const int widths[COLUMNS] = {11, 11, 11, 9, 8, 10, 9};
    static const enum column leave[] = {COL_CALLS, COL_Y, COL_X, COL_DISTANCE,
                                        COL_GRADIENT};
    bool shown[COLUMNS] = {true, true, true, true, true, true, true};
    int total = 0, room = draw->layout->racers.cols - NAME_AT - name_cols;
    shown[COL_DISTANCE] = model_has_minimum(draw->model);
    for (int c = 0; c < COLUMNS; c++)
        total += shown[c] ? widths[c] : 0;
    for (size_t k = 0; k < sizeof leave / sizeof *leave && total > room; k++) {
        total -= shown[leave[k]] ? widths[leave[k]] : 0;
        shown[leave[k]] = false;
    }
    if (!shown[COL_Y] && shown[COL_X]) { /* neither says anything without the other */
        shown[COL_X] = false;
        total -= widths[COL_X];
    }
    for (int c = COL_LOSS, col = draw->layout->racers.cols - total; c < COLUMNS; c++)
        if (shown[c]) {
            table->at[c] = col;
            col += widths[c];
        }
}

static struct table
fit_table(const struct draw *draw)
{
    int width = draw->layout->racers.cols;
    bool long_names = has_long_names(draw->model);
    struct table table = {
        {-1, -1, -1, -1, -1, -1, -1}
    };
    if (width < 34) {
        table.at[COL_LOSS] = width - 11;
    } else if (width < 38) {
        table.at[COL_RATE] = width - 9;
        table.at[COL_LOSS] = width - 20;
    } else if (width < 64) {
        table.at[COL_RATE] = width - 9;
        table.at[COL_GRADIENT] = long_names ? -1 : width - 17;
        table.at[COL_LOSS] = width - (long_names ? 19 : 28);
    } else {
        fit_wide(draw, &table, long_names ? 2 * LONG_NAME : LONG_NAME);
    }
    return table;
}

/* Beside the loss of all rows stands that of the step's mini-batch, if its contours do.
 */
static bool
shows_batch(const struct draw *draw)
{
    return draw->model->batch_lines && draw->picture->batch_lines.begun;
}

static double
batch_loss(const struct draw *draw, const struct rv_row *row)
{
    const struct batch_memory *batch = &draw->picture->batch;
    return rv_objective_peek_rows(draw->model->objective, (double[]){row->x, row->y},
                                  batch->rows, batch->n, NULL);
}

static void
put_titles(const struct draw *draw, const struct table *table)
{
    static const struct {
        const char *utf8, *ascii;
        int right; /* 0: stands over the ones digit */
    } titles[COLUMNS] = {
        [COL_LOSS] = {"loss",           "loss",   0},
        [COL_GRADIENT] = {"|∇f|",         "|grad|", 0},
        [COL_DISTANCE] = {"‖θ−θ*‖", "to min", 0},
        [COL_X] = {"x",              "x",      8},
        [COL_Y] = {"y",              "y",      8},
        [COL_RATE] = {"η",             "lr",     9},
        [COL_CALLS] = {"∇ calls",      "grads",  9},
    };
    const struct rect *pane = &draw->layout->racers;
    struct style style = role(draw, ROLE_MUTED);
    char these[32];
    for (int c = 0; c < COLUMNS; c++) {
        int col = pane->col + table->at[c];
        if (table->at[c] < 0)
            continue;
        const char *text =
            theme_text(&draw->model->theme, titles[c].utf8, titles[c].ascii);
        snprintf(these, sizeof these, "these %zu", draw->picture->batch.n);
        if (c == COL_GRADIENT && shows_batch(draw))
            text = these;
        if (c == COL_X || c == COL_Y)
            text = rv_objective_axis(draw->model->objective, c - COL_X);
        if (titles[c].right)
            put_right(draw, col + titles[c].right, pane->row, text, style);
        else
            put(draw, col + 3, pane->row, 10, text, style);
    }
}

static void
put_rate(const struct draw *draw, int right, int row, double lr, struct style style)
{
    char text[NUMBER_TEXT_MAX];
    if (isnan(lr))
        return;
    number_typed(lr, draw->model->theme.ascii, text);
    if (text_width(text) > 8)
        number_significant(lr, 3, draw->model->theme.ascii, text);
    put_right(draw, right, row, text, style);
}

static void
put_calls(const struct draw *draw, int right, int row, size_t i, struct style style)
{
    char text[40];
    struct rv_spent spent =
        rv_run_spent(rv_timeline_at(draw->model->timeline[i], draw->model->playhead));
    /* A mini-batch costs a part of one. */
    bool whole = spent.gradients == floor(spent.gradients);
    snprintf(text, sizeof text, whole ? "%.0f" : "%.2f", spent.gradients);
    put_right(draw, right, row, text, style);
}

static void
put_place(const struct draw *draw, int right, int row, double value, struct style style)
{
    char text[NUMBER_TEXT_MAX];
    bool ascii = draw->model->theme.ascii;
    if (fabs(value) < 1000)
        number_fixed(value, 3, ascii, text);
    else
        number_significant(value, 2, ascii, text);
    put_right(draw, right, row, text, style);
}

static void
put_row(const struct draw *draw, const struct table *table, int line,
        const struct rv_row *row, struct style style)
{
    const struct rect *pane = &draw->layout->racers;
    int left = pane->col, digits = pane->cols < 64 ? 2 : 3;
    const int *at = table->at;
    put_number(draw, left + at[COL_LOSS], line, row->loss, 3, style);
    if (at[COL_GRADIENT] >= 0 && shows_batch(draw))
        put_number(draw, left + at[COL_GRADIENT], line, batch_loss(draw, row), 3, style);
    else if (at[COL_GRADIENT] >= 0)
        put_number(draw, left + at[COL_GRADIENT], line, hypot(row->gx, row->gy), digits,
                   style);
    if (at[COL_DISTANCE] >= 0)
        put_number(draw, left + at[COL_DISTANCE], line, model_distance(draw->model, row),
                   3, style);
    if (at[COL_X] >= 0) {
        put_place(draw, left + at[COL_X] + 8, line, row->x, style);
        put_place(draw, left + at[COL_Y] + 8, line, row->y, style);
    }
    if (at[COL_RATE] >= 0)
        put_rate(draw, left + at[COL_RATE] + 9, line, row->lr, style);
}

static void
put_numbers(const struct draw *draw, const struct table *table, int line, size_t i,
            struct style style)
{
    struct rv_row row;
    int calls = table->at[COL_CALLS];
    model_row(draw->model, i, &row);
    put_row(draw, table, line, &row, style);
    if (calls >= 0)
        put_calls(draw, draw->layout->racers.col + calls + 9, line, i, style);
}

static void
put_selection(const struct draw *draw, int line)
{
    const struct theme *theme = &draw->model->theme;
    const struct rect *pane = &draw->layout->racers;
    struct style tint = {.bg = theme_selection(theme)};
    canvas_fill(draw->canvas, (struct rect){pane->col, line, pane->cols, 1}, ' ', tint);
    put(draw, pane->col, line, 1, theme_text(theme, "▌", ">"), bold(draw, ROLE_BRIGHT));
}

static void
put_racer(const struct draw *draw, const struct table *table, int line, size_t i)
{
    const struct rect *pane = &draw->layout->racers;
    bool chosen = i == draw->model->racer;
    if (chosen)
        put_selection(draw, line);
    put_mark(draw, pane->col + 1, line, i);
    put_cut(draw, pane->col + NAME_AT, line, name_room(table), draw->model->label[i],
            racer_style(draw, i));
    struct style style = chosen ? bold(draw, ROLE_BRIGHT) : role(draw, ROLE_TEXT);
    if (model_diverged(draw->model, i, NULL))
        style = role(draw, ROLE_WARN);
    put_numbers(draw, table, line, i, style);
}

/* What the chosen racer would have at this step. */
static void
put_ghost(const struct draw *draw, const struct table *table, int line, size_t i)
{
    const struct model *m = draw->model;
    const struct ghost *ghost = branch_ghost_of(m, i);
    struct look look = theme_racer(&m->theme, i);
    struct style style = {.fg = look.ghost};
    struct rv_row row;
    char text[48];
    int64_t step = m->playhead < ghost->upto ? m->playhead : ghost->upto;
    step = rv_timeline_row(ghost->timeline, step, &row);
    int col = draw->layout->racers.col;
    canvas_put(draw->canvas, col + 1, line, m->theme.shapes ? look.hollow : 'o', style);
    int room = table->at[COL_LOSS] - NAME_AT;
    snprintf(text, sizeof text, step < m->playhead ? "ghost at %lld" : "ghost",
             (long long)step);
    if (width_of(draw, text) > room) /* never half a number */
        snprintf(text, sizeof text, "at %lld", (long long)step);
    put(draw, col + NAME_AT + 1, line, room, text, style);
    put_row(draw, table, line, &row, style);
}

/* So many racers more than are shown, above or below. */
static void
put_more(const struct draw *draw, int row, const char *utf8, const char *ascii, size_t n)
{
    char text[40];
    const char *mark = theme_text(&draw->model->theme, utf8, ascii);
    snprintf(text, sizeof text, "%s %zu more", mark, n);
    if (n > 0)
        put(draw, draw->layout->racers.col + 1, row, 14, text, role(draw, ROLE_MUTED));
}

static void
draw_racers(const struct draw *draw)
{
    if (!draw->layout->panel)
        return;
    const struct model *m = draw->model;
    const struct rect *pane = &draw->layout->racers;
    struct table table = fit_table(draw);
    struct racer_list list = racer_list_fit(m, draw->layout);
    put_titles(draw, &table);
    put_more(draw, pane->row, "▴", "^", list.above);
    for (size_t i = list.first; i < list.first + list.n; i++)
        put_racer(draw, &table, racer_list_row(m, &list, i), i);
    if (list.ghost)
        put_ghost(draw, &table, racer_list_row(m, &list, m->racer) + 1, m->racer);
    put_more(draw, list.more_row, "▾", "v", list.below);
}

const struct pane_view view_racers = {.id = "racers", .draw = draw_racers};
