/* Map and block: the backdrop is kept, trails are kept as dots; marks lie on them. */
#include "view.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/marks.h"
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
        bool bold = m->theme.ascii || m->theme.rung == RUNG_MONO;
        dots_compose(&draw->picture->trail[i].dots, draw->canvas, pane->col, pane->row,
                     style.fg, bold ? ATTR_BOLD : 0, glyphs,
                     (uint32_t)(m->letter[i] | 0x20));
    }
}

/* The loss that the next step sees, under everything that moves; and what it is. */
static void
put_batch(const struct draw *draw)
{
    const struct model *m = draw->model;
    const struct picture *picture = draw->picture;
    const struct rect *pane = &picture->pane;
    char text[80];
    if (!m->batch_lines || picture->view != FIELD_MAP || !picture->batch_lines.begun)
        return;
    struct style style = role(draw, ROLE_BATCH);
    dots_compose(&picture->batch_lines.dots, draw->canvas, pane->col, pane->row, style.fg,
                 style.attr, m->theme.glyphs, '-');
    snprintf(text, sizeof text, " %s loss of this step's %zu of %zu rows ",
             theme_text(&m->theme, "╌╌", "--"), picture->batch.n,
             rv_objective_rows(m->objective));
    if (width_of(draw, text) > pane->cols - 2)
        snprintf(text, sizeof text, " batch of %zu ", picture->batch.n);
    struct rect plate = {pane->col + 1, pane->row + pane->rows - 1, width_of(draw, text),
                         1};
    put_plate(draw, plate, text, style);
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
        int64_t step = m->playhead < shown[k]->upto ? m->playhead : shown[k]->upto;
        struct look look = theme_racer(&m->theme, shown[k]->racer);
        rv_timeline_row(shown[k]->timeline, step, &row);
        struct spot spot = spot_of(draw, row.x, row.y, row.loss);
        if (step > shown[k]->from && spot.inside && !spot.hidden)
            canvas_over(draw->canvas, spot.col, spot.row,
                        m->theme.shapes ? look.hollow : 'o', look.ghost, 0);
    }
}

struct mark {
    uint32_t glyph;
    char ascii;
};

/* Behind the block it is muted, and in @hidden's shape. */
static void
put_point(const struct draw *draw, struct rv_vec2 at, double value, struct mark seen,
          struct mark hidden)
{
    struct spot spot = spot_of(draw, at.x, at.y, value);
    if (!spot.inside)
        return;
    struct style style = spot.hidden ? role(draw, ROLE_MUTED) : bold(draw, ROLE_BRIGHT);
    struct mark mark = spot.hidden ? hidden : seen;
    uint32_t glyph = draw->model->theme.shapes ? mark.glyph : (uint32_t)mark.ascii;
    canvas_over(draw->canvas, spot.col, spot.row, glyph, style.fg, style.attr);
}

/* On an egg box marks would be a pattern of their own: not all are chosen. */
static void
choose_critical(const struct draw *draw, struct mark_place place[RV_CRITICAL_MAX])
{
    enum { COLS_APART = 4, ROWS_APART = 2 };
    const struct model *m = draw->model;
    for (size_t i = 0; i < m->n_critical; i++) {
        const struct rv_critical *own = &m->critical[i];
        struct spot spot = spot_of(draw, own->at.x, own->at.y, own->value);
        place[i] = (struct mark_place){spot.col,   spot.row,    (int)own->kind,
                                       own->value, spot.inside, false};
    }
    marks_choose(place, m->n_critical, COLS_APART, ROWS_APART);
}

static void
put_critical(const struct draw *draw)
{
    static const struct mark marks[] = {
        [RV_MINIMUM] = {0x2605, '*'},
        [RV_MINIMUM_LOCAL] = {0x2606, '+'},
        [RV_SADDLE] = {0x2715, 'x'},
        [RV_MAXIMUM] = {0x25bd, 'v'},
    };
    /* Minima that a search has found are hollow: there may be lower ones. */
    const struct model *m = draw->model;
    bool known = rv_objective_critical_known(m->objective);
    struct mark_place place[RV_CRITICAL_MAX];
    choose_critical(draw, place);
    for (int rank = RV_MINIMUM; rank <= RV_MAXIMUM; rank++) {
        for (size_t i = 0; i < m->n_critical; i++) {
            int kind = known ? (int)m->critical[i].kind : RV_MINIMUM_LOCAL;
            if ((int)m->critical[i].kind != rank || !place[i].shown)
                continue;
            struct mark seen = {marks[kind].glyph, marks[rank].ascii};
            struct mark hidden = kind == RV_MINIMUM ? marks[RV_MINIMUM_LOCAL] : seen;
            put_point(draw, m->critical[i].at, m->critical[i].value, seen, hidden);
        }
    }
}

