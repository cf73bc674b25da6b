/*
 * The stages of a step at the right: a formula with its symbols, under it the same line
 * with the numbers of each coordinate, the results in one column. Where rows are short
 * the blank lines go first, then the second coordinate of all stages but the highlighted
 * one; what is left is scrolled so that this one can be seen.
 */
#include "view.h"

#include <stdio.h>
#include <string.h>

#include "ui/autopsy.h"
#include "ui/limit.h"
#include "ui/slot.h"

/* Columns: ROOM for numbers of four digits, RESULT for what they come to. */
enum {
    DIGITS = 4,
    ROOM = 48,
    ALIGNED_FROM = 36,
    STOPS_MAX = 8,
    LINES_MAX = 256,
    AXIS_MAX = 8,
    RESULT = 11,
    RESULT_PRECISE = 24
};

/* One row of the pane. */
struct line {
    enum { LINE_BLANK, LINE_FORMULA, LINE_FORMULA_REST, LINE_NUMBERS, LINE_REST } kind;
    size_t stage;
    int coordinate;
    char text[160];
    bool ends; /* the result stands here */
};

struct page {
    const struct draw *draw;
    const struct rv_explanation *e;
    unsigned script;
    int digits;
    int symbols;  /* columns of the widest symbol */
    int axis;     /* of the widest name of a coordinate */
    int indent;   /* before numbers */
    int room;     /* for numbers beside their result */
    int whole;    /* for numbers alone */
    bool aligned; /* operators of the coordinates under each other */
    bool partial; /* of all stages but the highlighted one only one coordinate */
    struct line lines[LINES_MAX];
    int n;
};

static struct line *
add_line(struct page *page, size_t stage)
{
    struct line *line = &page->lines[page->n < LINES_MAX - 1 ? page->n++ : page->n];
    *line = (struct line){.stage = stage};
    return line;
}

/* Lines of numbers ------------------------------------------------------------------ */

/* The text up to the next tab, which is left out. */
static const char *
next_part(const char *text, char *part, size_t size)
{
    size_t n = strcspn(text, "\t");
    snprintf(part, size, "%.*s", (int)n, text);
    return text[n] ? text + n + 1 : text + n;
}

/* How wide each part is at most, over the coordinates: operators stand under each other.
 */
static void
find_stops(const struct page *page, size_t stage, int stops[STOPS_MAX])
{
    char text[RV_EXPLAIN_TEXT_MAX], part[RV_EXPLAIN_TEXT_MAX];
    memset(stops, 0, STOPS_MAX * sizeof *stops);
    for (size_t c = 0; c < 2; c++) {
        rv_explanation_numbers(page->e, stage, c, page->digits,
                               page->script | RV_SCRIPT_STOPS, text, sizeof text);
        const char *at = text;
        for (int i = 0; i < STOPS_MAX && *at; i++) {
            at = next_part(at, part, sizeof part);
            int width = text_width(part);
            stops[i] = width > stops[i] ? width : stops[i];
        }
    }
}

static void
append(struct line *line, const char *text, int width)
{
    size_t used = strlen(line->text);
    int pad = width - text_width(text);
    snprintf(line->text + used, sizeof line->text - used, "%s%*s", text,
             pad > 0 ? pad : 0, "");
}

/* Where @text has to be cut so that it takes no more than @room columns: behind its last
 * blank or product, @return its length where it fits. */
static size_t
cut(const char *text, int room)
{
    size_t best = 0, length = strlen(text);
    char part[RV_EXPLAIN_TEXT_MAX];
    if (text_width(text) <= room)
        return length;
    for (size_t at = 1; at < length; at++) {
        bool blank = text[at - 1] == ' ' || text[at - 1] == '*';
        bool product = at >= 2 && strncmp(text + at - 2, "·", 2) == 0;
        snprintf(part, sizeof part, "%.*s", (int)at, text);
        if ((blank || product) && text_width(part) <= room)
            best = at;
    }
    return best ? best : length;
}

static struct line *
continue_line(struct page *page, const struct line *before)
{
    struct line *line = add_line(page, before->stage);
    line->kind = before->kind == LINE_FORMULA ? LINE_FORMULA_REST : LINE_REST;
    if (before->kind == LINE_FORMULA_REST)
        line->kind = LINE_FORMULA_REST;
    line->coordinate = before->coordinate;
    return line;
}

