/**
 * @file names.h
 * Names beside heads, and captions of events beside names.
 */
#ifndef UI_VIEW_NAMES_H
#define UI_VIEW_NAMES_H

#include "render/number.h"
#include "view.h"

enum { HEAD_NOTE_MAX = NUMBER_TEXT_MAX * 2 + 16 };

/** Where a racer stands on the screen. */
struct head {
    int col, row;
    bool shown, hidden; /**< hidden: behind the block */
    bool outside;       /**< of the window: an arrow on the pane's edge */
    uint32_t arrow;
    char note[HEAD_NOTE_MAX]; /**< outside: loss and distance */
};

/** Names and captions of all @n racers, whose heads are drawn already. */
void put_names(const struct draw *draw, const struct head *heads, size_t n);

#endif
