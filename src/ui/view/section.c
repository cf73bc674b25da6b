/*
 * The section: the loss along a line through the chosen racer's point, as a curve with
 * the quadratic model beside it. The point and the one after the step stand on it; a line
 * search adds what it demands and the points it refused, data the losses of their rows.
 */
#include "ui/section.h"

#include "view.h"

#include <math.h>
#include <stdio.h>

#include "render/tick_form.h"

enum { HEADING = 3, LABEL_COLUMNS = 8, GAP_COLUMNS = 3, RIGHT_MARGIN = 2 };

enum curve { ROWS, BATCH_ROWS, BATCH, STEMS, MODEL, ARMIJO, CURVE, CURVES };
static const struct {
    const char *name, *utf8, *ascii;
    enum role role;
    unsigned on, off;
} curves[CURVES] = {
    [ROWS] = {"rows",         "──", ",,", ROLE_FAINT, 1, 0},
    [BATCH_ROWS] = {"of the batch", "··",   ";;", ROLE_BATCH, 1, 3},
    [BATCH] = {"batch",        "━━", "::", ROLE_BATCH, 6, 3},
    [STEMS] = {NULL,           "",       "|",  ROLE_LINE,  1, 1},
    [MODEL] = {"model",        "╌╌", "..", ROLE_MUTED, 3, 2},
    [ARMIJO] = {"Armijo",       "╌╌", "--", ROLE_GOOD,  2, 2},
    [CURVE] = {"loss",         "━━", "**", ROLE_TEXT,  1, 0},
};

struct sheet {
    const struct draw *draw;
    const struct section *section;
    struct dots *dots;
    struct rect area;
};

static double
x_of(const struct sheet *sheet, double t)
{
    const struct section *s = sheet->section;
    return (t - s->from) / (s->to - s->from) * (2 * sheet->area.cols - 1);
}

static double
y_of(const struct sheet *sheet, double loss)
{
    const struct section *s = sheet->section;
    return 1.5 + 4 * axis_row(&s->axis, loss);
}

static void
lay(const struct sheet *sheet, enum curve curve)
{
    const struct theme *theme = &sheet->draw->model->theme;
    struct style style = role(sheet->draw, curves[curve].role);
    dots_compose(sheet->dots, sheet->draw->canvas, sheet->area.col, sheet->area.row,
                 style.fg, style.attr, theme->glyphs, (uint32_t)curves[curve].ascii[0]);
    dots_clear(sheet->dots);
}

/* Values @every samples apart. */
static void
trace(const struct sheet *sheet, const double *value, int every, enum curve curve)
{
    const struct section *s = sheet->section;
    struct dash dash = {curves[curve].on, curves[curve].off, 0};
    bool thick = (curve == CURVE || curve == BATCH) &&
                 sheet->draw->model->theme.glyphs == DOTS_BRAILLE;
    for (int i = every; i < s->samples; i += every)
        dots_line(sheet->dots, x_of(sheet, section_t(s, i - every)),
                  y_of(sheet, value[i / every - 1]), x_of(sheet, section_t(s, i)),
                  y_of(sheet, value[i / every]), &dash, thick);
}

static void
draw_rows(const struct sheet *sheet, bool of_batch)
{
    const struct section *s = sheet->section;
    enum curve curve = of_batch ? BATCH_ROWS : ROWS;
    for (size_t k = 0; k < s->n_rows; k++)
        if (s->in_batch[k] == of_batch)
            trace(sheet, s->row[k], SECTION_COARSE, curve);
    lay(sheet, curve);
}

static void
draw_model(const struct sheet *sheet)
{
    double value[SECTION_SAMPLES];
    const struct section *s = sheet->section;
    section_trace_model(s, value);
    trace(sheet, value, 1, MODEL);
    lay(sheet, MODEL);
}

/* Below this line a point has fallen enough. */
static void
draw_armijo(const struct sheet *sheet)
{
    double value[SECTION_SAMPLES];
    const struct section *s = sheet->section;
    if (isnan(s->c1))
        return;
    section_trace_armijo(s, value);
    trace(sheet, value, 1, ARMIJO);
    lay(sheet, ARMIJO);
}

