/* Events on trajectories where the answer is known: closed forms, lessons, and those that
 * must have none. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "forms.h"
#include "racing.h"

enum { CACHE_BYTES = 64 << 20 };

/* The step of the @nth event of @kind, counted from 0; -1: there is none. */
static int64_t
step_of(const struct rv_event *events, size_t n, enum rv_event_kind kind, int nth)
{
    for (size_t i = 0; i < n; i++)
        if (events[i].kind == kind && nth-- == 0)
            return events[i].step;
    return -1;
}

struct seen {
    struct rv_event events[RV_EVENTS_MAX];
    size_t n;
};

/* What is seen of racer 0 within @steps, fed @block rows at a time. */
static struct seen
watch_in_blocks(const struct rv_document *document, size_t steps, size_t block)
{
    struct seen seen = {.n = 0};
    struct rv_watch *watch;
    struct rv_objective *objective = objective_of(document);
    struct rv_row *rows = calloc(steps, sizeof *rows);
    trace(document, 0, steps, rows);
    assert_int_equal(rv_watch_create(&watch, objective, document, 0, NULL), RV_OK);
    rv_objective_unref(objective);
    for (size_t at = 0; at < steps; at += block) {
        /* One row twice: it is skipped. */
        size_t first = at > 0 ? at - 1 : 0;
        size_t end = at + block < steps ? at + block : steps;
        rv_watch_feed(watch, (int64_t)first, rows + first, end - first);
    }
    const struct rv_event *events = rv_watch_events(watch, &seen.n);
    memcpy(seen.events, events, seen.n * sizeof *events);
    rv_watch_destroy(watch);
    free(rows);
    return seen;
}

static struct seen
watch(const struct rv_document *document, size_t steps)
{
    return watch_in_blocks(document, steps, steps);
}

static void
assert_none(const struct seen *seen)
{
    if (seen->n > 0)
        fail_msg("%s at step %d", rv_event_caption(seen->events[0].kind),
                 (int)seen->events[0].step);
}

/* (x^2 + 10 y^2) / 2 from (-4, 1): stable below 0.2, y turns its sign above 0.1. */
static struct rv_document
bowl(const char *rule, double rate)
{
    struct rv_racer racer = racer_of(rule);
    set_key(&racer, "lr", rate);
    struct rv_document document = document_of("quadratic", &racer);
    document.surface.settings.value[2] = 10;
    document.start = (struct rv_vec2){-4, 1};
    return document;
}

static void
test_smooth_descent_has_none(void **state)
{
    (void)state;
    static const double rates[] = {0.02, 0.05, 0.09, 0.0999};
    for (size_t i = 0; i < 4; i++) {
        struct rv_document document = bowl("gd", rates[i]);
        struct seen seen = watch(&document, 3000);
        assert_none(&seen);
    }
}

/* Each step turns y about: the first turn is that of the second step; the return of the
 * same way needs a third. Four of them stand at step 6. */
static void
test_zigzag_of_gradient_descent(void **state)
{
    (void)state;
    static const double rates[] = {0.175, 0.1818, 0.2};
    for (size_t i = 0; i < 3; i++) {
        struct rv_document document = bowl("gd", rates[i]);
        struct seen seen = watch(&document, 3000);
        assert_int_equal(step_of(seen.events, seen.n, RV_EVENT_ZIGZAG, 0), 6);
        assert_int_equal(seen.n, 1);
    }
}

/* Just above 1/lambda y turns about too, but x goes on much further: no zig-zag. */
static void
test_no_zigzag_where_turns_are_blunt(void **state)
{
    (void)state;
    struct rv_document document = bowl("gd", 0.105);
    struct seen seen = watch(&document, 3000);
    assert_none(&seen);
}

static void
test_divergence(void **state)
{
    (void)state;
    struct rv_document document = bowl("gd", 0.3);
    struct rv_row row[2000];
    trace(&document, 0, 2000, row);
    int64_t last = 0;
    while (isfinite(row[last].loss) && isfinite(row[last].gx) && isfinite(row[last].gy))
        last++;
    struct seen seen = watch(&document, 2000);
    assert_int_equal(step_of(seen.events, seen.n, RV_EVENT_DIVERGED, 0), last);
    assert_int_equal(step_of(seen.events, seen.n, RV_EVENT_ZIGZAG, 0), 6);
    assert_int_equal(step_of(seen.events, seen.n, RV_EVENT_OVERSHOOT, 0), -1);
    assert_int_equal(seen.n, 2);
}

/* x^2/2 by momentum: the ball passes 0 and climbs; well damped it does not. */
static void
test_overshoot_of_momentum(void **state)
{
    (void)state;
    struct rv_row row[200];
    struct rv_document document = bowl("momentum", 0.02);
    document.start = (struct rv_vec2){-4, 0};
    trace(&document, 0, 200, row);
    int64_t passes = 0;
    while (row[passes].x < 0)
        passes++;
    struct seen seen = watch(&document, 200);
    int64_t found = step_of(seen.events, seen.n, RV_EVENT_OVERSHOOT, 0);
    assert_in_range(found, passes, passes + 2);
    assert_true(row[found].x > 0 && row[found].loss > row[passes].loss);
    rv_racer_set(&document.racers[0], rv_racer_key(&document.racers[0], "beta"), 0.5);
    seen = watch(&document, 2000);
    assert_none(&seen);
}

