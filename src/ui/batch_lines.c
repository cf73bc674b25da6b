#include "batch_lines.h"

#include <stdlib.h>

/* Counted along the path, so that slanting lines have them too. */
static const struct dash dashes = {3, 3, 0};

static bool
make_room(struct batch_lines *lines, const struct rect *pane)
{
    lines->w = pane->cols + 1;
    lines->h = pane->rows + 1;
    size_t n = (size_t)lines->w * (size_t)lines->h;
    if (lines->dots.cols != pane->cols || lines->dots.rows != pane->rows) {
        dots_finish(&lines->dots);
        if (!dots_init(&lines->dots, pane->cols, pane->rows))
            return false;
    }
    if (n <= lines->room)
        return true;
    double *grown = realloc(lines->value, n * sizeof *grown);
    if (!grown)
        return false;
    lines->value = grown;
    lines->room = n;
    return true;
}

static bool
is_present(const struct batch_lines *lines, const struct batch_memory *batch,
           const struct model *model, const struct rect *pane)
{
    return lines->begun && lines->version == batch->version &&
           lines->step == batch->step && lines->generation == model->generation &&
           lines->dots.cols == pane->cols && lines->dots.rows == pane->rows;
}

void
batch_lines_update(struct batch_lines *lines, const struct batch_memory *batch,
                   const struct model *model, const struct field *field)
{
    const struct rect *pane = &field->view.pane;
    if (batch->n > 0 && is_present(lines, batch, model, pane))
        return;
    lines->begun = batch->n > 0 && make_room(lines, pane);
    lines->version = batch->version;
    lines->step = batch->step;
    lines->generation = model->generation;
    lines->next_row = 0;
    if (lines->begun)
        dots_clear(&lines->dots);
}

/* The levels are those of the field, settled with its last pass. */
bool
batch_lines_busy(const struct batch_lines *lines, const struct field *field)
{
    return lines->begun && lines->next_row <= lines->h && field->done;
}

/* Node (i, j) is the upper left corner of cell (i, j). */
static void
fill_row(struct batch_lines *lines, const struct batch_memory *batch,
         const struct model *model, const struct view *view)
{
    int j = lines->next_row;
    double y = view->y1 - (view->y1 - view->y0) * j / (lines->h - 1);
    for (int i = 0; i < lines->w; i++) {
        double x = view->x0 + (view->x1 - view->x0) * i / (lines->w - 1);
        lines->value[j * lines->w + i] = rv_objective_peek_rows(
            model->objective, (double[]){x, y}, batch->rows, batch->n, NULL);
    }
}

static void
draw_line(struct batch_lines *lines, const struct isoline *line)
{
    const struct place *at = lines->lines.place + line->first;
    struct dash dash = dashes;
    for (size_t i = 0; i + 1 < line->n + line->closed; i++) {
        const struct place *from = &at[i], *to = &at[(i + 1) % line->n];
        dots_line(&lines->dots, 2 * from->x - 0.5, 4 * from->y - 0.5, 2 * to->x - 0.5,
                  4 * to->y - 0.5, &dash, false);
    }
}

static void
trace(struct batch_lines *lines, const struct levels *levels)
{
    lines->lines.n_lines = lines->lines.n_places = 0;
    for (size_t k = 0; k < levels->n; k++)
        if (levels->major[k])
            isolines_trace(&lines->lines, lines->value, lines->w, lines->h,
                           levels->value[k], k);
    for (size_t i = 0; i < lines->lines.n_lines; i++)
        draw_line(lines, &lines->lines.line[i]);
}

void
batch_lines_work(struct batch_lines *lines, const struct batch_memory *batch,
                 const struct model *model, const struct field *field,
                 int64_t deadline_ns)
{
    while (batch_lines_busy(lines, field)) {
        if (lines->next_row < lines->h)
            fill_row(lines, batch, model, &field->view);
        else
            trace(lines, &field->levels);
        lines->next_row++;
        if (model_clock() >= deadline_ns)
            return;
    }
}

void
batch_lines_finish(struct batch_lines *lines)
{
    isolines_finish(&lines->lines);
    dots_finish(&lines->dots);
    free(lines->value);
    *lines = (struct batch_lines){0};
}
