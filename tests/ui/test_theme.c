/* Text can be read and racers told apart, in every theme, also by colour-blind eyes. */
#include "../close.h"

#include <string.h>

#include "ui/theme.h"

enum { RACERS = 6 };

static const uint32_t backgrounds[2][3] = {
    {0x000000, 0x1e1e2e, 0x002b36},
    {0xffffff, 0xfdf6e3, 0xffffff},
};

static struct theme
make(enum color_rung rung, enum theme_kind kind)
{
    struct theme theme;
    struct caps caps = {.rung = rung,
                        .best_rung = rung,
                        .glyphs = DOTS_BRAILLE,
                        .utf8 = true,
                        .shapes = true,
                        .theme = kind};
    theme_init(&theme, &caps);
    return theme;
}

static uint32_t
rgb_of(color_t color)
{
    return COLOR_IS_INDEX(color) ? rgb_from_index((int)(color & 0xff)) : color & 0xffffff;
}

static void
test_text_contrast(void **state)
{
    (void)state;
    static const enum role text[] = {ROLE_BRIGHT, ROLE_TEXT, ROLE_MUTED, ROLE_WARN,
                                     ROLE_GOOD};
    for (int rung = RUNG_RGB; rung <= RUNG_256; rung++)
        for (int kind = 0; kind < 2; kind++) {
            struct theme theme = make((enum color_rung)rung, (enum theme_kind)kind);
            for (size_t r = 0; r < sizeof text / sizeof *text; r++)
                for (int b = 0; b < 3; b++) {
                    uint32_t rgb = rgb_of(theme_role(&theme, text[r]).fg);
                    double ratio = contrast_ratio(rgb, backgrounds[kind][b]);
                    assert_true(ratio >= 4.5);
                }
        }
}

/* Names on the darkened plates, shapes on filled cells, trails anywhere on the field. */
static void
test_racers_on_field(void **state)
{
    (void)state;
    for (int k = 0; k < 2 * HUES_COUNT; k++) {
        int kind = k % 2;
        struct theme theme = make(RUNG_RGB, (enum theme_kind)kind);
        colormap_init(&theme.map, RUNG_RGB, theme.kind, (enum field_hues)(k / 2));
        for (size_t i = 0; i < RACERS; i++) {
            struct look look = theme_racer(&theme, i);
            assert_true(contrast_ratio(rgb_of(look.color), rgb_of(look.ink)) >= 5.0);
            for (int l = 0; l < theme.map.levels; l++) {
                uint32_t field = rgb_of(theme.map.field[l]);
                uint32_t plate = rgb_of(theme.map.plate_name[l]);
                assert_true(contrast_ratio(rgb_of(look.color), field) >= 2.9);
                assert_true(contrast_ratio(rgb_of(look.color), plate) >= 4.5);
            }
        }
    }
}

/* Sixteen colours on white: few are dark enough; who shares one is dashed. */
static void
test_racers_of_sixteen_colours(void **state)
{
    (void)state;
    struct theme theme = make(RUNG_16, THEME_LIGHT);
    for (size_t i = 0; i < RACERS; i++) {
        struct look look = theme_racer(&theme, i);
        uint32_t rgb = rgb_from_index((int)(look.color & 15));
        assert_true(contrast_ratio(rgb, 0xffffff) >= 4.5);
        for (size_t k = 0; k < i; k++) {
            struct look other = theme_racer(&theme, k);
            assert_true(other.color != look.color || other.dashed != look.dashed);
        }
    }
}

/* Machado, Oliveira & Fernandes 2009, severity 1, on linear sRGB. */
static const double blindness[4][3][3] = {
    {{1, 0, 0},                        {0, 1, 0}, {0, 0, 1}},
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}                       },
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}                      },
    {{1.255528, -0.076749, -0.178779},
     {-0.078411, 0.930809, 0.147602},
     {0.004733, 0.691367, 0.303900}                        },
};

static double
to_linear(double c)
{
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static uint32_t
from_linear(double c)
{
    c = fmin(fmax(c, 0), 1);
    c = c <= 0.0031308 ? c * 12.92 : 1.055 * pow(c, 1 / 2.4) - 0.055;
    return (uint32_t)lround(c * 255);
}

static uint32_t
seen_by(int eye, uint32_t rgb)
{
    double in[3] = {to_linear((rgb >> 16) / 255.0), to_linear(((rgb >> 8) & 255) / 255.0),
                    to_linear((rgb & 255) / 255.0)};
    uint32_t out = 0;
    for (int i = 0; i < 3; i++) {
        const double *m = blindness[eye][i];
        out = out << 8 | from_linear(m[0] * in[0] + m[1] * in[1] + m[2] * in[2]);
    }
    return out;
}

static void
test_racers_apart(void **state)
{
    (void)state;
    /* dark, light, 256 dark, 256 light: normal, deutan, protan, tritan */
    static const double least[4][4] = {
        {22.0, 11.8, 11.2, 10.5},
        {24.3, 9.7,  15.9, 11.0},
        {26.4, 12.4, 9.6,  8.2 },
        {26.6, 14.1, 14.1, 14.0},
    };
    for (int row = 0; row < 4; row++) {
        struct theme theme =
            make(row < 2 ? RUNG_RGB : RUNG_256, (enum theme_kind)(row % 2));
        for (int eye = 0; eye < 4; eye++) {
            double apart = INFINITY;
            for (size_t i = 0; i < RACERS; i++)
                for (size_t j = i + 1; j < RACERS; j++) {
                    uint32_t a = seen_by(eye, rgb_of(theme_racer(&theme, i).color));
                    uint32_t b = seen_by(eye, rgb_of(theme_racer(&theme, j).color));
                    apart = fmin(apart, delta_e2000(lab_from_rgb(a), lab_from_rgb(b)));
                }
            /* The measured values, less what rounding to 8 bits takes. */
            if (apart < least[row][eye] - 0.3) {
                print_error("row %d, eye %d: %.2f < %.2f\n", row, eye, apart,
                            least[row][eye]);
                fail();
            }
        }
    }
}

static void
test_letters(void **state)
{
    (void)state;
    const char *names[] = {"GD",      "Momentum", "Nesterov", "AdaGrad",
                           "RMSProp", "Adam",     "AdaGrad",  "7"};
    char letters[8];
    theme_letters(names, 8, letters);
    assert_memory_equal(letters, "GMNARDBC", 8);
}

/* Twelve looks differ in colour, shape or dash. */
static void
test_shapes(void **state)
{
    (void)state;
    struct theme theme = make(RUNG_RGB, THEME_DARK);
    for (size_t i = 0; i < 12; i++)
        for (size_t j = i + 1; j < 12; j++)
            assert_true(theme_racer(&theme, i).shape != theme_racer(&theme, j).shape);
}

static void
test_mono_has_no_colour(void **state)
{
    (void)state;
    struct theme theme = make(RUNG_MONO, THEME_DARK);
    for (int r = 0; r < ROLE_COUNT; r++)
        assert_int_equal(theme_role(&theme, (enum role)r).fg, COLOR_NONE);
    assert_int_equal(theme_racer(&theme, 0).color, COLOR_NONE);
    assert_int_equal(theme_selection(&theme), COLOR_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_contrast),
        cmocka_unit_test(test_racers_on_field),
        cmocka_unit_test(test_racers_of_sixteen_colours),
        cmocka_unit_test(test_racers_apart),
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_mono_has_no_colour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
