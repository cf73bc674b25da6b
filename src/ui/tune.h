/**
 * @file tune.h
 * Turning a setting of the chosen racer: from the playhead on, or from the start.
 */
#ifndef UI_TUNE_H
#define UI_TUNE_H

#include "model.h"

/** Turn the chosen setting by one notch. */
void tune_turn(struct model *model, int direction, bool coarse);
/** Give the chosen setting the value of @text; a message says what is wrong with it. */
bool tune_type(struct model *model, const char *text);
/** The value of the chosen setting at the playhead, as typed. */
void tune_text(const struct model *model, char *buffer, size_t size);
/** Does turning it now act from the start, whatever the mode? */
bool tune_from_start(const struct model *model, const struct rv_param *param);
/** Move the start: of every racer, or of the chosen one. @replace: a drag goes on. */
void tune_start(struct model *model, struct rv_vec2 start, bool one, bool replace);
/** The document as its scene's file says. */
void tune_reset(struct model *model);

#endif
