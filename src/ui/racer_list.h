/**
 * @file racer_list.h
 * Which racers the list shows where it has not room for all of them, for those who draw
 * it and for the mouse.
 */
#ifndef UI_RACER_LIST_H
#define UI_RACER_LIST_H

#include "layout.h"
#include "model.h"

struct racer_list {
    size_t first, n;     /**< shown; the chosen racer is one of them */
    size_t above, below; /**< so many more */
    bool ghost;          /**< a line for it, under the chosen racer */
    int row;             /**< of the first line */
    int more_row;        /**< says how many there are below */
};
struct racer_list racer_list_fit(const struct model *model, const struct layout *layout);
/** The row of racer @i, who is shown. */
int racer_list_row(const struct model *model, const struct racer_list *list, size_t i);

#endif
