/*
 * The model in one breath: a document (scene + edits) is the truth; timelines are looked
 * up from it whenever it changes (refresh); the playhead moves over them. `wanted` is
 * where the user asked to be, `playhead` is where every racer has been computed to: they
 * differ only while a slow run is on the way, and the loop works until they meet.
 */
#include "autopsy.h"
#include "branch.h"
#include "search.h"

#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CACHE_BYTES = 64 << 20, CHUNK_STEPS = 4096, MS = 1000000 };
/* What may be computed before the next frame: keys change the picture at once. */
enum { AT_ONCE_NS = 12 * MS };
#define SPEED_FIRST 10.0

int64_t
model_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void
say(struct model *model, bool warn, const char *format, va_list arguments)
{
    vsnprintf(model->message.text, sizeof model->message.text, format, arguments);
    model->message.warn = warn;
}

void
model_say(struct model *model, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(model, false, format, arguments);
    va_end(arguments);
}

void
model_warn(struct model *model, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(model, true, format, arguments);
    va_end(arguments);
}

const struct rv_document *
model_document(const struct model *model)
{
    return history_document(&model->history);
}

static void
name_racers(struct model *model, const struct rv_document *document)
{
    const char *names[RV_RACERS_MAX];
    for (size_t i = 0; i < document->n_racers; i++)
        names[i] = rv_document_label(document, i, model->label[i]);
    theme_letters(names, document->n_racers, model->letter);
}

static bool
same_window(const struct rv_window *a, const struct rv_window *b)
{
    return a->x0 == b->x0 && a->x1 == b->x1 && a->y0 == b->y0 && a->y1 == b->y1;
}

static void
take_objective(struct model *model, struct rv_objective *objective,
               struct rv_window window)
{
    if (objective == model->objective)
        return;
    model->objective = objective;
    model->generation++;
    model->n_critical =
        rv_objective_critical_within(objective, window, model->critical, RV_CRITICAL_MAX);
    if (!rv_objective_prediction(objective, &model->prediction) &&
        model->field_view == FIELD_DATA)
        model->field_view = FIELD_MAP;
}

static void
choose_within(struct model *model, const struct rv_document *document)
{
    if (model->racer < document->n_racers)
        return;
    model->racer = document->n_racers ? document->n_racers - 1 : 0;
    model->setting = 0;
}

/* Look up what @document needs; the model changes only when all of it is there. */
static enum rv_status
refresh(struct model *model, const struct rv_document *document, struct rv_error *error)
{
    struct rv_objective *objective;
    struct rv_timeline *timeline[RV_RACERS_MAX] = {0};
    enum rv_status status =
        rv_cache_objective(model->cache, &document->surface, &objective, error);
    for (size_t i = 0; i < document->n_racers && status == RV_OK; i++)
        status = rv_cache_timeline(model->cache, document, i, &timeline[i], error);
    if (status != RV_OK)
        return status;
    for (size_t i = 0; i < document->n_racers; i++)
        if (timeline[i] != model->timeline[i])
            model->version[i] = ++model->versions;
    memcpy(model->timeline, timeline, sizeof timeline);
    take_objective(model, objective, document->window);
    name_racers(model, document);
    choose_within(model, document);
    return RV_OK;
}

static int64_t
reached(const struct rv_timeline *timeline)
{
    if (rv_timeline_ended(timeline, NULL) != RV_STOP_NONE)
        return INT64_MAX;
    return rv_timeline_reached(timeline);
}

int64_t
model_known(const struct model *model)
{
    int64_t known = INT64_MAX;
    for (size_t i = 0; i < model_document(model)->n_racers; i++) {
        int64_t step = reached(model->timeline[i]);
        known = step < known ? step : known;
    }
    return known;
}