/* @part behind what stands in @line, padded to @width, going on below where it does not
 * fit. @return the line that it ends in. */
static struct line *
add_part(struct page *page, struct line *line, const char *part, int width, int room)
{
    int used = text_width(line->text);
    if (used > 0 && used + 1 + text_width(part) > room)
        line = continue_line(page, line);
    else if (used > 0)
        append(line, " ", 1);
    for (size_t n; *part; part += n) {
        char piece[RV_EXPLAIN_TEXT_MAX];
        n = cut(part, room - text_width(line->text));
        snprintf(piece, sizeof piece, "%.*s", (int)n, part);
        append(line, piece, part[n] ? 0 : width);
        if (part[n])
            line = continue_line(page, line);
    }
    return line;
}

/* Parts that do not fit into a line go on the next one; behind the last stands the
 * result, where it leaves room for it. */
static void
add_parts(struct page *page, size_t stage, size_t coordinate, const char *text,
          const int stops[STOPS_MAX])
{
    char part[RV_EXPLAIN_TEXT_MAX];
    struct line *line = add_line(page, stage);
    line->kind = LINE_NUMBERS;
    line->coordinate = (int)coordinate;
    for (int i = 0; *text; i++) {
        text = next_part(text, part, sizeof part);
        bool aligned = *text && i < STOPS_MAX && page->aligned;
        line = add_part(page, line, part, aligned ? stops[i] : 0, page->whole);
    }
    if (text_width(line->text) > page->room)
        line = continue_line(page, line);
    line->ends = true;
}

static void
add_numbers(struct page *page, size_t stage, size_t coordinate,
            const int stops[STOPS_MAX])
{
    char text[RV_EXPLAIN_TEXT_MAX];
    double value;
    if (!rv_explanation_value(page->e, stage, coordinate, &value))
        return;
    rv_explanation_numbers(page->e, stage, coordinate, page->digits,
                           page->script | RV_SCRIPT_STOPS, text, sizeof text);
    add_parts(page, stage, coordinate, text, stops);
}

/* The page -------------------------------------------------------------------------- */

enum spacing { SPACED, TIGHT, ONE_COORDINATE };

static void
add_stage(struct page *page, size_t i, enum spacing spacing)
{
    int stops[STOPS_MAX];
    char formula[RV_EXPLAIN_TEXT_MAX], part[RV_EXPLAIN_TEXT_MAX];
    const struct rect *pane = &page->draw->layout->stages;
    struct rv_stage stage = rv_explanation_stage(page->e, i);
    bool chosen = i == page->draw->model->autopsy.stage;
    struct line *line = add_line(page, i);
    line->kind = LINE_FORMULA;
    rv_explanation_formula(page->e, i, page->script | RV_SCRIPT_STOPS, formula,
                           sizeof formula);
    for (const char *at = formula; *at;) {
        at = next_part(at, part, sizeof part);
        line = add_part(page, line, part, 0, pane->cols - page->symbols - 5);
    }
    find_stops(page, i, stops);
    size_t n = stage.once || (spacing == ONE_COORDINATE && !chosen) ? 1 : 2;
    for (size_t c = 0; c < n; c++)
        add_numbers(page, i, c, stops);
    if (spacing == SPACED && i + 1 < rv_explanation_count(page->e))
        add_line(page, i)->kind = LINE_BLANK;
}

static void
fill_page(struct page *page, enum spacing spacing)
{
    page->n = 0;
    for (size_t i = 0; i < rv_explanation_count(page->e); i++)
        add_stage(page, i, spacing);
}

static void
measure(struct page *page)
{
    const struct rect *pane = &page->draw->layout->stages;
    int result = page->digits ? RESULT : RESULT_PRECISE;
    page->symbols = 2;
    for (size_t i = 0; i < rv_explanation_count(page->e); i++) {
        char symbol[32];
        rv_explanation_symbol(page->e, i, page->script, symbol, sizeof symbol);
        int width = text_width(symbol);
        page->symbols = width > page->symbols ? width : page->symbols;
    }
    page->axis = 1;
    for (int c = 0; c < 2; c++) {
        const char *name = rv_objective_axis(page->draw->model->objective, c);
        int width = width_of(page->draw, name);
        page->axis = width > page->axis ? width : page->axis;
    }
    page->axis = page->axis < AXIS_MAX ? page->axis : AXIS_MAX;
    page->indent = page->symbols + 3 + page->axis; /* mark, symbol, blank, name, blank */
    page->room = pane->cols - page->indent - result - 3;
    page->whole = pane->cols - page->indent - 1;
    if (page->digits)
        page->whole = page->room = page->room < ROOM ? page->room : ROOM;
    page->aligned = page->room >= ALIGNED_FROM;
}

