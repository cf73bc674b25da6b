/* Along the run: steps, playing by a clock of the test's own, far seeks. */
#include "bench.h"

static void
test_step_and_back(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    char *start = screen(&b);
    for (int i = 0; i < 7; i++)
        press(&b, UI_KEY_RIGHT);
    assert_true(shows(&b, "step 7 "));
    char *seventh = screen(&b);
    press(&b, '>');
    assert_true(shows(&b, "step 17 "));
    press(&b, '<');
    char *again = screen(&b);
    /* The scrub bar knows that 17 has been computed; all else is as it was. */
    assert_memory_equal(seventh, again, strlen(seventh) / 2);
    press(&b, '0');
    char *first = screen(&b);
    assert_memory_equal(start, first, strlen(start) / 2);
    press(&b, '$');
    assert_true(shows(&b, "step 17 "));
    free(start);
    free(seventh);
    free(again);
    free(first);
    bench_close(&b);
}

static void
test_play_follows_the_clock(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 80, 24);
    press(&b, ' ');
    for (int i = 0; i < 25; i++) {
        assert_true(app_deadline(b.app) > b.now);
        tick(&b);
    }
    /* Ten steps a second, one at each tick. */
    assert_true(shows(&b, "step 25 "));
    assert_int_equal(b.now - 1000000000, 2500000000);
    press(&b, UI_KEY_LEFT);
    assert_int_equal(app_deadline(b.app), -1);
    assert_true(shows(&b, "step 24 "));
    bench_close(&b);
}

static void
test_play_stops_at_steps(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 80, 24);
    type_text(&b, ":");
    type_text(&b, "998");
    press(&b, UI_KEY_ENTER);
    press(&b, ' ');
    for (int i = 0; i < 10 && app_deadline(b.app) >= 0; i++)
        tick(&b);
    assert_true(shows(&b, "step 1000 "));
    assert_int_equal(app_deadline(b.app), -1);
    press(&b, ' ');
    tick(&b);
    assert_true(shows(&b, "step 1001 "));
    bench_close(&b);
}

/* Keys that come before a far seek has ended lead to where they would have led after it.
 */
static void
test_keys_do_not_wait_for_a_seek(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    struct event enter = {.kind = EVENT_KEY, .key = UI_KEY_ENTER};
    struct event right = {.kind = EVENT_KEY, .key = UI_KEY_RIGHT};
    struct event space = {.kind = EVENT_KEY, .key = ' '};
    type_text(&b, ":1000000");
    app_event(b.app, &enter, b.now);
    assert_true(app_busy(b.app));
    app_event(b.app, &right, b.now);
    assert_true(shows(&b, "step 1000001 "));
    press(&b, 'r');
    type_text(&b, ":2000000");
    app_event(b.app, &enter, b.now);
    app_event(b.app, &space, b.now);
    b.now = app_deadline(b.app);
    app_tick(b.app, b.now);
    assert_true(shows(&b, "step 2000000 "));
    tick(&b);
    assert_true(shows(&b, "step 2000001 "));
    bench_close(&b);
}

/* Escape ends it where it is. */
static void
test_a_seek_can_be_stopped(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, 120, 40);
    struct event enter = {.kind = EVENT_KEY, .key = UI_KEY_ENTER};
    type_text(&b, ":9000000");
    app_event(b.app, &enter, b.now);
    app_draw(b.app, &b.canvas);
    char *going = canvas_to_text(&b.canvas);
    assert_non_null(strstr(going, "to step 9000000: "));
    press(&b, UI_KEY_ESCAPE);
    char *text = screen(&b);
    assert_non_null(strstr(text, "stopped at step "));
    assert_null(strstr(text, "step 9000000"));
    free(going);
    free(text);
    bench_close(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_step_and_back),
        cmocka_unit_test(test_play_follows_the_clock),
        cmocka_unit_test(test_play_stops_at_steps),
        cmocka_unit_test(test_keys_do_not_wait_for_a_seek),
        cmocka_unit_test(test_a_seek_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
