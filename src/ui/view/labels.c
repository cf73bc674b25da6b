/* Values of the contours, where trails, heads and names leave room. */
#include "view.h"

static void
draw_labels(const struct draw *draw)
{
    if (draw->layout->lecture)
        return;
    if (!draw->picture->has_field || draw->picture->view != FIELD_MAP)
        return;
    struct field_style style = picture_field_style(&draw->model->theme);
    style.majors = style.majors || draw->picture->arrows;
    field_draw_labels(&draw->picture->field, draw->canvas, &style);
}

const struct pane_view view_labels = {
    .id = "labels", .in_pane = true, .draw = draw_labels};
