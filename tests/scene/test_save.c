/* A saved scene loads to the same bits, and a file that exists is not touched unasked. */
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scene/save.h"

static void
assert_same_racer(const struct rv_racer *a, const struct rv_racer *b)
{
    assert_int_equal(a->rule, b->rule);
    assert_string_equal(a->label, b->label);
    assert_int_equal(a->own_start, b->own_start);
    rv_key keys[64];
    size_t n = rv_racer_keys(a, keys);
    for (size_t i = 0; i < n; i++) {
        double x = rv_racer_get(a, keys[i]), y = rv_racer_get(b, keys[i]);
        assert_memory_equal(&x, &y, sizeof x);
    }
}

static void
assert_same_document(const struct rv_document *a, const struct rv_document *b)
{
    assert_int_equal(a->surface.surface, b->surface.surface);
    assert_string_equal(a->surface.data, b->surface.data);
    assert_memory_equal(&a->surface.settings, &b->surface.settings,
                        sizeof a->surface.settings);
    assert_memory_equal(&a->window, &b->window, sizeof a->window);
    assert_memory_equal(&a->start, &b->start, sizeof a->start);
    assert_memory_equal(&a->target, &b->target, sizeof a->target);
    assert_int_equal(a->steps, b->steps);
    assert_int_equal(a->seed, b->seed);
    assert_int_equal(a->n_racers, b->n_racers);
    assert_int_equal(a->n_edits, b->n_edits);
    for (size_t i = 0; i < a->n_racers; i++)
        assert_same_racer(&a->racers[i], &b->racers[i]);
    for (size_t i = 0; i < a->n_edits; i++) {
        assert_int_equal(a->edits[i].step, b->edits[i].step);
        assert_int_equal(a->edits[i].racer, b->edits[i].racer);
        assert_int_equal(a->edits[i].key, b->edits[i].key);
        assert_memory_equal(&a->edits[i].value, &b->edits[i].value, sizeof(double));
    }
}

static struct scene *
bundled(size_t i)
{
    size_t n;
    return load_good(scene_bundled_text(i, &n));
}

static void
scenes_come_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < scene_bundled_count(); i++) {
        struct scene *scene = bundled(i);
        char *text = scene_text(&scene->document, scene, NULL);
        struct scene *again = load_good(text);
        assert_same_document(&scene->document, &again->document);
        assert_string_equal(scene->title, again->title);
        assert_int_equal(scene->n_notes, again->n_notes);
        assert_int_equal(scene->n_claims, again->n_claims);
        char *twice = scene_text(&again->document, again, NULL);
        assert_string_equal(text, twice);
        free(text);
        free(twice);
        scene_destroy(scene);
        scene_destroy(again);
    }
}

static uint64_t
draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 11;
}

/* Values no hand would type: any bits within the range. */
static double
any_value(const struct rv_param *param, uint64_t *state)
{
    double part = (double)draw(state) / 9007199254740992.0;
    double lo = fmax(param->lo, -1e3), hi = fmin(param->hi, 1e3);
    double value = lo + (hi - lo) * part * part * part;
    if (param->scale == RV_CHOICE || param->scale == RV_FLAG ||
        param->scale == RV_INTEGER)
        value = floor(value);
    return value;
}

static void
random_edits_come_back(void **state)
{
    (void)state;
    uint64_t seed = 11;
    for (int round = 0; round < 300; round++) {
        struct scene *scene = bundled(draw(&seed) % scene_bundled_count());
        struct rv_document *document = &scene->document;
        for (int k = 0; k < 20; k++) {
            size_t racer = draw(&seed) % document->n_racers;
            rv_key keys[64];
            size_t n = rv_racer_keys(&document->racers[racer], keys);
            rv_key key = keys[draw(&seed) % n];
            const struct rv_param *param = rv_racer_param(&document->racers[racer], key);
            double value = any_value(param, &seed);
            if (key == RV_KEY_COMMON + RV_COMMON_BATCH)
                value = 0;
            (void)rv_document_edit(document, racer, key, (int64_t)(draw(&seed) % 50),
                                   value, NULL);
        }
        document->seed = draw(&seed) << 11;
        char *text = scene_text(document, scene, NULL);
        struct scene *again = load_good(text);
        assert_same_document(document, &again->document);
        free(text);
        scene_destroy(scene);
        scene_destroy(again);
    }
}

static void
odd_texts_come_back(void **state)
{
    (void)state;
    struct scene *scene = load_good("title: \"a: \\\"b\\\" \\\\ # [c]\"\n"
                                    "surface: rosenbrock\n"
                                    "racers:\n"
                                    "  - {optimizer: gd, label: \"x, {y}: 'z' — ηβ\"}\n"
                                    "  - {optimizer: gd}\n"
                                    "  - {optimizer: gd}\n"
                                    "edits:\n"
                                    "  - {at: 3, racer: gd 2, lr: 0.5}\n");
    char *text = scene_text(&scene->document, scene, NULL);
    struct scene *again = load_good(text);
    assert_string_equal(scene->title, again->title);
    assert_same_document(&scene->document, &again->document);
    free(text);
    scene_destroy(scene);
    scene_destroy(again);
}

static void
nothing_is_overwritten(void **state)
{
    (void)state;
    char folder[] = "/tmp/ravine-save-XXXXXX", path[64];
    struct rv_error error;
    struct stat status;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.yaml", folder);
    struct scene *scene = bundled(0);
    assert_int_equal(scene_save(&scene->document, scene, path, false, &error), RV_OK);
    assert_int_equal(stat(path, &status), 0);
    scene->document.steps = 77;
    assert_int_equal(scene_save(&scene->document, scene, path, false, &error),
                     RV_E_RANGE);
    struct faults faults = {0};
    struct scene *again;
    assert_int_equal(scene_load(&again, path, &faults), RV_OK);
    assert_int_not_equal(again->document.steps, 77);
    scene_destroy(again);
    assert_int_equal(scene_save(&scene->document, scene, path, true, &error), RV_OK);
    assert_int_equal(scene_load(&again, path, &faults), RV_OK);
    assert_int_equal(again->document.steps, 77);
    scene_destroy(again);
    unlink(path);
    /* Nothing is left beside it either. */
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(scene_save(&scene->document, scene, path, false, &error), RV_E_IO);
    scene_destroy(scene);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenes_come_back),
        cmocka_unit_test(random_edits_come_back),
        cmocka_unit_test(odd_texts_come_back),
        cmocka_unit_test(nothing_is_overwritten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
