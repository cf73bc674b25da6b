/*
 * The program without a terminal. An event changes the model through an action; the
 * picture is drawn anew when something has become stale. Everything slow is work: a far
 * seek first, then the raster.
 */
#include "app.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "autopsy.h"
#include "branch.h"
#include "export.h"
#include "export_job.h"
#include "keymap.h"
#include "layout.h"
#include "model.h"
#include "mouse.h"
#include "picker.h"
#include "picture.h"
#include "prompt.h"
#include "scene/write.h"
#include "search.h"
#include "view/view.h"

struct app {
    struct model model;
    struct layout layout;
    struct picture picture[2]; /**< the second where the field is split */
    struct export_memory memory;
    struct export_job job; /**< the picture being drawn, of this name: */
    struct prompt exported;
    double fps;
    bool stale;
    bool still; /**< the next screens are for a picture: see struct layout */
};

enum rv_status
app_create(struct app **out, const struct app_options *options, struct rv_error *error)
{
    struct app *app = calloc(1, sizeof *app);
    *out = NULL;
    if (!app)
        return rv_fail(error, RV_E_MEMORY, "there is no memory for the screen");
    enum rv_status status = model_init(&app->model, options, error);
    if (status != RV_OK) {
        app_destroy(app);
        return status;
    }
    app->fps = options->fps;
    app->stale = true;
    model_seek(&app->model, options->open_at);
    if (options->autoplay)
        model_play(&app->model, true, model_clock());
    *out = app;
    return RV_OK;
}

void
app_destroy(struct app *app)
{
    if (!app)
        return;
    if (app->model.done)
        export_job_leave(&app->job);
    else
        export_job_stop(&app->job);
    for (int i = 0; i < 2; i++)
        picture_finish(&app->picture[i]);
    export_memory_finish(&app->memory);
    model_finish(&app->model);
    free(app);
}

static void
resize(struct app *app, const struct event *event)
{
    app->model.cols = event->col;
    app->model.rows = event->row;
    app->model.aspect = event->aspect > 0 ? event->aspect : 2;
}

static enum rv_status
draw_picture(void *ctx, struct rv_error *error)
{
    struct app *app = ctx;
    const struct prompt *prompt = &app->exported;
    struct app_picture picture = {.path = prompt->text,
                                  .chosen = true,
                                  .replace = prompt->kind == PROMPT_EXPORT_REPLACE};
    return app_export(app, &picture, error);
}

/* How it ended. A file that exists asks once more. */
static void
say_picture(struct app *app, enum rv_status status, const struct rv_error *error)
{
    struct model *model = &app->model;
    if (status == RV_OK) {
        model_say(model, "the picture is in %s", app->exported.text);
    } else if (status == RV_E_RANGE && model->prompt.kind == PROMPT_NONE) {
        model->prompt = app->exported;
        model->prompt.kind = PROMPT_EXPORT_REPLACE;
    } else {
        model_warn(model, "%s", error->text);
    }
    app->stale = true;
}

/* The name of a picture was typed. What is drawn quickly is waited for. */
static void
export_view(struct app *app)
{
    enum { QUICK_MS = 30 };
    struct model *model = &app->model;
    struct rv_error error = {0};
    struct prompt prompt = model->wanted_picture;
    model->wanted_picture.kind = PROMPT_NONE;
    if (app->job.pid > 0) {
        model_warn(model, "%s is being drawn (Esc stops it)", app->exported.text);
        return;
    }
    app->exported = prompt;
    bool exists = access(prompt.text, F_OK) == 0;
    if (exists && prompt.kind == PROMPT_EXPORT && export_kind(prompt.text) < EXPORT_KINDS)
        say_picture(app, RV_E_RANGE, &error);
    else if (!export_job_start(&app->job, draw_picture, app))
        say_picture(app, draw_picture(app, &error), &error);
    else if (export_job_ended(&app->job, QUICK_MS))
        app_ready(app);
    else
        model_say(model, "%s is being drawn; Esc stops it", prompt.text);
}

