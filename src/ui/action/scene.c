/* Scenes, racers, surfaces, files. */
#include "act.h"

#include "ui/picker.h"
#include "ui/tune.h"

static void
open_neighbour(struct model *model, size_t steps)
{
    if (model->n_scenes < 2)
        model_say(model, "this is the only scene");
    else
        model_open_scene(model, (model->at_scene + steps) % model->n_scenes);
}

void
act_next_scene(const struct acting *a)
{
    open_neighbour(a->model, 1);
}

void
act_previous_scene(const struct acting *a)
{
    open_neighbour(a->model, a->model->n_scenes - 1);
}

void
act_add(const struct acting *a)
{
    picker_open(a->model, PANE_RULES);
}

void
act_remove_racer(const struct acting *a)
{
    tune_remove_racer(a->model);
}

void
act_surface(const struct acting *a)
{
    picker_open(a->model, PANE_SURFACES);
}

void
act_save(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    open_prompt(a->model, PROMPT_SAVE);
}

void
act_export(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    open_prompt(a->model, PROMPT_EXPORT);
}

void
act_reset(const struct acting *a)
{
    tune_reset(a->model);
}

void
act_notes(const struct acting *a)
{
    a->model->notes = !a->model->notes;
    a->model->message = (struct message){0};
}
