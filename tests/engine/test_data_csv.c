/* CSV text into data sets: what is read, what is refused and where. */
#include "../close.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ravine/ravine.h>

#include "engine/data_csv.h"
#include "engine/data_survey.h"

static enum rv_status
parse(struct rv_data **data, const char *text, const struct rv_columns *columns,
      struct rv_error *error)
{
    *error = (struct rv_error){0};
    return data_parse(data, text, strlen(text), columns, error);
}

static struct rv_data *
read_columns(const char *text, const char *x, const char *y)
{
    struct rv_columns columns = {.standardize = false};
    struct rv_data *data;
    struct rv_error error;
    strcpy(columns.x, x);
    strcpy(columns.y, y);
    if (parse(&data, text, &columns, &error) != RV_OK)
        fail_msg("x=%s y=%s: %s", x, y, error.text);
    return data;
}

static struct rv_data *
read(const char *text)
{
    return read_columns(text, "", "");
}

static void
csv_is_read_as_written(void **state)
{
    (void)state;
    struct rv_data *data = read("\"a, b\",y\r\n1,2\r\n\"-3.5e2\",4\r\n");
    assert_int_equal(data->n, 2);
    assert_int_equal(data->n_features, 1);
    assert_string_equal(data->feature_name[0], "a, b");
    assert_string_equal(data->target_name, "y");
    assert_true(data->x[0][1] == -350 && data->target[1] == 4);
    rv_data_destroy(data);
    data = read("y\n7\n8"); /* no line end, no feature */
    assert_int_equal(data->n_features, 0);
    assert_true(data->target[0] == 7 && data->target[1] == 8);
    rv_data_destroy(data);
}

static void
all_line_ends_are_the_same(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    (void)state;
    for (size_t i = 0; i < 3; i++)
        for (int last = 0; last < 3; last++) {
            char text[80];
            const char *e = ends[i], *tail[] = {"", ends[i], "\n\r\n \t\n"};
            snprintf(text, sizeof text, "x,y%s1,2%s 3 ,4%s", e, e, tail[last]);
            struct rv_data *data = read(text);
            assert_int_equal(data->n, 2);
            assert_true(data->x[0][1] == 3 && data->target[1] == 4);
            rv_data_destroy(data);
        }
}

static void
names_are_utf8(void **state)
{
    (void)state;
    struct rv_data *data =
        read("\xef\xbb\xbf\"größe\",\"say \"\"hi\"\"\n at all\"\n1,2\n3,4\n");
    assert_string_equal(data->feature_name[0], "größe");
    assert_string_equal(data->target_name, "say \"hi\"  at all");
    rv_data_destroy(data);
    /* Cut between two characters, never within one. */
    data = read("ääääääääääääääääääääääää,y\n1,2\n3,4\n");
    assert_int_equal(strlen(data->feature_name[0]), 38);
    rv_data_destroy(data);
}

#define TABLE "id,age,sick,weight\na,1,0,7\nb,2,1,\nc,4,1,9\n"

static void
columns_are_chosen_by_name_or_position(void **state)
{
    static const struct {
        const char *text, *x, *y, *feature[2], *target;
    } cases[] = {
        {TABLE,                   "age", "sick", {"age", ""}, "sick"},
        {TABLE,                   "2",   "3",    {"age", ""}, "sick"},
        {"a,b,c\n1,2,3\n4,5,6\n", "",    "",     {"a", "b"},  "c"   },
        {"a,b,c\n1,2,3\n4,5,6\n", "",    "b",    {"a", "c"},  "b"   },
        {"a,b,c\n1,2,3\n4,5,6\n", "c|a", "b",    {"c", "a"},  "b"   },
        {"a,b,c\n1,2,3\n4,5,6\n", "2",   "",     {"b", ""},   "c"   },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct rv_data *data = read_columns(cases[i].text, cases[i].x, cases[i].y);
        for (size_t k = 0; k < RV_FEATURES_MAX; k++)
            assert_string_equal(data->feature_name[k], cases[i].feature[k]);
        assert_string_equal(data->target_name, cases[i].target);
        rv_data_destroy(data);
    }
    struct rv_data *data = read_columns(TABLE, "age", "sick");
    assert_true(data->x[0][0] == 1 && data->x[0][2] == 4 && data->target[2] == 1);
    rv_data_destroy(data);
}