int
app_waits_for(const struct app *app)
{
    return app->job.pid > 0 ? app->job.fd : -1;
}

void
app_ready(struct app *app)
{
    struct rv_error error = {0};
    if (!export_job_ended(&app->job, 0))
        return;
    enum rv_status status = export_job_take(&app->job, &error);
    say_picture(app, status, &error);
}

static void
stop_picture(struct app *app)
{
    if (app->job.pid <= 0)
        return;
    export_job_stop(&app->job);
    model_say(&app->model, "%s is not drawn", app->exported.text);
}

static void
press_key(struct app *app, uint32_t key, int64_t now_ns)
{
    struct model *model = &app->model;
    struct caps before = model->caps;
    if (model->prompt.kind != PROMPT_NONE) {
        prompt_key(model, key);
        if (model->wanted_picture.kind != PROMPT_NONE)
            export_view(app);
        return;
    }
    if (model->pane != PANE_NONE) {
        picker_key(model, key);
        return;
    }
    enum action action = keymap_find(key);
    model->message = (struct message){0};
    search_cancel(model); /* any key gives a search up */
    if (action != ACTION_COUNT)
        action_do(action, &(struct acting){model, key, now_ns});
    else if (key > 0x7f && key < KEY_NAMED)
        model_warn(model, "switch the keyboard to Latin letters");
    if (key == UI_KEY_ESCAPE)
        stop_picture(app);
    bool same = before.rung == model->caps.rung && before.theme == model->caps.theme &&
                before.glyphs == model->caps.glyphs && before.hues == model->caps.hues;
    if (!same)
        for (int i = 0; i < 2; i++)
            picture_forget(&app->picture[i]);
}

/* The terminal's own background is known now. A theme that was chosen stays, on a ground
 * of its own if need be. */
static void
take_background(struct app *app, uint32_t rgb)
{
    struct caps *caps = &app->model.caps;
    caps->own_theme = lab_from_rgb(rgb).l > 50 ? THEME_LIGHT : THEME_DARK;
    if (!caps->theme_chosen)
        caps->theme = caps->own_theme;
    theme_init(&app->model.theme, caps);
    for (int i = 0; i < 2; i++)
        picture_forget(&app->picture[i]);
}

/* The pane the mouse is on; the first where it is on none. */
static const struct picture *
picture_under(const struct app *app, const struct event *event)
{
    bool second = rect_has(&app->layout.second, event->col, event->row);
    return &app->picture[second];
}

void
app_event(struct app *app, const struct event *event, int64_t now_ns)
{
    switch (event->kind) {
    case EVENT_RESIZE:
        resize(app, event);
        break;
    case EVENT_KEY:
        press_key(app, event->key, now_ns);
        break;
    case EVENT_MOUSE:
        mouse_event(&app->model, &app->layout, picture_under(app, event), event);
        break;
    case EVENT_BACKGROUND:
        take_background(app, event->rgb);
        break;
    case EVENT_ANSWER:
        return;
    }
    app->stale = true;
}

int64_t
app_deadline(const struct app *app)
{
    return model_deadline(&app->model, app->fps);
}

void
app_tick(struct app *app, int64_t now_ns)
{
    int64_t before = app->model.playhead;
    bool playing = app->model.playing;
    model_tick(&app->model, now_ns);
    app->stale |= app->model.playhead != before || app->model.playing != playing;
}

/* The first picture with work to do, NULL: none. */
static struct picture *
pictures_busy(const struct app *app)
{
    struct app *mutable = (struct app *)app;
    for (int i = 0; i <= app->layout.split; i++)
        if (picture_busy(&app->picture[i], &app->model))
            return &mutable->picture[i];
    return NULL;
}

bool
app_busy(const struct app *app)
{
    return search_busy(&app->model) || model_behind(&app->model) ||
           pictures_busy(app) != NULL;
}

