/* The edge of stability is where theory says: just under it a quadratic's iterates stay,
 * just over it they run away. */
#include "../close.h"

#include <string.h>

#include <ravine/ravine.h>

struct limit_case {
    const char *rule, *form;
    double beta, dampening;
};

static struct rv_racer
make_racer(const struct limit_case *c)
{
    struct rv_racer racer;
    rv_racer_init(&racer, (size_t)rv_optimizer_find(c->rule));
    if (c->form) {
        rv_key key = rv_racer_key(&racer, "form");
        double form;
        assert_int_equal(
            rv_param_parse(rv_racer_param(&racer, key), c->form, &form, NULL), RV_OK);
        rv_racer_set(&racer, key, form);
        rv_racer_set(&racer, rv_racer_key(&racer, "beta"), c->beta);
    }
    if (c->dampening > 0)
        rv_racer_set(&racer, rv_racer_key(&racer, "dampening"), c->dampening);
    return racer;
}

/* |x| after @steps at @rate on a quadratic of curvatures 1 and 8. */
static double
distance_after(const struct rv_racer *racer, double rate, size_t steps)
{
    struct rv_document document;
    struct rv_objective *objective;
    struct rv_run *run;
    struct rv_racer turned = *racer;
    rv_document_init(&document, (size_t)rv_surface_find("quadratic"));
    const struct rv_surface *surface = rv_surface_at(document.surface.surface);
    int a22 = rv_param_find(surface->params, surface->n_params, "a22");
    document.surface.settings.value[a22] = 8;
    document.start = (struct rv_vec2){1, 1};
    rv_racer_set(&turned, rv_racer_key(&turned, "lr"), rate);
    assert_int_equal(rv_document_add_racer(&document, &turned, NULL), RV_OK);
    assert_int_equal(rv_objective_create(&objective, &document.surface, NULL), RV_OK);
    assert_int_equal(rv_run_create(&run, objective, &document, 0, NULL, NULL), RV_OK);
    size_t taken = rv_run_advance(run, steps, NULL);
    double far = taken < steps ? INFINITY : fabs(rv_run_theta(run)[1]);
    rv_run_destroy(run);
    rv_objective_unref(objective);
    return far;
}

static void
test_edges(void **state)
{
    (void)state;
    static const struct limit_case cases[] = {
        {"gd",       NULL,          0,   0  },
        {"momentum", "classic",     0.9, 0  },
        {"momentum", "classic",     0.5, 0.3},
        {"momentum", "ema",         0.9, 0  },
        {"momentum", "heavyball",   0.7, 0  },
        {"nesterov", "lookahead",   0.9, 0  },
        {"nesterov", "torch",       0.6, 0  },
        {"nesterov", "ema",         0.8, 0  },
        {"nesterov", "accelerated", 0.9, 0  },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *formula;
        struct rv_racer racer = make_racer(&cases[i]);
        double limit = rv_racer_limit(&racer, 8, &formula);
        assert_true(limit > 0 && strlen(formula) > 0);
        assert_true(distance_after(&racer, 0.995 * limit, 20000) < 1);
        assert_true(distance_after(&racer, 1.005 * limit, 20000) > 1e3);
    }
}

/* Decay adds its weight to the curvature. */
static void
test_decay_counts(void **state)
{
    (void)state;
    const char *formula;
    static const struct limit_case gd = {"gd", NULL, 0, 0};
    struct rv_racer racer = make_racer(&gd);
    rv_racer_set(&racer, rv_racer_key(&racer, "weight_decay"), 2);
    double limit = rv_racer_limit(&racer, 8, &formula);
    assert_close(limit, 2.0 / 10, 1e-15);
    assert_true(distance_after(&racer, 0.995 * limit, 20000) < 1);
    assert_true(distance_after(&racer, 1.005 * limit, 20000) > 1e3);
}

static void
test_no_edge(void **state)
{
    (void)state;
    const char *formula;
    static const char *const rules[] = {"adam", "adagrad", "rmsprop"};
    for (size_t i = 0; i < 3; i++) {
        struct rv_racer racer;
        rv_racer_init(&racer, (size_t)rv_optimizer_find(rules[i]));
        assert_true(isnan(rv_racer_limit(&racer, 8, &formula)));
    }
    struct rv_racer gd;
    rv_racer_init(&gd, (size_t)rv_optimizer_find("gd"));
    assert_true(isnan(rv_racer_limit(&gd, 0, &formula)));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_decay_counts),
        cmocka_unit_test(test_no_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
