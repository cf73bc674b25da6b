/* What a formula may say, what it means, and every complaint with its column. */
#include "typing.h"

#include <stdlib.h>

static void
values_follow_the_grammar(void **state)
{
    static const struct {
        const char *text;
        double value; /* at (3, -2) */
    } rows[] = {
        {"x + y",                   1                        },
        {" x+y\t",                  1                        },
        {"-x^2",                    -9                       },
        {"(-x)^2",                  9                        },
        {"2^3^2",                   512                      },
        {"(2^3)^2",                 64                       },
        {"2^-1",                    0.5                      },
        {"2^-y",                    4                        },
        {"-2^2",                    -4                       },
        {"--x",                     3                        },
        {"-+-x",                    3                        },
        {"1-2-3",                   -4                       },
        {"1-(2-3)",                 2                        },
        {"8/4/2",                   1                        },
        {"8/4*2",                   4                        },
        {"2*-x",                    -6                       },
        {"x*-y^2",                  -12                      },
        {"2x",                      6                        },
        {"2 x",                     6                        },
        {"2x^2",                    18                       },
        {"2(x+1)",                  8                        },
        {"2sin(0)",                 0                        },
        {"1/2x",                    1.5                      },
        {"2^3x",                    24                       },
        {"-2x",                     -6                       },
        {"2pi",                     6.283185307179586        },
        {"2e",                      5.43656365691809         },
        {"2e1",                     20                       },
        {"2e1x",                    60                       },
        {"2e+1",                    20                       },
        {"2e-1",                    0.2                      },
        {"2e-x",                    2 * 2.718281828459045 - 3},
        {".5x",                     1.5                      },
        {"5.x",                     15                       },
        {"1e-400",                  0                        },
        {"0x",                      0                        },
        {"x<4",                     1                        },
        {"x>4",                     0                        },
        {"x<=3",                    1                        },
        {"x>=3",                    1                        },
        {"x==3",                    1                        },
        {"x!=3",                    0                        },
        {"x+1<y",                   0                        },
        {"(x<4)+(y<4)",             2                        },
        {"2*(x>0)",                 2                        },
        {"if(x>0, 10, 20)",         10                       },
        {"if(x<0, 1/0, 20)",        20                       },
        {"if(y, 1, 2)",             1                        },
        {"min(x,y)",                -2                       },
        {"max(x,y)",                3                        },
        {"max(x,y,7,2)",            7                        },
        {"min(x,y,7,-9)",           -9                       },
        {"mod(x,2)",                1                        },
        {"mod(y,5)",                3                        },
        {"mod(x,y)",                -1                       },
        {"floor(y/4)",              -1                       },
        {"sign(x)+sign(y)+sign(0)", 0                        },
        {"abs(y)",                  2                        },
        {"relu(y)+relu(x)",         3                        },
        {"hypot(x,4)",              5                        },
        {"atan2(0,-1)",             3.141592653589793        },
        {"sqrt(x+1)",               2                        },
        {"log(e)",                  1                        },
        {"log10(1000)",             3                        },
        {"exp(0)",                  1                        },
        {"sigmoid(0)",              0.5                      },
        {"softplus(0)",             0.6931471805599453       },
        {"softplus(1000)",          1000                     },
        {"sigmoid(-1000)",          0                        },
        {"tanh(50)",                1                        },
        {"x^0",                     1                        },
        {"x^1",                     3                        },
        {"x^5",                     243                      },
        {"x^-2",                    1.0 / 9                  },
        {"y^3",                     -8                       },
        {"4^0.5",                   2                        },
        {"x^y",                     1.0 / 9                  },
        {"7",                       7                        },
        {"((((((x))))))",           3                        },
        {"a1+a1",                   2                        },
        {"beta_2*λ+Ω₁",         2                        },
        {"xy",                      1                        },
        {"E+PI",                    2                        },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double value = typing_value(rows[i].text, 3, -2);
        if (!(fabs(value - rows[i].value) <= 1e-15 * fabs(rows[i].value)))
            fail_msg("%s is %.17g, not %.17g", rows[i].text, rows[i].value, value);
    }
}

