/* The gradient field: which way is down, everywhere; or which way the chosen racer would
 * go with the rates it has now in each coordinate. One arrow glyph each on a grid of
 * cells: lines of dots would look like pieces of contours. Each is lighter (darker) than
 * its own ground by the same amount, so that it is seen on all of the field and never as
 * well as a trail. */
#include "view.h"

#include <math.h>

enum { ACROSS = 6, DOWN = 3 }; /* cells between two arrows */

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

/* @glyph in the colour arrows have on this cell's ground; a hole has none. */
static void
put_cell(const struct draw *draw, int col, int row, uint32_t glyph)
{
    const struct colormap *map = &draw->model->theme.map;
    struct cell *cell = canvas_at(draw->canvas, col, row);
    int level = field_level(&draw->picture->field, map, col, row);
    bool few = map->rung == RUNG_16 || map->rung == RUNG_8; /* there bold is a racer's */
    bool bare = map->rung == RUNG_MONO;
    if (!cell || (level < 0 && !bare))
        return;
    color_t ground = bare                ? COLOR_NONE
                     : map->shade[level] ? cell_background(cell)
                                         : map->field[level];
    *cell = (struct cell){glyph, bare ? COLOR_NONE : map->arrow[level], ground,
                          few ? 0 : ATTR_BOLD};
}

/* The eighth of a turn that (@dx, @dy) is nearest to, from right over down. */
static int
octant(double dx, double dy)
{
    return (int)lround(atan2(dy, dx) / atan(1)) & 7;
}

/* A stroke, and before it a head. There are heads for four ways only: on a slope the
 * longer part of the way has its. */
static void
put_ascii(const struct draw *draw, int col, int row, struct rv_vec2 way)
{
    static const char strokes[4] = {'-', '\\', '|', '/'};
    static const int ahead[8][2] = {
        {1,  0 },
        {1,  1 },
        {0,  1 },
        {-1, 1 },
        {-1, 0 },
        {-1, -1},
        {0,  -1},
        {1,  -1}
    };
    int eighth = octant(way.x, way.y), c = col + ahead[eighth][0],
        r = row + ahead[eighth][1];
    char across = way.x > 0 ? '>' : '<', up = way.y > 0 ? 'v' : '^';
    put_cell(draw, col, row, (uint32_t)strokes[eighth % 4]);
    if (rect_has(&draw->picture->pane, c, r))
        put_cell(draw, c, r, (uint32_t)(fabs(way.x) > fabs(way.y) ? across : up));
}

static void
put_arrow(const struct draw *draw, int col, int row, struct rv_vec2 way)
{
    static const uint32_t glyphs[8] = {0x2192, 0x2198, 0x2193, 0x2199,
                                       0x2190, 0x2196, 0x2191, 0x2197};
    double length = hypot(way.x, way.y);
    if (!(length > 0) || !isfinite(length))
        return;
    if (draw->model->theme.shapes)
        put_cell(draw, col, row, glyphs[octant(way.x, way.y)]);
    else
        put_ascii(draw, col, row, way);
}

/* The way at (@col, @row) of the canvas, in dots; y downwards. */
static struct rv_vec2
way_at(const struct draw *draw, struct rv_vec2 rate, int col, int row)
{
    const struct view *view = &draw->picture->field.view;
    double per_x = 2 * view->pane.cols / (view->x1 - view->x0);
    double per_y = 4 * view->pane.rows / (view->y1 - view->y0);
    double at[2], g[2];
    view_point(view, col, row, &at[0], &at[1]);
    rv_objective_peek(draw->model->objective, at, g);
    return (struct rv_vec2){-rate.x * g[0] * per_x, rate.y * g[1] * per_y};
}

static void
draw_arrows(const struct draw *draw)
{
    const struct model *m = draw->model;
    const struct rect *pane = &draw->picture->pane;
    bool own = m->arrows == ARROWS_RACER;
    if (m->arrows == ARROWS_NONE || draw->picture->view != FIELD_MAP ||
        !draw->picture->has_field)
        return;
    struct rv_vec2 rate = own ? effective_rates(m) : (struct rv_vec2){1, 1};
    canvas_clip(draw->canvas, *pane);
    for (int row = pane->row + DOWN / 2; row < pane->row + pane->rows; row += DOWN)
        for (int col = pane->col + ACROSS / 2; col < pane->col + pane->cols;
             col += ACROSS)
            put_arrow(draw, col, row, way_at(draw, rate, col, row));
    canvas_unclip(draw->canvas);
}

const struct pane_view view_arrows = {
    .id = "arrows", .in_pane = true, .draw = draw_arrows};
