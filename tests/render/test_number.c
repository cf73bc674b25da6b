/* Numbers as the screen shows them. */
#include "../close.h"

#include <stdlib.h>
#include <string.h>

#include "render/canvas.h"
#include "render/number.h"

#define MINUS "\xe2\x88\x92"

static void
three_significant_digits(void **state)
{
    (void)state;
    static const struct {
        double value;
        int digits;
        const char *text;
    } table[] = {
        {2.9912,     3, "2.99"         },
        {0.13,       3, "0.130"        },
        {0.0061,     3, "0.00610"      },
        {5.065,      2, "5.1"          },
        {0.0657,     2, "0.066"        },
        {-0.7284,    3, "−0.728"     },
        {1,          3, "1.00"         },
        {0,          3, "0"            },
        {-0.0,       3, "0"            },
        {123.4,      3, "123"          },
        {9876,       3, "9876"         },
        {9999.4,     3, "1.00e+04"     },
        {12345,      3, "1.23e+04"     },
        {3.2e14,     2, "3.2e+14"      },
        {1.234e-7,   3, "1.23e−07"   },
        {-1.234e-7,  3, "−1.23e−07"},
        {0.0001,     3, "0.000100"     },
        {0.00009999, 3, "0.000100"     },
        {0.099996,   3, "0.100"        },
        {99.96,      3, "100"          },
        {0.9996,     3, "1.00"         },
        {1e300,      3, "1.00e+300"    },
        {INFINITY,   3, "∞"          },
        {-INFINITY,  3, "−∞"       },
        {NAN,        3, "nan"          },
        {-NAN,       3, "nan"          },
    };
    char text[NUMBER_TEXT_MAX];
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_string_equal(
            number_significant(table[i].value, table[i].digits, false, text),
            table[i].text);
    assert_string_equal(number_significant(-1.5e-7, 2, true, text), "-1.5e-07");
    assert_string_equal(number_significant(INFINITY, 3, true, text), "inf");
    assert_string_equal(number_significant(-INFINITY, 3, true, text), "-inf");
}

static void
digits_are_the_number(void **state)
{
    (void)state;
    char text[NUMBER_TEXT_MAX];
    for (double value = 1.0e-9; value < 1e12; value *= 1.37) {
        double read = strtod(number_significant(value, 5, true, text), NULL);
        assert_close(read / value, 1, 0.51e-4);
    }
}

static void
fixed_places(void **state)
{
    (void)state;
    char text[NUMBER_TEXT_MAX];
    assert_string_equal(number_fixed(-0.7281, 3, false, text), "−0.728");
    assert_string_equal(number_fixed(1.0784, 3, false, text), " 1.078");
    assert_string_equal(number_fixed(-0.0001, 3, false, text), " 0.000");
    assert_string_equal(number_fixed(NAN, 3, false, text), " nan");
    assert_string_equal(number_fixed(-INFINITY, 3, false, text), "−∞");
    assert_string_equal(number_fixed(-3.2e14, 3, true, text), "-3.20e+14");
}

static void
as_typed(void **state)
{
    (void)state;
    char text[NUMBER_TEXT_MAX];
    assert_string_equal(number_typed(0.0012, false, text), "0.0012");
    assert_string_equal(number_typed(1e-8, false, text), "1e−8");
    assert_string_equal(number_typed(1e-8, true, text), "1e-8");
    assert_string_equal(number_typed(0.999, false, text), "0.999");
    assert_string_equal(number_typed(300, false, text), "300");
    assert_string_equal(number_typed(1000000, false, text), "1000000");
    assert_string_equal(number_typed(1e20, false, text), "1e20");
    assert_string_equal(number_typed(-0.0, false, text), "0");
    assert_string_equal(number_typed(0.1 + 0.2, false, text), "0.30000000000000004");
}

static void
decades(void **state)
{
    (void)state;
    char text[NUMBER_TEXT_MAX];
    static const char *const names[] = {"10⁻³", "10⁻²", "0.1", "1",
                                        "10",   "100",  "10³", "10⁴"};
    for (int k = -3; k <= 4; k++)
        assert_string_equal(number_decade(pow(10, k), false, text), names[k + 3]);
    assert_string_equal(number_decade(1e-120, false, text), "10⁻¹²⁰");
    assert_string_equal(number_decade(1e-3, true, text), "1e-3");
    assert_string_equal(number_decade(0.1, true, text), "0.1");
    assert_string_equal(number_decade(1e3, true, text), "1e3");
}

static void
points_align(void **state)
{
    (void)state;
    assert_int_equal(number_point("2.99"), 1);
    assert_int_equal(number_point("−0.728"), 2);
    assert_int_equal(number_point("123"), 3);
    assert_int_equal(number_point("1.23e−07"), 1);
    assert_int_equal(number_point("∞"), 1);
}

static void
ticks_are_enough(void **state)
{
    (void)state;
    for (double width = 1e-6; width < 1e9; width *= 1.7) {
        for (double lo = -3 * width; lo <= 2 * width; lo += 0.61 * width) {
            double step = tick_step(lo, lo + width, 4);
            int n = (int)(floor((lo + width) / step + 1e-9) - ceil(lo / step - 1e-9)) + 1;
            assert_in_range(n, 4, 12);
            double mantissa = step / pow(10, floor(log10(step) + 1e-9));
            assert_true(fabs(mantissa - 1) < 1e-9 || fabs(mantissa - 2) < 1e-9 ||
                        fabs(mantissa - 5) < 1e-9);
        }
    }
    assert_close(tick_step(-2, 2, 4), 1, 0);
    assert_close(tick_step(0, 1000, 4), 200, 0);
    assert_close(tick_step(3, 3, 4), 1, 0);
    assert_close(tick_step(0, NAN, 4), 1, 0);
}

