/**
 * @file timeline.h
 * Timelines: checkpoints, rows and deterministic replay between them, so that any step of
 * a run can be looked at again. They are a cache keyed by the content of (surface, racer,
 * its edits, seed): a ghost, a branch, undo and redo are look-ups, and dropping an entry
 * changes no picture.
 */
#ifndef RAVINE_TIMELINE_H
#define RAVINE_TIMELINE_H

#include <ravine/event.h>
#include <ravine/run.h>

struct rv_cache;
struct rv_timeline;

/** A cache that keeps at most @bytes of timelines that nobody asked for lately. */
RV_API enum rv_status rv_cache_create(struct rv_cache **out, size_t bytes);
RV_API void rv_cache_destroy(struct rv_cache *cache);
RV_API void rv_cache_drop_all(struct rv_cache *cache);
/** The objective of @document's surface, made or found; borrowed, valid until the cache
 * goes or rv_cache_drop_all(). */
RV_API enum rv_status rv_cache_objective(struct rv_cache *cache,
                                         const struct rv_surface_spec *spec,
                                         struct rv_objective **out,
                                         struct rv_error *error);
/**
 * The timeline of racer @racer of @document, made or found; borrowed, and not dropped
 * before the next-but-63 call of this function.
 */
RV_API enum rv_status rv_cache_timeline(struct rv_cache *cache,
                                        const struct rv_document *document, size_t racer,
                                        struct rv_timeline **out, struct rv_error *error);

/** The furthest step computed; rows up to and including it can be looked at. */
RV_API int64_t rv_timeline_reached(const struct rv_timeline *timeline);
/** How the run ended, and where: its last row is @step (-1 while it has not). */
RV_API enum rv_stop rv_timeline_ended(const struct rv_timeline *timeline, int64_t *step);
/**
 * Compute on to @step at most, stopping near @deadline_ns (CLOCK_MONOTONIC; INT64_MAX:
 * never).
 * @return true when @step, or the end of the run, is reached.
 */
RV_API bool rv_timeline_extend(struct rv_timeline *timeline, int64_t step,
                               int64_t deadline_ns);
/**
 * The row at @step, or at the run's last row if it ended before, or at the furthest
 * computed.
 * @return the step the row belongs to.
 */
RV_API int64_t rv_timeline_row(struct rv_timeline *timeline, int64_t step,
                               struct rv_row *row);
/** A run standing at @step (clamped as above): its theta, state, batch and what it has
 * spent. Borrowed, valid until the next call on @timeline. */
RV_API const struct rv_run *rv_timeline_at(struct rv_timeline *timeline, int64_t step);
/**
 * The rows kept for drawing: row i belongs to step i * @stride (a power of two that
 * doubles when there are more than 8192), from step 0 up to the furthest computed. Every
 * step while the run is short; charts and trails read them without a copy.
 *
 * @return the rows, borrowed, valid until the next rv_timeline_extend() of this timeline.
 */
RV_API const struct rv_row *rv_timeline_track(const struct rv_timeline *timeline,
                                              size_t *n, int64_t *stride);
/**
 * The events of every step computed so far, by step: found while computing, whatever is
 * looked at. Borrowed, valid until the next rv_timeline_extend() of this timeline.
 */
RV_API const struct rv_event *rv_timeline_events(const struct rv_timeline *timeline,
                                                 size_t *n);
/** Bytes held. */
RV_API size_t rv_timeline_size(const struct rv_timeline *timeline);

#endif
