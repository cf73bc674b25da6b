#include "zoom.h"

#include <math.h>

static bool
is_scene_window(const struct model *model)
{
    const struct rv_window *a = &model->window, *b = &model_document(model)->window;
    return a->x0 == b->x0 && a->x1 == b->x1 && a->y0 == b->y0 && a->y1 == b->y1;
}

/* Narrower than rounding or wider than double would leave nothing to see. */
static bool
is_sound(const struct rv_window *w)
{
    double x = fmax(fabs(w->x0), fabs(w->x1)), y = fmax(fabs(w->y0), fabs(w->y1));
    double width = w->x1 - w->x0, height = w->y1 - w->y0;
    return isfinite(width) && isfinite(height) && width > 1e-9 * fmax(x, 1e-3) &&
           height > 1e-9 * fmax(y, 1e-3) && fmax(width, height) < 1e150;
}

static void
take(struct model *model, struct rv_window window)
{
    if (!is_sound(&window)) {
        model_say(model, "the window cannot be zoomed further");
        return;
    }
    model->window = window;
    model->generation++;
}

void
zoom_at(struct model *model, double factor, double x, double y)
{
    const struct rv_window *w = &model->window;
    take(model, (struct rv_window){x + (w->x0 - x) * factor, x + (w->x1 - x) * factor,
                                   y + (w->y0 - y) * factor, y + (w->y1 - y) * factor});
}

void
zoom_by(struct model *model, double factor)
{
    const struct rv_window *w = &model->window;
    zoom_at(model, factor, (w->x0 + w->x1) / 2, (w->y0 + w->y1) / 2);
}

static void
include(struct rv_window *w, double x, double y)
{
    if (!isfinite(x) || !isfinite(y))
        return;
    w->x0 = fmin(w->x0, x);
    w->x1 = fmax(w->x1, x);
    w->y0 = fmin(w->y0, y);
    w->y1 = fmax(w->y1, y);
}

static void
include_trail(struct rv_window *w, struct rv_timeline *timeline, int64_t playhead)
{
    size_t n;
    int64_t stride;
    const struct rv_row *rows = rv_timeline_track(timeline, &n, &stride);
    for (size_t i = 0; i < n && (int64_t)i * stride <= playhead; i++)
        include(w, rows[i].x, rows[i].y);
}

static void
widen(double *low, double *high, double width)
{
    double middle = (*low + *high) / 2;
    if (*high - *low >= width)
        return;
    *low = middle - width / 2;
    *high = middle + width / 2;
}

/* Room about what @w has to show, and at least half of the scene's proportions: a
 * straight trail would else be seen through a slit. */
static void
make_room(struct rv_window *w, const struct rv_window *scene)
{
    double width = scene->x1 - scene->x0, height = scene->y1 - scene->y0;
    double shown = fmax((w->x1 - w->x0) / width, (w->y1 - w->y0) / height);
    shown = 1.1 * (shown > 0 ? shown : 1.0 / 22);
    widen(&w->x0, &w->x1, fmax(1.1 * (w->x1 - w->x0), shown * width / 2));
    widen(&w->y0, &w->y1, fmax(1.1 * (w->y1 - w->y0), shown * height / 2));
}

void
zoom_fit(struct model *model)
{
    const struct rv_document *document = model_document(model);
    if (!is_scene_window(model)) {
        take(model, document->window);
        return;
    }
    struct rv_window w = {INFINITY, -INFINITY, INFINITY, -INFINITY};
    for (size_t i = 0; i < document->n_racers; i++)
        include_trail(&w, model->timeline[i], model->playhead);
    for (size_t i = 0; i < model->n_critical; i++)
        if (model->critical[i].kind == RV_MINIMUM)
            include(&w, model->critical[i].at.x, model->critical[i].at.y);
    make_room(&w, &document->window);
    take(model, w);
}