static void
stem(const struct sheet *sheet, double t, double loss)
{
    int bottom = 4 * sheet->area.rows - 1;
    double top = y_of(sheet, loss);
    bool coarse = sheet->draw->model->theme.glyphs == DOTS_HALF;
    if (coarse || !isfinite(top) || top > bottom)
        return;
    struct dash dash = {curves[STEMS].on, curves[STEMS].off, 0};
    double x = x_of(sheet, t);
    dots_line(sheet->dots, x, fmax(top, 0), x, bottom, &dash, false);
}

/* The cell of (@t, @loss); a loss above the sheet stands at its edge. */
static void
cell_of(const struct sheet *sheet, double t, double loss, int *col, int *row)
{
    double y = y_of(sheet, loss);
    int last = sheet->area.rows - 1;
    *col = sheet->area.col + (int)(x_of(sheet, t) + 0.5) / 2;
    *row = sheet->area.row + (y > 0 ? y / 4 < last ? (int)(y / 4) : last : 0);
}

static void
put_trials(const struct sheet *sheet)
{
    const struct section *s = sheet->section;
    const struct draw *draw = sheet->draw;
    struct style style = bold(draw, ROLE_BRIGHT);
    for (size_t i = 0; i < s->n_trials; i++) {
        int col, row;
        double t = s->trial[i],
               at[2] = {s->at[0] + t * s->along[0], s->at[1] + t * s->along[1]};
        cell_of(sheet, t, rv_objective_peek(draw->model->objective, at, NULL), &col,
                &row);
        canvas_over(draw->canvas, col, row, draw->model->theme.shapes ? 0xd7 : 'x',
                    style.fg, style.attr);
    }
}

static void
put_points(const struct sheet *sheet)
{
    int col, row;
    const struct section *s = sheet->section;
    const struct draw *draw = sheet->draw;
    put_trials(sheet);
    if (!isnan(s->next)) {
        struct look look = theme_racer(&draw->model->theme, s->racer);
        cell_of(sheet, s->next, s->next_loss, &col, &row);
        canvas_over(draw->canvas, col, row, draw->model->theme.shapes ? look.hollow : 'o',
                    look.color, ATTR_BOLD);
    }
    cell_of(sheet, 0, s->loss, &col, &row);
    put_mark(draw, col, row, s->racer);
}

/* What the numbers of the losses have in common stands above them at the right, from
 * @free_above on, or where there is no room below them. @return the column, from the
 * left, that is free below the axis. */
static int
put_losses(const struct sheet *sheet, int free_above)
{
    const struct axis *axis = &sheet->section->axis;
    const struct rect *area = &sheet->area;
    const struct draw *draw = sheet->draw;
    const struct theme *theme = &draw->model->theme;
    struct tick_form form = {
        .lo = axis->lo, .hi = axis->hi, .step = axis->step, .ascii = theme->ascii};
    uint32_t dot = theme->glyphs == DOTS_ASCII ? '.' : 0xb7;
    char text[TICK_FORM_TEXT_MAX];
    tick_form_shorten(&form, LABEL_COLUMNS - 1);
    for (int i = 0; i < axis->ticks; i++) {
        int row = area->row + axis->first + i * axis->gap;
        tick_form_text(&form, round(axis->top / axis->step) - i, text);
        put_right(draw, area->col - 1, row, text, role(draw, ROLE_MUTED));
        for (int col = 0; col < area->cols; col += 2)
            canvas_put(draw->canvas, area->col + col, row, dot, role(draw, ROLE_FAINT));
    }
    int left = area->col - LABEL_COLUMNS, width = tick_form_common(&form, text);
    int right = area->col + area->cols;
    if (width > 0 && right - width >= free_above) {
        put_right(draw, right, area->row - 1, text, role(draw, ROLE_MUTED));
        width = 0;
    }
    put(draw, left, area->row + area->rows, width, text, role(draw, ROLE_MUTED));
    return width ? left + width + 1 : area->col - LABEL_COLUMNS / 2;
}

static void
put_places(const struct sheet *sheet, int free_from)
{
    const struct section *s = sheet->section;
    const struct draw *draw = sheet->draw;
    double from = s->from + s->origin, to = s->to + s->origin;
    double step = tick_step(from, to, sheet->area.cols < 60 ? 4 : 6);
    int right = sheet->area.col + sheet->area.cols;
    struct ticks ticks = ticks_in(from, to, step);
    for (int i = 0; i < ticks.n; i++) {
        char text[NUMBER_TEXT_MAX];
        double at = tick_at(&ticks, i);
        number_axis(at, step, draw->model->theme.ascii, text);
        int width = text_width(text);
        int col = sheet->area.col + (int)x_of(sheet, at - s->origin) / 2;
        int left = col - width / 2;
        if (left < free_from || left + width > right)
            continue;
        put(draw, left, sheet->area.row + sheet->area.rows, width, text,
            role(draw, ROLE_MUTED));
        free_from = left + width + 1;
    }
}

