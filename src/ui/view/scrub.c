/* The scrub bar: played, known, not yet computed; changes; the last step at the right. */
#include "view.h"

#include <math.h>
#include <stdio.h>

#include "ui/scrub.h"

static void
draw_scrub(const struct draw *draw)
{
    char last[32];
    const struct model *m = draw->model;
    const struct theme *theme = &m->theme;
    struct scrub_track track = scrub_track(m, draw->layout);
    int row = draw->layout->scrub.row;
    int64_t known = model_known(m);
    snprintf(last, sizeof last, "%lld", (long long)track.last);
    put(draw, 1, row, 1, "0", role(draw, ROLE_MUTED));
    put_right(draw, draw->layout->cols - 1, row, last, role(draw, ROLE_MUTED));
    int knob = scrub_column(&track, m->playhead);
    for (int col = track.col; col < track.col + track.cols; col++) {
        bool played = col < knob, there = col <= scrub_column(&track, known);
        const char *glyph = played  ? theme_text(theme, "━", "=")
                            : there ? theme_text(theme, "─", "-")
                                    : theme_text(theme, "┄", ".");
        put(draw, col, row, 1, glyph, role(draw, played ? ROLE_TEXT : ROLE_LINE));
    }
    const struct rv_document *document = model_document(m);
    for (size_t i = 0; i < document->n_edits; i++)
        put(draw, scrub_column(&track, document->edits[i].step), row, 1,
            theme_text(theme, "◆", "*"), bold(draw, ROLE_BRIGHT));
    put(draw, knob, row, 1, theme_text(theme, "█", "#"), bold(draw, ROLE_BRIGHT));
}

const struct pane_view view_scrub = {.id = "scrub", .draw = draw_scrub};
