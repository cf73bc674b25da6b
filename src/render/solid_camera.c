/* Where the eye is, and where it sees a point. Orthographic: equal steps look equal. */
#include <math.h>

#include "solid_parts.h"

#define DEGREE (3.14159265358979323846 / 180)

/* Lower than this one sees walls and little else. */
enum { TILT_LEAST = 35, TILT_MOST = 90 };

/* Dots around the block: for numbers beside it and a line of words above. */
enum { MARGIN_SIDE = 9, MARGIN_TOP = 5, MARGIN_BOTTOM = 7 };

struct camera
camera_standard(void)
{
    return (struct camera){.turn = -16, .tilt = 63, .height = 0.7};
}

void
camera_orbit(struct camera *camera, double turn, double tilt)
{
    camera->turn = remainder(camera->turn + turn, 360);
    camera->tilt = fmax(TILT_LEAST, fmin(camera->tilt + tilt, TILT_MOST));
}

void
solid_aim(struct solid *solid, const struct field *field, struct camera camera)
{
    const struct view *view = &field->view;
    double width = view->x1 - view->x0, depth = view->y1 - view->y0;
    solid->camera = camera;
    solid->turn_cos = cos(camera.turn * DEGREE);
    solid->turn_sin = sin(camera.turn * DEGREE);
    solid->tilt_cos = cos(camera.tilt * DEGREE);
    solid->tilt_sin = sin(camera.tilt * DEGREE);
    /* A unit of the window is as long across as up: that tells how high cells are. Where
     * it is stretched the block is square. */
    double across = width / (2 * view->pane.cols), up = depth / (4 * view->pane.rows);
    double ratio = view->stretched ? 1 : width / depth;
    solid->half_x = ratio >= 1 ? 1 : ratio;
    solid->half_y = ratio >= 1 ? 1 / ratio : 1;
    solid->upright = view->stretched ? 1 : across / up;
    solid->x0 = view->x0 / 2 + view->x1 / 2;
    solid->y0 = view->y0 / 2 + view->y1 / 2;
    solid->per_x = 2 * solid->half_x / width;
    solid->per_y = 2 * solid->half_y / depth;
}

void
solid_project(const struct solid *solid, double u, double v, double height, double out[3])
{
    double away = u * solid->turn_sin + v * solid->turn_cos;
    out[0] = u * solid->turn_cos - v * solid->turn_sin;
    out[1] = -(away * solid->tilt_sin + height * solid->tilt_cos) * solid->upright;
    out[2] = away * solid->tilt_cos - height * solid->tilt_sin;
}

void
solid_fit(struct solid *solid, const double box[4])
{
    double across = fmax(solid->w - 2 * MARGIN_SIDE, 2) / (box[1] - box[0]);
    double down = fmax(solid->h - MARGIN_TOP - MARGIN_BOTTOM, 2) / (box[3] - box[2]);
    solid->scale = fmin(across, down);
    double middle = (solid->h + MARGIN_TOP - MARGIN_BOTTOM) / 2.0;
    solid->dx = solid->w / 2.0 - solid->scale * (box[0] + box[1]) / 2;
    solid->dy = middle - solid->scale * (box[2] + box[3]) / 2;
}

void
solid_to_dots(const struct solid *solid, double p[3])
{
    p[0] = p[0] * solid->scale + solid->dx;
    p[1] = p[1] * solid->scale + solid->dy;
}

void
solid_ground(const struct solid *solid, double x, double y, double *px, double *py)
{
    double p[3];
    solid_project(solid, (x - solid->x0) * solid->per_x, (y - solid->y0) * solid->per_y,
                  0, p);
    solid_to_dots(solid, p);
    *px = p[0];
    *py = p[1];
}

void
solid_front(const struct solid *solid, int axis, double at, double place[2],
            double out[2])
{
    bool along_x = axis == 0;
    double side = (along_x ? solid->turn_cos : solid->turn_sin) > 0 ? -1 : 1;
    double u = along_x ? (at - solid->x0) * solid->per_x : side * solid->half_x;
    double v = along_x ? side * solid->half_y : (at - solid->y0) * solid->per_y;
    double p[3], q[3];
    solid_project(solid, u, v, 0, p);
    solid_project(solid, along_x ? u : u + side, along_x ? v + side : v, 0, q);
    double x = q[0] - p[0], y = q[1] - p[1], length = sqrt(x * x + y * y);
    out[0] = x / length;
    out[1] = y / length;
    solid_to_dots(solid, p);
    place[0] = p[0];
    place[1] = p[1];
}

/* The depth buffer holds what the projection has lost. */
bool
solid_pick(const struct solid *solid, int px, int py, double *x, double *y)
{
    if (px < 0 || py < 0 || px >= solid->w || py >= solid->h)
        return false;
    size_t at = (size_t)py * (size_t)solid->w + (size_t)px;
    if (solid->part[at] == SOLID_NOTHING)
        return false;
    double across = (px - solid->dx) / solid->scale;
    double down = (py - solid->dy) / solid->scale / solid->upright;
    double depth = (double)solid->depth[at];
    double away = depth * solid->tilt_cos - down * solid->tilt_sin;
    double u = across * solid->turn_cos + away * solid->turn_sin;
    double v = away * solid->turn_cos - across * solid->turn_sin;
    *x = solid->x0 + fmax(-solid->half_x, fmin(u, solid->half_x)) / solid->per_x;
    *y = solid->y0 + fmax(-solid->half_y, fmin(v, solid->half_y)) / solid->per_y;
    return true;
}
