/* Timelines: any step again with the bits of a straight run, and the cache they live in.
 */
#include <stdlib.h>
#include <string.h>

#include "forms.h"
#include "racing.h"

enum { STEPS = 20000, CACHE_BYTES = 64 << 20 };

static uint64_t random_state = 88172645463325252u;

static int64_t
random_below(int64_t n)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (int64_t)(random_state % (uint64_t)n);
}

static struct rv_timeline *
timeline_of(struct rv_cache *cache, const struct rv_document *document, size_t racer)
{
    struct rv_timeline *timeline;
    struct rv_error error = {0};
    if (rv_cache_timeline(cache, document, racer, &timeline, &error) != RV_OK)
        fail_msg("%s", error.text);
    return timeline;
}

static struct rv_cache *
make_cache(size_t bytes)
{
    struct rv_cache *cache;
    assert_int_equal(rv_cache_create(&cache, bytes), RV_OK);
    return cache;
}

/* A racer whose settings change on the way. */
static struct rv_document
edited_document(const struct rv_racer *racer)
{
    struct rv_document document = document_of("logistic", racer);
    document.seed = 3;
    if (takes(racer, "batch", 3)) {
        edit_key(&document, 0, "batch", 150, 3);
        edit_key(&document, 0, "noise", 300, 0.01);
    }
    if (takes(racer, "lr", 0.02))
        edit_key(&document, 0, "lr", 301, 0.02);
    return document;
}

static void
check_random_seeks(struct rv_cache *cache, const struct rv_document *document,
                   int64_t steps, const char *name)
{
    struct rv_row *straight = malloc((size_t)steps * sizeof *straight), row;
    trace(document, 0, (size_t)steps, straight);
    struct rv_timeline *timeline = timeline_of(cache, document, 0);
    assert_true(rv_timeline_extend(timeline, steps, INT64_MAX));
    for (int i = 0; i < 300; i++) {
        int64_t step = random_below(steps);
        assert_int_equal(rv_timeline_row(timeline, step, &row), step);
        if (memcmp(&row, &straight[step], sizeof row) != 0)
            fail_msg("%s: step %d differs from a straight run", name, (int)step);
        const struct rv_run *run = rv_timeline_at(timeline, step);
        assert_int_equal(rv_run_step(run), step);
        assert_same_bits(rv_run_theta(run)[0], straight[step].x);
    }
    free(straight);
}

static void
test_random_seeks(void **state)
{
    (void)state;
    struct rv_cache *cache = make_cache(CACHE_BYTES);
    struct forms forms = {0};
    struct rv_racer racer;
    while (next_form(&forms, &racer)) {
        turn_on(&racer);
        struct rv_document document = edited_document(&racer);
        check_random_seeks(cache, &document, 1000, forms.name);
    }
    racer = racer_of("adam");
    struct rv_document document = document_of("rosenbrock", &racer);
    check_random_seeks(cache, &document, STEPS, "adam, far");
    rv_cache_destroy(cache);
}

/* The state at a step is that of a run that walked there. */
static void
test_a_state_is_that_of_a_straight_run(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("adam");
    struct rv_document document = edited_document(&racer);
    struct rv_cache *cache = make_cache(CACHE_BYTES);
    struct rv_timeline *timeline = timeline_of(cache, &document, 0);
    rv_timeline_extend(timeline, 5000, INT64_MAX);
    struct rv_run *run = run_of(&document, 0);
    rv_run_advance(run, 777, NULL);
    size_t size = rv_run_state_size(run);
    unsigned char *a = malloc(size), *b = malloc(size);
    rv_run_save(run, a);
    rv_run_save(rv_timeline_at(timeline, 777), b);
    assert_memory_equal(a, b, size);
    assert_same_bits(rv_run_spent(rv_timeline_at(timeline, 777)).gradients,
                     rv_run_spent(run).gradients);
    free(a);
    free(b);
    rv_run_destroy(run);
    rv_cache_destroy(cache);
}

