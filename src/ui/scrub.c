#include "scrub.h"

#include <math.h>
#include <stdio.h>

struct scrub_track
scrub_track(const struct model *model, const struct layout *layout)
{
    struct scrub_track track = {.col = 3, .last = model_document(model)->steps};
    if (model->furthest > track.last)
        track.last = model->furthest;
    if (track.last < 1)
        track.last = 1;
    int digits = snprintf(NULL, 0, "%lld", (long long)track.last);
    track.cols = layout->cols - track.col - digits - 2;
    return track;
}

int
scrub_column(const struct scrub_track *track, int64_t step)
{
    double part = (double)step / (double)track->last;
    return track->col + (int)lround(fmin(part, 1) * (track->cols - 1));
}

int64_t
scrub_step(const struct scrub_track *track, int col)
{
    double part = (double)(col - track->col) / (track->cols - 1);
    return (int64_t)llround(fmax(0, fmin(part, 1)) * (double)track->last);
}
