/*
 * What the references say of searches beyond their points: the length of every step and
 * how often it was cut (linesearch_aux.csv), and where SciPy's minimisers end from the
 * same starts (endpoints.csv).
 */
#include <string.h>

#include "csv.h"
#include "engine/oracle.h"
#include "engine/solve.h"
#include "racing.h"
#include "reference.h"
#include "refs.h"

enum { CASE, SURFACE, SURFACE_PARAMS, RULE, RULE_PARAMS, X0, Y0, COMPARED_TO = 11 };

struct tally {
    int rows, lengths, cuts; /* cuts: rows whose number of refusals agrees */
    double worst;
};

/* One step after another of a rule with a solve, without a run around it. */
struct walk {
    struct rv_racer racer;
    struct rv_objective *objective;
    const struct rv_optimizer_driver *driver;
    struct paid paid;
    struct oracle oracle;
    double theta[2], before[2];
    double *state, *work;
};

static bool
begin_walk(struct walk *walk, char *const *which)
{
    struct rv_document document;
    size_t batch;
    rv_document_init(&document, 0);
    if (!refs_surface(&document.surface, which[SURFACE], which[SURFACE_PARAMS]) ||
        reference_racer(&walk->racer, which[RULE], which[RULE_PARAMS], &batch))
        return false;
    walk->objective = objective_of(&document);
    walk->driver = rv_optimizer_at(walk->racer.rule)->driver;
    walk->theta[0] = strtod(which[X0], NULL);
    walk->theta[1] = strtod(which[Y0], NULL);
    assert_int_equal(oracle_init(&walk->oracle, walk->objective, 0, &walk->paid), RV_OK);
    walk->state =
        calloc(driver_state_size(walk->driver, &walk->racer.settings, 2), sizeof(double));
    walk->work = calloc(6 + walk->driver->work_size(2), sizeof(double));
    return true;
}

static void
end_walk(struct walk *walk)
{
    free(walk->state);
    free(walk->work);
    oracle_finish(&walk->oracle);
    rv_objective_unref(walk->objective);
}

static void
step(struct walk *walk)
{
    double rate = walk->racer.settings.value[0];
    struct segment segment = {.objective = walk->objective,
                              .oracle = &walk->oracle,
                              .h = walk->racer.settings.value,
                              .rates = &rate,
                              .k = 1,
                              .n = 2,
                              .theta = walk->theta,
                              .state = walk->state,
                              .work = walk->work};
    memcpy(walk->before, walk->theta, sizeof walk->before);
    assert_int_equal(walk->driver->advance2(&segment), 1);
}

/* Lengths agree if the points they lead to do; where a step has become as small as
 * rounding, so has what decides how often it is cut. */
static void
compare_step(struct tally *tally, const struct walk *walk, char *const *row)
{
    double alpha = strtod(row[2], NULL), own = walk->state[SOLVE_ALPHA];
    double dx = fabs(walk->theta[0] - walk->before[0]);
    double dy = fabs(walk->theta[1] - walk->before[1]);
    double moved = fmax(dx, dy), size = fmax(1, fmax(fabs(dx), fabs(dy)));
    double apart = own == 0 ? fabs(alpha) : fabs(alpha / own - 1) * moved / size;
    tally->rows++;
    if (moved > 1e-6 || alpha == 0) {
        if (!(apart <= 1e-9))
            fail_msg("%s: at t=%s the step has length %.17g, not %s", row[0], row[1], own,
                     row[2]);
        assert_close(walk->state[SOLVE_TRIES], strtod(row[3], NULL), 0);
        tally->lengths++;
    }
    tally->cuts += walk->state[SOLVE_TRIES] == strtod(row[3], NULL);
    tally->worst = apart > tally->worst && moved > 1e-6 ? apart : tally->worst;
}

/* The rows of one case, @n of them from t = 1 on. */
static void
walk_case(struct tally *tally, char *const *which, char *(*rows)[CSV_FIELDS], size_t n)
{
    struct walk walk = {0};
    if (!begin_walk(&walk, which))
        fail_msg("%s is not covered", which[CASE]);
    long compared_to = strtol(which[COMPARED_TO], NULL, 10);
    for (size_t i = 0, t = 0; i < n; i++) {
        size_t until = strtoul(rows[i][1], NULL, 10);
        if ((long)until > compared_to)
            break;
        for (; t < until; t++)
            step(&walk);
        compare_step(tally, &walk, rows[i]);
    }
    end_walk(&walk);
}

