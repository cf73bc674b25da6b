/* `ravine render`: a race as a picture, or a film's frames. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/base.h"
#include "scene/settings.h"
#include "ui/app.h"
#include "ui/event.h"
#include "ui/export.h"
#include "ui/model.h"

enum { FRAMES_MAX = 10000, PATH_MAX_BYTES = 4096 };

/* What the line asks for. */
struct request {
    const char *path, *frames; /* one of them is NULL */
    enum export_kind kind;
    int width, height; /* 0: as usual */
    int64_t step;      /* -1: the last, or of a film the first */
    enum theme_kind theme;
    enum field_view view;
    bool data;  /* beside the map */
    bool split; /* the view beside the map */
};

static void
read_kind(struct options *options, struct request *request)
{
    const char *dot = strrchr(request->path, '.');
    request->kind = export_kind(request->path);
    if (request->kind == EXPORT_KINDS)
        options_fault(options, OPTION_OUTPUT, request->path,
                      dot ? 1 + (int)(dot - request->path) : 1,
                      "unknown ending (one of .svg, .pdf, .png, .txt, .ans)");
}

static void
read_output(struct options *options, struct request *request)
{
    request->path = options_value(options, OPTION_OUTPUT);
    request->frames = options_value(options, OPTION_FRAMES);
    request->kind = EXPORT_PNG;
    if (request->path && request->frames)
        usage_fault(options, "either a picture (-o FILE) or a film (--frames DIR)");
    else if (!request->path && !request->frames)
        usage_fault(options, "render needs a file (-o FILE) or a folder (--frames DIR)");
    else if (request->path)
        read_kind(options, request);
}

/* The number of @n characters at @text, which is a part of the size. */
static int
read_side(struct options *options, const char *text, size_t n, const char *name,
          int least, int most)
{
    uint64_t number = 0;
    char part[24];
    struct rv_error error;
    const char *size = options_value(options, OPTION_SIZE);
    snprintf(part, sizeof part, "%.*s", (int)(n < sizeof part ? n : sizeof part - 1),
             text);
    if (settings_integer(part, name, (uint64_t)least, (uint64_t)most, &number, &error))
        options_fault(options, OPTION_SIZE, size, 1 + (int)(text - size), error.text);
    return (int)number;
}

static void
read_size(struct options *options, struct request *request)
{
    const char *text = options_value(options, OPTION_SIZE), *x;
    if (!text || request->kind == EXPORT_KINDS)
        return;
    const struct export_format *format = export_format(request->kind);
    x = strchr(text, 'x');
    if (!x) {
        options_fault(options, OPTION_SIZE, text, 1, "a size is WxH, as in 960x540");
        return;
    }
    request->width = read_side(options, text, (size_t)(x - text), "the width",
                               format->least_width, format->most);
    request->height = read_side(options, x + 1, strlen(x + 1), "the height",
                                format->least_height, format->most);
}

static enum field_view
read_view(const struct options *options)
{
    static const struct {
        const char *word;
        enum field_view view;
    } views[] = {
        {"3d",      FIELD_SOLID  },
        {"section", FIELD_SECTION},
        {"charts",  FIELD_PLOTS  },
    };
    const char *text = options_value(options, OPTION_VIEW);
    for (size_t i = 0; text && i < sizeof views / sizeof *views; i++)
        if (strcmp(text, views[i].word) == 0)
            return views[i].view;
    return FIELD_MAP;
}

static void
read_request(struct options *options, struct request *request)
{
    struct rv_error error;
    uint64_t step;
    const char *text = options_value(options, OPTION_STEP);
    *request = (struct request){.step = -1, .view = read_view(options)};
    const char *view = options_value(options, OPTION_VIEW);
    request->data = view && strcmp(view, "data") == 0;
    request->split = options_has(options, OPTION_SPLIT);
    read_output(options, request);
    read_size(options, request);
    if (text && settings_integer(text, "step", 0, RV_STEPS_MAX, &step, &error))
        options_fault(options, OPTION_STEP, text, 1, error.text);
    else if (text)
        request->step = (int64_t)step;
    text = options_value(options, OPTION_THEME);
    request->theme = text && strcmp(text, "light") == 0 ? THEME_LIGHT : THEME_DARK;
}

