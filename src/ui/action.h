/**
 * @file action.h
 * What keys do. A row here yields the enum, the name, the help and the hint; the function
 * act_NAME in the file of its group in action/ does it. Neighbours with the same help (or
 * hint) share one line.
 */
#ifndef UI_ACTION_H
#define UI_ACTION_H

#include "event.h"
#include "model.h"

/* id, function, group, help, hint ("" where it never stands in the hint line) */
#define ACTION_LIST(X)                                                   \
    X(PLAY, play, TIME, "play, pause", "play")                           \
    X(BACK, back, TIME, "one step", "step")                              \
    X(STEP, step, TIME, "one step", "step")                              \
    X(TEN_BACK, ten_back, TIME, "ten steps", "")                         \
    X(TEN, ten, TIME, "ten steps", "")                                   \
    X(FIRST, first, TIME, "first, last step", "")                        \
    X(FURTHEST, furthest, TIME, "first, last step", "")                  \
    X(SLOWER, slower, TIME, "slower, faster", "speed")                   \
    X(FASTER, faster, TIME, "slower, faster", "speed")                   \
    X(EVENT_BACK, event_back, TIME, "previous, next event", "event")     \
    X(EVENT, event, TIME, "previous, next event", "event")               \
    X(GO_TO, go_to, TIME, "go to a step…", "")                           \
    X(RESTART, restart, TIME, "to step 0", "restart")                    \
    X(NEXT_RACER, next_racer, SETTINGS, "next racer", "racer")           \
    X(PREVIOUS_RACER, previous_racer, SETTINGS, "previous racer", "")    \
    X(CHOOSE, choose, SETTINGS, "choose a racer", "")                    \
    X(UP, up, SETTINGS, "choose a setting", "setting")                   \
    X(DOWN, down, SETTINGS, "choose a setting", "setting")               \
    X(FINE_UP, fine_up, SETTINGS, "turn finely", "turn")                 \
    X(FINE_DOWN, fine_down, SETTINGS, "turn finely", "turn")             \
    X(COARSE_UP, coarse_up, SETTINGS, "turn coarsely", "")               \
    X(COARSE_DOWN, coarse_down, SETTINGS, "turn coarsely", "")           \
    X(TYPE, type, SETTINGS, "type a value", "type")                      \
    X(MODE, mode, SETTINGS, "from here or start", "from start")          \
    X(UNDO, undo, SETTINGS, "undo, redo", "undo")                        \
    X(REDO, redo, SETTINGS, "undo, redo", "")                            \
    X(BRANCH, branch, SETTINGS, "switch branch", "branch")               \
    X(NEXT_SCENE, next_scene, SCENE, "next, previous scene", "scene")    \
    X(PREVIOUS_SCENE, previous_scene, SCENE, "next, previous scene", "") \
    X(ADD, add, SCENE, "add, remove a racer", "")                        \
    X(REMOVE, remove_racer, SCENE, "add, remove a racer", "")            \
    X(SURFACE, surface, SCENE, "choose a surface", "surface")            \
    X(SAVE, save, SCENE, "save the scene", "save")                       \
    X(EXPORT, export, SCENE, "picture of the view", "")                  \
    X(RESET, reset, SCENE, "scene as in its file", "")                   \
    X(NOTES, notes, SCENE, "notes", "note")                              \
    X(NEXT_VIEW, next_view, VIEW, "map, 3-D, section", "view")           \
    X(SPLIT, split, VIEW, "split: map beside it", "split")               \
    X(TURN_LEFT, turn_left, VIEW, "orbit the block", "orbit")            \
    X(TURN_RIGHT, turn_right, VIEW, "orbit the block", "orbit")          \
    X(TILT_DOWN, tilt_down, VIEW, "tilt the block", "tilt")              \
    X(TILT_UP, tilt_up, VIEW, "tilt the block", "tilt")                  \
    X(VERTICAL, vertical, VIEW, "its height: loss, log", "")             \
    X(AUTOPSY, autopsy, VIEW, "step autopsy", "autopsy")                 \
    X(STAGE_NEXT, stage_next, VIEW, "its sub-steps", "sub-step")         \
    X(STAGE_BACK, stage_back, VIEW, "its sub-steps", "sub-step")         \
    X(LINE, line, VIEW, "the section's line", "line")                    \
    X(DATA, data, VIEW, "data view", "data")                             \
    X(BATCH, batch, VIEW, "mini-batch's contours", "batch")              \
    X(ARROWS, arrows, VIEW, "gradient field", "gradient")                \
    X(CHARTS, charts, VIEW, "charts", "charts")                          \
    X(CHART_ONE, chart_one, VIEW, "charts of one racer", "racers")       \
    X(CHART_LINEAR, chart_linear, VIEW, "charts: log, linear", "log")    \
    X(CHART_COSTS, chart_costs, VIEW, "against evaluations", "against")  \
    X(ZOOM_IN, zoom_in, VIEW, "zoom in, out", "zoom")                    \
    X(ZOOM_OUT, zoom_out, VIEW, "zoom in, out", "zoom")                  \
    X(FIT, fit, VIEW, "fit: path, scene", "fit")                         \
    X(LECTURE, lecture, VIEW, "lecture mode", "")                        \
    X(THEME, theme, VIEW, "dark, light", "theme")                        \
    X(COLOR_MAP, color_map, VIEW, "the field's colours", "")             \
    X(COLORS, colors, VIEW, "how many colours", "")                      \
    X(GLYPHS, glyphs, VIEW, "glyphs", "")                                \
    X(QUIT, quit, PROGRAM, "close, quit", "")                            \
    X(CLOSE, close_pane, PROGRAM, "back", "")                            \
    X(HELP, help, PROGRAM, "this page", "help")

enum action {
#define X(id, ...) ACTION_##id,
    ACTION_LIST(X)
#undef X
        ACTION_COUNT
};

#define GROUP_LIST(X)         \
    X(TIME, "Time")           \
    X(SETTINGS, "Settings")   \
    X(SCENE, "Racers, scene") \
    X(VIEW, "View")           \
    X(PROGRAM, "Program")

enum group {
#define X(id, title) GROUP_##id,
    GROUP_LIST(X)
#undef X
        GROUP_COUNT
};

struct action_info {
    const char *name; /**< "ten_back" */
    enum group group;
    const char *help, *hint;
};
const struct action_info *action_info(enum action action);
const char *group_title(enum group group);

/** Who acts: the model, the key that was pressed, and when. */
struct acting {
    struct model *model;
    uint32_t key;
    int64_t now_ns;
};
void action_do(enum action action, const struct acting *acting);

#endif
