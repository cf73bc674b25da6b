/* Along the run: play, step, go to. */
#include "act.h"

#include <math.h>

#include "ui/events.h"
#include "ui/search.h"

/* A step key pauses. While a seek is under way it counts from where that ends, so that
 * the same keys lead to the same step on a slow machine too. */
static void
step_by(const struct acting *a, int64_t steps)
{
    model_play(a->model, false, a->now_ns);
    model_seek(a->model, a->model->wanted + steps);
}

void
act_play(const struct acting *a)
{
    model_play(a->model, !a->model->playing, a->now_ns);
}

void
act_back(const struct acting *a)
{
    step_by(a, -1);
}

void
act_step(const struct acting *a)
{
    step_by(a, 1);
}

void
act_ten_back(const struct acting *a)
{
    step_by(a, -10);
}

void
act_ten(const struct acting *a)
{
    step_by(a, 10);
}

void
act_first(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    model_seek(a->model, 0);
}

void
act_furthest(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    model_seek(a->model, a->model->furthest);
}

enum { SPEED_HALVINGS = 4, SPEED_DOUBLINGS = 17 };

#define SPEED_STANDARD 10.0

static void
change_speed(const struct acting *a, double factor)
{
    double slowest = ldexp(SPEED_STANDARD, -SPEED_HALVINGS);
    double fastest = ldexp(SPEED_STANDARD, SPEED_DOUBLINGS);
    a->model->speed = fmax(slowest, fmin(a->model->speed * factor, fastest));
    a->model->clock_ns = a->now_ns;
    model_say(a->model, "%g steps a second", a->model->speed);
}

void
act_slower(const struct acting *a)
{
    change_speed(a, 0.5);
}

void
act_faster(const struct acting *a)
{
    change_speed(a, 2);
}

void
act_event_back(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    events_go_to_previous(a->model);
}

void
act_event(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    if (!events_go_to_next(a->model))
        search_event(a->model);
}

void
act_go_to(const struct acting *a)
{
    model_play(a->model, false, a->now_ns);
    open_prompt(a->model, PROMPT_GO_TO);
}

void
act_restart(const struct acting *a)
{
    act_first(a);
}
