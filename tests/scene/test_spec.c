/* SPECs of the command line: what they mean, and the column of what is wrong. */
#include "load.h"
#include "scene/spec.h"

static double
setting(const struct rv_racer *racer, const char *name)
{
    return rv_racer_get(racer, rv_racer_key(racer, name));
}

static void
racers(void **state)
{
    struct rv_racer racer;
    struct rv_error error;
    (void)state;
    assert_int_equal(spec_racer(&racer, "adam:lr=0.05,beta1=8e-1", &error), RV_OK);
    assert_string_equal(rv_optimizer_at(racer.rule)->id, "adam");
    assert_true(setting(&racer, "lr") == 0.05 && setting(&racer, "beta1") == 0.8);
    assert_true(setting(&racer, "beta2") == 0.999);
    assert_string_equal(racer.label, "");
    assert_int_equal(spec_racer(&racer, "gd", &error), RV_OK);
    assert_true(setting(&racer, "lr") == 1e-3);
    assert_int_equal(
        spec_racer(&racer, "gd:label=\"a, \"\"b\"\"\",start=-1|2.5,noise=1", &error),
        RV_OK);
    assert_string_equal(racer.label, "a, \"b\"");
    assert_true(racer.own_start && racer.start.x == -1 && racer.start.y == 2.5);
    assert_true(setting(&racer, "noise") == 1);
    assert_int_equal(spec_racer(&racer, "momentum:form=ema,bias_correction=yes", &error),
                     RV_OK);
    assert_true(setting(&racer, "bias_correction") == 1);
}

static void
surfaces(void **state)
{
    struct rv_surface_spec spec;
    struct rv_error error;
    (void)state;
    assert_int_equal(spec_surface(&spec, "rosenbrock:b=10", &error), RV_OK);
    assert_string_equal(rv_surface_at(spec.surface)->id, "rosenbrock");
    assert_true(spec.settings.value[0] == 1 && spec.settings.value[1] == 10);
    assert_int_equal(spec_surface(&spec, "logistic:data=hours,lambda=0.1", &error),
                     RV_OK);
    assert_string_equal(spec.data, "hours");
}

static const struct {
    const char *text;
    int column;
    const char *complaint;
} bad_racers[] = {
    {"adm:lr=1",             1,  "unknown optimizer 'adm' (did you mean 'adam'?)"  },
    {"",                     1,  "is missing"                                      },
    {":lr=1",                1,  "is missing"                                      },
    {"gd:",                  4,  "a key is missing"                                },
    {"gd:lr",                6,  "expected '='"                                    },
    {"gd:lr=",               7,  "lr has no value"                                 },
    {"gd:lr=1,",             9,  "a key is missing"                                },
    {"gd:lr=1,lr=2",         9,  "'lr' is given twice"                             },
    {"gd:lr=0x1",            7,  "not a decimal number"                            },
    {"gd:lr= 1",             7,  "not a decimal number"                            },
    {"gd:lr=nan",            7,  "not a decimal number"                            },
    {"gd:lr=-1",             7,  "at least 0"                                      },
    {"gd:lrr=1",             4,  "unknown setting 'lrr' of gd (did you mean 'lr'?)"},
    {"gd:label=\"a",         10, "not closed"                                      },
    {"gd:label=\"a\"b",      13, "expected ','"                                    },
    {"gd:label=\"\"",        10, "has no value"                                    },
    {"gd:start=1",           10, "two numbers"                                     },
    {"gd:start=1|2|3",       10, "two numbers"                                     },
    {"gd:start=\"1,2\"",     10, "two numbers"                                     },
    {"gd:label=η,lrr=1",    12, "unknown setting 'lrr'"                           },
    {"momentum:form=clasic", 15, "classic"                                         },
};

static void
racer_columns(void **state)
{
    struct rv_racer racer;
    struct rv_error error;
    (void)state;
    for (size_t i = 0; i < sizeof bad_racers / sizeof *bad_racers; i++) {
        error = (struct rv_error){0};
        assert_int_not_equal(spec_racer(&racer, bad_racers[i].text, &error), RV_OK);
        if (error.column != bad_racers[i].column ||
            !strstr(error.text, bad_racers[i].complaint))
            fail_msg("%s: column %d: %s", bad_racers[i].text, error.column, error.text);
    }
}

static void
surface_columns(void **state)
{
    struct rv_surface_spec spec;
    struct rv_error error;
    (void)state;
    assert_int_equal(spec_surface(&spec, "rosenbrok", &error), RV_E_UNKNOWN);
    assert_int_equal(error.column, 1);
    assert_int_equal(spec_surface(&spec, "quadratic:a11=1,b=2", &error), RV_E_UNKNOWN);
    assert_int_equal(error.column, 17);
    assert_int_equal(spec_surface(&spec, "logistic:data=orings", &error), RV_E_UNKNOWN);
    assert_int_equal(error.column, 15);
}

