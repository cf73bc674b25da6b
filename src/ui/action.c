#include "action.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

#include "autopsy.h"
#include "branch.h"
#include "events.h"
#include "picker.h"
#include "search.h"
#include "slot.h"
#include "tune.h"
#include "zoom.h"

static const struct action_info infos[] = {
#define X(id, function, group, help, hint) {#function, GROUP_##group, help, hint},
    ACTION_LIST(X)
#undef X
};
static_assert(sizeof infos / sizeof *infos == ACTION_COUNT, "a row for each action");

const struct action_info *
action_info(enum action action)
{
    return &infos[action];
}

const char *
group_title(enum group group)
{
    static const char *const titles[] = {
#define X(id, title) title,
        GROUP_LIST(X)
#undef X
    };
    return titles[group];
}

/* A step key pauses. */
static void
step_by(const struct acting *a, int64_t steps)
{
    model_play(a->model, false, a->now_ns);
    model_seek(a->model, a->model->playhead + steps);
}

static void
play(const struct acting *a)
{
    model_play(a->model, !a->model->playing, a->now_ns);
}

static void
back(const struct acting *a)
{
    step_by(a, -1);
}

static void
step(const struct acting *a)
{
    step_by(a, 1);
}

static void
ten_back(const struct acting *a)
{
    step_by(a, -10);
}

static void
ten(const struct acting *a)
{
    step_by(a, 10);
}

static void
first(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    model_seek(a->model, 0);
}

static void
furthest(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    model_seek(a->model, a->model->furthest);
}

enum { SPEED_HALVINGS = 4, SPEED_DOUBLINGS = 17 };
#define SPEED_STANDARD 10.0

static void
change_speed(const struct acting *a, double factor)
{
    double slowest = ldexp(SPEED_STANDARD, -SPEED_HALVINGS);
    double fastest = ldexp(SPEED_STANDARD, SPEED_DOUBLINGS);
    a->model->speed = fmax(slowest, fmin(a->model->speed * factor, fastest));
    a->model->clock_ns = a->now_ns;
    model_say(a->model, "%g steps a second", a->model->speed);
}

static void
slower(const struct acting *a)
{
    change_speed(a, 0.5);
}

static void
faster(const struct acting *a)
{
    change_speed(a, 2);
}

static void
open_prompt(struct model *model, enum prompt_kind kind)
{
    model->prompt = (struct prompt){.kind = kind};
    model->message = (struct message){0};
}

static void
event_back(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    events_go_to_previous(a->model);
}

static void
event(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    if (!events_go_to_next(a->model))
        search_event(a->model);
}

static void
go_to(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    open_prompt(a->model, PROMPT_GO_TO);
}

static void
restart(const struct acting *a)
{
    first(a);
}

static void
choose_racer(struct model *model, size_t i)
{
    size_t n = model_document(model)->n_racers;
    if (i >= n) {
        model_say(model, "there are %zu racers", n);
        return;
    }
    model->racer = i;
    model->setting = 0;
    model->on_surface = false;
}

/* Behind the last racer stands the surface, then the first racer again. */
static void
choose_neighbour(struct model *model, size_t steps)
{
    size_t n = model_document(model)->n_racers;
    size_t at = model->on_surface ? n : model->racer;
    at = (at + steps) % (n + 1);
    if (at < n) {
        choose_racer(model, at);
    } else {
        model->on_surface = true;
        model->setting = 0;
    }
}

static void
next_racer(const struct acting *a)
{
    choose_neighbour(a->model, 1);
}

static void
previous_racer(const struct acting *a)
{
    choose_neighbour(a->model, model_document(a->model)->n_racers);
}

static void
choose(const struct acting *a)
{
    choose_racer(a->model, a->key - '1');
}

static void
up(const struct acting *a)
{
    if (a->model->setting > 0)
        a->model->setting--;
}

static void
down(const struct acting *a)
{
    if (a->model->setting + 1 < slot_count(a->model))
        a->model->setting++;
}

static void
fine_up(const struct acting *a)
{
    tune_turn(a->model, 1, false);
}

static void
fine_down(const struct acting *a)
{
    tune_turn(a->model, -1, false);
}

static void
coarse_up(const struct acting *a)
{
    tune_turn(a->model, 1, true);
}

static void
coarse_down(const struct acting *a)
{
    tune_turn(a->model, -1, true);
}

static void
type(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    if (slot_count(a->model) > 0)
        open_prompt(a->model, PROMPT_VALUE);
    else
        model_say(a->model, "%s has no settings", slot_owner(a->model));
}

