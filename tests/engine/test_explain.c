/*
 * What an autopsy shows is calculated again from its own text: every line of numbers, of
 * every rule in every form, on several surfaces, after random steps with random settings,
 * must come to the result beside it, and the last result must be where the run goes.
 */
#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "forms.h"
#include "reckon.h"

static uint64_t seed = 1;

/* Numbers from 0 to 1, the same on every machine (splitmix64). */
static double
draw(void)
{
    uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (double)((z ^ z >> 31) >> 11) * 0x1p-53;
}

struct scene {
    const char *name;
    struct rv_document document;
    struct rv_objective *objective;
};

/* Somewhere on the slider, or what it is by default. */
static void
shake(struct rv_racer *racer)
{
    rv_key keys[64];
    size_t n = rv_racer_keys(racer, keys);
    for (size_t i = 0; i < n; i++) {
        const struct rv_param *param = rv_racer_param(racer, keys[i]);
        bool number = param->scale != RV_CHOICE && param->scale != RV_FLAG;
        if (keys[i] >= RV_KEY_COMMON || !number || draw() < 0.3)
            continue;
        double value = rv_racer_get(racer, keys[i]);
        int turns = (int)(draw() * 20), direction = draw() < 0.5 ? -1 : 1;
        for (int k = 0; k < turns; k++)
            value = rv_param_turn(param, value, direction, false);
        if (rv_racer_check(racer, keys[i], value, NULL) == RV_OK)
            rv_racer_set(racer, keys[i], value);
    }
}

static struct scene
make_scene(const char *surface, const struct rv_racer *racer, const char *name)
{
    struct scene scene = {.name = name};
    rv_document_init(&scene.document, (size_t)rv_surface_find(surface));
    assert_int_equal(rv_document_add_racer(&scene.document, racer, NULL), RV_OK);
    assert_int_equal(rv_objective_create(&scene.objective, &scene.document.surface, NULL),
                     RV_OK);
    struct rv_vec2 *start = &scene.document.start;
    start->x += 0.2 * (draw() - 0.5);
    start->y += 0.2 * (draw() - 0.5);
    return scene;
}

/* The text, calculated, is @value. */
static void
expect_text(const struct scene *scene, const char *formula, const char *text,
            double rounded, double value)
{
    struct reckoned result;
    if (!reckon(text, rounded, &result))
        fail_msg("%s: no expression: %s (of %s)", scene->name, text, formula);
    double slack = result.error + (rounded > 0 ? rounded : 4e-16) * fabs(value);
    if (!(fabs(result.value - value) <= slack + 1e-300))
        fail_msg("%s: %s: %s comes to %.17g, not %.17g", scene->name, formula, text,
                 result.value, value);
}

static void
check_stage(const struct scene *scene, const struct rv_explanation *e, size_t i,
            size_t coordinate, double value)
{
    static const unsigned scripts[] = {RV_SCRIPT_UTF8, RV_SCRIPT_ASCII};
    char formula[RV_EXPLAIN_TEXT_MAX], text[RV_EXPLAIN_TEXT_MAX], number[64];
    struct rv_stage stage = rv_explanation_stage(e, i);
    for (size_t k = 0; k < 2; k++) {
        rv_explanation_formula(e, i, scripts[k], formula, sizeof formula);
        assert_true(strlen(formula) > 0);
        for (const char *c = formula; k == 1 && *c; c++)
            if (*c < ' ' || *c > '~' || *c == '?')
                fail_msg("%s: not in ASCII: %s", scene->name, formula);
        rv_explanation_number(value, 0, scripts[k], number, sizeof number);
        struct reckoned shown;
        assert_true(reckon(number, 0, &shown) && shown.value == value);
        rv_explanation_numbers(e, i, coordinate, 0, scripts[k], text, sizeof text);
        assert_int_equal(strlen(text) > 0, stage.numbers);
        if (!stage.numbers)
            continue;
        expect_text(scene, formula, text, 0, value);
        rv_explanation_numbers(e, i, coordinate, 4, scripts[k], text, sizeof text);
        expect_text(scene, formula, text, 5.0001e-4, value);
    }
}

