/* Own data on the command line: traced, listed, refused. */
#include "../close.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run.h"

static char folder[64];

static int
make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/ravine-cli-XXXXXX");
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int
remove_folder(void **state)
{
    char command[96];
    (void)state;
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return chdir("/") || system(command);
}

static void
write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* The program's answer to @arguments, which must be fine. */
static struct answer
ask(const char *arguments)
{
    struct answer answer = run(arguments);
    if (answer.status != 0)
        fail_msg("%s: %s", arguments, answer.err);
    return answer;
}

static void
assert_same(const char *one, const char *other)
{
    struct answer a = ask(one), b = ask(other);
    assert_string_equal(a.out, b.out);
    answer_finish(&a);
    answer_finish(&b);
}

static const char table[] =
    "\"name\",age,weight,sick\r\n"
    "\"a, b\",1,2,no\r\n\"c\",3,1,yes\r\nd,2,5,no\r\ne,4,4,yes\r\n";

#define TRACE "trace --steps 20 --racer gd:lr=0.1 --surface "

static void
own_data_are_raced_on(void **state)
{
    (void)state;
    write_file("my.csv", table);
    write_file("two.csv", "age,sick\n1,0\n3,1\n2,0\n4,1\n");
    assert_same(TRACE "logistic:data=my.csv,x=age,y=sick", TRACE "logistic:data=two.csv");
    assert_same(TRACE "logistic:data=my.csv,x=2,y=4", TRACE "logistic:data=two.csv");
    assert_same(TRACE "logistic:y=sick,x=age,data=my.csv,standardize=1",
                TRACE "logistic:data=two.csv,standardize=yes");
    assert_same("trace --steps 5 --surface logistic:data=two.csv",
                "trace --steps 5 --surface logistic --set surface.data=two.csv");
    assert_same("surface svm:data=my.csv,x=age|weight,y=sick --at 1,2",
                "surface svm:data=my.csv,x=2|3 --at 1,2");
}

static void
a_file_lies_beside_the_scene_or_in_the_working_folder(void **state)
{
    (void)state;
    mkdir("lesson", 0700);
    write_file("lesson/mine.csv", table);
    write_file("lesson/s.yaml", "surface: {id: logistic, data: mine.csv, x: age}\n"
                                "racers: [{optimizer: gd, lr: 0.1}]\nsteps: 20\n");
    assert_same("trace lesson/s.yaml", "trace --steps 20 --racer gd:lr=0.1 "
                                       "--surface logistic:data=lesson/mine.csv,x=age");
    expect("check lesson/s.yaml", 0, NULL);
    expect("trace lesson/s.yaml --surface logistic:data=mine.csv,x=age", 2,
           "mine.csv: cannot be opened");
    write_file("lesson/mine.csv", "age,sick\n1,0\n3,x\n");
    expect("check lesson/s.yaml", 2,
           "lesson/s.yaml:1:31: lesson/mine.csv:3:2: sick: 'x' "
           "is not a number");
}

static void
what_is_no_data_file_is_refused(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("fifo.csv", 0600), 0);
    write_file("large.csv", "x,y\n");
    assert_int_equal(truncate("large.csv", 200 << 20), 0);
    write_file("empty.csv", "");
    write_file("header.csv", "1,2\n3,4\n");
    write_file("row.csv", "x,y\n3,4\n");
    write_file("class.csv", "x,y\n3,4\n5,4\n");
    write_file("semicolon.csv", "x;y\n3;4\n5;4\n");
    static const char *const cases[][2] = {
        {"none.csv",      "cannot be opened"      },
        {".",             "is a folder"           },
        {"/dev/zero",     "is not a regular file" },
        {"./fifo.csv",    "is not a regular file" },
        {"large.csv",     "at most 64 MiB"        },
        {"empty.csv",     "empty"                 },
        {"header.csv",    "header.csv:1:1: '1' is"},
        {"row.csv",       "one row only"          },
        {"class.csv",     "'y' is always 4"       },
        {"semicolon.csv", "semicolons"            },
        {"oringg",        "did you mean 'oring'"  },
        {"oring,x=temp",  "no column 'temp'"      },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char arguments[120];
        snprintf(arguments, sizeof arguments,
                 "trace --steps 1 --surface logistic:data=%s", cases[i][0]);
        expect(arguments, 2, cases[i][1]);
    }
    expect("list data none.csv", 2, "none.csv: cannot be opened");
    expect("list data /dev/zero", 2, "is not a regular file");
    expect("list data fifo.csv", 2, "is not a regular file");
    expect("list data semicolon.csv", 2, "semicolon.csv:1:1: the columns are parted by");
}

static void
assert_lists(const char *arguments, const char *const *words, size_t n)
{
    struct answer answer = ask(arguments);
    for (size_t i = 0; i < n; i++)
        if (!strstr(answer.out, words[i]))
            fail_msg("no '%s' in\n%s", words[i], answer.out);
    answer_finish(&answer);
}

static void
a_file_is_summed_up(void **state)
{
    static const char *const words[] = {
        "my.csv: 4 rows, 4 columns\n",
        "  1  name    words, a, b and others\n",
        "  2  age     1 to 4, mean 2.5\n",
        "  4  sick    two classes: no (0), yes (1)\n",
        "  logistic:data=my.csv,x=age|weight,y=sick\n",
    };
    static const char *const gaps[] = {", 1 missing\n", ", 1 not a number\n",
                                       "no surface as it is"};
    static const char *const built_in[] = {"source  Fisher 1936", "100 rows, 3 columns",
                                           "  logistic:data=iris\n"};
    static const char *const all[] = {"\ncars       built in  ",
                                      "\niris       built in  "};
    (void)state;
    write_file("my.csv", table);
    write_file("gaps.csv", "x,y\n1,\n2,3\nx,4\n");
    assert_lists("list data my.csv", words, 5);
    assert_lists("list data gaps.csv", gaps, 3);
    assert_lists("list data iris", built_in, 3);
    assert_lists("list data", all, 2);
}

/* Each SPEC that a summary prints is one that runs. */
static void
what_suits_runs(void **state)
{
    static const char *const names[] = {"my.csv", "iris", "cars", "newcomb", "reg2"};
    (void)state;
    write_file("my.csv", table);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char arguments[64], *rest, *line;
        size_t n = 0;
        snprintf(arguments, sizeof arguments, "list data %s", names[i]);
        struct answer answer = ask(arguments);
        line = strstr(answer.out, "Suits\n");
        assert_non_null(line);
        for (line = strtok_r(line + 6, "\n", &rest); line;
             line = strtok_r(NULL, "\n", &rest), n++) {
            char surface[200];
            snprintf(surface, sizeof surface, "surface '%s' --at 0,0", line + 2);
            expect(surface, 0, NULL);
        }
        assert_true(n > 0);
        answer_finish(&answer);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_data_are_raced_on),
        cmocka_unit_test(a_file_lies_beside_the_scene_or_in_the_working_folder),
        cmocka_unit_test(what_is_no_data_file_is_refused),
        cmocka_unit_test(a_file_is_summed_up),
        cmocka_unit_test(what_suits_runs),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
