/*
 * The step on the field, in the colours of its stages: what is a point of the surface to
 * scale, what is a gradient or a mean of them by its direction alone. The arrow of the
 * highlighted stage is thick and lies on top.
 */
#include "view.h"

#include <math.h>

#include "ui/autopsy.h"

enum { HEADS = 8, SIDES = 8 };

/* Heads and labels so far: nothing is written over them. */
struct taken {
    struct rect rects[3 * AUTOPSY_ARROWS_MAX];
    size_t n;
};

/* Without braille and without colours, what an arrow is made of tells it apart. */
static char
ascii_shaft(enum rv_role role)
{
    switch (role) {
    case RV_ROLE_STEP:
        return '#';
    case RV_ROLE_LOOK_AHEAD:
        return 'o';
    case RV_ROLE_CORRECTED:
        return '%';
    case RV_ROLE_MOMENTUM:
    case RV_ROLE_VELOCITY:
    case RV_ROLE_DIRECTION:
        return '=';
    default:
        return '*';
    }
}

static void
put_shaft(const struct draw *draw, const struct autopsy_arrow *arrow)
{
    const struct rect *pane = &draw->picture->pane;
    const struct view *view = &draw->picture->field.view;
    const struct theme *theme = &draw->model->theme;
    struct dots dots;
    double x0, y0, x1, y1;
    if (!dots_init(&dots, pane->cols, pane->rows))
        return;
    view_dot(view, arrow->from.x, arrow->from.y, &x0, &y0);
    view_dot(view, arrow->to.x, arrow->to.y, &x1, &y1);
    bool thick = arrow->chosen && theme->glyphs == DOTS_BRAILLE;
    dots_line(&dots, x0, y0, x1, y1, NULL, thick);
    struct style style = autopsy_style(draw->model, arrow->role);
    dots_compose(&dots, draw->canvas, pane->col, pane->row, style.fg,
                 arrow->chosen ? ATTR_BOLD : 0, theme->glyphs,
                 (uint32_t)ascii_shaft(arrow->role));
    dots_finish(&dots);
}

/* One of eight, counted from the right against the clock, as it looks on the screen. */
static int
octant(const struct draw *draw, const struct autopsy_arrow *arrow)
{
    const struct view *view = &draw->picture->field.view;
    double x0, y0, x1, y1;
    view_dot(view, arrow->from.x, arrow->from.y, &x0, &y0);
    view_dot(view, arrow->to.x, arrow->to.y, &x1, &y1);
    return (int)lround(atan2(y0 - y1, x1 - x0) / (2 * M_PI) * HEADS + HEADS) % HEADS;
}

/* @return false where the end is outside of the window. */
static bool
put_tip(const struct draw *draw, const struct autopsy_arrow *arrow, struct rect *at)
{
    static const uint32_t tips[HEADS] = {0x2192, 0x2197, 0x2191, 0x2196,
                                         0x2190, 0x2199, 0x2193, 0x2198};
    static const char letters[] = ">/^\\</v\\";
    const struct theme *theme = &draw->model->theme;
    struct spot spot = spot_of(draw, arrow->to.x, arrow->to.y, 0);
    int k = octant(draw, arrow);
    if (!spot.inside)
        return false;
    struct style style = autopsy_style(draw->model, arrow->role);
    struct look look = theme_racer(theme, 0);
    if (theme->rung == RUNG_MONO)
        style.attr |= ATTR_REVERSE;
    else
        style = (struct style){.fg = look.ink, .bg = style.fg, .attr = ATTR_BOLD};
    canvas_put(draw->canvas, spot.col, spot.row,
               theme->ascii ? (uint32_t)letters[k] : tips[k], style);
    *at = (struct rect){spot.col, spot.row, 1, 1};
    return true;
}

static bool
is_free(const struct draw *draw, const struct taken *taken, struct rect rect)
{
    const struct rect *pane = &draw->picture->pane;
    struct rect inside = rect_meet(rect, *pane);
    if (inside.cols != rect.cols || inside.rows != rect.rows)
        return false;
    rect.col--; /* neighbours stay a column apart, or they read as one word */
    rect.cols += 2;
    for (size_t i = 0; i < taken->n; i++) {
        struct rect meet = rect_meet(rect, taken->rects[i]);
        if (meet.cols > 0 && meet.rows > 0)
            return false;
    }
    return true;
}

