/**
 * @file figure_parts.h
 * What the files of the figure share among themselves. Lengths are units of the layout: a
 * picture of 960 x 540 is as many units.
 */
#ifndef RENDER_FIGURE_PARTS_H
#define RENDER_FIGURE_PARTS_H

#include "figure_cairo.h"

#include "figure.h"

struct box {
    double x, y, w, h;
};

/** Sizes of text, and of heads beside it. */
#define SIZE_TITLE 17.0
#define SIZE_TEXT 13.0
#define SIZE_SMALL 11.5
enum { HEAD_SMALL = 13, FIGURE_TITLE_MAX = 256 };

/** Where taken places of the field are remembered, so that words find free ones. */
enum { ROOM_CELL = 4 };
struct room {
    int w, h;
    unsigned char *taken; /**< w x h cells of ROOM_CELL units, by weight, 0: free */
};

/** One picture being drawn. */
struct sheet {
    cairo_t *cr;
    const struct figure *figure;
    struct figure_memory *memory;
    double w, h;                          /**< of the page */
    struct box field, legend, chart, bar; /**< w 0: left out */
    bool keyed;                           /**< elsewhere on the page is a legend */
    struct box block; /**< in the field: what the solid's dots cover */
    struct view view; /**< the window that the field shows */
    size_t n_marks;   /**< those that have room */
    const struct figure_mark *mark[FIGURE_MARKS_MAX];
    struct room room;
};

/** @return false: no memory. */
bool bytes_add(struct figure_bytes *bytes, const void *data, size_t n);

/** Place everything on a page of @sheet->w x @sheet->h. */
void figure_layout(struct sheet *sheet);
/** The same for one of two (@second) that share the page. */
void figure_layout_pair(struct sheet *sheet, bool second);

/* Text. */

enum anchor { ANCHOR_LEFT, ANCHOR_MIDDLE, ANCHOR_RIGHT };
struct pen {
    double size;
    bool bold;
    uint32_t rgb;
    enum anchor anchor;
};
void pen_color(cairo_t *cr, uint32_t rgb);
/** The same see-through: @opacity 0..1. */
void pen_color_through(cairo_t *cr, uint32_t rgb, double opacity);
/** From now on text goes to @words instead: see figure.h. */
void pen_list(cairo_t *cr, struct figure_bytes *words);
/** Small raised and lowered digits are drawn as such, whatever the font has. */
double pen_width(cairo_t *cr, const char *text, struct pen pen);
/** As much of @text as @room has, and "…" where that is not all of it. @return @buffer.
 */
char *pen_cut(cairo_t *cr, const char *text, struct pen pen, double room, char *buffer,
              size_t size);
/** Write @text with its baseline at (@x, @y). */
void pen_write(cairo_t *cr, double x, double y, const char *text, struct pen pen);
/** The same on a rim in @rim, which keeps it legible on lines. */
void pen_write_on(cairo_t *cr, double x, double y, const char *text, struct pen pen,
                  uint32_t rim);
/** "1.23e-7" as people write it: "1.23×10⁻⁷". @return @buffer. */
char *figure_number(double value, int digits, char *buffer, size_t size);

/* Shapes. */

/** A path about (@x, @y), @r from there to its ends. */
void shape_path(cairo_t *cr, unsigned shape, double x, double y, double r);
/** A racer's head: its shape on a ground of its colour, @size across. */
void head_draw(cairo_t *cr, const struct figure_track *track, double x, double y,
               double size);
/** The part of a-b within @box. @return false: nothing. */
bool segment_clip(struct place *a, struct place *b, const struct box *box);
/**
 * Stroke the way through @n places, which is simplified in place; what is not finite
 * breaks it, what is outside @box is not drawn.
 */
void path_stroke(cairo_t *cr, struct place *place, size_t n, const struct box *box);

/* Taken places. */

