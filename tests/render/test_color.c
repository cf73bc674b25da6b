/* Colour arithmetic, and the field's maps: who owns which lightness, and with what
 * contrast contours and labels stand on them. */
#include "../close.h"

#include "render/color.h"

static uint32_t
rgb_of(color_t color)
{
    assert_true(COLOR_IS_RGB(color) || COLOR_IS_INDEX(color));
    return COLOR_IS_RGB(color) ? color & 0xffffff : rgb_from_index((int)(color & 0xff));
}

static double
lightness_of(color_t color)
{
    return lab_from_rgb(rgb_of(color)).l;
}

static void
lab_of_known_colors(void **state)
{
    (void)state;
    assert_close(lab_from_rgb(0xffffff).l, 100, 1e-4);
    assert_close(lab_from_rgb(0x000000).l, 0, 1e-9);
    struct lab red = lab_from_rgb(0xff0000); /* Lindbloom's calculator, D65 */
    assert_close(red.l, 53.2408, 1e-4);
    assert_close(red.a, 80.0925, 1e-4);
    assert_close(red.b, 67.2032, 1e-4);
    struct lab teal = lab_from_rgb(0x008080);
    assert_close(teal.l, 48.2545, 1e-4);
    assert_close(teal.a, -28.8462, 1e-4);
    assert_close(teal.b, -8.4766, 1e-4);
}

static void
lab_there_and_back(void **state)
{
    (void)state;
    for (uint32_t r = 0; r < 256; r += 15)
        for (uint32_t g = 0; g < 256; g += 15)
            for (uint32_t b = 0; b < 256; b += 15) {
                uint32_t rgb = r << 16 | g << 8 | b;
                assert_int_equal(lab_to_rgb(lab_from_rgb(rgb)), rgb);
            }
}

static void
chroma_gives_way_to_lightness(void **state)
{
    (void)state;
    for (double l = 5; l <= 95; l += 10)
        for (double hue = 0; hue < 6.28; hue += 0.4) {
            struct lab wild = {l, 120 * cos(hue), 120 * sin(hue)};
            assert_true(fabs(lab_from_rgb(lab_to_rgb(wild)).l - l) < 0.6);
        }
}

/* Sharma, Wu & Dalal 2005, "The CIEDE2000 color-difference formula: implementation notes,
 * supplementary test data", Table 1. */
static const struct {
    struct lab one, two;
    double difference;
} sharma[] = {
    {{50, 2.6772, -79.7751},       {50, 0, -82.7485},            2.0425 },
    {{50, 3.1571, -77.2803},       {50, 0, -82.7485},            2.8615 },
    {{50, 2.8361, -74.0200},       {50, 0, -82.7485},            3.4412 },
    {{50, -1.3802, -84.2814},      {50, 0, -82.7485},            1.0000 },
    {{50, -1.1848, -84.8006},      {50, 0, -82.7485},            1.0000 },
    {{50, -0.9009, -85.5211},      {50, 0, -82.7485},            1.0000 },
    {{50, 0, 0},                   {50, -1, 2},                  2.3669 },
    {{50, -1, 2},                  {50, 0, 0},                   2.3669 },
    {{50, 2.4900, -0.0010},        {50, -2.4900, 0.0009},        7.1792 },
    {{50, 2.4900, -0.0010},        {50, -2.4900, 0.0010},        7.1792 },
    {{50, 2.4900, -0.0010},        {50, -2.4900, 0.0011},        7.2195 },
    {{50, 2.4900, -0.0010},        {50, -2.4900, 0.0012},        7.2195 },
    {{50, -0.0010, 2.4900},        {50, 0.0009, -2.4900},        4.8045 },
    {{50, -0.0010, 2.4900},        {50, 0.0010, -2.4900},        4.8045 },
    {{50, -0.0010, 2.4900},        {50, 0.0011, -2.4900},        4.7461 },
    {{50, 2.5, 0},                 {50, 0, -2.5},                4.3065 },
    {{50, 2.5, 0},                 {73, 25, -18},                27.1492},
    {{50, 2.5, 0},                 {61, -5, 29},                 22.8977},
    {{50, 2.5, 0},                 {56, -27, -3},                31.9030},
    {{50, 2.5, 0},                 {58, 24, 15},                 19.4535},
    {{50, 2.5, 0},                 {50, 3.1736, 0.5854},         1.0000 },
    {{50, 2.5, 0},                 {50, 3.2972, 0},              1.0000 },
    {{50, 2.5, 0},                 {50, 1.8634, 0.5757},         1.0000 },
    {{50, 2.5, 0},                 {50, 3.2592, 0.3350},         1.0000 },
    {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644 },
    {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630 },
    {{61.2901, 3.7196, -5.3901},   {61.4292, 2.2480, -4.9620},   1.8731 },
    {{35.0831, -44.1164, 3.7933},  {35.0232, -40.0716, 1.5901},  1.8645 },
    {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373 },
    {{36.4612, 47.8580, 18.3852},  {36.2715, 50.5065, 21.2231},  1.4146 },
    {{90.8027, -2.0831, 1.4410},   {91.1528, -1.6435, 0.0447},   1.4441 },
    {{90.9257, -0.5406, -0.9208},  {88.6381, -0.8985, -0.7239},  1.5381 },
    {{6.7747, -0.2908, -2.4247},   {5.8714, -0.0985, -2.2286},   0.6377 },
    {{2.0776, 0.0795, -1.1350},    {0.9033, -0.0636, -0.5514},   0.9082 },
};

