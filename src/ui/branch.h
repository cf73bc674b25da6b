/**
 * @file branch.h
 * Branches and ghosts: a change keeps the document it replaced; what that would have done
 * stays on the screen as a ghost, and `b` goes back to it.
 */
#ifndef UI_BRANCH_H
#define UI_BRANCH_H

#include "model.h"

/** What parts a racer from its ghost. */
struct branch_change {
    rv_key key;
    double before, after;
    int64_t step; /**< 0: from the start */
};
/** What parts racer @i from its newest ghost. @return false where there is none, where
 * the playhead is before it, or where that is no setting. */
bool branch_change(const struct model *model, size_t i, struct branch_change *change);

/** Forget all branches: another scene. */
void branch_reset(struct model *model);
/**
 * Keep @document, left at @furthest, as a branch. A knob that is turned on and on (the
 * same racer, setting and step as the last time, @same) keeps only where it began.
 */
void branch_keep(struct model *model, const struct rv_document *document,
                 int64_t furthest, bool same);
/** Make the oldest branch the present document; the present one becomes a branch. */
void branch_next(struct model *model);
/** Look up the ghosts of all branches beside the present document. */
void branch_refresh(struct model *model);
/** Ghosts to be shown: four of the chosen racer, the newest of each other.
 * @return how many pointers were written to @shown (GHOSTS_MAX of them at most). */
size_t branch_ghosts(const struct model *model, const struct ghost *shown[GHOSTS_MAX]);
/** The newest ghost of racer @i, NULL where there is none. */
const struct ghost *branch_ghost_of(const struct model *model, size_t i);

/** Is what is seen at the playhead still what the scene's file says, and its notes speak
 * of? */
bool branch_is_told(const struct model *model);

#endif
