#include "layout.h"

static int
min_int(int a, int b)
{
    return a < b ? a : b;
}

static int
max_int(int a, int b)
{
    return a > b ? a : b;
}

/* Between the measured sizes 80, 120 and 200 the panel grows in proportion. */
static int
panel_columns(int cols)
{
    if (cols <= 120)
        return 29 + (cols - 80) * 12 / 40;
    return min_int(41 + (cols - 120) * 39 / 80, 80);
}

/* One of three measured values: for a small, a good and a large screen. */
static int
by_size(int size, int good, int large, const int value[3])
{
    return size < good ? value[0] : size < large ? value[1] : value[2];
}

static void
fit_field(struct layout *l)
{
    int axis = by_size(l->cols, 100, 160, (const int[]){4, 5, 6});
    int gap = by_size(l->cols, 100, 160, (const int[]){2, 3, 4});
    int margin = l->cols < 100 ? 0 : 1;
    int panel = panel_columns(l->cols);
    int top = l->rows < 30 ? 1 : 2;
    int below = by_size(l->rows, 30, 50, (const int[]){3, 5, 6});
    l->field = (struct rect){.col = axis, .row = top};
    l->field.cols = l->cols - axis - gap - panel - margin;
    l->field.rows = l->rows - below - top;
    l->racers = (struct rect){.col = l->cols - margin - panel, .row = top, .cols = panel};
}

static void
fit_panel(struct layout *l, size_t n_racers)
{
    bool small = l->rows < LAYOUT_GOOD_ROWS;
    int column = l->racers.col, columns = l->racers.cols;
    int most = by_size(l->rows, LAYOUT_GOOD_ROWS, 34, (const int[]){7, 6, 8});
    l->racers.rows = 1 + min_int((int)n_racers, most);
    int row = l->racers.row + l->racers.rows + (small ? 0 : 1);
    l->settings_rows = l->rows < 50 ? 4 : 5;
    int lines = small ? 0 : 1;
    l->settings = (struct rect){column, row, columns, 1 + l->settings_rows + lines};
}

/* A plot of (ticks - 1) n + 1 rows keeps its ticks equally far apart. */
static int
plot_rows(int rows)
{
    return max_int(rows / 6 * 6 + 1, 7);
}

static void
fit_charts(struct layout *l)
{
    bool small = l->rows < LAYOUT_GOOD_ROWS;
    int column = l->racers.col + (small ? 0 : 1),
        columns = l->racers.cols - (small ? 1 : 2);
    int top = l->settings.row + l->settings.rows + (small ? 0 : 1);
    int bottom = l->field.row + l->field.rows + 1;
    if (l->rows >= 34 && l->cols >= 90) {
        l->bar = (struct rect){column, bottom - 2, columns, 2};
        bottom -= 3;
    }
    int more = l->rows >= 54 && columns >= 60 ? 12 : 0;
    if (more) {
        int half = columns / 2;
        l->more[0] = (struct rect){column, bottom - more, half - 2, more};
        l->more[1] = (struct rect){column + half, bottom - more, columns - half, more};
        bottom -= more + 1;
    }
    int extra = small ? 1 : 2;
    int plot = plot_rows(bottom - top - extra);
    int rows = min_int(plot + extra, bottom - top);
    l->chart = (struct rect){column, small ? bottom - rows : top, columns, rows};
}

void
layout_fit(struct layout *layout, int cols, int rows, size_t n_racers)
{
    *layout = (struct layout){.cols = cols, .rows = rows, .panel = true};
    layout->too_small = cols < COLS_MIN || rows < ROWS_MIN;
    if (layout->too_small)
        return;
    layout->title = (struct rect){0, 0, cols, 1};
    layout->scrub = (struct rect){0, rows - 2, cols, 1};
    layout->hints = (struct rect){0, rows - 1, cols, 1};
    fit_field(layout);
    fit_panel(layout, n_racers);
    fit_charts(layout);
    layout->note_stands = rows >= 30;
    int below = layout->field.row + layout->field.rows;
    if (layout->note_stands)
        layout->note = (struct rect){0, rows < 50 ? rows - 3 : rows - 4, cols, 1};
    else
        layout->note = (struct rect){0, below, layout->racers.col - 1, 1};
}

