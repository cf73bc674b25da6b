#include "field.h"

#include <math.h>

/* Order the ends, and give something to look at where there is nothing. */
static void
make_window(double *lo, double *hi)
{
    if (!isfinite(*lo) || !isfinite(*hi) || !isfinite(*hi - *lo)) {
        *lo = -1;
        *hi = 1;
    }
    if (*lo > *hi) {
        double swap = *lo;
        *lo = *hi;
        *hi = swap;
    }
    double least = fmax(1e-300, 1e-14 * fmax(fabs(*lo), fabs(*hi)));
    if (*hi - *lo < least) {
        double half = *lo == 0 ? 1 : fmax(least, fabs(*lo) * 1e-3);
        *lo -= half;
        *hi += half;
    }
}

static void
widen(double *lo, double *hi, double width)
{
    double center = *lo / 2 + *hi / 2;
    *lo = center - width / 2;
    *hi = center + width / 2;
}

/* A window thinner than this part of the pane would be a slit with nothing to see. */
static const double thinnest = 1.0 / 6;

struct view
view_fit_box(double x0, double x1, double y0, double y1, double width, double height)
{
    make_window(&x0, &x1);
    make_window(&y0, &y1);
    double across = (x1 - x0) / width, up = (y1 - y0) / height, unit = fmax(across, up);
    if (fmin(across, up) < thinnest * unit)
        return (struct view){x0, x1, y0, y1, .stretched = true};
    widen(&x0, &x1, unit * width);
    widen(&y0, &y1, unit * height);
    return (struct view){x0, x1, y0, y1, .stretched = false};
}

struct view
view_fit(double x0, double x1, double y0, double y1, struct rect pane, double cell_aspect)
{
    if (!(cell_aspect > 0) || !isfinite(cell_aspect))
        cell_aspect = 2;
    double across = pane.cols > 0 ? pane.cols : 1;
    double up = (pane.rows > 0 ? pane.rows : 1) * cell_aspect;
    struct view view = view_fit_box(x0, x1, y0, y1, across, up);
    view.pane = pane;
    return view;
}

void
view_dot(const struct view *view, double x, double y, double *px, double *py)
{
    *px = (x - view->x0) / (view->x1 - view->x0) * 2 * view->pane.cols - 0.5;
    *py = (view->y1 - y) / (view->y1 - view->y0) * 4 * view->pane.rows - 0.5;
}

bool
view_cell(const struct view *view, double x, double y, int *col, int *row)
{
    double px, py;
    view_dot(view, x, y, &px, &py);
    double c = floor((px + 0.5) / 2), r = floor((py + 0.5) / 4);
    if (!(c >= 0 && r >= 0 && c < view->pane.cols && r < view->pane.rows))
        return false;
    *col = view->pane.col + (int)c;
    *row = view->pane.row + (int)r;
    return true;
}

void
view_point(const struct view *view, double col, double row, double *x, double *y)
{
    double u = (col + 0.5 - view->pane.col) / view->pane.cols;
    double v = (row + 0.5 - view->pane.row) / view->pane.rows;
    *x = view->x0 + u * (view->x1 - view->x0);
    *y = view->y1 - v * (view->y1 - view->y0);
}
