/*
 * Contours in dots. Wherever two neighbouring dots lie either side of a level, the nearer
 * of them is set: that gives lines one dot wide. Where lines would crowd, those of lower
 * rank are left out, place by place: a line of rank r has its like 2^r levels away, and
 * the slope of the scale tells how many dots that is.
 */
#include <math.h>
#include <string.h>

#include "field_parts.h"

static const double least_gap = 3; /* dots between lines */

static const uint8_t dot_bit[4][2] = {
    {0x01, 0x08},
    {0x02, 0x10},
    {0x04, 0x20},
    {0x40, 0x80},
};

static uint8_t
levels_below(const struct levels *levels, double value)
{
    size_t lo = 0, hi = levels->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (levels->value[mid] <= value)
            lo = mid + 1;
        else
            hi = mid;
    }
    return (uint8_t)lo;
}

static void
find_bands(struct field *field)
{
    const struct levels *levels = &field->levels;
    size_t n = (size_t)field->w * (size_t)field->h;
    uint8_t band = 0;
    for (size_t i = 0; i < n; i++) {
        double v = field->value[i];
        bool same = (band == 0 || v >= levels->value[band - 1]) &&
                    (band == levels->n || v < levels->value[band]);
        if (!same && !isnan(v))
            band = levels_below(levels, v);
        field->band[i] = band;
    }
}

/* The steeper of the two slopes beside dot (@px, @py), in units per dot. */
static double
slope_along(const struct field *field, int px, int py, int dx, int dy)
{
    double here = (double)field->unit[py * field->w + px], steepest = 0;
    for (int sign = -1; sign <= 1; sign += 2) {
        int x = px + 2 * sign * dx, y = py + 2 * sign * dy;
        if (x < 0 || y < 0 || x >= field->w || y >= field->h)
            continue;
        double there = (double)field->unit[y * field->w + x];
        steepest = fmax(steepest, fabs(there - here) / 2);
    }
    return steepest;
}

/* Ranks below this one would come too close here. */
static unsigned
least_rank(const struct field *field, int px, int py)
{
    double slope =
        hypot(slope_along(field, px, py, 1, 0), slope_along(field, px, py, 0, 1));
    unsigned rank = 0;
    for (double gap = field->levels.unit; gap < least_gap * slope && rank < 8; gap *= 2)
        rank++;
    return rank;
}

static void
set_dot(struct field *field, int px, int py, unsigned level)
{
    size_t cell = (size_t)(py / 4) * (size_t)field->view.pane.cols + (size_t)(px / 2);
    field->line[cell] |= dot_bit[py & 3][px & 1];
    uint8_t *owner = &field->line_level[cell];
    if (*owner == NO_LEVEL || field->levels.major[level] >= field->levels.major[*owner])
        *owner = (uint8_t)level;
}

/* Set the nearer dot of a pair for the highest-ranking level between them. */
static void
cross(struct field *field, int px, int py, int qx, int qy)
{
    size_t p = (size_t)(py * field->w + px), q = (size_t)(qy * field->w + qx);
    double a = field->value[p], b = field->value[q];
    if (field->band[p] == field->band[q] || !isfinite(a) || !isfinite(b))
        return;
    unsigned from = field->band[a < b ? p : q], to = field->band[a < b ? q : p];
    unsigned level = from;
    for (unsigned l = from + 1; l < to; l++)
        if (field->levels.rank[l] > field->levels.rank[level])
            level = l;
    bool first =
        fabs(a - field->levels.value[level]) <= fabs(b - field->levels.value[level]);
    int x = first ? px : qx, y = first ? py : qy;
    if (field->levels.rank[level] >= least_rank(field, x, y))
        set_dot(field, x, y, level);
}

void
contour_settle(struct field *field)
{
    size_t cells = (size_t)field->view.pane.cols * (size_t)field->view.pane.rows;
    memset(field->line, 0, cells);
    memset(field->line_level, NO_LEVEL, cells);
    if (!field->levels.n)
        return;
    find_bands(field);
    for (int y = 0; y < field->h; y++) {
        for (int x = 0; x < field->w; x++) {
            if (x + 1 < field->w)
                cross(field, x, y, x + 1, y);
            if (y + 1 < field->h)
                cross(field, x, y, x, y + 1);
        }
    }
}
