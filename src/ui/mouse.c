#include "mouse.h"

#include <math.h>

#include "scrub.h"
#include "slot.h"
#include "tune.h"
#include "zoom.h"

static struct rv_vec2
point_at(const struct picture *picture, const struct event *event)
{
    struct rv_vec2 at;
    view_point(&picture->field.view, event->col, event->row, &at.x, &at.y);
    return at;
}

static bool
on_field(const struct picture *picture, const struct event *event)
{
    return picture->has_field && rect_has(&picture->pane, event->col, event->row);
}

static void
seek_to(struct model *model, const struct layout *layout, int col)
{
    struct scrub_track track = scrub_track(model, layout);
    model_play(model, false, model_clock());
    model_seek(model, scrub_step(&track, col));
}

static void
choose_racer(struct model *model, const struct layout *layout, int row)
{
    size_t rows = (size_t)layout->racers.rows - 1;
    size_t first = model->racer >= rows ? model->racer - rows + 1 : 0;
    int line = row - layout->racers.row - 1;
    if (line < 0 || first + (size_t)line >= model_document(model)->n_racers)
        return;
    model->racer = first + (size_t)line;
    model->setting = 0;
    model->on_surface = false;
}

static void
choose_setting(struct model *model, const struct layout *layout, int row)
{
    size_t n = slot_count(model), rows = (size_t)layout->settings_rows;
    size_t first = n > rows && model->setting >= rows ? model->setting - rows + 1 : 0;
    int line = row - layout->settings.row - 1;
    if (line >= 0 && (size_t)line < rows && first + (size_t)line < n)
        model->setting = first + (size_t)line;
}

/* The block follows the hand. */
static void
orbit(struct model *model, const struct event *event)
{
    struct camera *camera = &model->camera;
    double turn = 2.0 * (event->col - model->drag_col);
    double tilt = 3.0 * (event->row - model->drag_row);
    camera->turn = remainder(camera->turn + turn, 360);
    camera->tilt = fmax(15, fmin(camera->tilt + tilt, 90));
    model->drag_col = event->col;
    model->drag_row = event->row;
}

static void
press(struct model *model, const struct layout *layout, const struct picture *picture,
      const struct event *event)
{
    if (on_field(picture, event) && picture->view == FIELD_SOLID) {
        model->drag = DRAG_ORBIT;
        model->drag_col = event->col;
        model->drag_row = event->row;
    } else if (on_field(picture, event) && picture->view == FIELD_MAP) {
        model->drag = DRAG_START;
        model->drag_one = event->ctrl;
        tune_start(model, point_at(picture, event), event->ctrl, false);
    } else if (rect_has(&layout->scrub, event->col, event->row)) {
        model->drag = DRAG_SCRUB;
        seek_to(model, layout, event->col);
    } else if (rect_has(&layout->racers, event->col, event->row)) {
        choose_racer(model, layout, event->row);
    } else if (rect_has(&layout->settings, event->col, event->row)) {
        choose_setting(model, layout, event->row);
    }
}

static void
drag(struct model *model, const struct layout *layout, const struct picture *picture,
     const struct event *event)
{
    if (model->drag == DRAG_ORBIT)
        orbit(model, event);
    else if (model->drag == DRAG_SCRUB)
        seek_to(model, layout, event->col);
    else if (model->drag == DRAG_START && on_field(picture, event))
        tune_start(model, point_at(picture, event), model->drag_one, true);
}

static void
wheel(struct model *model, const struct picture *picture, const struct event *event)
{
    if (!on_field(picture, event))
        return;
    struct rv_vec2 at = point_at(picture, event);
    zoom_at(model, event->mouse == MOUSE_WHEEL_UP ? 1 / ZOOM_STEP : ZOOM_STEP, at.x,
            at.y);
}

void
mouse_event(struct model *model, const struct layout *layout,
            const struct picture *picture, const struct event *event)
{
    if (model->pane != PANE_NONE || model->prompt.kind != PROMPT_NONE ||
        layout->too_small)
        return;
    model->message = (struct message){0};
    switch (event->mouse) {
    case MOUSE_PRESS:
        press(model, layout, picture, event);
        break;
    case MOUSE_DRAG:
        drag(model, layout, picture, event);
        break;
    case MOUSE_RELEASE:
        model->drag = DRAG_NONE;
        break;
    case MOUSE_WHEEL_UP:
    case MOUSE_WHEEL_DOWN:
        wheel(model, picture, event);
        break;
    }
}
