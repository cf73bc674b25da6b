/*
 * Reference trajectories of PyTorch and of plain formulas (see tests/refs/README.md):
 * every case whose surface and rule exist must agree; the others are counted with the
 * reason.
 */
#include <string.h>

#include "csv.h"
#include "racing.h"
#include "reference.h"
#include "refs.h"

enum {
    CASE,
    SURFACE,
    SURFACE_PARAMS,
    RULE,
    RULE_PARAMS,
    X0,
    Y0,
    STEPS,
    SOURCE,
    FILE_NAME,
    FLAG,
    COMPARED_TO,
    TOLERANCE
};
enum { REASONS = 16 };

struct tally {
    int cases, agree, rows;
    double worst; /* of max(1, |x|, |y|), while t <= cmp_t */
    char worst_case[40];
    const char *reason[REASONS];
    int skipped[REASONS];
};

static void
count_skipped(struct tally *tally, const char *reason)
{
    size_t i = 0;
    while (i + 1 < REASONS && tally->reason[i] && strcmp(tally->reason[i], reason) != 0)
        i++;
    tally->reason[i] = reason;
    tally->skipped[i]++;
}

/* Mini-batches of one case, step after step; NULL behind the last. */
struct orders {
    struct csv csv;
    size_t at;
};

static void
find_orders(struct orders *orders, const char *id)
{
    orders->at = 0;
    while (orders->at < orders->csv.n && strcmp(orders->csv.rows[orders->at][0], id) != 0)
        orders->at++;
}

