#include "tune.h"

#include <stdio.h>
#include <string.h>

#include "render/number.h"
#include "scene/spec.h"
#include "slot.h"

/* "Adam: β₁ 0.9 → 0.95 from step 40" */
static void
change_in_words(const struct model *model, size_t slot, double before, double after,
                char words[HISTORY_WORDS_MAX])
{
    char a[RV_VALUE_TEXT_MAX] = "", b[RV_VALUE_TEXT_MAX], when[40] = "the start";
    const struct rv_param *param = slot_param(model, slot);
    if (before >= 0 || param->scale != RV_CHOICE)
        rv_param_format(param, before, a);
    rv_param_format(param, after, b);
    if (!slot_from_start(model, slot))
        snprintf(when, sizeof when, "step %lld", (long long)model->playhead);
    snprintf(words, HISTORY_WORDS_MAX, "%s: %s %s %s %s from %s", slot_owner(model),
             model_symbol(model, param), a, theme_text(&model->theme, "→", "->"), b,
             when);
}

/* One word is chosen after another; what is in between is not passed through. */
static bool
is_word(const struct rv_param *param)
{
    return param->scale == RV_CHOICE || param->scale == RV_FLAG;
}

/* Keys are undone one at a time, but what is said is what they come to. Found before the
 * change is made: runs may have to come back to its step. */
static void
sum_in_words(const struct model *model, size_t slot, double before, double after,
             char words[HISTORY_WORDS_MAX])
{
    char value[RV_VALUE_TEXT_MAX];
    const struct rv_param *param = slot_param(model, slot);
    if (before != after)
        change_in_words(model, slot, before, after, words);
    else
        snprintf(words, HISTORY_WORDS_MAX, "%s: %s is %s again", slot_owner(model),
                 model_symbol(model, param), rv_param_format(param, after, value));
}

static bool
give(struct model *model, double value)
{
    struct rv_error error;
    size_t slot = model->setting;
    struct rv_document next = *model_document(model);
    char words[HISTORY_WORDS_MAX], sum[HISTORY_WORDS_MAX], kept[PROMPT_MAX];
    double before = slot_value(model, slot);
    change_in_words(model, slot, before, value, words);
    if (slot_give(model, &next, slot, value, &error) != RV_OK) {
        tune_text(model, kept, sizeof kept);
        model_warn(model, "%s; kept %s", error.text, kept);
        return false;
    }
    struct turn turn = {model->on_surface ? SIZE_MAX : model->racer, slot,
                        model->playhead, before, true};
    if (model_turns_on(model, &turn) && !is_word(slot_param(model, slot)))
        turn.before = model->last_turn.before;
    sum_in_words(model, slot, turn.before, value, sum);
    if (!model_turn(model, &next, turn, words))
        return false;
    model_say(model, "%s", sum);
    return true;
}

/* A data set that the surface cannot take is passed over, not stumbled on. */
static bool
suits(const struct model *model, double value)
{
    struct rv_document next = *model_document(model);
    bool data = strcmp(slot_param(model, model->setting)->key, "data") == 0;
    return !data || slot_give(model, &next, model->setting, value, NULL) == RV_OK;
}

void
tune_turn(struct model *model, int direction, bool coarse)
{
    if (model->setting >= slot_count(model))
        return;
    const struct rv_param *param = slot_param(model, model->setting);
    double value = slot_value(model, model->setting);
    double next = rv_param_turn(param, value, direction, coarse);
    while (!suits(model, next)) {
        double further = rv_param_turn(param, next, direction, coarse);
        next = further == next ? value : further;
        if (next == value)
            break;
    }
    char text[PROMPT_MAX];
    tune_text(model, text, sizeof text);
    if (next == value)
        model_say(model, "%s stays at %s, the end of its slider",
                  model_symbol(model, param), text);
    else
        give(model, next);
}