static void
check_track(const struct rv_timeline *timeline, const struct rv_row *straight)
{
    size_t n;
    int64_t stride;
    const struct rv_row *track = rv_timeline_track(timeline, &n, &stride);
    int64_t reached = rv_timeline_reached(timeline);
    assert_true(n <= 8192 && (stride & (stride - 1)) == 0);
    assert_int_equal(n, reached / stride + 1);
    for (size_t i = 0; i < n; i++)
        assert_memory_equal(&track[i], &straight[(int64_t)i * stride], sizeof *track);
}

static void
test_the_track_thins_itself(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("momentum");
    set_key(&racer, "lr", 1e-4);
    struct rv_document document = document_of("rosenbrock", &racer);
    struct rv_row *straight = malloc((STEPS + 1) * sizeof *straight);
    trace(&document, 0, STEPS + 1, straight);
    struct rv_cache *cache = make_cache(CACHE_BYTES);
    struct rv_timeline *timeline = timeline_of(cache, &document, 0);
    check_track(timeline, straight);
    for (int64_t step = 0; step < STEPS; step += 1 + random_below(2000)) {
        rv_timeline_extend(timeline, step, INT64_MAX);
        assert_int_equal(rv_timeline_reached(timeline), step);
        check_track(timeline, straight);
    }
    rv_timeline_extend(timeline, STEPS, INT64_MAX);
    check_track(timeline, straight);
    int64_t stride;
    size_t n;
    rv_timeline_track(timeline, &n, &stride);
    assert_int_equal(stride, 4); /* 20000 / 8192, rounded up to a power of two */
    free(straight);
    rv_cache_destroy(cache);
}

static void
test_a_deadline_stops_and_it_goes_on(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("adam");
    struct rv_document document = document_of("rosenbrock", &racer);
    struct rv_cache *cache = make_cache(CACHE_BYTES), *other = make_cache(CACHE_BYTES);
    struct rv_timeline *slices = timeline_of(cache, &document, 0);
    struct rv_timeline *whole = timeline_of(other, &document, 0);
    assert_false(rv_timeline_extend(slices, STEPS, 0)); /* long past: one block */
    assert_true(rv_timeline_reached(slices) > 0 && rv_timeline_reached(slices) < STEPS);
    while (!rv_timeline_extend(slices, STEPS, 0))
        ;
    assert_true(rv_timeline_extend(whole, STEPS, INT64_MAX));
    for (int i = 0; i < 100; i++) {
        struct rv_row a, b;
        int64_t step = random_below(STEPS + 1);
        rv_timeline_row(slices, step, &a);
        rv_timeline_row(whole, step, &b);
        assert_memory_equal(&a, &b, sizeof a);
    }
    rv_cache_destroy(cache);
    rv_cache_destroy(other);
}

static void
test_looking_further_gives_the_furthest(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    struct rv_document document = document_of("rosenbrock", &racer);
    struct rv_cache *cache = make_cache(CACHE_BYTES);
    struct rv_timeline *timeline = timeline_of(cache, &document, 0);
    struct rv_row row;
    assert_int_equal(rv_timeline_row(timeline, 50, &row), 0);
    assert_same_bits(row.x, document.start.x);
    rv_timeline_extend(timeline, 33, INT64_MAX);
    assert_int_equal(rv_timeline_row(timeline, 50, &row), 33);
    assert_int_equal(rv_run_step(rv_timeline_at(timeline, 50)), 33);
    assert_int_equal(rv_timeline_row(timeline, -5, &row), 0);
    rv_cache_destroy(cache);
}

