/* Data from files: what is no data file is refused at once, a file that changes is not
 * mistaken for what it was, and minima are searched for once. */
#include "../close.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <ravine/ravine.h>

#include "engine/data_file.h"

static char folder[64];

static int
make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/ravine-data-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int
remove_folder(void **state)
{
    char command[96];
    (void)state;
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

static const char *
path_of(const char *name)
{
    static char path[160];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static const char *
write_file(const char *name, const char *text)
{
    FILE *file = fopen(path_of(name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return path_of(name);
}

static void
assert_refused(const char *name, enum rv_status status, const char *words)
{
    struct rv_data *data;
    struct rv_error error;
    enum rv_status got = rv_data_open(&data, name, NULL, &error);
    if (got != status || data || !strstr(error.text, words))
        fail_msg("%s: status %d: %s", name, got, error.text);
    assert_int_equal(error.line, 0);
    struct rv_column *columns;
    size_t n_columns, n_rows;
    if (status == RV_E_IO)
        assert_int_equal(rv_data_survey(&columns, &n_columns, &n_rows, name, &error),
                         status);
}

static void
a_file_is_opened_by_its_name(void **state)
{
    struct rv_data *data;
    (void)state;
    const char *name = write_file("a.csv", "x,y\n1,2\n3,4\n");
    assert_true(rv_data_is_file(name) && rv_data_is_file("a.csv"));
    assert_true(rv_data_is_file("./a") && !rv_data_is_file("oring"));
    assert_int_equal(rv_data_open(&data, name, NULL, NULL), RV_OK);
    assert_int_equal(data->n, 2);
    rv_data_destroy(data);
}

static void
faults_name_file_line_and_column(void **state)
{
    (void)state;
    assert_refused(write_file("bad.csv", "x,y\n1,2\n3,four\n"), RV_E_SYNTAX,
                   "bad.csv:3:2: y: 'four' is not a number");
    assert_refused(write_file("one.csv", "x,y\n1,2\n"), RV_E_DATA, "one.csv: one row");
}

/* None of them may be waited for; a hang is a failure by the test's time limit. */
static void
what_is_no_regular_file_is_refused(void **state)
{
    (void)state;
    assert_refused(path_of("none.csv"), RV_E_IO, "cannot be opened");
    assert_refused(folder, RV_E_IO, "is a folder");
    assert_refused(".", RV_E_IO, "is a folder");
    assert_refused("/dev/zero", RV_E_IO, "not a regular file");
    assert_int_equal(mkfifo(path_of("fifo.csv"), 0600), 0);
    assert_refused(path_of("fifo.csv"), RV_E_IO, "not a regular file");
    write_file("secret.csv", "x,y\n1,2\n3,4\n");
    chmod(path_of("secret.csv"), 0);
    if (geteuid() != 0)
        assert_refused(path_of("secret.csv"), RV_E_IO, "cannot be opened");
}

static void
large_files_are_refused_unread(void **state)
{
    (void)state;
    write_file("large.csv", "x,y\n");
    assert_int_equal(truncate(path_of("large.csv"), 200 << 20), 0);
    assert_refused(path_of("large.csv"), RV_E_IO, "at most 64 MiB");
    assert_int_equal(truncate(path_of("large.csv"), RV_DATA_BYTES_MAX), 0);
    assert_refused(path_of("large.csv"), RV_E_SYNTAX, "NUL");
}

static void
fill_rows(const char *name, size_t rows)
{
    FILE *file = fopen(path_of(name), "w");
    fputs("x,y\n", file);
    for (size_t i = 0; i < rows; i++)
        fputs(i % 2 ? "1,2\n" : "2,3\n", file);
    fclose(file);
}

static void
rows_have_a_limit(void **state)
{
    struct rv_data *data;
    (void)state;
    fill_rows("rows.csv", RV_DATA_ROWS_MAX);
    assert_int_equal(rv_data_open(&data, path_of("rows.csv"), NULL, NULL), RV_OK);
    assert_int_equal(data->n, RV_DATA_ROWS_MAX);
    rv_data_destroy(data);
    fill_rows("rows.csv", RV_DATA_ROWS_MAX + 1);
    assert_refused(path_of("rows.csv"), RV_E_SYNTAX, "too many rows (at most 1000000)");
    fill_rows("rows.csv", 10000000);
    assert_refused(path_of("rows.csv"), RV_E_SYNTAX, "too many rows");
    assert_int_equal(remove(path_of("rows.csv")), 0);
}

static void
binary_files_are_refused(void **state)
{
    FILE *file = fopen(path_of("binary.csv"), "w");
    (void)state;
    for (unsigned i = 0; i < 100000; i++)
        putc((int)(i * 2654435761u >> 24), file);
    fclose(file);
    assert_refused(path_of("binary.csv"), RV_E_SYNTAX, "not a text file");
}

static struct rv_surface_spec
spec_of(const char *surface, const char *data)
{
    struct rv_surface_spec spec;
    rv_surface_spec_init(&spec, (size_t)rv_surface_find(surface));
    snprintf(spec.data, sizeof spec.data, "%s", data);
    return spec;
}

static void
a_changed_file_is_not_mistaken(void **state)
{
    struct rv_objective *objective;
    struct rv_error error;
    (void)state;
    const char *name = write_file("change.csv", "x,y\n1,2\n3,4\n");
    struct rv_surface_spec spec = spec_of("least_squares", name), before;
    assert_int_equal(rv_objective_create(&objective, &spec, NULL), RV_OK);
    rv_objective_pin(objective, &spec);
    rv_objective_unref(objective);
    assert_true(spec.data_digest != 0);
    before = spec;
    write_file("change.csv", "x,y\n1.0,2\n3,4e0\n"); /* the same numbers */
    assert_int_equal(rv_objective_create(&objective, &spec, NULL), RV_OK);
    rv_objective_unref(objective);
    write_file("change.csv", "x,y\n1,2\n3,5\n");
    assert_int_equal(rv_objective_create(&objective, &spec, &error), RV_E_DATA);
    assert_non_null(strstr(error.text, "has changed"));
    spec.data_digest = 0;
    assert_int_equal(rv_objective_create(&objective, &spec, NULL), RV_OK);
    rv_objective_pin(objective, &spec);
    assert_false(rv_surface_spec_equal(&spec, &before));
    rv_objective_unref(objective);
}

/* One cache, the file before and after its change, other columns, standardised. */
static void
a_cache_tells_data_apart(void **state)
{
    struct rv_cache *cache;
    struct rv_objective *was, *made[4], *again;
    (void)state;
    const char *name = write_file("cache.csv", "x,y,z\n1,2,3\n3,4,6\n4,4,4\n");
    struct rv_surface_spec spec = spec_of("least_squares", name);
    strcpy(spec.columns.x, "x");
    assert_int_equal(rv_cache_create(&cache, 1 << 20), RV_OK);
    assert_int_equal(rv_cache_objective(cache, &spec, &was, NULL), RV_OK);
    rv_objective_pin(was, &spec);
    assert_int_equal(rv_cache_objective(cache, &spec, &made[0], NULL), RV_OK);
    assert_int_equal(rv_cache_objective(cache, &spec, &again, NULL), RV_OK);
    assert_ptr_equal(made[0], again);
    struct rv_surface_spec other = spec;
    other.data_digest = 0;
    strcpy(other.columns.x, "y");
    assert_int_equal(rv_cache_objective(cache, &other, &made[1], NULL), RV_OK);
    other.columns.standardize = true;
    assert_int_equal(rv_cache_objective(cache, &other, &made[2], NULL), RV_OK);
    write_file("cache.csv", "x,y,z\n1,2,3\n3,4,7\n4,4,4\n");
    other = spec;
    struct rv_objective *fresh;
    other.data_digest = 0;
    assert_int_equal(rv_objective_create(&fresh, &other, NULL), RV_OK);
    rv_objective_pin(fresh, &other); /* as loading the scene again does */
    rv_objective_unref(fresh);
    assert_int_equal(rv_cache_objective(cache, &other, &made[3], NULL), RV_OK);
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < i; k++)
            assert_true(rv_objective_peek(made[i], (double[]){1, 1}, NULL) !=
                        rv_objective_peek(made[k], (double[]){1, 1}, NULL));
    rv_cache_destroy(cache);
}

static double
seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The first question costs a search; hundreds more must not cost another one each. */
static void
minima_are_searched_for_once(void **state)
{
    static const char *const surfaces[] = {"least_squares", "logistic", "svm",
                                           "kernel_ridge"};
    (void)state;
    FILE *file = fopen(path_of("many.csv"), "w");
    fputs("x,y\n", file);
    for (unsigned i = 0; i < 50000; i++)
        fprintf(file, "%g,%d\n", sin(i), i % 3 > 0);
    fclose(file);
    for (size_t k = 0; k < sizeof surfaces / sizeof *surfaces; k++) {
        struct rv_surface_spec spec = spec_of(surfaces[k], path_of("many.csv"));
        struct rv_objective *objective;
        assert_int_equal(rv_objective_create(&objective, &spec, NULL), RV_OK);
        double begin = seconds();
        struct rv_window first = rv_objective_window(objective);
        double searched = seconds();
        for (int i = 0; i < 300; i++) {
            struct rv_window w = rv_objective_window(objective);
            rv_objective_start(objective);
            assert_memory_equal(&w, &first, sizeof w);
        }
        double asked = seconds();
        if (asked - searched > 2 * (searched - begin) + 1e-3)
            fail_msg("%s: %g s for the first window, %g s for 300 more", surfaces[k],
                     searched - begin, asked - searched);
        rv_objective_unref(objective);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_opened_by_its_name),
        cmocka_unit_test(faults_name_file_line_and_column),
        cmocka_unit_test(what_is_no_regular_file_is_refused),
        cmocka_unit_test(large_files_are_refused_unread),
        cmocka_unit_test(rows_have_a_limit),
        cmocka_unit_test(binary_files_are_refused),
        cmocka_unit_test(a_changed_file_is_not_mistaken),
        cmocka_unit_test(a_cache_tells_data_apart),
        cmocka_unit_test(minima_are_searched_for_once),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