/* The gradient is the objective's own, at the look-ahead point where there is one. */
static void
check_gradient(const struct scene *scene, const struct rv_explanation *e)
{
    double at[2], g[2], shown;
    memcpy(at, rv_explanation_theta(e), sizeof at);
    for (size_t i = 0; i < rv_explanation_count(e); i++) {
        struct rv_stage stage = rv_explanation_stage(e, i);
        if (stage.role == RV_ROLE_LOOK_AHEAD)
            for (size_t c = 0; c < 2; c++)
                assert_true(rv_explanation_value(e, i, c, &at[c]));
        if (stage.role != RV_ROLE_GRADIENT)
            continue;
        rv_objective_peek(scene->objective, at, g);
        for (size_t c = 0; c < 2; c++) {
            assert_true(rv_explanation_value(e, i, c, &shown));
            assert_same_bits(shown, g[c]);
        }
        return;
    }
}

/* The last point of the stages is where the run goes, and their average what is drawn. */
static void
check_end(const struct scene *scene, const struct rv_explanation *e,
          const struct rv_run *after)
{
    size_t means = 0;
    const double *next = rv_run_theta(after);
    if (memcmp(rv_explanation_next(e), next, 2 * sizeof *next) != 0)
        fail_msg("%s: the run goes elsewhere", scene->name);
    for (size_t i = rv_explanation_count(e); i-- > 0;) {
        struct rv_stage stage = rv_explanation_stage(e, i);
        bool mean = strcmp(stage.symbol, "θ¯") == 0;
        if (stage.role != RV_ROLE_POINT && !mean)
            continue;
        const double *end = mean ? rv_run_point(after) : next;
        for (size_t c = 0; c < 2; c++) {
            double value = NAN;
            assert_true(rv_explanation_value(e, i, c, &value));
            assert_same_bits(value, end[c]);
        }
        means += mean;
        if (!mean)
            break;
    }
    assert_int_equal(means, scene->document.racers[0].common[RV_COMMON_AVERAGE] > 0);
}

static bool
shows(const struct rv_explanation *e, enum rv_role role)
{
    for (size_t i = 0; i < rv_explanation_count(e); i++)
        if (rv_explanation_stage(e, i).role == role)
            return true;
    return false;
}

/* What is on is shown, and nothing else. */
static void
expect_stages(const struct scene *scene, const struct rv_explanation *e)
{
    const double *common = scene->document.racers[0].common;
    assert_int_equal(shows(e, RV_ROLE_BATCH), common[RV_COMMON_BATCH] > 0);
    assert_int_equal(shows(e, RV_ROLE_GRADIENT), common[RV_COMMON_BATCH] == 0);
    assert_int_equal(shows(e, RV_ROLE_NOISE), common[RV_COMMON_NOISE] > 0);
    assert_int_equal(shows(e, RV_ROLE_DECAY), common[RV_COMMON_WEIGHT_DECAY] > 0);
    if (common[RV_COMMON_CLIP_VALUE] > 0)
        assert_true(shows(e, RV_ROLE_CLIP));
    if (common[RV_COMMON_CLIP_VALUE] == 0 && common[RV_COMMON_CLIP_NORM] == 0)
        assert_false(shows(e, RV_ROLE_CLIP));
    if (rv_racer_has_rate(&scene->document.racers[0]) && common[RV_COMMON_SCHEDULE] != 0)
        assert_true(shows(e, RV_ROLE_RATE));
}

