/*
 * A long run keeps every second row for drawing, or every fourth ... What a step did
 * needs the row before it as well, which is then replayed from a checkpoint: for the
 * columns of dots that are drawn, not for all rows.
 */
#include "chart_tracks.h"

#include <math.h>

#include "branch.h"

/* A track grows to so many rows before every other one goes; so a slot is of as many. */
enum { ROWS_MOST = 8192, ROWS_TO_SLOT = ROWS_MOST / CHART_BEFORE_SLOTS };
/* Losses overflow before their gradients do: how far back the last finite value lies. */
enum { OVERFLOWS_WITHIN = 4 };

double
chart_track_cost(const struct chart_track *track, int64_t step)
{
    struct rv_spent spent = rv_run_spent(rv_timeline_at(track->timeline, step));
    return spent.values + spent.gradients + spent.hessians;
}

/* The last step that @cost evaluations pay for. */
static int64_t
step_for(const struct chart_track *track, double cost)
{
    int64_t low = 0, high = track->until;
    while (low < high) {
        int64_t middle = low + (high - low + 1) / 2;
        if (chart_track_cost(track, middle) <= cost)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static size_t
place_of(const struct chart_tracks *tracks, const struct chart_track *track)
{
    if (!track->ghost)
        return track->racer;
    size_t first = 0;
    while (!tracks->track[first].ghost)
        first++;
    return RV_RACERS_MAX + (size_t)(track - tracks->track) - first;
}

/* The row at @step - 1. */
static const struct rv_row *
row_before(const struct chart_tracks *tracks, const struct chart_track *track,
           int64_t step)
{
    if (track->stride == 1)
        return &track->rows[step - 1];
    size_t slot = (size_t)(step / track->stride / ROWS_TO_SLOT) % CHART_BEFORE_SLOTS;
    struct chart_before_row *kept = &tracks->before->slot[place_of(tracks, track)][slot];
    if (kept->timeline != track->timeline || kept->version != track->version ||
        kept->step != step - 1) {
        kept->timeline = track->timeline;
        kept->version = track->version;
        kept->step = step - 1;
        rv_timeline_row(track->timeline, step - 1, &kept->row);
    }
    return &kept->row;
}

double
chart_track_value(const struct chart_tracks *tracks, const struct chart_track *track,
                  int64_t step)
{
    struct rv_row last;
    const struct rv_row *row = &last;
    if (step < 0 || (track->ghost && step < track->ghost->from))
        return NAN;
    if (track->ended && step == track->until) {
        rv_timeline_row(track->timeline, step, &last);
    } else {
        step -= step % track->stride;
        if (step / track->stride >= (int64_t)track->n)
            return NAN;
        row = &track->rows[step / track->stride];
    }
    bool of_step = quantity_is_of_step(tracks->quantity) && step > 0;
    return quantity_of(tracks->quantity, tracks->model, row,
                       of_step ? row_before(tracks, track, step) : NULL);
}

double
chart_tracks_value(void *ctx, size_t series, int64_t at)
{
    const struct chart_tracks *tracks = ctx;
    const struct chart_track *track = &tracks->track[series];
    bool costs = tracks->model->chart_costs && at > 0;
    return chart_track_value(tracks, track, costs ? step_for(track, (double)at) : at);
}

/* How far the curve goes: a run that has ended has no values beyond, and where it
 * diverged the last ones are not finite. */
static void
find_end(const struct chart_tracks *tracks, struct chart_track *track)
{
    int64_t end;
    track->until = track->ghost ? track->ghost->upto : tracks->model->playhead;
    if (rv_timeline_ended(track->timeline, &end) == RV_STOP_NONE || end > track->until)
        return;
    track->ended = true;
    for (track->until = end; track->until > 0 && end - track->until < OVERFLOWS_WITHIN;
         track->until--)
        if (isfinite(chart_track_value(tracks, track, track->until)))
            return;
}

static void
open_track(struct chart_tracks *tracks, size_t racer, const struct ghost *ghost)
{
    const struct model *m = tracks->model;
    struct chart_track *track = &tracks->track[tracks->n++];
    *track = (struct chart_track){
        .racer = racer,
        .ghost = ghost,
        .timeline = ghost ? ghost->timeline : m->timeline[racer],
        .version = ghost ? m->ghosts_version : m->version[racer],
    };
    track->rows = rv_timeline_track(track->timeline, &track->n, &track->stride);
    find_end(tracks, track);
}

void
chart_tracks_open(struct chart_tracks *tracks, const struct model *m,
                  enum quantity quantity, struct chart_before *before)
{
    const struct ghost *shown[GHOSTS_MAX];
    size_t n = model_document(m)->n_racers;
    tracks->model = m;
    tracks->quantity = quantity;
    tracks->before = before;
    tracks->n = 0;
    for (size_t i = 0; i < n; i++)
        if (!m->chart_one || i == m->racer)
            open_track(tracks, i, NULL);
    n = branch_ghosts(m, shown);
    for (size_t k = 0; k < n; k++)
        open_track(tracks, shown[k]->racer, shown[k]);
}
