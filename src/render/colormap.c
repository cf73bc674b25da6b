/*
 * The field's colours on every rung of the ladder. Lightness is divided up: the field
 * owns L* 5..39 (light theme 75..99), contours lie a fixed lightness above (below) what
 * they cross, racers own the rest. So a trail reads on every surface and in every map.
 */
#include "color.h"

#include <math.h>
#include <string.h>

enum { ANCHORS_MAX = 10 };

struct ramp {
    int n;
    uint32_t rgb[ANCHORS_MAX];
};

static const struct ramp ravine[2] = {
    [THEME_DARK] = {7,
                    {0x0c0f25, 0x021b44, 0x002957, 0x003861, 0x004766, 0x215567,
                     0x3f6265} },
    [THEME_LIGHT] = {7,
                    {0xfdfcf8, 0xdff5f3, 0xc9ebf2, 0xbae0f4, 0xb7d2f0, 0xb6c3ea,
                      0xb5b5e0}},
};

/* Known maps, dark to bright; only their hue is taken, and of their chroma no more than a
 * field has that whispers. */
static const struct ramp known[] = {
    [HUES_VIRIDIS] = {10,
                      {0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e, 0x1f9e89,
                       0x35b779, 0x6ece58, 0xb5de2b, 0xfde725}},
    [HUES_CIVIDIS] = {10,
                      {0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678,
                       0xa59c74, 0xc3b369, 0xe1cc55, 0xfee838}},
    [HUES_MAGMA] = {10,
                      {0x000004, 0x180f3d, 0x440f76, 0x721f81, 0x9e2f7f, 0xcd4071, 0xf1605d,
                     0xfd9668, 0xfeca8d, 0xfcfdbf}            },
    [HUES_GREY] = {2,  {0x000000, 0xffffff}                },
};

const char *
field_hues_name(enum field_hues hues)
{
    static const char *const names[HUES_COUNT] = {
        [HUES_RAVINE] = "ravine", [HUES_VIRIDIS] = "viridis", [HUES_CIVIDIS] = "cividis",
        [HUES_MAGMA] = "magma",   [HUES_GREY] = "grey",
    };
    return names[hues];
}

/* What a theme asks of contours and plates. */
struct lightness {
    double low, high;   /* of the field, at low and high loss */
    double chroma;      /* at most, at low loss; half of it at high */
    double contour[2];  /* half decades, decades: added */
    double arrow;       /* added too: above contours, below racers */
    double label, name; /* bounds of plates under text */
    color_t plate_label_256, plate_name_256;
};

static const struct lightness lightness[2] = {
    [THEME_DARK] = {5,  39, 34, {8, 17},   28,  22, 27, 236, 237},
    [THEME_LIGHT] = {99, 75, 26, {-8, -20}, -28, 88, 94, 254, 255},
};

static struct lab
ramp_at(const struct ramp *ramp, double t)
{
    double at = t * (ramp->n - 1);
    int i = (int)at;
    i = i > ramp->n - 2 ? ramp->n - 2 : i;
    double part = at - i;
    struct lab a = lab_from_rgb(ramp->rgb[i]), b = lab_from_rgb(ramp->rgb[i + 1]);
    return (struct lab){a.l + part * (b.l - a.l), a.a + part * (b.a - a.a),
                        a.b + part * (b.b - a.b)};
}

static struct lab
hues_at(enum field_hues hues, enum theme_kind theme, double t)
{
    if (hues == HUES_RAVINE)
        return ramp_at(&ravine[theme], t);
    struct lab lab = ramp_at(&known[hues], theme == THEME_DARK ? t : 1 - t);
    lab.l = lightness[theme].low + t * (lightness[theme].high - lightness[theme].low);
    double most =
        lightness[theme].chroma * (1 - 0.5 * t); /* warm and bright is a racer's */
    double chroma = hypot(lab.a, lab.b), part = chroma > most ? most / chroma : 1;
    lab.a *= part;
    lab.b *= part;
    return lab;
}

static uint32_t
plate(uint32_t rgb, double bound, enum theme_kind theme)
{
    struct lab lab = lab_from_rgb(rgb);
    lab.l = theme == THEME_DARK ? fmin(lab.l, bound) : fmax(lab.l, bound);
    return lab_to_rgb(lab);
}