static void
mode(const struct acting *a)
{
    a->model->from_start = !a->model->from_start;
    model_say(a->model,
              a->model->from_start
                  ? "turning acts from the start: the whole trajectory is redrawn"
                  : "turning acts from here on: the past stays");
}

static void
undo(const struct acting *a)
{
    model_undo(a->model);
}

static void
redo(const struct acting *a)
{
    model_redo(a->model);
}

static void
branch(const struct acting *a)
{
    branch_next(a->model);
}

static void
open_neighbour(struct model *model, size_t steps)
{
    if (model->n_scenes < 2)
        model_say(model, "this is the only scene");
    else
        model_open_scene(model, (model->at_scene + steps) % model->n_scenes);
}

static void
next_scene(const struct acting *a)
{
    open_neighbour(a->model, 1);
}

static void
previous_scene(const struct acting *a)
{
    open_neighbour(a->model, a->model->n_scenes - 1);
}

static void
add(const struct acting *a)
{
    picker_open(a->model, PANE_RULES);
}

static void
remove_racer(const struct acting *a)
{
    tune_remove_racer(a->model);
}

static void
surface(const struct acting *a)
{
    picker_open(a->model, PANE_SURFACES);
}

static void
save(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    open_prompt(a->model, PROMPT_SAVE);
}

static void export(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    open_prompt(a->model, PROMPT_EXPORT);
}

static void
reset(const struct acting *a)
{
    tune_reset(a->model);
}

static void
notes(const struct acting *a)
{
    a->model->notes = !a->model->notes;
    a->model->message = (struct message){0};
}

static void
autopsy(const struct acting *a)
{
    if (a->model->autopsy.open)
        autopsy_close(a->model);
    else
        autopsy_open(a->model);
}

static void
stage_next(const struct acting *a)
{
    autopsy_walk(a->model, 1);
}

static void
stage_back(const struct acting *a)
{
    autopsy_walk(a->model, -1);
}

static void
arrows(const struct acting *a)
{
    static const char *const words[] = {
        "no field of lines",
        "lines of steepest descent, each from its dot",
        "lines as the chosen racer's last step scaled them, each from its dot",
    };
    a->model->arrows = (enum arrows)((a->model->arrows + 1) % ARROWS_COUNT);
    model_say(a->model, "%s", words[a->model->arrows]);
}

static void
next_view(const struct acting *a)
{
    static const char *const words[] = {
        "the map",
        "the block: H L turn, J K tilt, V height",
        "the section: the loss along a line through the chosen racer; D turns it",
    };
    autopsy_close(a->model);
    a->model->field_view = (enum field_view)((a->model->field_view + 1) % FIELD_PLOTS);
    model_say(a->model, "%s", words[a->model->field_view]);
}

static void
split(const struct acting *a)
{
    autopsy_close(a->model);
    a->model->split = !a->model->split;
    a->model->lecture = false;
}

enum { TURN_STEP = 4, TILT_STEP = 3, TILT_LEAST = 15 };

static void
orbit(const struct acting *a, double turn, double tilt)
{
    struct camera *camera = &a->model->camera;
    autopsy_close(a->model);
    a->model->field_view = FIELD_SOLID;
    camera->turn = remainder(camera->turn + turn, 360);
    camera->tilt = fmax(TILT_LEAST, fmin(camera->tilt + tilt, 90));
}

static void
turn_left(const struct acting *a)
{
    orbit(a, TURN_STEP, 0);
}

static void
turn_right(const struct acting *a)
{
    orbit(a, -TURN_STEP, 0);
}

static void
tilt_down(const struct acting *a)
{
    orbit(a, 0, -TILT_STEP);
}

static void
tilt_up(const struct acting *a)
{
    orbit(a, 0, TILT_STEP);
}

static void
vertical(const struct acting *a)
{
    struct camera *camera = &a->model->camera;
    autopsy_close(a->model);
    camera->linear = !camera->linear;
    a->model->field_view = FIELD_SOLID;
    model_say(a->model,
              camera->linear ? "height is the loss" : "height is as the colours are");
}

static void
line(const struct acting *a)
{
    static const char *const words[] = {
        [LINE_STEP] = "along the step",
        [LINE_GRADIENT] = "along −∇f, the way of a step of η",
        [LINE_X] = "along the first parameter",
        [LINE_Y] = "along the second parameter",
    };
    struct model *model = a->model;
    autopsy_close(model);
    if (model->field_view == FIELD_SECTION)
        model->line = (enum section_line)((model->line + 1) % LINES);
    model->field_view = FIELD_SECTION;
    model_say(model, "the section %s", words[model->line]);
}

