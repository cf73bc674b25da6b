/* The chosen racer's settings: symbol, value, slider. */
#include "view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "ui/branch.h"
#include "ui/limit.h"
#include "ui/slot.h"

enum { SYMBOL_AT = 3, VALUE_WIDTH = 6, SYMBOL_MAX = 9 };

/* Columns, from the panel's left. */
struct places {
    int value, slider, end;
};

static bool
has_slider(const struct rv_param *param)
{
    return param->scale != RV_CHOICE && param->scale != RV_FLAG;
}

/* Values stand in one column: behind the widest symbol of those with a slider. */
static struct places
find_places(const struct draw *draw)
{
    int widest = 2;
    size_t n = slot_count(draw->model);
    for (size_t i = 0; i < n; i++) {
        const struct rv_param *param = slot_param(draw->model, i);
        int width = text_width(model_symbol(draw->model, param));
        if (has_slider(param) && width > widest && width <= SYMBOL_MAX)
            widest = width;
    }
    int width = draw->layout->settings.cols;
    int value_width = width < 40 ? VALUE_WIDTH : VALUE_WIDTH + 2;
    int value = SYMBOL_AT + widest + 1;
    return (struct places){value, value + value_width, width - 1};
}

/* Where the edge of stability stands on the track of the rate, -1: there is none. It
 * shares a cell with the knob only when they are equal. */
static int
edge_column(const struct draw *draw, const struct rv_param *param, int length, int knob)
{
    struct limit limit = limit_find(draw->model);
    if (draw->model->on_surface || strcmp(param->key, "lr") != 0 || !limit.exact ||
        isnan(limit.rate))
        return -1;
    int edge = (int)lround(rv_param_position(param, limit.rate) * (length - 1));
    if (edge == knob && limit.now != limit.rate)
        edge += limit.now < limit.rate ? 1 : -1;
    return edge < length ? edge : -1;
}

static void
put_track(const struct draw *draw, struct places at, int line,
          const struct rv_param *param, double value, bool focused)
{
    const struct theme *theme = &draw->model->theme;
    int left = draw->layout->settings.col + at.slider, length = at.end - at.slider;
    int knob = (int)lround(rv_param_position(param, value) * (length - 1));
    struct style filled =
        focused ? racer_style(draw, draw->model->racer) : role(draw, ROLE_MUTED);
    filled.attr = 0;
    for (int c = 0; c < length; c++)
        put(draw, left + c, line, 1,
            c < knob ? theme_text(theme, "━", "=") : theme_text(theme, "─", "-"),
            c < knob ? filled : role(draw, ROLE_LINE));
    int edge = edge_column(draw, param, length, knob);
    for (int c = edge; edge >= 0 && c < length; c++)
        put(draw, left + c, line, 1,
            c == edge ? theme_text(theme, "╿", "!") : theme_text(theme, "╌", "."),
            role(draw, ROLE_WARN));
    put(draw, left + knob, line, 1,
        focused ? theme_text(theme, "█", "#") : theme_text(theme, "┃", "o"),
        focused ? bold(draw, ROLE_BRIGHT) : role(draw, ROLE_MUTED));
}

static int
width_of_words(const struct draw *draw, const char *const *words)
{
    int width = -1;
    for (; *words; words++)
        width += 1 + width_of(draw, *words);
    return width;
}

/* All words of a choice, the chosen one underlined; where they do not fit, that one. */
static void
put_choices(const struct draw *draw, int col, int line, const struct rv_param *param,
            double value, struct style style)
{
    static const char *const flags[] = {"no", "yes", NULL};
    const char *const *words = param->scale == RV_FLAG ? flags : param->choices;
    int end = draw->layout->settings.col + draw->layout->settings.cols;
    bool all = col + width_of_words(draw, words) <= end;
    for (int i = 0; words[i]; i++) {
        struct style shown = role(draw, ROLE_MUTED);
        if (i == (int)value) {
            shown = style;
            shown.attr |= all ? ATTR_UNDERLINE : 0;
        } else if (!all) {
            continue;
        }
        col += put(draw, col, line, end - col, words[i], shown) + 1;
    }
}

static void
put_setting(const struct draw *draw, struct places at, int line, size_t slot,
            bool focused)
{
    char text[RV_VALUE_TEXT_MAX];
    const struct model *m = draw->model;
    const struct rv_param *param = slot_param(m, slot);
    int left = draw->layout->settings.col;
    double value = slot_value(m, slot);
    struct style style = focused ? bold(draw, ROLE_BRIGHT) : role(draw, ROLE_TEXT);
    struct style quiet = focused ? style : role(draw, ROLE_MUTED);
    if (!slot_used(m, slot))
        style = quiet = role(draw, ROLE_LINE);
    if (focused)
        put(draw, left + 1, line, 1, theme_text(&m->theme, "▸", ">"), style);
    int width = put(draw, left + SYMBOL_AT, line, at.end, model_symbol(m, param), quiet);
    int col = SYMBOL_AT + width + 1 > at.value ? SYMBOL_AT + width + 1 : at.value;
    if (!has_slider(param)) {
        put_choices(draw, left + col, line, param, value, style);
        return;
    }
    rv_param_format(param, value, text);
    int used = put(draw, left + col, line, at.end - col, text, style);
    if (col + used + 1 > at.slider)
        at.slider = col + used + 1;
    if (at.end - at.slider >= 5)
        put_track(draw, at, line, param, value, focused);
}