static void
check_here(const struct scene *scene, struct rv_run *run)
{
    struct rv_explanation *e;
    size_t size = rv_run_state_size(run), n = 0;
    void *before = malloc(size), *after = malloc(size);
    rv_run_save(run, before);
    assert_int_equal(rv_explain(&e, run, NULL), RV_OK);
    rv_run_save(run, after);
    assert_memory_equal(before, after, size);
    assert_int_equal(rv_explanation_step(e), rv_run_step(run));
    expect_stages(scene, e);
    for (size_t i = 0; i < rv_explanation_count(e); i++)
        for (size_t c = 0; c < 2; c++) {
            double value;
            if (!rv_explanation_value(e, i, c, &value))
                continue;
            n++;
            check_stage(scene, e, i, c, value);
        }
    assert_true(n >= 4);
    check_gradient(scene, e);
    assert_int_equal(rv_run_advance(run, 1, NULL), 1);
    check_end(scene, e, run);
    rv_explanation_destroy(e);
    free(before);
    free(after);
}

/* The first steps, where everything begins at zero, then some far from there. */
static void
check_run(const struct scene *scene)
{
    struct rv_run *run;
    struct rv_error error = {0};
    enum rv_status status =
        rv_run_create(&run, scene->objective, &scene->document, 0, NULL, &error);
    if (status != RV_OK)
        fail_msg("%s: %s", scene->name, error.text);
    for (int k = 0; k < 5; k++) {
        if (rv_run_stop(run) != RV_STOP_NONE)
            break;
        check_here(scene, run);
        if (k >= 2)
            rv_run_advance(run, (size_t)(draw() * 40), NULL);
    }
    rv_run_destroy(run);
}

static void
end_scene(struct scene *scene)
{
    rv_objective_unref(scene->objective);
}

typedef void change_fn(struct scene *scene);

static void
check_all(const char *surface, change_fn *change)
{
    struct forms forms = {0};
    struct rv_racer racer;
    size_t n = 0;
    for (; next_form(&forms, &racer); n++) {
        for (int variant = 0; variant < 3; variant++) {
            struct rv_racer own = racer;
            if (variant == 1)
                turn_on(&own);
            if (variant == 2)
                shake(&own);
            struct scene scene = make_scene(surface, &own, forms.name);
            if (change)
                change(&scene);
            check_run(&scene);
            end_scene(&scene);
        }
    }
    assert_true(n >= rv_optimizer_count());
}

static void
test_every_rule_and_form(void **state)
{
    (void)state;
    check_all("rosenbrock", NULL);
    check_all("himmelblau", NULL);
    check_all("quadratic", NULL);
    check_all("logistic", NULL);
    check_all("plateau", NULL);
}

/* The surfaces whose gradient is written out, and those where it is ∇f alone. */
static void
test_every_surface(void **state)
{
    (void)state;
    size_t written = 0;
    for (size_t i = 0; i < rv_surface_count(); i++) {
        const char *id = rv_surface_at(i)->id;
        struct rv_racer racer;
        rv_racer_init(&racer, (size_t)rv_optimizer_find(i % 2 ? "nesterov" : "adam"));
        struct scene scene = make_scene(id, &racer, id);
        struct rv_run *run;
        struct rv_explanation *e;
        check_run(&scene);
        assert_int_equal(
            rv_run_create(&run, scene.objective, &scene.document, 0, NULL, NULL), RV_OK);
        assert_int_equal(rv_explain(&e, run, NULL), RV_OK);
        for (size_t k = 0; k < rv_explanation_count(e); k++) {
            struct rv_stage stage = rv_explanation_stage(e, k);
            written += stage.role == RV_ROLE_GRADIENT && stage.numbers;
        }
        rv_explanation_destroy(e);
        rv_run_destroy(run);
        end_scene(&scene);
    }
    assert_true(written >= 12);
}

static bool
takes_stages(const struct scene *scene)
{
    const struct rv_racer *racer = &scene->document.racers[0];
    return !(rv_optimizer_at(racer->rule)->needs & RV_NEEDS_EXACT);
}

static void
set(struct scene *scene, const char *key, double value)
{
    struct rv_racer *racer = &scene->document.racers[0];
    rv_key found = rv_racer_key(racer, key);
    assert_int_not_equal(found, RV_KEY_NONE);
    rv_racer_set(racer, found, value);
}

