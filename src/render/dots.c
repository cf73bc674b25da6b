#include "dots.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const uint8_t dots_bit[4][2] = {
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
    if (!dots->mask)
        dots->cols = dots->rows = 0;
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
    if (dots->mask)
        memset(dots->mask, 0, (size_t)dots->cols * (size_t)dots->rows);
}

void
dots_set(struct dots *dots, int px, int py)
{
    if (px < 0 || py < 0 || px >= 2 * dots->cols || py >= 4 * dots->rows)
        return;
    size_t cell = (size_t)(py >> 2) * (size_t)dots->cols + (size_t)(px >> 1);
    dots->mask[cell] |= dots_bit[py & 3][px & 1];
}

void
dots_set_thick(struct dots *dots, int px, int py)
{
    dots_set(dots, px, py);
    dots_set(dots, px + 1, py);
    dots_set(dots, px, py + 1);
    dots_set(dots, px + 1, py + 1);
}

void
dots_run(struct dots *dots, int px, int from, int to)
{
    int last = 4 * dots->rows - 1;
    if (px < 0 || px >= 2 * dots->cols)
        return;
    int top = from < to ? from : to, bottom = from < to ? to : from;
    top = top > 0 ? top : 0;
    bottom = bottom < last ? bottom : last;
    for (int py = top; py <= bottom;) {
        uint8_t mask = 0;
        uint8_t *cell = &dots->mask[(size_t)(py >> 2) * (size_t)dots->cols + (px >> 1)];
        do
            mask |= dots_bit[py & 3][px & 1];
        while (++py <= bottom && py & 3);
        *cell |= mask;
    }
}

/* Where @dash is after @walked dots more. */
static unsigned
dash_phase(const struct dash *dash, double walked)
{
    double period = (double)dash->on + (double)dash->off;
    return (unsigned)fmod((double)dash->phase + walked, period);
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

/* The nearest whole number; @x lies within a few thousands. */
static int
nearest(double x)
{
    return (int)(x + 4096.5) - 4096;
}

/* Set the dots of @s from @first to @end, both on the layer or next to it. */
static void
walk(struct dots *dots, const struct stroke *s, int first, int end,
     const struct dash *dash, bool thick)
{
    int sign = s->to < s->from ? -1 : 1;
    int limit = s->upright ? 2 * dots->cols : 4 * dots->rows;
    unsigned period = dash ? dash->on + dash->off : 0;
    unsigned phase = period ? dash_phase(dash, fabs(first - s->from)) : 0;
    for (int a = first; sign * (end - a) >= 0; a += sign, phase++) {
        double across = s->at + s->slope * (a - s->anchor);
        phase = phase == period ? 0 : phase;
        if (!(across > -2.5 && across < limit) || (period && phase >= dash->on))
            continue;
        int b = nearest(across), px = s->upright ? b : a, py = s->upright ? a : b;
        if (thick)
            dots_set_thick(dots, px, py);
        else
            dots_set(dots, px, py);
    }
}

void
dots_line(struct dots *dots, double x0, double y0, double x1, double y1,
          struct dash *dash, bool thick)
{
    if (!isfinite(x0) || !isfinite(y0) || !isfinite(x1 - x0) || !isfinite(y1 - y0))
        return;
    if (dash && !dash->off)
        dash = NULL;
    double half = thick ? 0.5 : 0; /* a pen of two dots has its middle between them */
    struct stroke s = stroke_of(x0 - half, y0 - half, x1 - half, y1 - half);
    if (s.near > FARTHEST)
        return;
    /* Only the part on the layer is walked, but dashes count from the line's own start.
     */
    double last = (s.upright ? 4 * dots->rows : 2 * dots->cols) - 1;
    bool down = s.to < s.from;
    double first = down ? fmin(s.from, last + 1) : fmax(s.from, -1);
    double end = down ? fmax(s.to, -1) : fmin(s.to, last + 1);
    if (down ? first >= end : first <= end)
        walk(dots, &s, (int)first, (int)end, dash, thick);
    if (dash)
        dash->phase = dash_phase(dash, fabs(s.to - s.from));
}
