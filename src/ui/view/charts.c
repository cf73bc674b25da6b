/* Loss against step beside the field, and where there is room two more. */
#include "ui/chart_data.h"

/* With the charts in the field's place the others stand there, and the field's colour bar
 * is gone: the loss has the whole height. */
static struct rect
whole_height(const struct layout *layout)
{
    struct rect pane = layout->chart;
    pane.rows = layout->field.row + layout->field.rows + 1 - pane.row;
    return pane;
}

static void
draw_charts(const struct draw *draw)
{
    const struct layout *l = draw->layout;
    struct chart_memory *memory = draw->picture->chart;
    bool minima = model_has_minimum(draw->model);
    bool alone = draw->picture->view == FIELD_PLOTS;
    if (!l->panel)
        return;
    if (l->chart.cols)
        chart_of(draw, alone ? whole_height(l) : l->chart, LOSS, &memory[LOSS],
                 l->rows < 30);
    if (l->more[0].cols && !alone) {
        enum quantity second = minima ? DISTANCE : GRADIENT;
        enum quantity third = minima ? GRADIENT : STEP_LENGTH;
        chart_of(draw, l->more[0], second, &memory[second], false);
        chart_of(draw, l->more[1], third, &memory[third], false);
    }
}

const struct pane_view view_charts = {.id = "charts", .draw = draw_charts};
