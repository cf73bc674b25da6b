/**
 * @file app.h
 * The program without a terminal: the loop in src/tui feeds it events and time, and asks
 * it to draw on a canvas.
 */
#ifndef UI_APP_H
#define UI_APP_H

#include "event.h"
#include "render/canvas.h"
#include "render/color.h"
#include "render/dots.h"
#include "scene/scene.h"

/** What the terminal can do, found by src/tui; both can be changed while running. */
struct caps {
    enum color_rung rung;
    enum color_rung best_rung; /**< the most the terminal can show */
    enum dot_glyphs glyphs;    /**< braille; half; ASCII */
    bool utf8;                 /**< the locale can show anything beyond ASCII */
    bool shapes;               /**< wcwidth() of the ambiguous shapes is 1 */
    enum theme_kind theme;     /**< shown */
    enum field_hues hues;      /**< of the field, where there are colours of 24 bits */
    enum theme_kind own_theme; /**< what suits the terminal's own background */
    bool theme_chosen;         /**< by a person: the terminal's own does not change it */
};

struct app_options {
    struct caps caps;
    char *const *scenes; /**< playlist: names for scene_load(); borrowed */
    size_t n_scenes;
    struct scene
        *first;      /**< the first scene with the command line's changes; owned by app */
    int64_t open_at; /**< playhead at the start */
    bool autoplay, quit_at_end;
    double fps; /**< at most this many frames a second */
};

struct app;
enum rv_status app_create(struct app **out, const struct app_options *options,
                          struct rv_error *error);
void app_destroy(struct app *app);

/** An event at @now_ns (CLOCK_MONOTONIC). */
void app_event(struct app *app, const struct event *event, int64_t now_ns);
/** When app_tick() wants to be called next: CLOCK_MONOTONIC ns; -1: never (paused). */
int64_t app_deadline(const struct app *app);
/** Time has come: a frame of playing. */
void app_tick(struct app *app, int64_t now_ns);
/** Is slow work waiting (a raster, a far seek)? */
bool app_busy(const struct app *app);
/** Do some of it until @deadline_ns. */
void app_work(struct app *app, int64_t deadline_ns);
/** Has the picture changed since app_draw()? */
bool app_stale(const struct app *app);
/** Draw the screen on @canvas (of the size of the last EVENT_RESIZE). */
void app_draw(struct app *app, struct canvas *canvas);
bool app_done(const struct app *app);
/** A descriptor that becomes readable when a picture has been drawn aside, and then
 * app_ready() shall be called; -1: none. */
int app_waits_for(const struct app *app);
void app_ready(struct app *app);

/** Show the map, the block or charts (of enum field_view in model.h). */
void app_look(struct app *app, int field_view);
/** Show the data beside it. @return false: the surface is not made of data. */
bool app_show_data(struct app *app);
/** Show the map, and beside it what else is shown; where that is the map, the block. */
void app_split(struct app *app);
/** Go to @step, however long it takes. */
void app_go_to(struct app *app, int64_t step);
/** A picture of what is seen. */
struct app_picture {
    const char *path; /**< its ending decides: see export.h */
    int width,
        height;   /**< points, pixels or cells; 0: as usual, cells as on the screen */
    bool replace; /**< false: a file that exists is not touched */
    bool chosen;  /**< the chosen racer stands out */
};
/**
 * Write it: what stands in the field's pane as a figure; texts, the split screen and
 * pages over it as they stand on the screen.
 * @return RV_OK; RV_E_UNKNOWN: no such ending; RV_E_RANGE: the file exists; RV_E_IO;
 * RV_E_MEMORY.
 */
enum rv_status app_export(struct app *app, const struct app_picture *picture,
                          struct rv_error *error);

#endif
