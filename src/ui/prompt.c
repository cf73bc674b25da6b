#include "prompt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tune.h"

static void
close_prompt(struct model *model)
{
    model->prompt.kind = PROMPT_NONE;
}

static void
go_to_step(struct model *model, const char *text)
{
    struct rv_error error;
    double step;
    if (rv_number_parse(text, &step, &error) != RV_OK || step < 0 ||
        step > RV_STEPS_MAX || step != (double)(int64_t)step)
        model_warn(model, "'%s' is no step (a whole number, 0 to %d)", text,
                   RV_STEPS_MAX);
    else
        model_seek(model, (int64_t)step);
}

static void
accept(struct model *model)
{
    struct prompt prompt = model->prompt;
    close_prompt(model);
    if (prompt.length == 0)
        return;
    if (prompt.kind == PROMPT_GO_TO)
        go_to_step(model, prompt.text);
    else
        tune_type(model, prompt.text);
}

static void
append(struct prompt *prompt, uint32_t key)
{
    if (key < ' ' || key > '~' || prompt->length + 1 >= PROMPT_MAX)
        return;
    prompt->text[prompt->length++] = (char)key;
    prompt->text[prompt->length] = '\0';
}

void
prompt_key(struct model *model, uint32_t key)
{
    struct prompt *prompt = &model->prompt;
    switch (key) {
    case UI_KEY_ESCAPE:
        close_prompt(model);
        break;
    case UI_KEY_ENTER:
        accept(model);
        break;
    case UI_KEY_BACKSPACE:
    case UI_KEY_DELETE:
        if (prompt->length > 0)
            prompt->text[--prompt->length] = '\0';
        break;
    default:
        append(prompt, key);
    }
}