/* Everyone goes on together in chunks, so that what is ready can be drawn and grows. */
void
model_work(struct model *model, int64_t deadline_ns)
{
    size_t n = model_document(model)->n_racers;
    int64_t goal = model->playhead;
    bool in_time = true;
    while (in_time && model_known(model) < model->wanted) {
        int64_t left = model->wanted - goal;
        goal += left < CHUNK_STEPS ? left : CHUNK_STEPS;
        for (size_t i = 0; i < n && in_time; i++)
            in_time = rv_timeline_extend(model->timeline[i], goal, deadline_ns);
        in_time = in_time && model_clock() < deadline_ns;
    }
    int64_t known = model_known(model);
    model->playhead = known < model->wanted ? known : model->wanted;
    if (model->playhead > model->furthest)
        model->furthest = model->playhead;
}

bool
model_behind(const struct model *model)
{
    return model->playhead < model->wanted;
}

enum field_view
model_second_view(const struct model *model)
{
    return model->field_view == FIELD_MAP ? FIELD_SOLID : model->field_view;
}

void
model_split(struct model *model, bool split)
{
    model->split = split;
    model->lecture = false;
    if (split && model->data_view && model->field_view == FIELD_MAP &&
        model->prediction.kind != RV_PREDICTION_NONE)
        model->field_view = FIELD_DATA; /* what stood beside the map still does */
}

void
model_seek(struct model *model, int64_t step)
{
    model->wanted = step < 0 ? 0 : step > RV_STEPS_MAX ? RV_STEPS_MAX : step;
    model_work(model, model_clock() + AT_ONCE_NS);
}

void
model_stay(struct model *model)
{
    if (!model_behind(model))
        return;
    model->playing = false;
    model->wanted = model->playhead;
    model_say(model, "stopped at step %lld", (long long)model->playhead);
}

/* A zoomed view stays when settings change, and goes when the window does. */
static void
follow_window(struct model *model, const struct rv_window *before)
{
    const struct rv_window *now = &model_document(model)->window;
    if (same_window(before, now))
        return;
    model->window = model->autopsy.before = *now;
    model->autopsy.zoomed = false;
    model->autopsy.version = 0;
    model->generation++;
}

static void
arrive(struct model *model, const struct rv_window *before)
{
    follow_window(model, before);
    int64_t step = model->wanted;
    model->furthest = step;
    model_seek(model, step);
}

bool
model_change(struct model *model, const struct rv_document *next, bool replace,
             const char *words)
{
    struct rv_error error;
    struct rv_window before = model_document(model)->window;
    if (refresh(model, next, &error) != RV_OK) {
        model_warn(model, "%s", error.text);
        return false;
    }
    struct rv_document *target =
        replace ? history_document(&model->history) : history_push(&model->history);
    if (!target) {
        refresh(model, model_document(model), &error);
        model_warn(model, "there is no memory for another change");
        return false;
    }
    *target = *next;
    history_say(&model->history, words);
    model->last_turn.valid = false;
    branch_refresh(model);
    arrive(model, &before);
    return true;
}

bool
model_turns_on(const struct model *model, const struct turn *turn)
{
    const struct turn *last = &model->last_turn;
    return last->valid && last->racer == turn->racer && last->slot == turn->slot &&
           last->step == turn->step;
}

bool
model_turn(struct model *model, const struct rv_document *next, struct turn turn,
           const char *words)
{
    struct rv_document before = *model_document(model);
    int64_t furthest = model->furthest;
    bool same = model_turns_on(model, &turn);
    if (!model_change(model, next, false, words))
        return false;
    if (furthest > 0)
        branch_keep(model, &before, furthest, same);
    model->last_turn = turn;
    branch_refresh(model);
    return true;
}

static void
travel(struct model *model, const char *words, const char *verb, const char *none)
{
    struct rv_error error;
    if (!words) {
        model_say(model, "%s", none);
        return;
    }
    if (refresh(model, model_document(model), &error) != RV_OK)
        model_warn(model, "%s", error.text);
    else
        model_say(model, "%s: %s", verb, words);
    model->last_turn.valid = false;
    branch_refresh(model);
}

void
model_undo(struct model *model)
{
    struct rv_window before = model_document(model)->window;
    travel(model, history_undo(&model->history), "undone", "nothing to undo");
    arrive(model, &before);
}

void
model_redo(struct model *model)
{
    struct rv_window before = model_document(model)->window;
    travel(model, history_redo(&model->history), "done again", "nothing to redo");
    arrive(model, &before);
}

