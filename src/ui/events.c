#include "events.h"

enum { HOLD_LEAST = 8, HOLD_MOST = 240 };
#define HOLD_SECONDS 1.5

const struct rv_event *
events_of(const struct model *model, size_t i, size_t *n)
{
    return rv_timeline_events(model->timeline[i], n);
}

/* How many of racer @i's events stand before @step. */
static size_t
count_before(const struct model *model, size_t i, int64_t step)
{
    size_t n;
    const struct rv_event *events = events_of(model, i, &n);
    while (n > 0 && events[n - 1].step >= step)
        n--;
    return n;
}

const struct rv_event *
events_caption(const struct model *model, size_t i)
{
    size_t n, known;
    n = count_before(model, i, model->playhead + 1);
    if (n == 0)
        return NULL;
    int64_t hold = (int64_t)(model->speed * HOLD_SECONDS);
    hold = hold < HOLD_LEAST ? HOLD_LEAST : hold > HOLD_MOST ? HOLD_MOST : hold;
    const struct rv_event *last = events_of(model, i, &known) + n - 1;
    return model->playhead - last->step < hold ? last : NULL;
}

static void
go_to(struct model *model, const struct rv_event *event)
{
    struct rv_event there = *event;
    model_seek(model, there.step);
    model_say(model, "%s, step %lld: %s. %s", model->label[model->racer],
              (long long)there.step, rv_event_caption(there.kind),
              rv_event_meaning(there.kind));
}

void
events_go_to_previous(struct model *model)
{
    size_t known, n = count_before(model, model->racer, model->playhead);
    if (n > 0)
        go_to(model, events_of(model, model->racer, &known) + n - 1);
    else
        model_say(model, "%s: no event before this step", model->label[model->racer]);
}

bool
events_go_to_next(struct model *model)
{
    size_t known, n = count_before(model, model->racer, model->playhead + 1);
    const struct rv_event *events = events_of(model, model->racer, &known);
    if (n >= known)
        return false;
    go_to(model, &events[n]);
    return true;
}
