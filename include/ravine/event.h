/**
 * @file event.h
 * Events: what a teacher would point at in a trajectory. Found from its rows alone, and
 * from Hessians and gradients looked at by the uncounted door; few and true rather than
 * many.
 *
 * An event at step t depends on the rows 0 .. t and on nothing else: neither on how many
 * rows are fed at a time nor on when anybody looks. Lengths are measured against the
 * racer's scale, the furthest it has been from its start along x or y, at least a
 * twentieth of the surface's own window.
 */
#ifndef RAVINE_EVENT_H
#define RAVINE_EVENT_H

#include <ravine/run.h>

/*
 * kind, caption, what it means in a sentence.
 *
 * ZIGZAG: four turns in a row, each between steps at 87 degrees or more, every second
 * step going the same way as the one two before it (60 degrees or less), all longer than
 * a thousandth of the scale. Again after six steps without a turn.
 *
 * OVERSHOOT: having gone downhill, the racer runs on uphill (its step has the gradient
 * with it where it ends) and stands higher than the lowest point it passed, and a
 * three hundredths of the scale away from it. Not within a zig-zag. Again after six steps
 * without climbing.
 *
 * PLATEAU: within 40 steps the loss has fallen by less than a tenth of what is still to
 * be gained, while the gradient is a twentieth of the largest so far, or less. What is to
 * be gained is the Newton decrement, gᵀH⁻¹g/2, where the surface is convex, else all that
 * lies above the best known value; it counts when it is a thousandth of the fall so far.
 * Again once the racer has gained half of it within 40 steps.
 *
 * SADDLE: the gradient is a twentieth of the largest so far, or less, the Hessian has one
 * negative and one positive eigenvalue, its critical point H⁻¹g away lies within a
 * twentieth of the scale, and Newton's method finds a true saddle within a tenth. Again
 * after having been three twentieths away.
 *
 * BASIN: the minimum at which the way down from here ends is no longer the one it was.
 * The way down is walked when another known minimum has become the nearest one. Surfaces
 * with fewer than two known minima have no such event.
 *
 * STALL: steps shrink faster than the slope. Within 32 steps of going down the mean step
 * is at most 0.15 of the longest so far, and a quarter or less of what the slope would
 * have earned at that step's rate; less than 0.3 of what is to be gained has been, and
 * that is a twentieth of the fall so far. Once.
 *
 * BIAS: the step at which the correction of means that began at zero changes the length
 * of the step most, by a factor of two or more; for rules that correct. Once.
 *
 * DIVERGED: the first row that is not finite. Once.
 *
 * Those that can come again keep silent for 20, 80, 320 ... steps after each time. Those
 * that need a Hessian are looked for every eighth step, and seldomer while nothing
 * changes.
 */
#define RV_EVENT_LIST(X)                                                                \
    X(ZIGZAG, "zig-zag", "Its steps turn back and forth across the valley.")            \
    X(OVERSHOOT, "overshoot", "It runs on uphill past the lowest point.")               \
    X(PLATEAU, "plateau", "The slope is small and the loss hardly falls.")              \
    X(SADDLE, "saddle near", "The slope vanishes where one direction still goes down.") \
    X(BASIN, "left the basin", "Downhill from here ends in another minimum.")           \
    X(STALL, "stalls", "Its steps shrink faster than the slope does.")                  \
    X(BIAS, "bias correction", "Uncorrected, this step would differ most in length.")   \
    X(DIVERGED, "diverged", "Its numbers are no longer finite.")

enum rv_event_kind {
#define X(id, ...) RV_EVENT_##id,
    RV_EVENT_LIST(X)
#undef X
        RV_EVENT_KINDS
};

struct rv_event {
    int64_t step;
    enum rv_event_kind kind;
};

/** The first of each kind are kept, so that memory is bounded however long the run. */
enum { RV_EVENTS_PER_KIND = 8, RV_EVENTS_MAX = 64 };
/** Steps watched closely; beyond them only divergence is: a far seek pays no more. */
enum { RV_EVENT_STEPS = 1 << 17 };

/** A word or three for the screen: "left the basin". */
RV_API const char *rv_event_caption(enum rv_event_kind kind);
/** What it means, in a sentence. */
RV_API const char *rv_event_meaning(enum rv_event_kind kind);

struct rv_watch;

/**
 * Watch racer @racer of @document on @objective (referenced). A timeline has its own: see
 * rv_timeline_events(). With more than two parameters only BIAS and DIVERGED are found.
 * @return RV_OK, RV_E_RANGE (no such racer), RV_E_MEMORY.
 */
RV_API enum rv_status rv_watch_create(struct rv_watch **out,
                                      struct rv_objective *objective,
                                      const struct rv_document *document, size_t racer,
                                      struct rv_error *error);
RV_API void rv_watch_destroy(struct rv_watch *watch);
/**
 * Watch @n more rows, of the steps @first .. @first + n - 1. Rows watched before are
 * skipped; none may be left out. Only the last of a run's rows may not be finite.
 */
RV_API void rv_watch_feed(struct rv_watch *watch, int64_t first,
                          const struct rv_row *rows, size_t n);
/** The events so far, by step; borrowed, valid until the next rv_watch_feed(). */
RV_API const struct rv_event *rv_watch_events(const struct rv_watch *watch, size_t *n);

#endif
