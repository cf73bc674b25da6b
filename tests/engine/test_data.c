/* Data sets: the built-in ones to the bit, and CSV that is none. */
#include "../close.h"

#include <ravine/ravine.h>

#include "engine/data_csv.h"
#include "refs.h"

/* The columns of the references: dataset, i, x1, x2, t. */
static void
built_in_sets_have_the_bits_of_the_references(void **state)
{
    struct refs refs;
    struct rv_data *data = NULL;
    char name[40] = "";
    size_t rows = 0, sets = 0;
    (void)state;
    assert_true(refs_open(&refs, REFS_DIR, "data.csv"));
    while (refs_next(&refs)) {
        if (strcmp(name, refs.field[0]) != 0) {
            assert_true(!data || rows == data->n);
            rv_data_destroy(data);
            snprintf(name, sizeof name, "%s", refs.field[0]);
            assert_int_equal(rv_data_open(&data, name, NULL), RV_OK);
            rows = 0;
            sets++;
        }
        assert_int_equal(strtol(refs.field[1], NULL, 10), (long)rows);
        for (size_t k = 0; k < data->n_features; k++)
            assert_true(data->x[k][rows] == refs_number(&refs, 2 + k));
        assert_true(data->target[rows] == refs_number(&refs, 4));
        rows++;
    }
    assert_int_equal(rows, data->n);
    assert_int_equal(sets, rv_data_count());
    rv_data_destroy(data);
}

static void
sets_say_what_they_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < rv_data_count(); i++) {
        const struct rv_data_info *info = rv_data_at(i);
        struct rv_data *data;
        assert_true(info->name && info->title && info->source);
        assert_int_equal(rv_data_open(&data, info->name, NULL), RV_OK);
        assert_true(data->n >= 20 && data->target_name[0]);
        for (size_t k = 0; k < data->n_features; k++)
            assert_true(data->feature_name[k][0]);
        rv_data_destroy(data);
    }
    assert_null(rv_data_at(rv_data_count()));
    rv_data_destroy(NULL);
}

/* Mean 0 and population deviation 1. */
static void
standardised_sets_are_standardised(void **state)
{
    static const char *const names[] = {"oring_std", "hours_std"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct rv_data *data;
        double sum = 0, squares = 0;
        assert_int_equal(rv_data_open(&data, names[i], NULL), RV_OK);
        for (size_t k = 0; k < data->n; k++) {
            sum += data->x[0][k];
            squares += data->x[0][k] * data->x[0][k];
        }
        assert_close(sum / (double)data->n, 0, 1e-14);
        assert_close(squares / (double)data->n, 1, 1e-14);
        rv_data_destroy(data);
    }
}

static void
an_unknown_set_names_the_nearest(void **state)
{
    struct rv_data *data;
    struct rv_error error;
    (void)state;
    assert_int_equal(rv_data_open(&data, "hour", &error), RV_E_UNKNOWN);
    assert_null(data);
    assert_non_null(strstr(error.text, "hours"));
    assert_int_equal(rv_data_open(&data, "", &error), RV_E_UNKNOWN);
}

static enum rv_status
parse(struct rv_data **data, const char *text, struct rv_error *error)
{
    *error = (struct rv_error){0};
    return data_parse(data, text, strlen(text), error);
}

static void
csv_is_read_as_written(void **state)
{
    struct rv_data *data;
    struct rv_error error;
    (void)state;
    assert_int_equal(parse(&data, "\"a, b\",y\r\n1,2\r\n\"-3.5e2\",4\r\n", &error),
                     RV_OK);
    assert_int_equal(data->n, 2);
    assert_int_equal(data->n_features, 1);
    assert_string_equal(data->feature_name[0], "a, b");
    assert_string_equal(data->target_name, "y");
    assert_true(data->x[0][1] == -350 && data->target[1] == 4);
    rv_data_destroy(data);
    assert_int_equal(parse(&data, "y\n7", &error), RV_OK); /* no line end, no feature */
    assert_int_equal(data->n_features, 0);
    assert_true(data->target[0] == 7);
    rv_data_destroy(data);
}

static void
faults_have_their_place(void **state)
{
    static const struct {
        const char *text;
        enum rv_status status;
        int line, column;
    } cases[] = {
        {"",                   RV_E_DATA,   0, 0},
        {"x,y\n",              RV_E_DATA,   0, 0},
        {"x,y\n1,2\n3,four\n", RV_E_SYNTAX, 3, 2},
        {"x,y\n1,0x10\n",      RV_E_SYNTAX, 2, 2},
        {"x,y\n1,nan\n",       RV_E_SYNTAX, 2, 2},
        {"x,y\n1,\n",          RV_E_SYNTAX, 2, 2},
        {"x,y\n1\n",           RV_E_SYNTAX, 2, 0},
        {"x,y\n1,2,3\n",       RV_E_SYNTAX, 2, 3},
        {"a,b,c,d\n1,2,3,4\n", RV_E_DATA,   1, 4},
        {"x,y\n\"1,2\n",       RV_E_SYNTAX, 0, 0},
        {"x,y\n1\"2,3\n",      RV_E_SYNTAX, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct rv_data *data;
        struct rv_error error;
        enum rv_status status = parse(&data, cases[i].text, &error);
        if (status != cases[i].status || data ||
            (cases[i].line && cases[i].line != error.line) ||
            (cases[i].column && cases[i].column != error.column))
            fail_msg("case %zu: status %d at %d:%d: %s", i, status, error.line,
                     error.column, error.text);
        assert_true(error.text[0] != '\0');
    }
}

static void
bytes_that_are_no_text_are_refused(void **state)
{
    static const char bytes[] = "x,y\n1,2\0"
                                "3\n";
    struct rv_data *data;
    (void)state;
    assert_int_equal(data_parse(&data, bytes, sizeof bytes - 1, NULL), RV_E_SYNTAX);
    assert_null(data);
    char garbage[4096];
    uint32_t random = 1;
    for (int round = 0; round < 200; round++) {
        for (size_t i = 0; i < sizeof garbage; i++) {
            random = random * 1664525u + 1013904223u;
            garbage[i] = (char)(random >> 24);
        }
        assert_int_not_equal(data_parse(&data, garbage, sizeof garbage, NULL), RV_OK);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(built_in_sets_have_the_bits_of_the_references),
        cmocka_unit_test(sets_say_what_they_are),
        cmocka_unit_test(standardised_sets_are_standardised),
        cmocka_unit_test(an_unknown_set_names_the_nearest),
        cmocka_unit_test(csv_is_read_as_written),
        cmocka_unit_test(faults_have_their_place),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
