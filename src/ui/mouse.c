#include "mouse.h"

#include "racer_list.h"
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
    struct racer_list list = racer_list_fit(model, layout);
    for (size_t i = list.first; i < list.first + list.n; i++) {
        if (racer_list_row(model, &list, i) != row)
            continue;
        model->racer = i;
        model->setting = 0;
        model->on_surface = false;
        return;
    }
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
    camera_orbit(&model->camera, 2.0 * (event->col - model->drag_col),
                 3.0 * (event->row - model->drag_row));
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

/* What the cell shows of the block: its middle, or any of its dots at the block's edge.
 */
static bool
block_point(const struct picture *picture, const struct event *event, struct rv_vec2 *at)
{
    static const int dots[8][2] = {
        {1, 2},
        {0, 2},
        {1, 1},
        {0, 1},
        {1, 3},
        {0, 3},
        {1, 0},
        {0, 0}
    };
    const struct rect *pane = &picture->solid.pane;
    int px = 2 * (event->col - pane->col), py = 4 * (event->row - pane->row);
    for (int k = 0; k < 8; k++)
        if (solid_pick(&picture->solid, px + dots[k][0], py + dots[k][1], &at->x, &at->y))
            return true;
    return false;
}

/* What the pointer is on stays where it is; beside the block that is its middle. */
static void
wheel(struct model *model, const struct picture *picture, const struct event *event)
{
    double factor = event->mouse == MOUSE_WHEEL_UP ? 1 / ZOOM_STEP : ZOOM_STEP;
    struct rv_vec2 at;
    if (!on_field(picture, event))
        return;
    if (picture->view == FIELD_SOLID && !block_point(picture, event, &at)) {
        zoom_by(model, factor);
        return;
    }
    if (picture->view != FIELD_SOLID)
        at = point_at(picture, event);
    zoom_at(model, factor, at.x, at.y);
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
