/* `ravine trace` and `ravine surface`: the numbers printed are the numbers computed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/ravine.h>

#include "../close.h"
#include "run.h"
#include "scene/scene.h"

enum { COLUMNS = 6 };

/* The next number of a CSV line; *@text moves behind the comma. */
static double
next_number(char **text)
{
    char *end;
    double value = strtod(*text, &end);
    assert_true(end != *text && (*end == ',' || *end == '\n'));
    *text = end + 1;
    return value;
}

static void
compare_row(char **line, const char *label, int64_t step, const struct rv_row *row)
{
    const double expected[COLUMNS] = {row->x,  row->y,  row->loss,
                                      row->gx, row->gy, row->lr};
    size_t n = strlen(label);
    assert_int_equal(strncmp(*line, label, n), 0);
    assert_true((*line)[n] == ',');
    *line += n + 1;
    assert_true(next_number(line) == (double)step);
    for (size_t i = 0; i < COLUMNS; i++) {
        double value = next_number(line);
        assert_memory_equal(&value, &expected[i], sizeof value);
    }
}

/* Every row of the default race equals that of the engine, bit for bit. */
static void
equals_the_engine(void **state)
{
    struct scene *scene;
    struct faults faults = {0};
    struct rv_objective *objective;
    struct rv_error error;
    char label[RV_LABEL_MAX];
    (void)state;
    struct answer answer = run("trace");
    char *line = answer.out;
    assert_int_equal(answer.status, 0);
    assert_int_equal(strncmp(line, "racer,step,x,y,loss,gx,gy,lr\n", 29), 0);
    line += 29;
    assert_int_equal(scene_load(&scene, "race", &faults), RV_OK);
    const struct rv_document *d = &scene->document;
    assert_int_equal(rv_objective_create(&objective, &d->surface, &error), RV_OK);
    for (size_t i = 0; i < d->n_racers; i++) {
        struct rv_run *one;
        struct rv_row row;
        assert_int_equal(rv_run_create(&one, objective, d, i, NULL, &error), RV_OK);
        for (int64_t step = 0; step <= d->steps; step++) {
            rv_run_row(one, &row);
            compare_row(&line, rv_document_label(d, i, label), step, &row);
            rv_run_advance(one, 1, NULL);
        }
        rv_run_destroy(one);
    }
    assert_true(*line == '\0');
    rv_objective_unref(objective);
    scene_destroy(scene);
    answer_finish(&answer);
}

static void
expect_rows(const char *arguments, size_t rows)
{
    struct answer answer = run(arguments);
    if (answer.status != 0 || count_lines(answer.out) != rows)
        fail_msg("ravine %s: status %d, %zu lines: %s", arguments, answer.status,
                 count_lines(answer.out), answer.err);
    answer_finish(&answer);
}

static void
row_counts(void **state)
{
    (void)state;
    expect_rows("trace --steps 0", 1 + 6);
    expect_rows("trace --steps 7", 1 + 6 * 8);
    expect_rows("trace race --steps=7 --racer gd", 1 + 8);
    expect_rows("trace --racer gd --racer gd --steps 1023 race", 1 + 2 * 1024);
    expect_rows("trace --racer gd --racer gd --steps 2049", 1 + 2 * 2050);
    expect_rows("trace --format jsonl --steps 7", 6 * 8);
    expect_rows("trace stability --steps 4000 --racer gd:lr=3",
                1 + 107); /* 5·29^2t overflows at t = 106 */
}

static void
expect_output(const char *arguments, const char *out)
{
    struct answer answer = run(arguments);
    assert_int_equal(answer.status, 0);
    assert_string_equal(answer.out, out);
    answer_finish(&answer);
}

#define HEADER "racer,step,x,y,loss,gx,gy,lr\n"
#define TRACE "trace --surface quadratic --start=1,0 --steps 1 "

