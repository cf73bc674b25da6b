/**
 * @file events.h
 * Events of the racers as the screen shows them: captions at heads, ticks on the scrub
 * bar, jumps from one to the next.
 */
#ifndef UI_EVENTS_H
#define UI_EVENTS_H

#include "model.h"

/** The events of racer @i known so far. */
const struct rv_event *events_of(const struct model *model, size_t i, size_t *n);
/**
 * The event whose caption racer @i bears at the playhead: its latest, for eight steps or
 * a second and a half of playing, whichever is more, and 240 steps at most. Or NULL.
 */
const struct rv_event *events_caption(const struct model *model, size_t i);
/** Go to the chosen racer's event before the playhead, and say what it is. */
void events_go_to_previous(struct model *model);
/** Go to the one after it. @return false when none is known. */
bool events_go_to_next(struct model *model);

#endif