enum rv_status
model_take_scene(struct model *model, struct scene *scene, struct rv_error *error)
{
    enum rv_status status = refresh(model, &scene->document, error);
    if (status == RV_OK && !history_reset(&model->history, &scene->document))
        status = rv_fail(error, RV_E_MEMORY, "there is no memory for the scene");
    if (status != RV_OK)
        return status;
    scene_destroy(model->scene);
    model->scene = scene;
    branch_reset(model);
    autopsy_forget(model);
    model->last_turn.valid = false;
    model->window = scene->document.window;
    model->generation++;
    model->playing = model->beyond = false;
    model->playhead = model->furthest = 0;
    model->racer = model->setting = 0;
    model->on_surface = false;
    model->message = (struct message){0};
    model_seek(model, 0);
    return RV_OK;
}

void
model_open_scene(struct model *model, size_t i)
{
    struct scene *scene;
    struct faults faults = {0};
    struct rv_error error;
    if (scene_load(&scene, model->scenes[i], &faults) != RV_OK) {
        const struct fault *first = &faults.items[0];
        model_warn(model, "%s:%d:%d: %s", model->scenes[i], first->line, first->column,
                   first->text);
    } else if (model_take_scene(model, scene, &error) != RV_OK) {
        model_warn(model, "%s: %s", model->scenes[i], error.text);
        scene_destroy(scene);
    } else {
        model->at_scene = i;
    }
    faults_finish(&faults);
}

int64_t
model_row(const struct model *model, size_t i, struct rv_row *row)
{
    return rv_timeline_row(model->timeline[i], model->playhead, row);
}

bool
model_diverged(const struct model *model, size_t i, int64_t *step)
{
    int64_t last = -1;
    enum rv_stop stop = rv_timeline_ended(model->timeline[i], &last);
    if (stop != RV_STOP_DIVERGED || last > model->playhead)
        return false;
    if (step)
        *step = last;
    return true;
}

double
model_best(const struct model *model)
{
    for (size_t i = 0; i < model->n_critical; i++)
        if (model->critical[i].kind == RV_MINIMUM)
            return model->critical[i].value;
    return NAN;
}

const char *
model_symbol(const struct model *model, const struct rv_param *param)
{
    const char *dot = strchr(param->key, '.'); /* "schedule.T_max" */
    return !model->theme.ascii ? param->symbol : dot ? dot + 1 : param->key;
}

enum rv_status
model_init(struct model *model, const struct app_options *options, struct rv_error *error)
{
    *model = (struct model){
        .caps = options->caps,
        .scenes = options->scenes,
        .n_scenes = options->n_scenes,
        .speed = SPEED_FIRST,
        .aspect = 2,
        .camera = camera_standard(),
        .quit_at_end = options->quit_at_end,
    };
    model->caps.own_theme = model->caps.theme;
    theme_init(&model->theme, &model->caps);
    enum rv_status status = rv_cache_create(&model->cache, CACHE_BYTES);
    if (status != RV_OK)
        return rv_fail(error, status, "there is no memory for the timelines");
    return model_take_scene(model, options->first, error);
}

void
model_finish(struct model *model)
{
    autopsy_forget(model);
    search_cancel(model);
    branch_reset(model);
    history_finish(&model->history);
    rv_cache_destroy(model->cache);
    scene_destroy(model->scene);
}

double
model_distance(const struct model *model, const struct rv_row *row)
{
    double least = NAN;
    for (size_t i = 0; i < model->n_critical; i++) {
        const struct rv_critical *point = &model->critical[i];
        if (point->kind == RV_MINIMUM)
            least = fmin(least, hypot(row->x - point->at.x, row->y - point->at.y));
    }
    return least;
}

bool
model_has_minimum(const struct model *model)
{
    return !isnan(model_distance(model, &(struct rv_row){.x = 0, .y = 0}));
}

bool
model_tells_story(const struct model *model)
{
    return model_document(model)->surface.surface ==
           model->scene->document.surface.surface;
}

const char *
model_title(const struct model *model)
{
    if (model_tells_story(model))
        return model->scene->title;
    return rv_surface_at(model_document(model)->surface.surface)->title;
}
