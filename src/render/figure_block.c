/*
 * The block of a figure: an image shaded by the solid's buffer of dots, finer than the
 * picture's pixels, and over it contours as lines, of which only what is not hidden is
 * kept.
 *
 * The solid's mesh is coarse beside the surface's narrow valleys, and would be ragged
 * there: its nodes are means over their neighbourhood, taken on the scale of colours.
 */
#include <math.h>
#include <stdlib.h>

#include "figure_parts.h"
#include "number.h"

enum {
    FINE = 3,
    FINER = 2,
    DOTS_MOST = 6000000,
    TICK = 5,
    AWAY = 15,
    NAME_AWAY = 34,
    WEIGHT_TICK = 4
};
static const double image_scale = 1.5; /* pixels a unit in SVG and PDF */
static const double shortest = 12;     /* units of a contour */
/* Room about the block for ticks and names. */
#define MARGIN_SIDE 30.0
#define MARGIN_BELOW 40.0

/* The value between @low and @high whose place on the scale is @unit. */
static double
value_of(const struct scale *scale, double unit, double low, double high)
{
    enum { HALVINGS = 30 };
    for (int i = 0; i < HALVINGS && low < high; i++) {
        double middle = low + (high - low) / 2;
        if (scale_unit(scale, middle) < unit)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Mean of the places around fine node (@col, @row): of heights, as they are drawn. */
static double
mean_at(const struct sheet *s, const struct raster *fine, int col, int row)
{
    const struct scale *scale = &s->memory->scale;
    double sum = 0, units = 0, low = INFINITY, high = -INFINITY;
    int n = 0;
    for (int y = row - 1; y <= row + 1; y++)
        for (int x = col - 1; x <= col + 1; x++) {
            if (x < 0 || y < 0 || x >= fine->w || y >= fine->h)
                continue;
            double value = fine->value[y * fine->w + x];
            low = fmin(low, value);
            high = fmax(high, value);
            units += fmin(fmax(scale_unit(scale, value), 0), 1);
            sum += value;
            n++;
        }
    double middle = fine->value[row * fine->w + col];
    if (!isfinite(middle) || !isfinite(sum))
        return middle;
    return s->figure->camera.linear ? sum / n : value_of(scale, units / n, low, high);
}

/* The mesh's values, upper row first, and their range. @return false: no memory. */
static bool
fill_mesh(struct sheet *s, struct raster *fine, struct field *field)
{
    enum { N = SOLID_GRID };
    size_t n = (size_t)fine->w * (size_t)fine->h;
    double *scratch = calloc(scale_scratch(n), sizeof *scratch);
    field->value = calloc((size_t)N * N, sizeof *field->value);
    field->unit = calloc((size_t)N * N, sizeof *field->unit);
    bool filled = scratch && field->value && field->unit && raster_sample(s, fine, false);
    if (filled)
        scale_settle(&s->memory->scale, &s->memory->levels, fine->value, n,
                     s->figure->best, scratch);
    field->low = INFINITY;
    field->high = -INFINITY;
    for (int i = 0; filled && i < N * N; i++) {
        double value = mean_at(s, fine, i % N * FINE, i / N * FINE);
        field->value[i] = value;
        field->unit[i] = (float)scale_unit(&s->memory->scale, value);
        field->low = isfinite(value) ? fmin(field->low, value) : field->low;
        field->high = isfinite(value) ? fmax(field->high, value) : field->high;
    }
    free(scratch);
    return filled;
}

/* @rgb times what the light leaves of it. */
static uint32_t
lit(uint32_t rgb, double factor)
{
    uint32_t out = 0xff000000u;
    for (int shift = 0; shift <= 16; shift += 8)
        out |= (uint32_t)fmin((rgb >> shift & 0xff) * factor + 0.5, 255) << shift;
    return out;
}

static uint32_t
dot_color(const struct sheet *s, size_t at)
{
    const struct solid *solid = &s->memory->solid;
    const struct colormap *map = s->figure->colors.map;
    bool light = map->theme == THEME_LIGHT;
    if (solid->part[at] == SOLID_NOTHING)
        return 0;
    if (solid->part[at] != SOLID_TOP)
        return 0xff000000u | solid_wall_rgb(map->theme, (double)solid->light[at]);
    double shine = (double)solid->light[at];
    return lit(field_color(map, (double)solid->unit[at]),
               light ? fmin(0.74 + 0.29 * shine, 1.02) : 0.4 + 0.85 * shine);
}

/* Means of FINER x FINER dots, premultiplied as cairo has them. */
static bool
paint_pixels(struct sheet *s)
{
    struct figure_memory *m = s->memory;
    m->pixels_w = m->solid.w / FINER;
    m->pixels_h = m->solid.h / FINER;
    m->pixels = calloc((size_t)m->pixels_w * (size_t)m->pixels_h, sizeof *m->pixels);
    for (int i = 0; m->pixels && i < m->pixels_w * m->pixels_h; i++) {
        unsigned sum[4] = {0};
        for (int k = 0; k < FINER * FINER; k++) {
            int x = i % m->pixels_w * FINER + k % FINER;
            int y = i / m->pixels_w * FINER + k / FINER;
            uint32_t rgb = dot_color(s, (size_t)y * (size_t)m->solid.w + (size_t)x);
            for (int part = 0; part < 4; part++)
                sum[part] += rgb >> 8 * part & 0xff;
        }
        for (int part = 0; part < 4; part++)
            m->pixels[i] |= (uint32_t)(sum[part] / (FINER * FINER)) << 8 * part;
    }
    return m->pixels != NULL;
}

static struct place
page_place(const struct sheet *s, double px, double py)
{
    double zoom = s->block.w / s->memory->solid.w;
    return (struct place){s->block.x + px * zoom, s->block.y + py * zoom};
}

bool
block_place(const struct sheet *s, double x, double y, struct place *at)
{
    double px, py, depth;
    const struct solid *solid = &s->memory->solid;
    const struct view *v = &s->view;
    double hair_x = 1e-7 * (v->x1 - v->x0), hair_y = 1e-7 * (v->y1 - v->y0);
    if (isfinite(x)) /* the mesh ends just before the window does */
        x = fmax(v->x0 + hair_x, fmin(x, v->x1 - hair_x));
    if (isfinite(y))
        y = fmax(v->y0 + hair_y, fmin(y, v->y1 - hair_y));
    if (!solid_point(solid, x, y, 0, &px, &py, &depth)) {
        *at = (struct place){NAN, NAN};
        return false;
    }
    *at = page_place(s, px, py);
    return solid_sees(solid, px, py, depth);
}

/* What of @line is seen, from the field's upper left. */
static bool
keep_seen(struct sheet *s, const struct raster *fine, const struct isolines *all,
          const struct isoline *line)
{
    const struct view *v = &s->view;
    size_t n = 0, total = line->n + line->closed;
    struct place *piece = calloc(total + 1, sizeof *piece);
    bool kept = piece != NULL;
    for (size_t i = 0; kept && i <= total; i++) {
        struct place at, p = all->place[line->first + i % line->n];
        double x = v->x0 + p.x / (fine->w - 1) * (v->x1 - v->x0);
        double y = v->y1 - p.y / (fine->h - 1) * (v->y1 - v->y0);
        if (i < total && block_place(s, x, y, &at)) {
            piece[n++] = (struct place){at.x - s->field.x, at.y - s->field.y};
            continue;
        }
        if (n > 2 && places_length(piece, n) > shortest)
            kept = lines_append(&s->memory->lines, piece, places_simplify(piece, n, 0.1),
                                line->level, false);
        n = 0;
    }
    free(piece);
    return kept;
}

/* Of the labelled levels, as on the screen: more of them would hide the shading. */
static bool
trace_contours(struct sheet *s, const struct raster *fine)
{
    struct isolines all = {0};
    const struct levels *levels = &s->memory->levels;
    bool traced = true;
    for (size_t i = 0; i < levels->n && traced; i++)
        if (levels->major[i])
            traced =
                isolines_trace(&all, fine->value, fine->w, fine->h, levels->value[i], i);
    for (size_t i = 0; i < all.n_lines && traced; i++)
        traced = keep_seen(s, fine, &all, &all.line[i]);
    isolines_finish(&all);
    return traced;
}

/* Dots of the block's box, at most so many that they can be held. */
static struct rect
dots_pane(const struct sheet *s, double scale)
{
    double per_unit = FINER * scale, area = s->block.w * s->block.h;
    per_unit = fmin(per_unit, sqrt(DOTS_MOST / area));
    return (struct rect){.cols = (int)fmax(2, s->block.w * per_unit / 2),
                         .rows = (int)fmax(2, s->block.h * per_unit / 4)};
}

/* A pane of square dots with the window's shape. */
static struct rect
window_pane(const struct view *view)
{
    enum { DOTS = 4000 };
    double width = view->x1 - view->x0, depth = view->y1 - view->y0;
    double most = fmax(width, depth);
    return (struct rect){.cols = (int)fmax(1, round(DOTS / 2 * width / most)),
                         .rows = (int)fmax(1, round(DOTS / 4 * depth / most))};
}

bool
block_prepare(struct sheet *s, double scale)
{
    struct figure_memory *m = s->memory;
    struct field field = {.view = s->view, .w = SOLID_GRID, .h = SOLID_GRID};
    struct raster fine = {FINE * (SOLID_GRID - 1) + 1, FINE * (SOLID_GRID - 1) + 1, NULL};
    const struct box *f = &s->field;
    field.view.pane = window_pane(&s->view);
    s->block = (struct box){f->x + MARGIN_SIDE, f->y, f->w - 2 * MARGIN_SIDE,
                            f->h - MARGIN_BELOW};
    if (!m->ready && fill_mesh(s, &fine, &field) &&
        solid_init(&m->solid, dots_pane(s, scale > 0 ? scale : image_scale))) {
        field.scale = m->scale;
        field.levels = m->levels;
        solid_build(&m->solid, &field, s->figure->camera);
        m->ready = trace_contours(s, &fine) && paint_pixels(s);
    }
    free(fine.value);
    free(field.value);
    free(field.unit);
    s->block.h = s->block.w / m->solid.w * m->solid.h; /* dots are square */
    return m->ready;
}

uint32_t
block_plate(const struct sheet *s, struct place at, bool name)
{
    const struct solid *solid = &s->memory->solid;
    const struct colormap *map = s->figure->colors.map;
    double zoom = solid->w / s->block.w;
    double px = (at.x - s->block.x) * zoom, py = (at.y - s->block.y) * zoom;
    if (!(px >= 0 && py >= 0 && px < solid->w && py < solid->h))
        return s->figure->colors.page;
    size_t dot = (size_t)py * (size_t)solid->w + (size_t)px;
    if (solid->part[dot] != SOLID_TOP)
        return s->figure->colors.page;
    int level = colormap_level(map, (double)solid->unit[dot]);
    return (name ? map->plate_name : map->plate_label)[level] & 0xffffff;
}

void
block_draw(struct sheet *s)
{
    image_draw(s, &s->block);
    cairo.save(s->cr);
    labels_clip(s);
    contours_draw(s);
    cairo.restore(s->cr);
    labels_draw(s);
}

/* A place on one of the two lower edges in front. */
struct edge_place {
    struct place at, out; /**< where, and the way from the block */
};

static struct edge_place
on_edge(const struct sheet *s, bool along_x, double value)
{
    double place[2], out[2];
    solid_front(&s->memory->solid, !along_x, value, place, out);
    return (struct edge_place){
        page_place(s, place[0], place[1]), {out[0], out[1]}
    };
}

/* Write it off the edge, where no name will be. */
static void
write_off(struct sheet *s, struct edge_place place, double away, const char *text,
          struct pen pen)
{
    double x = place.at.x + place.out.x * away, y = place.at.y + place.out.y * away;
    double width = pen_width(s->cr, text, pen);
    struct box box = {x - s->field.x - width / 2, y - s->field.y - pen.size / 2, width,
                      pen.size};
    room_take(&s->room, box, WEIGHT_TICK);
    pen_write(s->cr, x, y + 4, text, pen);
}

static void
draw_edge(struct sheet *s, bool along_x)
{
    const struct view *v = &s->view;
    double from = along_x ? v->x0 : v->y0, to = along_x ? v->x1 : v->y1;
    double step = tick_step(from, to, 4);
    struct pen pen = {SIZE_SMALL, false, s->figure->colors.muted, ANCHOR_MIDDLE};
    cairo.set_line_width(s->cr, 1);
    struct ticks ticks = ticks_in(from, to, step);
    for (int i = 0; i < ticks.n; i++) {
        char text[NUMBER_TEXT_MAX];
        double value = tick_at(&ticks, i);
        struct edge_place place = on_edge(s, along_x, value);
        pen_color(s->cr, s->figure->colors.line);
        cairo.move_to(s->cr, place.at.x, place.at.y);
        cairo.rel_line_to(s->cr, place.out.x * TICK, place.out.y * TICK);
        cairo.stroke(s->cr);
        write_off(s, place, AWAY, number_axis(value, step, false, text), pen);
    }
    struct edge_place middle = on_edge(s, along_x, (from + to) / 2);
    pen = (struct pen){SIZE_TEXT, false, s->figure->colors.text, ANCHOR_MIDDLE};
    write_off(s, middle, NAME_AWAY, s->figure->axis[!along_x], pen);
}

void
block_axes(struct sheet *s)
{
    const struct box *f = &s->field;
    struct pen pen = {SIZE_SMALL, false, s->figure->colors.muted, ANCHOR_RIGHT};
    draw_edge(s, true);
    draw_edge(s, false);
    if (s->view.stretched)
        pen_write(s->cr, f->x + f->w, f->y + f->h, AXES_DIFFER, pen);
}
