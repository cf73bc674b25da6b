/*
 * Properties that must hold whatever a teacher does: a document gives the same bits
 * however it was reached, undo returns the same documents, and a cache that forgets
 * changes nothing.
 */
#include "../close.h"

#include <stdlib.h>
#include <string.h>

#include "scene/save.h"
#include "ui/branch.h"
#include "ui/picker.h"
#include "ui/slot.h"
#include "ui/tune.h"

static uint64_t
draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

static void
open_model(struct model *model, const char *name)
{
    struct faults faults = {0};
    struct rv_error error;
    struct app_options options = {
        .caps = {.rung = RUNG_MONO, .best_rung = RUNG_MONO}
    };
    assert_int_equal(scene_load(&options.first, name, &faults), RV_OK);
    assert_int_equal(model_init(model, &options, &error), RV_OK);
}

static void
seek(struct model *model, int64_t step)
{
    model_seek(model, step);
    while (model_behind(model))
        model_work(model, INT64_MAX);
}

/* One thing that keys do, chosen at random. */
static void
act(struct model *m, uint64_t *state)
{
    size_t n = model_document(m)->n_racers;
    switch (draw(state) % 10) {
    case 0:
        m->racer = draw(state) % n;
        m->setting = draw(state) % slot_count(m);
        break;
    case 1:
        m->from_start = !m->from_start;
        break;
    case 2:
        model_undo(m);
        break;
    case 3:
        model_redo(m);
        break;
    case 4:
        branch_next(m);
        break;
    case 5:
    case 6:
        model_seek(m, (int64_t)(draw(state) % 300));
        break;
    case 7:
        tune_start(m, (struct rv_vec2){(double)(draw(state) % 9) - 4, 1}, draw(state) % 2,
                   false);
        break;
    default:
        tune_turn(m, draw(state) % 2 ? 1 : -1, draw(state) % 2);
    }
    while (model_behind(m))
        model_work(m, INT64_MAX);
}

/* The rows of every racer, computed anew by a run of its own. */
static void
assert_rows_as_anew(const struct model *m, int64_t step)
{
    const struct rv_document *document = model_document(m);
    struct rv_objective *objective;
    assert_int_equal(rv_objective_create(&objective, &document->surface, NULL), RV_OK);
    for (size_t i = 0; i < document->n_racers; i++) {
        struct rv_run *run;
        struct rv_row shown, anew;
        assert_int_equal(rv_run_create(&run, objective, document, i, NULL, NULL), RV_OK);
        rv_run_advance(run, (size_t)step, NULL);
        rv_run_row(run, &anew);
        int64_t at = rv_timeline_row(m->timeline[i], step, &shown);
        assert_int_equal(at, rv_run_step(run));
        assert_memory_equal(&shown, &anew, sizeof shown);
        rv_run_destroy(run);
    }
    rv_objective_unref(objective);
}

static char *
text_of(const struct model *m)
{
    char *text = scene_text(model_document(m), m->scene, NULL);
    assert_non_null(text);
    return text;
}

static void
walk(const char *name, uint64_t seed, int actions)
{
    struct model model;
    open_model(&model, name);
    for (int i = 0; i < actions; i++) {
        act(&model, &seed);
        if (i % 7 == 0)
            assert_rows_as_anew(&model, model.playhead);
    }
    /* Undo to the first version and redo to this one: the same documents. */
    char *here = text_of(&model);
    size_t at = model.history.at;
    while (model.history.at > 0)
        model_undo(&model);
    char *first = text_of(&model);
    while (model.history.at < at)
        model_redo(&model);
    char *again = text_of(&model);
    assert_string_equal(here, again);
    assert_rows_as_anew(&model, model.playhead);
    struct model fresh;
    open_model(&fresh, name);
    char *original = text_of(&fresh);
    if (model.history.n < HISTORY_MAX)
        assert_string_equal(first, original);
    free(here);
    free(first);
    free(again);
    free(original);
    model_finish(&model);
    model_finish(&fresh);
}

static void
test_random_walks(void **state)
{
    (void)state;
    static const char *const names[] = {"momentum", "oring", "race", "saddle"};
    for (uint64_t k = 0; k < 12; k++)
        walk(names[k % 4], 77 + k, 150);
}

/* Dropping every timeline and looking the document up again: the same picture's numbers.
 */
static void
test_dropped_timelines(void **state)
{
    (void)state;
    struct model model;
    struct rv_row before[3], after[3];
    open_model(&model, "stability");
    tune_turn(&model, 1, true);
    seek(&model, 60);
    tune_turn(&model, -1, false);
    seek(&model, 90);
    for (size_t i = 0; i < 3; i++)
        model_row(&model, i, &before[i]);
    struct rv_document document = *model_document(&model);
    rv_cache_drop_all(model.cache);
    for (size_t i = 0; i < 3; i++) {
        struct rv_timeline *timeline;
        assert_int_equal(rv_cache_timeline(model.cache, &document, i, &timeline, NULL),
                         RV_OK);
        rv_timeline_extend(timeline, 90, INT64_MAX);
        rv_timeline_row(timeline, 90, &after[i]);
    }
    assert_memory_equal(before, after, sizeof before);
    model_finish(&model);
}

/* What a search leaves of 0 is 0, and a minus is a minus. */
static void
test_minima_are_named_as_numbers_are(void **state)
{
    (void)state;
    bool negative = false;
    for (size_t i = 0; i < rv_surface_count(); i++) {
        struct thumbnail thumbnail;
        thumbnail_make(&thumbnail, i);
        if (thumbnail.failed)
            continue;
        assert_null(strchr(thumbnail.minima, '-'));
        assert_null(strstr(thumbnail.minima, "e\xe2\x88\x92"));
        negative = negative || strstr(thumbnail.minima, "\xe2\x88\x92");
    }
    assert_true(negative);
}

/* Dark places in a line of bands, parted by lighter ones. */
static int
wells_in(const uint8_t *band, int n, int stride)
{
    int wells = 0;
    for (int i = 0; i < n; i++)
        wells += band[i * stride] <= 1 && (i == 0 || band[(i - 1) * stride] > 1);
    return wells;
}

/* Every picture has the lowest and the highest band; waves finer than its half cells make
 * no stripes, but are seen nearer: five traps across and five upwards. */
static void
test_thumbnails_show_what_there_is(void **state)
{
    (void)state;
    for (size_t i = 0; i < rv_surface_count(); i++) {
        struct thumbnail thumbnail;
        unsigned seen = 0;
        thumbnail_make(&thumbnail, i);
        for (int r = 0; r < 2 * THUMB_ROWS; r++)
            for (int c = 0; c < THUMB_COLS; c++)
                seen |= 1u << thumbnail.band[r][c];
        assert_int_equal(seen & 0x101, 0x101);
        if (strcmp(rv_surface_at(i)->id, "rastrigin") != 0)
            continue;
        const uint8_t *right = thumbnail.band[THUMB_ROWS], *down = thumbnail.band[0];
        assert_int_equal(wells_in(right, THUMB_COLS, 1), 5);
        assert_int_equal(wells_in(down + THUMB_COLS / 2, 2 * THUMB_ROWS, THUMB_COLS), 5);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_walks),
        cmocka_unit_test(test_dropped_timelines),
        cmocka_unit_test(test_minima_are_named_as_numbers_are),
        cmocka_unit_test(test_thumbnails_show_what_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
