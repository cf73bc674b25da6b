/* The program itself. */
#include "act.h"

#include "ui/autopsy.h"
#include "ui/picker.h"

/* Pages take their own keys (picker.h): here is nothing open but words. */
void
act_close_pane(const struct acting *a)
{
    a->model->message = (struct message){0};
    a->model->notes = false;
    model_stay(a->model);
    autopsy_close(a->model);
}

void
act_quit(const struct acting *a)
{
    if (a->model->autopsy.open)
        autopsy_close(a->model);
    else
        a->model->done = true;
}

void
act_help(const struct acting *a)
{
    picker_open(a->model, PANE_HELP);
}
