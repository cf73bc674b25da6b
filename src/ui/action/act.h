/**
 * @file act.h
 * The functions behind the rows of ui/action.h, one file here for each group.
 */
#ifndef UI_ACTION_ACT_H
#define UI_ACTION_ACT_H

#include "ui/action.h"

#define X(id, function, ...) void act_##function(const struct acting *a);
ACTION_LIST(X)
#undef X

/** Begin to type. */
void open_prompt(struct model *model, enum prompt_kind kind);

#endif
