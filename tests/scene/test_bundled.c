/* The lessons: each can be read, tells something, and keeps two promises or more. */
#include "load.h"
#include "scene/text.h"

static struct scene *
bundled(size_t i)
{
    size_t n;
    const char *text = scene_bundled_text(i, &n);
    assert_int_equal(strlen(text), n);
    return load_good(text);
}

static void
claims_hold(void **state)
{
    (void)state;
    assert_true(scene_bundled_count() >= 9);
    for (size_t i = 0; i < scene_bundled_count(); i++) {
        struct scene *scene = bundled(i);
        assert_true(scene->n_claims >= 2);
        for (size_t k = 0; k < scene->n_claims; k++) {
            struct verdict verdict;
            struct rv_error error;
            assert_int_equal(claim_check(scene, k, &verdict, &error), RV_OK);
            if (!verdict.holds)
                fail_msg("%s:%d: %s", scene_bundled_name(i), scene->claims[k].line,
                         verdict.measured);
        }
        scene_destroy(scene);
    }
}

static void
check_note(const char *name, const char *text)
{
    if (text_length(text, strlen(text)) > 120 || strchr(text, '!'))
        fail_msg("%s: a note is one thought of at most 120 columns, calmly: %s", name,
                 text);
}

static void
notes_fit(void **state)
{
    (void)state;
    for (size_t i = 0; i < scene_bundled_count(); i++) {
        struct scene *scene = bundled(i);
        assert_true(scene->n_notes >= 2);
        assert_int_equal(scene->notes[0].at, 0);
        assert_true(text_length(scene->title, strlen(scene->title)) <= 48);
        for (size_t k = 0; k < scene->n_notes; k++) {
            const struct note *note = &scene->notes[k];
            check_note(scene_bundled_name(i), note->ask ? note->ask : note->text);
            assert_true(note->at < scene->document.steps);
        }
        scene_destroy(scene);
    }
}

/* The race that opens when nothing is asked for. */
static void
default_race(void **state)
{
    static const struct {
        const char *label, *id;
        double lr;
    } racers[] = {
        {"GD",       "gd",       0.0012},
        {"Momentum", "momentum", 0.0001},
        {"Nesterov", "nesterov", 0.0008},
        {"AdaGrad",  "adagrad",  0.5   },
        {"RMSProp",  "rmsprop",  0.01  },
        {"Adam",     "adam",     0.1   },
    };
    struct scene *scene;
    struct faults faults = {0};
    (void)state;
    assert_int_equal(scene_load(&scene, SCENE_DEFAULT, &faults), RV_OK);
    const struct rv_document *d = &scene->document;
    assert_string_equal(scene->name, SCENE_DEFAULT);
    assert_true(d->start.x == -0.1 && d->start.y == 2.8 && d->steps == 1000);
    assert_true(d->window.x0 == -2 && d->window.x1 == 2 && d->window.y0 == -1 &&
                d->window.y1 == 3);
    assert_int_equal(d->n_racers, 6);
    for (size_t i = 0; i < 6; i++) {
        const struct rv_racer *racer = &d->racers[i];
        assert_string_equal(racer->label, racers[i].label);
        assert_string_equal(rv_optimizer_at(racer->rule)->id, racers[i].id);
        assert_true(rv_racer_get(racer, rv_racer_key(racer, "lr")) == racers[i].lr);
    }
    scene_destroy(scene);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claims_hold),
        cmocka_unit_test(notes_fit),
        cmocka_unit_test(default_race),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
