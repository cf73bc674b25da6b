/* Words on the screen are true: notes, hints, names, messages. */
#include "bench.h"

static void
open_scene(struct bench *b, const char *name, int cols, int rows)
{
    struct app_options options = options_for(name);
    bench_open_with(b, &options, cols, rows);
}

/* A note speaks of what its scene does: after a change it says that it may not hold. */
static void
test_notes_know_of_changes(void **state)
{
    (void)state;
    static const char *const scenes[] = {"race", "oring"}; /* one over data */
    for (int i = 0; i < 2; i++) {
        struct bench b;
        open_scene(&b, scenes[i], 120, 40);
        type_text(&b, ":20\n");
        press(&b, UI_KEY_ENTER);
        assert_false(shows(&b, "before the changes:"));
        press(&b, '}'); /* from here on: what has been stays true */
        press(&b, UI_KEY_ESCAPE);
        assert_false(shows(&b, "before the changes:"));
        press(&b, '>');
        assert_true(shows(&b, "before the changes:"));
        press(&b, 'u');
        press(&b, UI_KEY_ESCAPE);
        assert_false(shows(&b, "before the changes:"));
        bench_close(&b);
    }
}

/* However many hints there are, the one that leads to all others stays. */
static void
test_help_is_always_hinted(void **state)
{
    (void)state;
    static const char *const keys[] = {">+", ">+v", "w", "wc", "c", "vv", "i", "d", "g"};
    static const int sizes[][2] = {
        {80,  24},
        {120, 40},
        {200, 60}
    };
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            struct bench b;
            open_scene(&b, "oring", sizes[i][0], sizes[i][1]);
            type_text(&b, keys[k]);
            assert_true(shows(&b, "? help"));
            assert_true(shows(&b, "Space play"));
            bench_close(&b);
        }
}

/* What a view has of its own is hinted where it stands. */
static void
test_views_hint_at_their_keys(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    assert_false(shows(&b, "H L orbit"));
    press(&b, 'v');
    assert_true(shows(&b, "H L orbit"));
    press(&b, 'v');
    assert_true(shows(&b, "D line"));
    press(&b, 'c');
    assert_true(shows(&b, "Y log"));
    press(&b, 'c');
    assert_false(shows(&b, "Y log"));
    bench_close(&b);
}

/* A racer that joins is called what it is, and two of them apart. */
static void
test_who_joins_has_a_name(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 200, 60);
    for (int i = 0; i < 2; i++) {
        press(&b, '4'); /* the picker begins at the chosen one's rule */
        press(&b, 'a');
        press(&b, UI_KEY_ENTER);
    }
    assert_true(shows(&b, "AdaGrad 2 "));
    assert_true(shows(&b, "AdaGrad 3 "));
    assert_true(shows(&b, "AdaGrad 3 joins"));
    bench_close(&b);
}

/* What stands beside the map in the panel still does in the split. */
static void
test_data_stay_beside_the_map(void **state)
{
    (void)state;
    struct bench b;
    open_scene(&b, "oring", 120, 40);
    press(&b, 'd');
    press(&b, 'w');
    assert_true(shows(&b, "distress against temperature"));
    press(&b, 'd');
    assert_false(shows(&b, "distress against temperature"));
    press(&b, 'd');
    assert_true(shows(&b, "distress against temperature"));
    bench_close(&b);
}

/* A ghost behind the playhead says whole where it stands. */
static void
test_a_ghosts_step_is_whole(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    type_text(&b, ":35\n");
    press(&b, UI_KEY_ENTER);
    press(&b, '<');
    press(&b, '}');
    type_text(&b, ">>>");
    char *text = screen(&b);
    const char *ghost = strstr(text, "at 35");
    if (!ghost)
        fail_msg("%s", text);
    assert_int_equal(ghost[5], ' ');
    free(text);
    bench_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notes_know_of_changes),
        cmocka_unit_test(test_help_is_always_hinted),
        cmocka_unit_test(test_views_hint_at_their_keys),
        cmocka_unit_test(test_who_joins_has_a_name),
        cmocka_unit_test(test_data_stay_beside_the_map),
        cmocka_unit_test(test_a_ghosts_step_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