static void
rows_by_hand(void **state)
{
    (void)state;
    expect_output(TRACE "--racer gd:lr=0.5",
                  HEADER "gd,0,1,0,0.5,1,0,0.5\ngd,1,0.5,0,0.125,0.5,0,0.5\n");
    expect_output(TRACE "--racer gd:lr=0.5 --racer gd:lr=0.25,label=slow",
                  HEADER "gd,0,1,0,0.5,1,0,0.5\ngd,1,0.5,0,0.125,0.5,0,0.5\n"
                         "slow,0,1,0,0.5,1,0,0.25\nslow,1,0.75,0,0.28125,0.75,0,0.25\n");
    expect_output("trace --surface quadratic --start -1,2 --steps 0 --racer gd",
                  HEADER "gd,0,-1,2,2.5,-1,2,0.001\n");
    expect_output(TRACE "--steps 0 --racer gd --racer gd --set 2.lr=0.5 --set 'gd.lr=1'",
                  HEADER "gd,0,1,0,0.5,1,0,1\ngd 2,0,1,0,0.5,1,0,0.5\n");
    expect_output("trace --steps 0 --set surface.a22=3 --set lr=2 --start=1,1 --surface "
                  "quadratic --racer gd",
                  HEADER "gd,0,1,1,2,1,3,2\n");
}

static void
labels_are_quoted(void **state)
{
    (void)state;
    expect_output(TRACE "--steps 0 --racer 'gd:label=\"a, \"\"b\"\"\"'",
                  HEADER "\"a, \"\"b\"\"\",0,1,0,0.5,1,0,0.001\n");
    expect_output(
        TRACE "--steps 0 --format jsonl --racer 'gd:label=\"a, \"\"b\"\"\"'",
        "{\"racer\":\"a, \\\"b\\\"\",\"step\":0,\"x\":1,\"y\":0,\"loss\":0.5,\"gx\":1,"
        "\"gy\":0,\"lr\":0.001}\n");
}

/* The row that is not finite is the last, and it is named on standard error. */
static void
divergence(void **state)
{
    (void)state;
    struct answer answer =
        run("trace --surface quadratic --start=1,1 --steps 2000 --racer gd:lr=3 --racer "
            "gd:lr=0");
    assert_int_equal(answer.status, 0);
    assert_string_equal(answer.err, "gd: diverged at step 512\n");
    assert_int_equal(count_lines(answer.out), 1 + 513 + 2001);
    assert_non_null(strstr(answer.out, "\ngd,512,"));
    assert_null(strstr(answer.out, "\ngd,513,"));
    assert_non_null(strstr(answer.out, ",inf,"));
    assert_null(strstr(answer.out, "-nan"));
    answer_finish(&answer);
    answer = run("trace --surface quadratic --start=1,1 --steps 512 --racer gd:lr=3 "
                 "--format jsonl");
    assert_non_null(strstr(answer.out, "\"loss\":\"inf\""));
    assert_string_equal(answer.err, "gd: diverged at step 512\n");
    answer_finish(&answer);
    expect("trace --surface quadratic --start=1,1 --steps 511 --racer gd:lr=3", 0, NULL);
}

static void
pipes_and_full_disks(void **state)
{
    (void)state;
    struct answer answer = run_to("trace --steps 10000000 --racer gd", NULL, 1000);
    assert_string_equal(answer.err, "");
    assert_true(answer.status != 0 && answer.status != 2);
    answer_finish(&answer);
    answer = run_to("trace --steps 1000", "/dev/full", SIZE_MAX);
    assert_int_equal(answer.status, 3);
    assert_non_null(strstr(answer.err, "cannot be written"));
    assert_int_equal(count_lines(answer.err), 1);
    answer_finish(&answer);
}

#define POINTS "x,y,value,gx,gy,hxx,hxy,hyy\n"

static void
surface_points(void **state)
{
    (void)state;
    expect_output("surface quadratic:a11=3,a12=0.5 --at 1,2 --at=-1,0",
                  POINTS "1,2,4.5,4,2.5,3,0.5,1\n-1,0,1.5,-3,-0.5,3,0.5,1\n");
    expect_output("surface --at 0,1 rosenbrock 1,0",
                  POINTS "0,1,101,-2,200,-398,-0,200\n1,0,100,400,-200,1202,-400,200\n");
    expect_output("surface quadratic -1,2", POINTS "-1,2,2.5,-1,2,1,0,1\n");
    struct answer answer = run("surface rosenbrock --at 1e200,1");
    assert_int_equal(answer.status, 0);
    assert_null(strstr(answer.out, "-nan"));
    assert_non_null(strstr(answer.out, "inf"));
    answer_finish(&answer);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_the_engine), cmocka_unit_test(row_counts),
        cmocka_unit_test(rows_by_hand),      cmocka_unit_test(labels_are_quoted),
        cmocka_unit_test(divergence),        cmocka_unit_test(pipes_and_full_disks),
        cmocka_unit_test(surface_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
