/*
 * The field of a figure: an image of colours, contours as lines over it, and their
 * values. Colours are sampled at the picture's pixels, contours on nodes half a unit
 * apart, whatever the picture's size, so that lines lie the same in every format.
 *
 * A contour ends where the next of its kind comes too close, which the slope of the scale
 * tells; what is left of it must somewhere have room and be long enough to be a line.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "figure_parts.h"

static const double grain = 0.5;       /* between nodes, in units */
static const double image_scale = 1.5; /* pixels a unit in SVG and PDF */
/* Units to the next contour: the least, and what a line must somewhere have. */
static const double gap_least = 2.5, gap_roomy = 5, shortest = 9;
/* What crowds for so short a way is passed over; what is left of a line that was cut must
 * be longer, or it is a crumb. */
static const double passed_over = 7, shortest_cut = 45;
static const double flat = 0.04; /* places off a simplified line, in units */

uint32_t
field_color(const struct colormap *map, double unit)
{
    double at = unit * (FIELD_LEVELS - 1);
    int i = at >= FIELD_LEVELS - 1 ? FIELD_LEVELS - 2 : (int)at;
    double part = at - i;
    uint32_t rgb = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        double a = map->field[i] >> shift & 0xff, b = map->field[i + 1] >> shift & 0xff;
        rgb |= (uint32_t)(a + part * (b - a) + 0.5) << shift;
    }
    return 0xff000000u | rgb;
}

static bool
paint_pixels(struct sheet *s, double scale)
{
    struct figure_memory *m = s->memory;
    m->pixels_w = (int)fmax(1, round(s->field.w * scale));
    m->pixels_h = (int)fmax(1, round(s->field.h * scale));
    struct raster raster = {m->pixels_w, m->pixels_h, NULL};
    size_t n = (size_t)m->pixels_w * (size_t)m->pixels_h;
    m->pixels = calloc(n, sizeof *m->pixels);
    bool painted = m->pixels && raster_sample(s, &raster, true);
    for (size_t i = 0; painted && i < n; i++) {
        double unit = scale_unit(&m->scale, raster.value[i]);
        m->pixels[i] = isnan(unit) ? 0 : field_color(s->figure->colors.map, unit);
    }
    free(raster.value);
    return painted;
}

/* The scale without its ends. */
static double
unit_at(const struct scale *scale, const struct raster *raster, int col, int row)
{
    col = col < 0 ? 0 : col >= raster->w ? raster->w - 1 : col;
    row = row < 0 ? 0 : row >= raster->h ? raster->h - 1 : row;
    double value = raster->value[(size_t)row * (size_t)raster->w + (size_t)col];
    return (scale_along(scale, value) - scale->lo) / (scale->hi - scale->lo);
}

/* How much the scale rises in a node to one side or the other: on the floor of a valley
 * both do, and their mean would be level. */
static double
rise(double before, double here, double after, int reach)
{
    return fmax(fabs(after - here), fabs(here - before)) / reach;
}

/* Units from a contour to the next of its kind, at a place in nodes. */
static double
gap_at(const struct sheet *s, const struct raster *raster, struct place p, size_t level)
{
    enum { REACH = 2 };
    const struct scale *scale = &s->memory->scale;
    int col = (int)lround(p.x), row = (int)lround(p.y);
    double node = s->field.w / (raster->w - 1), here = unit_at(scale, raster, col, row);
    double dx = rise(unit_at(scale, raster, col - REACH, row), here,
                     unit_at(scale, raster, col + REACH, row), REACH);
    double dy = rise(unit_at(scale, raster, col, row - REACH), here,
                     unit_at(scale, raster, col, row + REACH), REACH);
    double slope = hypot(dx, dy) / node, apart = s->memory->levels.gap[level];
    return isfinite(slope) ? apart / slope : 0;
}

double
places_length(const struct place *place, size_t n)
{
    double length = 0;
    for (size_t i = 1; i < n; i++)
        length += hypot(place[i].x - place[i - 1].x, place[i].y - place[i - 1].y);
    return length;
}