static void
numbers(void **state)
{
    static const struct {
        const char *text;
        int column; /* 0: fine */
    } cases[] = {
        {"1,2",     0},
        {"-1e3,.5", 0},
        {"1",       2},
        {"1,",      3},
        {"1,2,3",   4},
        {"1,x",     3},
        {"",        1},
        {"1,2 ",    3},
        {"1,inf",   3},
        {",1",      1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rv_error error = {0};
        double xy[2];
        spec_numbers(xy, 2, cases[i].text, &error);
        if (error.column != cases[i].column)
            fail_msg("'%s': column %d: %s", cases[i].text, error.column, error.text);
    }
}

static const char race[] = "surface: {id: quadratic, a22: 3}\n"
                           "racers:\n"
                           "  - {optimizer: gd, lr: 0.1}\n"
                           "  - {optimizer: momentum, lr: 0.1, label: a.b}\n"
                           "  - {optimizer: gd}\n"
                           "edits: [{at: 5, racer: a.b, lr: 0.3}]\n";

static void
set_finds_racers(void **state)
{
    struct rv_error error;
    (void)state;
    struct scene *scene = load_good(race);
    struct rv_document *d = &scene->document;
    assert_int_equal(spec_set(d, "lr=0.5", &error), RV_OK);
    for (size_t i = 0; i < 3; i++)
        assert_true(setting(&d->racers[i], "lr") == 0.5);
    assert_int_equal(d->n_edits, 0); /* from the start: its edits are gone */
    assert_int_equal(spec_set(d, "beta=0.5", &error), RV_OK);
    assert_true(setting(&d->racers[1], "beta") == 0.5);
    assert_int_equal(spec_set(d, "a.b.lr=0.25", &error), RV_OK);
    assert_int_equal(spec_set(d, "3.lr=0.125", &error), RV_OK);
    assert_int_equal(spec_set(d, "gd.lr=2", &error), RV_OK);
    assert_true(setting(&d->racers[1], "lr") == 0.25);
    assert_true(setting(&d->racers[2], "lr") == 0.125);
    assert_true(setting(&d->racers[0], "lr") == 2);
    assert_int_equal(spec_set(d, "surface.a22=7", &error), RV_OK);
    assert_true(d->surface.settings.value[2] == 7);
    scene_destroy(scene);
}

static void
set_refuses(void **state)
{
    static const struct {
        const char *text;
        int column;
        const char *complaint;
    } cases[] = {
        {"foo=1",         1,  "unknown setting 'foo'"           },
        {"betta=1",       1,  "did you mean 'beta'?"            },
        {"lr=-1",         4,  "at least 0"                      },
        {"4.lr=1",        1,  "unknown racer '4'"               },
        {"0.lr=1",        1,  "unknown racer '0'"               },
        {"gd 3.lr=1",     1,  "did you mean 'gd 2'?"            },
        {"gd.beta=1",     1,  "unknown setting 'beta' of gd"    },
        {"surface.a=1",   1,  "unknown setting 'a' of quadratic"},
        {"surface.a11=x", 13, "not a decimal number"            },
        {"lr",            1,  "expected KEY=VALUE"              },
        {"=1",            1,  "expected KEY=VALUE"              },
    };
    (void)state;
    struct scene *scene = load_good(race);
    struct rv_document before = scene->document;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rv_error error = {0};
        assert_int_not_equal(spec_set(&scene->document, cases[i].text, &error), RV_OK);
        if (error.column != cases[i].column || !strstr(error.text, cases[i].complaint))
            fail_msg("%s: column %d: %s", cases[i].text, error.column, error.text);
    }
    assert_memory_equal(&before.surface, &scene->document.surface, sizeof before.surface);
    scene_destroy(scene);
}

/* The window and start of a surface follow its settings while they are its own. */
static void
own_view_follows(void **state)
{
    struct rv_error error;
    (void)state;
    struct scene *scene = load_good("surface: {id: logistic, data: oring_std}\n"
                                    "racers: [{optimizer: gd}]\n");
    struct rv_document *d = &scene->document;
    struct rv_window window = d->window;
    assert_int_equal(spec_set(d, "surface.data=hours", &error), RV_OK);
    assert_memory_not_equal(&window, &d->window, sizeof window);
    d->window.x0 = -100;
    window = d->window;
    assert_int_equal(spec_set(d, "surface.data=oring", &error), RV_OK);
    assert_memory_equal(&window, &d->window, sizeof window);
    scene_destroy(scene);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(racers),        cmocka_unit_test(surfaces),
        cmocka_unit_test(racer_columns), cmocka_unit_test(surface_columns),
        cmocka_unit_test(numbers),       cmocka_unit_test(set_finds_racers),
        cmocka_unit_test(set_refuses),   cmocka_unit_test(own_view_follows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
