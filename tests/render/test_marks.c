/* Which critical points are marked where not all have room. */
#include "../close.h"

#include "render/marks.h"

enum { SIDE = 9, N = SIDE * SIDE };

/* An egg box: minima on whole places, saddles between them, @apart to a unit. */
static size_t
egg_box(struct mark_place mark[N], double apart)
{
    for (int i = 0; i < N; i++) {
        double x = (i % SIDE - SIDE / 2) / 2.0, y = (i / SIDE - SIDE / 2) / 2.0;
        bool minimum = x == round(x) && y == round(y);
        bool best = x == 0 && y == 0;
        mark[i] = (struct mark_place){.x = apart * x,
                                      .y = apart * y,
                                      .rank = best      ? 0
                                              : minimum ? 1
                                                        : 2,
                                      .value = x * x + y * y,
                                      .inside = true};
    }
    return N;
}

static bool
is_shown(const struct mark_place *mark, double x, double y)
{
    return mark[(int)(2 * y + SIDE / 2) * SIDE + (int)(2 * x + SIDE / 2)].shown;
}

static void
the_best_minima_come_first(void **state)
{
    (void)state;
    struct mark_place mark[N];
    marks_choose(mark, egg_box(mark, 10), 9, 9);
    for (int x = -2; x <= 2; x++)
        for (int y = -2; y <= 2; y++)
            assert_true(is_shown(mark, x, y));
    assert_false(is_shown(mark, 0.5, 0));
}

/* Whatever their order in the list. */
static void
a_worse_minimum_yields(void **state)
{
    (void)state;
    struct mark_place mark[] = {
        {15, 0, 1, 2, true, false},
        {0,  0, 0, 0, true, false},
        {10, 0, 1, 1, true, false}
    };
    marks_choose(mark, 3, 8, 8);
    assert_true(mark[1].shown && mark[2].shown);
    assert_false(mark[0].shown);
}

/* Whichever distance, what symmetry makes is marked all or none. */
static void
equals_are_marked_alike(void **state)
{
    (void)state;
    struct mark_place mark[N];
    for (double apart = 1; apart < 40; apart += 0.7) {
        marks_choose(mark, egg_box(mark, apart), 6, 3);
        assert_true(is_shown(mark, 0, 0));
        for (int i = 0; i < N; i++)
            for (int k = 0; k < i; k++)
                if (mark[i].rank == mark[k].rank && mark[i].value == mark[k].value)
                    assert_int_equal(mark[i].shown, mark[k].shown);
    }
}

static void
all_are_marked_where_there_is_room(void **state)
{
    (void)state;
    struct mark_place mark[N];
    marks_choose(mark, egg_box(mark, 100), 6, 3);
    for (int i = 0; i < N; i++)
        assert_true(mark[i].shown);
    size_t n = egg_box(mark, 100);
    mark[0].inside = false;
    marks_choose(mark, n, 6, 3);
    assert_false(mark[0].shown);
    assert_true(mark[N - 1].shown); /* its equal */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_minima_come_first),
        cmocka_unit_test(a_worse_minimum_yields),
        cmocka_unit_test(equals_are_marked_alike),
        cmocka_unit_test(all_are_marked_where_there_is_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
