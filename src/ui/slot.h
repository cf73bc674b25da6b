/**
 * @file slot.h
 * What the settings panel lists and keys turn: the settings of the chosen racer, or those
 * of the surface, which Tab reaches behind the last racer.
 */
#ifndef UI_SLOT_H
#define UI_SLOT_H

#include "model.h"

size_t slot_count(const struct model *model);
/** The row of slot @i, valid as long as the model's objective. */
const struct rv_param *slot_param(const struct model *model, size_t i);
/** Its value at the playhead. */
double slot_value(const struct model *model, size_t i);
/** Does the chosen form use it? */
bool slot_used(const struct model *model, size_t i);
/** Whom the slots belong to: a label, or the surface's title. */
const char *slot_owner(const struct model *model);
/** Does giving slot @i a value act from the start, whatever the mode? */
bool slot_from_start(const struct model *model, size_t i);
/** Give slot @i of @document @value. */
enum rv_status slot_give(const struct model *model, struct rv_document *document,
                         size_t i, double value, struct rv_error *error);

#endif
