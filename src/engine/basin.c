/* Basins: short steps straight down, each to a lower place, until a minimum is reached.
 */
#include "basin.h"

#include <math.h>

enum { WALK_MAX = 600 };

static double
between(struct rv_vec2 a, struct rv_vec2 b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

void
basins_init(struct basins *basins, const struct rv_objective *objective)
{
    struct rv_critical point[RV_CRITICAL_MAX];
    double least = INFINITY;
    size_t n = rv_objective_critical(objective, point, RV_CRITICAL_MAX);
    *basins = (struct basins){.objective = objective, .best = NAN};
    for (size_t i = 0; i < n; i++) {
        if (point[i].kind == RV_MINIMUM)
            basins->best = fmin(basins->best, point[i].value);
        if (point[i].kind != RV_MINIMUM && point[i].kind != RV_MINIMUM_LOCAL)
            continue;
        for (size_t k = 0; k < basins->n; k++)
            least = fmin(least, between(point[i].at, basins->at[k]));
        basins->at[basins->n++] = point[i].at;
    }
    basins->reach = least / 6;
}

int
basins_nearest(const struct basins *basins, struct rv_vec2 from, double *margin)
{
    double first = INFINITY, second = INFINITY;
    int nearest = -1;
    for (size_t i = 0; i < basins->n; i++) {
        double distance = between(basins->at[i], from);
        if (distance < first) {
            second = first;
            first = distance;
            nearest = (int)i;
        } else {
            second = fmin(second, distance);
        }
    }
    *margin = (second - first) / 2;
    return nearest;
}

/* One step of @length down the slope, or a shorter one that gets lower. */
static bool
walk(const struct basins *basins, double at[2], double *loss, double *length)
{
    double g[2], next[2];
    rv_objective_peek(basins->objective, at, g);
    double slope = hypot(g[0], g[1]);
    for (int halvings = 0; halvings < 40 && slope > 0; halvings++) {
        next[0] = at[0] - *length * (g[0] / slope);
        next[1] = at[1] - *length * (g[1] / slope);
        double lower = rv_objective_peek(basins->objective, next, NULL);
        if (lower < *loss) {
            *loss = lower;
            at[0] = next[0];
            at[1] = next[1];
            return true;
        }
        *length /= 2;
    }
    return false;
}

int
basins_below(const struct basins *basins, struct rv_vec2 from)
{
    double at[2] = {from.x, from.y}, length = basins->reach / 2, margin;
    double loss = rv_objective_peek(basins->objective, at, NULL);
    for (int i = 0; i < WALK_MAX; i++) {
        struct rv_vec2 here = {at[0], at[1]};
        int nearest = basins_nearest(basins, here, &margin);
        if (nearest >= 0 && between(basins->at[nearest], here) <= basins->reach)
            return nearest;
        if (!walk(basins, at, &loss, &length))
            return -1;
        length = fmin(2 * length, basins->reach / 2);
    }
    return -1;
}
