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
    s->bar = (struct box){panel.x, bottom - BAR, panel.w, BAR};
    double rest = panel.h - BAR - BAR_BELOW - MARGIN;
    s->legend = panel;
    s->legend.h = legend_height(s->figure, rest - CHART_MIN - MARGIN);
    if (s->legend.h > panel.h - BAR - MARGIN)
        s->bar.w = 0;
    double from = panel.y + s->legend.h + MARGIN;
    s->chart = (struct box){panel.x, from, panel.w, panel.y + rest - from};
    if (s->chart.h < CHART_MIN)
        s->chart.w = 0;
}

/* Beside the field. */
static void
layout_wide(struct sheet *s, double aspect)
{
    double height = s->h - TITLE - MARGIN - AXIS_BELOW;
    double most = s->w * 0.6 - MARGIN - AXIS_LEFT;
    bool panel = s->w - MARGIN - AXIS_LEFT - most - GAP - MARGIN >= PANEL_MIN;
    double width = fmin(fmax(aspect * height, 0.7 * most), most);
    if (!panel)
        width = s->w - 2 * MARGIN - AXIS_LEFT;
    s->field = (struct box){MARGIN + AXIS_LEFT, TITLE, width, height};
    double x = s->field.x + width + GAP;
    if (panel)
        fill_panel(s, (struct box){x, TITLE, s->w - MARGIN - x, height});
}

/* Under the field: legend and chart side by side where there is room for both. */
static void
layout_tall(struct sheet *s, double aspect)
{
    double width = s->w - 2 * MARGIN - AXIS_LEFT;
    double height = fmin(fmax(width / aspect, s->h * 0.4), s->h * 0.58);
    double y = TITLE + height + AXIS_BELOW + MARGIN;
    s->field = (struct box){MARGIN + AXIS_LEFT, TITLE, width, height};
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
    s->chart = (struct box){below.x + half + GAP, y, half, below.h};
}

void
figure_layout(struct sheet *s)
{
    const struct view *w = &s->figure->window;
    double aspect = (w->x1 - w->x0) / (w->y1 - w->y0);
    aspect = isfinite(aspect) && aspect > 0 ? aspect : 1;
    if (s->w >= s->h)
        layout_wide(s, aspect);
    else
        layout_tall(s, aspect);
    /* a pane of square cells: one unit is as long across as up */
    double dx = w->x1 - w->x0, dy = w->y1 - w->y0;
    double unit = fmax(dx / s->field.w, dy / s->field.h);
    double cx = w->x0 + dx / 2, cy = w->y0 + dy / 2;
    s->view = (struct view){.x0 = cx - unit * s->field.w / 2,
                            .x1 = cx + unit * s->field.w / 2,
                            .y0 = cy - unit * s->field.h / 2,
                            .y1 = cy + unit * s->field.h / 2};
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

void
room_take_line(struct room *room, struct place a, struct place b)
{
    struct box all = {0, 0, room->w * ROOM_CELL, room->h * ROOM_CELL};
    if (!segment_clip(&a, &b, &all))
        return;
    double length = fmax(fabs(b.x - a.x), fabs(b.y - a.y));
    int n = (int)(length / ROOM_CELL * 2) + 1;
    for (int i = 0; i <= n; i++) {
        double x = a.x + (b.x - a.x) * i / n, y = a.y + (b.y - a.y) * i / n;
        room->taken[cell_of(y, room->h) * room->w + cell_of(x, room->w)] = 1;
    }
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
