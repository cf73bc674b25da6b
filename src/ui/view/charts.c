/* Loss against step beside the field, and where there is room two more. */
#include "ui/chart_data.h"

static void
draw_charts(const struct draw *draw)
{
    if (!draw->layout->panel)
        return;
    const struct layout *l = draw->layout;
    struct chart_memory *memory = draw->picture->chart;
    bool minima = draw->model->n_critical > 0;
    if (l->chart.cols)
        chart_of(draw, l->chart, LOSS, &memory[LOSS], l->rows < 30);
    if (l->more[0].cols) {
        enum quantity second = minima ? DISTANCE : GRADIENT;
        enum quantity third = minima ? GRADIENT : STEP_LENGTH;
        chart_of(draw, l->more[0], second, &memory[second], false);
        chart_of(draw, l->more[1], third, &memory[third], false);
    }
}

const struct pane_view view_charts = {.id = "charts", .draw = draw_charts};