static void
fill_rgb(struct colormap *map, enum field_hues hues)
{
    const struct lightness *own = &lightness[map->theme];
    map->levels = FIELD_LEVELS;
    for (int i = 0; i < FIELD_LEVELS; i++) {
        struct lab lab = hues_at(hues, map->theme, (double)i / (FIELD_LEVELS - 1));
        uint32_t rgb = lab_to_rgb(lab);
        map->field[i] = COLOR_RGB(rgb);
        for (int major = 0; major < 2; major++)
            map->contour[major][i] = COLOR_RGB(rgb_shift(rgb, own->contour[major], 0.9));
        map->arrow[i] = COLOR_RGB(rgb_shift(rgb, own->arrow, 0.9));
        map->plate_label[i] = COLOR_RGB(plate(rgb, own->label, map->theme));
        map->plate_name[i] = COLOR_RGB(plate(rgb, own->name, map->theme));
    }
}

/* The grey of the palette nearest to lightness @l. */
static uint32_t
grey_near(double l)
{
    uint32_t best = 232;
    double least = 1e9;
    for (uint32_t i = 232; i < 256; i++) {
        double away = fabs(lab_from_rgb(rgb_from_index((int)i)).l - l);
        if (away < least) {
            least = away;
            best = i;
        }
    }
    return best;
}

/* Grey bands: the cube has no even dark ramp of any hue. */
static void
fill_256(struct colormap *map)
{
    static const uint8_t dark[] = {16, 233, 234, 235, 236, 237, 238, 239, 240};
    static const uint8_t light[] = {231, 255, 254, 253, 252, 251, 250};
    bool is_dark = map->theme == THEME_DARK;
    const struct lightness *own = &lightness[map->theme];
    map->levels = is_dark ? (int)sizeof dark : (int)sizeof light;
    for (int i = 0; i < map->levels; i++) {
        uint32_t index = is_dark ? dark[i] : light[i];
        double l = lab_from_rgb(rgb_from_index((int)index)).l;
        bool beyond_label = is_dark ? l > own->label : l < own->label;
        bool beyond_name = is_dark ? l > own->name : l < own->name;
        map->field[i] = COLOR_INDEX(index);
        for (int major = 0; major < 2; major++)
            map->contour[major][i] = COLOR_INDEX(grey_near(l + own->contour[major]));
        map->arrow[i] = COLOR_INDEX(grey_near(l + own->arrow));
        map->plate_label[i] = COLOR_INDEX(beyond_label ? own->plate_label_256 : index);
        map->plate_name[i] = COLOR_INDEX(beyond_name ? own->plate_name_256 : index);
    }
}

enum { BLACK = 0, BLUE = 4, CYAN = 6, WHITE = 7 };

/* One colour over the one before it, then that colour, then half of the next: bright
 * colours stay free for the racers; on white the dark ones do, and there is no next.
 * Their steps are the isolines; only ASCII, which has no shades, draws the decades. */
static void
fill_8(struct colormap *map)
{
    static const uint32_t shade[] = {0, GLYPH_SHADE_1, GLYPH_SHADE_2, GLYPH_SHADE_3,
                                     0, GLYPH_SHADE_1, GLYPH_SHADE_2};
    static const uint8_t dark[] = {BLACK, BLUE, CYAN}, light[] = {WHITE, CYAN, BLUE};
    const uint8_t *steps = map->theme == THEME_DARK ? dark : light;
    bool is_dark = map->theme == THEME_DARK;
    map->levels = is_dark ? (int)(sizeof shade / sizeof shade[0]) : 5;
    for (int i = 0; i < map->levels; i++) {
        int over = i < 4 ? 0 : 1;
        int color = shade[i] ? over + 1 : over;
        map->field[i] = COLOR_INDEX(steps[color]);
        map->shade[i] = shade[i];
        map->shade_bg[i] = COLOR_INDEX(steps[over]);
        map->contour[0][i] = COLOR_NONE;
        map->contour[1][i] = map->arrow[i] = COLOR_INDEX(is_dark ? WHITE : BLACK);
        map->plate_label[i] = map->plate_name[i] = COLOR_INDEX(steps[0]);
    }
}

void
colormap_init(struct colormap *map, enum color_rung rung, enum theme_kind theme,
              enum field_hues hues)
{
    memset(map, 0, sizeof *map);
    map->rung = rung;
    map->theme = theme;
    map->levels = 1;
    if (rung == RUNG_RGB)
        fill_rgb(map, hues);
    else if (rung == RUNG_256)
        fill_256(map);
    else if (rung != RUNG_MONO)
        fill_8(map);
}

int
colormap_level(const struct colormap *map, double t)
{
    if (isnan(t))
        return -1;
    if (!(t > 0))
        return 0;
    return t >= 1 ? map->levels - 1 : (int)(t * map->levels);
}