static char *const *
find_case(const struct csv *cases, const char *id)
{
    for (size_t i = 0; i < cases->n; i++)
        if (strcmp(cases->rows[i][CASE], id) == 0)
            return cases->rows[i];
    fail_msg("no case %s", id);
    return NULL;
}

static void
walk_steps(const char *folder)
{
    struct csv cases, steps;
    struct tally tally = {0};
    if (!csv_open(&cases, folder, "cases.csv"))
        skip();
    if (!csv_open(&steps, folder, "linesearch_aux.csv"))
        fail_msg("no linesearch_aux.csv");
    for (size_t i = 0, n; i < steps.n; i += n) {
        n = 1;
        while (i + n < steps.n && strcmp(steps.rows[i + n][0], steps.rows[i][0]) == 0)
            n++;
        walk_case(&tally, find_case(&cases, steps.rows[i][0]), steps.rows + i, n);
    }
    print_message("%d of %d steps are long enough to compare, worst difference %.2g; "
                  "in %d the number of refusals agrees\n",
                  tally.lengths, tally.rows, tally.worst, tally.cuts);
    assert_true(tally.lengths > 400);
    csv_close(&steps);
    csv_close(&cases);
}

static void
test_steps_of_the_thinned_set(void **state)
{
    (void)state;
    walk_steps(REFS_DIR);
}

static void
test_steps_of_the_whole_set(void **state)
{
    (void)state;
    walk_steps(WHOLE_REFS_DIR);
}

/* End points ----------------------------------------------------------------------- */

static struct rv_racer
scipy_racer(const char *method)
{
    static const char *const names[][2] = {
        {"BFGS",      "bfgs"  },
        {"L-BFGS-B",  "lbfgs" },
        {"CG",        "cg"    },
        {"Newton-CG", "newton"},
    };
    size_t i = 0;
    while (strcmp(names[i][0], method) != 0)
        assert_true(++i < 4);
    struct rv_racer racer = racer_of(names[i][1]);
    if (i == 1)
        set_key(&racer, "tolerance_change", 1e-16); /* SciPy's looks at f */
    if (i == 2)
        set_key(&racer, "form", 1);
    if (i == 3) {
        set_key(&racer, "form", 1);       /* absolute: Newton-CG does not climb either */
        set_key(&racer, "lr", 0.5);       /* it searches; full steps cycle on a hinge */
        set_key(&racer, "damping", 0.01); /* where a hinge has no curvature at all */
    }
    return racer;
}

/* Is @f the value of SciPy's end or of another minimum of the surface? */
static bool
is_an_end(const struct rv_objective *objective, double f, double theirs)
{
    struct rv_critical points[RV_CRITICAL_MAX];
    size_t n = rv_objective_critical(objective, points, RV_CRITICAL_MAX);
    for (size_t i = 0; i < n; i++) {
        bool minimum = points[i].kind == RV_MINIMUM || points[i].kind == RV_MINIMUM_LOCAL;
        if (minimum && fabs(f - points[i].value) <= 1e-7)
            return true;
    }
    return fabs(f - theirs) <= 1e-7;
}

static void
check_end(char *const *row)
{
    struct rv_document document;
    rv_document_init(&document, 0);
    assert_true(refs_surface(&document.surface, row[1], row[2]));
    struct rv_racer racer = scipy_racer(row[3]);
    rv_document_add_racer(&document, &racer, NULL);
    document.start = (struct rv_vec2){strtod(row[4], NULL), strtod(row[5], NULL)};
    struct rv_run *run = run_of(&document, 0);
    struct rv_objective *objective = objective_of(&document);
    struct rv_row last;
    rv_run_advance(run, 2000, NULL);
    rv_run_row(run, &last);
    double steepest = fmax(fabs(last.gx), fabs(last.gy));
    if (!(steepest < 1e-5) || !is_an_end(objective, last.loss, strtod(row[8], NULL)))
        fail_msg("%s, %s on %s: ends at (%g, %g), loss %.12g, gradient %g; SciPy at "
                 "(%s, %s), loss %s",
                 row[0], row[3], row[1], last.x, last.y, last.loss, steepest, row[6],
                 row[7], row[8]);
    rv_run_destroy(run);
    rv_objective_unref(objective);
}

static void
test_they_end_where_scipy_does(void **state)
{
    (void)state;
    struct csv ends;
    assert_true(csv_open(&ends, REFS_DIR, "endpoints.csv"));
    for (size_t i = 0; i < ends.n; i++)
        check_end(ends.rows[i]);
    assert_true(ends.n >= 100);
    csv_close(&ends);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps_of_the_thinned_set),
        cmocka_unit_test(test_steps_of_the_whole_set),
        cmocka_unit_test(test_they_end_where_scipy_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