/* Changes made on the way stand as diamonds on the trail they belong to. */
static void
put_changes(const struct draw *draw)
{
    const struct model *m = draw->model;
    const struct rv_document *document = model_document(m);
    const struct mark change = {0x25c7, '#'};
    for (size_t i = 0; i < document->n_edits; i++) {
        const struct rv_edit *edit = &document->edits[i];
        struct rv_row row;
        if (edit->step >= m->playhead)
            continue;
        rv_timeline_row(m->timeline[edit->racer], edit->step, &row);
        put_point(draw, (struct rv_vec2){row.x, row.y}, row.loss, change, change);
    }
}

static bool
is_on(const struct rv_racer *racer, const char *name)
{
    rv_key key = rv_racer_key(racer, name);
    return key != RV_KEY_NONE && rv_racer_get(racer, key) != 0;
}

/* Where an average is drawn, the point the rule itself moves stands faintly beside it. */
static void
put_raw_points(const struct draw *draw)
{
    const struct model *m = draw->model;
    const struct rv_document *document = model_document(m);
    for (size_t i = 0; i < document->n_racers; i++) {
        const struct rv_racer *racer = &document->racers[i];
        if (!is_shown(draw, i) || (!is_on(racer, "average") && !is_on(racer, "show")))
            continue;
        const double *raw = rv_run_theta(rv_timeline_at(m->timeline[i], m->playhead));
        double value = rv_objective_peek(m->objective, raw, NULL);
        struct spot spot = spot_of(draw, raw[0], raw[1], value);
        struct look look = theme_racer(&m->theme, i);
        if (spot.inside && !spot.hidden)
            canvas_over(draw->canvas, spot.col, spot.row,
                        m->theme.shapes ? look.hollow : 'o', look.ghost, 0);
    }
}

static void
put_starts(const struct draw *draw)
{
    const struct model *m = draw->model;
    const struct mark start = {0x25cb, 'o'};
    for (size_t i = 0; i < model_document(m)->n_racers; i++) {
        struct rv_row row;
        rv_timeline_row(m->timeline[i], 0, &row);
        put_point(draw, (struct rv_vec2){row.x, row.y}, row.loss, start, start);
    }
}

/* A number that would touch a name, ending at (col, row), is read as its factor. */
static void
clear_tick(const struct draw *draw, int col, int row)
{
    for (;; col--) {
        struct cell *cell = canvas_at(draw->canvas, col, row);
        if (!cell || cell->glyph == 0 || cell->glyph == ' ')
            return;
        cell->glyph = ' ';
    }
}

/* The parameters by name where they are not x and y, and that their units differ. */
static void
put_axes(const struct draw *draw)
{
    const struct rect *pane = &draw->picture->pane;
    const struct rv_objective *objective = draw->model->objective;
    const char *across = rv_objective_axis(objective, 0),
               *up = rv_objective_axis(objective, 1);
    struct style style = bold(draw, ROLE_TEXT);
    int width = width_of(draw, up), left = pane->col - 1 - width;
    int right = pane->col + pane->cols, row = pane->row + pane->rows;
    if (strcmp(across, "x") != 0)
        clear_tick(draw, right - 1 - width_of(draw, across), row);
    if (strcmp(across, "x") != 0)
        right = put_right(draw, right, row, across, style) - 1;
    if (draw->picture->field.view.stretched)
        put_right(draw, right, row, AXES_DIFFER, role(draw, ROLE_MUTED));
    if (strcmp(up, "y") == 0)
        return;
    clear_tick(draw, pane->col - 1, pane->row);
    if (left >= 0)
        put(draw, left, pane->row, width, up, style);
    else
        put_plate(draw, (struct rect){pane->col, pane->row, width + 1, 1}, up, style);
}

static void
draw_field(const struct draw *draw)
{
    if (!shows_surface(draw))
        return;
    canvas_clip(draw->canvas, draw->picture->pane);
    put_batch(draw);
    put_ghosts(draw);
    put_trails(draw);
    put_ghost_heads(draw);
    put_starts(draw);
    put_critical(draw);
    put_raw_points(draw);
    put_changes(draw);
    canvas_unclip(draw->canvas);
    if (!draw->layout->lecture && draw->picture->view == FIELD_MAP)
        put_axes(draw);
}

const struct pane_view view_field = {.id = "field", .in_pane = true, .draw = draw_field};
