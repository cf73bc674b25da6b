#include "tune.h"

#include <stdio.h>
#include <string.h>

#include "render/number.h"

static const struct rv_racer *
chosen(const struct model *model)
{
    return &model_document(model)->racers[model->racer];
}

bool
tune_from_start(const struct model *model, const struct rv_param *param)
{
    return model->from_start || model->playhead == 0 || param->when == RV_FROM_START;
}

/* "Adam: β₁ 0.9 → 0.95 from step 40" */
static void
change_in_words(const struct model *model, const struct rv_param *param, double before,
                double after, char words[HISTORY_WORDS_MAX])
{
    char a[RV_VALUE_TEXT_MAX], b[RV_VALUE_TEXT_MAX], when[40] = "the start";
    rv_param_format(param, before, a);
    rv_param_format(param, after, b);
    if (!tune_from_start(model, param))
        snprintf(when, sizeof when, "step %lld", (long long)model->playhead);
    snprintf(words, HISTORY_WORDS_MAX, "%s: %s %s %s %s from %s",
             model->label[model->racer], model_symbol(model, param), a,
             theme_text(&model->theme, "→", "->"), b, when);
}

static bool
give(struct model *model, rv_key key, double value)
{
    struct rv_error error;
    const struct rv_param *param = rv_racer_param(chosen(model), key);
    struct rv_document next = *model_document(model);
    double before = rv_document_value(&next, model->racer, key, model->playhead);
    enum rv_status status =
        tune_from_start(model, param)
            ? rv_document_change(&next, model->racer, key, value, &error)
            : rv_document_edit(&next, model->racer, key, model->playhead, value, &error);
    char words[HISTORY_WORDS_MAX], kept[RV_VALUE_TEXT_MAX];
    if (status != RV_OK) {
        model_warn(model, "%s; kept %s", error.text,
                   rv_param_format(param, before, kept));
        return false;
    }
    change_in_words(model, param, before, value, words);
    if (!model_change(model, &next, false, words))
        return false;
    model_say(model, "%s", words);
    return true;
}

static const struct rv_param *
chosen_param(const struct model *model)
{
    rv_key key = model_key(model);
    return key == RV_KEY_NONE ? NULL : rv_racer_param(chosen(model), key);
}

void
tune_turn(struct model *model, int direction, bool coarse)
{
    const struct rv_param *param = chosen_param(model);
    if (!param)
        return;
    rv_key key = model_key(model);
    double value =
        rv_document_value(model_document(model), model->racer, key, model->playhead);
    double next = rv_param_turn(param, value, direction, coarse);
    char text[RV_VALUE_TEXT_MAX];
    if (next == value)
        model_say(model, "%s stays at %s, the end of its slider",
                  model_symbol(model, param), rv_param_format(param, value, text));
    else
        give(model, key, next);
}

bool
tune_type(struct model *model, const char *text)
{
    struct rv_error error;
    const struct rv_param *param = chosen_param(model);
    double value;
    if (!param)
        return false;
    if (rv_param_parse(param, text, &value, &error) != RV_OK) {
        char kept[PROMPT_MAX];
        tune_text(model, kept, sizeof kept);
        model_warn(model, "%s; kept %s", error.text, kept);
        return false;
    }
    return give(model, model_key(model), value);
}

void
tune_text(const struct model *model, char *buffer, size_t size)
{
    char text[RV_VALUE_TEXT_MAX] = "";
    const struct rv_param *param = chosen_param(model);
    if (param)
        rv_param_format(param,
                        rv_document_value(model_document(model), model->racer,
                                          model_key(model), model->playhead),
                        text);
    snprintf(buffer, size, "%s", text);
}

void
tune_start(struct model *model, struct rv_vec2 start, bool one, bool replace)
{
    struct rv_document next = *model_document(model);
    char x[NUMBER_TEXT_MAX], y[NUMBER_TEXT_MAX], words[HISTORY_WORDS_MAX];
    if (one) {
        next.racers[model->racer].own_start = true;
        next.racers[model->racer].start = start;
    } else {
        next.start = start;
        for (size_t i = 0; i < next.n_racers; i++)
            next.racers[i].own_start = false;
    }
    snprintf(words, sizeof words, "%s starts at (%s, %s)",
             one ? model->label[model->racer] : "everyone",
             number_significant(start.x, 3, model->theme.ascii, x),
             number_significant(start.y, 3, model->theme.ascii, y));
    if (model_change(model, &next, replace, words))
        model_say(model, "%s", words);
}

void
tune_reset(struct model *model)
{
    if (model_change(model, &model->scene->document, false, "the scene as its file says"))
        model_say(model, "the scene as its file says");
}
