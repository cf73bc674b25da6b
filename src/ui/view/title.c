/* Title and formula; step and state at the right. */
#include "view.h"

#include <stdio.h>

static void
state_text(const struct draw *draw, char *text, size_t size)
{
    const struct model *m = draw->model;
    bool ascii = m->theme.ascii;
    bool still = draw->layout->still;
    const char *apart = still ? "" : "  ";
    const char *mark = still        ? ""
                       : m->playing ? (ascii ? ">" : "▶")
                                    : (ascii ? "||" : "▮▮");
    char state[48] = "";
    if (!still && m->playing)
        snprintf(state, sizeof state, " %g/s", m->speed);
    else if (!still && m->playhead == 0)
        snprintf(state, sizeof state, " Space plays");
    else if (!still && draw->layout->cols >= 100)
        snprintf(state, sizeof state, " paused");
    long long step = (long long)m->playhead;
    if (draw->layout->autopsy)
        snprintf(text, size, "step %lld → %lld%s%s%s", step, step + 1, apart, mark,
                 state);
    else if (draw->layout->cols >= 160)
        snprintf(text, size, "step %lld of %lld%s%s%s", step,
                 (long long)model_document(m)->steps, still ? "" : "   ", mark, state);
    else
        snprintf(text, size, "step %lld%s%s%s", step, apart, mark, state);
}

/* A far seek on its way says how far it is. */
static void
put_progress(const struct draw *draw, int right)
{
    char text[64];
    const struct model *m = draw->model;
    if (!model_behind(m))
        return;
    snprintf(text, sizeof text, "to step %lld: %d %% (Esc stops)", (long long)m->wanted,
             (int)(100 * (double)m->playhead / (double)m->wanted));
    put_right(draw, right - 3, 0, text, role(draw, ROLE_MUTED));
}

/* Whose step is taken apart. */
static void
put_subject(const struct draw *draw, int col, int right)
{
    const char *words = right - col > 30 ? "step autopsy of " : "autopsy of ";
    col += put(draw, col, 0, right - col, words, role(draw, ROLE_MUTED));
    put_cut(draw, col, 0, right - col, draw->model->label[draw->model->racer],
            racer_style(draw, draw->model->racer));
}

static void
draw_title(const struct draw *draw)
{
    if (draw->layout->lecture)
        return;
    char state[96], formula[256];
    const struct model *m = draw->model;
    state_text(draw, state, sizeof state);
    int right =
        put_right(draw, draw->layout->cols - 1, 0, state, bold(draw, ROLE_BRIGHT));
    put_progress(draw, right);
    int room = right - 4;
    int col = 1 + put_cut(draw, 1, 0, room, model_title(m), bold(draw, ROLE_BRIGHT));
    if (draw->layout->autopsy) {
        put_subject(draw, col + 2, right - 2);
        return;
    }
    rv_objective_formula(m->objective, formula, sizeof formula);
    if (captions_are_long(draw))
        return; /* the setting stands there: see captions.c */
    if (col + 2 + width_of(draw, formula) < right - 2 && !model_behind(m))
        put(draw, col + 2, 0, room - col, formula, role(draw, ROLE_MUTED));
}

const struct pane_view view_title = {.id = "title", .draw = draw_title};