/* Beyond the tip, as the arrow points, then round about. */
static struct rect
beside(struct rect tip, int width, int octant)
{
    static const int across[HEADS] = {1, 1, 0, -1, -1, -1, 0, 1};
    static const int up[HEADS] = {0, -1, -1, -1, 0, 1, 1, 1};
    struct rect rect = {tip.col, tip.row + up[octant], width, 1};
    if (across[octant] > 0)
        rect.col += 2;
    else if (across[octant] < 0)
        rect.col -= width + 1;
    else
        rect.col -= width / 2;
    return rect;
}

static void
put_label(const struct draw *draw, struct taken *taken, const struct autopsy_arrow *arrow,
          struct rect tip)
{
    static const int turns[SIDES] = {0, 1, -1, 2, -2, 3, -3, 4};
    int width = width_of(draw, arrow->label), k = octant(draw, arrow);
    for (int i = 0; i < SIDES; i++) {
        struct rect rect = beside(tip, width, (k + turns[i] + HEADS) % HEADS);
        if (!is_free(draw, taken, rect))
            continue;
        taken->rects[taken->n++] = rect;
        put_plate(draw, rect, arrow->label, autopsy_style(draw->model, arrow->role));
        return;
    }
}

/* The legend: each arrow's colour and name, those to scale last. */
static int
put_entry(const struct draw *draw, int col, const struct autopsy_arrow *arrow)
{
    const struct rect *pane = &draw->layout->legend;
    struct style style = autopsy_style(draw->model, arrow->role);
    int right = pane->col + pane->cols;
    struct style line = style;
    line.attr = arrow->chosen ? ATTR_BOLD : 0;
    char made[3] = {ascii_shaft(arrow->role), ascii_shaft(arrow->role), '\0'};
    const char *sign = draw->model->theme.ascii ? made : "━━";
    col += put(draw, col, pane->row, right - col, sign, line) + 1;
    style.attr |= arrow->chosen ? ATTR_UNDERLINE : 0;
    return col + put(draw, col, pane->row, right - col, arrow->label, style) + 1;
}

static void
put_legend(const struct draw *draw, const struct autopsy_arrow *arrows, size_t n)
{
    static const char *const words[] = {"direction only", "to scale"};
    const struct rect *pane = &draw->layout->legend;
    int col = pane->col, right = pane->col + pane->cols;
    for (int scaled = 0; scaled < 2; scaled++) {
        bool any = false;
        for (size_t i = 0; i < n; i++) {
            if (arrows[i].to_scale != scaled)
                continue;
            col = put_entry(draw, col, &arrows[i]);
            any = true;
        }
        if (any)
            col += put(draw, col, pane->row, right - col, words[scaled],
                       role(draw, ROLE_MUTED)) +
                   2;
    }
}

static void
draw_step_arrows(const struct draw *draw)
{
    struct autopsy_arrow arrows[AUTOPSY_ARROWS_MAX];
    struct rect tips[AUTOPSY_ARROWS_MAX];
    bool shown[AUTOPSY_ARROWS_MAX];
    struct taken taken = {.n = 0};
    if (!draw->layout->autopsy || !draw->picture->has_field)
        return;
    size_t n = autopsy_arrows(draw->model, arrows);
    canvas_clip(draw->canvas, draw->picture->pane);
    for (int chosen = 0; chosen < 2; chosen++)
        for (size_t i = 0; i < n; i++)
            if (arrows[i].chosen == chosen)
                put_shaft(draw, &arrows[i]);
    for (int chosen = 0; chosen < 2; chosen++)
        for (size_t i = 0; i < n; i++)
            if (arrows[i].chosen == chosen) {
                shown[i] = put_tip(draw, &arrows[i], &tips[i]);
                if (shown[i])
                    taken.rects[taken.n++] = tips[i];
            }
    for (size_t i = n; i-- > 0;)
        if (shown[i])
            put_label(draw, &taken, &arrows[i], tips[i]);
    canvas_unclip(draw->canvas);
    put_legend(draw, arrows, n);
}

const struct pane_view view_step_arrows = {
    .id = "step_arrows", .in_pane = true, .draw = draw_step_arrows};
