/* Schedules in scenes, SPECs and saved scenes: mapping, word, dotted keys and lists. */
#include "load.h"

#include <stdlib.h>

#include "scene/save.h"
#include "scene/spec.h"

#define HEAD "surface: quadratic\nracers:\n"

static double
setting(const struct rv_racer *racer, const char *name)
{
    rv_key key = rv_racer_key(racer, name);
    assert_int_not_equal(key, RV_KEY_NONE);
    return rv_racer_get(racer, key);
}

/* However it is written, it is the same racer. */
static void
all_ways_mean_the_same(void **state)
{
    (void)state;
    static const char *const ways[] = {
        HEAD "  - {optimizer: gd, schedule: {id: cosine, T_max: 300, eta_min: 1e-3}}\n",
        HEAD "  - {optimizer: gd, schedule: {T_max: 300, eta_min: 1e-3, id: cosine}}\n",
        HEAD "  - {optimizer: gd, schedule: cosine, schedule.T_max: 300, "
             "schedule.eta_min: 0.001}\n",
        HEAD "  - {schedule.eta_min: 0.001, schedule.T_max: 300, schedule: \"cosine\", "
             "optimizer: gd}\n",
    };
    struct rv_racer spec;
    assert_int_equal(
        spec_racer(&spec, "gd:schedule.T_max=300,schedule=cosine,schedule.eta_min=1e-3",
                   NULL),
        RV_OK);
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct scene *scene = load_good(ways[i]);
        assert_memory_equal(&scene->document.racers[0], &spec, sizeof spec);
        scene_destroy(scene);
    }
    assert_int_equal(setting(&spec, "schedule"), rv_schedule_find("cosine"));
    assert_true(setting(&spec, "schedule.T_max") == 300);
}

static void
lists(void **state)
{
    (void)state;
    struct rv_racer spec;
    struct scene *scene = load_good(
        HEAD "  - {optimizer: gd, schedule: {id: multistep, milestones: [5, 7, 40]}}\n");
    assert_int_equal(
        spec_racer(&spec, "gd:schedule=multistep,schedule.milestones=5|7|40", NULL),
        RV_OK);
    assert_memory_equal(&scene->document.racers[0], &spec, sizeof spec);
    assert_true(setting(&spec, "schedule.milestone3") == 40);
    assert_true(setting(&spec, "schedule.milestone4") == 0);
    assert_int_equal(spec_set(&scene->document, "schedule.milestones=9", NULL), RV_OK);
    assert_true(setting(&scene->document.racers[0], "schedule.milestone1") == 9);
    assert_true(setting(&scene->document.racers[0], "schedule.milestone2") == 0);
    scene_destroy(scene);
}

static void
edits_name_its_numbers(void **state)
{
    (void)state;
    struct scene *scene =
        load_good(HEAD "  - {optimizer: gd, schedule: step}\n"
                       "edits:\n  - {at: 9, racer: gd, schedule.gamma: 0.5}\n");
    const struct rv_edit *edit = &scene->document.edits[0];
    assert_int_equal(edit->key,
                     rv_racer_key(&scene->document.racers[0], "schedule.gamma"));
    assert_true(edit->value == 0.5);
    scene_destroy(scene);
}

/* Every schedule with every number moved off its default, saved and read again. */
static void
saved_schedules_come_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < rv_schedule_count(); i++) {
        struct scene *scene = load_good(HEAD "  - {optimizer: adamw}\n");
        struct rv_racer *racer = &scene->document.racers[0];
        const struct rv_schedule *schedule = rv_schedule_at(i);
        rv_racer_set(racer, rv_racer_key(racer, "schedule"), (double)i);
        rv_racer_set(racer, rv_racer_key(racer, "weight_decay"), 0);
        for (size_t k = 0; k < schedule->n_params; k++) {
            const struct rv_param *param = &schedule->params[k];
            bool down = param->standard > param->lo; /* to 0 too: that must be saved */
            racer->schedule.value[k] =
                schedule->list && k > 0 ? 0
                : param->lo_open || param->scale == RV_CHOICE
                    ? rv_param_turn(param, param->standard, 1, false)
                : down ? param->lo
                       : rv_param_turn(param, param->standard, 1, false);
        }
        char *text = scene_text(&scene->document, scene, NULL);
        struct scene *again = load_good(text);
        assert_memory_equal(&again->document.racers[0], racer, sizeof *racer);
        free(text);
        scene_destroy(again);
        scene_destroy(scene);
    }
}

static void
expect_complaint(const char *spec, int column, const char *words)
{
    struct rv_racer racer;
    struct rv_error error;
    assert_int_not_equal(spec_racer(&racer, spec, &error), RV_OK);
    if (error.column != column || !strstr(error.text, words))
        fail_msg("%s: column %d: %s", spec, error.column, error.text);
}

static void
complaints(void **state)
{
    (void)state;
    expect_complaint("gd:schedule=cosin", 13, "did you mean cosine?");
    expect_complaint("gd:schedule.T_max=3", 4, "needs a schedule that has it");
    expect_complaint("gd:schedule=cosine,schedule.T_max=0", 35, "at least 1");
    expect_complaint("gd:schedule=step,schedule.T_max=9", 18, "schedule=cosine");
    expect_complaint("gd:schedule=step,schedule.gama=9", 18, "'schedule.gamma'");
    expect_complaint("gd:schedule=multistep,schedule.milestones=1|x", 43, "milestone2");
    expect_complaint(
        "gd:schedule=multistep,schedule.milestones=1|2|3|4|5|6|7|8|9|1|2|3|4", 43,
        "at most 12");
    expect_complaint("newton:clip_norm=1", 18, "newton needs exact gradients");
    expect_complaint("bfgs:decay=decoupled", 12, "bfgs minimises one exact loss");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_ways_mean_the_same),
        cmocka_unit_test(lists),
        cmocka_unit_test(edits_name_its_numbers),
        cmocka_unit_test(saved_schedules_come_back),
        cmocka_unit_test(complaints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
