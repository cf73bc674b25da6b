/* The picker of rules: names, sources, and the formula of the chosen one. */
#include "view.h"

#include <stdio.h>
#include <string.h>

#include "ui/picker.h"

enum { TOP = 2, LEFT = 3, NAME_COLS = 26, FORMULA_ROWS = 7 };

static void
put_formula(const struct draw *draw, int row)
{
    const struct rv_optimizer *rule = rv_optimizer_at(draw->model->picked);
    const char *line = rule->formula;
    put(draw, LEFT, row++, NAME_COLS, rule->title, bold(draw, ROLE_BRIGHT));
    while (*line && row < draw->layout->rows - 1) {
        char text[256];
        size_t length = strcspn(line, "\n");
        snprintf(text, sizeof text, "%.*s", (int)length, line);
        put(draw, LEFT, row++, draw->layout->cols - LEFT - 1, text,
            role(draw, ROLE_TEXT));
        line += length + (line[length] == '\n');
    }
}

static void
put_rule(const struct draw *draw, size_t i, int row)
{
    const struct model *m = draw->model;
    int width = draw->layout->cols - LEFT - 1;
    bool chosen = i == m->picked;
    if (chosen) {
        struct style tint = {.bg = theme_selection(&m->theme)};
        canvas_fill(draw->canvas, (struct rect){LEFT - 1, row, width + 1, 1}, ' ', tint);
        put(draw, LEFT - 2, row, 1, theme_text(&m->theme, "▌", ">"),
            bold(draw, ROLE_BRIGHT));
    }
    put_cut(draw, LEFT, row, NAME_COLS - 2, picker_title(m, i),
            chosen ? bold(draw, ROLE_BRIGHT) : role(draw, ROLE_TEXT));
    put_cut(draw, LEFT + NAME_COLS, row, width - NAME_COLS, picker_note(m, i),
            role(draw, ROLE_MUTED));
}

static void
draw_rules(const struct draw *draw)
{
    char text[64];
    const struct model *m = draw->model;
    if (m->pane != PANE_RULES)
        return;
    int right = draw->layout->cols - 1, bottom = draw->layout->rows - 1;
    size_t n = picker_count(m), rows = (size_t)(bottom - TOP - FORMULA_ROWS - 1);
    size_t first = m->picked >= rows ? m->picked - rows + 1 : 0;
    canvas_clear(draw->canvas);
    put(draw, 1, 0, right, "Add a racer", bold(draw, ROLE_BRIGHT));
    snprintf(text, sizeof text, "%zu of %zu", m->picked + 1, n);
    put_right(draw, right, 0, text, bold(draw, ROLE_BRIGHT));
    for (size_t k = 0; k < rows && first + k < n; k++)
        put_rule(draw, first + k, TOP + (int)k);
    put_formula(draw, bottom - FORMULA_ROWS);
    snprintf(text, sizeof text, "%zu more below", n - first - rows);
    if (first + rows < n)
        right = put_right(draw, right, bottom, text, role(draw, ROLE_MUTED)) - 2;
    put_picker_keys(draw, right, "adds");
}

const struct pane_view view_rules = {.id = "rules", .draw = draw_rules};
