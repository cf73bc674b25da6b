/*
 * Contours in dots. Wherever two neighbouring dots lie either side of a level, the nearer
 * of them is set: that gives lines one dot wide. Where lines would crowd they are left
 * out, place by place, first the minor ones: the slope of the scale tells how many dots
 * away the next of its kind is. A line is kept as far as that is least_gap, but only
 * where it somewhere has more room, so that it ends once and does not crumble into
 * specks.
 */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "field_parts.h"

/* Dots between lines: the least, and what a line must somewhere have; in dots, and for
 * glyphs of several dots. */
static const double gaps[] = {3, 4, 5, 7};
enum { GAP_LEAST, GAP_ROOMY, GAP_COARSE, GAP_COARSE_ROOMY };
enum { SPECK = 8 };        /* a line has at least so many dots */
enum { LEVELS_LEAST = 3 }; /* fewer lines: every other one is left out, for room */
enum { JUMP = 8 }; /* so many times what the dots beyond go on by: a pole, or a step */

/* What @trace holds: the level, and how much of @gaps it has. */
enum { TRACE_NONE = 255, TRACE_LEVEL = 63, TRACE_GAP = 6 };
static_assert(LEVELS_MAX <= (int)TRACE_LEVEL, "a level and a flag in one byte");

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

/* How many dots away the next line like this one is. */
static double
gap_at(const struct field *field, int px, int py, unsigned level)
{
    double across = slope_along(field, px, py, 1, 0);
    double up = slope_along(field, px, py, 0, 1), slope = sqrt(across * across + up * up);
    return slope > 0 ? field->levels.gap[level] / slope : INFINITY;
}

static void
trace_dot(struct field *field, int px, int py, unsigned level)
{
    double gap = gap_at(field, px, py, level);
    uint8_t *trace = &field->trace[py * field->w + px];
    if (gap < gaps[GAP_LEAST])
        return;
    unsigned enough = GAP_LEAST;
    while (enough < GAP_COARSE_ROOMY && gap >= gaps[enough + 1])
        enough++;
    if (*trace == TRACE_NONE || field->levels.major[level])
        *trace = (uint8_t)(level | enough << TRACE_GAP);
}

/* Does the value jump from dot (@px, @py) to its neighbour @step further on, over several
 * levels, while beyond both it does not go on that way? Then it never has the values
 * between. At the border nobody knows. */
static bool
is_jump(const struct field *field, int px, int py, size_t step)
{
    const double *value = field->value;
    size_t p = (size_t)(py * field->w + px), q = p + step;
    int at = step == 1 ? px : py, last = (step == 1 ? field->w : field->h) - 1;
    if (at < 1 || at + 2 > last || abs(field->band[p] - field->band[q]) < 2)
        return false;
    double jump = value[q] - value[p], sign = jump < 0 ? -1 : 1;
    double most = fabs(jump) / JUMP;
    return !(sign * (value[p] - value[p - step]) > most) &&
           !(sign * (value[q + step] - value[q]) > most);
}

/* Set the nearer dot of a pair for the level between them, a major one if there are more.
 */
static void
cross(struct field *field, int px, int py, int qx, int qy)
{
    size_t p = (size_t)(py * field->w + px), q = (size_t)(qy * field->w + qx);
    double a = field->value[p], b = field->value[q];
    if (field->band[p] == field->band[q] || !isfinite(a) || !isfinite(b) ||
        is_jump(field, px, py, q - p))
        return;
    unsigned from = field->band[a < b ? p : q], to = field->band[a < b ? q : p];
    unsigned level = from;
    for (unsigned l = from + 1; l < to; l++)
        if (field->levels.major[l] && !field->levels.major[level])
            level = l;
    bool first =
        fabs(a - field->levels.value[level]) <= fabs(b - field->levels.value[level]);
    int x = first ? px : qx, y = first ? py : qy;
    trace_dot(field, x, y, level);
}

