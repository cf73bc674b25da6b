/* The map: the backdrop is kept, trails are kept as dots; marks lie on them. */
#include "view.h"

#include <string.h>

#include "ui/branch.h"

static void
put_trails(const struct draw *draw)
{
    const struct model *m = draw->model;
    const struct rect *pane = &draw->picture->pane;
    size_t n = model_document(m)->n_racers;
    /* Whole half blocks can be seen from ten metres. */
    bool wide = draw->layout->lecture && m->theme.glyphs == DOTS_BRAILLE;
    enum dot_glyphs glyphs = wide ? DOTS_HALF : m->theme.glyphs;
    for (size_t k = 0; k < n; k++) {
        /* The chosen one last: it lies on top. */
        size_t i = (m->racer + 1 + k) % n;
        struct style style = racer_style(draw, i);
        if (!is_shown(draw, i))
            continue;
        dots_compose(&draw->picture->trail[i].dots, draw->canvas, pane->col, pane->row,
                     style.fg, m->theme.ascii ? ATTR_BOLD : 0, glyphs,
                     (uint32_t)(m->letter[i] | 0x20));
    }
}

static void
put_ghosts(const struct draw *draw)
{
    const struct ghost *shown[GHOSTS_MAX];
    const struct model *m = draw->model;
    const struct rect *pane = &draw->picture->pane;
    size_t n = branch_ghosts(m, shown);
    for (size_t k = n; k-- > 0;) {
        size_t g = (size_t)(shown[k] - m->ghost);
        struct look look = theme_racer(&m->theme, shown[k]->racer);
        dots_compose(&draw->picture->ghost[g].dots, draw->canvas, pane->col, pane->row,
                     look.ghost, 0, m->theme.glyphs, '.');
    }
}

/* Hollow heads, where the ghost stands at this step; it stays at its last. */
static void
put_ghost_heads(const struct draw *draw)
{
    const struct ghost *shown[GHOSTS_MAX];
    const struct model *m = draw->model;
    size_t n = branch_ghosts(m, shown);
    for (size_t k = 0; k < n; k++) {
        struct rv_row row;
        int col, line;
        int64_t step = m->playhead < shown[k]->upto ? m->playhead : shown[k]->upto;
        struct look look = theme_racer(&m->theme, shown[k]->racer);
        rv_timeline_row(shown[k]->timeline, step, &row);
        if (step > shown[k]->from &&
            view_cell(&draw->picture->field.view, row.x, row.y, &col, &line))
            canvas_over(draw->canvas, col, line, m->theme.shapes ? look.hollow : 'o',
                        look.ghost, 0);
    }
}

static void
put_point(const struct draw *draw, struct rv_vec2 at, uint32_t glyph, char ascii)
{
    int col, row;
    const struct theme *theme = &draw->model->theme;
    if (!view_cell(&draw->picture->field.view, at.x, at.y, &col, &row))
        return;
    struct style style = bold(draw, ROLE_BRIGHT);
    uint32_t shown = theme->shapes ? glyph : (uint32_t)ascii;
    canvas_over(draw->canvas, col, row, shown, style.fg, style.attr);
}

static void
put_critical(const struct draw *draw)
{
    static const struct {
        uint32_t glyph;
        char ascii;
    } marks[] = {
        [RV_MINIMUM] = {0x2605, '*'},
        [RV_MINIMUM_LOCAL] = {0x2606, '+'},
        [RV_SADDLE] = {0x2715, 'x'},
        [RV_MAXIMUM] = {0x25bd, 'v'},
    };
    const struct model *m = draw->model;
    for (size_t i = 0; i < m->n_critical; i++)
        put_point(draw, m->critical[i].at, marks[m->critical[i].kind].glyph,
                  marks[m->critical[i].kind].ascii);
}

/* Changes made on the way stand as diamonds on the trail they belong to. */
static void
put_changes(const struct draw *draw)
{
    const struct model *m = draw->model;
    const struct rv_document *document = model_document(m);
    for (size_t i = 0; i < document->n_edits; i++) {
        const struct rv_edit *edit = &document->edits[i];
        struct rv_row row;
        if (edit->step >= m->playhead)
            continue;
        rv_timeline_row(m->timeline[edit->racer], edit->step, &row);
        put_point(draw, (struct rv_vec2){row.x, row.y}, 0x25c7, '#');
    }
}

/* The parameters by name where they are not x and y. */
static void
put_axes(const struct draw *draw)
{
    const struct rect *pane = &draw->picture->pane;
    const struct rv_surface *surface = rv_objective_surface(draw->model->objective);
    const char *across = surface->axis[0], *up = surface->axis[1];
    struct style style = bold(draw, ROLE_TEXT);
    if (strcmp(across, "x") != 0)
        put_right(draw, pane->col + pane->cols, pane->row + pane->rows, across, style);
    if (strcmp(up, "y") != 0)
        put(draw, 1, pane->row, pane->col - 2, up, style);
}

static void
draw_field(const struct draw *draw)
{
    if (!draw->picture->has_field || draw->model->charts)
        return;
    const struct rv_document *document = model_document(draw->model);
    canvas_clip(draw->canvas, draw->picture->pane);
    put_ghosts(draw);
    put_trails(draw);
    put_ghost_heads(draw);
    for (size_t i = 0; i < document->n_racers; i++)
        put_point(draw, rv_document_start(document, i), 0x25cb, 'o');
    put_critical(draw);
    put_changes(draw);
    canvas_unclip(draw->canvas);
    if (!draw->layout->lecture)
        put_axes(draw);
}

const struct pane_view view_field = {.id = "field", .draw = draw_field};
