/*
 * Which contours have their numbers under a colour bar: the major ones, or every second
 * or third of them where they would touch; where those are few, others too as they have
 * room.
 */
#include "bar_ticks.h"

enum { TICKS_LEAST = 5 };

static bool
has_room(const struct bar_ticks *ticks, size_t i)
{
    const struct bar_tick *tick = &ticks->tick[i];
    for (size_t k = 0; k < ticks->n; k++)
        if (ticks->chosen[k] && tick->from <= ticks->tick[k].to &&
            ticks->tick[k].from <= tick->to)
            return false;
    return tick->shown;
}

/* Choose every @stride-th of the major levels, or of all. @return whether all of these
 * have room. */
static bool
choose_every(struct bar_ticks *ticks, const struct levels *levels, bool majors,
             size_t stride)
{
    size_t k = 0;
    ticks->n_chosen = 0;
    for (size_t i = 0; i < levels->n; i++)
        ticks->chosen[i] = false;
    for (size_t i = 0; i < levels->n; i++) {
        if ((majors && !levels->major[i]) || !ticks->tick[i].shown || k++ % stride)
            continue;
        if (!has_room(ticks, i))
            return false;
        ticks->chosen[i] = true;
        ticks->n_chosen++;
    }
    return true;
}

static void
choose_evenly(struct bar_ticks *ticks, const struct levels *levels, bool majors)
{
    for (size_t stride = 1; !choose_every(ticks, levels, majors, stride);)
        stride++;
}

void
bar_ticks_choose(struct bar_ticks *ticks, const struct levels *levels)
{
    choose_evenly(ticks, levels, true);
    if (ticks->n_chosen >= TICKS_LEAST || levels->decades)
        return;
    struct bar_ticks all = *ticks;
    choose_evenly(&all, levels, false);
    if (all.n_chosen > ticks->n_chosen)
        *ticks = all;
    for (size_t i = 0; i < levels->n && ticks->n_chosen < TICKS_LEAST; i++)
        if (!ticks->chosen[i] && has_room(ticks, i)) {
            ticks->chosen[i] = true;
            ticks->n_chosen++;
        }
}
