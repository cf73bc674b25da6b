#include "prompt.h"

#include <stdlib.h>
#include <string.h>

#include "search.h"
#include "tune.h"

static void
close_prompt(struct model *model)
{
    model->prompt.kind = PROMPT_NONE;
}

static void
accept(struct model *model)
{
    struct prompt prompt = model->prompt;
    close_prompt(model);
    if (prompt.length == 0)
        return;
    if (prompt.kind == PROMPT_GO_TO)
        search_begin(model, prompt.text);
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