static void
differences_as_published(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sharma / sizeof sharma[0]; i++) {
        double there = delta_e2000(sharma[i].one, sharma[i].two);
        assert_true(fabs(there - sharma[i].difference) < 0.5e-4 + 1e-9);
        double back = delta_e2000(sharma[i].two, sharma[i].one);
        assert_true(fabs(back - sharma[i].difference) < 0.5e-4 + 1e-9);
    }
}

static void
contrast_as_defined(void **state)
{
    (void)state;
    assert_close(contrast_ratio(0x000000, 0xffffff), 21, 1e-12);
    assert_close(contrast_ratio(0x777777, 0xffffff), 4.478, 1e-3); /* WCAG's near miss */
    assert_close(contrast_ratio(0x123456, 0x123456), 1, 1e-12);
}

static void
palette_of_xterm(void **state)
{
    (void)state;
    assert_int_equal(rgb_from_index(16), 0x000000);
    assert_int_equal(rgb_from_index(231), 0xffffff);
    assert_int_equal(rgb_from_index(111), 0x87afff);
    assert_int_equal(rgb_from_index(232), 0x080808);
    assert_int_equal(rgb_from_index(255), 0xeeeeee);
}

static void
field_keeps_its_lightness(void **state)
{
    (void)state;
    for (int hues = HUES_RAVINE; hues <= HUES_GREY; hues++) {
        struct colormap dark, light;
        colormap_init(&dark, RUNG_RGB, THEME_DARK, (enum field_hues)hues);
        colormap_init(&light, RUNG_RGB, THEME_LIGHT, (enum field_hues)hues);
        assert_int_equal(dark.levels, 64);
        for (int i = 0; i < 64; i++) {
            double d = lightness_of(dark.field[i]), l = lightness_of(light.field[i]);
            assert_true(d > 4 && d < 40);
            assert_true(l > 74 && l < 100);
            struct lab lab = lab_from_rgb(rgb_of(dark.field[i]));
            assert_true(hypot(lab.a, lab.b) <
                        37); /* racers have 45 and more, but white */
            if (i > 0) {
                assert_true(d > lightness_of(dark.field[i - 1]));
                assert_true(l < lightness_of(light.field[i - 1]));
            }
        }
    }
}

static void
field_is_even(void **state)
{
    (void)state;
    struct colormap map;
    colormap_init(&map, RUNG_RGB, THEME_DARK, HUES_RAVINE);
    double sum = 0;
    for (int i = 1; i < 64; i++) {
        double step = delta_e2000(lab_from_rgb(rgb_of(map.field[i - 1])),
                                  lab_from_rgb(rgb_of(map.field[i])));
        assert_true(step > 0.3 && step < 1.25); /* bytes round */
        sum += step;
    }
    assert_true(sum / 63 > 0.62 && sum / 63 < 0.70);
}

static void
contour_contrasts(enum theme_kind theme, int major, double least, double most)
{
    struct colormap map;
    colormap_init(&map, RUNG_RGB, theme, HUES_RAVINE);
    for (int i = 0; i < 64; i++) {
        double c = contrast_ratio(rgb_of(map.contour[major][i]), rgb_of(map.field[i]));
        assert_true(c > least - 0.02 && c < most + 0.02);
    }
}

static void
contours_whisper(void **state)
{
    (void)state;
    contour_contrasts(THEME_DARK, 0, 1.18, 1.36);
    contour_contrasts(THEME_DARK, 1, 1.53, 1.88);
    contour_contrasts(THEME_LIGHT, 0, 1.23, 1.28);
    contour_contrasts(THEME_LIGHT, 1, 1.70, 1.91);
}

/* By the same lightness on all of the field: above its major contours, and below what
 * the racers begin at. */
static void
arrows_stand_between_contours_and_racers(void **state)
{
    (void)state;
    for (int theme = 0; theme < 2; theme++)
        for (int rung = 0; rung < 2; rung++) {
            struct colormap map;
            double sign = theme == THEME_DARK ? 1 : -1;
            colormap_init(&map, rung ? RUNG_256 : RUNG_RGB, (enum theme_kind)theme,
                          HUES_RAVINE);
            for (int i = 0; i < map.levels; i++) {
                double field = lab_from_rgb(rgb_of(map.field[i])).l;
                double arrow = lab_from_rgb(rgb_of(map.arrow[i])).l;
                double contour = lab_from_rgb(rgb_of(map.contour[1][i])).l;
                assert_in_range((int)(sign * (arrow - field)), 22, 31);
                assert_true(sign * (arrow - contour) > 3);
                assert_true(theme == THEME_DARK ? arrow < 69 : arrow > 44);
            }
        }
}

