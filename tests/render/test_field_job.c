/* The job that makes a field: coarse first, as long as a key may wait, whole at once
 * where that is nothing. */
#include "fields.h"

#include <string.h>
#include <time.h>

static double
slow(double x, double y)
{
    volatile double sum = 0;
    for (int i = 0; i < 4000; i++)
        sum = sum + x * y;
    return sum;
}

static void
the_first_pass_is_coarse(void **state)
{
    (void)state;
    struct field f;
    struct asked asked = {.f = slow};
    assert_true(field_init(&f, view_fit(-2, 2, -2, 2, pane, 2)));
    assert_false(field_ready(&f));
    assert_false(field_work(&f, values, &asked, NAN, 1)); /* the deadline has passed */
    assert_int_equal(asked.rows, 0);
    int calls = 0;
    while (!field_ready(&f)) { /* one row a call: a deadline is kept within a row */
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        size_t before = asked.rows;
        field_work(&f, values, &asked, NAN,
                   (int64_t)now.tv_sec * 1000000000 + now.tv_nsec + 2000);
        assert_in_range(asked.rows - before, 0, 1);
        calls++;
    }
    assert_true(calls >= H / 8);
    assert_int_equal(asked.points, W / 8 * H / 8);
    assert_false(f.done);
    for (int py = 0; py < H; py++) /* and every dot has a value already */
        assert_close(f.value[py * W], f.value[py / 8 * 8 * W], 0);
    assert_true(field_work(&f, values, &asked, NAN, INT64_MAX));
    field_finish(&f);
}

static double
very_slow(double x, double y)
{
    double sum = 0;
    for (int i = 0; i < 50; i++)
        sum += slow(x, y);
    return sum;
}

static int64_t
clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Where a point takes a hundred times as long, the first picture is of larger blocks, and
 * a row is not computed in one go. */
static void
a_slow_field_begins_coarser(void **state)
{
    (void)state;
    struct field f;
    struct asked asked = {.f = very_slow};
    size_t most = 0;
    assert_true(field_init(&f, view_fit(-2, 2, -2, 2, pane, 2)));
    while (!field_ready(&f)) {
        size_t before = asked.points;
        field_work(&f, values, &asked, NAN, clock_ns() + 2000);
        most = asked.points - before > most ? asked.points - before : most;
    }
    assert_true(asked.points < W / 8 * H / 8);
    assert_in_range(most, 1, W / 8 - 1);
    unsigned shown = f.shown;
    for (int i = 0; i < 1000 && f.shown == shown; i++) /* and it gets finer */
        field_work(&f, values, &asked, NAN, clock_ns() + 2000000);
    assert_int_equal(f.shown, shown + 1);
    field_finish(&f);
}

/* What a call takes, in ms of the processor: for itself and for each point. */
struct cost {
    double call, point;
    size_t points, most; /* asked for so far, and at once */
};

static double
busy_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static void
costly_values(void *ctx, const double *x, double y, size_t n, double *out)
{
    struct cost *cost = ctx;
    double end = busy_ms() + cost->call + cost->point * (double)n;
    cost->points += n;
    cost->most = n > cost->most ? n : cost->most;
    for (size_t i = 0; i < n; i++)
        out[i] = plane(x[i], y);
    while (busy_ms() < end)
        continue;
}

/* No call takes longer than a key should wait, where a single point does not; what costs
 * the same for one and for many is asked for a row at a time. */
static void
calls_are_as_long_as_a_key_may_wait(void **state)
{
    (void)state;
    static const struct cost costs[] = {{.point = 1.5}, {.call = 1.5}};
    for (size_t i = 0; i < 2; i++) {
        struct field f;
        struct cost cost = costs[i];
        assert_true(field_init(&f, view_fit(-2, 2, -2, 2, pane, 2)));
        while (f.shown < 3 && cost.points < 400)
            field_work(&f, costly_values, &cost, NAN, clock_ns() + 2000);
        assert_in_range(cost.most, i ? W / 8 : 2, i ? W : 5);
        field_finish(&f);
    }
}

/* Between pictures, while the next is settled in stages, what is drawn does not change.
 */
static void
pictures_change_at_once(void **state)
{
    (void)state;
    struct field f;
    struct asked asked = {.f = slow};
    static uint8_t line[COLS * ROWS];
    static float tone[2 * COLS * ROWS];
    unsigned shown = 0;
    int checked = 0;
    assert_true(field_init(&f, view_fit(-2, 2, -2, 2, pane, 2)));
    while (!f.done) {
        struct scale scale = f.scale;
        memcpy(line, f.line, sizeof line);
        memcpy(tone, f.tone, sizeof tone);
        field_work(&f, values, &asked, NAN, clock_ns() + 2000);
        if (f.shown == shown) {
            assert_memory_equal(line, f.line, sizeof line);
            assert_memory_equal(tone, f.tone, sizeof tone);
            assert_memory_equal(&scale, &f.scale, sizeof scale);
            checked += f.job.stage > SETTLE_SCALE;
        }
        shown = f.shown;
    }
    assert_true(shown >= 2 && checked >= 2);
    field_finish(&f);
}

static void
a_quick_field_has_one_pass(void **state)
{
    (void)state;
    struct field f;
    struct asked asked = {.f = plane};
    assert_true(field_init(&f, view_fit(-2, 2, -2, 2, pane, 2)));
    assert_true(field_work(&f, values, &asked, NAN, INT64_MAX));
    assert_int_equal(f.shown, 1);
    assert_in_range(asked.points, W * H, W * H + W / 8 * H / 8 - 1);
    field_restart(&f, view_fit(-1, 1, -1, 1, pane, 2));
    assert_false(field_ready(&f));
    assert_true(field_work(&f, values, &asked, NAN, INT64_MAX));
    assert_close(f.value[0],
                 plane(f.view.x0 + 0.5 / W * (f.view.x1 - f.view.x0),
                       f.view.y1 - 0.5 / H * (f.view.y1 - f.view.y0)),
                 1e-12);
    field_finish(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_pass_is_coarse),
        cmocka_unit_test(a_slow_field_begins_coarser),
        cmocka_unit_test(calls_are_as_long_as_a_key_may_wait),
        cmocka_unit_test(pictures_change_at_once),
        cmocka_unit_test(a_quick_field_has_one_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
