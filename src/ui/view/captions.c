/* Split fields: one line directly above each, since the panel has given way. */
#include "view.h"

#include <stdio.h>

#include "render/number.h"
#include "ui/slot.h"

static void
loss_text(const struct draw *draw, size_t i, char *text)
{
    struct rv_row row;
    model_row(draw->model, i, &row);
    number_significant(row.loss, 3, draw->model->theme.ascii, text);
}

static int
width_of_losses(const struct draw *draw, bool names)
{
    char loss[NUMBER_TEXT_MAX];
    int width = 0;
    for (size_t i = 0; i < model_document(draw->model)->n_racers; i++) {
        loss_text(draw, i, loss);
        width += 4 + text_width(loss);
        width += names ? 1 + width_of(draw, draw->model->label[i]) : 0;
    }
    return width;
}

/* Everyone's mark and loss, with the names where @cols have room. */
static void
put_losses(const struct draw *draw, struct rect pane, int cols)
{
    const struct model *m = draw->model;
    int col = pane.col, row = pane.row - 1, end = pane.col + cols;
    bool names = width_of_losses(draw, true) <= cols + 2;
    for (size_t i = 0; i < model_document(m)->n_racers; i++) {
        char loss[NUMBER_TEXT_MAX];
        loss_text(draw, i, loss);
        if (col + 2 + text_width(loss) > end)
            return;
        put_mark(draw, col, row, i);
        col += 2;
        if (names)
            col += put(draw, col, row, end - col, m->label[i], racer_style(draw, i)) + 1;
        struct style style =
            i == m->racer ? bold(draw, ROLE_BRIGHT) : racer_style(draw, i);
        col += put(draw, col, row, end - col, loss, style) + 2;
    }
}

static const char *
name_of(enum field_view view)
{
    static const char *const names[] = {[FIELD_MAP] = "3-D",
                                        [FIELD_SOLID] = "3-D",
                                        [FIELD_SECTION] = "section",
                                        [FIELD_DATA] = "data",
                                        [FIELD_PLOTS] = "charts"};
    return names[view];
}

/* The setting that keys turn, from (col, row) on. */
static void
put_setting(const struct draw *draw, int col, int row, int end)
{
    char text[PROMPT_MAX + 80], value[PROMPT_MAX];
    const struct model *m = draw->model;
    if (slot_count(m) == 0)
        return;
    const struct rv_param *param = slot_param(m, m->setting);
    double now = slot_value(m, m->setting);
    if (now < 0 && param->scale == RV_CHOICE)
        return;
    col += put(draw, col, row, end - col, slot_owner(m),
               m->on_surface ? bold(draw, ROLE_TEXT) : racer_style(draw, m->racer)) +
           2;
    snprintf(text, sizeof text, "%s %s", model_symbol(m, param),
             rv_param_format(param, now, value));
    put(draw, col, row, end - col, text, bold(draw, ROLE_BRIGHT));
}

enum { STATE_COLUMNS = 26 };

bool
captions_are_long(const struct draw *draw)
{
    const struct layout *l = draw->layout;
    return l->split && width_of_losses(draw, true) > l->field.cols + 2;
}

/* Names with losses never leave: if need be they have the whole row but for the second
 * pane's name, and the setting takes the formula's place in the title. */
static void
draw_captions(const struct draw *draw)
{
    const struct layout *l = draw->layout;
    if (!l->split)
        return;
    int col = l->second.col, row = l->second.row - 1, end = col + l->second.cols;
    const char *name = name_of(draw->model->field_view);
    if (captions_are_long(draw)) {
        int right = put_right(draw, end - 1, row, name, bold(draw, ROLE_TEXT));
        put_losses(draw, l->field, right - 2 - l->field.col);
        put_setting(draw, 3 + width_of(draw, model_title(draw->model)), 0,
                    l->cols - STATE_COLUMNS);
        return;
    }
    put_losses(draw, l->field, l->field.cols);
    col += put(draw, col, row, end - col, name, bold(draw, ROLE_TEXT)) + 3;
    put_setting(draw, col, row, end);
}

const struct pane_view view_captions = {.id = "captions", .draw = draw_captions};
