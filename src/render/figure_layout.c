/* Where things stand on a figure's page, and which places are taken. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "figure_parts.h"

#define MARGIN 16.0
#define TITLE 44.0     /* above the field */
#define AXIS_LEFT 54.0 /* ticks and name */
#define AXIS_BELOW 40.0
#define GAP 36.0 /* between field and panel */
#define BAR 12.0
#define BAR_BELOW 20.0
#define LEGEND_ROW 20.0
#define PANEL_MIN 190.0 /* narrower than this there is no panel */
#define CHART_MIN 90.0

/* Rows of the legend, its heading included. */
static double
legend_height(const struct figure *figure, double room)
{
    double rows = (double)figure->n_tracks + 1;
    double row = fmin(LEGEND_ROW, fmax(room / rows, 13));
    return rows * row;
}

/* From top to bottom: legend, chart, colour bar; the chart goes first, then the bar. */
static void
fill_panel(struct sheet *s, struct box panel)
{
    double bottom = panel.y + panel.h;
    bool bar = s->figure->kind != FIGURE_PLOTS;
    double rest = bar ? panel.h - BAR - BAR_BELOW - MARGIN : panel.h;
    s->bar = (struct box){panel.x, bottom - BAR, bar ? panel.w : 0, BAR};
    s->legend = panel;
    s->legend.h = legend_height(s->figure, rest - CHART_MIN - MARGIN);
    if (s->legend.h > panel.h - BAR - MARGIN)
        s->bar.w = 0;
    double from = panel.y + s->legend.h + MARGIN;
    s->chart = (struct box){panel.x, from, panel.w, panel.y + rest - from};
    if (s->chart.h < CHART_MIN)
        s->chart.w = 0;
}

/* Room left of and below what is drawn for ticks and names, which plots bring along. */
static double
axis_left(const struct figure *figure)
{
    return figure->kind == FIGURE_MAP ? AXIS_LEFT : 0;
}

static double
axis_below(const struct figure *figure)
{
    return figure->kind == FIGURE_MAP ? AXIS_BELOW : 0;
}

/* No room for a panel: the field alone, or half of it for a chart that matters as much.
 */
static void
layout_narrow(struct sheet *s)
{
    double rest = s->w - s->field.x - MARGIN;
    s->field.w = rest;
    if (!s->figure->wide_chart)
        return;
    s->field.w = (rest - GAP / 2) / 2;
    double x = s->field.x + s->field.w + GAP / 2;
    s->chart = (struct box){x, TITLE, s->w - MARGIN - x, s->h - TITLE - MARGIN};
}

/* Beside the field. */
static void
layout_wide(struct sheet *s, double aspect)
{
    const struct figure *f = s->figure;
    double left = MARGIN + axis_left(f), height = s->h - TITLE - MARGIN - axis_below(f);
    double share = f->kind == FIGURE_MAP && !f->wide_chart ? 0.6
                   : f->wide_chart                         ? 0.52
                                                           : 0.64;
    double most = s->w * share - left;
    bool panel = s->w - left - most - GAP - MARGIN >= PANEL_MIN;
    double width = fmin(fmax(aspect * height, 0.7 * most), most);
    if (f->kind != FIGURE_MAP)
        width = most;
    s->field = (struct box){left, TITLE, width, height};
    double x = left + width + GAP;
    if (panel)
        fill_panel(s,
                   (struct box){x, TITLE, s->w - MARGIN - x,
                                f->kind == FIGURE_BLOCK ? height - BAR_BELOW : height});
    else
        layout_narrow(s);
}

/* Under the field: legend and chart side by side where there is room for both. */
static void
layout_tall(struct sheet *s, double aspect)
{
    double left = MARGIN + axis_left(s->figure), width = s->w - left - MARGIN;
    double height = fmin(fmax(width / aspect, s->h * 0.4), s->h * 0.58);
    double y = TITLE + height + axis_below(s->figure) + MARGIN;
    s->field = (struct box){left, TITLE, width, height};
    struct box below = {MARGIN, y, s->w - 2 * MARGIN, s->h - MARGIN - y};
    if (below.w < 2 * PANEL_MIN + GAP) {
        below.h -= BAR_BELOW;
        fill_panel(s, below);
        return;
    }
    double half = (below.w - GAP) / 2;
    s->legend = (struct box){below.x, y, half, 0};
    s->legend.h = legend_height(s->figure, below.h - BAR - 2 * BAR_BELOW);
    s->bar = (struct box){below.x, y + below.h - BAR_BELOW - BAR, half, BAR};
    if (s->figure->kind == FIGURE_PLOTS)
        s->bar.w = 0;
    s->chart = (struct box){below.x + half + GAP, y, half, below.h};
}

/* @aspect: of the field, as far as the page has room for it. */
static void
lay_out(struct sheet *s, double aspect)
{
    const struct view *w = &s->figure->window;
    if (s->w >= s->h)
        layout_wide(s, aspect);
    else
        layout_tall(s, aspect);
    s->view = view_fit_box(w->x0, w->x1, w->y0, w->y1, s->field.w, s->field.h);
}

/* The lower part of a page for two: legend and bar left, chart right. Nothing where that
 * would leave the fields too little. */
static struct box
strip_of_pair(const struct sheet *s)
{
    const double most = 0.42;
    struct box strip = {MARGIN, 0, s->w - 2 * MARGIN, 0};
    double height = fmax(legend_height(s->figure, 1e9) + 2 * BAR_BELOW + BAR, CHART_MIN);
    strip.h = fmin(height, most * (s->h - TITLE));
    if (strip.w < 2 * PANEL_MIN + GAP || strip.h < CHART_MIN)
        strip.h = 0;
    strip.y = s->h - MARGIN - strip.h;
    return strip;
}