/* "η 0.0008 → 0.05 from step 40", or without the step. */
static bool
change_text(const struct draw *draw, bool with_step, char *text, size_t size)
{
    const struct model *m = draw->model;
    const struct rv_racer *racer = &model_document(m)->racers[m->racer];
    struct branch_change change;
    char before[RV_VALUE_TEXT_MAX], after[RV_VALUE_TEXT_MAX],
        when[48] = " from the start";
    if (m->on_surface || !branch_change(m, m->racer, &change))
        return false;
    const struct rv_param *param = rv_racer_param(racer, change.key);
    rv_param_format(param, change.before, before);
    rv_param_format(param, change.after, after);
    if (change.step > 0)
        snprintf(when, sizeof when, " from step %lld", (long long)change.step);
    snprintf(text, size, "%s %s → %s%s", model_symbol(m, param), before, after,
             with_step ? when : "");
    return true;
}

/* What parts the racer from its ghost, where a row is free. @return false: none is. */
static bool
put_change(const struct draw *draw, int line)
{
    char text[160];
    const struct rect *pane = &draw->layout->settings;
    if (line >= pane->row + pane->rows || !change_text(draw, true, text, sizeof text))
        return false;
    put_cut(draw, pane->col + SYMBOL_AT, line, pane->cols - SYMBOL_AT, text,
            role(draw, ROLE_MUTED));
    return true;
}

/* Else at the right of the heading: it is why turning acts from here on. */
static int
put_change_beside(const struct draw *draw, int right)
{
    char text[160];
    const struct rect *pane = &draw->layout->settings;
    int room = right - pane->col - 3 - width_of(draw, slot_owner(draw->model));
    for (int with_step = 1; with_step >= 0; with_step--)
        if (change_text(draw, with_step, text, sizeof text) &&
            width_of(draw, text) <= room)
            return put_right(draw, right, pane->row, text, role(draw, ROLE_MUTED));
    return right;
}

/* The rule's first line, or how turning acts. */
static void
put_header(const struct draw *draw, bool change)
{
    char text[160];
    const struct model *m = draw->model;
    const struct rect *pane = &draw->layout->settings;
    const struct rv_document *document = model_document(m);
    const struct rv_optimizer *rule = rv_optimizer_at(document->racers[m->racer].rule);
    int col = pane->col + 1, right = pane->col + pane->cols - 1;
    bool start = m->from_start || m->on_surface;
    if (change && !m->from_start)
        right = put_change_beside(draw, right);
    bool free = right == pane->col + pane->cols - 1;
    if (free && (m->from_start || pane->cols >= 40))
        right =
            put_right(draw, right, pane->row, start ? "from the start" : "from here on",
                      m->from_start ? bold(draw, ROLE_BRIGHT) : role(draw, ROLE_MUTED));
    col += put_cut(draw, col, pane->row, right - col - 2, slot_owner(m),
                   m->on_surface ? bold(draw, ROLE_BRIGHT) : racer_style(draw, m->racer));
    snprintf(text, sizeof text, "%s", m->on_surface ? "surface" : rule->formula);
    text[strcspn(text, "\n")] = '\0';
    if (pane->cols >= 60 && col + 2 + width_of(draw, text) < right - 2)
        put(draw, col + 2, pane->row, right - col - 4, text, role(draw, ROLE_MUTED));
}

/* How far the rate is from the edge of stability, where theory knows one. @return rows.
 */
static int
put_limit(const struct draw *draw, int line)
{
    char text[160];
    const struct rect *pane = &draw->layout->settings;
    bool past = limit_text(draw->model, text, sizeof text);
    if (line >= pane->row + pane->rows || !*text)
        return 0;
    put_cut(draw, pane->col + SYMBOL_AT, line, pane->cols - SYMBOL_AT, text,
            role(draw, past ? ROLE_WARN : ROLE_MUTED));
    return 1;
}

static void
draw_settings(const struct draw *draw)
{
    if (!draw->layout->panel)
        return;
    size_t n = slot_count(draw->model);
    size_t rows = (size_t)draw->layout->settings_rows;
    size_t chosen_one = draw->model->setting;
    size_t first = n > rows && chosen_one >= rows ? chosen_one - rows + 1 : 0;
    struct places at = find_places(draw);
    const struct rect *pane = &draw->layout->settings;
    size_t shown = 0;
    for (; shown < rows && first + shown < n; shown++)
        put_setting(draw, at, pane->row + 1 + (int)shown, first + shown,
                    first + shown == chosen_one);
    if (first > 0)
        put(draw, pane->col, pane->row + 1, 1, theme_text(&draw->model->theme, "▴", "^"),
            role(draw, ROLE_MUTED));
    if (first + shown < n)
        put(draw, pane->col, pane->row + (int)shown, 1,
            theme_text(&draw->model->theme, "▾", "v"), role(draw, ROLE_MUTED));
    int line = pane->row + 1 + (int)shown;
    line += put_limit(draw, line);
    put_header(draw, !put_change(draw, line));
}

const struct pane_view view_settings = {.id = "settings", .draw = draw_settings};
