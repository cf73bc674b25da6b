/* The document: racers, labels, edits from here on and from the start. */
#include <string.h>

#include <ravine/ravine.h>

#include "bits.h"

static void
add(struct rv_document *document, const char *id, const char *label)
{
    struct rv_racer racer;
    rv_racer_init(&racer, (size_t)rv_optimizer_find(id));
    strcpy(racer.label, label);
    assert_int_equal(rv_document_add_racer(document, &racer, NULL), RV_OK);
}

static struct rv_document
two_racers(void)
{
    struct rv_document document;
    rv_document_init(&document, (size_t)rv_surface_find("rosenbrock"));
    add(&document, "gd", "");
    add(&document, "momentum", "heavy");
    return document;
}

static rv_key
key_of(const struct rv_document *document, size_t racer, const char *name)
{
    rv_key key = rv_racer_key(&document->racers[racer], name);
    assert_int_not_equal(key, RV_KEY_NONE);
    return key;
}

static void
test_a_new_document_has_defaults(void **state)
{
    (void)state;
    struct rv_document document;
    rv_document_init(&document, (size_t)rv_surface_find("rosenbrock"));
    assert_int_equal(document.steps, 200);
    assert_same_bits(document.target, 1e-3);
    assert_int_equal(document.seed, 0);
    assert_int_equal(document.n_racers, 0);
    assert_true(document.window.x0 < document.window.x1);
    assert_true(document.window.y0 < document.window.y1);
}

static void
test_labels(void **state)
{
    (void)state;
    struct rv_document document = two_racers();
    char text[RV_LABEL_MAX];
    add(&document, "gd", "");
    add(&document, "gd", "slow");
    add(&document, "gd", "");
    static const char *const expected[] = {"gd", "heavy", "gd 2", "slow", "gd 3"};
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(rv_document_label(&document, i, text), expected[i]);
        assert_int_equal(rv_document_racer(&document, expected[i]), i);
    }
    assert_int_equal(rv_document_racer(&document, "momentum"), -1);
}

static void
test_keys_are_all_settings(void **state)
{
    (void)state;
    struct rv_document document = two_racers();
    const struct rv_racer *racer = &document.racers[1];
    rv_key keys[64];
    size_t n = rv_racer_keys(racer, keys);
    assert_int_equal(n, rv_optimizer_at(racer->rule)->n_params + RV_COMMON_COUNT);
    for (size_t i = 0; i < n; i++) {
        const struct rv_param *param = rv_racer_param(racer, keys[i]);
        assert_non_null(param);
        assert_int_equal(rv_racer_key(racer, param->key), keys[i]);
        assert_same_bits(rv_racer_get(racer, keys[i]), param->standard);
    }
    assert_null(rv_racer_param(racer, 15));
    assert_int_equal(rv_racer_key(racer, "elephant"), RV_KEY_NONE);
}

static void
test_a_form_uses_some_settings(void **state)
{
    (void)state;
    struct rv_document document = two_racers();
    struct rv_racer *racer = &document.racers[1];
    rv_key form = key_of(&document, 1, "form");
    rv_key dampening = key_of(&document, 1, "dampening");
    assert_true(rv_racer_uses(racer, dampening));
    rv_racer_set(racer, form, 1);
    assert_false(rv_racer_uses(racer, dampening));
    assert_true(rv_racer_uses(racer, key_of(&document, 1, "bias_correction")));
}

static void
test_from_here_on(void **state)
{
    (void)state;
    struct rv_document d = two_racers();
    rv_key lr = key_of(&d, 1, "lr"), beta = key_of(&d, 1, "beta");
    double before = rv_document_value(&d, 1, lr, 0);
    assert_int_equal(rv_document_edit(&d, 1, lr, 40, 0.05, NULL), RV_OK);
    assert_int_equal(rv_document_edit(&d, 1, beta, 60, 0.5, NULL), RV_OK);
    assert_int_equal(d.n_edits, 2);
    assert_same_bits(rv_document_value(&d, 1, lr, 39), before);
    assert_same_bits(rv_document_value(&d, 1, lr, 40), 0.05);
    assert_same_bits(rv_document_value(&d, 1, lr, 1000000), 0.05);
    assert_same_bits(rv_document_value(&d, 0, key_of(&d, 0, "lr"), 50), before);
    /* A change in the past replaces the racer's future, whatever the key. */
    assert_int_equal(rv_document_edit(&d, 1, lr, 50, 0.02, NULL), RV_OK);
    assert_int_equal(d.n_edits, 2);
    assert_same_bits(rv_document_value(&d, 1, beta, 60), 0.9);
    assert_same_bits(rv_document_value(&d, 1, lr, 49), 0.05);
    assert_same_bits(rv_document_value(&d, 1, lr, 50), 0.02);
    /* Turned back there: nothing is left of it. */
    assert_int_equal(rv_document_edit(&d, 1, lr, 50, 0.05, NULL), RV_OK);
    assert_int_equal(d.n_edits, 1);
}

static void
test_other_racers_keep_their_edits(void **state)
{
    (void)state;
    struct rv_document d = two_racers();
    assert_int_equal(rv_document_edit(&d, 0, key_of(&d, 0, "lr"), 90, 0.5, NULL), RV_OK);
    assert_int_equal(rv_document_edit(&d, 1, key_of(&d, 1, "lr"), 10, 0.5, NULL), RV_OK);
    assert_int_equal(d.n_edits, 2);
    assert_int_equal(d.edits[0].racer, 1);
    assert_int_equal(d.edits[1].racer, 0);
}