static void
plates_carry_text(void **state)
{
    (void)state;
    static const uint32_t muted[] = {0x9aa2af, 0x57606a};
    static const uint32_t names[2][6] = {
        {0xf6f7ef, 0xf5bc75, 0x88b5f5, 0xffef11, 0xfe8cac, 0x28dbd6},
        {0x13191e, 0x842621, 0x2459c2, 0x7f5a05, 0x6e2a67, 0x1f6c59},
    };
    for (int theme = 0; theme < 2; theme++) {
        struct colormap map;
        colormap_init(&map, RUNG_RGB, (enum theme_kind)theme, HUES_RAVINE);
        for (int i = 0; i < map.levels; i++) {
            assert_true(contrast_ratio(muted[theme], rgb_of(map.plate_label[i])) >= 4.5);
            for (int k = 0; k < 6; k++)
                assert_true(contrast_ratio(names[theme][k], rgb_of(map.plate_name[i])) >=
                            4.5);
        }
    }
}

static void
greys_of_256(void **state)
{
    (void)state;
    struct colormap map;
    colormap_init(&map, RUNG_256, THEME_DARK, HUES_RAVINE);
    assert_int_equal(map.levels, 9);
    assert_int_equal(map.field[0], COLOR_INDEX(16));
    assert_int_equal(map.field[8], COLOR_INDEX(240));
    colormap_init(&map, RUNG_256, THEME_LIGHT, HUES_RAVINE);
    assert_int_equal(map.levels, 7);
    assert_int_equal(map.field[0], COLOR_INDEX(231));
    assert_int_equal(map.field[6], COLOR_INDEX(250));
}

static void
contours_of_256_stand_out(void **state)
{
    (void)state;
    for (int theme = 0; theme < 2; theme++) {
        struct colormap map;
        colormap_init(&map, RUNG_256, (enum theme_kind)theme, HUES_RAVINE);
        for (int i = 0; i < map.levels; i++) {
            uint32_t field = rgb_of(map.field[i]);
            double half = contrast_ratio(rgb_of(map.contour[0][i]), field);
            double decade = contrast_ratio(rgb_of(map.contour[1][i]), field);
            assert_true(half > 1.08 && decade > 1.3 && decade > half);
        }
    }
}

static void
eight_colors_rise(void **state)
{
    (void)state;
    /* black, three shades of blue over it, blue, two of cyan over that; nothing brighter
     */
    static const uint32_t shade[] = {0, 0x2591, 0x2592, 0x2593, 0, 0x2591, 0x2592};
    static const unsigned over[] = {4, 4, 4, 4, 4, 6, 6}, under[] = {0, 0, 0, 0, 4, 4, 4};
    struct colormap map;
    colormap_init(&map, RUNG_8, THEME_DARK, HUES_RAVINE);
    assert_int_equal(map.levels, 7);
    for (int i = 0; i < 7; i++) {
        assert_int_equal(map.shade[i], shade[i]);
        assert_int_equal(map.shade_bg[i], COLOR_INDEX(under[i]));
        assert_int_equal(map.field[i], COLOR_INDEX(i == 0 ? 0 : over[i]));
    }
}

static void
mono_has_no_colors(void **state)
{
    (void)state;
    struct colormap map;
    colormap_init(&map, RUNG_MONO, THEME_DARK, HUES_RAVINE);
    assert_int_equal(map.field[0], COLOR_NONE);
    assert_int_equal(map.contour[1][0], COLOR_NONE);
    assert_int_equal(map.plate_label[0], COLOR_NONE);
}

static void
levels_of_a_map(void **state)
{
    (void)state;
    struct colormap map;
    colormap_init(&map, RUNG_RGB, THEME_DARK, HUES_RAVINE);
    assert_int_equal(colormap_level(&map, 0), 0);
    assert_int_equal(colormap_level(&map, 1), 63);
    assert_int_equal(colormap_level(&map, 0.5), 32);
    assert_int_equal(colormap_level(&map, -INFINITY), 0);
    assert_int_equal(colormap_level(&map, INFINITY), 63);
    assert_int_equal(colormap_level(&map, NAN), -1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lab_of_known_colors),
        cmocka_unit_test(lab_there_and_back),
        cmocka_unit_test(chroma_gives_way_to_lightness),
        cmocka_unit_test(differences_as_published),
        cmocka_unit_test(contrast_as_defined),
        cmocka_unit_test(palette_of_xterm),
        cmocka_unit_test(field_keeps_its_lightness),
        cmocka_unit_test(field_is_even),
        cmocka_unit_test(contours_whisper),
        cmocka_unit_test(arrows_stand_between_contours_and_racers),
        cmocka_unit_test(plates_carry_text),
        cmocka_unit_test(greys_of_256),
        cmocka_unit_test(contours_of_256_stand_out),
        cmocka_unit_test(eight_colors_rise),
        cmocka_unit_test(mono_has_no_colors),
        cmocka_unit_test(levels_of_a_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
