/**
 * @file picker.h
 * Pages over the screen: help, and the pickers of surfaces and rules. They take their own
 * keys.
 */
#ifndef UI_PICKER_H
#define UI_PICKER_H

#include "event.h"
#include "model.h"

/** Open @pane at what is in use now. */
void picker_open(struct model *model, enum pane pane);
/** How many items the open picker has. */
size_t picker_count(const struct model *model);
/** Title of item @i, and a few words on it. */
const char *picker_title(const struct model *model, size_t i);
const char *picker_note(const struct model *model, size_t i);
/** Items side by side at this size: arrows up and down move by as many. */
size_t picker_columns(const struct model *model);
/** A key while a page is open. */
void picker_key(struct model *model, uint32_t key);

/** A surface in little: half cells in nine bands, half by value and half by rank, so that
 * every surface uses them all. */
enum { THUMB_COLS = 20, THUMB_ROWS = 8, THUMB_BANDS = 9 };
struct thumbnail {
    bool made, failed;
    uint8_t band[2 * THUMB_ROWS][THUMB_COLS]; /**< THUMB_BANDS: a hole */
    char minima[64];                          /**< "min (3, 2) and 3 more" */
};
void thumbnail_make(struct thumbnail *thumbnail, size_t surface);

#endif
