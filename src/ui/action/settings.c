/* Racers and what is turned of them. */
#include "act.h"

#include "ui/branch.h"
#include "ui/slot.h"
#include "ui/tune.h"

static void
choose_racer(struct model *model, size_t i)
{
    size_t n = model_document(model)->n_racers;
    if (i >= n) {
        model_say(model, "there are %zu racers", n);
        return;
    }
    model->racer = i;
    model->setting = 0;
    model->on_surface = false;
}

/* Behind the last racer stands the surface, then the first racer again. */
static void
choose_neighbour(struct model *model, size_t steps)
{
    size_t n = model_document(model)->n_racers;
    size_t at = model->on_surface ? n : model->racer;
    at = (at + steps) % (n + 1);
    if (at < n) {
        choose_racer(model, at);
    } else {
        model->on_surface = true;
        model->setting = 0;
    }
}

void
act_next_racer(const struct acting *a)
{
    choose_neighbour(a->model, 1);
}

void
act_previous_racer(const struct acting *a)
{
    choose_neighbour(a->model, model_document(a->model)->n_racers);
}

void
act_choose(const struct acting *a)
{
    choose_racer(a->model, a->key - '1');
}

void
act_up(const struct acting *a)
{
    if (a->model->setting > 0)
        a->model->setting--;
}

void
act_down(const struct acting *a)
{
    if (a->model->setting + 1 < slot_count(a->model))
        a->model->setting++;
}

void
act_fine_up(const struct acting *a)
{
    tune_turn(a->model, 1, false);
}

void
act_fine_down(const struct acting *a)
{
    tune_turn(a->model, -1, false);
}

void
act_coarse_up(const struct acting *a)
{
    tune_turn(a->model, 1, true);
}

void
act_coarse_down(const struct acting *a)
{
    tune_turn(a->model, -1, true);
}

void
act_type(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    if (slot_count(a->model) > 0)
        open_prompt(a->model, PROMPT_VALUE);
    else
        model_say(a->model, "%s has no settings", slot_owner(a->model));
}

void
act_mode(const struct acting *a)
{
    a->model->from_start = !a->model->from_start;
    model_say(a->model,
              a->model->from_start
                  ? "turning acts from the start: the whole trajectory is redrawn"
                  : "turning acts from here on: the past stays");
}

void
act_undo(const struct acting *a)
{
    model_undo(a->model);
}

void
act_redo(const struct acting *a)
{
    model_redo(a->model);
}

void
act_branch(const struct acting *a)
{
    branch_next(a->model);
}
