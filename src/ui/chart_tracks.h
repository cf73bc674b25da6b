/**
 * @file chart_tracks.h
 * The curves of a chart: whose they are, how far they go, and their values, against steps
 * or evaluations.
 */
#ifndef UI_CHART_TRACKS_H
#define UI_CHART_TRACKS_H

#include "quantity.h"

enum { CHART_TRACKS_MAX = RV_RACERS_MAX + GHOSTS_MAX, CHART_BEFORE_SLOTS = 256 };

/** Rows one step before those that a long run keeps for drawing. Each is replayed from a
 * checkpoint, so those asked for are kept from frame to frame and for all charts. The
 * owner begins with zero bytes. */
struct chart_before {
    struct chart_before_row {
        const struct rv_timeline *timeline; /**< NULL: none */
        uint64_t version;
        int64_t step;
        struct rv_row row;
    } slot[CHART_TRACKS_MAX][CHART_BEFORE_SLOTS];
};

struct chart_track {
    size_t racer;
    const struct ghost *ghost; /**< NULL: the racer itself */
    struct rv_timeline *timeline;
    uint64_t version;          /**< changes with what the timeline holds */
    const struct rv_row *rows; /**< kept ones, @stride steps apart */
    size_t n;
    int64_t stride;
    bool ended;    /**< before the playhead, or there */
    int64_t until; /**< the last step shown; of an ended run its last finite value */
};

struct chart_tracks {
    const struct model *model;
    enum quantity quantity;
    struct chart_before *before;
    size_t n;
    struct chart_track track[CHART_TRACKS_MAX]; /**< racers in scene order, then ghosts */
};

/** Those that the model shows. @before is borrowed as long as @tracks is used. */
void chart_tracks_open(struct chart_tracks *tracks, const struct model *model,
                       enum quantity quantity, struct chart_before *before);
/** What the run of @track had paid by @step, in evaluations of any kind. */
double chart_track_cost(const struct chart_track *track, int64_t step);
/** The value at @step, NaN where there is none: between two kept rows that of the earlier
 * one. */
double chart_track_value(const struct chart_tracks *tracks,
                         const struct chart_track *track, int64_t step);
/** A chart_value_fn whose ctx is the tracks: at a step, or what so many evaluations have
 * paid for. */
double chart_tracks_value(void *ctx, size_t series, int64_t at);

#endif
