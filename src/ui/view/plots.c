/* The charts in the field's place: all quantities at once. */
#include "ui/chart_data.h"

enum { GAP = 2, ROWS_LEAST = 9 };

static void
draw_plots(const struct draw *draw)
{
    static const enum quantity shown[] = {GRADIENT, STEP_LENGTH, DISTANCE,
                                          RATE,     RATE_X,      RATE_Y};
    enum { N = sizeof shown / sizeof *shown };
    const struct rect *field = &draw->picture->pane;
    if (draw->picture->view != FIELD_PLOTS)
        return;
    int columns = field->cols >= 60 ? 2 : 1;
    int lines = field->rows / ROWS_LEAST;
    lines = lines > N / columns ? N / columns : lines;
    int left = field->col > 6 ? field->col - 4 : 1; /* ticks stand in the axis' columns */
    int width = (field->col + field->cols - left) / columns;
    int height = (field->rows + 1) / lines;
    for (int i = 0; i < N && i < columns * lines; i++) {
        struct rect pane = {left + i % columns * width, field->row + i / columns * height,
                            width - GAP, height - 1};
        chart_of(draw, pane, shown[i], &draw->picture->plot[shown[i]], false);
    }
}

const struct pane_view view_plots = {.id = "plots", .in_pane = true, .draw = draw_plots};
