/**
 * @file autopsy.h
 * Inside the step at the playhead: the stages of the chosen racer's next step, one of
 * them highlighted, the field zoomed to the step while it is open.
 */
#ifndef UI_AUTOPSY_H
#define UI_AUTOPSY_H

#include "model.h"

void autopsy_open(struct model *model);
/** The field goes back to what it showed before. */
void autopsy_close(struct model *model);
/** Another scene: closed, and nothing to go back to. */
void autopsy_forget(struct model *model);
/** Highlight the stage @by further on, in a circle; opens it first. */
void autopsy_walk(struct model *model, int by);
/** Follow the playhead, the chosen racer and its settings; called before drawing. */
void autopsy_update(struct model *model);

/** An arrow on the field. */
struct autopsy_arrow {
    enum rv_role role;
    char label[24];
    struct rv_vec2 from, to;
    bool
        to_scale; /**< it ends at that point of the surface; else only its direction is */
    bool chosen;  /**< it belongs to the highlighted stage */
};
enum { AUTOPSY_ARROWS_MAX = 8 };
size_t autopsy_arrows(const struct model *model,
                      struct autopsy_arrow arrows[AUTOPSY_ARROWS_MAX]);

/** The colour of a role; @chosen racer's own for points. */
struct style autopsy_style(const struct model *model, enum rv_role role);

#endif
