/**
 * @file tune.h
 * Changes of the document: a setting turned or typed, the start moved, racers added and
 * removed, another surface. Each is one entry for undo, said in words.
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
/** Move the start: of every racer, or of the chosen one. @replace: a drag goes on. */
void tune_start(struct model *model, struct rv_vec2 start, bool one, bool replace);
/** The document as its scene's file says. */
void tune_reset(struct model *model);
/** Race on surface @i of the registry, with its own window and start. */
void tune_surface(struct model *model, size_t i);
/**
 * Race on the formula @text; a formula's window and start stay when it is changed.
 * @replace: as it is being typed. @return what is wrong with it in @error.
 */
enum rv_status tune_formula(struct model *model, const char *text, bool replace,
                            struct rv_error *error);
/** Add a racer of rule @i of the registry, and choose it. */
void tune_add_racer(struct model *model, size_t i);
/** Remove the chosen racer; the last one stays. */
void tune_remove_racer(struct model *model);

#endif
