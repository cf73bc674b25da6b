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
/** Choose evenly among the ticks of @levels, so that no two chosen ones touch. */
void bar_ticks_choose(struct bar_ticks *ticks, const struct levels *levels);

#endif