/* Drawing --------------------------------------------------------------------------- */

static void
put_formula(const struct page *page, const struct line *line, int row)
{
    const struct draw *draw = page->draw;
    const struct rect *pane = &draw->layout->stages;
    struct rv_stage stage = rv_explanation_stage(page->e, line->stage);
    char symbol[32];
    int col = pane->col + 1, right = pane->col + pane->cols;
    rv_explanation_symbol(page->e, line->stage, page->script, symbol, sizeof symbol);
    put(draw, col, row, right - col, symbol, autopsy_style(draw->model, stage.role));
    col += page->symbols + 1;
    col += put(draw, col, row, right - col, "= ", role(draw, ROLE_MUTED));
    put(draw, col, row, right - col, line->text, role(draw, ROLE_MUTED));
}

static void
put_result(const struct page *page, const struct line *line, int row)
{
    const struct draw *draw = page->draw;
    const struct rect *pane = &draw->layout->stages;
    char text[64];
    double value;
    int result = page->digits ? RESULT : RESULT_PRECISE;
    int right = pane->col + page->indent + page->room + 2 + result;
    if (!rv_explanation_value(page->e, line->stage, (size_t)line->coordinate, &value))
        return;
    rv_explanation_number(value, page->digits, page->script, text, sizeof text);
    put_right(draw, right, row, text, bold(draw, ROLE_BRIGHT));
    put(draw, pane->col + page->indent + page->room + 1, row, 1, "=",
        role(draw, ROLE_MUTED));
}

static void
put_numbers(const struct page *page, const struct line *line, int row)
{
    const struct draw *draw = page->draw;
    const struct rect *pane = &draw->layout->stages;
    int col = pane->col + page->indent;
    bool once = rv_explanation_stage(page->e, line->stage).once;
    if (line->kind == LINE_NUMBERS && !once)
        put_cut(draw, col - 1 - page->axis, row, page->axis,
                rv_objective_axis(draw->model->objective, line->coordinate),
                role(draw, ROLE_MUTED));
    put(draw, col, row, page->whole, line->text, role(draw, ROLE_TEXT));
    if (line->ends)
        put_result(page, line, row);
}

static void
put_line(const struct page *page, const struct line *line, int row)
{
    const struct draw *draw = page->draw;
    const struct rect *pane = &draw->layout->stages;
    bool chosen = line->stage == draw->model->autopsy.stage && line->kind != LINE_BLANK;
    if (chosen) {
        struct style tint = {.bg = theme_selection(&draw->model->theme)};
        canvas_fill(draw->canvas, (struct rect){pane->col, row, pane->cols, 1}, ' ',
                    tint);
        put(draw, pane->col, row, 1, theme_text(&draw->model->theme, "▌", ">"),
            bold(draw, ROLE_BRIGHT));
    }
    if (line->kind == LINE_FORMULA)
        put_formula(page, line, row);
    else if (line->kind == LINE_FORMULA_REST)
        put(draw, pane->col + page->symbols + 4, row, pane->cols, line->text,
            role(draw, ROLE_MUTED));
    else if (line->kind != LINE_BLANK)
        put_numbers(page, line, row);
}

/* The first line shown, so that the highlighted stage is in view with one around. */
static int
first_line(const struct page *page, int rows)
{
    size_t chosen = page->draw->model->autopsy.stage;
    int begin = page->n, end = 0;
    for (int i = 0; i < page->n; i++)
        if (page->lines[i].stage == chosen && page->lines[i].kind != LINE_BLANK) {
            begin = i < begin ? i : begin;
            end = i + 1;
        }
    int first = (begin + end - rows) / 2;
    int most = page->n - rows;
    first = first > most ? most : first;
    return first > 0 ? first : 0;
}

static void
put_more(const struct page *page, int first, int rows)
{
    const struct draw *draw = page->draw;
    const struct rect *pane = &draw->layout->stages;
    int right = pane->col + pane->cols - 1;
    if (first > 0)
        put(draw, right, pane->row, 1, theme_text(&draw->model->theme, "▴", "^"),
            role(draw, ROLE_MUTED));
    if (first + rows < page->n)
        put(draw, right, pane->row + rows - 1, 1,
            theme_text(&draw->model->theme, "▾", "v"), role(draw, ROLE_MUTED));
}