/* What stands on the horizontal axis. */
static void
put_title(const struct sheet *sheet, struct rect pane)
{
    static const char *const titles[LINES] = {"loss along the step", "loss along −∇f"};
    static const char *const units[LINES] = {"in steps", "against η"};
    char title[80], from[RV_LABEL_MAX + 40];
    const struct section *s = sheet->section;
    const struct draw *draw = sheet->draw;
    bool axis = s->line >= LINE_X;
    snprintf(title, sizeof title, "%s", axis ? "loss along " : titles[s->line]);
    int col = pane.col, end = pane.col + pane.cols;
    col += put(draw, col, pane.row, end - col, title, bold(draw, ROLE_TEXT));
    if (axis)
        col += put(draw, col, pane.row, end - col,
                   rv_objective_axis(draw->model->objective, s->line == LINE_Y),
                   bold(draw, ROLE_TEXT));
    else
        col += 2 + put(draw, col + 2, pane.row, end - col - 2, units[s->line],
                       role(draw, ROLE_MUTED));
    snprintf(from, sizeof from, "%s, step %lld", draw->model->label[s->racer],
             (long long)s->step);
    if (col + GAP_COLUMNS + width_of(draw, from) <= end)
        put_right(draw, end, pane.row, from, racer_style(draw, s->racer));
}

/* @return columns taken; 0 where there is no room. */
static int
put_word(const struct draw *draw, int col, int row, int end, const char *name,
         const char *text)
{
    int width = width_of(draw, name) + 1 + text_width(text);
    if (col + width > end)
        return 0;
    int at = col + put(draw, col, row, end - col, name, role(draw, ROLE_MUTED)) + 1;
    put(draw, at, row, end - at, text, role(draw, ROLE_TEXT));
    return width + GAP_COLUMNS;
}

static int
put_value(const struct draw *draw, int col, int row, int end, const char *name,
          double value)
{
    char text[NUMBER_TEXT_MAX];
    number_significant(value, 3, draw->model->theme.ascii, text);
    return put_word(draw, col, row, end, name, text);
}

static int
put_change(const struct draw *draw, int col, int row, int end, const char *name,
           double value)
{
    char text[NUMBER_TEXT_MAX + 1] = "+";
    number_significant(value, 3, draw->model->theme.ascii, text + 1);
    return put_word(draw, col, row, end, name, value > 0 ? text : text + 1);
}

/* What the step does to the loss, beside what slope and model promised. */
static void
put_numbers(const struct sheet *sheet, struct rect pane)
{
    const struct section *s = sheet->section;
    const struct draw *draw = sheet->draw;
    int col = pane.col, row = pane.row + 1, end = pane.col + pane.cols;
    if (isnan(s->next)) {
        col += put_value(draw, col, row, end, "loss", s->loss);
        col += put_value(draw, col, row, end, "slope", s->slope);
        put_value(draw, col, row, end, "curvature", s->curvature);
        return;
    }
    col += put_change(draw, col, row, end, "step", s->next_loss - s->loss);
    col += put_change(draw, col, row, end, "slope says", s->slope * s->next);
    col += put_change(draw, col, row, end, "model", section_model(s, s->next) - s->loss);
    if (!isnan(s->c1)) {
        char text[16];
        snprintf(text, sizeof text, "%d", s->refused);
        col += put_word(draw, col, row, end, "refused", text);
    }
    put_value(draw, col, row, end, "from", s->loss);
}

static void
put_key(const struct draw *draw, int col, int row, enum curve curve)
{
    const char *name = curves[curve].name;
    enum role mark = curves[curve].role == ROLE_FAINT ? ROLE_LINE : curves[curve].role;
    put(draw, col, row, 2,
        theme_text(&draw->model->theme, curves[curve].utf8, curves[curve].ascii),
        role(draw, mark));
    put(draw, col + 3, row, width_of(draw, name), name, role(draw, ROLE_MUTED));
}

/* Which curves there can be: each has its place in the legend, and keeps it while others
 * come and go. */