bool room_init(struct room *room, const struct box *box);
void room_take(struct room *room, struct box box, int weight);
/** Along a line between places relative to the field. */
void room_take_line(struct room *room, struct place a, struct place b);
/** The weights of the cells along a line. */
int room_taken_line(const struct room *room, struct place a, struct place b);
/** The weights of its cells together; lines have 1, and what is outside has 100. */
int room_taken(const struct room *room, struct box box);

/* The surface. */

/** Values at @w x @h places. */
struct raster {
    int w, h;
    double *value; /**< owned: free() */
};
/** Of the window shown: its corners and between, or with @centres the middles of pixels.
 * @return false: no memory. */
bool raster_sample(const struct sheet *sheet, struct raster *raster, bool centres);
/** Opaque, and between the colours of the map. */
uint32_t field_color(const struct colormap *map, double unit);
double places_length(const struct place *place, size_t n);
bool lines_append(struct isolines *to, const struct place *place, size_t n, size_t level,
                  bool closed);
/** Memory's pixels over @box. */
void image_draw(struct sheet *sheet, const struct box *box);
void contours_draw(struct sheet *sheet);

/** The block, as memory keeps it. @return false: no memory. */
bool block_prepare(struct sheet *sheet, double scale);
void block_draw(struct sheet *sheet);
void block_axes(struct sheet *sheet);
/** Where the surface is over (@x, @y), which lies in the window. @return false: hidden,
 * or nowhere. */
bool block_place(const struct sheet *sheet, double x, double y, struct place *at);
uint32_t block_plate(const struct sheet *sheet, struct place at, bool name);

/* A track as it is drawn. */

/** What is seen well, and what is not: behind the block, or on the way between two places
 * outside the window. Places are on the page; one that is not finite parts pieces. */
enum { WAY_CLEAR, WAY_FAINT, WAY_KINDS };
struct way {
    size_t n[WAY_KINDS], room[WAY_KINDS];
    struct place *place[WAY_KINDS];
    bool full; /**< no memory: it ends early */
};
/** Of the first @n points. Finish it. */
struct way way_of(const struct sheet *sheet, const struct figure_track *track, size_t n);
void way_finish(struct way *way);

/** A racer's head on the page. */
struct head {
    struct place at;
    bool shown, outside;
    bool hidden;      /**< behind the block */
    double direction; /**< outside: where the racer is */
    char note[96];    /**< and how far, with its loss */
};
/** Names beside @head, of all tracks: none covers another where there is room. */
void names_draw(struct sheet *sheet, const struct head *head);

/* The parts of the picture, in drawing order. */

/** Places on the page of surface coordinates. */
struct place field_place(const struct sheet *sheet, double x, double y);
/** Raster, contours and labels, unless memory has them. @return false: no memory. */
bool field_prepare(struct sheet *sheet, double scale);
void field_draw_figure(struct sheet *sheet);
/** Find places for the contours' values that nothing has taken, and take them. */
void labels_place(struct sheet *sheet);
void labels_take_room(struct sheet *sheet);
/** Keep drawing out of them. */
void labels_clip(struct sheet *sheet);
void labels_draw(struct sheet *sheet);
/** Colour of the field, darkened for names, at a place of the page. */
uint32_t field_plate(const struct sheet *sheet, struct place at, bool name);
void axes_draw(struct sheet *sheet);
void bar_draw(struct sheet *sheet);
void tracks_take_room(struct sheet *sheet);
void tracks_draw(struct sheet *sheet);
/** A racer stands before its ghosts, the chosen one before all: 0, 1, 2. */
enum { LAYERS = 3, HEAD = 15 };
int track_layer(const struct figure_track *track);
void legend_draw(struct sheet *sheet);
/** One plot, with its title and ticks, within @box. */
void plot_draw(struct sheet *sheet, const struct figure_plot *plot, struct box box);
/** All plots that stand in the field's place. */
void plots_draw(struct sheet *sheet);

/** A screen on a page of @width x @height. */
void canvas_paint(cairo_t *cr, const struct canvas *canvas, uint32_t page, uint32_t ink,
                  double width, double height);

#endif