static void
put_page(struct page *page, int rows)
{
    const struct rect *pane = &page->draw->layout->stages;
    for (enum spacing s = SPACED; s <= ONE_COORDINATE; s++) {
        fill_page(page, s);
        page->partial = s == ONE_COORDINATE;
        if (page->n <= rows)
            break;
    }
    int first = first_line(page, rows);
    for (int i = 0; i < rows && first + i < page->n; i++)
        put_line(page, &page->lines[first + i], pane->row + i);
    put_more(page, first, rows);
}

/* The curvature here, or how far the rate is from the edge of stability. */
static void
put_curvature(const struct draw *draw, int row)
{
    char text[160];
    const struct rect *pane = &draw->layout->stages;
    bool past = limit_text(draw->model, text, sizeof text);
    put(draw, pane->col + 1, row, pane->cols - 1, text,
        role(draw, past ? ROLE_WARN : ROLE_MUTED));
}

/* Where rows are left out: the keys that bring them. */
static void
put_partial(const struct page *page, int left, int right, int row)
{
    char verb[40];
    snprintf(verb, sizeof verb, "show %s",
             rv_objective_axis(page->draw->model->objective, 1));
    int width = 4 + width_of(page->draw, verb);
    if (page->partial && left + width <= right)
        put_hint(page->draw, left + (right - left - width) / 2, row, width, "; '", verb);
}

/* The loss before and after, and the setting that the keys turn. */
static void
put_foot(const struct page *page, int row)
{
    const struct draw *draw = page->draw;
    const struct rect *pane = &draw->layout->stages;
    const struct model *m = draw->model;
    const double *from = rv_explanation_theta(m->autopsy.explanation);
    const double *to = rv_explanation_next(m->autopsy.explanation);
    unsigned script = m->theme.ascii ? RV_SCRIPT_ASCII : RV_SCRIPT_UTF8;
    int digits = m->autopsy.precise && pane->cols > 56 ? 0 : DIGITS,
        right = pane->col + pane->cols - 1;
    char text[192], before[64], after[64], value[RV_VALUE_TEXT_MAX];
    rv_explanation_number(rv_objective_peek(m->objective, from, NULL), digits, script,
                          before, sizeof before);
    rv_explanation_number(rv_objective_peek(m->objective, to, NULL), digits, script,
                          after, sizeof after);
    snprintf(text, sizeof text, "loss %s → %s", before, after);
    int left = pane->col + 3 +
               put(draw, pane->col + 1, row, pane->cols, text, role(draw, ROLE_MUTED));
    if (slot_count(m) == 0) {
        put_partial(page, left, right, row);
        return;
    }
    const struct rv_param *param = slot_param(m, m->setting);
    rv_param_format(param, slot_value(m, m->setting), value);
    snprintf(text, sizeof text, "%s %s %s", theme_text(&m->theme, "▸", ">"),
             model_symbol(m, param), value);
    right = put_right(draw, right, row, text, bold(draw, ROLE_BRIGHT)) - 2;
    put_partial(page, left, right, row);
}

static void
draw_autopsy(const struct draw *draw)
{
    const struct model *m = draw->model;
    const struct rect *pane = &draw->layout->stages;
    if (!draw->layout->autopsy)
        return;
    if (!m->autopsy.explanation) {
        put(draw, pane->col + 1, pane->row, pane->cols - 1, m->autopsy.error.text,
            role(draw, ROLE_TEXT));
        return;
    }
    struct page page = {.draw = draw,
                        .e = m->autopsy.explanation,
                        .script = m->theme.ascii ? RV_SCRIPT_ASCII : RV_SCRIPT_UTF8,
                        .digits = m->autopsy.precise ? 0 : DIGITS};
    measure(&page);
    canvas_clip(draw->canvas, *pane);
    put_page(&page, pane->rows - 1);
    if (page.n < pane->rows - 2)
        put_curvature(draw, pane->row + pane->rows - 2);
    put_foot(&page, pane->row + pane->rows - 1);
    canvas_unclip(draw->canvas);
}

const struct pane_view view_autopsy = {.id = "autopsy", .draw = draw_autopsy};
