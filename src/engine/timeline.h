/**
 * @file timeline.h
 * What the cache makes and drops; the rest is in <ravine/timeline.h>.
 */
#ifndef ENGINE_TIMELINE_H
#define ENGINE_TIMELINE_H

#include <ravine/timeline.h>

enum rv_status timeline_create(struct rv_timeline **out, struct rv_objective *objective,
                               const struct rv_document *document, size_t racer,
                               struct rv_error *error);
/** Bytes a run holds. */
size_t run_size(const struct rv_run *run);
size_t watch_size(void);
/** NULL is fine. */
void timeline_destroy(struct rv_timeline *timeline);

#endif