static void
test_from_the_start(void **state)
{
    (void)state;
    struct rv_document d = two_racers();
    rv_key lr = key_of(&d, 1, "lr"), beta = key_of(&d, 1, "beta");
    rv_document_edit(&d, 1, lr, 10, 0.05, NULL);
    rv_document_edit(&d, 1, beta, 20, 0.5, NULL);
    rv_document_edit(&d, 1, lr, 30, 0.07, NULL);
    assert_int_equal(rv_document_change(&d, 1, lr, 0.02, NULL), RV_OK);
    assert_int_equal(d.n_edits, 1);
    assert_same_bits(rv_document_value(&d, 1, lr, 100), 0.02);
    assert_same_bits(rv_document_value(&d, 1, beta, 100), 0.5);
}

static void
test_what_changes_form_acts_from_the_start(void **state)
{
    (void)state;
    struct rv_document d = two_racers();
    rv_key form = key_of(&d, 1, "form");
    assert_int_equal(rv_document_edit(&d, 1, form, 40, 1, NULL), RV_OK);
    assert_int_equal(d.n_edits, 0);
    assert_same_bits(rv_document_value(&d, 1, form, 0), 1);
    struct rv_edit edit = {.step = 3, .racer = 1, .key = form, .value = 0};
    assert_int_equal(rv_document_add_edit(&d, edit, NULL), RV_E_RANGE);
}

static void
test_bad_edits_change_nothing(void **state)
{
    (void)state;
    struct rv_document d = two_racers(), before = d;
    rv_key lr = key_of(&d, 1, "lr");
    struct rv_error error;
    assert_int_equal(rv_document_edit(&d, 1, lr, 4, -1, &error), RV_E_RANGE);
    assert_int_equal(rv_document_edit(&d, 1, lr, 4, NAN, &error), RV_E_RANGE);
    assert_int_equal(rv_document_edit(&d, 1, lr, -1, 1, &error), RV_E_RANGE);
    assert_int_equal(rv_document_edit(&d, 7, lr, 4, 1, &error), RV_E_RANGE);
    assert_int_equal(rv_document_edit(&d, 1, 15, 4, 1, &error), RV_E_UNKNOWN);
    assert_int_equal(rv_document_change(&d, 1, lr, -1, &error), RV_E_RANGE);
    assert_memory_equal(&d, &before, sizeof d);
}

static void
test_a_full_document_says_so(void **state)
{
    (void)state;
    struct rv_document d = two_racers();
    rv_key lr = key_of(&d, 1, "lr");
    for (int i = 0; i < RV_EDITS_MAX; i++) {
        struct rv_edit edit = {.step = i, .racer = 1, .key = lr, .value = 1 + i};
        assert_int_equal(rv_document_add_edit(&d, edit, NULL), RV_OK);
    }
    struct rv_document before = d;
    rv_key other = key_of(&d, 0, "lr");
    struct rv_error error;
    assert_int_equal(rv_document_edit(&d, 0, other, 3, 0.5, &error), RV_E_RANGE);
    assert_non_null(strstr(error.text, "512"));
    assert_memory_equal(&d, &before, sizeof d);
    while (d.n_racers < RV_RACERS_MAX)
        add(&d, "gd", "");
    struct rv_racer racer = d.racers[0];
    assert_int_equal(rv_document_add_racer(&d, &racer, &error), RV_E_RANGE);
}

static void
test_edits_stay_in_order(void **state)
{
    (void)state;
    struct rv_document d = two_racers();
    rv_key lr = key_of(&d, 1, "lr"), beta = key_of(&d, 1, "beta");
    const struct rv_edit edits[] = {
        {30, 0.3, 1, lr  },
        {10, 0.1, 1, lr  },
        {30, 0.4, 1, lr  },
        {20, 0.2, 0, 0   },
        {10, 0.5, 1, beta}
    };
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(rv_document_add_edit(&d, edits[i], NULL), RV_OK);
    static const int64_t steps[] = {10, 10, 20, 30, 30};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(d.edits[i].step, steps[i]);
    assert_same_bits(rv_document_value(&d, 1, lr, 30), 0.4); /* the later one holds */
}

static void
test_removing_a_racer_takes_its_edits(void **state)
{
    (void)state;
    struct rv_document d = two_racers();
    rv_document_edit(&d, 0, key_of(&d, 0, "lr"), 5, 0.5, NULL);
    rv_document_edit(&d, 1, key_of(&d, 1, "lr"), 6, 0.6, NULL);
    rv_document_remove_racer(&d, 0);
    assert_int_equal(d.n_racers, 1);
    assert_int_equal(d.n_edits, 1);
    assert_int_equal(d.edits[0].racer, 0);
    assert_int_equal(d.edits[0].step, 6);
    char text[RV_LABEL_MAX];
    assert_string_equal(rv_document_label(&d, 0, text), "heavy");
}

static void
test_a_racer_may_have_its_own_start(void **state)
{
    (void)state;
    struct rv_document d = two_racers();
    d.start = (struct rv_vec2){1, 2};
    d.racers[1].own_start = true;
    d.racers[1].start = (struct rv_vec2){3, 4};
    assert_same_bits(rv_document_start(&d, 0).y, 2);
    assert_same_bits(rv_document_start(&d, 1).y, 4);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_document_has_defaults),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_keys_are_all_settings),
        cmocka_unit_test(test_a_form_uses_some_settings),
        cmocka_unit_test(test_from_here_on),
        cmocka_unit_test(test_other_racers_keep_their_edits),
        cmocka_unit_test(test_from_the_start),
        cmocka_unit_test(test_what_changes_form_acts_from_the_start),
        cmocka_unit_test(test_bad_edits_change_nothing),
        cmocka_unit_test(test_a_full_document_says_so),
        cmocka_unit_test(test_edits_stay_in_order),
        cmocka_unit_test(test_removing_a_racer_takes_its_edits),
        cmocka_unit_test(test_a_racer_may_have_its_own_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
