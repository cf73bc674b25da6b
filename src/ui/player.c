/* Playing: the playhead follows the clock, and drops what it is late for. */
#include "model.h"

#define NS 1e9

static int64_t
end_of_play(const struct model *model)
{
    return model->beyond ? RV_STEPS_MAX : model_document(model)->steps;
}

void
model_play(struct model *model, bool play, int64_t now_ns)
{
    /* A pause stops what is playing where it is; a seek under way goes on. */
    if (model->playing && !play)
        model->wanted = model->playhead;
    model->playing = play;
    model->clock_ns = now_ns;
    if (play && model->playhead >= model_document(model)->steps)
        model->beyond = true;
}

int64_t
model_deadline(const struct model *model, double fps)
{
    if (!model->playing)
        return -1;
    double per_second = model->speed < fps ? model->speed : fps;
    return model->clock_ns + (int64_t)(NS / per_second);
}

static void
finish_playing(struct model *model)
{
    model->playing = false;
    if (model->quit_at_end)
        model->done = true;
}

void
model_tick(struct model *model, int64_t now_ns)
{
    if (!model->playing)
        return;
    int64_t late = now_ns - model->clock_ns;
    int64_t steps = (int64_t)((double)late * model->speed / NS);
    if (steps < 1)
        return;
    /* A stall (a stopped program, a blocked line) is not made up for. */
    bool stalled = late > (int64_t)NS;
    model->clock_ns =
        stalled ? now_ns : model->clock_ns + (int64_t)((double)steps * NS / model->speed);
    if (stalled)
        steps = 1;
    /* What is not reached yet is waited for: slow runs play slowly and skip nothing. */
    int64_t end = end_of_play(model), next = model->playhead + steps;
    next = next < end ? next : end;
    model_seek(model, next > model->wanted ? next : model->wanted);
    if (model->playhead >= end)
        finish_playing(model);
}
