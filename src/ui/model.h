/**
 * @file model.h
 * Everything the screen shows, without a picture: the scene, its documents, the playhead,
 * what is chosen. Views read it; actions change it.
 */
#ifndef UI_MODEL_H
#define UI_MODEL_H

#include <ravine/explain.h>
#include <ravine/prediction.h>
#include <ravine/timeline.h>

#include "app.h"
#include "history.h"
#include "render/solid.h"
#include "theme.h"

/** What covers the screen. */
enum pane { PANE_NONE, PANE_HELP, PANE_SURFACES, PANE_RULES };

/** What stands in the field's pane; `v` goes from one to the next up to the charts, which
 * have a key of their own, and past the data where there are none. */
enum field_view { FIELD_MAP, FIELD_SOLID, FIELD_SECTION, FIELD_DATA, FIELD_PLOTS };

/** The line of the section, through the chosen racer's point. */
enum section_line { LINE_STEP, LINE_GRADIENT, LINE_X, LINE_Y, LINES };

/** Lines on the field: of steepest descent, or of the chosen racer's own scaling. */
enum arrows { ARROWS_NONE, ARROWS_GRADIENT, ARROWS_RACER, ARROWS_COUNT };

/** What the mouse holds while its button is down. */
enum drag { DRAG_NONE, DRAG_START, DRAG_SCRUB, DRAG_ORBIT };

/** What is looked for in the chosen racer's run: see search.h. */
struct search {
    struct rv_run *run; /**< NULL: no value and no divergence */
    bool event;         /**< its next event: found by the timeline itself */
    bool diverged;
    double below;
};

/** Inside the step at the playhead: see autopsy.h. */
struct autopsy {
    bool open;
    bool precise;                       /**< with all digits */
    size_t stage;                       /**< highlighted */
    struct rv_explanation *explanation; /**< NULL: there is no step, @error says why */
    struct rv_error error;
    size_t racer; /**< explained are its step and the version of its timeline */
    int64_t step;
    uint64_t version;
    bool zoomed;             /**< @window has been set */
    struct rv_window window; /**< that suits the step */
    struct rv_window before; /**< what the field goes back to */
};

/** A line of text being typed. */
enum prompt_kind {
    PROMPT_NONE,
    PROMPT_VALUE,
    PROMPT_GO_TO,
    PROMPT_SAVE,
    PROMPT_FORMULA, /**< the surface follows every character that is valid */
    PROMPT_REPLACE, /**< the file exists: Enter replaces it */
    PROMPT_EXPORT,
    PROMPT_EXPORT_REPLACE, /**< the same of a picture */
};
enum { PROMPT_MAX = RV_FORMULA_MAX, MESSAGE_MAX = 240 };
struct prompt {
    enum prompt_kind kind;
    char text[PROMPT_MAX];
    size_t length;
    bool changed; /**< a formula: the document has been changed for it */
    int column;   /**< of what is wrong with it, from 1; 0: nothing */
    char wrong[MESSAGE_MAX];
};

/** A sentence in the note's place. */
struct message {
    char text[MESSAGE_MAX];
    bool warn;
};

/** A document that a change replaced, and how far it was known. */
enum { BRANCHES_MAX = 8, GHOSTS_MAX = 24 };
struct branch {
    struct rv_document *document;
    int64_t furthest;
};

/** What a racer would have done on a branch, from where it parts to where it was known.
 */
struct ghost {
    size_t racer;
    struct rv_timeline *timeline;       /**< borrowed from the cache */
    const struct rv_document *document; /**< the branch's own */
    int64_t from, upto;
};

struct model {
    struct caps caps;
    struct theme theme;
    int cols, rows;
    double aspect; /**< height of a cell over its width */

    char *const *scenes; /**< playlist, borrowed */
    size_t n_scenes, at_scene;
    struct scene *scene;
    struct history history;

    struct rv_cache *cache;
    struct rv_objective *objective;              /**< borrowed from the cache */
    struct rv_timeline *timeline[RV_RACERS_MAX]; /**< the same */
    uint64_t version[RV_RACERS_MAX];             /**< changes with the timeline */
    uint64_t versions;                           /**< the last one given */
    char label[RV_RACERS_MAX][RV_LABEL_MAX];
    char letter[RV_RACERS_MAX];
    struct branch branch[BRANCHES_MAX]; /**< the newest first */
    struct ghost ghost[GHOSTS_MAX];     /**< by branch, then by racer */
    size_t n_branches, n_ghosts;
    uint64_t ghosts_version;
    struct turn {
        size_t racer, slot;
        int64_t step;
        double before; /**< its value when that began */
        bool valid;
    } last_turn; /**< what was turned last, and where */
    struct rv_critical critical[RV_CRITICAL_MAX];
    size_t n_critical;
    struct rv_prediction prediction; /**< of the surface: what the data view draws */
    uint64_t
        generation; /**< counts changes of surface or window: rasters are made anew */

