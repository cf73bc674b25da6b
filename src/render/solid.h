/**
 * @file solid.h
 * The surface as a block seen from above: heights from a field's raster, hidden parts
 * hidden by a depth buffer of dots, shaded from the upper left, cut faces below the front
 * edges.
 */
#ifndef RENDER_SOLID_H
#define RENDER_SOLID_H

#include "field.h"

/** Where the eye is. Angles in degrees. */
struct camera {
    double turn;   /**< of the block about its vertical axis */
    double tilt;   /**< of the view: 90 looks straight down */
    double height; /**< of the block over half its width */
    bool linear;   /**< heights linear in the loss, else as the field's colours */
};
/** Turn -16, tilt 63: under 50 the near wall hides the valley. */
struct camera camera_standard(void);

enum { SOLID_GRID = 112 };

enum solid_part { SOLID_NOTHING, SOLID_TOP, SOLID_FRONT, SOLID_SIDE };

struct solid {
    struct rect pane;
    int w, h;              /**< dots: 2 cols x 4 rows of the pane */
    float *depth;          /**< of each dot: larger is further */
    float *unit;           /**< its height's place on the colour scale, 0..1 */
    float *light;          /**< 0..1 */
    uint8_t *part;         /**< enum solid_part */
    uint8_t *band;         /**< how many contours lie below a dot of the top */
    float *heights;        /**< of the mesh, SOLID_GRID x SOLID_GRID, lower row first */
    double half_x, half_y; /**< half the block's sides, in block units */
    struct camera camera;
    /* surface units to dots */
    double x0, y0, per_x, per_y; /**< to -1..1 along the longer side */
    double scale, dx, dy;        /**< of the projection, to fill the pane */
    double low, high;            /**< of the losses where heights are linear */
    struct scale colors;
    struct levels levels;
};

/** @return false when there is no memory. */
bool solid_init(struct solid *solid, struct rect pane);
void solid_finish(struct solid *solid);
/** Build it from the raster of @field, which has a picture. */
void solid_build(struct solid *solid, const struct field *field, struct camera camera);
/**
 * Where the point (x, y) of loss @value is, in dots. In the window it lies on the block
 * as drawn, whose mesh cannot follow the narrowest valleys to their floor.
 *
 * @return false where it has no place: not finite.
 */
bool solid_point(const struct solid *solid, double x, double y, double value, double *px,
                 double *py, double *depth);
/** The same on the ground the block stands on. */
void solid_ground(const struct solid *solid, double x, double y, double *px, double *py);
/** Does nothing of the block hide a point at this depth? */
bool solid_sees(const struct solid *solid, double px, double py, double depth);
/** A line between two points (dots and depths) on @dots, hidden parts left out. */
void solid_line(const struct solid *solid, struct dots *dots, const double from[3],
                const double to[3], bool thick);
/** Paint block and contours. */
void solid_draw(const struct solid *solid, struct canvas *canvas,
                const struct field_style *style);

#endif
