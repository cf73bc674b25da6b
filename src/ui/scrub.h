/**
 * @file scrub.h
 * Where steps stand on the scrub bar, for drawing it and for the mouse.
 */
#ifndef UI_SCRUB_H
#define UI_SCRUB_H

#include "layout.h"
#include "model.h"

struct scrub_track {
    int col, cols;
    int64_t last; /**< step at the right end */
};
struct scrub_track scrub_track(const struct model *model, const struct layout *layout);
int scrub_column(const struct scrub_track *track, int64_t step);
int64_t scrub_step(const struct scrub_track *track, int col);

#endif
