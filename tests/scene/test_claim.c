/*
 * Claims against runs known by hand: GD on ½(x² + y²) from (1, 0) multiplies x by 1 − η,
 * so that with η = ½ the loss is 2^(−1−2t), and with η = 3 it is 2^(2t−1) until it
 * overflows.
 */
#include "load.h"

static const char race[] = "surface: quadratic\n"
                           "start: [1, 0]\n"
                           "steps: 600\n"
                           "racers:\n"
                           "  - {optimizer: gd, lr: 0.5, label: half}\n"
                           "  - {optimizer: gd, lr: 0.5, label: twin, start: [0, 1]}\n"
                           "  - {optimizer: gd, lr: 3, label: past}\n"
                           "  - {optimizer: gd, lr: 0, label: still}\n"
                           "  - {optimizer: gd, lr: 0.75, label: fast}\n"
                           "claims:\n  - {racer: %s}\n";

static const struct {
    const char *claim;
    bool holds;
    const char *measured;
} cases[] = {
    {"half, loss_below: 0.0078125, by: 4",               true,  "at step 4"            },
    {"half, loss_below: 0.0078125, by: 3",               false, "0.0078125 at step 3"  },
    {"half, loss_below: 1, by: 0",                       true,  "0.5 at step 0"        },
    {"half, loss_below: 0.5, by: 0",                     false, "0.5 at step 0"        },
    {"past, loss_below: 0.1, by: 600",                   false, "diverged at step"     },
    {"past, loss_below: 1, by: 600",                     true,  "at step 0"            },
    {"half, loss_above: 0.007, at: 3",                   true,  "0.0078125 at step 3"  },
    {"half, loss_above: 0.0078125, at: 3",               false, "0.0078125 at step 3"  },
    {"past, loss_above: 1, at: 600",                     false, "diverged at step 512" },
    {"past, loss_above: 1, at: 511",                     true,  "at step 511"          },
    {"half, lands_near: [0, 0], within: 0.125, by: 3",   true,  "0.125 away"           },
    {"half, lands_near: [0, 0], within: 0.12, by: 3",    false, "0.125 away"           },
    {"half, lands_near: [0.125, 1], within: 1, by: 3",   true,  "1 away"               },
    {"past, lands_near: [0, 0], within: 1e300, by: 600", false, "diverged"             },
    {"past, diverges_by: 512",                           true,  "diverged at step 512" },
    {"past, diverges_by: 511",                           false, "at step 511"          },
    {"half, diverges_by: 600",                           false, "at step 600"          },
    {"half, never_diverges: true",                       true,  "at step 600"          },
    {"past, never_diverges: true",                       false, "diverged at step 512" },
    {"fast, first_to: 0.1",                              true,  "before every other"   },
    {"half, first_to: 0.1",                              false, "at step 2"            },
    {"fast, first_to: 1",                                false, "at step 0"            },
    {"still, first_to: 0.1",                             false, "not below by step 600"},
    {"still, loss_above: 0.4, at: 10000000",             true,  "at step 10000000"     },
};

static struct verdict
check(const char *claim)
{
    char text[1024];
    struct verdict verdict;
    struct rv_error error;
    snprintf(text, sizeof text, race, claim);
    struct scene *scene = load_good(text);
    assert_int_equal(claim_check(scene, 0, &verdict, &error), RV_OK);
    scene_destroy(scene);
    return verdict;
}

static void
verdicts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct verdict verdict = check(cases[i].claim);
        if (verdict.holds != cases[i].holds ||
            !strstr(verdict.measured, cases[i].measured))
            fail_msg("%s: %s (%s)", cases[i].claim, verdict.holds ? "holds" : "fails",
                     verdict.measured);
    }
}

static void
in_words(void **state)
{
    static const struct {
        const char *claim, *words;
    } words[] = {
        {"half, loss_below: 1.0e-3, by: 80",              "half: loss below 0.001 by step 80"},
        {"half, loss_above: 2, at: 7",                    "half: loss above 2 at step 7"     },
        {"half, lands_near: [1, -2], within: 0.5, by: 3",
         "half: within 0.5 of (1, -2) at step 3"                                             },
        {"past, diverges_by: 9",                          "past: diverges by step 9"         },
        {"half, never_diverges: true",                    "half: never diverges"             },
        {"half, first_to: 0.25",                          "half: first to a loss below 0.25" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char text[1024], buffer[200];
        snprintf(text, sizeof text, race, words[i].claim);
        struct scene *scene = load_good(text);
        assert_string_equal(claim_describe(&scene->claims[0], buffer, sizeof buffer),
                            words[i].words);
        scene_destroy(scene);
    }
}

/* An edit is part of what is claimed. */
static void
edits_count(void **state)
{
    struct verdict verdict;
    struct rv_error error;
    (void)state;
    struct scene *scene = load_good("surface: quadratic\nstart: [1, 0]\n"
                                    "racers: [{optimizer: gd, lr: 0}]\n"
                                    "edits: [{at: 10, racer: gd, lr: 1}]\n"
                                    "claims:\n"
                                    "  - {racer: gd, loss_above: 0.49, at: 10}\n"
                                    "  - {racer: gd, loss_below: 1e-300, by: 11}\n");
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(claim_check(scene, i, &verdict, &error), RV_OK);
        assert_true(verdict.holds);
    }
    scene_destroy(scene);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts),
        cmocka_unit_test(in_words),
        cmocka_unit_test(edits_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
