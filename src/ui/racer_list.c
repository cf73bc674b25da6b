#include "racer_list.h"

#include "branch.h"

struct racer_list
racer_list_fit(const struct model *model, const struct layout *layout)
{
    const struct rect *pane = &layout->racers;
    size_t all = model_document(model)->n_racers, chosen = model->racer;
    size_t lines = (size_t)pane->rows - 1;
    struct racer_list list = {.n = all, .row = pane->row + 1};
    list.ghost = branch_ghost_of(model, chosen) != NULL;
    if (all + list.ghost > lines) { /* below a small list there is no blank row */
        lines -= layout->rows < LAYOUT_GOOD_ROWS;
        list.n = lines - list.ghost;
    }
    list.first = chosen >= list.n ? chosen - list.n + 1 : 0;
    list.above = list.first;
    list.below = all - list.first - list.n;
    list.more_row = list.row + (int)lines;
    return list;
}

int
racer_list_row(const struct model *model, const struct racer_list *list, size_t i)
{
    return list->row + (int)(i - list->first) + (list->ghost && i > model->racer);
}
