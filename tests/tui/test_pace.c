/* Pictures and answers, with a clock of the test's own. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "tui/pace.h"

static const int64_t ms = 1000000;

static void
test_nobody_is_asked_who_has_not_answered(void **state)
{
    (void)state;
    struct pace pace = {0};
    for (int i = 0; i < 100; i++)
        assert_false(pace_send(&pace, 50000, i * ms));
    assert_false(pace_holds(&pace, 1000 * ms));
}

static void
test_a_late_answer_holds_pictures_back(void **state)
{
    (void)state;
    struct pace pace = {0};
    pace_answer(&pace, 0);
    assert_false(pace_send(&pace, 100, 0)); /* too little to ask for */
    assert_true(pace_send(&pace, 50000, 0));
    assert_false(pace_holds(&pace, 20 * ms));       /* a busy terminal */
    assert_false(pace_send(&pace, 50000, 20 * ms)); /* one question at a time */
    assert_true(pace_holds(&pace, 100 * ms));
    assert_true(pace_holds(&pace, 2900 * ms));
    pace_answer(&pace, 2950 * ms);
    assert_false(pace_holds(&pace, 2950 * ms));
}

/* A far terminal is not a slow one: the way there and back is not lateness. */
static void
test_distance_is_no_lateness(void **state)
{
    (void)state;
    struct pace pace = {0};
    pace_ask(&pace, 0);
    pace_answer(&pace, 300 * ms);
    assert_true(pace_send(&pace, 5000, 1000 * ms));
    assert_false(pace_holds(&pace, 1300 * ms));
    assert_true(pace_holds(&pace, 1400 * ms));
}

/* The answer got lost: another picture asks again, and waits again. */
static void
test_no_answer_is_waited_for_for_ever(void **state)
{
    (void)state;
    struct pace pace = {0};
    pace_answer(&pace, 0);
    assert_true(pace_send(&pace, 5000, 0));
    int64_t end = pace_deadline(&pace);
    assert_true(end <= 10000 * ms);
    assert_true(pace_holds(&pace, end - 1));
    assert_false(pace_holds(&pace, end));
    assert_true(pace_send(&pace, 5000, end));
    assert_true(pace_holds(&pace, end + 1000 * ms));
    pace_answer(&pace, end + 2000 * ms);
    assert_false(pace_holds(&pace, end + 2000 * ms));
}

/* Both answers come after all: the older says nothing of how far away the terminal is, or
 * the next ones would all seem late. */
static void
test_an_answer_given_up_does_not_count(void **state)
{
    (void)state;
    struct pace pace = {0};
    pace_ask(&pace, 0);
    pace_answer(&pace, 300 * ms);
    assert_true(pace_send(&pace, 5000, 1000 * ms));
    int64_t end = pace_deadline(&pace);
    assert_true(pace_send(&pace, 5000, end));
    pace_answer(&pace, end + 5 * ms);
    assert_true(pace_holds(&pace, end + 500 * ms)); /* the other is still to come */
    pace_answer(&pace, end + 600 * ms);
    assert_true(pace_send(&pace, 5000, end + 1000 * ms));
    pace_answer(&pace, end + 1300 * ms);
    assert_true(pace_send(&pace, 5000, end + 2000 * ms));
    assert_false(pace_holds(&pace, end + 2300 * ms));
}

/* Over a line of 10 KB a second a picture of 2 KB at most every 33 ms, after a first one
 * that takes six seconds: then what lies between here and the eye stays at half a
 * second's worth. */
static void
test_no_backlog_over_a_slow_line(void **state)
{
    (void)state;
    enum { FIRST = 60000, PICTURE = 2000, A_MS = 10 };
    struct pace pace = {0};
    size_t queued = 0, most = 0, question = 0;
    int pictures = 0;
    pace_ask(&pace, -10 * ms);
    pace_answer(&pace, 0);
    for (int64_t now = 0; now < 20000; now++) {
        size_t read = queued < A_MS ? queued : A_MS;
        queued -= read;
        if (question > 0 && question <= read)
            pace_answer(&pace, now * ms);
        question -= question < read ? question : read;
        if (now % 33 == 0 && !pace_holds(&pace, now * ms)) {
            size_t bytes = now == 0 ? FIRST : PICTURE;
            bool asks = pace_send(&pace, bytes, now * ms);
            queued += bytes;
            pictures++;
            if (asks)
                question = queued;
        }
        most = now > 7000 && queued > most ? queued : most;
    }
    assert_true(most <= 6000);
    assert_true(pictures > 55); /* and the line is not idle: it carries 70 */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nobody_is_asked_who_has_not_answered),
        cmocka_unit_test(test_a_late_answer_holds_pictures_back),
        cmocka_unit_test(test_distance_is_no_lateness),
        cmocka_unit_test(test_no_answer_is_waited_for_for_ever),
        cmocka_unit_test(test_an_answer_given_up_does_not_count),
        cmocka_unit_test(test_no_backlog_over_a_slow_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
