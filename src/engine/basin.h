/**
 * @file basin.h
 * Which minimum the way down ends at.
 */
#ifndef ENGINE_BASIN_H
#define ENGINE_BASIN_H

#include <ravine/objective.h>

/** The known minima of a surface. */
struct basins {
    const struct rv_objective *objective;
    size_t n;
    double best; /**< smallest value of a global one, or NaN */
    struct rv_vec2 at[RV_CRITICAL_MAX];
    double reach; /**< nearer than this to a minimum the way down has arrived */
};

void basins_init(struct basins *basins, const struct rv_objective *objective);
/**
 * The minimum nearest to @from, and in @margin how far one can go from there with no
 * other becoming the nearest.
 */
int basins_nearest(const struct basins *basins, struct rv_vec2 from, double *margin);
/** The minimum at which the way down from @from ends, or -1: another one, or none. */
int basins_below(const struct basins *basins, struct rv_vec2 from);

#endif