static void
add_batch_and_noise(struct scene *scene)
{
    if (!takes_stages(scene))
        return;
    set(scene, "batch", 5);
    set(scene, "noise", 0.25);
}

/* Each with the others, bounds that bite and bounds that do not. */
static void
add_clips_and_decay(struct scene *scene)
{
    if (!takes_stages(scene))
        return;
    set(scene, "clip_value", draw() < 0.5 ? 0.3 : 30);
    set(scene, "clip_norm", draw() < 0.5 ? 0.2 : 20);
    set(scene, "clip_eps", draw() < 0.5 ? 0 : 1e-6);
    set(scene, "weight_decay", 0.1);
    set(scene, "decay", (double)(int)(draw() * 3));
}

static void
add_average_and_schedule(struct scene *scene)
{
    const struct rv_racer *racer = &scene->document.racers[0];
    set(scene, "average", (double)(int)(draw() * 4));
    set(scene, "average_from", draw() < 0.5 ? 0 : 3);
    if (takes_stages(scene)) {
        set(scene, "weight_decay", 0.01);
        set(scene, "decay", 0);
    }
    if (!rv_racer_has_rate(racer))
        return;
    set(scene, "schedule", (double)(size_t)(draw() * (double)rv_schedule_count()));
    set(scene, "warmup", draw() < 0.5 ? 0 : 7);
}

static void
test_stages_around_the_rule(void **state)
{
    (void)state;
    check_all("logistic", add_batch_and_noise);
    check_all("rosenbrock", add_clips_and_decay);
    check_all("himmelblau", add_clips_and_decay);
    check_all("rosenbrock", add_average_and_schedule);
    check_all("logistic", add_average_and_schedule);
}

/* Numbers turned on the way: rates, and betas in the middle of a bias correction. */
static void
add_edits(struct scene *scene)
{
    struct rv_racer *racer = &scene->document.racers[0];
    const struct rv_optimizer *rule = rv_optimizer_at(racer->rule);
    for (size_t i = 0; i < rule->n_params; i++) {
        const struct rv_param *param = &rule->params[i];
        if (param->when != RV_LIVE || param->scale == RV_CHOICE)
            continue;
        double value = rv_param_turn(param, racer->settings.value[i], -1, true);
        struct rv_edit edit = {.step = 1 + (int64_t)i, .key = (rv_key)i, .value = value};
        rv_document_add_edit(&scene->document, edit, NULL);
    }
}

static void
test_after_edits(void **state)
{
    (void)state;
    check_all("rosenbrock", add_edits);
}

static void
expect_stage(const struct rv_explanation *e, size_t i, const char *symbol,
             const char *formula, const char *x, const char *y)
{
    char text[RV_EXPLAIN_TEXT_MAX];
    struct rv_stage stage = rv_explanation_stage(e, i);
    assert_string_equal(stage.symbol, symbol);
    assert_string_equal(rv_explanation_formula(e, i, RV_SCRIPT_UTF8, text, sizeof text),
                        formula);
    assert_string_equal(
        rv_explanation_numbers(e, i, 0, 4, RV_SCRIPT_UTF8, text, sizeof text), x);
    assert_string_equal(
        rv_explanation_numbers(e, i, 1, 4, RV_SCRIPT_UTF8, text, sizeof text), y);
}