static void
columns_that_are_not_there_are_refused(void **state)
{
    static const struct {
        const char *text, *x, *y;
        enum rv_status status;
        const char *words;
    } cases[] = {
        {TABLE,                   "agee",   "sick", RV_E_UNKNOWN, "did you mean 'age'"   },
        {TABLE,                   "colour", "sick", RV_E_UNKNOWN, "id, age, sick, weight"},
        {TABLE,                   "5",      "sick", RV_E_UNKNOWN, "no column '5'"        },
        {TABLE,                   "0",      "sick", RV_E_UNKNOWN, "no column '0'"        },
        {TABLE,                   "",       "",     RV_E_DATA,    "choose one or two"    },
        {TABLE,                   "weight", "",     RV_E_DATA,    "feature and target"   },
        {TABLE,                   "2|age",  "sick", RV_E_DATA,    "chosen twice"         },
        {TABLE,                   "2|3|4",  "1",    RV_E_DATA,    "one or two"           },
        {TABLE,                   "age|",   "sick", RV_E_UNKNOWN, "no column ''"         },
        {"a,a,b\n1,2,3\n4,5,6\n", "a",      "b",    RV_E_DATA,    "by position: 1 or 2"  },
        {"a,,b\n1,2,3\n4,5,6\n",  "",       "",     RV_E_DATA,    "column 2 has no name" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct rv_columns columns = {.standardize = false};
        struct rv_data *data;
        struct rv_error error;
        strcpy(columns.x, cases[i].x);
        strcpy(columns.y, cases[i].y);
        if (parse(&data, cases[i].text, &columns, &error) != cases[i].status || data ||
            !strstr(error.text, cases[i].words))
            fail_msg("case %zu: %s", i, error.text);
    }
    struct rv_data *data = read_columns("a,a,b\n1,2,3\n4,5,6\n", "2", "b");
    assert_true(data->x[0][1] == 5); /* the second of that name, by position */
    rv_data_destroy(data);
}

static void
classes_are_numbers_or_words(void **state)
{
    (void)state;
    struct rv_data *data = read("x,c\n1,yes\n2,no\n3,yes\n");
    assert_true(data->target[0] == 1 && data->target[1] == 0 && data->target[2] == 1);
    assert_string_equal(data->class_name[0], "no");
    assert_string_equal(data->class_name[1], "yes");
    rv_data_destroy(data);
    data = read("x,c\n1,a\n2,B\n"); /* by bytes */
    assert_true(data->target[0] == 1 && data->target[1] == 0);
    rv_data_destroy(data);
    data = read("x,c\n1,10\n2,9\n"); /* numbers are numbers */
    assert_true(data->target[0] == 10 && data->target[1] == 9);
    assert_string_equal(data->class_name[0], "");
    rv_data_destroy(data);
}

/* 10 > 9, though '1' < '9'; and -1 < 1. Where the loss falls, the larger class lies. */
static void
of_two_numbers_the_larger_is_the_class_one(void **state)
{
    struct rv_surface_spec words, numbers;
    struct rv_objective *a, *b;
    char name[] = "/tmp/ravine-classes-XXXXXX";
    (void)state;
    int fd = mkstemp(name);
    FILE *file = fdopen(fd, "w");
    fputs("x,n,w\n1,9,a\n2,10,b\n3,9,a\n4,10,b\n", file);
    fclose(file);
    rv_surface_spec_init(&words, (size_t)rv_surface_find("logistic"));
    strcpy(words.data, name);
    strcpy(words.columns.x, "x");
    numbers = words;
    strcpy(words.columns.y, "w");
    strcpy(numbers.columns.y, "n");
    assert_int_equal(rv_objective_create(&a, &words, NULL), RV_OK);
    assert_int_equal(rv_objective_create(&b, &numbers, NULL), RV_OK);
    double at[2] = {0.3, -0.7};
    assert_true(rv_objective_peek(a, at, NULL) == rv_objective_peek(b, at, NULL));
    rv_objective_unref(a);
    rv_objective_unref(b);
    remove(name);
}

static void
features_are_standardised(void **state)
{
    const struct rv_columns columns = {.standardize = true};
    struct rv_data *data;
    struct rv_error error;
    (void)state;
    assert_int_equal(parse(&data, "x,y\n1,10\n3,20\n5,40\n", &columns, &error), RV_OK);
    double deviation = sqrt(8.0 / 3);
    assert_close(data->x[0][0], -2 / deviation, 1e-15);
    assert_true(data->x[0][1] == 0 && data->target[2] == 40);
    rv_data_destroy(data);
    assert_int_equal(parse(&data, "x,y\n7,1\n7,2\n", &columns, &error), RV_E_DATA);
    assert_non_null(strstr(error.text, "constant"));
    assert_int_equal(parse(&data, "x,y\n1e308,1\n-1e308,2\n", &columns, &error),
                     RV_E_DATA);
    struct rv_data *raw, *known;
    assert_int_equal(rv_data_open(&raw, "oring", &columns, NULL), RV_OK);
    assert_int_equal(rv_data_open(&known, "oring_std", NULL, NULL), RV_OK);
    for (size_t i = 0; i < raw->n; i++)
        assert_close(raw->x[0][i], known->x[0][i], 1e-14);
    rv_data_destroy(raw);
    rv_data_destroy(known);
}

static void
faults_have_their_place(void **state)
{
    static const struct {
        const char *text;
        enum rv_status status;
        int line, column;
        const char *words;
    } cases[] = {
        {"",                        RV_E_DATA,   0, 0, "empty"              },
        {"\n\n",                    RV_E_DATA,   0, 0, "empty"              },
        {"x,y\n",                   RV_E_DATA,   0, 0, "no rows"            },
        {"x,y\n1,2\n",              RV_E_DATA,   0, 0, "one row"            },
        {"x,y\n1,2\n3,four\n",      RV_E_SYNTAX, 3, 2, "'four' is not a"    },
        {"x,y\none,2\n3,4\n",       RV_E_SYNTAX, 2, 1, "'one' is not a"     },
        {"x,y\n0x10,1\n2,1\n",      RV_E_SYNTAX, 2, 1, "'0x10' is not a"    },
        {"x,y\n1,nan\n2,1\n",       RV_E_SYNTAX, 2, 2, "missing value: 'nan"},
        {"x,y\n1,NA\n2,1\n",        RV_E_SYNTAX, 2, 2, "missing value: 'NA'"},
        {"x,y\n1,\n2,1\n",          RV_E_SYNTAX, 2, 2, "missing value ("    },
        {"x,y\n1,2\n2,\"\"\n",      RV_E_SYNTAX, 3, 2, "missing value ("    },
        {"x,y\n1,2\n ,3\n",         RV_E_SYNTAX, 3, 1, "missing value ("    },
        {"x,y\n1,2\n\n3,4\n",       RV_E_SYNTAX, 3, 1, "blank line"         },
        {"y\n1\n2\n \n4\n",         RV_E_SYNTAX, 4, 1, "blank line"         },
        {"x,y\n1e999,2\n1,2\n",     RV_E_SYNTAX, 2, 1, "'1e999' is not a"   },
        {"x,y\n\"1,5\",2\n1,2\n",   RV_E_SYNTAX, 2, 1, "decimal point"      },
        {"x,y\n1\n1,2\n",           RV_E_SYNTAX, 2, 2, "fewer cells"        },
        {"x,y\n1,2,3\n",            RV_E_SYNTAX, 2, 3, "more cells"         },
        {"x,y\n1,2,\n",             RV_E_SYNTAX, 2, 3, "more cells"         },
        {"a,b,c,d\n1,2,3,4\n",      RV_E_DATA,   0, 0, "4 columns"          },
        {"1,2\n3,4\n",              RV_E_SYNTAX, 1, 1, "header"             },
        {"x,2\n3,4\n",              RV_E_SYNTAX, 1, 2, "header"             },
        {"x;y\n1;2\n",              RV_E_SYNTAX, 1, 1, "semicolons"         },
        {"x\ty\n1\t2\n",            RV_E_SYNTAX, 1, 1, "tabs"               },
        {"x,c\n1,a\n2,b\n3,c\n",    RV_E_DATA,   4, 2, "third word"         },
        {"x,c\n1,a\n2,a\n",         RV_E_DATA,   0, 0, "one class"          },
        {"x,c\n1,a\n2,3\n",         RV_E_SYNTAX, 3, 2, "among words"        },
        {"x,c\n1,3\n2,a\n",         RV_E_SYNTAX, 3, 2, "not a number"       },
        {"x,c\n1,a\n2,\xff\n",      RV_E_SYNTAX, 3, 2, "UTF-8"              },
        {"\xe9t\xe9,y\n1,2\n",      RV_E_SYNTAX, 1, 1, "UTF-8"              },
        {"x,\x1b[2Jy\n1,2\n",       RV_E_SYNTAX, 1, 2, "UTF-8"              },
        {"x,\xe2\x80\xaey\n1,2\n",  RV_E_SYNTAX, 1, 2, "UTF-8"              },
        {"x,y\n1,2\n\"1,2\n3,4\n",  RV_E_SYNTAX, 3, 1, "not closed"         },
        {"x,y\n1\"2,3\n",           RV_E_SYNTAX, 2, 1, "quote within"       },
        {"x,y\n\"1\"2,3\n",         RV_E_SYNTAX, 2, 1, "quote within"       },
        {"x,y\n\"1\n2\",3\nno,4\n", RV_E_SYNTAX, 3, 1, "not plain"          },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct rv_data *data;
        struct rv_error error;
        enum rv_status status = parse(&data, cases[i].text, NULL, &error);
        if (status != cases[i].status || data || error.status != status ||
            cases[i].line != error.line || cases[i].column != error.column ||
            !strstr(error.text, cases[i].words))
            fail_msg("case %zu: status %d at %d:%d: %s", i, status, error.line,
                     error.column, error.text);
    }
}

static void
bytes_that_are_no_text_are_refused(void **state)
{
    static const char nul[] = "x,y\n1,2\0"
                              "3\n";
    static const char utf16[] = "\xff\xfex\0,\0y\0";
    struct rv_data *data;
    struct rv_error error;
    (void)state;
    assert_int_equal(data_parse(&data, nul, sizeof nul - 1, NULL, &error), RV_E_SYNTAX);
    assert_non_null(strstr(error.text, "not a text file"));
    assert_null(data);
    assert_int_equal(data_parse(&data, utf16, sizeof utf16 - 1, NULL, &error),
                     RV_E_SYNTAX);
    assert_non_null(strstr(error.text, "UTF-16"));
    char garbage[4096];
    uint32_t random = 1;
    for (int round = 0; round < 200; round++) {
        for (size_t i = 0; i < sizeof garbage; i++) {
            random = random * 1664525u + 1013904223u;
            garbage[i] = (char)(random >> 24);
        }
        assert_int_not_equal(data_parse(&data, garbage, sizeof garbage, NULL, NULL),
                             RV_OK);
    }
}

static void
too_many_columns_are_refused(void **state)
{
    enum { COLUMNS = 5000 };
    char *text = malloc(2 * COLUMNS + 1);
    struct rv_data *data;
    struct rv_error error;
    (void)state;
    for (size_t i = 0; i < COLUMNS; i++)
        memcpy(text + 2 * i, "x,", 3);
    assert_int_equal(parse(&data, text, NULL, &error), RV_E_DATA);
    assert_non_null(strstr(error.text, "too many columns"));
    free(text);
}

static void
digests_tell_data_apart(void **state)
{
    static const char *const texts[] = {
        "x,y\n1,2\n3,4\n", "x,y\n1,2\n3,5\n", "x,y\n1,2\n3,4\n5,6\n", "z,y\n1,2\n3,4\n",
        "x,y\n1,3\n2,4\n", "x,y\n3,4\n1,2\n", "x,c\n1,a\n3,b\n",      "x,c\n1,a\n3,c\n",
    };
    enum { N = sizeof texts / sizeof texts[0] };
    uint64_t digest[N];
    (void)state;
    for (size_t i = 0; i < N; i++) {
        struct rv_data *data = read(texts[i]);
        digest[i] = data->digest;
        rv_data_destroy(data);
        for (size_t k = 0; k < i; k++)
            assert_true(digest[i] != digest[k]);
    }
    struct rv_data *same = read("\"x\",y\r\n1.0,2\r\n3,4e0\r\n");
    assert_true(same->digest == digest[0]);
    rv_data_destroy(same);
}

static void
a_survey_counts_all_columns(void **state)
{
    static const char text[] = "id,age,sick,note\n"
                               "a,1,yes,\n"
                               "b,3.5,no,3\n"
                               "c,-2,yes,NA\n";
    struct rv_column *columns;
    size_t n_columns, n_rows;
    (void)state;
    assert_int_equal(data_survey(&columns, &n_columns, &n_rows, text, strlen(text), NULL),
                     RV_OK);
    assert_int_equal(n_columns, 4);
    assert_int_equal(n_rows, 3);
    assert_int_equal(columns[0].n_words, 3);
    assert_int_equal(columns[0].n_values, 3);
    assert_int_equal(columns[1].n_numbers, 3);
    assert_true(columns[1].lo == -2 && columns[1].hi == 3.5);
    assert_close(columns[1].mean, 2.5 / 3, 1e-15);
    assert_int_equal(columns[2].n_values, 2);
    assert_string_equal(columns[2].value[0], "no");
    assert_string_equal(columns[2].value[1], "yes");
    assert_int_equal(columns[3].n_missing, 2);
    assert_int_equal(columns[3].n_numbers, 1);
    assert_string_equal(columns[3].value[0], "3");
    free(columns);
    assert_int_equal(data_survey(&columns, &n_columns, &n_rows, "x\n", 2, NULL),
                     RV_E_DATA);
    assert_null(columns);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_is_read_as_written),
        cmocka_unit_test(all_line_ends_are_the_same),
        cmocka_unit_test(names_are_utf8),
        cmocka_unit_test(columns_are_chosen_by_name_or_position),
        cmocka_unit_test(columns_that_are_not_there_are_refused),
        cmocka_unit_test(classes_are_numbers_or_words),
        cmocka_unit_test(of_two_numbers_the_larger_is_the_class_one),
        cmocka_unit_test(features_are_standardised),
        cmocka_unit_test(faults_have_their_place),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(too_many_columns_are_refused),
        cmocka_unit_test(digests_tell_data_apart),
        cmocka_unit_test(a_survey_counts_all_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
