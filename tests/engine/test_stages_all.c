/*
 * All stages around every rule at once: replayed, rewound, and as n numbers, to the bit.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/surface_driver.h"
#include "forms.h"
#include "racing.h"

enum { STEPS = 150 };

/* Whatever the rule does not refuse. */
static void
turn_all_stages_on(struct rv_racer *racer, double average)
{
    static const struct {
        const char *key;
        double value;
    } stages[] = {
        {"warmup",       7   },
        {"batch",        5   },
        {"noise",        0.1 },
        {"clip_norm",    0.6 },
        {"clip_value",   0.5 },
        {"weight_decay", 0.02},
        {"decay",        1   },
        {"average_from", 11  },
    };
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
        rv_key key = rv_racer_key(racer, stages[i].key);
        if (rv_racer_check(racer, key, stages[i].value, NULL) == RV_OK)
            rv_racer_set(racer, key, stages[i].value);
    }
    set_key(racer, "average", average);
    set_key(racer, "schedule", rv_schedule_find(average == 2 ? "plateau" : "onecycle"));
    set_key(racer, average == 2 ? "schedule.patience" : "schedule.total_steps",
            average == 2 ? 2 : 60);
}

/* The surface again, as n numbers of the caller's own. */
static double
value_gradient(const void *self, const double *x, const uint32_t *rows, size_t k,
               double *g)
{
    const struct rv_objective *surface = self;
    if (!rows)
        return rv_objective_peek(surface, x, g);
    double f;
    struct rv_vec2 v = surface->driver->eval_rows(surface->self, x[0], x[1], rows, k, &f);
    g[0] = v.x;
    g[1] = v.y;
    return f;
}

static void
hessian(const void *self, const double *x, double *h)
{
    rv_objective_hessian(self, x, h);
}

static void
check_replay(const struct rv_document *document, const struct rv_row *rows, size_t taken)
{
    struct rv_run *run = run_of(document, 0);
    size_t size = rv_run_state_size(run), done = 0;
    void *bytes = malloc(size), *later = malloc(size);
    struct rv_row again[STEPS + 1];
    for (size_t k = 1; done < taken; k = k % 7 + 1)
        done += rv_run_advance(run, k < taken - done ? k : taken - done, again + done);
    assert_memory_equal(rows, again, taken * sizeof rows[0]);
    rv_run_save(run, later);
    rv_run_destroy(run);
    run = run_of(document, 0);
    rv_run_advance(run, taken / 2, NULL);
    rv_run_save(run, bytes);
    rv_run_advance(run, taken - taken / 2, NULL);
    rv_run_load(run, bytes);
    struct rv_row row;
    rv_run_row(run, &row);
    assert_memory_equal(&row, &rows[taken / 2], sizeof row);
    rv_run_advance(run, taken - taken / 2, again + taken / 2);
    assert_memory_equal(rows, again, taken * sizeof rows[0]);
    rv_run_save(run, bytes);
    assert_memory_equal(bytes, later, size);
    free(bytes);
    free(later);
    rv_run_destroy(run);
}

static void
check_n_vector(const struct rv_document *document, const struct rv_row *rows,
               size_t taken)
{
    struct rv_objective *surface = objective_of(document), *problem;
    struct rv_problem own = {.n = 2,
                             .n_rows = surface->n_rows,
                             .value_gradient = value_gradient,
                             .hessian = hessian,
                             .self = surface};
    assert_int_equal(rv_objective_create_problem(&problem, &own, NULL), RV_OK);
    struct rv_run *run;
    struct rv_row again[STEPS];
    const double start[2] = {document->start.x, document->start.y};
    assert_int_equal(rv_run_create(&run, problem, document, 0, start, NULL), RV_OK);
    assert_int_equal(rv_run_advance(run, taken, again), taken);
    assert_memory_equal(rows, again, taken * sizeof rows[0]);
    rv_run_destroy(run);
    rv_objective_unref(problem);
    rv_objective_unref(surface);
}

static void
test_every_rule_with_every_stage(void **state)
{
    (void)state;
    struct forms forms = {0};
    struct rv_racer racer;
    while (next_form(&forms, &racer))
        for (int average = 0; average < 4; average++) {
            struct rv_racer staged = racer;
            turn_all_stages_on(&staged, average);
            struct rv_document document = document_of("logistic", &staged);
            struct rv_run *run = run_of(&document, 0);
            struct rv_row rows[STEPS + 1];
            size_t taken = rv_run_advance(run, STEPS, rows);
            if (taken < STEPS || !isfinite(rows[STEPS - 1].loss))
                fail_msg("%s: ended at %zu", forms.name, taken);
            rv_run_destroy(run);
            check_replay(&document, rows, taken);
            check_n_vector(&document, rows, taken);
        }
}

/* A stage that is there but does nothing: the staged drivers' bits are the plain ones'.
 */
static void
test_idle_stages_change_nothing(void **state)
{
    (void)state;
    struct forms forms = {0};
    struct rv_racer plain;
    while (next_form(&forms, &plain)) {
        if (rv_optimizer_at(plain.rule)->needs & RV_NEEDS_EXACT)
            continue;
        struct rv_racer idle = plain;
        set_key(&idle, "clip_norm", 1e9);
        set_key(&idle, "clip_value", 1e9);
        struct rv_document a = document_of("himmelblau", &plain);
        struct rv_document b = document_of("himmelblau", &idle);
        struct rv_row rows[STEPS], expected[STEPS];
        trace(&a, 0, STEPS, expected);
        trace(&b, 0, STEPS, rows);
        assert_memory_equal(rows, expected, sizeof rows);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_rule_with_every_stage),
        cmocka_unit_test(test_idle_stages_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
