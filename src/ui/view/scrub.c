/* The scrub bar: played, known, not yet computed; events and changes; the last step at
 * the right. */
#include "view.h"

#include <math.h>
#include <stdio.h>

#include "ui/events.h"
#include "ui/scrub.h"

/* Of two in one cell the chosen racer's wins: it comes last. */
static void
put_events(const struct draw *draw, const struct scrub_track *track)
{
    const struct model *m = draw->model;
    size_t racers = model_document(m)->n_racers;
    for (size_t k = 0; k < racers; k++) {
        size_t i = (m->racer + 1 + k) % racers, n;
        const struct rv_event *events = events_of(m, i, &n);
        char letter[] = {m->letter[i], '\0'};
        const char *glyph = theme_text(&m->theme, "┷", letter);
        for (size_t e = 0; e < n && events[e].step <= track->last; e++)
            put(draw, scrub_column(track, events[e].step), draw->layout->scrub.row, 1,
                glyph, racer_style(draw, i));
    }
}

static void
draw_scrub(const struct draw *draw)
{
    if (draw->layout->still)
        return;
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
    put_events(draw, &track);
    const struct rv_document *document = model_document(m);
    for (size_t i = 0; i < document->n_edits; i++)
        put(draw, scrub_column(&track, document->edits[i].step), row, 1,
            theme_text(theme, "◆", "*"), bold(draw, ROLE_BRIGHT));
    put(draw, knob, row, 1, theme_text(theme, "█", "#"), bold(draw, ROLE_BRIGHT));
}

const struct pane_view view_scrub = {.id = "scrub", .draw = draw_scrub};