static struct rv_document
ridge(double y)
{
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 0.05);
    struct rv_document document = document_of("saddle_bounded", &racer);
    document.start = (struct rv_vec2){1.8, y};
    return document;
}

static void
test_saddle(void **state)
{
    (void)state;
    static const double starts[] = {0.001, 0, 1e-9};
    for (size_t i = 0; i < 3; i++) {
        struct rv_document document = ridge(starts[i]);
        struct rv_row row[400];
        trace(&document, 0, 400, row);
        struct seen seen = watch(&document, 400);
        int64_t found = step_of(seen.events, seen.n, RV_EVENT_SADDLE, 0);
        assert_in_range(found, 28, 40);
        assert_true(hypot(row[found].x, row[found].y) < 0.1);
        assert_int_equal(step_of(seen.events, seen.n, RV_EVENT_SADDLE, 1), -1);
        assert_int_equal(step_of(seen.events, seen.n, RV_EVENT_BASIN, 0), -1);
    }
}

/* The valley of Rosenbrock has negative curvature and small gradients, and no saddle. */
static void
test_no_saddle_in_a_valley(void **state)
{
    (void)state;
    static const char *const rules[] = {"gd", "momentum", "adam", "adagrad"};
    static const double rates[] = {0.0012, 0.0001, 0.1, 0.5};
    for (size_t i = 0; i < 4; i++) {
        struct rv_racer racer = racer_of(rules[i]);
        set_key(&racer, "lr", rates[i]);
        struct rv_document document = document_of("rosenbrock", &racer);
        document.start = (struct rv_vec2){-0.1, 2.8};
        struct seen seen = watch(&document, 4000);
        assert_int_equal(step_of(seen.events, seen.n, RV_EVENT_SADDLE, 0), -1);
    }
}

/* The floor of the valley: a plateau, told once. */
static void
test_plateau_on_a_valley_floor(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 0.0012);
    struct rv_document document = document_of("rosenbrock", &racer);
    document.start = (struct rv_vec2){-0.1, 2.8};
    struct rv_row row[600];
    trace(&document, 0, 600, row);
    struct seen seen = watch(&document, 600);
    int64_t found = step_of(seen.events, seen.n, RV_EVENT_PLATEAU, 0);
    assert_true(found >= 40 && seen.n == 1);
    assert_true(row[found - 40].loss - row[found].loss < 0.1 * row[found].loss);
    assert_true(hypot(row[found].gx, row[found].gy) < 0.05 * hypot(row[0].gx, row[0].gy));
}

static struct rv_document
stalling(const char *rule, double beta)
{
    struct rv_racer racer = racer_of(rule);
    set_key(&racer, "lr", 0.05);
    if (beta > 0)
        set_key(&racer, "beta", beta);
    struct rv_document document = document_of("quadratic", &racer);
    document.surface.settings.value[2] = 20;
    document.start = (struct rv_vec2){-4, 2};
    return document;
}

static void
test_adagrad_stalls(void **state)
{
    (void)state;
    struct rv_document document = stalling("adagrad", 0);
    struct rv_row row[400];
    trace(&document, 0, 400, row);
    struct seen seen = watch(&document, 400);
    int64_t found = step_of(seen.events, seen.n, RV_EVENT_STALL, 0);
    assert_in_range(found, 40, 120);
    assert_true(seen.n == 1 && row[found].loss > 10);
    document = stalling("rmsprop", 0.9);
    seen = watch(&document, 400);
    assert_int_equal(step_of(seen.events, seen.n, RV_EVENT_STALL, 0), -1);
}

static void
test_left_the_basin(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("momentum");
    set_key(&racer, "lr", 0.005);
    struct rv_document document = document_of("himmelblau", &racer);
    document.start = (struct rv_vec2){0, 0};
    struct seen seen = watch(&document, 400);
    /* From (0, 0) the way down ends at (3, 2); momentum ends at (3.58, -1.85). */
    assert_in_range(step_of(seen.events, seen.n, RV_EVENT_BASIN, 0), 5, 60);
    assert_int_equal(step_of(seen.events, seen.n, RV_EVENT_BASIN, 1), -1);
    racer = racer_of("gd");
    set_key(&racer, "lr", 0.01);
    document = document_of("himmelblau", &racer);
    document.start = (struct rv_vec2){0, 0};
    seen = watch(&document, 400);
    assert_none(&seen);
}

/* sqrt(1 - .999^t) / (1 - .9^t) is least at t = 12: there a step would be 6.56 times as
 * long. */