void
app_work(struct app *app, int64_t deadline_ns)
{
    if (search_busy(&app->model))
        search_work(&app->model, deadline_ns);
    else if (model_behind(&app->model))
        model_work(&app->model, deadline_ns);
    else
        picture_work(pictures_busy((struct app *)app), &app->model, deadline_ns);
    app->stale = true;
}

bool
app_stale(const struct app *app)
{
    return app->stale;
}

bool
app_done(const struct app *app)
{
    return app->model.done;
}

static void
draw_too_small(struct app *app, struct canvas *canvas)
{
    char text[80];
    struct style style = theme_role(&app->model.theme, ROLE_TEXT);
    snprintf(text, sizeof text, "ravine needs %dx%d; this window is %dx%d", COLS_MIN,
             ROWS_MIN, canvas->cols, canvas->rows);
    if (canvas->cols < text_width(text))
        snprintf(text, sizeof text, "%dx%d needed", COLS_MIN, ROWS_MIN);
    canvas_text(canvas, 0, 0, canvas->cols, text, style);
    canvas_text(canvas, 0, 1, canvas->cols, "q quits", style);
}

/* The theme's own ground, where it is not the terminal's. */
static void
lay_ground(const struct theme *theme, struct canvas *canvas)
{
    size_t n = (size_t)canvas->cols * (size_t)canvas->rows;
    if (theme->ground == COLOR_NONE)
        return;
    for (size_t i = 0; i < n; i++) {
        struct cell *cell = &canvas->cells[i];
        if (cell->bg == COLOR_NONE)
            cell->bg = theme->ground;
        if (cell->fg == COLOR_NONE)
            cell->fg = theme->ink;
    }
}

static void
fit_layout(struct app *app, const struct canvas *canvas)
{
    const struct model *m = &app->model;
    size_t rows = model_document(m)->n_racers + (branch_ghost_of(m, m->racer) != NULL);
    if (m->autopsy.open)
        layout_autopsy(&app->layout, canvas->cols, canvas->rows);
    else if (m->lecture)
        layout_lecture(&app->layout, canvas->cols, canvas->rows);
    else if (m->split)
        layout_split(&app->layout, canvas->cols, canvas->rows);
    else
        layout_fit(&app->layout, canvas->cols, canvas->rows, rows);
    if (m->data_view && m->field_view != FIELD_DATA &&
        m->prediction.kind != RV_PREDICTION_NONE)
        layout_data(&app->layout);
    app->layout.still = app->still;
}

/* What stands in pane @i: of two the first is always the map, and so is a step's. */
static enum field_view
view_in(const struct app *app, int i)
{
    if (app->layout.split)
        return i == 0 ? FIELD_MAP : model_second_view(&app->model);
    return app->layout.autopsy ? FIELD_MAP : app->model.field_view;
}

static void
copy_pane(struct canvas *canvas, const struct picture *picture, int axis)
{
    struct rect with_axes = picture->pane;
    with_axes.col -= axis;
    with_axes.cols += axis;
    with_axes.rows++;
    canvas_copy_rect(canvas, &picture->backdrop, with_axes);
}

static void
draw_pane(struct app *app, struct canvas *canvas, int i)
{
    size_t n;
    struct picture *picture = &app->picture[i];
    struct draw draw = {canvas, &app->model, &app->layout, picture};
    const struct layout *l = &app->layout;
    picture_update(picture, &app->model, l, i ? l->second : l->field, view_in(app, i));
    if (picture->view == FIELD_MAP || picture->view == FIELD_SOLID)
        copy_pane(canvas, picture, app->layout.field.col);
    const struct pane_view *const *views = views_all(&n);
    for (size_t k = 0; k < n; k++)
        if (views[k]->in_pane)
            views[k]->draw(&draw);
}

