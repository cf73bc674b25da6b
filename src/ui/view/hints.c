/*
 * The hint line: the most useful first, help last; what does not fit is dropped from the
 * middle. Only keys that do something now.
 */
#include "view.h"

#include <string.h>

#include "ui/keymap.h"

enum { GAP = 3, HINTS_MAX = ACTION_COUNT };

struct hint {
    char keys[48];
    const char *verb;
    int width, rank;
};

/* What stands beside the map, or in its place. */
static bool
in_pane(const struct model *m, enum field_view view)
{
    bool beside = m->split && m->field_view == FIELD_MAP && view == FIELD_SOLID;
    return !m->autopsy.open && (m->field_view == view || beside);
}

static bool
applies(const struct model *m, enum action action)
{
    switch (action) {
    case ACTION_UNDO:
        return m->history.at > 0;
    case ACTION_BRANCH:
        return m->n_branches > 0;
    case ACTION_NEXT_SCENE:
        return m->n_scenes > 1;
    case ACTION_RESTART:
        return m->playhead > 0;
    case ACTION_STAGE_NEXT:
        return m->autopsy.open;
    case ACTION_TURN_LEFT:
    case ACTION_TILT_DOWN:
        return in_pane(m, FIELD_SOLID);
    case ACTION_LINE:
        return in_pane(m, FIELD_SECTION);
    case ACTION_CHART_ONE:
    case ACTION_CHART_LINEAR:
    case ACTION_CHART_COSTS:
        return in_pane(m, FIELD_PLOTS);
    case ACTION_DATA:
        return m->prediction.kind != RV_PREDICTION_NONE;
    case ACTION_BATCH:
        return rv_objective_rows(m->objective) > 0;
    case ACTION_NOTES:
        return m->scene->n_notes > 0 && model_tells_story(m);
    default:
        return true;
    }
}

static const char *
verb_of(const struct model *m, const struct key_line *line)
{
    if (line->action == ACTION_PLAY)
        return m->playing ? "pause" : "play";
    if (line->action == ACTION_MODE)
        return m->from_start ? "from here" : "from start";
    if (line->action == ACTION_AUTOPSY && m->autopsy.open)
        return "close";
    if (line->action == ACTION_FIT && m->autopsy.open)
        return m->autopsy.precise ? "four digits" : "all digits";
    return line->text;
}

/* In which order hints earn their place. */
static int
rank(const char *verb)
{
    static const char *const order[] = {
        "play",       "pause",       "step",   "help",       "sub-step",  "close",
        "all digits", "four digits", "orbit",  "tilt",       "line",      "racers",
        "log",        "against",     "turn",   "racer",      "setting",   "note",
        "undo",       "branch",      "type",   "from start", "from here", "scene",
        "speed",      "zoom",        "restart"};
    for (int i = 0; i < (int)(sizeof order / sizeof *order); i++)
        if (strcmp(verb, order[i]) == 0)
            return i;
    return HINTS_MAX;
}

static size_t
collect(const struct draw *draw, struct hint *hints)
{
    struct key_line lines[HINTS_MAX];
    size_t n = 0, all = keymap_hints(draw->model->theme.ascii, lines);
    for (size_t i = 0; i < all; i++) {
        if (!applies(draw->model, lines[i].action))
            continue;
        const char *verb = verb_of(draw->model, &lines[i]);
        int width = width_of(draw, lines[i].keys) + 1 + (int)strlen(verb);
        struct hint *hint = &hints[n++];
        *hint = (struct hint){.verb = verb, .width = width, .rank = rank(verb)};
        memcpy(hint->keys, lines[i].keys, sizeof hint->keys);
    }
    return n;
}

/* Drop the least useful until the rest fits. */
static size_t
fit(const struct draw *draw, struct hint *hints, size_t n)
{
    for (;;) {
        int width = 1 - GAP;
        size_t last = 0;
        for (size_t i = 0; i < n; i++) {
            width += hints[i].width + GAP;
            if (hints[i].rank >= hints[last].rank)
                last = i;
        }
        if (width < draw->layout->cols || n == 0)
            return n;
        memmove(&hints[last], &hints[last + 1], (n - last - 1) * sizeof *hints);
        n--;
    }
}

/* The arrows go first where room is short: who looks at a list tries them anyway. */
void
put_picker_keys(const struct draw *draw, int right, const char *verb)
{
    bool formulas = draw->model->pane == PANE_SURFACES;
    const char *const keys[][2] = {
        {"arrows",            "choose"                                    },
        {"Enter",             verb                                        },
        {"a letter",          "jumps"                                     },
        {formulas ? "=" : "", right < 90 ? "a formula" : "types a formula"},
        {"Esc",               "goes back"                                 },
    };
    int col = 1, row = draw->layout->rows - 1;
    for (size_t i = formulas && right < 90; i < sizeof keys / sizeof *keys; i++)
        if (*keys[i][0])
            col += put_hint(draw, col, row, right - col, keys[i][0], keys[i][1]) + GAP;
}

static void
draw_hints(const struct draw *draw)
{
    if (draw->layout->lecture || draw->layout->still)
        return;
    struct hint hints[HINTS_MAX];
    size_t n = fit(draw, hints, collect(draw, hints));
    int col = 1, row = draw->layout->hints.row, max = draw->layout->cols;
    for (size_t i = 0; i < n; i++)
        col += put_hint(draw, col, row, max - col, hints[i].keys, hints[i].verb) + GAP;
}

const struct pane_view view_hints = {.id = "hints", .draw = draw_hints};
