#include "prompt.h"

#include <stdio.h>
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

/* As each valid character is typed the surface is redrawn; an invalid one waits. */
static void
follow_formula(struct model *model)
{
    struct rv_error error = {0};
    struct prompt *prompt = &model->prompt;
    prompt->column = 0;
    prompt->wrong[0] = '\0';
    if (prompt->length == 0)
        return;
    if (tune_formula(model, prompt->text, prompt->changed, &error) == RV_OK) {
        prompt->changed = true;
        model->message = (struct message){0};
        return;
    }
    prompt->column = error.column;
    snprintf(prompt->wrong, sizeof prompt->wrong, "%s", error.text);
}

/* Enter takes the last valid formula; Esc goes back to the surface before. */
static void
end_formula(struct model *model, bool take)
{
    bool changed = model->prompt.changed, wrong = model->prompt.wrong[0] != '\0';
    if (take && wrong)
        return; /* the caret says where */
    close_prompt(model);
    if (!take && changed)
        model_undo(model);
}

void
prompt_formula(struct model *model, const char *begin)
{
    model->pane = PANE_NONE;
    model->prompt = (struct prompt){.kind = PROMPT_FORMULA};
    model->message = (struct message){0};
    snprintf(model->prompt.text, sizeof model->prompt.text, "%s", begin);
    model->prompt.length = strlen(model->prompt.text);
    follow_formula(model);
}

static void
accept(struct model *model)
{
    struct prompt prompt = model->prompt;
    if (prompt.kind == PROMPT_FORMULA) {
        end_formula(model, true);
        return;
    }
    close_prompt(model);
    if (prompt.length == 0)
        return;
    if (prompt.kind == PROMPT_SAVE || prompt.kind == PROMPT_REPLACE)
        save(model, &prompt);
    else if (prompt.kind == PROMPT_EXPORT || prompt.kind == PROMPT_EXPORT_REPLACE)
        model->wanted_picture = prompt;
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
        if (prompt->kind == PROMPT_FORMULA)
            end_formula(model, false);
        else
            close_prompt(model);
        return;
    case UI_KEY_ENTER:
        accept(model);
        return;
    case UI_KEY_BACKSPACE:
    case UI_KEY_DELETE:
        erase(prompt);
        break;
    default:
        if (prompt->kind == PROMPT_REPLACE)
            prompt->kind = PROMPT_SAVE; /* another name */
        if (prompt->kind == PROMPT_EXPORT_REPLACE)
            prompt->kind = PROMPT_EXPORT;
        append(prompt, key);
    }
    if (prompt->kind == PROMPT_FORMULA)
        follow_formula(model);
}