bool
tune_type(struct model *model, const char *text)
{
    struct rv_error error;
    double value;
    char kept[PROMPT_MAX];
    if (model->setting >= slot_count(model))
        return false;
    if (rv_param_parse(slot_param(model, model->setting), text, &value, &error) == RV_OK)
        return give(model, value);
    tune_text(model, kept, sizeof kept);
    model_warn(model, "%s; kept %s", error.text, kept);
    return false;
}

void
tune_text(const struct model *model, char *buffer, size_t size)
{
    char text[RV_VALUE_TEXT_MAX] = "";
    const struct rv_param *param = slot_param(model, model->setting);
    double value = slot_value(model, model->setting);
    if (value >= 0 || param->scale != RV_CHOICE)
        rv_param_format(param, value, text);
    else
        snprintf(text, sizeof text, "none");
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

static void
change(struct model *model, const struct rv_document *next, const char *words)
{
    if (model_change(model, next, false, words))
        model_say(model, "%s", words);
}

void
tune_surface(struct model *model, size_t i)
{
    struct rv_error error;
    struct rv_surface_spec spec;
    char words[HISTORY_WORDS_MAX];
    struct rv_document next = *model_document(model);
    rv_surface_spec_init(&spec, i);
    if (spec_replace_surface(&next, &spec, &error) != RV_OK) {
        model_warn(model, "%s", error.text);
        return;
    }
    snprintf(words, sizeof words, "the surface is %s", rv_surface_at(i)->title);
    change(model, &next, words);
}

enum rv_status
tune_formula(struct model *model, const char *text, bool replace, struct rv_error *error)
{
    struct rv_surface_spec spec;
    struct rv_document next = *model_document(model);
    int formula = rv_surface_find("formula");
    bool same = next.surface.surface == formula;
    if (same)
        spec = next.surface;
    else
        rv_surface_spec_init(&spec, (size_t)formula);
    enum rv_status status = rv_surface_spec_set_formula(&spec, text, error);
    if (status != RV_OK)
        return status;
    if (same)
        next.surface = spec;
    else
        status = spec_replace_surface(&next, &spec, error);
    if (status != RV_OK)
        return status;
    char words[HISTORY_WORDS_MAX];
    snprintf(words, sizeof words, "f = %.100s", text);
    return model_change(model, &next, replace, words) ? RV_OK : RV_E_RANGE;
}

/* Its title, and a number if somebody has that name. */
static void
set_label(const struct model *model, struct rv_racer *racer, const char *title)
{
    size_t n = model_document(model)->n_racers;
    for (int number = 1; number <= RV_RACERS_MAX; number++) {
        bool taken = false;
        if (number == 1)
            snprintf(racer->label, sizeof racer->label, "%s", title);
        else
            snprintf(racer->label, sizeof racer->label, "%s %d", title, number);
        for (size_t i = 0; i < n; i++)
            taken = taken || strcmp(model->label[i], racer->label) == 0;
        if (!taken)
            return;
    }
}

void
tune_add_racer(struct model *model, size_t i)
{
    struct rv_error error;
    struct rv_racer racer;
    char words[HISTORY_WORDS_MAX];
    struct rv_document next = *model_document(model);
    rv_racer_init(&racer, i);
    set_label(model, &racer, rv_optimizer_at(i)->title);
    if (rv_document_add_racer(&next, &racer, &error) != RV_OK) {
        model_warn(model, "%s", error.text);
        return;
    }
    snprintf(words, sizeof words, "%s joins", racer.label);
    if (!model_change(model, &next, false, words))
        return;
    model->racer = next.n_racers - 1;
    model->setting = 0;
    model->on_surface = false;
    model_say(model, "%s", words);
}

void
tune_remove_racer(struct model *model)
{
    char words[HISTORY_WORDS_MAX];
    struct rv_document next = *model_document(model);
    if (next.n_racers == 1) {
        model_say(model, "the last racer stays");
        return;
    }
    snprintf(words, sizeof words, "%s leaves", model->label[model->racer]);
    rv_document_remove_racer(&next, model->racer);
    change(model, &next, words);
}
