/*
 * What is written around the block: how it is turned, numbers along the two edges of the
 * ground that are seen, and what varies along them. Written last, it yields: a number
 * stands whole, on nothing but the bare ground beside the block, or not at all.
 */
#include "view.h"

#include <math.h>
#include <stdio.h>

#include "render/number.h"

enum { TICKS_LEAST = 4, GAP_DOTS = 3, PUSHES = 3, PUSH_DOTS = 2 };

static bool
is_bare(const struct cell *cell)
{
    return cell && (cell->glyph == 0 || cell->glyph == ' ') && cell->bg == COLOR_NONE;
}

/* Braille and blocks may stand beside a text; another text may not. */
static bool
is_text(const struct cell *cell)
{
    return cell && cell->glyph > ' ' &&
           !(cell->glyph >= GLYPH_UPPER && cell->glyph < GLYPH_BRAILLE + 256);
}

/* Are @width cells from (@col, @row) on free, and no text beside them? */
static bool
fits(const struct draw *draw, int col, int row, int width)
{
    for (int i = 0; i < width; i++)
        if (!is_bare(canvas_at(draw->canvas, col + i, row)))
            return false;
    return !is_text(canvas_at(draw->canvas, col - 1, row)) &&
           !is_text(canvas_at(draw->canvas, col + width, row));
}

/* Beside the edge along parameter @axis at value @at, as near as there is room. */
static void
put_at_edge(const struct draw *draw, int axis, double at, const char *text,
            struct style style)
{
    const struct solid *solid = &draw->picture->solid;
    double place[2], out[2];
    int width = width_of(draw, text);
    solid_front(solid, axis, at, place, out);
    for (int push = 0; push < PUSHES; push++) {
        double far =
            GAP_DOTS + push * PUSH_DOTS + fabs(out[0]) * width + fabs(out[1]) * 2;
        double x = place[0] + far * out[0], y = place[1] + far * out[1];
        int col = solid->pane.col + (int)lround((x - width) / 2);
        int row = solid->pane.row + (int)lround((y - 2) / 4);
        if (!fits(draw, col, row, width))
            continue;
        put(draw, col, row, width, text, style);
        return;
    }
}

/* The parameter's name stands between two numbers, where the edge has its middle. */
static void
put_axis(const struct draw *draw, int axis, double from, double to)
{
    double step = tick_step(from, to, TICKS_LEAST);
    double middle = (floor((from + to) / 2 / step) + 0.5) * step;
    put_at_edge(draw, axis, middle, rv_objective_axis(draw->model->objective, axis),
                bold(draw, ROLE_TEXT));
    struct ticks ticks = ticks_in(from, to, step);
    for (int i = 0; i < ticks.n; i++) {
        char text[NUMBER_TEXT_MAX];
        double at = tick_at(&ticks, i);
        number_axis(at, step, draw->model->theme.ascii, text);
        put_at_edge(draw, axis, at, text, role(draw, ROLE_MUTED));
    }
}

/* Logarithmic heights are those of a logarithmic colour scale: only some have one. */
static void
put_state(const struct draw *draw)
{
    const struct solid *solid = &draw->picture->solid;
    const struct camera *camera = &solid->camera;
    const struct rect *pane = &solid->pane;
    bool ascii = draw->model->theme.ascii, log = solid->colors.logarithmic;
    char turn[NUMBER_TEXT_MAX], text[3 * NUMBER_TEXT_MAX];
    number_tick(round(camera->turn), 1, ascii, turn);
    snprintf(text, sizeof text, "turn %s°  tilt %.0f°  %s height", turn, camera->tilt,
             log && !camera->linear ? "log" : "linear");
    int col = pane->col, width = width_of(draw, text);
    bool named = 5 + width <= pane->cols && !draw->layout->split;
    if (!fits(draw, col, pane->row, width + 5 * named))
        return;
    if (named)
        col += put(draw, col, pane->row, 3, "3-D", bold(draw, ROLE_BRIGHT)) + 2;
    put(draw, col, pane->row, pane->cols, text, role(draw, ROLE_MUTED));
}

static void
draw_block(const struct draw *draw)
{
    const struct picture *picture = draw->picture;
    if (!shows_surface(draw) || picture->view != FIELD_SOLID || draw->layout->lecture ||
        !field_ready(&picture->field))
        return;
    const struct view *view = &picture->field.view;
    canvas_clip(draw->canvas, picture->pane);
    put_state(draw);
    put_axis(draw, 0, view->x0, view->x1);
    put_axis(draw, 1, view->y0, view->y1);
    canvas_unclip(draw->canvas);
}

const struct pane_view view_block = {.id = "block", .in_pane = true, .draw = draw_block};