static int
fail(const struct rv_error *error)
{
    fprintf(stderr, "ravine: %s\n", error->text);
    return EXIT_ENVIRONMENT;
}

static int
render_picture(struct app *app, const struct request *request)
{
    struct rv_error error;
    struct app_picture picture = {.path = request->path,
                                  .width = request->width,
                                  .height = request->height,
                                  .replace = true};
    return app_export(app, &picture, &error) == RV_OK ? EXIT_FINE : fail(&error);
}

/* The axes are those of the whole film: its last step is known first. */
static int
render_frames(struct app *app, const struct request *request, int64_t first, int64_t last)
{
    char path[PATH_MAX_BYTES];
    struct rv_error error;
    struct app_picture picture = {.path = path,
                                  .width = request->width,
                                  .height = request->height,
                                  .replace = true};
    if (mkdir(request->frames, 0777) != 0 && errno != EEXIST) {
        rv_fail(&error, RV_E_IO, "%s: %s", request->frames, strerror(errno));
        return fail(&error);
    }
    app_go_to(app, last);
    for (int64_t step = first; step <= last; step++) {
        int n = snprintf(path, sizeof path, "%s/%06lld.png", request->frames,
                         (long long)step);
        app_go_to(app, step);
        if (n >= (int)sizeof path)
            return fail(&(struct rv_error){.text = "the folder's name is too long"});
        if (app_export(app, &picture, &error) != RV_OK)
            return fail(&error);
    }
    return EXIT_FINE;
}

/* The screen that a picture shows: in full colours, of the asked size. */
static struct app *
open_app(const struct request *request, struct scene *scene, struct rv_error *error)
{
    struct app *app;
    const struct export_format *cells = export_format(EXPORT_TXT);
    const struct export_format *format = export_format(request->kind);
    bool sized = format->cells && request->width > 0;
    struct app_options options = {.first = scene, .fps = 30};
    options.caps = (struct caps){.rung = RUNG_RGB,
                                 .best_rung = RUNG_RGB,
                                 .glyphs = DOTS_BRAILLE,
                                 .utf8 = true,
                                 .shapes = true,
                                 .theme = request->theme,
                                 .own_theme = request->theme};
    struct event size = {.kind = EVENT_RESIZE,
                         .col = sized ? request->width : cells->width,
                         .row = sized ? request->height : cells->height};
    if (app_create(&app, &options, error) == RV_OK)
        app_event(app, &size, 0);
    return app;
}

static int
render(struct options *options, const struct request *request, struct scene *scene)
{
    struct rv_error error;
    int64_t steps = scene->document.steps;
    int64_t first = request->step >= 0 ? request->step : request->frames ? 0 : steps;
    if (request->frames && (first > steps || steps - first >= FRAMES_MAX)) {
        usage_fault(options,
                    first > steps
                        ? "--step: the film ends at step %lld (see --steps)"
                        : "a film has at most 10000 frames, not one for each of "
                          "%lld steps (see --step, --steps)",
                    (long long)steps);
        scene_destroy(scene);
        return EXIT_USAGE;
    }
    struct app *app = open_app(request, scene, &error);
    if (!app)
        return fail(&error);
    int status = EXIT_USAGE;
    app_look(app, request->view);
    app_go_to(app, first);
    bool shown = !request->data || app_show_data(app);
    if (request->split)
        app_split(app);
    if (!shown)
        usage_fault(options, "--view data: this surface is not made of data");
    else
        status = request->frames ? render_frames(app, request, first, steps)
                                 : render_picture(app, request);
    app_destroy(app);
    return status;
}

int
run_render(struct options *options)
{
    struct request request;
    read_request(options, &request);
    struct scene *scene = base_scene(options);
    if (scene && options->faults == 0)
        return render(options, &request, scene);
    scene_destroy(scene);
    return EXIT_USAGE;
}
