#include "export.h"

#include <string.h>
#include <strings.h>

#include "figure_data.h"

const struct export_format *
export_format(enum export_kind kind)
{
    static const struct export_format formats[] = {
#define X(id, ...) {__VA_ARGS__},
        EXPORT_LIST(X)
#undef X
    };
    return &formats[kind];
}

enum export_kind
export_kind(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    int kind = 0;
    while (kind < EXPORT_KINDS &&
           (!dot || strcasecmp(dot, export_format((enum export_kind)kind)->ending) != 0))
        kind++;
    return (enum export_kind)kind;
}

static enum figure_format
figure_format(enum export_kind kind)
{
    return kind == EXPORT_SVG ? FIGURE_SVG : kind == EXPORT_PDF ? FIGURE_PDF : FIGURE_PNG;
}

void
export_memory_finish(struct export_memory *memory)
{
    figure_memory_finish(&memory->figure);
    figure_memory_finish(&memory->second);
    *memory = (struct export_memory){0};
}

static bool
same_camera(const struct camera *a, const struct camera *b)
{
    return a->turn == b->turn && a->tilt == b->tilt && a->height == b->height &&
           a->linear == b->linear;
}

/* Nothing is kept from another picture than the same at another step. */
static void
look_at(struct export_memory *memory, const struct model *model, enum export_kind kind,
        int width, int height)
{
    struct export_memory now = {
        .generation = model->generation,
        .versions = model->versions,
        .furthest = model->furthest,
        .kind = kind,
        .width = width,
        .height = height,
        .theme = model->theme.kind,
        .view = model->field_view,
        .data = model->data_view,
        .split = model->split,
        .camera = model->camera,
    };
    if (memory->generation == now.generation && memory->versions == now.versions &&
        memory->furthest == now.furthest && memory->kind == kind &&
        memory->width == width && memory->height == height &&
        memory->theme == now.theme && memory->view == now.view &&
        memory->data == now.data && memory->split == now.split &&
        same_camera(&memory->camera, &now.camera))
        return;
    export_memory_finish(memory);
    *memory = now;
}

/* Two panes share a page. */
static enum rv_status
draw(const struct figure_data *data, const struct figure_data *second,
     struct export_memory *memory, struct figure_bytes *out, struct rv_error *error)
{
    enum figure_format format = figure_format(memory->kind);
    const struct figure *const figures[] = {&data->figure,
                                            second ? &second->figure : NULL};
    struct figure_memory *const memories[] = {&memory->figure, &memory->second};
    if (second)
        return figure_draw_pair(figures, memories, format, memory->width, memory->height,
                                out, error);
    return figure_draw(&data->figure, &memory->figure, format, memory->width,
                       memory->height, out, error);
}

enum rv_status
export_figure(const struct model *model, struct export_memory *memory,
              enum export_kind kind, int width, int height, bool chosen,
              struct figure_bytes *out, struct rv_error *error)
{
    struct figure_data *data, *second = NULL;
    bool split = model->split;
    bool with_data = model->data_view && model->prediction.kind != RV_PREDICTION_NONE;
    enum field_view view = split ? FIELD_MAP : model->field_view;
    look_at(memory, model, kind, width, height);
    enum rv_status status =
        figure_data_create(&data, model, view, with_data && !split, chosen);
    if (status == RV_OK && split)
        status =
            figure_data_create(&second, model, model_second_view(model), false, chosen);
    if (status == RV_OK)
        status = draw(data, second, memory, out, error);
    else
        rv_fail(error, status, "there is no memory for the picture");
    figure_data_destroy(data);
    figure_data_destroy(second);
    return status;
}

enum rv_status
export_screen(const struct canvas *canvas, const struct theme *theme,
              enum export_kind kind, int width, int height, struct figure_bytes *out,
              struct rv_error *error)
{
    bool dark = theme->kind == THEME_DARK;
    if (!export_format(kind)->cells)
        return figure_draw_canvas(canvas, dark ? 0x000000 : 0xffffff,
                                  dark ? 0xd7dae0 : 0x24292f, figure_format(kind), width,
                                  height, out, error);
    *out = (struct figure_bytes){0};
    out->data = kind == EXPORT_TXT ? canvas_to_text(canvas) : canvas_to_ansi(canvas);
    if (!out->data)
        return rv_fail(error, RV_E_MEMORY, "there is no memory for the screen's text");
    out->n = strlen(out->data);
    return RV_OK;
}