static void
fill_strip(struct sheet *s, struct box strip, bool second)
{
    double half = (strip.w - GAP) / 2;
    s->legend = s->bar = s->chart = (struct box){0};
    s->keyed = strip.h > 0;
    if (!s->keyed)
        return;
    if (second) {
        s->chart = (struct box){strip.x + half + GAP, strip.y, half, strip.h};
        return;
    }
    s->bar = (struct box){strip.x, strip.y + strip.h - BAR_BELOW - BAR, half, BAR};
    s->legend = (struct box){strip.x, strip.y, half, 0};
    s->legend.h = legend_height(s->figure, strip.h - BAR - 2 * BAR_BELOW);
}

void
figure_layout_pair(struct sheet *s, bool second)
{
    const struct figure *f = s->figure;
    const struct view *w = &f->window;
    struct box strip = strip_of_pair(s), place = {MARGIN, TITLE, s->w - 2 * MARGIN, 0};
    place.h = strip.y - (strip.h > 0 ? MARGIN : 0) - TITLE;
    if (s->w >= s->h) {
        place.w = (place.w - GAP) / 2;
        place.x += second ? place.w + GAP : 0;
    } else {
        place.h = (place.h - GAP / 2) / 2;
        place.y += second ? place.h + GAP / 2 : 0;
    }
    fill_strip(s, strip, second);
    s->field = (struct box){place.x + axis_left(f), place.y, place.w - axis_left(f),
                            place.h - axis_below(f)};
    s->view = view_fit_box(w->x0, w->x1, w->y0, w->y1, s->field.w, s->field.h);
    if (f->kind == FIGURE_BLOCK && !s->view.stretched)
        s->view = *w;
}

void
figure_layout(struct sheet *s)
{
    const struct view *w = &s->figure->window;
    double aspect = (w->x1 - w->x0) / (w->y1 - w->y0);
    lay_out(s, isfinite(aspect) && aspect > 0 ? aspect : 1);
    if (s->view.stretched && s->figure->kind == FIGURE_MAP)
        lay_out(s, s->w >= s->h ? 1e9 : 1e-9); /* all the room there is */
    if (s->figure->kind == FIGURE_BLOCK && !s->view.stretched)
        s->view = *w;
}

struct place
field_place(const struct sheet *s, double x, double y)
{
    const struct view *v = &s->view;
    return (struct place){
        s->field.x + (x - v->x0) / (v->x1 - v->x0) * s->field.w,
        s->field.y + (v->y1 - y) / (v->y1 - v->y0) * s->field.h,
    };
}

bool
room_init(struct room *room, const struct box *box)
{
    room->w = (int)ceil(box->w / ROOM_CELL);
    room->h = (int)ceil(box->h / ROOM_CELL);
    room->taken = calloc((size_t)room->w * (size_t)room->h, 1);
    return room->taken != NULL;
}

static int
cell_of(double at, int n)
{
    double cell = floor(at / ROOM_CELL);
    return cell < 0 ? 0 : cell >= n ? n - 1 : (int)cell;
}

void
room_take(struct room *room, struct box box, int weight)
{
    bool meets = box.x + box.w >= 0 && box.y + box.h >= 0 &&
                 box.x <= room->w * ROOM_CELL && box.y <= room->h * ROOM_CELL;
    if (!meets) /* or nowhere: not a number */
        return;
    int left = cell_of(box.x, room->w), right = cell_of(box.x + box.w, room->w);
    int bottom = cell_of(box.y + box.h, room->h);
    for (int row = cell_of(box.y, room->h); row <= bottom; row++)
        memset(room->taken + row * room->w + left, weight, (size_t)(right - left + 1));
}

/* Cells along a line, from its one end to the other. */
struct cells {
    struct place a, b;
    int n, i;
};

static struct cells
cells_along(const struct room *room, struct place a, struct place b)
{
    struct box all = {0, 0, room->w * ROOM_CELL, room->h * ROOM_CELL};
    struct cells cells = {.n = -1};
    if (!segment_clip(&a, &b, &all))
        return cells;
    double length = fmax(fabs(b.x - a.x), fabs(b.y - a.y));
    return (struct cells){a, b, (int)(length / ROOM_CELL * 2) + 1, 0};
}

static unsigned char *
next_cell(const struct room *room, struct cells *c)
{
    if (c->i > c->n)
        return NULL;
    double part = (double)c->i++ / c->n;
    double x = c->a.x + (c->b.x - c->a.x) * part, y = c->a.y + (c->b.y - c->a.y) * part;
    return &room->taken[cell_of(y, room->h) * room->w + cell_of(x, room->w)];
}

void
room_take_line(struct room *room, struct place a, struct place b)
{
    struct cells cells = cells_along(room, a, b);
    for (unsigned char *cell; (cell = next_cell(room, &cells));)
        *cell = *cell > 1 ? *cell : 1;
}

int
room_taken_line(const struct room *room, struct place a, struct place b)
{
    struct cells cells = cells_along(room, a, b);
    const unsigned char *last = NULL;
    int sum = 0;
    for (unsigned char *cell; (cell = next_cell(room, &cells)); last = cell)
        sum += cell != last ? *cell : 0;
    return sum;
}

int
room_taken(const struct room *room, struct box box)
{
    int n = 0;
    for (int row = (int)floor(box.y / ROOM_CELL);
         row <= (int)floor((box.y + box.h) / ROOM_CELL); row++)
        for (int col = (int)floor(box.x / ROOM_CELL);
             col <= (int)floor((box.x + box.w) / ROOM_CELL); col++) {
            bool inside = row >= 0 && col >= 0 && row < room->h && col < room->w;
            n += inside ? room->taken[row * room->w + col] : 100;
        }
    return n;
}
