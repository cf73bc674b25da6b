/**
 * @file isoline.h
 * Contours as lines: where a raster of values crosses a level, for pictures that are not
 * made of cells.
 */
#ifndef RENDER_ISOLINE_H
#define RENDER_ISOLINE_H

#include <stdbool.h>
#include <stddef.h>

/** A place on a raster or a page. */
struct place {
    double x, y;
};

/** One line: @n places from @first on in isolines.place. */
struct isoline {
    size_t level, first, n;
    bool closed; /**< the last place is joined to the first */
};

struct isolines {
    struct isoline *line;
    struct place *place; /**< in nodes: (0, 0) is the first value, x along rows */
    size_t n_lines, n_places;
    size_t room_lines, room_places;
};

/**
 * Add the lines on which @value (@w x @h nodes, row by row) is @level, by marching
 * squares: places lie between neighbouring nodes in proportion to their values. Lines end
 * at the border and where one of a square's corners is not finite.
 *
 * @param index  what the lines carry as their level
 * @return false when there is no memory; @lines then holds what there was before.
 */
bool isolines_trace(struct isolines *lines, const double *value, int w, int h,
                    double level, size_t index);
/** Zero bytes are no lines; so is what this leaves. */
void isolines_finish(struct isolines *lines);

/**
 * Leave out of @n places those that lie within @tolerance of the straight line between
 * their neighbours that stay (Douglas & Peucker 1973); both ends stay.
 * @return how many are left, in their order at the front of @place.
 */
size_t places_simplify(struct place *place, size_t n, double tolerance);

#endif