static void
outside_the_domain_is_nan(void **state)
{
    static const char *const texts[] = {
        "log(-x)",
        "sqrt(-x)",
        "asin(x)",
        "acos(-x)",
        "0/0",
        "0*log(y)",
        "max(log(y), 0)",
        "min(0, sqrt(y))",
        "relu(log(y))",
        "log(y)<1",
        "1!=log(y)",
        "if(log(y),1,1)",
        "sigmoid(log(y))",
        "softplus(log(y))",
        "sign(log(y))",
        "floor(log(y))",
        "mod(x,0)",
        "y^0.5",
        "hypot(log(y),1)",
        "abs(log(y))",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!isnan(typing_value(texts[i], 3, -2)))
            fail_msg("%s is not NaN", texts[i]);
    assert_true(isinf(typing_value("1/0", 3, -2)));
    assert_true(typing_value("if(log(y)==log(y), 1, 2)", 3, 2) == 1);
}

struct complaint {
    const char *text;
    int column;
    enum rv_status status;
    const char *says;
};

static void
expect_complaint(const struct complaint *row, const char *data)
{
    struct rv_surface_spec spec, before;
    struct rv_error error = {0};
    typing_spec(&spec, "x", data, NULL);
    before = spec;
    enum rv_status status = rv_surface_spec_set_formula(&spec, row->text, &error);
    if (status != row->status || error.column != row->column ||
        !strstr(error.text, row->says))
        fail_msg("'%s': status %d, column %d: %s", row->text, status, error.column,
                 error.text);
    assert_int_equal(error.status, status);
    assert_memory_equal(&spec, &before, sizeof spec);
}