static void
charts(const struct acting *a)
{
    autopsy_close(a->model);
    bool on = a->model->field_view == FIELD_PLOTS;
    a->model->field_view = on ? FIELD_MAP : FIELD_PLOTS;
}

static void
data(const struct acting *a)
{
    struct model *model = a->model;
    bool seen = model->data_view && !model->autopsy.open && !model->split &&
                !model->lecture; /* these have no place for it */
    if (model->prediction.kind == RV_PREDICTION_NONE) {
        model_say(model, "no data are behind this surface (o: one that is over data)");
        return;
    }
    autopsy_close(model);
    model->split = model->lecture = false;
    model->data_view = !seen;
    model_say(model, model->data_view ? "the data, and what each racer says about them"
                                      : "the loss alone");
}

static void
chart_one(const struct acting *a)
{
    a->model->chart_one = !a->model->chart_one;
    model_say(a->model, a->model->chart_one ? "charts show the chosen racer"
                                            : "charts show all racers");
}

static void
chart_linear(const struct acting *a)
{
    a->model->chart_linear = !a->model->chart_linear;
    model_say(a->model, a->model->chart_linear
                            ? "charts are linear"
                            : "charts are logarithmic where they can be");
}

static void
lecture(const struct acting *a)
{
    autopsy_close(a->model);
    a->model->lecture = !a->model->lecture;
    if (a->model->field_view == FIELD_PLOTS)
        a->model->field_view = FIELD_MAP;
}

static void
chart_costs(const struct acting *a)
{
    a->model->chart_costs = !a->model->chart_costs;
    model_say(a->model, a->model->chart_costs
                            ? "charts stand against evaluations paid for"
                            : "charts stand against steps");
}

static void
zoom_in(const struct acting *a)
{
    zoom_by(a->model, 1 / ZOOM_STEP);
}

static void
zoom_out(const struct acting *a)
{
    zoom_by(a->model, ZOOM_STEP);
}

static void
fit(const struct acting *a)
{
    struct autopsy *autopsy = &a->model->autopsy;
    if (autopsy->open)
        autopsy->precise = !autopsy->precise;
    else
        zoom_fit(a->model);
}

static void
take_caps(struct model *model)
{
    theme_init(&model->theme, &model->caps);
}

static void
theme(const struct acting *a)
{
    struct caps *caps = &a->model->caps;
    caps->theme = caps->theme == THEME_DARK ? THEME_LIGHT : THEME_DARK;
    take_caps(a->model);
    model_say(a->model, "%s theme", caps->theme == THEME_DARK ? "dark" : "light");
}

static void
colors(const struct acting *a)
{
    static const char *const names[] = {"24-bit colour", "256 colours", "16 colours",
                                        "8 colours", "no colours"};
    struct caps *caps = &a->model->caps;
    caps->rung =
        caps->rung == RUNG_MONO ? caps->best_rung : (enum color_rung)(caps->rung + 1);
    take_caps(a->model);
    model_say(a->model, "%s", names[caps->rung]);
}

static void
glyphs(const struct acting *a)
{
    static const char *const names[] = {"braille and half blocks", "half blocks",
                                        "ASCII"};
    struct caps *caps = &a->model->caps;
    enum dot_glyphs best = caps->utf8 ? DOTS_BRAILLE : DOTS_ASCII;
    caps->glyphs =
        caps->glyphs == DOTS_ASCII ? best : (enum dot_glyphs)(caps->glyphs + 1);
    take_caps(a->model);
    model_say(a->model, "%s", names[caps->glyphs]);
}

/* Pages take their own keys (picker.h): here is nothing open but words. */
static void
close_pane(const struct acting *a)
{
    a->model->message = (struct message){0};
    a->model->notes = false;
    autopsy_close(a->model);
}

static void
quit(const struct acting *a)
{
    if (a->model->autopsy.open)
        autopsy_close(a->model);
    else
        a->model->done = true;
}

static void
help(const struct acting *a)
{
    picker_open(a->model, PANE_HELP);
}

void
action_do(enum action action, const struct acting *acting)
{
    static void (*const functions[])(const struct acting *) = {
#define X(id, function, ...) function,
        ACTION_LIST(X)
#undef X
    };
    functions[action](acting);
}
