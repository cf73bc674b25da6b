/*
 * Heads, which the eye meets first; their names are placed by names.c. A racer outside
 * the window stands as an arrow on the edge, with its distance and its loss; nothing is
 * clamped.
 */
#include "names.h"

#include <math.h>
#include <stdio.h>

#include "render/big.h"

/* The last row of a diverged run may have no place: then the one before it tells where.
 */
static bool
head_point(const struct model *m, size_t i, struct rv_row *row)
{
    int64_t step = model_row(m, i, row);
    if (isfinite(row->x) && isfinite(row->y))
        return true;
    double loss = row->loss;
    if (step > 0)
        rv_timeline_row(m->timeline[i], step - 1, row);
    row->loss = loss;
    return isfinite(row->x) && isfinite(row->y);
}

static uint32_t
arrow_glyph(const struct theme *theme, double dx, double dy)
{
    bool across = fabs(dx) > fabs(dy);
    if (!theme->shapes)
        return across ? (dx > 0 ? '>' : '<') : (dy > 0 ? '^' : 'v');
    return across ? (dx > 0 ? 0x25b6 : 0x25c0) : (dy > 0 ? 0x25b2 : 0x25bc);
}

/* On the block the edge lies elsewhere, and so does the way there. (@u, @v): from the
 * window's centre, its borders at 1. */
static void
place_off_block(const struct draw *draw, double u, double v, struct head *head)
{
    const struct solid *solid = &draw->picture->solid;
    const struct rect *pane = &solid->pane;
    double far = fmax(fabs(u), fabs(v)), px, py, depth, cx, cy;
    double x = solid->x0 + u / far * solid->half_x / solid->per_x;
    double y = solid->y0 + v / far * solid->half_y / solid->per_y;
    if (!solid_point(solid, x, y, 0, &px, &py, &depth))
        return;
    int col = (int)floor((px + 0.5) / 2), row = (int)floor((py + 0.5) / 4);
    head->col = pane->col + (col < 0 ? 0 : col < pane->cols ? col : pane->cols - 1);
    head->row = pane->row + (row < 0 ? 0 : row < pane->rows ? row : pane->rows - 1);
    solid_ground(solid, x, y, &px, &py);
    solid_ground(solid, solid->x0, solid->y0, &cx, &cy);
    head->arrow = arrow_glyph(&draw->model->theme, px - cx, cy - py);
}

/* On the edge where the line from the window's centre leaves. */
static void
place_outside(const struct draw *draw, const struct rv_row *row, struct head *head)
{
    const struct view *view = &draw->picture->field.view;
    double cx = (view->x0 + view->x1) / 2, cy = (view->y0 + view->y1) / 2;
    double u = (row->x - cx) / ((view->x1 - view->x0) / 2);
    double v = (row->y - cy) / ((view->y1 - view->y0) / 2);
    double far = fmax(fabs(u), fabs(v));
    const struct rect *pane = &view->pane;
    head->col = pane->col + (int)lround((u / far + 1) / 2 * (pane->cols - 1));
    head->row = pane->row + (int)lround((1 - v / far) / 2 * (pane->rows - 1));
    head->arrow = arrow_glyph(&draw->model->theme, u, v);
    head->outside = true;
    if (draw->picture->view == FIELD_SOLID)
        place_off_block(draw, u, v, head);
    char loss[NUMBER_TEXT_MAX], away[NUMBER_TEXT_MAX];
    bool ascii = draw->model->theme.ascii;
    snprintf(head->note, sizeof head->note, " %s, %s away",
             number_significant(row->loss, 2, ascii, loss),
             number_significant(hypot(row->x - cx, row->y - cy), 2, ascii, away));
}

static struct head
find_head(const struct draw *draw, size_t i)
{
    struct head head = {0};
    struct rv_row row;
    if (!is_shown(draw, i) || !head_point(draw->model, i, &row))
        return head;
    head.shown = true;
    struct spot spot = spot_of(draw, row.x, row.y, row.loss);
    head.col = spot.col;
    head.row = spot.row;
    head.hidden = spot.hidden;
    if (!spot.inside)
        place_outside(draw, &row, &head);
    return head;
}

/* Seven pixels across, so that the shape carries. */
static void
put_big_head(const struct draw *draw, const struct head *head, size_t i)
{
    struct look look = theme_racer(&draw->model->theme, i);
    big_shape(draw->canvas, head->col, 2 * head->row + 1,
              (enum big_shape)(i % BIG_SHAPES), look.dashed, look.color, look.ink);
}

static void
put_head(const struct draw *draw, const struct head *head, size_t i)
{
    const struct theme *theme = &draw->model->theme;
    bool pixels = theme->rung != RUNG_MONO && theme->glyphs != DOTS_ASCII;
    if (draw->layout->lecture && pixels && !head->outside) {
        put_big_head(draw, head, i);
        return;
    }
    if (head->hidden) { /* behind the block: its shape alone */
        struct look look = theme_racer(theme, i);
        bool shape = theme->shapes && theme->rung < RUNG_16; /* as put_mark() has it */
        uint32_t glyph = shape ? look.shape : (uint32_t)draw->model->letter[i];
        canvas_over(draw->canvas, head->col, head->row, glyph, look.color, 0);
        return;
    }
    put_mark(draw, head->col, head->row, i);
    struct cell *cell = canvas_at(draw->canvas, head->col, head->row);
    if (head->outside && cell)
        cell->glyph = head->arrow;
}

static void
draw_heads(const struct draw *draw)
{
    struct head heads[RV_RACERS_MAX];
    const struct model *m = draw->model;
    size_t n = model_document(m)->n_racers;
    if (!shows_surface(draw))
        return;
    canvas_clip(draw->canvas, draw->picture->pane);
    for (size_t i = 0; i < n; i++)
        heads[i] = find_head(draw, i);
    /* The chosen one lies on top, as it is named first; in a lecture the leader under it:
     * its head is large, and it is whom the class looks for. */
    size_t leader = draw->layout->lecture ? lecture_leader(m) : m->racer;
    for (size_t k = n; k-- > 1;) {
        size_t i = (m->racer + k) % n;
        if (heads[i].shown && i != leader)
            put_head(draw, &heads[i], i);
    }
    if (n > 0 && leader != m->racer && heads[leader].shown)
        put_head(draw, &heads[leader], leader);
    if (n > 0 && heads[m->racer].shown)
        put_head(draw, &heads[m->racer], m->racer);
    put_names(draw, heads, n);
    canvas_unclip(draw->canvas);
}

const struct pane_view view_heads = {.id = "heads", .in_pane = true, .draw = draw_heads};
