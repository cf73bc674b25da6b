/**
 * @file solid.h
 * The surface as a block seen from above: heights from a field's raster, hidden parts
 * hidden by a depth buffer of dots, shaded from the upper left, cut faces below the front
 * edges. Places on the screen are in dots of the pane (2 x 4 to a cell), whole numbers
 * their centres, y downwards.
 */
#ifndef RENDER_SOLID_H
#define RENDER_SOLID_H

#include "field.h"

/** Where the eye is. Angles in degrees. */
struct camera {
    double turn;   /**< of the block about its vertical axis, -180..180 */
    double tilt;   /**< of the view: 90 looks straight down */
    double height; /**< of the block over half its width */
    bool linear;   /**< heights linear in the loss, else as the field's colours */
};
/** Turn -16, tilt 63: under 50 the near wall hides the valley. */
struct camera camera_standard(void);
/** Turn and tilt by so many degrees; the tilt stops where walls would be all there is. */
void camera_orbit(struct camera *camera, double turn, double tilt);

enum { SOLID_GRID = 112 };

enum solid_part { SOLID_NOTHING, SOLID_TOP, SOLID_WALL };

struct solid {
    struct rect pane;
    int w, h;              /**< dots: 2 cols x 4 rows of the pane */
    float *depth;          /**< of each dot: larger is further, in block units */
    float *unit;           /**< its height's place on the colour scale, 0..1 */
    float *light;          /**< 0..1 */
    uint8_t *part;         /**< enum solid_part */
    uint8_t *band;         /**< how many contours lie below a dot of the top */
    uint8_t *trace;        /**< contours before short ones are left out: level + 1 */
    int *queue;            /**< dots of one of them */
    uint8_t *line;         /**< contours: a braille mask for each cell */
    uint8_t *edge;         /**< outlines of block and ridges, the same */
    uint8_t *ground;       /**< outline of the ground where nothing stands on it */
    float *heights;        /**< of the mesh, SOLID_GRID x SOLID_GRID, lower row first;
                              NaN: a hole */
    bool holes;            /**< there are some */
    double half_x, half_y; /**< half the block's sides, in block units; the longer is 1 */
    struct camera camera;
    double turn_cos, turn_sin, tilt_cos, tilt_sin;
    double x0, y0, per_x, per_y; /**< surface units to block units */
    double scale, dx, dy;        /**< block units to dots, to fill the pane */
    double upright;              /**< dots a unit takes upwards over those across */
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
 * Where the point (x, y) of loss @value is. In the window it lies on the block as drawn,
 * whose mesh cannot follow the narrowest valleys to their floor.
 *
 * @return false where it has no place: not finite.
 */
bool solid_point(const struct solid *solid, double x, double y, double value, double *px,
                 double *py, double *depth);
/** The same on the ground the block stands on. */
void solid_ground(const struct solid *solid, double x, double y, double *px, double *py);
/**
 * Where the ground's edge that is seen and along which parameter @axis (0, 1) runs has
 * the value @at, and the direction, of length 1, that leads away from the block there.
 */
void solid_front(const struct solid *solid, int axis, double at, double place[2],
                 double out[2]);
/** Colour of a face where the block is cut, in so much light (0..1). */
uint32_t solid_wall_rgb(enum theme_kind theme, double light);
/** The point of the block that dot (px, py) shows. @return false: it shows none. */
bool solid_pick(const struct solid *solid, int px, int py, double *x, double *y);
/** Does nothing of the block hide a point at this depth? */
bool solid_sees(const struct solid *solid, double px, double py, double depth);
/**
 * Lay the segment between two points (x, y, surface units) over the surface on @dots:
 * what is outside the window ends at its border, hidden parts are left out.
 * @param dash  counted along the path; its phase moves on
 */
void solid_line(const struct solid *solid, struct dots *dots, const double from[2],
                const double to[2], struct dash *dash, bool thick);
/** Paint block, contours and, where there are holes, the outline of the ground. */
void solid_draw(const struct solid *solid, struct canvas *canvas,
                const struct field_style *style);

#endif
