#include "action.h"

#include <assert.h>

#include "action/act.h"

static const struct action_info infos[] = {
#define X(id, function, group, help, hint) {#function, GROUP_##group, help, hint},
    ACTION_LIST(X)
#undef X
};
static_assert(sizeof infos / sizeof *infos == ACTION_COUNT, "a row for each action");

const struct action_info *
action_info(enum action action)
{
    return &infos[action];
}

const char *
group_title(enum group group)
{
    static const char *const titles[] = {
#define X(id, title) title,
        GROUP_LIST(X)
#undef X
    };
    return titles[group];
}

void
open_prompt(struct model *model, enum prompt_kind kind)
{
    model->prompt = (struct prompt){.kind = kind};
    model->message = (struct message){0};
}

void
action_do(enum action action, const struct acting *acting)
{
    static void (*const functions[])(const struct acting *) = {
#define X(id, function, ...) act_##function,
        ACTION_LIST(X)
#undef X
    };
    functions[action](acting);
}
