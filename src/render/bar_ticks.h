/**
 * @file bar_ticks.h
 * The numbers under a colour bar, in whatever unit of length it is drawn.
 */
#ifndef RENDER_BAR_TICKS_H
#define RENDER_BAR_TICKS_H

#include "field.h"

/** Where the number of a level would stand. Two that meet in a point touch. */
struct bar_tick {
    double from, to;
    bool shown; /**< it lies on the bar and has room there */
};
struct bar_ticks {
    size_t n; /**< as many as there are levels */
    struct bar_tick tick[LEVELS_MAX];
    bool chosen[LEVELS_MAX];
    size_t n_chosen;
};
/** What a bar tells: the contours, and before them a value below the first, where the
 * scale of round values goes on to a minimum. */
struct levels bar_marks(const struct scale *scale, const struct levels *levels);
/** Choose evenly among the ticks of @marks, so that no two chosen ones touch. @param
 * below the first is that value below the contours: it is chosen where there is room. */
void bar_ticks_choose(struct bar_ticks *ticks, const struct levels *marks, bool below);

#endif