void
app_draw(struct app *app, struct canvas *canvas)
{
    size_t n;
    struct draw draw = {canvas, &app->model, &app->layout, &app->picture[0]};
    app->stale = false;
    autopsy_update(&app->model);
    fit_layout(app, canvas);
    canvas_clear(canvas);
    if (app->layout.too_small) {
        draw_too_small(app, canvas);
        return;
    }
    for (int i = 0; i <= app->layout.split; i++)
        draw_pane(app, canvas, i);
    const struct pane_view *const *views = views_all(&n);
    for (size_t i = 0; i < n; i++)
        if (!views[i]->in_pane)
            views[i]->draw(&draw);
    lay_ground(&app->model.theme, canvas);
}

enum { PATIENCE_NS = 100000000 };

void
app_look(struct app *app, int field_view)
{
    app->model.field_view = (enum field_view)field_view;
    app->stale = true;
}

void
app_split(struct app *app)
{
    model_split(&app->model, true);
    app->stale = true;
}

bool
app_show_data(struct app *app)
{
    app->model.data_view = app->model.prediction.kind != RV_PREDICTION_NONE;
    app->stale = true;
    return app->model.data_view;
}

void
app_go_to(struct app *app, int64_t step)
{
    model_seek(&app->model, step);
    while (model_behind(&app->model))
        model_work(&app->model, model_clock() + PATIENCE_NS);
    app->stale = true;
}

/* With nothing still to come. */
static void
draw_whole(struct app *app, struct canvas *canvas)
{
    app_draw(app, canvas);
    while (app_busy(app))
        app_work(app, model_clock() + PATIENCE_NS);
    app_draw(app, canvas);
}

/* The screen as it is; as a picture without its lowest rows, those to steer by. */
static enum rv_status
export_cells(struct app *app, const struct app_picture *picture, enum export_kind kind,
             struct figure_bytes *bytes, struct rv_error *error)
{
    struct canvas canvas;
    int cols = app->model.cols, cell = kind == EXPORT_PNG ? 12 : 8;
    cell = cell * cols > FIGURE_SIZE_MAX ? FIGURE_SIZE_MAX / cols : cell;
    if (!canvas_init(&canvas, cols, app->model.rows))
        return rv_fail(error, RV_E_MEMORY, "there is no memory for the screen");
    app->still = !export_format(kind)->cells;
    draw_whole(app, &canvas);
    if (app->still && !app->layout.too_small)
        canvas.rows = app->layout.scrub.row;
    app->still = false;
    enum rv_status status = export_screen(
        &canvas, &app->model.theme, kind, picture->width ? picture->width : cell * cols,
        picture->height ? picture->height : 2 * cell * canvas.rows, bytes, error);
    canvas_finish(&canvas);
    return status;
}

/* What stands in the field's pane, or its two; all else is what its cells show. */
static bool
is_figure(const struct model *m, const struct export_format *format)
{
    return !format->cells && !m->lecture && !m->autopsy.open && m->pane == PANE_NONE;
}

static enum rv_status
export_bytes(struct app *app, const struct app_picture *picture, enum export_kind kind,
             struct figure_bytes *bytes, struct rv_error *error)
{
    const struct export_format *format = export_format(kind);
    const struct model *m = &app->model;
    int width = picture->width, height = picture->height;
    if (is_figure(m, format))
        return export_figure(m, &app->memory, kind, width ? width : format->width,
                             height ? height : format->height, picture->chosen, bytes,
                             error);
    return export_cells(app, picture, kind, bytes, error);
}

enum rv_status
app_export(struct app *app, const struct app_picture *picture, struct rv_error *error)
{
    struct figure_bytes bytes = {0};
    enum export_kind kind = export_kind(picture->path);
    if (kind == EXPORT_KINDS)
        return rv_fail(error, RV_E_UNKNOWN,
                       "the name of a picture ends in .svg, .pdf, .png, .txt or .ans");
    enum rv_status status = export_bytes(app, picture, kind, &bytes, error);
    if (status == RV_OK)
        status = file_write(bytes.data, bytes.n, picture->path, picture->replace, error);
    free(bytes.data);
    return status;
}