static int
compare_rows(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void
give_rows(struct rv_run *run, struct orders *orders)
{
    uint32_t rows[256];
    size_t k = 0;
    char *at = orders->csv.rows[orders->at++][2];
    for (char *end; k < 256; at = end) {
        unsigned long row = strtoul(at, &end, 10);
        if (end == at)
            break;
        rows[k++] = (uint32_t)row;
    }
    qsort(rows, k, sizeof rows[0], compare_rows);
    assert_int_equal(rv_run_give_rows(run, rows, k), RV_OK);
}

static void
advance_to(struct rv_run *run, int64_t t, size_t batch, struct orders *orders)
{
    while (batch && rv_run_step(run) < t) {
        give_rows(run, orders);
        assert_int_equal(rv_run_advance(run, 1, NULL), 1);
    }
    size_t left = (size_t)(t - rv_run_step(run));
    assert_int_equal(rv_run_advance(run, left, NULL), left);
}

/* Loss and gradient at the reference's own point. */
static void
compare_surface(const struct rv_objective *objective, char *const *row)
{
    const double at[2] = {strtod(row[2], NULL), strtod(row[3], NULL)};
    double gx = strtod(row[5], NULL), gy = strtod(row[6], NULL), g[2];
    double size = fmax(1, fmax(fabs(gx), fabs(gy)));
    assert_close(rv_objective_peek(objective, at, g), strtod(row[4], NULL), 1e-10);
    assert_true(fabs(g[0] - gx) <= 1e-10 * size && fabs(g[1] - gy) <= 1e-10 * size);
}

static void
compare_point(struct tally *tally, const struct rv_run *run, char *const *row,
              char *const *which)
{
    int64_t t = rv_run_step(run), compared_to = strtoll(which[COMPARED_TO], NULL, 10);
    double tolerance = t <= compared_to ? 1e-9 : strtod(which[TOLERANCE], NULL);
    if (tolerance == 1)
        return;
    double x = strtod(row[2], NULL), y = strtod(row[3], NULL);
    const double *theta = rv_run_point(run);
    double apart = fmax(fabs(theta[0] - x), fabs(theta[1] - y));
    apart /= fmax(1, fmax(fabs(x), fabs(y)));
    tally->rows++;
    if (!(apart <= tolerance))
        fail_msg("%s: at t=%d off by %g of its size (allowed %g)", which[CASE], (int)t,
                 apart, tolerance);
    if (t <= compared_to && apart > tally->worst) {
        tally->worst = apart;
        snprintf(tally->worst_case, sizeof tally->worst_case, "%s", which[CASE]);
    }
}

/* The rows of one case, the first of them at @rows. */
static void
walk_case(struct tally *tally, char *const *which, char *(*rows)[CSV_FIELDS], size_t n,
          struct orders *orders)
{
    struct rv_document document;
    struct rv_racer racer;
    size_t batch = 0;
    tally->cases++;
    rv_document_init(&document, 0);
    const char *why = "no such surface";
    if (refs_surface(&document.surface, which[SURFACE], which[SURFACE_PARAMS]))
        why = reference_racer(&racer, which[RULE], which[RULE_PARAMS], &batch);
    if (why) {
        count_skipped(tally, why);
        return;
    }
    rv_document_add_racer(&document, &racer, NULL);
    document.start = (struct rv_vec2){strtod(which[X0], NULL), strtod(which[Y0], NULL)};
    struct rv_objective *objective = objective_of(&document);
    struct rv_run *run = run_of(&document, 0);
    find_orders(orders, which[CASE]);
    for (size_t i = 0; i < n; i++) {
        advance_to(run, strtoll(rows[i][1], NULL, 10), batch, orders);
        compare_surface(objective, rows[i]);
        compare_point(tally, run, rows[i], which);
    }
    rv_run_destroy(run);
    rv_objective_unref(objective);
    tally->agree++;
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
walk_file(struct tally *tally, const char *folder, const char *name,
          const struct csv *cases, struct orders *orders)
{
    struct csv csv;
    if (!csv_open(&csv, folder, name))
        fail_msg("no file %s", name);
    for (size_t i = 0, n; i < csv.n; i += n) {
        n = 1;
        while (i + n < csv.n && strcmp(csv.rows[i + n][0], csv.rows[i][0]) == 0)
            n++;
        walk_case(tally, find_case(cases, csv.rows[i][0]), csv.rows + i, n, orders);
    }
    csv_close(&csv);
}

/* Every trajectory file that the cases name, once each. */
static void
walk_folder(struct tally *tally, const char *folder)
{
    struct csv cases;
    struct orders orders;
    assert_true(csv_open(&cases, folder, "cases.csv"));
    assert_true(csv_open(&orders.csv, folder, "minibatch_order.csv"));
    for (size_t i = 0; i < cases.n; i++) {
        size_t first = 0;
        while (strcmp(cases.rows[first][FILE_NAME], cases.rows[i][FILE_NAME]) != 0)
            first++;
        if (first == i)
            walk_file(tally, folder, cases.rows[i][FILE_NAME], &cases, &orders);
    }
    assert_int_equal(tally->cases, cases.n);
    csv_close(&cases);
    csv_close(&orders.csv);
}

static void
report(const struct tally *tally)
{
    print_message("%d of %d cases agree in %d rows, worst difference %.2g (%s)\n",
                  tally->agree, tally->cases, tally->rows, tally->worst,
                  tally->worst_case);
    for (size_t i = 0; i < REASONS && tally->reason[i]; i++)
        print_message("  not covered: %d (%s)\n", tally->skipped[i], tally->reason[i]);
}

static void
test_the_thinned_set(void **state)
{
    (void)state;
    struct tally tally = {0};
    walk_folder(&tally, REFS_DIR);
    report(&tally);
    assert_true(tally.agree >= 541);
}

static void
test_the_whole_set(void **state)
{
    (void)state;
    struct csv csv;
    if (!csv_open(&csv, WHOLE_REFS_DIR, "cases.csv"))
        skip();
    csv_close(&csv);
    struct tally tally = {0};
    walk_folder(&tally, WHOLE_REFS_DIR);
    report(&tally);
    assert_true(tally.agree >= 541);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_thinned_set),
        cmocka_unit_test(test_the_whole_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