bool
lines_append(struct isolines *to, const struct place *place, size_t n, size_t level,
             bool closed)
{
    struct place *places = realloc(to->place, (to->n_places + n) * sizeof *places);
    if (places)
        to->place = places;
    struct isoline *lines = realloc(to->line, (to->n_lines + 1) * sizeof *lines);
    if (lines)
        to->line = lines;
    if (!places || !lines)
        return false;
    memcpy(places + to->n_places, place, n * sizeof *place);
    lines[to->n_lines++] = (struct isoline){level, to->n_places, n, closed};
    to->n_places += n;
    return true;
}

/* A piece of a line being gathered. */
struct piece {
    struct place *place; /* in units of the page */
    size_t n, good;      /* @good: up to the last place with room */
    double crowded;      /* how far the line has gone since */
    double whole;        /* length of the line */
    bool roomy;          /* somewhere there is much of it */
};

static bool
end_piece(struct sheet *s, struct piece *piece, const struct isoline *line)
{
    bool closed = line->closed && piece->good == line->n + 1, kept = true;
    size_t left = piece->good - closed;
    double length = places_length(piece->place, piece->good);
    double lost = piece->whole - length;
    double least = lost > 2 * passed_over ? shortest_cut : shortest;
    if (piece->good > 2 && piece->roomy && length > least)
        kept =
            lines_append(&s->memory->lines, piece->place,
                         places_simplify(piece->place, left, flat), line->level, closed);
    piece->n = piece->good = 0;
    piece->crowded = 0;
    piece->roomy = false;
    return kept;
}

static void
add_to_piece(struct piece *piece, struct place place, double gap)
{
    struct place last = piece->n > 0 ? piece->place[piece->n - 1] : place;
    piece->roomy = piece->roomy || gap >= gap_roomy;
    piece->place[piece->n++] = place;
    if (gap >= gap_least) {
        piece->good = piece->n;
        piece->crowded = 0;
    } else {
        piece->crowded += hypot(place.x - last.x, place.y - last.y);
    }
}

/* What of @line has room, in units of the page. */
static bool
keep_roomy(struct sheet *s, const struct raster *raster, const struct isolines *all,
           const struct isoline *line)
{
    bool kept = true;
    double node_x = s->field.w / (raster->w - 1), node_y = s->field.h / (raster->h - 1);
    struct piece piece = {.place = calloc(line->n + 1, sizeof *piece.place)};
    if (!piece.place)
        return false;
    piece.whole = places_length(all->place + line->first, line->n) * node_x;
    for (size_t i = 0; kept && i < line->n + line->closed; i++) {
        struct place p = all->place[line->first + i % line->n];
        double gap = gap_at(s, raster, p, line->level);
        if (piece.n > 0 || gap >= gap_least)
            add_to_piece(&piece, (struct place){p.x * node_x, p.y * node_y}, gap);
        if (piece.crowded > passed_over)
            kept = end_piece(s, &piece, line);
    }
    kept = kept && end_piece(s, &piece, line);
    free(piece.place);
    return kept;
}

static bool
trace_contours(struct sheet *s, const struct raster *raster)
{
    struct isolines all = {0};
    const struct levels *levels = &s->memory->levels;
    bool traced = true;
    for (size_t i = 0; i < levels->n && traced; i++)
        traced = isolines_trace(&all, raster->value, raster->w, raster->h,
                                levels->value[i], i);
    for (size_t i = 0; i < all.n_lines && traced; i++)
        traced = keep_roomy(s, raster, &all, &all.line[i]);
    isolines_finish(&all);
    return traced;
}

static bool
settle(struct sheet *s)
{
    struct raster raster = {(int)(s->field.w / grain) + 2, (int)(s->field.h / grain) + 2,
                            NULL};
    size_t n = (size_t)raster.w * (size_t)raster.h;
    double *scratch = calloc(scale_scratch(n), sizeof *scratch);
    bool settled = scratch && raster_sample(s, &raster, false);
    if (settled) {
        scale_settle(&s->memory->scale, &s->memory->levels, raster.value, n,
                     s->figure->best, scratch);
        settled = trace_contours(s, &raster);
    }
    free(scratch);
    free(raster.value);
    return settled;
}

bool
field_prepare(struct sheet *s, double scale)
{
    if (s->memory->ready)
        return true;
    s->memory->ready = settle(s) && paint_pixels(s, scale > 0 ? scale : image_scale);
    return s->memory->ready;
}

