#include "prompt.h"

#include <stdlib.h>
#include <string.h>

#include "scene/save.h"
#include "search.h"
#include "tune.h"

static void
close_prompt(struct model *model)
{
    model->prompt.kind = PROMPT_NONE;
}

/* A name that exists asks once more, and Esc keeps the file. */
static void
save(struct model *model, const struct prompt *prompt)
{
    struct rv_error error;
    bool replace = prompt->kind == PROMPT_REPLACE;
    enum rv_status status =
        scene_save(model_document(model), model->scene, prompt->text, replace, &error);
    if (status == RV_OK) {
        model_say(model, "saved to %s", prompt->text);
    } else if (status == RV_E_RANGE) {
        model->prompt = *prompt;
        model->prompt.kind = PROMPT_REPLACE;
    } else {
        model_warn(model, "%s", error.text);
    }
}

static void
accept(struct model *model)
{
    struct prompt prompt = model->prompt;
    close_prompt(model);
    if (prompt.length == 0)
        return;
    if (prompt.kind == PROMPT_SAVE || prompt.kind == PROMPT_REPLACE)
        save(model, &prompt);
    else if (prompt.kind == PROMPT_GO_TO)
        search_begin(model, prompt.text);
    else
        tune_type(model, prompt.text);
}

static void
append(struct prompt *prompt, uint32_t key)
{
    char bytes[4];
    if (key < ' ' || key == 0x7f || key >= KEY_NAMED)
        return;
    size_t n = (size_t)utf8_encode(key, bytes);
    if (prompt->length + n >= PROMPT_MAX)
        return;
    memcpy(prompt->text + prompt->length, bytes, n);
    prompt->length += n;
    prompt->text[prompt->length] = '\0';
}

/* One code point: its last bytes are 10xxxxxx. */
static void
erase(struct prompt *prompt)
{
    while (prompt->length > 0 && (prompt->text[prompt->length - 1] & 0xc0) == 0x80)
        prompt->length--;
    if (prompt->length > 0)
        prompt->length--;
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
        erase(prompt);
        break;
    default:
        if (prompt->kind == PROMPT_REPLACE)
            prompt->kind = PROMPT_SAVE; /* another name */
        append(prompt, key);
    }
}
