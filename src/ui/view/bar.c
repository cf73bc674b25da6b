/* The colour bar: what the field's colours mean. */
#include "view.h"

enum { LABEL_COLUMNS = 5 };

static void
draw_bar(const struct draw *draw)
{
    struct rect bar = draw->layout->bar;
    if (!bar.cols || !shows_surface(draw) || draw->model->theme.rung == RUNG_MONO)
        return; /* without colours there is nothing to explain */
    put(draw, bar.col, bar.row, LABEL_COLUMNS, "loss", role(draw, ROLE_MUTED));
    bar.col += LABEL_COLUMNS;
    bar.cols -= LABEL_COLUMNS;
    struct field_style style = picture_field_style(&draw->model->theme);
    field_draw_bar(&draw->picture->field, draw->canvas, bar, &style);
}

const struct pane_view view_bar = {.id = "bar", .draw = draw_bar};
