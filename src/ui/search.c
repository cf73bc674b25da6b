#include "search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "events.h"

enum { BLOCK = 1024 };

void
search_cancel(struct model *model)
{
    rv_run_destroy(model->search.run);
    model->search = (struct search){0};
}

bool
search_busy(const struct model *model)
{
    return model->search.run != NULL || model->search.event;
}

static void
go_to_step(struct model *model, const char *text)
{
    double step;
    if (rv_number_parse(text, &step, NULL) != RV_OK || step < 0 || step > RV_STEPS_MAX ||
        step != (double)(int64_t)step)
        model_warn(model, "'%s' is no step (0 to %d, loss 1e-3, or diverged)", text,
                   RV_STEPS_MAX);
    else
        model_seek(model, (int64_t)step);
}

/* The value behind "loss", or NaN. */
static double
loss_wanted(const char *text)
{
    double value;
    if (strncmp(text, "loss ", 5) != 0)
        return NAN;
    text += strspn(text + 5, " ") + 5;
    return rv_number_parse(text, &value, NULL) == RV_OK ? value : NAN;
}

void
search_begin(struct model *model, const char *text)
{
    struct rv_error error;
    bool diverged = strcmp(text, "diverged") == 0;
    double loss = loss_wanted(text);
    search_cancel(model);
    if (!diverged && isnan(loss)) {
        go_to_step(model, text);
        return;
    }
    model->search.diverged = diverged;
    model->search.below = loss;
    if (rv_run_create(&model->search.run, model->objective, model_document(model),
                      model->racer, NULL, &error) != RV_OK)
        model_warn(model, "%s", error.text);
}

static void
found(struct model *model, int64_t step)
{
    search_cancel(model);
    model_seek(model, step);
}

static void
not_found(struct model *model)
{
    const char *name = model->label[model->racer];
    long long last = (long long)rv_run_step(model->search.run);
    if (model->search.diverged)
        model_say(model, "%s has not diverged by step %lld", name, last);
    else
        model_say(model, "%s has no loss below %g by step %lld", name,
                  model->search.below, last);
    search_cancel(model);
}

/* @return the first of @n rows that is looked for, or @n. */
static size_t
find_loss(const struct rv_row *rows, size_t n, double below)
{
    size_t i = 0;
    while (i < n && !(rows[i].loss < below))
        i++;
    return i;
}

void
search_event(struct model *model)
{
    search_cancel(model);
    model->search.event = true;
}

/* Within the scene's steps; asked beyond them, as many again. */
static void
work_event(struct model *model, int64_t deadline_ns)
{
    struct rv_timeline *timeline = model->timeline[model->racer];
    int64_t steps = model_document(model)->steps;
    int64_t last = model->playhead < steps ? steps : model->playhead + steps;
    last = last < RV_STEPS_MAX ? last : RV_STEPS_MAX;
    while (model->search.event && model_clock() < deadline_ns) {
        int64_t next = rv_timeline_reached(timeline) + BLOCK;
        bool there = rv_timeline_extend(timeline, next < last ? next : last, deadline_ns);
        if (events_go_to_next(model)) {
            search_cancel(model);
        } else if (there && (next >= last || rv_timeline_ended(timeline, NULL))) {
            search_cancel(model);
            model_say(model, "%s: no event from here to step %lld",
                      model->label[model->racer], (long long)last);
        }
    }
}

void
search_work(struct model *model, int64_t deadline_ns)
{
    struct rv_row rows[BLOCK];
    struct search *search = &model->search;
    if (search->event) {
        work_event(model, deadline_ns);
        return;
    }
    while (search_busy(model) && model_clock() < deadline_ns) {
        int64_t first = rv_run_step(search->run);
        int64_t left = RV_STEPS_MAX - first;
        size_t want = left < BLOCK ? (size_t)left : BLOCK;
        size_t n = rv_run_advance(search->run, want, rows);
        size_t at = search->diverged ? n : find_loss(rows, n, search->below);
        bool ended = rv_run_stop(search->run) == RV_STOP_DIVERGED;
        if (at < n || (ended && search->diverged))
            found(model, first + (int64_t)at);
        else if (ended || n < want || rv_run_step(search->run) >= RV_STEPS_MAX)
            not_found(model);
    }
}
