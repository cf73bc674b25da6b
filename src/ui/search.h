/**
 * @file search.h
 * Going to what happens rather than to a step: the chosen racer's first loss below a
 * value, or its divergence, looked for in slices by a run of its own, as far as it takes;
 * or its next event, which its timeline finds.
 */
#ifndef UI_SEARCH_H
#define UI_SEARCH_H

#include "model.h"

/** Begin what @text asks for: "120", "loss 1e-3", "diverged". A message says what is
 * wrong. */
void search_begin(struct model *model, const char *text);
/** Begin to look for the chosen racer's next event, which is not known yet. */
void search_event(struct model *model);
/** Is one under way? */
bool search_busy(const struct model *model);
/** Go on until @deadline_ns; when found the playhead goes there. */
void search_work(struct model *model, int64_t deadline_ns);
/** Give it up. */
void search_cancel(struct model *model);

#endif