enum { CHART_LEAST = 9, DATA_LEAST = 9 };

void
layout_data(struct layout *layout)
{
    struct rect *chart = &layout->chart;
    if (!layout->panel || layout->too_small)
        return;
    bool small = layout->rows < 30;
    int top = small ? layout->settings.row + layout->settings.rows : chart->row;
    int bottom = layout->more[0].cols ? layout->more[0].row - 1
                 : layout->bar.cols   ? layout->bar.row - 1
                                      : layout->field.row + layout->field.rows + 1;
    int room = bottom - top;
    layout->data = *chart;
    layout->data.row = top;
    layout->data.rows = room;
    if (room < DATA_LEAST + 1 + CHART_LEAST) {
        *chart = (struct rect){0};
        return;
    }
    int below = plot_rows((room - 1) * 2 / 5 - 2) + 2;
    chart->rows = below;
    chart->row = bottom - below;
    layout->data.rows = room - 1 - below;
}

/* Two fields of equal width, a caption directly above each. */
void
layout_split(struct layout *layout, int cols, int rows)
{
    layout_fit(layout, cols, rows, 1);
    if (layout->too_small)
        return;
    struct rect *field = &layout->field;
    int axis = field->col, gap = 2, half = (cols - 2 * axis - gap) / 2;
    if (field->row == 1) { /* the caption needs a row */
        field->row++;
        field->rows--;
    }
    field->cols = half;
    layout->second = *field;
    layout->second.col = axis + half + gap + axis;
    layout->second.cols = cols - layout->second.col;
    layout->split = true;
    layout->panel = false;
    layout->racers = layout->settings = layout->chart = layout->bar = (struct rect){0};
    layout->more[0] = layout->more[1] = (struct rect){0};
    if (!layout->note_stands)
        layout->note.cols = cols;
}

/* Wide enough for one line of numbers; all their digits need more. */
static int
stages_columns(int cols)
{
    if (cols < 120)
        return 46 + (cols - 80) * 11 / 40;
    return min_int(57 + (cols - 120) * 31 / 80, 88);
}

void
layout_autopsy(struct layout *layout, int cols, int rows)
{
    layout_fit(layout, cols, rows, 1);
    if (layout->too_small)
        return;
    struct rect *field = &layout->field;
    int columns = stages_columns(cols), margin = cols < 100 ? 0 : 1;
    field->col = 8; /* so close the ticks have more digits */
    bool small = !layout->note_stands;
    field->cols = cols - margin - columns - (cols < 100 ? 1 : 4) - field->col;
    field->rows -= small;
    layout->legend = (struct rect){2, field->row + field->rows + 1,
                                   small ? cols - 2 : field->col + field->cols - 2, 1};
    layout->stages = (struct rect){cols - margin - columns, field->row, columns,
                                   field->rows + (small ? 1 : 2)};
    layout->autopsy = true;
    layout->panel = false;
    layout->racers = layout->settings = layout->chart = layout->bar = (struct rect){0};
    layout->more[0] = layout->more[1] = (struct rect){0};
    if (small)
        layout->note = (struct rect){0, rows - 3, cols, 1};
}

void
layout_lecture(struct layout *layout, int cols, int rows)
{
    *layout = (struct layout){.cols = cols, .rows = rows, .lecture = true};
    layout->too_small = cols < COLS_MIN || rows < ROWS_MIN;
    int width = cols * 63 / 100;
    layout->field = (struct rect){1, 1, width, rows - 3};
    layout->racers = (struct rect){width + 5, 1, cols - width - 8, rows - 3};
    layout->scrub = (struct rect){0, rows - 1, cols, 1};
    layout->note = (struct rect){0, rows - 2, width, 1};
}