/* On f = (x² + 25y²)/2 from (1, 1), by hand. */
static void
test_adam_as_its_paper_writes_it(void **state)
{
    (void)state;
    struct rv_racer racer;
    struct rv_explanation *e;
    struct rv_run *run;
    rv_racer_init(&racer, (size_t)rv_optimizer_find("adam"));
    rv_racer_set(&racer, rv_racer_key(&racer, "lr"), 0.1);
    struct scene scene = make_scene("quadratic", &racer, "adam");
    scene.document.start = (struct rv_vec2){1, 1};
    scene.document.surface.settings.value[2] = 25;
    rv_objective_unref(scene.objective);
    assert_int_equal(rv_objective_create(&scene.objective, &scene.document.surface, NULL),
                     RV_OK);
    assert_int_equal(rv_run_create(&run, scene.objective, &scene.document, 0, NULL, NULL),
                     RV_OK);
    rv_run_advance(run, 1, NULL);
    assert_int_equal(rv_explain(&e, run, NULL), RV_OK);
    assert_int_equal(rv_explanation_count(e), 7);
    expect_stage(e, 0, "g", "a₁₁(x − cx) + a₁₂(y − cy),  a₁₂(x − cx) + a₂₂(y − cy)",
                 "1·(0.9000 − 0) + 0·(0.9000 − 0)", "0·(0.9000 − 0) + 25·(0.9000 − 0)");
    expect_stage(e, 1, "m", "β₁m + (1−β₁)g", "0.9·0.1000 + 0.1·0.9000",
                 "0.9·2.500 + 0.1·22.50");
    expect_stage(e, 2, "v", "β₂v + (1−β₂)g²", "0.999·0.001000 + 0.001·0.9000²",
                 "0.999·0.6250 + 0.001·22.50²");
    expect_stage(e, 3, "mˆ", "m / (1−β₁²)", "0.1800 / 0.1900", "4.500 / 0.1900");
    expect_stage(e, 4, "vˆ", "v / (1−β₂²)", "0.001809 / 0.001999", "1.131 / 0.001999");
    expect_stage(e, 5, "Δ", "−η mˆ / (√vˆ + ε)", "−0.1·0.9474 / (√0.9050 + 1e−8)",
                 "−0.1·23.68 / (√565.6 + 1e−8)");
    expect_stage(e, 6, "θ", "θ + Δ", "0.9000 + (−0.09959)", "0.9000 + (−0.09959)");
    rv_explanation_destroy(e);
    rv_run_destroy(run);
    end_scene(&scene);
}

static void
test_a_run_that_has_diverged(void **state)
{
    (void)state;
    struct rv_racer racer;
    struct rv_explanation *e;
    struct rv_run *run;
    struct rv_error error;
    rv_racer_init(&racer, (size_t)rv_optimizer_find("gd"));
    rv_racer_set(&racer, rv_racer_key(&racer, "lr"), 5);
    struct scene scene = make_scene("rosenbrock", &racer, "gd");
    assert_int_equal(rv_run_create(&run, scene.objective, &scene.document, 0, NULL, NULL),
                     RV_OK);
    rv_run_advance(run, 1000, NULL);
    assert_int_equal(rv_explain(&e, run, &error), RV_E_RANGE);
    assert_null(e);
    assert_non_null(strstr(error.text, "diverged"));
    rv_run_destroy(run);
    end_scene(&scene);
}

/* The test's own pencil. */
static void
test_the_pencil(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } sums[] = {
        {"−0.1·(−3)² / (√9 + 1e−8)", -0.9 / (3 + 1e-8)},
        {"2 − 3 − 4",                      -5               },
        {"8 / 4 / 2",                          1                },
        {"−2²",                             -4               },
        {"max(−1, min(2, 3))·2",            4                },
        {"|−3| + sign(−2)·|2|",           1                },
        {"0.9·(1 − 0.5·4^(0.5))",          0                },
        {"sqrt(4)*2^2",                        8                },
    };
    struct reckoned result;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        assert_true(reckon(sums[i].text, 0, &result));
        assert_close(result.value, sums[i].value, 1e-15);
    }
    assert_false(reckon("1 +", 0, &result));
    assert_false(reckon("(1", 0, &result));
    assert_false(reckon("β·2", 0, &result));
    assert_false(reckon("", 0, &result));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_pencil),
        cmocka_unit_test(test_every_rule_and_form),
        cmocka_unit_test(test_every_surface),
        cmocka_unit_test(test_stages_around_the_rule),
        cmocka_unit_test(test_after_edits),
        cmocka_unit_test(test_adam_as_its_paper_writes_it),
        cmocka_unit_test(test_a_run_that_has_diverged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
