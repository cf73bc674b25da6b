/*
 * Heads and names, which the eye meets first. A name stands beside its head where nothing
 * else is: right, left, below, above, then further out; while playing it keeps its side
 * as long as there is room. A racer outside the window stands as an arrow on the edge,
 * with its distance and its loss; nothing is clamped.
 */
#include "view.h"

#include <math.h>
#include <stdio.h>

#include "render/big.h"
#include "render/number.h"
#include "ui/events.h"

enum { NAMES_FROM_COLUMNS = 60, SIDES = 16 };

struct head {
    int col, row;
    bool shown, outside, hidden;
    uint32_t arrow;
    char note[NUMBER_TEXT_MAX * 2 + 16]; /* outside: loss and distance */
};

/* What names must not cover. */
struct placed {
    struct rect rects[RV_RACERS_MAX * 3];
    size_t n;
};

static void
occupy(struct placed *placed, struct rect rect)
{
    placed->rects[placed->n++] = rect;
}

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
        uint32_t glyph = theme->shapes ? look.shape : (uint32_t)draw->model->letter[i];
        canvas_over(draw->canvas, head->col, head->row, glyph, look.color, 0);
        return;
    }
    put_mark(draw, head->col, head->row, i);
    struct cell *cell = canvas_at(draw->canvas, head->col, head->row);
    if (head->outside && cell)
        cell->glyph = head->arrow;
}

static bool
overlap(const struct rect *a, const struct rect *b)
{
    return a->col < b->col + b->cols && b->col < a->col + a->cols &&
           a->row < b->row + b->rows && b->row < a->row + a->rows;
}

static bool
on_trail(const struct draw *draw, struct rect rect)
{
    const struct rect *pane = &draw->picture->pane;
    for (size_t i = 0; i < model_document(draw->model)->n_racers; i++) {
        const struct dots *dots = &draw->picture->trail[i].dots;
        const uint8_t *mask = dots->mask + (rect.row - pane->row) * dots->cols;
        for (int c = 0; c < rect.cols; c++)
            if (mask[rect.col - pane->col + c])
                return true;
    }
    return false;
}

/* Within the pane and free of heads, names and, unless @crowded, of trails. */
static bool
is_free(const struct draw *draw, const struct placed *placed, struct rect rect,
        bool crowded)
{
    const struct rect *pane = &draw->picture->pane;
    int above = draw->picture->view == FIELD_SOLID; /* a row says how it is turned */
    if (rect.col < pane->col || rect.col + rect.cols > pane->col + pane->cols ||
        rect.row < pane->row + above || rect.row >= pane->row + pane->rows)
        return false;
    for (size_t i = 0; i < placed->n; i++)
        if (overlap(&rect, &placed->rects[i]))
            return false;
    return crowded || !on_trail(draw, rect);
}

/* Side @side of a head: right, left, below, above, and the same further out. */
static struct rect
beside(const struct head *head, int width, int side)
{
    int out = side / 4;
    struct rect rect = {.cols = width, .rows = 1, .row = head->row, .col = head->col};
    switch (side % 4) {
    case 0:
        rect.col += 2 + out * 3;
        break;
    case 1:
        rect.col -= width + 1 + out * 3;
        break;
    case 2:
        rect.row += 1 + out;
        rect.col += out % 2 ? -width / 2 : 1;
        break;
    default:
        rect.row -= 1 + out;
        rect.col += out % 2 ? -width / 2 : 1;
        break;
    }
    return rect;
}

static bool
try_sides(const struct draw *draw, struct placed *placed, const struct head *head,
          const char *text, struct style style, int *kept, bool crowded)
{
    int first = draw->model->playing ? *kept : 0;
    for (int k = 0; k < SIDES; k++) {
        int side = (first + k) % SIDES;
        struct rect rect = beside(head, width_of(draw, text), side);
        if (!is_free(draw, placed, rect, crowded))
            continue;
        *kept = side;
        occupy(placed, rect);
        put_plate(draw, rect, text, style);
        return true;
    }
    return false;
}

/* Off the trails if there is room, else on them. */
static void
put_beside(const struct draw *draw, struct placed *placed, const struct head *head,
           const char *text, struct style style, int *kept)
{
    if (!try_sides(draw, placed, head, text, style, kept, false))
        try_sides(draw, placed, head, text, style, kept, true);
}

static void
put_name(const struct draw *draw, struct placed *placed, const struct head *head,
         size_t i)
{
    char text[RV_LABEL_MAX + sizeof head->note];
    snprintf(text, sizeof text, "%s%s", draw->model->label[i],
             head->outside ? head->note : "");
    put_beside(draw, placed, head, text, racer_style(draw, i), &draw->picture->side[i]);
}

/* What has just happened to the racer, in its colour but not as loud as its name. */
static void
put_caption(const struct draw *draw, struct placed *placed, const struct head *head,
            size_t i)
{
    const struct rv_event *event = events_caption(draw->model, i);
    if (!event)
        return;
    struct style style = racer_style(draw, i);
    style.attr &= ~(uint32_t)ATTR_BOLD;
    put_beside(draw, placed, head, rv_event_caption(event->kind), style,
               &draw->picture->caption_side[i]);
}

static void
draw_heads(const struct draw *draw)
{
    struct head heads[RV_RACERS_MAX];
    struct placed placed = {.n = 0};
    const struct model *m = draw->model;
    size_t n = model_document(m)->n_racers;
    if (!shows_surface(draw))
        return;
    canvas_clip(draw->canvas, draw->picture->pane);
    for (size_t i = 0; i < n; i++) {
        heads[i] = find_head(draw, i);
        if (heads[i].shown)
            occupy(&placed, (struct rect){heads[i].col, heads[i].row, 1, 1});
    }
    /* The chosen one lies on top, and its name has the first choice. */
    for (size_t k = 0; k < n; k++)
        if (heads[(m->racer + 1 + k) % n].shown)
            put_head(draw, &heads[(m->racer + 1 + k) % n], (m->racer + 1 + k) % n);
    bool names = draw->picture->pane.cols >= NAMES_FROM_COLUMNS && m->playhead > 0 &&
                 !draw->layout->lecture && !draw->layout->autopsy;
    for (size_t k = 0; k < n; k++) {
        const struct head *head = &heads[(m->racer + k) % n];
        if (head->shown && (names || head->outside))
            put_name(draw, &placed, head, (m->racer + k) % n);
    }
    bool captions = !draw->layout->lecture && !draw->layout->autopsy;
    for (size_t k = 0; k < n && captions; k++)
        if (heads[(m->racer + k) % n].shown)
            put_caption(draw, &placed, &heads[(m->racer + k) % n], (m->racer + k) % n);
    canvas_unclip(draw->canvas);
}

const struct pane_view view_heads = {.id = "heads", .in_pane = true, .draw = draw_heads};