static void
test_bias_correction(void **state)
{
    (void)state;
    struct rv_document document = bowl("adam", 0.01);
    struct seen seen = watch(&document, 100);
    int least = 1;
    double factor = INFINITY;
    for (int t = 1; t < 100; t++) {
        double c = sqrt(1 - pow(0.999, t)) / (1 - pow(0.9, t));
        least = c < factor ? t : least;
        factor = fmin(c, factor);
    }
    assert_int_equal(step_of(seen.events, seen.n, RV_EVENT_BIAS, 0), least);
    set_key(&document.racers[0], "bias_correction", 0);
    seen = watch(&document, 100);
    assert_int_equal(step_of(seen.events, seen.n, RV_EVENT_BIAS, 0), -1);
    document = bowl("momentum", 0.01);
    seen = watch(&document, 100);
    assert_int_equal(step_of(seen.events, seen.n, RV_EVENT_BIAS, 0), -1);
}

static void
assert_same_events(const struct seen *a, const struct rv_event *b, size_t n)
{
    assert_int_equal(a->n, n);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(a->events[i].step, b[i].step);
        assert_int_equal(a->events[i].kind, b[i].kind);
    }
}

/* Every form of every rule on two surfaces: few events, in order, the same however rows
 * are fed, and those of the timeline. */
static void
check_form(struct rv_cache *cache, const char *surface, const struct rv_racer *racer)
{
    enum { STEPS = 1000 };
    struct rv_document document = document_of(surface, racer);
    struct seen all = watch(&document, STEPS), one = watch_in_blocks(&document, STEPS, 1),
                some = watch_in_blocks(&document, STEPS, 37);
    assert_same_events(&all, one.events, one.n);
    assert_same_events(&all, some.events, some.n);
    assert_true(all.n <= 12);
    for (size_t i = 1; i < all.n; i++)
        assert_true(all.events[i - 1].step <= all.events[i].step);
    struct rv_timeline *timeline;
    assert_int_equal(rv_cache_timeline(cache, &document, 0, &timeline, NULL), RV_OK);
    for (int64_t step = 0; step < STEPS; step += 1 + step / 3)
        rv_timeline_extend(timeline, step, INT64_MAX);
    rv_timeline_extend(timeline, STEPS - 1, INT64_MAX);
    size_t n;
    const struct rv_event *events = rv_timeline_events(timeline, &n);
    assert_same_events(&all, events, n);
}

static void
test_same_however_fed(void **state)
{
    (void)state;
    static const char *const surfaces[] = {"himmelblau", "logistic"};
    struct rv_cache *cache;
    assert_int_equal(rv_cache_create(&cache, CACHE_BYTES), RV_OK);
    for (size_t s = 0; s < 2; s++) {
        struct forms forms = {0};
        struct rv_racer racer;
        while (next_form(&forms, &racer))
            check_form(cache, surfaces[s], &racer);
    }
    rv_cache_destroy(cache);
}

/* A racer that jumps about for ever fills its caps and no more. */
static void
test_bounded(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 0.001);
    set_key(&racer, "noise", 300);
    struct rv_document document = document_of("himmelblau", &racer);
    struct seen seen = watch(&document, 300000);
    assert_true(seen.n > 0 && seen.n <= RV_EVENTS_MAX);
    for (int kind = 0; kind < RV_EVENT_KINDS; kind++)
        assert_int_equal(
            step_of(seen.events, seen.n, (enum rv_event_kind)kind, RV_EVENTS_PER_KIND),
            -1);
}

/* y goes as (-1.0002)^t: out of sight after half a million steps. */
static void
test_late_divergence(void **state)
{
    (void)state;
    enum { STEPS = 2000000 };
    struct rv_document document = bowl("gd", 0.20002);
    struct rv_run *run = run_of(&document, 0);
    int64_t last = (int64_t)rv_run_advance(run, STEPS, NULL);
    assert_true(last > RV_EVENT_STEPS && last < STEPS);
    rv_run_destroy(run);
    struct rv_cache *cache;
    struct rv_timeline *timeline;
    size_t n;
    assert_int_equal(rv_cache_create(&cache, CACHE_BYTES), RV_OK);
    assert_int_equal(rv_cache_timeline(cache, &document, 0, &timeline, NULL), RV_OK);
    rv_timeline_extend(timeline, STEPS, INT64_MAX);
    const struct rv_event *events = rv_timeline_events(timeline, &n);
    assert_int_equal(step_of(events, n, RV_EVENT_DIVERGED, 0), last);
    rv_cache_destroy(cache);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_smooth_descent_has_none),
        cmocka_unit_test(test_zigzag_of_gradient_descent),
        cmocka_unit_test(test_no_zigzag_where_turns_are_blunt),
        cmocka_unit_test(test_divergence),
        cmocka_unit_test(test_overshoot_of_momentum),
        cmocka_unit_test(test_saddle),
        cmocka_unit_test(test_no_saddle_in_a_valley),
        cmocka_unit_test(test_plateau_on_a_valley_floor),
        cmocka_unit_test(test_adagrad_stalls),
        cmocka_unit_test(test_left_the_basin),
        cmocka_unit_test(test_bias_correction),
        cmocka_unit_test(test_same_however_fed),
        cmocka_unit_test(test_bounded),
        cmocka_unit_test(test_late_divergence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
