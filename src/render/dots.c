#include "dots.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Bit of the dot at column 0..1, row 0..3 of a cell, as Unicode numbers them. */
static const uint8_t dot_bit[4][2] = {
    {0x01, 0x08},
    {0x02, 0x10},
    {0x04, 0x20},
    {0x40, 0x80},
};

bool
dots_init(struct dots *dots, int cols, int rows)
{
    cols = cols > 0 ? cols : 1;
    rows = rows > 0 ? rows : 1;
    *dots = (struct dots){.cols = cols, .rows = rows};
    dots->mask = calloc((size_t)cols * (size_t)rows, 1);
    return dots->mask != NULL;
}

void
dots_finish(struct dots *dots)
{
    free(dots->mask);
    *dots = (struct dots){0};
}

void
dots_clear(struct dots *dots)
{
    memset(dots->mask, 0, (size_t)dots->cols * (size_t)dots->rows);
}

void
dots_set(struct dots *dots, int px, int py)
{
    if (px < 0 || py < 0 || px >= 2 * dots->cols || py >= 4 * dots->rows)
        return;
    size_t cell = (size_t)(py >> 2) * (size_t)dots->cols + (size_t)(px >> 1);
    dots->mask[cell] |= dot_bit[py & 3][px & 1];
}

void
dots_set_thick(struct dots *dots, int px, int py)
{
    dots_set(dots, px, py);
    dots_set(dots, px + 1, py);
    dots_set(dots, px, py + 1);
    dots_set(dots, px + 1, py + 1);
}

static bool
dash_is_on(const struct dash *dash, double walked)
{
    if (!dash || !dash->off)
        return true;
    double period = (double)dash->on + (double)dash->off;
    return fmod((double)dash->phase + walked, period) < (double)dash->on;
}

static void
dash_move(struct dash *dash, double walked)
{
    if (!dash || !dash->off)
        return;
    double period = (double)dash->on + (double)dash->off;
    dash->phase = (unsigned)fmod((double)dash->phase + walked, period);
}

/* A segment seen along its longer side: @along runs, @across follows. It is reckoned from
 * the nearer end: from one 10^20 dots away rounding would move the other by thousands. */
struct stroke {
    double from, to;          /* along, rounded to dots */
    double anchor, at, slope; /* across = at + slope * (along - anchor) */
    double near;              /* how far the nearer end is */
    bool upright;             /* along is y */
};
/* Beyond this a double cannot say which dots a segment crosses. */
#define FARTHEST 1e13

static struct stroke
stroke_of(double x0, double y0, double x1, double y1)
{
    bool upright = fabs(y1 - y0) > fabs(x1 - x0);
    double a0 = upright ? y0 : x0, a1 = upright ? y1 : x1;
    double b0 = upright ? x0 : y0, b1 = upright ? x1 : y1;
    double slope = a1 != a0 ? (b1 - b0) / (a1 - a0) : 0;
    double far0 = fabs(a0) + fabs(b0), far1 = fabs(a1) + fabs(b1);
    bool first = far0 <= far1;
    return (struct stroke){
        .from = floor(a0 + 0.5),
        .to = floor(a1 + 0.5),
        .anchor = first ? a0 : a1,
        .at = first ? b0 : b1,
        .slope = slope,
        .near = first ? far0 : far1,
        .upright = upright,
    };
}

void
dots_line(struct dots *dots, double x0, double y0, double x1, double y1,
          struct dash *dash, bool thick)
{
    if (!isfinite(x0) || !isfinite(y0) || !isfinite(x1 - x0) || !isfinite(y1 - y0))
        return;
    double half = thick ? 0.5 : 0; /* a pen of two dots has its middle between them */
    struct stroke s = stroke_of(x0 - half, y0 - half, x1 - half, y1 - half);
    if (s.near > FARTHEST)
        return;
    double last = (s.upright ? 4 * dots->rows : 2 * dots->cols) - 1;
    double sign = s.to < s.from ? -1 : 1;
    /* Only the part on the layer is walked, but dashes count from the line's own start.
     */
    double first = sign > 0 ? fmax(s.from, -1) : fmin(s.from, last + 1);
    double end = sign > 0 ? fmin(s.to, last + 1) : fmax(s.to, -1);
    for (double a = first; sign * (end - a) >= 0; a += sign) {
        double b = floor(s.at + s.slope * (a - s.anchor) + 0.5);
        if (!(b >= -2 && b < 1e6) || !dash_is_on(dash, fabs(a - s.from)))
            continue;
        int px = (int)(s.upright ? b : a), py = (int)(s.upright ? a : b);
        if (thick)
            dots_set_thick(dots, px, py);
        else
            dots_set(dots, px, py);
    }
    dash_move(dash, fabs(s.to - s.from));
}
