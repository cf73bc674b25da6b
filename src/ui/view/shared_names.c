#include "shared_names.h"

#include <stdio.h>
#include <string.h>

enum { PICTURES_TO_JOIN = 15 };

static bool
share_cell(const struct head *a, const struct head *b)
{
    return a->shown && b->shown && a->outside == b->outside && a->col == b->col &&
           a->row == b->row;
}

/* Have they been together for long enough? On pause that is at once. */
static bool
stay_together(const struct draw *draw, size_t i, size_t lead)
{
    struct name_place *place = &draw->picture->name[i];
    bool before = place->lead == lead + 1;
    place->lead = lead + 1;
    place->together = !draw->model->playing ? PICTURES_TO_JOIN
                      : before              ? place->together + 1
                                            : 1;
    return place->together >= PICTURES_TO_JOIN;
}

void
shared_names_find(const struct draw *draw, const struct head *heads, size_t n,
                  size_t lead[])
{
    size_t chosen = draw->model->racer;
    for (size_t k = 0; k < n; k++) {
        size_t i = (chosen + k) % n, j = 0;
        lead[i] = i;
        while (j < k && !share_cell(&heads[(chosen + j) % n], &heads[i]))
            j++;
        size_t first = (chosen + j) % n;
        if (j == k)
            draw->picture->name[i].lead = 0;
        else if (stay_together(draw, i, first))
            lead[i] = first;
    }
}

/* The next racer of the lead's group at or behind place @k in the order of names; @n:
 * none. */
static size_t
next_of(const struct draw *draw, const size_t lead[], size_t n, size_t i, size_t k)
{
    while (k < n && lead[(draw->model->racer + k) % n] != i)
        k++;
    return k;
}

/* How many names of the group have room, and the columns they take. */
static size_t
count_named(const struct draw *draw, const size_t lead[], size_t n, size_t i,
            size_t *more)
{
    const struct model *m = draw->model;
    int room = draw->picture->pane.cols / 2, width = 0;
    size_t named = 0;
    *more = 0;
    for (size_t k = next_of(draw, lead, n, i, 0); k < n;
         k = next_of(draw, lead, n, i, k + 1)) {
        width += width_of(draw, m->label[(m->racer + k) % n]) + 2;
        if (named == 0 || (*more == 0 && width <= room))
            named++;
        else
            ++*more;
    }
    return named;
}

char *
shared_names_text(const struct draw *draw, const size_t lead[], size_t n, size_t i,
                  char text[SHARED_NAME_MAX])
{
    size_t more, named = count_named(draw, lead, n, i, &more), length = 0, k = 0;
    *text = '\0';
    for (size_t left = named; left > 0; left--, k++) {
        k = next_of(draw, lead, n, i, k);
        const char *label = draw->model->label[(draw->model->racer + k) % n];
        int wrote = snprintf(text + length, SHARED_NAME_MAX - length, "%s%s",
                             length ? ", " : "", label);
        length += (size_t)wrote;
        if (length >= SHARED_NAME_MAX)
            return text;
    }
    if (more > 0)
        snprintf(text + length, SHARED_NAME_MAX - length, " +%zu", more);
    return text;
}

void
shared_names_put(const struct draw *draw, const size_t lead[], size_t n, size_t i,
                 int col, int row)
{
    size_t more, k = 0;
    for (size_t left = count_named(draw, lead, n, i, &more); left > 0; left--, k++) {
        k = next_of(draw, lead, n, i, k);
        size_t racer = (draw->model->racer + k) % n;
        const char *label = draw->model->label[racer];
        int width = width_of(draw, label);
        put(draw, col, row, width, label, racer_style(draw, racer));
        col += width + 2;
    }
}
