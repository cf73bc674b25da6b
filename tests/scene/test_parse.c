/* A good scene becomes exactly the document, notes and claims it describes. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ravine/objective.h>

#include "load.h"

static const char whole[] =
    "title: Momentum rolls through the ravine\n"
    "surface: {id: quadratic, a11: 1, a22: 25}\n"
    "window: {x: [-5, 5], y: [-3, 3.5]}\n"
    "start: [-4, 2]\n"
    "steps: 2e2\n"
    "seed: 18446744073709551615\n"
    "target: 1.0e-4\n"
    "racers:\n"
    "  - {optimizer: gd, lr: 0.03}\n"
    "  - {optimizer: momentum, lr: 3e-2, beta: .9, form: heavyball, label: heavy ball}\n"
    "  - {optimizer: gd, start: [1, -1]}\n";

static double
setting(const struct scene *scene, size_t racer, const char *name)
{
    const struct rv_racer *r = &scene->document.racers[racer];
    rv_key key = rv_racer_key(r, name);
    assert_int_not_equal(key, RV_KEY_NONE);
    return rv_racer_get(r, key);
}

static void
reads_the_race(void **state)
{
    char label[RV_LABEL_MAX];
    (void)state;
    struct scene *scene = load_good(whole);
    const struct rv_document *d = &scene->document;
    assert_string_equal(scene->title, "Momentum rolls through the ravine");
    assert_string_equal(rv_surface_at(d->surface.surface)->id, "quadratic");
    assert_true(d->window.x0 == -5 && d->window.x1 == 5 && d->window.y0 == -3 &&
                d->window.y1 == 3.5);
    assert_true(d->start.x == -4 && d->start.y == 2);
    assert_true(d->steps == 200 && d->seed == UINT64_MAX && d->target == 1e-4);
    assert_int_equal(d->n_racers, 3);
    assert_true(setting(scene, 0, "lr") == 0.03 && setting(scene, 1, "beta") == 0.9);
    const struct rv_racer *ball = &d->racers[1];
    const struct rv_param *form = rv_racer_param(ball, rv_racer_key(ball, "form"));
    assert_string_equal(form->choices[(int)setting(scene, 1, "form")], "heavyball");
    assert_string_equal(rv_document_label(d, 1, label), "heavy ball");
    assert_string_equal(rv_document_label(d, 2, label), "gd 2");
    assert_true(!ball->own_start && d->racers[2].own_start);
    assert_true(d->racers[2].start.x == 1 && d->racers[2].start.y == -1);
    scene_destroy(scene);
}

static void
defaults_are_the_surface_s_own(void **state)
{
    struct rv_objective *objective;
    (void)state;
    struct scene *scene = load_good("surface: rosenbrock\nracers: [{optimizer: adam}]\n");
    const struct rv_document *d = &scene->document;
    assert_int_equal(rv_objective_create(&objective, &d->surface, NULL), RV_OK);
    struct rv_window window = rv_objective_window(objective);
    struct rv_vec2 start = rv_objective_start(objective);
    assert_memory_equal(&window, &d->window, sizeof window);
    assert_memory_equal(&start, &d->start, sizeof start);
    assert_true(d->steps == 200 && d->seed == 0 && d->target == 1e-3);
    assert_string_equal(scene->title, "test");
    assert_int_equal(scene->n_notes + scene->n_claims + d->n_edits, 0);
    assert_true(setting(scene, 0, "lr") == 1e-3 && setting(scene, 0, "beta2") == 0.999);
    rv_objective_unref(objective);
    scene_destroy(scene);
}

static void
edits_stand_by_step(void **state)
{
    (void)state;
    struct scene *scene = load_good("surface: quadratic\n"
                                    "racers: [{optimizer: gd}, {optimizer: momentum}]\n"
                                    "edits:\n"
                                    "  - {at: 40, racer: momentum, beta: 0.95, lr: 0.5}\n"
                                    "  - {at: 10, racer: gd, lr: 0.25}\n");
    const struct rv_document *d = &scene->document;
    rv_key lr = rv_racer_key(&d->racers[1], "lr"),
           beta = rv_racer_key(&d->racers[1], "beta");
    assert_int_equal(d->n_edits, 3);
    assert_true(d->edits[0].step == 10 && d->edits[0].racer == 0 &&
                d->edits[0].value == 0.25);
    assert_true(d->edits[1].step == 40 && d->edits[1].key == beta);
    assert_true(d->edits[2].key == lr && d->edits[2].value == 0.5);
    assert_true(rv_document_value(d, 1, beta, 39) == 0.9);
    assert_true(rv_document_value(d, 1, beta, 40) == 0.95);
    scene_destroy(scene);
}

static void
notes_stand_by_step(void **state)
{
    (void)state;
    struct scene *scene =
        load_good("surface: quadratic\nracers: [{optimizer: gd}]\n"
                  "notes:\n"
                  "  - {at: 20, ask: 'who?', choices: [gd, 'no, none'], answer: "
                  "{loss_below: 1, by: 7}}\n"
                  "  - at: 3\n    text: |\n      two\n      lines\n"
                  "  - {at: 20, text: last}\n");
    assert_int_equal(scene->n_notes, 3);
    assert_int_equal(scene->notes[0].at, 3);
    assert_string_equal(scene->notes[0].text, "two lines");
    assert_null(scene->notes[0].ask);
    const struct note *ask = &scene->notes[1];
    assert_string_equal(ask->ask, "who?");
    assert_int_equal(ask->n_choices, 2);
    assert_string_equal(ask->choices[1], "no, none");
    assert_true(ask->has_answer && ask->answer.kind == CLAIM_LOSS_BELOW);
    assert_true(ask->answer.value == 1 && ask->answer.step == 7);
    assert_string_equal(scene->notes[2].text, "last");
    scene_forget_story(scene);
    assert_int_equal(scene->n_notes, 0);
    scene_destroy(scene);
}

static void
claims_know_their_place(void **state)
{
    (void)state;
    struct scene *scene =
        load_good("surface: quadratic\nsteps: 77\nracers: [{optimizer: gd}]\n"
                  "claims:\n"
                  "  - {racer: gd, lands_near: [1, -2], within: 0.5, by: 30}\n"
                  "  - {racer: gd, never_diverges: true}\n");
    const struct claim *near = &scene->claims[0], *never = &scene->claims[1];
    assert_int_equal(scene->n_claims, 2);
    assert_true(near->kind == CLAIM_LANDS_NEAR && near->near.x == 1 &&
                near->near.y == -2);
    assert_true(near->within == 0.5 && near->step == 30);
    assert_true(near->line == 5 && near->column == 5);
    assert_true(never->kind == CLAIM_NEVER_DIVERGES && never->step == 77);
    assert_string_equal(never->label, "gd");
    scene_destroy(scene);
}

static void
as_many_as_fit(void **state)
{
    char *text;
    size_t n;
    (void)state;
    FILE *out = open_memstream(&text, &n);
    fputs("surface: quadratic\nracers:\n", out);
    for (int i = 0; i < RV_RACERS_MAX; i++)
        fputs("  - {optimizer: gd}\n", out);
    fputs("edits:\n", out);
    for (int i = 0; i < RV_EDITS_MAX; i++)
        fprintf(out, "  - {at: %d, racer: gd, lr: 0.%d}\n", i, i + 1);
    fclose(out);
    struct scene *scene = load_good(text);
    assert_int_equal(scene->document.n_racers, RV_RACERS_MAX);
    assert_int_equal(scene->document.n_edits, RV_EDITS_MAX);
    scene_destroy(scene);
    free(text);
}

/* A folder stands for its *.yaml in byte order; any other word for itself. */
static void
folders_expand(void **state)
{
    static const char *const files[] = {"b.yaml", "a.yaml", "B.yaml", "note.txt",
                                        ".hidden.yaml"};
    char folder[] = "/tmp/ravine-folder-XXXXXX", path[64], **names;
    struct rv_error error;
    size_t n;
    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(scene_expand(folder, &names, &n, &error), RV_E_UNKNOWN);
    for (size_t i = 0; i < 5; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        fclose(fopen(path, "w"));
    }
    assert_int_equal(scene_expand(folder, &names, &n, &error), RV_OK);
    assert_int_equal(n, 3);
    static const char *const expected[] = {"B.yaml", "a.yaml", "b.yaml"};
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(strrchr(names[i], '/') + 1, expected[i]);
        free(names[i]);
    }
    free(names);
    for (size_t i = 0; i < 5; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        unlink(path);
    }
    rmdir(folder);
    assert_int_equal(scene_expand("race", &names, &n, &error), RV_OK);
    assert_true(n == 1 && strcmp(names[0], "race") == 0);
    free(names[0]);
    free(names);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_race),
        cmocka_unit_test(defaults_are_the_surface_s_own),
        cmocka_unit_test(edits_stand_by_step),
        cmocka_unit_test(notes_stand_by_step),
        cmocka_unit_test(claims_know_their_place),
        cmocka_unit_test(as_many_as_fit),
        cmocka_unit_test(folders_expand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