    int64_t playhead;     /**< the step shown */
    int64_t wanted;       /**< the step asked for; slow runs are still on the way there */
    int64_t furthest;     /**< of this document, so far */
    bool playing, beyond; /**< @beyond: play on past the scene's steps */
    double speed;         /**< steps per second */
    int64_t clock_ns;     /**< when the last step was due */

    struct rv_window window; /**< seen; the document's unless zoomed */
    size_t racer, setting; /**< chosen; setting is a place in the racer's list of keys */
    bool on_surface;       /**< the surface's settings are chosen, not the racer's */
    bool from_start;       /**< turning redraws the whole trajectory */
    enum arrows arrows;    /**< lines of descent on the field */
    bool lecture;          /**< big and few */
    enum field_view field_view; /**< what stands in the field's pane */
    bool split;                 /**< the map beside it */
    struct camera camera;       /**< of the block */
    enum section_line line;     /**< of the section */
    bool chart_one;             /**< of the chosen racer alone */
    bool chart_linear;          /**< never logarithmic */
    bool chart_costs;           /**< against evaluations, not steps */
    bool batch_lines;           /**< contours of the step's mini-batch on the map */
    bool data_view;             /**< where the surface predicts something */
    bool notes;                 /**< asked for where they have no place of their own */
    enum drag drag;             /**< what the mouse holds */
    int drag_col, drag_row;     /**< where it was last */
    bool drag_one;              /**< of the chosen racer alone */
    enum pane pane;
    size_t picked; /**< the item a picker stands at */
    struct prompt prompt;
    struct prompt wanted_picture; /**< its name was given: the app writes it */
    struct search search;
    struct autopsy autopsy;
    struct message message;
    bool quit_at_end, done;
};

enum rv_status model_init(struct model *model, const struct app_options *options,
                          struct rv_error *error);
void model_finish(struct model *model);

const struct rv_document *model_document(const struct model *model);
/** Take @scene (owned from now on): its document, start, notes; the playhead goes to 0.
 */
enum rv_status model_take_scene(struct model *model, struct scene *scene,
                                struct rv_error *error);
/** Open the playlist's scene @i; on failure the present one stays and a message says why.
 */
void model_open_scene(struct model *model, size_t i);

/**
 * Make @next the present document, said in @words, and look its timelines up. What it
 * refuses leaves the present one and a message.
 * @param replace  true: in place of the present document, no new entry for undo
 */
bool model_change(struct model *model, const struct rv_document *next, bool replace,
                  const char *words);
/** The same for a setting: the present document becomes a branch. @turn: what is turned.
 */
bool model_turn(struct model *model, const struct rv_document *next, struct turn turn,
                const char *words);
/** Does @turn go on with the last one: the same setting at the same step? */
bool model_turns_on(const struct model *model, const struct turn *turn);
void model_undo(struct model *model);
void model_redo(struct model *model);

/** What stands beside the map where the field's pane is split. */
enum field_view model_second_view(const struct model *model);
void model_split(struct model *model, bool split);

/** Go to @step: at once where that takes less than a frame, else as far as is ready. */
void model_seek(struct model *model, int64_t step);
/** Is @wanted not reached yet? */
bool model_behind(const struct model *model);
/** Compute towards @wanted until @deadline_ns. */
void model_work(struct model *model, int64_t deadline_ns);
/** Give the rest of the way up: pause at the step that is shown. */
void model_stay(struct model *model);

void model_play(struct model *model, bool play, int64_t now_ns);
/** When the next step is due; -1: never. */
int64_t model_deadline(const struct model *model, double fps);
void model_tick(struct model *model, int64_t now_ns);

/** The row racer @i shows at the playhead, and the step it belongs to. */
int64_t model_row(const struct model *model, size_t i, struct rv_row *row);
/** Has racer @i diverged at or before the playhead? @step: where. */
bool model_diverged(const struct model *model, size_t i, int64_t *step);
/** The last step that has been computed for every racer. */
int64_t model_known(const struct model *model);
/** Is this still the surface of the scene, that its title and notes speak of? */
bool model_tells_story(const struct model *model);
/** The scene's title, or that of another surface. */
const char *model_title(const struct model *model);
/** The best known value f*, or NaN. */
double model_best(const struct model *model);

/** Distance from @row to the nearest known global minimum, or NaN. */
double model_distance(const struct model *model, const struct rv_row *row);
/** Can it be told? */
bool model_has_minimum(const struct model *model);

/** Symbol of @key, or its key on ASCII screens. */
const char *model_symbol(const struct model *model, const struct rv_param *param);

void model_say(struct model *model, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void model_warn(struct model *model, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** Monotonic time in ns. */
int64_t model_clock(void);

#endif