static void
ticks_are_written_short(void **state)
{
    (void)state;
    char text[NUMBER_TEXT_MAX];
    assert_string_equal(number_tick(3 * 0.1, 0.1, false, text), "0.3");
    assert_string_equal(number_tick(-0.5, 0.5, false, text), "−0.5");
    assert_string_equal(number_tick(1e-17, 0.1, false, text), "0");
    assert_string_equal(number_tick(250000, 50000, false, text), "250000");
    assert_string_equal(number_tick(2, 0.5, false, text), "2");
    assert_int_equal(tick_decimals(0.05), 2);
    assert_int_equal(tick_decimals(20), 0);
}

static void
levels_have_one_style(void **state)
{
    (void)state;
    static const struct {
        double value, step;
        const char *text, *ascii;
    } rows[] = {
        {0.45,    1e-3, "0.45",                   "0.45"   },
        {-20,     0.1,  MINUS "20",               "-20"    },
        {0,       1,    "0",                      "0"      },
        {100,     1,    "100",                    "100"    },
        {1000,    1,    "10\xc2\xb3",             "1e3"    },
        {-1e5,    1,    MINUS "10\xe2\x81\xb5",   "-1e5"   },
        {1e-3,    1e-6, "10\xe2\x81\xbb\xc2\xb3", "1e-3"   },
        {5000,    10,   "5000",                   "5000"   },
        {150000,  100,  "1.5e5",                  "1.5e5"  },
        {20000,   100,  "2e4",                    "2e4"    },
        {0.0005,  1e-6, "5e" MINUS "4",           "5e-4"   },
        {100.998, 1e-4, "100.998",                "100.998"},
        {123456,  0.5,  "123456",                 "123456" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[NUMBER_TEXT_MAX];
        assert_string_equal(number_level(rows[i].value, rows[i].step, false, text),
                            rows[i].text);
        assert_string_equal(number_level(rows[i].value, rows[i].step, true, text),
                            rows[i].ascii);
    }
}

/* Ticks that are powers of ten stand among others, and look like them up to 1e4. */
static void
ticks_of_axes(void **state)
{
    (void)state;
    static const struct {
        double value, step;
        const char *text;
    } rows[] = {
        {450000, 50000, "4.5e5"         },
        {1e5,    50000, "10\xe2\x81\xb5"},
        {-5e5,   50000, MINUS "5e5"     },
        {1000,   500,   "1000"          },
        {0.01,   0.005, "0.01"          },
        {2e-8,   1e-8,  "2e" MINUS "8"  },
        {-1e-20, 50000, "0"             },
        {100002, 1,     "100002"        },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[NUMBER_TEXT_MAX];
        assert_string_equal(number_axis(rows[i].value, rows[i].step, false, text),
                            rows[i].text);
    }
}

/* All ticks of an axis have one form. */
static void
ticks_have_one_form(void **state)
{
    (void)state;
    static const struct {
        double step, largest;
        const char *text[3]; /* of 0, twice the step and the largest */
    } rows[] = {
        {2e-4,  0.0014, {"0.0000", "0.0004", "0.0014"}           },
        {0.5,   1.5,    {"0.0", "1.0", "1.5"}                    },
        {5e4,   2e5,    {"0", "1.0e5", "2.0e5"}                  },
        {1e-8,  2e-8,   {"0", "2e" MINUS "8", "2e" MINUS "8"}    },
        {2e-5,  1e-4,   {"0", "0.4e" MINUS "4", "1.0e" MINUS "4"}},
        {100,   800,    {"0", "200", "800"}                      },
        {0.001, 734.31, {"0.000", "0.002", "734.310"}            },
        {1,     100002, {"0", "2", "100002"}                     },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (int k = 0; k < 3; k++) {
            char text[NUMBER_TEXT_MAX];
            const double step = rows[i].step, largest = rows[i].largest;
            const double at[] = {0, 2 * step, largest};
            number_ticks(at[k], step, largest, false, text);
            assert_string_equal(text, rows[i].text[k]);
        }
    char text[NUMBER_TEXT_MAX];
    assert_string_equal(number_ticks(-2e-4, 2e-4, 0.001, true, text), "-0.0002");
    assert_string_equal(number_ticks(-4e5, 2e5, 4e5, true, text), "-4e5");
}

/* The multiples of a step in a range, both ends with them; never without end. */
static void
ticks_have_an_end(void **state)
{
    (void)state;
    struct ticks ticks = ticks_in(-1, 1.5, 0.5);
    assert_int_equal(ticks.n, 6);
    assert_close(tick_at(&ticks, 0), -1, 1e-12);
    assert_close(tick_at(&ticks, 5), 1.5, 1e-12);
    assert_int_equal(ticks_in(0.1, 0.4, 0.5).n, 0);
    static const double odd[][3] = {
        {1e17,      1e17 + 32, 1   },
        {0,         1,         0   },
        {0,         1,         -1  },
        {0,         1,         1e-9},
        {NAN,       1,         1   },
        {0,         INFINITY,  1   },
        {0,         1,         NAN },
        {-INFINITY, 0,         1   },
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        assert_int_equal(ticks_in(odd[i][0], odd[i][1], odd[i][2]).n, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_significant_digits),
        cmocka_unit_test(digits_are_the_number),
        cmocka_unit_test(fixed_places),
        cmocka_unit_test(as_typed),
        cmocka_unit_test(decades),
        cmocka_unit_test(points_align),
        cmocka_unit_test(ticks_are_enough),
        cmocka_unit_test(ticks_are_written_short),
        cmocka_unit_test(levels_have_one_style),
        cmocka_unit_test(ticks_of_axes),
        cmocka_unit_test(ticks_have_one_form),
        cmocka_unit_test(ticks_have_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
