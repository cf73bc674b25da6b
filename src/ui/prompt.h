/**
 * @file prompt.h
 * Text fields take their own keys.
 */
#ifndef UI_PROMPT_H
#define UI_PROMPT_H

#include "event.h"
#include "model.h"

/** A key while text is being typed. */
void prompt_key(struct model *model, uint32_t key);

/** Begin typing a formula with @begin. */
void prompt_formula(struct model *model, const char *begin);

#endif
