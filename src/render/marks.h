/**
 * @file marks.h
 * Which critical points are marked where not all have room.
 */
#ifndef RENDER_MARKS_H
#define RENDER_MARKS_H

#include <stdbool.h>
#include <stddef.h>

/** A critical point as it is seen, in whatever unit of length it is drawn. */
struct mark_place {
    double x, y;
    int rank;     /**< lower ones choose first; 0 has its mark in any case */
    double value; /**< among equals in rank, the lower ones choose first */
    bool inside;  /**< within the picture */
    bool shown;   /**< the answer */
};
/** Choose among @n places, so that of two minima (ranks 0 and 1) of different value none
 * lies nearer to the other than both @across and @up, and all else half as far again from
 * everything: minima are what racers go to. Points of one rank and value, which symmetry
 * makes, are marked all or none: a few of them would tell of a difference that is none.
 */
void marks_choose(struct mark_place *mark, size_t n, double across, double up);

#endif
