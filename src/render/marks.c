#include "marks.h"

#include <math.h>

/* How much farther off saddles and maxima stay. */
static const double lesser = 1.5;
/* Values that were searched for differ in their last digits. */
static const double alike = 1e-9;

static bool
is_equal(const struct mark_place *a, const struct mark_place *b)
{
    return a->rank == b->rank &&
           fabs(a->value - b->value) <= alike * (1 + fabs(a->value));
}

static bool
goes_before(const struct mark_place *a, const struct mark_place *b)
{
    return a->rank != b->rank ? a->rank < b->rank
                              : a->value < b->value && !is_equal(a, b);
}

/* The first of those that choose after @last; NULL: there is none. */
static const struct mark_place *
next_group(const struct mark_place *mark, size_t n, const struct mark_place *last)
{
    const struct mark_place *next = NULL;
    for (size_t i = 0; i < n; i++)
        if ((!last || goes_before(last, &mark[i])) &&
            (!next || goes_before(&mark[i], next)))
            next = &mark[i];
    return next;
}

static bool
has_room(const struct mark_place *mark, size_t n, const struct mark_place *own,
         double across, double up)
{
    double apart = own->rank > 1 ? lesser : 1;
    for (size_t i = 0; i < n; i++)
        if (mark[i].shown && fabs(mark[i].x - own->x) < apart * across &&
            fabs(mark[i].y - own->y) < apart * up)
            return false;
    return true;
}

void
marks_choose(struct mark_place *mark, size_t n, double across, double up)
{
    for (size_t i = 0; i < n; i++)
        mark[i].shown = false;
    for (const struct mark_place *own = NULL; (own = next_group(mark, n, own));) {
        bool room = true;
        for (size_t i = 0; i < n && own->rank > 0; i++)
            if (is_equal(own, &mark[i]) && mark[i].inside)
                room = room && has_room(mark, n, &mark[i], across, up);
        for (size_t i = 0; i < n; i++)
            if (is_equal(own, &mark[i]))
                mark[i].shown = room && mark[i].inside;
    }
}