static void
complaints_point_at_the_column(void **state)
{
    static const struct complaint rows[] = {
        {"",                                              1,  RV_E_SYNTAX,  "empty"                       },
        {"   ",                                           1,  RV_E_SYNTAX,  "empty"                       },
        {"x+",                                            3,  RV_E_SYNTAX,  "ends too early"              },
        {"x+ ",                                           4,  RV_E_SYNTAX,  "ends too early"              },
        {"x*/y",                                          3,  RV_E_SYNTAX,  "before '/'"                  },
        {"^2",                                            1,  RV_E_SYNTAX,  "before '^'"                  },
        {"x y",                                           3,  RV_E_SYNTAX,  "an operator before 'y'"      },
        {"x 2",                                           3,  RV_E_SYNTAX,  "an operator before '2'"      },
        {"2 3",                                           3,  RV_E_SYNTAX,  "an operator before '3'"      },
        {"(x)(y)",                                        4,  RV_E_SYNTAX,  "an operator before '('"      },
        {"(x)y",                                          4,  RV_E_SYNTAX,  "an operator before 'y'"      },
        {"1.2.3",                                         4,  RV_E_SYNTAX,  "before '.3'"                 },
        {"1..2",                                          3,  RV_E_SYNTAX,  "before '.2'"                 },
        {"x.",                                            2,  RV_E_SYNTAX,  "'.'"                         },
        {"(x+y",                                          1,  RV_E_SYNTAX,  "not closed"                  },
        {"2*(x+(y)",                                      3,  RV_E_SYNTAX,  "not closed"                  },
        {"sin(x",                                         4,  RV_E_SYNTAX,  "not closed"                  },
        {"x)",                                            2,  RV_E_SYNTAX,  "closes no bracket"           },
        {"()",                                            2,  RV_E_SYNTAX,  "before ')'"                  },
        {"sin()",                                         5,  RV_E_SYNTAX,  "before ')'"                  },
        {"sin(x;y)",                                      6,  RV_E_SYNTAX,  "part by ,"                   },
        {"(x,y)",                                         1,  RV_E_SYNTAX,  "comma"                       },
        {"x,y",                                           2,  RV_E_SYNTAX,  "comma"                       },
        {"x<y<2",                                         4,  RV_E_SYNTAX,  "do not chain"                },
        {"x=2",                                           2,  RV_E_SYNTAX,  "=="                          },
        {"x**2",                                          3,  RV_E_SYNTAX,  "a^b"                         },
        {"!x",                                            1,  RV_E_SYNTAX,  "!="                          },
        {"x&y",                                           2,  RV_E_SYNTAX,  "product"                     },
        {"[x]",                                           1,  RV_E_SYNTAX,  "round"                       },
        {"2−x",                                         2,  RV_E_SYNTAX,  "minus is -"                  },
        {"λ×x",                                         2,  RV_E_SYNTAX,  "times is *"                  },
        {"λλx²",                                       4,  RV_E_SYNTAX,  "^2"                          },
        {"x\a",                                           2,  RV_E_SYNTAX,  "U+0007"                      },
        {"x\xff",                                         2,  RV_E_SYNTAX,  "UTF-8"                       },
        {"x\xc3",                                         2,  RV_E_SYNTAX,  "UTF-8"                       },
        {"\xe2\x88",                                      1,  RV_E_SYNTAX,  "UTF-8"                       },
        {"\xed\xa0\x80",                                  1,  RV_E_SYNTAX,  "UTF-8"                       },
        {"\xf4\x90\x80\x80",                              1,  RV_E_SYNTAX,  "UTF-8"                       },
        {"1+\xe2\x80\xae",                                3,  RV_E_SYNTAX,  "U+202E"                      },
        {"0x10",                                          1,  RV_E_SYNTAX,  "hexadecimal"                 },
        {"x+1e999",                                       3,  RV_E_RANGE,   "too large"                   },
        {"sin x",                                         1,  RV_E_SYNTAX,  "brackets"                    },
        {"2+cos",                                         3,  RV_E_SYNTAX,  "brackets"                    },
        {"1+sine(x)",                                     3,  RV_E_UNKNOWN, "did you mean 'sin'"          },
        {"squrt(x)",                                      1,  RV_E_UNKNOWN, "did you mean 'sqrt'"         },
        {"Sin(x)",                                        1,  RV_E_UNKNOWN, "did you mean 'sin'"          },
        {"ln(x)",                                         1,  RV_E_UNKNOWN, "did you mean 'log'"          },
        {"arctan(x)",                                     1,  RV_E_UNKNOWN, "did you mean 'atan'"         },
        {"x(y)",                                          1,  RV_E_UNKNOWN, "x*(...)"                     },
        {"pi(y)",                                         1,  RV_E_UNKNOWN, "pi*(...)"                    },
        {"2e(y)",                                         2,  RV_E_UNKNOWN, "e*(...)"                     },
        {"gamma_ray(x)",                                  1,  RV_E_UNKNOWN, "unknown function 'gamma_ray'"},
        {"max(x)",                                        1,  RV_E_SYNTAX,  "takes 2"                     },
        {"if(x,y)",                                       1,  RV_E_SYNTAX,  "takes 3"                     },
        {"1+sin(x,y)",                                    3,  RV_E_SYNTAX,  "takes 1 operand,"            },
        {"atan2(x)",                                      1,  RV_E_SYNTAX,  "atan2(y, x)"                 },
        {"max(1,2,3,4,5,6,7,8,9)",                        1,  RV_E_SYNTAX,  "at most 8"                   },
        {"mean(x)",                                       1,  RV_E_DATA,    "data=NAME"                   },
        {"\"hours\"",                                     2,  RV_E_UNKNOWN, "hours"                       },
        {"x+\"hours",                                     3,  RV_E_SYNTAX,  "not closed"                  },
        {"x+data",                                        3,  RV_E_SYNTAX,  "another name"                },
        {"f*x",                                           1,  RV_E_SYNTAX,  "another name"                },
        {"a_name_that_is_longer_than_any_setting_may_be", 1,  RV_E_RANGE,   "too long"                    },
        {"a+b+c+d+g+h+i+j+k+l+m+n+o+p+q+r+s",             33, RV_E_RANGE,   "at most 16"                  },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_complaint(&rows[i], NULL);
}

static void
columns_stand_within_means(void **state)
{
    static const struct complaint rows[] = {
        {"hours",               1,  RV_E_SYNTAX,  "within mean(...)"      },
        {"mean(hours)+passed",  13, RV_E_SYNTAX,  "within mean(...)"      },
        {"mean(\"hour\"*x)",    7,  RV_E_UNKNOWN, "did you mean \"hours\""},
        {"mean(hours, passed)", 1,  RV_E_SYNTAX,  "takes 1"               },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_complaint(&rows[i], "hours");
}

/* Nothing but an answer, and soon. */
static void
hostile_texts_are_refused(void **state)
{
    enum { LENGTH = 100000 };
    static const char *const units[] = {"(", "x+",     "-",     "sin(",     "2^", "1",
                                        "x", "max(1,", "if(x,", "\xce\xbb", "\"", " "};
    char *text = malloc(LENGTH + 8);
    struct rv_surface_spec spec;
    struct rv_error error;
    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        size_t n = 0;
        for (; n < LENGTH; n += strlen(units[i]))
            strcpy(text + n, units[i]);
        assert_int_equal(typing_spec(&spec, text, NULL, &error), RV_E_RANGE);
        assert_non_null(strstr(error.text, "too long (at most 1023 bytes)"));
        assert_int_equal(error.column, RV_FORMULA_MAX);
    }
    memset(text, '(', 10000);
    strcpy(text + 10000, "x");
    memset(text + 10001, ')', 10000);
    text[20001] = '\0';
    assert_int_equal(typing_spec(&spec, text, NULL, &error), RV_E_RANGE);
    free(text);
}

/* As deep as it goes: a hundred, and then a complaint at the bracket that is too much. */
static void
nesting_is_bounded(void **state)
{
    static const char *const units[] = {"(", "sin(", "2^", "-(", "mod(1,", "x^"};
    static const int deepest = 100;
    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        for (int depth = deepest; depth <= deepest + 1; depth++) {
            char text[RV_FORMULA_MAX] = "";
            struct rv_surface_spec spec;
            struct rv_error error;
            for (int k = 0; k < depth; k++)
                strcat(text, units[i]);
            strcat(text, "x");
            for (int k = 0; k < depth && strchr(units[i], '('); k++)
                strcat(text, ")");
            enum rv_status status = typing_spec(&spec, text, NULL, &error);
            assert_int_equal(status, depth > deepest ? RV_E_RANGE : RV_OK);
            if (depth > deepest)
                assert_non_null(strstr(error.text, "nested too deeply"));
        }
}

static void
a_full_text_is_accepted(void **state)
{
    char text[RV_FORMULA_MAX + 1] = "x";
    struct rv_surface_spec spec;
    (void)state;
    while (strlen(text) + 2 < RV_FORMULA_MAX)
        strcat(text, "+y");
    assert_int_equal(typing_spec(&spec, text, NULL, NULL), RV_OK);
    struct rv_objective *objective = typing_make(&spec);
    double f = rv_objective_peek(objective, (double[]){1, 2}, NULL);
    assert_true(f == 1 + 2.0 * (double)((strlen(text) - 1) / 2));
    rv_objective_unref(objective);
}

static void
parameters_are_settings(void **state)
{
    struct rv_surface_spec spec;
    struct rv_surface_params params;
    (void)state;
    assert_int_equal(typing_spec(&spec, "b*x + a*sin(w2*y) + b", NULL, NULL), RV_OK);
    assert_int_equal(rv_surface_spec_params(&spec, &params, NULL), RV_OK);
    assert_int_equal(params.n, 3);
    assert_string_equal(params.row[0].key, "b");
    assert_string_equal(params.row[1].key, "a");
    assert_string_equal(params.row[2].key, "w2");
    for (size_t i = 0; i < params.n; i++) {
        assert_true(spec.settings.value[i] == 1 && params.row[i].standard == 1);
        assert_int_equal(rv_param_check(&params.row[i], -1e300, NULL), RV_OK);
    }
    spec.settings.value[0] = 2;
    spec.settings.value[1] = 3;
    struct rv_objective *objective = typing_make(&spec);
    size_t n;
    const struct rv_param *rows = rv_objective_params(objective, &n);
    assert_int_equal(n, 3);
    assert_string_equal(rows[2].key, "w2");
    assert_close(rv_objective_peek(objective, (double[]){5, 7}, NULL),
                 2 * 5 + 3 * sin(7) + 2, 1e-15);
    rv_objective_unref(objective);
}

static void
another_formula_keeps_values_by_name(void **state)
{
    struct rv_surface_spec spec;
    (void)state;
    assert_int_equal(typing_spec(&spec, "a*x + b*y + c", NULL, NULL), RV_OK);
    for (int i = 0; i < 3; i++)
        spec.settings.value[i] = 10 + i;
    assert_int_equal(rv_surface_spec_set_formula(&spec, "c + d*b", NULL), RV_OK);
    assert_true(spec.settings.value[0] == 12 && spec.settings.value[1] == 1 &&
                spec.settings.value[2] == 11 && spec.settings.value[3] == 0);
    assert_int_equal(rv_surface_spec_set_formula(&spec, "c +", NULL), RV_E_SYNTAX);
    assert_string_equal(spec.formula, "c + d*b");
}

static void
a_setting_that_is_no_number_is_refused(void **state)
{
    struct rv_surface_spec spec;
    struct rv_objective *objective;
    struct rv_error error;
    (void)state;
    assert_int_equal(typing_spec(&spec, "a*x", NULL, NULL), RV_OK);
    spec.settings.value[0] = NAN;
    assert_int_equal(rv_objective_create(&objective, &spec, &error), RV_E_RANGE);
    assert_null(objective);
}

static void
the_text_shows_its_numbers(void **state)
{
    static const struct {
        const char *text, *shown; /* with every parameter -2.5 */
    } rows[] = {
        {"x^2-y",     "f = x^2−y"                },
        {"a*x - b",   "f = (−2.5)*x − (−2.5)"},
        {"2a + x",    "f = 2*(−2.5) + x"         },
        {"λ*sin(y)", "f = (−2.5)*sin(y)"        },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct rv_surface_spec spec;
        char text[200], cut[7];
        assert_int_equal(typing_spec(&spec, rows[i].text, NULL, NULL), RV_OK);
        spec.settings.value[0] = spec.settings.value[1] = -2.5;
        if (!strchr(rows[i].text, 'b'))
            spec.settings.value[1] = 0;
        struct rv_objective *objective = typing_make(&spec);
        assert_string_equal(rv_objective_formula(objective, text, sizeof text),
                            rows[i].shown);
        rv_objective_formula(objective, cut, sizeof cut);
        assert_true(strlen(cut) < sizeof cut && strncmp(cut, text, strlen(cut)) == 0);
        rv_objective_unref(objective);
    }
}

static void
functions_are_listed(void **state)
{
    (void)state;
    assert_int_equal(rv_formula_function_count(), 26);
    for (size_t i = 0; i < rv_formula_function_count(); i++) {
        struct rv_formula_function f = rv_formula_function_at(i);
        assert_true(*f.name && *f.operands && *f.help);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_follow_the_grammar),
        cmocka_unit_test(outside_the_domain_is_nan),
        cmocka_unit_test(complaints_point_at_the_column),
        cmocka_unit_test(columns_stand_within_means),
        cmocka_unit_test(hostile_texts_are_refused),
        cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(a_full_text_is_accepted),
        cmocka_unit_test(parameters_are_settings),
        cmocka_unit_test(another_formula_keeps_values_by_name),
        cmocka_unit_test(a_setting_that_is_no_number_is_refused),
        cmocka_unit_test(the_text_shows_its_numbers),
        cmocka_unit_test(functions_are_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