static void
find_curves(const struct section *s, bool there[CURVES], bool seen[CURVES])
{
    static const double apart = 0.5; /* rows: two dots, as the curve has */
    double model[SECTION_SAMPLES], armijo[SECTION_SAMPLES];
    section_trace_model(s, model);
    section_trace_armijo(s, armijo);
    there[CURVE] = seen[CURVE] = true;
    there[MODEL] = !isnan(s->curvature);
    there[ARMIJO] = !isnan(s->c1);
    there[BATCH] = there[BATCH_ROWS] = s->batched;
    there[ROWS] = s->n_rows > 0;
    seen[MODEL] = there[MODEL] && section_shows(s, model, 1, apart);
    seen[ARMIJO] = there[ARMIJO] && section_shows(s, armijo, 1, apart);
    seen[BATCH] = there[BATCH] && section_shows(s, s->batch, 1, apart);
    seen[BATCH_ROWS] = there[BATCH_ROWS] && section_shows_rows(s, true, apart);
    seen[ROWS] = there[ROWS] && section_shows_rows(s, false, apart);
}

/* @return the column behind what is seen. */
static int
put_legend(const struct sheet *sheet, struct rect pane)
{
    static const enum curve order[] = {CURVE, MODEL, ARMIJO, BATCH, ROWS, BATCH_ROWS};
    const struct draw *draw = sheet->draw;
    bool there[CURVES] = {false}, seen[CURVES] = {false};
    int col = pane.col, row = pane.row + 2, end = pane.col + pane.cols, used = col;
    find_curves(sheet->section, there, seen);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        enum curve curve = order[i];
        int width = there[curve] ? 3 + width_of(draw, curves[curve].name) : 0;
        if (!there[curve] || col + width > end)
            continue;
        if (seen[curve]) {
            put_key(draw, col, row, curve);
            used = col + width + GAP_COLUMNS;
        }
        col += width + GAP_COLUMNS;
    }
    return used;
}

static void
draw_curves(const struct sheet *sheet)
{
    const struct section *s = sheet->section;
    draw_rows(sheet, false);
    draw_rows(sheet, true);
    stem(sheet, 0, s->loss);
    if (!isnan(s->next))
        stem(sheet, s->next, s->next_loss);
    lay(sheet, STEMS);
    draw_model(sheet);
    draw_armijo(sheet);
    if (s->batched)
        trace(sheet, s->batch, 1, BATCH);
    lay(sheet, BATCH);
    trace(sheet, s->value, 1, CURVE);
    lay(sheet, CURVE);
}

/* At the edge of the screen the last column stays free. */
static struct rect
within_margin(const struct draw *draw, struct rect pane)
{
    int over = pane.col + pane.cols - (draw->layout->cols - RIGHT_MARGIN);
    pane.cols -= over > 0 ? over : 0;
    return pane;
}

/* Labels take the columns of the map's axis and some of the pane's. */
static struct rect
area_of(const struct draw *draw, struct rect pane)
{
    int axis = draw->layout->lecture ? 0 : draw->layout->field.col;
    int labels = LABEL_COLUMNS > axis ? LABEL_COLUMNS - axis : 0;
    return (struct rect){pane.col + labels, pane.row + HEADING, pane.cols - labels,
                         pane.rows - HEADING};
}

static void
draw_section(const struct draw *draw)
{
    struct picture *picture = draw->picture;
    if (picture->view != FIELD_SECTION)
        return;
    struct rect pane = within_margin(draw, picture->pane);
    struct sheet sheet = {draw, &picture->section, &picture->section_dots,
                          area_of(draw, pane)};
    struct dots *dots = sheet.dots;
    if (dots->cols != sheet.area.cols || dots->rows != sheet.area.rows) {
        dots_finish(dots);
        dots_init(dots, sheet.area.cols, sheet.area.rows);
    }
    section_cut(&picture->section, draw->model, 2 * sheet.area.cols, sheet.area.rows);
    if (!picture->section.there) {
        put(draw, pane.col, pane.row, pane.cols, picture->section.why,
            role(draw, ROLE_TEXT));
        return;
    }
    put_title(&sheet, pane);
    put_numbers(&sheet, pane);
    put_places(&sheet, put_losses(&sheet, put_legend(&sheet, pane)));
    draw_curves(&sheet);
    canvas_clip(draw->canvas, sheet.area);
    put_points(&sheet);
    canvas_unclip(draw->canvas);
}

const struct pane_view view_section = {
    .id = "section", .in_pane = true, .draw = draw_section};