static void
set_dot(struct field *field, size_t dot, unsigned level, uint8_t *line)
{
    size_t w = (size_t)field->w, px = dot % w, py = dot / w;
    size_t cell = py / 4 * (size_t)field->view.pane.cols + px / 2;
    line[cell] |= dots_bit[py & 3][px & 1];
    uint8_t *owner = &field->line_level[cell];
    if (*owner == NO_LEVEL || field->levels.major[level] >= field->levels.major[*owner])
        *owner = (uint8_t)level;
}

/* Gather the line through @dot into the scratch and take it off @trace, as far as it has
 * @least of the gaps. @return its length; @roomiest: the most it has anywhere. */
static size_t
gather(struct field *field, uint8_t *trace, size_t dot, int least, int *roomiest)
{
    int level = trace[dot] & TRACE_LEVEL;
    size_t n = 0;
    *roomiest = trace[dot] >> TRACE_GAP;
    trace[dot] = TRACE_NONE;
    field->scratch[n++] = (double)dot;
    for (size_t i = 0; i < n; i++) {
        int at = (int)field->scratch[i], px = at % field->w, py = at / field->w;
        for (int y = py > 0 ? py - 1 : 0; y <= py + 1 && y < field->h; y++) {
            for (int x = px > 0 ? px - 1 : 0; x <= px + 1 && x < field->w; x++) {
                uint8_t *next = &trace[y * field->w + x];
                int gap = *next >> TRACE_GAP;
                if (*next == TRACE_NONE || (*next & TRACE_LEVEL) != level || gap < least)
                    continue;
                *roomiest = gap > *roomiest ? gap : *roomiest;
                *next = TRACE_NONE;
                field->scratch[n++] = y * field->w + x;
            }
        }
    }
    return n;
}

/* Put the lines of @trace into the cells' masks, those with @least room that somewhere
 * have the next class of it. @return the levels that have lines, a bit each. */
static uint64_t
keep_lines(struct field *field, uint8_t *trace, int least, uint8_t *line)
{
    size_t n = (size_t)field->w * (size_t)field->h;
    uint64_t kept = 0;
    for (size_t dot = 0; dot < n; dot++) {
        if (trace[dot] == TRACE_NONE || trace[dot] >> TRACE_GAP < least)
            continue;
        unsigned level = trace[dot] & TRACE_LEVEL;
        int roomiest;
        size_t length = gather(field, trace, dot, least, &roomiest);
        if (roomiest <= least || length < SPECK)
            continue;
        kept |= (uint64_t)1 << level;
        for (size_t i = 0; i < length; i++)
            set_dot(field, (size_t)field->scratch[i], level, line);
    }
    return kept;
}

static void
clear_lines(struct field *field)
{
    size_t cells = (size_t)field->view.pane.cols * (size_t)field->view.pane.rows;
    memset(field->line, 0, cells);
    memset(field->line_coarse, 0, cells);
    memset(field->line_level, NO_LEVEL, cells);
}

/* @return the levels that have lines. */
static uint64_t
trace_levels(struct field *field)
{
    size_t n = (size_t)field->w * (size_t)field->h;
    clear_lines(field);
    if (!field->levels.n)
        return 0;
    find_bands(field);
    memset(field->trace, TRACE_NONE, n);
    for (int y = 0; y < field->h; y++) {
        for (int x = 0; x < field->w; x++) {
            if (x + 1 < field->w)
                cross(field, x, y, x + 1, y);
            if (y + 1 < field->h)
                cross(field, x, y, x, y + 1);
        }
    }
    memcpy(field->band, field->trace, n); /* the bands are spent */
    uint64_t kept = keep_lines(field, field->trace, GAP_LEAST, field->line);
    keep_lines(field, field->band, GAP_COARSE, field->line_coarse);
    return kept;
}

void
contour_settle(struct field *field, bool lines)
{
    clear_lines(field);
    while (lines && __builtin_popcountll(trace_levels(field)) < LEVELS_LEAST &&
           levels_thin(&field->levels, &field->scale))
        ;
}