void
figure_memory_finish(struct figure_memory *memory)
{
    free(memory->pixels);
    isolines_finish(&memory->lines);
    solid_finish(&memory->solid);
    *memory = (struct figure_memory){0};
}

uint32_t
field_plate(const struct sheet *s, struct place at, bool name)
{
    const struct colormap *map = s->figure->colors.map;
    if (s->figure->kind == FIGURE_BLOCK)
        return block_plate(s, at, name);
    double u = (at.x - s->field.x) / s->field.w, v = (at.y - s->field.y) / s->field.h;
    double x = s->view.x0 + u * (s->view.x1 - s->view.x0), value;
    s->figure->values(s->figure->ctx, &x, s->view.y1 - v * (s->view.y1 - s->view.y0), 1,
                      &value);
    int level = colormap_level(map, scale_unit(&s->memory->scale, value));
    if (level < 0)
        return s->figure->colors.page;
    return (name ? map->plate_name : map->plate_label)[level] & 0xffffff;
}

static void
draw_holes(struct sheet *s)
{
    const struct box *f = &s->field;
    cairo_t *cr = s->cr;
    cairo.save(cr);
    cairo.rectangle(cr, f->x + 1, f->y + 1, f->w - 2, f->h - 2);
    cairo.clip(cr);
    cairo.set_line_width(cr, 0.8);
    pen_color(cr, s->figure->colors.line);
    for (double x = -f->h + 4; x < f->w; x += 9) {
        cairo.move_to(cr, f->x + x, f->y + f->h);
        cairo.rel_line_to(cr, f->h, -f->h);
    }
    cairo.stroke(cr);
    cairo.restore(cr);
}

void
image_draw(struct sheet *s, const struct box *box)
{
    const struct figure_memory *m = s->memory;
    cairo_t *cr = s->cr;
    bool holes = s->figure->kind == FIGURE_BLOCK;
    for (int i = 0; i < m->pixels_w * m->pixels_h && !holes; i++)
        holes = m->pixels[i] == 0;
    if (holes && s->figure->kind == FIGURE_MAP)
        draw_holes(s);
    cairo_surface_t *image = cairo.image_surface_create_for_data(
        (unsigned char *)m->pixels, holes ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24,
        m->pixels_w, m->pixels_h, 4 * m->pixels_w);
    cairo.save(cr);
    cairo.translate(cr, box->x, box->y);
    cairo.scale(cr, box->w / m->pixels_w, box->h / m->pixels_h);
    cairo.set_source_surface(cr, image, 0, 0);
    cairo.pattern_set_extend(cairo.get_source(cr), CAIRO_EXTEND_PAD);
    cairo.rectangle(cr, 0, 0, m->pixels_w, m->pixels_h);
    cairo.fill(cr);
    cairo.restore(cr);
    cairo.surface_destroy(image);
}

void
contours_draw(struct sheet *s)
{
    const struct figure_memory *m = s->memory;
    const struct colormap *map = s->figure->colors.map;
    cairo_t *cr = s->cr;
    cairo.set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    for (size_t i = 0; i < m->lines.n_lines; i++) {
        const struct isoline *line = &m->lines.line[i];
        const struct place *place = m->lines.place + line->first;
        bool major = m->levels.major[line->level];
        int at = colormap_level(map, scale_unit(&m->scale, m->levels.value[line->level]));
        for (size_t k = 0; k < line->n; k++)
            cairo.line_to(cr, s->field.x + place[k].x, s->field.y + place[k].y);
        if (line->closed)
            cairo.close_path(cr);
        pen_color(cr, map->contour[major][at] & 0xffffff);
        cairo.set_line_width(cr, major ? 1.1 : 0.8);
        cairo.stroke(cr);
    }
}

void
field_draw_figure(struct sheet *s)
{
    cairo_t *cr = s->cr;
    cairo.save(cr);
    cairo.rectangle(cr, s->field.x, s->field.y, s->field.w, s->field.h);
    cairo.clip(cr);
    image_draw(s, &s->field);
    labels_clip(s);
    contours_draw(s);
    cairo.restore(cr);
    labels_draw(s);
}