/* lr 0.5 on 0.5 * 10^2 x^2: |x| grows 49-fold each step. */
static void
test_divergence_ends_a_timeline(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "lr", 0.5);
    struct rv_document document = document_of("quadratic", &racer);
    document.surface.settings.value[0] = 100;
    struct rv_row straight[400];
    struct rv_run *run = run_of(&document, 0);
    int64_t end = (int64_t)rv_run_advance(run, 400, straight);
    rv_run_destroy(run);
    assert_true(end > 50 && end < 400);
    struct rv_cache *cache = make_cache(CACHE_BYTES);
    struct rv_timeline *timeline = timeline_of(cache, &document, 0);
    int64_t at;
    assert_int_equal(rv_timeline_ended(timeline, &at), RV_STOP_NONE);
    assert_int_equal(at, -1);
    /* Ending on the very step asked for must be seen as well. */
    assert_true(rv_timeline_extend(timeline, end, INT64_MAX));
    assert_int_equal(rv_timeline_ended(timeline, &at), RV_STOP_DIVERGED);
    assert_int_equal(at, end);
    assert_true(rv_timeline_extend(timeline, 1000, INT64_MAX));
    assert_int_equal(rv_timeline_reached(timeline), end);
    struct rv_row row;
    assert_int_equal(rv_timeline_row(timeline, 1000, &row), end);
    assert_memory_equal(&row, &straight[end], sizeof row);
    check_track(timeline, straight);
    rv_cache_drop_all(cache);
    timeline = timeline_of(cache, &document, 0); /* and past it in one go */
    assert_true(rv_timeline_extend(timeline, 1000, INT64_MAX));
    assert_int_equal(rv_timeline_ended(timeline, &at), RV_STOP_DIVERGED);
    assert_int_equal(at, end);
    assert_int_equal(rv_timeline_row(timeline, 1000, &row), end);
    assert_memory_equal(&row, &straight[end], sizeof row);
    check_track(timeline, straight);
    rv_cache_destroy(cache);
}

static void
test_the_cache_knows_content(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("adam"), other = racer_of("gd");
    struct rv_document document = document_of("rosenbrock", &racer), same = document;
    rv_document_add_racer(&document, &other, NULL);
    struct rv_cache *cache = make_cache(CACHE_BYTES);
    struct rv_timeline *timeline = timeline_of(cache, &document, 0);
    assert_ptr_equal(timeline_of(cache, &document, 0), timeline);
    /* What is not part of the trajectory does not matter ... */
    same.steps = 5;
    same.seed = 5;
    same.target = 5;
    strcpy(same.racers[0].label, "other");
    same.racers[0].own_start = true;
    same.racers[0].start = same.start;
    edit_key(&same, 0, "lr", 30, rv_racer_get(&racer, 0));
    assert_ptr_equal(timeline_of(cache, &same, 0), timeline);
    /* ... nor how the same is said ... */
    struct rv_document edited = same, changed = same;
    edit_key(&edited, 0, "lr", 0, 0.5);
    set_key(&changed.racers[0], "lr", 0.5);
    changed.n_edits = 0;
    edited.n_edits--; /* the edit at 30 would turn lr back */
    assert_ptr_equal(timeline_of(cache, &edited, 0), timeline_of(cache, &changed, 0));
    /* ... but what is, does. */
    assert_ptr_not_equal(timeline_of(cache, &changed, 0), timeline);
    assert_ptr_not_equal(timeline_of(cache, &document, 1), timeline);
    struct rv_document noisy = document, seeded;
    set_key(&noisy.racers[0], "noise", 0.1);
    seeded = noisy;
    seeded.seed = 1;
    assert_ptr_not_equal(timeline_of(cache, &noisy, 0), timeline);
    assert_ptr_not_equal(timeline_of(cache, &noisy, 0), timeline_of(cache, &seeded, 0));
    struct rv_document steep = document;
    steep.surface.settings.value[1] = 10;
    assert_ptr_not_equal(timeline_of(cache, &steep, 0), timeline);
    rv_cache_destroy(cache);
}

