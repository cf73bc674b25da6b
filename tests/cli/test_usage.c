/* Exit status and complaints: 2 for usage and input, 3 for the environment. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../close.h"
#include "run.h"

static const struct {
    const char *arguments;
    int status;
    const char *complaint;
} cases[] = {
    {"trace --racer adm:lr=1",               2,
     "ravine: --racer 'adm:lr=1': column 1: unknown optimizer 'adm' (did you mean "
     "'adam'?)\n"                                                                   },
    {"--racer adm:lr=1",                     2, "did you mean 'adam'?"              },
    {"trace --racer gd:lrr=1",               2, "column 4: unknown setting 'lrr'"   },
    {"trace --surface rosenbrok",            2, "did you mean 'rosenbrock'?"        },
    {"trace --steps 1000000000",             2, "--steps '1000000000': column 1: "  },
    {"trace --steps 10000001",               2, "0 to 10000000"                     },
    {"trace --steps -1",                     2, "--steps '-1'"                      },
    {"trace --steps",                        2, "--steps needs a value (N)"         },
    {"trace --seed 1.5",                     2, "--seed '1.5'"                      },
    {"trace --start=1",                      2, "--start '1': column 2"             },
    {"trace --start=1,nan",                  2, "--start '1,nan': column 3"         },
    {"trace --window=1,0,0,1",               2, "--window '1,0,0,1'"                },
    {"trace --set foo=1",                    2, "unknown setting 'foo'"             },
    {"trace --set GD.beta=1",                2, "unknown setting 'beta' of gd"      },
    {"trace --set lr=-1",                    2, "--set 'lr=-1': column 4: lr must"  },
    {"trace --format json",                  2, "did you mean 'jsonl'?"             },
    {"trace --stesp 3",                      2, "unknown option '--stesp'"          },
    {"trace --at 1,2",                       2, "--at is no option of 'trace'"      },
    {"trace --autoplay",                     2, "--autoplay is no option of 'trace'"},
    {"--autoplay=1",                         2, "--autoplay takes no value"         },
    {"trace race race",                      2, "'race' is too many"                },
    {"trace rase",                           2, "did you mean 'race'?"              },
    {"rase",                                 2, "did you mean 'race'?"              },
    {"trase",                                2, "unknown subcommand 'trase'"        },
    {"trace /",                              2, "/: is a folder"                    },
    {"trace /dev/zero",                      2, "is not a regular file"             },
    {"trace " RAVINE_PROGRAM,                2, RAVINE_PROGRAM ": "                 },
    {"trace --racer gd --racer gd:label=gd", 2, "two racers are called 'gd'"        },
    {"trace oring --set batch=24",           2, "batch"                             },
    {"trace --set batch=5",                  2, "batch"                             },
    {"surface",                              2, "surface needs a SPEC"              },
    {"surface quadratic",                    2, "surface needs a point"             },
    {"surface quadratic --at 1",             2, "--at '1': column 2"                },
    {"surface quadratic:a=1 --at 1,1",       2, "'quadratic:a=1': column 11: "      },
    {"check",                                2, "check needs a scene"               },
    {"list optimisers",                      2, "did you mean 'optimizers'?"        },
    {"list optimizers adm",                  2, "did you mean 'adam'?"              },
    {"list surfaces quadratic more",         2, "'more' is too many"                },
    {"--color rbg",                          2, "did you mean 'rgb'?"               },
    {"--fps 0",                              2, "--fps '0'"                         },
    {"--step x",                             2, "--step 'x'"                        },
    {"--steps 0",                            2, "1 to 10000000"                     },
    {"",                                     3, "ravine trace"                      },
    {"race --autoplay --quit",               3, "ravine trace"                      },
    {"check race",                           0, NULL                                },
    {"list",                                 0, NULL                                },
};

static void
complaints(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(cases[i].arguments, cases[i].status, cases[i].complaint);
}

/* One line for each fault, and nothing on standard output. */
static void
one_line_each(void **state)
{
    (void)state;
    struct answer answer =
        run("trace --racer adm --racer gd:lr=x --start=1 --window=1 --steps x --seed x");
    assert_int_equal(answer.status, 2);
    assert_int_equal(count_lines(answer.err), 6);
    assert_string_equal(answer.out, "");
    answer_finish(&answer);
    answer = run("");
    assert_int_equal(count_lines(answer.err), 1);
    answer_finish(&answer);
}

static char *
write_scene(const char *text)
{
    static char path[32];
    strcpy(path, "/tmp/ravine-scene-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    return path;
}

static void
expect_verdicts(const char *text, int status, size_t lines_out, size_t lines_err)
{
    char arguments[128];
    char *path = write_scene(text);
    snprintf(arguments, sizeof arguments, "check race %s", path);
    struct answer own = run("check race"), answer = run(arguments);
    assert_int_equal(answer.status, status);
    assert_int_equal(count_lines(answer.out) - count_lines(own.out), lines_out);
    assert_int_equal(count_lines(answer.err), lines_err);
    answer_finish(&own);
    answer_finish(&answer);
    unlink(path);
}

#define SCENE "surface: quadratic\nstart: [1, 0]\nracers:\n  - {optimizer: gd, lr: 0.5}\n"

static void
check_tells_three_ends(void **state)
{
    (void)state;
    expect_verdicts(SCENE, 0, 1, 0);
    expect_verdicts(SCENE "claims:\n  - {racer: gd, loss_below: 0.4, by: 1}\n", 0, 1, 0);
    expect_verdicts(SCENE "claims:\n  - {racer: gd, loss_below: 0.1, by: 1}\n"
                          "  - {racer: gd, diverges_by: 9}\n",
                    1, 2, 2);
    expect_verdicts("surface: quadratik\nracers: []\n", 2, 0, 2);
    char *path = write_scene(SCENE "claims:\n  - {racer: gd, loss_below: 0.1, by: 1}\n");
    char arguments[128], place[128];
    snprintf(arguments, sizeof arguments, "check %s rase", path);
    snprintf(place, sizeof place, "%s:6:5: the claim fails: gd: loss below 0.1", path);
    expect(arguments, 2, place); /* input errors before failed claims */
    unlink(path);
}

/* A scene of the user's own, and a folder of them. */
static void
bundled_folder(void **state)
{
    (void)state;
    struct answer answer = run("check " SCENES_DIR);
    assert_int_equal(answer.status, 0);
    assert_true(count_lines(answer.out) >= 18);
    assert_null(strstr(answer.out, "fails"));
    answer_finish(&answer);
    expect("trace " SCENES_DIR "/race.yaml --steps 1", 0, NULL);
    expect("check " SCENES_DIR "/data", 2, "the folder holds no *.yaml");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(complaints),
        cmocka_unit_test(one_line_each),
        cmocka_unit_test(check_tells_three_ends),
        cmocka_unit_test(bundled_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
