/* The gradient field: which way is down, everywhere; or which way the chosen racer would
 * go with the rates it has now in each coordinate. Short lines that begin with a thick
 * dot. */
#include "view.h"

#include <math.h>

enum { ACROSS = 7, DOWN = 3 }; /* cells between two lines */
#define LENGTH 7.0             /* dots */

/* Effective rate of each coordinate in the last step: |Δθᵢ| / |gᵢ|, 1 where unknown. */
static struct rv_vec2
effective_rates(const struct model *m)
{
    struct rv_row now, before;
    int64_t step = model_row(m, m->racer, &now);
    struct rv_vec2 rate = {1, 1};
    if (step == 0)
        return rate;
    rv_timeline_row(m->timeline[m->racer], step - 1, &before);
    double x = fabs((now.x - before.x) / before.gx),
           y = fabs((now.y - before.y) / before.gy);
    return isfinite(x) && isfinite(y) ? (struct rv_vec2){x, y} : rate;
}

/* One line from its dot at the cell's middle, in screen dots (y downwards). */
static void
add_line(struct dots *dots, int col, int row, double dx, double dy)
{
    double length = hypot(dx, dy);
    double x = 2 * col + 0.5, y = 4 * row + 1.5;
    if (!(length > 0) || !isfinite(length))
        return;
    dots_set_thick(dots, (int)x, (int)y);
    dots_line(dots, x, y, x + dx / length * LENGTH, y + dy / length * LENGTH, NULL,
              false);
}

static void
fill(const struct draw *draw, struct dots *dots)
{
    const struct model *m = draw->model;
    const struct view *view = &draw->picture->field.view;
    bool own = m->arrows == ARROWS_RACER;
    struct rv_vec2 rate = own ? effective_rates(m) : (struct rv_vec2){1, 1};
    double per_x = 2 * view->pane.cols / (view->x1 - view->x0);
    double per_y = 4 * view->pane.rows / (view->y1 - view->y0);
    for (int row = DOWN / 2; row < dots->rows; row += DOWN)
        for (int col = ACROSS / 2; col < dots->cols; col += ACROSS) {
            double at[2], g[2];
            view_point(view, view->pane.col + col, view->pane.row + row, &at[0], &at[1]);
            rv_objective_peek(m->objective, at, g);
            add_line(dots, col, row, -rate.x * g[0] * per_x, rate.y * g[1] * per_y);
        }
}

/* Trails replace these dots; they do not join them. */
static void
make_room(struct canvas *canvas, struct rect pane)
{
    for (int row = pane.row; row < pane.row + pane.rows; row++)
        for (int col = pane.col; col < pane.col + pane.cols; col++)
            canvas_at(canvas, col, row)->attr &= ~(uint32_t)ATTR_DOTS;
}

static void
draw_arrows(const struct draw *draw)
{
    const struct model *m = draw->model;
    const struct rect *pane = &draw->picture->pane;
    struct dots dots;
    if (m->arrows == ARROWS_NONE || draw->picture->view != FIELD_MAP ||
        !draw->picture->has_field || !dots_init(&dots, pane->cols, pane->rows))
        return;
    fill(draw, &dots);
    canvas_clip(draw->canvas, *pane);
    dots_compose(&dots, draw->canvas, pane->col, pane->row, role(draw, ROLE_LINE).fg, 0,
                 m->theme.glyphs, '.');
    make_room(draw->canvas, *pane);
    canvas_unclip(draw->canvas);
    dots_finish(&dots);
}

const struct pane_view view_arrows = {
    .id = "arrows", .in_pane = true, .draw = draw_arrows};