static void
test_dropping_changes_no_picture(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("rmsprop");
    struct rv_document document = edited_document(&racer);
    struct rv_cache *cache = make_cache(CACHE_BYTES);
    struct rv_row before[50], after;
    struct rv_timeline *timeline = timeline_of(cache, &document, 0);
    rv_timeline_extend(timeline, 3000, INT64_MAX);
    for (int64_t i = 0; i < 50; i++)
        rv_timeline_row(timeline, 60 * i + 1, &before[i]);
    rv_cache_drop_all(cache);
    timeline = timeline_of(cache, &document, 0);
    rv_timeline_extend(timeline, 3000, INT64_MAX);
    for (int64_t i = 49; i >= 0; i--) {
        rv_timeline_row(timeline, 60 * i + 1, &after);
        assert_memory_equal(&after, &before[i], sizeof after);
    }
    rv_cache_destroy(cache);
}

/* Many settings looked at: memory stays bounded, the last 64 stay. */
static void
test_the_cache_lets_go_of_old_timelines(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    struct rv_document document = document_of("quadratic", &racer);
    struct rv_cache *cache = make_cache(1 << 20);
    struct rv_timeline *last[64] = {0};
    for (int i = 0; i < 400; i++) {
        document.racers[0].settings.value[0] = 1e-4 * (i + 1);
        struct rv_timeline *timeline = timeline_of(cache, &document, 0);
        rv_timeline_extend(timeline, 1000, INT64_MAX);
        last[i % 64] = timeline;
        struct rv_row row; /* the oldest one promised, still readable */
        if (last[(i + 1) % 64])
            assert_int_equal(rv_timeline_row(last[(i + 1) % 64], 1000, &row), 1000);
    }
    document.racers[0].settings.value[0] = 1e-4 * 400;
    assert_ptr_equal(timeline_of(cache, &document, 0), last[399 % 64]);
    document.racers[0].settings.value[0] = 1e-4;
    assert_int_equal(rv_timeline_reached(timeline_of(cache, &document, 0)), 0);
    rv_cache_destroy(cache);
}

static void
test_objectives_are_shared(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    struct rv_document document = document_of("rosenbrock", &racer);
    struct rv_cache *cache = make_cache(CACHE_BYTES);
    struct rv_objective *a, *b;
    assert_int_equal(rv_cache_objective(cache, &document.surface, &a, NULL), RV_OK);
    assert_int_equal(rv_cache_objective(cache, &document.surface, &b, NULL), RV_OK);
    assert_ptr_equal(a, b);
    document.surface.settings.value[1] = 7;
    assert_int_equal(rv_cache_objective(cache, &document.surface, &b, NULL), RV_OK);
    assert_ptr_not_equal(a, b);
    document.surface.surface = 60000;
    struct rv_error error;
    assert_int_equal(rv_cache_objective(cache, &document.surface, &b, &error),
                     RV_E_UNKNOWN);
    assert_null(b);
    rv_cache_destroy(cache);
    rv_cache_destroy(NULL);
}

static void
test_what_cannot_run_has_no_timeline(void **state)
{
    (void)state;
    struct rv_racer racer = racer_of("gd");
    set_key(&racer, "batch", 5);
    struct rv_document document = document_of("rosenbrock", &racer);
    struct rv_cache *cache = make_cache(CACHE_BYTES);
    struct rv_timeline *timeline;
    struct rv_error error;
    assert_int_equal(rv_cache_timeline(cache, &document, 0, &timeline, &error),
                     RV_E_RANGE);
    assert_null(timeline);
    assert_int_equal(rv_cache_timeline(cache, &document, 9, &timeline, &error),
                     RV_E_RANGE);
    rv_cache_destroy(cache);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_seeks),
        cmocka_unit_test(test_a_state_is_that_of_a_straight_run),
        cmocka_unit_test(test_the_track_thins_itself),
        cmocka_unit_test(test_a_deadline_stops_and_it_goes_on),
        cmocka_unit_test(test_looking_further_gives_the_furthest),
        cmocka_unit_test(test_divergence_ends_a_timeline),
        cmocka_unit_test(test_the_cache_knows_content),
        cmocka_unit_test(test_dropping_changes_no_picture),
        cmocka_unit_test(test_the_cache_lets_go_of_old_timelines),
        cmocka_unit_test(test_objectives_are_shared),
        cmocka_unit_test(test_what_cannot_run_has_no_timeline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
